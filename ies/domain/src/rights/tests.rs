//! Tests of requests under data protection law.

mod officer;

use std::collections::BTreeSet;

use fnd_register::Coded;
use jiff::SignedDuration;
use jiff::civil::date;

use super::breach::{Breach, BreachError, Risk, Told};
use super::*;
use crate::actor::Actor;
use crate::mail::{Addressee, Mail, Notice};
use crate::register::{REGISTER, Recipient};
use crate::role::Role;
use crate::sample::{Person, at, id, moment, on};

const JULY: Date = date(2026, 7, 15);

fn officer() -> Person {
    Person::new(50, &[Role::DpOfficer], at(0))
}

fn arrival(right: Right, channel: Channel) -> Arrival<'static> {
    Arrival {
        id: id(1),
        right,
        about: About::Holder(id(10)),
        channel,
        received_on: JULY,
        ground: Some("My work has changed."),
        has_acknowledged: true,
    }
}

fn request(right: Right, state: State) -> Request {
    let mut request = receive(&arrival(right, Channel::Letter), &[], at(0)).unwrap().request;
    request.state = state;
    request
}

fn outcome(answer: Answer, ground: Option<RefusalGround>) -> Outcome {
    Outcome { answer, ground, reasons: Some("For this reason.".into()), is_held: true, at: at(0) }
}

fn play(state: State, event: Event) -> Result<Step, RightsError> {
    let (request, officer) = (request(Right::Access, state), officer());
    let (by, now) = (officer.actor(), moment(at(0)));
    let refused = Some(RefusalGround::NotIdentified);
    match event {
        Event::AskIdentity => ask_identity(&request, &by, now),
        Event::Identify => identify(&request, &by, (request.about, true), now),
        Event::Extend => extend(&request, &by, ("Many documents.", JULY, &[]), now),
        Event::Fulfil => decide(&request, &by, outcome(Answer::Fulfilled, None), now),
        Event::FulfilPartly => decide(&request, &by, outcome(Answer::Partly, refused), now),
        Event::Refuse => decide(&request, &by, outcome(Answer::Refused, refused), now),
        Event::Cancel => cancel(&request, request.about, at(0)),
    }
}

