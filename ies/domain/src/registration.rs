//! The request for an account: from its draft to its end.
//!
//! Each step is a function of the request as it stands, of who does it and of the instant, and
//! gives the request as it then stands with everything that must happen in the same transaction.
//! Whatever ends a request destroys the scan: `Effects::of_end` is the only way to an end.

mod decide;
mod effects;
mod steps;
mod submit;
#[cfg(test)]
mod tests;

pub use decide::{Acceptance, Decider, Decision, RefusalReason, accept, refuse};
pub use effects::{Effects, NewAccount, Step};
pub use steps::{
    Applicant, answer, ask, begin, begin_review, expire, expires_at, resume, withdraw,
};
pub use submit::{Form, Missing, submit};

use fnd_core::Id;
use fnd_register::Coded;
use jiff::Timestamp;

use crate::actor::ActorError;
use crate::scan::{Scan, ScanError};
use crate::session::Subject;
use crate::text::TextError;

coded! {
    /// How far a request is.
    pub enum State {
        /// Being filled in; nobody but the applicant sees it.
        Draft => "draft",
        /// Waiting for a validator.
        Submitted => "submitted",
        /// A validator is at it.
        InReview => "in-review",
        /// The applicant has been asked something.
        InfoRequested => "info-requested",
        /// Accepted: there is an account.
        Accepted => "accepted",
        /// Refused, with a reason.
        Refused => "refused",
        /// Withdrawn by the applicant.
        Withdrawn => "withdrawn",
        /// Ended by time. Not a refusal: nobody judged the person.
        Expired => "expired",
    }
}

coded! {
    /// What can happen to a request.
    pub enum Event {
        /// The applicant submits it.
        Submit => "submit",
        /// A validator takes it up.
        BeginReview => "begin-review",
        /// A validator asks something.
        Ask => "ask",
        /// The applicant answers.
        Answer => "answer",
        /// A validator no longer needs the answer.
        Resume => "resume",
        /// A validator accepts.
        Accept => "accept",
        /// A validator refuses.
        Refuse => "refuse",
        /// The applicant withdraws.
        Withdraw => "withdraw",
        /// Its time is over.
        Expire => "expire",
    }
}

impl State {
    /// The state after `event`; `None` when it cannot happen.
    pub const fn after(self, event: Event) -> Option<Self> {
        match (self, event) {
            (Self::Draft, Event::Submit) => Some(Self::Submitted),
            (Self::Submitted, Event::BeginReview)
            | (Self::InfoRequested, Event::Answer | Event::Resume) => Some(Self::InReview),
            (Self::InReview, Event::Ask) => Some(Self::InfoRequested),
            (Self::InReview, Event::Accept) => Some(Self::Accepted),
            (Self::InReview, Event::Refuse) => Some(Self::Refused),
            (
                Self::Draft | Self::Submitted | Self::InReview | Self::InfoRequested,
                Event::Withdraw,
            ) => Some(Self::Withdrawn),
            (
                Self::Draft | Self::Submitted | Self::InReview | Self::InfoRequested,
                Event::Expire,
            ) => Some(Self::Expired),
            (
                Self::Draft
                | Self::Submitted
                | Self::InReview
                | Self::InfoRequested
                | Self::Accepted
                | Self::Refused
                | Self::Withdrawn
                | Self::Expired,
                _,
            ) => None,
        }
    }

    /// Whether nothing can happen any more.
    pub const fn is_end(self) -> bool {
        matches!(self, Self::Accepted | Self::Refused | Self::Withdrawn | Self::Expired)
    }

    /// Whether a decision is being taken: submitted and not yet ended. So long, and no longer,
    /// a validator can look at the scan.
    ///
    /// Law: statement 7, "only for the duration of taking a decision"; R35.
    pub const fn is_before_decision(self) -> bool {
        matches!(self, Self::Submitted | Self::InReview | Self::InfoRequested)
    }

    /// Whether the applicant can upload a scan or replace it.
    pub const fn takes_scan(self) -> bool {
        matches!(self, Self::Draft | Self::InfoRequested)
    }
}

