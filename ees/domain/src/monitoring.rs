//! Monitoring procedures: log rows that one needs are not erased while it lasts.
//!
//! Law: EES Art. 46(4): rows of the log are erased one year after the period of the data is over,
//! unless they are required for monitoring procedures which have already begun. Such a procedure
//! is about what was done with one file, Art. 46(1), or about what one office did in a period,
//! Art. 46(4): whether its processing was lawful.

use fnd_core::{CountryCode, Id};
use jiff::Timestamp;

use crate::day::Day;
use crate::file::File;

/// Longest reference, in characters.
pub const REFERENCE_CHARS_MAX: usize = 200;
/// Longest reason, in characters.
pub const REASON_CHARS_MAX: usize = 500;

/// A monitoring procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Procedure {
    /// Its identifier, chosen by who begins it.
    pub id: Id<Procedure>,
    /// Which rows it needs.
    pub scope: Scope,
    /// Under which number the oversight body keeps it.
    pub reference: String,
    /// What is looked into.
    pub reason: String,
    /// The State of the body that began it.
    pub state: CountryCode,
    /// That body.
    pub office: String,
    /// When it began.
    pub begun_at: Timestamp,
    /// When it ended; `None` while it lasts.
    pub ended_at: Option<Timestamp>,
}

/// Which rows of the log a procedure needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Those about one file, also once the file is erased.
    File(Id<File>),
    /// Those of one office on the days from one to another, both included, as days of Universal
    /// Time.
    Office {
        /// The office, as the log names it.
        office: String,
        /// Its State.
        state: CountryCode,
        /// The first day.
        from: Day,
        /// The last day.
        to: Day,
    },
}

impl Scope {
    /// The code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::File(_) => "file",
            Self::Office { .. } => "office",
        }
    }

    /// The codes of both.
    pub const CODES: [&'static str; 2] = ["file", "office"];
}

/// Why a procedure was not begun or ended. `code` is stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProcedureError {
    /// The period ends before it begins.
    #[error("the period ends before it begins")]
    EndsBeforeBegin,
    /// The period lies in the future.
    #[error("the period lies in the future; there are no rows of it yet")]
    InFuture,
    /// The procedure has ended.
    #[error("the procedure ended at {at}")]
    Ended {
        /// When.
        at: Timestamp,
    },
}

impl ProcedureError {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::EndsBeforeBegin => "ends-before-begin",
            Self::InFuture => "date-in-future",
            Self::Ended { .. } => "procedure-ended",
        }
    }
}

impl Procedure {
    /// Whether the procedure can begin on the day `today` of Universal Time.
    pub fn check(&self, today: Day) -> Result<(), ProcedureError> {
        match &self.scope {
            Scope::Office { from, to, .. } if to < from => Err(ProcedureError::EndsBeforeBegin),
            Scope::Office { from, .. } if today < *from => Err(ProcedureError::InFuture),
            Scope::Office { .. } | Scope::File(_) => Ok(()),
        }
    }

    /// The procedure once it has ended at `now`. What it held goes in the next run of erasure.
    pub fn end(&self, now: Timestamp) -> Result<Self, ProcedureError> {
        match self.ended_at {
            Some(at) => Err(ProcedureError::Ended { at }),
            None => Ok(Self { ended_at: Some(now.max(self.begun_at)), ..self.clone() }),
        }
    }

    /// Whether it is that of `office` of `state`: only who began it ends it and reads of it.
    pub fn is_of(&self, state: CountryCode, office: &str) -> bool {
        self.state == state && self.office == office
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn procedure(scope: Scope) -> Procedure {
        Procedure {
            id: Id::from_uuid(Uuid::from_u128(1)),
            scope,
            reference: "ANSPDCP 17/2026".into(),
            reason: "Complaint of a traveller".into(),
            state: CountryCode::of(b"ROU"),
            office: "Supervisory authority".into(),
            begun_at: "2026-07-15T09:00:00Z".parse().unwrap(),
            ended_at: None,
        }
    }

    fn of_office(from: Day, to: Day) -> Scope {
        let (office, state) = ("Border Police Otopeni".to_owned(), CountryCode::of(b"ROU"));
        Scope::Office { office, state, from, to }
    }

    #[test]
    fn a_period_has_begun_and_ends_after_it_begins() {
        let today = Day::of(2026, 7, 15);
        let (june, july) = (Day::of(2026, 6, 1), Day::of(2026, 7, 16));
        for (scope, expected) in [
            (Scope::File(Id::from_uuid(Uuid::nil())), Ok(())),
            (of_office(june, june), Ok(())),
            (of_office(june, july), Ok(())),
            (of_office(july, june), Err(ProcedureError::EndsBeforeBegin)),
            (of_office(july, july), Err(ProcedureError::InFuture)),
        ] {
            assert_eq!(procedure(scope).check(today), expected);
        }
    }

    #[test]
    fn a_procedure_ends_once_and_is_of_who_began_it() {
        let begun = procedure(Scope::File(Id::from_uuid(Uuid::nil())));
        let at = "2026-08-01T09:00:00Z".parse().unwrap();
        let ended = begun.end(at).unwrap();
        assert_eq!(ended.ended_at, Some(at));
        assert_eq!(ended.end(at), Err(ProcedureError::Ended { at }));
        assert!(begun.is_of(CountryCode::of(b"ROU"), "Supervisory authority"));
        assert!(!begun.is_of(CountryCode::of(b"BGR"), "Supervisory authority"));
        assert!(!begun.is_of(CountryCode::of(b"ROU"), "Another"));
    }
}
