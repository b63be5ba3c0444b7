//! What every handler shares.

use std::sync::Arc;

use ees_domain::point::BorderPoint;
use ees_domain::switches::{CheckSwitches, Switches};
use ees_store::Register;
use ees_store::notices::Place;
use fnd_core::{Clock, Ids};
use fnd_pg::log::Audit;
use fnd_web::System;
use fnd_web::words::Catalogue;
use tokio::sync::{Semaphore, watch};

use crate::biometrics::Biometrics;
use crate::config::Office;

/// The system as handlers see it; cheap to clone.
pub type Shared = Arc<App>;

/// Streams of notices that are open at the same time at most; each is a connection that stays.
pub const STREAMS_MAX: usize = 256;

/// What every handler shares.
#[derive(Debug)]
pub struct App {
    /// The register.
    pub register: Arc<dyn Register>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Makes identifiers.
    pub ids: Arc<dyn Ids>,
    /// The border crossing points.
    pub points: Vec<BorderPoint>,
    /// Choices where the law leaves one, for the calculator.
    pub switches: Switches,
    /// The same for checks and refusals.
    pub check_switches: CheckSwitches,
    /// What compares and identifies people.
    pub biometrics: Biometrics,
    /// The words of the pages.
    pub catalogue: Arc<Catalogue>,
    /// Who runs this system.
    pub office: Office,
    /// The name and public key of the log, as `eesd log verify` prints it.
    pub log_key: String,
    /// How far notices to Member States have come.
    pub arrivals: watch::Receiver<Place>,
    /// Streams of notices that may still be opened.
    pub streams: Arc<Semaphore>,
    /// The systems that may call, as they are configured.
    pub systems: Vec<System>,
    /// What recomputing the log found.
    pub audit: Audit,
}
