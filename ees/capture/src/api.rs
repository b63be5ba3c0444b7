//! The interface, as `docs/guide/capture-agent.md` describes it.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::header::LOCATION;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Extension, Json, Router};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fnd_core::Id;
use fnd_web::Problem;
use fnd_web::extract::{Body, Parameters, Segment};
use fnd_web::problem::{Fault, no_method, no_route};
use serde::{Deserialize, Serialize};

use crate::capture::{Capture, Refusal, Shelf, State as Stage, View};
use crate::finger::{FINGERS_MAX, Finger, Hand};
use crate::guard::Asking;
use crate::print::{Format, PPI, Print, hint_name};
use crate::scanner::{Failure, Order};

/// The name that the agent tells of itself.
const NAME: &str = "limen-capture";
/// How long a person has when the page does not say, in seconds.
const SECONDS: u16 = 60;
/// The least and the most that a page may give a person, in seconds.
const SECONDS_RANGE: std::ops::RangeInclusive<u16> = 1..=120;
/// The longest that a question waits for a change, in seconds.
const WAIT_SECONDS_MAX: u64 = 25;

/// The routes of the interface.
pub(crate) fn routes(shelf: Arc<Shelf>) -> Router {
    Router::new()
        .route("/v1/status", get(status))
        .route("/v1/captures", post(begin))
        .route("/v1/captures/{id}", get(read).delete(cancel))
        .method_not_allowed_fallback(no_method)
        .fallback(no_route)
        .with_state(shelf)
}

