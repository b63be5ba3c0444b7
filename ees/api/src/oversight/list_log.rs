//! Searching the log. EES Art. 46.

use axum::Json;
use axum::extract::State;
use ees_domain::access::Action;
use ees_domain::authority::{AuthorityKind, Purpose};
use ees_domain::register::REGISTER;
use ees_store::{LogField, LogFilter, LogRow, Outcome};
use ees_wire::text;
use fnd_core::{CountryCode, Id};
use fnd_register::Coded;
use fnd_web::extract::Parameters;
use fnd_web::problem::Problem;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::actor::{Call, Lawful, lawful};
use crate::app::{App, Shared};
use crate::problem::{of_parameter, of_store};

/// Rows of a page.
pub const ROWS: u16 = 50;
/// How far rows are counted: counting all of a log of years would take longer than reading it.
pub const COUNTED_MAX: u32 = 10_000;

/// Which rows are wanted; all that are given must fit.
#[derive(Debug, Clone, Default, Serialize, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Query {
    /// From this instant on, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[param(value_type = text::Instant, required = false, inline)]
    pub from: Option<String>,
    /// Before this instant, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[param(value_type = text::Instant, required = false, inline)]
    pub to: Option<String>,
    /// Of this kind of authority, a code.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[param(value_type = text::KindOfAuthority, required = false, inline)]
    pub authority: Option<String>,
    /// Of this office, its whole name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[param(value_type = text::UserName, required = false, inline)]
    pub office: Option<String>,
    /// Of this State, three letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[param(value_type = text::StateCode, required = false, inline)]
    pub state: Option<String>,
    /// For this purpose, a code.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[param(value_type = text::PurposeOfUse, required = false, inline)]
    pub purpose: Option<String>,
    /// By this user or system.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[param(value_type = text::UserName, required = false, inline)]
    pub person: Option<String>,
    /// At this border crossing point or terminal.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[param(value_type = text::UserName, required = false, inline)]
    pub place: Option<String>,
    /// That did this, a code.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[param(value_type = text::ActionCode, required = false, inline)]
    pub action: Option<String>,
    /// With this result: `done`, `refused`, or the code of a refusal.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[param(value_type = text::OutcomeCode, required = false, inline)]
    pub outcome: Option<String>,
    /// That transmitted this category of data, a code of the register of processing.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[param(value_type = text::CategoryCode, required = false, inline)]
    pub sent: Option<String>,
    /// On this file.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[param(value_type = Uuid, required = false)]
    pub file: Option<String>,
    /// Go on behind this row: `next` of the page before.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[param(value_type = text::Edge, required = false, inline)]
    pub after: Option<String>,
    /// The page that ends before this row: `previous` of the page behind. Not with `after`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[param(value_type = text::Edge, required = false, inline)]
    pub before: Option<String>,
}

/// A condition on a field of the row: the parameter, the field, and what is taken.
#[derive(Debug)]
pub struct Condition {
    /// The parameter.
    pub name: &'static str,
    /// The field of the row.
    pub field: LogField,
    fits: fn(&str) -> bool,
    code: &'static str,
    expected: &'static str,
}

const fn condition(
    name: &'static str,
    field: LogField,
    fits: fn(&str) -> bool,
    (code, expected): (&'static str, &'static str),
) -> Condition {
    Condition { name, field, fits, code, expected }
}

/// A name that is looked for.
const NAME: (&str, &str) =
    ("not-a-name", "a name of at most 200 characters without control characters");

/// Every condition on a field. EES Art. 46(1).
pub const CONDITIONS: [Condition; 9] = [
    condition(
        "authority",
        LogField::AuthorityKind,
        |code| AuthorityKind::find(code).is_some(),
        ("unknown-authority", "a kind of authority"),
    ),
    condition("office", LogField::Office, is_name, NAME),
    condition(
        "state",
        LogField::State,
        |code| code.parse().is_ok_and(|state: CountryCode| state.as_str() == code),
        ("unknown-state", "three letters, as in ROU"),
    ),
    condition(
        "purpose",
        LogField::Purpose,
        |code| Purpose::find(code).is_some(),
        ("unknown-purpose", "a purpose"),
    ),
    condition("person", LogField::Person, is_name, NAME),
    condition("place", LogField::Place, is_name, NAME),
    condition(
        "action",
        LogField::Action,
        |code| Action::ALL.iter().any(|action| action.code() == code),
        ("unknown-action", "an action of the access table"),
    ),
    condition(
        "outcome",
        LogField::Outcome,
        is_code,
        ("not-an-outcome", "`done`, `refused` or the code of a refusal"),
    ),
    condition(
        "sent",
        LogField::Sent,
        |code| REGISTER.categories.iter().any(|category| category.code == code),
        ("unknown-category", "a category of the register of processing"),
    ),
];

