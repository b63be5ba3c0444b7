//! Suspensions in the progressive start, after it, and when none is permitted any more.

use super::*;
use crate::sample::{bucharest, entered, left};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn point() -> BorderPoint {
    BorderPoint { code: "ROU-A-OTP".parse().unwrap(), name: "Otopeni".into(), zone: bucharest() }
}

fn wanted(extent: Extent, begin: &str, end: Option<&str>) -> Wanted {
    Wanted {
        id: Id::from_uuid(uuid::Uuid::from_u128(1)),
        extent,
        begins_at: at(begin),
        ends_at: end.map(at),
        reason: "Power cut".into(),
        authority: "Border Police".into(),
    }
}

fn begun(wanted: Wanted, others: &[Suspension]) -> Result<Suspension, SuspensionError> {
    let now = at("2026-11-01T00:00:00Z");
    begin(wanted, (&point(), others), now, SuspensionSwitches::default())
}

#[test]
fn what_may_be_suspended_depends_on_the_day_at_the_crossing_point() {
    use Extent::{Full, Partial};
    let (full, none) = (Some("full-suspension-not-permitted"), Some("suspension-not-permitted"));
    let cases = [
        ("before the start", Full, "2025-10-11T20:59:59Z", none),
        ("the first day, which begins earlier there", Full, "2025-10-11T21:00:00Z", None),
        ("the last day of the progressive start", Full, "2026-04-09T20:59:59Z", None),
        ("afterwards in part alone", Full, "2026-04-09T21:00:00Z", full),
        ("afterwards in part", Partial, "2026-04-09T21:00:00Z", None),
        ("the prolonged days", Partial, "2026-07-09T12:00:00Z", None),
        ("the last of them", Partial, "2026-09-06T20:59:59Z", None),
        ("no longer in part", Partial, "2026-09-06T21:00:00Z", none),
        ("no longer in full", Full, "2026-09-06T21:00:00Z", none),
    ];
    for (rule, extent, begin, refused) in cases {
        let code = begun(wanted(extent, begin, None), &[]).err().map(SuspensionError::code);
        assert_eq!(code, refused, "{rule}");
    }
    let switches = SuspensionSwitches { is_prolonged: false, ..SuspensionSwitches::default() };
    let late = wanted(Partial, "2026-07-09T12:00:00Z", None);
    let refused = begin(late, (&point(), &[]), at("2026-11-01T00:00:00Z"), switches);
    assert_eq!(refused.unwrap_err().code(), "suspension-not-permitted", "not prolonged");
}

#[test]
fn a_partial_suspension_ends_after_six_hours_whether_somebody_says_so_or_not() {
    let begin = "2026-07-01T08:00:00Z";
    let open = begun(wanted(Extent::Partial, begin, None), &[]).unwrap();
    assert_eq!(open.latest_end, at("2026-07-01T14:00:00Z"));
    assert_eq!(open.notify_by, at("2026-07-01T14:00:00Z"));
    assert!(open.is_in_force(at(begin)) && open.is_in_force(at("2026-07-01T13:59:59Z")));
    assert!(!open.is_in_force(at("2026-07-01T07:59:59Z")) && !open.is_in_force(open.latest_end));
    for (end, refused) in [
        ("2026-07-01T14:00:00Z", None),
        ("2026-07-01T14:00:01Z", Some("suspension-too-long")),
        ("2026-07-01T08:00:00Z", Some("ends-before-begin")),
        ("2026-07-01T07:00:00Z", Some("ends-before-begin")),
    ] {
        let code = begun(wanted(Extent::Partial, begin, Some(end)), &[]).err();
        assert_eq!(code.map(SuspensionError::code), refused, "{end}");
    }
    let progressive = begun(wanted(Extent::Full, "2026-04-01T08:00:00Z", None), &[]).unwrap();
    assert_eq!(progressive.latest_end, at("2026-04-09T21:00:00Z"), "as long as the start lasts");
}

#[test]
fn two_suspensions_of_a_point_do_not_overlap_and_none_begins_later() {
    let known =
        begun(wanted(Extent::Partial, "2026-07-01T08:00:00Z", Some("2026-07-01T10:00:00Z")), &[]);
    let others = [known.unwrap()];
    for (begin, end, refused) in [
        ("2026-07-01T10:00:00Z", None, None),
        ("2026-07-01T09:59:59Z", None, Some("suspension-overlaps")),
        ("2026-07-01T02:00:00Z", Some("2026-07-01T08:00:00Z"), None),
        ("2026-07-01T07:00:00Z", None, Some("suspension-overlaps")),
        ("2026-11-01T00:00:01Z", None, Some("begins-in-future")),
    ] {
        let code = begun(wanted(Extent::Partial, begin, end), &others).err();
        assert_eq!(code.map(SuspensionError::code), refused, "{begin}");
    }
}

