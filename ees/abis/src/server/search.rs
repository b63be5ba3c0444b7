//! Operations that compare: who is it, and is it the one.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use ees_match::compare::calibration::Strength;
use ees_match::gallery::{self, GalleryError, Likeness, Samples, Wanted, likeness};
use ees_match::record::Position;

use super::fault::{Code, Fault};
use super::guard::{self, Identifiers, MayBe, Parameters};
use super::store::Head;
use super::{Kept, Service};
use crate::wire::{
    ALL_GALLERIES, BiometricSubType, BiometricType, Candidate, EncounterStatus, IdentifyRequest,
    Open, ScoreDetail, Verification, VerifyFromBio, VerifyFromId,
};

/// Candidates of whoever does not say how many.
const CANDIDATES: usize = 10;
/// The most candidates.
const CANDIDATES_MAX: usize = 1_000;
/// So many encounters are looked for where one person is wanted, since a person may have several.
const ENCOUNTERS_PER_PERSON: usize = 4;
/// What is written for more decibels than anybody measured, since JSON knows nothing infinite.
const DECIBELS_MAX: f32 = 1_000.0;

type Shared = State<Arc<Service>>;

/// `identify`.
pub(super) async fn identify(
    State(service): Shared,
    Identifiers([gallery]): Identifiers<1>,
    parameters: Parameters,
    guard::Json(request): guard::Json<IdentifyRequest>,
) -> Result<Json<Vec<Candidate>>, Fault> {
    must_be_empty(&request.filter)?;
    let wanted = wanted(&service, &parameters)?;
    service
        .work(move |service| {
            let taken = service.engine.take(&request.biometric_data)?;
            let found = searched(service, &gallery, (&taken.samples, wanted))?;
            Ok(Json(candidates([found], None, wanted.most)))
        })
        .await
}

/// `identifyFromId`: the person is not among the candidates.
pub(super) async fn identify_person(
    State(service): Shared,
    Identifiers([gallery, person]): Identifiers<2>,
    parameters: Parameters,
    MayBe(filter): MayBe<Open>,
) -> Result<Json<Vec<Candidate>>, Fault> {
    must_be_empty(&filter)?;
    let wanted = wanted(&service, &parameters)?;
    service
        .work(move |service| {
            let probes = service.change(|kept| known(kept, (None, &person)))?;
            let found = of_all(service, &gallery, (&probes, wanted))?;
            Ok(Json(candidates(found, Some(&person), wanted.most)))
        })
        .await
}

/// `identifyFromEncounterId`: the person is not among the candidates.
pub(super) async fn identify_encounter(
    State(service): Shared,
    Identifiers([gallery, person, encounter]): Identifiers<3>,
    parameters: Parameters,
    MayBe(filter): MayBe<Open>,
) -> Result<Json<Vec<Candidate>>, Fault> {
    must_be_empty(&filter)?;
    let wanted = wanted(&service, &parameters)?;
    service
        .work(move |service| {
            let probe = service.change(|kept| {
                let seq = kept.find(&person, &encounter)?;
                kept.store.templates(seq).map_err(|error| Fault::failed(&error))
            })?;
            let found = searched(service, &gallery, (&probe.samples, wanted))?;
            Ok(Json(candidates([found], Some(&person), wanted.most)))
        })
        .await
}

/// `verifyFromId`: of several encounters the one that is most alike counts.
pub(super) async fn verify_person(
    State(service): Shared,
    Identifiers([gallery, person]): Identifiers<2>,
    parameters: Parameters,
    guard::Json(request): guard::Json<VerifyFromId>,
) -> Result<Json<Verification>, Fault> {
    let threshold = threshold(&service, &parameters)?;
    service
        .work(move |service| {
            let taken = service.engine.take(&request.biometric_data)?;
            let known = service.change(|kept| known(kept, (Some(&gallery), &person)))?;
            let mut best: Option<(String, Likeness)> = None;
            for (encounter, samples) in known {
                let alike = compared(service, &taken.samples, &samples)?;
                if best.as_ref().is_none_or(|(_, known)| known.strength < alike.strength) {
                    best = Some((encounter, alike));
                }
            }
            let (encounter, alike) = best.unwrap_or_default();
            Ok(Json(verification(&alike, threshold, Some(&encounter))))
        })
        .await
}

/// `verifyFromBio`.
pub(super) async fn verify_two(
    State(service): Shared,
    parameters: Parameters,
    guard::Json(request): guard::Json<VerifyFromBio>,
) -> Result<Json<Verification>, Fault> {
    let threshold = threshold(&service, &parameters)?;
    service
        .work(move |service| {
            let one = service.engine.take(&request.biometric_data_1)?;
            let other = service.engine.take(&request.biometric_data_2)?;
            let alike = compared(service, &one.samples, &other.samples)?;
            Ok(Json(verification(&alike, threshold, None)))
        })
        .await
}

fn must_be_empty(filter: &Open) -> Result<(), Fault> {
    if filter.0.is_empty() {
        return Ok(());
    }
    Err(Fault::new(Code::Filters, "`filter` is not applied here; leave it empty"))
}

fn threshold(service: &Service, parameters: &Parameters) -> Result<Strength, Fault> {
    match parameters.number::<f32>("threshold")? {
        None => Ok(service.threshold),
        Some(decibels) if decibels.is_finite() && 0.0 <= decibels => {
            Ok(Strength::of_decibels(decibels))
        }
        Some(_) => Err(Fault::new(Code::Parameter, "`threshold` is in decibels, from 0")),
    }
}

