//! Faces and fingers: taken, compared, searched, shown. EES Art. 15, 17(1), 23(2), 27.

pub mod capture;
pub mod config;
pub mod desk;
pub mod external;
pub mod face;
pub mod findings;
pub mod follow;

use std::fmt;
use std::sync::Arc;

use ees_biometrics::booth::Booth;
use ees_biometrics::matcher::{InProcess, Matcher};
use ees_biometrics::parallel;
use ees_match::compare::Method;
use ees_match::net::Cpu;
use tokio::sync::Semaphore;

/// What takes samples in and compares them, shared by all requests.
#[derive(Clone)]
pub struct Biometrics {
    /// What is made of images.
    pub booth: Arc<Booth>,
    /// Who compares and searches.
    pub matcher: Arc<dyn Matcher>,
    /// Images are looked at by as many requests at once as there are processors; the others wait
    /// here and not on the machine.
    pub free: Arc<Semaphore>,
    /// The origin of the program on officers' computers that drives a scanner; empty for none.
    pub agent: String,
}

impl fmt::Debug for Biometrics {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Biometrics").field("matcher", &self.matcher).finish_non_exhaustive()
    }
}

impl Biometrics {
    /// What compares in this process; answers the gallery, too, which whoever fills it holds.
    pub fn in_process(booth: Booth, method: Method) -> (Self, InProcess) {
        let gallery = InProcess::new(method, Cpu::detect());
        (Self::with(booth, Arc::new(gallery.clone())), gallery)
    }

    /// What asks `matcher`.
    pub fn with(booth: Booth, matcher: Arc<dyn Matcher>) -> Self {
        let free = Arc::new(Semaphore::new(parallel::threads().get()));
        Self { booth: Arc::new(booth), matcher, free, agent: String::new() }
    }
}
