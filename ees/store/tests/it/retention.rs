//! Runs of erasure: what they may, what they cost, and what happens beside them. EES Art. 34.

mod orders;

use ees_domain::day::Day;
use ees_domain::file::{Crossing, File};
use ees_domain::retention::file_kept_until_with;
use ees_domain::switches::RetentionSwitches;
use ees_store::retention::orphans::find_orphans;
use ees_store::retention::{BY_NAME, Erased, How, ahead, erase_due, runs};
use ees_store::rounds::{mark_overstays, warn_of_erasures};
use ees_store::{Outcome, Register, RunKind, StoreError, schema};
use fnd_core::Id;
use fnd_core::id::{Ids, RandomIds};
use jiff::Timestamp;
use tokio_postgres::Client;

use crate::kit::{Kit, access, document, identity, new_file, now};
use ees_domain::access::Action;
use ees_domain::authority::Purpose;

/// Noon of a day on which everything of 15 July 2026 is long due.
const LATER: &str = "2032-01-10T12:00:00Z";

fn how(now: &str) -> How<'static> {
    let now: Timestamp = now.parse().unwrap();
    How { ids: &RandomIds, now, switches: RetentionSwitches::default() }
}

async fn run(kit: &Kit, now: &str) -> Erased {
    let mut client = kit.database.client(schema::RETENTION).await;
    erase_due(&mut client, how(now)).await.unwrap().unwrap().1
}

async fn number(kit: &Kit, sql: &str) -> i64 {
    kit.database.superuser().await.query_one(sql, &[]).await.unwrap().get(0)
}

async fn orphans(kit: &Kit) -> Vec<(&'static str, u64)> {
    let client = kit.database.client(schema::RETENTION).await;
    let found = find_orphans(&client, how(LATER)).await.unwrap();
    found.into_iter().map(|one| (one.kind, one.count)).collect()
}

/// Somebody who entered on 15 July 2026, whose file has its day.
async fn admit(kit: &Kit, number: &str) -> (Id<File>, Crossing) {
    let (id, crossing) =
        kit.admit(identity("Beridze", "Nino", "1988-04-01"), document(number)).await;
    let mut work = kit.begin().await;
    let file = work.file_for_update(id).await.unwrap().unwrap();
    work.touch(id, file_kept_until_with(&file, &crossing)).await.unwrap();
    work.commit(Outcome::default()).await.unwrap();
    (id, crossing)
}

/// Copies the only record many times; each copy is of a file of its own, and the keys of one.
const COPIES: &str = "
    INSERT INTO file SELECT (f).* FROM (
        SELECT jsonb_populate_record(file, jsonb_build_object('file_id', gen_random_uuid())) AS f
          FROM file, generate_series(1, 4000)) AS copies;
    INSERT INTO crossing SELECT (c).* FROM (
        SELECT jsonb_populate_record(crossing, jsonb_build_object(
                   'file_id', copy.file_id, 'crossing_id', gen_random_uuid())) AS c
          FROM file AS copy, crossing WHERE crossing.file_id <> copy.file_id) AS copies;
    ANALYZE";

#[tokio::test]
async fn a_run_leaves_nothing_of_what_is_due_and_an_account_of_it() {
    let kit = Kit::new().await;
    let (id, _) = admit(&kit, "A1").await;
    kit.database.superuser().await.batch_execute(COPIES).await.unwrap();
    let before = run(&kit, "2031-10-12T12:00:00Z").await;
    assert_eq!(before, Erased::default(), "the last day is a day on which everything is there");
    let erased = run(&kit, "2031-10-13T12:00:00Z").await;
    assert_eq!((erased.records, erased.files, erased.held), (4_001, 4_001, 0));
    assert!(kit.file(id).await.is_none());
    for table in ["file", "crossing", "file_key", "identity", "document_key", "identity_key"] {
        assert_eq!(kit.count(table).await, 0, "{table}");
    }
    let logged = "SELECT sum(hits)::bigint FROM log_entry WHERE action = 'erase-due'
                     AND basis = 'EES Art. 34(1)-(5)' AND purpose = 'retention'
                     AND sent = 'entry-exit' AND object IS NULL";
    assert_eq!(number(&kit, logged).await, 4_001, "one row a batch");
    let access = access_of_auditor();
    let mut oversight = kit.register.oversee(access).await.unwrap();
    let runs = oversight.retention_runs(10).await.unwrap();
    oversight.end(Outcome::default()).await.unwrap();
    assert_eq!(runs.len(), 2);
    assert_eq!((runs[0].kind, runs[0].records, runs[0].files), (RunKind::Daily, 4_001, 4_001));
    assert!(runs[0].ended_at.is_some() && runs[0].orphans.is_none());
    assert_eq!(run(&kit, LATER).await, Erased::default());
    assert_eq!(number(&kit, "SELECT count(*) FROM notice").await, 0, "nobody is told of it");
}