/// A page of the log, the newest rows first.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = LogReply)]
pub struct Reply {
    /// The rows.
    pub rows: Vec<Row>,
    /// How many rows fit in all; of more than 10,000 no more are counted.
    pub total: u64,
    /// What to give as `after` for the page of older rows; absent on the last one.
    pub next: Option<String>,
    /// What to give as `before` for the page of newer rows; absent on the first one.
    pub previous: Option<String>,
}

/// The rows of a page, and the pages beside it.
#[derive(Debug, Clone, Default)]
pub struct Listed {
    /// The rows.
    pub rows: Vec<LogRow>,
    /// How many rows fit in all, [`COUNTED_MAX`] at most.
    pub total: u64,
    /// What older rows follow.
    pub next: Option<String>,
    /// What newer rows come before.
    pub previous: Option<String>,
}

/// A row of the log. EES Art. 46(1).
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = LogRow)]
pub struct Row {
    /// Its identifier.
    pub log_id: Uuid,
    /// Its place in the sealed log; absent for a moment after it was written.
    pub index: Option<u64>,
    /// Date and time, Art. 46(1)(b).
    pub at: String,
    /// What was done.
    pub action: String,
    /// The purpose of access, Art. 46(1)(a).
    pub purpose: String,
    /// The article that permitted it.
    pub basis: String,
    /// The kind of authority.
    pub authority_kind: String,
    /// The authority entering or retrieving, Art. 46(1)(e).
    pub authority: String,
    /// Its State.
    pub state: String,
    /// The user.
    pub person: String,
    /// The border crossing point, when there was one.
    pub place: String,
    /// The request.
    pub request: Uuid,
    /// The file.
    pub file: Option<Uuid>,
    /// `done`, or the code of a refusal.
    pub outcome: String,
    /// Number of hits.
    pub hits: Option<i32>,
    /// What was asked with, Art. 46(1)(d).
    pub asked: Option<String>,
    /// Categories transmitted, Art. 46(1)(c).
    pub sent: Vec<String>,
}

/// Searches the log.
#[utoipa::path(
    get, path = "/v1/log", tag = "oversight", operation_id = "list_log",
    params(Query),
    responses(
        (status = 200, body = Reply),
    )
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    Parameters(query): Parameters<Query>,
) -> Result<Json<Reply>, Problem> {
    let lawful = lawful(&app, &call, Action::ReadLog, Purpose::Monitoring).await?;
    let Listed { rows, total, next, previous } = list(&app, &lawful, &query).await?;
    Ok(Json(Reply { rows: rows.iter().map(Row::of).collect(), total, next, previous }))
}

/// The rows that fit, and what to go on with.
pub async fn list(app: &App, lawful: &Lawful, query: &Query) -> Result<Listed, Problem> {
    let asked = serde_json::to_string(query).unwrap_or_default();
    list_of(app, lawful, (query, asked), (ROWS, true)).await
}

