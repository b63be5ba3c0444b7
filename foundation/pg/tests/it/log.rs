//! The log against a real PostgreSQL: sealing, and every way of tampering.

use fnd_core::clock::FixedClock;
use fnd_pg::log::mirror::Mirror;
use fnd_pg::log::verify::{Fault, Report, verify};
use fnd_pg::log::{Audit, Auditor, Entry, Sealer, Used};
use fnd_pg::{Migration, log};
use fnd_testkit::TestDatabase;
use fnd_testkit::postgres::Schema;
use fnd_vault::KeyRing;
use fnd_vault::log::Checkpoint;
use jiff::Timestamp;
use tempfile::TempDir;
use uuid::Uuid;

const SCHEMA: Schema =
    Schema { roles: &["t_owner", "t_app", "t_sealer", "t_retention"], migrations };

fn migrations() -> Vec<Migration> {
    let roles = ("t_app", "t_sealer", "t_retention");
    vec![log::migration(1, roles), log::erased_migration(2, roles)]
}

fn now() -> Timestamp {
    "2026-07-15T10:00:00Z".parse().unwrap()
}

pub(crate) fn entry(number: u128) -> Entry {
    let digest = fnd_vault::log::merkle::sha256(&[b"sealed"]).to_vec();
    Entry {
        id: Uuid::from_u128(number),
        at: now(),
        action: "read".into(),
        purpose: "check".into(),
        basis: "Art. 1".into(),
        authority_kind: "office".into(),
        authority: "office 1".into(),
        state: "ROU".into(),
        person: "clerk".into(),
        place: String::new(),
        request: Uuid::from_u128(number + 1),
        object: None,
        outcome: "done".into(),
        hits: Some(1),
        used: Some(Used { key: 202_607, sealed: Some(b"sealed".to_vec()), digest }),
        sent: "name".into(),
    }
}

/// A sealed log with its folder.
pub(crate) struct Log {
    pub(crate) database: TestDatabase,
    pub(crate) ring: KeyRing,
    folder: TempDir,
}

impl Log {
    pub(crate) async fn of(rows: u128) -> Self {
        let log = Self {
            database: TestDatabase::fresh(SCHEMA).await,
            ring: KeyRing::generate(now()).unwrap(),
            folder: tempfile::tempdir().unwrap(),
        };
        // Three rounds, so that there are three checkpoints.
        for round in 0..3 {
            log.write(rows * round / 3..rows * (round + 1) / 3).await;
            log.seal_until(rows * (round + 1) / 3).await;
        }
        log
    }

    pub(crate) async fn write(&self, numbers: std::ops::Range<u128>) {
        let mut app = self.database.client("t_app").await;
        let insert = app.prepare(fnd_pg::log::INSERT).await.unwrap();
        let together = app.transaction().await.unwrap();
        for number in numbers {
            entry(number).insert(&together, &insert).await.unwrap();
        }
        together.commit().await.unwrap();
    }

    fn sealer(&self) -> Sealer {
        let mirror = Mirror::new(self.folder.path()).unwrap();
        Sealer::new(self.database.config("t_sealer"), self.ring.signer("test/log"), mirror)
    }

    async fn seal(&self) -> usize {
        let mut client = self.database.client("t_sealer").await;
        self.sealer().seal(&mut client, &FixedClock::new(now())).await.unwrap()
    }

    /// Seals until `size` rows are sealed: transaction numbers are the whole cluster's, so a
    /// transaction of another test can hold a round up.
    async fn seal_until(&self, size: u128) {
        let client = self.database.client("t_sealer").await;
        loop {
            self.seal().await;
            let row = client.query_one("SELECT size FROM log_state", &[]).await.unwrap();
            if u128::try_from(row.get::<_, i64>(0)) == Ok(size) {
                return;
            }
        }
    }

    async fn verify(&self) -> Result<Report, Fault> {
        let mirror = Mirror::new(self.folder.path()).unwrap();
        let client = self.database.superuser().await;
        verify(&client, &self.ring.signer("test/log").verifier(), &mirror).await.unwrap()
    }

