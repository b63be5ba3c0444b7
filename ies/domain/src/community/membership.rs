//! A membership: its states and what can happen to it.

use fnd_core::Id;
use jiff::Timestamp;

use super::{Community, Level, NoticeSeen};
use crate::account::Account;
use crate::actor::ActorError;
use crate::text::TextError;

coded! {
    /// How far a membership is.
    pub enum State {
        /// The person has asked.
        Applied => "applied",
        /// The person was asked.
        Invited => "invited",
        /// The person belongs.
        Active => "active",
        /// Not admitted.
        Declined => "declined",
        /// The application or invitation came to nothing.
        Lapsed => "lapsed",
        /// Over.
        Ended => "ended",
    }
}

coded! {
    /// What can happen to a membership.
    pub enum Event {
        /// A lead admits.
        Admit => "admit",
        /// A lead admits, and the person must first see recipients that have come since.
        AdmitToNewNotice => "admit-to-new-notice",
        /// A lead declines.
        Decline => "decline",
        /// The person takes the invitation up.
        Join => "join",
        /// Application or invitation come to nothing: taken back, turned down, too old, or the
        /// account was closed.
        Lapse => "lapse",
        /// The membership ends.
        End => "end",
    }
}

impl State {
    /// The state after `event`; `None` when it cannot happen.
    pub const fn after(self, event: Event) -> Option<Self> {
        match (self, event) {
            (Self::Applied, Event::Admit) | (Self::Invited, Event::Join) => Some(Self::Active),
            (Self::Applied, Event::AdmitToNewNotice) => Some(Self::Invited),
            (Self::Applied, Event::Decline) => Some(Self::Declined),
            (Self::Applied | Self::Invited, Event::Lapse) => Some(Self::Lapsed),
            (Self::Active, Event::End) => Some(Self::Ended),
            (
                Self::Applied
                | Self::Invited
                | Self::Active
                | Self::Declined
                | Self::Lapsed
                | Self::Ended,
                _,
            ) => None,
        }
    }

    /// Whether nothing can happen any more; who comes again has a new membership.
    pub const fn is_end(self) -> bool {
        matches!(self, Self::Declined | Self::Lapsed | Self::Ended)
    }
}

coded! {
    /// Why a membership ended.
    pub enum EndCause {
        /// The member left.
        Left => "left",
        /// A lead removed the member.
        Removed => "removed",
        /// Its time was over.
        Expired => "expired",
        /// The account was closed.
        AccountClosed => "account-closed",
        /// The member withdrew the consent to transfers, and the Community has recipients abroad.
        TransferConsentWithdrawn => "transfer-consent-withdrawn",
    }
}

impl EndCause {
    /// Whether who left so reads nothing more of the Community, not even that it was told before:
    /// they went of their own accord and know it.
    ///
    /// Law: R30; A18.
    pub const fn silences(self) -> bool {
        match self {
            Self::Left => true,
            Self::Removed
            | Self::Expired
            | Self::AccountClosed
            | Self::TransferConsentWithdrawn => false,
        }
    }
}

/// What somebody is to a Community.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// The Community.
    pub community: Id<Community>,
    /// The person.
    pub account: Id<Account>,
    /// What the member may do.
    pub level: Level,
    /// How far it is.
    pub state: State,
    /// When this state began.
    pub since: Timestamp,
    /// Until when it lasts; `None` without an end.
    pub expires_at: Option<Timestamp>,
    /// Who admitted, declined or invited.
    pub decided_by: Option<Id<Account>>,
    /// The recipients outside the Union that the person was shown before joining.
    pub notice_seen: Option<NoticeSeen>,
    /// Why it ended.
    pub end: Option<EndCause>,
}

impl Membership {
    /// Whether the person belongs to the Community at `now`. A membership whose time is over
    /// counts no more from that instant on, not from the night on in which a job notes it.
    ///
    /// Law: R30, "share ≥ 1 Community now".
    pub fn is_live(&self, now: Timestamp) -> bool {
        self.state == State::Active && self.expires_at.is_none_or(|end| now < end)
    }

    /// The level of the person at `now`, when they belong.
    pub fn live_level(&self, now: Timestamp) -> Option<Level> {
        self.is_live(now).then_some(self.level)
    }
}

/// Why a step was not taken. Nothing has changed then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MembershipError {
    /// Nobody answers: to this person the Community is not there.
    #[error("there is no such Community")]
    NotThere,
    /// It is joined by invitation.
    #[error("this Community is joined by invitation; ask one of those who lead it")]
    InvitationOnly,
    /// The person belongs or has asked already.
    #[error("you belong to this Community already, or have asked to")]
    AlreadyThere,
    /// The account is not in use.
    #[error("the account is not in use")]
    AccountNotActive,
    /// The step cannot be taken in this state.
    #[error("this cannot be done now; look at the membership again")]
    NotNow,
    /// The person may not.
    #[error(transparent)]
    Actor(#[from] ActorError),
    /// Only who leads may.
    #[error("only those who lead the Community can do this; ask one of them")]
    NotLead,
    /// One's own level or application.
    #[error("this concerns yourself; ask another who leads the Community")]
    Oneself,
    /// Nobody would lead.
    #[error("nobody else leads this Community; name another lead first")]
    LastLead,
    /// The recipients were not shown, or have changed since.
    #[error("look at the members outside the Union first; the list has changed since you saw it")]
    NoticeNotSeen,
    /// Recipients are abroad, and there is no consent.
    #[error(
        "members of this Community work outside the Union; joining needs your consent to transfers"
    )]
    TransferConsentMissing,
    /// What the person writes cannot be read.
    #[error("write why you want to join: {0}")]
    Message(TextError),
    /// Its end lies in the past.
    #[error("choose an end in the future")]
    EndInPast,
    /// The time has not come.
    #[error("the membership still has time")]
    NotYet,
}

impl MembershipError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotThere => "community-not-there",
            Self::InvitationOnly => "invitation-only",
            Self::AlreadyThere => "already-member",
            Self::AccountNotActive => "account-not-active",
            Self::NotNow => "membership-not-in-state",
            Self::Actor(error) => error.code(),
            Self::NotLead => "not-lead",
            Self::Oneself => "concerns-yourself",
            Self::LastLead => "last-lead",
            Self::NoticeNotSeen => "notice-not-seen",
            Self::TransferConsentMissing => "transfer-consent-missing",
            Self::Message(_) => "text-unread",
            Self::EndInPast => "end-in-past",
            Self::NotYet => "membership-has-time",
        }
    }
}
