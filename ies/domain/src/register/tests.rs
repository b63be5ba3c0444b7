//! Tests of the register of processing.

use std::collections::BTreeSet;

use fnd_register::Coded;

use super::*;
use crate::access::{Action, Party, permitted};
use crate::person::ContactField;
use crate::purpose::{LegalGround, Purpose};
use crate::switches::Switches;

#[test]
fn codes_are_unique_and_every_category_cites_its_ground_and_its_end() {
    let codes: BTreeSet<_> = REGISTER.categories.iter().map(|c| c.code).collect();
    assert_eq!(codes.len(), REGISTER.categories.len());
    for category in REGISTER.categories {
        let cites = LegalGround::ALL.iter().any(|ground| category.basis.contains(ground.article()));
        assert!(cites, "{}: {}", category.code, category.basis);
        let basis = category.retention.basis;
        assert!(basis.contains("statement") || basis.contains("Art."), "{}", category.code);
        assert!(!category.columns.is_empty(), "{}", category.code);
        assert!(!category.purposes.is_empty(), "{}", category.code);
    }
    let starts: BTreeSet<_> = STARTS.iter().map(|(code, _)| *code).collect();
    assert_eq!(starts, codes);
}

#[test]
fn the_scan_goes_to_who_decides_for_that_and_for_nothing_else() {
    let scan = REGISTER.category("scan").unwrap();
    assert_eq!(scan.purposes, [Purpose::VerifyIdentity]);
    assert_eq!(scan.recipients, [Recipient::Validators, Recipient::SystemOperators]);
    assert!(scan.encrypted);
    assert_eq!(scan.retention.period, Period::UntilThen);
}

#[test]
fn members_see_contact_details_and_memberships_and_no_more() {
    for category in REGISTER.categories {
        let to_members = category.recipients.contains(&Recipient::FellowMembers);
        let abroad = category.recipients.contains(&Recipient::FellowMembersAbroad);
        assert_eq!(to_members, abroad, "{}: a member is a member", category.code);
        let expected = matches!(category.code, "contact-details" | "membership");
        assert_eq!(to_members, expected, "{}", category.code);
    }
    assert_eq!(ContactField::ALL.len(), 7);
}

#[test]
fn who_says_who_somebody_is_lies_under_a_key() {
    for code in ["contact-details", "account-identity", "registration", "scan", "mail", "export"] {
        assert!(REGISTER.category(code).unwrap().encrypted, "{code}");
    }
}

#[test]
fn no_action_opens_a_category_to_a_recipient_or_for_a_purpose_the_register_does_not_name() {
    for (party, action, _) in permitted() {
        for code in serves(action) {
            let category = REGISTER.category(code).unwrap();
            let recipients = Recipient::of(party);
            let is_named = recipients.iter().any(|one| category.recipients.contains(one));
            assert!(is_named, "{action:?} opens {code} to {party:?}");
            assert!(
                category.purposes.contains(&action.purpose()),
                "{action:?} opens {code} for {:?}",
                action.purpose()
            );
        }
    }
}

#[test]
fn every_recipient_of_the_register_has_a_way_to_the_data() {
    for category in REGISTER.categories {
        for recipient in category.recipients {
            // The Supervisor gets what an officer sends; nobody signs in for it.
            if *recipient == Recipient::Supervisor {
                continue;
            }
            let has_way = permitted().any(|(party, action, _)| {
                Recipient::of(party).contains(recipient) && serves(action).contains(&category.code)
            });
            assert!(has_way, "{} has no way to {}", recipient.code(), category.code);
        }
    }
}

#[test]
fn what_nobody_may_see_is_served_by_no_action() {
    for category in REGISTER.categories.iter().filter(|one| one.recipients.is_empty()) {
        let is_served = Action::ALL.iter().any(|action| serves(*action).contains(&category.code));
        assert!(!is_served, "{}", category.code);
    }
    assert_eq!(Recipient::of(Party::Anyone), []);
}

#[test]
fn the_record_of_processing_is_the_register_with_the_switches_of_now() {
    let mut switches = Switches::default();
    switches.kept.log_technical_days = 90;
    let rows = record(&switches);
    assert_eq!(rows.len(), REGISTER.categories.len());
    let technical = rows.iter().find(|row| row.category == "log-technical").unwrap();
    assert_eq!(technical.period, crate::retention::Span::Days(90));
    let details = rows.iter().find(|row| row.category == "contact-details").unwrap();
    assert!(details.is_transferred && details.is_encrypted);
    assert_eq!(details.kept_from, "submission-of-the-request");
    assert!(details.basis.contains("50(1)(a)"));
    assert_eq!(details.grounds, ["public-task", "consent"]);
    assert!(rows.iter().all(|row| !row.grounds.is_empty()));
}
