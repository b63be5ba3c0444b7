//! Two files of one person become one, and can become two again.
//!
//! Law: EES Art. 14(2) and (4), one individual file for each person; Art. 35(2), data that was
//! recorded wrongly. Merging moves nothing: the later file points to the earlier one, so that a
//! mistake is undone by taking the pointer away. Alphanumeric likeness alone is no ground.

use fnd_core::Id;
use jiff::Timestamp;

use crate::day::Day;
use crate::file::{Crossing, File};
use crate::late::marked;
use crate::point::{Passage, Zones};
use crate::stay::StayError;
use crate::switches::Switches;

/// On what ground two files are found to be of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MergeGround {
    /// Fingerprints or facial images of both match, and an officer has confirmed it.
    Biometrics,
    /// Documents show it: a change of name, an earlier passport in the same hand.
    Documents,
}

impl MergeGround {
    /// Both with their codes.
    pub const ALL: [(Self, &'static str); 2] =
        [(Self::Biometrics, "biometrics"), (Self::Documents, "documents")];

    /// The code.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(one, _)| *one == self).map_or("", |(_, code)| code)
    }

    /// The ground with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == code).map(|(one, _)| one)
    }
}

/// Two files that were found to be of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The file that is kept: the earlier one, whose reference number goes on.
    pub kept: Id<File>,
    /// The file that points to it from now on.
    pub joined: Id<File>,
    /// The records of both, in order, with what follows from each other.
    pub crossings: Vec<Crossing>,
}

/// Why two files were not merged. `code` is stable.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// It is one file.
    #[error("these are one file already")]
    SameFile,
    /// One of them has been merged already.
    #[error(
        "one of these files was merged before; open the file that is kept, and take the others \
         apart first if more than two belong together"
    )]
    Merged,
    /// They are not merged.
    #[error("these files are not merged, so there is nothing to take apart")]
    NotMerged,
    /// A passage on one file lies within a stay on the other, which is over: one person cannot
    /// have made both.
    #[error(
        "the passage of {passage} on one file lies within the stay of {entry} to {exit} on the \
         other; put the record right that is wrong, or leave the files apart"
    )]
    Overlap {
        /// The day of the passage.
        passage: Day,
        /// The day on which that stay began.
        entry: Day,
        /// The day on which it ended.
        exit: Day,
    },
    /// One of them is about to be erased, with which whoever it is merged with would go.
    #[error("one of these files was ordered to be erased; look again when that is done")]
    ErasureWaits,
    /// There is no reason.
    #[error("say what shows that the two are one person")]
    NoReason,
    /// The calculation is impossible.
    #[error(transparent)]
    Calculation(#[from] StayError),
}

impl MergeError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::SameFile => "same-file",
            Self::NotMerged => "not-merged",
            Self::Merged => "already-merged",
            Self::Overlap { .. } => "stays-overlap",
            Self::ErasureWaits => "erasure-waits",
            Self::NoReason => "reason-missing",
            Self::Calculation(error) => error.code(),
        }
    }
}

/// Merges two files. The one that was made first is kept.
///
/// Days count per person, Art. 11(1), so every stay is calculated anew on the records of both; of
/// two entries without an exit the earlier one is shown to lack its exit.
pub fn merge(
    (one, other): (&File, &File),
    reason: &str,
    (now, rules): (Timestamp, (&dyn Zones, Switches)),
) -> Result<Merged, MergeError> {
    if one.id == other.id {
        return Err(MergeError::SameFile);
    }
    if reason.trim().is_empty() {
        return Err(MergeError::NoReason);
    }
    overlap(one, other).or(overlap(other, one)).map_or(Ok(()), Err)?;
    let is_first = (one.created_at, one.id) <= (other.created_at, other.id);
    let (kept, joined) = if is_first { (one, other) } else { (other, one) };
    let records: Vec<Crossing> = kept.crossings.iter().chain(&joined.crossings).cloned().collect();
    let crossings = marked(&records, now, rules)?;
    Ok(Merged { kept: kept.id, joined: joined.id, crossings })
}

