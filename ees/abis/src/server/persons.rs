//! Operations on people and encounters.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use ees_match::record::Position;
use serde_json::json;

use super::engine::Taken;
use super::fault::{Code, Fault};
use super::guard::{self, Identifiers, Parameters};
use super::store::Head;
use super::{Kept, Service};
use crate::wire::{
    ALL_GALLERIES, BiometricSubType, Encounter, EncounterStatus, ExtendablePersonIds,
    GALLERIES_MAX, NFIQ2, Open, is_identifier,
};

/// The most encounters of one person.
const ENCOUNTERS_MAX: usize = 64;
/// The longest name of a kind of encounter, in bytes.
const TYPE_BYTES_MAX: usize = 128;

type Shared = State<Arc<Service>>;

/// `createEncounterNoIds`.
pub(super) async fn create_without_ids(
    State(service): Shared,
    guard::Json(content): guard::Json<Encounter>,
) -> Result<Json<ExtendablePersonIds>, Fault> {
    let ids = [super::identifier(), super::identifier()];
    create(&service, ids, content).await
}

/// `createEncounterNoId`.
pub(super) async fn create_without_id(
    State(service): Shared,
    Identifiers([person]): Identifiers<1>,
    guard::Json(content): guard::Json<Encounter>,
) -> Result<Json<ExtendablePersonIds>, Fault> {
    let ids = [person, super::identifier()];
    create(&service, ids, content).await
}

/// `createEncounter`.
pub(super) async fn create_encounter(
    State(service): Shared,
    Identifiers(ids): Identifiers<2>,
    guard::Json(content): guard::Json<Encounter>,
) -> Result<Json<ExtendablePersonIds>, Fault> {
    create(&service, ids, content).await
}

async fn create(
    service: &Arc<Service>,
    [person, encounter]: [String; 2],
    content: Encounter,
) -> Result<Json<ExtendablePersonIds>, Fault> {
    let (head, content) = headed([person, encounter], content)?;
    service
        .work(move |service| {
            let taken = service.engine.take(&content.biometric_data)?;
            let answer = ids(&head, &taken);
            service.change(|kept| {
                must_be_free(kept, &head.person, &head.encounter)?;
                kept.add(head, (&content, &taken))
            })?;
            Ok(Json(answer))
        })
        .await
}

/// `updateEncounter`.
pub(super) async fn update_encounter(
    State(service): Shared,
    Identifiers(ids_of): Identifiers<2>,
    guard::Json(content): guard::Json<Encounter>,
) -> Result<Json<ExtendablePersonIds>, Fault> {
    let (head, content) = headed(ids_of, content)?;
    service
        .work(move |service| {
            let taken = service.engine.take(&content.biometric_data)?;
            let answer = ids(&head, &taken);
            service.change(|kept| {
                let seq = kept.find(&head.person, &head.encounter)?;
                kept.replace((seq, head), (&content, &taken))
            })?;
            Ok(Json(answer))
        })
        .await
}

/// `readEncounter`.
pub(super) async fn read_encounter(
    State(service): Shared,
    Identifiers([person, encounter]): Identifiers<2>,
) -> Result<Json<Encounter>, Fault> {
    let read = move |kept: &mut Kept| {
        let seq = kept.find(&person, &encounter)?;
        Ok(Json(kept.store.content(seq).map_err(|error| Fault::failed(&error))?))
    };
    service.work(|service| service.change(read)).await
}

/// `readAllEncounters`.
pub(super) async fn read_all_encounters(
    State(service): Shared,
    Identifiers([person]): Identifiers<1>,
) -> Result<Json<Vec<Encounter>>, Fault> {
    let read = move |kept: &mut Kept| {
        let mut all = Vec::new();
        for seq in kept.of_person(&person)? {
            all.push(kept.store.content(seq).map_err(|error| Fault::failed(&error))?);
        }
        Ok(Json(all))
    };
    service.work(|service| service.change(read)).await
}

