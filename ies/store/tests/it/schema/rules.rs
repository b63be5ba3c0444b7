//! What the database refuses whatever a program does.

use fnd_testkit::TestDatabase;
use ies_store::schema::{APP, UPKEEP};
use tokio_postgres::{Client, Error};

use super::SCHEMA;

const NOW: &str = "timestamptz '2026-07-15 09:00Z'";

/// An identifier, quoted.
fn id(number: u8) -> String {
    format!("uuid '00000000-0000-7000-8000-0000000000{number:02x}'")
}

/// A SHA-256.
const DIGEST: &str = "decode(repeat('07', 32), 'hex')";

/// The name of the constraint that refused.
fn refusal(result: Result<(), Error>) -> String {
    let error = result.unwrap_err();
    let said = error.as_db_error().unwrap_or_else(|| panic!("{error:?}"));
    said.constraint().unwrap_or_else(|| panic!("{said:?}")).to_owned()
}

/// A database with an organisation, a Community and, for each number, an account.
async fn database(accounts: &[u8]) -> (TestDatabase, Client) {
    let database = TestDatabase::fresh(SCHEMA).await;
    let app = database.client(APP).await;
    let (organisation, community) = (id(0x01), id(0x02));
    let sql = format!(
        "INSERT INTO organisation VALUES ({organisation}, 'Ministry', 'national-authority', 'MLT',
                                          NULL, {NOW}, 1);
         INSERT INTO community VALUES ({community}, 'asylum', 'working-group', 'listed', 'apply',
                                       NULL, NULL, {NOW}, 1);"
    );
    app.batch_execute(&sql).await.unwrap();
    for number in accounts {
        add_account(&app, *number).await.unwrap();
    }
    (database, app)
}

async fn add_account(app: &Client, number: u8) -> Result<(), Error> {
    let (account, organisation) = (id(number), id(0x01));
    let sql = format!(
        "INSERT INTO account (account_id, state, sealed_subject, session_epoch, organisation_id,
                              language, created_at, modified_at, used_at, version)
         VALUES ({account}, 'active', 'sealed', 0, {organisation}, 'en', {NOW}, {NOW}, {NOW}, 1)"
    );
    app.batch_execute(&sql).await
}

/// A request in review with a scan and, as search key, the person `subject`.
fn open_request(number: u8, subject: &str) -> String {
    let (request, scan) = (id(number), id(number | 0x80));
    format!(
        "INSERT INTO registration (registration_id, state, since, submitted_at, questions, sealed,
                                   begun_at, version)
         VALUES ({request}, 'in-review', {NOW}, {NOW}, 0, 'sealed', {NOW}, 1);
         INSERT INTO registration_search_key VALUES ('subject', '{subject}', {request});
         INSERT INTO registration_search_key VALUES ('email', 'one address', {request});
         INSERT INTO scan VALUES ({request}, {scan}, 'available', 'jpeg', 3, {DIGEST}, {NOW},
                                  'blob');
         INSERT INTO scan_key VALUES ({scan}, 1, 'wrapped');"
    )
}

fn refuse_request(number: u8) -> String {
    let (request, validator) = (id(number), id(0x70));
    format!(
        "UPDATE registration SET state = 'refused', since = {NOW}, ended_at = {NOW},
                decided_by = {validator}, decided_at = {NOW}, refusal_reason = 'not-eligible'
          WHERE registration_id = {request};"
    )
}

fn destroy_scan(number: u8) -> String {
    format!("DELETE FROM scan WHERE registration_id = {};", id(number))
}

fn free_keys(number: u8) -> String {
    format!("DELETE FROM registration_search_key WHERE registration_id = {};", id(number))
}

