//! What an operator sets about faces and fingers.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use ees_abis::client::{self, Osia};
use ees_biometrics::booth::Booth;
use ees_biometrics::cluster::{Cluster, NoShare};
use ees_biometrics::extractor::Wanted;
use ees_biometrics::matcher::{InParts, Keeper, Matcher};
use ees_biometrics::models::{Models, ModelsError};
use ees_biometrics::nats::{Bus, BusError, Server};
use ees_domain::switches::BiometricSwitches;
use ees_match::compare::Method;
use ees_match::net::Cpu;
use serde::Deserialize;

use super::Biometrics;
use super::external::External;

/// `[biometrics]` of the configuration.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// By what minutiae are taken: `leader`, `classical`, or `best`, which is LEADER where its
    /// model is installed.
    pub extractor: Extraction,
    /// By what prints are compared: `cylinder`, `edge` or `both`.
    pub matcher: Comparing,
    /// The folder of models, which `cargo xtask models` fills. Relative to the file.
    pub models: Option<PathBuf>,
    /// From which NFIQ 2 on a print is good enough, from 0 to 100.
    pub sufficient_nfiq2: Option<u8>,
    /// By how many points of NFIQ 2 a print must be better to take another one's place.
    pub better_by: Option<u8>,
    /// How many of a million comparisons of two different people may be told as one person.
    pub verification_per_million: Option<u32>,
    /// How many of a million searches for somebody who is not on file may name anybody.
    pub identification_per_million: Option<u32>,
    /// Where the program listens that drives a scanner on an officer's computer, as in
    /// `http://127.0.0.1:7373`; without it officers choose files.
    pub capture_agent: Option<String>,
    /// A service of another maker that compares and searches fingers in our place.
    pub osia: Option<client::Config>,
    /// The gallery in other processes, `eesd matcher`; without it it is in this one.
    pub parts: Option<Parts>,
}

/// By what minutiae are taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Extraction {
    /// LEADER where its model is installed, else the classical way.
    #[default]
    Best,
    /// The network; its model has to be there.
    Leader,
    /// The classical way, which needs no model.
    Classical,
}

/// By what prints are compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Comparing {
    /// By cylinders.
    Cylinder,
    /// By edges.
    Edge,
    /// By both.
    #[default]
    Both,
}

/// The gallery in parts, each in a process of its own.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parts {
    /// How many there are.
    pub count: u32,
    /// Milliseconds until a part that has not answered is told as missing.
    #[serde(default = "two_seconds")]
    pub deadline_milliseconds: u64,
    /// `nats://127.0.0.1:4222` on this machine, or `tls://HOST:PORT`.
    pub nats: String,
    /// Certificates of those who vouch for the server, a file of PEM. Relative to the file.
    #[serde(default)]
    pub roots: Option<PathBuf>,
    /// The own certificate, a file of PEM. Relative to the file.
    #[serde(default)]
    pub certificate: Option<PathBuf>,
    /// Its key, a file of PEM. Relative to the file.
    #[serde(default)]
    pub key: Option<PathBuf>,
}

const fn two_seconds() -> u64 {
    2_000
}

