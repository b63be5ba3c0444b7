//! The record of processing as it stood: a version is kept whenever the system starts with
//! another record than the last one. EUDPR Art. 31; R53.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use fnd_web::extract::Segment;
use fnd_web::problem::Problem;
use fnd_web::words::Words;
use ies_domain::log::{Doer, Event};
use ies_pages::oversight::{RecordChange, VersionRow};
use ies_store::{Access, Outcome, RecordVersion, StoreError};
use serde_json::Value;

use super::record::{content, lawful};
use super::retention::category;
use crate::app::{App, Shared};
use crate::call::Call;
use crate::problem::of_store;
use crate::shell::local;

/// Keeps the record as it stands, when it is not what was kept last.
pub(crate) async fn keep(app: &App) -> Result<(), StoreError> {
    let kept = app.store.record_versions().await?;
    let content = content(app).to_string();
    if kept.last().is_some_and(|last| last.content == content) {
        return Ok(());
    }
    let since = app.clock.now();
    let version = kept.last().map_or(1, |last| last.version.saturating_add(1));
    let access = Access::happened(since, Doer::System, Event::RecordKept, app.ids.next(since));
    let unit = app.store.publish(access).await?;
    unit.keep_record(&RecordVersion { version, since, content }).await?;
    unit.end(Outcome::default()).await
}

/// The versions as the page lists them, the latest first.
pub(super) fn rows(kept: &[RecordVersion], words: &Words) -> Vec<VersionRow> {
    let earlier = std::iter::once(None).chain(kept.iter().map(Some));
    let mut rows: Vec<_> = kept.iter().zip(earlier).map(|pair| row(pair, words)).collect();
    rows.reverse();
    rows
}

fn row((kept, earlier): (&RecordVersion, Option<&RecordVersion>), words: &Words) -> VersionRow {
    VersionRow {
        number: kept.version,
        at: local(kept.since),
        changed: earlier.map(|earlier| changes(earlier, kept, words)).unwrap_or_default(),
        href: format!("/record/versions/{}", kept.version),
    }
}

/// What differs between two versions, category by category.
fn changes(earlier: &RecordVersion, later: &RecordVersion, words: &Words) -> Vec<RecordChange> {
    let [before, after] = [earlier, later].map(|kept| parsed(&kept.content));
    let (gone, come) = (categories(&before), categories(&after));
    let mut changes = Vec::new();
    for (code, value) in &come {
        let name = category(code, words);
        match gone.get(code) {
            None => changes.push(RecordChange::Added(name)),
            Some(former) if former != value => changes.push(RecordChange::Changed(name)),
            Some(_) => {}
        }
    }
    for code in gone.keys().filter(|code| !come.contains_key(*code)) {
        changes.push(RecordChange::Removed(code.clone()));
    }
    let rest = ["controller", "officer", "measures", "reference"];
    if rest.iter().any(|name| before.get(*name) != after.get(*name)) {
        changes.push(RecordChange::Rest);
    }
    changes
}

fn parsed(content: &str) -> Value {
    serde_json::from_str(content).unwrap_or_default()
}

fn categories(record: &Value) -> BTreeMap<String, Value> {
    let all = record.get("categories").and_then(Value::as_array).cloned().unwrap_or_default();
    let code = |value: &Value| value.get("category").and_then(Value::as_str).map(str::to_owned);
    all.into_iter().filter_map(|value| code(&value).map(|code| (code, value))).collect()
}

/// One version, as it was kept.
pub(super) async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment(number): Segment<u32>,
) -> Result<Response, Problem> {
    lawful(&app, &call).await?;
    let kept = app.store.record_versions().await.map_err(of_store)?;
    let found = kept.into_iter().find(|kept| kept.version == number);
    let found = found.ok_or_else(Problem::not_found)?;
    Ok(([(CONTENT_TYPE, "application/json")], found.content).into_response())
}
