//! Late passages: what is shared by late entries and late exits.

pub mod record;

use ees_domain::file::{Crossing, File, Source};
use ees_domain::late::Placed;
use ees_domain::point::Passage;
use ees_domain::recalculation::changed;
use ees_domain::retention::{kept_until, refusals};
use ees_store::{Access, Change, Deed, Movement, Outcome, StoreError, Work};
use fnd_core::Id;
use fnd_web::problem::Problem;
use jiff::Timestamp;

use super::attempt::Failed;
use crate::actor::{Lawful, point};
use crate::app::App;
use crate::problem::{id_reused, of_value};

/// Who let somebody pass, when, and how it was stored.
#[derive(Debug, Clone)]
pub struct Late {
    /// The officer, with the article that permits it.
    pub lawful: Lawful,
    /// How it was stored.
    pub source: Source,
    /// When it took place.
    pub at: Timestamp,
    /// Whether a human confirms that the exit of an open entry was never recorded.
    pub exit_missing: bool,
    /// Whether the clock of the crossing point was found to be wrong by more than an hour.
    pub clock_in_doubt: bool,
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
        let doubt = self.clock_in_doubt;
        self.lawful.access(
            app,
            format!(
                "{{\"at\":\"{at}\",\"source\":\"{source}\",\"clock_in_doubt\":{doubt},\
                 \"request\":{request}}}"
            ),
        )
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
        let reason = match self.source {
            Source::NationalBuffer => "Passage stored nationally, entered afterwards, Art. 21(1).",
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

/// Stores the records of `file` as they are now that one of them was placed or put right, each
/// change with what was there before; `change` is what was done to that record and why.
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
    work.touch(file.id, kept_until(&placed.records, refusals(file))).await
}

/// What the same request did before.
async fn repeated(mut work: Box<dyn Work>, movement: Movement) -> Result<Passed, Failed> {
    let held =
        if movement.same_request { work.file_for_update(movement.file).await? } else { None };
    let refused = held.is_none().then_some("id-reused");
    work.commit(Outcome { refused, file: Some(movement.file), ..Outcome::default() }).await?;
    held.ok_or_else(id_reused)?;
    Ok(Passed { file: movement.file, crossing: movement.crossing, is_repeated: true })
}

/// Ends the unit with a refusal, which is logged.
async fn refuse<T>(
    work: Box<dyn Work>,
    file: Option<Id<File>>,
    problem: Problem,
) -> Result<T, Failed> {
    let outcome = Outcome { refused: Some(problem.code()), file, ..Outcome::default() };
    work.commit(outcome).await?;
    Err(problem.into())
}

/// Ends the unit with the passage recorded.
async fn end(work: Box<dyn Work>, (file, own): (Id<File>, Id<Crossing>)) -> Result<Passed, Failed> {
    let sent = &["entry-exit"];
    work.commit(Outcome { file: Some(file), sent, ..Outcome::default() }).await?;
    Ok(Passed { file, crossing: own, is_repeated: false })
}
