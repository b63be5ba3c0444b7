//! The scan, as a validator sees it, and in an emergency who runs the machines: drawn into the page
//! with a mark of who looks and when, kept by no cache, and each view logged. Statement 7; R35; A6,
//! A7.

use axum::extract::State;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
};
use axum::response::{IntoResponse, Response};
use fnd_core::Id;
use fnd_web::extract::Segment;
use fnd_web::problem::Problem;
use ies_domain::access::Action;
use ies_domain::scan::Showing;
use ies_store::Outcome;
use uuid::Uuid;

use crate::app::Shared;
use crate::call::Call;
use crate::entry::pages_of_scan;
use crate::problem::of_store;

/// The picture with the mark. After the decision there is none, for whoever asks.
pub(super) async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
) -> Result<Response, Problem> {
    let lawful = call.lawful_on_request(&app, Action::ViewScan, Id::from_uuid(id)).await?;
    let unit = app.store.review(lawful.access()).await.map_err(of_store)?;
    let Some(picture) = unit.scan(Id::from_uuid(id)).await.map_err(of_store)? else {
        unit.end(Outcome::refused("not-found", Some(id))).await.map_err(of_store)?;
        return Err(Problem::not_found());
    };
    let viewer = call.who.account().map(|account| account.to_uuid().to_string());
    let mark = Showing::watermark(&viewer.unwrap_or_default(), lawful.at);
    let pages = pages_of_scan(&picture);
    let marked = tokio::task::spawn_blocking(move || fnd_intake::marked(&pages, &mark)).await;
    let Ok(Ok(marked)) = marked else { return Err(Problem::internal()) };
    // The view is logged before a byte of it leaves.
    unit.end(lawful.showing(id)).await.map_err(of_store)?;
    let headers = [
        (CONTENT_TYPE, "image/jpeg"),
        (CACHE_CONTROL, Showing::CACHE_CONTROL),
        (CONTENT_DISPOSITION, Showing::DISPOSITION),
        (CONTENT_SECURITY_POLICY, Showing::SECURITY_POLICY),
    ];
    Ok((headers, marked).into_response())
}
