//! `eesd matcher`: a part of the gallery in a process of its own, or our comparing for others.

use std::io::stderr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use ees_abis::server::{self, Config as Offered, Until};
use ees_biometrics::cluster::Share;
use ees_biometrics::matcher::InProcess;
use ees_match::net::Cpu;
use ees_store::schema;
use fnd_core::Clock;
use fnd_core::clock::SystemClock;
use fnd_core::id::RandomIds;
use fnd_web::telemetry::{Metrics, subscriber};
use tokio::signal::unix::{SignalKind, signal};

use super::{CommandError, install, run};
use crate::biometrics::follow::{self, Source};
use crate::config::Config;
use crate::daemon::{ring, storage_beside};

/// What `--help` says.
pub const HELP: &str = "Compare and search in a process of its own.

With `--partition K/N` it holds part K of N of the register's gallery in memory, filled from the \
register and kept true by it, and answers the daemon over NATS as `[biometrics.parts]` of the \
configuration says. Start each part from 1 to N once, or more often to have spares. A part that \
is not there is named in the answers of the daemon and never passed over.

With `--osia FILE` it offers our comparing to others by the OSIA ABIS interface 1.6; it then has \
a gallery of its own and nothing to do with the register.

It ends at a signal.";

/// What `matcher` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Which part of how many, as in 1/4.
    #[arg(
        long,
        value_name = "K/N",
        requires = "config",
        required_unless_present = "osia",
        conflicts_with = "osia"
    )]
    partition: Option<Share>,
    /// Offer comparing to others, as this configuration file says.
    #[arg(long, value_name = "FILE", conflicts_with = "config")]
    osia: Option<PathBuf>,
    /// The configuration file of the register.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// Serves until it is ended.
pub fn matcher(arguments: &Arguments) -> ExitCode {
    match (&arguments.partition, &arguments.config, &arguments.osia) {
        (Some(share), Some(config), _) => partition(*share, config),
        (_, _, Some(config)) => osia(config),
        (_, _, None) => ExitCode::from(2),
    }
}

fn osia(config: &Path) -> ExitCode {
    run(async {
        let config = Offered::load(config).map_err(server::ServerError::from)?;
        install(subscriber(&config.logging, &["eesd", "ees_"], stderr))?;
        server::serve(&config, Metrics::global(), Until::Signal).await?;
        Ok(ExitCode::SUCCESS)
    })
}

fn partition(share: Share, config: &Path) -> ExitCode {
    run(async {
        let config = Config::load(config)?;
        install(subscriber(&config.logging, &["eesd", "ees_"], stderr))?;
        let Some(parts) = &config.biometrics.parts else { return Err(CommandError::NoParts) };
        if parts.count != share.of() {
            return Err(CommandError::OtherParts { named: share, count: parts.count });
        }
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let storage = storage_beside(&config).await?;
        let source = Source {
            connection: storage.of(schema::MATCHER)?.clone(),
            ring: ring(&config.data, &*clock)?,
            clock,
            ids: Arc::new(RandomIds),
        };
        let gallery = InProcess::new(config.biometrics.method(), Cpu::detect());
        let bus = parts.connect().await?;
        let following = follow::start(source, Arc::new(gallery.clone()), share);
        let served = async {
            // Nobody is told that somebody is not there before everybody is.
            let _ = following.filled().wait_for(|filled| filled.is_whole).await;
            tracing::info!(part = %share, size = ?gallery.size(), "serving");
            bus.serve(share, Arc::clone(gallery.gallery())).await
        };
        let (mut terminate, mut interrupt) =
            (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
        tokio::select! {
            served = served => served?,
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        drop(following);
        storage.close().await?;
        Ok(ExitCode::SUCCESS)
    })
}
