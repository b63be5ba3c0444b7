//! Systems in folders of their own, and what lies in them.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use fnd_core::clock::SystemClock;
use fnd_core::id::RandomIds;
use fnd_core::{Clock, Id, Ids};
use fnd_host::{Names, Storage};
use fnd_pg::Database;
use fnd_pg::cluster::{Cluster, Options, SUPERUSER};
use fnd_pg::database::connect;
use ies_domain::account::Account;
use ies_domain::consent::{Statement, StatementKind};
use ies_domain::log::{Doer, Event};
use ies_store::{Access, Outcome, Rings, Store, Wording, schema};
use ies_synth::{FillError, Order, Tally};
use tempfile::TempDir;
use tokio_postgres::Client;

pub(crate) const CLOCK: SystemClock = SystemClock;

const NAMES: Names = Names { database: schema::DATABASE, roles: schema::ROLES };

/// A system that was filled, with its cluster running.
pub(crate) struct Filled {
    folder: TempDir,
    cluster: Cluster,
    pub(crate) client: Client,
    pub(crate) tally: Tally,
}

/// Somebody, as fellows see them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Seen {
    pub(crate) email: String,
    pub(crate) name: String,
    pub(crate) telephone: String,
    pub(crate) address: String,
    pub(crate) organisation: String,
    pub(crate) job: String,
    /// Communities and levels.
    pub(crate) belongs: Vec<String>,
}

impl Filled {
    /// Fills the system in `folder` with `accounts` people of `seed`.
    pub(crate) async fn with(folder: TempDir, accounts: usize, seed: u64) -> Self {
        let tally = fill(folder.path(), accounts, seed).await.unwrap();
        Self::open(folder, tally).await
    }

    async fn open(folder: TempDir, tally: Tally) -> Self {
        let cluster = cluster(folder.path()).await;
        let client = connect(&cluster.connection(SUPERUSER, schema::DATABASE)).await.unwrap();
        Self { folder, cluster, client, tally }
    }

    /// Tries to fill it a second time, and starts it again.
    pub(crate) async fn again(self) -> (Self, Result<Tally, FillError>) {
        self.cluster.stop().await.unwrap();
        let again = fill(self.folder.path(), 1, 1).await;
        (Self::open(self.folder, self.tally).await, again)
    }

    pub(crate) async fn end(self) {
        self.cluster.stop().await.unwrap();
    }

    pub(crate) fn store(&self) -> Store {
        let config = self.cluster.connection(schema::APP, schema::DATABASE);
        store(self.folder.path(), Database::new(config, 4).unwrap())
    }

    /// An access of the system itself.
    pub(crate) fn access() -> Access {
        access(Doer::System, Event::ScanExamined)
    }

    /// Everybody who belongs to a Community, as they see themselves, by address.
    pub(crate) async fn people(&self) -> Vec<Seen> {
        let (store, mut people) = (self.store(), Vec::new());
        let sql = "SELECT account_id, array_agg(slug || ' ' || level ORDER BY slug)
                     FROM membership JOIN community USING (community_id) GROUP BY account_id";
        for row in self.client.query(sql, &[]).await.unwrap() {
            let id: Id<Account> = Id::from_uuid(row.get(0));
            let access = access(Doer::Account(id), Event::SignedIn);
            let unit = store.contacts(access).await.unwrap();
            let card = unit.card(id).await.unwrap().unwrap().card;
            unit.end(Outcome::default()).await.unwrap();
            people.push(Seen {
                email: card.email.as_str().to_owned(),
                name: card.full_name(),
                telephone: card.telephone.as_str().to_owned(),
                address: card.work_address.as_str().to_owned(),
                organisation: card.organisation.as_str().to_owned(),
                job: card.job_title.as_str().to_owned(),
                belongs: row.get(1),
            });
        }
        people.sort();
        people
    }
}

fn access(doer: Doer, event: Event) -> Access {
    let now = CLOCK.now();
    Access::happened(now, doer, event, RandomIds.next(now))
}

fn store(data: &Path, database: Database) -> Store {
    let rings = Rings {
        main: fnd_host::ring(data, "keys.toml", &CLOCK).unwrap(),
        scans: fnd_host::ring(data, "scan-keys.toml", &CLOCK).unwrap(),
    };
    Store::new(database, rings, &data.join("files"), Arc::new(RandomIds)).unwrap()
}

/// The private cluster below `data`.
pub(crate) async fn cluster(data: &Path) -> Cluster {
    let options = Options {
        folder: data.join("cluster"),
        roles: schema::ROLES.to_vec(),
        durable: true,
        settings: Vec::new(),
    };
    Cluster::start(&options).await.unwrap()
}

/// Rows of `rows`, a table with or without conditions.
pub(crate) async fn count(client: &Client, rows: &str) -> usize {
    let row = client.query_one(&format!("SELECT count(*) FROM {rows}"), &[]).await.unwrap();
    usize::try_from(row.get::<_, i64>(0)).unwrap()
}

/// Fills the system in `data`.
pub(crate) async fn fill(data: &Path, accounts: usize, seed: u64) -> Result<Tally, FillError> {
    let mut told = 0;
    let order = Order { data: data.to_owned(), accounts, seed };
    let tally = ies_synth::fill(&order, &mut |count| told = count).await?;
    assert_eq!(told, tally.accounts, "the last that is told is how many there are");
    Ok(tally)
}

/// Makes the schema and the keys, as `iesd migrate` does.
pub(crate) async fn migrate(data: &Path) {
    let storage = Storage::private(NAMES, data).await.unwrap();
    storage.migrate(&schema::migrations()).await.unwrap();
    let database = Database::new(storage.of(schema::APP).unwrap().clone(), 1).unwrap();
    drop(store(data, database));
    storage.close().await.unwrap();
}

/// Publishes texts to agree to, which `iesd migrate` does besides.
pub(crate) async fn publish(data: &Path) {
    let storage = Storage::private(NAMES, data).await.unwrap();
    let database = Database::new(storage.of(schema::APP).unwrap().clone(), 2).unwrap();
    let store = store(data, database);
    for kind in StatementKind::ALL.iter().copied() {
        let unit = store.publish(access(Doer::System, Event::StatementPublished)).await.unwrap();
        let text = "A text for tests.".to_owned();
        let digest = fnd_vault::log::merkle::sha256(&[text.as_bytes()]);
        let first = Statement { kind, version: 1, since: CLOCK.now(), is_material: true, digest };
        let wording = Wording { language: "en", text, changes: String::new() };
        unit.add(&first, &[wording]).await.unwrap();
        unit.end(Outcome::default()).await.unwrap();
    }
    drop(store);
    storage.close().await.unwrap();
}

/// A folder with a system that is ready to be filled.
pub(crate) async fn ready() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    migrate(folder.path()).await;
    publish(folder.path()).await;
    folder
}

/// A copy of a folder, which is quicker made than another of its kind.
pub(crate) fn copied(folder: &TempDir) -> TempDir {
    let copy = tempfile::tempdir().unwrap();
    let all = folder.path().join(".");
    let copied = Command::new("cp").arg("-a").arg(all).arg(copy.path()).status().unwrap();
    assert!(copied.success());
    copy
}
