//! What the doors let through and what they refuse.

use fnd_core::{CountryCode, Id};
use jiff::civil::date;
use uuid::Uuid;

use super::super::ViolationKind as V;
use super::*;
use crate::biometrics::Seen;
use crate::crossing::{Left, enter, leave};
use crate::day::Day;
use crate::identity::TravelDocument;
use crate::identity::{DocumentKind, DocumentNumber, Identity, Name, Nationalities, Sex};
use crate::presented::Facts;
use crate::refusal::{Particulars, Reason, Refusal};
use crate::sample::{arrival, departure, passage, visa};
use crate::scope::FamilyOf;
use crate::switches::Switches;
use crate::visa::Entries;

const DAY: Day = Day::of(2026, 7, 15);

fn presented(state: [u8; 3], visa: Option<VisaPart>) -> Presented {
    Presented {
        identity: Identity {
            surname: Name::new("Doe").unwrap(),
            given_names: None,
            birth: "1990-00-00".parse().unwrap(),
            nationalities: Nationalities::new([CountryCode::of(&state)]).unwrap(),
            sex: Sex::Unspecified,
        },
        document: TravelDocument {
            kind: DocumentKind::OrdinaryPassport,
            number: DocumentNumber::new("X1").unwrap(),
            issuer: CountryCode::of(&state),
            expires: date(2030, 1, 1),
        },
        facts: Facts::default(),
        visa,
    }
}

/// Who enters on the day as presented, after `records`.
fn entered(presented: &Presented, records: &[Crossing]) -> Crossing {
    let arrival =
        crate::crossing::Arrival { ground: presented.ground(DAY).unwrap(), ..arrival(1, DAY) };
    let now = arrival.passage.at;
    enter(records, arrival, now, Switches::default()).unwrap().crossing
}

fn kinds(wrong: &[Violation]) -> Vec<(F, V)> {
    wrong.iter().map(|one| (one.field, one.kind)).collect()
}

fn at_entry(presented: &Presented, file: Option<&File>) -> Vec<(F, V)> {
    let record = entered(presented, &[]);
    kinds(&violations_at_entry(Entering { file, presented, record: &record }))
}

#[test]
fn what_an_entry_holds_is_what_the_law_lists() {
    let family = Facts { family_of: Some(FamilyOf::UnionCitizen), ..Facts::default() };
    let mut transit = presented(*b"RUS", None);
    transit.document.kind = DocumentKind::FacilitatedTransit;
    let limited = VisaPart { kind: VisaKind::LimitedTerritoryB, ..visa("A1") };
    let fits = [
        ("exempt", presented(*b"JPN", None)),
        ("on a visa", presented(*b"IND", Some(visa("A1")))),
        ("on one of limited territory", presented(*b"IND", Some(limited))),
        ("family", Presented { facts: family, ..presented(*b"JPN", None) }),
        ("family that needs a visa", Presented { facts: family, ..presented(*b"IND", None) }),
        ("family on a visa", Presented { facts: family, ..presented(*b"IND", Some(visa("A1"))) }),
        ("in transit", transit.clone()),
    ];
    for (case, person) in &fits {
        assert_eq!(at_entry(person, None), [], "{case}");
    }
    // Nothing is calculated of a family member, and so no end of a stay is entered.
    let family_record = entered(&fits[5].1, &[]);
    assert_eq!(family_record.ground, RecordedGround::FamilyMember(Some(visa("A1"))));
    let needless = Presented { facts: family, ..presented(*b"JPN", Some(visa("A1"))) };
    assert_eq!(entered(&needless, &[]).ground, RecordedGround::FamilyMember(None));
    assert!(at_entry(&needless, None).contains(&(F::VisaSticker, V::NotForThisCase)));
    let of_visa = [F::VisaSticker, F::VisaIssuer, F::VisaKind, F::VisaStayEnd, F::VisaExpiry];
    let of_visa: Vec<(F, V)> = of_visa
        .into_iter()
        .chain([F::VisaEntries, F::VisaDuration])
        .map(|field| (field, V::NotForThisCase))
        .collect();
    assert_eq!(at_entry(&presented(*b"JPN", Some(visa("A1"))), None), of_visa, "EES Art. 17(2)");
    transit.visa = Some(visa("A1"));
    let stay_end_is_of_transit: Vec<(F, V)> =
        of_visa.iter().copied().filter(|(field, _)| *field != F::VisaStayEnd).collect();
    assert_eq!(at_entry(&transit, None), stay_end_is_of_transit, "EES Annex II");
    let mut nobody = entered(&presented(*b"JPN", None), &[]);
    nobody.entry.as_mut().unwrap().authority.clear();
    let person = presented(*b"JPN", None);
    let entering = Entering { file: None, presented: &person, record: &nobody };
    let missing = (F::EntryAuthority, V::MissingMandatory);
    assert_eq!(kinds(&violations_at_entry(entering)), [missing], "EES Art. 16(2)(b)");
}