fn access_of_auditor() -> ees_store::Access {
    let mut asked = access(Action::ReadFile, Purpose::BorderEntry);
    asked.actor.authority = ees_domain::authority::AuthorityKind::Supervisory;
    asked.actor.role = ees_domain::authority::Role::Auditor;
    asked.grant =
        ees_domain::access::grant(&asked.actor, Action::ReadErasures, Purpose::Monitoring).unwrap();
    asked
}

#[tokio::test]
async fn who_is_inside_keeps_the_file_whatever_stands_in_the_column() {
    let kit = Kit::new().await;
    let (id, _) = admit(&kit, "A1").await;
    let client = kit.database.superuser().await;
    assert_eq!(orphans(&kit).await, []);
    let wrong = "UPDATE file SET kept_until = '2020-01-01';
                 UPDATE crossing SET kept_until = '2020-01-01'";
    client.batch_execute(wrong).await.unwrap();
    let erased = run(&kit, "2031-10-12T12:00:00Z").await;
    assert_eq!(erased, Erased { held: 2, ..Erased::default() });
    assert_eq!(kit.file(id).await.unwrap().crossings.len(), 1);
    let found = [("record-with-other-day", 1), ("file-with-other-day", 1)];
    assert_eq!(orphans(&kit).await, found);
    let erased = run(&kit, "2031-10-13T12:00:00Z").await;
    assert_eq!((erased.records, erased.files, erased.held), (1, 1, 0), "T4's day is over");
}

#[tokio::test]
async fn a_file_without_a_day_stays_and_is_told_of() {
    let kit = Kit::new().await;
    let (id, _) = kit.admit(identity("Beridze", "Nino", "1988-04-01"), document("A1")).await;
    run(&kit, "2031-10-12T12:00:00Z").await;
    assert!(kit.file(id).await.is_some());
    assert_eq!(orphans(&kit).await, [("file-with-other-day", 1)]);
}

#[tokio::test]
async fn what_hangs_on_nothing_is_found() {
    let kit = Kit::new().await;
    admit(&kit, "A1").await;
    let client = kit.database.superuser().await;
    let lost = "INSERT INTO document_key VALUES ('a', gen_random_uuid(), 1);
        INSERT INTO identity_key VALUES ('a', gen_random_uuid(), 1), ('b', gen_random_uuid(), 1);
        INSERT INTO movement VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'a');
        INSERT INTO record_version SELECT file_id, 7, 'crossing', gen_random_uuid(), 'rectified',
               now(), 'ROU', 'Border Police' FROM file;
        INSERT INTO notice (at, kind, file_ids) SELECT '2031-01-01', 'overstay',
               ARRAY[file_id] FROM file;
        DELETE FROM identity; DELETE FROM file_key";
    client.batch_execute(lost).await.unwrap();
    let expected = [
        ("document-key-without-file", 1),
        ("identity-key-without-file", 2),
        ("movement-without-record", 1),
        ("version-without-record", 1),
        ("file-without-key", 1),
        ("file-without-identity", 1),
        ("notice-out-of-time", 1),
    ];
    assert_eq!(orphans(&kit).await, expected);
}

/// Waits until a statement of somebody else waits for a lock, and answers who.
async fn who_waits(client: &Client) -> i32 {
    loop {
        let sql = "SELECT pid FROM pg_stat_activity WHERE datname = current_database()
                      AND wait_event_type = 'Lock' AND usename = 'ees_retention'";
        if let Some(row) = client.query_opt(sql, &[]).await.unwrap() {
            return row.get(0);
        }
        tokio::task::yield_now().await;
    }
}