/// What keeps two files from being of one person: a passage on `other` within a stay on `one`, or
/// the same stay on both.
///
/// Law: EES Art. 14(4), 39(1)(c), data is accurate. [`rectify`](crate::rectification::rectify)
/// refuses the same within one file.
pub fn overlap(one: &File, other: &File) -> Option<MergeError> {
    let passages: Vec<&Passage> = other.crossings.iter().flat_map(Crossing::passages).collect();
    one.crossings.iter().find_map(|record| {
        let (entry, exit) = (&record.entry.as_ref()?.passage, record.exit.as_ref()?);
        let is_the_same = |theirs: &Crossing| {
            let theirs = theirs.entry.as_ref().zip(theirs.exit.as_ref());
            theirs.is_some_and(|(from, to)| (from.passage.at, to.at) == (entry.at, exit.at))
        };
        let within = passages.iter().find(|one| entry.at < one.at && one.at < exit.at);
        let within = within.map(|passage| passage.day);
        let passage = match within {
            Some(day) => day,
            None => other.crossings.iter().any(is_the_same).then_some(entry.day)?,
        };
        Some(MergeError::Overlap { passage, entry: entry.day, exit: exit.day })
    })
}

/// Takes two files apart again: the records that were made under each reference number, each
/// calculated anew without the other's. `joined` are the identifiers of the records that belong to
/// the file that is taken away.
pub fn split(
    records: &[Crossing],
    joined: &[Id<Crossing>],
    (now, rules): (Timestamp, (&dyn Zones, Switches)),
) -> Result<(Vec<Crossing>, Vec<Crossing>), StayError> {
    let (theirs, ours): (Vec<Crossing>, Vec<Crossing>) =
        records.iter().cloned().partition(|record| joined.contains(&record.id));
    Ok((marked(&ours, now, rules)?, marked(&theirs, now, rules)?))
}

#[cfg(test)]
mod tests {
    use fnd_core::CountryCode;
    use uuid::Uuid;

    use super::*;
    use crate::file::{RecordedStay, Regime};
    use crate::overstayer::Mark;
    use crate::sample::{entered, left, passage, rules};

    fn file(number: u128, created_at: &str, crossings: Vec<Crossing>) -> File {
        File {
            id: Id::from_uuid(Uuid::from_u128(number)),
            version: 1,
            regime: Regime::VisaExempt,
            identities: Vec::new(),
            documents: Vec::new(),
            biometrics: crate::sample::biometrics(),
            programmes: Vec::new(),
            crossings,
            refusals: Vec::new(),
            responsible_state: CountryCode::of(b"ROU"),
            responsible_office: "Border Police".into(),
            created_at: created_at.parse().unwrap(),
            changed_at: Timestamp::UNIX_EPOCH,
        }
    }

    fn numbered(number: u128, record: Crossing) -> Crossing {
        Crossing { id: Id::from_uuid(Uuid::from_u128(number)), ..record }
    }

