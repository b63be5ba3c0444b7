//! What keeps crossing points in operation: suspensions, and numbers on the quality of data. No
//! file is opened here.

use async_trait::async_trait;
use ees_domain::point::PointCode;
use ees_domain::suspension::Suspension;
use fnd_core::{CountryCode, Id};

use crate::quality::Quality;
use crate::{Outcome, Span, StoreError};

/// Suspensions of a State that are listed at most, those that began last first.
pub const SUSPENSIONS_MAX: u16 = 100;

/// Keeping crossing points in operation. EES Art. 38(4); Reg. (EU) 2025/1534 Art. 7.
#[async_trait]
pub trait Operation: Send {
    /// The suspensions of a State, or of all, those that began last first, at most
    /// [`SUSPENSIONS_MAX`].
    async fn suspensions_of(
        &mut self,
        state: Option<CountryCode>,
    ) -> Result<Vec<Suspension>, StoreError>;
    /// A suspension.
    async fn find_suspension(
        &mut self,
        id: Id<Suspension>,
    ) -> Result<Option<Suspension>, StoreError>;
    /// Every suspension of a point; holds the point until the unit ends, so that two officers
    /// cannot suspend it at once.
    async fn suspensions_for_update(
        &mut self,
        point: &PointCode,
    ) -> Result<Vec<Suspension>, StoreError>;
    /// Stores a suspension.
    async fn add_suspension(&mut self, suspension: &Suspension) -> Result<(), StoreError>;
    /// Stores how a suspension ended and was notified.
    async fn change_suspension(&mut self, suspension: &Suspension) -> Result<(), StoreError>;
    /// The quality of the data of one State, or of all, in `span`. EES Art. 38(4).
    async fn quality(
        &mut self,
        state: Option<CountryCode>,
        span: Span,
    ) -> Result<Quality, StoreError>;
    /// Ends the unit and makes everything last, its log row included. After a refusal nothing may
    /// have been stored.
    async fn end(self: Box<Self>, outcome: Outcome) -> Result<(), StoreError>;
}
