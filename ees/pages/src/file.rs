//! The page of an individual file.

use askama::Template;
use fnd_web::form::{Choice, Field, Hidden, wrong};
use fnd_web::shell::Shell;
use jiff::civil::{Date, DateTime};

use crate::person::{Document, Identity};
use crate::refuse::Given;
use crate::stay::{End, StayView};

/// Where an entry/exit record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Present within the authorised stay.
    Open,
    /// Left in time.
    Closed,
    /// No exit, and the authorised stay is over.
    Overstay,
    /// Left after the authorised stay.
    ClosedLate,
    /// The authorisation was taken back.
    Revoked,
    /// A later entry exists, so the missing exit is an error of record.
    Unclear,
}

/// One entry/exit record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrossingRow {
    /// When the person entered, at the crossing point.
    pub entered: Option<DateTime>,
    /// Where.
    pub entry_point: String,
    /// When the person left.
    pub left: Option<DateTime>,
    /// Where.
    pub exit_point: String,
    /// The last lawful day.
    pub until: End,
    /// On what ground the person entered, with the visa, each in words.
    pub ground: Vec<String>,
    /// Where it stands.
    pub status: Status,
    /// The address of the receipt.
    pub receipt: String,
    /// Decisions on the stay, the latest first, each in words.
    pub decisions: Vec<DecisionRow>,
    /// Where the stay is taken off the list of overstayers; empty when it is not on it, or for who
    /// may not.
    pub lift: String,
    /// Where the record is put right; empty for who may not.
    pub amend: String,
    /// Where the ground of the entry is; empty for who may not.
    pub amend_ground: String,
}

/// A decision on a stay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionRow {
    /// What was decided and why, in words.
    pub text: String,
    /// The day of the decision.
    pub day: Date,
    /// The new last day, or the end of the time to leave.
    pub until: Option<Date>,
    /// The authority and the place.
    pub authority: String,
    /// Where the decision is corrected; empty for who did not take it.
    pub correct: String,
}

/// One refusal of entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusalRow {
    /// When, at the crossing point.
    pub at: DateTime,
    /// Where.
    pub point: String,
    /// The authority.
    pub authority: String,
    /// The reasons.
    pub reasons: Vec<Given>,
    /// The address of the refusal.
    pub href: String,
}

/// What the file says of one kind of biometric data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkRow {
    /// The kind, in words.
    pub kind: String,
    /// The mark, in words.
    pub mark: String,
    /// The article that has it made.
    pub basis: &'static str,
    /// The day since which it stands.
    pub since: Date,
    /// The officer's reason; may be empty.
    pub reason: String,
    /// Whether it is owed, and is asked for at the next crossing.
    pub is_owed: bool,
}

/// A notification of a facilitation programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeRow {
    /// Which programme.
    pub programme: String,
    /// Its Member State.
    pub state: String,
    /// When access was granted.
    pub granted_on: Date,
    /// The last day.
    pub until: Date,
    /// The day from which it was withdrawn.
    pub withdrawn_on: Option<Date>,
    /// Whether access is granted on this day.
    pub is_running: bool,
    /// The authority that entered it.
    pub authority: String,
    /// Where it is withdrawn; empty for who may not.
    pub withdraw: String,
}

/// The form that adds a travel document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddDocumentForm {
    /// Where it posts to.
    pub action: String,
    /// What is sent along, such as the file's version.
    pub hidden: Vec<Hidden>,
    /// Type of document, a code.
    pub kind: Field,
    /// Number.
    pub number: Field,
    /// Issuing State or body, a code.
    pub issuer: Field,
    /// The last day, as year, month, day with hyphens.
    pub expires: Field,
    /// Types of document.
    pub kinds: Vec<Choice>,
    /// States and bodies.
    pub issuers: Vec<Choice>,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "file.html")]
pub struct FilePage {
    /// The shell.
    pub shell: Shell,
    /// The number of the file.
    pub id: String,
    /// Its version.
    pub version: u32,
    /// The State responsible for it.
    pub responsible: String,
    /// The last day on which it is kept.
    pub kept_until: Option<Date>,
    /// Identities, the latest first, each with where it is put right; empty for who may not.
    pub identities: Vec<(Identity, String)>,
    /// Documents, the latest first, as the identities.
    pub documents: Vec<(Document, String)>,
    /// Where a missing identity is added; empty for who may not.
    pub add_identity: String,
    /// Where the rules of entry are put right; empty for who may not.
    pub amend_regime: String,
    /// What the file says of biometric data.
    pub marks: Vec<MarkRow>,
    /// Facilitation programmes, the latest first.
    pub programmes: Vec<ProgrammeRow>,
    /// Where a facilitation programme is entered; empty for who may not.
    pub add_programme: String,
    /// Entry/exit records, the latest first.
    pub crossings: Vec<CrossingRow>,
    /// Refusals, the latest first.
    pub refusals: Vec<RefusalRow>,
    /// How long the person may stay.
    pub stay: Option<StayView>,
    /// Where a decision on the stay is recorded; empty for who may not.
    pub decide: String,
    /// The numbers that lead to this file since the files were merged with it.
    pub joined: Vec<String>,
    /// Where they are taken apart; empty for who may not, and where there is nothing.
    pub split: String,
    /// Where the file is merged with another one; empty for who may not.
    pub merge: String,
    /// Where a short stay that begins within the territory is entered; empty for who may not, and
    /// while the person is inside.
    pub change_status: String,
    /// Where a case of amendment is opened; empty for who may not.
    pub open_case: String,
    /// The address of the history.
    pub history: String,
    /// The form that adds a document, for those who may.
    pub add_document: Option<AddDocumentForm>,
}

impl FilePage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell, check: &str) -> Shell {
        let (title, label) = (shell.words.text("file-title"), shell.words.text("check-short"));
        shell.below(check, label).titled(title)
    }

    /// The fields with which something is wrong.
    pub fn errors(&self) -> Vec<&Field> {
        let form = self.add_document.as_ref();
        form.map_or_else(Vec::new, |f| wrong(&[&f.kind, &f.number, &f.issuer, &f.expires]))
    }
}

impl AddDocumentForm {
    /// Empty fields under the names that the form sends.
    pub fn empty(action: impl Into<String>) -> Self {
        Self {
            action: action.into(),
            hidden: Vec::new(),
            kind: Field::new("document_kind"),
            number: Field::new("document_number"),
            issuer: Field::new("document_issuer"),
            expires: Field::new("document_expires"),
            kinds: Vec::new(),
            issuers: Vec::new(),
        }
    }
}

impl Status {
    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "status-open",
            Self::Closed => "status-closed",
            Self::Overstay => "status-overstay",
            Self::ClosedLate => "status-closed-late",
            Self::Revoked => "status-revoked",
            Self::Unclear => "status-unclear",
        }
    }

    /// How its tag looks.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Open => "success",
            Self::Closed => "info",
            Self::Overstay | Self::Revoked => "error",
            Self::ClosedLate | Self::Unclear => "warning",
        }
    }
}