#[test]
fn every_event_in_every_state_does_what_the_table_says() {
    let mut lines = Vec::new();
    for state in State::ALL {
        for event in Event::ALL {
            let step = play(*state, *event);
            let after = state.after(*event);
            assert_eq!(step.as_ref().ok().map(|step| step.request.state), after);
            match after {
                Some(after) => {
                    lines.push(format!("{} {} {}", state.code(), event.code(), after.code()));
                    let closed = step.unwrap().request.closed_at;
                    assert_eq!(closed.is_some(), after.is_end());
                }
                None => assert_eq!(step, Err(RightsError::NotNow)),
            }
        }
    }
    let expected = [
        "received ask-identity identity-check",
        "received identify in-progress",
        "received cancel cancelled",
        "identity-check identify in-progress",
        "identity-check refuse refused",
        "identity-check cancel cancelled",
        "in-progress extend extended",
        "in-progress fulfil fulfilled",
        "in-progress fulfil-partly partly",
        "in-progress refuse refused",
        "in-progress cancel cancelled",
        "extended fulfil fulfilled",
        "extended fulfil-partly partly",
        "extended refuse refused",
        "extended cancel cancelled",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn four_rights_close_the_account_and_say_so_in_the_words_of_the_statement() {
    assert_eq!(
        CONSEQUENCE,
        "the user account will be disabled and all personal data will be deleted"
    );
    let closing: Vec<_> = Right::ALL
        .iter()
        .filter(|right| right.closes_account().is_some())
        .map(Coded::code)
        .collect();
    assert_eq!(closing, ["erasure", "restriction", "objection", "consent-withdrawal"]);
    for right in Right::ALL {
        let unread = Arrival { has_acknowledged: false, ..arrival(*right, Channel::Page) };
        let expected = if right.closes_account().is_some() {
            Err(RightsError::NotAcknowledged)
        } else {
            Ok(())
        };
        assert_eq!(receive(&unread, &[], at(0)).map(|_| ()), expected, "{}", right.code());
        assert!(right.article().starts_with("EUDPR Art. "));
    }
    assert!(RightsError::NotAcknowledged.to_string().contains(CONSEQUENCE));
}

#[test]
fn what_is_asked_on_a_page_takes_effect_at_once_and_a_letter_when_it_is_known_who_wrote() {
    for right in Right::ALL {
        let page = receive(&arrival(*right, Channel::Page), &[], at(0)).unwrap();
        assert_eq!(page.request.state, State::InProgress);
        assert_eq!(page.effects.close_account, right.closes_account(), "{}", right.code());
        assert_eq!(page.request.executed_at.is_some(), right.closes_account().is_some());
        assert_eq!(page.effects.mails.len(), 2);
        for channel in [Channel::Letter, Channel::Mail, Channel::InPerson] {
            let letter = receive(&arrival(*right, channel), &[], at(0)).unwrap();
            assert_eq!(letter.request.state, State::Received);
            assert_eq!(letter.effects.close_account, None);
            let officer = officer();
            let (by, about) = (officer.actor(), About::Holder(id(10)));
            let known = identify(&letter.request, &by, (about, true), moment(at(0))).unwrap();
            assert_eq!(known.effects.close_account, right.closes_account());
            let untold = identify(&letter.request, &by, (about, false), moment(at(0)));
            assert_eq!(untold.is_err(), right.closes_account().is_some());
        }
    }
}

#[test]
fn an_applicant_who_withdraws_the_consent_withdraws_the_request() {
    for right in Right::ALL {
        let about = About::Applicant(id(20));
        let arrival = Arrival { about, ..arrival(*right, Channel::Page) };
        let effects = receive(&arrival, &[], at(0)).unwrap().effects;
        assert_eq!(effects.close_account, None);
        assert_eq!(effects.withdraw_registration, right.closes_account().is_some());
    }
}

#[test]
fn an_objection_has_a_ground_and_a_reasoned_answer() {
    for ground in [None, Some(""), Some(" \n ")] {
        let arrival = Arrival { ground, ..arrival(Right::Objection, Channel::Page) };
        assert_eq!(receive(&arrival, &[], at(0)).map(|_| ()), Err(RightsError::GroundMissing));
        let arrival = Arrival { right: Right::Access, ..arrival };
        assert!(receive(&arrival, &[], at(0)).is_ok());
    }
    let officer = officer();
    let answer = |right, reasons: Option<&str>| {
        let outcome =
            Outcome { reasons: reasons.map(str::to_owned), ..outcome(Answer::Fulfilled, None) };
        let request = request(right, State::InProgress);
        decide(&request, &officer.actor(), outcome, moment(at(0))).map(|_| ())
    };
    assert_eq!(answer(Right::Objection, None), Err(RightsError::ReasonsMissing));
    assert_eq!(answer(Right::Objection, Some("The account is closed.")), Ok(()));
    assert_eq!(answer(Right::Access, None), Ok(()));
}

#[test]
fn a_refusal_has_a_ground_that_fits_and_reasons() {
    let officer = officer();
    for right in Right::ALL {
        for ground in [None].into_iter().chain(RefusalGround::ALL.iter().copied().map(Some)) {
            for answer in Answer::ALL {
                let request = request(*right, State::InProgress);
                let outcome = outcome(*answer, ground);
                let result = decide(&request, &officer.actor(), outcome, moment(at(0)));
                let fits = match (*answer, ground) {
                    (Answer::Fulfilled, ground) => ground.is_none(),
                    (Answer::Partly | Answer::Refused, ground) => {
                        ground.is_some_and(|ground| ground.fits(*right))
                    }
                };
                assert_eq!(result.is_ok(), fits, "{} {ground:?} {answer:?}", right.code());
            }
        }
    }
    let bare = Outcome {
        reasons: None,
        ..outcome(Answer::Refused, Some(RefusalGround::ManifestlyUnfounded))
    };
    let request = request(Right::Access, State::InProgress);
    let result = decide(&request, &officer.actor(), bare, moment(at(0)));
    assert_eq!(result.map(|_| ()), Err(RightsError::ReasonsMissing));
}

#[test]
fn a_withdrawal_of_consent_is_refused_to_nobody_who_is_known() {
    for right in [Right::ConsentWithdrawal, Right::Objection, Right::Restriction] {
        let grounds: Vec<_> = RefusalGround::ALL
            .iter()
            .filter(|ground| ground.fits(right))
            .map(Coded::code)
            .collect();
        assert_eq!(grounds, ["not-identified"], "{}", right.code());
    }
}

#[test]
fn who_is_not_found_out_is_refused_for_that_alone() {
    let officer = officer();
    let request = request(Right::Access, State::IdentityCheck);
    for ground in RefusalGround::ALL {
        let outcome = outcome(Answer::Refused, Some(*ground));
        let result = decide(&request, &officer.actor(), outcome, moment(at(0)));
        assert_eq!(result.is_ok(), *ground == RefusalGround::NotIdentified, "{}", ground.code());
    }
}

#[test]
fn an_extension_is_told_within_the_month_and_counts_from_receipt() {
    let officer = officer();
    let request = request(Right::Access, State::InProgress);
    assert_eq!(request.due_on, date(2026, 8, 17), "15 August 2026 is a Saturday");
    let extend =
        |reasons, today| extend(&request, &officer.actor(), (reasons, today, &[]), moment(at(0)));
    let step = extend("Many documents.", date(2026, 8, 9)).unwrap();
    assert_eq!(step.request.due_on, date(2026, 10, 15));
    assert_eq!(step.effects.mails, [Mail::of(Notice::RightsExtended, Addressee::Requester)]);
    assert!(extend("Many documents.", date(2026, 8, 15)).is_ok());
    let late = extend("Many documents.", date(2026, 8, 16)).map(|_| ());
    assert_eq!(late, Err(RightsError::TooLateToExtend));
    let unsaid = extend(" ", date(2026, 8, 9)).map(|_| ());
    assert_eq!(unsaid, Err(RightsError::ReasonsMissing));
}

#[test]
fn officers_work_on_other_peoples_requests() {
    let oneself = Person::new(10, &[Role::DpOfficer], at(0));
    let auditor = Person::new(51, &[Role::LogAuditor], at(0));
    let own = request(Right::Access, State::InProgress);
    let decide = |by: &Actor<'_>| {
        decide(&own, by, outcome(Answer::Fulfilled, None), moment(at(0)))
            .map(|_| ())
            .map_err(|error| error.code())
    };
    assert_eq!(decide(&officer().actor()), Ok(()));
    assert_eq!(decide(&oneself.actor()), Err("concerns-yourself"));
    assert_eq!(decide(&auditor.actor()), Err("not-in-role"));
    let stale = officer().signed_in_minutes_ago(at(0), 15);
    assert_eq!(decide(&stale.actor()), Err("fresh-sign-in-needed"));
    let unknown = Request { about: About::Nobody, ..request(Right::Access, State::Received) };
    let turned = identify(&unknown, &oneself.actor(), (About::Holder(id(10)), true), moment(at(0)));
    assert_eq!(turned.map(|_| ()).map_err(|error| error.code()), Err("concerns-yourself"));
}

#[test]
fn what_took_effect_is_not_taken_back() {
    for right in Right::ALL {
        let page = receive(&arrival(*right, Channel::Page), &[], at(0)).unwrap().request;
        let taken_back = cancel(&page, page.about, at(1));
        assert_eq!(taken_back.is_err(), right.closes_account().is_some(), "{}", right.code());
        let by_other = cancel(&page, About::Holder(id(11)), at(1));
        assert_eq!(by_other.map(|_| ()).map_err(|error| error.code()), Err("not-in-role"));
    }
    let nobodys = Request { about: About::Nobody, ..request(Right::Access, State::Received) };
    assert!(cancel(&nobodys, About::Nobody, at(1)).is_err());
}

#[test]
fn those_who_received_the_data_are_told_of_its_correction_and_erasure() {
    let officer = officer();
    for right in Right::ALL {
        let request = request(*right, State::InProgress);
        let outcome = outcome(Answer::Fulfilled, None);
        let step = decide(&request, &officer.actor(), outcome, moment(at(0))).unwrap();
        let expected = !matches!(right, Right::Access | Right::Portability);
        assert_eq!(step.effects.list_recipients, expected, "{}", right.code());
        assert_eq!(step.effects.mails, [Mail::of(Notice::RightsAnswered, Addressee::Requester)]);
    }
}

#[test]
fn recipients_are_listed_before_an_account_is_closed_and_not_after() {
    let officer = officer();
    for right in Right::ALL {
        let step = receive(&arrival(*right, Channel::Page), &[], at(0)).unwrap();
        let closes = right.closes_account().is_some();
        assert_eq!(step.effects.list_recipients, closes, "{}", right.code());
        if closes {
            let fulfilled = outcome(Answer::Fulfilled, None);
            let step = decide(&step.request, &officer.actor(), fulfilled, moment(at(0))).unwrap();
            assert!(!step.effects.list_recipients, "{}", right.code());
        }
    }
}

#[test]
fn that_nothing_is_held_is_an_answer() {
    let officer = officer();
    let request = Request { about: About::Nobody, ..request(Right::Access, State::InProgress) };
    let outcome = Outcome { is_held: false, ..outcome(Answer::Fulfilled, None) };
    let step = decide(&request, &officer.actor(), outcome, moment(at(0))).unwrap();
    assert!(!step.request.outcome.unwrap().is_held);
}

#[test]
fn the_archive_is_everything_the_register_opens_to_the_person() {
    let whole: BTreeSet<_> = archive(Right::Access).iter().map(|part| part.category).collect();
    for category in REGISTER.categories {
        let is_open = category.recipients.contains(&Recipient::Oneself);
        assert_eq!(whole.contains(category.code), is_open, "{}", category.code);
    }
    assert!(!whole.contains("scan"), "the scan is the validator's, and then nobody's");
    for part in ["contact-details", "consent", "membership", "log-action", "log-technical"] {
        assert!(whole.contains(part), "{part}");
    }
    let provided: BTreeSet<_> =
        archive(Right::Portability).iter().map(|part| part.category).collect();
    assert_eq!(provided, BTreeSet::from(["consent", "contact-details", "registration"]));
    assert_eq!(archive(Right::Rectification), []);
}

fn breach(risk: Risk) -> Breach {
    let officer = officer();
    let (breach, _) = super::breach::open(id(1), &officer.actor(), at(-10), moment(at(0))).unwrap();
    breach.assess(&officer.actor(), risk, moment(at(0))).unwrap()
}

#[test]
fn the_supervisor_is_told_within_72_hours_of_becoming_aware() {
    let officer = officer();
    let report = |hour: i64, delay| {
        let now = at(hour);
        let person = Person { session: Person::new(50, &[], now).session, ..officer.clone() };
        breach(Risk::Likely)
            .report(&person.actor(), delay, moment(now))
            .map(|(breach, _)| breach.reported.unwrap().0)
    };
    assert_eq!(breach(Risk::Likely).report_by(), at(62));
    assert_eq!(report(62, None), Ok(at(62)));
    assert_eq!(report(63, None), Err(BreachError::DelayUnsaid));
    assert_eq!(report(63, Some("Found on a Friday.")), Ok(at(63)));
    for risk in Risk::ALL {
        let left = breach(*risk).time_left(at(60));
        let expected = (*risk != Risk::Unlikely).then_some(SignedDuration::from_hours(2));
        assert_eq!(left, expected, "{}", risk.code());
    }
    assert_eq!(breach(Risk::High).time_left(at(63)), Some(SignedDuration::from_hours(-1)));
}

#[test]
fn a_breach_is_closed_when_what_its_risk_asks_for_was_done() {
    let (officer, now) = (officer(), moment(at(0)));
    let by = officer.actor();
    for risk in Risk::ALL {
        for is_reported in [false, true] {
            for is_told in [false, true] {
                let mut breach = breach(*risk);
                if is_reported {
                    breach = breach.report(&by, None, now).unwrap().0;
                }
                if is_told {
                    breach = breach
                        .tell(&by, (Told::Directly(at(0), "A file went astray.".into()), 1), now)
                        .unwrap()
                        .0;
                }
                let expected = match (risk, is_reported, is_told) {
                    (Risk::Unknown, _, _) => Err(BreachError::RiskUnknown),
                    (Risk::Likely | Risk::High, false, _) => Err(BreachError::NotReported),
                    (Risk::High, true, false) => Err(BreachError::NotTold),
                    (Risk::Unlikely | Risk::Likely | Risk::High, _, _) => Ok(()),
                };
                assert_eq!(breach.close(&by, now).map(|_| ()), expected, "{}", risk.code());
            }
        }
    }
}

#[test]
fn a_closed_breach_stays_as_it_is_and_only_officers_touch_one() {
    let (officer, now) = (officer(), moment(at(0)));
    let by = officer.actor();
    let closed = breach(Risk::Unlikely).close(&by, now).unwrap().0;
    assert_eq!(closed.time_left(at(0)), None);
    assert_eq!(closed.assess(&by, Risk::High, now), Err(BreachError::Closed));
    assert_eq!(closed.report(&by, None, now).map(|_| ()), Err(BreachError::Closed));
    let untold = breach(Risk::High).tell(&by, (Told::NotNeeded(" ".into()), 0), now);
    assert_eq!(untold.map(|_| ()).map_err(|error| error.code()), Err("text-unread"));
    let other = Person::new(51, &[Role::UserAdmin], at(0));
    let opened = super::breach::open(id(2), &other.actor(), on(0), now);
    assert_eq!(opened.map(|_| ()).map_err(|error| error.code()), Err("not-in-role"));
    let (early, _) = super::breach::open(id(2), &by, at(5), now).unwrap();
    assert_eq!(early.aware_at, at(0), "nobody becomes aware in the future");
}

#[test]
fn who_is_affected_is_written_to_when_told_directly_and_not_otherwise() {
    let officer = officer();
    let (by, now) = (officer.actor(), moment(at(0)));
    let not_needed = Told::NotNeeded("The file was encrypted.".into());
    let said = || "A file went astray.".to_owned();
    let cases = [
        (Told::Directly(at(0), said()), true),
        (Told::Publicly(at(0), said()), false),
        (not_needed, false),
    ];
    for (told, is_written) in cases {
        let (told, mail, _) = breach(Risk::High).tell(&by, (told, 1), now).unwrap();
        let expected = is_written.then_some(Mail::of(Notice::BreachTold, Addressee::Holder));
        assert_eq!(mail, expected);
        assert_eq!(told.affect(&by, now), Ok(expected), "and so is who is noted later");
    }
}

#[test]
fn a_request_has_one_number_whoever_names_it() {
    let request = Request { id: id(0xABCD), ..request(Right::Access, State::Received) };
    let year = request.received_on.year();
    assert_eq!(request.number(), format!("DS-{year}-0000ABCD"));
}
