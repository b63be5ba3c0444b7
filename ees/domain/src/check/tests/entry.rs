//! E6 to E8: file and calculation, other checks, proposal, decision.

use super::*;
use crate::authorised::{AuthorisedStay, Between, Bound, Exhaustion, StayEnd};

fn stay(known: Known, stay: AuthorisedStay) -> Known {
    with(known, |known| known.consulted = Some(Consulted { stay: Some(stay), ..CONSULTED }))
}

fn end() -> StayEnd {
    StayEnd { last_day: Day::of(2027, 1, 30), bound: Bound::NinetyDays, only_in: None }
}

fn on(known: Known, day: Day) -> Known {
    with(known, |known| known.post.day = day)
}

#[test]
fn e6_file_and_calculation_are_shown_and_stamps_count_in_the_first_period() {
    let cases = [
        ("e6_start", Day::of(2026, 3, 1), "document ees face consult-stamps others"),
        ("e6_stamps", Day::of(2026, 5, 1), "document ees face consult-stamps others"),
        ("e6_stamps_last_day", Day::of(2026, 10, 6), "document ees face consult-stamps others"),
        ("e6_afterwards", Day::of(2026, 10, 7), "document ees face consult others"),
    ];
    for (branch, day, expected) in cases {
        assert_eq!(asked(Direction::Entry, &on(exempt(), day)), expected, "{branch}");
    }
    let new = asked(Direction::Entry, &unknown(exempt()));
    assert!(new.ends_with(" consult others"), "e6_new_file: the stay of a new person is shown too");
}

#[test]
fn e7_purpose_and_means_are_asked_unless_a_programme_vouches_for_them() {
    let vetted = with_file(exempt(), |file| file.programme = Is::So);
    let databases = vec![Aspect::DocumentDatabases, Aspect::Alerts];
    let all = [databases.clone(), vec![Aspect::Purpose, Aspect::Means]].concat();
    let with_etias = |known| {
        with(known, |known: &mut Known| known.post.switches.features.etias_from = Some(DAY))
    };
    let mut authorised = all.clone();
    authorised.insert(2, Aspect::TravelAuthorisation);
    let cases = [
        ("e7_entry", Direction::Entry, exempt(), all.clone()),
        ("e7_programme", Direction::Entry, vetted, databases.clone()),
        ("e7_travel_authorisation", Direction::Entry, with_etias(exempt()), authorised),
        ("e7_visa_needs_none", Direction::Entry, with_etias(visa()), all),
        ("x_exit", Direction::Exit, with_etias(exempt()), databases),
    ];
    for (branch, direction, oracle, expected) in cases {
        let (asked, _) = run(direction, &oracle);
        assert_eq!(asked.last(), Some(&Question::OtherChecks(expected)), "{branch}");
    }
}

