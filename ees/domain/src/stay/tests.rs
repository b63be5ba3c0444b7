//! The calculation against a count of days one by one, which shares no code with it.

use proptest::prelude::*;

use super::*;

/// The first day of [`Days`], long before any history below.
const DAWN: i32 = 19_000;

/// One truth for each day from [`DAWN`] on: was the person there?
#[derive(Clone)]
struct Days(Vec<bool>);

impl Days {
    fn has(&self, day: i32) -> bool {
        usize::try_from(day - DAWN).ok().and_then(|at| self.0.get(at)).copied().unwrap_or(false)
    }

    fn add(&mut self, day: i32) {
        self.0[usize::try_from(day - DAWN).unwrap()] = true;
    }

    fn all(&self) -> Vec<i32> {
        (DAWN..).zip(&self.0).filter(|(_, there)| **there).map(|(day, _)| day).collect()
    }
}

/// The days of presence up to `on`, added one by one.
fn days(stays: &[Stay], on: i32) -> Days {
    let mut days = Days(vec![false; 4_000]);
    for stay in stays {
        let last = stay.exit.map_or(on, Day::number).min(on);
        (stay.entry.number()..=last).for_each(|day| days.add(day));
    }
    days
}

/// The days of `present` in the 180 days that end with `day`.
fn used(present: &Days, day: i32) -> usize {
    (0..180).filter(|back| present.has(day - back)).count()
}

/// How long one who was present on `before` may stay from `entry`, by staying day after day.
fn stay_length(before: &Days, entry: i32) -> i32 {
    let mut present = before.clone();
    let mut day = entry;
    loop {
        present.add(day);
        if 90 < used(&present, day) {
            return day - entry;
        }
        day += 1;
    }
}

fn first_entry(before: &Days, from: i32, need: i32) -> Option<Day> {
    (from..).find(|entry| need <= stay_length(before, *entry)).and_then(Day::from_number)
}

fn brute(stays: &[Stay], on: Day) -> Option<Answer> {
    let day = on.number();
    let present = days(stays, day);
    let mut before = present.clone();
    before.0[usize::try_from(day - DAWN).unwrap()] = false;
    let over: Vec<i32> = present.all().into_iter().filter(|d| 90 < used(&present, *d)).collect();
    let days_used = i32::try_from(used(&present, day)).ok()?;
    let max_stay = stay_length(&before, day);
    Some(Answer {
        days_used,
        remaining: if days_used < 90 { 90 - days_used } else { 0 },
        present_on: present.has(day),
        overstay_on: present.has(day) && 90 < days_used,
        excess_days: if 90 < days_used { days_used - 90 } else { 0 },
        unauthorised_days: i32::try_from(over.len()).ok()?,
        first_unauthorised_day: over.first().copied().and_then(Day::from_number),
        max_stay_from_on: max_stay,
        latest_exit: (0 < max_stay).then(|| Day::from_number(day + max_stay - 1)).flatten(),
        earliest_entry: first_entry(&before, day, 1)?,
        full_allowance_from: first_entry(&before, day, 90)?,
    })
}

/// Histories of a year or two, dense enough to pass the limit often.
fn histories() -> impl Strategy<Value = Vec<Stay>> {
    let length = prop_oneof![6 => 0..20, 3 => 0..70, 1 => 0..260];
    let stay = (-30..700, length, 0..12).prop_map(|(back, length, open)| {
        let entry = ON.number() - back;
        let exit = if open == 0 { None } else { Day::from_number(entry + length) };
        Stay { entry: Day::from_number(entry).unwrap(), exit }
    });
    // An open stay covers everything after it, so most histories have none.
    let closed =
        stay.clone().prop_map(|stay| Stay { exit: stay.exit.or(Some(stay.entry)), ..stay });
    prop_oneof![3 => prop::collection::vec(closed, 0..30), 1 => prop::collection::vec(stay, 0..12)]
}

