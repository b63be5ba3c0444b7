//! What the reader's Member State was told, as a page.

use axum::extract::State;
use axum::response::Html;
use ees_desk::view;
use ees_pages::notices::{NoticeRow, NoticesPage};
use ees_store::notices::Notice;
use ees_store::retention::ERASED;
use fnd_web::language::Chosen;
use fnd_web::problem::Problem;
use fnd_web::words::Words;

use super::html;
use super::shell::shell;
use crate::actor::Call;
use crate::app::Shared;
use crate::notices::list::{list, may};

/// Where the page is.
pub(super) const NOTICES: &str = "/notices";
/// Where new notices are announced.
pub(super) const STREAM: &str = "/v1/notices/stream";
/// Files of one notice that are named.
const FILES: usize = 10;

/// The page.
pub(super) async fn handler(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
) -> Result<Html<String>, Problem> {
    let lawful = may(&app, &call).await?;
    let found = list(&app, &lawful).await?;
    let shell = shell(&app, language, Some(&call.caller), NOTICES);
    let words = shell.words.clone();
    html(&NoticesPage {
        state: view::country(lawful.actor.state, language),
        rows: found.iter().map(|notice| row(notice, &words)).collect(),
        stream: STREAM.into(),
        again: NOTICES.into(),
        shell: NoticesPage::shell(shell),
    })
}

fn row(notice: &Notice, words: &Words) -> NoticeRow {
    let is_there = notice.kind != ERASED;
    let file = |file: &fnd_core::Id<ees_domain::file::File>| {
        (file.to_string(), if is_there { format!("/files/{file}") } else { String::new() })
    };
    NoticeRow {
        at: notice.at,
        kind: words.text(&format!("notice-kind-{}", notice.kind)),
        for_all: notice.state.is_none(),
        files: notice.files.iter().take(FILES).map(file).collect(),
        more: u64::try_from(notice.files.len().saturating_sub(FILES)).unwrap_or_default(),
    }
}
