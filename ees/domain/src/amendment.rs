//! Amendment of data and advance erasure: who may, by when, and who becomes responsible.
//!
//! Law: EES Art. 35. Periods are counted by Regulation (EEC, Euratom) No 1182/71 with the holidays
//! of the State that has to act.

mod effect;
mod error;
#[cfg(test)]
mod tests;
mod vis;
mod wish;

use fnd_core::deadline::{days_after, months_after, next_working_day, working_days_after};
use fnd_core::{CountryCode, Id};
use jiff::civil::Date;

use crate::day::Day;
use crate::file::File;

pub use effect::{Concerned, check_done, check_open};
pub use error::AmendmentError;
pub use vis::{Comparison, VisError, VisFinding, VisNext, VisReply};
pub use wish::Wish;

/// A case of amendment: data that somebody found to be wrong, or that must go early.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    /// Its identifier.
    pub id: Id<Amendment>,
    /// The file concerned.
    pub file: Id<File>,
    /// What of the file.
    pub concerned: Concerned,
    /// What is to be done.
    pub wish: Wish,
    /// The State that found it, or to which the person turned.
    pub raised_by: CountryCode,
    /// When, by the calendar of that State.
    pub raised_on: Day,
    /// The State responsible for the data when the case was opened, Art. 3(1)(12).
    pub responsible: CountryCode,
    /// When that State was asked, if it was.
    pub asked_on: Option<Day>,
    /// How far it has come.
    pub stage: Stage,
    /// What comparing visa-related data with the Visa Information System found, Art. 35(4).
    pub vis: Option<Comparison>,
}

/// How far a case of amendment has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The State that raised it checks, or has to turn to the State responsible.
    Open,
    /// The State responsible was asked on that day and has to check.
    Asked(Day),
    /// It is over.
    Settled {
        /// When.
        on: Day,
        /// How.
        outcome: Settlement,
    },
}

impl Stage {
    /// The codes of all stages.
    pub const CODES: [&'static str; 3] = ["open", "asked", "settled"];

    /// The code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Asked(_) => "asked",
            Self::Settled { .. } => "settled",
        }
    }
}

/// How a case ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Settlement {
    /// The data was rectified, completed or erased, or the person taken off the list.
    Done,
    /// The data was found to be right.
    NotFounded,
}

impl Settlement {
    /// Both with their codes.
    pub const ALL: [(Self, &'static str); 2] =
        [(Self::Done, "done"), (Self::NotFounded, "not-founded")];

    /// The code.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(one, _)| *one == self).map_or("", |(_, code)| code)
    }

    /// The settlement with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == code).map(|(one, _)| one)
    }
}

/// What has to happen next, and by when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Without delay: there is no last day, and every day counts. Art. 35(1), (2), (5).
    WithoutDelay,
    /// The State responsible is to be asked by this day. Art. 35(3).
    AskBy(Day),
    /// The State responsible is to have checked by this day. Art. 35(3).
    CheckBy(Day),
    /// Everything is to be erased by this day. Art. 35(6).
    EraseBy(Day),
    /// Nothing: the case is over.
    Nothing,
}

impl Due {
    /// Whether the last day is over on `today`.
    pub fn is_overdue(self, today: Day) -> bool {
        self.day().is_some_and(|day| day < today)
    }

    /// The code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::WithoutDelay => "without-delay",
            Self::AskBy(_) => "ask-by",
            Self::CheckBy(_) => "check-by",
            Self::EraseBy(_) => "erase-by",
            Self::Nothing => "nothing",
        }
    }

    /// The last day, where there is one.
    pub const fn day(self) -> Option<Day> {
        match self {
            Self::AskBy(day) | Self::CheckBy(day) | Self::EraseBy(day) => Some(day),
            Self::WithoutDelay | Self::Nothing => None,
        }
    }
}

/// Days to turn to the State responsible. Law: EES Art. 35(3).
const ASK_DAYS: u16 = 7;
/// Months for the State responsible to check. Law: EES Art. 35(3).
const CHECK_MONTHS: u8 = 1;
/// Working days to erase a file early. Law: EES Art. 35(6).
const ERASE_WORKING_DAYS: u16 = 5;

impl Amendment {
    /// The State whose step it is now.
    ///
    /// Law: EES Art. 35(1) to (3): another State may act where it can check alone, and turns to
    /// the State responsible where it cannot; Art. 35(6): the State of the nationality or permit.
    pub fn acts(&self) -> CountryCode {
        match (self.wish.acquired_of(), self.stage) {
            (Some(state), _) => state,
            (None, Stage::Asked(_)) => self.responsible,
            (None, Stage::Open | Stage::Settled { .. }) => self.raised_by,
        }
    }

