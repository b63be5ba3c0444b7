//! Late passages: what is shared by late entries and late exits.

mod fits;
pub mod note;
pub mod record;

use axum::http::StatusCode;
use ees_domain::day::Day;
use ees_domain::file::{Crossing, File, Source};
use ees_domain::late::Placed;
use ees_domain::point::Passage;
use ees_domain::recalculation::changed;
use ees_domain::retention::{kept_until, refusals};
use ees_store::{Access, Change, Deed, Movement, Outcome, StoreError, Work};
use ees_wire::problem::CONFLICT;
use ees_wire::reading::Unreadable;
use fnd_core::Id;
use fnd_web::problem::Problem;
use jiff::Timestamp;
use serde_json::json;

use super::attempt::{Failed, done_before};
use crate::actor::{Lawful, point};
use crate::app::App;
use crate::problem::of_value;

/// Who let somebody pass, when, and how it was stored.
#[derive(Debug, Clone)]
pub struct Late {
    /// The officer, with the article that permits it.
    pub lawful: Lawful,
    /// How it was stored.
    pub source: Source,
    /// When it took place.
    pub at: Timestamp,
    /// What is known of the clock by which it was stored.
    pub clock: Clock,
    /// Who let the person pass, where somebody else confirmed or corrected the passage and acts.
    pub confirmed_after: Option<String>,
}

/// What is known of the clock by which a passage was stored.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    /// Whether the day of the passage may be another one.
    pub is_in_doubt: bool,
    /// By how many seconds it was ahead, if that is known.
    pub ahead_seconds: Option<i64>,
    /// Whether a human confirmed or corrected the time.
    pub is_confirmed: bool,
}

/// Why a late passage was not recorded.
#[derive(Debug)]
pub struct Refused {
    /// What the rules, the request or the store say.
    pub problem: Problem,
    /// The record that is open, when that is what stands against an entry.
    pub open: Option<Id<Crossing>>,
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self { problem, open: None }
    }
}

impl From<Unreadable> for Refused {
    fn from(unreadable: Unreadable) -> Self {
        Problem::from(unreadable).into()
    }
}

/// A late passage that is in the register.
#[derive(Debug, Clone, Copy)]
pub struct Passed {
    /// The file.
    pub file: Id<File>,
    /// The record.
    pub crossing: Id<Crossing>,
    /// Whether this very request was carried out before.
    pub is_repeated: bool,
}

impl Late {
    /// What opens the store: what was asked, when it took place and how it was stored.
    fn access(&self, app: &App, request: &str) -> Access {
        let (at, source) = (self.at, self.source.code());
        let clock = json!({
            "in_doubt": self.clock.is_in_doubt, "ahead_seconds": self.clock.ahead_seconds,
            "confirmed": self.clock.is_confirmed,
        });
        let officer = json!(self.confirmed_after);
        self.lawful.access(
            app,
            format!(
                "{{\"at\":\"{at}\",\"source\":\"{source}\",\"clock\":{clock},\
                 \"let_pass_by\":{officer},\"request\":{request}}}"
            ),
        )
    }

    /// Refuses a passage of which the day may be another one, until a human has looked at it.
    ///
    /// Law: EES Art. 16(2)(a), 21(3), 39(1)(c).
    fn must_be_dated(&self) -> Result<(), Problem> {
        if self.clock.is_in_doubt && !self.clock.is_confirmed {
            return Err(clock_in_doubt());
        }
        Ok(())
    }

    /// Where and when it took place: through the actor's border crossing point.
    fn passage(&self, app: &App, named: Option<&str>) -> Result<Passage, Problem> {
        let place = point(app, &self.lawful.actor, named)?;
        // The database keeps microseconds, and what is read back is compared.
        let at = Timestamp::from_microsecond(self.at.as_microsecond()).unwrap_or(self.at);
        place.passage(at).ok_or_else(|| of_value("/at", "not-an-instant", "outside the calendar"))
    }

    /// What was done to the record and why, for its history.
    fn change(&self) -> Change<'static> {
        let is_confirmed = self.confirmed_after.is_some();
        let reason = match self.source {
            Source::NationalBuffer if is_confirmed => {
                "Passage stored nationally, entered afterwards, Art. 21(1), as another officer \
                 confirmed it."
            }
            Source::NationalBuffer => "Passage stored nationally, entered afterwards, Art. 21(1).",
            Source::LocalBuffer if is_confirmed => {
                "Passage stored at the crossing point, entered afterwards, Art. 21(2), as another \
                 officer confirmed it."
            }
            Source::LocalBuffer => {
                "Passage stored at the crossing point, entered afterwards, Art. 21(2)."
            }
            Source::Manual
            | Source::Live
            | Source::Stamp
            | Source::Rebuttal
            | Source::StatusChange => "Passage recorded by hand, entered afterwards, Art. 21(2).",
        };
        Change { deed: Deed::Completed, reason }
    }
}

/// The clock of the crossing point was wrong; a human looks at the time.
fn clock_in_doubt() -> Problem {
    Problem::new(StatusCode::CONFLICT, "clock-in-doubt", CONFLICT).because(
        "The clock of the crossing point was wrong, and the day of the passage may be another \
         one. Look at the time at which it took place; confirm it, or correct it.",
    )
}

/// Stores the records of `file` as they are now that one of them was placed or put right, each
/// change with what was there before; `change` is what was done to that record and why. Whoever
/// calls says until when the file is kept, [`kept_with`].
///
/// A new record goes to `home`, which is `file` or leads to it.
/// What closes or passes over a record is written before what opens one, for a file has one open
/// record at most.
pub(crate) async fn store(
    work: &mut dyn Work,
    (file, home): (&File, Id<File>),
    placed: &Placed,
    change: Change<'_>,
) -> Result<(), StoreError> {
    let mut changes = changed(&file.crossings, &placed.records);
    changes.sort_by_key(|record| record.is_open());
    for after in changes {
        let before = file.crossings.iter().find(|record| record.id == after.id);
        let is_own = after.id == placed.own;
        let deed = if is_own { change.deed } else { Deed::Recalculated };
        match before {
            Some(before) => {
                let change = Change { deed, ..change };
                work.amend_crossing(file, (before, after), change).await?;
            }
            None => work.add_crossing(home, after).await?,
        }
    }
    Ok(())
}

/// The last day on which `file` is kept with its records as they are now.
pub(crate) fn kept_with(file: &File, placed: &Placed) -> Option<Day> {
    kept_until(&placed.records, refusals(file))
}

/// What the same request did before.
async fn repeated(work: Box<dyn Work>, movement: Movement) -> Result<Passed, Failed> {
    done_before(work, (movement, &["entry-exit"]), |_| Some(())).await?;
    Ok(Passed { file: movement.file, crossing: movement.crossing, is_repeated: true })
}

/// Ends the unit with the passage recorded.
async fn end(work: Box<dyn Work>, (file, own): (Id<File>, Id<Crossing>)) -> Result<Passed, Failed> {
    let sent = &["entry-exit"];
    work.commit(Outcome { file: Some(file), sent, ..Outcome::default() }).await?;
    Ok(Passed { file, crossing: own, is_repeated: false })
}
