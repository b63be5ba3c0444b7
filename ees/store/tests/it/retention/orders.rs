//! Erasures that an authority ordered before their time. EES Art. 35.

use ees_domain::erasure::EarlyErasure;
use ees_domain::file::{Crossing, File};
use ees_store::retention::{Erased, carry_out_orders};
use ees_store::{ErasureOrder, Outcome, Part, Register, schema};
use fnd_core::Id;
use fnd_core::id::{Ids, RandomIds};
use uuid::Uuid;

use super::{access_of_auditor, admit, how, number};
use crate::kit::{Kit, entry_of_today, now};

async fn order(kit: &Kit, id: Id<File>, (part, part_id): (Part, Uuid)) {
    let mut work = kit.begin().await;
    let file = work.file_for_update(id).await.unwrap().unwrap();
    let reason = EarlyErasure::Unlawful;
    let order = ErasureOrder { id: RandomIds.next(now()), part, part_id, reason };
    work.order_erasure(file.id, &order).await.unwrap();
    work.commit(Outcome::default()).await.unwrap();
}

async fn carry_out(kit: &Kit) -> Erased {
    let mut client = kit.database.client(schema::RETENTION).await;
    carry_out_orders(&mut client, how("2026-07-15T09:01:00Z")).await.unwrap().unwrap()
}

#[tokio::test]
async fn what_is_ordered_goes_at_once_and_all_states_are_told() {
    let kit = Kit::new().await;
    let (id, first) = admit(&kit, "A1").await;
    let mut work = kit.begin().await;
    work.file_for_update(id).await.unwrap().unwrap();
    let second = Crossing { is_superseded: true, ..entry_of_today() };
    work.add_crossing(id, &second).await.unwrap();
    work.commit(Outcome::default()).await.unwrap();
    order(&kit, id, (Part::Crossing, second.id.to_uuid())).await;
    assert_eq!(carry_out(&kit).await, Erased { records: 1, ..Erased::default() });
    let crossings = kit.file(id).await.unwrap().crossings;
    assert_eq!(crossings, std::slice::from_ref(&first), "the file lives on");
    let told = "SELECT count(*) FROM notice
                 WHERE kind = 'record-erased' AND state IS NULL AND cardinality(file_ids) = 1";
    assert_eq!(number(&kit, told).await, 1);
    order(&kit, id, (Part::Crossing, first.id.to_uuid())).await;
    assert_eq!(carry_out(&kit).await, Erased { files: 1, ..Erased::default() }, "nothing is left");
    let told = "SELECT count(*) FROM notice WHERE kind = 'erased' AND state IS NULL";
    assert_eq!(number(&kit, told).await, 1);
    let logged = "SELECT count(*) FROM log_entry WHERE action = 'erase-early' AND hits = 1
                     AND basis = 'EES Art. 35(1), (2)' AND object IS NOT NULL";
    assert_eq!(number(&kit, logged).await, 2);
    let accounts = "SELECT count(*) FROM retention_run WHERE kind = 'orders'";
    assert_eq!(number(&kit, accounts).await, 2);
    assert_eq!(carry_out(&kit).await, Erased::default());
    assert_eq!(number(&kit, accounts).await, 2, "where nothing waits there is no run");
    assert_eq!(kit.count("erasure_order").await, 0);
}

#[tokio::test]
async fn an_order_that_fails_waits_and_holds_no_other_back() {
    let kit = Kit::new().await;
    let ((stuck, first), (id, second)) = (admit(&kit, "A1").await, admit(&kit, "A2").await);
    order(&kit, stuck, (Part::Crossing, first.id.to_uuid())).await;
    order(&kit, id, (Part::Crossing, second.id.to_uuid())).await;
    let superuser = kit.database.superuser().await;
    let refuse = format!(
        "UPDATE erasure_order SET ordered_at = '2020-01-01Z' WHERE file_id = '{stuck}';
         CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'a damaged page'; END $$;
         CREATE TRIGGER refuse BEFORE DELETE ON crossing FOR EACH ROW
            WHEN (OLD.file_id = '{stuck}') EXECUTE FUNCTION refuse()"
    );
    superuser.batch_execute(&refuse).await.unwrap();
    let once = Erased { files: 1, failed: 1, ..Erased::default() };
    assert_eq!(carry_out(&kit).await, once, "the second goes");
    assert_eq!(kit.count("erasure_order").await, 1, "the first waits");
    let noted = "SELECT count(*) FROM erasure_order
                  WHERE tries = 1 AND obstacle = 'refused' AND failed_at = '2026-07-15T09:01:00Z'
                    AND next_at = '2026-07-15T09:02:00Z'";
    assert_eq!(number(&kit, noted).await, 1);
    assert_eq!(carry_out(&kit).await, Erased::default(), "it is not tried before its time");
    let mut client = kit.database.client(schema::RETENTION).await;
    let mut at = async |now: &str| carry_out_orders(&mut client, how(now)).await.unwrap().unwrap();
    assert_eq!(at("2026-07-15T09:02:00Z").await, Erased { failed: 1, ..Erased::default() });
    let later = "SELECT count(*) FROM erasure_order
                  WHERE tries = 2 AND next_at = '2026-07-15T09:04:00Z'";
    assert_eq!(number(&kit, later).await, 1, "and then ever later");
    let mut oversight = kit.register.oversee(access_of_auditor()).await.unwrap();
    let failing = oversight.failing_orders().await.unwrap();
    oversight.end(Outcome::default()).await.unwrap();
    assert_eq!((failing.len(), failing[0].orders, failing[0].tries), (1, 1, 2));
    superuser.batch_execute("DROP TRIGGER refuse ON crossing").await.unwrap();
    let gone = Erased { files: 1, ..Erased::default() };
    assert_eq!(at("2026-07-15T09:04:00Z").await, gone);
    assert_eq!(kit.count("erasure_order").await, 0);
}

#[tokio::test]
async fn who_may_order_may_not_erase() {
    let kit = Kit::new().await;
    admit(&kit, "A1").await;
    let client = kit.database.client(schema::APP).await;
    let sql = "SELECT relname::text FROM pg_class
                WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace";
    for row in client.query(sql, &[]).await.unwrap() {
        let table: String = row.get(0);
        let refused = client.execute(&format!("DELETE FROM {table}"), &[]).await.is_err();
        // Whoever signs out ends the session, what was just taken goes onto a file, and what
        // somebody is found by follows what is put right.
        let is_known =
            matches!(table.as_str(), "session" | "capture" | "document_key" | "identity_key");
        assert!(refused || is_known, "{table}");
    }
}
