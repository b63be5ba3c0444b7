//! Deciding refusals, and the form.

use jiff::civil::date;

use super::*;
use crate::scope::Exclusion;
use crate::switches::FurtherReason;

const FURTHER: &[FurtherReason] = &[FurtherReason {
    code: "K_HEALTH",
    from: Day::of(2026, 7, 15),
    source: "an invented amendment",
}];

#[test]
fn a_refusal_is_recorded_with_when_where_who_and_why() {
    let decision = decision(threatening());
    assert_eq!(decision.refusal.day, DAY);
    assert_eq!(decision.refusal.point, "ROU-A-OTP");
    assert_eq!(decision.refusal.authority, "Border Police Otopeni");
    assert_eq!(decision.codes().collect::<Vec<_>>(), ["E", "I"], "in the order of the letters");
    assert_eq!(decision.state(), Some(CountryCode::of(b"ROU")));
    assert_eq!(decision.visa, None);
}

fn with(reasons: &[Reason], particulars: Particulars) -> AttemptedEntry {
    AttemptedEntry { reasons: reasons.to_vec(), particulars, ..attempt() }
}

fn codes(attempt: AttemptedEntry, switches: RefusalSwitches) -> Vec<&'static str> {
    let now = "2026-07-15T09:00:00Z".parse().unwrap();
    match refuse(attempt, now, switches) {
        Ok(_) => Vec::new(),
        Err(errors) => errors.iter().map(RefusalError::code).collect(),
    }
}

#[test]
fn what_is_wrong_with_a_refusal_is_said_at_once() {
    use Reason as R;
    let none = Particulars::default;
    let late = {
        let mut late = attempt();
        late.passage.at = "2026-07-15T09:02:01Z".parse().unwrap();
        late
    };
    let exempted = AttemptedEntry { scope: Scope::Out(Exclusion::LongStayVisa), ..attempt() };
    let twice = Particulars { threats: vec![Threat::PublicHealth; 2], ..none() };
    let cases: [(&str, AttemptedEntry, &[&str]); 12] = [
        ("nothing is wrong", attempt(), &[]),
        ("no reason", with(&[], none()), &["no-reason"]),
        ("a reason twice", with(&[R::G, R::G], none()), &["reason-twice"]),
        ("E without its list", with(&[R::E], none()), &["detail-missing"]),
        ("H without register", with(&[R::HNational], none()), &["detail-missing"]),
        ("the alert of the SIS needs no register", with(&[R::HSis], none()), &[]),
        ("I without law and threat", with(&[R::I], none()), &["detail-missing", "detail-missing"]),
        (
            "a threat without I, and twice",
            with(&[R::G], twice),
            &["detail-without-reason", "threat-twice"],
        ),
        (
            "a list without E",
            with(&[R::G], Particulars { missing_documents: Some(text("x")), ..none() }),
            &["detail-without-reason"],
        ),
        ("later than any clock", late, &["date-in-future"]),
        ("who is not recorded", exempted, &["out-of-scope"]),
        (
            "a code that is none",
            AttemptedEntry { further: vec!["K_HEALTH".parse().unwrap()], ..attempt() },
            &["reason-unknown"],
        ),
    ];
    for (rule, attempt, expected) in cases {
        assert_eq!(codes(attempt, RefusalSwitches::default()), expected, "{rule}");
    }
}

#[test]
fn a_visa_is_recorded_exactly_of_who_needs_one() {
    use Reason as R;
    let required = |visa, reason| AttemptedEntry {
        regime: Regime::VisaRequired,
        visa,
        ..with(&[reason], Particulars::default())
    };
    let cases: [(&str, AttemptedEntry, &[&str]); 8] = [
        ("a visa of who needs one", required(Some(visa()), R::G), &[]),
        ("none without explanation", required(None, R::G), &["visa-missing"]),
        ("none, and that is the reason", required(None, R::C), &[]),
        ("a forged one", required(None, R::D), &[]),
        ("no document at all", required(None, R::A), &[]),
        (
            "a family member without visa",
            AttemptedEntry { scope: Scope::InNoCalculation, ..required(None, R::G) },
            &[],
        ),
        (
            "of who needs none",
            AttemptedEntry { visa: Some(visa()), ..attempt() },
            &["visa-not-needed"],
        ),
        (
            "of who is in transit",
            AttemptedEntry { visa: Some(visa()), regime: Regime::Transit, ..attempt() },
            &["visa-not-needed"],
        ),
    ];
    for (rule, attempt, expected) in cases {
        assert_eq!(codes(attempt, RefusalSwitches::default()), expected, "{rule}");
    }
}

