//! The cases C01 to C40: histories with the answers of official calculators, recomputed.
//!
//! C01 to C08 are examples of the Swiss State Secretariat for Migration, C09 to C14 of the
//! Commission's handbooks; where a public suite is known to be wrong (C20, C21) the right answer
//! stands here.

use super::*;

/// What is asked and what must be answered. Days are text; an empty text means none.
enum Asked {
    /// On entry: the day, days used before it, days permitted and the last of them.
    Entry(&'static str, i32, i32, &'static str),
    /// At a control: the day, the start of the period, days used, and how many days were not
    /// permitted, with the first.
    Control(&'static str, &'static str, i32, (i32, &'static str)),
    /// The first day from a day for a stay of a length.
    Earliest(&'static str, i32, &'static str),
}
use Asked::{Control, Earliest, Entry};

/// Four days a week from January to June.
const COMMUTER: &str = "\
    2026-01-01/2026-01-04 2026-01-08/2026-01-11 2026-01-15/2026-01-18 2026-01-22/2026-01-25 \
    2026-02-01/2026-02-04 2026-02-08/2026-02-11 2026-02-15/2026-02-18 2026-02-22/2026-02-25 \
    2026-03-01/2026-03-04 2026-03-08/2026-03-11 2026-03-15/2026-03-18 2026-03-22/2026-03-25 \
    2026-04-01/2026-04-04 2026-04-08/2026-04-11 2026-04-15/2026-04-18 2026-04-22/2026-04-25 \
    2026-05-01/2026-05-04 2026-05-08/2026-05-11 2026-05-15/2026-05-18 2026-05-22/2026-05-25 \
    2026-06-01/2026-06-04 2026-06-08/2026-06-11 2026-06-15/2026-06-18 2026-06-22/2026-06-25";

/// Each history is written as `entry/exit entry/exit`.
const VECTORS: &[(&str, &str, Asked)] = &[
    ("C01", "2014-08-15/2014-09-30", Entry("2015-01-01", 47, 90, "2015-03-31")),
    (
        "C02",
        "2014-08-15/2014-09-30 2014-11-01/2014-11-30",
        Control("2014-11-30", "2014-06-04", 77, (0, "")),
    ),
    ("C03", "2014-08-15/2014-09-30", Entry("2014-11-01", 47, 43, "2014-12-13")),
    (
        "C04",
        "2013-06-01/2013-07-13 2013-08-15/2013-09-30 2014-01-01/2014-01-30",
        Control("2014-01-30", "2013-08-04", 77, (0, "")),
    ),
    (
        "C05",
        "2013-06-01/2013-07-13 2013-08-15/2013-09-30",
        Entry("2014-01-01", 55, 90, "2014-03-31"),
    ),
    (
        "C06",
        "2013-09-01/2013-09-30 2014-02-21/2014-04-20 2014-05-01/2014-06-09",
        Control("2014-06-09", "2013-12-12", 99, (9, "2014-06-01")),
    ),
    (
        "C07",
        "2013-09-01/2013-09-30 2014-02-21/2014-04-20 2014-05-01/2014-06-09",
        Entry("2014-08-30", 88, 50, "2014-10-18"),
    ),
    (
        "C08",
        "2013-06-28/2013-08-09 2013-09-19/2014-03-01",
        Control("2014-03-01", "2013-09-03", 164, (117, "2013-11-05")),
    ),
    ("C09", "2026-01-01/2026-03-31", Entry("2026-06-30", 89, 90, "2026-09-27")),
    ("C10", "2026-01-01/2026-03-31", Entry("2026-06-29", 90, 0, "")),
    (
        "C11",
        "2014-04-19/2014-04-21 2014-06-18/2014-09-11",
        Control("2014-09-11", "2014-03-16", 89, (0, "")),
    ),
    ("C12", "2014-04-19/2014-04-21", Entry("2014-06-18", 3, 87, "2014-09-12")),
    (
        "C13",
        "2014-04-19/2014-04-21 2014-06-18/2014-09-12",
        Entry("2014-10-16", 89, 3, "2014-10-18"),
    ),
    (
        "C14",
        "2014-04-19/2014-04-21 2014-06-18/2014-09-11",
        Entry("2014-12-15", 85, 90, "2015-03-14"),
    ),
    (
        "C15",
        "2024-01-10/2024-01-16 2024-03-05/2024-03-18 2024-06-01/2024-06-21 2024-09-01/2024-09-28",
        Control("2024-12-15", "2024-06-19", 31, (0, "")),
    ),
    ("C16", "2024-10-03/2024-12-31", Control("2024-12-31", "2024-07-05", 90, (0, ""))),
    ("C17", "2024-05-01/2024-08-15", Control("2024-08-15", "2024-02-18", 107, (17, "2024-07-30"))),
    (
        "C18",
        "2024-10-15/2024-10-25 2024-01-10/2024-01-20 2024-08-01/2024-08-15",
        Control("2024-11-30", "2024-06-04", 26, (0, "")),
    ),
    (
        "C19",
        "2024-08-01/2024-08-14 2024-09-01/2024-09-21 2024-10-15/2024-11-10",
        Control("2024-12-01", "2024-06-05", 62, (0, "")),
    ),
    (
        "C20",
        "2024-03-01/2024-04-14 2024-07-01/2024-08-19",
        Control("2024-09-01", "2024-03-06", 90, (5, "2024-08-15")),
    ),
    (
        "C21",
        "2024-01-01/2024-01-05 2024-01-02/2024-01-06",
        Control("2024-06-30", "2024-01-03", 4, (0, "")),
    ),
    (
        "C22",
        "2022-01-01/2022-01-01 2023-01-06/2023-02-07 2023-02-11/2023-04-04 2023-06-10/2023-06-14",
        Control("2023-06-14", "2022-12-17", 91, (1, "2023-06-14")),
    ),
    ("C23", "", Entry("2023-05-10", 0, 90, "2023-08-07")),
    ("C24", "2023-05-01/2023-05-01", Entry("2023-05-10", 1, 89, "2023-08-06")),
    ("C25", "2022-05-01/2022-05-01", Entry("2023-05-10", 0, 90, "2023-08-07")),
    ("C26", "2025-10-12/2025-10-12", Control("2026-04-09", "2025-10-12", 1, (0, ""))),
    ("C27", "2025-10-12/2025-10-12", Control("2026-04-10", "2025-10-13", 0, (0, ""))),
    ("C28", "2026-07-15/2026-07-15", Control("2026-07-15", "2026-01-17", 1, (0, ""))),
    (
        "C29",
        "2026-05-01/2026-05-10 2026-05-10/2026-05-20",
        Control("2026-05-20", "2025-11-22", 20, (0, "")),
    ),
    ("C30", "2023-12-15/2024-03-13", Control("2024-03-13", "2023-09-16", 90, (0, ""))),
    ("C31", "2023-12-15/2024-03-14", Control("2024-03-14", "2023-09-17", 91, (1, "2024-03-14"))),
    ("C32", "2026-01-01/2026-02-14 2026-04-01/2026-05-15", Entry("2026-05-16", 90, 0, "")),
    ("C33", "2026-01-01/2026-02-14 2026-04-01/2026-05-15", Earliest("2026-05-16", 1, "2026-06-30")),
    (
        "C34",
        "2026-01-01/2026-02-14 2026-04-01/2026-05-15",
        Entry("2026-06-30", 89, 45, "2026-08-13"),
    ),
    (
        "C35",
        "2026-01-01/2026-02-14 2026-04-01/2026-05-15",
        Earliest("2026-05-16", 90, "2026-08-14"),
    ),
    ("C36", "2026-01-01/2026-04-10", Earliest("2026-04-11", 1, "2026-07-10")),
    ("C37", "2026-01-01/2026-04-01", Control("2026-04-01", "2025-10-04", 91, (1, "2026-04-01"))),
    ("C38", COMMUTER, Control("2026-06-16", "2025-12-19", 90, (0, ""))),
    ("C39", COMMUTER, Control("2026-06-25", "2025-12-28", 96, (6, "2026-06-17"))),
    (
        "C40",
        "2025-11-01/2025-12-15 2026-03-01/2026-03-20",
        Entry("2026-05-01", 63, 70, "2026-07-09"),
    ),
];

fn day(text: &str) -> Option<Day> {
    text.parse().ok()
}

fn history(text: &str) -> Vec<Stay> {
    let stay = |stay: &str| {
        let (entry, exit) = stay.split_once('/').unwrap();
        Stay::closed(day(entry).unwrap(), day(exit).unwrap())
    };
    text.split_whitespace().map(stay).collect()
}

#[test]
fn the_published_cases_have_their_answers() {
    assert_eq!(VECTORS.len(), 40);
    for (id, stays, asked) in VECTORS {
        let stays = history(stays);
        match *asked {
            Entry(on, used_before, max_stay, last) => {
                let on = day(on).unwrap();
                let found = answer(&stays, on).unwrap();
                assert_eq!((found.days_used, found.present_on), (used_before, false), "{id}");
                let end = (found.max_stay_from_on, found.latest_exit);
                assert_eq!(end, (max_stay, day(last)), "{id}");
            }
            Control(on, window, used, (days, first)) => {
                let on = day(on).unwrap();
                let found = answer(&stays, on).unwrap();
                assert_eq!(Day::from_number(window_start(on.number())), day(window), "{id}");
                assert_eq!(found.days_used, used, "{id}");
                assert_eq!(found.excess_days, (used - 90).max(0), "{id}");
                let over = (found.unauthorised_days, found.first_unauthorised_day);
                assert_eq!(over, (days, day(first)), "{id}");
            }
            Earliest(from, need, expected) => {
                let from = day(from).unwrap();
                let presence = Presence::of(&stays, from).unwrap();
                assert_eq!(presence.earliest_entry(from, need), day(expected), "{id}");
            }
        }
    }
}

/// An overstay of 164 days is 74 days in its period and 117 days past its end.
#[test]
fn an_overstay_has_two_legitimate_numbers() {
    let stays = history("2013-06-28/2013-08-09 2013-09-19/2014-03-01");
    let on = day("2014-03-01").unwrap();
    let presence = Presence::of(&stays, on).unwrap();
    assert_eq!(presence.overstay_since(on), day("2013-11-05"));
    let overstay = Overstay::of(&presence, day("2013-11-04").unwrap(), on);
    assert_eq!(overstay.days(OverstayMetric::DaysPastEnd), 117);
    assert_eq!(overstay.days(OverstayMetric::ExcessInWindow), 74);
}

#[test]
fn a_day_explains_itself() {
    let stays = history("2026-01-01/2026-04-01 2026-07-01/2026-07-02");
    let presence = Presence::of(&stays, day("2026-07-02").unwrap()).unwrap();
    let reasons = [
        ("2025-12-31", 0, DayReason::Absent, ""),
        ("2026-01-01", 1, DayReason::Permitted, ""),
        ("2026-03-31", 90, DayReason::LimitReached, ""),
        ("2026-04-01", 91, DayReason::Unauthorised, ""),
        ("2026-06-30", 90, DayReason::Absent, "2026-01-01"),
        ("2026-07-01", 90, DayReason::LimitReached, "2026-01-02"),
    ];
    for (on, days_used, reason, left_window) in reasons {
        let found = explain_day(&presence, day(on).unwrap());
        assert_eq!((found.days_used, found.reason), (days_used, reason), "{on}");
        assert_eq!(found.left_window, day(left_window), "{on}");
        assert_eq!(found.remaining, (90 - days_used).max(0), "{on}");
    }
}

#[test]
fn a_strip_shows_the_period_and_the_end_of_the_stay() {
    let stays = history("2025-12-01/2026-01-10 2026-05-01/2026-05-20 2026-06-01/2026-07-30");
    let on = day("2026-07-01").unwrap();
    let strip = strip(&Presence::of(&stays, on).unwrap(), on);
    assert_eq!(strip.window.first, day("2026-01-03").unwrap());
    let runs: Vec<_> =
        strip.present.iter().map(|run| (run.first.to_string(), run.days())).collect();
    let expected = [("2026-01-03", 8), ("2026-05-01", 20), ("2026-06-01", 31)];
    assert_eq!(runs, expected.map(|(first, days)| (first.to_owned(), days)));
    assert_eq!((strip.days_used, strip.days_left), (59, 40));
    assert_eq!(strip.ends_on, day("2026-08-09"));
}
