//! Tests of sessions, answers of providers, and landings.

use fnd_register::Coded;

use super::*;
use crate::account;
use crate::person::{ContactCard, ContactInput};
use crate::switches::Switches;

const LEVELS: &[LevelName<'static>] = &[
    LevelName { theirs: "BASIC", ours: AuthenticationLevel::Basic },
    LevelName { theirs: "MEDIUM", ours: AuthenticationLevel::Medium },
    LevelName { theirs: "HIGH", ours: AuthenticationLevel::High },
];
const EXPECTED: Expected<'static> = Expected {
    issuer: "https://login.example.test",
    audience: "emn-ies",
    nonce: "n-1",
    is_fresh_asked: false,
    levels: LEVELS,
};

fn at(minute: i64) -> Timestamp {
    let nine: Timestamp = "2026-07-15T09:00:00Z".parse().unwrap();
    nine.checked_add(SignedDuration::from_mins(minute)).unwrap()
}

fn session(level: AuthenticationLevel) -> Session {
    Session { begun_at: at(0), used_at: at(0), authenticated_at: at(0), level, epoch: Epoch(3) }
}

#[test]
fn a_session_ends_when_it_is_idle_when_it_is_old_and_when_all_are_ended() {
    let times = Switches::default().session;
    let used = |minute| Session { used_at: at(minute), ..session(AuthenticationLevel::Medium) };
    let cases = [
        ("used half an hour ago less a minute", used(0), Epoch(3), 29, Ok(())),
        ("half an hour ago", used(0), Epoch(3), 30, Err(SessionEnd::Idle)),
        ("in use for almost eight hours", used(470), Epoch(3), 479, Ok(())),
        ("for eight hours", used(479), Epoch(3), 480, Err(SessionEnd::TooLong)),
        ("the account's epoch moved on", used(0), Epoch(3).next(), 1, Err(SessionEnd::Ended)),
        ("an epoch of the future", used(0), Epoch(2), 1, Err(SessionEnd::Ended)),
    ];
    for (rule, session, epoch, minute, expected) in cases {
        assert_eq!(session.check(epoch, at(minute), &times), expected, "{rule}");
    }
}

#[test]
fn what_is_sensitive_needs_two_factors_shown_within_a_quarter_of_an_hour() {
    use AuthenticationLevel as L;
    use Strength as S;
    let times = Switches::default().session;
    let cases = [
        (L::Basic, S::Living, 29, Ok(())),
        (L::Basic, S::TwoFactors, 0, Err(Weakness::OneFactor)),
        (L::Basic, S::Fresh, 0, Err(Weakness::OneFactor)),
        (L::Basic, S::Recent, 14, Ok(())),
        (L::High, S::Recent, 15, Err(Weakness::NotFresh)),
        (L::Medium, S::TwoFactors, 400, Ok(())),
        (L::Medium, S::Fresh, 14, Ok(())),
        (L::Medium, S::Fresh, 15, Err(Weakness::NotFresh)),
        (L::High, S::Fresh, 14, Ok(())),
        (L::High, S::Fresh, -1, Ok(())),
        (L::High, S::Fresh, -2, Err(Weakness::NotFresh)),
    ];
    for (level, needed, minute, expected) in cases {
        let reached = session(level).reaches(needed, at(minute), &times);
        assert_eq!(reached, expected, "{} {} {minute}", level.code(), needed.code());
    }
}

fn answer() -> Answer<'static> {
    Answer {
        issuer: "https://login.example.test",
        audiences: &["emn-ies"],
        algorithm: "PS512",
        nonce: Some("n-1"),
        issued_at: at(0),
        expires_at: at(5),
        authenticated_at: Some(at(-1)),
        claims: Claims {
            subject: "njanedoe",
            level: Some("MEDIUM"),
            assurance: Some(10),
            email: Some("Jane.Doe@Example.Test"),
            is_email_verified: true,
            first_name: Some("Jane"),
            last_name: Some("Doe"),
        },
    }
}

#[test]
fn an_answer_in_order_says_who_signed_in_and_how() {
    let identity = check_answer(&answer(), &EXPECTED, at(1)).unwrap();
    assert_eq!(identity.subject.as_str(), "njanedoe");
    assert_eq!(identity.level, AuthenticationLevel::Medium);
    assert_eq!(identity.assurance, AssuranceLevel::Low);
    assert_eq!(identity.authenticated_at, at(-1));
    assert_eq!(identity.email.unwrap().as_str(), "Jane.Doe@example.test");
}

