//! Searching the log, for auditors alone; the search itself is logged with what was searched for.
//! Statement 7; R34; A8.

use std::net::IpAddr;

use axum::extract::State;
use axum::response::Response;
use fnd_register::Coded;
use fnd_web::extract::Parameters;
use fnd_web::form::{Choice, Field};
use fnd_web::pager::Pager;
use fnd_web::problem::Problem;
use ies_domain::access::{Action, Target};
use ies_domain::purpose::Purpose as Why;
use ies_pages::errors::sentence;
use ies_pages::oversight::{Ended, LogFilter as Form, LogPage, LogRow as Row, Purpose, Technical};
use ies_store::Outcome;
use ies_store::purpose::auditing::{self, COUNTED_MAX, LogFilter, LogRow};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::admin::shared::{again, shown, written};
use crate::app::{App, Shared};
use crate::call::Call;
use crate::problem::of_store;
use crate::shell::{shell, words, zone};

/// Rows of a page.
const ROWS: u16 = 50;

/// What the address asks for; also how the log keeps what was searched for.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Query {
    from: String,
    to: String,
    doer: String,
    deed: String,
    purpose: String,
    outcome: String,
    object: String,
    ip: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    after: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    before: String,
}

/// A condition that cannot be read: its field, and the code of what is wrong.
pub(super) type Unread = (&'static str, &'static str);

impl Query {
    /// What the log keeps of a search.
    pub(super) fn asked(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    fn is_empty(&self) -> bool {
        let texts = [&self.from, &self.to, &self.doer, &self.deed, &self.purpose, &self.outcome];
        texts.iter().all(|text| text.is_empty()) && self.object.is_empty() && self.ip.is_empty()
    }

    /// The conditions, without the place in the list.
    fn pairs(&self) -> [(&'static str, &str); 8] {
        [
            ("from", &self.from),
            ("to", &self.to),
            ("doer", &self.doer),
            ("deed", &self.deed),
            ("purpose", &self.purpose),
            ("outcome", &self.outcome),
            ("object", &self.object),
            ("ip", &self.ip),
        ]
    }

    /// The filter, or every condition that cannot be read.
    pub(super) fn filter(&self, count_max: u16) -> Result<LogFilter, Vec<Unread>> {
        let mut wrong: Vec<Unread> = Vec::new();
        let from = midnight(&self.from, 0).unwrap_or_else(|()| {
            wrong.push(("from", "not-a-date"));
            None
        });
        let to = midnight(&self.to, 1).unwrap_or_else(|()| {
            wrong.push(("to", "not-a-date"));
            None
        });
        if from.zip(to).is_some_and(|(from, to)| to <= from) {
            wrong.push(("to", "dates-reversed"));
        }
        let doer: Option<Uuid> = parsed(&self.doer, "doer", &mut wrong);
        let object = parsed(&self.object, "object", &mut wrong);
        let ip: Option<IpAddr> = parsed(&self.ip, "ip", &mut wrong);
        let purpose = chosen(&self.purpose, "purpose", Why::find, &mut wrong);
        let ended = chosen(&self.outcome, "outcome", ended, &mut wrong);
        if !wrong.is_empty() {
            return Err(wrong);
        }
        Ok(LogFilter {
            from,
            to,
            person: doer.map(|id| id.to_string()),
            action: said(&self.deed),
            purpose: purpose.map(|purpose| purpose.code().to_owned()),
            ended,
            object,
            ip,
            before: edge(&self.after),
            after: edge(&self.before),
            count_max,
        })
    }
}

fn said(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn parsed<T: std::str::FromStr>(
    text: &str,
    field: &'static str,
    wrong: &mut Vec<Unread>,
) -> Option<T> {
    chosen(text, field, |text| text.parse().ok(), wrong)
}

fn chosen<T>(
    text: &str,
    field: &'static str,
    read: impl FnOnce(&str) -> Option<T>,
    wrong: &mut Vec<Unread>,
) -> Option<T> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let read = read(text);
    if read.is_none() {
        wrong.push((field, "unreadable"));
    }
    read
}

/// Midnight in Brussels, so many days after the day.
fn midnight(text: &str, days: i32) -> Result<Option<Timestamp>, ()> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let day: Option<Date> = text.trim().parse().ok();
    let day = day.and_then(|day| day.checked_add(days.days()).ok());
    let zoned = day.and_then(|day| day.to_zoned(zone()).ok());
    zoned.map(|zoned| Some(zoned.timestamp())).ok_or(())
}

fn ended(code: &str) -> Option<auditing::Ended> {
    match code {
        "done" => Some(auditing::Ended::Done),
        "refused" => Some(auditing::Ended::Refused),
        _ => None,
    }
}

/// The instant and identifier of a row at the edge of a page.
fn edge(text: &str) -> Option<(Timestamp, Uuid)> {
    let (at, id) = text.split_once('~')?;
    Some((at.parse().ok()?, id.parse().ok()?))
}

fn edge_of(row: &LogRow) -> String {
    format!("{}~{}", row.entry.at, row.entry.id)
}

/// A row as the page shows it.
fn row(found: &LogRow) -> Row {
    let entry = &found.entry;
    let is_done = entry.outcome == "done";
    let nobody = entry.person.is_empty();
    let technical = found.technical.as_ref().map(|part| Technical {
        ip: part.ip.to_string(),
        country: part.country.clone(),
        browser: match part.version {
            Some(version) => format!("{} {version}", part.browser),
            None => part.browser.clone(),
        },
        system: part.system.clone(),
    });
    Row {
        at: entry.at,
        doer: if nobody { entry.authority_kind.clone() } else { entry.person.clone() },
        deed: entry.action.clone(),
        purpose: Purpose(Why::find(&entry.purpose).map_or("provide-service", |one| one.code())),
        rule: entry.basis.clone(),
        object: entry.object.map(|id| id.to_string()).unwrap_or_default(),
        ended: if is_done { Ended::Done } else { Ended::Refused },
        refusal: if is_done { String::new() } else { entry.outcome.clone() },
        technical,
    }
}

fn drawn(app: &App, call: &Call, query: &Query) -> LogPage {
    let words = words(app, &call.visit);
    let mut form = Form::empty("/log");
    let codes: Vec<_> = Why::ALL.iter().map(Coded::code).collect();
    form.purposes = Purpose::choices(&words, &codes);
    form.outcomes = vec![
        Choice::new("done", words.text(Ended::Done.key())),
        Choice::new("refused", words.text(Ended::Refused.key())),
    ];
    let fields = [
        &mut form.from,
        &mut form.to,
        &mut form.doer,
        &mut form.deed,
        &mut form.purpose,
        &mut form.outcome,
        &mut form.object,
        &mut form.ip,
    ];
    for (field, (_, value)) in fields.into_iter().zip(query.pairs()) {
        value.clone_into(&mut field.value);
    }
    LogPage {
        shell: LogPage::shell(shell(app, &call.visit, "/log")),
        filter: form,
        found: None,
        total: 0,
        is_more: false,
        pager: Pager::default(),
    }
}

/// The field of a name, with the key of its label.
fn field<'a>(form: &'a mut Form, name: &str) -> (&'a mut Field, &'static str) {
    match name {
        "from" => (&mut form.from, "log-from"),
        "to" => (&mut form.to, "log-to"),
        "doer" => (&mut form.doer, "log-doer"),
        "object" => (&mut form.object, "log-object"),
        "purpose" => (&mut form.purpose, "log-purpose"),
        "outcome" => (&mut form.outcome, "log-outcome"),
        _ => (&mut form.ip, "log-ip"),
    }
}

