//! Tests of the request for an account.

mod decision;

use fnd_core::CountryCode;
use fnd_register::Coded;
use jiff::civil::date;

use super::*;
use crate::actor::Actor;
use crate::consent::Given;
use crate::mail::{Addressee, Mail, Notice};
use crate::organisation::{Countries, OrganisationKind};
use crate::person::{ContactCard, ContactInput};
use crate::role::Role;
use crate::sample::{Person, at, id, moment, on, subject, switches};
use crate::scan::{Cause, Held, ScanKind, ScanState};
use crate::session::{AuthenticationLevel, Weakness};

const HELD: Held = Held {
    kind: ScanKind::Jpeg,
    bytes: 3,
    digest: [7; 32],
    uploaded_at: jiff::Timestamp::UNIX_EPOCH,
};
const JULY_2026: jiff::civil::Date = date(2026, 7, 15);

fn registration(state: State) -> Registration {
    let has_scan = !state.is_end();
    Registration {
        id: id(1),
        subject: subject("maria"),
        state,
        since: on(0),
        submitted_at: (state != State::Draft).then_some(on(0)),
        questions: 0,
        scan: if has_scan {
            Scan::Available(HELD)
        } else {
            Scan::Destroyed { at: on(0), cause: Cause::Refused }
        },
        decision: None,
        ended_at: state.is_end().then_some(on(0)),
    }
}

fn card() -> ContactCard {
    let input = ContactInput {
        first_name: "Maria",
        last_name: "Maisuradze",
        email: "maria@example.test",
        telephone: "+995 32 241 19 59",
        work_address: "10 Gulua Street, Tbilisi",
        organisation: "Ministry",
        job_title: "Head of Unit",
    };
    ContactCard::read(&input).unwrap()
}

fn validator() -> Person {
    Person::new(50, &[Role::Validator], at(0))
}

fn decider(person: &Person) -> Decider<'_> {
    Decider { actor: person.actor(), has_looked: true, moment: moment(at(0)) }
}

fn acceptance() -> Acceptance<'static> {
    Acceptance {
        account: id(60),
        organisation: id(70),
        kind: OrganisationKind::NationalAuthority,
        seat: CountryCode::of(b"GEO"),
        is_email_taken: false,
        eligibility: None,
        communities: &[],
    }
}

/// Does `event` to a request in `state`, with everything else in order.
fn play(state: State, event: Event) -> Result<Step, RegistrationError> {
    let registration = registration(state);
    let validator = validator();
    let (by, own) = (validator.actor(), subject("maria"));
    let (applicant, times) = (Applicant(&own), switches().registration);
    let card = card();
    let form = Form {
        card: Some(&card),
        kind: Some(OrganisationKind::NationalAuthority),
        seat: Some(CountryCode::of(b"FIN")),
        justification: Some("I coordinate the contact point."),
        communities: &[],
        consent: Given { general: true, transfer: true },
    };
    match event {
        Event::Submit => submit(&registration, applicant, &form, at(0)),
        Event::BeginReview => begin_review(&registration, &by, moment(at(0))),
        Event::Ask => ask(&registration, &by, "Which unit?", (moment(at(0)), &times)),
        Event::Answer => answer(&registration, applicant, "Unit C.", at(0)),
        Event::Resume => resume(&registration, &by, moment(at(0))),
        Event::Accept => accept(
            &registration,
            &decider(&validator),
            &acceptance(),
            (Countries::default(), JULY_2026),
        ),
        Event::Refuse => {
            refuse(&registration, &decider(&validator), RefusalReason::NotEligible, None)
        }
        Event::Withdraw => withdraw(&registration, applicant, at(0)),
        Event::Expire => expire(&registration, on(61), &times),
    }
}

