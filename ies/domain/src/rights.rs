//! Requests under data protection law: what may be asked, until when it is answered, and what it
//! does.
//!
//! The register of requests takes those made on a page and those that came by letter alike. A
//! request that closes the account says so in the statement's own words before it is sent.

mod archive;
pub mod breach;
pub mod deadline;
mod outcome;
mod steps;
#[cfg(test)]
mod tests;

pub use archive::{ArchivePart, KEPT_BACK, READY_MINUTES_MAX, archive};
pub use outcome::{Answer, Outcome, RefusalGround};
pub use steps::{Arrival, Effects, Step, ask_identity, cancel, decide, extend, identify, receive};

use fnd_core::Id;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::account::{Account, DisableCause};
use crate::actor::ActorError;
use crate::registration::Registration;
use crate::text::TextError;

/// The statement's record in the Commission's register; forms are filled with it.
///
/// Law: statement 8 and 10; R49, R52.
pub const RECORD_REFERENCE: &str = "DPR-EC-00932";

/// What a request that closes the account brings about, in the statement's words. It is shown
/// before such a request is sent, and nothing milder is.
///
/// Law: statement 8; R42.
pub const CONSEQUENCE: &str =
    "the user account will be disabled and all personal data will be deleted";

coded! {
    /// What may be asked.
    ///
    /// Law: statement 8; EUDPR Art. 17 to 20, 22, 23 and 7(3); R40 to R47.
    pub enum Right {
        /// To see one's data.
        Access => "access",
        /// To have them corrected.
        Rectification => "rectification",
        /// To have them erased.
        Erasure => "erasure",
        /// To have their processing restricted.
        Restriction => "restriction",
        /// To receive them in a form for machines.
        Portability => "portability",
        /// To object to their processing.
        Objection => "objection",
        /// To withdraw the consent.
        ConsentWithdrawal => "consent-withdrawal",
    }
}

impl Right {
    /// The article of Regulation (EU) 2018/1725.
    pub const fn article(self) -> &'static str {
        match self {
            Self::Access => "EUDPR Art. 17",
            Self::Rectification => "EUDPR Art. 18",
            Self::Erasure => "EUDPR Art. 19",
            Self::Restriction => "EUDPR Art. 20",
            Self::Portability => "EUDPR Art. 22",
            Self::Objection => "EUDPR Art. 23",
            Self::ConsentWithdrawal => "EUDPR Art. 7(3)",
        }
    }

    /// The cause for which the account is closed; `None` when it stays open.
    ///
    /// Law: statement 8, "if you exercise your right to erasure, right to restriction of
    /// processing or right to object or if you withdraw consent"; R42.
    pub const fn closes_account(self) -> Option<DisableCause> {
        match self {
            Self::Erasure => Some(DisableCause::ErasureRequested),
            Self::Restriction => Some(DisableCause::Restriction),
            Self::Objection => Some(DisableCause::Objection),
            Self::ConsentWithdrawal => Some(DisableCause::ConsentWithdrawn),
            Self::Access | Self::Rectification | Self::Portability => None,
        }
    }

    /// Whether those who received the data are told.
    ///
    /// Law: EUDPR Art. 21; R43.
    pub const fn tells_recipients(self) -> bool {
        match self {
            Self::Rectification
            | Self::Erasure
            | Self::Restriction
            | Self::Objection
            | Self::ConsentWithdrawal => true,
            Self::Access | Self::Portability => false,
        }
    }

    /// Whether the person says on what ground of their particular situation.
    ///
    /// Law: statement 8, "on grounds relating to your particular situation"; R51.
    pub const fn needs_ground(self) -> bool {
        matches!(self, Self::Objection)
    }
}

coded! {
    /// How far a request is.
    pub enum State {
        /// It has come.
        Received => "received",
        /// Who made it is being found out.
        IdentityCheck => "identity-check",
        /// It is being answered.
        InProgress => "in-progress",
        /// It takes longer, and the person was told.
        Extended => "extended",
        /// Answered as asked.
        Fulfilled => "fulfilled",
        /// Answered in part.
        Partly => "partly",
        /// Refused, with reasons.
        Refused => "refused",
        /// Taken back by the person.
        Cancelled => "cancelled",
    }
}

coded! {
    /// What can happen to a request.
    pub enum Event {
        /// The person is asked who they are.
        AskIdentity => "ask-identity",
        /// It is known who the person is.
        Identify => "identify",
        /// It takes longer.
        Extend => "extend",
        /// It is answered as asked.
        Fulfil => "fulfil",
        /// It is answered in part.
        FulfilPartly => "fulfil-partly",
        /// It is refused.
        Refuse => "refuse",
        /// The person takes it back.
        Cancel => "cancel",
    }
}

