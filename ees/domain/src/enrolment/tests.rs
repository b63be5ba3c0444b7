//! What is entered of what was taken.

use super::*;
use crate::biometrics::MissingWhy;
use crate::day::Day;
use crate::fields::{Age, AgeReading, Comparison, Light, MissingFinger, PrintsGiven};
use crate::refusal::{BiometricsAllowed, Reason, Withheld};

const FIRST: Day = Day::of(2026, 7, 15);
const NEXT: Day = Day::of(2026, 9, 1);
const ADULT: AgeReading = AgeReading::Known(Age::TwelveOrOlder);
const SWITCHES: BiometricSwitches = BiometricSwitches {
    sufficient_nfiq2: 30,
    better_by: 10,
    verification_per_million: 500,
    identification_per_million: 1_000,
};

fn live(quality: Quality) -> OfferedFace {
    let capture = FaceCapture {
        source: FaceSource::Live,
        light: Light::Colour,
        chip_comparison: Comparison::NotMade,
        live_quality_unattainable: false,
    };
    OfferedFace { capture, quality }
}

fn chip(chip_comparison: Comparison, live_quality_unattainable: bool) -> OfferedFace {
    let capture = FaceCapture {
        source: FaceSource::Chip,
        light: Light::Greyscale,
        chip_comparison,
        live_quality_unattainable,
    };
    OfferedFace { capture, quality: Quality::Sufficient }
}

fn prints(scores: [Option<u8>; 4]) -> ScoredPrints {
    let mut given = PrintsGiven::default();
    for (finger, score) in Finger::ALL.into_iter().zip(scores) {
        match score {
            Some(_) => given.taken.push((Hand::Right, finger)),
            None => given.missing.push((Hand::Right, finger, MissingFinger::Unable)),
        }
    }
    ScoredPrints { prints: Prints::new(&given).unwrap(), scores }
}

const GOOD: [Option<u8>; 4] = [Some(60), Some(60), Some(60), Some(60)];

fn seen(regime: Regime, age: AgeReading, day: Day) -> Seen {
    Seen::plain(regime, age, day)
}

/// A file made on the first day of `offered`.
fn file(offered: &Offered, regime: Regime) -> Biometrics {
    let seen = seen(regime, ADULT, FIRST);
    let entered = to_enter(offered, None, (&seen, Is::So), SWITCHES);
    Biometrics::of_new(&Seen { entered, ..seen })
}

/// What is entered later of `offered` in `held`, and what the file says then.
fn later(offered: &Offered, held: &Biometrics, document: Is) -> (ToEnter, Biometrics) {
    let seen = seen(Regime::VisaExempt, ADULT, NEXT);
    let entered = to_enter(offered, Some(held), (&seen, document), SWITCHES);
    let after = held.after(&Seen { entered: entered.clone(), ..seen });
    (entered, after)
}

#[test]
fn a_new_file_takes_what_the_person_owes_and_nothing_else() {
    let offered =
        Offered { live: Some(live(Quality::Sufficient)), chip: None, prints: Some(prints(GOOD)) };
    let child = AgeReading::Known(Age::UnderTwelve);
    for (rule, regime, age, takes_prints) in [
        ("no visa needed", Regime::VisaExempt, ADULT, true),
        ("transit", Regime::Transit, ADULT, true),
        ("visa holders' prints are never stored", Regime::VisaRequired, ADULT, false),
        ("children's prints are never stored", Regime::VisaExempt, child, false),
    ] {
        let entered = to_enter(&offered, None, (&seen(regime, age, FIRST), Is::So), SWITCHES);
        assert_eq!(entered.face, Some((FaceSource::Live, Quality::Sufficient)), "{rule}");
        assert_eq!(entered.prints.is_some(), takes_prints, "{rule}");
    }
    let made = file(&offered, Regime::VisaExempt);
    assert_eq!(made.face.mark, FaceMark::Taken(FaceSource::Live));
    assert_eq!(made.prints.mark, PrintsMark::Taken);
    assert_eq!(made.held, Held { face: Some(Quality::Sufficient), prints: Some(prints(GOOD)) });
    let made = file(&offered, Regime::VisaRequired);
    assert_eq!((made.prints.mark, made.held.prints), (PrintsMark::MustNotBeStored, None));
}

#[test]
fn the_chip_serves_only_where_a_live_image_of_quality_cannot_be_had() {
    let matched = Comparison::Match;
    let poor = Some(live(Quality::Insufficient));
    let source = |offered: Offered| {
        let seen = seen(Regime::VisaExempt, ADULT, FIRST);
        let entered = to_enter(&offered, None, (&seen, Is::So), SWITCHES);
        (entered.face.map(|(source, _)| source), entered.not_entered)
    };
    let with = |live, chip| Offered { live, chip, prints: None };
    let (live_one, chip_one) = (Some(FaceSource::Live), Some(FaceSource::Chip));
    let nothing: Vec<FaceError> = Vec::new();
    for (rule, offered, expected) in [
        (
            "live",
            with(Some(live(Quality::Sufficient)), Some(chip(matched, false))),
            (live_one, nothing.clone()),
        ),
        ("too poor", with(poor, Some(chip(matched, true))), (chip_one, nothing.clone())),
        (
            "poor, nobody says it cannot be had",
            with(poor, Some(chip(matched, false))),
            (live_one, nothing.clone()),
        ),
        (
            "the chip of another",
            with(poor, Some(chip(Comparison::NoMatch, true))),
            (live_one, nothing.clone()),
        ),
        (
            "the chip alone, of another",
            with(None, Some(chip(Comparison::NoMatch, true))),
            (None, vec![FaceError::ChipOfAnother]),
        ),
        ("the chip alone, to be compared", with(None, Some(chip(matched, false))), (None, nothing)),
    ] {
        assert_eq!(source(offered), expected, "{rule}");
    }
    let mut grey = Some(live(Quality::Sufficient));
    if let Some(face) = &mut grey {
        face.capture.light = Light::Greyscale;
    }
    assert_eq!(source(with(grey, None)), (None, vec![FaceError::NotInColour]));
}

