//! Notices reach whoever reads on from a place, each once, whatever order transactions end in.

use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::switches::RetentionSwitches;
use ees_store::notices::{Place, after_restore, delivered, failed, pending};
use ees_store::retention::orphans::find_orphans;
use ees_store::retention::{How, erase_due};
use ees_store::{Outcome, Register, schema};
use fnd_core::CountryCode;
use fnd_core::id::RandomIds;
use jiff::Timestamp;
use uuid::Uuid;

use crate::kit::{Kit, access, now};

const ROMANIA: CountryCode = CountryCode::of(b"ROU");

const INSERT: &str =
    "INSERT INTO notice (at, kind, state, file_ids) VALUES ($1, $2, $3, ARRAY[$4::uuid])";

async fn insert(client: &impl tokio_postgres::GenericClient, state: Option<&str>, file: u128) {
    let (at, file): (Timestamp, _) = (now(), Uuid::from_u128(file));
    client.execute(INSERT, &[&at, &"overstay", &state, &file]).await.unwrap();
}

/// Notices wait until no transaction in the cluster can still come before them.
async fn until_in_order(client: &impl tokio_postgres::GenericClient) {
    let sql = "SELECT count(*) FROM notice WHERE tx >= pg_snapshot_xmin(pg_current_snapshot())";
    while 0 < client.query_one(sql, &[]).await.unwrap().get::<_, i64>(0) {
        tokio::task::yield_now().await;
    }
}

fn files(found: &[ees_store::notices::Notice]) -> Vec<u128> {
    found.iter().flat_map(|one| &one.files).map(|file| file.to_uuid().as_u128()).collect()
}

#[tokio::test]
async fn what_ends_late_is_told_although_its_number_is_lower() {
    let kit = Kit::new().await;
    let (mut slow, quick) = (kit.database.superuser().await, kit.database.superuser().await);
    let upkeep = kit.database.client(schema::UPKEEP).await;
    let open = slow.transaction().await.unwrap();
    insert(&open, Some("ROU"), 1).await;
    insert(&quick, Some("ROU"), 2).await;
    assert_eq!(files(&pending(&upkeep, ROMANIA, 10).await.unwrap()), [], "an earlier one may come");
    open.commit().await.unwrap();
    until_in_order(&quick).await;
    let found = pending(&upkeep, ROMANIA, 10).await.unwrap();
    assert_eq!(files(&found), [1, 2]);
    delivered(&upkeep, ROMANIA, (&found[0].place, now())).await.unwrap();
    assert_eq!(files(&pending(&upkeep, ROMANIA, 10).await.unwrap()), [2]);
    let text = found[0].place.to_string();
    assert_eq!(Place::read(&text).as_ref(), Some(&found[0].place));
}

#[tokio::test]
async fn a_state_is_told_what_is_for_it_or_for_all() {
    let kit = Kit::new().await;
    let client = kit.database.superuser().await;
    let upkeep = kit.database.client(schema::UPKEEP).await;
    insert(&client, Some("ROU"), 1).await;
    insert(&client, Some("FRA"), 2).await;
    insert(&client, None, 3).await;
    until_in_order(&client).await;
    assert_eq!(files(&pending(&upkeep, ROMANIA, 10).await.unwrap()), [1, 3]);
    assert_eq!(files(&pending(&upkeep, CountryCode::of(b"BGR"), 10).await.unwrap()), [3]);
    failed(&upkeep, ROMANIA, ("timeout", now())).await.unwrap();
    assert_eq!(files(&pending(&upkeep, ROMANIA, 10).await.unwrap()), [1, 3], "nothing is passed");
    let sql = "SELECT failure FROM notice_delivery WHERE state = 'ROU'";
    assert_eq!(client.query_one(sql, &[]).await.unwrap().get::<_, &str>(0), "timeout");
}

#[tokio::test]
async fn what_a_state_could_not_be_told_is_not_erased_with_what_was_told() {
    let kit = Kit::new().await;
    let client = kit.database.superuser().await;
    let upkeep = kit.database.client(schema::UPKEEP).await;
    insert(&client, Some("ROU"), 1).await;
    insert(&client, None, 2).await;
    insert(&client, Some("FRA"), 3).await;
    until_in_order(&client).await;
    let first = pending(&upkeep, ROMANIA, 1).await.unwrap().remove(0).place;
    failed(&upkeep, ROMANIA, ("timeout", now())).await.unwrap();
    delivered(&upkeep, ROMANIA, (&first, now())).await.unwrap();
    let mut retention = kit.database.client(schema::RETENTION).await;
    let mut erased_after = async |days: i64| {
        let now = now() + jiff::SignedDuration::from_hours(24 * days);
        let how = How { ids: &RandomIds, now, switches: RetentionSwitches::default() };
        let (_, erased) = erase_due(&mut retention, how).await.unwrap().unwrap();
        let found = find_orphans(&retention, how).await.unwrap();
        (erased.notices, found.iter().map(|one| (one.kind, one.count)).collect::<Vec<_>>())
    };
    assert_eq!(erased_after(92).await, (2, vec![("notice-untold", 1)]));
    assert_eq!(files(&pending(&upkeep, ROMANIA, 10).await.unwrap()), [2], "it is told in the end");
    assert_eq!(erased_after(182).await, (1, Vec::new()), "and not kept for ever");
}