#[test]
fn e8_what_is_proposed_follows_from_what_was_found() {
    use Suggestion as S;
    let spent = |why| stay(exempt(), AuthorisedStay::Exhausted(why));
    let no_document = with_document(exempt(), |document| document.state = DocumentState::Missing);
    let forged = with_document(exempt(), |document| document.state = DocumentState::False);
    let doubtful = with_document(exempt(), |document| document.state = DocumentState::Doubtful);
    let no_visa = with_document(visa(), |document| document.visa = VisaShown::None);
    let national = with_document(visa(), |document| document.visa = VisaShown::National);
    let national = with(national, |known| known.vis = Some(VisSearch::NoHit));
    let expired = VisFound { visa: VisaInVis::NoneValid, ..VISA };
    let expired = with(visa(), |known| known.vis = Some(VisSearch::Hit(expired)));
    let family = with_document(no_visa.clone(), |document| document.scope = Scope::InNoCalculation);
    let alert = with(exempt(), |known| {
        known.other_checks.as_mut().unwrap().reasons = vec![Reason::HSis];
    });
    let several = with(spent(Exhaustion::NinetyDays), |known| {
        known.other_checks.as_mut().unwrap().reasons = vec![Reason::G];
    });
    let start = on(spent(Exhaustion::NinetyDays), Day::of(2026, 4, 9));
    let open = with(exempt(), |known| {
        known.consulted = Some(Consulted { open_record: Is::So, ..CONSULTED });
    });
    let between = Between { shortest: Ok(end()), longest: Ok(end()), used_before: (0, 40) };
    let doubt = with(exempt(), |known| known.doubt = Is::So);
    let cases: Vec<(&str, Known, Suggestion, Vec<Flag>)> = vec![
        ("e8_admit", stay(exempt(), AuthorisedStay::Until(end())), S::Admit, vec![]),
        ("e8_admit_visa", visa(), S::Admit, vec![]),
        ("e8_a", no_document, S::Refuse(vec![Reason::A]), vec![]),
        ("e8_b", forged, S::Refuse(vec![Reason::B]), vec![]),
        ("e8_c_none", no_visa, S::Refuse(vec![Reason::C]), vec![]),
        ("e8_c_expired", expired, S::Refuse(vec![Reason::C]), vec![]),
        ("e8_c_entries", spent(Exhaustion::VisaEntries), S::Refuse(vec![Reason::C]), vec![]),
        ("e8_national_visa", national, S::Admit, vec![]),
        ("e8_family_without_visa", family, S::Admit, vec![]),
        ("e8_f", spent(Exhaustion::NinetyDays), S::Refuse(vec![Reason::F]), vec![]),
        ("e8_f_and_g", several, S::Refuse(vec![Reason::F, Reason::G]), vec![]),
        ("e8_h", alert, S::Refuse(vec![Reason::HSis]), vec![]),
        ("e8_start_of_the_system", start, S::Admit, vec![Flag::ResultsNotToBeUsed]),
        ("e8_open_record", open, S::OfficerAlone, vec![Flag::OpenRecord]),
        (
            "e8_stay_uncertain",
            stay(exempt(), AuthorisedStay::NeedsHuman(between)),
            S::OfficerAlone,
            vec![Flag::StayUncertain],
        ),
        ("e8_doubtful_document", doubtful, S::OfficerAlone, vec![Flag::DocumentDoubted]),
        ("e8_second_line", doubt, S::OfficerAlone, vec![Flag::IdentityWasInDoubt]),
    ];
    for (branch, oracle, suggestion, flags) in cases {
        let proposal = proposed(Direction::Entry, &oracle);
        assert_eq!(proposal, Proposal { suggestion, flags }, "{branch}");
    }
}

#[test]
fn e8_an_officer_decides_whatever_is_proposed() {
    let alert = with(exempt(), |known| {
        known.other_checks.as_mut().unwrap().reasons = vec![Reason::HSis];
    });
    let admitted = recorded(Direction::Entry, alert.clone(), Decision::Admit);
    let entry = Action::RecordEntry { earlier_is_open: Is::NotSo };
    assert_eq!(admitted, [Action::UpdateFile(ID), entry], "against the proposal");
    let asylum = recorded(Direction::Entry, alert, Decision::Protection);
    assert_eq!(asylum, [Action::NationalProcedure], "no refusal is recorded");
}

#[test]
fn e8_a_decision_that_does_not_fit_leaves_the_proposal() {
    let cases = [
        (Direction::Entry, Decision::LetLeave),
        (Direction::Entry, Decision::HoldBack),
        (Direction::Entry, Decision::Refuse(Vec::new())),
        (Direction::Exit, Decision::Admit),
        (Direction::Exit, Decision::Refuse(vec![Reason::A])),
        (Direction::Exit, Decision::Protection),
    ];
    for (direction, decision) in cases {
        let oracle = Known { decision: Some(decision.clone()), ..exempt() };
        let (_, last) = run(direction, &oracle);
        assert!(matches!(last, Step::Decide(_)), "{direction:?} {decision:?}");
    }
}

#[test]
fn e8_without_the_system_the_officer_sees_what_could_not_be_asked() {
    let away = |known| with(known, |known: &mut Known| known.ees = Some(EesSearch::Unavailable));
    let vis_away = with(away(visa()), |known| known.vis = Some(VisSearch::Unavailable));
    let cases = [
        ("e8_away_exempt", away(exempt()), vec![Flag::NotSearched, Flag::EesUnavailable]),
        ("e8_away_visa", away(visa()), vec![Flag::EesUnavailable]),
        (
            "e8_away_both",
            vis_away,
            vec![Flag::NotSearched, Flag::EesUnavailable, Flag::VisUnavailable],
        ),
    ];
    for (branch, oracle, flags) in cases {
        let proposal = proposed(Direction::Entry, &oracle);
        assert_eq!(proposal, Proposal { suggestion: Suggestion::Admit, flags }, "{branch}");
    }
}
