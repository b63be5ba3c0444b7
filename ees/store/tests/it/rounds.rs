//! What hangs on time: stays that have expired. EES Art. 12(1), 16(4), 35(5).

use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::file::Crossing;
use ees_domain::overstayer::{Class, Lift, Mark, class};
use ees_store::rounds::mark_overstays;
use ees_store::{Change, Deed, Outcome, OverstayFilter, Register, schema};
use fnd_core::CountryCode;
use fnd_core::id::RandomIds;
use jiff::Timestamp;

use crate::kit::{Kit, access, document, identity};

/// The first instant after the stay of who entered on 15 July, ninety days later.
const END: &str = "2026-10-13T00:00:00Z";

fn end() -> Timestamp {
    END.parse().unwrap()
}

async fn round(kit: &Kit, now: Timestamp) -> u64 {
    let mut client = kit.database.client(schema::UPKEEP).await;
    mark_overstays(&mut client, &RandomIds, now).await.unwrap().stays
}

async fn number(kit: &Kit, sql: &str) -> i64 {
    kit.database.superuser().await.query_one(sql, &[]).await.unwrap().get(0)
}

#[tokio::test]
async fn a_stay_is_marked_with_the_instant_at_which_it_has_ended_and_once() {
    let kit = Kit::new().await;
    let (id, crossing) = kit.admit(identity("Beridze", "Nino", "1988-04-01"), document("A1")).await;
    assert_eq!(crossing.ends_at, Some(end()));
    let before = end() - jiff::SignedDuration::from_secs(1);
    assert_eq!(round(&kit, before).await, 0);
    assert_eq!(round(&kit, end()).await, 1);
    assert_eq!(round(&kit, end()).await, 0, "what is marked is marked");
    let marked = &kit.file(id).await.unwrap().crossings[0];
    assert_eq!(marked.mark, Some(Mark::Expired { at: end() }));
    assert_eq!(class(marked, end()), Some(Class::InsideNoExit));
    let told = "SELECT count(*) FROM notice WHERE kind = 'overstay' AND state = 'ROU'
                   AND cardinality(file_ids) = 1";
    assert_eq!(number(&kit, told).await, 1);
    let logged = "SELECT count(*) FROM log_entry WHERE action = 'mark-overstays' AND hits = 1
                     AND basis = 'EES Art. 12(1)' AND purpose = 'information-mechanism'";
    assert_eq!(number(&kit, logged).await, 1, "rounds that mark nothing leave no row");
}

#[tokio::test]
async fn who_was_taken_off_the_list_stays_off() {
    let kit = Kit::new().await;
    let (id, crossing) = kit.admit(identity("Beridze", "Nino", "1988-04-01"), document("A1")).await;
    let mark = Some(Mark::Lifted { ground: Lift::SeriousEvent, at: end() });
    let lifted = Crossing { mark, ..crossing };
    let mut work = kit.begin().await;
    let file = work.file_for_update(id).await.unwrap().unwrap();
    let change = Change { deed: Deed::Unlisted, reason: "Hospital letter." };
    work.amend_crossing(&file, (&file.crossings[0], &lifted), change).await.unwrap();
    work.commit(Outcome::default()).await.unwrap();
    assert_eq!(round(&kit, end()).await, 0);
    assert_eq!(kit.file(id).await.unwrap().crossings, [lifted]);
}

/// Copies the only record many times; each copy is of a file of its own.
const COPIES: &str = "
    INSERT INTO file SELECT (f).* FROM (
        SELECT jsonb_populate_record(file, jsonb_build_object('file_id', gen_random_uuid())) AS f
          FROM file, generate_series(1, 25000)) AS copies;
    INSERT INTO crossing SELECT (c).* FROM (
        SELECT jsonb_populate_record(crossing, jsonb_build_object(
                   'file_id', copy.file_id, 'crossing_id', gen_random_uuid(),
                   'entry_point', CASE WHEN random() < 0.5 THEN 'ROU-A-OTP' ELSE 'FRA-A-CDG' END)) AS c
          FROM file AS copy, crossing WHERE crossing.file_id <> copy.file_id) AS copies;
    ANALYZE crossing;";

