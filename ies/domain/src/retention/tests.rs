//! Tests of what is erased when.

use std::collections::BTreeSet;

use fnd_register::Period;

use super::*;
use crate::register::{REGISTER, starts_with};
use crate::sample::{at, id, on, registration, subject, switches};
use crate::scan::Scan;

fn of_period(period: Period) -> Span {
    match period {
        Period::UntilThen => Span::UntilThen,
        Period::Hours(hours) => Span::Hours(hours),
        Period::YearsAndDays(0, days) => Span::Days(days),
        Period::YearsAndDays(years, 0) => Span::Years(years),
        Period::YearsAndDays(_, _) => panic!("no period mixes years and days"),
    }
}

#[test]
fn the_register_and_the_switches_say_the_same() {
    for category in REGISTER.categories {
        let expected = of_period(category.retention.period);
        assert_eq!(span(category.code, &switches()), expected, "{}", category.code);
    }
}

#[test]
fn every_category_has_a_beginning_an_end_and_a_place_in_the_job() {
    let ordered: BTreeSet<_> = ORDER.iter().copied().collect();
    assert_eq!(ordered.len(), ORDER.len());
    for category in REGISTER.categories {
        assert!(ordered.contains(category.code), "{}", category.code);
        assert!(starts_with(category.code).is_some(), "{}", category.code);
        assert!(!category.retention.from.is_empty(), "{}", category.code);
    }
    assert_eq!(ordered.len(), REGISTER.categories.len());
    assert_eq!(ORDER[0], "scan");
    assert_eq!(span("unheard-of", &switches()), Span::UntilThen);
}

fn ended(state: State, was_submitted: bool) -> Registration {
    Registration {
        id: id(1),
        subject: subject("maria"),
        state,
        since: at(0),
        submitted_at: was_submitted.then_some(on(-3)),
        questions: 0,
        scan: Scan::None,
        decision: None,
        ended_at: state.is_end().then_some(at(0)),
    }
}

#[test]
fn a_request_without_account_goes_a_month_after_its_end() {
    for state in State::ALL {
        for was_submitted in [false, true] {
            let expected = match state {
                State::Refused => Some(on(30)),
                State::Withdrawn | State::Expired if was_submitted => Some(on(30)),
                State::Withdrawn | State::Expired => Some(at(0)),
                State::Draft
                | State::Submitted
                | State::InReview
                | State::InfoRequested
                | State::Accepted => None,
            };
            let registration = ended(*state, was_submitted);
            assert_eq!(request_erased_at(&registration, &switches()), expected, "{state:?}");
        }
    }
}

#[test]
fn log_rows_go_by_their_class_and_exports_by_their_kind() {
    assert_eq!(log_row_erased_at(Class::Use, at(0), &switches()), on(180));
    assert_eq!(log_row_erased_at(Class::Security, at(0), &switches()), on(365));
    assert_eq!(export_erased_at(ExportKind::Content, at(0), &switches()), at(24));
    assert_eq!(export_erased_at(ExportKind::OwnData, at(0), &switches()), on(7));
}

#[test]
fn years_are_calendar_years() {
    let leap = "2028-02-29T12:00:00Z".parse().unwrap();
    assert_eq!(Span::Years(5).after(leap), "2033-02-28T12:00:00Z".parse().unwrap());
    assert_eq!(erase_at("scan", at(0), &switches()), at(0));
    assert_eq!(erase_at("session", at(0), &switches()), at(8));
}

#[test]
fn an_erasure_after_the_backup_is_replayed_on_it() {
    assert!(is_replayed(at(1), at(0)));
    assert!(is_replayed(at(0), at(0)));
    assert!(!is_replayed(at(0), at(1)));
}

#[test]
fn no_backup_outlives_the_ledger_of_erasures() {
    let kept = switches().kept;
    assert!(kept.backup_days < kept.tombstone_days);
}

#[test]
fn what_began_at_the_cut_is_erased_now_and_what_began_after_it_is_not() {
    let now: Timestamp = "2028-02-29T12:00:00Z".parse().unwrap();
    for span in [Span::UntilThen, Span::Hours(24), Span::Days(180), Span::Years(2)] {
        let cut = span.cut(now);
        assert!(span.after(cut) <= now, "{span:?}");
        let later = cut.checked_add(jiff::SignedDuration::from_hours(25)).unwrap();
        assert!(now < span.after(later), "{span:?}");
    }
    let switches = Switches::default();
    for class in Class::ALL.iter().copied() {
        let cut = log_cut(class, now, &switches);
        assert_eq!(log_row_erased_at(class, cut, &switches), now, "{class:?}");
    }
}

#[test]
fn lists_of_requests_are_cut_where_each_is_erased() {
    let now = on(60);
    let cuts = request_cuts(now, &switches());
    for (submitted_at, cut) in [(Some(at(0)), cuts.submitted), (None, cuts.never_submitted)] {
        for (ended_at, is_due) in [(cut, true), (cut + SignedDuration::from_secs(1), false)] {
            let ended_at = Some(ended_at);
            let one = Registration { submitted_at, ended_at, ..registration(State::Expired) };
            let erased = request_erased_at(&one, &switches()).unwrap();
            assert_eq!(erased <= now, is_due, "{submitted_at:?} {ended_at:?}");
        }
    }
}

#[test]
fn emergency_access_that_nobody_ended_is_kept_after_its_hours() {
    let now = on(400);
    let ended = span("emergency-access", &switches()).cut(now);
    assert_eq!(emergency_cut(now, &switches()) + SignedDuration::from_hours(4), ended);
}
