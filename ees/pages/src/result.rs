//! The result of a check: who, what the register knows, how long, and what to record.

use askama::Template;
use fnd_web::form::{Choice, Field, Hidden, wrong};
use fnd_web::shell::Shell;
use fnd_web::words::Words;
use jiff::civil::DateTime;

use crate::asked::{Asked, Proposed};
use crate::border::Offline;
use crate::person::{Document, Identity};
use crate::stay::StayView;
use crate::taking::Taking;

/// Whether and why the Regulation covers somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// A third-country national who needs a visa.
    VisaRequired,
    /// A third-country national who needs none.
    VisaExempt,
    /// A family member of a person with the right of free movement, without a card.
    FamilyMember,
    /// A citizen of the Union or of an associated State.
    FreeMovement,
    /// A holder of a residence permit or card.
    ResidencePermit,
    /// A holder of a long-stay visa.
    LongStayVisa,
    /// Somebody else whom Article 2(3) leaves out.
    Exempt,
}

/// The decision about scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// The group.
    pub group: Group,
    /// The article it rests on, as in "Art. 2(1)(a)".
    pub article: String,
}

/// How sure a similarity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// Very likely the same person.
    Strong,
    /// Possibly the same person.
    Possible,
    /// Some data are alike.
    Weak,
}

/// A file of somebody who may be the same person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Similar {
    /// Who.
    pub identity: Identity,
    /// How sure it is.
    pub likeness: Likeness,
    /// What is alike and what differs, each in a few words.
    pub reasons: Vec<String>,
    /// The address of the file.
    pub href: String,
}

/// A file of somebody who may be the same person, and then may stay differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Double {
    /// Who.
    pub identity: Identity,
    /// The address of the file.
    pub href: String,
    /// How long the person may stay if it is the same.
    pub stay: StayView,
}

/// What the register knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hits {
    /// The address of the file that has this very document.
    pub exact: Option<String>,
    /// Files that may be of the same person.
    pub similar: Vec<Similar>,
    /// Whether one of them holds this document as refused because it was false.
    pub was_refused: bool,
    /// What the search left out, in words; `None` when nothing.
    pub left_out: Option<String>,
}

/// An entry that has no exit yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenEntry {
    /// When it was, at the crossing point.
    pub at: DateTime,
    /// The border crossing point.
    pub point: String,
}

/// The data of the visa, for those who need one. Art. 16(2)(d)-(f).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisaForm {
    /// The number of the sticker.
    pub number: Field,
    /// The issuing State, a code.
    pub issuer: Field,
    /// The type of visa, a code.
    pub kind: Field,
    /// The last day of the visa, as year, month, day with hyphens.
    pub expires: Field,
    /// The entries it grants: `1`, `2` or `multiple`.
    pub entries: Field,
    /// The days it grants.
    pub days: Field,
    /// States that issue visas.
    pub issuers: Vec<Choice>,
    /// Types of visa.
    pub kinds: Vec<Choice>,
}

/// The file a crossing is recorded on, when a document alone does not say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChoice {
    /// The field; `new` for a new file, else the file's id.
    pub field: Field,
    /// The files to choose from, the new one first where there may be one. None is chosen before.
    pub files: Vec<Choice>,
}

/// Something the officer must confirm before a crossing is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// The box; empty as long as it is not ticked.
    pub field: Field,
    /// The key of its label; the hint's key ends in `-hint`.
    pub key: &'static str,
}

impl Confirmation {
    /// The key of the hint.
    pub fn hint(&self) -> String {
        format!("{}-hint", self.key)
    }
}

/// The form that records an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryForm {
    /// Where it posts to.
    pub action: String,
    /// What is sent along: the crossing's id, the file, the document.
    pub hidden: Vec<Hidden>,
    /// The data of the visa, where one is needed.
    pub visa: Option<VisaForm>,
    /// Whether the person is a family member; empty for no. Art. 16(2)(c).
    pub family: Field,
    /// The file, when the document is on none and similar ones were found.
    pub file: Option<FileChoice>,
    /// What must be confirmed.
    pub confirm: Option<Confirmation>,
    /// What the officer is asked, if anything.
    pub asked: Option<Asked>,
}

/// The form that records an exit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExitForm {
    /// Where it posts to.
    pub action: String,
    /// What is sent along.
    pub hidden: Vec<Hidden>,
    /// The file, when the document is on none and similar ones were found.
    pub file: Option<FileChoice>,
    /// What must be confirmed.
    pub confirm: Option<Confirmation>,
    /// The entry that is not on record, as the person shows it; absent where one is open.
    pub shown: Option<ShownEntry>,
    /// What the officer is asked, if anything.
    pub asked: Option<Asked>,
}

impl ExitForm {
    /// Whether something of it was entered or is wrong, so that it must be seen.
    pub fn is_open(&self) -> bool {
        let is_touched = |field: &Field| !field.value.is_empty() || !field.error.is_empty();
        self.shown.as_ref().is_some_and(ShownEntry::is_open)
            || self.confirm.as_ref().is_some_and(|confirm| is_touched(&confirm.field))
            || self.asked.as_ref().is_some_and(|asked| asked.fields().any(is_touched))
    }
}

/// The fields of an entry that is not on record, as whoever leaves shows it. EES Art. 20, 22(2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownEntry {
    /// What shows it: a code, or empty.
    pub by: Field,
    /// The day.
    pub on: Field,
    /// The border crossing point.
    pub point: Field,
    /// Where the stamp is, or what else was shown.
    pub evidence: Field,
    /// Whether the person has no file, so that an exit is not what is likely.
    pub is_aside: bool,
}