#[test]
fn the_reasons_are_open_for_those_a_later_form_adds() {
    let further = RefusalSwitches { further_reasons: FURTHER, ..RefusalSwitches::default() };
    let alone = AttemptedEntry {
        reasons: Vec::new(),
        further: vec!["K_HEALTH".parse().unwrap()],
        ..attempt()
    };
    assert_eq!(codes(alone.clone(), further), [""; 0]);
    let mut early = alone.clone();
    early.passage.day = Day::of(2026, 7, 14);
    assert_eq!(codes(early, further), ["reason-unknown"], "before its first day");
    let decision = refuse(alone.clone(), alone.passage.at, further).unwrap();
    assert_eq!(decision.codes().collect::<Vec<_>>(), ["K_HEALTH"]);
}

#[test]
fn every_fault_has_its_sentence() {
    let error = RefusalError::DetailMissing { detail: Detail::MissingDocuments };
    assert_eq!(error.to_string(), "reason E asks for the list of missing documents");
    let error = RefusalError::DetailWithoutReason { detail: Detail::NationalLaw };
    let expected = "the national law on such refusals belongs to reason I, which is not ticked";
    assert_eq!(error.to_string(), expected);
}

fn extras(hour: i8) -> FormExtras {
    FormExtras {
        local_time: date(2026, 7, 15).at(hour, 0, 0, 0),
        place_of_birth: None,
        resident_at: None,
        coming_from: Some(text("Tokyo")),
        means_of_transport: Some(text("flight 1")),
        national_law: "Ordinance 194".parse().unwrap(),
        appeal: "within 30 days".parse().unwrap(),
        contact_points: "a list at the desk".parse().unwrap(),
        officer: "4711".parse().unwrap(),
    }
}

#[test]
fn the_form_shows_every_box_and_what_stands_beside_it() {
    let decision = decision(threatening());
    let state = decision.state().unwrap();
    let decision = decision.signed(state, Signature::Refused).unwrap().unwrap();
    let form = standard_form(&decision, bearer(), extras(12)).unwrap();
    let ticked: Vec<_> = form
        .points
        .iter()
        .filter(|point| point.tick == FormBox::Ticked)
        .map(|point| (point.reason, point.details.len(), point.threats.len()))
        .collect();
    assert_eq!(form.points.len(), Reason::ALL.len());
    assert_eq!(ticked, [(Reason::E, 1, 0), (Reason::I, 1, 1)]);
    assert_eq!(form.signature, Signature::Refused);
    assert_eq!(form.comments.as_ref().map(FormText::as_str), Some("calm"));
    assert_eq!(form.state, CountryCode::of(b"ROU"));
}

#[test]
fn the_form_is_of_the_day_of_the_refusal() {
    let mut late = extras(12);
    late.local_time = date(2026, 7, 16).at(0, 30, 0, 0);
    let form = standard_form(&decision(attempt()), bearer(), late);
    assert_eq!(form.map_err(FormError::code).err(), Some("form-of-another-day"));
    let mut lost = decision(attempt());
    lost.refusal.point = "nowhere".into();
    let form = standard_form(&lost, bearer(), extras(12));
    assert_eq!(form.map_err(FormError::code).err(), Some("refusing-state-unknown"));
}

#[test]
fn what_became_of_the_form_is_said_once_by_the_state_that_refused() {
    let awaited = decision(attempt());
    let (state, france) = (awaited.state().unwrap(), fnd_core::CountryCode::of(b"FRA"));
    let signed = awaited.signed(state, Signature::Given).unwrap().unwrap();
    assert_eq!(signed.particulars.signature, Signature::Given);
    assert_eq!(signed.signed(state, Signature::Given), Ok(None), "said again");
    let otherwise = signed.signed(state, Signature::Refused);
    assert_eq!(otherwise, Err(SignatureError::SaidOtherwise));
    let elsewhere = awaited.signed(france, Signature::Given);
    assert_eq!(elsewhere, Err(SignatureError::NotTheRefusingState { refused_by: state }));
}
