//! Sessions that are ended by what others call them.

use std::collections::HashMap;
use std::sync::Arc;

use fnd_core::clock::FixedClock;
use fnd_pg::session::{self, Lifetime, Sessions};
use fnd_pg::{Database, Migration, database};
use fnd_testkit::TestDatabase;
use fnd_testkit::postgres::Schema;
use serde_json::{Value, json};
use tower_sessions::SessionStore;
use tower_sessions::session::{Id, Record};

const SCHEMA: Schema = Schema { roles: &["t_owner", "t_app"], migrations };
/// The schema as it was before sessions had handles.
const BEFORE: Schema = Schema { roles: &["t_owner", "t_app"], migrations: before };

fn before() -> Vec<Migration> {
    vec![session::migration(1, "t_app")]
}

fn migrations() -> Vec<Migration> {
    vec![session::migration(1, "t_app"), session::handles_migration(2)]
}

fn sessions(database: &TestDatabase) -> Sessions {
    let clock = Arc::new(FixedClock::new("2026-07-15T10:00:00Z".parse().unwrap()));
    let database = Database::new(database.config("t_app"), 2).unwrap();
    Sessions::new(database, clock, Lifetime::default())
}

/// A session that holds `handles`; its id when it was added.
async fn add(
    sessions: &Sessions,
    handles: Value,
) -> Result<Id, tower_sessions::session_store::Error> {
    let data = HashMap::from([("handles".to_owned(), handles)]);
    let expiry_date = time::OffsetDateTime::UNIX_EPOCH;
    let mut record = Record { id: Id::default(), data, expiry_date };
    sessions.create(&mut record).await.map(|()| record.id)
}

#[tokio::test]
async fn every_session_that_has_a_handle_ends_by_it_and_no_other() {
    let database = TestDatabase::fresh(SCHEMA).await;
    let sessions = sessions(&database);
    let (a, b) = ("0a".repeat(32), "B1".repeat(32));
    let both = add(&sessions, json!([a, b])).await.unwrap();
    let one = add(&sessions, json!([a])).await.unwrap();
    let other = add(&sessions, json!([])).await.unwrap();
    let there = async |id: &Id| sessions.load(id).await.unwrap().is_some();

    assert_eq!(sessions.end(&[0xb1; 32]).await.unwrap(), 1);
    assert!(!there(&both).await && there(&one).await);
    assert_eq!(sessions.end(&[0x0a; 32]).await.unwrap(), 1);
    assert_eq!(sessions.end(&[0x0a; 32]).await.unwrap(), 0);
    assert!(!there(&one).await && there(&other).await);
}

#[tokio::test]
async fn a_session_whose_handles_are_no_digests_is_not_added() {
    let database = TestDatabase::fresh(SCHEMA).await;
    let sessions = sessions(&database);
    let many = json!(vec!["0a".repeat(32); 5]);
    for handles in [json!("0a"), json!(["0a"]), json!(["xy".repeat(32)]), json!([1]), many] {
        assert!(add(&sessions, handles.clone()).await.is_err(), "{handles}");
    }
}

#[tokio::test]
async fn sessions_of_before_go_on_when_handles_come() {
    let database = TestDatabase::fresh(BEFORE).await;
    let admin = database.superuser().await;
    let row = "INSERT INTO session (session_digest, sealed, begun_at, expires_at)
               VALUES ('a', 'b', '2026-07-15T09:00:00Z', '2026-07-15T11:00:00Z')";
    admin.execute(row, &[]).await.unwrap();
    // A copy of a database is not its owner's until it is granted.
    admin.batch_execute("GRANT CREATE, USAGE ON SCHEMA public TO t_owner").await.unwrap();
    let mut owner = database.client("t_owner").await;
    assert_eq!(database::migrate(&mut owner, &migrations()).await.unwrap(), 1);
    let count = "SELECT count(*) FROM session WHERE handles = '{}'";
    let kept: i64 = admin.query_one(count, &[]).await.unwrap().get(0);
    assert_eq!(kept, 1);
    let sessions = sessions(&database);
    add(&sessions, json!(["0a".repeat(32)])).await.unwrap();
    assert_eq!(sessions.end(&[0x0a; 32]).await.unwrap(), 1);
}
