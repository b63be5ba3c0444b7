//! What is left of a body when the answer is ready is read and thrown away.
//!
//! Many refusals need no body: the caller is unknown, calls too often, sends too much. A client
//! that is still sending when the connection is closed may never see the answer, only that the
//! connection broke; so we hear it out, within bounds.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::EXPECT;
use axum::middleware::Next;
use axum::response::Response;
use http_body_util::BodyExt;
use hyper::body::{Frame, SizeHint};

/// How much is thrown away: a file that was sent by mistake.
const BYTES_MAX: u64 = 16 << 20;
/// How much of a caller who was told to wait: what a request has as a rule.
const BYTES_OF_TOO_MANY_MAX: u64 = 64 << 10;
/// How long the answer waits for that.
const WAIT_MAX: Duration = Duration::from_secs(5);

/// For `axum::middleware::from_fn`.
pub(crate) async fn layer(request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    let is_asking = request.headers().contains_key(EXPECT);
    let left = Left::default();
    let kept = left.clone();
    let request = request.map(|body| Body::new(Kept { body, has_begun: !is_asking, left: kept }));
    let response = next.run(request).await;
    if let Some(body) = left.take() {
        let bytes_max = match response.status() {
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
                BYTES_OF_TOO_MANY_MAX
            }
            _ => BYTES_MAX,
        };
        // Whether it came to its end or not, the answer goes out now.
        let _ = tokio::time::timeout(WAIT_MAX, throw_away(body, bytes_max)).await;
    }
    response
}

/// Reads `body` to its end, unless that is further away than `bytes_max`.
async fn throw_away(mut body: Body, bytes_max: u64) {
    let mut left = bytes_max;
    if left < body.size_hint().lower() {
        return;
    }
    while let Some(Ok(frame)) = body.frame().await {
        let length = frame.data_ref().map_or(0, Bytes::len);
        match left.checked_sub(u64::try_from(length).unwrap_or(u64::MAX)) {
            Some(rest) => left = rest,
            None => return,
        }
    }
}

/// A body that nobody reads any more.
#[derive(Debug, Clone, Default)]
struct Left(Arc<Mutex<Option<Body>>>);

impl Left {
    fn put(&self, body: Body) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(body);
    }

    fn take(&self) -> Option<Body> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// A body that is kept when it is dropped before its end.
struct Kept {
    body: Body,
    /// Whether the client is sending. One that asked first whether it should is told to by the
    /// first reading; until then nothing is left to read.
    has_begun: bool,
    left: Left,
}

impl HttpBody for Kept {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        self.has_begun = true;
        let frame = Pin::new(&mut self.body).poll_frame(context);
        if let Poll::Ready(None | Some(Err(_))) = frame {
            self.has_begun = false;
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        if self.has_begun && !self.body.is_end_stream() {
            self.left.put(std::mem::take(&mut self.body));
        }
    }
}