impl ShownEntry {
    /// What can show an entry.
    pub fn ways(&self, words: &Words) -> Vec<Choice> {
        let codes = ["stamp-before-start", "rebutted"];
        codes.map(|code| Choice::new(code, words.text(&format!("desk-shown-{code}")))).into()
    }

    /// All fields, in the order of the form.
    pub fn fields(&self) -> [&Field; 4] {
        [&self.by, &self.on, &self.point, &self.evidence]
    }

    /// Whether something was entered or is wrong, so that it must be seen.
    pub fn is_open(&self) -> bool {
        self.fields().iter().any(|field| !field.value.is_empty() || !field.error.is_empty())
    }
}

/// The button that opens the form of a refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefuseStart {
    /// Where it posts to.
    pub action: String,
    /// What is sent along: the document.
    pub hidden: Vec<Hidden>,
}

/// What the officer may record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decisions {
    /// An entry.
    pub entry: Option<EntryForm>,
    /// An exit.
    pub exit: Option<ExitForm>,
    /// Where the form of a refusal is opened; absent when the reader may not refuse.
    pub refuse: Option<RefuseStart>,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "result.html")]
pub struct ResultPage {
    /// The shell.
    pub shell: Shell,
    /// Who.
    pub identity: Identity,
    /// With which document.
    pub document: Document,
    /// Whether the Regulation covers them.
    pub scope: Scope,
    /// What the register knows.
    pub hits: Hits,
    /// How long they may stay.
    pub stay: Option<StayView>,
    /// Files with which the answer would be another one; the answer is then given for each case.
    pub doubles: Vec<Double>,
    /// An entry that has no exit yet.
    pub open: Option<OpenEntry>,
    /// What takes images, for who may take them.
    pub taking: Option<Taking>,
    /// What machines make of it, for who may record.
    pub proposed: Option<Proposed>,
    /// What may be recorded.
    pub decisions: Decisions,
    /// The address of the next check.
    pub again: String,
    /// What cannot be known, when the register cannot be reached; `None` when it was asked.
    pub offline: Option<Offline>,
    /// The key of what is to be done while operation at the crossing point is suspended.
    pub suspended: Option<&'static str>,
}

impl ResultPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell, check: &str, identity: &Identity) -> Shell {
        let label = shell.words.text("check-short");
        shell.below(check, label).titled(identity.name())
    }

    /// The fields with which something is wrong.
    pub fn errors(&self) -> Vec<&Field> {
        let entry = self.decisions.entry.as_ref();
        let visa = entry.and_then(|form| form.visa.as_ref()).map(VisaForm::fields);
        let taking = self.taking.iter().flat_map(Taking::fields);
        let mut fields: Vec<&Field> = taking.chain(visa.into_iter().flatten()).collect();
        fields.extend(entry.map(|form| &form.family));
        fields.extend(entry.and_then(|form| form.file.as_ref()).map(|file| &file.field));
        let exit = self.decisions.exit.as_ref();
        let confirmations =
            [entry.and_then(|f| f.confirm.as_ref()), exit.and_then(|f| f.confirm.as_ref())];
        fields.extend(confirmations.into_iter().flatten().map(|confirm| &confirm.field));
        let shown = exit.and_then(|form| form.shown.as_ref()).map(ShownEntry::fields);
        fields.extend(shown.into_iter().flatten());
        let asked = [entry.and_then(|f| f.asked.as_ref()), exit.and_then(|f| f.asked.as_ref())];
        fields.extend(asked.into_iter().flatten().flat_map(Asked::fields));
        wrong(&fields)
    }
}

impl VisaForm {
    /// Empty fields under the names that the form sends.
    pub fn empty() -> Self {
        Self {
            number: Field::new("visa_number"),
            issuer: Field::new("visa_issuer"),
            kind: Field::new("visa_kind"),
            expires: Field::new("visa_expires"),
            entries: Field::new("visa_entries"),
            days: Field::new("visa_days"),
            issuers: Vec::new(),
            kinds: Vec::new(),
        }
    }

    /// All fields, in the order of the form.
    pub fn fields(&self) -> [&Field; 6] {
        [&self.number, &self.issuer, &self.kind, &self.expires, &self.entries, &self.days]
    }

    /// The choices of the number of entries.
    pub fn entry_choices(&self, words: &fnd_web::words::Words) -> Vec<Choice> {
        let entries = [("1", "visa-one"), ("2", "visa-two"), ("multiple", "visa-multiple")];
        entries.map(|(value, key)| Choice::new(value, words.text(key))).into()
    }
}

impl Group {
    /// Whether entries and exits of this group are recorded.
    pub fn is_covered(self) -> bool {
        matches!(self, Self::VisaRequired | Self::VisaExempt | Self::FamilyMember)
    }

    /// The key of its sentence.
    pub fn key(self) -> &'static str {
        match self {
            Self::VisaRequired => "group-visa",
            Self::VisaExempt => "group-exempt",
            Self::FamilyMember => "group-family",
            Self::FreeMovement => "group-free",
            Self::ResidencePermit => "group-permit",
            Self::LongStayVisa => "group-long-stay",
            Self::Exempt => "group-other",
        }
    }
}

impl Likeness {
    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::Strong => "likeness-strong",
            Self::Possible => "likeness-possible",
            Self::Weak => "likeness-weak",
        }
    }

    /// How its tag looks.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Strong => "error",
            Self::Possible => "warning",
            Self::Weak => "info",
        }
    }
}
