//! Filling a real system, and what the program says. R58.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::tests_outside_test_module,
    reason = "a file of tests"
)]

mod kit;
mod program;

use std::collections::BTreeSet;

use fnd_core::{Clock, Id};
use ies_domain::registration::Registration;
use ies_synth::FillError;

use crate::kit::{Filled, count};

/// People besides those who play parts.
const PEOPLE: usize = 45;
/// Those who play parts.
const CAST: usize = 9;
/// Countries outside the Union, of which nobody doubts that they are.
const ABROAD: &str = "('ALB', 'ARM', 'GEO', 'MDA', 'MKD', 'MNE', 'SRB', 'UKR')";
/// Those of which it depends on what they agreed with the Union.
const BETWEEN: &str = "('NOR')";

#[tokio::test]
async fn an_empty_system_is_filled_once_and_what_was_ordered_is_there() {
    let filled = Filled::with(kit::ready().await, PEOPLE, 2026).await;
    let tally = filled.tally;
    assert_eq!((tally.accounts, tally.communities, tally.requests), (CAST + PEOPLE, 40, 6));
    let client = &filled.client;
    for (table, expected) in [
        ("account", tally.accounts),
        ("profile", tally.accounts),
        ("community", tally.communities),
        ("registration", tally.requests),
        ("scan", tally.requests),
        ("organisation", 36),
        ("erasure", 0),
        ("mail WHERE sent_at IS NOT NULL", 0),
    ] {
        assert_eq!(count(client, table).await, expected, "{table}");
    }
    rules_are_kept(&filled).await;
    nobody_is_real(&filled).await;
    let before = filled.people().await;
    let (filled, again) = filled.again().await;
    assert!(matches!(again, Err(FillError::NotEmpty)), "{again:?}");
    assert_eq!(filled.people().await, before, "nothing was added or changed");
    filled.end().await;
}

/// Accounts, roles, memberships and requests are as the rules of the domain leave them.
async fn rules_are_kept(filled: &Filled) {
    let of = |seats: &str| {
        format!(
            "EXISTS (SELECT FROM membership JOIN account USING (account_id)
                       JOIN organisation USING (organisation_id)
                      WHERE membership.community_id = community.community_id AND seat IN {seats})"
        )
    };
    let (abroad, between) = (of(ABROAD), of(BETWEEN));
    let never = [
        ("an account is not in use", "account WHERE state <> 'active'".to_owned()),
        (
            "somebody has not consented to both on the page",
            "account WHERE NOT EXISTS (SELECT FROM consent
                WHERE consent.account_id = account.account_id AND is_last AND is_transfer
                  AND channel = 'page' AND withdrawn_at IS NULL)"
                .to_owned(),
        ),
        (
            "one hand gave a role, or the holder's own did",
            "role_grant WHERE approved_at IS NULL OR proposed_by = account_id
                OR approved_by = account_id OR (scope = 'platform' AND proposed_by = approved_by)"
                .to_owned(),
        ),
        (
            "a role of the platform works that nobody acknowledged",
            "role_grant WHERE scope = 'platform' AND acknowledged_at IS NULL".to_owned(),
        ),
        ("a role does not end", "role_grant WHERE expires_at <= proposed_at".to_owned()),
        ("a membership waits", "membership WHERE state <> 'active'".to_owned()),
        (
            "somebody joined without seeing who receives the data",
            "membership WHERE notice_seen_at IS NULL".to_owned(),
        ),
        (
            "the first recipient outside the Union was not noted",
            format!("community WHERE {abroad} AND third_country_since IS NULL"),
        ),
        (
            "a recipient outside the Union was noted where there is none",
            format!(
                "community WHERE NOT {abroad} AND NOT {between}
                    AND third_country_since IS NOT NULL"
            ),
        ),
        ("a request does not wait", "registration WHERE state <> 'submitted'".to_owned()),
        (
            "a scan has no key, or was not examined",
            "scan LEFT JOIN scan_key USING (scan_id)
              WHERE scan_key.scan_id IS NULL OR state <> 'available'"
                .to_owned(),
        ),
        (
            "an applicant has not consented",
            "registration WHERE NOT EXISTS (SELECT FROM consent
                WHERE consent.registration_id = registration.registration_id)"
                .to_owned(),
        ),
    ];
    for (fault, rows) in never {
        assert_eq!(count(&filled.client, &rows).await, 0, "{fault}");
    }
    let abroad = format!("community WHERE {abroad}");
    assert!(0 < count(&filled.client, &abroad).await, "nobody from outside tells nothing");
    for (event, least) in [("account-opened", 2), ("registration-submitted", 6)] {
        let rows = format!("log_entry WHERE action = '{event}'");
        assert!(least <= count(&filled.client, &rows).await, "{event} is in the log");
    }
}

/// Every name is of the lists, and every address and picture is of nobody.
async fn nobody_is_real(filled: &Filled) {
    let people = filled.people().await;
    let members: BTreeSet<_> = people.iter().map(|person| person.email.as_str()).collect();
    // Those who look after the system belong to no Community, and no fellow sees them.
    assert_eq!(members.len(), PEOPLE + 4, "each has an address of their own");
    for person in &people {
        assert!(person.email.ends_with("@example.org"), "{}", person.email);
        assert!(person.telephone.starts_with("+32255501"), "{}", person.telephone);
        assert!(person.address.starts_with("1 Example Street\n"), "{}", person.address);
        let employer = person.organisation.as_str();
        let is_listed = employer.starts_with("Ministry of the Interior, ");
        assert!(is_listed || employer == "European Commission", "{employer}");
    }
    let store = filled.store();
    let sql = "SELECT registration_id FROM registration";
    for row in filled.client.query(sql, &[]).await.unwrap() {
        let unit = store.review(kit::Filled::access()).await.unwrap();
        let id: Id<Registration> = Id::from_uuid(row.get(0));
        let request = unit.request(id).await.unwrap().unwrap();
        assert!(request.draft.email.ends_with("@example.org"), "{}", request.draft.email);
        let scan = unit.scan(id).await.unwrap().unwrap();
        // The length of the one page, then a picture as every other is.
        assert_eq!(scan[4..7], [0xFF, 0xD8, 0xFF], "a JPEG");
        assert!(request.registration.submitted_at.is_some_and(|at| at <= kit::CLOCK.now()));
        unit.end(ies_store::Outcome::default()).await.unwrap();
    }
}

#[tokio::test]
async fn the_same_seed_makes_the_same_people_and_another_does_not() {
    let ready = kit::ready().await;
    let copies = (kit::copied(&ready), kit::copied(&ready));
    let (one, fewer, other) = tokio::join!(
        Filled::with(ready, 20, 7),
        Filled::with(copies.0, 15, 7),
        Filled::with(copies.1, 20, 8)
    );
    let (all, first) = (one.people().await, fewer.people().await);
    assert_eq!((all.len(), first.len()), (24, 19));
    assert!(first.iter().all(|person| all.contains(person)), "who comes after changes nobody");
    assert_ne!(all, other.people().await);
    for filled in [one, fewer, other] {
        filled.end().await;
    }
}
