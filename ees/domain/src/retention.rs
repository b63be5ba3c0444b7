//! Until when an individual file is kept.

use jiff::ToSpan;

use crate::day::Day;
use crate::file::File;

/// The last day on which `file` is kept, as things stand; `None` while a record without exit
/// leaves it open.
///
/// Law: EES Art. 34(2): three years and one day from the last exit or refusal, if no entry
/// follows. A year that lacks the day ends on its last day of that month, Reg. 1182/71.
pub fn kept_until(file: &File) -> Option<Day> {
    if file.crossings.iter().any(|crossing| crossing.exit.is_none()) {
        return None;
    }
    let exits = file.crossings.iter().filter_map(|crossing| Some(crossing.exit.as_ref()?.day));
    let last = exits.chain(file.refusals.iter().map(|refusal| refusal.day)).max()?;
    let three_years = last.date().checked_add(3.years()).ok()?;
    Day::from(three_years).plus(1)
}

#[cfg(test)]
mod tests {
    use fnd_core::{CountryCode, Id};
    use jiff::Timestamp;
    use uuid::Uuid;

    use super::*;
    use crate::crossing::{Arrival, Departure, Left, enter, leave};
    use crate::file::{Crossing, RecordedGround, Regime};
    use crate::point::Passage;
    use crate::refusal::{Reason, Refusal};
    use crate::switches::Switches;

    fn passage(day: Day) -> Passage {
        let at = format!("{day}T09:00:00Z").parse().unwrap();
        Passage { at, offset_minutes: 180, day, point: "ROU-A-OTP".parse().unwrap() }
    }

    fn entered(day: Day) -> Crossing {
        let arrival = Arrival {
            id: Id::from_uuid(Uuid::from_u128(1)),
            passage: passage(day),
            authority: "Border Police".into(),
            ground: RecordedGround::VisaExempt,
            supersedes: None,
        };
        enter(&[], arrival, passage(day).at, Switches::default()).unwrap().crossing
    }

    fn left(entry: Day, exit: Day) -> Crossing {
        let id = Id::from_uuid(Uuid::from_u128(2));
        let departure = Departure { id, passage: passage(exit), entry_unknown: false };
        match leave(&[entered(entry)], departure, passage(exit).at).unwrap() {
            Left::Closed { crossing, .. } => crossing,
            Left::EntryUnknown(_) => panic!("the record was open"),
        }
    }

    fn refused(day: Day) -> Refusal {
        Refusal {
            id: Id::from_uuid(Uuid::from_u128(3)),
            at: passage(day).at,
            day,
            point: "ROU-A-OTP".into(),
            authority: "Border Police".into(),
            reasons: vec![Reason::E],
        }
    }

    fn file(crossings: Vec<Crossing>, refusals: Vec<Refusal>) -> File {
        File {
            id: Id::from_uuid(Uuid::from_u128(4)),
            version: 1,
            regime: Regime::VisaExempt,
            identities: Vec::new(),
            documents: Vec::new(),
            crossings,
            refusals,
            responsible_state: CountryCode::of(b"ROU"),
            responsible_office: "Border Police".into(),
            created_at: Timestamp::UNIX_EPOCH,
            changed_at: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_file_is_kept_three_years_and_a_day_after_the_last_exit_or_refusal() {
        let (entry, exit) = (Day::of(2026, 7, 1), Day::of(2026, 7, 15));
        let leap = left(Day::of(2028, 2, 1), Day::of(2028, 2, 29));
        let cases = [
            ("RT1", file(vec![left(entry, exit)], vec![]), Some(Day::of(2029, 7, 16))),
            ("RT3", file(vec![], vec![refused(Day::of(2026, 5, 1))]), Some(Day::of(2029, 5, 2))),
            (
                "the later of both",
                file(vec![left(entry, exit)], vec![refused(Day::of(2026, 9, 1))]),
                Some(Day::of(2029, 9, 2)),
            ),
            ("a leap day", file(vec![leap], vec![]), Some(Day::of(2031, 3, 1))),
            ("who is inside", file(vec![entered(entry)], vec![]), None),
        ];
        for (rule, file, expected) in cases {
            assert_eq!(kept_until(&file), expected, "{rule}");
        }
    }
}