    /// Long before any stay here ends, and the rules.
    fn rule() -> (Timestamp, (&'static dyn Zones, Switches)) {
        (passage(Day::of(2026, 6, 2)).at, rules())
    }

    fn two() -> (File, File) {
        let spring = numbered(11, left(entered(Day::of(2026, 3, 1)), Day::of(2026, 4, 29)));
        let summer = numbered(12, entered(Day::of(2026, 6, 1)));
        let late = file(1, "2026-03-01T09:00:00Z", vec![spring]);
        (late, file(2, "2026-02-01T09:00:00Z", vec![summer]))
    }

    #[test]
    fn nobody_is_at_two_borders_within_one_stay() {
        let on = |records: &[Crossing]| file(1, "2026-03-01T09:00:00Z", records.to_vec());
        let with = |records: &[Crossing]| file(2, "2026-02-01T09:00:00Z", records.to_vec());
        let day = |day| Day::of(2026, 5, day);
        let long = numbered(1, left(entered(day(1)), day(20)));
        let rows = [
            ("within", numbered(2, left(entered(day(5)), day(10))), true),
            ("around", numbered(2, left(entered(Day::of(2026, 4, 1)), day(25))), true),
            ("begun within", numbered(2, entered(day(5))), true),
            ("ended within", numbered(2, left(entered(Day::of(2026, 4, 1)), day(5))), true),
            ("behind it", numbered(2, left(entered(day(21)), day(25))), false),
            ("at the same instants", numbered(2, long.clone()), true),
            // An entry whose exit is not recorded ends before the next one, whoever missed it.
            ("before it, open", numbered(2, entered(Day::of(2026, 4, 1))), false),
        ];
        for (name, other, overlaps) in rows {
            let (one, other) = (on(std::slice::from_ref(&long)), with(&[other]));
            for files in [(&one, &other), (&other, &one)] {
                let code = merge(files, "Same prints.", rule()).err().map(|error| error.code());
                assert_eq!(code, overlaps.then_some("stays-overlap"), "{name}");
            }
        }
    }

    #[test]
    fn the_earlier_file_is_kept_and_days_count_together() {
        let (one, other) = two();
        let merged = merge((&one, &other), "The same fingers.", rule()).unwrap();
        assert_eq!((merged.kept, merged.joined), (other.id, one.id));
        let [spring, summer] = merged.crossings.as_slice() else { panic!("two records") };
        assert_eq!(spring, &one.crossings[0]);
        assert_ne!(summer.stay, other.crossings[0].stay, "sixty days were used in spring");
        let back = merge((&other, &one), "The same fingers.", rule()).unwrap();
        assert_eq!(back, merged, "in whichever order they are named");
    }

    #[test]
    fn what_was_merged_by_mistake_is_as_it_was_before() {
        let (one, other) = two();
        let rules = rule();
        let merged = merge((&one, &other), "The same fingers.", rules).unwrap();
        let joined: Vec<_> = one.crossings.iter().map(|record| record.id).collect();
        let (ours, theirs) = split(&merged.crossings, &joined, rules).unwrap();
        assert_eq!((ours, theirs), (other.crossings, one.crossings));
    }

    #[test]
    fn whatever_two_files_hold_they_are_as_before_when_they_are_parted_again() {
        let now = passage(Day::of(2026, 12, 31)).at;
        for seed in 0..400_i32 {
            let mut numbers = (0..).map(|n: i32| (seed * 7919 + n * 104_729) % 9973);
            let mut next = |most: i32| numbers.next().unwrap_or_default() % most;
            let mut files = [Vec::new(), Vec::new()];
            let mut from = Day::of(2025, 6, 1);
            for number in 0..6_u128 {
                let whose = usize::from(next(2) == 1);
                let records: &mut Vec<Crossing> = &mut files[whose];
                let record = numbered(100 + number, entered(from));
                let until = from.plus(next(60)).unwrap();
                let is_last = number == 5 && next(2) == 1;
                records.push(if is_last { record } else { left(record, until) });
                from = until.plus(1 + next(40)).unwrap();
            }
            let [one, other] = files.map(|records| marked(&records, now, rules()).unwrap());
            let (one, other) =
                (file(1, "2026-03-01T09:00:00Z", one), file(2, "2026-02-01T09:00:00Z", other));
            let merged = merge((&one, &other), "One passport.", (now, rules())).unwrap();
            let joined: Vec<_> = one.crossings.iter().map(|record| record.id).collect();
            let parted = split(&merged.crossings, &joined, (now, rules())).unwrap();
            assert_eq!(parted, (other.crossings, one.crossings), "seed {seed}");
        }
    }

    #[test]
    fn days_of_both_make_an_overstay_which_parting_takes_back() {
        let now = passage(Day::of(2026, 12, 31)).at;
        let spring = numbered(11, left(entered(Day::of(2026, 3, 1)), Day::of(2026, 4, 29)));
        let summer = numbered(12, left(entered(Day::of(2026, 5, 10)), Day::of(2026, 7, 20)));
        let one = file(1, "2026-03-01T09:00:00Z", vec![spring]);
        let other = file(2, "2026-05-10T09:00:00Z", vec![summer]);
        let merged = merge((&one, &other), "One passport.", (now, rules())).unwrap();
        assert_eq!(merged.crossings[1].mark, Some(Mark::Expired { at: now }));
        let joined = [other.crossings[0].id];
        let parted = split(&merged.crossings, &joined, (now, rules())).unwrap();
        assert_eq!(parted, (one.crossings, other.crossings));
    }

    #[test]
    fn of_two_entries_without_exit_the_earlier_lacks_it() {
        let early = numbered(11, entered(Day::of(2026, 5, 1)));
        let late = numbered(12, entered(Day::of(2026, 6, 1)));
        let one = file(1, "2026-05-01T09:00:00Z", vec![early]);
        let other = file(2, "2026-06-01T09:00:00Z", vec![late]);
        let merged = merge((&one, &other), "One passport.", rule()).unwrap();
        assert!(merged.crossings[0].is_superseded);
        assert!(matches!(merged.crossings[1].stay, RecordedStay::NeedsHuman { .. }));
    }

    #[test]
    fn no_reason_and_no_second_file_merge_nothing() {
        let (one, other) = two();
        let nothing = merge((&one, &other), " ", rule());
        assert_eq!(nothing.unwrap_err().code(), "reason-missing");
        let same = merge((&one, &one), "The same.", rule());
        assert_eq!(same.unwrap_err().code(), "same-file");
    }
}
