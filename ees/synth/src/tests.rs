//! What holds for every population.

use std::collections::BTreeSet;

use ees_domain::day::Day;
use ees_domain::file::{Crossing, RecordedGround};
use ees_domain::identity::{Identity, Name};
use ees_domain::mrz;
use ees_domain::name::transliterate::{Purpose, transliterate};
use ees_domain::search::{likeness, query_keys, stored_keys};
use fnd_core::CountryCode;
use jiff::civil::Date;

use crate::history::{Act, Traveller};
use crate::person::Paper;
use crate::plan::Style;
use crate::population::{SEED, newcomers, travellers};
use crate::specimens::Cabinet;
use crate::tally::Tally;

const TODAY: Day = Day::of(2026, 11, 21);

fn people(count: usize) -> Vec<Traveller> {
    travellers(SEED, TODAY).take(count).collect()
}

#[test]
fn the_same_seed_makes_the_same_people_and_another_seed_others() {
    let make = |seed| -> Vec<String> {
        let some = travellers(seed, TODAY).take(40);
        some.map(|t| format!("{:?} {} {:?}", t.file, zone(&t.person.papers[0]), t.units)).collect()
    };
    assert_eq!(make(1), make(1));
    assert!(make(1).iter().zip(&make(2)).all(|(one, other)| one != other));
    let fewer: Vec<_> = travellers(1, TODAY).take(10).map(|t| t.person).collect();
    let more: Vec<_> = travellers(1, TODAY).take(40).map(|t| t.person).collect();
    assert_eq!(fewer, more[..10]);
}

fn zone(paper: &Paper) -> String {
    paper.zone().unwrap()
}

/// What a zone of `paper` is expected to say.
fn in_zone(identity: &Identity, issuer: CountryCode) -> Identity {
    let written = |name: &Name| {
        let zone = transliterate(name.as_str(), Some(issuer), Purpose::Zone);
        assert!(zone.complete, "every letter has a transliteration");
        Name::new(&zone.text.replace('<', " ")).unwrap()
    };
    Identity {
        surname: written(&identity.surname),
        given_names: identity.given_names.as_ref().map(written),
        ..identity.clone()
    }
}

#[test]
fn every_zone_reads_back_to_the_same_identity_and_document() {
    let new = newcomers(SEED, TODAY, 200);
    let known = people(2_000).into_iter().map(|traveller| traveller.person);
    let mut cut = 0;
    for person in known.chain(new) {
        for paper in &person.papers {
            let read = mrz::read(&zone(paper), TODAY.date()).unwrap();
            assert_eq!(read.travel_document().as_ref(), Some(&paper.document));
            let expected = in_zone(&paper.printed, paper.document.issuer);
            if read.name_may_be_truncated {
                cut += 1;
                assert!(expected.surname.as_str().starts_with(read.identity.surname.as_str()));
                assert_eq!(read.identity.birth, expected.birth);
            } else {
                assert_eq!(read.identity, expected);
            }
        }
    }
    assert!(0 < cut, "some names do not fit");
}

#[test]
fn no_two_documents_and_no_two_visas_share_a_number() {
    let (mut numbers, mut stickers) = (BTreeSet::new(), BTreeSet::new());
    let known = people(8_000);
    for traveller in &known {
        for paper in &traveller.person.papers {
            let number = (paper.document.issuer, paper.document.number.as_str().to_owned());
            assert!(numbers.insert(number), "{}", traveller.person.serial);
        }
        let own: BTreeSet<_> = traveller.records.iter().filter_map(sticker).collect();
        assert!(own.into_iter().all(|sticker| stickers.insert(sticker)));
    }
    for person in newcomers(SEED, TODAY, 500) {
        let document = &person.papers[0].document;
        assert!(numbers.insert((document.issuer, document.number.as_str().to_owned())));
    }
}

fn sticker(record: &Crossing) -> Option<String> {
    if let RecordedGround::Visa(visa) = &record.ground {
        return Some(visa.sticker.as_str().to_owned());
    }
    None
}

#[test]
fn shares_are_plausible() {
    let people = people(8_000);
    let mut tally = Tally::default();
    for traveller in &people {
        tally.add(traveller, TODAY);
    }
    let within = |what, count: u64, least: u64, most: u64| {
        let of_ten_thousand = count * 10_000 / tally.files;
        let bounds = least..=most;
        assert!(bounds.contains(&of_ten_thousand), "{what}: {of_ten_thousand} of 10,000\n{tally}");
    };
    within("people who travel at all", tally.travellers, 10_000, 12_000);
    within("inside", tally.inside, 400, 800);
    within("overstayers inside", tally.overstaying, 30, 120);
    within("left late", tally.left_late, 50, 200);
    within("refusals", tally.refusals, 60, 250);
    within("refused only", tally.refused_only, 20, 120);
    within("exits missing", tally.exit_missing, 20, 120);
    within("entries unknown", tally.entry_unknown, 5, 80);
    let family = people.iter().filter(|t| t.person.is_family_member && !t.units.is_empty());
    within("family members", u64::try_from(family.count()).unwrap(), 100, 300);
    let kinds: BTreeSet<_> = people.iter().map(|t| t.style).collect();
    assert_eq!(kinds.len(), 7, "{kinds:?}");
    assert!(kinds.contains(&Style::Lorry));
}

#[test]
fn passages_are_in_order_and_end_before_today() {
    for traveller in people(3_000) {
        let instants: Vec<_> = traveller.units.iter().map(|unit| unit.at).collect();
        assert!(instants.is_sorted_by(|a, b| a < b), "{}", traveller.person.serial);
        let open = traveller.records.iter().filter(|record| record.is_open()).count();
        assert!(open <= 1);
        for unit in &traveller.units {
            let day = Day::from(unit.at.to_zoned(unit.point.zone.clone()).date());
            assert!(day < TODAY);
            let expires: Date = traveller.person.papers[unit.paper].document.expires;
            let is_entry = matches!(unit.act, Act::Enter(_));
            assert!(!is_entry || day.date() <= expires, "documents are valid at the entry");
        }
    }
}

#[test]
fn ages_run_from_infants_to_the_very_old() {
    let birth = |t: &Traveller| t.person.identities[0].birth.to_date();
    let births: Vec<Date> = people(5_000).iter().filter_map(birth).collect();
    let years = |day: &Date| TODAY.date().year() - day.year();
    assert!(births.iter().map(years).all(|age| (0..=90).contains(&age)));
    let children = births.iter().filter(|day| years(day) < 18).count();
    assert!((300..1_500).contains(&children), "{children}");
}

#[test]
fn a_population_shows_nearly_everything_worth_trying() {
    let mut cabinet = Cabinet::new(TODAY);
    for traveller in &people(2_000) {
        cabinet.consider(traveller);
    }
    assert!(18 <= cabinet.count(), "{}", cabinet.text(SEED));
    let text = cabinet.text(SEED);
    assert_eq!(text.matches("New to the register").count(), 5);
}

#[test]
fn nearly_all_zones_find_the_identity_on_file() {
    let (mut asked, mut missed) = (0, 0);
    for traveller in people(2_000) {
        let (person, paper) = (&traveller.person, &traveller.person.papers[0]);
        let identity = &person.identities[paper.identity];
        let read = mrz::read(&zone(paper), TODAY.date()).unwrap().identity;
        let stored = stored_keys(identity);
        let shares = query_keys(&read).iter().any(|key| stored.contains(key));
        asked += 1;
        missed += usize::from(!shares || likeness(&read, identity).is_none());
    }
    assert!(missed * 500 <= asked, "{missed} of {asked}");
}
