//! The commands of `eesd`: what an operator types. Each prints for people and answers an exit
//! code.
#![expect(clippy::print_stdout, reason = "commands speak to whoever typed them")]

pub mod face;
pub mod fingerprint;
pub mod matcher;
pub mod retention;
mod scores;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use ees_abis::server::ServerError;
use ees_biometrics::cluster::Share;
use ees_biometrics::nats::BusError;
use ees_store::{StoreError, rotation, schema};
use fnd_core::Clock;
use fnd_core::clock::SystemClock;
use fnd_host::command::{
    LogError, ProveError, print_description, print_proof, say_proof, say_verified, verify_log,
};
use fnd_host::{HostError, Until};
use fnd_pg::database::connect;
use fnd_vault::log::Verifier;
use fnd_vault::{KeyRing, RingError};
use fnd_web::telemetry::{Metrics, subscriber};
use uuid::Uuid;

use crate::biometrics::config::BiometricsError;
use crate::config::{Config, ConfigError};
use crate::daemon::{self, DaemonError, LOG_ORIGIN, NOTICE_SIGNER, storage, storage_beside};
use crate::routes;

/// The program, as it names itself.
const PROGRAM: &str = "eesd";

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
    Prove(#[from] ProveError),
    #[error("{0} data keys are still under key number {1}; run `eesd keys rotate` first")]
    StillInUse(u64, i32),
    #[error(
        "the write-ahead log still holds what was there before, because much is written; run this \
         again at a quieter hour"
    )]
    StillInLog,
    #[error(transparent)]
    Biometrics(#[from] BiometricsError),
    #[error(transparent)]
    Bus(#[from] BusError),
    #[error(transparent)]
    Offering(#[from] ServerError),
    #[error("the configuration has no `[biometrics.parts]`: the gallery is in the daemon itself")]
    NoParts,
    #[error("part {named} is asked for, and `biometrics.parts.count` is {count}")]
    OtherParts { named: Share, count: u32 },
    #[error("the log lines cannot be set up: {0}")]
    Logging(String),
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// A line for whoever typed the command. A closed pipe is no reason to stop.
fn say(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// A line beside the result.
fn complain(text: &str) {
    let _ = writeln!(std::io::stderr(), "{PROGRAM}: {text}");
}

/// Runs a command to its end.
fn run(work: impl Future<Output = Result<ExitCode, CommandError>>) -> ExitCode {
    fnd_host::command::run(PROGRAM, work)
}

/// Serves until it is ended.
pub fn serve(config: &Path, until: Until) -> ExitCode {
    run(async {
        let config = Config::load(config)?;
        let lines = subscriber(&config.logging, &["eesd", "ees_"], std::io::stderr);
        let metrics = Metrics::global();
        install(lines)?;
        daemon::serve(&config, metrics, until).await?;
        Ok(ExitCode::SUCCESS)
    })
}

fn install(lines: Box<dyn tracing::Subscriber + Send + Sync>) -> Result<(), CommandError> {
    match tracing::subscriber::set_global_default(lines) {
        Ok(()) => Ok(()),
        Err(error) => Err(CommandError::Logging(error.to_string())),
    }
}

/// Applies the migrations.
pub fn migrate(config: &Path) -> ExitCode {
    run(async {
        let config = Config::load(config)?;
        let storage = storage(&config).await?;
        let applied = storage.migrate(&schema::migrations()).await;
        storage.close().await?;
        println!("{} migrations applied", applied?);
        Ok(ExitCode::SUCCESS)
    })
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

/// Prints the proof that a row is in the signed log.
pub fn log_prove(config: &Path, row: Uuid) -> ExitCode {
    run(async {
        let config = Config::load(config)?;
        let storage = storage_beside(&config).await?;
        let printed = print_proof((&storage, schema::SEALER), row).await;
        storage.close().await?;
        Ok(printed?)
    })
}

/// Checks a proof with the public key alone.
pub fn log_verify_proof(file: &Path, key: &Verifier) -> ExitCode {
    run(async { Ok(say_proof(file, key)?) })
}

/// Says which keys there are.
pub fn keys_status(config: &Path) -> ExitCode {
    run(async {
        let config = Config::load(config)?;
        let ring = KeyRing::load(&config.data.join("keys.toml"))?;
        let storage = storage_beside(&config).await?;
        let client = connect(storage.of(schema::APP)?).await?;
        let remaining = rotation::remaining(&client, &ring).await;
        storage.close().await?;
        println!("active key: number {}", ring.active());
        println!("data keys under older keys: {}", remaining?);
        Ok(ExitCode::SUCCESS)
    })
}

/// Prints the public key under which notices to Member States are signed.
pub fn keys_notices(config: &Path) -> ExitCode {
    run(async {
        let config = Config::load(config)?;
        let ring = KeyRing::load(&config.data.join("keys.toml"))?;
        let signer = ring.message_signer(NOTICE_SIGNER);
        println!("{} ed25519 {}", signer.name(), signer.verifier());
        Ok(ExitCode::SUCCESS)
    })
}

/// Rotates the ring and wraps every data key anew.
pub fn keys_rotate(config: &Path) -> ExitCode {
    run(async {
        let config = Config::load(config)?;
        let path = config.data.join("keys.toml");
        let mut ring = KeyRing::load(&path)?;
        let storage = storage_beside(&config).await?;
        let number = ring.rotate(SystemClock.now())?;
        // The ring is saved before anything is wrapped under its new key.
        ring.save(&path)?;
        let mut client = connect(storage.of(schema::APP)?).await?;
        let count = rotation::rewrap(&mut client, &ring).await;
        storage.close().await?;
        println!("key number {number} is active; {} data keys wrapped anew", count?);
        println!("old keys stay until `eesd keys remove NUMBER`");
        Ok(ExitCode::SUCCESS)
    })
}

/// Removes a key under which nothing lies any more.
pub fn keys_remove(config: &Path, number: i32) -> ExitCode {
    run(async {
        let config = Config::load(config)?;
        let path = config.data.join("keys.toml");
        let mut ring = KeyRing::load(&path)?;
        let storage = storage_beside(&config).await?;
        let client = connect(storage.of(schema::APP)?).await?;
        let remaining = rotation::remaining(&client, &ring).await;
        storage.close().await?;
        let remaining = remaining?;
        if 0 < remaining {
            return Err(CommandError::StillInUse(remaining, number));
        }
        ring.remove(number)?;
        ring.save(&path)?;
        println!("key number {number} is removed");
        Ok(ExitCode::SUCCESS)
    })
}

/// Prints the description of the interface.
pub fn openapi() -> ExitCode {
    print_description(PROGRAM, routes::description().to_pretty_json())
}
