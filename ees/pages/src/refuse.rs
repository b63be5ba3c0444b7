//! Refusing entry: the form of the officer, what was recorded, and the standard form on paper.

use askama::Template;
use fnd_web::form::{Choice, Field, Hidden, wrong};
use fnd_web::shell::Shell;
use fnd_web::words::Words;
use jiff::civil::{Date, DateTime};

use crate::person::{Document, Identity};
use crate::result::{FileChoice, VisaForm};

/// A point of the standard form. Law: Regulation (EU) 2016/399 Annex V Part B.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// Its letter.
    pub letter: char,
    /// The key of its words.
    pub key: &'static str,
    /// Its box; not empty when it is ticked.
    pub field: Field,
}

/// The form of the officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefuseForm {
    /// Where it posts to.
    pub action: String,
    /// What is sent along: the refusal's id, the document.
    pub hidden: Vec<Hidden>,
    /// The points, in the order of the standard form.
    pub points: Vec<Point>,
    /// What is wrong with the points together; empty when nothing is.
    pub nothing_ticked: Field,
    /// Point E: the documents that are missing.
    pub missing_documents: Field,
    /// Point H: the authority of the national register.
    pub national_register: Field,
    /// Point H: whether the alert holds biometric data; a box.
    pub alert_holds: Field,
    /// Point I: what is threatened, boxes, each with the key of its words.
    pub threats: Vec<(&'static str, Field)>,
    /// Point I: the national law.
    pub national_law: Field,
    /// Comments of the officer.
    pub comments: Field,
    /// The visa, of who needs one; may stay empty.
    pub visa: Option<VisaForm>,
    /// The file, when the document is on none and similar ones were found.
    pub file: Option<FileChoice>,
    /// Point B: whose file it is, when the number of the document is on one.
    pub bearer: Option<FileChoice>,
}

/// The page with the form of the officer.
#[derive(Debug, Clone, Template)]
#[template(path = "refuse.html")]
pub struct RefusePage {
    /// The shell.
    pub shell: Shell,
    /// Who.
    pub identity: Identity,
    /// With which document.
    pub document: Document,
    /// The form.
    pub form: RefuseForm,
    /// Where a check begins, for who changes their mind.
    pub again: String,
}

/// Whether the person signed the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signature {
    /// The form was not handed over yet.
    Awaited,
    /// It was signed.
    Given,
    /// The person refused to sign.
    Refused,
}

/// Whether one kind of biometric data may be entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MayEnter {
    /// The key of its name.
    pub key: &'static str,
    /// Whether it may.
    pub is_allowed: bool,
    /// Why, in words.
    pub because: String,
}

/// A reason as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Its letter, or its code.
    pub letter: String,
    /// Its words; empty for a further code.
    pub text: String,
    /// What the officer wrote beside it, each line with the key of what it is.
    pub details: Vec<(&'static str, String)>,
}

/// What goes on the paper and is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintForm {
    /// Where it posts to.
    pub action: String,
    /// Place of birth.
    pub place_of_birth: Field,
    /// Where the person lives.
    pub resident_at: Field,
    /// Where the person comes from.
    pub coming_from: Field,
    /// By which means of transport.
    pub transport: Field,
    /// The officer, by name or service number.
    pub officer: Field,
    /// The language of the paper, a code; or `two`.
    pub language: Field,
    /// Languages of the paper.
    pub languages: Vec<Choice>,
}

/// The page of a refusal that was recorded.
#[derive(Debug, Clone, Template)]
#[template(path = "refusal.html")]
pub struct RefusalPage {
    /// The shell.
    pub shell: Shell,
    /// Whether it was recorded just now.
    pub is_new: bool,
    /// Who.
    pub identity: Identity,
    /// When, at the crossing point.
    pub at: DateTime,
    /// Where.
    pub point: String,
    /// The authority.
    pub authority: String,
    /// The reasons.
    pub reasons: Vec<Given>,
    /// Comments; may be empty.
    pub comments: String,
    /// Whether the person signed.
    pub signature: Signature,
    /// Where that is said; empty for who may not.
    pub sign: String,
    /// Which biometric data may be entered; empty later on.
    pub may_enter: Vec<MayEnter>,
    /// What goes on the paper; absent for who may not print it.
    pub print: Option<PrintForm>,
    /// The form after an appeal, for who may correct.
    pub appeal: Option<AppealForm>,
    /// The address of the file.
    pub file: String,
    /// The address of the next check.
    pub next: String,
}

/// The form after a ruling on an appeal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppealForm {
    /// Where it posts to.
    pub action: String,
    /// What is sent along, such as the file's version.
    pub hidden: Vec<Hidden>,
    /// The day of the ruling, as year, month, day with hyphens.
    pub day: Field,
    /// The reasons that fell, boxes.
    pub fallen: Vec<Point>,
    /// The file number of the ruling.
    pub reference: Field,
}

/// A point on the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperPoint {
    /// Its letter.
    pub letter: char,
    /// The key of its words.
    pub key: &'static str,
    /// Whether it is ticked.
    pub is_ticked: bool,
    /// What stands beside it.
    pub details: Vec<String>,
    /// The keys of what is threatened.
    pub threats: Vec<&'static str>,
}

