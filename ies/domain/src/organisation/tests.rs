//! Tests of organisations and of the table of countries.

use jiff::civil::date;
use uuid::Uuid;

use super::*;

const JULY_2026: Date = date(2026, 7, 15);

fn country(letters: &str) -> CountryCode {
    letters.parse().unwrap()
}

fn organisation(kind: OrganisationKind, seat: &str) -> Organisation {
    Organisation {
        id: Id::from_uuid(Uuid::from_u128(1)),
        name: OrganisationName::read("Ministry").unwrap(),
        kind,
        seat: country(seat),
    }
}

#[test]
fn what_leaves_the_union_depends_on_seat_kind_and_day() {
    use OrganisationKind as K;
    let (io, third) =
        (Some(Abroad::InternationalOrganisation), |seat| Some(Abroad::ThirdCountry(country(seat))));
    let cases = [
        ("a ministry of a Member State", K::NationalAuthority, "ROU", JULY_2026, None),
        ("of Denmark, which is not bound", K::NationalAuthority, "DNK", JULY_2026, None),
        ("of the Economic Area", K::NationalAuthority, "NOR", JULY_2026, None),
        ("of Switzerland", K::NationalAuthority, "CHE", JULY_2026, third("CHE")),
        ("of an observer", K::NationalAuthority, "GEO", JULY_2026, third("GEO")),
        ("of a country nobody knows", K::NationalAuthority, "XXX", JULY_2026, third("XXX")),
        ("an organisation in Brussels", K::InternationalOrganisation, "BEL", JULY_2026, io),
        ("an organisation in Geneva", K::InternationalOrganisation, "CHE", JULY_2026, io),
        ("an office of the Union abroad", K::UnionInstitution, "GEO", JULY_2026, None),
        ("the United Kingdom before", K::NonGovernmental, "GBR", date(2020, 12, 31), None),
        ("and after", K::NonGovernmental, "GBR", date(2021, 1, 1), third("GBR")),
        ("Croatia before it joined", K::Academic, "HRV", date(2013, 6, 30), third("HRV")),
        ("and after", K::Academic, "HRV", date(2013, 7, 1), None),
    ];
    for (rule, kind, seat, on, expected) in cases {
        let organisation = organisation(kind, seat);
        assert_eq!(organisation.abroad(Countries::default(), on), expected, "{rule}");
        let is_recipient = organisation.is_third_country_recipient(Countries::default(), on);
        assert_eq!(is_recipient, expected.is_some(), "{rule}");
    }
}

#[test]
fn a_recipient_is_shown_with_what_was_decided_on_its_country() {
    let cases = [
        (OrganisationKind::NationalAuthority, "GEO", Some(("third-country", "no-decision"))),
        (OrganisationKind::NationalAuthority, "CHE", Some(("third-country", "adequate"))),
        (OrganisationKind::Academic, "USA", Some(("third-country", "adequate-in-part"))),
        (
            OrganisationKind::InternationalOrganisation,
            "CHE",
            Some(("international-organisation", "no-decision")),
        ),
        (OrganisationKind::NationalAuthority, "NOR", None),
    ];
    for (kind, seat, expected) in cases {
        let recipient = organisation(kind, seat).recipient(Countries::default(), JULY_2026);
        assert_eq!(recipient.as_ref().map(Recipient::codes), expected, "{kind:?} {seat}");
    }
}

#[test]
fn there_are_twenty_seven_member_states_and_all_but_denmark_are_members_of_the_network() {
    let countries = Countries::default();
    let union = countries.with(Aspect::Union, JULY_2026);
    let members = countries.with(Aspect::NetworkMember, JULY_2026);
    assert_eq!((union.len(), members.len()), (27, 26));
    let others: Vec<_> = union.iter().filter(|state| !members.contains(state)).collect();
    assert_eq!(others, [&country("DNK")]);
    assert_eq!(
        countries.with(Aspect::Union, date(2010, 1, 1)).len(),
        27,
        "with the United Kingdom"
    );
    assert_eq!(countries.with(Aspect::Union, date(2014, 1, 1)).len(), 28);
    let observers = countries.with(Aspect::NetworkObserver, JULY_2026);
    assert_eq!(
        observers.iter().map(CountryCode::as_str).collect::<Vec<_>>(),
        ["ALB", "ARM", "CHE", "GEO", "MDA", "MKD", "MNE", "NOR", "SRB", "UKR"]
    );
}

