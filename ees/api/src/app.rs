//! What every handler shares.

use std::sync::Arc;

use ees_domain::point::BorderPoint;
use ees_domain::switches::Switches;
use ees_store::Register;
use fnd_core::{Clock, Ids};
use fnd_pg::log::Audit;
use fnd_web::words::Catalogue;

use crate::config::Office;

/// The system as handlers see it; cheap to clone.
pub type Shared = Arc<App>;

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
    /// Choices where the law leaves one.
    pub switches: Switches,
    /// The words of the pages.
    pub catalogue: Arc<Catalogue>,
    /// Who runs this system.
    pub office: Office,
    /// The name and public key of the log, as `eesd log verify` prints it.
    pub log_key: String,
    /// What recomputing the log found.
    pub audit: Audit,
}