/// Faces and fingers cannot be made ready.
#[derive(Debug, thiserror::Error)]
pub enum BiometricsError {
    /// A model.
    #[error(transparent)]
    Models(#[from] ModelsError),
    /// The number of parts.
    #[error("`biometrics.parts.count`: {0}")]
    Parts(#[from] NoShare),
    /// The NATS server.
    #[error(transparent)]
    Bus(#[from] BusError),
    /// A number of `[biometrics]`.
    #[error("`biometrics.{name}` is from {least} to {most}")]
    Number {
        /// Which.
        name: &'static str,
        /// The least.
        least: u32,
        /// The greatest.
        most: u32,
    },
    /// An address of the capture agent that is not one of the officer's own computer.
    #[error("`biometrics.capture_agent` is `http://127.0.0.1:PORT` or `http://localhost:PORT`")]
    Agent,
    /// The service of another maker.
    #[error("`biometrics.osia`: {0}")]
    Osia(#[from] client::ConfigError),
    /// Two that would search.
    #[error("`biometrics.osia` and `biometrics.parts` exclude each other: one of them searches")]
    OsiaAndParts,
    /// A certificate without its key, or the other way round.
    #[error("`biometrics.parts.certificate` and `key` are named together")]
    HalfAnIdentity,
}

/// What is ready, and the gallery where it is in this process.
#[derive(Debug)]
pub struct Ready {
    /// For requests.
    pub biometrics: Biometrics,
    /// To be filled; nothing where parts fill themselves.
    pub gallery: Option<Arc<dyn Keeper>>,
}

impl Config {
    /// Makes its paths absolute.
    pub fn relative_to(&mut self, folder: &Path) {
        let of_parts = self.parts.iter_mut().flat_map(|parts| {
            [&mut parts.roots, &mut parts.certificate, &mut parts.key].into_iter().flatten()
        });
        for path in self.models.iter_mut().chain(of_parts) {
            *path = folder.join(&*path);
        }
        if let Some(osia) = &mut self.osia {
            osia.relative_to(folder);
        }
    }

    /// The method by which prints are compared.
    pub const fn method(&self) -> Method {
        match self.matcher {
            Comparing::Cylinder => Method::Cylinder,
            Comparing::Edge => Method::Edge,
            Comparing::Both => Method::Both,
        }
    }

    /// The origin of the capture agent; empty for none.
    ///
    /// # Errors
    /// [`BiometricsError::Agent`]: images of bodies leave the officer's computer for this system
    /// alone.
    pub fn agent(&self) -> Result<String, BiometricsError> {
        let Some(origin) = &self.capture_agent else { return Ok(String::new()) };
        let port = ["http://127.0.0.1:", "http://localhost:"]
            .iter()
            .find_map(|begin| origin.strip_prefix(begin));
        let is_port = port.is_some_and(|port| port.parse::<u16>().is_ok_and(|port| port != 0));
        if is_port { Ok(origin.clone()) } else { Err(BiometricsError::Agent) }
    }

    /// The switches, with what the operator set.
    pub fn switches(&self) -> Result<BiometricSwitches, BiometricsError> {
        let default = BiometricSwitches::default();
        let percent = |name, set: Option<u8>, default: u8| match set {
            Some(set) if 100 < set => Err(BiometricsError::Number { name, least: 0, most: 100 }),
            set => Ok(set.unwrap_or(default)),
        };
        let rate = |name, set: Option<u32>, default: u32| match set {
            Some(set) if !(1..=100_000).contains(&set) => {
                Err(BiometricsError::Number { name, least: 1, most: 100_000 })
            }
            set => Ok(set.unwrap_or(default)),
        };
        Ok(BiometricSwitches {
            sufficient_nfiq2: percent(
                "sufficient_nfiq2",
                self.sufficient_nfiq2,
                default.sufficient_nfiq2,
            )?,
            better_by: percent("better_by", self.better_by, default.better_by)?,
            verification_per_million: rate(
                "verification_per_million",
                self.verification_per_million,
                default.verification_per_million,
            )?,
            identification_per_million: rate(
                "identification_per_million",
                self.identification_per_million,
                default.identification_per_million,
            )?,
        })
    }

    /// Reads models, and connects to the parts of the gallery where they are elsewhere.
    pub async fn prepare(&self) -> Result<Ready, BiometricsError> {
        let agent = self.agent()?;
        let (models, cpu) = (Models::at(self.models.as_deref()), Cpu::detect());
        let wanted = match self.extractor {
            Extraction::Best => Wanted::Best,
            Extraction::Leader => Wanted::Leader,
            Extraction::Classical => Wanted::Classical,
        };
        let booth = Booth::prepare(wanted, &models, cpu)?;
        say_what_is_there(&booth);
        if let Some(osia) = &self.osia {
            if self.parts.is_some() {
                return Err(BiometricsError::OsiaAndParts);
            }
            let external = Arc::new(External::new(Osia::new(osia)?, cpu));
            let matcher: Arc<dyn Matcher> = Arc::<External>::clone(&external);
            let biometrics = Biometrics { agent, ..Biometrics::with(booth, matcher) };
            return Ok(Ready { biometrics, gallery: Some(external) });
        }
        let Some(parts) = &self.parts else {
            let (biometrics, gallery) = Biometrics::in_process(booth, self.method());
            let biometrics = Biometrics { agent, ..biometrics };
            return Ok(Ready { biometrics, gallery: Some(Arc::new(gallery)) });
        };
        let deadline = Duration::from_millis(parts.deadline_milliseconds);
        let bus = parts.connect().await?;
        let cluster = Cluster::new(bus, parts.count, deadline)?;
        let matcher = Arc::new(InParts::new(cluster, self.method(), cpu));
        let biometrics = Biometrics { agent, ..Biometrics::with(booth, matcher) };
        Ok(Ready { biometrics, gallery: None })
    }
}

impl Parts {
    /// Connects to the server over which they are reached.
    pub async fn connect(&self) -> Result<Bus, BiometricsError> {
        let identity = match (&self.certificate, &self.key) {
            (Some(certificate), Some(key)) => Some((certificate.clone(), key.clone())),
            (None, None) => None,
            _ => return Err(BiometricsError::HalfAnIdentity),
        };
        let server = Server { url: self.nats.clone(), roots: self.roots.clone(), identity };
        Ok(Bus::connect(&server).await?)
    }
}

/// Without models everything works, in another way, and whoever runs it is to know.
fn say_what_is_there(booth: &Booth) {
    tracing::info!(
        extractor = booth.extractor().name(),
        faces = booth.compares_faces(),
        nfiq2 = booth.has_nfiq2(),
        "faces and fingers are ready"
    );
    if !booth.compares_faces() {
        tracing::warn!("no models of faces are installed: officers compare faces by eye");
    }
}
