//! Putting right what a successful appeal shows to be wrong.

use super::*;
use crate::fields::{Age, Fingers};
use crate::switches::InForce;

const RULED: Day = Day::of(2026, 9, 1);

fn appeal(outcome: AppealOutcome) -> Appeal {
    Appeal {
        day: RULED,
        outcome,
        corrected_by: CountryCode::of(b"ROU"),
        others: OtherRecords::None,
    }
}

fn corrected(decision: &RefusalDecision, appeal: &Appeal) -> Result<Correction, CorrectionError> {
    let facts = BiometricFacts {
        earlier_file: EarlierFile::None,
        alert: AlertBiometrics::NotHeld,
        threats: &[Threat::InternalSecurity],
        chip: Chip::None,
        vis_image: VisImage::None,
        age: Age::TwelveOrOlder,
        fingers: Fingers::Usable,
        in_force: InForce::default(),
    };
    let switches = RefusalSwitches::default();
    let entered = EnteredUnder { person: Person::VisaExempt, facts: &facts, switches };
    correct(decision, appeal, entered, RULED)
}

#[test]
fn an_ill_founded_refusal_is_erased_and_its_file_with_it_unless_it_holds_more() {
    let exempt = decision(attempt());
    let required =
        decision(AttemptedEntry { regime: Regime::VisaRequired, visa: Some(visa()), ..attempt() });
    let cases = [
        (&exempt, OtherRecords::None, FileAfterwards::Erased, VisaAfterwards::NotConcerned),
        (
            &required,
            OtherRecords::Some,
            FileAfterwards::KeptWithoutItsBiometrics,
            VisaAfterwards::ReviewAnnulment,
        ),
    ];
    for (decision, others, file, visa) in cases {
        let appeal = Appeal { others, ..appeal(AppealOutcome::IllFounded) };
        let record = decision.refusal.id;
        let expected = Correction::Erase { record, file, visa };
        assert_eq!(corrected(decision, &appeal), Ok(expected));
    }
}

#[test]
fn a_dismissed_appeal_changes_nothing() {
    let dismissed = appeal(AppealOutcome::Dismissed);
    assert_eq!(corrected(&decision(attempt()), &dismissed), Ok(Correction::None));
    let at_once = Appeal { day: DAY, ..dismissed };
    assert_eq!(corrected(&decision(attempt()), &at_once), Ok(Correction::None), "on the same day");
}

#[test]
fn what_belonged_to_a_reason_that_fell_goes_with_it() {
    let decision = decision(threatening());
    let fell = appeal(AppealOutcome::ReasonsFell(vec![Reason::I]));
    let Ok(Correction::Amend { decision: amended, may_stay, visa }) = corrected(&decision, &fell)
    else {
        panic!("the refusal stands on its other reason")
    };
    assert_eq!(amended.codes().collect::<Vec<_>>(), ["E"]);
    assert!(amended.particulars.threats.is_empty());
    assert_eq!(amended.particulars.national_law, None);
    assert_eq!(amended.particulars.missing_documents, Some(text("hotel booking")));
    assert!(may_stay.is_empty(), "biometric data was entered for the threat alone");
    assert_eq!(visa, VisaAfterwards::NotConcerned);
}

#[test]
fn only_who_refused_corrects_and_only_what_was_ruled() {
    use AppealOutcome as O;
    let of = |outcome| appeal(outcome);
    let cases = [
        (
            "another State",
            Appeal { corrected_by: CountryCode::of(b"BGR"), ..of(O::IllFounded) },
            "not-the-refusing-state",
        ),
        (
            "a ruling before the refusal",
            Appeal { day: Day::of(2026, 7, 14), ..of(O::IllFounded) },
            "ruling-before-refusal",
        ),
        (
            "a ruling of tomorrow",
            Appeal { day: Day::of(2026, 9, 2), ..of(O::IllFounded) },
            "date-in-future",
        ),
        ("no reason fell", of(O::ReasonsFell(vec![])), "no-reason-fell"),
        (
            "a reason it never had",
            of(O::ReasonsFell(vec![Reason::A])),
            "not-a-reason-of-the-refusal",
        ),
        ("all of them", of(O::ReasonsFell(vec![Reason::G])), "no-reason-remains"),
    ];
    for (rule, appeal, code) in cases {
        let refused = corrected(&decision(attempt()), &appeal);
        assert_eq!(refused.map_err(|error| error.code()).err(), Some(code), "{rule}");
    }
}
