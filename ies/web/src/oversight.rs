//! Oversight: requests under data protection law, breaches, retention, the record of processing,
//! statements, the log, and how the system is. Statement 5, 7 and 8; R18, R34, R46, R53, R54; A8,
//! A21.

mod affected;
mod breach;
mod breaches;
mod case;
mod case_archive;
mod case_identity;
mod cases;
mod integrity;
mod log;
mod log_csv;
mod publish;
mod record;
pub(crate) mod record_versions;
mod retention;
mod statements;
mod steps;
mod system;

use axum::Router;
use axum::routing::{get, post};

use crate::app::Shared;

/// The routes, for the matrix of everybody and everything.
pub const ROUTES: &[(&str, &str)] = &[
    ("GET", "/cases"),
    ("GET", "/cases/new"),
    ("POST", "/cases/new"),
    ("GET", "/cases/{id}"),
    ("POST", "/cases/{id}/ask"),
    ("POST", "/cases/{id}/identity"),
    ("POST", "/cases/{id}/extend"),
    ("POST", "/cases/{id}/answer"),
    ("GET", "/cases/{id}/archive"),
    ("POST", "/cases/{id}/archive"),
    ("GET", "/breaches"),
    ("POST", "/breaches"),
    ("GET", "/breaches/{id}"),
    ("GET", "/breaches/{id}/affected"),
    ("POST", "/breaches/{id}/affected"),
    ("POST", "/breaches/{id}/affected/remove"),
    ("POST", "/breaches/{id}/assess"),
    ("POST", "/breaches/{id}/report"),
    ("POST", "/breaches/{id}/tell"),
    ("POST", "/breaches/{id}/close"),
    ("GET", "/retention"),
    ("GET", "/retention/runs/{id}"),
    ("GET", "/record"),
    ("GET", "/record.json"),
    ("GET", "/record/versions/{number}"),
    ("GET", "/statements"),
    ("GET", "/statements/{kind}/new"),
    ("POST", "/statements/{kind}/new"),
    ("GET", "/statements/{kind}/draft"),
    ("GET", "/log"),
    ("GET", "/log.csv"),
    ("GET", "/log/integrity"),
    ("POST", "/log/integrity"),
    ("GET", "/log/integrity.json"),
    ("GET", "/log/checkpoint"),
    ("GET", "/log/tile/{level}/{number}"),
    ("GET", "/system"),
];

/// The routes.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/cases", get(cases::list))
        .route("/cases/new", get(cases::form).post(cases::enter))
        .route("/cases/{id}", get(case::page))
        .route("/cases/{id}/ask", post(case::ask))
        .route("/cases/{id}/identity", post(case::identify))
        .route("/cases/{id}/extend", post(case::extend))
        .route("/cases/{id}/answer", post(case::answer))
        .route("/cases/{id}/archive", get(case_archive::fetch).post(case_archive::prepare))
        .route("/breaches", get(breaches::list).post(breaches::open))
        .route("/breaches/{id}", get(breach::page))
        .route("/breaches/{id}/affected", get(affected::page).post(affected::add))
        .route("/breaches/{id}/affected/remove", post(affected::remove))
        .route("/breaches/{id}/assess", post(breach::assess))
        .route("/breaches/{id}/report", post(breach::report))
        .route("/breaches/{id}/tell", post(breach::tell))
        .route("/breaches/{id}/close", post(breach::close))
        .route("/retention", get(retention::list))
        .route("/retention/runs/{id}", get(retention::run))
        .route("/record", get(record::page))
        .route("/record.json", get(record::json))
        .route("/record/versions/{number}", get(record_versions::handler))
        .route("/statements", get(statements::list))
        .route("/statements/{kind}/new", get(publish::form).post(publish::publish))
        .route("/statements/{kind}/draft", get(publish::draft))
        .route("/log", get(log::page))
        .route("/log.csv", get(log_csv::handler))
        .route("/log/integrity", get(integrity::page).post(integrity::recompute))
        .route("/log/integrity.json", get(integrity::state))
        .route("/log/checkpoint", get(integrity::checkpoint))
        .route("/log/tile/{level}/{number}", get(integrity::tile))
        .route("/system", get(system::page))
}
