//! The steps of a membership.

use fnd_core::Id;
use jiff::Timestamp;

use super::join::{JoinNotice, Joiner, NoticeSeen, newly_abroad};
use super::membership::{EndCause, Event, Membership, MembershipError, State};
use super::{Community, JoinPolicy, Level, Verb};
use crate::account::{self, Account};
use crate::actor::{Actor, Moment};
use crate::log::Event as Logged;
use crate::mail::{Addressee, Mail, Notice};
use crate::role::Role;
use crate::session::Strength;
use crate::switches::PermissionTimes;
use crate::text::{Extent, tidy};
use crate::when::{days, later};

/// A Community as it stands, with what its members are told before they join.
#[derive(Debug, Clone, Copy)]
pub struct Room<'a> {
    /// The Community.
    pub community: &'a Community,
    /// The recipients outside the Union among its live members.
    pub notice: &'a JoinNotice,
    /// Now.
    pub now: Timestamp,
}

/// Who manages members: somebody who leads the Community, or a user administrator who was asked.
#[derive(Debug, Clone, Copy)]
pub struct Manager<'a> {
    /// The person.
    pub actor: Actor<'a>,
    /// The person's level in the Community, when they belong to it now.
    pub level: Option<Level>,
    /// The instant.
    pub moment: Moment<'a>,
}

impl Manager<'_> {
    /// Law: R28, R33; A4, A22.
    pub(super) fn must_manage(&self, of: Id<Account>) -> Result<(), MembershipError> {
        if self.actor.account == of {
            return Err(MembershipError::Oneself);
        }
        if self.level.is_some_and(|level| level.may(Verb::ManageMembers)) {
            return Ok(());
        }
        if self.actor.roles.contains(&Role::UserAdmin) {
            return Ok(self.actor.must_hold(&[Role::UserAdmin], Strength::Fresh, self.moment)?);
        }
        Err(MembershipError::NotLead)
    }
}

/// How many others lead the Community now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leads {
    /// Leads besides the member in question.
    pub others: usize,
}

/// A membership after a step, and what goes with it in the same transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The membership.
    pub membership: Membership,
    /// The Community, when something about it changed.
    pub community: Option<Community>,
    /// Send these.
    pub mails: Vec<Mail>,
    /// Write these to the log.
    pub log: Vec<Logged>,
}

impl Step {
    pub(super) fn of(membership: Membership, logged: Logged, mails: &[Mail]) -> Self {
        Self { membership, community: None, mails: mails.to_vec(), log: vec![logged] }
    }
}

const MESSAGE: Extent = Extent { chars_max: 1000, lines_max: 20 };

/// Asks to join. `standing` is the person's membership that has not ended, if there is one.
///
/// Law: R06, R36, R37; A4.
pub fn apply(
    room: Room<'_>,
    joiner: &Joiner,
    standing: Option<&Membership>,
    message: &str,
) -> Result<Step, MembershipError> {
    if !room.community.is_known_to(standing.map(|membership| membership.state)) {
        return Err(MembershipError::NotThere);
    }
    if standing.is_some() {
        return Err(MembershipError::AlreadyThere);
    }
    if room.community.join == JoinPolicy::Invite {
        return Err(MembershipError::InvitationOnly);
    }
    must_be_active(joiner)?;
    room.notice.check(joiner.seen.as_ref(), joiner.covers_transfers)?;
    tidy(message, MESSAGE).map_err(MembershipError::Message)?;
    Ok(applied((room.community.id, joiner.account), joiner.seen.clone(), room.now))
}

/// What somebody asked for together with an account, at the moment the account is opened. The
/// recipients outside the Union are shown before the lead admits them.
///
/// Law: R06, R36.
pub fn wish(community: Id<Community>, account: Id<Account>, now: Timestamp) -> Step {
    applied((community, account), None, now)
}

fn applied(
    (community, account): (Id<Community>, Id<Account>),
    notice_seen: Option<NoticeSeen>,
    now: Timestamp,
) -> Step {
    let membership = Membership {
        community,
        account,
        level: Level::Reader,
        state: State::Applied,
        since: now,
        expires_at: None,
        decided_by: None,
        notice_seen,
        end: None,
    };
    let mails = [Mail::of(Notice::ApplicationWaiting, Addressee::Leads)];
    Step::of(membership, Logged::MembershipApplied, &mails)
}

