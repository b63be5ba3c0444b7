//! The file of the ledger of erasures: written whole or not at all, for its owner alone, and read
//! within bounds. What stands in it is [`ies_store::ledger`]'s. R57.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use fnd_vault::secret::{self, SecretError};
use ies_domain::account::Tombstone;
use ies_store::ledger::{self, LedgerError};

/// The longest ledger that is read, in bytes: more erasures than a year can have.
const BYTES_MAX: u64 = 64 << 20;

/// A ledger could not be written or used.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The file is no ledger that can be used.
    #[error("{}: `{file}`: {error}", error.code())]
    Unusable {
        /// The file.
        file: String,
        /// What is wrong with it.
        error: LedgerError,
    },
    /// What is there under the name is something else, and would be lost.
    #[error("`{0}` is there and is no ledger of erasures; choose another name")]
    Occupied(String),
    /// The file could not be read.
    #[error("`{0}`: {1}")]
    Io(String, io::Error),
    /// The file could not be written.
    #[error(transparent)]
    Write(#[from] SecretError),
}

fn named(path: &Path) -> String {
    path.display().to_string()
}

/// Whether a ledger may be written to `path`: nothing is there, or an older ledger is.
pub fn check_place(path: &Path) -> Result<(), FileError> {
    match begin(path, 64) {
        Ok(bytes) if ledger::is_ledger(&bytes) => Ok(()),
        Ok(_) => Err(FileError::Occupied(named(path))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(FileError::Io(named(path), error)),
    }
}

/// Writes `tombstones` to `path`, in place of an older ledger.
pub fn save(path: &Path, tombstones: &[Tombstone]) -> Result<(), FileError> {
    check_place(path)?;
    Ok(secret::write(path, &ledger::write(tombstones))?)
}

/// Reads the ledger at `path`.
pub fn load(path: &Path) -> Result<Vec<Tombstone>, FileError> {
    let unusable = |error| FileError::Unusable { file: named(path), error };
    let bytes = begin(path, BYTES_MAX).map_err(|error| FileError::Io(named(path), error))?;
    let text = String::from_utf8(bytes).ok().ok_or_else(|| unusable(LedgerError::NotALedger))?;
    ledger::read(&text).map_err(unusable)
}

/// The first bytes of a file, at most `most`.
fn begin(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}
