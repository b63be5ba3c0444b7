//! Every listed difference is found, both ways, and shown with its reason.

use super::super::Reason::{
    BirthDateEqual, BirthDateNear, BirthDatePartial, BirthDayMonthSwapped, GivenNameMissing,
    GivenNamesEqual, GivenNamesVariant, NamesSwapped, NationalityDiffers, SexDiffers,
    SurnameDiffers, SurnameEqual, SurnameVariant,
};
use std::collections::BTreeSet;

use super::super::*;
use super::finds;
use super::synthetic::{Sequence, identity, name, nationality, with_names};
use crate::identity::{Identity, Name, Sex};
use crate::partial_date::PartialDate;

/// Changes an identity as an officer, a clerk or another document might.
type Change = fn(&Identity, &mut Sequence) -> Identity;

fn given(identity: &Identity) -> String {
    identity.given_names.as_ref().unwrap().as_str().to_owned()
}

fn named(identity: &Identity, surname: &str, given: &str) -> Identity {
    Identity {
        surname: Name::new(surname).unwrap(),
        given_names: Name::new(given).ok(),
        ..identity.clone()
    }
}

fn born(
    identity: &Identity,
    keep: impl Fn(PartialDate) -> (Option<i16>, Option<i8>, Option<i8>),
) -> Identity {
    let (year, month, day) = keep(identity.birth);
    let birth = PartialDate::new(year, month, day).unwrap_or(identity.birth);
    Identity { birth, ..identity.clone() }
}

/// One letter left out, doubled, replaced, or exchanged with its neighbour.
fn misspelt(name: &str, sequence: &mut Sequence) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let last = letters.len().saturating_sub(1);
    let at = usize::try_from(sequence.below(u64::try_from(last).unwrap())).unwrap();
    match sequence.below(4) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, 'E'),
        2 => letters[at] = 'U',
        _ => letters.swap(at, at.saturating_add(1)),
    }
    letters.into_iter().collect()
}

fn truncated(name: &str) -> String {
    let kept = name.chars().count().saturating_sub(2).max(3);
    name.chars().take(kept).collect()
}

const CHANGES: [(&str, Change); 17] = [
    ("nothing", |i, _| i.clone()),
    ("surname and given names exchanged", |i, _| named(i, &given(i), i.surname.as_str())),
    ("all in the surname", |i, _| named(i, &format!("{} {}", given(i), i.surname.as_str()), "")),
    ("given names in another order", |i, _| {
        let turned: Vec<String> = given(i).split(' ').rev().map(str::to_owned).collect();
        named(i, i.surname.as_str(), &turned.join(" "))
    }),
    ("an extra given name", |i, s| {
        let extra = format!("{} {}", given(i), name(s));
        named(i, i.surname.as_str(), &extra)
    }),
    ("a given name missing", |i, _| {
        named(i, i.surname.as_str(), given(i).split(' ').next().unwrap())
    }),
    ("no given names", |i, _| named(i, i.surname.as_str(), "")),
    ("a wrong surname", |i, s| named(i, &name(s), &given(i))),
    ("a misspelt surname", |i, s| named(i, &misspelt(i.surname.as_str(), s), &given(i))),
    ("a misspelt given name", |i, s| named(i, i.surname.as_str(), &misspelt(&given(i), s))),
    ("a truncated given name", |i, _| named(i, i.surname.as_str(), &truncated(&given(i)))),
    ("an unknown day", |i, _| born(i, |b| (b.year(), b.month(), None))),
    ("an unknown month and day", |i, _| born(i, |b| (b.year(), None, None))),
    ("an unknown date", |i, _| born(i, |_| (None, None, None))),
    ("day and month exchanged", |i, _| born(i, |b| (b.year(), b.day(), b.month()))),
    ("another sex", |i, _| Identity {
        sex: if i.sex == Sex::Male { Sex::Female } else { Sex::Male },
        ..i.clone()
    }),
    ("another nationality", |i, _| Identity { nationalities: nationality("CHE"), ..i.clone() }),
];

#[test]
fn every_listed_difference_is_found_both_ways() {
    let mut sequence = Sequence::new(1);
    for _ in 0..200 {
        let person = identity(&mut sequence, 70);
        for (rule, change) in CHANGES {
            let other = change(&person, &mut sequence);
            let names = format!("{} {}", other.surname.as_str(), person.surname.as_str());
            assert!(finds(&other, &person), "query with {rule}: {names}");
            assert!(finds(&person, &other), "stored with {rule}: {names}");
            assert!(likeness(&other, &person).is_some(), "likeness with {rule}: {names}");
        }
    }
}

