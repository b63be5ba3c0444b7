//! What was computed of an encounter, for whoever wants to compare elsewhere.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ees_biometrics::samples;
use ees_match::record::minutiae::{MinutiaeRecord, View};
use ees_match::record::{Capture, Edition, Position, minutiae};
use serde::Serialize;

use super::engine::{TEMPLATE_FACE, Taken};
use super::fault::{Code, Fault};
use super::guard::{Identifiers, Parameters};
use super::{Kept, Service};
use crate::wire::{
    BiometricComputedData, BiometricSubType, BiometricType, NFIQ2, TEMPLATE_2005, TEMPLATE_2011,
};

/// Who makes templates here.
const VENDOR: &str = "Limen";

/// `readTemplate`.
pub(super) async fn read_templates(
    State(service): State<Arc<Service>>,
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
    if parameters.text("qualityFormat").is_some_and(|wanted| wanted != NFIQ2) {
        let said = format!("quality is told as `{NFIQ2}` here");
        return Err(Fault::new(Code::TemplateFormat, said));
    }
    let (kind, which) = (parameters.text("biometricType"), parameters.text("biometricSubType"));
    all.retain(|one| {
        is_named(&one.biometric_type, kind) && is_named(&one.biometric_sub_type, which)
    });
    if all.is_empty() {
        return Err(Fault::new(Code::NoSuchData, "the encounter has nothing of this kind"));
    }
    Ok(Json(all))
}

/// Whether a value has the name that somebody asks for.
fn is_named(value: &impl Serialize, wanted: Option<&str>) -> bool {
    wanted.is_none_or(|wanted| {
        serde_json::to_value(value).is_ok_and(|value| value.as_str() == Some(wanted))
    })
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
    if let Some(face) = samples::face_to_bytes(&taken.samples) {
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

fn quality(taken: &Taken, position: Position) -> Option<u8> {
    taken.qualities.iter().find(|(known, _)| *known == position).map(|(_, score)| *score)
}