impl State {
    /// The state after `event`; `None` when it cannot happen.
    pub const fn after(self, event: Event) -> Option<Self> {
        match (self, event) {
            (Self::Received, Event::AskIdentity) => Some(Self::IdentityCheck),
            (Self::Received | Self::IdentityCheck, Event::Identify) => Some(Self::InProgress),
            (Self::InProgress, Event::Extend) => Some(Self::Extended),
            (Self::InProgress | Self::Extended, Event::Fulfil) => Some(Self::Fulfilled),
            (Self::InProgress | Self::Extended, Event::FulfilPartly) => Some(Self::Partly),
            (Self::IdentityCheck | Self::InProgress | Self::Extended, Event::Refuse) => {
                Some(Self::Refused)
            }
            (
                Self::Received | Self::IdentityCheck | Self::InProgress | Self::Extended,
                Event::Cancel,
            ) => Some(Self::Cancelled),
            (
                Self::Received
                | Self::IdentityCheck
                | Self::InProgress
                | Self::Extended
                | Self::Fulfilled
                | Self::Partly
                | Self::Refused
                | Self::Cancelled,
                _,
            ) => None,
        }
    }

    /// Whether nothing can happen any more.
    pub const fn is_end(self) -> bool {
        matches!(self, Self::Fulfilled | Self::Partly | Self::Refused | Self::Cancelled)
    }
}

coded! {
    /// How a request came.
    ///
    /// Law: statement 8, "by contacting the data controller"; R46.
    pub enum Channel {
        /// By a page, signed in a moment ago.
        Page => "page",
        /// By e-mail.
        Mail => "mail",
        /// By letter.
        Letter => "letter",
        /// In person.
        InPerson => "in-person",
    }
}

/// Whose data a request is about, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// The holder of an account.
    Holder(Id<Account>),
    /// An applicant.
    Applicant(Id<Registration>),
    /// Somebody of whom nothing is held, or nothing any more.
    Nobody,
}

/// A request under data protection law.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// Its identifier.
    pub id: Id<Request>,
    /// What is asked.
    pub right: Right,
    /// About whom.
    pub about: About,
    /// How it came.
    pub channel: Channel,
    /// How far it is.
    pub state: State,
    /// The day on which it came, in Brussels.
    pub received_on: Date,
    /// The last day for the answer.
    pub due_on: Date,
    /// The ground of an objection.
    pub ground: Option<String>,
    /// When it took effect on the account. From then on it cannot be taken back.
    pub executed_at: Option<Timestamp>,
    /// The answer.
    pub outcome: Option<Outcome>,
    /// When it came to its end.
    pub closed_at: Option<Timestamp>,
}

unshown!(Request { id, right, about, channel, state, received_on, due_on, executed_at, closed_at });

impl Request {
    /// The number by which everybody names the request, the person as well as who answers it: the
    /// year of its arrival and the end of its identifier, whose beginning is a time and alike for
    /// those of one day.
    pub fn number(&self) -> String {
        let digits = self.id.to_uuid().simple().to_string().to_uppercase();
        format!("DS-{}-{}", self.received_on.year(), digits.get(24..).unwrap_or_default())
    }

    /// Whether an archive of the person's data answers it that somebody has to send, because it
    /// did not come by a page on which the person could fetch it: once it is known who asks, and
    /// unless it was refused or taken back.
    ///
    /// Law: EUDPR Art. 14(3), 17(3), 22; R40, R44, R46.
    pub const fn is_answered_by_post(&self) -> bool {
        matches!(self.about, About::Holder(_))
            && matches!(self.right, Right::Access | Right::Portability)
            && matches!(self.channel, Channel::Mail | Channel::Letter | Channel::InPerson)
            && matches!(
                self.state,
                State::InProgress | State::Extended | State::Fulfilled | State::Partly
            )
    }
}

/// Why a step was not taken. Nothing has changed then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RightsError {
    /// The person may not.
    #[error(transparent)]
    Actor(#[from] ActorError),
    /// The step cannot be taken in this state.
    #[error("this cannot be done now; look at the request again")]
    NotNow,
    /// An objection without its ground.
    #[error("say on what ground of your particular situation you object")]
    GroundMissing,
    /// The consequence was not shown, or not acknowledged.
    #[error("confirm first: {CONSEQUENCE}")]
    NotAcknowledged,
    /// It took effect already.
    #[error("this has taken effect and cannot be taken back; apply for a new account instead")]
    AlreadyExecuted,
    /// The time for saying so is over.
    #[error("an extension is told within one month of receipt; answer now")]
    TooLateToExtend,
    /// No reasons are given.
    #[error("give the reasons; the person concerned reads them")]
    ReasonsMissing,
    /// The ground of refusal is not one for this right.
    #[error("this right is not refused on that ground; choose another, or fulfil the request")]
    GroundNotFitting,
    /// What is to be written cannot be read.
    #[error("write what the other needs to know: {0}")]
    Text(TextError),
}

impl RightsError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Actor(error) => error.code(),
            Self::NotNow => "rights-not-in-state",
            Self::GroundMissing => "objection-ground-missing",
            Self::NotAcknowledged => "consequence-not-acknowledged",
            Self::AlreadyExecuted => "already-executed",
            Self::TooLateToExtend => "too-late-to-extend",
            Self::ReasonsMissing => "reasons-missing",
            Self::GroundNotFitting => "refusal-ground-not-fitting",
            Self::Text(_) => "text-unread",
        }
    }
}
