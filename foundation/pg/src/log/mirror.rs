//! The tree's tiles and the newest checkpoint as plain files outside the database.
//!
//! Whoever changes the database must change these files too, and whoever keeps a copy of a
//! checkpoint elsewhere (a witness) can tell even then. The layout is that of C2SP tlog-tiles
//! without entry bundles: `checkpoint`, `tile/<level>/<number>`.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use fnd_vault::log::{Checkpoint, Verifier, tile};
use tokio_postgres::Client;

use crate::failure::Failure;

/// The folder of one log.
#[derive(Debug, Clone)]
pub struct Mirror {
    folder: PathBuf,
}

/// The files could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum MirrorError {
    /// The database failed.
    #[error(transparent)]
    Database(#[from] Failure),
    /// The published checkpoint is not one of ours.
    #[error("the published checkpoint `{}` is not believed: {source}", path.display())]
    Checkpoint {
        /// The file.
        path: PathBuf,
        /// Why.
        source: fnd_vault::log::CheckpointError,
    },
    /// The operating system refused.
    #[error("`{}`: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
}

impl Mirror {
    /// The files below `folder`, which is made when it is not there.
    pub fn new(folder: &Path) -> Result<Self, MirrorError> {
        let made = fs::create_dir_all(folder);
        made.map_err(|source| MirrorError::Io { path: folder.to_owned(), source })?;
        Ok(Self { folder: folder.to_owned() })
    }

    /// The published checkpoint, when there is one and `verifier` believes it.
    pub fn checkpoint(&self, verifier: &Verifier) -> Result<Option<Checkpoint>, MirrorError> {
        let path = self.folder.join("checkpoint");
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(MirrorError::Io { path, source }),
        };
        match verifier.verify(&text) {
            Ok(checkpoint) => Ok(Some(checkpoint)),
            Err(source) => Err(MirrorError::Checkpoint { path, source }),
        }
    }

    /// Writes the tiles that changed since the tree had `since` leaves, then the checkpoint.
    ///
    /// A round that was interrupted is made good by the next one: tiles are written from the
    /// size of the checkpoint that is published, not from `since`, when that is older.
    pub(super) async fn publish(
        &self,
        client: &Client,
        since: u64,
        signed: &str,
    ) -> Result<(), MirrorError> {
        let since = self.published_size().unwrap_or_default().min(since);
        for level in 0_u32..8 {
            let shift = tile::TILE_HEIGHT.saturating_mul(level.saturating_add(1));
            let first = since.checked_shr(shift).unwrap_or_default();
            let first = i64::try_from(first).unwrap_or(i64::MAX);
            let level_number = i32::try_from(level).unwrap_or_default();
            let rows = client
                .query(
                    "SELECT number, hashes FROM log_tile WHERE level = $1 AND number >= $2",
                    &[&level_number, &first],
                )
                .await
                .map_err(Failure::from)?;
            for row in rows {
                let (number, hashes): (i64, Vec<u8>) = (row.get(0), row.get(1));
                self.write_tile(level, u64::try_from(number).unwrap_or_default(), &hashes)?;
            }
        }
        self.write("checkpoint", signed.as_bytes())
    }

    /// The size in the published checkpoint, believed or not.
    fn published_size(&self) -> Option<u64> {
        let text = fs::read_to_string(self.folder.join("checkpoint")).ok()?;
        text.lines().nth(1)?.parse().ok()
    }

    /// Writes a tile and removes its shorter forms.
    fn write_tile(&self, level: u32, number: u64, hashes: &[u8]) -> Result<(), MirrorError> {
        let width = u64::try_from(hashes.len()).unwrap_or_default() / 32;
        let path = tile::path(level, number, width);
        self.write(&path, hashes)?;
        let shorter = format!("{}.p", tile::path(level, number, tile::TILE_WIDTH));
        for entry in fs::read_dir(self.folder.join(shorter)).into_iter().flatten().flatten() {
            let is_this = width < tile::TILE_WIDTH
                && entry.file_name().to_str() == Some(width.to_string().as_str());
            if !is_this {
                // A shorter form that stays does no harm.
                let _ = fs::remove_file(entry.path());
            }
        }
        Ok(())
    }

    /// Writes a file so that readers see the old or the new one, never half of it.
    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), MirrorError> {
        let path = self.folder.join(name);
        let failed = |source| MirrorError::Io { path: path.clone(), source };
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(failed)?;
        }
        let beside = self.folder.join("writing");
        let mut file = fs::File::create(&beside).map_err(failed)?;
        file.write_all(bytes).map_err(failed)?;
        file.sync_data().map_err(failed)?;
        fs::rename(&beside, &path).map_err(failed)
    }
}
