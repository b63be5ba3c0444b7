//! Gives new rows their places in the tree and signs its root.
//!
//! Rows are taken in the order of their transaction numbers, and only below the oldest
//! transaction still running, so that no row can appear behind one already sealed. The hot path
//! therefore pays for one insert and nothing else. A transaction that stays open delays
//! sealing; the pool's session limits bound that.

use std::collections::BTreeMap;
use std::time::Duration;

use fnd_core::Clock;
use fnd_vault::log::{Checkpoint, Hash, Signer, Tree, tile};
use tokio_postgres::{Client, Config, Transaction};
use uuid::Uuid;

use super::entry::Entry;
use super::mirror::{Mirror, MirrorError};
use crate::database::connect;
use crate::failure::Failure;

/// Rows sealed in one transaction at most.
const BATCH_MAX: i64 = 10_000;
/// How often new rows are looked for.
pub const INTERVAL: Duration = Duration::from_millis(500);

/// Sealing could not go on.
#[derive(Debug, thiserror::Error)]
pub enum SealerError {
    /// The database failed; the next round tries again.
    #[error(transparent)]
    Database(#[from] Failure),
    /// The files outside the database could not be written.
    #[error(transparent)]
    Mirror(#[from] MirrorError),
    /// The tree's state in the database does not fit its size.
    #[error("the state of the log is inconsistent at size {0}")]
    Inconsistent(i64),
    /// The files outside the database know more rows than the database: it was set back.
    #[error("the database holds {database} sealed rows, the published checkpoint {published}")]
    SetBack {
        /// Sealed rows in the database.
        database: u64,
        /// Rows of the published checkpoint.
        published: u64,
    },
}

/// Seals the log of one system.
#[derive(Debug)]
pub struct Sealer {
    config: Config,
    signer: Signer,
    mirror: Mirror,
}

/// A level and number of a tile and the hashes added to it.
type Additions = BTreeMap<(u32, u64), Vec<Hash>>;

impl Sealer {
    /// A sealer that connects by `config` as the sealing role and publishes in `mirror`.
    pub fn new(config: Config, signer: Signer, mirror: Mirror) -> Self {
        Self { config, signer, mirror }
    }

    /// Seals until the task is aborted. Failures are reported and tried again.
    pub async fn run(self, clock: &dyn Clock) {
        loop {
            match self.connect_and_seal(clock).await {
                Ok(()) => {}
                Err(error) => tracing::warn!(%error, "sealing the log waits"),
            }
            tokio::time::sleep(INTERVAL).await;
        }
    }

    async fn connect_and_seal(&self, clock: &dyn Clock) -> Result<(), SealerError> {
        let mut client = connect(&self.config).await?;
        self.republish(&client).await?;
        loop {
            let sealed = self.seal(&mut client, clock).await?;
            if sealed < usize::try_from(BATCH_MAX).unwrap_or(usize::MAX) {
                tokio::time::sleep(INTERVAL).await;
            }
        }
    }

    /// Seals what can be sealed now, `BATCH_MAX` rows at most; answers how many.
    pub async fn seal(&self, client: &mut Client, clock: &dyn Clock) -> Result<usize, SealerError> {
        let transaction = client.transaction().await.map_err(Failure::from)?;
        let state = State::lock(&transaction).await?;
        let mut tree = state.tree()?;
        self.check_not_set_back(tree.size())?;
        let (rows, next_tx) = new_rows(&transaction, &state.next_tx).await?;
        if rows.is_empty() {
            // Nothing was changed; the lock goes with the transaction.
            return Ok(0);
        }
        let first = tree.size();
        let additions = grow(&mut tree, &rows);
        add_leaves(&transaction, first, &rows).await?;
        add_hashes(&transaction, &additions).await?;
        let checkpoint = Checkpoint { size: tree.size(), root: tree.root() };
        let signed = self.signer.sign(&checkpoint);
        finish(&transaction, (&tree, &signed, &next_tx), clock).await?;
        transaction.commit().await.map_err(Failure::from)?;
        self.mirror.publish(client, first, &signed).await?;
        Ok(rows.len())
    }

    /// Publishes the newest checkpoint again, in case the last round was cut short.
    async fn republish(&self, client: &Client) -> Result<(), SealerError> {
        let newest = client
            .query_opt("SELECT size, signed FROM log_checkpoint ORDER BY size DESC LIMIT 1", &[])
            .await
            .map_err(Failure::from)?;
        if let Some(newest) = newest {
            let size = u64::try_from(newest.get::<_, i64>(0)).unwrap_or_default();
            self.check_not_set_back(size)?;
            self.mirror.publish(client, size, newest.get(1)).await?;
        }
        Ok(())
    }

    /// The published checkpoint must not know more rows than the database.
    fn check_not_set_back(&self, database: u64) -> Result<(), SealerError> {
        let published = self.mirror.checkpoint(&self.signer.verifier())?;
        match published {
            Some(published) if database < published.size => {
                Err(SealerError::SetBack { database, published: published.size })
            }
            _ => Ok(()),
        }
    }
}

/// Where sealing stands.
struct State {
    size: i64,
    edge: Vec<u8>,
    next_tx: String,
}

impl State {
    /// Reads the state and keeps other sealers out until the transaction ends. In a cluster the
    /// state was not written in, transaction numbers begin anew.
    async fn lock(transaction: &Transaction<'_>) -> Result<Self, Failure> {
        let row = transaction
            .query_one(
                "SELECT size, edge, CASE WHEN cluster = c.system_identifier::text
                                         THEN next_tx ELSE '0'::xid8 END::text
                   FROM log_state, pg_control_system() c FOR UPDATE OF log_state",
                &[],
            )
            .await?;
        Ok(Self { size: row.get(0), edge: row.get(1), next_tx: row.get(2) })
    }

    fn tree(&self) -> Result<Tree, SealerError> {
        let (edge, rest) = self.edge.as_chunks::<32>();
        let size = u64::try_from(self.size).ok();
        size.filter(|_| rest.is_empty())
            .and_then(|size| Tree::resume(size, edge.to_vec()))
            .ok_or(SealerError::Inconsistent(self.size))
    }
}

/// The rows that can be sealed, with their leaves, and the transaction to go on from.
async fn new_rows(
    transaction: &Transaction<'_>,
    next_tx: &str,
) -> Result<(Vec<(Uuid, Hash)>, String), Failure> {
    let columns = Entry::COLUMNS;
    let sql = format!(
        "SELECT {columns}, tx::text AS tx_text,
                pg_snapshot_xmin(pg_current_snapshot())::text AS horizon
           FROM log_entry l
          WHERE tx >= $1::text::xid8 AND tx < pg_snapshot_xmin(pg_current_snapshot())
            AND NOT EXISTS (SELECT 1 FROM log_leaf f WHERE f.log_id = l.log_id)
          ORDER BY tx, log_id LIMIT $2"
    );
    let found = transaction.query(&sql, &[&next_tx, &BATCH_MAX]).await?;
    let mut rows = Vec::with_capacity(found.len());
    for row in &found {
        let entry = Entry::read(row)?;
        rows.push((entry.id, entry.leaf()));
    }
    let is_full = i64::try_from(found.len()).is_ok_and(|count| BATCH_MAX <= count);
    let next = found.last().map(|row| row.get(if is_full { "tx_text" } else { "horizon" }));
    Ok((rows, next.unwrap_or_else(|| next_tx.to_owned())))
}

/// Adds the leaves to the tree; answers the hashes that tiles gain.
fn grow(tree: &mut Tree, rows: &[(Uuid, Hash)]) -> Additions {
    let mut additions = Additions::new();
    for (_, leaf) in rows {
        tree.push(*leaf, |level, index, hash| {
            if let Some(place) = tile::place_of(level, index) {
                additions.entry((place.level, place.number)).or_default().push(hash);
            }
        });
    }
    additions
}

async fn add_leaves(
    transaction: &Transaction<'_>,
    first: u64,
    rows: &[(Uuid, Hash)],
) -> Result<(), Failure> {
    let first = i64::try_from(first).unwrap_or(i64::MAX);
    let ids: Vec<Uuid> = rows.iter().map(|(id, _)| *id).collect();
    transaction
        .execute(
            "INSERT INTO log_leaf (leaf_index, log_id)
             SELECT $1 + place - 1, log_id
               FROM unnest($2::uuid[]) WITH ORDINALITY AS sealed (log_id, place)",
            &[&first, &ids],
        )
        .await?;
    Ok(())
}

async fn add_hashes(transaction: &Transaction<'_>, additions: &Additions) -> Result<(), Failure> {
    for ((level, number), hashes) in additions {
        let level = i32::try_from(*level).unwrap_or(i32::MAX);
        let number = i64::try_from(*number).unwrap_or(i64::MAX);
        transaction
            .execute(
                "INSERT INTO log_tile (level, number, hashes) VALUES ($1, $2, $3)
                 ON CONFLICT (level, number)
                 DO UPDATE SET hashes = log_tile.hashes || excluded.hashes",
                &[&level, &number, &hashes.concat()],
            )
            .await?;
    }
    Ok(())
}

async fn finish(
    transaction: &Transaction<'_>,
    (tree, signed, next_tx): (&Tree, &str, &str),
    clock: &dyn Clock,
) -> Result<(), Failure> {
    let size = i64::try_from(tree.size()).unwrap_or(i64::MAX);
    transaction
        .execute(
            "INSERT INTO log_checkpoint (size, at, signed) VALUES ($1, $2, $3)",
            &[&size, &clock.now(), &signed],
        )
        .await?;
    transaction
        .execute(
            "UPDATE log_state SET size = $1, edge = $2, next_tx = $3::text::xid8,
                    cluster = (SELECT system_identifier::text FROM pg_control_system())",
            &[&size, &tree.edge().concat(), &next_tx],
        )
        .await?;
    Ok(())
}
