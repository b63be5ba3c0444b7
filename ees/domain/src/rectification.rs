//! Putting an entry/exit record right: what is wrong is corrected, what is missing is added, and
//! everything that follows from it is calculated anew.
//!
//! Law: EES Art. 20 for data that rebuts a presumption, Art. 35(1) and (2) for what is wrong.

use fnd_core::Id;
use jiff::Timestamp;

use crate::crossing::is_in_future;
use crate::day::Day;
use crate::file::{Crossing, EntryPart, Source};
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
}

/// Why a record was not put right. `code` is stable.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RectifyError {
    /// The file holds no such record.
    #[error("the file holds no such record")]
    NoRecord,
    /// Nothing would be other than it is.
    #[error("nothing would be other than it is; change the entry or the exit")]
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
    if (&made.entry, &made.exit) == (&before.entry, &before.exit) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::RecordedStay;
    use crate::overstayer::{Class, Lift, Mark, class};
    use crate::sample::{entered, entered_after, left, passage, rules};

    fn at(day: Day) -> EntryPart {
        EntryPart { passage: passage(day), authority: "Border Police".into() }
    }

    fn now() -> Timestamp {
        passage(Day::of(2026, 12, 31)).at
    }

    fn fix(
        records: &[Crossing],
        entry: Wanted<EntryPart>,
        exit: Wanted<Passage>,
    ) -> Result<Placed, RectifyError> {
        let wanted = Rectification { basis: Basis::Correction, entry, exit };
        rectify(records, records[0].id, wanted, (now(), rules()))
    }

    #[test]
    fn a_missing_exit_is_added_and_the_stay_is_no_overstay_any_more() {
        let marked =
            Crossing { mark: Some(Mark::Expired { at: now() }), ..entered(Day::of(2026, 5, 1)) };
        let placed =
            fix(&[marked], Wanted::Keep, Wanted::Set(passage(Day::of(2026, 6, 1)))).unwrap();
        let record = &placed.records[0];
        assert_eq!(record.exit.as_ref().map(|exit| exit.day), Some(Day::of(2026, 6, 1)));
        assert_eq!(record.mark, None);
    }

    #[test]
    fn an_exit_that_was_put_right_wrongly_is_put_right_again_and_the_overstay_is_on_the_list() {
        let marked =
            Crossing { mark: Some(Mark::Expired { at: now() }), ..entered(Day::of(2026, 5, 1)) };
        let exit = |day| Wanted::Set(passage(day));
        let early = fix(&[marked], Wanted::Keep, exit(Day::of(2026, 6, 1))).unwrap();
        assert_eq!(class(&early.records[0], now()), None);
        let late = fix(&early.records, Wanted::Keep, exit(Day::of(2026, 9, 1))).unwrap();
        assert_eq!(late.records[0].mark, Some(Mark::Expired { at: now() }));
        assert_eq!(class(&late.records[0], now()), Some(Class::LeftAfterOverstay));
    }

    #[test]
    fn what_an_authority_found_holds_whatever_is_put_right_afterwards() {
        let lifted = Some(Mark::Lifted { ground: Lift::SeriousEvent, at: now() });
        let record = Crossing { mark: lifted, ..entered(Day::of(2026, 5, 1)) };
        let left = fix(&[record], Wanted::Keep, Wanted::Set(passage(Day::of(2026, 9, 1)))).unwrap();
        assert_eq!(left.records[0].mark, lifted);
    }

    #[test]
    fn what_is_put_right_early_changes_the_stays_after_it() {
        let first = left(entered(Day::of(2026, 5, 1)), Day::of(2026, 5, 10));
        let second = entered_after(std::slice::from_ref(&first), 2, Day::of(2026, 7, 1));
        let before = second.stay;
        let longer =
            fix(&[first, second], Wanted::Keep, Wanted::Set(passage(Day::of(2026, 6, 20))))
                .unwrap();
        assert_ne!(longer.records[1].stay, before, "days of the first stay count in the second");
    }

    #[test]
    fn days_of_a_record_that_is_erased_count_in_no_later_stay() {
        let first = left(entered(Day::of(2026, 5, 1)), Day::of(2026, 5, 10));
        let second = entered_after(std::slice::from_ref(&first), 2, Day::of(2026, 6, 1));
        let rest = without(&[first.clone(), second.clone()], first.id, now(), rules()).unwrap();
        assert_eq!(rest.len(), 1);
        assert_ne!(rest[0].stay, second.stay);
        assert_eq!(without(&rest, first.id, now(), rules()).unwrap(), rest, "it is gone");
    }

    #[test]
    fn an_entry_that_never_was_leaves_the_exit_without_a_stay() {
        let record = left(entered(Day::of(2026, 5, 1)), Day::of(2026, 11, 10));
        let placed = fix(&[record], Wanted::Remove, Wanted::Keep).unwrap();
        let record = &placed.records[0];
        assert_eq!((record.stay, record.overstay_days), (RecordedStay::NotApplicable, None));
    }

    #[test]
    fn what_cannot_have_happened_is_refused() {
        let first = left(entered(Day::of(2026, 5, 1)), Day::of(2026, 5, 10));
        let second = entered_after(std::slice::from_ref(&first), 2, Day::of(2026, 7, 1));
        let records = [first.clone(), second];
        let exit = |day| Wanted::Set(passage(day));
        let cases = [
            (Wanted::Keep, Wanted::Keep, RectifyError::NothingChanged),
            (Wanted::Remove, Wanted::Remove, RectifyError::NothingLeft),
            (Wanted::Keep, exit(Day::of(2026, 4, 30)), RectifyError::ExitBeforeEntry),
            (Wanted::Keep, exit(Day::of(2027, 1, 2)), RectifyError::DateInFuture),
            (
                Wanted::Keep,
                exit(Day::of(2026, 7, 2)),
                RectifyError::OverlapsAnotherStay { from: Day::of(2026, 7, 1) },
            ),
            (
                Wanted::Set(at(Day::of(2026, 7, 1))),
                exit(Day::of(2026, 7, 1)),
                RectifyError::OverlapsAnotherStay { from: Day::of(2026, 7, 1) },
            ),
        ];
        for (entry, exit, expected) in cases {
            assert_eq!(fix(&records, entry, exit), Err(expected.clone()), "{expected:?}");
        }
        let nobody =
            Rectification { basis: Basis::Correction, entry: Wanted::Keep, exit: Wanted::Remove };
        let unknown = Id::from_uuid(uuid::Uuid::from_u128(99));
        let refused = rectify(&records, unknown, nobody, (now(), rules()));
        assert_eq!(refused, Err(RectifyError::NoRecord));
    }

    #[test]
    fn evidence_that_rebuts_says_how_the_record_came_about() {
        let record = entered(Day::of(2026, 5, 1));
        let wanted = Rectification {
            basis: Basis::Rebuttal,
            entry: Wanted::Keep,
            exit: Wanted::Set(passage(Day::of(2026, 6, 1))),
        };
        let placed =
            rectify(std::slice::from_ref(&record), record.id, wanted, (now(), rules())).unwrap();
        assert_eq!(placed.records[0].source, Source::Rebuttal);
    }

    #[test]
    fn every_code_is_found_again() {
        for (basis, code) in Basis::ALL {
            assert_eq!((Basis::find(code), basis.code()), (Some(basis), code));
        }
    }
}
