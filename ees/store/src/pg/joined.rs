//! Reading a file together with those that were merged with it, as of one person. EES Art. 14(2).
//!
//! Merging moves nothing: each part stays on its own file, sealed under that file's key, so whoever
//! writes to a part asks which file is its home.

use std::collections::HashMap;

use ees_domain::file::{Crossing, File};
use ees_domain::identity::TravelDocument;
use ees_domain::rectification::person::{Amend, PersonAmendment};
use fnd_core::Id;
use uuid::Uuid;

use super::file::{Hold, LEADING, Place, leads_to, read_alone};
use super::sealed::FileKey;
use super::unit::Unit;
use crate::{Joined, StoreError};

/// How often it is looked where a file is that others merge and part.
const LOOKS_MAX: usize = 4;

/// A person's file, with the keys of all the files it was put together from.
#[derive(Debug)]
pub(super) struct Person {
    /// The file that is kept, with everything that is on the others, too.
    pub(super) file: File,
    /// The keys by file.
    pub(super) keys: HashMap<Id<File>, FileKey>,
    /// The files that lead to this one, with their parts.
    pub(super) joined: Vec<Joined>,
    /// The travel documents that are on those files.
    pub(super) documents: Vec<(TravelDocument, Id<File>)>,
    /// Which identity and which travel document of the file is which.
    pub(super) places: Places,
}

/// On which file each identity and each travel document of a person is, and under which number.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// Of the identities, in the order of the person's file.
    pub(super) identities: Vec<(Id<File>, i16)>,
    /// Of the travel documents.
    pub(super) documents: Vec<(Id<File>, i16)>,
    /// The last numbers that were given on each of the files.
    pub(super) last: HashMap<Id<File>, (i16, i16)>,
}

impl Places {
    fn of(file: Id<File>, place: &Place) -> Self {
        let on = |numbers: &[i16]| numbers.iter().map(|number| (file, *number)).collect();
        let (identities, documents) = &place.numbers;
        Self {
            identities: on(identities),
            documents: on(documents),
            last: HashMap::from([(file, place.last)]),
        }
    }

    /// Whether `amendment` would take away the only identity or the only travel document of one of
    /// the files.
    pub(super) fn leaves_nothing(&self, amendment: &PersonAmendment) -> bool {
        let (list, place) = match amendment {
            PersonAmendment::Identity(Amend::TakeAway(place)) => (&self.identities, *place),
            PersonAmendment::Document(Amend::TakeAway(place)) => (&self.documents, *place),
            PersonAmendment::Identity(_)
            | PersonAmendment::Document(_)
            | PersonAmendment::Regime(_) => return false,
        };
        let home = list.get(place).map(|(file, _)| *file);
        home.is_some_and(|home| list.iter().filter(|(file, _)| *file == home).count() == 1)
    }
}

impl Person {
    /// The key of `file`, which is the kept one or one that leads to it.
    pub(super) fn key(&self, file: Id<File>) -> Result<&FileKey, StoreError> {
        self.keys.get(&file).ok_or(StoreError::Inconsistent { what: "key" })
    }

    /// The kept file and those that lead to it.
    pub(super) fn files(&self) -> Vec<Uuid> {
        self.keys.keys().map(|file| file.to_uuid()).collect()
    }
}

/// Reads the file `id`, or the one to which it leads.
///
/// Whoever holds the kept file holds those that lead to it.
pub(super) async fn read(
    unit: &Unit,
    id: Id<File>,
    hold: Hold,
) -> Result<Option<Person>, StoreError> {
    let Some((file, key, place)) = kept(unit, id, hold).await? else { return Ok(None) };
    let places = Places::of(file.id, &place);
    let keys = HashMap::from([(file.id, key)]);
    let mut person = Person { keys, file, joined: Vec::new(), documents: Vec::new(), places };
    for other in place.joined {
        if let Some((other, key, place)) = read_alone(unit, other, Hold::Free).await? {
            let places = Places::of(other.id, &place);
            add(&mut person, (other, places), key);
        }
    }
    Ok(Some(person))
}

/// Reads the file `id`, or the one to which it leads, without what is on others.
async fn kept(
    unit: &Unit,
    id: Id<File>,
    hold: Hold,
) -> Result<Option<(File, FileKey, Place)>, StoreError> {
    let mut wanted = id;
    // Files are merged and parted by others meanwhile, but not for ever.
    for _ in 0..LOOKS_MAX {
        match read_alone(unit, wanted, hold).await? {
            Some((file, key, place)) => match place.merged_into {
                None => return Ok(Some((file, key, place))),
                Some(kept) => wanted = kept,
            },
            None => match leads_to(unit, id).await? {
                None => return Ok(None),
                Some(kept) => wanted = kept,
            },
        }
    }
    // A file whose key was destroyed is nobody's any more.
    Ok(None)
}

/// The files that lead to `kept`, in the order in which they were made.
pub(super) async fn leading_to(unit: &Unit, kept: Id<File>) -> Result<Vec<Id<File>>, StoreError> {
    let client = unit.client()?;
    let statement = client.prepare_cached(LEADING).await?;
    let rows = client.query(&statement, &[&kept.to_uuid()]).await?;
    Ok(rows.iter().map(|row| Id::from_uuid(row.get(0))).collect())
}

/// Adds what is on `other`. Its identities and documents stand first, because the latest ones are
/// added to the kept file.
fn add(person: &mut Person, (other, places): (File, Places), key: FileKey) {
    let file = &mut person.file;
    person.joined.push(Joined {
        file: other.id,
        crossings: other.crossings.iter().map(|record| record.id).collect(),
        refusals: other.refusals.iter().map(|decision| decision.refusal.id).collect(),
        programmes: other.programmes.iter().map(|programme| programme.id).collect(),
    });
    person.documents.extend(other.documents.iter().map(|held| (held.clone(), other.id)));
    person.keys.insert(other.id, key);
    file.identities.splice(0..0, other.identities);
    file.documents.splice(0..0, other.documents);
    person.places.identities.splice(0..0, places.identities);
    person.places.documents.splice(0..0, places.documents);
    person.places.last.extend(places.last);
    // The file that is kept was made first.
    file.biometrics = file.biometrics.together(&other.biometrics);
    file.programmes.extend(other.programmes);
    file.programmes.sort_by_key(|programme| programme.entered_at);
    file.crossings.extend(other.crossings);
    file.crossings.sort_by_key(Crossing::first_instant);
    file.refusals.extend(other.refusals);
    file.refusals.sort_by_key(|decision| decision.refusal.at);
}
