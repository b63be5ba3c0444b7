//! Tests of accounts.

mod edit;

use std::collections::BTreeSet;

use fnd_register::Coded;
use jiff::Timestamp;

use super::erasure::{Erasing, Left};
use super::*;
use crate::mail::{Addressee, Mail, Notice};
use crate::register::REGISTER;
use crate::registration::NewAccount;
use crate::role::Role;
use crate::sample::{Person, account, at, id, moment, on, subject, switches};
use crate::switches::RestrictionReading;

fn officer() -> Person {
    Person::new(51, &[Role::DpOfficer], at(0))
}

fn admin() -> Person {
    Person::new(50, &[Role::UserAdmin], at(0))
}

/// An account in `state`, in such a way that every event that can happen can happen at `at(0)`.
fn ready(state: State) -> Account {
    let mut account = account(1, state);
    match state {
        State::Active => {
            account.used_at = months_ago(13);
            account.warned_at = Some(months_ago(2));
        }
        State::DisabledPendingErasure => {
            account.disabled =
                Some(Disabled { cause: DisableCause::Restriction, at: at(-1), erase_by: None });
        }
        State::Suspended | State::Dormant | State::Erased => {}
    }
    account
}

fn months_ago(months: i32) -> Timestamp {
    let now = at(0).to_zoned(jiff::tz::TimeZone::UTC);
    now.checked_sub(jiff::ToSpan::months(months)).unwrap().timestamp()
}

fn play(state: State, event: Event) -> Result<Step, AccountError> {
    let (account, admin, switches) = (ready(state), admin(), switches());
    match event {
        Event::Suspend => {
            suspend(&account, &admin.actor(), SuspensionReason::TermsBroken, moment(at(0)))
        }
        Event::Reinstate => reinstate(&account, &admin.actor(), moment(at(0))),
        Event::FallAsleep => fall_asleep(&account, at(0), &switches.account),
        Event::Wake => wake(&account, true, at(0)),
        Event::Disable => disable(&account, DisableCause::ConsentWithdrawn, at(0), &switches),
        Event::LiftRestriction => lift_restriction(&account, &officer().actor(), moment(at(0))),
        Event::Erase => {
            let officer = officer();
            let by = officer.actor();
            let word = Word::Person(&by, moment(at(0)));
            let confirmed = confirm_erasure(&account, word, &switches.account);
            let account = confirmed.map_or(account, |step| step.account);
            erase(&account, at(0), &switches.account).map(|(step, _)| step)
        }
    }
}