/// The rows that fit, at most `count`, with what was asked with when `is_opened`. The row of the
/// search keeps `asked`, which is what was asked with before it was read. EES Art. 46(1)(d).
pub async fn list_of(
    app: &App,
    lawful: &Lawful,
    (query, asked): (&Query, String),
    (count, is_opened): (u16, bool),
) -> Result<Listed, Problem> {
    let count_max = count.saturating_add(1);
    let mut oversight = app.register.oversee(lawful.access(app, asked)).await.map_err(of_store)?;
    let filter = match query.filter() {
        Ok(filter) => LogFilter { count_max, is_opened, ..filter },
        Err(problem) => {
            let outcome = Outcome { refused: Some(problem.code()), ..Outcome::default() };
            oversight.end(outcome).await.map_err(of_store)?;
            return Err(problem);
        }
    };
    let total = oversight.count_log(&filter, COUNTED_MAX).await.map_err(of_store)?;
    let mut rows = oversight.list_log(&filter).await.map_err(of_store)?;
    // One row more than the page holds was asked for: it tells whether there is another page.
    let is_more = usize::from(count) < rows.len();
    let is_backwards = filter.after.is_some();
    if is_more && is_backwards {
        rows.remove(0);
    }
    rows.truncate(usize::from(count));
    let is_any_opened = rows.iter().any(|row| row.asked.is_some());
    let sent: &[&str] = if is_any_opened { &["log", "log-query"] } else { &["log"] };
    let outcome = Outcome { hits: Some(rows.len()), sent, ..Outcome::default() };
    oversight.end(outcome).await.map_err(of_store)?;
    let has_older = is_backwards || is_more;
    let has_newer = if is_backwards { is_more } else { filter.before.is_some() };
    let edge = |row: &LogRow| format!("{}~{}", row.entry.at, row.entry.id);
    let next = rows.last().filter(|_| has_older).map(edge);
    let previous = rows.first().filter(|_| has_newer).map(edge);
    Ok(Listed { rows, total, next, previous })
}

fn wrong(field: &str, code: &'static str, expected: &str) -> Problem {
    of_parameter(field, code, format!("expected {expected}"))
}

fn instant(field: &str, text: Option<&str>) -> Result<Option<Timestamp>, Problem> {
    let wrong = || wrong(field, "not-an-instant", "an instant of RFC 3339");
    text.map(|text| text::instant(text).ok_or_else(wrong)).transpose()
}

/// A name that somebody could have, also in the database, which takes no zero character.
fn is_name(text: &str) -> bool {
    let is_short = text.chars().nth(text::PERSON_CHARS_MAX).is_none();
    is_short && !text.chars().any(char::is_control)
}

fn is_code(text: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=text::CODE_CHARS_MAX).contains(&text.len()) && text.bytes().all(is_letter)
}

impl Query {
    /// What was given for one field.
    fn given(&self, field: LogField) -> Option<&String> {
        match field {
            LogField::AuthorityKind => self.authority.as_ref(),
            LogField::Office => self.office.as_ref(),
            LogField::State => self.state.as_ref(),
            LogField::Purpose => self.purpose.as_ref(),
            LogField::Person => self.person.as_ref(),
            LogField::Place => self.place.as_ref(),
            LogField::Action => self.action.as_ref(),
            LogField::Outcome => self.outcome.as_ref(),
            LogField::Sent => self.sent.as_ref(),
        }
    }

    fn filter(&self) -> Result<LogFilter, Problem> {
        let mut fields = Vec::new();
        for condition in CONDITIONS {
            let Some(text) = self.given(condition.field) else { continue };
            if !(condition.fits)(text) {
                return Err(wrong(condition.name, condition.code, condition.expected));
            }
            fields.push((condition.field, text.clone()));
        }
        let file = self.file.as_deref().map(|text| {
            text.parse::<Id<_>>().ok().ok_or_else(|| wrong("file", "not-an-id", "the id of a file"))
        });
        if self.after.is_some() && self.before.is_some() {
            return Err(wrong("before", "not-with-after", "either `after` or `before`"));
        }
        Ok(LogFilter {
            from: instant("from", self.from.as_deref())?,
            to: instant("to", self.to.as_deref())?,
            fields,
            file: file.transpose()?,
            before: text::edge("after", self.after.as_deref())?,
            after: text::edge("before", self.before.as_deref())?,
            count_max: ROWS.saturating_add(1),
            is_opened: true,
        })
    }
}

impl Row {
    /// The row as it is sent.
    pub fn of(row: &LogRow) -> Self {
        let entry = &row.entry;
        Self {
            log_id: entry.id,
            index: row.leaf_index,
            at: entry.at.to_string(),
            action: entry.action.clone(),
            purpose: entry.purpose.clone(),
            basis: entry.basis.clone(),
            authority_kind: entry.authority_kind.clone(),
            authority: entry.authority.clone(),
            state: entry.state.clone(),
            person: entry.person.clone(),
            place: entry.place.clone(),
            request: entry.request,
            file: entry.object,
            outcome: entry.outcome.clone(),
            hits: entry.hits,
            asked: row.asked.clone(),
            sent: entry.sent.split_whitespace().map(str::to_owned).collect(),
        }
    }
}