#[derive(Serialize)]
struct Status {
    name: &'static str,
    version: &'static str,
    interface: u8,
    busy: bool,
    device: Told,
    formats: [&'static str; 2],
    ppi: u16,
    kept_seconds: u64,
}

#[derive(Serialize)]
struct Told {
    name: String,
    attached: bool,
    simulated: bool,
    hands: Vec<&'static str>,
    fingers: Vec<&'static str>,
}

async fn status(State(shelf): State<Arc<Shelf>>) -> Json<Status> {
    let device = shelf.device().await;
    let has = |hand: &Hand| device.fingers.iter().any(|finger| finger.hand() == *hand);
    let hands = [Hand::Right, Hand::Left].into_iter().filter(has).map(Hand::name).collect();
    Json(Status {
        name: NAME,
        version: env!("CARGO_PKG_VERSION"),
        interface: 1,
        busy: shelf.is_busy(),
        device: Told {
            attached: device.is_attached,
            simulated: device.is_simulated,
            hands,
            fingers: device.fingers.iter().map(|finger| finger.name()).collect(),
            name: device.name,
        },
        formats: [Format::Png.name(), Format::Wsq.name()],
        ppi: PPI,
        kept_seconds: shelf.kept().as_secs(),
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    hand: String,
    fingers: Vec<String>,
    #[serde(default)]
    timeout_seconds: Option<u16>,
}

impl Wish {
    fn read(&self) -> Result<Order, Problem> {
        let wrong = |place: String, code, detail| {
            Problem::unprocessable().at(Fault::pointer(place, code, detail))
        };
        let Some(hand) = Hand::named(&self.hand) else {
            return Err(wrong("/hand".into(), "unknown-hand", "Say `right` or `left`."));
        };
        let seconds = self.timeout_seconds.unwrap_or(SECONDS);
        if !SECONDS_RANGE.contains(&seconds) {
            let detail = "Give the person from 1 to 120 seconds.";
            return Err(wrong("/timeout_seconds".into(), "out-of-range", detail));
        }
        if !(1..=FINGERS_MAX).contains(&self.fingers.len()) {
            let detail = "Ask for one to four fingers of one hand.";
            return Err(wrong("/fingers".into(), "number-of-fingers", detail));
        }
        let mut fingers = Vec::with_capacity(FINGERS_MAX);
        for (at, name) in self.fingers.iter().enumerate() {
            let place = format!("/fingers/{at}");
            let Some(finger) = Finger::named(name) else {
                let detail = "Name a finger as in `right-index`; thumbs are not taken.";
                return Err(wrong(place, "unknown-finger", detail));
            };
            if finger.hand() != hand {
                return Err(wrong(place, "other-hand", "Ask for fingers of `hand` alone."));
            }
            if fingers.contains(&finger) {
                return Err(wrong(place, "finger-twice", "Ask for each finger once."));
            }
            fingers.push(finger);
        }
        Ok(Order { hand, fingers, seconds })
    }
}

async fn begin(
    State(shelf): State<Arc<Shelf>>,
    Extension(Asking(origin)): Extension<Asking>,
    Body(wish): Body<Wish>,
) -> Result<Response, Problem> {
    let view = shelf.begin(&origin, wish.read()?).await.map_err(refused)?;
    let place = format!("/v1/captures/{}", view.id);
    let mut response = (StatusCode::CREATED, Json(Reply::of(&view, Vec::new()))).into_response();
    if let Ok(place) = HeaderValue::try_from(place) {
        response.headers_mut().insert(LOCATION, place);
    }
    Ok(response)
}

fn refused(refusal: Refusal) -> Problem {
    match refusal {
        Refusal::UnderWay => {
            let title = "A capture is under way";
            Problem::new(StatusCode::CONFLICT, "capture-under-way", title)
                .because("Wait until it has ended, or cancel it where it was begun.")
        }
        Refusal::NotAttached => {
            let title = "The scanner does not answer";
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, "scanner-not-attached", title)
                .because("Look at its cable and at its power, then try again.")
        }
        Refusal::NotOffered(at) => Problem::unprocessable().at(Fault::pointer(
            format!("/fingers/{at}"),
            "finger-not-offered",
            "Ask for fingers that `/v1/status` names.",
        )),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reading {
    #[serde(default)]
    format: Option<String>,
    #[serde(default)]
    wait: Option<u64>,
    #[serde(default)]
    after: Option<u64>,
}

async fn read(
    State(shelf): State<Arc<Shelf>>,
    Extension(Asking(origin)): Extension<Asking>,
    Segment(id): Segment<String>,
    Parameters(how): Parameters<Reading>,
) -> Result<Json<Reply>, Problem> {
    let format = match how.format.as_deref() {
        None => Some(Format::default()),
        Some(name) => Format::named(name),
    };
    let Some(format) = format else {
        let fault = Fault::field("format", "unknown-format", "Say `png` or `wsq`.");
        return Err(Problem::malformed_parameters().at(fault));
    };
    let id = identifier(&id)?;
    let wait = Duration::from_secs(how.wait.unwrap_or(0).min(WAIT_SECONDS_MAX));
    let view = shelf.find_changed(id, &origin, (how.after, wait)).await.ok_or_else(gone)?;
    // Some tenths of a second of computing, during which others are to be answered.
    let drawn = tokio::task::spawn_blocking(move || images(&view, format).map(|all| (view, all)));
    match drawn.await {
        Ok(Some((view, images))) => Ok(Json(Reply::of(&view, images))),
        Ok(None) | Err(_) => Err(Problem::internal()),
    }
}

async fn cancel(
    State(shelf): State<Arc<Shelf>>,
    Extension(Asking(origin)): Extension<Asking>,
    Segment(id): Segment<String>,
) -> Result<StatusCode, Problem> {
    if shelf.cancel(identifier(&id)?, &origin) { Ok(StatusCode::NO_CONTENT) } else { Err(gone()) }
}

fn identifier(text: &str) -> Result<Id<Capture>, Problem> {
    text.parse().ok().ok_or_else(gone)
}

fn gone() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "no-capture", "There is no such capture")
        .because("It was wiped, or another page began it. Begin a new one.")
}

/// A capture as it is told.
#[derive(Serialize)]
struct Reply {
    id: String,
    state: &'static str,
    version: u64,
    hand: &'static str,
    simulated: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<Reason>,
    fingers: Vec<OneFinger>,
}

/// Why it failed.
#[derive(Serialize)]
struct Reason {
    code: &'static str,
    detail: String,
}

#[derive(Serialize)]
struct OneFinger {
    finger: &'static str,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    quality: Option<Quality>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<Picture>,
}

#[derive(Serialize)]
struct Quality {
    score: u8,
    method: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'static str>,
}

#[derive(Serialize)]
struct Picture {
    format: &'static str,
    width: usize,
    height: usize,
    ppi: u16,
    data: String,
}

/// The images of a capture that is done, one for each finger; none of any other.
fn images(view: &View, format: Format) -> Option<Vec<Picture>> {
    if view.state != Stage::Done {
        return Some(Vec::new());
    }
    let picture = |print: &Print| {
        let file = print.file(format).ok()?;
        let data = STANDARD.encode(&*file);
        let (width, height) = (print.width, print.height);
        Some(Picture { format: format.name(), width, height, ppi: PPI, data })
    };
    view.fingers.iter().map(|(_, print)| picture(print.as_deref()?)).collect()
}

impl Reply {
    /// `images` has one for each finger, or none.
    fn of(view: &View, images: Vec<Picture>) -> Self {
        let mut images = images.into_iter();
        let finger = |(finger, print): &(Finger, Option<Arc<Print>>)| OneFinger {
            finger: finger.name(),
            state: if print.is_some() { "taken" } else { "waiting" },
            quality: print.as_deref().map(quality),
            image: images.next(),
        };
        let failure = match view.state {
            Stage::Failed(failure) => Some(told(failure)),
            Stage::Waiting | Stage::Taking | Stage::Done | Stage::Cancelled => None,
        };
        Self {
            id: view.id.to_string(),
            state: view.state.name(),
            version: view.version,
            hand: view.hand.name(),
            simulated: view.is_simulated,
            failure,
            fingers: view.fingers.iter().map(finger).collect(),
        }
    }
}

fn quality(print: &Print) -> Quality {
    Quality { score: print.quality, method: "gate", hint: print.hint.map(hint_name) }
}

fn told(failure: Failure) -> Reason {
    Reason { code: failure.code(), detail: failure.to_string() }
}