#[test]
fn a_country_that_leaves_keeps_its_history() {
    let countries = Countries::default();
    let united_kingdom = country("GBR");
    assert!(countries.takes_part(united_kingdom, date(2016, 4, 18)));
    assert!(!countries.takes_part(united_kingdom, JULY_2026));
    assert_eq!(countries.adequacy(united_kingdom, JULY_2026), Adequacy::Adequate);
    assert_eq!(countries.adequacy(united_kingdom, date(2032, 1, 1)), Adequacy::NoDecision);
}

#[test]
fn the_table_contradicts_itself_nowhere_and_names_its_sources() {
    assert_eq!(Countries::default().contradictions(), []);
    assert!(KNOWN.iter().all(|row| row.source.contains(|letter: char| letter.is_alphabetic())));
    let mut twice = vec![KNOWN[0], KNOWN[0]];
    assert_eq!(Countries(&twice).contradictions(), [("union", country("BEL"))]);
    twice[0].until = Some(date(1900, 1, 1));
    assert_eq!(Countries(&twice).contradictions(), [("ends-before-it-begins", country("BEL"))]);
}

#[test]
fn an_operator_adds_a_row_and_the_rule_follows() {
    let mut rows = KNOWN.to_vec();
    rows.push(StatusRow {
        country: country("MNE"),
        aspect: Aspect::Union,
        from: date(2030, 1, 1),
        until: None,
        source: "a row of an operator",
    });
    let ministry = organisation(OrganisationKind::NationalAuthority, "MNE");
    assert!(ministry.is_third_country_recipient(Countries(&rows), date(2029, 12, 31)));
    assert!(!ministry.is_third_country_recipient(Countries(&rows), date(2030, 1, 1)));
}

#[test]
fn whose_eligibility_needs_a_reason() {
    use OrganisationKind as K;
    let at = (Countries::default(), JULY_2026);
    let cases = [
        (K::UnionInstitution, "BEL", true),
        (K::NationalAuthority, "DNK", true),
        (K::NationalAuthority, "GEO", true),
        (K::NationalAuthority, "GBR", false),
        (K::PrivateCompany, "BEL", false),
        (K::Other, "BEL", false),
    ];
    for (kind, seat, expected) in cases {
        assert_eq!(is_evidently_eligible(kind, country(seat), at), expected, "{kind:?} {seat}");
    }
}

#[test]
fn who_the_controller_is_changes_by_no_name() {
    use super::{Organisation, OrganisationKind};
    use crate::person::OrganisationName;
    let called = |name: &str, kind| Organisation {
        id: fnd_core::Id::from_uuid(uuid::Uuid::nil()),
        name: OrganisationName::read(name).unwrap(),
        kind,
        seat: country("BEL"),
    };
    let commission = called("European Commission", OrganisationKind::UnionInstitution);
    let agency = called("European Agency", OrganisationKind::UnionInstitution);
    let company = called("European Commission", OrganisationKind::PrivateCompany);
    let cases = [
        ("another takes its name", Some(&agency), &commission, false),
        ("one of its name is added", None, &commission, false),
        ("it gives its name away", Some(&commission), &agency, false),
        ("it becomes something else", Some(&commission), &company, false),
        ("it moves", Some(&commission), &commission, true),
        ("another is added", None, &agency, true),
        ("a company of that name is no controller", None, &company, true),
    ];
    for (rule, before, after, keeps) in cases {
        assert_eq!(after.keeps_controller(before, "European Commission"), keeps, "{rule}");
    }
}
