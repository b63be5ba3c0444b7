//! The record of processing, generated from the register and the switches as they stand. EUDPR
//! Art. 31; R53.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use fnd_web::problem::Problem;
use fnd_web::words::Words;
use ies_domain::access::{Action, Target};
use ies_domain::register::{self, REGISTER, RecordRow as Row};
use ies_domain::rights::RECORD_REFERENCE;
use ies_pages::oversight::{Purpose, RecordPage, RecordRow};
use ies_store::Outcome;
use serde_json::{Value, json};

use super::record_versions::rows;
use super::retention::{category, period};
use crate::admin::shared::shown;
use crate::app::{App, Shared};
use crate::call::Call;
use crate::problem::of_store;
use crate::public::record::duration;
use crate::shell::{shell, words};

/// Measures of security, as the program takes them. EUDPR Art. 31(1)(g) and 33.
const MEASURES: &[&str] =
    &["AES-256-GCM", "TLS 1.2, TLS 1.3", "EU Login, two factors", "RFC 6962", "PostgreSQL roles"];

fn drawn(row: &Row, words: &Words) -> RecordRow {
    RecordRow {
        category: category(row.category, words),
        subjects: words.text(&format!("subjects-{}", row.subjects)),
        basis: row.basis.to_owned(),
        purposes: row.purposes.iter().copied().map(Purpose).collect(),
        recipients: row
            .recipients
            .iter()
            .map(|code| words.text(&format!("recipient-{code}")))
            .collect(),
        is_transferred: row.is_transferred,
        period: period(row, words),
        period_basis: row.period_basis.to_owned(),
        is_encrypted: row.is_encrypted,
    }
}

pub(super) async fn lawful(app: &App, call: &Call) -> Result<(), Problem> {
    let lawful = call.lawful(app, Action::ExportRecord, &Target::nothing()).await?;
    app.store.note(lawful.access(), Outcome::default()).await.map_err(of_store)
}

/// The page.
pub(super) async fn page(State(app): State<Shared>, call: Call) -> Result<Response, Problem> {
    lawful(&app, &call).await?;
    let kept = app.store.record_versions().await.map_err(of_store)?;
    let words = words(&app, &call.visit);
    let page = RecordPage {
        shell: RecordPage::shell(shell(&app, &call.visit, "/record")),
        controller: app.site.controller.clone(),
        officer: app.site.officer.clone(),
        reference: RECORD_REFERENCE.to_owned(),
        rows: register::record(&app.switches).iter().map(|row| drawn(row, &words)).collect(),
        measures: MEASURES.iter().map(|measure| (*measure).to_owned()).collect(),
        versions: rows(&kept, &words),
        json: "/record.json".into(),
    };
    shown(&page)
}

fn written(row: &Row) -> Value {
    json!({
        "category": row.category,
        "subjects": row.subjects,
        "basis": row.basis,
        "purposes": row.purposes,
        "recipients": row.recipients,
        "transferred": row.is_transferred,
        "kept_from": row.kept_from,
        "counted_from": row.counted_from,
        "period": duration(row.period),
        "period_basis": row.period_basis,
        "encrypted": row.is_encrypted,
    })
}

/// The record as JSON.
pub(super) fn content(app: &App) -> Value {
    let rows: Vec<_> = register::record(&app.switches).iter().map(written).collect();
    json!({
        "system": REGISTER.system,
        "version": REGISTER.version,
        "since": REGISTER.since,
        "reference": RECORD_REFERENCE,
        "controller": app.site.controller,
        "officer": app.site.officer,
        "measures": MEASURES,
        "categories": rows,
    })
}

/// The record for machines.
pub(super) async fn json(State(app): State<Shared>, call: Call) -> Result<Response, Problem> {
    lawful(&app, &call).await?;
    Ok(Json(content(&app)).into_response())
}