#[tokio::test]
async fn what_was_told_before_a_restore_stands_before_what_comes_after_it() {
    let kit = Kit::new().await;
    let mut client = kit.database.superuser().await;
    let upkeep = kit.database.client(schema::UPKEEP).await;
    insert(&client, Some("ROU"), 1).await;
    insert(&client, None, 2).await;
    // As another cluster had numbered them, of which one was told.
    let sql = "UPDATE notice SET tx = '9000000000'";
    client.execute(sql, &[]).await.unwrap();
    let told = Place::read("9000000000-1").unwrap();
    delivered(&upkeep, ROMANIA, (&told, now())).await.unwrap();
    assert!(after_restore(&mut client).await.unwrap());
    assert_eq!(files(&pending(&upkeep, ROMANIA, 10).await.unwrap()), [2]);
    insert(&client, Some("ROU"), 3).await;
    until_in_order(&client).await;
    assert_eq!(files(&pending(&upkeep, ROMANIA, 10).await.unwrap()), [2, 3]);
    delivered(&upkeep, ROMANIA, (&told, now())).await.unwrap();
    let found = pending(&upkeep, ROMANIA, 10).await.unwrap();
    assert_eq!(files(&found), [2, 3], "a place that a client kept leads on all the same");
    assert!(!after_restore(&mut client).await.unwrap(), "once is enough");
}

#[tokio::test]
async fn a_restore_passes_over_nothing_that_a_later_transaction_numbered_earlier() {
    let kit = Kit::new().await;
    let mut client = kit.database.superuser().await;
    let upkeep = kit.database.client(schema::UPKEEP).await;
    for file in 1..=4 {
        insert(&client, Some("ROU"), file).await;
    }
    // The second drew its number before the third and ended after it; the first is so old that
    // the new cluster has counted past it.
    for (file, tx) in [(1_i64, "5"), (2, "9000000002"), (3, "9000000001"), (4, "9000000003")] {
        let sql = "UPDATE notice SET tx = $1::text::xid8 WHERE notice_no = $2";
        client.execute(sql, &[&tx, &file]).await.unwrap();
    }
    let third = Place::read("9000000001-3").unwrap();
    delivered(&upkeep, ROMANIA, (&third, now())).await.unwrap();
    assert!(after_restore(&mut client).await.unwrap());
    let found = files(&pending(&upkeep, ROMANIA, 10).await.unwrap());
    assert_eq!(found, [2, 3, 4], "the third once more, and the second not never");
    let second = Place::read("0-2").unwrap();
    delivered(&upkeep, ROMANIA, (&second, now())).await.unwrap();
    insert(&client, Some("ROU"), 5).await;
    until_in_order(&client).await;
    assert_eq!(files(&pending(&upkeep, ROMANIA, 10).await.unwrap()), [3, 4, 5]);
}

#[tokio::test]
async fn a_place_of_the_cluster_before_a_restore_holds_no_longer() {
    let kit = Kit::new().await;
    let mut client = kit.database.superuser().await;
    let upkeep = kit.database.client(schema::UPKEEP).await;
    for file in 1..=3 {
        insert(&client, Some("ROU"), file).await;
    }
    until_in_order(&client).await;
    let found = pending(&upkeep, ROMANIA, 10).await.unwrap();
    let consulted = |place: Place| {
        let kit = &kit;
        async move {
            let access = access(Action::ListOverstayers, Purpose::InformationMechanism);
            let mut unit = kit.register.consult(access).await.unwrap();
            let found = unit.notices_after(ROMANIA, &place, 10).await.unwrap();
            unit.end(Outcome::default()).await.unwrap();
            files(&found)
        }
    };
    assert_eq!(consulted(found[1].place.clone()).await, [3]);
    assert!(!after_restore(&mut client).await.unwrap(), "the cluster is the same");
    // As a cluster that was taken back to an earlier moment finds it.
    client.execute("UPDATE notice_epoch SET cluster = 'another'", &[]).await.unwrap();
    let mut owner = kit.database.client(schema::OWNER).await;
    assert!(after_restore(&mut owner).await.unwrap());
    assert_eq!(
        consulted(found[1].place.clone()).await,
        [1, 2, 3],
        "told once more, and none never"
    );
    let again = pending(&upkeep, ROMANIA, 10).await.unwrap();
    assert_ne!(again[1].place, found[1].place, "the same place would be the same notice");
    assert_eq!(consulted(again[1].place.clone()).await, [3]);
    assert!(!after_restore(&mut owner).await.unwrap(), "once is enough");
    // The same backup once more: what was counted before went back with it.
    let back = "UPDATE notice_epoch SET epoch = 0, cluster = 'a third one'";
    client.execute(back, &[]).await.unwrap();
    assert!(after_restore(&mut owner).await.unwrap());
    assert_eq!(consulted(again[1].place.clone()).await, [1, 2, 3]);
}

#[test]
fn a_place_that_nobody_wrote_is_none() {
    for wrong in
        ["", "1", "x-1", "1-x", "-1", "1-1-1-1", "x-1-1", "1--1", "99999999999999999999999-1"]
    {
        assert_eq!(Place::read(wrong), None, "{wrong}");
    }
}