#[tokio::test]
async fn an_erased_account_does_not_come_back() {
    let (database, app) = database(&[0x10, 0x11]).await;
    let upkeep = database.client(UPKEEP).await;
    let (erased, other) = (id(0x10), id(0x11));
    // The tombstone comes first: the account is still there, and is tended until it goes.
    let sql = format!(
        "INSERT INTO tombstone VALUES ({erased}, {NOW}, 'erasure-requested');
         UPDATE account SET modified_at = {NOW} WHERE account_id = {erased};
         DELETE FROM account WHERE account_id = {erased};"
    );
    upkeep.batch_execute(&sql).await.unwrap();
    let again = add_account(&app, 0x10).await;
    assert_eq!(refusal(again), "erased_account_does_not_come_back");
    let owner = database.superuser().await;
    let renamed = format!("UPDATE account SET account_id = {erased} WHERE account_id = {other}");
    let renamed = owner.batch_execute(&renamed).await;
    assert_eq!(refusal(renamed), "erased_account_does_not_come_back");
}

#[tokio::test]
async fn one_person_has_one_open_request_and_an_address_may_be_in_two() {
    let (_database, app) = database(&[]).await;
    app.batch_execute(&open_request(0x20, "maria")).await.unwrap();
    let again = app.batch_execute(&open_request(0x21, "maria")).await;
    assert_eq!(refusal(again), "one_open_request_for_one_person");
    app.batch_execute(&open_request(0x22, "tom")).await.unwrap();
    let end = [refuse_request(0x20), destroy_scan(0x20), free_keys(0x20)].concat();
    app.batch_execute(&end).await.unwrap();
    app.batch_execute(&open_request(0x21, "maria")).await.unwrap();
}

#[tokio::test]
async fn a_request_does_not_end_without_its_scan_and_its_search_keys() {
    let (_database, app) = database(&[]).await;
    app.batch_execute(&open_request(0x20, "maria")).await.unwrap();
    let with_scan = [free_keys(0x20), refuse_request(0x20)].concat();
    let with_scan = app.batch_execute(&with_scan).await;
    assert_eq!(refusal(with_scan), "scan_goes_with_the_decision");
    let with_keys = [destroy_scan(0x20), refuse_request(0x20)].concat();
    let with_keys = app.batch_execute(&with_keys).await;
    assert_eq!(refusal(with_keys), "search_keys_go_with_the_end");
    // In whichever order.
    let end = [refuse_request(0x20), destroy_scan(0x20), free_keys(0x20)].concat();
    app.batch_execute(&end).await.unwrap();
    let left = app.query_one("SELECT count(*) FROM scan_key", &[]).await.unwrap();
    assert_eq!(left.get::<_, i64>(0), 0);
    let late = format!("INSERT INTO registration_search_key VALUES ('subject', 'x', {})", id(0x20));
    assert_eq!(refusal(app.batch_execute(&late).await), "request_is_open");
}

/// Replaces the scan of a request.
fn upload(number: u8) -> String {
    let (request, scan) = (id(number), id(number | 0xc0));
    format!(
        "{}; INSERT INTO scan VALUES ({request}, {scan}, 'quarantined', 'png', 3, {DIGEST}, {NOW},
                                      'other')",
        destroy_scan(number)
    )
}

#[tokio::test]
async fn an_upload_and_a_decision_at_the_same_moment_leave_no_scan() {
    let (database, app) = database(&[]).await;
    app.batch_execute(&open_request(0x20, "maria")).await.unwrap();
    let other = database.client(APP).await;

    // The upload holds the request: the decision waits, destroys the scan that was looked at,
    // finds the other one, and is not taken.
    app.batch_execute(&format!("BEGIN; {}", upload(0x20))).await.unwrap();
    let looked_at = format!("DELETE FROM scan WHERE scan_id = {};", id(0xa0));
    let decide = [looked_at, free_keys(0x20), refuse_request(0x20)].concat();
    let (decided, uploaded) =
        tokio::join!(other.batch_execute(&decide), app.batch_execute("COMMIT"));
    uploaded.unwrap();
    assert_eq!(refusal(decided), "scan_goes_with_the_decision");

    // The decision holds the request: the upload waits, and finds it ended.
    let end = [destroy_scan(0x20), free_keys(0x20), refuse_request(0x20)].concat();
    other.batch_execute(&format!("BEGIN; {end}")).await.unwrap();
    let upload = upload(0x20);
    let (uploaded, decided) =
        tokio::join!(app.batch_execute(&upload), other.batch_execute("COMMIT"));
    decided.unwrap();
    assert_eq!(refusal(uploaded), "request_is_open");
}

