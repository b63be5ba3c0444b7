//! What a file says of the person, put right. EES Art. 35(1), (2), (8).
//!
//! What is taken away leaves its number behind, so that none is given twice. Fingerprints by which
//! somebody is found are made of what is recorded and follow it.

use ees_domain::file::{File, Regime};
use ees_domain::identity::{Identity, TravelDocument};
use ees_domain::rectification::person::{Amend, PersonAmendment};
use ees_domain::search::{document_key, issuer_key, nationality_keys, stored_keys};
use fnd_core::Id;
use tokio_postgres::types::ToSql;

use super::held::{PgWork, refine};
use crate::pg::consultation::fingerprint;
use crate::pg::joined::Places;
use crate::pg::version;
use crate::{Change, FieldBefore, Number, Part, StoreError};

const SET_IDENTITY: &str =
    "UPDATE identity SET sealed = $3 WHERE file_id = $1 AND identity_no = $2";
const FORGET_IDENTITY: &str = "DELETE FROM identity_key WHERE file_id = $1 AND identity_no = $2";
const FIND_IDENTITY: &str = "INSERT INTO identity_key (fingerprint, file_id, identity_no)
     SELECT DISTINCT fingerprint, $1::uuid, $2::smallint FROM unnest($3::bytea[]) AS made (fingerprint)";
const SET_DOCUMENT: &str =
    "UPDATE travel_document SET sealed = $3 WHERE file_id = $1 AND document_no = $2";
const FORGET_DOCUMENT: &str = "DELETE FROM document_key WHERE file_id = $1 AND document_no = $2";
// A document that is not found by its number stays so: it is false.
const FIND_DOCUMENT: &str =
    "UPDATE document_key SET fingerprint = $3 WHERE file_id = $1 AND document_no = $2";
const SET_REGIME: &str = "UPDATE file SET visa_regime = $2 WHERE file_id = $1";
const SET_ORIGINS: &str = "UPDATE file SET origin_keys = $2 WHERE file_id = $1";

/// Where an identity or a document is: on which file, and under which number.
type Home = (Id<File>, i16);

fn nowhere() -> StoreError {
    StoreError::Inconsistent { what: "place" }
}

impl PgWork {
    /// The number of the next identity on `home`, one of the files of the person; it is given once.
    pub(super) fn next_identity(&mut self, file: &File, home: Id<File>) -> i16 {
        let count = i16::try_from(file.identities.len()).unwrap_or(i16::MAX);
        next(self.last(file.id, home).map(|last| &mut last.0), count)
    }

    /// The number of the next travel document of a file; it is given once.
    pub(super) fn next_document(&mut self, file: &File) -> i16 {
        let count = i16::try_from(file.documents.len()).unwrap_or(i16::MAX);
        next(self.last(file.id, file.id).map(|last| &mut last.1), count)
    }

    /// The last numbers that were given on `home`, one of the files of the person whose file
    /// `held` is.
    fn last(&mut self, held: Id<File>, home: Id<File>) -> Option<&mut (i16, i16)> {
        self.places.get_mut(&held)?.last.get_mut(&home)
    }

    /// Makes the amendment and keeps what was there before.
    pub(super) async fn amend(
        &mut self,
        file: &File,
        amendment: &PersonAmendment,
        change: Change<'_>,
    ) -> Result<(), StoreError> {
        self.flush().await?;
        match amendment {
            PersonAmendment::Identity(Amend::Add(identity)) => {
                let number = self.next_identity(file, file.id);
                self.note_person(file, (file.id, &[]), change).await?;
                self.write_identity(file.id, number, identity).await?;
                self.flush().await
            }
            PersonAmendment::Identity(Amend::Set(place, identity)) => {
                self.identity(file, (*place, Some(identity)), change).await
            }
            PersonAmendment::Identity(Amend::TakeAway(place)) => {
                self.identity(file, (*place, None), change).await
            }
            PersonAmendment::Document(Amend::Add(document)) => {
                let number = self.next_document(file);
                self.note_person(file, (file.id, &[]), change).await?;
                self.write_document(file.id, number, (document, Number::Searched)).await?;
                self.flush().await
            }
            PersonAmendment::Document(Amend::Set(place, document)) => {
                self.document(file, (*place, Some(document)), change).await
            }
            PersonAmendment::Document(Amend::TakeAway(place)) => {
                self.document(file, (*place, None), change).await
            }
            PersonAmendment::Regime(regime) => self.regime(file, *regime, change).await,
        }
    }

