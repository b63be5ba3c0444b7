//! Notices as they happen, as server-sent events. WHATWG HTML, section 9.2.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use ees_store::Outcome;
use ees_store::notices::{Notice, Place};
use fnd_web::problem::Problem;
use futures_util::stream::{self, Stream, StreamExt};
use serde_json::json;
use tokio::sync::{OwnedSemaphorePermit, watch};

use super::list::may;
use super::told::ToldNotice;
use crate::actor::{Call, Lawful};
use crate::app::Shared;
use crate::problem::{of_parameter, of_store};

/// Notices that are read at once at most.
const COUNT: u16 = 100;

/// After how long a client comes back when all streams are taken.
const BUSY: Duration = Duration::from_secs(30);
/// How long a stream lasts; then the client comes back, and whether it may is asked anew.
const LIFETIME: Duration = Duration::from_mins(10);

/// Sends notices for the caller's Member State as they happen, each as an event `notice` whose
/// identifier is its place. A stream ends after ten minutes and when the system stops; a client
/// that comes back with `Last-Event-ID` misses none.
#[utoipa::path(
    get, path = "/v1/notices/stream", tag = "overstayers", operation_id = "stream_notices",
    responses(
        (status = 200, description = "events, as long as the client stays",
            content_type = "text/event-stream"),
        (status = 422, description = "`Last-Event-ID` is no place"),
        (status = 503, description = "too many streams are open; come back later"),
    )
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Problem> {
    let lawful = may(&app, &call).await?;
    let place = match headers.get("last-event-id") {
        Some(last) => {
            let read = last.to_str().ok().and_then(Place::read);
            read.ok_or_else(|| of_parameter("Last-Event-ID", "not-a-place", "expected a place"))?
        }
        None => app.arrivals.borrow().clone(),
    };
    let place_taken = Arc::clone(&app.streams).try_acquire_owned().ok();
    let place_taken = place_taken.ok_or_else(|| Problem::unavailable().retry_after(BUSY))?;
    let mut arrivals = app.arrivals.clone();
    // What has arrived until now is read by the first look, and not once more.
    arrivals.borrow_and_update();
    let mut watcher =
        Watcher { app, lawful, place, arrivals, has_more: false, _place: place_taken };
    // The first look is before the answer, so that whoever may not look is told so.
    let waiting = watcher.look().await?;
    let first = stream::iter(waiting.iter().filter_map(event).map(Ok).collect::<Vec<_>>());
    let events = first.chain(stream::unfold(watcher, Watcher::next).flat_map(stream::iter));
    let events = events.take_until(tokio::time::sleep(LIFETIME));
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(15))))
}

/// Somebody who waits for notices.
struct Watcher {
    app: Shared,
    lawful: Lawful,
    place: Place,
    arrivals: watch::Receiver<Place>,
    /// Whether the last look was full, so that it may have left some behind.
    has_more: bool,
    /// One of the streams that may be open.
    _place: OwnedSemaphorePermit,
}

impl Watcher {
    /// The notices that have come since; each look that is answered leaves a log row.
    async fn look(&mut self) -> Result<Vec<Notice>, Problem> {
        let access = self
            .lawful
            .access(&self.app, json!({ "notices-after": self.place.to_string() }).to_string());
        let mut unit = self.app.register.consult(access).await.map_err(of_store)?;
        let state = self.lawful.actor.state;
        let found = unit.notices_after(state, &self.place, COUNT).await.map_err(of_store)?;
        let sent: &[_] = if found.is_empty() { &[] } else { &["notice"] };
        let outcome = Outcome { hits: Some(found.len()), sent, ..Outcome::default() };
        unit.end(outcome).await.map_err(of_store)?;
        if let Some(last) = found.last() {
            self.place = last.place.clone();
        }
        self.has_more = found.len() == usize::from(COUNT);
        Ok(found)
    }

    /// The next events; none when the system stops or the register is away, and then the client
    /// comes back and reads on.
    async fn next(mut self) -> Option<(Vec<Result<Event, Infallible>>, Self)> {
        if !self.has_more {
            self.arrivals.changed().await.ok()?;
        }
        let found = self.look().await.ok()?;
        let events = found.iter().filter_map(event).map(Ok).collect();
        Some((events, self))
    }
}

/// The event of a notice.
fn event(notice: &Notice) -> Option<Event> {
    let told = ToldNotice::of(notice);
    let id = told.place.clone();
    Event::default().event("notice").id(id).json_data(told).ok()
}
