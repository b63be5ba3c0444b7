//! The registers whose rounds are measured can be made, and the rounds find what is due in them.

use ees_domain::switches::RetentionSwitches;
use ees_store::retention::{How, erase_due};
use ees_store::rounds::mark_overstays;
use ees_store::schema;
use fnd_core::id::RandomIds;
use fnd_testkit::TestDatabase;

use crate::kit::SCHEMA;

#[tokio::test]
async fn the_registers_that_are_measured_are_ones_that_the_rounds_read() {
    let database = TestDatabase::fresh(SCHEMA).await;
    let superuser = database.superuser().await;
    let sql = include_str!("../../examples/register/open_stays.sql");
    let sql = sql.replace("OPEN", "12").replace("ENDED", "5");
    superuser.batch_execute(&sql).await.unwrap();
    let now = "2026-10-13T00:00:00Z".parse().unwrap();
    let mut client = database.client(schema::UPKEEP).await;
    assert_eq!(mark_overstays(&mut client, &RandomIds, now).await.unwrap().stays, 5);
    let sql = include_str!("../../examples/register/records.sql");
    let sql = sql.replace("RECORDS", "12").replace("DUE", "4");
    superuser.batch_execute(&sql).await.unwrap();
    let now = "2029-07-17T12:00:00Z".parse().unwrap();
    let how = How { ids: &RandomIds, now, switches: RetentionSwitches::default() };
    let mut client = database.client(schema::RETENTION).await;
    let (_, erased) = erase_due(&mut client, how).await.unwrap().unwrap();
    assert_eq!((erased.records, erased.files), (4, 4), "what is due, and nothing else");
}
