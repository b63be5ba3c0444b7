//! Recording: files, entries, exits.

use std::collections::HashMap;

use async_trait::async_trait;
use ees_domain::file::{Crossing, File};
use ees_domain::identity::{DocumentNumber, Identity, TravelDocument};
use ees_domain::refusal::Refusal;
use ees_domain::search::{document_key, stored_keys};
use fnd_core::{CountryCode, Id};
use fnd_pg::Failure;
use fnd_vault::WrappedKey;

use super::consultation::{find_by_document, fingerprint};
use super::crossing;
use super::file::{Hold, read};
use super::sealed::FileKey;
use super::unit::Unit;
use crate::{Movement, NewFile, Outcome, StoreError, Work};

/// A unit that records. It keeps the keys of the files it has read or made.
#[derive(Debug)]
pub(super) struct PgWork {
    unit: Unit,
    keys: HashMap<Id<File>, FileKey>,
}

impl PgWork {
    pub(super) fn new(unit: Unit) -> Self {
        Self { unit, keys: HashMap::new() }
    }

    fn key(&self, file: Id<File>) -> Result<&FileKey, StoreError> {
        self.keys.get(&file).ok_or(StoreError::Inconsistent { what: "key" })
    }

    /// The digest of a request, keyed, because requests hold names and numbers.
    fn digest(&self, asked: &str) -> Vec<u8> {
        self.unit.shared.index.fingerprint("movement", asked).to_vec()
    }

    async fn insert_identity(
        &self,
        file: Id<File>,
        number: i16,
        identity: &Identity,
    ) -> Result<(), StoreError> {
        let sealed = self.key(file)?.seal_identity(number, identity)?;
        let index = &self.unit.shared.index;
        let keys: Vec<Vec<u8>> =
            stored_keys(identity).iter().map(|key| fingerprint(index, key)).collect();
        let client = self.unit.client()?;
        let insert = client
            .prepare_cached(
                "WITH added AS (INSERT INTO identity (file_id, identity_no, sealed, added_at)
                                VALUES ($1, $2, $3, $4))
                 INSERT INTO identity_key (fingerprint, file_id, identity_no)
                 SELECT DISTINCT fingerprint, $1, $2 FROM unnest($5::bytea[]) AS made (fingerprint)",
            )
            .await?;
        let at = self.unit.access.at;
        client.execute(&insert, &[&file.to_uuid(), &number, &sealed, &at, &keys]).await?;
        Ok(())
    }

    async fn insert_document(
        &self,
        file: Id<File>,
        number: i16,
        document: &TravelDocument,
    ) -> Result<(), StoreError> {
        let sealed = self.key(file)?.seal_document(number, document)?;
        let key = document_key(None, &document.number, document.issuer);
        let fingerprint = fingerprint(&self.unit.shared.index, &key);
        let client = self.unit.client()?;
        let insert = client
            .prepare_cached(
                "WITH added AS (INSERT INTO travel_document (file_id, document_no, sealed, added_at)
                                VALUES ($1, $2, $3, $4))
                 INSERT INTO document_key (fingerprint, file_id, document_no)
                 VALUES ($5, $1, $2)",
            )
            .await?;
        let at = self.unit.access.at;
        client
            .execute(&insert, &[&file.to_uuid(), &number, &sealed, &at, &fingerprint])
            .await
            .map_err(refine)?;
        Ok(())
    }

    async fn insert_head(&self, file: &NewFile, wrapped: &WrappedKey) -> Result<(), StoreError> {
        let client = self.unit.client()?;
        let insert = client
            .prepare_cached(
                "WITH made AS (
                     INSERT INTO file (file_id, version, visa_regime, responsible_state,
                                       responsible_office, created_at, changed_at)
                     VALUES ($1, 1, $2, $3, $4, $5, $5))
                 INSERT INTO file_key (file_id, wrapped_by, wrapped) VALUES ($1, $6, $7)",
            )
            .await?;
        client
            .execute(
                &insert,
                &[
                    &file.id.to_uuid(),
                    &file.regime.code(),
                    &file.state.as_str(),
                    &file.office,
                    &file.at,
                    &wrapped.by,
                    &wrapped.bytes,
                ],
            )
            .await?;
        Ok(())
    }
}

/// A constraint that refused tells which rule was about to be broken.
pub(super) fn refine(error: tokio_postgres::Error) -> StoreError {
    let constraint = error.as_db_error().and_then(|said| said.constraint());
    match constraint {
        Some("document_is_in_one_file") => StoreError::DocumentOnOtherFile,
        Some("crossing_one_open_per_file" | "movement_pkey" | "crossing_pkey") => {
            StoreError::Overtaken
        }
        _ => StoreError::Database(Failure::from(error)),
    }
}

#[async_trait]
impl Work for PgWork {
    #[tracing::instrument(name = "db.find_movement", skip_all)]
    async fn find_movement(
        &mut self,
        id: Id<Crossing>,
        asked: &str,
    ) -> Result<Option<Movement>, StoreError> {
        let client = self.unit.client()?;
        let select = client
            .prepare_cached(
                "SELECT file_id, crossing_id, digest FROM movement WHERE movement_id = $1",
            )
            .await?;
        let row = client.query_opt(&select, &[&id.to_uuid()]).await?;
        let digest = self.digest(asked);
        Ok(row.map(|row| Movement {
            file: Id::from_uuid(row.get(0)),
            crossing: Id::from_uuid(row.get(1)),
            same_request: row.get::<_, &[u8]>(2) == digest.as_slice(),
        }))
    }

