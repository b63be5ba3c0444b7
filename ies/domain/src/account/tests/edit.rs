//! Tests of changes of a person's details.

use super::*;
use crate::person::{ContactCard, ContactField, ContactInput, Email};
use crate::session::AuthenticationLevel;

fn card(last_name: &str, email: &str) -> ContactCard {
    let input = ContactInput {
        first_name: "Jane",
        last_name,
        email,
        telephone: "+32 2 123 45 67",
        work_address: "Rue de la Loi 1",
        organisation: "Ministry",
        job_title: "Officer",
    };
    ContactCard::read(&input).unwrap()
}

#[test]
fn one_changes_ones_own_details_and_a_new_name_is_shown_to_validators() {
    let holder = Person::new(1, &[], at(0));
    let other = Person::new(2, &[], at(0));
    let (doe, roe) = (card("Doe", "a@example.org"), card("Roe", "a@example.org"));
    let active = account(1, State::Active);
    let change = |by: &Person, pair| change_profile(&active, &by.actor(), pair, at(0));
    let changed = change(&holder, (&doe, &roe)).unwrap();
    assert_eq!(changed.fields, [ContactField::LastName]);
    assert!(changed.is_flagged);
    let to_validators = Mail::of(Notice::NameChanged, Addressee::Validators);
    assert!(changed.step.effects.mails.contains(&to_validators));
    let refused = [
        (change(&other, (&doe, &roe)), "not-in-role"),
        (change(&holder, (&doe, &doe)), "nothing-changed"),
        (change(&holder, (&doe, &card("Doe", "b@example.org"))), "email-by-itself"),
    ];
    for (change, code) in refused {
        assert_eq!(change.map_err(|error| error.code()), Err(code));
    }
    let suspended = account(1, State::Suspended);
    let change = change_profile(&suspended, &holder.actor(), (&doe, &roe), at(0));
    assert_eq!(change.map(|_| ()), Err(AccountError::NotNow(State::Suspended)));
}

#[test]
fn a_new_address_is_confirmed_where_mail_arrives() {
    let holder = Person::new(1, &[], at(0));
    let [old, new, capitals] = ["jane@example.org", "doe@example.org", "JANE@example.org"]
        .map(|text| Email::read(text).unwrap());
    let active = account(1, State::Active);
    let times = switches().account;
    let ask = |by: &Person, wanted, is_taken| {
        let wish = NewEmail { current: &old, wanted, is_taken };
        request_email(&active, &by.actor(), wish, (moment(at(0)), &times))
            .map_err(|error| error.code())
    };
    let (change, effects) = ask(&holder, &new, false).unwrap();
    assert_eq!(effects.mails, [Mail::of(Notice::EmailConfirm, Addressee::HolderNew)]);
    assert_eq!(ask(&holder, &old, false).map(|_| ()), Err("email-same"));
    assert_eq!(ask(&holder, &new, true).map(|_| ()), Err("email-not-usable"));
    assert!(ask(&holder, &capitals, true).is_ok(), "one's own address in other letters");
    let other = Person::new(2, &[], at(0));
    assert_eq!(ask(&other, &new, false).map(|_| ()), Err("not-in-role"));
    let stale = holder.clone().signed_in_minutes_ago(at(0), 20);
    assert_eq!(ask(&stale, &new, false).map(|_| ()), Err("fresh-sign-in-needed"));
    let weak = holder.clone().with_level(AuthenticationLevel::Basic);
    assert_eq!(ask(&weak, &new, false).map(|_| ()), Err("second-factor-needed"));

    let confirm = |hour, is_taken| {
        confirm_email(&active, &holder.actor(), &change, (is_taken, at(hour)))
            .map_err(|error| error.code())
    };
    let (step, address) = confirm(23, false).unwrap();
    assert_eq!(address, new);
    let told: Vec<_> = step.effects.mails.iter().map(|mail| mail.to).collect();
    assert_eq!(told, [Addressee::HolderFormer, Addressee::HolderNew]);
    assert_eq!(confirm(24, false).map(|_| ()), Err("email-link-expired"));
    assert_eq!(confirm(23, true).map(|_| ()), Err("email-not-usable"));
    let by_other = confirm_email(&active, &other.actor(), &change, (false, at(1)));
    assert_eq!(by_other.map(|_| ()).map_err(|error| error.code()), Err("not-in-role"));
}

#[test]
fn an_exceptional_edit_has_a_reason_and_is_told_at_both_addresses() {
    let (before, after) = (card("Doe", "a@example.org"), card("Doe", "b@example.org"));
    let active = account(1, State::Active);
    let edit = |by: &Person, account: &Account, pair, words| {
        let reason = (EditReason::TechnicalFault, words, Some("T-1"));
        edit_exceptionally(account, &by.actor(), pair, reason, moment(at(0)))
            .map_err(|error| error.code())
    };
    let words = "The link for confirming comes back.";
    let done = edit(&admin(), &active, (&before, &after), words).unwrap();
    assert_eq!(done.fields, [ContactField::Email]);
    assert!(done.step.effects.has(Duty::DropEmailChange));
    let told: Vec<_> = done.step.effects.mails.iter().map(|mail| mail.to).collect();
    assert_eq!(told, [Addressee::HolderFormer, Addressee::HolderNew]);
    let own = account(50, State::Active);
    let validator = Person::new(51, &[Role::Validator], at(0));
    let stale = admin().signed_in_minutes_ago(at(0), 15);
    let cases = [
        ("without a reason", edit(&admin(), &active, (&before, &after), " "), "explanation-unsaid"),
        ("in a word", edit(&admin(), &active, (&before, &after), "asked"), "explanation-unsaid"),
        ("of nothing", edit(&admin(), &active, (&before, &before), words), "nothing-changed"),
        ("of oneself", edit(&admin(), &own, (&before, &after), words), "concerns-yourself"),
        ("by another", edit(&validator, &active, (&before, &after), words), "not-in-role"),
        ("too late", edit(&stale, &active, (&before, &after), words), "fresh-sign-in-needed"),
    ];
    for (rule, result, code) in cases {
        assert_eq!(result.map(|_| ()), Err(code), "{rule}");
    }
    for state in State::ALL {
        let is_gone = matches!(state, State::DisabledPendingErasure | State::Erased);
        let result = edit(&admin(), &account(1, *state), (&before, &after), words);
        assert_eq!(result.is_err(), is_gone, "{}", state.code());
    }
}

#[test]
fn the_monthly_report_counts_every_reason_also_those_without_an_edit() {
    let report = monthly_report(&[EditReason::AskedByUser, EditReason::AskedByUser]);
    assert_eq!(report.len(), EditReason::ALL.len());
    assert_eq!(report.iter().map(|(_, count)| count).sum::<usize>(), 2);
    assert!(report.contains(&(EditReason::AskedByUser, 2)));
}
