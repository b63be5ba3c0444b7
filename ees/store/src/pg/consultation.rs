//! Searching and reading files.

use std::collections::BTreeMap;

use async_trait::async_trait;
use ees_domain::file::File;
use ees_domain::identity::{DocumentNumber, Identity};
use ees_domain::search::{SearchKey, document_key, likeness, query_keys};
use fnd_core::{CountryCode, Id};
use fnd_vault::{BlindIndex, WrappedKey};
use tokio_postgres::Row;
use uuid::Uuid;

use super::file::{Hold, read};
use super::sealed::FileKey;
use super::unit::Unit;
use crate::{CANDIDATES_MAX, Candidate, Consultation, Outcome, StoreError};

/// Identities that are opened and compared at most. A key that finds more is too common to say
/// anything; the rarer keys of the same person find them.
const OPENED_MAX: i64 = 2_000;

const BY_DOCUMENT: &str = "SELECT file_id FROM document_key WHERE fingerprint = $1";
const BY_IDENTITY: &str = "SELECT i.file_id, i.identity_no, i.sealed, k.wrapped_by, k.wrapped
       FROM (SELECT file_id, identity_no FROM identity_key WHERE fingerprint = ANY ($1)
              GROUP BY file_id, identity_no ORDER BY count(*) DESC LIMIT $2) AS hit
       JOIN identity i USING (file_id, identity_no)
       JOIN file_key k USING (file_id)";

/// A unit that only reads.
#[derive(Debug)]
pub(super) struct PgConsultation(pub(super) Unit);

/// The fingerprint of a search key.
pub(super) fn fingerprint(index: &BlindIndex, key: &SearchKey) -> Vec<u8> {
    index.fingerprint("search", key.as_str()).to_vec()
}

/// The file that holds the document.
pub(super) async fn find_by_document(
    unit: &Unit,
    number: &DocumentNumber,
    issuer: CountryCode,
) -> Result<Option<Id<File>>, StoreError> {
    let wanted = fingerprint(&unit.shared.index, &document_key(None, number, issuer));
    let client = unit.client()?;
    let statement = client.prepare_cached(BY_DOCUMENT).await?;
    let row = client.query_opt(&statement, &[&wanted]).await?;
    Ok(row.map(|row| Id::from_uuid(row.get(0))))
}

/// The identity on a row of [`BY_IDENTITY`], compared with the one asked for.
fn candidate(unit: &Unit, row: &Row, like: &Identity) -> Result<Option<Candidate>, StoreError> {
    let file = Id::from_uuid(row.try_get::<_, Uuid>(0)?);
    let wrapped = WrappedKey { by: row.try_get(3)?, bytes: row.try_get(4)? };
    let key = FileKey::unwrap(&unit.shared.ring, file, &wrapped)?;
    let identity = key.open_identity(row.try_get(1)?, row.try_get(2)?)?;
    let alike = likeness(like, &identity);
    Ok(alike.map(|likeness| Candidate { file, identity, likeness }))
}

#[async_trait]
impl Consultation for PgConsultation {
    #[tracing::instrument(name = "db.find_by_document", skip_all)]
    async fn find_by_document(
        &mut self,
        number: &DocumentNumber,
        issuer: CountryCode,
    ) -> Result<Option<Id<File>>, StoreError> {
        find_by_document(&self.0, number, issuer).await
    }

    #[tracing::instrument(name = "db.find_by_identity", skip_all)]
    async fn find_by_identity(&mut self, like: &Identity) -> Result<Vec<Candidate>, StoreError> {
        let index = &self.0.shared.index;
        let wanted: Vec<Vec<u8>> =
            query_keys(like).iter().map(|key| fingerprint(index, key)).collect();
        let client = self.0.client()?;
        let statement = client.prepare_cached(BY_IDENTITY).await?;
        let rows = client.query(&statement, &[&wanted, &OPENED_MAX]).await?;
        let mut best: BTreeMap<Id<File>, Candidate> = BTreeMap::new();
        for row in &rows {
            let Some(found) = candidate(&self.0, row, like)? else { continue };
            let better = best
                .get(&found.file)
                .is_none_or(|known| known.likeness.score < found.likeness.score);
            if better {
                best.insert(found.file, found);
            }
        }
        let mut candidates: Vec<Candidate> = best.into_values().collect();
        candidates.sort_by_key(|found| (std::cmp::Reverse(found.likeness.score), found.file));
        candidates.truncate(CANDIDATES_MAX);
        Ok(candidates)
    }

    #[tracing::instrument(name = "db.find_file", skip_all)]
    async fn find_file(&mut self, id: Id<File>) -> Result<Option<File>, StoreError> {
        Ok(read(&self.0, id, Hold::Free).await?.map(|(file, _)| file))
    }

    #[tracing::instrument(name = "db.end", skip_all)]
    async fn end(self: Box<Self>, outcome: Outcome) -> Result<(), StoreError> {
        self.0.end(outcome).await
    }
}
