//! The file of the buffer: who may open it, how it is opened, and its versions.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::error::BufferError;

/// By which SQLite files of ours are known: the letters `LBUF`.
const APPLICATION_ID: i32 = 0x4C42_5546;
/// How every SQLite file begins.
const MAGIC: &[u8] = b"SQLite format 3\0";
/// The first bytes of a SQLite file, the application's identifier at their end.
/// Source: SQLite, "Database File Format", 1.3.
const HEAD_BYTES: usize = 72;
/// What makes a file of each version from the one before; forward only.
const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/0001_message.sql"),
    include_str!("../../migrations/0002_clock.sql"),
];
/// How the file is written: what is committed survives a power cut, what is deleted is
/// overwritten, and nothing lies in files that are not the buffer's.
const SETTINGS: &str = "
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA secure_delete = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
";

/// An open buffer; nobody else can open it while this lives.
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
        // Why: closing is not enough while a process that is just being started still has a copy
        // of the handle. An error leaves the lock to the end of this process.
        let _ = self.0.unlock();
    }
}

/// Opens the buffer at `path`, or makes an empty one when there is no file.
pub(super) fn open(path: &Path) -> Result<Opened, BufferError> {
    let lock = lock(path)?;
    match fs::metadata(path) {
        Ok(found) => look_at(path, found.len(), found.mode() & 0o777)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => create(path)?,
        Err(error) => return Err(BufferError::io(path)(error)),
    }
    let mut connection = connect(path)?;
    // A file that is refused stays as it was, what lies beside it included.
    let untouched = DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
    connection.set_db_config(untouched, true)?;
    verify(&connection)?;
    connection.set_db_config(untouched, false)?;
    migrate(&mut connection, MIGRATIONS)?;
    Ok(Opened { connection, _lock: lock })
}

/// A lock beside the file, because SQLite's own are let go when any other handle of this process
/// on the file is closed.
fn lock(path: &Path) -> Result<Lock, BufferError> {
    let lock_path = beside(path, ".lock");
    let mut options = OpenOptions::new();
    let lock = options.create(true).truncate(false).write(true).mode(0o600).open(&lock_path);
    let lock = lock.map_err(BufferError::io(&lock_path))?;
    match lock.try_lock() {
        Ok(()) => Ok(Lock(lock)),
        Err(TryLockError::WouldBlock) => Err(BufferError::InUse(path.to_owned())),
        Err(TryLockError::Error(error)) => Err(BufferError::io(&lock_path)(error)),
    }
}

/// What can be said of a file before SQLite, which would change it, opens it.
fn look_at(path: &Path, length: u64, mode: u32) -> Result<(), BufferError> {
    if mode & 0o077 != 0 {
        return Err(BufferError::OpenToOthers { path: path.to_owned(), mode });
    }
    // SQLite takes an empty file for a new database, and messages would be gone unseen.
    if length == 0 {
        return Err(BufferError::damaged("the file is empty"));
    }
    let mut head = [0; HEAD_BYTES];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut head));
    match read {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            return Err(BufferError::damaged("the file is cut off in its first bytes"));
        }
        read => read.map_err(BufferError::io(path))?,
    }
    if !head.starts_with(MAGIC) {
        return Err(BufferError::damaged("its first bytes are not those of SQLite"));
    }
    if head.ends_with(&APPLICATION_ID.to_be_bytes()) {
        Ok(())
    } else {
        Err(BufferError::NotABuffer(path.to_owned()))
    }
}

/// Makes an empty buffer under another name and puts it in its place when it is whole.
fn create(path: &Path) -> Result<(), BufferError> {
    let journal = fs::metadata(beside(path, "-wal"));
    if journal.is_ok_and(|journal| 0 < journal.len()) {
        return Err(BufferError::damaged("the file is missing, and its `-wal` is there"));
    }
    let draft = beside(path, ".new");
    for leftover in [draft.clone(), beside(&draft, "-wal"), beside(&draft, "-journal")] {
        match fs::remove_file(&leftover) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(BufferError::io(&leftover)(error));
            }
            _ => {}
        }
    }
    let mut options = OpenOptions::new();
    let made = options.create_new(true).write(true).mode(0o600).open(&draft);
    drop(made.map_err(BufferError::io(&draft))?);
    let connection = connect(&draft)?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.close().map_err(|(_, error)| BufferError::from(error))?;
    fs::rename(&draft, path).map_err(BufferError::io(path))?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    File::open(folder).and_then(|open| open.sync_all()).map_err(BufferError::io(folder))
}

