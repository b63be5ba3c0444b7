//! The state of the link, above every page: those drawn here and those of the register.

use askama::Template;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::middleware::Next;
use axum::response::Response;
use ees_pages::border::{Link, LinkBar};
use fnd_core::Language;

use crate::buffer::Buffer;
use crate::node::{BUFFER, Node, Shared};

/// Where the bar stands: before the main part of a page. All pages have the one shell.
const BEFORE: &str = "<main id=\"main\"";
/// How a page begins to say its language.
const LANGUAGE: &str = "<html lang=\"";
/// The longest page, in bytes.
const LENGTH_MAX: usize = 16 << 20;

/// For `axum::middleware::from_fn_with_state`, around everything: puts the bar into pages.
pub async fn layer(State(node): State<Shared>, request: Request, next: Next) -> Response {
    let is_list = request.uri().path() == BUFFER;
    let response = next.run(request).await;
    let kind = response.headers().get(CONTENT_TYPE);
    let is_page = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !is_page {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, LENGTH_MAX).await else {
        return Response::from_parts(parts, Body::empty());
    };
    parts.headers.remove(CONTENT_LENGTH);
    let body = match std::str::from_utf8(&bytes) {
        Ok(page) => match with_bar(&node, page, is_list).await {
            Some(page) => Body::from(page),
            None => Body::from(bytes),
        },
        Err(_) => Body::from(bytes),
    };
    Response::from_parts(parts, body)
}

/// The page with the bar; `None` when it has no place for one. `is_list` says whether it is the
/// list to which the bar leads from others.
async fn with_bar(node: &Node, page: &str, is_list: bool) -> Option<String> {
    let (begin, rest) = page.split_once(BEFORE)?;
    let (_, code) = begin.split_once(LANGUAGE)?;
    let language = Language::find(code.get(..2)?).unwrap_or(Language::ENGLISH);
    let list = if is_list { String::new() } else { BUFFER.to_owned() };
    let bar = LinkBar { list, ..bar(node, language).await }.render().ok()?;
    Some(format!("{begin}{bar}{BEFORE}{rest}"))
}

/// How the link stands, in words.
async fn bar(node: &Node, language: Language) -> LinkBar {
    let state = node.link.state();
    let standing = node.shelf.with(Buffer::standing).await;
    if let Err(error) = &standing {
        tracing::error!(%error, "what waits cannot be counted");
    }
    let is_unread = standing.is_err();
    let standing = standing.unwrap_or_default();
    let count = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    let since = node.passage(state.since).ok();
    LinkBar {
        words: node.catalogue.words(language),
        link: match since {
            Some(since) if !state.is_up => Link::Down(ees_desk::view::moment(&since)),
            Some(_) | None => Link::Up,
        },
        waiting: count(standing.waiting.saturating_add(standing.sent)),
        conflicts: count(standing.conflicts),
        is_unread,
        refusal: state.refusal,
        clock_seconds: state.clock_apart(node.clock_seconds_max),
        list: String::new(),
    }
}
