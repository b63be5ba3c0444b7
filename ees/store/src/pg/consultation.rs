//! Searching and reading files.

use std::collections::BTreeMap;

use async_trait::async_trait;
use ees_domain::amendment::Amendment;
use ees_domain::file::File;
use ees_domain::identity::{DocumentNumber, Identity};
use ees_domain::search::{SearchKey, Sought, document_key, query_keys};
use ees_domain::suspension::Suspension;
use fnd_core::{CountryCode, Id};
use fnd_vault::{BlindIndex, WrappedKey};
use tokio_postgres::Row;
use uuid::Uuid;

use super::file::Hold;
use super::joined::{leading_to, read};
use super::sealed::FileKey;
use super::suspension::between;
use super::unit::Unit;
use super::{case, overstayers, sample, version};
use crate::{
    CANDIDATES_MAX, Candidate, Candidates, CaseFilter, Consultation, FoundCase, More, OPENED_MAX,
    Outcome, Overstay, OverstayFilter, Span, StoreError, StoredCapture, Template, Version, notices,
};

const BY_DOCUMENT: &str = "SELECT coalesce(f.merged_into, k.file_id) AS file_id
       FROM document_key k LEFT JOIN file f USING (file_id) WHERE k.fingerprint = $1";
const REFUSED_WITH: &str = "SELECT DISTINCT ON (person) person
       FROM (SELECT coalesce(f.merged_into, f.file_id) AS person, f.changed_at
               FROM refused_document_key k JOIN file f USING (file_id)
              WHERE k.fingerprint = $1 ORDER BY f.changed_at DESC LIMIT $2) AS found
      ORDER BY person";
const BY_IDENTITY: &str = "SELECT i.file_id, i.identity_no, i.sealed, k.wrapped_by, k.wrapped,
            coalesce(f.merged_into, i.file_id)
       FROM (SELECT file_id, identity_no, sum(weight) AS shared
               FROM unnest($1::bytea[], $2::int2[]) AS wanted (fingerprint, weight)
               JOIN identity_key USING (fingerprint)
              GROUP BY file_id, identity_no
              ORDER BY shared DESC, file_id, identity_no
              LIMIT $3) AS hit
       JOIN identity i USING (file_id, identity_no)
       JOIN file_key k USING (file_id)
       JOIN file f USING (file_id)
      ORDER BY hit.shared DESC, i.file_id, i.identity_no";

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
fn candidate(unit: &Unit, row: &Row, like: &Sought<'_>) -> Result<Option<Candidate>, StoreError> {
    let file = Id::from_uuid(row.try_get::<_, Uuid>(0)?);
    let wrapped = WrappedKey { by: row.try_get(3)?, bytes: row.try_get(4)? };
    let key = FileKey::unwrap(&unit.shared.ring, file, &wrapped)?;
    let identity = key.open_identity(row.try_get(1)?, row.try_get(2)?)?;
    let alike = like.likeness(&identity);
    // Whoever has two files that were merged is found as one person.
    let file = Id::from_uuid(row.try_get::<_, Uuid>(5)?);
    Ok(alike.map(|likeness| Candidate { file, identity, likeness }))
}

impl PgConsultation {
    /// The identities that share a key with `like`, those that share most first, and one more
    /// than are compared, which tells that there are more.
    async fn sharing(&self, like: &Identity) -> Result<Vec<Row>, StoreError> {
        let index = &self.0.shared.index;
        let keys = query_keys(like);
        let wanted: Vec<Vec<u8>> = keys.iter().map(|key| fingerprint(index, key)).collect();
        let weights: Vec<i16> = keys.iter().map(SearchKey::weight).collect();
        let most = i64::try_from(OPENED_MAX).unwrap_or(i64::MAX).saturating_add(1);
        let client = self.0.client()?;
        let statement = client.prepare_cached(BY_IDENTITY).await?;
        Ok(client.query(&statement, &[&wanted, &weights, &most]).await?)
    }
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

    #[tracing::instrument(name = "db.refused_with", skip_all)]
    async fn refused_with(
        &mut self,
        number: &DocumentNumber,
        issuer: CountryCode,
    ) -> Result<Vec<Id<File>>, StoreError> {
        let wanted = fingerprint(&self.0.shared.index, &document_key(None, number, issuer));
        let most = i64::try_from(CANDIDATES_MAX).unwrap_or(i64::MAX);
        let client = self.0.client()?;
        let statement = client.prepare_cached(REFUSED_WITH).await?;
        let rows = client.query(&statement, &[&wanted, &most]).await?;
        Ok(rows.iter().map(|row| Id::from_uuid(row.get(0))).collect())
    }

