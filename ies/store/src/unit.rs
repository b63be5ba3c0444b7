//! One transaction and the log rows that go with it.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use deadpool_postgres::Object;
use fnd_pg::log::{Entry, INSERT, Used};
use fnd_register::Coded;
use ies_domain::log::{Doer, Event, Row, Technical};
use jiff::Timestamp;
use uuid::Uuid;

use crate::client::Client;
use crate::{Access, Inner, Outcome, Store, StoreError};

/// A connection in a transaction. Dropped before its end, everything is taken back.
#[derive(Debug)]
pub struct Unit {
    pub(crate) shared: Arc<Inner>,
    access: Access,
    client: Option<Object>,
    log_id: Uuid,
    used: Option<Used>,
    events: Vec<(Event, Option<Uuid>)>,
}

impl Store {
    /// Looks at what decides whether an access is lawful. The row of the access, or of its
    /// refusal, follows; this leaves none, and is ended by [`Unit::leave`].
    pub(crate) async fn look(&self, now: Timestamp) -> Result<Unit, StoreError> {
        let access = Access::happened(now, Doer::System, Event::SessionEnded, Uuid::nil());
        self.begin(access).await
    }

    /// Takes a connection, seals what was asked with, and begins.
    pub(crate) async fn begin(&self, access: Access) -> Result<Unit, StoreError> {
        let shared = Arc::clone(&self.0);
        let client = shared.database.connection().await?;
        let log_id = shared.ids.next(access.at());
        let used = if access.asked.is_empty() {
            None
        } else {
            // Before the transaction, because a month's first row also stores the month's key.
            let row = (log_id, access.at());
            Some(shared.log_keys.seal(&**client, row, access.asked.as_bytes()).await?)
        };
        client.batch_execute("BEGIN").await?;
        Ok(Unit { shared, access, client: Some(client), log_id, used, events: Vec::new() })
    }

    /// Logs an access that was refused, or something that happened and changed nothing here.
    #[tracing::instrument(name = "db.note", skip_all)]
    pub async fn note(&self, access: Access, outcome: Outcome) -> Result<(), StoreError> {
        self.begin(access).await?.end(outcome).await
    }
}

impl Unit {
    /// What was looked at is now done, for `access`, of which the unit's row will tell.
    pub(crate) fn becomes(&mut self, access: Access) {
        self.access = access;
    }

    /// Ends a unit that only looked: nothing is written, and the connection is used again.
    pub(crate) async fn leave(mut self) -> Result<(), StoreError> {
        self.client()?.batch_execute("ROLLBACK").await?;
        drop(self.client.take());
        Ok(())
    }

