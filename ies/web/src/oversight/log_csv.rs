//! The rows of a search as a table for other programs. R34; A8.

use std::fmt::Write;

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use fnd_web::extract::Parameters;
use fnd_web::problem::{Fault, Problem};
use ies_domain::access::{Action, Target};
use ies_store::Outcome;
use ies_store::purpose::auditing::LogRow;

use super::log::Query;
use crate::app::Shared;
use crate::call::Call;
use crate::problem::{of_faults, of_parameter, of_store};

/// Rows of a table at most; who needs more asks for a shorter time.
const ROWS_MAX: u16 = 20_000;

/// The code of a search that finds more.
const TOO_MANY: &str = "too-many-rows";

fn too_many() -> String {
    format!("more than {ROWS_MAX} rows fit; ask for a shorter time or for less")
}

const HEAD: &str =
    "at,doer,deed,purpose,rule,object,outcome,hits,sent,ip,country,browser,system\r\n";

/// The table.
pub(super) async fn handler(
    State(app): State<Shared>,
    call: Call,
    Parameters(query): Parameters<Query>,
) -> Result<Response, Problem> {
    let lawful = call.lawful(&app, Action::ReadLog, &Target::nothing()).await?;
    // One more than fits tells that there are more.
    let filter = query.filter(ROWS_MAX.saturating_add(1)).map_err(|wrong| {
        let fault = |(name, code)| Fault::field(name, code, "correct this condition".to_owned());
        of_faults(wrong.into_iter().map(fault))
    })?;
    let unit = app.store.audit(lawful.access().asking(query.asked())).await.map_err(of_store)?;
    let rows = unit.rows(&filter).await.map_err(of_store)?;
    if usize::from(ROWS_MAX) < rows.len() {
        unit.end(Outcome::refused(TOO_MANY, None).hitting(rows.len())).await.map_err(of_store)?;
        return Err(of_parameter("from", TOO_MANY, too_many()));
    }
    let outcome = Outcome::default().hitting(rows.len()).showing(lawful.sent());
    unit.end(outcome).await.map_err(of_store)?;
    let mut table = HEAD.to_owned();
    for row in &rows {
        line(&mut table, row);
    }
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"log.csv\""),
    ];
    Ok((StatusCode::OK, headers, table).into_response())
}

fn line(table: &mut String, row: &LogRow) {
    let (entry, part) = (&row.entry, row.technical.as_ref());
    let text = |value: Option<String>| value.unwrap_or_default();
    let values = [
        entry.at.to_string(),
        if entry.person.is_empty() { entry.authority_kind.clone() } else { entry.person.clone() },
        entry.action.clone(),
        entry.purpose.clone(),
        entry.basis.clone(),
        text(entry.object.map(|id| id.to_string())),
        entry.outcome.clone(),
        text(entry.hits.map(|hits| hits.to_string())),
        entry.sent.clone(),
        text(part.map(|part| part.ip.to_string())),
        text(part.map(|part| part.country.clone())),
        text(part.map(|part| part.browser.clone())),
        text(part.map(|part| part.system.clone())),
    ];
    let cells: Vec<_> = values.iter().map(|value| cell(value)).collect();
    // Writing to a string does not fail.
    let _ = write!(table, "{}\r\n", cells.join(","));
}

/// A value in quotes; one that a spreadsheet would take for a formula is made text.
fn cell(value: &str) -> String {
    let is_formula = value.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let mark = if is_formula { "'" } else { "" };
    format!("\"{mark}{}\"", value.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn nothing_in_a_table_becomes_a_formula() {
        let cases = [
            ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""),
            ("+1", "\"'+1\""),
            ("a,b", "\"a,b\""),
            ("", "\"\""),
        ];
        for (value, expected) in cases {
            assert_eq!(cell(value), expected);
        }
    }
}