#[test]
fn every_event_in_every_state_does_what_the_table_says() {
    let mut lines = Vec::new();
    for state in State::ALL {
        for event in Event::ALL {
            let after = state.after(*event);
            let step = play(*state, *event);
            assert_eq!(
                step.as_ref().ok().map(|step| step.registration.state),
                after,
                "{} {}",
                state.code(),
                event.code()
            );
            if state.is_end() {
                assert_eq!(step, Err(RegistrationError::Ended(*state)));
            } else if after.is_none() {
                assert_eq!(step, Err(RegistrationError::NotNow(*state)));
            }
            if let Some(after) = after {
                lines.push(format!("{} {} {}", state.code(), event.code(), after.code()));
            }
        }
    }
    let expected = [
        "draft submit submitted",
        "draft withdraw withdrawn",
        "draft expire expired",
        "submitted begin-review in-review",
        "submitted withdraw withdrawn",
        "submitted expire expired",
        "in-review ask info-requested",
        "in-review accept accepted",
        "in-review refuse refused",
        "in-review withdraw withdrawn",
        "in-review expire expired",
        "info-requested answer in-review",
        "info-requested resume in-review",
        "info-requested withdraw withdrawn",
        "info-requested expire expired",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn whatever_ends_a_request_destroys_the_scan_and_nothing_else_does() {
    for state in State::ALL {
        for event in Event::ALL {
            let Ok(Step { registration, effects }) = play(*state, *event) else { continue };
            let is_end = registration.state.is_end();
            assert_eq!(effects.destroy_scan.is_some(), is_end, "{}", event.code());
            assert_eq!(registration.scan.state() == ScanState::Destroyed, is_end);
            assert_eq!(registration.ended_at.is_some(), is_end);
            assert_eq!(
                effects.log.contains(&crate::log::Event::ScanDestroyed),
                is_end,
                "{}",
                event.code()
            );
            if is_end {
                assert_eq!(effects.mails.len(), 1, "{}", event.code());
                assert_eq!(effects.mails[0].to, Addressee::Applicant);
                assert!(!registration.scan.can_be_viewed(registration.state));
            }
        }
    }
}

#[test]
fn a_draft_without_a_scan_ends_with_its_scan_destroyed_too() {
    let draft = Registration { scan: Scan::None, ..registration(State::Draft) };
    let own = subject("maria");
    let step = withdraw(&draft, Applicant(&own), at(0)).unwrap();
    assert_eq!(step.effects.destroy_scan, Some(Cause::Withdrawn));
    assert_eq!(step.registration.scan.state(), ScanState::Destroyed);
}

#[test]
fn each_end_has_its_own_cause() {
    let cases = [
        (Event::Accept, Cause::Accepted, Notice::RequestAccepted),
        (Event::Refuse, Cause::Refused, Notice::RequestRefused),
        (Event::Withdraw, Cause::Withdrawn, Notice::RequestWithdrawn),
        (Event::Expire, Cause::Expired, Notice::RequestExpired),
    ];
    for (event, cause, notice) in cases {
        let effects = play(State::InReview, event).unwrap().effects;
        assert_eq!(effects.destroy_scan, Some(cause));
        assert_eq!(effects.mails, [Mail::of(notice, Addressee::Applicant)]);
        assert_eq!(effects.account.is_some(), event == Event::Accept);
    }
}

#[test]
fn everything_a_request_lacks_is_said_at_once() {
    let own = subject("maria");
    let empty = Form {
        card: None,
        kind: None,
        seat: None,
        justification: Some("  "),
        communities: &[],
        consent: Given::default(),
    };
    let all_but_examination: Vec<_> =
        Missing::ALL.iter().copied().filter(|part| *part != Missing::ScanExamination).collect();
    let draft = |scan| Registration { scan, ..registration(State::Draft) };
    let lacks = |scan| match submit(&draft(scan), Applicant(&own), &empty, at(0)) {
        Err(RegistrationError::Incomplete(missing)) => missing,
        other => panic!("{other:?}"),
    };
    assert_eq!(lacks(Scan::None), all_but_examination);
    assert!(lacks(Scan::Quarantined(HELD)).contains(&Missing::ScanExamination));
    assert!(!lacks(Scan::Available(HELD)).contains(&Missing::Scan));
    let destroyed = Scan::Destroyed { at: at(0), cause: Cause::DraftTimeout };
    assert!(lacks(destroyed).contains(&Missing::Scan));
}

#[test]
fn one_consent_does_not_stand_for_the_other() {
    let (own, card) = (subject("maria"), card());
    for (general, transfer) in [(false, true), (true, false)] {
        let form = Form {
            card: Some(&card),
            kind: Some(OrganisationKind::Academic),
            seat: Some(CountryCode::of(b"FIN")),
            justification: Some("Research."),
            communities: &[],
            consent: Given { general, transfer },
        };
        let missing = if general { Missing::TransferConsent } else { Missing::GeneralConsent };
        assert_eq!(
            submit(&registration(State::Draft), Applicant(&own), &form, at(0)),
            Err(RegistrationError::Incomplete(vec![missing]))
        );
    }
}

#[test]
fn only_the_applicant_acts_for_the_applicant() {
    let other = subject("tom");
    for state in State::ALL {
        let registration = registration(*state);
        let refused = [
            answer(&registration, Applicant(&other), "Unit C.", at(0)),
            withdraw(&registration, Applicant(&other), at(0)),
        ];
        for step in refused {
            assert_eq!(step, Err(RegistrationError::NotApplicant), "{}", state.code());
        }
    }
}

#[test]
fn a_request_has_its_time_and_an_answer_gives_it_anew() {
    let times = switches().registration;
    let cases = [
        (State::Draft, Some(30)),
        (State::Submitted, Some(60)),
        (State::InReview, Some(60)),
        (State::InfoRequested, Some(30)),
        (State::Accepted, None),
        (State::Refused, None),
        (State::Withdrawn, None),
        (State::Expired, None),
    ];
    assert!(cases.iter().map(|case| case.0).eq(State::ALL.iter().copied()));
    for (state, expected) in cases {
        let registration = registration(state);
        assert_eq!(expires_at(&registration, &times), expected.map(on), "{}", state.code());
        let Some(days) = expected else { continue };
        let early = expire(&registration, on(days) - jiff::SignedDuration::from_secs(1), &times);
        assert_eq!(early, Err(RegistrationError::NotYet));
        assert!(expire(&registration, on(days), &times).is_ok());
    }
    let asked = Registration { since: on(50), ..registration(State::InfoRequested) };
    let own = subject("maria");
    let answered = answer(&asked, Applicant(&own), "Unit C.", on(79)).unwrap().registration;
    assert_eq!(expires_at(&answered, &times), Some(on(139)));
}

#[test]
fn questions_come_to_an_end() {
    let (validator, times) = (validator(), switches().registration);
    let asked = Registration { questions: 3, ..registration(State::InReview) };
    let again = ask(&asked, &validator.actor(), "And?", (moment(at(0)), &times));
    assert_eq!(again, Err(RegistrationError::TooManyQuestions { most: 3 }));
    let empty =
        ask(&registration(State::InReview), &validator.actor(), " \n ", (moment(at(0)), &times));
    assert_eq!(empty.map_err(|error| error.code()), Err("text-unread"));
}

#[test]
fn signing_in_begins_nothing_twice() {
    let own = subject("maria");
    let begin = |has| begin(id(1), Applicant(&own), has, at(0));
    assert_eq!(begin((true, false)), Err(RegistrationError::AlreadyOpen));
    assert_eq!(begin((false, true)), Err(RegistrationError::AlreadyHolder));
    let step = begin((false, false)).unwrap();
    assert_eq!(step.registration.state, State::Draft);
    assert_eq!(step.registration.scan, Scan::None);
    assert_eq!(step.effects.account, None);
}

#[test]
fn reviewing_needs_two_factors_but_no_new_sign_in() {
    let late = validator().signed_in_minutes_ago(at(0), 120);
    assert!(begin_review(&registration(State::Submitted), &late.actor(), moment(at(0))).is_ok());
    let weak = validator().with_level(AuthenticationLevel::Basic);
    let by: Actor<'_> = weak.actor();
    assert_eq!(
        begin_review(&registration(State::Submitted), &by, moment(at(0))),
        Err(RegistrationError::Actor(crate::actor::ActorError::Weak(Weakness::OneFactor)))
    );
}
