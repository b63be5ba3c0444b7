//! Operations on people and encounters.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ees_match::record::minutiae::{MinutiaeRecord, View};
use ees_match::record::{Capture, Edition, Position, minutiae};
use serde_json::json;

use super::engine::{TEMPLATE_FACE, Taken};
use super::fault::{Code, Fault};
use super::guard::{self, Identifiers, Parameters};
use super::store::Head;
use super::{Kept, Service};
use crate::wire::{
    ALL_GALLERIES, BiometricComputedData, BiometricSubType, BiometricType, Encounter,
    EncounterStatus, ExtendablePersonIds, GALLERIES_MAX, NFIQ2, Open, TEMPLATE_2005, TEMPLATE_2011,
    is_identifier,
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
    let ids = [service.identifier(), service.identifier()];
    create(&service, ids, content).await
}

/// `createEncounterNoId`.
pub(super) async fn create_without_id(
    State(service): Shared,
    Identifiers([person]): Identifiers<1>,
    guard::Json(content): guard::Json<Encounter>,
) -> Result<Json<ExtendablePersonIds>, Fault> {
    let ids = [person, service.identifier()];
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
                let seq =
                    kept.store.add(&head, (&content, &taken)).map_err(|e| Fault::failed(&e))?;
                kept.index(seq, head, &taken)
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
                let place = (seq, &head);
                kept.store.replace(place, (&content, &taken)).map_err(|e| Fault::failed(&e))?;
                kept.index(seq, head, &taken)
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
        head.person = target.to_owned();
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

/// `readTemplate`.
pub(super) async fn read_templates(
    State(service): Shared,
    Identifiers([person, encounter]): Identifiers<2>,
    parameters: Parameters,
) -> Result<Json<Vec<BiometricComputedData>>, Fault> {
    let edition = match parameters.text("templateFormat") {
        None | Some(TEMPLATE_2011) => Edition::Of2011,
        Some(TEMPLATE_2005) => Edition::Of2005,
        Some(_) => {
            let said = format!("templates are `{TEMPLATE_2005}` or `{TEMPLATE_2011}` here");
            return Err(Fault::new(Code::TemplateFormat, said));
        }
    };
    let read = move |kept: &mut Kept| {
        let seq = kept.find(&person, &encounter)?;
        kept.store.templates(seq).map_err(|error| Fault::failed(&error))
    };
    let taken = service.work(|service| service.change(read)).await?;
    let extractor = service.engine.extractor();
    let mut all = computed(&taken, edition, extractor)?;
    let named = |value: &dyn erased::Name, name| {
        parameters.text(name).is_none_or(|wanted| value.is(wanted))
    };
    all.retain(|one| {
        named(&one.biometric_type, "biometricType")
            && named(&one.biometric_sub_type, "biometricSubType")
    });
    if all.is_empty() {
        return Err(Fault::new(Code::NoSuchData, "the encounter has nothing of this kind"));
    }
    Ok(Json(all))
}

/// Names of the interface held against what somebody asks for.
mod erased {
    use serde::Serialize;

    /// Something that has a name.
    pub(super) trait Name {
        /// Whether this is its name.
        fn is(&self, name: &str) -> bool;
    }

    impl<T: Serialize> Name for T {
        fn is(&self, name: &str) -> bool {
            serde_json::to_value(self).is_ok_and(|value| value.as_str() == Some(name))
        }
    }
}

/// What was computed of an encounter.
fn computed(
    taken: &Taken,
    edition: Edition,
    extractor: &str,
) -> Result<Vec<BiometricComputedData>, Fault> {
    let format = match edition {
        Edition::Of2005 => TEMPLATE_2005,
        Edition::Of2011 => TEMPLATE_2011,
    };
    let mut all = Vec::new();
    for (position, template) in &taken.samples.fingers {
        let view = View {
            position: *position,
            number: 0,
            impression: 0,
            capture: Capture::default(),
            template: template.clone(),
        };
        let record = minutiae::write(&MinutiaeRecord { edition, views: vec![view] });
        let record = record.map_err(|error| Fault::failed(&error))?;
        let quality = quality(taken, *position);
        all.push(BiometricComputedData {
            biometric_type: BiometricType::Finger,
            biometric_sub_type: BiometricSubType::of_position(*position),
            instance: None,
            template: STANDARD.encode(record),
            template_format: Some(format.to_owned()),
            quality: quality.map(i64::from),
            quality_format: quality.map(|_| NFIQ2.to_owned()),
            algorithm: Some(extractor.to_owned()),
            vendor: Some(VENDOR.to_owned()),
        });
    }
    if let Some(face) = ees_biometrics::samples::face_to_bytes(&taken.samples) {
        all.push(BiometricComputedData {
            biometric_type: BiometricType::Face,
            biometric_sub_type: Some(BiometricSubType::Portrait),
            instance: None,
            template: STANDARD.encode(face),
            template_format: Some(TEMPLATE_FACE.to_owned()),
            quality: None,
            quality_format: None,
            algorithm: Some("sface".to_owned()),
            vendor: Some(VENDOR.to_owned()),
        });
    }
    Ok(all)
}

/// Who makes templates here.
const VENDOR: &str = "Limen";

fn quality(taken: &Taken, position: Position) -> Option<u8> {
    taken.qualities.iter().find(|(known, _)| *known == position).map(|(_, score)| *score)
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
    let others =
        (!qualities.is_empty()).then(|| Open::from_iter([("quality".into(), qualities.into())]));
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
