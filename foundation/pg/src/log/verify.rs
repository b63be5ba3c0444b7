//! Recomputes the log from its rows and names the first one that does not fit.

use std::collections::HashMap;

use fnd_vault::log::{Checkpoint, Hash, Tree, Verifier, tile};
use tokio_postgres::Client;
use uuid::Uuid;

use super::entry::Entry;
use super::mirror::{Mirror, MirrorError};
use crate::failure::Failure;

/// Leaves read at a time.
const BATCH: i64 = 10_000;

/// What is wrong with the first row that does not fit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The row's content is not what was sealed.
    #[error("row {index} (id {id}) was changed after it was sealed")]
    Changed {
        /// Its place in the log.
        index: u64,
        /// Its identifier.
        id: Uuid,
    },
    /// What the row was asked with is not what was sealed.
    #[error("the sealed query data of row {index} (id {id}) was replaced")]
    UsedReplaced {
        /// Its place in the log.
        index: u64,
        /// Its identifier.
        id: Uuid,
    },
    /// The row was sealed at another place.
    #[error("row {index} (id {id}) was sealed as row {sealed_as}: rows were reordered")]
    Reordered {
        /// Where it stands now.
        index: u64,
        /// Its identifier.
        id: Uuid,
        /// Where it was sealed.
        sealed_as: u64,
    },
    /// The row is gone.
    #[error("row {index} was removed")]
    Removed {
        /// Its place in the log.
        index: u64,
    },
    /// More rows are gone under the name of an erasure than it tells of.
    #[error("{gone} rows are said to be erased by row {told_by}, which tells of {told}")]
    ErasedBeyond {
        /// The row that tells of the erasure.
        told_by: Uuid,
        /// How many it tells of; 0 when it does not stand in the log behind them.
        told: u64,
        /// How many are gone.
        gone: u64,
    },
    /// Rows and hashes agree with each other and not with the signed root: both were forged.
    #[error("rows {from} to {to} do not give the root that was signed over them")]
    Forged {
        /// First row that may be the forged one.
        from: u64,
        /// Last row that may be the forged one.
        to: u64,
    },
    /// A signed checkpoint covers more rows than there are.
    #[error("{signed} rows were signed, only {present} are there")]
    Shortened {
        /// Rows under the newest signature.
        signed: u64,
        /// Rows that are there.
        present: u64,
    },
    /// A checkpoint in the database bears no signature of ours.
    #[error("the checkpoint at size {size} is not signed by this log's key")]
    Unsigned {
        /// Its size.
        size: u64,
    },
    /// The checkpoint outside the database bears no signature of ours.
    #[error("the published checkpoint is not signed by this log's key")]
    UnsignedOutside,
}

/// A log that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Rows sealed and verified.
    pub rows: u64,
    /// Of these, rows that retention erased: their hashes fit, and a row tells of each.
    pub erased: u64,
    /// Checkpoints verified.
    pub checkpoints: u64,
    /// Root over all rows.
    pub root: Hash,
    /// Rows not sealed yet.
    pub unsealed: u64,
}