    /// The State that is told of the case because its step is due, and did not raise it itself.
    ///
    /// Law: EES Art. 35(3) and (6).
    pub fn told(&self) -> Option<CountryCode> {
        let acts = self.acts();
        (acts != self.raised_by).then_some(acts)
    }

    /// Whether `state` may know of the case: it raised it, or was asked, or is the State that has
    /// to erase. Law: EES Art. 35(1) to (3) and (6).
    pub fn is_known_to(&self, state: CountryCode) -> bool {
        let was_asked = match self.stage {
            Stage::Asked(_) => true,
            Stage::Settled { .. } => self.asked_on.is_some(),
            Stage::Open => false,
        };
        state == self.raised_by
            || self.wish.acquired_of() == Some(state)
            || (was_asked && state == self.responsible)
    }

    /// The day by which cases are sorted, the most urgent first: the day on which something is
    /// due; where it is due without delay, the day on which it was raised; the day of settlement.
    pub fn urgent_since(&self, holidays: &[Date]) -> Day {
        match self.stage {
            Stage::Settled { on, .. } => on,
            Stage::Open | Stage::Asked(_) => self.due(holidays).day().unwrap_or(self.raised_on),
        }
    }

    /// What has to happen next; `holidays` are those of the State that acts.
    pub fn due(&self, holidays: &[Date]) -> Due {
        let raised = self.raised_on.date();
        match self.stage {
            Stage::Settled { .. } => Due::Nothing,
            // Art. 35(6) has no limit in days for the microstates, only "without delay".
            Stage::Open | Stage::Asked(_) if self.wish == Wish::Microstate => Due::WithoutDelay,
            Stage::Open | Stage::Asked(_) if self.wish.erases_all() => {
                Due::EraseBy(Day::from(working_days_after(raised, ERASE_WORKING_DAYS, holidays)))
            }
            Stage::Open if self.raised_by == self.responsible => Due::WithoutDelay,
            Stage::Open => {
                Due::AskBy(Day::from(next_working_day(days_after(raised, ASK_DAYS), holidays)))
            }
            Stage::Asked(on) => {
                let end = months_after(on.date(), CHECK_MONTHS);
                Due::CheckBy(Day::from(next_working_day(end, holidays)))
            }
        }
    }

    /// Turns to the State responsible, because the State that raised the case cannot check alone.
    ///
    /// Law: EES Art. 35(3).
    pub fn ask(&self, by: CountryCode, on: Day) -> Result<Self, AmendmentError> {
        self.must_be_open()?;
        must_be(by, self.raised_by)?;
        if let Stage::Asked(on) = self.stage {
            return Err(AmendmentError::AlreadyAsked { on });
        }
        if self.raised_by == self.responsible || self.wish.erases_all() {
            return Err(AmendmentError::OwnData);
        }
        if on < self.raised_on {
            return Err(AmendmentError::BeforeCase);
        }
        Ok(Self { stage: Stage::Asked(on), asked_on: Some(on), ..self.clone() })
    }

    /// Settles the case. Whoever amends the data becomes responsible for it; the answer names that
    /// State, and `None` when the data was found to be right.
    ///
    /// Law: EES Art. 35(2), (3), (6), (8).
    pub fn settle(
        &self,
        by: CountryCode,
        (on, outcome): (Day, Settlement),
    ) -> Result<(Self, Option<CountryCode>), AmendmentError> {
        self.must_be_open()?;
        must_be(by, self.acts())?;
        if on < self.raised_on {
            return Err(AmendmentError::BeforeCase);
        }
        let settled = Self { stage: Stage::Settled { on, outcome }, ..self.clone() };
        Ok((settled, (outcome == Settlement::Done).then_some(by)))
    }

    fn must_be_open(&self) -> Result<(), AmendmentError> {
        match self.stage {
            Stage::Settled { on, .. } => Err(AmendmentError::Settled { on }),
            Stage::Open | Stage::Asked(_) => Ok(()),
        }
    }
}

/// The State that learns that another one put its data right and is responsible for it now;
/// `None` when a State put its own right.
///
/// Law: EES Art. 35(2), (8).
pub fn relieved(responsible: CountryCode, by: CountryCode) -> Option<CountryCode> {
    (responsible != by).then_some(responsible)
}

fn must_be(by: CountryCode, entitled: CountryCode) -> Result<(), AmendmentError> {
    if by == entitled { Ok(()) } else { Err(AmendmentError::NotEntitled { by, entitled }) }
}