#[test]
fn an_answer_out_of_order_is_refused() {
    use AnswerError as E;
    let ask = EXPECTED;
    let fresh = Expected { is_fresh_asked: true, ..EXPECTED };
    let silent = Expected { nonce: "", ..EXPECTED };
    let claims = answer().claims;
    let named = |subject| Answer { claims: Claims { subject, ..claims }, ..answer() };
    let cases = [
        ("another issuer", Answer { issuer: "https://evil.test", ..answer() }, ask, E::Issuer),
        ("another audience", Answer { audiences: &["other"], ..answer() }, ask, E::Audience),
        ("no audience", Answer { audiences: &[], ..answer() }, ask, E::Audience),
        ("two audiences", Answer { audiences: &["emn-ies", "x"], ..answer() }, ask, E::Audience),
        ("no signature", Answer { algorithm: "none", ..answer() }, ask, E::Algorithm),
        ("a shared secret", Answer { algorithm: "HS256", ..answer() }, ask, E::Algorithm),
        ("another question", Answer { nonce: Some("n-2"), ..answer() }, ask, E::Nonce),
        ("no question", Answer { nonce: None, ..answer() }, ask, E::Nonce),
        ("an empty question", Answer { nonce: Some(""), ..answer() }, silent, E::Nonce),
        ("from the future", Answer { issued_at: at(3), ..answer() }, ask, E::FromFuture),
        ("expired", Answer { expires_at: at(1), ..answer() }, ask, E::Expired),
        ("old", Answer { issued_at: at(-9), ..answer() }, ask, E::Expired),
        ("nobody", named(""), ask, E::Subject),
        ("a blank in the name", named("jane doe"), ask, E::Subject),
        (
            "signed in later",
            Answer { authenticated_at: Some(at(9)), ..answer() },
            ask,
            E::FromFuture,
        ),
        ("not anew", Answer { authenticated_at: Some(at(-30)), ..answer() }, fresh, E::NotFresh),
        ("who knows when", Answer { authenticated_at: None, ..answer() }, fresh, E::NotFresh),
    ];
    for (rule, answer, expected, error) in cases {
        assert_eq!(check_answer(&answer, &expected, at(1)), Err(error), "{rule}");
    }
}

#[test]
fn a_level_that_was_asked_for_and_not_said_is_the_lowest() {
    for (level, assurance) in [(None, None), (Some("medium"), Some(0)), (Some("TOP"), Some(9))] {
        let claims = Claims { level, assurance, ..answer().claims };
        let identity = check_answer(&Answer { claims, ..answer() }, &EXPECTED, at(1)).unwrap();
        assert_eq!(identity.level, AuthenticationLevel::Basic);
        assert_eq!(identity.assurance, AssuranceLevel::None);
    }
}

#[test]
fn an_address_nobody_vouches_for_fills_in_nothing() {
    let claims = Claims { is_email_verified: false, ..answer().claims };
    let identity = check_answer(&Answer { claims, ..answer() }, &EXPECTED, at(1)).unwrap();
    assert_eq!(identity.email, None);
}

#[test]
fn a_name_at_the_provider_that_differs_is_noticed_and_overwrites_nothing() {
    let card = ContactCard::read(&ContactInput {
        first_name: "Jane",
        last_name: "Doe",
        email: "jane@example.org",
        telephone: "+32 2 123 45 67",
        work_address: "Rue de la Loi 1",
        organisation: "Ministry",
        job_title: "Officer",
    });
    let card = card.unwrap();
    let cases = [
        (Some("Jane"), Some("Doe"), false),
        (Some(" JANE"), Some("doe "), false),
        (Some("Jane"), Some("Roe"), true),
        (Some("Jane"), None, false),
        (None, None, false),
    ];
    for (first_name, last_name, expected) in cases {
        let claims = Claims { first_name, last_name, ..answer().claims };
        let identity = check_answer(&Answer { claims, ..answer() }, &EXPECTED, at(1)).unwrap();
        assert_eq!(identity.names_differ(&card), expected, "{first_name:?} {last_name:?}");
    }
}

#[test]
fn without_a_time_of_sign_in_nothing_sensitive_can_be_done() {
    let answer = Answer { authenticated_at: None, ..answer() };
    let identity = check_answer(&answer, &EXPECTED, at(1)).unwrap();
    let session = Session {
        authenticated_at: identity.authenticated_at,
        ..session(AuthenticationLevel::High)
    };
    let times = Switches::default().session;
    assert_eq!(session.reaches(Strength::Fresh, at(1), &times), Err(Weakness::NotFresh));
    assert_eq!(session.reaches(Strength::TwoFactors, at(1), &times), Ok(()));
}

#[test]
fn the_assurance_level_goes_by_tens() {
    let levels: Vec<_> = [0, 9, 10, 20, 30, 35, 40, 99]
        .map(AssuranceLevel::of_number)
        .iter()
        .map(Coded::code)
        .collect();
    assert_eq!(levels, ["none", "none", "low", "medium", "high", "high", "top", "top"]);
}

#[test]
fn everybody_who_signs_in_lands_somewhere_and_only_users_at_home() {
    use account::State as S;
    assert_eq!(land(Known::Nobody), Landing::Apply);
    assert_eq!(land(Known::Applicant), Landing::OwnRequest);
    let expected = [
        (S::Active, Landing::Home, Landing::Consent),
        (S::Suspended, Landing::Suspended, Landing::Suspended),
        (S::Dormant, Landing::Consent, Landing::Consent),
        (S::DisabledPendingErasure, Landing::Closed, Landing::Closed),
        (S::Erased, Landing::Apply, Landing::Apply),
    ];
    assert!(expected.iter().map(|row| row.0).eq(S::ALL.iter().copied()));
    for (state, with, without) in expected {
        assert_eq!(land(Known::Holder { state, is_consent_current: true }), with);
        assert_eq!(land(Known::Holder { state, is_consent_current: false }), without);
    }
}