    pub(crate) async fn tamper(&self, sql: &str) {
        self.database.superuser().await.batch_execute(sql).await.unwrap();
    }
}

#[tokio::test]
async fn an_audit_finds_a_change_that_was_made_before_it_was_asked_for() {
    let log = Log::of(60).await;
    let audit = Audit::default();
    assert_eq!(audit.last(), None);
    let auditor = Auditor {
        config: log.database.config("t_sealer"),
        verifier: log.ring.signer("test/log").verifier(),
        mirror: Mirror::new(log.folder.path()).unwrap(),
        audit: audit.clone(),
    };
    let running = tokio::spawn(async move { auditor.run(&FixedClock::new(now())).await });
    let patience = std::time::Duration::from_mins(1);
    while !audit.run_now(patience).await {
        tokio::task::yield_now().await;
    }
    let finding = audit.last().unwrap();
    assert_eq!((finding.at, finding.result.map(|report| report.rows)), (now(), Ok(60)));
    log.tamper("UPDATE log_entry SET person = 'nobody' WHERE log_id = (SELECT log_id FROM log_leaf WHERE leaf_index = 30)").await;
    assert!(audit.run_now(patience).await);
    let result = audit.last().unwrap().result;
    assert!(matches!(result, Err(Fault::Changed { index: 30, .. })), "{result:?}");
    running.abort();
}

#[tokio::test]
async fn a_published_checkpoint_that_somebody_else_signed_is_a_fault() {
    let log = Log::of(6).await;
    let other = KeyRing::generate(now()).unwrap().signer("test/log");
    let forged = other.sign(&Checkpoint { size: 6, root: [0; 32] });
    std::fs::write(log.folder.path().join("checkpoint"), forged).unwrap();
    assert_eq!(log.verify().await, Err(Fault::UnsignedOutside));
}

#[tokio::test]
async fn a_log_nobody_touched_verifies() {
    let log = Log::of(600).await;
    let report = log.verify().await.unwrap();
    assert_eq!((report.rows, report.checkpoints, report.unsealed), (600, 3, 0));
    assert!(log.folder.path().join("tile/0/001").exists());
    assert!(log.folder.path().join("tile/0/002.p/88").exists());
    assert!(log.folder.path().join("tile/1/000.p/2").exists());
    assert_eq!(log.seal().await, 0, "nothing is sealed twice");
}

#[tokio::test]
async fn the_first_row_that_was_tampered_with_is_named() {
    let id = |number| format!("'{}'", Uuid::from_u128(number));
    let swap = format!(
        "UPDATE log_leaf SET log_id = {} WHERE leaf_index = 21;
         UPDATE log_leaf SET log_id = {} WHERE leaf_index = 20;
         UPDATE log_leaf SET log_id = {} WHERE leaf_index = 21",
        id(9_999),
        id(21),
        id(20)
    );
    let cases = [
        (
            "a changed column",
            format!("UPDATE log_entry SET person = 'nobody' WHERE log_id = {}", id(7)),
            Fault::Changed { index: 7, id: Uuid::from_u128(7) },
        ),
        (
            "replaced query data",
            format!("UPDATE log_entry SET used = 'x' WHERE log_id IN ({}, {})", id(50), id(40)),
            Fault::UsedReplaced { index: 40, id: Uuid::from_u128(40) },
        ),
        (
            "a removed row",
            format!("DELETE FROM log_entry WHERE log_id = {}", id(33)),
            Fault::Removed { index: 33 },
        ),
        (
            "a removed row and its leaf",
            format!(
                "DELETE FROM log_entry WHERE log_id = {0}; DELETE FROM log_leaf WHERE log_id = {0}",
                id(33)
            ),
            Fault::Removed { index: 33 },
        ),
        (
            "two rows in each other's place",
            swap,
            Fault::Reordered { index: 20, id: Uuid::from_u128(21), sealed_as: 21 },
        ),
        (
            "the end cut off with its checkpoint",
            "DELETE FROM log_leaf WHERE leaf_index >= 40;
             DELETE FROM log_checkpoint WHERE size > 40"
                .to_owned(),
            Fault::Shortened { signed: 60, present: 40 },
        ),
        (
            "a checkpoint of somebody else",
            "UPDATE log_checkpoint SET signed = replace(signed, '40', '41') WHERE size = 40"
                .to_owned(),
            Fault::Unsigned { size: 40 },
        ),
    ];
    for (rule, sql, expected) in cases {
        let log = Log::of(60).await;
        log.tamper(&sql).await;
        assert_eq!(log.verify().await, Err(expected), "{rule}");
    }
}

