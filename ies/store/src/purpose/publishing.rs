//! Publishing privacy statements and terms of use. R38, R39.

use ies_domain::consent::Statement;
use ies_domain::log::Event;

use crate::client::Client;
use crate::record::record_version::{self, RecordVersion};
use crate::record::statement::{self, Wording};
use crate::{Access, Outcome, Store, StoreError, Unit};

/// A unit of work that publishes.
#[derive(Debug)]
pub struct Publishing(Unit);

impl Store {
    /// Begins to publish for `access`.
    #[tracing::instrument(name = "db.publish", skip_all)]
    pub async fn publish(&self, access: Access) -> Result<Publishing, StoreError> {
        Ok(Publishing(self.begin(access).await?))
    }

    /// The record of processing as it stood, the earliest version first. It tells of nobody.
    #[tracing::instrument(name = "db.record_versions", skip_all)]
    pub async fn record_versions(&self) -> Result<Vec<RecordVersion>, StoreError> {
        let client = self.0.database.connection().await?;
        record_version::all(Client(&client)).await
    }
}

impl Publishing {
    /// Every version of both texts.
    pub async fn all(&self) -> Result<Vec<Statement>, StoreError> {
        statement::all(self.0.client()?).await
    }

    /// Adds a version with its text in each language.
    pub async fn add(&self, statement: &Statement, wordings: &[Wording]) -> Result<(), StoreError> {
        statement::insert(&self.0, statement, wordings).await
    }

    /// Keeps a version of the record of processing.
    pub async fn keep_record(&self, kept: &RecordVersion) -> Result<(), StoreError> {
        record_version::insert(&self.0, kept).await
    }

    /// Notes that it was published, as a row of its own.
    pub fn happened(&mut self, event: Event) {
        let of = self.0.next_id();
        self.0.happened(event, of);
    }

    /// Ends the unit and makes everything last, the log rows included.
    pub async fn end(self, outcome: Outcome) -> Result<(), StoreError> {
        self.0.end(outcome).await
    }
}
