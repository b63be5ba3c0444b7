//! The codes that the database takes are those of the domain, no fewer and no more.

use std::collections::{BTreeMap, BTreeSet};

use fnd_register::Coded;
use fnd_testkit::TestDatabase;
use ies_domain::access::Action;
use ies_domain::account::erasure::Erasing;
use ies_domain::mail::Notice;
use ies_domain::organisation::OrganisationKind;
use ies_domain::purpose::Purpose;
use ies_domain::role::{Role, Scope};
use ies_domain::schema::tables;
use ies_domain::{
    account, community, consent, log, organisation, person, registration, rights, role, scan,
};

use super::SCHEMA;

type Codes = BTreeSet<String>;

/// The codes of `all`.
fn of<T: Coded>(all: &[T]) -> Codes {
    all.iter().map(|value| value.code().to_owned()).collect()
}

fn words(all: &[&str]) -> Codes {
    all.iter().map(|word| (*word).to_owned()).collect()
}

/// Those of `all` for which `holds`.
fn those<T: Coded + Copy>(all: &[T], holds: impl Fn(T) -> bool) -> Codes {
    all.iter().filter(|value| holds(**value)).map(|value| value.code().to_owned()).collect()
}

/// Every coded column of the tables that are ours, with its codes.
fn coded() -> Vec<(&'static str, &'static str, Codes)> {
    [people(), content(), cases()].concat()
}

fn people() -> Vec<(&'static str, &'static str, Codes)> {
    vec![
        ("account", "state", of(account::State::ALL)),
        ("account", "suspended_reason", of(account::SuspensionReason::ALL)),
        ("account", "disabled_cause", of(account::DisableCause::ALL)),
        ("account_search_key", "kind", words(&["subject", "email"])),
        ("notification_setting", "notice", of(Notice::ALL)),
        ("api_token", "scope", of(Action::ALL)),
        ("registration", "state", of(registration::State::ALL)),
        ("registration", "organisation_kind", of(OrganisationKind::ALL)),
        ("registration", "refusal_reason", of(registration::RefusalReason::ALL)),
        ("registration_search_key", "kind", words(&["subject", "email"])),
        ("scan", "state", of(scan::ScanState::ALL)),
        ("scan", "kind", of(scan::ScanKind::ALL)),
        ("scan_end", "cause", of(scan::Cause::ALL)),
        ("consent", "channel", of(consent::Channel::ALL)),
        ("role_grant", "role", of(Role::ALL)),
        ("role_grant", "scope", scopes()),
        ("role_grant", "end_cause", of(role::EndCause::ALL)),
        ("membership", "level", of(community::Level::ALL)),
        ("membership", "state", of(community::State::ALL)),
        ("membership", "end_cause", of(community::EndCause::ALL)),
    ]
}

fn content() -> Vec<(&'static str, &'static str, Codes)> {
    vec![
        ("country_status", "aspect", of(organisation::Aspect::ALL)),
        ("organisation", "kind", of(OrganisationKind::ALL)),
        ("community", "kind", of(community::CommunityKind::ALL)),
        ("community", "visibility", of(community::Visibility::ALL)),
        ("community", "join_policy", of(community::JoinPolicy::ALL)),
        ("statement", "kind", of(consent::StatementKind::ALL)),
        ("log_technical", "browser", of(log::BrowserFamily::ALL)),
        ("log_technical", "system", of(log::System::ALL)),
    ]
}

fn cases() -> Vec<(&'static str, &'static str, Codes)> {
    let mut exports = of(Action::ALL);
    exports.insert("own-data".to_owned());
    vec![
        ("rights_request", "asked_right", of(rights::Right::ALL)),
        ("rights_request", "channel", of(rights::Channel::ALL)),
        ("rights_request", "state", of(rights::State::ALL)),
        ("rights_request", "answer", of(rights::Answer::ALL)),
        ("rights_request", "refusal_ground", of(rights::RefusalGround::ALL)),
        ("breach", "risk", of(rights::breach::Risk::ALL)),
        ("breach", "told_how", words(&["directly", "publicly", "not-needed"])),
        ("exceptional_edit", "reason", of(account::EditReason::ALL)),
        ("exceptional_edit", "fields", of(person::ContactField::ALL)),
        ("mail", "notice", of(Notice::ALL)),
        ("export", "kind", exports),
        ("export", "state", words(&["asked", "ready", "failed"])),
        ("tombstone", "cause", of(account::DisableCause::ALL)),
        ("erasure", "step", of(Erasing::ALL)),
    ]
}

