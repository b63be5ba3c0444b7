//! What the system does by itself: the grant for it, and the log row of each transaction.

use ees_domain::access::{Action, Grant, grant};
use ees_domain::authority::{Actor, Purpose};
use fnd_core::Ids;
use fnd_pg::log::{Entry, INSERT};
use fnd_register::Coded;
use jiff::Timestamp;
use tokio_postgres::GenericClient;
use uuid::Uuid;

use crate::StoreError;

/// The system about to do something of its own accord.
#[derive(Debug)]
pub(crate) struct System<'a> {
    ids: &'a dyn Ids,
    now: Timestamp,
    actor: Actor,
    grant: Grant,
}

/// What a log row of the system says beside the grant.
#[derive(Debug, Default)]
pub(crate) struct Told<'a> {
    /// How many were concerned.
    pub(crate) count: u64,
    /// The categories concerned, joined by blanks.
    pub(crate) sent: &'a str,
    /// Whose data, when one file was concerned.
    pub(crate) object: Option<Uuid>,
    /// The article, when it is another than that of the grant.
    pub(crate) basis: Option<&'a str>,
}

impl<'a> System<'a> {
    /// The system, if the policy lets it do `action`. Everything it does, it does at `now`.
    pub(crate) fn begin(
        (ids, now): (&'a dyn Ids, Timestamp),
        action: Action,
        purpose: Purpose,
    ) -> Result<Self, StoreError> {
        let actor = Actor::system();
        let grant =
            grant(&actor, action, purpose).ok_or(StoreError::Inconsistent { what: "grant" })?;
        // PostgreSQL keeps microseconds; the row must read back as it was hashed.
        let now = Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now);
        Ok(Self { ids, now, actor, grant })
    }

    /// An identifier for what is made now.
    pub(crate) fn next_id(&self) -> Uuid {
        self.ids.next(self.now)
    }

    /// Adds the log row `id` in the transaction `client`.
    pub(crate) async fn log(
        &self,
        client: &impl GenericClient,
        id: Uuid,
        told: Told<'_>,
    ) -> Result<(), StoreError> {
        let (grant, actor) = (&self.grant, &self.actor);
        let entry = Entry {
            id,
            at: self.now,
            action: grant.action().code().to_owned(),
            purpose: grant.purpose().code().to_owned(),
            basis: told.basis.unwrap_or(grant.basis()).to_owned(),
            authority_kind: actor.authority.code().to_owned(),
            authority: actor.office.clone(),
            state: actor.state.to_string(),
            person: actor.person.clone(),
            place: String::new(),
            request: self.next_id(),
            object: told.object,
            outcome: "done".to_owned(),
            hits: Some(i32::try_from(told.count).unwrap_or(i32::MAX)),
            used: None,
            sent: told.sent.to_owned(),
        };
        let insert = client.prepare(INSERT).await?;
        Ok(entry.insert(client, &insert).await?)
    }
}
