//! The state of a request for an account, as the applicant sees it.

use askama::Template;
use fnd_web::form::{Field, Hidden, wrong};
use fnd_web::shell::{Link, Shell};
use jiff::civil::{Date, DateTime};

use super::application::{HeldScan, ScanFields};
use crate::person::Contact;

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestState {
    /// Not sent yet.
    Draft,
    /// Sent.
    Submitted,
    /// Somebody examines it.
    InReview,
    /// The applicant was asked for something.
    InfoRequested,
    /// There is an account.
    Accepted,
    /// There is none.
    Refused,
    /// The applicant took it back.
    Withdrawn,
    /// Nobody decided, or the applicant did not answer, in time.
    Expired,
}

/// What was sent, except the scan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// Contact details.
    pub contact: Contact,
    /// What a new organisation is and where it sits, in words; empty for a known one.
    pub organisation_about: String,
    /// Names of the Communities wanted.
    pub communities: Vec<String>,
    /// Why.
    pub justification: String,
}

/// Where the scan stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScanState {
    /// There is none.
    None,
    /// It is being checked for type, size and harmful content.
    Checking(HeldScan),
    /// It can be used for the decision.
    Held(HeldScan),
    /// The check found a fault, told as a sentence; the file was deleted.
    Rejected(String),
    /// It was deleted.
    Deleted(DateTime),
}

/// What the applicant was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The words of whoever examines the request.
    pub text: String,
    /// When it was asked.
    pub asked: DateTime,
    /// The last day for an answer.
    pub due: Date,
}

/// A form that adds to a request: an answer, another scan, or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerForm {
    /// Where it posts to.
    pub action: String,
    /// What is sent along.
    pub hidden: Vec<Hidden>,
    /// The answer; unused where only the scan is replaced.
    pub answer: Field,
    /// Another scan.
    pub scan: ScanFields,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "entry/status.html")]
pub struct StatusPage {
    /// The shell.
    pub shell: Shell,
    /// Something that was just done, as a sentence; may be empty.
    pub done: String,
    /// The number of the request.
    pub number: String,
    /// Where it stands.
    pub state: RequestState,
    /// When it was sent.
    pub sent: Option<DateTime>,
    /// The day on which it closes by itself.
    pub closes: Option<Date>,
    /// When it was closed.
    pub closed: Option<DateTime>,
    /// Why it was refused, in the reader's language; may be empty.
    pub reason: String,
    /// The day on which the data of a closed request are deleted.
    pub erased: Option<Date>,
    /// What was asked.
    pub question: Option<Question>,
    /// The form that answers it, or replaces the scan while nothing was asked.
    pub answer: Option<AnswerForm>,
    /// The scan.
    pub scan: ScanState,
    /// What was sent.
    pub submission: Submission,
    /// Where the request is taken back; empty once it is closed.
    pub withdraw: String,
    /// Where to go from here: the form, the start page, a new application.
    pub next: Option<Link>,
    /// The privacy statement.
    pub privacy: String,
}

/// The question whether a request is taken back.
#[derive(Debug, Clone, Template)]
#[template(path = "entry/withdraw.html")]
pub struct WithdrawPage {
    /// The shell.
    pub shell: Shell,
    /// Where it posts to.
    pub action: String,
    /// What is sent along.
    pub hidden: Vec<Hidden>,
    /// Back to the request.
    pub back: String,
    /// The day on which what was sent is deleted.
    pub erased: Date,
}

impl RequestState {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Draft,
        Self::Submitted,
        Self::InReview,
        Self::InfoRequested,
        Self::Accepted,
        Self::Refused,
        Self::Withdrawn,
        Self::Expired,
    ];

    /// The key of its word.
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "state-request-draft",
            Self::Submitted => "state-request-submitted",
            Self::InReview => "state-request-in-review",
            Self::InfoRequested => "state-request-info-requested",
            Self::Accepted => "state-request-accepted",
            Self::Refused => "state-request-refused",
            Self::Withdrawn => "state-request-withdrawn",
            Self::Expired => "state-request-expired",
        }
    }

    /// The key of the sentence that says what happens next.
    pub fn next(self) -> &'static str {
        match self {
            Self::Draft => "status-next-draft",
            Self::Submitted => "status-next-submitted",
            Self::InReview => "status-next-in-review",
            Self::InfoRequested => "status-next-info-requested",
            Self::Accepted => "status-next-accepted",
            Self::Refused => "status-next-refused",
            Self::Withdrawn => "status-next-withdrawn",
            Self::Expired => "status-next-expired",
        }
    }

    /// How it looks.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Draft | Self::Submitted | Self::InReview => "info",
            Self::Withdrawn | Self::InfoRequested | Self::Expired => "warning",
            Self::Accepted => "success",
            Self::Refused => "error",
        }
    }

    /// Which of the three steps, sent, examined and decided, the request has reached; 0 before
    /// the first.
    pub fn step(self) -> u8 {
        match self {
            Self::Draft => 0,
            Self::Submitted => 1,
            Self::InReview | Self::InfoRequested => 2,
            Self::Accepted | Self::Refused | Self::Withdrawn | Self::Expired => 3,
        }
    }

    /// Whether it is still to be decided.
    pub fn is_open(self) -> bool {
        self.step() < 3
    }
}

impl StatusPage {
    /// The shell of this page.
    #[must_use]
    pub fn shell(shell: Shell) -> Shell {
        let title = shell.words.text("status-title");
        shell.titled(title)
    }

    /// The fields with which something is wrong.
    pub fn errors(&self) -> Vec<&Field> {
        self.answer.as_ref().map_or_else(Vec::new, |form| wrong(&[&form.answer, &form.scan.file]))
    }

    /// The keys of the steps.
    pub fn steps(&self) -> [&'static str; 3] {
        ["step-sent", "step-examined", "step-decided"]
    }

    /// Whether the step at `place`, counted from 0, is where the request stands.
    pub fn is_at(&self, place: &usize) -> bool {
        place.saturating_add(1) == usize::from(self.state.step())
    }
}

impl WithdrawPage {
    /// The shell of this page; `status` is the address of the request.
    #[must_use]
    pub fn shell(shell: Shell, status: &str) -> Shell {
        let title = shell.words.text("withdraw-title");
        let label = shell.words.text("status-title");
        shell.below(status, label).titled(title)
    }
}