#[test]
fn a_better_image_takes_the_place_of_a_worse_one_and_never_the_other_way() {
    let with = |live, chip| Offered { live, chip, prints: None };
    let good = Some(live(Quality::Sufficient));
    let poor = Some(live(Quality::Insufficient));
    let of_chip = with(None, Some(chip(Comparison::Match, true)));
    let cases = [
        ("chip by live", of_chip, good, Is::NotSo, true),
        ("chip by a poor one", of_chip, poor, Is::NotSo, false),
        ("poor by good", with(poor, None), good, Is::NotSo, true),
        ("good stays", with(good, None), good, Is::NotSo, false),
        ("another document", with(good, None), good, Is::So, true),
        ("another document, a poor image", with(good, None), poor, Is::So, false),
    ];
    for (rule, held, offered, document, is_replaced) in cases {
        let held = file(&held, Regime::VisaExempt);
        let (entered, after) = later(&with(offered, None), &held, document);
        assert_eq!(entered.face.is_some(), is_replaced, "{rule}");
        let day = if is_replaced { NEXT } else { FIRST };
        assert_eq!(after.face.since, day, "{rule}");
    }
}

#[test]
fn prints_are_replaced_when_none_is_worse_and_one_is_better() {
    let of = |scores| Offered { live: None, chip: None, prints: Some(prints(scores)) };
    let three = [Some(60), Some(60), Some(60), None];
    for (rule, held, offered, is_replaced) in [
        ("the same", GOOD, GOOD, false),
        ("a little better", GOOD, [Some(69), Some(60), Some(60), Some(60)], false),
        ("better", GOOD, [Some(70), Some(60), Some(60), Some(60)], true),
        ("better and worse", GOOD, [Some(90), Some(59), Some(60), Some(60)], false),
        ("another finger", three, GOOD, true),
        ("a finger less", GOOD, three, false),
    ] {
        let held = file(&of(held), Regime::VisaExempt);
        let (entered, after) = later(&of(offered), &held, Is::NotSo);
        assert_eq!(entered.prints.is_some(), is_replaced, "{rule}");
        let expected = if is_replaced { offered } else { held.held.prints.unwrap().scores };
        assert_eq!(after.held.prints.unwrap().scores, expected, "{rule}");
    }
}

#[test]
fn what_was_owed_is_entered_and_the_note_that_it_was_impossible_goes() {
    let bandaged = Seen {
        hands: Some(crate::check::Hands {
            fingers: crate::fields::Fingers::TemporarilyImpossible,
            reason: "A bandage.".parse().unwrap(),
        }),
        ..seen(Regime::VisaExempt, ADULT, FIRST)
    };
    let held = Biometrics::of_new(&bandaged);
    assert_eq!(held.prints.mark, PrintsMark::ImpossibleToday);
    let offered = Offered { prints: Some(prints(GOOD)), ..Offered::default() };
    let (_, after) = later(&offered, &held, Is::NotSo);
    assert_eq!((after.prints.mark, after.prints.reason), (PrintsMark::Taken, None));
    assert_eq!(held.face.mark, FaceMark::Missing(MissingWhy::NotAvailable));
}

#[test]
fn a_refusal_enters_what_its_reasons_allow() {
    let offered = Offered {
        live: Some(live(Quality::Sufficient)),
        chip: Some(chip(Comparison::NotMade, false)),
        prints: Some(prints(GOOD)),
    };
    let (yes, no) = (Allowance::Allowed(Reason::B), Allowance::Withheld(Withheld::NoReason));
    for (rule, face, face_of_chip, fingerprints, expected) in [
        ("A", no, no, no, (None, false)),
        ("B", yes, no, yes, (Some(FaceSource::Live), true)),
        ("B, in VIS", yes, no, no, (Some(FaceSource::Live), false)),
        ("J", no, yes, no, (Some(FaceSource::Chip), false)),
    ] {
        let refusal = Some(BiometricsAllowed { face, face_of_chip, fingerprints });
        let seen = Seen { refusal, ..seen(Regime::VisaRequired, ADULT, FIRST) };
        let entered = to_enter(&offered, None, (&seen, Is::So), SWITCHES);
        let source = entered.face.map(|(source, _)| source);
        assert_eq!((source, entered.prints.is_some()), expected, "{rule}");
    }
}

#[test]
fn positions_and_places_are_those_of_the_standard() {
    for (position, slot) in [(2, 1), (3, 2), (4, 3), (5, 4), (7, 1), (8, 2), (9, 3), (10, 4)] {
        let sample = SampleOf::at(Some(position)).unwrap();
        assert_eq!((sample.position(), sample.slot()), (Some(position), slot));
    }
    assert_eq!(SampleOf::at(None), Some(SampleOf::Face));
    for thumb_or_none in [0, 1, 6, 11] {
        assert_eq!(SampleOf::at(Some(thumb_or_none)), None);
    }
}