/// A request for an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// Its identifier.
    pub id: Id<Registration>,
    /// The applicant at the identity provider.
    pub subject: Subject,
    /// How far it is.
    pub state: State,
    /// When the clock of this state began: the last change of a draft, the submission, the
    /// question, the answer.
    pub since: Timestamp,
    /// When it was submitted, if it was.
    pub submitted_at: Option<Timestamp>,
    /// Questions asked so far.
    pub questions: u8,
    /// The scan.
    pub scan: Scan,
    /// The decision.
    pub decision: Option<Decision>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
}

/// Why a step was not taken. Nothing has changed then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RegistrationError {
    /// The applicant has an open request.
    #[error("you have a request already; continue that one")]
    AlreadyOpen,
    /// The applicant has an account.
    #[error("you have an account already; sign in to it")]
    AlreadyHolder,
    /// The step is of the applicant, and somebody else takes it.
    #[error("only the applicant can do this")]
    NotApplicant,
    /// The request ended, perhaps a moment ago by another hand.
    #[error("this request is {} already; look at it again", .0.code())]
    Ended(State),
    /// The step cannot be taken in this state.
    #[error("this cannot be done while the request is {}; look at it again", .0.code())]
    NotNow(State),
    /// Parts are missing.
    #[error("the request is not complete: {}", words(.0))]
    Incomplete(Vec<Missing>),
    /// The person may not.
    #[error(transparent)]
    Actor(#[from] ActorError),
    /// Questions without end.
    #[error("{most} questions have been asked; decide on what is known")]
    TooManyQuestions {
        /// Questions that can be asked.
        most: u8,
    },
    /// What is to be written cannot be read.
    #[error("write what the other needs to know: {0}")]
    Text(TextError),
    /// Nobody who decides has looked at the identification page.
    #[error("look at the identification page before you accept")]
    NotLooked,
    /// The identification page is not there.
    #[error("there is no identification page to decide on; ask the applicant for one")]
    NoScan,
    /// Why the applicant belongs here has not been said.
    #[error("say why this person belongs to the circle of users")]
    EligibilityUnsaid,
    /// The organisation would be added under the controller's name. R03.
    #[error("the controller's organisation is on file; choose it from the list")]
    ControllersName,
    /// Another account has the address. An account hangs on the person at the provider, so two
    /// sign-ins with one address are two people to this system, or one who applies twice.
    #[error("another account has this e-mail address; ask the applicant, or refuse as a duplicate")]
    EmailTaken,
    /// The scan cannot be taken.
    #[error(transparent)]
    Scan(#[from] ScanError),
    /// The time has not come.
    #[error("the request still has time")]
    NotYet,
}

impl RegistrationError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::AlreadyOpen => "request-already-open",
            Self::AlreadyHolder => "account-already-held",
            Self::NotApplicant => "not-the-applicant",
            Self::Ended(_) => "request-ended",
            Self::NotNow(_) => "request-not-in-state",
            Self::Incomplete(_) => "request-incomplete",
            Self::Actor(error) => error.code(),
            Self::TooManyQuestions { .. } => "too-many-questions",
            Self::Text(_) => "text-unread",
            Self::NotLooked => "scan-not-looked-at",
            Self::NoScan => "scan-not-there",
            Self::EligibilityUnsaid => "eligibility-unsaid",
            Self::ControllersName => "controllers-name",
            Self::EmailTaken => "email-taken",
            Self::Scan(error) => error.code(),
            Self::NotYet => "request-has-time",
        }
    }
}

fn words(missing: &[Missing]) -> String {
    missing.iter().map(|part| part.words()).collect::<Vec<_>>().join(", ")
}

impl Registration {
    /// The state after `event`, or why it cannot happen.
    fn next(&self, event: Event) -> Result<State, RegistrationError> {
        self.state.after(event).ok_or(if self.state.is_end() {
            RegistrationError::Ended(self.state)
        } else {
            RegistrationError::NotNow(self.state)
        })
    }
}
