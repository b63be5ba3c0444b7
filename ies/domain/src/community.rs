//! Communities: the workspaces, who belongs to one, and what they may do there.
//!
//! A Community is where people see each other, so joining one is a disclosure, and for members
//! abroad a transfer: what is shown before joining stands here too.

mod join;
mod manage;
mod membership;
mod steps;
#[cfg(test)]
mod tests;

pub use join::{JoinNotice, Joiner, NoticeSeen, TRANSFER_BASIS, newly_abroad, standing_in};
pub use manage::{FoundError, change_end, found, withdraw_invitation};
pub use membership::{EndCause, Event, Membership, MembershipError, State};
pub use steps::{
    Leads, Manager, Room, Step, admit, apply, change_level, close, decline, expire, invite, join,
    lapse, lapses_at, leave, remove, turn_down, wish,
};

use fnd_core::{CountryCode, Id};
use jiff::Timestamp;

coded! {
    /// What a Community is for.
    pub enum CommunityKind {
        /// The Steering Board.
        SteeringBoard => "steering-board",
        /// National contact points.
        ContactPoints => "contact-points",
        /// A working group.
        WorkingGroup => "working-group",
        /// The national network of one country.
        NationalNetwork => "national-network",
        /// A study.
        Study => "study",
        /// An expert group.
        ExpertGroup => "expert-group",
        /// Anything else.
        Other => "other",
    }
}

coded! {
    /// Whether others know that it exists.
    pub enum Visibility {
        /// Every user sees its name and its notice.
        Listed => "listed",
        /// Only members and who is invited; to others it is not there.
        Hidden => "hidden",
    }
}

coded! {
    /// How one comes in.
    pub enum JoinPolicy {
        /// By asking.
        Apply => "apply",
        /// By invitation only.
        Invite => "invite",
    }
}

coded! {
    /// What a member may do, from least to most.
    ///
    /// Law: R06, R28; A4. Few levels, and none that takes away what a lower one gives, because
    /// permissions that deny are not understood by who sets them.
    pub enum Level {
        /// Reads.
        Reader => "reader",
        /// Also adds, and edits what is their own.
        Contributor => "contributor",
        /// Also edits what is others'.
        Editor => "editor",
        /// Also admits, arranges and settles.
        Lead => "lead",
    }
}

coded! {
    /// What is done in a Community.
    pub enum Verb {
        /// Read what it holds.
        Read => "read",
        /// See the members.
        SeeMembers => "see-members",
        /// Leave it.
        Leave => "leave",
        /// Add something, comment, edit one's own.
        Contribute => "contribute",
        /// Edit what others added.
        EditAll => "edit-all",
        /// Break a lock that its holder forgot.
        BreakLock => "break-lock",
        /// Admit, decline, invite, remove, set levels.
        ManageMembers => "manage-members",
        /// Arrange folders and meetings.
        Arrange => "arrange",
        /// Change name, visibility and the way in.
        ChangeSettings => "change-settings",
        /// Read who changed what, without addresses, places and browsers.
        ReadHistory => "read-history",
    }
}

impl Verb {
    /// The least level that may.
    pub const fn least(self) -> Level {
        match self {
            Self::Read | Self::SeeMembers | Self::Leave => Level::Reader,
            Self::Contribute => Level::Contributor,
            Self::EditAll => Level::Editor,
            Self::BreakLock
            | Self::ManageMembers
            | Self::Arrange
            | Self::ChangeSettings
            | Self::ReadHistory => Level::Lead,
        }
    }
}

impl Level {
    /// Whether a member of this level may do `verb`.
    pub fn may(self, verb: Verb) -> bool {
        verb.least() <= self
    }
}

/// A Community.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Community {
    /// Its identifier.
    pub id: Id<Community>,
    /// What it is for.
    pub kind: CommunityKind,
    /// Whether others know of it.
    pub visibility: Visibility,
    /// How one comes in.
    pub join: JoinPolicy,
    /// The country of a national network.
    pub country: Option<CountryCode>,
    /// Since when somebody outside the Union belongs to it without interruption. R36.
    pub third_country_since: Option<Timestamp>,
}

/// Why a Community cannot be as it was described.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CommunityError {
    /// Hidden, and open for applications.
    #[error("nobody can ask to join what nobody sees; choose invitations, or show the Community")]
    HiddenNeedsInvitations,
    /// A national network without its country.
    #[error("name the country of the national network")]
    CountryMissing,
    /// A country where none belongs.
    #[error("only a national network has a country")]
    CountryNotAsked,
}

impl CommunityError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::HiddenNeedsInvitations => "hidden-needs-invitations",
            Self::CountryMissing => "community-country-missing",
            Self::CountryNotAsked => "community-country-not-asked",
        }
    }
}

impl Community {
    /// Why the Community cannot be as it is described.
    ///
    /// Law: R06; A4.
    pub fn check(&self) -> Result<(), CommunityError> {
        if self.visibility == Visibility::Hidden && self.join == JoinPolicy::Apply {
            return Err(CommunityError::HiddenNeedsInvitations);
        }
        match (self.kind, self.country) {
            (CommunityKind::NationalNetwork, None) => Err(CommunityError::CountryMissing),
            (CommunityKind::NationalNetwork, Some(_)) | (_, None) => Ok(()),
            (_, Some(_)) => Err(CommunityError::CountryNotAsked),
        }
    }

    /// Whether who has `standing` in it knows that it exists. To all others it is answered as a
    /// Community that is not there.
    ///
    /// Law: A4, A18.
    pub fn is_known_to(&self, standing: Option<State>) -> bool {
        match standing {
            Some(State::Active | State::Invited) => true,
            Some(State::Applied | State::Declined | State::Lapsed | State::Ended) | None => {
                self.visibility == Visibility::Listed
            }
        }
    }
}