/// Holds the record that would go last.
const HOLD_LAST: &str = "BEGIN; UPDATE crossing SET kept_until = kept_until
     WHERE kept_until = (SELECT max(kept_until) FROM crossing)";

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_dies_between_two_batches_is_taken_up_by_the_next() {
    let kit = Kit::new().await;
    admit(&kit, "A1").await;
    let eyes = kit.database.superuser().await;
    eyes.batch_execute(COPIES).await.unwrap();
    let one = "UPDATE crossing SET kept_until = '2031-10-13', stay_until = '2026-10-13'
                WHERE crossing_id = (SELECT crossing_id FROM crossing LIMIT 1)";
    eyes.execute(one, &[]).await.unwrap();
    let holder = kit.database.superuser().await;
    holder.batch_execute(HOLD_LAST).await.unwrap();
    let mut client = kit.database.client(schema::RETENTION).await;
    let dying = tokio::spawn(async move { erase_due(&mut client, how(LATER)).await });
    let pid = who_waits(&eyes).await;
    // Beside it no second run begins.
    let mut second = kit.database.client(schema::RETENTION).await;
    assert_eq!(erase_due(&mut second, how(LATER)).await.unwrap(), None);
    eyes.execute("SELECT pg_terminate_backend($1)", &[&pid]).await.unwrap();
    let died = dying.await.unwrap();
    assert!(matches!(died, Err(StoreError::Database(_))), "{died:?}");
    holder.batch_execute("ROLLBACK").await.unwrap();
    let is_broken = "SELECT count(*) FROM retention_run WHERE ended_at IS NULL AND records = 4000";
    assert_eq!(number(&kit, is_broken).await, 1, "what it did is in the account");
    assert!(!runs::is_done(&second, how(LATER)).await.unwrap());
    let (_, erased) = erase_due(&mut second, how(LATER)).await.unwrap().unwrap();
    assert_eq!((erased.records, erased.files), (1, 4_001));
    assert!(runs::is_done(&second, how(LATER)).await.unwrap());
    assert_eq!((kit.count("file").await, kit.count("crossing").await), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_travels_again_while_the_file_is_about_to_go_keeps_it() {
    let kit = Kit::new().await;
    let (id, crossing) = admit(&kit, "A1").await;
    let eyes = kit.database.superuser().await;
    // Long gone by its days; an officer holds the file at this moment.
    let sql = "UPDATE crossing SET exited_at = entered_at, exit_day = entry_day, exit_offset = 0,
                      exit_point = entry_point, kept_until = '2029-07-15';
               UPDATE file SET kept_until = '2029-07-16'";
    eyes.batch_execute(sql).await.unwrap();
    let mut work = kit.begin().await;
    let file = work.file_for_update(id).await.unwrap().unwrap();
    let mut client = kit.database.client(schema::RETENTION).await;
    let running =
        tokio::spawn(async move { erase_due(&mut client, how("2029-08-01T12:00:00Z")).await });
    who_waits(&eyes).await;
    let again = Crossing { id: Id::from_uuid(RandomIds.next(now())), ..crossing };
    work.add_crossing(id, &again).await.unwrap();
    work.touch(id, file_kept_until_with(&file, &again)).await.unwrap();
    work.commit(Outcome::default()).await.unwrap();
    let (_, erased) = running.await.unwrap().unwrap().unwrap();
    assert_eq!((erased.records, erased.files), (1, 0));
    let ids: Vec<_> = kit.file(id).await.unwrap().crossings.iter().map(|one| one.id).collect();
    assert_eq!(ids, [again.id], "the old record is gone, the new one is there");
}

/// Orders that `part` of the file go.
#[tokio::test]
async fn states_are_told_once_three_months_before_and_only_of_overstayers() {
    let kit = Kit::new().await;
    for number in ["A1", "A2", "A3"] {
        admit(&kit, number).await;
    }
    let client = kit.database.superuser().await;
    let gone = "UPDATE crossing SET lifted_at = now(), lift_ground = 'error'
                 WHERE crossing_id = (SELECT crossing_id FROM crossing LIMIT 1)";
    client.execute(gone, &[]).await.unwrap();
    let mut upkeep = kit.database.client(schema::UPKEEP).await;
    let mut warn = async |now: &str| {
        let now: Timestamp = now.parse().unwrap();
        mark_overstays(&mut upkeep, &RandomIds, now).await.unwrap();
        warn_of_erasures(&mut upkeep, (&RandomIds, now), RetentionSwitches::default())
            .await
            .unwrap()
    };
    assert_eq!(warn("2031-07-11T12:00:00Z").await, 0);
    assert_eq!(warn("2031-07-12T12:00:00Z").await, 2, "and not who was taken off the list");
    assert_eq!(warn("2031-07-13T12:00:00Z").await, 0);
    let told = "SELECT count(*) FROM notice WHERE kind = 'erasure-ahead' AND state = 'ROU'
                   AND cardinality(file_ids) = 2";
    assert_eq!(number(&kit, told).await, 1);
    let logged = "SELECT count(*) FROM log_entry WHERE action = 'warn-of-erasure' AND hits = 2
                     AND basis = 'EES Art. 34(3)'";
    assert_eq!(number(&kit, logged).await, 1);
    let account = "SELECT warnings FROM retention_run WHERE kind = 'warnings'";
    assert_eq!(number(&kit, account).await, 2);
}

#[tokio::test]
async fn a_run_looks_at_what_is_due_and_not_at_what_is_stored() {
    let kit = Kit::new().await;
    admit(&kit, "A1").await;
    let client = kit.database.superuser().await;
    client.batch_execute(COPIES).await.unwrap();
    client.batch_execute("UPDATE crossing SET marked_at = now(); ANALYZE").await.unwrap();
    for (index, sql) in [
        (
            "crossing_kept_until",
            "SELECT crossing_id FROM crossing WHERE kept_until < '2030-01-01'
              ORDER BY kept_until LIMIT 1000",
        ),
        (
            "file_kept_until",
            "SELECT file_id FROM file WHERE kept_until < '2030-01-01' ORDER BY kept_until LIMIT 500",
        ),
        (
            "crossing_to_warn",
            "SELECT crossing_id FROM crossing WHERE marked_at IS NOT NULL AND exited_at IS NULL
                AND warned_at IS NULL AND lifted_at IS NULL AND NOT is_family_member
                AND kept_until <= '2030-01-01' ORDER BY kept_until LIMIT 10000",
        ),
    ] {
        let plan = client.query(&format!("EXPLAIN {sql}"), &[]).await.unwrap();
        let plan: Vec<String> = plan.iter().map(|row| row.get(0)).collect();
        assert!(plan.iter().any(|line| line.contains(index)), "{plan:?}");
    }
    let months = ahead::by_month(&client, Day::of(2030, 11, 20)).await.unwrap();
    let due: Vec<u64> = months.iter().map(|month| month.records).collect();
    assert_eq!(due, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4_001], "October is the twelfth month");
}

#[tokio::test]
async fn whatever_holds_the_number_of_a_file_goes_with_it() {
    let kit = Kit::new().await;
    let client = kit.database.superuser().await;
    let sql = "SELECT t.table_name::text FROM information_schema.columns t
                WHERE table_schema = 'public' AND column_name = 'file_id'
                  AND NOT EXISTS (SELECT 1 FROM pg_constraint
                       WHERE contype = 'f' AND confdeltype = 'c'
                         AND conrelid = t.table_name::regclass)";
    for row in client.query(sql, &[]).await.unwrap() {
        let table: String = row.get(0);
        let is_known = BY_NAME.contains(&table.as_str());
        // What is kept of a file that is gone: until when its log rows are, who needs them, and for
        // a while that galleries are to forget it.
        let outlasts =
            matches!(table.as_str(), "erased_file" | "monitoring_procedure" | "gallery_change");
        assert!(is_known || table == "file" || outlasts, "{table}");
    }
}

#[tokio::test]
async fn a_new_file_that_nothing_happened_to_is_no_ones_to_erase() {
    let kit = Kit::new().await;
    let mut work = kit.begin().await;
    let file = new_file(identity("Beridze", "Nino", "1988-04-01"), document("A1"));
    work.add_file(&file).await.unwrap();
    work.commit(Outcome::default()).await.unwrap();
    assert_eq!(run(&kit, LATER).await.files, 0);
    assert_eq!(orphans(&kit).await, [("file-with-other-day", 1)]);
}
