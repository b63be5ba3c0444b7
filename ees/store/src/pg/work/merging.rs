//! Files of one person: what a unit of work remembers of them, how they are merged and parted.

use ees_domain::day::Day;
use ees_domain::file::File;
use ees_domain::identity::TravelDocument;
use fnd_core::Id;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::held::PgWork;
use crate::pg::joined::Person;
use crate::pg::version;
use crate::{Change, Part, StoreError};

impl PgWork {
    /// Remembers the keys of a person's files, and which part is on which of them.
    pub(super) fn remember(&mut self, person: Person) -> File {
        let Person { file, keys, joined, documents, places } = person;
        self.keys.extend(keys);
        if !joined.is_empty() {
            for one in &joined {
                let records = one.crossings.iter().map(|id| id.to_uuid());
                let parts = records.chain(one.refusals.iter().map(|id| id.to_uuid()));
                let parts = parts.chain(one.programmes.iter().map(|id| id.to_uuid()));
                self.homes.extend(parts.map(|part| (part, one.file)));
            }
            self.documents.extend(documents);
            self.joined.insert(file.id, joined);
        }
        self.places.insert(file.id, places);
        file
    }

    /// Whether `other` is the file held, or leads to it.
    pub(super) fn is_of(&self, held: Id<File>, other: Id<File>) -> bool {
        let leads = |joined: &Vec<crate::Joined>| joined.iter().any(|one| one.file == other);
        held == other || self.joined.get(&held).is_some_and(leads)
    }

    /// The file on which `document` is, of those that the file held was put together from.
    pub(super) fn home_of_document(&self, held: Id<File>, document: &TravelDocument) -> Id<File> {
        let is_same = |known: &TravelDocument| {
            known.number == document.number && known.issuer == document.issuer
        };
        let found = self.documents.iter().find(|(known, _)| is_same(known));
        found.map(|(_, file)| *file).filter(|file| self.is_of(held, *file)).unwrap_or(held)
    }

    /// Whether an order waits to erase the file held or one that leads to it.
    pub(super) async fn order_waits(&mut self, kept: Id<File>) -> Result<bool, StoreError> {
        let joined = self.joined.get(&kept).into_iter().flatten().map(|one| one.file);
        let files: Vec<Uuid> = joined.chain([kept]).map(Id::to_uuid).collect();
        let sql = "SELECT EXISTS (SELECT FROM erasure_order
                                   WHERE file_id = ANY ($1) AND part = 'file')";
        let client = self.client().await?;
        let statement = client.prepare_cached(sql).await?;
        Ok(client.query_one(&statement, &[&files]).await?.get(0))
    }

    /// Lets `joined` lead to `kept`. From here on both are changed under the versions of the kept
    /// file, so these go on behind the versions of both.
    pub(super) async fn join(
        &mut self,
        (kept, joined): (&File, &File),
        change: Change<'_>,
    ) -> Result<(), StoreError> {
        self.flush().await?;
        self.note((kept, joined.id), change).await?;
        let client = self.unit.client()?;
        let sql = "UPDATE file SET version = greatest(version, $2) WHERE file_id = $1";
        let statement = client.prepare_cached(sql).await?;
        client.execute(&statement, &[&kept.id.to_uuid(), &joined.version]).await?;
        let sql = "UPDATE file SET merged_into = $2, version = version + 1 WHERE file_id = $1";
        let statement = client.prepare_cached(sql).await?;
        client.execute(&statement, &[&joined.id.to_uuid(), &kept.id.to_uuid()]).await?;
        let joined = crate::Joined {
            file: joined.id,
            crossings: Vec::new(),
            refusals: Vec::new(),
            programmes: Vec::new(),
        };
        self.joined.entry(kept.id).or_default().push(joined);
        Ok(())
    }

    /// Takes `joined` away from `kept`. What was done to it meanwhile has versions of the kept
    /// file, so its own go on behind both. Whoever parts them answers for both.
    pub(super) async fn part(
        &mut self,
        (kept, joined): (&File, Id<File>),
        kept_until: Option<Day>,
        change: Change<'_>,
    ) -> Result<(), StoreError> {
        self.flush().await?;
        self.note((kept, joined), change).await?;
        let client = self.unit.client()?;
        let sql = "UPDATE file SET merged_into = NULL, version = greatest(version, $2) + 1,
                          kept_until = coalesce($3, kept_until), responsible_state = $4,
                          responsible_office = $5, changed_at = $6 WHERE file_id = $1";
        let statement = client.prepare_cached(sql).await?;
        let version = kept.version.saturating_add(1);
        let kept_until = kept_until.map(Day::date);
        let access = &self.unit.access;
        let (state, office) = (access.actor.state.to_string(), &access.actor.office);
        let values: [&(dyn ToSql + Sync); 6] =
            [&joined.to_uuid(), &version, &kept_until, &state, office, &access.at];
        client.execute(&statement, &values).await?;
        if let Some(list) = self.joined.get_mut(&kept.id) {
            list.retain(|one| one.file != joined);
        }
        Ok(())
    }

    /// Keeps in the history of the kept file what was done with the other one.
    async fn note(
        &mut self,
        (kept, other): (&File, Id<File>),
        change: Change<'_>,
    ) -> Result<(), StoreError> {
        let made = (kept.id, kept.version.saturating_add(1), self.key(kept.id)?);
        version::insert(&self.unit, made, (Part::File, other.to_uuid()), (&[], change)).await
    }
}
