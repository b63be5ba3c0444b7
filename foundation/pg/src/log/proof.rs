//! Proves that one row is in the newest signed tree, from a few tiles.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use fnd_vault::log::merkle::{inclusion_proof, node_hash};
use fnd_vault::log::tile;
use fnd_vault::log::{Hash, Proof};
use jiff::Timestamp;
use tokio_postgres::GenericClient;
use uuid::Uuid;

use super::entry::Entry;
use crate::failure::Failure;

/// The number of a tile, with its level before it.
type Number = (u32, u64);

/// A proof, and when the tree was signed, as this database says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proven {
    /// The proof.
    pub proof: Proof,
    /// When the tree was signed.
    pub signed_at: Timestamp,
}

/// The proof that the row `id` is in the newest signed tree; `None` when there is no such row, or
/// it is not sealed yet.
pub async fn prove(client: &impl GenericClient, id: Uuid) -> Result<Option<Proven>, Failure> {
    let columns = Entry::COLUMNS.replace("log_id", "l.log_id");
    let sql = format!(
        "SELECT {columns}, f.leaf_index, c.size, c.signed, c.signed_at
           FROM log_entry l JOIN log_leaf f ON f.log_id = l.log_id,
                (SELECT size, signed, at AS signed_at FROM log_checkpoint ORDER BY size DESC LIMIT 1) c
          WHERE l.log_id = $1 AND f.leaf_index < c.size"
    );
    let Some(row) = client.query_opt(&sql, &[&id]).await? else { return Ok(None) };
    let count = |column| u64::try_from(row.get::<_, i64>(column)).unwrap_or_default();
    let (index, size) = (count("leaf_index"), count("size"));
    let mut tiles = Tiles::default();
    let path = loop {
        let path = inclusion_proof(&|level, index| tiles.node(level, index), index, size);
        let missing = tiles.missing.take();
        match path {
            Some(path) => break Some(path),
            // What is missing although it was asked for is not there.
            None if missing.is_empty() => break None,
            None => tiles.load(client, missing).await?,
        }
    };
    let leaf = Entry::read(&row)?.leaf_bytes();
    let (signed, signed_at) = (row.get("signed"), row.get("signed_at"));
    Ok(path.map(|path| Proven { proof: Proof { index, leaf, path, signed }, signed_at }))
}

/// Tiles that were read, and those that are wanted besides.
#[derive(Default)]
struct Tiles {
    read: HashMap<Number, Vec<Hash>>,
    missing: RefCell<BTreeSet<Number>>,
}

impl Tiles {
    /// A node of the tree; of the levels between tiles it is computed from the tile below.
    fn node(&self, level: u32, index: u64) -> Option<Hash> {
        let Some(place) = tile::place_of(level, index) else {
            let (below, left) = (level.checked_sub(1)?, index.checked_mul(2)?);
            let right = self.node(below, left.checked_add(1)?);
            return Some(node_hash(&self.node(below, left)?, &right?));
        };
        let number = (place.level, place.number);
        let Some(hashes) = self.read.get(&number) else {
            self.missing.borrow_mut().insert(number);
            return None;
        };
        hashes.get(usize::try_from(place.place).ok()?).copied()
    }

    async fn load(
        &mut self,
        client: &impl GenericClient,
        wanted: BTreeSet<Number>,
    ) -> Result<(), Failure> {
        let (mut levels, mut numbers) = (Vec::new(), Vec::new());
        for (level, number) in wanted {
            levels.push(i32::try_from(level).unwrap_or(i32::MAX));
            numbers.push(i64::try_from(number).unwrap_or(i64::MAX));
            self.read.insert((level, number), Vec::new());
        }
        let sql = "SELECT level, number, hashes FROM log_tile
                    WHERE (level, number) IN (SELECT * FROM unnest($1::int[], $2::bigint[]))";
        for row in client.query(sql, &[&levels, &numbers]).await? {
            let level = u32::try_from(row.get::<_, i32>(0)).unwrap_or_default();
            let number = u64::try_from(row.get::<_, i64>(1)).unwrap_or_default();
            let hashes = tile::hashes(row.get(2)).unwrap_or_default();
            self.read.insert((level, number), hashes);
        }
        Ok(())
    }
}