#[tokio::test]
async fn however_many_end_at_once_all_are_marked_and_each_state_is_told_of_its_own() {
    let kit = Kit::new().await;
    kit.admit(identity("Beridze", "Nino", "1988-04-01"), document("A1")).await;
    kit.database.superuser().await.batch_execute(COPIES).await.unwrap();
    assert_eq!(round(&kit, end()).await, 25_001);
    let named = "SELECT count(DISTINCT named)
                   FROM notice, unnest(file_ids) AS named JOIN crossing ON file_id = named
                  WHERE notice.state = left(entry_point, 3)";
    assert_eq!(number(&kit, named).await, 25_001);
    assert_eq!(number(&kit, "SELECT count(DISTINCT state) FROM notice").await, 2);
    let longest = number(&kit, "SELECT max(cardinality(file_ids))::int8 FROM notice").await;
    assert_eq!(longest, ees_store::rounds::FILES_MAX);
}

#[tokio::test]
async fn a_round_looks_at_what_has_ended_and_not_at_what_is_stored() {
    let kit = Kit::new().await;
    kit.admit(identity("Beridze", "Nino", "1988-04-01"), document("A1")).await;
    let client = kit.database.superuser().await;
    client.batch_execute(COPIES).await.unwrap();
    let sql = "EXPLAIN SELECT file_id FROM crossing
                WHERE exited_at IS NULL AND marked_at IS NULL AND lifted_at IS NULL
                  AND stay_ends_at <= '2026-10-12' ORDER BY stay_ends_at LIMIT 10000";
    let plan = client.query(sql, &[]).await.unwrap();
    let plan: Vec<String> = plan.iter().map(|row| row.get(0)).collect();
    assert!(plan.iter().any(|line| line.contains("crossing_stay_ends")), "{plan:?}");
}

#[tokio::test]
async fn the_list_is_leafed_through_narrowed_and_counted() {
    let kit = Kit::new().await;
    let (one, _) = kit.admit(identity("Beridze", "Nino", "1988-04-01"), document("A1")).await;
    let (other, _) = kit.admit(identity("Lomidze", "Dato", "1990-04-01"), document("B2")).await;
    let access = access(Action::ListOverstayers, Purpose::InformationMechanism);
    let all = OverstayFilter { count_max: 50, ..OverstayFilter::default() };
    let list = async |filter: OverstayFilter| {
        let mut unit = kit.register.consult(access.clone()).await.unwrap();
        let found = unit.overstayers(&filter).await.unwrap();
        let total = unit.count_overstayers(&filter, 100).await.unwrap();
        unit.end(Outcome { hits: Some(found.len()), ..Outcome::default() }).await.unwrap();
        (found, total)
    };
    assert_eq!(list(all.clone()).await, (vec![], 0), "nobody is on it before the round");
    round(&kit, end()).await;
    let (found, total) = list(all.clone()).await;
    let files: Vec<_> = found.iter().map(|one| one.file.id).collect();
    assert!(total == 2 && files.contains(&one) && files.contains(&other));
    let after = Some((end(), found[0].crossing));
    let (rest, total) = list(OverstayFilter { after, ..all.clone() }).await;
    assert_eq!((rest.as_slice(), total), (&found[1..], 2));
    let cases = [
        ("inside", OverstayFilter { class: Some(Class::InsideNoExit), ..all.clone() }, 2),
        ("left", OverstayFilter { class: Some(Class::LeftAfterOverstay), ..all.clone() }, 0),
        ("Romania", OverstayFilter { state: Some(CountryCode::of(b"ROU")), ..all.clone() }, 2),
        ("France", OverstayFilter { state: Some(CountryCode::of(b"FRA")), ..all.clone() }, 0),
        ("a point", OverstayFilter { point: "ROU-A-OTP".parse().ok(), ..all.clone() }, 2),
        ("longer ago", OverstayFilter { days_over_min: Some(400), ..all }, 0),
    ];
    for (name, filter, expected) in cases {
        assert_eq!(list(filter).await.0.len(), expected, "{name}");
    }
}