/// The search.
pub(super) async fn page(
    State(app): State<Shared>,
    call: Call,
    Parameters(query): Parameters<Query>,
) -> Result<Response, Problem> {
    let lawful = call.lawful(&app, Action::ReadLog, &Target::nothing()).await?;
    let mut page = drawn(&app, &call, &query);
    if query.is_empty() {
        app.store.note(lawful.access(), Outcome::default()).await.map_err(of_store)?;
        return shown(&page);
    }
    let filter = match query.filter(ROWS.saturating_add(1)) {
        Ok(filter) => filter,
        Err(wrong) => {
            let words = words(&app, &call.visit);
            for (name, code) in wrong {
                let (field, label) = field(&mut page.filter, name);
                field.error = sentence(&words, label, code, 0);
            }
            return again(&page);
        }
    };
    let access = lawful.access().asking(query.asked());
    let unit = app.store.audit(access).await.map_err(of_store)?;
    let total = unit.count(&filter).await.map_err(of_store)?;
    let mut rows = unit.rows(&filter).await.map_err(of_store)?;
    // One row more than the page holds was asked for: it tells whether there is another page.
    let is_more = usize::from(ROWS) < rows.len();
    let is_backwards = filter.after.is_some();
    if is_more && is_backwards {
        rows.remove(0);
    }
    rows.truncate(usize::from(ROWS));
    let outcome = Outcome::default().hitting(rows.len()).showing(lawful.sent());
    unit.end(outcome).await.map_err(of_store)?;
    let has_older = is_backwards || is_more;
    let has_newer = if is_backwards { is_more } else { filter.before.is_some() };
    let to = |name: &'static str, row: Option<&LogRow>| {
        let place = row.map(edge_of).unwrap_or_default();
        let kept = query.pairs().into_iter().filter(|(_, value)| !value.is_empty());
        format!("/log?{}", written(kept.chain([(name, place.as_str())])))
    };
    page.pager = Pager {
        page: if has_newer { 2 } else { 1 },
        pages: if has_older || has_newer { 3 } else { 1 },
        previous: if has_newer { to("before", rows.first()) } else { String::new() },
        next: if has_older { to("after", rows.last()) } else { String::new() },
    };
    page.total = total;
    page.is_more = i64::try_from(total).is_ok_and(|total| COUNTED_MAX <= total);
    page.found = Some(rows.iter().map(row).collect());
    shown(&page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_that_cannot_be_read_are_named_all_at_once() {
        let query = Query {
            from: "2026-07-18".into(),
            to: "2026-07-17".into(),
            doer: "x".into(),
            ip: "300.1.1.1".into(),
            ..Query::default()
        };
        let wrong = query.filter(1).err();
        let expected = vec![("to", "dates-reversed"), ("doer", "unreadable"), ("ip", "unreadable")];
        assert_eq!(wrong, Some(expected));
    }

    #[test]
    fn the_last_day_belongs_to_the_search() {
        let query =
            Query { from: "2026-07-17".into(), to: "2026-07-17".into(), ..Query::default() };
        let filter = query.filter(1).ok();
        let span = filter.and_then(|filter| filter.from.zip(filter.to));
        assert!(span.is_some_and(|(from, to)| to.duration_since(from).as_hours() == 24));
    }
}
