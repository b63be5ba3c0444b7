//! The commands of `iesd`: what an operator types. Each prints for people and answers an exit
//! code.
#![expect(clippy::print_stdout, reason = "commands speak to whoever typed them")]

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use fnd_core::Clock;
use fnd_core::clock::SystemClock;
use fnd_host::command::{
    LogError, break_off_with_stdin, print_description, say_verified, verify_log,
};
use fnd_host::{HostError, Storage, Until};
use fnd_intake::apart::Apart;
use fnd_pg::database::connect;
use fnd_vault::{KeyRing, RingError};
use fnd_web::telemetry::{Metrics, subscriber};
use ies_store::{Store, StoreError, rotation, schema};

use crate::config::{Config, ConfigError};
use crate::daemon::{self, DaemonError, LOG_ORIGIN, storage, storage_beside};
use crate::install::{self, InstallError, People};
use crate::ledger::{self, FileError};
use crate::{public, routes};

/// The exit code of a people file that cannot be used, as of wrong arguments.
const WRONG_FILE: u8 = 2;
/// The exit code of an installation where somebody has an account.
const HAS_ACCOUNTS: u8 = 3;
/// The program, as it names itself.
const PROGRAM: &str = "iesd";

/// A command failed.
#[derive(Debug, thiserror::Error)]
enum CommandError {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Daemon(#[from] DaemonError),
    #[error(transparent)]
    Host(#[from] HostError),
    #[error(transparent)]
    Database(#[from] fnd_pg::Failure),
    #[error(transparent)]
    Ring(#[from] RingError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Log(#[from] LogError),
    #[error(transparent)]
    Install(#[from] InstallError),
    #[error(transparent)]
    Ledger(#[from] FileError),
    #[error("`{0}`: {1}")]
    People(String, std::io::Error),
    #[error("{0} data keys are still under older keys; run `iesd keys rotate` first")]
    StillInUse(u64),
    #[error("the log lines cannot be set up: {0}")]
    Logging(String),
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// Runs a command to its end.
fn run(work: impl Future<Output = Result<ExitCode, CommandError>>) -> ExitCode {
    fnd_host::command::run(PROGRAM, work)
}

/// Serves until it is ended.
pub fn serve(config: &Path, until: Until) -> ExitCode {
    run(async {
        let config = Config::load(config)?;
        let lines = subscriber(&config.logging, &["iesd", "ies_"], std::io::stderr);
        let metrics = Metrics::global();
        log_to(lines)?;
        daemon::serve(&config, metrics, until).await?;
        Ok(ExitCode::SUCCESS)
    })
}

fn log_to(lines: Box<dyn tracing::Subscriber + Send + Sync>) -> Result<(), CommandError> {
    match tracing::subscriber::set_global_default(lines) {
        Ok(()) => Ok(()),
        Err(error) => Err(CommandError::Logging(error.to_string())),
    }
}

/// Applies the migrations, and publishes the first privacy statement and terms.
pub fn migrate(config: &Path, until: Until) -> ExitCode {
    if until == Until::StdinCloses {
        break_off_with_stdin(PROGRAM);
    }
    run(async {
        let config = Config::load(config)?;
        let storage = storage(&config).await?;
        let applied = storage.migrate(&schema::migrations()).await;
        let published = daemon::publish_first(&config, &storage).await;
        storage.close().await?;
        println!("{} migrations applied", applied?);
        published?;
        Ok(ExitCode::SUCCESS)
    })
}

/// Opens the accounts of the first people. A private cluster that is not running is started for
/// it.
pub fn install(config: &Path, people: &Path) -> ExitCode {
    run(async {
        let config = Config::load(config)?;
        let text = std::fs::read_to_string(people)
            .map_err(|error| CommandError::People(people.display().to_string(), error))?;
        let result = install_from(&config, &text).await;
        Ok(match result {
            Ok(()) => {
                println!("three accounts are open: user-admin, dp-officer and validator");
                println!("each signs in and acknowledges the duties; then the role works");
                ExitCode::SUCCESS
            }
            Err(CommandError::Install(error)) => {
                eprintln!("iesd: {error}");
                exit_code(&error)
            }
            Err(other) => return Err(other),
        })
    })
}

fn exit_code(error: &InstallError) -> ExitCode {
    match error {
        InstallError::HasAccounts => ExitCode::from(HAS_ACCOUNTS),
        InstallError::Toml(_) | InstallError::Values(_) | InstallError::Consent(_) => {
            ExitCode::from(WRONG_FILE)
        }
        InstallError::Role(_) | InstallError::Store(_) => ExitCode::FAILURE,
    }
}

async fn install_from(config: &Config, text: &str) -> Result<(), CommandError> {
    let languages: Vec<_> = ies_pages::TEXTS.iter().map(|(language, _)| *language).collect();
    // Before the database is touched.
    let people = People::read(text, &languages)?;
    let storage = storage_beside(config).await?;
    let result = install_with(config, &storage, &people).await;
    storage.close().await?;
    result
}

async fn install_with(
    config: &Config,
    storage: &Storage,
    people: &People,
) -> Result<(), CommandError> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    storage.migrate(&schema::migrations()).await?;
    let rings = daemon::rings(&config.data, &*clock)?;
    let store = daemon::store((storage, schema::APP), (&rings, &config.data), 2)?;
    // Nothing is drawn here; the program need not be there.
    let intake = (Apart::new(Path::new("limen-intake")), String::new());
    let app = daemon::app(config, store, intake, &clock)?;
    public::statements::ensure(&app).await?;
    install::install(&app, people).await?;
    Ok(())
}

/// Verifies the log. A private cluster that is not running is started for it.
pub fn log_verify(config: &Path) -> ExitCode {
    run(async {
        let config = Config::load(config)?;
        let storage = storage_beside(&config).await?;
        let found = verify_log((&storage, schema::SEALER), &config.data, LOG_ORIGIN).await;
        storage.close().await?;
        Ok(say_verified(&found?))
    })
}

/// The files of the two rings: for everything, and for scans alone.
const RINGS: [&str; 2] = ["keys.toml", "scan-keys.toml"];

/// Says which keys there are.
pub fn keys_status(config: &Path) -> ExitCode {
    run(async {
        let config = Config::load(config)?;
        let [main, scans] = load_rings(&config)?;
        let storage = storage_beside(&config).await?;
        let client = connect(storage.of(schema::UPKEEP)?).await?;
        let remaining = rotation::remaining(&client, (&main, &scans)).await;
        storage.close().await?;
        println!("active key: number {}; of scans: number {}", main.active(), scans.active());
        println!("data keys under older keys: {}", remaining?);
        Ok(ExitCode::SUCCESS)
    })
}

fn load_rings(config: &Config) -> Result<[KeyRing; 2], CommandError> {
    let [main, scans] = RINGS.map(|name| KeyRing::load(&config.data.join(name)));
    Ok([main?, scans?])
}

/// Rotates both rings and wraps every data key anew.
pub fn keys_rotate(config: &Path) -> ExitCode {
    run(async {
        let config = Config::load(config)?;
        let mut rings = load_rings(&config)?;
        let storage = storage_beside(&config).await?;
        for (ring, name) in rings.iter_mut().zip(RINGS) {
            ring.rotate(SystemClock.now())?;
            // The ring is saved before anything is wrapped under its new key.
            ring.save(&config.data.join(name))?;
        }
        let [main, scans] = &rings;
        let mut client = connect(storage.of(schema::UPKEEP)?).await?;
        let count = rotation::rewrap(&mut client, (main, scans)).await;
        storage.close().await?;
        println!("new keys are active; {} data keys wrapped anew", count?);
        println!("old keys stay until `iesd keys remove NUMBER`");
        Ok(ExitCode::SUCCESS)
    })
}

/// Removes a key from both rings under which nothing lies any more.
pub fn keys_remove(config: &Path, number: i32) -> ExitCode {
    run(async {
        let config = Config::load(config)?;
        let mut rings = load_rings(&config)?;
        let storage = storage_beside(&config).await?;
        let client = connect(storage.of(schema::UPKEEP)?).await?;
        let [main, scans] = &rings;
        let remaining = rotation::remaining(&client, (main, scans)).await;
        storage.close().await?;
        let remaining = remaining?;
        if 0 < remaining {
            return Err(CommandError::StillInUse(remaining));
        }
        // Both lose it, or neither: nothing is saved before both have agreed.
        for ring in &mut rings {
            ring.remove(number)?;
        }
        for (ring, name) in rings.iter().zip(RINGS) {
            ring.save(&config.data.join(name))?;
        }
        println!("key number {number} is removed");
        Ok(ExitCode::SUCCESS)
    })
}

/// Writes the ledger of erasures to `file`. A private cluster that is not running is started for
/// it. R57.
pub fn erasures_export(config: &Path, file: &Path) -> ExitCode {
    run(async {
        let config = Config::load(config)?;
        // Before the log tells of a ledger that was not written.
        ledger::check_place(file)?;
        let (storage, store) = upkeep_beside(&config).await?;
        let exported = store.export_ledger(SystemClock.now()).await;
        storage.close().await?;
        let exported = exported?;
        ledger::save(file, &exported)?;
        println!("{} erasures written to `{}`", exported.len(), file.display());
        Ok(ExitCode::SUCCESS)
    })
}

/// Adds to the ledger of erasures what of `file` is missing. A private cluster that is not running
/// is started for it. R57.
pub fn erasures_import(config: &Path, file: &Path) -> ExitCode {
    run(async {
        let config = Config::load(config)?;
        // Before the database is touched.
        let read = ledger::load(file)?;
        let (storage, store) = upkeep_beside(&config).await?;
        let added = store.import_ledger(&read, SystemClock.now()).await;
        storage.close().await?;
        let (added, all) = (added?, read.len());
        println!("{added} of {all} erasures added; {} were there", all.saturating_sub(added));
        println!("the next start of `iesd serve` erases again whoever of them is there");
        Ok(ExitCode::SUCCESS)
    })
}

/// The store in the role of upkeep, beside a daemon that may be running.
async fn upkeep_beside(config: &Config) -> Result<(Storage, Store), CommandError> {
    // Why: a ring that is drawn here would take the place of the one that opens the database.
    KeyRing::load(&config.data.join("keys.toml"))?;
    let storage = storage_beside(config).await?;
    let rings = daemon::rings(&config.data, &SystemClock)?;
    let store = daemon::store((&storage, schema::UPKEEP), (&rings, &config.data), 1)?;
    Ok((storage, store))
}

/// Prints the description of the interface.
pub fn openapi() -> ExitCode {
    print_description(PROGRAM, routes::description().to_pretty_json())
}