#[test]
fn entries_and_days_of_a_visa_are_entered_once() {
    let person = presented(*b"IND", Some(visa("A1")));
    let first = entered(&person, &[]);
    let mut file = crate::sample::file(vec![crate::sample::left(first, Day::of(2026, 7, 16))]);
    file.regime = Regime::VisaRequired;
    assert_eq!(at_entry(&person, Some(&file)), [], "the same visa again");
    let other = presented(*b"IND", Some(visa("A2")));
    assert_eq!(at_entry(&other, Some(&file)), [], "another visa is entered whole");
    let longer = VisaPart { duration_days: 60, entries: Entries::One, ..visa("A1") };
    let twice = [F::VisaEntries, F::VisaDuration].map(|field| (field, V::NotForThisCase));
    let changed = presented(*b"IND", Some(longer));
    assert_eq!(at_entry(&changed, Some(&file)), twice, "EES Art. 16(2)(e)");
}

/// What is wrong with an exit on which `shown` is shown, by who entered as presented.
fn at_exit(person: &Presented, shown: Option<&VisaPart>) -> Vec<(F, V)> {
    let open = entered(person, &[]);
    let day = Day::of(2026, 7, 20);
    let left = leave(std::slice::from_ref(&open), departure(2, day), passage(day).at).unwrap();
    let Left::Closed { crossing, .. } = left else { panic!("the record was open") };
    kinds(&violations_at_exit(AtExit { open: Some(&open), record: &crossing, visa: shown }))
}

#[test]
fn an_exit_holds_time_and_place_and_another_visa() {
    let (exempt, on_visa) = (presented(*b"JPN", None), presented(*b"IND", Some(visa("A1"))));
    assert_eq!(at_exit(&exempt, None), []);
    assert_eq!(at_exit(&on_visa, None), []);
    assert_eq!(at_exit(&on_visa, Some(&visa("A1"))), [], "the visa of the entry");
    assert_eq!(at_exit(&on_visa, Some(&visa("A2"))), [], "EES Art. 16(3)");
    let family = Facts { family_of: Some(FamilyOf::UnionCitizen), ..Facts::default() };
    let of_family = |visa| Presented { facts: family, ..presented(*b"IND", visa) };
    assert_eq!(at_exit(&of_family(Some(visa("A1"))), Some(&visa("A1"))), []);
    assert_eq!(at_exit(&of_family(Some(visa("A1"))), Some(&visa("A2"))), [], "EES Art. 16(3)");
    assert_eq!(at_exit(&of_family(None), Some(&visa("A1"))), [], "the first that is shown");
    let wrong = at_exit(&exempt, Some(&visa("A1")));
    assert!(wrong.contains(&(F::VisaSticker, V::NotForThisCase)), "{wrong:?}");
    let mut open = entered(&exempt, &[]);
    let unfinished = AtExit { open: None, record: &open, visa: None };
    let missing = [F::ExitTime, F::ExitPoint].map(|field| (field, V::MissingMandatory));
    assert_eq!(kinds(&violations_at_exit(unfinished)), missing);
    open.exit = Some(passage(DAY));
    let unknown = AtExit { open: None, record: &open, visa: Some(&visa("A1")) };
    assert_eq!(kinds(&violations_at_exit(unknown)), [], "nobody knows the ground of the entry");
}