fn wanted(service: &Service, parameters: &Parameters) -> Result<Wanted, Fault> {
    let most = parameters.number("maxNbCand")?.unwrap_or(CANDIDATES);
    if !(1..=CANDIDATES_MAX).contains(&most) {
        let said = format!("`maxNbCand` is from 1 to {CANDIDATES_MAX}");
        return Err(Fault::new(Code::Parameter, said));
    }
    Ok(Wanted { threshold: threshold(service, parameters)?, most })
}

fn no_gallery() -> Fault {
    Fault::new(Code::NoGallery, "nobody is in a gallery of this name")
}

fn refused(error: GalleryError) -> Fault {
    Fault::new(Code::Nothing, error.to_string())
}

/// The name of a gallery; none for all of them.
fn name(gallery: &str) -> Option<&str> {
    (gallery != ALL_GALLERIES).then_some(gallery)
}

/// What is known of a person in a gallery, or in any: each encounter that is searched.
fn known(
    kept: &mut Kept,
    (gallery, person): (Option<&str>, &str),
) -> Result<Vec<(String, Samples)>, Fault> {
    let mut all = Vec::new();
    let gallery = gallery.and_then(name);
    if gallery.is_some_and(|name| kept.reading().members(name).is_none()) {
        return Err(no_gallery());
    }
    for seq in kept.of_person(person)? {
        let head = kept.head(seq)?;
        let is_there = gallery.is_none_or(|name| head.galleries.iter().any(|one| one == name));
        if is_there && head.status == EncounterStatus::Active {
            let taken = kept.store.templates(seq).map_err(|error| Fault::failed(&error))?;
            all.push((head.encounter, taken.samples));
        }
    }
    if all.is_empty() {
        return Err(Fault::new(Code::NoPerson, "nothing of this person is compared there"));
    }
    Ok(all)
}

fn compared(service: &Service, one: &Samples, other: &Samples) -> Result<Likeness, Fault> {
    likeness((service.engine.method, service.engine.cpu), one, other).map_err(refused)
}

/// A comparison in the words of the interface: all together first, then each part.
fn verification(alike: &Likeness, threshold: Strength, encounter: Option<&str>) -> Verification {
    let whole = ScoreDetail { score: score(alike.strength), ..ScoreDetail::default() };
    let parts = details(alike.face, &alike.fingers);
    let mut scores: Vec<ScoreDetail> = [whole].into_iter().chain(parts).collect();
    for one in &mut scores {
        one.encounter_id = encounter.map(str::to_owned);
    }
    Verification { decision: threshold <= alike.strength, scores }
}

fn details(
    face: Option<Strength>,
    fingers: &[(Position, Strength)],
) -> impl Iterator<Item = ScoreDetail> {
    let face = face.map(|strength| ScoreDetail {
        score: score(strength),
        biometric_type: Some(BiometricType::Face),
        biometric_sub_type: Some(BiometricSubType::Portrait),
        ..ScoreDetail::default()
    });
    let fingers = fingers.iter().map(|(position, strength)| ScoreDetail {
        score: score(*strength),
        biometric_type: Some(BiometricType::Finger),
        biometric_sub_type: BiometricSubType::of_position(*position),
        ..ScoreDetail::default()
    });
    face.into_iter().chain(fingers)
}

/// A strength as a score: in decibels.
fn score(strength: Strength) -> f64 {
    strength.decibels().min(DECIBELS_MAX).into()
}

/// Encounters that were found, with whose they are.
type FoundOnes = Vec<(Head, gallery::Candidate)>;

fn searched(
    service: &Service,
    gallery: &str,
    (probe, wanted): (&Samples, Wanted),
) -> Result<FoundOnes, Fault> {
    let most = wanted.most.saturating_mul(ENCOUNTERS_PER_PERSON);
    let index = service.reading();
    let found = index.search(name(gallery), (probe, Wanted { most, ..wanted })).map_err(refused)?;
    let found = found.ok_or_else(no_gallery)?.into_iter();
    Ok(found.filter_map(|(seq, one)| Some((index.head(seq)?.clone(), one))).collect())
}

/// The same for several probes of one person.
fn of_all(
    service: &Service,
    gallery: &str,
    (probes, wanted): (&[(String, Samples)], Wanted),
) -> Result<Vec<FoundOnes>, Fault> {
    probes.iter().map(|(_, probe)| searched(service, gallery, (probe, wanted))).collect()
}

/// Candidates, each person once with the encounter that is most alike, `besides` left out.
fn candidates(
    found: impl IntoIterator<Item = FoundOnes>,
    besides: Option<&str>,
    most: usize,
) -> Vec<Candidate> {
    let mut best: HashMap<String, (String, gallery::Candidate)> = HashMap::new();
    for (head, one) in found.into_iter().flatten() {
        let is_less = best.get(&head.person).is_none_or(|(_, known)| known.strength < one.strength);
        if Some(head.person.as_str()) != besides && is_less {
            best.insert(head.person, (head.encounter, one));
        }
    }
    let mut best: Vec<_> = best.into_iter().collect();
    best.sort_by(|(a, (_, one)), (b, (_, other))| {
        let by_strength = other.strength.decibels().total_cmp(&one.strength.decibels());
        by_strength.then_with(|| a.cmp(b))
    });
    best.truncate(most);
    let ranked = (1..).zip(best).map(|(rank, (person_id, (encounter, one)))| {
        let mut scores: Vec<ScoreDetail> = details(one.face, &one.fingers).collect();
        for score in &mut scores {
            score.encounter_id = Some(encounter.clone());
        }
        Candidate { person_id, rank, score: score(one.strength), scores, others: None }
    });
    ranked.collect()
}