/// Invites somebody, at a level and perhaps for a time.
///
/// Law: R06; A4.
pub fn invite(
    room: Room<'_>,
    by: &Manager<'_>,
    (account, standing): (Id<Account>, Option<&Membership>),
    (level, expires_at): (Level, Option<Timestamp>),
) -> Result<Step, MembershipError> {
    by.must_manage(account)?;
    if standing.is_some() {
        return Err(MembershipError::AlreadyThere);
    }
    must_end_later(expires_at, room.now)?;
    let membership = Membership {
        community: room.community.id,
        account,
        level,
        state: State::Invited,
        since: room.now,
        expires_at,
        decided_by: Some(by.actor.account),
        notice_seen: None,
        end: None,
    };
    let mails = [Mail::of(Notice::Invitation, Addressee::Holder)];
    Ok(Step::of(membership, Logged::MembershipInvited, &mails))
}

/// Admits who has asked. When recipients outside the Union have come since, the person is invited
/// instead, to see them first.
///
/// Law: R06, R36; A4, A22.
pub fn admit(
    room: Room<'_>,
    by: &Manager<'_>,
    (membership, joiner): (&Membership, &Joiner),
    (level, expires_at): (Level, Option<Timestamp>),
) -> Result<Step, MembershipError> {
    by.must_manage(membership.account)?;
    must_be_active(joiner)?;
    must_end_later(expires_at, room.now)?;
    let seen = membership.notice_seen.as_ref();
    let is_ready = room.notice.check(seen, joiner.covers_transfers).is_ok();
    let event = if is_ready { Event::Admit } else { Event::AdmitToNewNotice };
    let decided = Membership {
        level,
        expires_at,
        decided_by: Some(by.actor.account),
        ..moved(membership, event, room.now)?
    };
    if is_ready {
        Ok(begun(room, decided, joiner))
    } else {
        let mails = [Mail::of(Notice::Invitation, Addressee::Holder)];
        Ok(Step::of(decided, Logged::MembershipInvited, &mails))
    }
}

/// Does not admit who has asked.
pub fn decline(membership: &Membership, by: &Manager<'_>) -> Result<Step, MembershipError> {
    by.must_manage(membership.account)?;
    let membership = Membership {
        decided_by: Some(by.actor.account),
        ..moved(membership, Event::Decline, by.moment.now)?
    };
    let mails = [Mail::of(Notice::MembershipDeclined, Addressee::Holder)];
    Ok(Step::of(membership, Logged::MembershipDeclined, &mails))
}

/// Takes an invitation up.
///
/// Law: R36, R37.
pub fn join(
    room: Room<'_>,
    membership: &Membership,
    joiner: &Joiner,
) -> Result<Step, MembershipError> {
    if joiner.account != membership.account {
        return Err(MembershipError::NotThere);
    }
    must_be_active(joiner)?;
    let moved = moved(membership, Event::Join, room.now)?;
    room.notice.check(joiner.seen.as_ref(), joiner.covers_transfers)?;
    let moved = Membership { notice_seen: joiner.seen.clone(), ..moved };
    Ok(begun(room, moved, joiner))
}

/// What goes with the beginning of a membership: the first member outside the Union is announced
/// to all.
fn begun(room: Room<'_>, membership: Membership, joiner: &Joiner) -> Step {
    let mut step = Step::of(
        membership,
        Logged::MembershipBegun,
        &[Mail::of(Notice::MembershipBegun, Addressee::Holder)],
    );
    let recipients = room.notice.recipients().iter().chain(&joiner.recipient).cloned();
    let (community, is_first) = newly_abroad(room.community, &JoinNotice::of(recipients), room.now);
    if community != *room.community {
        step.community = Some(community);
    }
    if is_first {
        step.mails.push(Mail::of(Notice::ThirdCountryJoined, Addressee::Members));
        step.log.push(Logged::ThirdCountryJoined);
    }
    step
}

/// The person takes the application back, or turns the invitation down.
pub fn turn_down(
    membership: &Membership,
    by: Id<Account>,
    now: Timestamp,
) -> Result<Step, MembershipError> {
    if by != membership.account {
        return Err(MembershipError::NotThere);
    }
    Ok(Step::of(moved(membership, Event::Lapse, now)?, Logged::MembershipLapsed, &[]))
}

/// Until when an invitation of `since` can be taken up.
pub fn lapses_at(since: Timestamp, times: &PermissionTimes) -> Timestamp {
    later(since, days(times.invitation_days))
}

/// Ends an invitation that nobody took up.
pub fn lapse(
    membership: &Membership,
    now: Timestamp,
    times: &PermissionTimes,
) -> Result<Step, MembershipError> {
    let lapsed = moved(membership, Event::Lapse, now)?;
    let is_due = membership.state == State::Invited && lapses_at(membership.since, times) <= now;
    if is_due {
        Ok(Step::of(lapsed, Logged::MembershipLapsed, &[]))
    } else {
        Err(MembershipError::NotYet)
    }
}

