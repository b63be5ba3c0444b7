//! The cases V1 to V20: visas, decisions, transit, family and missing exits.

use super::*;
use crate::stay::{Overstay, Stay};

const ROMANIA: CountryCode = CountryCode::of(b"ROU");
const POLAND: CountryCode = CountryCode::of(b"POL");
const CYPRUS: CountryCode = CountryCode::of(b"CYP");

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn record(entry: &str, exit: Option<&str>, basis: Basis) -> StayRecord {
    let exit = exit.map(day);
    StayRecord { entry: day(entry), exit, state: ROMANIA, border: Border::Air, basis }
}

fn exempt(entry: &str, exit: &str) -> StayRecord {
    record(entry, Some(exit), Basis::VisaExempt)
}

fn on_visa(entry: &str, exit: &str) -> StayRecord {
    record(entry, Some(exit), Basis::Visa("ROU1".parse().unwrap()))
}

fn visa(entries: crate::visa::Entries, duration_days: u16, valid_to: &str) -> VisaPart {
    VisaPart {
        sticker: "ROU1".parse().unwrap(),
        issuer: ROMANIA,
        kind: VisaKind::ShortStay,
        valid_to: day(valid_to),
        entries,
        duration_days,
        of_entry: None,
    }
}

fn entering<'a>(on: &str, ground: Ground<'a>, history: &'a [StayRecord]) -> Entry<'a> {
    let (state, border) = (ROMANIA, Border::Air);
    Entry { day: day(on), state, border, ground, history, decisions: &[] }
}

fn stay(entry: &Entry<'_>) -> AuthorisedStay {
    authorised_stay(entry, Switches::default()).unwrap().stay
}

fn until(last_day: &str, bound: Bound) -> AuthorisedStay {
    AuthorisedStay::Until(StayEnd { last_day: day(last_day), bound, only_in: None })
}

#[test]
fn the_earliest_of_rule_duration_and_validity_binds() {
    use crate::visa::Entries::{Multiple, One, Two};
    let june = visa(One, 15, "2026-06-30");
    let long = visa(Multiple, 90, "2026-12-31");
    let two = visa(Two, 30, "2026-07-15");
    let sixty = visa(Multiple, 60, "2026-12-31");
    let first_entry = [on_visa("2026-05-01", "2026-05-20")];
    let both_entries = [on_visa("2026-05-01", "2026-05-20"), on_visa("2026-06-10", "2026-06-12")];
    let spent = [on_visa("2026-05-01", "2026-05-30")];
    let seventy = [exempt("2026-01-10", "2026-03-20")];
    let ninety = [exempt("2026-01-01", "2026-03-31")];
    let none = AuthorisedStay::Exhausted;
    let cases = [
        ("V1", "2026-06-01", &june, &[][..], until("2026-06-15", Bound::VisaDuration)),
        ("V2", "2026-06-20", &june, &[], until("2026-06-30", Bound::VisaExpiry)),
        ("V3", "2026-06-01", &long, &[], until("2026-08-29", Bound::NinetyDays)),
        ("V4", "2026-06-10", &two, &first_entry, until("2026-06-19", Bound::VisaDuration)),
        ("V5", "2026-05-01", &sixty, &seventy, until("2026-05-20", Bound::NinetyDays)),
        ("V6", "2026-07-01", &two, &both_entries, none(Exhaustion::VisaEntries)),
        ("an expired visa", "2026-07-01", &june, &[], none(Exhaustion::VisaExpired)),
        ("its days are spent", "2026-07-01", &two, &spent, none(Exhaustion::VisaDuration)),
        ("90 days are spent", "2026-04-05", &long, &ninety, none(Exhaustion::NinetyDays)),
    ];
    for (id, on, visa, history, expected) in cases {
        assert_eq!(stay(&entering(on, Ground::Visa(visa), history)), expected, "{id}");
    }
    assert_eq!(entries_on_visa(&both_entries, &two.sticker), 2, "V4: two of two");
}

#[test]
fn v7_an_entry_into_a_state_outside_the_area_spends_no_entry_of_the_visa() {
    let one = visa(crate::visa::Entries::One, 15, "2026-06-30");
    let elsewhere = [StayRecord { state: CYPRUS, ..on_visa("2026-05-01", "2026-05-20") }];
    let expected = until("2026-06-15", Bound::VisaDuration);
    assert_eq!(stay(&entering("2026-06-01", Ground::Visa(&one), &elsewhere)), expected);
}

