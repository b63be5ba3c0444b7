//! Making a Community, and what its leads arrange besides admitting: ends of memberships and
//! invitations taken back.

use jiff::Timestamp;

use super::join::{JoinNotice, Joiner, newly_abroad};
use super::membership::{Event, Membership, MembershipError, State};
use super::steps::{Manager, Room, Step, moved, must_be_active, must_end_later};
use super::{CommunityError, Level};
use crate::log::Event as Logged;

/// Makes a Community. Who makes it leads it, so that somebody does from the beginning.
///
/// Law: R03, R06.
pub fn found(room: Room<'_>, founder: &Joiner) -> Result<Step, FoundError> {
    room.community.check()?;
    must_be_active(founder)?;
    let membership = Membership {
        community: room.community.id,
        account: founder.account,
        level: Level::Lead,
        state: State::Active,
        since: room.now,
        expires_at: None,
        decided_by: Some(founder.account),
        notice_seen: Some(room.notice.seen(room.now)),
        end: None,
    };
    let recipients = founder.recipient.iter().cloned();
    let (community, _) = newly_abroad(room.community, &JoinNotice::of(recipients), room.now);
    let mut step = Step::of(membership, Logged::MembershipBegun, &[]);
    step.community = (community != *room.community).then_some(community);
    step.log.push(Logged::CommunityChanged);
    Ok(step)
}

/// Why a Community was not made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FoundError {
    /// It cannot be as it is described.
    #[error(transparent)]
    Community(#[from] CommunityError),
    /// The founder cannot belong to it.
    #[error(transparent)]
    Membership(#[from] MembershipError),
}

impl FoundError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Community(error) => error.code(),
            Self::Membership(error) => error.code(),
        }
    }
}

/// Changes until when a member belongs; `None` takes the end away.
///
/// Law: R28; A22.
pub fn change_end(
    membership: &Membership,
    by: &Manager<'_>,
    expires_at: Option<Timestamp>,
) -> Result<Step, MembershipError> {
    by.must_manage(membership.account)?;
    if !membership.is_live(by.moment.now) || membership.expires_at == expires_at {
        return Err(MembershipError::NotNow);
    }
    must_end_later(expires_at, by.moment.now)?;
    let membership = Membership { expires_at, ..membership.clone() };
    Ok(Step::of(membership, Logged::LevelChanged, &[]))
}

/// Takes an invitation back that was not answered.
pub fn withdraw_invitation(
    membership: &Membership,
    by: &Manager<'_>,
) -> Result<Step, MembershipError> {
    by.must_manage(membership.account)?;
    if membership.state != State::Invited {
        return Err(MembershipError::NotNow);
    }
    let lapsed = moved(membership, Event::Lapse, by.moment.now)?;
    Ok(Step::of(lapsed, Logged::MembershipLapsed, &[]))
}