/// Leaves. The card is no longer seen from this instant on, R30.
///
/// Law: R30, R36.
pub fn leave(
    membership: &Membership,
    by: Id<Account>,
    leads: Leads,
    now: Timestamp,
) -> Result<Step, MembershipError> {
    if by != membership.account {
        return Err(MembershipError::NotThere);
    }
    must_leave_a_lead(membership, leads)?;
    ended(membership, EndCause::Left, now)
}

/// Removes a member.
pub fn remove(
    membership: &Membership,
    by: &Manager<'_>,
    leads: Leads,
) -> Result<Step, MembershipError> {
    by.must_manage(membership.account)?;
    must_leave_a_lead(membership, leads)?;
    ended(membership, EndCause::Removed, by.moment.now)
}

/// Ends a membership whose time is over. Time does not wait for a lead to be found.
pub fn expire(
    membership: &Membership,
    leads: Leads,
    now: Timestamp,
) -> Result<Step, MembershipError> {
    if membership.expires_at.is_none_or(|end| now < end) {
        return Err(MembershipError::NotYet);
    }
    Ok(without_lead(ended(membership, EndCause::Expired, now)?, leads))
}

/// Ends what an account is to a Community, because the account is closed or the consent to
/// transfers withdrawn. Nothing can hold it up; a Community that loses its last lead is reported.
///
/// Law: statement 8; R30, R48.
pub fn close(
    membership: &Membership,
    cause: EndCause,
    leads: Leads,
    now: Timestamp,
) -> Result<Step, MembershipError> {
    match membership.state {
        State::Active => Ok(without_lead(ended(membership, cause, now)?, leads)),
        State::Applied | State::Invited | State::Declined | State::Lapsed | State::Ended => {
            let lapsed = moved(membership, Event::Lapse, now)?;
            Ok(Step::of(Membership { end: Some(cause), ..lapsed }, Logged::MembershipLapsed, &[]))
        }
    }
}

/// Changes what a member may do.
///
/// Law: R28; A22.
pub fn change_level(
    membership: &Membership,
    by: &Manager<'_>,
    level: Level,
    leads: Leads,
) -> Result<Step, MembershipError> {
    let steps_down = by.actor.account == membership.account && level < membership.level;
    if !steps_down {
        by.must_manage(membership.account)?;
    }
    if membership.state != State::Active || membership.level == level {
        return Err(MembershipError::NotNow);
    }
    if level < Level::Lead {
        must_leave_a_lead(membership, leads)?;
    }
    let membership = Membership { level, ..membership.clone() };
    Ok(Step::of(membership, Logged::LevelChanged, &[]))
}

pub(super) fn must_be_active(joiner: &Joiner) -> Result<(), MembershipError> {
    if joiner.state == account::State::Active {
        Ok(())
    } else {
        Err(MembershipError::AccountNotActive)
    }
}

pub(super) fn must_end_later(
    end: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), MembershipError> {
    if end.is_some_and(|end| end <= now) { Err(MembershipError::EndInPast) } else { Ok(()) }
}

fn must_leave_a_lead(membership: &Membership, leads: Leads) -> Result<(), MembershipError> {
    let leads_alone =
        membership.state == State::Active && membership.level == Level::Lead && leads.others == 0;
    if leads_alone { Err(MembershipError::LastLead) } else { Ok(()) }
}

pub(super) fn moved(
    membership: &Membership,
    event: Event,
    now: Timestamp,
) -> Result<Membership, MembershipError> {
    let state = membership.state.after(event).ok_or(MembershipError::NotNow)?;
    Ok(Membership { state, since: now, ..membership.clone() })
}

fn ended(
    membership: &Membership,
    cause: EndCause,
    now: Timestamp,
) -> Result<Step, MembershipError> {
    let ended = Membership { end: Some(cause), ..moved(membership, Event::End, now)? };
    let mails = match cause {
        // Who left knows; who was closed reads one mail, about that.
        EndCause::Left | EndCause::AccountClosed => Vec::new(),
        EndCause::Removed | EndCause::Expired | EndCause::TransferConsentWithdrawn => {
            vec![Mail::of(Notice::MembershipEnded, Addressee::Holder)]
        }
    };
    Ok(Step::of(ended, Logged::MembershipEnded, &mails))
}

fn without_lead(mut step: Step, leads: Leads) -> Step {
    if step.membership.level == Level::Lead && leads.others == 0 {
        step.mails.push(Mail::of(Notice::NobodyLeads, Addressee::Coordinators));
    }
    step
}
