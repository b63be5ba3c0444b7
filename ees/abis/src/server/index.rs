//! What is searched, in memory: one gallery of templates for each name.
//!
//! An encounter is in each of its galleries, or in the one without a name where it has none. One
//! that is not active is known and not searched.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use ees_match::compare::Method;
use ees_match::gallery::{Candidate, Gallery, GalleryError, Reference, Samples, Wanted};
use ees_match::net::Cpu;

use super::store::Head;
use crate::wire::EncounterStatus;

/// Where encounters are that are in no gallery.
const NO_GALLERY: &str = "";

/// One gallery: whom it knows, and what of them is searched.
#[derive(Debug)]
struct Named {
    members: BTreeSet<i64>,
    gallery: Gallery,
}

/// Everybody.
#[derive(Debug)]
pub(super) struct Index {
    method: Method,
    cpu: Cpu,
    galleries: BTreeMap<String, Named>,
    heads: HashMap<i64, Head>,
    people: BTreeMap<String, BTreeMap<String, i64>>,
}

impl Index {
    /// An empty one.
    pub(super) fn new(method: Method, cpu: Cpu) -> Self {
        Self {
            method,
            cpu,
            galleries: BTreeMap::new(),
            heads: HashMap::new(),
            people: BTreeMap::new(),
        }
    }

    /// Takes an encounter in; what was there of this number goes.
    pub(super) fn put(
        &mut self,
        seq: i64,
        head: Head,
        samples: &Samples,
    ) -> Result<(), GalleryError> {
        self.remove(seq);
        let nowhere = [NO_GALLERY.to_owned()];
        let names = if head.galleries.is_empty() { &nowhere } else { head.galleries.as_slice() };
        for name in names {
            let new =
                || Named { members: BTreeSet::new(), gallery: Gallery::new(self.method, self.cpu) };
            let of_name = self.galleries.entry(name.clone()).or_insert_with(new);
            of_name.members.insert(seq);
            if head.status == EncounterStatus::Active {
                of_name.gallery.put(reference(seq), samples)?;
            }
        }
        let encounters = self.people.entry(head.person.clone()).or_default();
        encounters.insert(head.encounter.clone(), seq);
        self.heads.insert(seq, head);
        Ok(())
    }

    /// Forgets an encounter; its templates are overwritten.
    pub(super) fn remove(&mut self, seq: i64) {
        let Some(head) = self.heads.remove(&seq) else { return };
        for named in self.galleries.values_mut() {
            if named.members.remove(&seq) {
                named.gallery.remove(reference(seq));
            }
        }
        self.galleries.retain(|_, named| !named.members.is_empty());
        if let Some(encounters) = self.people.get_mut(&head.person) {
            encounters.remove(&head.encounter);
            if encounters.is_empty() {
                self.people.remove(&head.person);
            }
        }
    }

    /// How many encounters there are.
    pub(super) fn len(&self) -> usize {
        self.heads.len()
    }

    /// What is known of an encounter.
    pub(super) fn head(&self, seq: i64) -> Option<&Head> {
        self.heads.get(&seq)
    }

    /// The encounters of a person by their names; none where the person is not known.
    pub(super) fn person(&self, person: &str) -> Option<&BTreeMap<String, i64>> {
        self.people.get(person)
    }

    /// The number of an encounter.
    pub(super) fn find(&self, person: &str, encounter: &str) -> Option<i64> {
        self.people.get(person)?.get(encounter).copied()
    }

    /// The names of all galleries.
    pub(super) fn names(&self) -> Vec<String> {
        let names = self.galleries.keys().filter(|name| *name != NO_GALLERY);
        names.cloned().collect()
    }

    /// The encounters of a gallery, oldest first; none where it is not known.
    pub(super) fn members(&self, name: &str) -> Option<&BTreeSet<i64>> {
        self.galleries.get(name).map(|named| &named.members)
    }

    /// Who of a gallery, or of all (`None`), is like this, the most likely first, each encounter
    /// once; nothing where the gallery is not known.
    pub(super) fn search(
        &self,
        name: Option<&str>,
        (probe, wanted): (&Samples, Wanted),
    ) -> Result<Option<Vec<(i64, Candidate)>>, GalleryError> {
        let searched: Vec<&Named> = match name {
            None => self.galleries.values().collect(),
            Some(name) => match self.galleries.get(name) {
                None => return Ok(None),
                Some(named) => vec![named],
            },
        };
        let mut found: BTreeMap<i64, Candidate> = BTreeMap::new();
        for named in searched {
            for candidate in named.gallery.search(probe, wanted)? {
                if let Ok(seq) = i64::try_from(candidate.reference.0) {
                    found.insert(seq, candidate);
                }
            }
        }
        let mut found: Vec<(i64, Candidate)> = found.into_iter().collect();
        found.sort_by(|(a, one), (b, other)| {
            let by_strength = other.strength.decibels().total_cmp(&one.strength.decibels());
            by_strength.then(a.cmp(b))
        });
        Ok(Some(found))
    }
}

/// The number of an encounter as the galleries know it. Numbers of rows are from 1.
fn reference(seq: i64) -> Reference {
    Reference(u128::try_from(seq).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use ees_match::compare::calibration::Strength;
    use ees_match::record::Position;
    use ees_match::synthetic::population::{Minutiae, Noise};

    fn samples(seed: u64, capture: u64) -> Samples {
        let template = Minutiae::of(seed).capture(capture, &Noise::MEASURED);
        Samples { face: None, fingers: vec![(Position::RIGHT_INDEX, template)] }
    }

    fn head(person: &str, encounter: &str, galleries: &[&str]) -> Head {
        Head {
            person: person.into(),
            encounter: encounter.into(),
            status: EncounterStatus::Active,
            galleries: galleries.iter().map(ToString::to_string).collect(),
        }
    }

    #[test]
    fn an_encounter_is_found_in_its_galleries_and_once_in_all() {
        let mut index = Index::new(Method::Both, Cpu::detect());
        index.put(1, head("a", "x", &["one", "two"]), &samples(1, 1)).unwrap();
        index.put(2, head("b", "x", &[]), &samples(2, 1)).unwrap();
        let mut asleep = head("a", "y", &["two"]);
        asleep.status = EncounterStatus::Inactive;
        index.put(3, asleep, &samples(3, 1)).unwrap();
        let wanted = Wanted { threshold: Strength::of_rate(1e-4), most: 5 };
        let found = |index: &Index, name, seed| {
            let found = index.search(name, (&samples(seed, 2), wanted)).unwrap();
            found.map(|all| all.iter().map(|(seq, _)| *seq).collect::<Vec<_>>())
        };
        assert_eq!(index.names(), ["one", "two"]);
        assert_eq!(found(&index, Some("one"), 1), Some(vec![1]));
        assert_eq!(found(&index, None, 1), Some(vec![1]));
        assert_eq!(found(&index, Some("one"), 2), Some(vec![]));
        assert_eq!(found(&index, None, 2), Some(vec![2]));
        assert_eq!(found(&index, None, 3), Some(vec![]));
        assert_eq!(found(&index, Some("three"), 1), None);
        index.put(1, head("c", "x", &["one"]), &samples(1, 1)).unwrap();
        assert_eq!((index.find("a", "x"), index.find("c", "x")), (None, Some(1)));
        index.remove(1);
        assert_eq!((found(&index, None, 1), index.names()), (Some(vec![]), vec!["two".into()]));
        index.remove(3);
        assert_eq!((index.person("a"), index.len()), (None, 1));
    }
}
