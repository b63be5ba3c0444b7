//! The database goes away and comes back.

use ees_store::schema;
use fnd_pg::cluster::{Cluster, Options, SUPERUSER};
use fnd_pg::database::{connect, ensure_database, ensure_roles, migrate};

use crate::kit::Desk;
use crate::people::{entry, exempt, exit};

#[tokio::test]
async fn a_stopped_database_is_a_503_and_the_same_request_succeeds_afterwards() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options {
        folder: folder.path().to_owned(),
        roles: schema::ROLES.to_vec(),
        durable: true,
        settings: Vec::new(),
    };
    let cluster = Cluster::start(&options).await.unwrap();
    let admin = connect(&cluster.connection(SUPERUSER, "postgres")).await.unwrap();
    ensure_roles(&admin, schema::ROLES).await.unwrap();
    ensure_database(&admin, schema::DATABASE, schema::OWNER).await.unwrap();
    let mut owner = connect(&cluster.connection(schema::OWNER, schema::DATABASE)).await.unwrap();
    migrate(&mut owner, &schema::migrations()).await.unwrap();
    let desk = Desk::on(cluster.connection(schema::APP, schema::DATABASE));
    let known = desk.post("border/officer", "/v1/entries", &entry(1, &exempt("GE1"))).await;
    assert_eq!(known.status, 201, "{}", known.text);

    cluster.stop().await.unwrap();
    let away = desk.post("border/officer", "/v1/entries", &entry(2, &exempt("GE2"))).await;
    assert_eq!((away.status.as_u16(), away.problem().as_deref()), (503, Some("unavailable")));
    assert!(!away.header("retry-after").is_empty());

    let cluster = Cluster::start(&options).await.unwrap();
    let retried = desk.post("border/officer", "/v1/entries", &entry(2, &exempt("GE2"))).await;
    assert_eq!(retried.status, 201, "{}", retried.text);
    let again = desk.post("border/officer", "/v1/entries", &entry(1, &exempt("GE1"))).await;
    assert_eq!(again.status, 200, "what was acknowledged is still there");
    cluster.stop().await.unwrap();
}

#[tokio::test]
async fn who_has_to_wait_too_long_for_others_is_told_so_and_nothing_is_done() {
    let (desk, database) = Desk::open().await;
    let person = exempt("GE1");
    assert_eq!(desk.post("border/officer", "/v1/entries", &entry(1, &person)).await.status, 201);
    let mut other = database.superuser().await;
    let held = other.transaction().await.unwrap();
    held.execute("SELECT 1 FROM file FOR UPDATE", &[]).await.unwrap();
    let leaving = exit(2, &person);
    let waited = desk.post("border/officer", "/v1/exits", &leaving).await;
    assert_eq!((waited.status.as_u16(), waited.problem().as_deref()), (503, Some("contended")));
    assert_eq!(waited.header("retry-after"), "1");
    held.rollback().await.unwrap();
    let again = desk.post("border/officer", "/v1/exits", &leaving).await;
    assert_eq!(again.status, 201, "{}", again.text);
}