#[tokio::test]
async fn a_row_forged_together_with_its_hash_is_caught_by_the_signature() {
    let log = Log::of(60).await;
    let mut forged = entry(30);
    forged.person = "somebody else".into();
    let client = log.database.superuser().await;
    client
        .execute(
            "UPDATE log_entry SET person = $1 WHERE log_id = $2",
            &[&forged.person, &forged.id],
        )
        .await
        .unwrap();
    client
        .execute(
            "UPDATE log_tile SET hashes = overlay(hashes PLACING $1 FROM 30 * 32 + 1) WHERE level = 0",
            &[&forged.leaf().to_vec()],
        )
        .await
        .unwrap();
    assert_eq!(log.verify().await, Err(Fault::Forged { from: 20, to: 39 }));
}

#[tokio::test]
async fn erased_query_data_leaves_the_log_whole() {
    let log = Log::of(60).await;
    let retention = log.database.client("t_retention").await;
    retention.batch_execute("UPDATE log_entry SET used = NULL").await.unwrap();
    assert_eq!(log.verify().await.unwrap().rows, 60);
}

/// Erases every row of ordinary use; the row `told_by` tells of `told` of them.
async fn erase(log: &Log, told_by: u128, told: i32) -> u64 {
    let mut retention = log.database.client("t_retention").await;
    let together = retention.transaction().await.unwrap();
    let id = Uuid::from_u128(told_by);
    let gone = log::retention::erase(&together, (&["read"], now()), id).await.unwrap();
    together.commit().await.unwrap();
    let mut app = log.database.client("t_app").await;
    let insert = app.prepare(fnd_pg::log::INSERT).await.unwrap();
    let together = app.transaction().await.unwrap();
    let told = Entry { action: "erased".into(), hits: Some(told), ..entry(told_by) };
    told.insert(&together, &insert).await.unwrap();
    together.commit().await.unwrap();
    gone
}

#[tokio::test]
async fn rows_whose_time_was_over_leave_a_log_that_verifies_and_says_so() {
    let log = Log::of(60).await;
    assert_eq!(erase(&log, 1_000, 60).await, 60);
    log.seal_until(61).await;
    let report = log.verify().await.unwrap();
    assert_eq!((report.rows, report.erased), (61, 60));
    assert_eq!(erase(&log, 1_001, 0).await, 0, "what tells of an erasure stays");
}

#[tokio::test]
async fn rows_go_by_whom_they_are_about_and_rows_about_nobody_by_their_time() {
    let log = Log::of(60).await;
    // Of twenty rows each, the first and the second are about somebody.
    log.tamper(
        "UPDATE log_entry SET object = lpad((leaf_index / 20)::text, 32, '0')::uuid
           FROM log_leaf WHERE log_leaf.log_id = log_entry.log_id AND leaf_index < 40",
    )
    .await;
    let first = Uuid::from_u128(0);
    let retention = log.database.client("t_retention").await;
    let told_by = Uuid::from_u128(1_000);
    let later = now().checked_add(jiff::SignedDuration::from_secs(1)).unwrap();
    let gone =
        log::retention::erase_about(&retention, (&[first], log::retention::Spared::None), told_by)
            .await
            .unwrap();
    assert_eq!(gone, 20);
    let before = log::retention::erase_about_nobody(
        &retention,
        (now(), 100, log::retention::Spared::None),
        told_by,
    )
    .await;
    assert_eq!(before.unwrap(), 0, "what was written at that instant stays");
    let some = log::retention::erase_about_nobody(
        &retention,
        (later, 2, log::retention::Spared::None),
        told_by,
    )
    .await;
    assert_eq!(some.unwrap(), 2, "and no more than were asked for");
    let rest = log::retention::erase_about_nobody(
        &retention,
        (later, 100, log::retention::Spared::None),
        told_by,
    )
    .await;
    assert_eq!(rest.unwrap(), 18);
}

