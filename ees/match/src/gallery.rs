//! Searching one person among many: galleries of faces and fingers in memory.
//!
//! A gallery knows references, which are numbers of whoever uses it, and no persons. It answers
//! with candidates for a human, and never says that two are one. A search has stages:
//!
//! 1. every face is compared, exactly;
//! 2. fingers are compared at first sight, first the two of which the probe shows most and then
//!    the others, and the few that resemble it most go on;
//! 3. of what is left, fingers are compared by their edges, and again few go on;
//! 4. those and the nearest faces are compared in full, finger by finger and face, and the
//!    strengths are combined.
//!
//! What is removed is gone when [`Gallery::remove`] returns: it is overwritten and is in no index
//! that would have to be rebuilt.

mod faces;
mod first;
mod known;
mod likeness;

use std::collections::HashMap;

use crate::compare::calibration::{FACE, Strength};
use crate::compare::fingers::{self, FINGERS_MAX, FingersError, combined};
use crate::compare::{Comparer, Method, Prepared};
use crate::face::embed::Code;
use crate::minutiae::Template;
use crate::net::Cpu;
use crate::record::Position;

use self::faces::Faces;
use self::first::Codes;
use self::known::Finger;
pub use self::known::Known;
pub use self::likeness::{Likeness, likeness};

/// Whose templates they are, as a number that means something to whoever uses the gallery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Reference(pub u128);

/// What is known of somebody, or was captured of whoever is searched.
#[derive(Clone, Default, PartialEq)]
pub struct Samples {
    /// The face.
    pub face: Option<Code>,
    /// Fingers, each position once.
    pub fingers: Vec<(Position, Template)>,
}

impl std::fmt::Debug for Samples {
    /// Without what somebody is known by: it is not to reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let fingers = self.fingers.iter().map(|(position, _)| position.code());
        f.debug_struct("Samples")
            .field("face", &self.face.is_some())
            .field("fingers", &fingers.collect::<Vec<_>>())
            .finish()
    }
}

/// What a search is to find.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wanted {
    /// Candidates below this strength are not named.
    pub threshold: Strength,
    /// No more candidates than these are named.
    pub most: usize,
}

/// Somebody who may be the one.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Who.
    pub reference: Reference,
    /// How strongly face and fingers together speak for it, against one other person. Among N
    /// people a strength is reached by chance N times as often.
    pub strength: Strength,
    /// How strongly the face does, where both have one.
    pub face: Option<Strength>,
    /// How strongly each finger does that both have.
    pub fingers: Vec<(Position, Strength)>,
}

/// Why samples are not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GalleryError {
    /// There is neither a face nor a finger.
    #[error("there is neither a face nor a finger")]
    Nothing,
    /// The fingers are not those of one person.
    #[error(transparent)]
    Fingers(#[from] FingersError),
}

/// How much there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// People.
    pub people: usize,
    /// Those with a face.
    pub faces: usize,
    /// Fingers.
    pub fingers: usize,
    /// The memory all of it takes, in bytes, but for the table of references.
    pub bytes: usize,
}

/// What the first stage of a search knows of one finger, to be compared by itself.
#[derive(Clone, Debug)]
pub struct FirstStage(Codes);

impl FirstStage {
    /// Of this template.
    pub fn new(template: &Template) -> Self {
        Self(Codes::new(template))
    }

    /// How much two fingers resemble each other at first sight, from 0, on no scale but its own.
    pub fn similarity(&self, other: &Self, cpu: Cpu) -> f32 {
        first::similarity(cpu, &self.0, &other.0)
    }
}

struct Entry {
    reference: Reference,
    face: Option<u32>,
    fingers: Vec<Finger>,
}

/// Many people, or the part of them that this process looks after.
pub struct Gallery {
    cpu: Cpu,
    method: Method,
    entries: Vec<Entry>,
    places: HashMap<Reference, u32>,
    faces: Faces,
}

