//! Taking a facial image and fingerprints: looked at at once, and kept for the check and the
//! record that follow. EES Art. 15, 17(1), 23(2), 27.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ees_biometrics::booth::{self, Booth};
use ees_biometrics::parallel;
use ees_biometrics::sample::Ppi;
use ees_biometrics::samples::{kept_face, kept_finger};
use ees_domain::access::Action;
use ees_domain::enrolment::SampleOf;
use ees_domain::fields::Light;
use ees_domain::point::Passage;
use ees_domain::retention::CAPTURE_HOURS;
use ees_domain::switches::BiometricSwitches;
use ees_match::compare::calibration::Strength;
use ees_match::compare::fingers::repeated;
use ees_match::compare::{Comparer, Method as Comparison, Prepared};
use ees_match::face::Spectrum;
use ees_match::face::quality::Limits;
use ees_match::net::Cpu;
use ees_match::quality::Method;
use ees_match::record::Position;
use ees_store::{NewCapture, Outcome, StoreError};
use ees_wire::capture::{
    CaptureReply, CaptureRequest as Request, FaceFound, FingerFound, LIGHTS, Taken, TakenFace,
    TakenFinger, code_of,
};
use ees_wire::faults::Faults;
use ees_wire::problem::CONFLICT;
use fnd_web::extract::Body;
use fnd_web::problem::{Fault, Problem};
use jiff::SignedDuration;
use serde_json::json;
use uuid::Uuid;

use super::desk::{gone, suspended};
use super::findings::{Face, Findings, Print};
use crate::actor::{Call, Lawful, lawful, point};
use crate::app::{App, Shared};
use crate::border::check::{direction, now};
use crate::problem::of_store;

/// From which false match rate on two fingers of one capture are one finger.
const ONE_FINGER: f64 = 1e-6;

/// Takes a facial image and fingerprints in: says at once how good they are and what would make
/// them better, and keeps them for an hour, for the office that took them.
#[utoipa::path(
    post, path = "/v1/captures", tag = "border", operation_id = "capture",
    request_body = Request,
    responses(
        (status = 201, body = CaptureReply, description = "looked at and kept for an hour"),
        (status = 409, description = "operation at the crossing point is suspended, or what it \
                                      adds to was entered meanwhile"),
        (status = 422, description = "an image shows no finger, no face or several, or the fingers \
                                      are not those that are taken"),
    )
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    Body(request): Body<Request>,
) -> Result<(StatusCode, Json<CaptureReply>), Problem> {
    let purpose = direction(&request.purpose)?;
    let lawful = lawful(&app, &call, Action::Capture, purpose).await?;
    let passage = now(&app, point(&app, &lawful.actor, request.point.as_deref())?)?;
    let (id, findings) = keep(&app, (&lawful, &passage), request.read()?).await?;
    Ok((StatusCode::CREATED, Json(reply(&app, id, &findings))))
}

/// Looks at what was taken and keeps it; answers its identifier and what was found.
///
/// # Errors
/// Each image that shows no finger, no face or several; `same-finger-twice`; `capture-gone` where it
/// adds to what is not there any more; the code of a suspension under which nothing is taken.
pub async fn keep(
    app: &App,
    (lawful, passage): (&Lawful, &Passage),
    taken: Taken,
) -> Result<(Uuid, Findings), Problem> {
    let Ok(free) = Arc::clone(&app.biometrics.free).acquire_owned().await else {
        return Err(Problem::unavailable());
    };
    let (booth, switches) = (Arc::clone(&app.biometrics.booth), app.check_switches.biometrics);
    let looked = tokio::task::spawn_blocking(move || {
        let found = look(&booth, &taken, switches).map(|findings| (findings, taken));
        drop(free);
        found
    });
    let Ok(looked) = looked.await else { return Err(Problem::internal()) };
    let (findings, taken) = looked?;
    let before = match taken.adds_to {
        None => None,
        Some(id) => Some((id, find(app, lawful, id).await?)),
    };
    let whole = match &before {
        None => findings.clone(),
        Some((_, before)) => findings.onto(before),
    };
    if let Some(fault) = same_finger(&whole) {
        return Err(Problem::unprocessable().at(fault));
    }
    let mut work = app.register.begin(lawful.access(app, String::new())).await.map_err(of_store)?;
    if let Some(code) = suspended(&mut *work, passage).await? {
        let refused = Some(code);
        work.commit(Outcome { refused, ..Outcome::default() }).await.map_err(of_store)?;
        return Err(Problem::new(StatusCode::CONFLICT, code, CONFLICT).because(
            "Operation at this crossing point is suspended. Nothing biometric is taken until it \
             ends.",
        ));
    }
    let mut images = images(&taken);
    if let Some((id, before)) = &before {
        let stored = work.read_capture(*id).await.map_err(of_store)?;
        let stored = stored.ok_or(StoreError::Overtaken).map_err(of_store)?;
        work.end_capture(*id).await.map_err(of_store)?;
        let onto = findings.images_onto(&images, (before, &stored.images));
        images = onto.ok().ok_or_else(Problem::internal)?;
    }
    let now = app.clock.now();
    let id = app.ids.next(now);
    let capture = NewCapture {
        id,
        until: now.saturating_add(SignedDuration::from_hours(CAPTURE_HOURS)).unwrap_or(now),
        findings: serde_json::to_vec(&whole).ok().ok_or_else(Problem::internal)?,
        images,
    };
    work.add_capture(&capture).await.map_err(of_store)?;
    work.commit(Outcome { sent: &["capture"], ..Outcome::default() }).await.map_err(of_store)?;
    Ok((id, whole))
}

