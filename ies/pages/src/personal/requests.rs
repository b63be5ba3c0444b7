//! Requests about one's own data, with their deadlines.

use askama::Template;
use fnd_web::form::Hidden;
use fnd_web::shell::Shell;
use jiff::civil::Date;

/// A right of the person concerned.
///
/// Law: EUDPR Art. 17 to 23 and 7(3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// To see the data. Art. 17.
    Access,
    /// To have them corrected. Art. 18.
    Rectification,
    /// To have them erased. Art. 19.
    Erasure,
    /// To have their processing restricted. Art. 20.
    Restriction,
    /// To take them along. Art. 22.
    Portability,
    /// To object. Art. 23.
    Objection,
    /// To withdraw consent. Art. 7(3).
    Withdrawal,
}

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseState {
    /// It has arrived.
    Received,
    /// Whoever sent it has to show who they are.
    IdentityCheck,
    /// It is being worked on.
    InProgress,
    /// It takes longer than a month, and its sender was told why.
    Extended,
    /// Everything asked for was done.
    Fulfilled,
    /// Part of it was done.
    Partly,
    /// Nothing was done, for reasons told.
    Refused,
    /// Its sender took it back.
    Cancelled,
}

/// A request in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// Its number.
    pub number: String,
    /// The right it calls upon.
    pub right: Right,
    /// When it arrived.
    pub received: Date,
    /// The last day for an answer.
    pub due: Date,
    /// Where it stands.
    pub state: CaseState,
    /// Its address.
    pub href: String,
}

/// One request.
#[derive(Debug, Clone, Template)]
#[template(path = "personal/case.html")]
pub struct CasePage {
    /// The shell.
    pub shell: Shell,
    /// What was just done, as a sentence; may be empty.
    pub done: String,
    /// The record reference.
    pub reference: String,
    /// The request.
    pub case: CaseRow,
    /// What was asked, in the sender's words; may be empty.
    pub asked: String,
    /// Why it takes longer; empty unless it does.
    pub extension: String,
    /// The answer; empty until there is one.
    pub reply: String,
    /// Where it is taken back; empty when it is too late for that.
    pub cancel: String,
    /// The privacy statement.
    pub privacy: String,
}

/// The question whether a request is taken back.
#[derive(Debug, Clone, Template)]
#[template(path = "personal/cancel.html")]
pub struct CancelPage {
    /// The shell.
    pub shell: Shell,
    /// The request.
    pub case: CaseRow,
    /// Where it posts to.
    pub action: String,
    /// What is sent along.
    pub hidden: Vec<Hidden>,
}

impl Right {
    /// The key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Access => "kind-right-access",
            Self::Rectification => "kind-right-rectification",
            Self::Erasure => "kind-right-erasure",
            Self::Restriction => "kind-right-restriction",
            Self::Portability => "kind-right-portability",
            Self::Objection => "kind-right-objection",
            Self::Withdrawal => "kind-right-consent-withdrawal",
        }
    }
}

impl CaseState {
    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::Received => "state-case-received",
            Self::IdentityCheck => "state-case-identity-check",
            Self::InProgress => "state-case-in-progress",
            Self::Extended => "state-case-extended",
            Self::Fulfilled => "state-case-fulfilled",
            Self::Partly => "state-case-partly",
            Self::Refused => "state-case-refused",
            Self::Cancelled => "state-case-cancelled",
        }
    }

    /// How its tag looks.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Received | Self::InProgress | Self::Cancelled => "info",
            Self::IdentityCheck | Self::Extended | Self::Partly => "warning",
            Self::Fulfilled => "success",
            Self::Refused => "error",
        }
    }

    /// Whether it is still to be answered.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Received | Self::IdentityCheck | Self::InProgress | Self::Extended)
    }
}

impl CasePage {
    /// The shell of this page; `rights` is the address of one's rights.
    #[must_use]
    pub fn shell(shell: Shell, rights: &str, right: Right) -> Shell {
        let (label, title) = (shell.words.text("rights-title"), shell.words.text(right.key()));
        shell.below(rights, label).titled(title)
    }
}

impl CancelPage {
    /// The shell of this page; `rights` is the address of one's rights.
    #[must_use]
    pub fn shell(shell: Shell, rights: &str) -> Shell {
        let (label, title) = (shell.words.text("rights-title"), shell.words.text("cancel-title"));
        shell.below(rights, label).titled(title)
    }
}