#[test]
fn a_refusal_holds_what_its_reasons_ask_for() {
    let refused = |reasons: Vec<Reason>| {
        RefusalDecision::from(Refusal {
            id: Id::from_uuid(Uuid::from_u128(1)),
            at: passage(DAY).at,
            day: DAY,
            point: "ROU-A-OTP".into(),
            authority: "Border Police".into(),
            reasons,
        })
    };
    let wrong =
        |regime, decision: &RefusalDecision| kinds(&violations_at_refusal(regime, decision));
    assert_eq!(wrong(Regime::VisaExempt, &refused(vec![Reason::A])), []);
    let none = (F::RefusalReasons, V::MissingMandatory);
    assert_eq!(wrong(Regime::VisaExempt, &refused(vec![])), [none]);
    let missing = (F::MissingDocuments, V::MissingMandatory);
    assert_eq!(wrong(Regime::VisaExempt, &refused(vec![Reason::E])), [missing]);
    let with_visa = RefusalDecision { visa: Some(visa("A1")), ..refused(vec![Reason::A]) };
    assert_eq!(wrong(Regime::VisaRequired, &with_visa), []);
    let national = VisaPart { kind: VisaKind::NationalShortStay, ..visa("A1") };
    let with_national = RefusalDecision { visa: Some(national), ..refused(vec![Reason::A]) };
    assert_eq!(wrong(Regime::VisaRequired, &with_national), []);
    let others = wrong(Regime::Transit, &with_visa);
    assert!(others.contains(&(F::VisaSticker, V::NotForThisCase)), "{others:?}");
    let particulars = Particulars {
        missing_documents: Some("Ticket".parse().unwrap()),
        ..Particulars::default()
    };
    let detail = RefusalDecision { particulars, ..refused(vec![Reason::A]) };
    let odd = (F::MissingDocuments, V::NotForThisCase);
    assert_eq!(wrong(Regime::VisaExempt, &detail), [odd]);
}

#[test]
fn a_new_file_says_of_biometric_data_what_the_matrix_asks() {
    let ages = [Age::UnderTwelve, Age::TwelveOrOlder];
    let whys = [MissingWhy::Fallback, MissingWhy::PointWithout, MissingWhy::NotAvailable];
    let hands = [Fingers::Usable, Fingers::PermanentlyImpossible, Fingers::TemporarilyImpossible];
    let regimes = [Regime::VisaRequired, Regime::VisaExempt, Regime::Transit];
    let reason: crate::refusal::FormText = "seen".parse().unwrap();
    for (age, why) in ages.into_iter().flat_map(|age| whys.map(|why| (age, why))) {
        for (fingers, regime) in hands.into_iter().flat_map(|f| regimes.map(|r| (f, r))) {
            let said = crate::check::Hands { fingers, reason: reason.clone() };
            let plain = Seen::plain(regime, AgeReading::Known(age), DAY);
            let seen = Seen { hands: Some(said), why, ..plain };
            let marks = Biometrics::of_new(&seen);
            let person = presented(*b"JPN", None);
            let wrong = violations_of_new_file(&person, (&seen, &marks));
            assert_eq!(kinds(&wrong), [], "{regime:?} {age:?} {fingers:?} {why:?}");
        }
    }
}

#[test]
fn fingerprints_of_who_needs_a_visa_do_not_pass() {
    let age = AgeReading::Known(Age::TwelveOrOlder);
    let seen = Seen::plain(Regime::VisaRequired, age, DAY);
    let mut marks = Biometrics::of_new(&seen);
    marks.prints.mark = PrintsMark::Taken;
    let person = presented(*b"IND", Some(visa("A1")));
    let wrong = kinds(&violations_of_new_file(&person, (&seen, &marks)));
    assert_eq!(wrong, [(F::Fingerprints, V::MustNotBeStored)], "EES Art. 16(1)");
    marks.prints.mark = PrintsMark::ImpossibleToday;
    let wrong = kinds(&violations_of_new_file(&person, (&seen, &marks)));
    assert_eq!(wrong, [(F::PrintsImpossibleToday, V::NotForThisCase)]);
}
