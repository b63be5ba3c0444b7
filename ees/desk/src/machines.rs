//! What machines find out in a check: comparing, identifying, taking, asking the Visa Information System.

use std::fmt::Debug;

use ees_domain::check::{Against, Found, IdentifyBy, Outcome, Taking, VisKey, VisSearch};

/// What is compared one to one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// The face of the chip with the live face. SBC Art. 8(3)(a)(i).
    Chip,
    /// The live face. EES Art. 23(2).
    Face(Against),
    /// Fingerprints. EES Art. 23(2) and (4).
    Prints(Against),
}

/// The machines of a check. An answer is about the person of this check; what is not there says
/// so, and the check goes on by the officer's eye and decision.
pub trait Machines: Debug + Send + Sync {
    /// Compares one to one.
    fn compare(&self, what: Comparison) -> Outcome;
    /// What searching all files gave; `None` while nobody has searched, and then the check stops
    /// until somebody has. EES Art. 27.
    fn identify(&self, by: IdentifyBy) -> Option<Found>;
    /// Searches the Visa Information System. EES Art. 23(2); Reg. (EC) No 767/2008 Art. 18.
    fn search_vis(&self, by: VisKey) -> VisSearch;
    /// Searches all of the Visa Information System by fingerprints. Reg. (EC) No 767/2008 Art. 20.
    fn identify_in_vis(&self) -> Outcome;
    /// Takes fingerprints that the file says are owed. EES Art. 17(4), 21(3).
    fn take_prints(&self) -> Taking;
}

/// No machine: nothing is compared, nothing else is asked.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoMachines;

impl Machines for NoMachines {
    fn compare(&self, what: Comparison) -> Outcome {
        match what {
            Comparison::Chip | Comparison::Face(_) | Comparison::Prints(_) => Outcome::NotAvailable,
        }
    }

    fn identify(&self, by: IdentifyBy) -> Option<Found> {
        match by {
            IdentifyBy::Prints | IdentifyBy::PrintsAndFace => Some(Found::NotAvailable),
        }
    }

    fn search_vis(&self, by: VisKey) -> VisSearch {
        match by {
            VisKey::Alphanumeric | VisKey::AlphanumericOfExempt | VisKey::Sticker => {
                VisSearch::Unavailable
            }
        }
    }

    fn identify_in_vis(&self) -> Outcome {
        Outcome::NotAvailable
    }

    fn take_prints(&self) -> Taking {
        Taking::NotAvailable
    }
}