fn connect(path: &Path) -> Result<Connection, BufferError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_EXRESCODE;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.execute_batch(SETTINGS)?;
    let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    if mode != "wal" {
        return Err(BufferError::Damaged(format!("its journal is `{mode}`, not a `-wal`")));
    }
    Ok(connection)
}

/// Reads the whole file once, so that damage is found before anybody relies on it.
fn verify(connection: &Connection) -> Result<(), BufferError> {
    let check = "PRAGMA integrity_check(1)";
    let found: String = connection.query_row(check, [], |row| row.get(0))?;
    if found != "ok" {
        return Err(BufferError::Damaged(found));
    }
    version_of(connection, MIGRATIONS.len()).map(|_| ())
}

/// The version of the file, which is one that this program knows.
fn version_of(connection: &Connection, known: usize) -> Result<usize, BufferError> {
    let found: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    match usize::try_from(found) {
        Ok(version) if version <= known => Ok(version),
        Ok(_) => {
            let known = i64::try_from(known).unwrap_or(i64::MAX);
            Err(BufferError::Newer { found, known })
        }
        Err(_) => Err(BufferError::damaged("its version is negative")),
    }
}

/// Brings the file to the newest version, each step in a transaction of its own.
fn migrate(connection: &mut Connection, migrations: &[&str]) -> Result<(), BufferError> {
    let done = version_of(connection, migrations.len())?;
    for (version, migration) in (1_i64..).zip(migrations).skip(done) {
        let step = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        step.execute_batch(migration)?;
        step.pragma_update(None, "user_version", version)?;
        step.commit()?;
    }
    Ok(())
}

/// The name of a file beside `path`.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_written_so_that_a_power_cut_loses_nothing_and_deletion_deletes() {
        let folder = tempfile::tempdir().unwrap();
        let opened = open(&folder.path().join("buffer")).unwrap();
        let table =
            [("synchronous", 2), ("secure_delete", 1), ("temp_store", 2), ("user_version", 2)];
        for (pragma, expected) in table {
            let value: i64 =
                opened.connection.pragma_query_value(None, pragma, |row| row.get(0)).unwrap();
            assert_eq!(value, expected, "{pragma}");
        }
        let mode: String =
            opened.connection.pragma_query_value(None, "locking_mode", |row| row.get(0)).unwrap();
        assert_eq!(mode, "exclusive");
    }

    #[test]
    fn versions_follow_one_another_and_a_step_that_fails_leaves_the_one_before() {
        let mut connection = Connection::open_in_memory().unwrap();
        let one = "CREATE TABLE a (x INTEGER) STRICT; INSERT INTO a VALUES (7);";
        let version = |connection: &Connection| -> i64 {
            connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
        };
        migrate(&mut connection, &[one]).unwrap();
        assert_eq!(version(&connection), 1);
        let wrong = "CREATE TABLE b (x INTEGER) STRICT; CREATE TABLE a (y INTEGER) STRICT;";
        assert!(migrate(&mut connection, &[one, wrong]).is_err());
        assert_eq!(version(&connection), 1);
        let two = "CREATE TABLE b (x INTEGER) STRICT; INSERT INTO b SELECT x FROM a;";
        migrate(&mut connection, &[one, two]).unwrap();
        migrate(&mut connection, &[one, two]).unwrap();
        assert_eq!(version(&connection), 2);
        let kept: i64 = connection.query_row("SELECT x FROM b", [], |row| row.get(0)).unwrap();
        assert_eq!(kept, 7);
        let newer = migrate(&mut connection, &[one]).unwrap_err();
        assert!(matches!(newer, BufferError::Newer { found: 2, known: 1 }), "{newer}");
    }
}
