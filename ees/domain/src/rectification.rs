//! Putting data right: what is wrong is corrected, what is missing is added, and everything that
//! follows from it is calculated anew. Here for an entry/exit record, in [`person`] for what the
//! file says of the person.
//!
//! Law: EES Art. 20 for data that rebuts a presumption, Art. 35(1) and (2) for what is wrong.

mod ground;
pub mod person;
pub mod shown;
#[cfg(test)]
mod tests;

use fnd_core::Id;
use jiff::Timestamp;

pub use ground::concerns_visa;

use crate::crossing::is_in_future;
use crate::day::Day;
use crate::file::{Crossing, EntryPart, RecordedGround, Source};
use crate::late::{Placed, marked, placed};
use crate::point::{Passage, Zones};
use crate::stay::StayError;
use crate::switches::Switches;

/// What becomes of one part of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted<T> {
    /// It stays as it is.
    Keep,
    /// It is this.
    Set(T),
    /// It never was.
    Remove,
}

/// Why a record is put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// It was recorded wrongly or is not whole. Art. 35(1), (2).
    Correction,
    /// Credible evidence rebuts the presumption that the person is not here lawfully. Art. 20.
    Rebuttal,
}

impl Basis {
    /// Both with their codes.
    pub const ALL: [(Self, &'static str); 2] =
        [(Self::Correction, "correction"), (Self::Rebuttal, "rebuttal")];

    /// The code.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(one, _)| *one == self).map_or("", |(_, code)| code)
    }

    /// The basis with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == code).map(|(one, _)| one)
    }
}

/// How a record is to be from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rectification {
    /// Why.
    pub basis: Basis,
    /// The entry.
    pub entry: Wanted<EntryPart>,
    /// The exit.
    pub exit: Wanted<Passage>,
    /// On what ground the traveller entered, the visa with it; `None` leaves it as it is.
    pub ground: Option<RecordedGround>,
}

/// Why a record was not put right. `code` is stable.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RectifyError {
    /// The file holds no such record.
    #[error("the file holds no such record")]
    NoRecord,
    /// Nothing would be other than it is.
    #[error("nothing would be other than it is; change the entry, the exit or the ground")]
    NothingChanged,
    /// Neither entry nor exit would be left.
    #[error("neither entry nor exit would be left; have the record erased instead")]
    NothingLeft,
    /// The exit lies before the entry.
    #[error("the exit lies before the entry")]
    ExitBeforeEntry,
    /// A passage lies in the future.
    #[error("a passage cannot lie in the future")]
    DateInFuture,
    /// The stay would overlap another one.
    #[error("the stay would overlap the one that began on {from}; find out which of them is right")]
    OverlapsAnotherStay {
        /// The first day of that stay that is known.
        from: Day,
    },
    /// A stay that began within the territory has no other ground.
    #[error(
        "a short stay that began within the territory is one without visa; it has no other ground"
    )]
    BeganInside,
    /// A decision on the stay would be on nothing.
    #[error(
        "a decision was recorded that does not fit this ground; correct or withdraw the decision \
         first"
    )]
    DecidedOn,
    /// The calculation is impossible.
    #[error(transparent)]
    Calculation(#[from] StayError),
}

impl RectifyError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoRecord => "no-record",
            Self::NothingChanged => "nothing-changed",
            Self::NothingLeft => "nothing-left",
            Self::ExitBeforeEntry => "exit-before-entry",
            Self::DateInFuture => "date-in-future",
            Self::OverlapsAnotherStay { .. } => "overlaps-another-stay",
            Self::BeganInside => "began-inside",
            Self::DecidedOn => "decided-on-stay",
            Self::Calculation(error) => error.code(),
        }
    }
}

/// The records of a file once the record `id` is as it is `wanted`.
///
/// A rebuttal takes the person off the list of overstayers when the stay turns out to have ended
/// in time, as every correction does. Law: EES Art. 20(2), 35(1), (2) and (5).
pub fn rectify(
    records: &[Crossing],
    id: Id<Crossing>,
    wanted: Rectification,
    (now, rules): (Timestamp, (&dyn Zones, Switches)),
) -> Result<Placed, RectifyError> {
    let before = records.iter().find(|record| record.id == id).ok_or(RectifyError::NoRecord)?;
    let mut made = before.clone();
    apply(&mut made.entry, wanted.entry);
    apply(&mut made.exit, wanted.exit);
    if let Some(ground) = wanted.ground {
        made.ground = ground::with_visa_of_entry(ground, &before.ground);
    }
    let parts =
        |record: &Crossing| (record.entry.clone(), record.exit.clone(), record.ground.clone());
    if parts(&made) == parts(before) {
        return Err(RectifyError::NothingChanged);
    }
    if !made.began_inside() {
        made.source = match (wanted.basis, made.source) {
            (Basis::Rebuttal, _) => Source::Rebuttal,
            // It turns out to have begun at a border.
            (Basis::Correction, Source::StatusChange) => Source::Manual,
            (Basis::Correction, source) => source,
        };
    }
    judge(&made, now)?;
    ground::judge(before, &made)?;
    let others: Vec<&Crossing> = records.iter().filter(|record| record.id != id).collect();
    if let Some(other) = others.iter().find(|other| overlap(&made, other)) {
        let first = other.entry.as_ref().map(|entry| &entry.passage).or(other.exit.as_ref());
        let from = first.map_or(Day::MIN, |passage| passage.day);
        return Err(RectifyError::OverlapsAnotherStay { from });
    }
    Ok(placed(records, made, now, rules)?)
}

/// The records of a file once the record `id` is erased.
///
/// Days that nobody stayed count in no later stay, so those after it are calculated anew.
/// Law: EES Art. 35(1), (2); Art. 11(1).
pub fn without(
    records: &[Crossing],
    id: Id<Crossing>,
    now: Timestamp,
    rules: (&dyn Zones, Switches),
) -> Result<Vec<Crossing>, StayError> {
    let rest: Vec<Crossing> = records.iter().filter(|record| record.id != id).cloned().collect();
    marked(&rest, now, rules)
}

fn apply<T>(part: &mut Option<T>, wanted: Wanted<T>) {
    match wanted {
        Wanted::Keep => {}
        Wanted::Set(value) => *part = Some(value),
        Wanted::Remove => *part = None,
    }
}

/// Whether the record could have happened by itself.
fn judge(made: &Crossing, now: Timestamp) -> Result<(), RectifyError> {
    let entry = made.entry.as_ref().map(|entry| &entry.passage);
    if entry.is_none() && made.exit.is_none() {
        return Err(RectifyError::NothingLeft);
    }
    if entry.into_iter().chain(&made.exit).any(|passage| is_in_future(passage.at, now)) {
        return Err(RectifyError::DateInFuture);
    }
    if let (Some(entry), Some(exit)) = (entry, &made.exit)
        && (exit.at < entry.at || exit.day < entry.day)
    {
        return Err(RectifyError::ExitBeforeEntry);
    }
    Ok(())
}

/// Whether two records cannot both have happened: a passage of one lies within the other. A
/// record of which one passage is unknown is that passage alone.
fn overlap(one: &Crossing, other: &Crossing) -> bool {
    let span = |record: &Crossing| Some((record.first_instant()?, record.last_instant()?));
    match (span(one), span(other)) {
        (Some((from, to)), Some((begin, end))) => from <= end && begin <= to,
        _ => false,
    }
}