/// What was found out of what was taken before; that it was read is in the log.
async fn find(app: &App, lawful: &Lawful, id: Uuid) -> Result<Findings, Problem> {
    let asked = json!({ "capture": id }).to_string();
    let mut unit = app.register.consult(lawful.access(app, asked)).await.map_err(of_store)?;
    let found = unit.find_capture(id).await.map_err(of_store)?;
    let refused = found.is_none().then_some("capture-gone");
    unit.end(Outcome { refused, ..Outcome::default() }).await.map_err(of_store)?;
    Findings::read(&found.ok_or_else(gone)?.findings).ok().ok_or_else(gone)
}

/// All images, one after the other, in the order of the findings.
fn images(taken: &Taken) -> Vec<u8> {
    let faces = taken.live.iter().chain(&taken.chip).map(|face| face.bytes.as_slice());
    let fingers = taken.fingers.iter().map(|finger| finger.bytes.as_slice());
    faces.chain(fingers).flatten().copied().collect()
}

/// One image to be looked at.
enum Job<'a> {
    Live(&'a TakenFace),
    Chip(&'a TakenFace),
    Finger(usize, &'a TakenFinger),
}

/// What came of it.
enum Done {
    Live(Face),
    Chip(Face),
    Finger(Print),
}

/// Looks at every image, on as many processors as there are.
fn look(booth: &Booth, taken: &Taken, switches: BiometricSwitches) -> Result<Findings, Problem> {
    let fingers = taken.fingers.iter().enumerate();
    let jobs: Vec<Job<'_>> = (taken.live.iter().map(Job::Live))
        .chain(taken.chip.iter().map(Job::Chip))
        .chain(fingers.map(|(place, finger)| Job::Finger(place, finger)))
        .collect();
    let threads = parallel::threads();
    let done = parallel::map(&jobs, threads, || (), |(), job| job.done(booth, switches));
    let mut faults = Faults::default();
    let live_quality_unattainable = taken.live_quality_unattainable;
    let mut findings = Findings { live_quality_unattainable, ..Findings::default() };
    for one in done {
        match faults.keep(one) {
            None => {}
            Some(Done::Live(face)) => findings.live = Some(face),
            Some(Done::Chip(face)) => findings.chip = Some(face),
            Some(Done::Finger(print)) => findings.fingers.push(print),
        }
    }
    findings.missing = (taken.given.missing.iter())
        .filter_map(|(hand, finger, why)| {
            let position = SampleOf::Print(*hand, *finger).position()?;
            Some((position, why.code().to_owned()))
        })
        .collect();
    if faults.is_empty() { Ok(findings) } else { Err(faults.into()) }
}

impl Job<'_> {
    fn done(&self, booth: &Booth, switches: BiometricSwitches) -> Result<Done, Fault> {
        match self {
            Self::Live(face) => look_at_face(booth, face, "face").map(Done::Live),
            Self::Chip(face) => look_at_face(booth, face, "chip").map(Done::Chip),
            Self::Finger(place, finger) => {
                let pointer = format!("/fingers/{place}/image");
                let ppi = finger.ppi.map_or(Ppi::Stated, Ppi::Exactly);
                let print = booth
                    .print(&finger.bytes, ppi)
                    .map_err(|error| Fault::pointer(pointer, error.code(), error.to_string()))?;
                let internal = || Fault::pointer("/fingers", "no-finger", "cannot be compared");
                let (hand, which) = finger.of;
                let position = SampleOf::Print(hand, which).position().ok_or_else(internal)?;
                let of = Position::new(position).ok_or_else(internal)?;
                let template = kept_finger(of, &print.template).ok().ok_or_else(internal)?;
                let booth::Print { assessment, .. } = print;
                let found = Print {
                    position,
                    template: STANDARD.encode(template),
                    quality: assessment.score,
                    is_nfiq2: assessment.method == Method::Nfiq2,
                    is_sufficient: switches.sufficient_nfiq2 <= assessment.score,
                    hint: assessment.hint.map(|hint| hint.code().to_owned()),
                    image: finger.bytes.len(),
                };
                Ok(Done::Finger(found))
            }
        }
    }
}

fn look_at_face(booth: &Booth, face: &TakenFace, field: &str) -> Result<Face, Fault> {
    let limits = if field == "face" { Limits::enrolment() } else { Limits::comparison() };
    let seen = booth.face(&face.bytes, &limits).map_err(|error| {
        Fault::pointer(format!("/{field}/image"), error.code(), error.to_string())
    })?;
    let light = face.light.unwrap_or(match seen.spectrum {
        Spectrum::Colour => Light::Colour,
        Spectrum::Grey => Light::Greyscale,
        Spectrum::NearInfrared => Light::NearInfrared,
    });
    let hints = seen.quality.as_ref().map(|quality| quality.hints.as_slice()).unwrap_or_default();
    Ok(Face {
        template: seen.code.as_ref().map(|code| STANDARD.encode(kept_face(code))),
        light: LIGHTS
            .iter()
            .find(|(_, known)| *known == light)
            .map_or_else(String::new, |(code, _)| (*code).to_owned()),
        // Where nothing tells how good it is, the officer's eye has.
        is_sufficient: hints.is_empty(),
        quality: seen.quality.as_ref().map(|quality| quality.score),
        hints: hints.iter().map(|hint| hint.code().to_owned()).collect(),
        image: face.bytes.len(),
    })
}

/// That the same finger was put on the scanner twice, each under another name.
fn same_finger(findings: &Findings) -> Option<Fault> {
    let mut comparer = Comparer::new(Comparison::Edge, Cpu::detect());
    let probe = findings.probe().ok()?;
    let prepared: Vec<(Position, Prepared)> = (probe.samples.fingers.iter())
        .map(|(position, template)| (*position, Prepared::new(Comparison::Edge, template)))
        .collect();
    let all: Vec<(Position, &Prepared)> =
        prepared.iter().map(|(position, one)| (*position, one)).collect();
    let found = repeated(&mut comparer, &all, Strength::of_rate(ONE_FINGER));
    let (one, other) = found.ok().flatten()?;
    let name = |position: Position| {
        SampleOf::at(Some(position.code())).and_then(code_of).unwrap_or_default()
    };
    let sentence = format!(
        "{} and {} are the same finger; take each finger for itself",
        name(one),
        name(other)
    );
    Some(Fault::pointer("/fingers", "same-finger-twice", sentence))
}

/// The capture as it is sent.
pub fn reply(app: &App, id: Uuid, findings: &Findings) -> CaptureReply {
    let now = app.clock.now();
    let until = now.saturating_add(SignedDuration::from_hours(CAPTURE_HOURS)).unwrap_or(now);
    let hint = |text: &String| HINTS.into_iter().find(|code| code == text);
    let face = |face: &Face| FaceFound {
        is_comparable: face.template.is_some(),
        is_sufficient: face.is_sufficient,
        quality: face.quality,
        light: LIGHTS.iter().find(|(code, _)| *code == face.light).map_or("", |(code, _)| code),
        hints: face.hints.iter().filter_map(hint).collect(),
    };
    let finger = |print: &Print| FingerFound {
        position: SampleOf::at(Some(print.position)).and_then(code_of).unwrap_or_default(),
        is_sufficient: print.is_sufficient,
        quality: print.quality,
        is_nfiq2: print.is_nfiq2,
        hint: print.hint.as_ref().and_then(hint),
    };
    CaptureReply {
        capture_id: id,
        expires_at: until.to_string(),
        face: findings.live.as_ref().map(face),
        chip: findings.chip.as_ref().map(face),
        fingers: findings.fingers.iter().map(finger).collect(),
        prints_not_complete: findings.not_complete(),
    }
}

/// Every hint, by its code.
pub const HINTS: [&str; 19] = [
    "no-finger",
    "too-small",
    "not-centred",
    "too-dark",
    "too-light",
    "too-dry",
    "smudged",
    "no-face",
    "more-than-one-face",
    "move-closer",
    "move-back",
    "hold-head-upright",
    "turn-head-straight",
    "level-chin",
    "too-bright",
    "uneven-light",
    "low-contrast",
    "blurred",
    "uneven-background",
];