#[test]
fn every_event_in_every_state_does_what_the_table_says() {
    let mut lines = Vec::new();
    for state in State::ALL {
        for event in Event::ALL {
            let step = play(*state, *event);
            let after = state.after(*event);
            assert_eq!(step.as_ref().ok().map(|step| step.account.state), after);
            match after {
                Some(after) => {
                    lines.push(format!("{} {} {}", state.code(), event.code(), after.code()));
                }
                None => assert_eq!(step, Err(AccountError::NotNow(*state))),
            }
        }
    }
    let expected = [
        "active suspend suspended",
        "active fall-asleep dormant",
        "active disable disabled-pending-erasure",
        "suspended reinstate active",
        "suspended disable disabled-pending-erasure",
        "dormant wake active",
        "dormant disable disabled-pending-erasure",
        "disabled-pending-erasure lift-restriction active",
        "disabled-pending-erasure erase erased",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn every_step_out_of_use_kills_every_session_and_token() {
    for state in State::ALL {
        for event in Event::ALL {
            let Ok(step) = play(*state, *event) else { continue };
            let was = ready(*state).epoch;
            let is_locked = step.account.state != State::Active;
            assert_eq!(was < step.account.epoch, is_locked, "{}", event.code());
            assert_eq!(step.effects.has(Duty::EndSessions), is_locked);
            assert_eq!(step.effects.has(Duty::RevokeTokens), is_locked);
            assert_eq!(step.account.modified_at, at(0));
        }
    }
}

#[test]
fn closing_for_good_ends_memberships_and_hands_drafts_over_and_sleeping_does_not() {
    for (event, is_for_good) in
        [(Event::Suspend, false), (Event::FallAsleep, false), (Event::Disable, true)]
    {
        let effects = play(State::Active, event).unwrap().effects;
        assert_eq!(effects.has(Duty::EndMemberships), is_for_good, "{}", event.code());
        assert_eq!(effects.has(Duty::HandOverDrafts), is_for_good);
        assert_eq!(effects.has(Duty::DropMails), is_for_good);
        assert!(!effects.has(Duty::Erase));
    }
}

#[test]
fn what_was_closed_is_erased_within_a_day_except_a_restriction_that_waits_for_its_word() {
    for cause in DisableCause::ALL {
        let step = disable(&account(1, State::Active), *cause, at(0), &switches()).unwrap();
        let waits = *cause == DisableCause::Restriction;
        let expected = (!waits).then_some(at(24));
        assert_eq!(step.account.disabled.unwrap().erase_by, expected, "{}", cause.code());
        let notice = if waits { Notice::AccountFrozen } else { Notice::AccountDisabled };
        assert_eq!(step.effects.mails, [Mail::of(notice, Addressee::HolderFormer)]);
        assert!(step.effects.mails.iter().all(|mail| mail.notice.outlives_account()));
        let erased = erase(&step.account, at(1), &switches().account);
        assert_eq!(erased.is_err(), waits, "{}", cause.code());
    }
    let mut by_the_letter = switches();
    by_the_letter.restriction = RestrictionReading::Erase;
    let active = account(1, State::Active);
    let step = disable(&active, DisableCause::Restriction, at(0), &by_the_letter).unwrap();
    assert_eq!(step.account.disabled.unwrap().erase_by, Some(at(24)));
}

#[test]
fn a_restriction_ends_by_erasure_or_by_being_lifted_and_both_are_asked_for() {
    let frozen = disable(&account(1, State::Active), DisableCause::Restriction, at(0), &switches())
        .unwrap()
        .account;
    let (officer, admin) = (officer(), admin());
    let now = moment(at(0));
    let confirm = |account: &Account, person: &Person| {
        let by = person.actor();
        confirm_erasure(account, Word::Person(&by, now), &switches().account)
    };
    let confirmed = confirm(&frozen, &officer).unwrap().account;
    assert_eq!(confirmed.disabled.unwrap().erase_by, Some(at(24)));
    assert_eq!(confirm(&confirmed, &officer), Err(AccountError::NothingToChoose));
    let by_other = confirm(&frozen, &admin).map_err(|error| error.code());
    assert_eq!(by_other, Err("not-in-role"));
    let lift = |account: &Account, person: &Person| lift_restriction(account, &person.actor(), now);
    assert_eq!(lift(&confirmed, &officer), Err(AccountError::NothingToChoose));
    let by_other = lift(&frozen, &admin).map_err(|error| error.code());
    assert_eq!(by_other, Err("not-in-role"));
    let lifted = lift(&frozen, &officer).unwrap().account;
    assert_eq!((lifted.state, lifted.disabled), (State::Active, None));

    let times = switches().account;
    let early = confirm_erasure(&frozen, Word::Nobodys(on(700)), &times);
    assert_eq!(early, Err(AccountError::NotYet));
    assert!(confirm_erasure(&frozen, Word::Nobodys(on(731)), &times).is_ok());
}

#[test]
fn an_erased_account_names_nobody() {
    let closed =
        disable(&account(1, State::Active), DisableCause::ErasureRequested, at(0), &switches());
    let (step, tombstone) = erase(&closed.unwrap().account, at(1), &switches().account).unwrap();
    assert_eq!(step.account.subject, None);
    assert!(step.effects.has(Duty::Erase));
    let expected =
        Tombstone { account: id(1), erased_at: at(1), cause: DisableCause::ErasureRequested };
    assert_eq!(tombstone, expected);
    for state in State::ALL {
        for is_visible in [false, true] {
            let seen = Author::seen(*state, Some("Jane Doe"), is_visible, Some("Ministry"));
            let is_named = seen == Author::Member("Jane Doe");
            assert_eq!(is_named, *state == State::Active && is_visible, "{}", state.code());
        }
    }
    let gone = Author::seen(State::Active, None, true, None);
    assert_eq!(gone, Author::Former { organisation: None });
}

#[test]
fn a_cooling_off_period_delays_the_erasure_within_the_day() {
    let mut switches = switches();
    switches.account.cooling_off_hours = 12;
    let closed = disable(&account(1, State::Active), DisableCause::Objection, at(0), &switches);
    let closed = closed.unwrap().account;
    assert_eq!(erase(&closed, at(11), &switches.account), Err(AccountError::NotYet));
    assert!(erase(&closed, at(12), &switches.account).is_ok());
}

#[test]
fn an_unused_account_is_warned_then_sleeps_then_goes() {
    let times = switches().account;
    let used = "2025-01-31T08:00:00Z".parse().unwrap();
    let instant = |text: &str| -> Timestamp { text.parse().unwrap() };
    let active = Account { used_at: used, ..account(1, State::Active) };
    let warned = |text| Account { warned_at: Some(instant(text)), ..active.clone() };
    let dormant = Account { used_at: used, ..account(1, State::Dormant) };
    let cases = [
        ("ten months", active.clone(), "2025-12-30T08:00:00Z", Dormancy::Nothing),
        ("eleven months", active.clone(), "2025-12-31T08:00:00Z", Dormancy::Warn),
        ("never warned in a year", active.clone(), "2026-03-01T08:00:00Z", Dormancy::Warn),
        ("warned", warned("2025-12-31T08:00:00Z"), "2026-01-30T08:00:00Z", Dormancy::Nothing),
        ("twelve months", warned("2025-12-31T08:00:00Z"), "2026-01-31T08:00:00Z", Dormancy::Sleep),
        ("warned late", warned("2026-01-25T08:00:00Z"), "2026-02-24T08:00:00Z", Dormancy::Nothing),
        ("and slept late", warned("2026-01-25T08:00:00Z"), "2026-02-25T08:00:00Z", Dormancy::Sleep),
        ("asleep", dormant.clone(), "2027-01-31T07:59:59Z", Dormancy::Nothing),
        ("twenty-four months", dormant, "2027-01-31T08:00:00Z", Dormancy::Close),
    ];
    for (rule, account, now, expected) in cases {
        assert_eq!(dormancy(&account, instant(now), &times), expected, "{rule}");
    }
    let suspended = Account { used_at: used, ..account(1, State::Suspended) };
    let erased = Account { used_at: used, ..account(1, State::Erased) };
    let closed = |erase_by| Account {
        disabled: Some(Disabled { cause: DisableCause::Restriction, at: used, erase_by }),
        ..account(1, State::DisabledPendingErasure)
    };
    let (frozen, waiting) = (closed(None), closed(Some(used)));
    let late = [
        (suspended, Dormancy::Close),
        (frozen, Dormancy::Close),
        (waiting, Dormancy::Nothing),
        (erased, Dormancy::Nothing),
    ];
    for (account, expected) in late {
        let at_its_end = dormancy(&account, instant("2027-01-31T08:00:00Z"), &times);
        assert_eq!(at_its_end, expected, "{}", account.state.code());
        let before = dormancy(&account, instant("2027-01-31T07:59:59Z"), &times);
        assert_eq!(before, Dormancy::Nothing);
    }
}

#[test]
fn use_is_noted_and_takes_a_warning_back() {
    let warned = Account { warned_at: Some(on(-2)), ..account(1, State::Active) };
    let used = used(&warned, at(0)).unwrap();
    assert_eq!((used.used_at, used.warned_at), (at(0), None));
    assert_eq!(super::used(&used, at(0) + jiff::SignedDuration::from_secs(299)), None);
    assert_eq!(super::used(&account(1, State::Suspended), at(0)), None);
}

#[test]
fn waking_asks_for_consent() {
    assert_eq!(wake(&account(1, State::Dormant), false, at(0)), Err(AccountError::ConsentMissing));
}

#[test]
fn nobody_suspends_themselves_and_the_reason_is_kept() {
    let admin = admin();
    let own = account(50, State::Active);
    let by = admin.actor();
    let reason = SuspensionReason::EligibilityInDoubt;
    let step = suspend(&own, &by, reason, moment(at(0)));
    assert_eq!(step.map_err(|error| error.code()), Err("concerns-yourself"));
    let step = suspend(&account(1, State::Active), &by, reason, moment(at(0))).unwrap();
    assert_eq!(step.account.suspended, Some(reason));
    let step = reinstate(&step.account, &by, moment(at(0))).unwrap();
    assert_eq!(step.account.suspended, None);
}

#[test]
fn an_account_is_opened_for_who_was_accepted() {
    let new = NewAccount {
        id: id(1),
        subject: subject("maria"),
        organisation: id(2),
        kind: crate::organisation::OrganisationKind::Academic,
        communities: Vec::new(),
    };
    let account = open(&new, at(0)).account;
    assert_eq!((account.state, account.created_at, account.used_at), (State::Active, at(0), at(0)));
}

#[test]
fn an_erasure_empties_every_category_on_users_or_says_why_it_stays() {
    let emptied: BTreeSet<_> = Erasing::ALL.iter().flat_map(|step| step.empties()).collect();
    let left: BTreeSet<_> = Left::ALL.iter().flat_map(|left| left.keeps()).collect();
    assert_eq!(emptied.intersection(&left).count(), 0);
    for category in REGISTER.categories {
        let is_named = emptied.contains(&category.code) || left.contains(&category.code);
        assert!(is_named, "{}", category.code);
    }
    for code in emptied.union(&left) {
        assert!(REGISTER.category(code).is_some(), "{code}");
    }
}