#[tokio::test]
async fn nothing_more_goes_under_the_name_of_an_erasure() {
    let log = Log::of(60).await;
    erase(&log, 1_000, 60).await;
    log.write(61..62).await;
    log.seal_until(62).await;
    let place =
        "(SELECT leaf_index FROM log_leaf WHERE log_id = '00000000-0000-0000-0000-00000000003d')";
    let row = "DELETE FROM log_entry WHERE log_id = '00000000-0000-0000-0000-00000000003d'";
    log.tamper(row).await;
    assert_eq!(log.verify().await, Err(Fault::Removed { index: 61 }));
    let told_by = Uuid::from_u128(1_000);
    log.tamper(&format!("INSERT INTO log_erased SELECT {place}, '{told_by}'")).await;
    let beyond = Fault::ErasedBeyond { told_by, told: 60, gone: 61 };
    assert_eq!(log.verify().await, Err(beyond));
}

#[tokio::test]
async fn a_row_that_is_not_sealed_yet_waits_for_it() {
    let log = Log::of(6).await;
    log.write(6..8).await;
    assert_eq!(erase(&log, 1_000, 6).await, 6);
    log.seal_until(9).await;
    assert_eq!(log.verify().await.map(|report| report.erased), Ok(6));
}

#[tokio::test]
async fn the_writing_role_can_neither_change_nor_remove_a_row() {
    let log = Log::of(6).await;
    let app = log.database.client("t_app").await;
    for sql in [
        "UPDATE log_entry SET person = 'x'",
        "DELETE FROM log_entry",
        "DELETE FROM log_leaf",
        "UPDATE log_state SET size = 0",
        "INSERT INTO log_leaf VALUES (100, '00000000-0000-0000-0000-000000000001')",
    ] {
        let refused = app.batch_execute(sql).await.unwrap_err();
        assert_eq!(refused.code().unwrap().code(), "42501", "{sql}");
    }
}

#[tokio::test]
async fn a_row_of_a_transaction_still_open_is_sealed_after_it_ends_and_never_skipped() {
    let log = Log::of(3).await;
    let mut slow = log.database.client("t_app").await;
    let insert = slow.prepare(fnd_pg::log::INSERT).await.unwrap();
    let open = slow.transaction().await.unwrap();
    entry(100).insert(&open, &insert).await.unwrap();
    log.write(101..104).await;
    assert_eq!(log.seal().await, 0, "rows begun after an open transaction wait for it");
    open.commit().await.unwrap();
    log.seal_until(7).await;
    assert_eq!(log.verify().await.unwrap().rows, 7);
}

#[tokio::test]
async fn a_database_set_back_to_an_earlier_state_is_not_sealed_over() {
    let log = Log::of(60).await;
    log.tamper(
        "DELETE FROM log_leaf WHERE leaf_index >= 20; DELETE FROM log_checkpoint WHERE size > 20;
         UPDATE log_state SET size = 0, edge = ''",
    )
    .await;
    log.write(200..201).await;
    let mut client = log.database.client("t_sealer").await;
    let refused = log.sealer().seal(&mut client, &FixedClock::new(now())).await.unwrap_err();
    assert_eq!(
        refused.to_string(),
        "the database holds 0 sealed rows, the published checkpoint 60"
    );
}
