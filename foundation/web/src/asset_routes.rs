//! The route of style sheets and scripts: compressed at build, kept by browsers for a year.

use axum::Router;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, HeaderValue, VARY,
};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::assets::{self, Asset};
use crate::problem::{Problem, no_method};

/// The route of every asset.
pub fn routes() -> Router {
    Router::new()
        .route("/assets/{edition}/{name}", get(serve))
        .method_not_allowed_fallback(no_method)
}

async fn serve(Path((edition, name)): Path<(String, String)>, headers: HeaderMap) -> Response {
    let Some(asset) = Asset::find(&edition, &name) else {
        return Problem::not_found().into_response();
    };
    let kind = [
        (CONTENT_TYPE, asset.content_type()),
        (CACHE_CONTROL, assets::CACHE_CONTROL),
        (VARY, "accept-encoding"),
    ];
    match asset.brotli {
        Some(packed) if takes_brotli(&headers) => {
            (kind, [(CONTENT_ENCODING, HeaderValue::from_static("br"))], packed).into_response()
        }
        _ => (kind, asset.body).into_response(),
    }
}

fn takes_brotli(headers: &HeaderMap) -> bool {
    let values = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|wish| {
        let (coding, quality) = wish.split_once(';').unwrap_or((wish, ""));
        coding.trim().eq_ignore_ascii_case("br")
            && quality
                .trim()
                .strip_prefix("q=")
                .is_none_or(|q| q.parse().is_ok_and(|q: f32| 0.0 < q))
    })
}
