//! The data directory: its lock, its configuration files, its secrets, its stamps.

use std::fs::{self, DirBuilder, File, TryLockError};
use std::io::{self, IsTerminal, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::options::Options;
use super::systems::Systems;
use crate::failure::{Failure, at};
use crate::say;

/// The first of four ports when nobody says otherwise.
const PORT: u16 = 8080;
/// Bytes of a secret.
const SECRET_LENGTH: usize = 32;
/// The file whose lock says that somebody works on the directory. It also marks a directory as
/// one of ours, which may be deleted.
const LOCK: &str = "demo.lock";
/// The first port, as last used.
const PORT_FILE: &str = "demo.port";
/// Says that the register was filled, and with how many.
const FILLED: &str = "demo.filled";
/// Says that a filling began.
const FILLING: &str = "demo.filling";
/// What a filling makes, and what is removed after one that was broken off.
const REGISTER: &[&str] = &["cluster", "log", "keys.toml", "specimens.txt"];

/// Names where the database lies, when it is not in the directory.
const ELSEWHERE: &str = "cluster/elsewhere";
/// The folder of databases that lie elsewhere.
const DATABASES: &str = "/var/lib/limen";

/// Configuration files and what they are made from.
const TEMPLATES: &[(&str, &str)] =
    &[("eesd.toml", include_str!("eesd.toml")), ("people.toml", include_str!("people.toml"))];
/// What the daemon shows the identity provider; drawn once.
const CLIENT_SECRET: &str = "secrets/client-secret";
/// Folders that are made. The daemon makes its own: the database, the keys, the signed log.
const FOLDERS: &[&str] = &["secrets", "output"];

/// A data directory that is ours as long as this lives.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    /// The first of four ports.
    pub(super) port: u16,
    /// How many travellers the register is filled with, the first time.
    pub(super) travellers: u32,
    _lock: Lock,
}

impl Folder {
    /// Takes the directory, and lays out what the programs need to run at all.
    pub(super) fn open(options: &Options) -> Result<Self, Failure> {
        let path = options.data.clone();
        make(&path)?;
        let lock = lock(&path)?;
        for folder in FOLDERS {
            make(&path.join(folder))?;
        }
        draw_secret(&path.join(CLIENT_SECRET))?;
        let port = options.port.or(read_port(&path)).unwrap_or(PORT);
        Ok(Self { path, port, travellers: options.travellers, _lock: lock })
    }

    /// A path in the directory.
    pub(super) fn path(&self, below: &str) -> PathBuf {
        self.path.join(below)
    }

    /// The directory.
    pub(super) fn root(&self) -> &Path {
        &self.path
    }

    /// The port for health and metrics.
    pub(super) fn admin_port(&self) -> u16 {
        self.port.saturating_add(1)
    }

    /// The port of the identity provider.
    pub(super) fn provider_port(&self) -> u16 {
        self.port.saturating_add(2)
    }

    /// The port for systems that call with certificates.
    pub(super) fn tls_port(&self) -> u16 {
        self.port.saturating_add(3)
    }

    /// Whether the register was filled before.
    pub(super) fn is_filled(&self) -> bool {
        self.path(FILLED).exists()
    }

    /// Makes ready for a filling: what one that was broken off left is removed.
    pub(super) fn begin_filling(&self) -> Result<(), Failure> {
        let mark = self.path(FILLING);
        if mark.exists() {
            say::line("The last filling was broken off; it begins anew.");
            remove_elsewhere(&self.path)?;
            for name in REGISTER {
                remove(&self.path(name))?;
            }
        }
        fs::write(&mark, "").map_err(at(&mark))
    }

    /// Remembers that the register is filled.
    pub(super) fn set_filled(&self) -> Result<(), Failure> {
        let path = self.path(FILLED);
        fs::write(&path, format!("{}\n", self.travellers)).map_err(at(&path))?;
        remove(&self.path(FILLING))
    }

    /// Writes the list of border crossing points unless there is one.
    pub(super) fn write_points(
        &self,
        list: impl FnOnce() -> Result<String, Failure>,
    ) -> Result<(), Failure> {
        let path = self.path("points.toml");
        if path.exists() { Ok(()) } else { write_for_owner(&path, &list()?) }
    }

    /// Writes the configuration files that are not there, or all of them when the port changed.
    pub(super) fn configure(&self, systems: &Systems) -> Result<(), Failure> {
        let is_moved = read_port(&self.path).is_some_and(|before| before != self.port);
        for (name, template) in TEMPLATES {
            let path = self.path(name);
            if path.exists() && !is_moved {
                continue;
            }
            if path.exists() {
                let old = path.with_extension("toml.old");
                fs::rename(&path, &old).map_err(at(&path))?;
                say::line(&format!(
                    "{name} is written anew for the port; before: {}",
                    old.display()
                ));
            }
            write_for_owner(&path, &self.fill_in(&systems.fill_in(template))?)?;
        }
        let path = self.path(PORT_FILE);
        fs::write(&path, format!("{}\n", self.port)).map_err(at(&path))
    }