/// `deleteEncounter`; with the last encounter the person goes.
pub(super) async fn delete_encounter(
    State(service): Shared,
    Identifiers([person, encounter]): Identifiers<2>,
) -> Result<StatusCode, Fault> {
    let delete = move |kept: &mut Kept| {
        let seq = kept.find(&person, &encounter)?;
        kept.remove(&[seq])
    };
    service.work(|service| service.change(delete)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `deleteAll`.
pub(super) async fn delete_all(
    State(service): Shared,
    Identifiers([person]): Identifiers<1>,
) -> Result<StatusCode, Fault> {
    let delete = move |kept: &mut Kept| {
        let seqs = kept.of_person(&person)?;
        kept.remove(&seqs)
    };
    service.work(|service| service.change(delete)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `mergeEncounter`.
pub(super) async fn merge(
    State(service): Shared,
    Identifiers([target, source]): Identifiers<2>,
) -> Result<StatusCode, Fault> {
    let merge = move |kept: &mut Kept| {
        let seqs = kept.of_person(&source)?;
        kept.of_person(&target)?;
        transfer(kept, &seqs, &target)
    };
    service.work(|service| service.change(merge)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `moveEncounter`.
pub(super) async fn move_encounter(
    State(service): Shared,
    Identifiers([target, source, encounter]): Identifiers<3>,
) -> Result<StatusCode, Fault> {
    let transfer = move |kept: &mut Kept| {
        let seq = kept.find(&source, &encounter)?;
        kept.of_person(&target)?;
        transfer(kept, &[seq], &target)
    };
    service.work(|service| service.change(transfer)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Gives encounters to another person: all of them, or none.
fn transfer(kept: &mut Kept, seqs: &[i64], target: &str) -> Result<(), Fault> {
    let mut heads = Vec::with_capacity(seqs.len());
    for seq in seqs {
        let mut head = kept.head(*seq)?;
        if head.person == target {
            return Err(Fault::new(Code::Itself, "that is one person already"));
        }
        must_be_free(kept, target, &head.encounter)?;
        target.clone_into(&mut head.person);
        heads.push((*seq, head));
    }
    let known = kept.of_person(target)?.len();
    if ENCOUNTERS_MAX < known.saturating_add(seqs.len()) {
        return Err(too_many_encounters());
    }
    kept.set(heads)
}

/// `updateEncounterStatus`.
pub(super) async fn update_status(
    State(service): Shared,
    Identifiers([person, encounter]): Identifiers<2>,
    parameters: Parameters,
) -> Result<StatusCode, Fault> {
    let status = match parameters.text("status") {
        Some("ACTIVE") => EncounterStatus::Active,
        Some("INACTIVE") => EncounterStatus::Inactive,
        _ => return Err(Fault::new(Code::Parameter, "`status` is `ACTIVE` or `INACTIVE`")),
    };
    let set = move |kept: &mut Kept| {
        let seq = kept.find(&person, &encounter)?;
        let head = Head { status, ..kept.head(seq)? };
        kept.set(vec![(seq, head)])
    };
    service.work(|service| service.change(set)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `updateEncounterGalleries`.
pub(super) async fn update_galleries(
    State(service): Shared,
    Identifiers([person, encounter]): Identifiers<2>,
    guard::Json(names): guard::Json<Vec<String>>,
) -> Result<StatusCode, Fault> {
    let galleries = galleries(names)?;
    let set = move |kept: &mut Kept| {
        let seq = kept.find(&person, &encounter)?;
        let head = Head { galleries, ..kept.head(seq)? };
        kept.set(vec![(seq, head)])
    };
    service.work(|service| service.change(set)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What a client is told of what it wrote: the names, and how good the fingers are.
fn ids(head: &Head, taken: &Taken) -> ExtendablePersonIds {
    let one = |(position, score): &(Position, u8)| {
        json!({
            "biometricSubType": BiometricSubType::of_position(*position),
            "quality": score,
            "qualityFormat": NFIQ2,
        })
    };
    let qualities: Vec<_> = taken.qualities.iter().map(one).collect();
    let others = (!qualities.is_empty())
        .then(|| Open([("quality".to_owned(), qualities.into())].into_iter().collect()));
    ExtendablePersonIds {
        person_id: head.person.clone(),
        encounter_id: head.encounter.clone(),
        others,
    }
}

/// What stands in the clear of an encounter that is written, and its content.
fn headed(
    [person, encounter]: [String; 2],
    mut content: Encounter,
) -> Result<(Head, Encounter), Fault> {
    let galleries = galleries(std::mem::take(&mut content.galleries))?;
    let stated = content.encounter_id.take();
    if stated.is_some_and(|stated| stated != encounter && is_identifier(&stated)) {
        let said = "`encounterId` of the body is not that of the address";
        return Err(Fault::new(Code::Identifier, said));
    }
    if !(1..=TYPE_BYTES_MAX).contains(&content.encounter_type.len()) {
        let said = format!("`encounterType` is needed, of 1 to {TYPE_BYTES_MAX} bytes");
        return Err(Fault::new(Code::Identifier, said));
    }
    Ok((Head { person, encounter, status: content.status, galleries }, content))
}

fn galleries(mut names: Vec<String>) -> Result<Vec<String>, Fault> {
    let is_wrong = |name: &String| !is_identifier(name) || name == ALL_GALLERIES;
    if GALLERIES_MAX < names.len() || names.iter().any(is_wrong) {
        let said =
            format!("an encounter is in at most {GALLERIES_MAX} galleries, none of them `ALL`");
        return Err(Fault::new(Code::Identifier, said));
    }
    names.sort_unstable();
    names.dedup();
    Ok(names)
}

fn too_many_encounters() -> Fault {
    let said = format!("a person has at most {ENCOUNTERS_MAX} encounters here");
    Fault::new(Code::Exists, said)
}

/// Whether a person can have an encounter of this name.
fn must_be_free(kept: &Kept, person: &str, encounter: &str) -> Result<(), Fault> {
    let index = kept.reading();
    match index.person(person) {
        Some(known) if known.contains_key(encounter) => {
            Err(Fault::new(Code::Exists, "the person has an encounter of this name"))
        }
        Some(known) if ENCOUNTERS_MAX <= known.len() => Err(too_many_encounters()),
        Some(_) | None => Ok(()),
    }
}