const ON: Day = Day::of(2026, 7, 15);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn an_answer_is_what_counting_day_by_day_gives(stays in histories()) {
        prop_assert_eq!(answer(&stays, ON).ok(), brute(&stays, ON));
    }

    #[test]
    fn a_calculator_does_not_remember_earlier_questions(one in histories(), two in histories()) {
        let mut calculator = Calculator::new();
        calculator.answer(&one, ON).unwrap();
        prop_assert_eq!(calculator.answer(&two, ON), answer(&two, ON));
    }

    #[test]
    fn order_and_repetition_do_not_matter(stays in histories(), turn in 0_usize..30) {
        let mut other = stays.clone();
        other.rotate_left(turn % stays.len().max(1));
        other.extend_from_slice(&stays);
        other.reverse();
        prop_assert_eq!(answer(&other, ON), answer(&stays, ON));
    }

    #[test]
    fn overlapping_records_are_their_union(stays in histories()) {
        let runs: Vec<Stay> = Presence::of(&stays, ON)
            .unwrap()
            .runs()
            .map(|run| Stay::closed(run.first, run.last))
            .collect();
        prop_assert!(runs.array_windows().all(|[a, b]| a.exit < b.entry.plus(-1)));
        prop_assert_eq!(answer(&runs, ON), answer(&stays, ON));
    }

    #[test]
    fn no_period_holds_more_than_its_days(stays in histories()) {
        let found = answer(&stays, ON).unwrap();
        prop_assert!((0..=180).contains(&found.days_used));
        prop_assert!((0..=90).contains(&found.max_stay_from_on));
        prop_assert!(ON <= found.earliest_entry);
        prop_assert!(found.earliest_entry <= found.full_allowance_from);
    }

    #[test]
    fn a_longer_history_never_gives_a_longer_stay(stays in histories(), more in histories()) {
        let longer = [stays.as_slice(), more.as_slice()].concat();
        let (less, more) = (answer(&longer, ON).unwrap(), answer(&stays, ON).unwrap());
        prop_assert!(less.max_stay_from_on <= more.max_stay_from_on);
        prop_assert!(more.earliest_entry <= less.earliest_entry);
        prop_assert!(more.full_allowance_from <= less.full_allowance_from);
    }

    #[test]
    fn days_used_never_fall_and_an_overstay_never_heals_within_a_stay(stays in histories()) {
        let presence = Presence::of(&stays, ON).unwrap();
        for run in presence.runs() {
            let days: Vec<_> = explain_days(&presence, run).collect();
            prop_assert!(days.array_windows().all(|[a, b]| a.days_used <= b.days_used));
            let over = |day: &DayExplanation| day.reason == DayReason::Unauthorised;
            prop_assert!(days.iter().skip_while(|day| !over(day)).all(over));
        }
    }

    #[test]
    fn the_first_day_for_any_length_is_found(stays in histories(), need in 1..=90) {
        let before = days(&stays, ON.number() - 1);
        let presence = Presence::of(&stays, ON).unwrap();
        let expected = first_entry(&before, ON.number(), need);
        prop_assert_eq!(presence.earliest_entry(ON, need), expected);
    }

    #[test]
    fn the_unauthorised_days_are_those_explained_so(stays in histories()) {
        let presence = Presence::of(&stays, ON).unwrap();
        let over: Vec<Day> = presence
            .runs()
            .flat_map(|run| explain_days(&presence, run))
            .filter(|day| day.reason == DayReason::Unauthorised)
            .map(|day| day.day)
            .collect();
        let found = presence.unauthorised();
        prop_assert_eq!(found.first, over.first().copied());
        prop_assert_eq!(usize::try_from(found.days).ok(), Some(over.len()));
    }
}

#[test]
fn the_ends_of_the_calendar_are_errors_and_not_panics() {
    let whole = [Stay::closed(Day::MIN, Day::MAX)];
    let end = StayError::OutsideCalendar { on: Day::MAX };
    assert_eq!(answer(&whole, Day::MAX), Err(end));
    assert_eq!(answer(&[], Day::MAX), Err(end), "the last permitted day cannot be named");
    assert_eq!(answer(&[], Day::MIN).unwrap().max_stay_from_on, 90);
    let first = answer(&whole, Day::MIN).unwrap();
    assert_eq!((first.days_used, first.present_on), (1, true));
    let far = answer(&[Stay::open(Day::MIN)], Day::of(2026, 1, 1)).unwrap();
    assert_eq!(far.first_unauthorised_day, Day::MIN.plus(90));
    assert_eq!(far.unauthorised_days, Day::MIN.days_until(Day::of(2026, 1, 1)) + 1 - 90);
}

#[test]
fn a_record_that_ends_before_it_begins_is_refused_wherever_it_lies() {
    let (early, late) = (Day::of(2030, 1, 1), Day::of(2030, 1, 2));
    let stays = [Stay::open(ON), Stay::closed(late, early)];
    let error = StayError::ExitBeforeEntry { entry: late, exit: early };
    assert_eq!(answer(&stays, ON), Err(error));
    assert_eq!(error.code(), "exit-before-entry");
}