    #[tracing::instrument(name = "db.find_by_identity", skip_all)]
    async fn find_by_identity(&mut self, like: &Identity) -> Result<Candidates, StoreError> {
        let rows = self.sharing(like).await?;
        let sought = Sought::new(like);
        let mut best: BTreeMap<Id<File>, Candidate> = BTreeMap::new();
        for row in rows.iter().take(OPENED_MAX) {
            let Some(found) = candidate(&self.0, row, &sought)? else { continue };
            let better = best
                .get(&found.file)
                .is_none_or(|known| known.likeness.score < found.likeness.score);
            if better {
                best.insert(found.file, found);
            }
        }
        let more = if OPENED_MAX < rows.len() {
            More::NotCompared
        } else if CANDIDATES_MAX < best.len() {
            More::Alike
        } else {
            More::Nothing
        };
        let mut list: Vec<Candidate> = best.into_values().collect();
        list.sort_by_key(|found| (std::cmp::Reverse(found.likeness.score), found.file));
        list.truncate(CANDIDATES_MAX);
        Ok(Candidates { list, more })
    }

    #[tracing::instrument(name = "db.find_file", skip_all)]
    async fn find_file(&mut self, id: Id<File>) -> Result<Option<File>, StoreError> {
        Ok(read(&self.0, id, Hold::Free).await?.map(|person| person.file))
    }

    #[tracing::instrument(name = "db.overstayers", skip_all)]
    async fn overstayers(&mut self, filter: &OverstayFilter) -> Result<Vec<Overstay>, StoreError> {
        overstayers::list(&self.0, filter).await
    }

    #[tracing::instrument(name = "db.count_overstayers", skip_all)]
    async fn count_overstayers(
        &mut self,
        filter: &OverstayFilter,
        max: u32,
    ) -> Result<u64, StoreError> {
        overstayers::count(&self.0, filter, max).await
    }

    #[tracing::instrument(name = "db.suspensions", skip_all)]
    async fn suspensions(&mut self, span: Span) -> Result<Vec<Suspension>, StoreError> {
        between(&self.0, span).await
    }

    #[tracing::instrument(name = "db.notices_after", skip_all)]
    async fn notices_after(
        &mut self,
        state: CountryCode,
        place: &notices::Place,
        count_max: u16,
    ) -> Result<Vec<notices::Notice>, StoreError> {
        notices::after(&***self.0.client()?, state, (place, i64::from(count_max))).await
    }

    #[tracing::instrument(name = "db.latest_notices", skip_all)]
    async fn latest_notices(
        &mut self,
        state: CountryCode,
        count_max: u16,
    ) -> Result<Vec<notices::Notice>, StoreError> {
        notices::latest(&***self.0.client()?, state, i64::from(count_max)).await
    }

    #[tracing::instrument(name = "db.versions", skip_all)]
    async fn versions(&mut self, id: Id<File>) -> Result<Vec<Version>, StoreError> {
        match read(&self.0, id, Hold::Free).await? {
            Some(person) => version::all(&self.0, &person).await,
            None => Ok(Vec::new()),
        }
    }

    #[tracing::instrument(name = "db.find_case", skip_all)]
    async fn find_case(&mut self, id: Id<Amendment>) -> Result<Option<FoundCase>, StoreError> {
        let Some(file) = case::file_of(&self.0, id).await? else { return Ok(None) };
        let Some(person) = read(&self.0, file, Hold::Free).await? else { return Ok(None) };
        let case = case::find(&self.0, &person.keys, id).await?;
        Ok(case.map(|case| FoundCase { case, file: person.file }))
    }

    #[tracing::instrument(name = "db.joined", skip_all)]
    async fn joined(&mut self, kept: Id<File>) -> Result<Vec<Id<File>>, StoreError> {
        leading_to(&self.0, kept).await
    }

    #[tracing::instrument(name = "db.cases", skip_all)]
    async fn cases(&mut self, filter: &CaseFilter) -> Result<Vec<FoundCase>, StoreError> {
        case::list(&self.0, filter).await
    }

    #[tracing::instrument(name = "db.count_cases", skip_all)]
    async fn count_cases(&mut self, filter: &CaseFilter, max: u32) -> Result<u64, StoreError> {
        case::count(&self.0, filter, max).await
    }

    #[tracing::instrument(name = "db.count_failing_orders", skip_all)]
    async fn count_failing_orders(&mut self, state: CountryCode) -> Result<u64, StoreError> {
        case::count_failing(&self.0, state).await
    }

    #[tracing::instrument(name = "db.templates", skip_all)]
    async fn templates(&mut self, file: Id<File>) -> Result<Vec<Template>, StoreError> {
        sample::templates(&self.0, file).await
    }

    #[tracing::instrument(name = "db.facial_image", skip_all)]
    async fn facial_image(&mut self, file: Id<File>) -> Result<Option<Vec<u8>>, StoreError> {
        sample::facial_image(&self.0, file).await
    }

    #[tracing::instrument(name = "db.find_capture", skip_all)]
    async fn find_capture(&mut self, id: Uuid) -> Result<Option<StoredCapture>, StoreError> {
        sample::capture(&self.0, id).await
    }

    #[tracing::instrument(name = "db.end", skip_all)]
    async fn end(self: Box<Self>, outcome: Outcome) -> Result<(), StoreError> {
        self.0.end(outcome).await
    }
}
