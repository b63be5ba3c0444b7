//! Where a cluster's files lie and whose they are.

use std::fmt::Write as _;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::os::unix::fs::{DirBuilderExt, chown};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use tokio::process::{Child, Command};

use super::user::is_root;
use super::{Account, ClusterError, SUPERUSER};

/// Longest path of a folder whose sockets PostgreSQL and the kernel accept, in bytes.
const SOCKET_FOLDER_MAX: usize = 90;

/// The file in a cluster's folder that names where its files lie, when that is elsewhere; who
/// deletes the folder deletes them too.
const ELSEWHERE: &str = "elsewhere";

/// The folders of one cluster.
#[derive(Debug)]
pub(super) struct Place {
    /// The server's files.
    pub(super) data: PathBuf,
    /// The folder of its socket.
    pub(super) socket: PathBuf,
    /// The account it runs as, when that is not our own.
    runs_as: Option<Account>,
}

impl Place {
    /// Chooses the folders for a cluster that belongs to `folder`.
    ///
    /// Run as root, the server's account must be able to reach them. When the way there is
    /// closed to it (a clone below `/root`, say), the files go to `/var/lib/limen` instead, in a
    /// folder named after `folder`.
    pub(super) fn choose(folder: &Path) -> Result<Self, ClusterError> {
        let failed = |source| ClusterError::Io { path: folder.to_owned(), source };
        let folder = fs::canonicalize(folder).map_err(failed)?;
        let mut base = folder.join("postgresql");
        let mut runs_as = None;
        if is_root() {
            let account = Account::unprivileged().ok_or(ClusterError::NoUnprivilegedUser)?;
            if !is_reachable(&folder, &account) {
                base = Path::new("/var/lib/limen").join(name_of(&folder));
                fs::write(folder.join(ELSEWHERE), base.as_os_str().as_encoded_bytes())
                    .map_err(failed)?;
            }
            runs_as = Some(account);
        }
        let mut socket = base.join("socket");
        if SOCKET_FOLDER_MAX < socket.as_os_str().len() {
            socket = std::env::temp_dir().join(format!("limen-{}", name_of(&folder)));
        }
        let place = Self { data: base.join("data"), socket, runs_as };
        place.make(&base)?;
        place.make(&place.socket)?;
        Ok(place)
    }

    /// Makes `folder` for the server's account alone.
    fn make(&self, folder: &Path) -> Result<(), ClusterError> {
        let failed = |source| ClusterError::Io { path: folder.to_owned(), source };
        if let Some(parent) = folder.parent() {
            fs::create_dir_all(parent).map_err(failed)?;
        }
        match fs::DirBuilder::new().mode(0o700).create(folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                return Err(failed(error));
            }
            _ => {}
        }
        if let Some(account) = &self.runs_as {
            chown(folder, Some(account.uid), Some(account.gid)).map_err(failed)?;
        }
        Ok(())
    }

    /// The major version that made the server's files, when there are any.
    pub(super) fn made_by(&self) -> Option<u32> {
        fs::read_to_string(self.data.join("PG_VERSION")).ok()?.trim().parse().ok()
    }

    /// Refuses `programs` that the server's account cannot run.
    pub(super) fn must_reach(&self, programs: &Path) -> Result<(), ClusterError> {
        match &self.runs_as {
            Some(account) if !is_reachable(programs, account) => Err(ClusterError::OutOfReach {
                folder: programs.to_owned(),
                account: account.name.clone(),
            }),
            _ => Ok(()),
        }
    }

    /// An empty folder beside the final one, for `initdb`.
    pub(super) fn prepare_fresh(&self) -> Result<PathBuf, ClusterError> {
        let fresh = self.data.with_extension("new");
        match fs::remove_dir_all(&fresh) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(ClusterError::Io { path: fresh, source: error });
            }
            _ => {}
        }
        self.make(&fresh)?;
        Ok(fresh)
    }

    /// Lets this process connect as the superuser and as `roles`, and nobody as anything else.
    pub(super) fn admit(&self, roles: &[&str]) -> Result<(), ClusterError> {
        let ours = Account::current().map_or_else(|| "root".to_owned(), |account| account.name);
        let mut map = String::new();
        for role in [SUPERUSER].iter().chain(roles) {
            // Writing to a String cannot fail.
            let _ = writeln!(map, "limen {ours} {role}");
        }
        self.write("pg_ident.conf", &map)?;
        self.write("pg_hba.conf", "local all all peer map=limen\n")
    }

    fn write(&self, name: &str, text: &str) -> Result<(), ClusterError> {
        let path = self.data.join(name);
        fs::write(&path, text).map_err(|source| ClusterError::Io { path, source })
    }

    /// A command that runs as the server's account.
    pub(super) fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        if let Some(account) = &self.runs_as {
            command.uid(account.uid).gid(account.gid);
        }
        command.current_dir(self.data.parent().unwrap_or(&self.data));
        command
    }

    /// Starts `script` in a process group of its own, so that Ctrl-C reaches the daemon alone.
    pub(super) fn spawn(&self, script: &str, arguments: &[String]) -> Result<Child, ClusterError> {
        self.command(Path::new("/bin/sh"))
            .args(["-c", script, "limen-cluster"])
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .process_group(0)
            .spawn()
            .map_err(|source| ClusterError::Io { path: self.data.clone(), source })
    }

    /// The last lines of the server's log.
    pub(super) fn log_end(&self) -> String {
        let text = fs::read_to_string(self.data.with_file_name("server.log")).unwrap_or_default();
        let mut lines: Vec<&str> = text.lines().rev().take(5).collect();
        lines.reverse();
        lines.join("; ")
    }
}

/// Whether `account` may enter `folder`.
fn is_reachable(folder: &Path, account: &Account) -> bool {
    use std::os::unix::process::CommandExt;
    let status = std::process::Command::new("/bin/sh")
        .args(["-c", "cd \"$1\"", "sh"])
        .arg(folder)
        .uid(account.uid)
        .gid(account.gid)
        .current_dir("/")
        .stderr(Stdio::null())
        .status();
    status.is_ok_and(|status| status.success())
}

/// A short name that differs from folder to folder.
fn name_of(folder: &Path) -> String {
    let mut hasher = DefaultHasher::new();
    folder.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
