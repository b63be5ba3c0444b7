//! People and instants that tests play with.

use fnd_core::Id;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::account::{Account, State};
use crate::actor::{Actor, Moment};
use crate::registration::{Registration, State as Request};
use crate::role::Role;
use crate::scan::{Held, Scan, ScanKind};
use crate::session::{AuthenticationLevel, Epoch, Session, Subject};
use crate::switches::{SessionTimes, Switches};

/// The identifier with this number.
pub(crate) fn id<T>(number: u128) -> Id<T> {
    Id::from_uuid(Uuid::from_u128(number))
}

/// Noon of 15 July 2026, and hours from there.
pub(crate) fn at(hour: i64) -> Timestamp {
    let noon: Timestamp = "2026-07-15T12:00:00Z".parse().unwrap();
    noon.checked_add(SignedDuration::from_hours(hour)).unwrap()
}

/// The same, in days.
pub(crate) fn on(day: i64) -> Timestamp {
    at(day.checked_mul(24).unwrap())
}

pub(crate) fn subject(name: &str) -> Subject {
    Subject::read(name).unwrap()
}

/// Somebody with an account, signed in with two factors a minute before `seen`.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) account: Id<Account>,
    pub(crate) subject: Subject,
    pub(crate) roles: Vec<Role>,
    pub(crate) session: Session,
}

impl Person {
    pub(crate) fn new(number: u128, roles: &[Role], seen: Timestamp) -> Self {
        let signed_in = seen.checked_sub(SignedDuration::from_mins(1)).unwrap();
        Self {
            account: id(number),
            subject: subject(&format!("n{number}")),
            roles: roles.to_vec(),
            session: Session {
                begun_at: signed_in,
                used_at: seen,
                authenticated_at: signed_in,
                level: AuthenticationLevel::Medium,
                epoch: Epoch::default(),
            },
        }
    }

    pub(crate) fn with_level(mut self, level: AuthenticationLevel) -> Self {
        self.session.level = level;
        self
    }

    pub(crate) fn signed_in_minutes_ago(mut self, seen: Timestamp, minutes: i64) -> Self {
        self.session.authenticated_at =
            seen.checked_sub(SignedDuration::from_mins(minutes)).unwrap();
        self
    }

    pub(crate) fn actor(&self) -> Actor<'_> {
        Actor {
            account: self.account,
            subject: &self.subject,
            roles: &self.roles,
            session: &self.session,
        }
    }
}

/// The times of sessions by default.
pub(crate) const TIMES: SessionTimes = SessionTimes {
    idle_minutes: 30,
    whole_hours: 8,
    fresh_minutes: 15,
    least_level: AuthenticationLevel::Medium,
};

pub(crate) fn moment(now: Timestamp) -> Moment<'static> {
    Moment { now, times: &TIMES }
}

pub(crate) fn switches() -> Switches {
    Switches::default()
}

/// An account of somebody who is no sample person, in use since a hundred days.
pub(crate) fn account(number: u128, state: State) -> Account {
    Account {
        id: id(number),
        subject: Some(subject(&format!("n{number}"))),
        state,
        epoch: Epoch(4),
        organisation: id(900),
        created_at: on(-100),
        modified_at: on(-100),
        used_at: on(-1),
        warned_at: None,
        suspended: None,
        disabled: None,
    }
}

/// Maria's request for an account, the first, with a scan until it has ended.
pub(crate) fn registration(state: Request) -> Registration {
    let held =
        Held { kind: ScanKind::Png, bytes: 1, digest: [0; 32], uploaded_at: Timestamp::UNIX_EPOCH };
    Registration {
        id: id(1),
        subject: subject("maria"),
        state,
        since: at(0),
        submitted_at: None,
        questions: 0,
        scan: if state.is_end() { Scan::None } else { Scan::Available(held) },
        decision: None,
        ended_at: None,
    }
}
