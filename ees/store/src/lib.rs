//! Storage of the register, by purpose.
//!
//! A caller holds a [`Grant`](ees_domain::access::Grant) or nothing opens. Each purpose has a
//! trait of its own with only what that purpose permits: a [`Consultation`] reads, [`Work`] also
//! records, [`Oversight`] reads the log and no file. Whatever is done, its log row is written in
//! the same transaction (EES Art. 46(1)), and a unit that is dropped without being ended leaves
//! nothing behind and must not be answered from.

mod access;
mod cases;
mod consultation;
mod error;
pub mod gallery;
mod history;
pub mod notices;
pub mod operation;
pub mod oversight;
mod overstayers;
pub mod pg;
pub mod quality;
pub mod retention;
pub mod rotation;
pub mod rounds;
mod samples;
pub mod schema;
mod system;
mod work;

use async_trait::async_trait;

pub use access::{Access, Denied, Outcome};
pub use cases::{Case, CaseEdge, CaseFilter, FailingOrder, FoundCase, Joined};
pub use consultation::Consultation;
pub use ees_domain::search::{Candidate, Candidates, More};
pub use error::StoreError;
pub use history::{Change, Deed, FieldBefore, Part, Version};
pub use operation::Operation;
pub use oversight::{
    FailingOrders, LogActor, LogField, LogFilter, LogRow, LogState, LogUse, Oversight, Span,
};
pub use overstayers::{Overstay, OverstayFilter};
pub use pg::PgRegister;
pub use retention::ahead::DueMonth;
pub use retention::runs::{RetentionRun, RunKind};
pub use samples::{NewCapture, Sample, StoredCapture, Template};
pub use work::{ErasureOrder, Movement, NewFile, Number, Work};

/// Candidates of a search by identity that are shown at most.
pub const CANDIDATES_MAX: usize = 20;

/// Identities that a search by identity opens and compares at most.
///
/// Those that share most with the identity asked for are opened first, so that whoever is left
/// out shares no more than the last one opened. [`More::NotCompared`] says that it happened.
pub const OPENED_MAX: usize = 2_000;

/// Opens units of work.
#[async_trait]
pub trait Register: Send + Sync + std::fmt::Debug {
    /// Begins to read for `access`.
    async fn consult(&self, access: Access) -> Result<Box<dyn Consultation>, StoreError>;
    /// Begins to record for `access`.
    async fn begin(&self, access: Access) -> Result<Box<dyn Work>, StoreError>;
    /// Begins to oversee for `access`.
    async fn oversee(&self, access: Access) -> Result<Box<dyn Oversight>, StoreError>;
    /// Begins to keep a crossing point in operation for `access`.
    async fn operate(&self, access: Access) -> Result<Box<dyn Operation>, StoreError>;
    /// Logs a call that the policy refused.
    async fn note_denied(&self, denied: Denied) -> Result<(), StoreError>;
}