    #[tracing::instrument(name = "db.find_by_document", skip_all)]
    async fn find_by_document(
        &mut self,
        number: &DocumentNumber,
        issuer: CountryCode,
    ) -> Result<Option<Id<File>>, StoreError> {
        find_by_document(&self.unit, number, issuer).await
    }

    #[tracing::instrument(name = "db.file_for_update", skip_all)]
    async fn file_for_update(&mut self, id: Id<File>) -> Result<Option<File>, StoreError> {
        let Some((file, key)) = read(&self.unit, id, Hold::Held).await? else { return Ok(None) };
        self.keys.insert(id, key);
        Ok(Some(file))
    }

    #[tracing::instrument(name = "db.add_file", skip_all)]
    async fn add_file(&mut self, file: &NewFile) -> Result<(), StoreError> {
        let (key, wrapped) = FileKey::generate(&self.unit.shared.ring, file.id)?;
        self.keys.insert(file.id, key);
        self.insert_head(file, &wrapped).await?;
        self.insert_document(file.id, 1, &file.document).await?;
        self.insert_identity(file.id, 1, &file.identity).await
    }

    #[tracing::instrument(name = "db.add_identity", skip_all)]
    async fn add_identity(&mut self, file: &File, identity: &Identity) -> Result<(), StoreError> {
        let number = next_number(file.identities.len());
        self.insert_identity(file.id, number, identity).await
    }

    #[tracing::instrument(name = "db.add_document", skip_all)]
    async fn add_document(
        &mut self,
        file: &File,
        document: &TravelDocument,
    ) -> Result<(), StoreError> {
        let number = next_number(file.documents.len());
        self.insert_document(file.id, number, document).await
    }

    #[tracing::instrument(name = "db.add_crossing", skip_all)]
    async fn add_crossing(
        &mut self,
        file: Id<File>,
        crossing: &Crossing,
    ) -> Result<(), StoreError> {
        let sealed_under = (file, self.key(file)?);
        crossing::insert(self.unit.client()?, sealed_under, crossing).await
    }

    #[tracing::instrument(name = "db.add_exit", skip_all)]
    async fn add_exit(&mut self, file: Id<File>, crossing: &Crossing) -> Result<(), StoreError> {
        if crossing::complete(self.unit.client()?, file, crossing).await? {
            return Ok(());
        }
        Err(StoreError::Overtaken)
    }

    #[tracing::instrument(name = "db.supersede", skip_all)]
    async fn supersede(
        &mut self,
        file: Id<File>,
        crossing: Id<Crossing>,
    ) -> Result<(), StoreError> {
        let client = self.unit.client()?;
        let update = client
            .prepare_cached(
                "UPDATE crossing SET is_superseded = true
                  WHERE file_id = $1 AND crossing_id = $2 AND exited_at IS NULL",
            )
            .await?;
        let changed = client.execute(&update, &[&file.to_uuid(), &crossing.to_uuid()]).await?;
        if changed == 1 { Ok(()) } else { Err(StoreError::Overtaken) }
    }

    #[tracing::instrument(name = "db.add_refusal", skip_all)]
    async fn add_refusal(&mut self, file: Id<File>, refusal: &Refusal) -> Result<(), StoreError> {
        let client = self.unit.client()?;
        let insert = client
            .prepare_cached(
                "INSERT INTO refusal (file_id, refusal_id, refused_at, refusal_day, point,
                                      authority, reasons)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
            )
            .await?;
        let reasons: Vec<&str> = refusal.reasons.iter().map(|reason| reason.code()).collect();
        client
            .execute(
                &insert,
                &[
                    &file.to_uuid(),
                    &refusal.id.to_uuid(),
                    &refusal.at,
                    &refusal.day.date(),
                    &refusal.point,
                    &refusal.authority,
                    &reasons,
                ],
            )
            .await?;
        Ok(())
    }

    #[tracing::instrument(name = "db.add_movement", skip_all)]
    async fn add_movement(
        &mut self,
        id: Id<Crossing>,
        (file, crossing): (Id<File>, Id<Crossing>),
        asked: &str,
    ) -> Result<(), StoreError> {
        let client = self.unit.client()?;
        let insert = client
            .prepare_cached(
                "INSERT INTO movement (movement_id, file_id, crossing_id, digest)
                 VALUES ($1, $2, $3, $4)",
            )
            .await?;
        let digest = self.digest(asked);
        client
            .execute(&insert, &[&id.to_uuid(), &file.to_uuid(), &crossing.to_uuid(), &digest])
            .await
            .map_err(refine)?;
        Ok(())
    }

    #[tracing::instrument(name = "db.touch", skip_all)]
    async fn touch(&mut self, file: Id<File>) -> Result<(), StoreError> {
        let access = &self.unit.access;
        let client = self.unit.client()?;
        let update = client
            .prepare_cached(
                "UPDATE file SET version = version + 1, responsible_state = $2,
                                 responsible_office = $3, changed_at = $4
                  WHERE file_id = $1",
            )
            .await?;
        let state = access.actor.state.as_str();
        let values: [&(dyn tokio_postgres::types::ToSql + Sync); 4] =
            [&file.to_uuid(), &state, &access.actor.office, &access.at];
        client.execute(&update, &values).await?;
        Ok(())
    }

    #[tracing::instrument(name = "db.commit", skip_all)]
    async fn commit(self: Box<Self>, outcome: Outcome) -> Result<(), StoreError> {
        self.unit.end(outcome).await
    }
}

/// The number of the next identity or document of a file that holds `count`.
fn next_number(count: usize) -> i16 {
    i16::try_from(count).unwrap_or(i16::MAX).saturating_add(1)
}