impl std::fmt::Debug for Gallery {
    /// Without whom it holds.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gallery")
            .field("method", &self.method)
            .field("people", &self.entries.len())
            .finish_non_exhaustive()
    }
}

impl Gallery {
    /// An empty gallery that compares by `method`.
    pub fn new(method: Method, cpu: Cpu) -> Self {
        Self { cpu, method, entries: Vec::new(), places: HashMap::new(), faces: Faces::default() }
    }

    /// Takes samples in; those that were there of the same reference go.
    pub fn put(&mut self, reference: Reference, samples: &Samples) -> Result<(), GalleryError> {
        self.insert(reference, Known::new(samples)?);
        Ok(())
    }

    /// Takes in what was made ready before; what was there of the same reference goes.
    pub fn insert(&mut self, reference: Reference, known: Known) {
        self.remove(reference);
        let place = self.entries.len() as u32;
        let face = known.face.map(|code| self.faces.put(code, place));
        self.entries.push(Entry { reference, face, fingers: known.fingers });
        self.places.insert(reference, place);
    }

    /// Removes everything of a reference and overwrites it; whether there was anything.
    pub fn remove(&mut self, reference: Reference) -> bool {
        let Some(place) = self.places.remove(&reference) else { return false };
        let mut entry = self.entries.swap_remove(place as usize);
        if let Some(face) = entry.face
            && let Some(moved) = self.faces.take(face)
        {
            self.entry_of_face(moved, place).face = Some(face);
        }
        for finger in &mut entry.fingers {
            finger.codes.overwrite();
            finger.template.minutiae.fill(crate::minutiae::Minutia::NONE);
            std::hint::black_box(&finger.template.minutiae);
        }
        if let Some(moved) = self.entries.get(place as usize) {
            self.places.insert(moved.reference, place);
            if let Some(face) = moved.face {
                self.faces.own(face, place);
            }
        }
        true
    }

    /// The entry that the table of faces calls `owner`, while the entry at `removed` is gone and
    /// the last one stands in its place.
    fn entry_of_face(&mut self, owner: u32, removed: u32) -> &mut Entry {
        let last = self.entries.len() as u32;
        let place = if owner == last { removed } else { owner };
        &mut self.entries[place as usize]
    }

    /// Whether something of a reference is there.
    pub fn has(&self, reference: Reference) -> bool {
        self.places.contains_key(&reference)
    }

    /// How many people there are.
    pub fn people(&self) -> usize {
        self.entries.len()
    }

    /// How much there is; looks at everybody.
    pub fn size(&self) -> Size {
        let fingers = self.entries.iter().flat_map(|entry| &entry.fingers);
        let of_fingers = |sum: usize, finger: &Finger| {
            let minutiae = size_of_val(finger.template.minutiae.as_slice());
            sum + finger.codes.bytes() + minutiae + size_of::<Finger>()
        };
        let of_fingers = fingers.clone().fold(0, of_fingers);
        Size {
            people: self.entries.len(),
            faces: self.faces.len(),
            fingers: fingers.count(),
            bytes: self.faces.bytes() + of_fingers + self.entries.capacity() * size_of::<Entry>(),
        }
    }

    /// Who of the gallery the probe may be, the most likely first. An empty gallery has nobody.
    pub fn search(&self, probe: &Samples, wanted: Wanted) -> Result<Vec<Candidate>, GalleryError> {
        check(probe)?;
        let full = wanted.most.max(FULL_MIN);
        let mut places: Vec<u32> = Vec::new();
        if let Some(face) = &probe.face {
            places.extend(self.faces.nearest(self.cpu, face, full).iter().map(|(place, _)| *place));
        }
        let keep = self.entries.len().div_ceil(1_000).max(full).max(SIGHT_MIN);
        let seen = self.at_first_sight(probe, keep);
        places.extend(self.by_edges(probe, seen, full)?);
        places.sort_unstable();
        places.dedup();
        let prepared = prepared(probe, self.method);
        let mut comparer = Comparer::new(self.method, self.cpu);
        let mut candidates = Vec::new();
        for place in places {
            let candidate =
                self.compared(&mut comparer, (probe.face.as_ref(), &prepared), place)?;
            if wanted.threshold <= candidate.strength {
                candidates.push(candidate);
            }
        }
        candidates.sort_by(|a, b| {
            let by_strength = b.strength.decibels().total_cmp(&a.strength.decibels());
            by_strength.then(a.reference.cmp(&b.reference))
        });
        candidates.truncate(wanted.most);
        Ok(candidates)
    }

