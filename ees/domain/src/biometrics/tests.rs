//! What a file says of biometric data, from one crossing to the next.

use super::*;
use crate::refusal::Reason;

const FIRST: Day = Day::of(2026, 7, 15);
const NEXT: Day = Day::of(2026, 9, 1);
const ADULT: AgeReading = AgeReading::Known(Age::TwelveOrOlder);
const CHILD: AgeReading = AgeReading::Known(Age::UnderTwelve);

fn reason(text: &str) -> FormText {
    text.parse().unwrap()
}

fn seen(regime: Regime, age: AgeReading) -> Seen {
    Seen::plain(regime, age, FIRST)
}

fn said(fingers: Option<Fingers>) -> Option<Hands> {
    fingers.map(|fingers| Hands { fingers, reason: reason("What the officer saw.") })
}

/// The next crossing of somebody who needs no visa.
fn next(fingers: Option<Fingers>) -> Seen {
    Seen { hands: said(fingers), ..Seen::plain(Regime::VisaExempt, ADULT, NEXT) }
}

#[test]
fn every_code_is_found_again() {
    for (mark, code) in FaceMark::ALL {
        assert_eq!((FaceMark::find(code), mark.code()), (Some(mark), code));
        assert!(mark.article().contains("Art."), "{code}");
    }
    for (mark, code) in PrintsMark::ALL {
        assert_eq!((PrintsMark::find(code), mark.code()), (Some(mark), code));
        assert!(mark.article().contains("Art."), "{code}");
    }
    let exempt = [Exemption::UnderTwelve, Exemption::PermanentlyImpossible];
    let codes = exempt.map(|why| PrintsMark::NotApplicable(why).field_code());
    assert_eq!(codes, ["not-applicable"; 2], "the field does not say why");
}

#[test]
fn a_new_file_says_of_each_person_what_the_law_says() {
    use PrintsMark as P;
    let missing = MissingWhy::NotAvailable;
    let temporary = Some(Fingers::TemporarilyImpossible);
    let permanent = Some(Fingers::PermanentlyImpossible);
    let exempt = |fingers| Seen { hands: said(fingers), ..seen(Regime::VisaExempt, ADULT) };
    let rows = [
        ("visa-exempt", exempt(None), P::Missing(missing)),
        ("visa-required", seen(Regime::VisaRequired, ADULT), P::MustNotBeStored),
        ("transit", seen(Regime::Transit, ADULT), P::Missing(missing)),
        ("a child", seen(Regime::VisaExempt, CHILD), P::NotApplicable(Exemption::UnderTwelve)),
        ("a child who needs a visa", seen(Regime::VisaRequired, CHILD), P::MustNotBeStored),
        ("bandaged", exempt(temporary), P::ImpossibleToday),
        ("without hands", exempt(permanent), P::NotApplicable(Exemption::PermanentlyImpossible)),
        (
            "at a point without",
            Seen { why: MissingWhy::PointWithout, ..exempt(None) },
            P::Missing(MissingWhy::PointWithout),
        ),
    ];
    for (who, seen, prints) in rows {
        let marks = Biometrics::of_new(&seen);
        assert_eq!(marks.prints.mark, prints, "{who}");
        assert_eq!(marks.face.mark, FaceMark::Missing(seen.why), "{who}: a face is owed always");
        assert_eq!((marks.prints.since, marks.face.since), (FIRST, FIRST), "{who}");
    }
}

#[test]
fn what_is_noted_stands_until_prints_are_given() {
    use PrintsMark as P;
    let bandaged = Biometrics::of_new(&Seen {
        hands: said(Some(Fingers::TemporarilyImpossible)),
        reason: Some(reason("No device.")),
        ..seen(Regime::VisaExempt, ADULT)
    });
    assert_eq!(bandaged.prints.reason, Some(reason("What the officer saw.")));
    assert_eq!(bandaged.face.reason, Some(reason("No device.")), "hands explain no face");
    let again = bandaged.after(&next(None));
    assert_eq!(again, bandaged, "with its day and its reason");
    assert!(again.is_owed(Age::TwelveOrOlder));
    assert!(!bandaged.history_keeps_prints(), "Art. 17(4)");
    let for_good = bandaged.after(&next(Some(Fingers::PermanentlyImpossible)));
    assert_eq!(for_good.prints.mark, P::NotApplicable(Exemption::PermanentlyImpossible));
    assert_eq!(for_good.prints.since, NEXT);
    assert!(!for_good.prints.mark.is_owed(Age::TwelveOrOlder));
    assert_eq!(for_good.after(&next(None)), for_good, "nobody has to say it twice");
    let healed = for_good.after(&next(Some(Fingers::Usable)));
    assert_eq!(healed.prints.mark, P::Missing(MissingWhy::NotAvailable));
}