#[test]
fn r7_a_state_that_only_operates_the_system_looks_at_the_rule_and_the_validity() {
    let one = visa(crate::visa::Entries::One, 15, "2026-06-30");
    let national = VisaPart { kind: VisaKind::NationalShortStay, ..one.clone() };
    let used_up = [on_visa("2026-05-01", "2026-05-20")];
    let presence = Presence::none(day("2026-06-01"));
    let with = |visa| entering("2026-06-01", Ground::Visa(visa), &used_up);
    let limit = |entry: &Entry<'_>, status| {
        limit(entry, status, &presence).map(|end| (end.last_day, end.bound))
    };
    assert_eq!(
        limit(&with(&one), MsStatus::EesOnly),
        Ok((day("2026-06-30"), Bound::VisaExpiry)),
        "neither entries nor duration"
    );
    assert_eq!(
        limit(&with(&national), MsStatus::EesOnly),
        Ok((day("2026-08-29"), Bound::NinetyDays))
    );
    assert_eq!(limit(&with(&national), MsStatus::Full), Err(Exhaustion::VisaNotForThisState));
}

#[test]
fn v8_a_visa_of_article_25_1_b_goes_beyond_ninety_days_in_its_state() {
    let ltv = VisaPart {
        kind: VisaKind::LimitedTerritoryB,
        ..visa(crate::visa::Entries::One, 10, "2026-04-20")
    };
    let history = [exempt("2026-01-01", "2026-03-31")];
    let expected = StayEnd {
        last_day: day("2026-04-14"),
        bound: Bound::LimitedTerritory,
        only_in: Some(ROMANIA),
    };
    let entry = entering("2026-04-05", Ground::Visa(&ltv), &history);
    assert_eq!(stay(&entry), AuthorisedStay::Until(expected));
    let all = [Stay::closed(day("2026-01-01"), day("2026-03-31")), Stay::open(day("2026-04-05"))];
    let presence = Presence::of(&all, day("2026-04-14")).unwrap();
    assert_eq!(presence.days_used(day("2026-04-14")), 100);
    let later = [
        history.as_slice(),
        &[record(
            "2026-04-05",
            Some("2026-04-14"),
            Basis::LimitedTerritoryB("ROU1".parse().unwrap()),
        )],
    ]
    .concat();
    let skip = Switches { ltv_days: crate::switches::Counting::Skip, ..Switches::default() };
    let on = day("2026-08-01");
    let count = |switches| counted_stays(&later, on, switches).unwrap().most.len();
    assert_eq!((count(Switches::default()), count(skip)), (2, 1), "the switch");
}

#[test]
fn v9_nothing_is_calculated_for_a_family_member_without_card() {
    let history = [record("2026-01-01", Some("2026-07-19"), Basis::FamilyMember)];
    let entry = entering("2026-07-25", Ground::FamilyMember, &history);
    assert_eq!(stay(&entry), AuthorisedStay::NotApplicable(NoCalculation::FamilyMember));
    let alone = entering("2026-07-25", Ground::VisaExempt, &history);
    assert_eq!(stay(&alone), until("2026-10-22", Bound::NinetyDays), "the days count no later");
}

#[test]
fn v10_days_on_a_residence_permit_do_not_count() {
    let before = [record("2025-08-01", Some("2026-03-31"), Basis::ResidencePermit)];
    let start = entering("2026-04-01", Ground::VisaExempt, &before);
    assert_eq!(stay(&start), until("2026-06-29", Bound::NinetyDays));
    let counted = counted_stays(&before, day("2026-04-01"), Switches::default()).unwrap();
    assert_eq!(counted.most, []);
    let presence = Presence::of(&[Stay::open(day("2026-04-01"))], day("2026-04-30")).unwrap();
    assert_eq!(presence.days_used(day("2026-04-30")), 30);
}