#[test]
fn partial_dates_on_both_sides_are_found() {
    let mut sequence = Sequence::new(2);
    let dates: Vec<&(&str, Change)> =
        CHANGES.iter().filter(|(rule, _)| rule.starts_with("an unknown")).collect();
    for _ in 0..100 {
        let person = identity(&mut sequence, 70);
        for (rule, change) in &dates {
            for (other_rule, other_change) in &dates {
                let query = change(&person, &mut sequence);
                let stored = other_change(&person, &mut sequence);
                assert!(finds(&query, &stored), "{rule} against {other_rule}");
            }
        }
    }
}

#[test]
fn spellings_of_one_name_are_found() {
    let mut sequence = Sequence::new(3);
    for (surname, given, other_surname, other_given) in [
        ("Müller", "Jürgen", "MUELLER", "JUERGEN"),
        ("Müller", "Jürgen", "MULLER", "JURGEN"),
        ("Șerbănescu", "Ștefania", "SERBANESCU", "STEFANIA"),
        ("Щербакова", "Юлия", "SHCHERBAKOVA", "IULIIA"),
        ("Щербакова", "Юлия", "SCHERBAKOVA", "YULIYA"),
        ("SHCHERBAKOVA", "JULIA", "SHCHERBAKOVA", "YULIIA"),
        ("Ткаченко", "Євген", "TKACHENKO", "YEVHEN"),
        ("ALHASSAN", "MOHAMMED", "ALHASSAN", "MUHAMMAD"),
        ("ALHUSSEIN", "MOHAMED", "ALHUSAIN", "MUHAMMED"),
        ("ABDELRAHMAN", "OMAR", "ABD EL RAHMAN", "OMAR"),
        ("TSVETKOV", "PHILIP", "CVETKOV", "FILIP"),
        ("Παπαδόπουλος", "Γεώργιος", "PAPADOPOULOS", "GEORGIOS"),
        ("李", "伟", "李", "伟"),
    ] {
        let stored = with_names(&mut sequence, surname, given, 70);
        let query = named(&stored, other_surname, other_given);
        assert!(finds(&query, &stored) && finds(&stored, &query), "{surname} {other_surname}");
        let found = likeness(&query, &stored);
        assert!(found.is_some_and(|found| 750 <= found.score), "{surname} {other_surname}");
    }
}

/// Somebody of a nationality, born on one day.
fn born_in(surname: &str, given: &str, code: &str) -> Identity {
    let person = with_names(&mut Sequence::new(5), surname, given, 70);
    Identity { nationalities: nationality(code), ..person }
}

#[test]
fn names_of_the_arabic_script_are_found_in_every_writing() {
    for (code, writings) in [
        ("EGY", [("محمد", "علي"), ("MXHMD", "ELY"), ("MOHAMED", "ALY"), ("MUHAMMAD", "ALI")]),
        (
            "MAR",
            [
                ("العلوي", "رشيد"),
                ("ALELWY", "RXSHYD"),
                ("EL ALAOUI", "RACHID"),
                ("ALALAWI", "RASHEED"),
            ],
        ),
        (
            "DZA",
            [
                ("عبدالقادر", "حسين"),
                ("EBDALQADR", "XHSYN"),
                ("ABDELKADER", "HOCINE"),
                ("ABDUL QADER", "HUSSAIN"),
            ],
        ),
        (
            "EGY",
            [("جمال", "خديجة"), ("JMAL", "XKHDYJXAH"), ("GAMAL", "KHADIGA"), ("JAMAL", "KHADIJAH")],
        ),
        (
            "IRN",
            [("کریمی", "رضا"), ("XKKRXYAMXYA", "RXDZA"), ("KARIMI", "REZA"), ("KARIMI", "RIDHA")],
        ),
    ] {
        for (surname, given) in writings {
            for (other_surname, other_given) in writings {
                let stored = born_in(surname, given, code);
                let query = born_in(other_surname, other_given, code);
                let names = format!("{surname} {given}, {other_surname} {other_given}");
                assert!(finds(&query, &stored), "{names}");
                assert!(likeness(&query, &stored).is_some(), "{names}");
                let year = born(&query, |birth| (birth.year(), None, None));
                assert!(finds(&year, &stored), "by the year {names}");
            }
        }
    }
}

#[test]
fn codes_of_the_arabic_script_find_another_nationality() {
    let stored = born_in("MOHAMED", "RACHID", "GBR");
    let query = born_in("MXHMD", "RXSHYD", "MAR");
    assert!(likeness(&query, &stored).is_some());
    let (here, there) = (born_in("ALEXIS", "XENIA", "LBN"), born_in("ALEXIS", "KSENIA", "CAN"));
    assert!(finds(&here, &there) && finds(&there, &here), "what may be a spelling is one too");
    let albanian = likeness(&born_in("HOXHA", "XHEMAL", "ALB"), &born_in("HOHA", "HEMAL", "ALB"));
    assert!(albanian.is_none_or(|found| found.score < 1000), "no codes without a reason");
}

