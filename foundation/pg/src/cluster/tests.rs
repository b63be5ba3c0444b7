//! A private cluster on the PostgreSQL of this machine.

use super::*;

fn options(folder: &Path) -> Options {
    Options { folder: folder.to_owned(), roles: vec!["app"], durable: false, settings: Vec::new() }
}

async fn ask(cluster: &Cluster, role: &str, sql: &str) -> Result<String, tokio_postgres::Error> {
    let config = cluster.connection(role, "postgres");
    let (client, connection) = config.connect(tokio_postgres::NoTls).await?;
    let driver = tokio::spawn(connection);
    let answer = client.query_one(sql, &[]).await.map(|row| row.get(0));
    drop(client);
    driver.await.unwrap().unwrap();
    answer
}

#[tokio::test]
async fn a_cluster_keeps_its_data_over_a_restart_and_is_never_on_a_port() {
    let folder = tempfile::tempdir().unwrap();
    let cluster = Cluster::start(&options(folder.path())).await.unwrap();
    assert_eq!(ask(&cluster, SUPERUSER, "SELECT current_user::text").await.unwrap(), SUPERUSER);
    assert_eq!(ask(&cluster, SUPERUSER, "SHOW listen_addresses").await.unwrap(), "");
    ask(&cluster, SUPERUSER, "CREATE TABLE kept AS SELECT 'x'::text AS v").await.unwrap_err();
    cluster.stop().await.unwrap();

    let again = Cluster::start(&options(folder.path())).await.unwrap();
    assert_eq!(ask(&again, SUPERUSER, "SELECT v FROM kept").await.unwrap(), "x");
    again.stop().await.unwrap();
}

#[tokio::test]
async fn a_second_copy_on_one_directory_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let cluster = Cluster::start(&options(folder.path())).await.unwrap();
    let second = Cluster::start(&options(folder.path())).await;
    assert!(matches!(second, Err(ClusterError::InUse(_))));
    cluster.stop().await.unwrap();
}

#[tokio::test]
async fn only_admitted_roles_may_connect() {
    let folder = tempfile::tempdir().unwrap();
    let cluster = Cluster::start(&options(folder.path())).await.unwrap();
    let stranger = ask(&cluster, "stranger", "SELECT 'in'").await;
    assert!(stranger.is_err());
    cluster.stop().await.unwrap();
}

#[test]
fn the_lock_is_released_also_while_a_child_that_is_being_started_has_it_open() {
    let folder = tempfile::tempdir().unwrap();
    let lock = Lock::take(folder.path()).unwrap();
    let in_the_child = lock.0.try_clone().unwrap();
    assert!(matches!(Lock::take(folder.path()), Err(ClusterError::InUse(_))));
    drop(lock);
    Lock::take(folder.path()).unwrap();
    drop(in_the_child);
}