#[test]
fn v11_a_bilateral_extension_holds_in_one_state_alone() {
    let decisions = [Decision {
        decided_on: day("2026-07-20"),
        state: POLAND,
        ruling: Ruling::Extended { until: day("2026-09-30"), ground: ExtensionGround::Bilateral },
    }];
    let entry = Entry { decisions: &decisions, ..entering("2026-05-01", Ground::VisaExempt, &[]) };
    let AuthorisedStay::Until(end) = stay(&entry) else { panic!("the stay has an end") };
    assert_eq!(end.last_day, day("2026-09-30"));
    assert_eq!(end.bound, Bound::Extension(ExtensionGround::Bilateral));
    assert!(end.may_leave_through(POLAND));
    assert!(!end.may_leave_through(ROMANIA), "leaving elsewhere is a warning");
}

#[test]
fn v12_stamps_of_the_last_180_days_count_with_the_records() {
    let stamps = [exempt("2026-01-05", "2026-02-03"), exempt("2026-03-01", "2026-03-20")];
    let entry = entering("2026-05-01", Ground::VisaExempt, &stamps);
    let found = authorised_stay(&entry, Switches::default()).unwrap();
    assert_eq!(found.stay, until("2026-06-09", Bound::NinetyDays));
    assert_eq!(found.warnings, [Warning::PossiblyIncomplete]);
    let mut stays = counted_stays(&stamps, day("2026-05-01"), Switches::default()).unwrap().most;
    stays.push(Stay::open(day("2026-05-01")));
    let presence = Presence::of(&stays, day("2026-05-10")).unwrap();
    assert_eq!(presence.days_used(day("2026-05-10")), 60);
}

#[test]
fn v14_facilitated_transit_is_measured_in_hours() {
    let at: Timestamp = "2026-05-10T23:30:00+03:00".parse().unwrap();
    let by = |document| stay(&entering("2026-05-10", Ground::Transit(document, at), &[]));
    let end = |text: &str| AuthorisedStay::UntilInstant(text.parse().unwrap());
    assert_eq!(by(TransitDocument::Ftd), end("2026-05-11T23:30:00+03:00"));
    assert_eq!(by(TransitDocument::Frtd), end("2026-05-11T05:30:00+03:00"));
}

#[test]
fn v15_a_missing_exit_gives_a_range_and_asks_a_person() {
    let history = [record("2026-04-20", None, Basis::VisaExempt)];
    let entry = entering("2026-06-01", Ground::VisaExempt, &history);
    let found = authorised_stay(&entry, Switches::default()).unwrap();
    let AuthorisedStay::NeedsHuman(between) = found.stay else { panic!("a person must decide") };
    assert_eq!(between.used_before, (1, 42));
    let days = |end: Result<StayEnd, Exhaustion>| end.map(|end| end.days_from(entry.day));
    assert_eq!((days(between.shortest), days(between.longest)), (Ok(48), Ok(89)));
    assert_eq!(found.warnings, [Warning::ExitMissing { entry: day("2026-04-20") }]);
    let long_ago =
        [record("2026-01-01", None, Basis::VisaExempt), exempt("2026-01-02", "2026-01-03")];
    let plain = stay(&entering("2026-09-01", Ground::VisaExempt, &long_ago));
    assert_eq!(plain, until("2026-11-29", Bound::NinetyDays), "it makes no difference any more");
}

#[test]
fn v16_to_v18_the_overstay_begins_with_the_day_after() {
    let AuthorisedStay::Until(end) = stay(&entering("2026-05-01", Ground::VisaExempt, &[])) else {
        panic!("the stay has an end")
    };
    assert_eq!(end.last_day, day("2026-07-29"));
    assert_eq!(end.flagged_from(), Some(day("2026-07-30")), "V16");
    for (id, exit, expected) in [("V17", "2026-07-29", 0), ("V18", "2026-08-02", 4)] {
        let stays = [Stay::closed(day("2026-05-01"), day(exit))];
        let presence = Presence::of(&stays, day(exit)).unwrap();
        let found = Overstay::of(&presence, end.last_day, day(exit));
        assert_eq!(found.days(Switches::default().overstay_metric), expected, "{id}");
    }
}

#[test]
fn v19_an_annulled_stay_ends_with_the_decision_or_the_period_for_departure() {
    let ground = WithdrawalGround::ReturnDecision;
    for (depart_by, expected) in [(None, "2026-06-10"), (Some("2026-06-24"), "2026-06-24")] {
        let depart_by = depart_by.map(day);
        let ruling = Ruling::Annulled { depart_by, ground };
        let decisions = [Decision { decided_on: day("2026-06-10"), state: ROMANIA, ruling }];
        let plain = entering("2026-05-01", Ground::VisaExempt, &[]);
        let entry = Entry { decisions: &decisions, ..plain };
        assert_eq!(stay(&entry), until(expected, Bound::Annulment(ground)));
    }
}