    /// A template with its placeholders replaced.
    fn fill_in(&self, template: &str) -> Result<String, Failure> {
        let path = self.path(CLIENT_SECRET);
        let secret = fs::read_to_string(&path).map_err(at(&path))?;
        Ok(template
            .replace("{client_secret}", secret.trim())
            .replace("{port}", &self.port.to_string())
            .replace("{admin_port}", &self.admin_port().to_string())
            .replace("{provider_port}", &self.provider_port().to_string())
            .replace("{tls_port}", &self.tls_port().to_string()))
    }
}

/// Deletes the data directory after asking; whether it was deleted, or not there.
pub(super) fn reset(options: &Options) -> Result<bool, Failure> {
    let path = &options.data;
    if !path.exists() {
        return Ok(true);
    }
    if !path.join(LOCK).exists() {
        let text = format!("`{}` is no data directory of the demonstration", path.display());
        return Err(Failure::usage(text));
    }
    let _lock = lock(path)?;
    if !options.is_sure && !is_confirmed(path)? {
        return Ok(false);
    }
    remove_elsewhere(path)?;
    fs::remove_dir_all(path).map_err(at(path))?;
    Ok(true)
}

fn is_confirmed(path: &Path) -> Result<bool, Failure> {
    if !std::io::stdin().is_terminal() {
        return Err(Failure::usage("nobody can be asked here; `--reset` needs `--yes`"));
    }
    say::line(&format!("Delete `{}` with all data and keys in it? (yes/no)", path.display()));
    let mut answer = String::new();
    std::io::stdin()
        .read_line(&mut answer)
        .map_err(|error| Failure::new(format!("cannot read the answer: {error}")))?;
    Ok(answer.trim() == "yes")
}

/// Removes the database of the directory when it lies elsewhere, as it does where the account it
/// runs as cannot enter. Nothing is removed but a folder for such databases.
fn remove_elsewhere(folder: &Path) -> Result<(), Failure> {
    let Ok(named) = fs::read_to_string(folder.join(ELSEWHERE)) else { return Ok(()) };
    let named = Path::new(named.trim());
    if named.parent() == Some(Path::new(DATABASES)) { remove(named) } else { Ok(()) }
}

/// Removes a file or a folder, if it is there.
fn remove(path: &Path) -> Result<(), Failure> {
    let result = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match result {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(at(path)(error)),
        _ => Ok(()),
    }
}

fn make(folder: &Path) -> Result<(), Failure> {
    DirBuilder::new().recursive(true).mode(0o755).create(folder).map_err(at(folder))
}

/// The lock of a data directory. The operating system releases it when this process ends.
#[derive(Debug)]
struct Lock(File);

impl Drop for Lock {
    /// Closing the file would not do: a child that is being started still has it open.
    fn drop(&mut self) {
        let _ = self.0.unlock();
    }
}

fn lock(folder: &Path) -> Result<Lock, Failure> {
    let path = folder.join(LOCK);
    let file = File::options().create(true).append(true).open(&path).map_err(at(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(Lock(file)),
        Err(TryLockError::WouldBlock) => Err(Failure::new(format!(
            "another copy is already running on `{}`; stop it first or choose another `--data`",
            folder.display()
        ))),
        Err(TryLockError::Error(error)) => Err(at(&path)(error)),
    }
}

fn read_port(folder: &Path) -> Option<u16> {
    fs::read_to_string(folder.join(PORT_FILE)).ok()?.trim().parse().ok()
}

/// Draws a secret, for its owner alone, unless there is one.
fn draw_secret(path: &Path) -> Result<(), Failure> {
    if path.exists() {
        return Ok(());
    }
    let mut bytes = [0; SECRET_LENGTH];
    let source = Path::new("/dev/urandom");
    let mut random = File::open(source).map_err(at(source))?;
    random.read_exact(&mut bytes).map_err(at(source))?;
    let mut text = String::new();
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ = std::fmt::Write::write_fmt(&mut text, format_args!("{byte:02x}"));
    }
    write_for_owner(path, &text)
}

/// Writes a file that its owner alone may read, whole or not at all.
fn write_for_owner(path: &Path, text: &str) -> Result<(), Failure> {
    let draft = path.with_extension("draft");
    let mut options = File::options();
    let mut file = options
        .create(true)
        .write(true)
        .truncate(true)
        .mode(0o600)
        .open(&draft)
        .map_err(at(path))?;
    file.write_all(text.as_bytes()).map_err(at(path))?;
    fs::rename(&draft, path).map_err(at(path))
}