/// The standard form in one language.
#[derive(Debug, Clone)]
pub struct Paper {
    /// The words.
    pub words: Words,
    /// The State.
    pub state: String,
    /// The national law under which entry is refused.
    pub national_law: String,
    /// How to appeal.
    pub appeal: String,
    /// Who can represent the person.
    pub contact_points: String,
    /// Who, with the names of countries in this language.
    pub identity: Identity,
    /// The document that was presented.
    pub document: Document,
    /// The visa: number, issuer, last day.
    pub visa: Option<(String, String, Date)>,
}

/// The standard form for refusal of entry, to be printed.
///
/// Law: Regulation (EU) 2016/399 Art. 14(2), Annex V Part B.
#[derive(Debug, Clone, Template)]
#[template(path = "refusal_form.html")]
pub struct RefusalFormPage {
    /// The shell.
    pub shell: Shell,
    /// One paper for each language.
    pub papers: Vec<Paper>,
    /// The authority.
    pub authority: String,
    /// Where.
    pub point: String,
    /// When, at the crossing point.
    pub at: DateTime,
    /// The points, in order.
    pub points: Vec<PaperPoint>,
    /// Codes of further reasons.
    pub further: Vec<String>,
    /// Comments; may be empty.
    pub comments: String,
    /// Whether the person signed.
    pub signature: Signature,
    /// Place of birth; may be empty, as all that follow.
    pub place_of_birth: String,
    /// Where the person lives.
    pub resident_at: String,
    /// Where the person comes from.
    pub coming_from: String,
    /// By which means of transport.
    pub transport: String,
    /// The officer.
    pub officer: String,
    /// Back to the refusal.
    pub back: String,
}

/// What is wrong with a field of these forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// No reason is ticked.
    NoReason,
    /// A ticked reason asks for it.
    Missing,
    /// Its reason is not ticked.
    Alone,
    /// A visa is needed and none is there.
    NoVisa,
    /// The text cannot be used.
    Text,
    /// A false document bears a number that is on file, and nobody said whose file it is.
    NoBearer,
    /// No officer is named.
    NoOfficer,
    /// No language is chosen.
    NoLanguage,
    /// The day of the ruling cannot be read.
    NoDay,
    /// The ruling has no number.
    NoReference,
    /// No reason fell.
    NothingFell,
}

impl Wrong {
    /// What to do, as a sentence.
    pub fn sentence(self, words: &Words) -> String {
        words.text(match self {
            Self::NoReason => "refuse-no-reason",
            Self::Missing => "refuse-detail-missing",
            Self::Alone => "refuse-detail-alone",
            Self::NoVisa => "refuse-visa-missing",
            Self::Text => "refuse-text-unreadable",
            Self::NoBearer => "refuse-bearer-missing",
            Self::NoOfficer => "paper-officer-missing",
            Self::NoLanguage => "paper-language-missing",
            Self::NoDay => "appeal-day-wrong",
            Self::NoReference => "appeal-no-reference",
            Self::NothingFell => "appeal-none",
        })
    }
}

impl PrintForm {
    /// The choice of every language at once.
    pub fn every(value: &str, words: &Words) -> Choice {
        Choice::new(value, words.text("paper-two"))
    }
}

impl RefusePage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell, check: &str) -> Shell {
        let (title, label) = (shell.words.text("refuse-title"), shell.words.text("check-short"));
        shell.below(check, label).titled(title)
    }

    /// The fields with which something is wrong.
    pub fn errors(&self) -> Vec<&Field> {
        let form = &self.form;
        let mut fields = vec![&form.nothing_ticked];
        fields.extend(form.points.iter().map(|point| &point.field));
        fields.extend(form.bearer.iter().map(|file| &file.field));
        fields.extend([&form.missing_documents, &form.national_register]);
        fields.extend(form.threats.iter().map(|(_, field)| field));
        fields.extend([&form.national_law, &form.comments]);
        fields.extend(form.visa.iter().flat_map(VisaForm::fields));
        fields.extend(form.file.iter().map(|file| &file.field));
        wrong(&fields)
    }
}

impl RefusalPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell, check: &str, is_new: bool) -> Shell {
        let title = if is_new { "refusal-recorded" } else { "refusal-title" };
        let (title, label) = (shell.words.text(title), shell.words.text("check-short"));
        shell.below(check, label).titled(title)
    }

    /// The fields with which something is wrong.
    pub fn errors(&self) -> Vec<&Field> {
        let mut fields = Vec::new();
        if let Some(form) = &self.print {
            fields.extend([&form.place_of_birth, &form.resident_at, &form.coming_from]);
            fields.extend([&form.transport, &form.officer, &form.language]);
        }
        if let Some(form) = &self.appeal {
            fields.push(&form.day);
            fields.extend(form.fallen.iter().map(|point| &point.field));
            fields.push(&form.reference);
        }
        wrong(&fields)
    }
}

impl RefusalFormPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell, check: &str) -> Shell {
        let (title, label) = (shell.words.text("paper-title"), shell.words.text("check-short"));
        shell.below(check, label).titled(title)
    }
}

impl Signature {
    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::Awaited => "signature-awaited",
            Self::Given => "signature-given",
            Self::Refused => "signature-refused",
        }
    }
}