#[test]
fn v20_after_force_majeure_there_is_no_overstay_but_the_days_count() {
    let ground = ExtensionGround::ForceMajeure;
    let ruling = Ruling::Extended { until: day("2026-08-10"), ground };
    let decisions = [Decision { decided_on: day("2026-08-05"), state: ROMANIA, ruling }];
    let entry = Entry { decisions: &decisions, ..entering("2026-05-01", Ground::VisaExempt, &[]) };
    let AuthorisedStay::Until(end) = stay(&entry) else { panic!("the stay has an end") };
    let stays = [Stay::closed(day("2026-05-01"), day("2026-08-09"))];
    let presence = Presence::of(&stays, day("2026-08-09")).unwrap();
    assert_eq!(Overstay::of(&presence, end.last_day, day("2026-08-09")).days_past_end, 0);
    assert_eq!(presence.days_used(day("2026-08-09")), 101);
}

#[test]
fn the_latest_decision_prevails() {
    let ground = WithdrawalGround::OtherDecision;
    let extended =
        Ruling::Extended { until: day("2026-09-30"), ground: ExtensionGround::Bilateral };
    let revoked = Ruling::Revoked { depart_by: None, ground };
    let decision = |on: &str, ruling| Decision { decided_on: day(on), state: ROMANIA, ruling };
    let decisions = [decision("2026-09-01", revoked), decision("2026-07-20", extended)];
    let entry = Entry { decisions: &decisions, ..entering("2026-05-01", Ground::VisaExempt, &[]) };
    let expected = StayEnd {
        last_day: day("2026-09-01"),
        bound: Bound::Revocation(ground),
        only_in: Some(ROMANIA),
    };
    assert_eq!(stay(&entry), AuthorisedStay::Until(expected));
}

#[test]
fn r11_a_bilateral_extension_is_requested_by_the_last_working_day() {
    let sunday = day("2026-08-02");
    let holiday = [jiff::civil::date(2026, 7, 31)];
    assert_eq!(bilateral_request_deadline(sunday, &[]), Some(day("2026-07-31")));
    assert_eq!(bilateral_request_deadline(sunday, &holiday), Some(day("2026-07-30")));
    assert!(bilateral_request_in_time(day("2026-07-31"), sunday, &[]));
    assert!(!bilateral_request_in_time(day("2026-08-01"), sunday, &[]));
}

#[test]
fn r16_results_of_the_progressive_start_are_not_to_be_used() {
    let on = |text| authorised_stay(&entering(text, Ground::VisaExempt, &[]), Switches::default());
    assert_eq!(on("2026-04-09").unwrap().reliance, Reliance::NotToBeUsed);
    assert_eq!(on("2026-04-10").unwrap().reliance, Reliance::Usable);
}

#[test]
fn r4_days_before_a_state_joined_the_area_do_not_count() {
    let spanning = [StayRecord { border: Border::Land, ..exempt("2024-12-01", "2025-01-10") }];
    let counted = counted_stays(&spanning, day("2025-02-01"), Switches::default()).unwrap();
    assert_eq!(counted.most, [Stay::closed(day("2025-01-01"), day("2025-01-10"))]);
    let entry = Entry { state: CYPRUS, ..entering("2026-06-01", Ground::VisaExempt, &[]) };
    assert_eq!(stay(&entry), AuthorisedStay::NotApplicable(NoCalculation::SystemNotOperated));
}

#[test]
fn records_that_overlap_or_end_before_they_begin_are_noticed() {
    let twice = [exempt("2026-05-01", "2026-05-10"), exempt("2026-05-09", "2026-05-12")];
    let touching = [exempt("2026-05-01", "2026-05-10"), exempt("2026-05-10", "2026-05-12")];
    let warnings = |records| counted_stays(records, day("2026-06-01"), Switches::default());
    assert_eq!(warnings(&twice).unwrap().warnings, [Warning::RecordsOverlap]);
    assert_eq!(warnings(&touching).unwrap().warnings, []);
    assert!(warnings(&[exempt("2026-05-02", "2026-05-01")]).is_err());
}
