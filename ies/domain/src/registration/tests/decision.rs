//! Tests of the decision on a request.

use super::*;

#[test]
fn who_decides_is_a_validator_somebody_else_and_signed_in_strongly_a_moment_ago() {
    let now = at(0);
    let own = Person { subject: subject("maria"), ..validator() };
    let cases = [
        ("a validator", validator(), Ok(())),
        ("a user administrator", Person::new(51, &[Role::UserAdmin], now), Err("not-in-role")),
        ("nobody in particular", Person::new(52, &[], now), Err("not-in-role")),
        ("oneself", own, Err("concerns-yourself")),
        (
            "with one factor",
            validator().with_level(AuthenticationLevel::Basic),
            Err("second-factor-needed"),
        ),
        (
            "fifteen minutes ago",
            validator().signed_in_minutes_ago(now, 15),
            Err("fresh-sign-in-needed"),
        ),
        ("fourteen minutes ago", validator().signed_in_minutes_ago(now, 14), Ok(())),
    ];
    for (rule, person, expected) in cases {
        let by = decider(&person);
        let registration = registration(State::InReview);
        let at = (Countries::default(), JULY_2026);
        let accepted = accept(&registration, &by, &acceptance(), at);
        let refused = refuse(&registration, &by, RefusalReason::Duplicate, None);
        for step in [accepted, refused] {
            assert_eq!(step.map(|_| ()).map_err(|error| error.code()), expected, "{rule}");
        }
    }
}

#[test]
fn nobody_is_accepted_unseen_or_without_a_page() {
    let validator = validator();
    let unseen = Decider { has_looked: false, ..decider(&validator) };
    let at = (Countries::default(), JULY_2026);
    let in_review = registration(State::InReview);
    assert_eq!(accept(&in_review, &unseen, &acceptance(), at), Err(RegistrationError::NotLooked));
    assert!(refuse(&in_review, &unseen, RefusalReason::Duplicate, None).is_ok());
    for scan in [Scan::None, Scan::Quarantined(HELD)] {
        let without = Registration { scan, ..in_review.clone() };
        let step = accept(&without, &decider(&validator), &acceptance(), at);
        assert_eq!(step, Err(RegistrationError::NoScan));
    }
}

#[test]
fn why_somebody_belongs_here_is_said_where_it_is_not_evident() {
    let validator = validator();
    let decide = |kind, eligibility| {
        let acceptance = Acceptance { kind, eligibility, ..acceptance() };
        let at = (Countries::default(), JULY_2026);
        accept(&registration(State::InReview), &decider(&validator), &acceptance, at)
            .map(|_| ())
            .map_err(|error| error.code())
    };
    assert_eq!(decide(OrganisationKind::NationalAuthority, None), Ok(()));
    assert_eq!(decide(OrganisationKind::PrivateCompany, None), Err("eligibility-unsaid"));
    assert_eq!(decide(OrganisationKind::PrivateCompany, Some(" ")), Err("eligibility-unsaid"));
    assert_eq!(decide(OrganisationKind::PrivateCompany, Some("Service provider")), Ok(()));
}

#[test]
fn two_sign_ins_with_one_address_do_not_become_two_accounts() {
    let validator = validator();
    let taken = Acceptance { is_email_taken: true, ..acceptance() };
    let at = (Countries::default(), JULY_2026);
    let step = accept(&registration(State::InReview), &decider(&validator), &taken, at);
    assert_eq!(step.map(|_| ()), Err(RegistrationError::EmailTaken));
}

#[test]
fn a_decision_always_has_a_person_and_time_never_decides() {
    for event in Event::ALL {
        let Ok(step) = play(State::InReview, *event) else { continue };
        let decision = step.registration.decision;
        let is_decision = matches!(event, Event::Accept | Event::Refuse);
        assert_eq!(decision.is_some(), is_decision, "{}", event.code());
        assert!(decision.is_none_or(|decision| decision.by == id(50)));
        assert_eq!(
            decision.and_then(|decision| decision.refusal).is_some(),
            *event == Event::Refuse
        );
    }
}

#[test]
fn a_reason_outside_the_list_is_said_in_words() {
    let validator = validator();
    let in_review = registration(State::InReview);
    let refuse = |reason, message| {
        refuse(&in_review, &decider(&validator), reason, message)
            .map(|_| ())
            .map_err(|error| error.code())
    };
    for reason in RefusalReason::ALL {
        let expected = if *reason == RefusalReason::Other { Err("text-unread") } else { Ok(()) };
        assert_eq!(refuse(*reason, None), expected, "{}", reason.code());
        assert_eq!(refuse(*reason, Some("Write to us.")), Ok(()));
        assert_eq!(refuse(*reason, Some("a\u{202E}b")), Err("text-unread"));
    }
}

#[test]
fn the_second_of_two_who_decide_learns_that_it_is_decided() {
    let first = play(State::InReview, Event::Refuse).unwrap().registration;
    let validator = validator();
    let second =
        accept(&first, &decider(&validator), &acceptance(), (Countries::default(), JULY_2026));
    assert_eq!(second, Err(RegistrationError::Ended(State::Refused)));
}

#[test]
fn a_wish_to_join_is_no_membership() {
    let wishes = [id(80), id(81)];
    let validator = validator();
    let acceptance = Acceptance { communities: &wishes, ..acceptance() };
    let at = (Countries::default(), JULY_2026);
    let step = accept(&registration(State::InReview), &decider(&validator), &acceptance, at);
    let account = step.unwrap().effects.account.unwrap();
    assert_eq!(account.communities, wishes);
    assert_eq!(account.subject, subject("maria"));
}

#[test]
fn some_refusals_can_be_mended_by_applying_again() {
    let mended: Vec<_> = RefusalReason::ALL
        .iter()
        .filter(|reason| reason.can_be_mended())
        .map(Coded::code)
        .collect();
    assert_eq!(
        mended,
        ["page-unreadable", "organisation-not-confirmed", "information-insufficient"]
    );
}