    /// The people whose fingers resemble the probe's most at first sight.
    fn at_first_sight(&self, probe: &Samples, keep: usize) -> Vec<u32> {
        if probe.fingers.is_empty() {
            return Vec::new();
        }
        let mut codes: Vec<(Position, Codes)> = probe
            .fingers
            .iter()
            .map(|(position, template)| (*position, Codes::new(template)))
            .collect();
        codes.sort_by_key(|(_, codes)| std::cmp::Reverse(codes.count()));
        let (begin, rest) = codes.split_at(codes.len().min(FINGERS_FIRST));
        let everybody = 0..self.entries.len() as u32;
        let mut found: Vec<(f32, u32)> =
            everybody.map(|place| (self.resemblance(begin, place), place)).collect();
        if !rest.is_empty() {
            most_alike(&mut found, keep.max(self.entries.len() / 20));
            for (similarity, place) in &mut found {
                *similarity += self.resemblance(rest, *place);
            }
        }
        most_alike(&mut found, keep);
        found.into_iter().map(|(_, place)| place).collect()
    }

    /// How much the fingers that both have resemble each other at first sight.
    fn resemblance(&self, probe: &[(Position, Codes)], place: u32) -> f32 {
        let fingers = &self.entries[place as usize].fingers;
        let of = |(position, codes): &(Position, Codes)| {
            let other = fingers.iter().find(|finger| finger.position == *position);
            other.map_or(0.0, |other| first::similarity(self.cpu, codes, &other.codes))
        };
        probe.iter().map(of).sum()
    }

    /// Of many people those whose fingers are most alike by their edges.
    fn by_edges(
        &self,
        probe: &Samples,
        places: Vec<u32>,
        keep: usize,
    ) -> Result<Vec<u32>, GalleryError> {
        if places.len() <= keep {
            return Ok(places);
        }
        let prepared = prepared(probe, Method::Edge);
        let mut comparer = Comparer::new(Method::Edge, self.cpu);
        let mut found = Vec::with_capacity(places.len());
        for place in places {
            let candidate = self.compared(&mut comparer, (None, &prepared), place)?;
            found.push((candidate.strength.decibels(), place));
        }
        most_alike(&mut found, keep);
        Ok(found.into_iter().map(|(_, place)| place).collect())
    }

    /// The comparison with one of the gallery.
    fn compared(
        &self,
        comparer: &mut Comparer,
        (face, fingers): (Option<&Code>, &[(Position, Prepared)]),
        place: u32,
    ) -> Result<Candidate, GalleryError> {
        let entry = &self.entries[place as usize];
        let common = entry
            .fingers
            .iter()
            .filter(|finger| fingers.iter().any(|(position, _)| *position == finger.position));
        let others: Vec<(Position, Prepared)> = common
            .map(|finger| (finger.position, Prepared::new(comparer.method(), &finger.template)))
            .collect();
        let of_probe: Vec<fingers::Finger<'_>> =
            fingers.iter().map(|(position, one)| (*position, one)).collect();
        let of_entry: Vec<fingers::Finger<'_>> =
            others.iter().map(|(position, one)| (*position, one)).collect();
        let fused = fingers::compare(comparer, &of_probe, &of_entry)?;
        let face = face
            .zip(entry.face)
            .map(|(ours, theirs)| FACE.strength(ours.similarity(self.faces.code(theirs))));
        let all: Vec<Strength> =
            fused.fingers.iter().map(|(_, strength)| *strength).chain(face).collect();
        Ok(Candidate {
            reference: entry.reference,
            strength: combined(&all),
            face,
            fingers: fused.fingers,
        })
    }
}

