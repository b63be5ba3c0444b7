//! One transaction and the log row that goes with it.

use std::sync::Arc;

use deadpool_postgres::Object;
use fnd_core::Id;
use fnd_pg::log::{Entry, INSERT, Used};
use fnd_register::Coded;
use futures_util::join;
use uuid::Uuid;

use super::Inner;
use super::writes::Writes;
use crate::{Access, Denied, Outcome, StoreError};

/// A connection in a transaction. Dropped before its end, it is closed, so that the server rolls
/// back and nobody gets a connection with half a transaction on it.
#[derive(Debug)]
pub(super) struct Unit {
    pub(super) shared: Arc<Inner>,
    pub(super) access: Access,
    client: Option<Object>,
    log_id: Uuid,
    used: Option<Used>,
}

impl Unit {
    /// Begins what changes something: each statement sees what others have ended by then.
    pub(super) async fn begin(shared: Arc<Inner>, access: Access) -> Result<Self, StoreError> {
        Self::begin_with(shared, access, "BEGIN").await
    }

    /// Begins what only reads: everything is read as of one moment.
    pub(super) async fn read(shared: Arc<Inner>, access: Access) -> Result<Self, StoreError> {
        Self::begin_with(shared, access, "BEGIN ISOLATION LEVEL REPEATABLE READ").await
    }

    /// Takes a connection, seals what was asked with, and begins.
    async fn begin_with(
        shared: Arc<Inner>,
        access: Access,
        begin: &'static str,
    ) -> Result<Self, StoreError> {
        let client = shared.database.connection().await?;
        let log_id = shared.ids.next(access.at);
        let used = if access.asked.is_empty() {
            None
        } else {
            // Before the transaction, because a month's first row also stores the month's key.
            let row = (log_id, access.at);
            Some(shared.log_keys.seal(&**client, row, access.asked.as_bytes()).await?)
        };
        client.batch_execute(begin).await?;
        Ok(Self { shared, access, client: Some(client), log_id, used })
    }

    /// The connection.
    pub(super) fn client(&self) -> Result<&Object, StoreError> {
        self.client.as_ref().ok_or(StoreError::Inconsistent { what: "unit of work" })
    }

    /// Writes the log row and commits, in one exchange with the server.
    pub(super) async fn end(self, outcome: Outcome) -> Result<(), StoreError> {
        self.end_with(Writes::default(), outcome).await
    }

    /// Does what waited, writes the log row and commits, in one exchange with the server. When
    /// something is refused, the server answers the commit by rolling back.
    pub(super) async fn end_with(
        mut self,
        mut writes: Writes,
        outcome: Outcome,
    ) -> Result<(), StoreError> {
        let entry = self.entry(&outcome);
        let client = self.client()?;
        let insert = client.prepare_cached(INSERT).await?;
        let ready = writes.prepare(client).await?;
        let (written, logged, committed) =
            join!(ready.send(client), entry.insert(&***client, &insert), async {
                client.batch_execute("COMMIT").await
            });
        written?;
        logged?;
        committed?;
        // The transaction is over; the connection goes back to the pool.
        drop(self.client.take());
        Ok(())
    }

    fn entry(&mut self, outcome: &Outcome) -> Entry {
        let (grant, actor) = (&self.access.grant, &self.access.actor);
        Entry {
            id: self.log_id,
            at: to_microseconds(self.access.at),
            action: grant.action().code().to_owned(),
            purpose: grant.purpose().code().to_owned(),
            basis: grant.basis().to_owned(),
            authority_kind: actor.authority.code().to_owned(),
            authority: actor.office.clone(),
            state: actor.state.to_string(),
            person: actor.person.clone(),
            place: actor.place.clone().unwrap_or_default(),
            request: self.access.request,
            object: outcome.file.map(Id::to_uuid),
            outcome: outcome.refused.unwrap_or("done").to_owned(),
            hits: outcome.hits.map(|hits| i32::try_from(hits).unwrap_or(i32::MAX)),
            used: self.used.take(),
            sent: outcome.sent.join(" "),
        }
    }
}

impl Drop for Unit {
    fn drop(&mut self) {
        if let Some(client) = self.client.take() {
            tracing::debug!("a unit of work was dropped before its end; its connection is closed");
            drop(Object::take(client));
        }
    }
}

/// The log row of a call that the policy refused.
pub(super) fn denied_entry(id: Uuid, denied: Denied) -> Entry {
    Entry {
        id,
        at: to_microseconds(denied.at),
        action: denied.action.code().to_owned(),
        purpose: denied.purpose.code().to_owned(),
        basis: String::new(),
        authority_kind: denied.actor.authority.code().to_owned(),
        authority: denied.actor.office,
        state: denied.actor.state.to_string(),
        person: denied.actor.person,
        place: denied.actor.place.unwrap_or_default(),
        request: denied.request,
        object: None,
        outcome: "no-basis".to_owned(),
        hits: None,
        used: None,
        sent: String::new(),
    }
}

/// PostgreSQL keeps microseconds; the log row must read back as it was hashed.
fn to_microseconds(at: jiff::Timestamp) -> jiff::Timestamp {
    jiff::Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at)
}