#[test]
fn a_child_who_turned_twelve_owes_prints() {
    let child = Biometrics::of_new(&seen(Regime::VisaExempt, CHILD));
    assert!(!child.prints.mark.is_owed(Age::UnderTwelve));
    assert!(child.prints.mark.is_owed(Age::TwelveOrOlder), "on the day of the check");
    let grown = child.after(&next(None));
    assert_eq!(grown.prints.mark, PrintsMark::Missing(MissingWhy::NotAvailable));
}

#[test]
fn a_refusal_enters_what_its_reasons_allow() {
    use PrintsMark as P;
    let allowed = Allowance::Allowed(Reason::B);
    let none = Allowance::Withheld(Withheld::NoReason);
    let of = |face, fingerprints| BiometricsAllowed { face, face_of_chip: none, fingerprints };
    let missing = MissingWhy::NotAvailable;
    let rows = [
        ("alphanumeric data alone", Regime::VisaExempt, of(none, none), (false, P::NotEntered)),
        ("of who needs a visa", Regime::VisaRequired, of(none, none), (false, P::MustNotBeStored)),
        ("both", Regime::VisaExempt, of(allowed, allowed), (true, P::Missing(missing))),
        (
            "prints of who needs a visa and is not known there",
            Regime::VisaRequired,
            of(allowed, allowed),
            (true, P::Missing(missing)),
        ),
        (
            "the face of a child",
            Regime::VisaExempt,
            of(allowed, Allowance::Withheld(Withheld::NotApplicable(Exemption::UnderTwelve))),
            (true, P::NotApplicable(Exemption::UnderTwelve)),
        ),
    ];
    for (case, regime, refusal, (face, prints)) in rows {
        let marks = Biometrics::of_new(&Seen { refusal: Some(refusal), ..seen(regime, ADULT) });
        assert_eq!(marks.prints.mark, prints, "{case}");
        let expected = if face { FaceMark::Missing(missing) } else { FaceMark::NotEntered };
        assert_eq!(marks.face.mark, expected, "{case}");
    }
    let refused = Biometrics::of_new(&Seen {
        refusal: Some(of(none, none)),
        ..seen(Regime::VisaExempt, ADULT)
    });
    let admitted = refused.after(&next(None));
    assert_eq!(admitted.face.mark, FaceMark::Missing(missing), "an entry asks for all of it");
    assert_eq!(admitted.prints.mark, P::Missing(missing));
    let refused_again = admitted.after(&Seen { refusal: Some(of(none, none)), ..next(None) });
    assert_eq!(refused_again, admitted, "a refusal takes nothing back");
}

#[test]
fn of_two_files_what_is_there_counts_and_else_the_later_word() {
    let early = Biometrics::of_new(&seen(Regime::VisaExempt, CHILD));
    let late = Biometrics::of_new(&next(Some(Fingers::TemporarilyImpossible)));
    assert_eq!(early.together(&late), late);
    assert_eq!(late.together(&early), late, "whichever is kept");
    let mut taken = early.clone();
    taken.prints.mark = PrintsMark::Taken;
    taken.face.mark = FaceMark::Taken(FaceSource::Chip);
    assert_eq!(late.together(&taken), taken);
    let same_day = Biometrics::of_new(&seen(Regime::VisaExempt, ADULT));
    assert_eq!(early.together(&same_day).prints, early.prints, "the first of one day");
}

#[test]
fn prints_that_are_there_stay_whatever_comes() {
    let mut taken = Biometrics::of_new(&seen(Regime::VisaExempt, ADULT));
    taken.prints.mark = PrintsMark::Taken;
    taken.face.mark = FaceMark::Taken(FaceSource::Live);
    for fingers in [None, Some(Fingers::TemporarilyImpossible)] {
        for regime in [Regime::VisaExempt, Regime::VisaRequired, Regime::Transit] {
            assert_eq!(taken.after(&Seen { regime, ..next(fingers) }), taken);
        }
    }
    assert!(!taken.is_owed(Age::TwelveOrOlder));
}