/// At least so many people go on from the first stage.
const SIGHT_MIN: usize = 50;
/// At least so many people are compared in full.
const FULL_MIN: usize = 10;
/// So many fingers of the probe are compared with everybody; with a twentieth of them the rest.
const FINGERS_FIRST: usize = 2;

/// The probe's fingers made ready for `method`.
fn prepared(probe: &Samples, method: Method) -> Vec<(Position, Prepared)> {
    let fingers = probe.fingers.iter();
    fingers.map(|(position, template)| (*position, Prepared::new(method, template))).collect()
}

/// Keeps the `keep` most alike.
fn most_alike(found: &mut Vec<(f32, u32)>, keep: usize) {
    if 0 < keep && keep < found.len() {
        found.select_nth_unstable_by(keep - 1, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found.truncate(keep);
    }
}

fn check(samples: &Samples) -> Result<(), GalleryError> {
    if samples.face.is_none() && samples.fingers.is_empty() {
        return Err(GalleryError::Nothing);
    }
    if FINGERS_MAX < samples.fingers.len() {
        return Err(FingersError::TooMany(samples.fingers.len()).into());
    }
    for (place, (position, _)) in samples.fingers.iter().enumerate() {
        if samples.fingers.iter().skip(place + 1).any(|(other, _)| other == position) {
            return Err(FingersError::Twice(*position).into());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::face::embed::Embedding;
    use crate::synthetic::population::{Minutiae, Noise};
    use proptest::prelude::*;

    const POSITIONS: [Position; 4] = [
        Position::RIGHT_INDEX,
        Position::RIGHT_MIDDLE,
        Position::RIGHT_RING,
        Position::RIGHT_LITTLE,
    ];

    fn person(number: u64, capture: u64) -> Samples {
        let noise = Noise { spread: 0.0, ..Noise::MEASURED };
        let fingers = (0..).zip(POSITIONS).map(|(finger, position)| {
            (position, Minutiae::of(10 * number + finger).capture(capture, &noise))
        });
        Samples { face: Some(face(number, capture)), fingers: fingers.collect() }
    }

    /// A unit vector of this person, and a little of this capture.
    fn face(number: u64, capture: u64) -> Code {
        let draw = |seed: u64, i: u64| {
            let mixed = (seed * 131 + i).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            ((mixed ^ mixed >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 40) as f32 / 8_388_608.0
                - 1.0
        };
        let number =
            |i: usize| draw(number + 1_000, i as u64) + 0.4 * draw(number * 77 + capture, i as u64);
        Embedding::new(std::array::from_fn(number)).code()
    }

    fn gallery(people: u64) -> Gallery {
        let mut gallery = Gallery::new(Method::Both, Cpu::detect());
        for number in 0..people {
            gallery.put(Reference(number.into()), &person(number, 1)).unwrap();
        }
        gallery
    }

    fn wanted() -> Wanted {
        Wanted { threshold: Strength::of_rate(1e-6), most: 5 }
    }

    #[test]
    fn whoever_is_there_is_found_first_and_whoever_is_not_is_not() {
        let gallery = gallery(60);
        for number in [0, 31, 59] {
            let whole = person(number, 2);
            let face_only = Samples { fingers: vec![], ..whole.clone() };
            let fingers_only = Samples { face: None, ..whole.clone() };
            let one = Samples { face: None, fingers: vec![whole.fingers[2].clone()] };
            for probe in [whole, face_only, fingers_only, one] {
                let found = gallery.search(&probe, wanted()).unwrap();
                let who = found.first().map(|first| first.reference);
                assert_eq!(who, Some(Reference(number.into())), "{found:?}");
            }
        }
        assert!(gallery.search(&person(99, 2), wanted()).unwrap().is_empty());
    }

    #[test]
    fn missing_fingers_are_left_out() {
        let mut gallery = gallery(20);
        let mut bandaged = person(50, 1);
        bandaged.face = None;
        bandaged.fingers.truncate(1);
        gallery.put(Reference(50), &bandaged).unwrap();
        let found = gallery.search(&person(50, 2), wanted()).unwrap();
        assert_eq!(found[0].reference, Reference(50));
        assert_eq!((found[0].fingers.len(), found[0].face), (1, None));
    }

    #[test]
    fn what_is_removed_is_found_no_more_and_the_others_still_are() {
        let mut gallery = gallery(12);
        assert!(gallery.remove(Reference(3)));
        assert!(!gallery.remove(Reference(3)));
        assert!(!gallery.has(Reference(3)));
        assert!(gallery.search(&person(3, 2), wanted()).unwrap().is_empty());
        for number in (0..12).filter(|number| *number != 3) {
            let found = gallery.search(&person(number, 2), wanted()).unwrap();
            assert_eq!(found[0].reference, Reference(number.into()));
        }
        let size = gallery.size();
        assert_eq!((size.people, size.faces, size.fingers), (11, 11, 44));
    }

    #[test]
    fn better_samples_take_the_place_of_those_before() {
        let mut gallery = gallery(5);
        gallery.put(Reference(2), &person(40, 1)).unwrap();
        assert_eq!(gallery.size().people, 5);
        let found = gallery.search(&person(40, 2), wanted()).unwrap();
        assert_eq!(found[0].reference, Reference(2));
        assert!(gallery.search(&person(2, 2), wanted()).unwrap().is_empty());
    }

    #[test]
    fn an_empty_gallery_has_nobody_and_nothing_is_no_probe() {
        let empty = Gallery::new(Method::Both, Cpu::detect());
        assert!(empty.search(&person(1, 1), wanted()).unwrap().is_empty());
        assert_eq!(empty.size().people, 0);
        let nothing = empty.search(&Samples::default(), wanted());
        assert_eq!(nothing, Err(GalleryError::Nothing));
        let mut twice = person(1, 1);
        twice.fingers[1].0 = twice.fingers[0].0;
        let refused = Gallery::new(Method::Both, Cpu::detect()).put(Reference(1), &twice);
        assert_eq!(refused, Err(FingersError::Twice(POSITIONS[0]).into()));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(30))]

        /// Whatever is put and removed in whatever order, faces stay with their people.
        #[test]
        fn faces_stay_with_their_people(steps in prop::collection::vec((0_u64..9, any::<bool>()), 1..60)) {
            let mut gallery = Gallery::new(Method::Edge, Cpu::detect());
            let mut there = std::collections::BTreeSet::new();
            for (number, is_put) in steps {
                let reference = Reference(number.into());
                if is_put {
                    // Every third has no face.
                    let code = (number % 3 != 0).then(|| face(number, 1));
                    let finger = (POSITIONS[0], Minutiae::of(number).capture(1, &Noise::MEASURED));
                    gallery.put(reference, &Samples { face: code, fingers: vec![finger] }).unwrap();
                    there.insert(number);
                } else {
                    prop_assert_eq!(gallery.remove(reference), there.remove(&number));
                }
            }
            prop_assert_eq!(gallery.size().people, there.len());
            for number in there.into_iter().filter(|number| number % 3 != 0) {
                let probe = Samples { face: Some(face(number, 1)), fingers: vec![] };
                let most = Wanted { threshold: Strength::NONE, most: 1 };
                let found = gallery.search(&probe, most).unwrap();
                prop_assert_eq!(found[0].reference, Reference(number.into()));
            }
        }
    }
}
