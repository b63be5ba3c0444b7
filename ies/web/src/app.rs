//! What every handler shares.

use std::sync::Arc;

use fnd_core::{Clock, Ids};
use fnd_intake::apart::Apart;
use fnd_intake::clamav::Clamav;
use fnd_origin::Table;
use fnd_pg::jobs::Jobs;
use fnd_pg::log::Audit;
use fnd_web::security_txt::SecurityContact;
use fnd_web::words::Catalogue;
use ies_domain::switches::Switches;
use ies_store::Store;

use crate::config::Site;

/// The system as handlers see it; cheap to clone.
pub type Shared = Arc<App>;

/// What every handler shares.
#[derive(Debug)]
pub struct App {
    /// The store, in the role that serves requests.
    pub store: Store,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Makes identifiers.
    pub ids: Arc<dyn Ids>,
    /// Choices where the statement leaves one.
    pub switches: Switches,
    /// The words of the pages.
    pub catalogue: Arc<Catalogue>,
    /// Who runs this system.
    pub site: Site,
    /// Whom to tell about a weakness, when that is published.
    pub security: Option<SecurityContact>,
    /// Draws uploads anew, in a program of its own.
    pub intake: Apart,
    /// The scanner for malware, if there is one.
    pub clamav: Option<Clamav>,
    /// The country of an address, as far as it is known.
    pub origins: Table,
    /// Wakes whoever does jobs.
    pub jobs: Jobs,
    /// The name and public key of the log, as `iesd log verify` prints it.
    pub log_key: String,
    /// What recomputing the log found.
    pub audit: Audit,
}
