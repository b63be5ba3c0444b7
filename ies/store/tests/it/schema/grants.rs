//! What each role may do.

use std::fmt::Write;

use fnd_testkit::TestDatabase;
use ies_store::schema::{APP, OWNER, SEALER, UPKEEP};
use tokio_postgres::Client;
use tokio_postgres::error::SqlState;

use super::SCHEMA;

const ROLES: [&str; 3] = [APP, SEALER, UPKEEP];
/// Those that can be granted on columns come first.
const PRIVILEGES: [&str; 7] =
    ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"];

/// Each privilege of each role on each table, or the columns of it that it reaches.
async fn matrix(client: &Client) -> String {
    let sql = "SELECT relname::text FROM pg_class
                WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'S', 'm')
                ORDER BY relname COLLATE \"C\"";
    let mut text = String::new();
    for row in client.query(sql, &[]).await.unwrap() {
        let table: String = row.get(0);
        writeln!(text, "{table}").unwrap();
        for role in ROLES {
            let granted = granted(client, role, &table).await;
            if !granted.is_empty() {
                writeln!(text, "    {role}").unwrap();
            }
            for line in granted {
                writeln!(text, "        {line}").unwrap();
            }
        }
    }
    text
}

async fn granted(client: &Client, role: &str, table: &str) -> Vec<String> {
    let mut whole = Vec::new();
    let mut parts = Vec::new();
    for privilege in PRIVILEGES {
        if may(client, (role, table, privilege)).await {
            whole.push(privilege);
            continue;
        }
        let sql = "SELECT string_agg(attname::text, ' ' ORDER BY attnum) FROM pg_attribute
                    WHERE attrelid = $2::text::regclass AND attnum > 0
                      AND $3 IN ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES')
                      AND has_column_privilege($1::text, attrelid, attnum, $3)";
        let row = client.query_one(sql, &[&role, &table, &privilege]).await.unwrap();
        parts.extend(row.get::<_, Option<String>>(0).map(|list| format!("{privilege} of {list}")));
    }
    let whole = (!whole.is_empty()).then(|| whole.join(" "));
    whole.into_iter().chain(parts).collect()
}

async fn may(client: &Client, (role, table, privilege): (&str, &str, &str)) -> bool {
    let sql = "SELECT has_table_privilege($1::text, $2::text, $3::text)";
    client.query_one(sql, &[&role, &table, &privilege]).await.unwrap().get(0)
}

#[tokio::test]
async fn every_role_may_do_what_the_golden_text_says_and_nothing_else() {
    let database = TestDatabase::fresh(SCHEMA).await;
    let matrix = matrix(&database.superuser().await).await;
    assert_eq!(matrix, include_str!("../grants.txt"));
}

#[tokio::test]
async fn nobody_but_the_owner_may_alter_anything() {
    let database = TestDatabase::fresh(SCHEMA).await;
    let client = database.superuser().await;
    let sql = "SELECT count(*) FROM pg_class
                WHERE relnamespace = 'public'::regnamespace AND relowner <> $1::text::regrole";
    assert_eq!(client.query_one(sql, &[&OWNER]).await.unwrap().get::<_, i64>(0), 0);
    for role in ROLES {
        let sql = "SELECT has_schema_privilege($1::text, 'public', 'CREATE'),
                          pg_has_role($1::text, $2::text, 'MEMBER')";
        let row = client.query_one(sql, &[&role, &OWNER]).await.unwrap();
        assert_eq!((row.get(0), row.get(1)), (false, false), "{role}");
    }
}

#[tokio::test]
async fn an_account_is_erased_by_upkeep_alone_and_so_is_a_tombstone_that_has_served() {
    let database = TestDatabase::fresh(SCHEMA).await;
    let client = database.superuser().await;
    for (role, table, privilege, expected) in [
        (APP, "account", "DELETE", false),
        (APP, "tombstone", "DELETE", false),
        (APP, "tombstone", "INSERT", false),
        (SEALER, "account", "SELECT", false),
        (SEALER, "log_entry", "DELETE", false),
        (UPKEEP, "account", "DELETE", true),
        (UPKEEP, "tombstone", "INSERT", true),
        (UPKEEP, "tombstone", "DELETE", true),
        (UPKEEP, "tombstone", "UPDATE", false),
        (UPKEEP, "erasure", "DELETE", true),
        (UPKEEP, "profile", "DELETE", true),
        (UPKEEP, "profile", "INSERT", false),
        (UPKEEP, "profile", "UPDATE", false),
        (UPKEEP, "log_entry", "INSERT", true),
        (UPKEEP, "log_entry", "UPDATE", false),
        (APP, "log_entry", "DELETE", false),
    ] {
        let is = may(&client, (role, table, privilege)).await;
        assert_eq!(is, expected, "{role} {privilege} {table}");
    }
}

#[tokio::test]
async fn a_profile_holds_nothing_that_can_be_read_without_its_key() {
    let database = TestDatabase::fresh(SCHEMA).await;
    let sql = "SELECT attname::text, format_type(atttypid, atttypmod) FROM pg_attribute
                WHERE attrelid = 'profile'::regclass AND attnum > 0
                  AND atttypid NOT IN ('bytea'::regtype, 'uuid'::regtype,
                                       'timestamptz'::regtype, 'bigint'::regtype)";
    let readable = database.superuser().await.query(sql, &[]).await.unwrap();
    assert!(readable.is_empty(), "{readable:?}");
}

#[tokio::test]
async fn what_is_not_granted_is_refused() {
    let database = TestDatabase::fresh(SCHEMA).await;
    for (role, sql) in [
        (APP, "DELETE FROM account"),
        (APP, "DELETE FROM tombstone"),
        (APP, "UPDATE statement SET is_material = false"),
        (APP, "UPDATE account SET created_at = now()"),
        (APP, "DELETE FROM log_technical"),
        (SEALER, "SELECT FROM profile"),
        (SEALER, "SELECT FROM log_technical"),
        (UPKEEP, "UPDATE tombstone SET erased_at = now()"),
        (UPKEEP, "UPDATE profile SET sealed = ''"),
        (UPKEEP, "UPDATE log_entry SET person = ''"),
        (UPKEEP, "INSERT INTO account SELECT FROM account"),
    ] {
        let error = database.client(role).await.execute(sql, &[]).await.unwrap_err();
        assert_eq!(error.code(), Some(&SqlState::INSUFFICIENT_PRIVILEGE), "{role}: {sql}");
    }
}