#[test]
fn ukrainian_and_russian_readings_of_one_letter_meet() {
    for (surname, given, other_surname, other_given) in [
        ("Гончаренко", "Олег", "HONCHARENKO", "OLEH"),
        ("HONCHARENKO", "OLEH", "GONCHARENKO", "OLEG"),
        ("Гурынович", "Ганна", "HURYNOVICH", "HANNA"),
        ("GURINOVICH", "GALINA", "HURYNOVICH", "HALINA"),
    ] {
        let (stored, query) =
            (born_in(surname, given, "UKR"), born_in(other_surname, other_given, "UKR"));
        let year = born(&query, |birth| (birth.year(), None, None));
        assert!(finds(&query, &stored) && finds(&year, &stored), "{surname} {other_surname}");
        assert!(likeness(&query, &stored).is_some(), "{surname} {other_surname}");
    }
}

#[test]
fn a_shared_name_weighs_more_than_shared_letters() {
    let mut sequence = Sequence::new(6);
    let asked = with_names(&mut sequence, "BERIDZE", "NINO", 70);
    let weight = |other: &Identity| -> i16 {
        let stored: BTreeSet<SearchKey> = stored_keys(other).into_iter().collect();
        query_keys(&asked).iter().filter(|key| stored.contains(key)).map(SearchKey::weight).sum()
    };
    let letters = weight(&named(&asked, "BOLKVADZE", "NATIA"));
    let name = weight(&named(&asked, "KAPANADZE", "NINO"));
    assert!(0 < letters && letters < name && name < weight(&asked));
}

#[test]
fn a_likeness_says_why() {
    let mut sequence = Sequence::new(4);
    let anna = with_names(&mut sequence, "ERIKSSON", "ANNA MARIA", 70);
    let anna = Identity { birth: "1974-08-12".parse().unwrap(), sex: Sex::Female, ..anna };
    let reasons = |other: &Identity| likeness(other, &anna).unwrap().reasons;
    let on = |text: &str| Identity { birth: text.parse().unwrap(), ..anna.clone() };
    let cases = [
        (anna.clone(), vec![SurnameEqual, GivenNamesEqual, BirthDateEqual]),
        (
            named(&anna, "ERICSON", "ANA MARIYA"),
            vec![SurnameVariant, GivenNamesVariant, BirthDateEqual],
        ),
        (named(&anna, "ERIKSSON", "ANNA"), vec![SurnameEqual, GivenNameMissing, BirthDateEqual]),
        (named(&anna, "ANNA MARIA", "ERIKSSON"), vec![NamesSwapped, BirthDateEqual]),
        (
            named(&anna, "OKONKWO", "ANNA MARIA"),
            vec![SurnameDiffers, GivenNamesEqual, BirthDateEqual],
        ),
        (on("1974-00-00"), vec![SurnameEqual, GivenNamesEqual, BirthDatePartial]),
        (on("1974-12-08"), vec![SurnameEqual, GivenNamesEqual, BirthDayMonthSwapped]),
        (on("1975-08-12"), vec![SurnameEqual, GivenNamesEqual, BirthDateNear]),
        (
            Identity { nationalities: nationality("CHE"), sex: Sex::Male, ..anna.clone() },
            vec![SurnameEqual, GivenNamesEqual, BirthDateEqual, NationalityDiffers, SexDiffers],
        ),
    ];
    for (other, expected) in cases {
        assert_eq!(reasons(&other), expected);
    }
    assert_eq!(likeness(&on("1961-02-03"), &anna), None);
    assert_eq!(likeness(&anna, &anna).unwrap().score, 1000);
}

#[test]
fn a_document_has_one_key_however_it_is_written() {
    let number = |text: &str| DocumentNumber::new(text).unwrap();
    let kosovo: CountryCode = "XKX".parse().unwrap();
    let same = document_key(None, &number("ab 12-3<<"), kosovo);
    assert_eq!(same, document_key(None, &number("AB123"), "RKS".parse().unwrap()));
    assert_ne!(same, document_key(None, &number("AB12B"), kosovo));
    let zero = document_key(None, &number("O1"), kosovo);
    assert_ne!(zero, document_key(None, &number("01"), kosovo));
    let document = TravelDocument {
        kind: DocumentKind::OrdinaryPassport,
        number: number("AB123"),
        issuer: kosovo,
        expires: jiff::civil::date(2030, 1, 1),
    };
    let [plain, kinded] = document_keys(&document);
    assert_eq!(plain, same);
    let kind = Some(DocumentKind::OrdinaryPassport);
    assert_eq!(kinded, document_key(kind, &document.number, document.issuer));
}