fn scopes() -> Codes {
    let country = Scope::Country(fnd_core::CountryCode::of(b"MLT"));
    words(&[Scope::Platform, Scope::Programme, country].map(Scope::code))
}

/// The words between quotes.
fn quoted(definition: &str) -> Codes {
    definition.split('\'').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Definitions of every check, and of every index over some of the rows, by table and name.
async fn definitions() -> BTreeMap<(String, String), String> {
    let database = TestDatabase::fresh(SCHEMA).await;
    let sql = "SELECT conrelid::regclass::text, conname::text, pg_get_constraintdef(oid)
                 FROM pg_constraint
                WHERE contype = 'c' AND connamespace = 'public'::regnamespace
               UNION ALL
               SELECT indrelid::regclass::text, indexrelid::regclass::text,
                      pg_get_expr(indpred, indrelid)
                 FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
                WHERE indpred IS NOT NULL AND relnamespace = 'public'::regnamespace";
    let rows = database.superuser().await.query(sql, &[]).await.unwrap();
    rows.iter().map(|row| ((row.get(0), row.get(1)), row.get(2))).collect()
}

#[test]
fn no_coded_column_is_forgotten() {
    let is_coded = |note: &str| note.contains("::") || note.contains('`');
    let described: BTreeSet<_> = tables()
        .flat_map(|table| table.fields.iter().map(|field| (table.name, field)))
        .filter(|(_, field)| field.sql.starts_with("text") && is_coded(field.note))
        .map(|(table, field)| (table, field.name))
        .collect();
    let listed: BTreeSet<_> = coded().iter().map(|(table, column, _)| (*table, *column)).collect();
    assert_eq!(listed, described);
}

#[tokio::test]
async fn a_coded_column_takes_the_codes_of_the_domain_and_no_others() {
    let definitions = definitions().await;
    for (table, column, codes) in coded() {
        let place = (table.to_owned(), format!("{table}_{column}_is_known"));
        let definition = definitions.get(&place).map_or("", String::as_str);
        let is_list = [" = ANY (ARRAY[", " <@ ARRAY["]
            .iter()
            .any(|sign| definition.starts_with(&format!("CHECK (({column}{sign}")));
        assert!(is_list, "{place:?}: {definition}");
        assert_eq!(quoted(definition), codes, "{place:?}");
    }
    let purpose = ("log_entry".to_owned(), "log_entry_purpose_is_known".to_owned());
    assert_eq!(definitions.get(&purpose).map(|it| quoted(it)), Some(of(Purpose::ALL)));
}

#[tokio::test]
async fn no_other_check_and_no_index_speaks_of_a_code_that_the_table_does_not_take() {
    let mut taken: BTreeMap<String, Codes> = BTreeMap::new();
    for (table, _, codes) in coded() {
        taken.entry(table.to_owned()).or_default().extend(codes);
    }
    for ((table, name), definition) in definitions().await {
        // Patterns of countries and languages; the foundation's own.
        if definition.contains(" ~ ") || table.starts_with("log_entry") {
            continue;
        }
        let known = taken.get(&table).cloned().unwrap_or_default();
        let unknown: Vec<_> = quoted(&definition).difference(&known).cloned().collect();
        assert!(unknown.is_empty(), "{name}: {unknown:?}");
    }
}

#[tokio::test]
async fn rules_on_groups_of_codes_name_the_groups_of_the_domain() {
    let definitions = definitions().await;
    let cases = [
        (
            "account",
            "account_is_closed_for_a_cause",
            words(&["disabled-pending-erasure", "erased"]),
        ),
        (
            "registration",
            "registration_ends_at_an_instant",
            those(registration::State::ALL, registration::State::is_end),
        ),
        (
            "membership",
            "membership_one_has_not_ended",
            those(community::State::ALL, |state| !state.is_end()),
        ),
        (
            "rights_request",
            "rights_request_closes_with_its_end",
            those(rights::State::ALL, rights::State::is_end),
        ),
        ("rights_request", "rights_request_is_answered_by_a_person", of(rights::Answer::ALL)),
        ("role_grant", "role_with_privileges_takes_two", those(Role::ALL, Role::is_privileged)),
        ("scan", "scan_is_held", words(&["quarantined", "available"])),
    ];
    for (table, name, codes) in cases {
        let definition = definitions.get(&(table.to_owned(), name.to_owned()));
        assert_eq!(definition.map(|it| quoted(it)), Some(codes), "{name}");
    }
}