#[test]
fn it_is_ended_once_and_notified_once() {
    let open = begun(wanted(Extent::Partial, "2026-07-01T08:00:00Z", None), &[]).unwrap();
    let now = at("2026-07-01T09:30:00Z");
    let ended = open.ended(at("2026-07-01T09:00:00Z"), now).unwrap();
    assert_eq!(ended.end(), at("2026-07-01T09:00:00Z"));
    let code = |result: Result<Suspension, SuspensionError>| result.unwrap_err().code();
    assert_eq!(code(ended.ended(now, now)), "ended-already");
    assert_eq!(code(open.ended(at("2026-07-01T09:31:00Z"), now)), "ends-in-future");
    assert_eq!(code(open.ended(open.begins_at, now)), "ends-before-begin");
    let (next_day, too_late) = (at("2026-07-02T09:00:00Z"), at("2026-07-01T14:00:01Z"));
    assert_eq!(code(open.ended(too_late, next_day)), "suspension-too-long");
    assert!(open.ended(at("2026-07-01T13:00:00Z"), next_day).is_ok(), "said afterwards");

    let notice = |text: &str| Notified { at: at(text), reference: "N-1".into() };
    let told = open.notified(notice("2026-07-01T09:00:00Z"), now).unwrap();
    assert_eq!(code(told.notified(notice("2026-07-01T09:10:00Z"), now)), "notified-already");
    for wrong in ["2026-07-01T09:30:01Z", "2026-07-01T07:59:59Z"] {
        assert_eq!(code(open.notified(notice(wrong), now)), "notified-at-wrong-time", "{wrong}");
    }
    assert!(open.notified(notice("2026-07-01T15:00:00Z"), next_day).is_ok(), "late, and said so");
}

#[test]
fn the_last_day_to_begin_is_the_last_on_which_one_is_permitted() {
    for is_prolonged in [false, true] {
        let switches = SuspensionSwitches { is_prolonged, ..SuspensionSwitches::default() };
        let last = last_day_to_begin(switches).unwrap();
        let begins = |day: Day| {
            let begin = day.date().at(12, 0, 0, 0).to_zoned(bucharest()).unwrap().timestamp();
            let wanted = Wanted {
                begins_at: begin,
                ..wanted(Extent::Partial, "2026-07-01T08:00:00Z", None)
            };
            super::begin(wanted, (&point(), &[]), at("2026-11-01T00:00:00Z"), switches)
        };
        assert!(begins(last).is_ok(), "{last}");
        let next = last.plus(1).unwrap();
        assert_eq!(begins(next).unwrap_err().code(), "suspension-not-permitted", "{next}");
    }
}

#[test]
fn who_may_have_left_while_a_point_was_suspended_is_doubted() {
    let record = entered(Day::of(2026, 7, 1));
    let (from, end) = (record.entry.clone().unwrap().passage.at, record.ends_at.unwrap());
    let of = |code: &str, begins_at: Timestamp| Suspension {
        point: code.parse().unwrap(),
        begins_at,
        ends_at: Some(later(begins_at, 1)),
        ..begun(wanted(Extent::Partial, "2026-07-01T08:00:00Z", None), &[]).unwrap()
    };
    for (rule, suspension, expected) in [
        ("at the moment of entry", of("ROU-A-OTP", from), true),
        ("at another point of the State", of("ROU-L-ALB", later(from, 48)), true),
        ("in another State", of("BGR-A-SOF", later(from, 48)), false),
        ("before the entry", of("ROU-A-OTP", later(from, -2)), false),
        ("after the end of the stay", of("ROU-A-OTP", end), false),
    ] {
        assert_eq!(was_suspended(&record, std::slice::from_ref(&suspension)), expected, "{rule}");
    }
    let gone = left(record.clone(), Day::of(2026, 7, 5));
    let exit = gone.exit.clone().unwrap();
    let at_exit = of(exit.point.as_str(), exit.at);
    assert_eq!(at_passages(&gone, &[at_exit]), (None, Some(Extent::Partial)));
    let at_entry = of(record.entry.as_ref().unwrap().passage.point.as_str(), from);
    assert_eq!(at_passages(&gone, &[at_entry]), (Some(Extent::Partial), None));
}
