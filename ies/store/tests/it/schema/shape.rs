//! Tables, columns, types and keys are those of the outline.

use std::collections::{BTreeMap, BTreeSet};

use fnd_pg::database::columns;
use fnd_register::check_schema;
use fnd_testkit::TestDatabase;
use ies_domain::register::REGISTER;
use ies_domain::schema::{Field, Table, tables};
use ies_store::schema;

use super::SCHEMA;

/// Tables in which the identifier of an erased account stays and means nobody, or for whose rows
/// an erasure has a step of its own.
const OUTLIVE_AN_ACCOUNT: [&str; 7] = [
    "breach_affected",
    "consent_evidence",
    "emergency_access",
    "erasure",
    "mail",
    "rights_request",
    "tombstone",
];

#[tokio::test]
async fn the_columns_are_those_that_the_domain_describes() {
    let database = TestDatabase::fresh(SCHEMA).await;
    let existing = columns(&database.superuser().await).await.unwrap();
    let existing: BTreeSet<_> = existing.into_iter().collect();
    let described: BTreeSet<_> = ies_domain::schema::columns().into_iter().collect();
    let missing: Vec<_> = described.difference(&existing).collect();
    let unknown: Vec<_> = existing.difference(&described).collect();
    assert!(missing.is_empty() && unknown.is_empty(), "missing {missing:?}, unknown {unknown:?}");
}

#[tokio::test]
async fn every_column_is_in_the_register_of_processing_or_known_to_be_impersonal() {
    let database = TestDatabase::fresh(SCHEMA).await;
    let existing = columns(&database.superuser().await).await.unwrap();
    assert_eq!(check_schema(&REGISTER, &existing), []);
}

#[tokio::test]
async fn applying_the_migrations_twice_changes_nothing() {
    let database = TestDatabase::fresh(SCHEMA).await;
    let mut owner = database.client(schema::OWNER).await;
    assert_eq!(fnd_pg::database::migrate(&mut owner, &schema::migrations()).await.unwrap(), 0);
}

/// The tables whose types the domain describes; the others are the foundation's.
fn ours() -> impl Iterator<Item = &'static Table> {
    tables().filter(|table| table.fields.iter().any(|field| !field.sql.is_empty()))
}

/// The type as the database names it, and whether there is always a value.
fn described(field: &Field) -> (String, bool) {
    let word = field.sql.split(' ').next().unwrap();
    let kind = if word == "timestamptz" { "timestamp with time zone" } else { word };
    let is_filled = ["NOT NULL", "PRIMARY KEY"].iter().any(|words| field.sql.contains(words));
    (kind.to_owned(), is_filled)
}

#[tokio::test]
async fn every_column_of_ours_has_the_type_that_the_domain_describes() {
    let database = TestDatabase::fresh(SCHEMA).await;
    let client = database.superuser().await;
    let sql = "SELECT relname::text, attname::text, format_type(atttypid, atttypmod), attnotnull
                 FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
                WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0";
    let mut existing = BTreeMap::new();
    for row in client.query(sql, &[]).await.unwrap() {
        let place: (String, String) = (row.get(0), row.get(1));
        existing.insert(place, (row.get::<_, String>(2), row.get::<_, bool>(3)));
    }
    for table in ours() {
        for field in table.fields {
            let place = (table.name.to_owned(), field.name.to_owned());
            assert_eq!(existing.get(&place), Some(&described(field)), "{place:?}");
        }
    }
}

/// The columns of the primary key as the outline names them, in their order.
fn key(table: &Table) -> Vec<String> {
    for (number, field) in table.fields.iter().enumerate() {
        if field.sql.contains("PRIMARY KEY") {
            return vec![field.name.to_owned()];
        }
        if let Some((_, rest)) = field.note.split_once("PRIMARY KEY (") {
            let list = rest.split(')').next().unwrap();
            return list.split(", ").map(str::to_owned).collect();
        }
        if field.note.contains("PRIMARY KEY with the two below") {
            let three = table.fields.iter().skip(number).take(3);
            return three.map(|field| field.name.to_owned()).collect();
        }
    }
    panic!("the outline names no primary key of `{}`", table.name);
}

#[tokio::test]
async fn every_table_of_ours_has_the_primary_key_that_the_domain_describes() {
    let database = TestDatabase::fresh(SCHEMA).await;
    let client = database.superuser().await;
    let sql = "SELECT array_agg(attname::text ORDER BY array_position(conkey, attnum))
                 FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
                WHERE contype = 'p' AND conrelid = $1::text::regclass";
    for table in ours() {
        let row = client.query_one(sql, &[&table.name]).await.unwrap();
        assert_eq!(row.get::<_, Option<Vec<String>>>(0), Some(key(table)), "{}", table.name);
    }
}

#[tokio::test]
async fn the_rows_of_an_account_go_with_it_or_have_a_reason_to_stay() {
    let database = TestDatabase::fresh(SCHEMA).await;
    let client = database.superuser().await;
    let sql = "SELECT conrelid::regclass::text FROM pg_constraint
                WHERE contype = 'f' AND confrelid = 'account'::regclass AND confdeltype = 'c'";
    let cascading: BTreeSet<String> =
        client.query(sql, &[]).await.unwrap().iter().map(|row| row.get(0)).collect();
    for table in ours().filter(|table| table.name != "account") {
        let is_of_account = table.fields.iter().any(|field| field.name == "account_id");
        let stays = OUTLIVE_AN_ACCOUNT.contains(&table.name);
        assert_eq!(cascading.contains(table.name), is_of_account && !stays, "{}", table.name);
    }
}

#[tokio::test]
async fn what_goes_with_another_row_is_found_by_an_index() {
    let database = TestDatabase::fresh(SCHEMA).await;
    let client = database.superuser().await;
    // An index over some rows serves when it leaves out only those that refer to nothing.
    let sql = "SELECT conrelid::regclass::text, conname::text FROM pg_constraint
                WHERE contype = 'f' AND confdeltype = 'c' AND NOT EXISTS
                  (SELECT FROM pg_index WHERE indrelid = conrelid AND indkey[0] = conkey[1]
                      AND (indpred IS NULL
                           OR pg_get_expr(indpred, indrelid) LIKE '(%\\_id IS NOT NULL)'))";
    let slow = client.query(sql, &[]).await.unwrap();
    let slow: Vec<(String, String)> = slow.iter().map(|row| (row.get(0), row.get(1))).collect();
    assert_eq!(slow, []);
}