    /// The connection.
    pub(crate) fn client(&self) -> Result<Client<'_>, StoreError> {
        self.client.as_ref().map(Client).ok_or(StoreError::odd("unit of work"))
    }

    /// The instant of the access.
    pub fn at(&self) -> Timestamp {
        self.access.at()
    }

    /// The row of the access in the log, once the unit has ended.
    pub(crate) const fn log_id(&self) -> Uuid {
        self.log_id
    }

    /// Who has the access.
    pub(crate) const fn doer(&self) -> Doer {
        self.access.doer()
    }

    /// A new identifier.
    pub(crate) fn next_id(&self) -> Uuid {
        self.shared.ids.next(self.at())
    }

    /// Notes what happened to `object` besides; it becomes a log row of its own at the end.
    pub fn happened(&mut self, event: Event, object: Uuid) {
        self.events.push((event, Some(object)));
    }

    /// Notes everything of `events`, on `object`.
    pub(crate) fn all_happened(&mut self, events: &[Event], object: Uuid) {
        self.events.extend(events.iter().map(|event| (*event, Some(object))));
    }

    /// Writes the rows of what happened and commits, without a row of its own: for a step of
    /// something whose beginning has one.
    pub(crate) async fn end_step(mut self) -> Result<(), StoreError> {
        let rows = self.event_rows();
        let client = self.client()?;
        let insert = client.prepare_cached(INSERT).await?;
        for row in &rows {
            row.insert(&***client, &insert).await?;
        }
        client.batch_execute("COMMIT").await?;
        drop(self.client.take());
        Ok(())
    }

    fn event_rows(&mut self) -> Vec<Entry> {
        let events = std::mem::take(&mut self.events);
        events.into_iter().map(|(event, object)| self.event(event, object)).collect()
    }

    /// Writes the log rows and commits. Nothing may be answered before.
    #[tracing::instrument(name = "db.end", skip_all)]
    pub async fn end(mut self, outcome: Outcome) -> Result<(), StoreError> {
        let entry = self.entry(&outcome);
        let rows = self.event_rows();
        let client = self.client()?;
        let insert = client.prepare_cached(INSERT).await?;
        entry.insert(&***client, &insert).await?;
        if let Some(technical) = &self.access.technical {
            self.insert_technical(technical).await?;
        }
        for row in &rows {
            row.insert(&***client, &insert).await?;
        }
        client.batch_execute("COMMIT").await?;
        self.access.told.store(true, Ordering::Release);
        // The transaction is over; the connection goes back to the pool.
        drop(self.client.take());
        Ok(())
    }

    /// The technical part lies apart, so that it can go before the rest. R15, R34.
    async fn insert_technical(&self, technical: &Technical) -> Result<(), StoreError> {
        let client = self.client()?;
        let insert = client
            .prepare_cached(
                "INSERT INTO log_technical (log_id, at, ip, country, browser, browser_version, system)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
            )
            .await?;
        let country = technical.country.map(|country| country.to_string());
        let version = technical.browser.version.and_then(|version| i16::try_from(version).ok());
        let (family, system) = (technical.browser.family.code(), technical.system.code());
        client
            .execute(
                &insert,
                &[
                    &self.log_id,
                    &to_microseconds(self.at()),
                    &technical.ip,
                    &country,
                    &family,
                    &version,
                    &system,
                ],
            )
            .await?;
        Ok(())
    }

    fn entry(&mut self, outcome: &Outcome) -> Entry {
        let row = self.access.row;
        let said = outcome.refused.unwrap_or(row.outcome.code());
        Entry {
            hits: outcome.hits.map(|hits| i32::try_from(hits).unwrap_or(i32::MAX)),
            used: self.used.take(),
            sent: outcome.sent.join(" "),
            ..self.written(self.log_id, row, (said, outcome.object))
        }
    }

    fn event(&self, event: Event, object: Option<Uuid>) -> Entry {
        let row = Row::happened(self.at(), self.access.doer(), event);
        self.written(self.next_id(), row, (row.outcome.code(), object))
    }

    /// A row without what only the row of the access has.
    fn written(&self, id: Uuid, row: Row, (said, object): (&str, Option<Uuid>)) -> Entry {
        let person = match row.doer {
            Doer::Account(account) => account.to_uuid().to_string(),
            Doer::Applicant | Doer::Visitor | Doer::System => String::new(),
        };
        Entry {
            id,
            at: to_microseconds(row.at),
            action: row.deed.code().to_owned(),
            purpose: row.purpose.code().to_owned(),
            basis: row.rule.to_owned(),
            authority_kind: self.access.party.to_owned(),
            authority: String::new(),
            state: String::new(),
            person,
            place: String::new(),
            request: self.access.request,
            object,
            outcome: said.to_owned(),
            hits: None,
            used: None,
            sent: String::new(),
        }
    }
}

impl Drop for Unit {
    /// Takes everything back. A connection on which that fails is closed, so that nobody gets one
    /// with half a transaction on it.
    fn drop(&mut self) {
        let Some(client) = self.client.take() else { return };
        let Ok(runtime) = tokio::runtime::Handle::try_current() else {
            drop(Object::take(client));
            return;
        };
        runtime.spawn(async move {
            if client.batch_execute("ROLLBACK").await.is_err() {
                drop(Object::take(client));
            }
        });
    }
}

/// PostgreSQL keeps microseconds; the log row must read back as it was hashed.
pub(crate) fn to_microseconds(at: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at)
}