/// Verification could not be carried out.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// The database failed.
    #[error(transparent)]
    Database(#[from] Failure),
    /// The files outside the database failed.
    #[error(transparent)]
    Mirror(#[from] MirrorError),
}

impl From<tokio_postgres::Error> for VerifyError {
    fn from(error: tokio_postgres::Error) -> Self {
        Self::Database(error.into())
    }
}

/// Verifies the log that `client` reads, with the public key and the files outside.
pub async fn verify(
    client: &Client,
    verifier: &Verifier,
    mirror: &Mirror,
) -> Result<Result<Report, Fault>, VerifyError> {
    // The published checkpoint first, then those of the database, then the rows: what is sealed
    // meanwhile is then behind everything that is compared.
    let published = match mirror.checkpoint(verifier) {
        Ok(published) => published,
        Err(MirrorError::Checkpoint { .. }) => return Ok(Err(Fault::UnsignedOutside)),
        Err(error) => return Err(error.into()),
    };
    let mut checkpoints = match checkpoints(client, verifier).await? {
        Ok(checkpoints) => checkpoints,
        Err(fault) => return Ok(Err(fault)),
    };
    checkpoints.extend(published.filter(|published| !checkpoints.contains(published)));
    checkpoints.sort_by_key(|checkpoint| checkpoint.size);
    let mut walk = Walk::new(checkpoints);
    loop {
        let rows = leaves(client, walk.tree.size()).await?;
        if rows.is_empty() {
            break;
        }
        let sealed = sealed_hashes(client, walk.tree.size()).await?;
        for row in &rows {
            if let Err(fault) = walk.step(row, &sealed) {
                return Ok(Err(fault));
            }
        }
    }
    if let Err(fault) = walk.end() {
        return Ok(Err(fault));
    }
    let unsealed = client
        .query_one(
            "SELECT count(*) FROM log_entry l
              WHERE NOT EXISTS (SELECT 1 FROM log_leaf f WHERE f.log_id = l.log_id)",
            &[],
        )
        .await?;
    Ok(Ok(Report {
        rows: walk.tree.size(),
        erased: walk.erasures.values().fold(0, |all, one| one.gone.saturating_add(all)),
        checkpoints: walk.verified,
        root: walk.tree.root(),
        unsealed: u64::try_from(unsealed.get::<_, i64>(0)).unwrap_or_default(),
    }))
}

/// One place in the log: its index, and what is there now.
struct Leaf {
    index: u64,
    row: Found,
}

/// What is found at a place.
enum Found {
    /// The row.
    Row(Box<Entry>),
    /// Nothing; this row tells of its erasure.
    Erased(Uuid),
    /// Nothing, and nobody tells why.
    Nothing,
}

/// An erasure: how many rows are gone, and how many it tells of.
#[derive(Default)]
struct Erasure {
    gone: u64,
    told: u64,
}

/// The tree as it is rebuilt.
struct Walk {
    tree: Tree,
    checkpoints: std::vec::IntoIter<Checkpoint>,
    next: Option<Checkpoint>,
    verified: u64,
    last_good: u64,
    erasures: HashMap<Uuid, Erasure>,
}

impl Walk {
    fn new(checkpoints: Vec<Checkpoint>) -> Self {
        let mut checkpoints = checkpoints.into_iter();
        let next = checkpoints.next();
        let (tree, erasures) = (Tree::default(), HashMap::new());
        Self { tree, checkpoints, next, verified: 0, last_good: 0, erasures }
    }

    /// Adds one leaf; compares the row with the hash sealed for it, and the root with the
    /// checkpoint at this size.
    fn step(&mut self, leaf: &Leaf, sealed: &Sealed) -> Result<(), Fault> {
        let index = self.tree.size();
        let hash = match &leaf.row {
            Found::Row(row) if leaf.index == index => self.hash_of(row, sealed)?,
            Found::Erased(told_by) if leaf.index == index => {
                let hash = sealed.at.get(&index).ok_or(Fault::Removed { index })?;
                let erasure = self.erasures.entry(*told_by).or_default();
                erasure.gone = erasure.gone.saturating_add(1);
                *hash
            }
            Found::Row(_) | Found::Erased(_) | Found::Nothing => {
                return Err(Fault::Removed { index });
            }
        };
        self.tree.push(hash, |_, _, _| {});
        self.compare_root()
    }

    /// The hash of a row that is there, which must be the one that was sealed here.
    fn hash_of(&mut self, row: &Entry, sealed: &Sealed) -> Result<Hash, Fault> {
        let index = self.tree.size();
        let hash = row.leaf();
        if sealed.at.get(&index) != Some(&hash) {
            return Err(match sealed.place.get(&hash) {
                Some(&sealed_as) => Fault::Reordered { index, id: row.id, sealed_as },
                None => Fault::Changed { index, id: row.id },
            });
        }
        if !row.used_fits_digest() {
            return Err(Fault::UsedReplaced { index, id: row.id });
        }
        // Rows that it tells of stand before it.
        if let Some(erasure) = self.erasures.get_mut(&row.id) {
            erasure.told = row.hits.and_then(|hits| u64::try_from(hits).ok()).unwrap_or_default();
        }
        Ok(hash)
    }

    fn compare_root(&mut self) -> Result<(), Fault> {
        let size = self.tree.size();
        while let Some(checkpoint) = self.next.take_if(|next| next.size == size) {
            if checkpoint.root != self.tree.root() {
                let from = self.last_good.min(size.saturating_sub(1));
                return Err(Fault::Forged { from, to: size.saturating_sub(1) });
            }
            self.verified = self.verified.saturating_add(1);
            self.last_good = size;
            self.next = self.checkpoints.next();
        }
        Ok(())
    }

    /// All rows are walked: nothing signed may be missing, neither here nor outside.
    fn end(&self) -> Result<(), Fault> {
        if let Some((told_by, one)) = self.erasures.iter().find(|(_, one)| one.told < one.gone) {
            let (told_by, told, gone) = (*told_by, one.told, one.gone);
            return Err(Fault::ErasedBeyond { told_by, told, gone });
        }
        let present = self.tree.size();
        let behind = self.next.as_ref().into_iter().chain(self.checkpoints.as_slice());
        match behind.map(|checkpoint| checkpoint.size).max() {
            Some(signed) => Err(Fault::Shortened { signed, present }),
            None => Ok(()),
        }
    }
}

/// The hashes that were sealed, around one batch.
struct Sealed {
    at: HashMap<u64, Hash>,
    place: HashMap<Hash, u64>,
}

/// Every checkpoint in the order of sizes, or the first that is not signed.
async fn checkpoints(
    client: &Client,
    verifier: &Verifier,
) -> Result<Result<Vec<Checkpoint>, Fault>, VerifyError> {
    let rows = client.query("SELECT size, signed FROM log_checkpoint ORDER BY size", &[]).await?;
    let mut checkpoints = Vec::with_capacity(rows.len());
    for row in rows {
        let size = u64::try_from(row.get::<_, i64>(0)).unwrap_or_default();
        match verifier.verify(row.get(1)) {
            Ok(checkpoint) if checkpoint.size == size => checkpoints.push(checkpoint),
            _ => return Ok(Err(Fault::Unsigned { size })),
        }
    }
    Ok(Ok(checkpoints))
}

/// The next batch of leaves from `from` on.
async fn leaves(client: &Client, from: u64) -> Result<Vec<Leaf>, VerifyError> {
    let columns = Entry::COLUMNS.replace("log_id", "e.log_id");
    let sql = format!(
        "SELECT f.leaf_index, e.log_id IS NOT NULL AS present, x.told_by, {columns}
           FROM log_leaf f LEFT JOIN log_entry e ON e.log_id = f.log_id
                LEFT JOIN log_erased x ON x.leaf_index = f.leaf_index
          WHERE f.leaf_index >= $1 ORDER BY f.leaf_index LIMIT $2"
    );
    let rows = client.query(&sql, &[&i64::try_from(from).unwrap_or(i64::MAX), &BATCH]).await?;
    let mut leaves = Vec::with_capacity(rows.len());
    for row in &rows {
        let index = u64::try_from(row.get::<_, i64>(0)).unwrap_or_default();
        let found = if row.get(1) {
            Found::Row(Box::new(Entry::read(row)?))
        } else {
            row.get::<_, Option<Uuid>>(2).map_or(Found::Nothing, Found::Erased)
        };
        leaves.push(Leaf { index, row: found });
    }
    Ok(leaves)
}

/// The hashes of the tiles that cover the batch from `from` on, with a tile before and after.
async fn sealed_hashes(client: &Client, from: u64) -> Result<Sealed, VerifyError> {
    let first = i64::try_from(from / tile::TILE_WIDTH).unwrap_or(i64::MAX).saturating_sub(1);
    let last = first.saturating_add(BATCH / 256).saturating_add(3);
    let rows = client
        .query(
            "SELECT number, hashes FROM log_tile WHERE level = 0 AND number BETWEEN $1 AND $2",
            &[&first, &last],
        )
        .await?;
    let mut sealed = Sealed { at: HashMap::new(), place: HashMap::new() };
    for row in rows {
        let number = u64::try_from(row.get::<_, i64>(0)).unwrap_or_default();
        let hashes = tile::hashes(row.get(1)).unwrap_or_default();
        for (place, hash) in (0..).zip(hashes) {
            let index = number.saturating_mul(tile::TILE_WIDTH).saturating_add(place);
            sealed.at.insert(index, hash);
            sealed.place.insert(hash, index);
        }
    }
    Ok(sealed)
}