    async fn identity(
        &mut self,
        file: &File,
        (place, after): (usize, Option<&Identity>),
        change: Change<'_>,
    ) -> Result<(), StoreError> {
        let home = *self.places(file)?.identities.get(place).ok_or_else(nowhere)?;
        let before = file.identities.get(place).ok_or_else(nowhere)?;
        self.note_person(file, (home.0, &version::of_identity(before)), change).await?;
        let key = self.key(home.0)?;
        let sealed = after.map(|identity| key.seal_identity(home.1, identity)).transpose()?;
        self.change(SET_IDENTITY, home, &[&sealed]).await?;
        self.change(FORGET_IDENTITY, home, &[]).await?;
        if let Some(identity) = after {
            let index = &self.unit.shared.index;
            let keys: Vec<Vec<u8>> =
                stored_keys(identity).iter().map(|key| fingerprint(index, key)).collect();
            self.change(FIND_IDENTITY, home, &[&keys]).await?;
        }
        let places = self.places(file)?;
        let identities = left(&file.identities, &places.identities, (home.0, Some((place, after))));
        let documents = left(&file.documents, &places.documents, (home.0, None));
        self.origins(home.0, (&identities, &documents)).await
    }

    async fn document(
        &mut self,
        file: &File,
        (place, after): (usize, Option<&TravelDocument>),
        change: Change<'_>,
    ) -> Result<(), StoreError> {
        let home = *self.places(file)?.documents.get(place).ok_or_else(nowhere)?;
        let before = file.documents.get(place).ok_or_else(nowhere)?;
        self.note_person(file, (home.0, &version::of_document(before)), change).await?;
        let key = self.key(home.0)?;
        let sealed = after.map(|document| key.seal_document(home.1, document)).transpose()?;
        self.change(SET_DOCUMENT, home, &[&sealed]).await?;
        match after {
            Some(document) => {
                let key = document_key(None, &document.number, document.issuer);
                let key = fingerprint(&self.unit.shared.index, &key);
                self.change(FIND_DOCUMENT, home, &[&key]).await?;
            }
            None => self.change(FORGET_DOCUMENT, home, &[]).await?,
        }
        let places = self.places(file)?;
        let identities = left(&file.identities, &places.identities, (home.0, None));
        let documents = left(&file.documents, &places.documents, (home.0, Some((place, after))));
        self.origins(home.0, (&identities, &documents)).await
    }

    async fn regime(
        &mut self,
        file: &File,
        regime: Regime,
        change: Change<'_>,
    ) -> Result<(), StoreError> {
        self.note_person(file, (file.id, &version::of_regime(file.regime)), change).await?;
        let client = self.unit.client()?;
        let statement = client.prepare_cached(SET_REGIME).await?;
        client.execute(&statement, &[&file.id.to_uuid(), &regime.code()]).await?;
        Ok(())
    }

    fn places(&self, file: &File) -> Result<&Places, StoreError> {
        self.places.get(&file.id).ok_or_else(nowhere)
    }

    /// Does `sql` to what has this number on this file.
    async fn change(
        &self,
        sql: &str,
        (file, number): Home,
        values: &[&(dyn ToSql + Sync)],
    ) -> Result<(), StoreError> {
        let client = self.unit.client()?;
        let file = file.to_uuid();
        let mut all: Vec<&(dyn ToSql + Sync)> = vec![&file, &number];
        all.extend(values);
        let statement = client.prepare_cached(sql).await?;
        client.execute(&statement, &all).await.map_err(refine)?;
        Ok(())
    }

    /// Keeps in the history what one of the person's files said before.
    async fn note_person(
        &self,
        file: &File,
        (home, before): (Id<File>, &[FieldBefore]),
        change: Change<'_>,
    ) -> Result<(), StoreError> {
        let made = (home, file.version.saturating_add(1), self.key(home)?);
        version::insert(&self.unit, made, (Part::File, home.to_uuid()), (before, change)).await
    }

    /// Lets lists be narrowed to the file by what is on it now.
    async fn origins(
        &self,
        home: Id<File>,
        (identities, documents): (&[&Identity], &[&TravelDocument]),
    ) -> Result<(), StoreError> {
        let issuers = documents.iter().map(|document| issuer_key(document.issuer));
        let nationalities = identities.iter().flat_map(|identity| nationality_keys(identity));
        let index = &self.unit.shared.index;
        let mut keys: Vec<Vec<u8>> =
            nationalities.chain(issuers).map(|key| fingerprint(index, &key)).collect();
        keys.sort_unstable();
        keys.dedup();
        let client = self.unit.client()?;
        let statement = client.prepare_cached(SET_ORIGINS).await?;
        client.execute(&statement, &[&home.to_uuid(), &keys]).await?;
        Ok(())
    }
}

/// The number behind the `last` one that was given; of a file that was not read, behind `count`.
fn next(last: Option<&mut i16>, count: i16) -> i16 {
    match last {
        Some(last) => {
            *last = last.saturating_add(1);
            *last
        }
        None => count.saturating_add(1),
    }
}

/// What of `list` is on the file `home` when the one at a place is another one, or none, instead.
fn left<'a, T>(
    list: &'a [T],
    places: &[Home],
    (home, instead): (Id<File>, Option<(usize, Option<&'a T>)>),
) -> Vec<&'a T> {
    let on_it = list.iter().zip(places).enumerate().filter(|(_, (_, place))| place.0 == home);
    on_it
        .filter_map(|(at, (one, _))| match instead {
            Some((place, after)) if place == at => after,
            _ => Some(one),
        })
        .collect()
}
