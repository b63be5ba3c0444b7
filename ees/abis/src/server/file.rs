//! The file of the gallery: who may open it, how it is opened, and its versions.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use fnd_vault::{RingError, SealError};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

/// By which SQLite files of ours are known: the letters `LABI`.
const APPLICATION_ID: i32 = 0x4C41_4249;
/// What makes a file of each version from the one before; forward only.
const MIGRATIONS: &[&str] = &[include_str!("../../migrations/0001_encounter.sql")];
/// How the file is written: what is committed survives a power cut, and what is deleted is
/// overwritten.
const SETTINGS: &str = "
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA secure_delete = ON;
    PRAGMA foreign_keys = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
";

/// The gallery on the disk cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another program has it open.
    #[error("`{}` is in use by another program", .0.display())]
    InUse(PathBuf),
    /// Others than the owner may read it.
    #[error("`{}` may be read by others than its owner (mode {mode:o}); run `chmod 600` on it", path.display())]
    OpenToOthers {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// It is the database of something else.
    #[error("`{}` is not a gallery of this program", .0.display())]
    Foreign(PathBuf),
    /// It was written by a newer program.
    #[error("the gallery is of version {0}, which this program does not know")]
    Newer(i64),
    /// It was written with another key ring.
    #[error("the gallery was written with another key ring than `keys.toml` beside it")]
    OtherRing,
    /// It is damaged.
    #[error("the gallery is damaged: {0}")]
    Damaged(String),
    /// The database refused.
    #[error("the gallery: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// The key ring cannot be used.
    #[error(transparent)]
    Ring(#[from] RingError),
    /// Something does not open, or could not be sealed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The operating system refused.
    #[error("`{}`: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
}

fn failed(path: &Path) -> impl Fn(io::Error) -> StoreError {
    let path = path.to_owned();
    move |source| StoreError::Io { path: path.clone(), source }
}

/// An open file; nobody else can open it while this lives.
#[derive(Debug)]
pub(super) struct Opened {
    // Closed before the lock is let go: fields are dropped in this order.
    pub(super) connection: Connection,
    _lock: Lock,
}

/// A lock that is held.
#[derive(Debug)]
struct Lock(File);

impl Drop for Lock {
    fn drop(&mut self) {
        // An error leaves the lock to the end of this process.
        let _ = self.0.unlock();
    }
}

/// Opens the gallery at `path`, or makes an empty one when there is no file.
pub(super) fn open(path: &Path) -> Result<Opened, StoreError> {
    let lock = lock(path)?;
    let is_new = match fs::metadata(path) {
        Ok(found) if found.mode() & 0o077 != 0 => {
            let mode = found.mode() & 0o777;
            return Err(StoreError::OpenToOthers { path: path.to_owned(), mode });
        }
        // An empty file is what is left of a creation that was broken off.
        Ok(found) => found.len() == 0,
        Err(error) if error.kind() == io::ErrorKind::NotFound => true,
        Err(error) => return Err(failed(path)(error)),
    };
    if is_new {
        let mut options = OpenOptions::new();
        let made = options.create(true).truncate(false).write(true).mode(0o600).open(path);
        drop(made.map_err(failed(path))?);
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_EXRESCODE;
    let mut connection = Connection::open_with_flags(path, flags)?;
    connection.execute_batch(SETTINGS)?;
    check(&connection, path)?;
    migrate(&mut connection)?;
    Ok(Opened { connection, _lock: lock })
}

/// A lock beside the file, because SQLite's own are let go when any other handle of this process
/// on the file is closed.
fn lock(path: &Path) -> Result<Lock, StoreError> {
    let mut name = OsString::from(path);
    name.push(".lock");
    let name = PathBuf::from(name);
    let mut options = OpenOptions::new();
    let lock = options.create(true).truncate(false).write(true).mode(0o600).open(&name);
    let lock = lock.map_err(failed(&name))?;
    match lock.try_lock() {
        Ok(()) => Ok(Lock(lock)),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse(path.to_owned())),
        Err(TryLockError::Error(error)) => Err(failed(&name)(error)),
    }
}

/// Reads the whole file once, so that damage is found before anybody relies on it.
fn check(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let found: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if found != "ok" {
        return Err(StoreError::Damaged(found));
    }
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let id: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if tables == 0 || id == APPLICATION_ID {
        return Ok(());
    }
    Err(StoreError::Foreign(path.to_owned()))
}

/// Brings the file to the newest version, each step in a transaction of its own.
fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let found: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let done = usize::try_from(found).ok().filter(|done| *done <= MIGRATIONS.len());
    let done = done.ok_or(StoreError::Newer(found))?;
    for (version, migration) in (1_i64..).zip(MIGRATIONS).skip(done) {
        let step = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        step.pragma_update(None, "application_id", APPLICATION_ID)?;
        step.execute_batch(migration)?;
        step.pragma_update(None, "user_version", version)?;
        step.commit()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_file_that_is_none_of_ours_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("gallery.sqlite");
        let opened = open(&path).unwrap();
        assert!(matches!(open(&path), Err(StoreError::InUse(_))));
        let of = |name: &str| -> i64 {
            opened.connection.pragma_query_value(None, name, |row| row.get(0)).unwrap()
        };
        assert_eq!((of("synchronous"), of("secure_delete"), of("foreign_keys")), (2, 1, 1));
        drop(opened);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(open(&path), Err(StoreError::OpenToOthers { mode: 0o640, .. })));
        let other = folder.path().join("other.sqlite");
        let connection = Connection::open(&other).unwrap();
        connection.execute_batch("CREATE TABLE a (b INTEGER)").unwrap();
        drop(connection);
        fs::set_permissions(&other, fs::Permissions::from_mode(0o600)).unwrap();
        assert!(matches!(open(&other), Err(StoreError::Foreign(_))));
        fs::write(&other, b"a letter, and no database at all, of some length").unwrap();
        assert!(open(&other).is_err());
    }

    #[test]
    fn a_newer_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("gallery.sqlite");
        let opened = open(&path).unwrap();
        opened.connection.pragma_update(None, "user_version", 2).unwrap();
        drop(opened);
        assert!(matches!(open(&path), Err(StoreError::Newer(2))));
    }
}