#[tokio::test]
async fn one_person_belongs_to_a_community_once() {
    let (_database, app) = database(&[0x10]).await;
    let (community, account) = (id(0x02), id(0x10));
    let add = |number: u8, state: &str, begun: &str, cause: &str| {
        format!(
            "INSERT INTO membership (membership_id, community_id, account_id, level, state, since,
                                     begun_at, end_cause, version)
             VALUES ({}, {community}, {account}, 'reader', '{state}', {NOW}, {begun}, {cause}, 1)",
            id(number)
        )
    };
    app.batch_execute(&add(0x30, "active", NOW, "NULL")).await.unwrap();
    for (number, state, begun) in
        [(0x31, "active", NOW), (0x32, "applied", "NULL"), (0x33, "invited", "NULL")]
    {
        let again = app.batch_execute(&add(number, state, begun, "NULL")).await;
        assert_eq!(refusal(again), "membership_one_has_not_ended", "{state}");
    }
    app.batch_execute(&add(0x34, "ended", NOW, "'left'")).await.unwrap();
    app.batch_execute(&add(0x35, "declined", "NULL", "NULL")).await.unwrap();
}

#[tokio::test]
async fn one_consent_counts() {
    let (_database, app) = database(&[0x10]).await;
    let add = |number: u8, is_last: bool| {
        format!(
            "INSERT INTO consent (consent_id, account_id, is_last, is_transfer, privacy_version,
                                  terms_version, privacy_digest, terms_digest, channel, given_at)
             VALUES ({}, {}, {is_last}, true, 1, 1, {DIGEST}, {DIGEST}, 'page', {NOW})",
            id(number),
            id(0x10)
        )
    };
    app.batch_execute(&add(0x40, true)).await.unwrap();
    assert_eq!(
        refusal(app.batch_execute(&add(0x41, true)).await),
        "consent_one_counts_for_an_account"
    );
    app.batch_execute(&add(0x42, false)).await.unwrap();
}

#[tokio::test]
async fn a_role_with_privileges_takes_two_others() {
    let (_database, app) = database(&[0x10]).await;
    let add = |role: &str, proposed: &str, approved: &str| {
        format!(
            "INSERT INTO role_grant (grant_id, account_id, role, scope, proposed_by, proposed_at,
                                     approved_by, approved_at, expires_at)
             VALUES (gen_random_uuid(), {}, '{role}', 'platform', {proposed}, {NOW}, {approved},
                     {NOW}, {NOW})",
            id(0x10)
        )
    };
    let (own, one, two) = (id(0x10), id(0x71), id(0x72));
    for (role, proposed, approved, rule) in [
        ("validator", &one, &one, "role_with_privileges_takes_two"),
        ("validator", &own, &one, "role_is_granted_by_others"),
        ("validator", &one, &own, "role_is_granted_by_others"),
    ] {
        let added = app.batch_execute(&add(role, proposed, approved)).await;
        assert_eq!(refusal(added), rule);
    }
    app.batch_execute(&add("validator", &one, &two)).await.unwrap();
    app.batch_execute(&add("sp-editor", &one, &one)).await.unwrap();
    // The installation.
    app.batch_execute(&add("user-admin", "NULL", "NULL")).await.unwrap();
}

#[tokio::test]
async fn both_roles_log_what_they_do_and_for_one_of_four_purposes() {
    let (database, app) = database(&[]).await;
    let add = |purpose: &str| {
        format!(
            "INSERT INTO log_entry (log_id, at, action, purpose, basis, authority_kind, authority,
                                    state, person, place, request, outcome, sent)
             VALUES (gen_random_uuid(), {NOW}, 'retention-run', '{purpose}', 'R18', 'system', '',
                     '', '', '', gen_random_uuid(), 'done', '')"
        )
    };
    for client in [&app, &database.client(UPKEEP).await] {
        client.batch_execute(&add("provide-service")).await.unwrap();
        let fifth = client.batch_execute(&add("statistics")).await;
        assert_eq!(refusal(fifth), "log_entry_purpose_is_known");
    }
}
