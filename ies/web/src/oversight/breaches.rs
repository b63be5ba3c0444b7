//! The register of personal data breaches, and a new entry. EUDPR Art. 34(6); R54.

use axum::extract::State;
use axum::response::Response;
use fnd_web::extract::{Parameters, Posted};
use fnd_web::form::Field;
use fnd_web::problem::Problem;
use ies_domain::access::{Action, Target};
use ies_domain::rights::breach::{self, Breach};
use ies_domain::text::{LETTER, TITLE};
use ies_pages::oversight::{BreachForm, BreachRow, BreachesPage, Clock, Done, Risk};
use ies_store::Outcome;
use ies_store::purpose::protecting::{self as stored, BreachContent};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::Deserialize;

use super::steps::step;
use crate::admin::shared::{After, again, on_to, own, shown};
use crate::app::{App, Shared};
use crate::call::{Call, moment};
use crate::problem::{by_rule, of_store};
use crate::said::{labels, said};
use crate::shell::{local, shell, words, zone};

/// The risk as pages show it.
const fn risk(risk: breach::Risk) -> Risk {
    match risk {
        breach::Risk::Unknown => Risk::Unknown,
        breach::Risk::Unlikely => Risk::Unlikely,
        breach::Risk::Likely => Risk::Likely,
        breach::Risk::High => Risk::High,
    }
}

/// The time for the report, as pages show it.
fn clock(breach: &Breach, now: Timestamp) -> Clock {
    if let Some((at, _)) = &breach.reported {
        return Clock::Reported(local(*at));
    }
    let Some(left) = breach.time_left(now) else { return Clock::NotDue };
    let hours = u32::try_from(left.as_hours().unsigned_abs()).unwrap_or(u32::MAX);
    if left.is_negative() { Clock::Over(hours) } else { Clock::Running(hours) }
}

/// A breach as the register shows it.
pub(super) fn row(found: &stored::BreachRow, now: Timestamp) -> BreachRow {
    BreachRow {
        title: found.content.title.clone(),
        aware: local(found.breach.aware_at),
        risk: risk(found.breach.risk),
        clock: clock(&found.breach, now),
        is_closed: found.breach.closed_at.is_some(),
        href: format!("/breaches/{}", found.breach.id.to_uuid()),
    }
}

const DONE: &[(&str, Done)] = &[("entered", Done::BreachEntered), ("closed", Done::BreachClosed)];

async fn drawn(app: &App, call: &Call) -> Result<BreachesPage, Problem> {
    let lawful = call.lawful(app, Action::KeepBreaches, &Target::nothing()).await?;
    let unit = app.store.protect(lawful.access()).await.map_err(of_store)?;
    let found = unit.breaches().await.map_err(of_store)?;
    let outcome = Outcome::default().hitting(found.len()).showing(lawful.sent());
    unit.end(outcome).await.map_err(of_store)?;
    Ok(BreachesPage {
        shell: BreachesPage::shell(shell(app, &call.visit, "/breaches")),
        done: None,
        rows: found.iter().map(|one| row(one, lawful.at)).collect(),
        form: BreachForm::empty("/breaches"),
    })
}

/// The register.
pub(super) async fn list(
    State(app): State<Shared>,
    call: Call,
    Parameters(after): Parameters<After>,
) -> Result<Response, Problem> {
    let mut page = drawn(&app, &call).await?;
    page.done = after.of(DONE);
    shown(&page)
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    title: String,
    text: String,
    aware_day: String,
    aware_time: String,
}

impl Sent {
    fn aware(&self) -> Option<Timestamp> {
        let day: Date = self.aware_day.trim().parse().ok()?;
        let time = Time::strptime("%H:%M", self.aware_time.trim()).ok()?;
        day.to_datetime(time).to_zoned(zone()).ok().map(|zoned| zoned.timestamp())
    }
}

/// Opens an entry.
pub(super) async fn open(
    State(app): State<Shared>,
    call: Call,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let lawful = call.lawful(&app, Action::KeepBreaches, &Target::nothing()).await?;
    let words = words(&app, &call.visit);
    let title = said(&words, labels("breach-what", "breach-what-missing"), (&sent.title, TITLE));
    let text = said(&words, labels("breach-known", "breach-known-missing"), (&sent.text, LETTER));
    let (Some(aware), Ok(title), Ok(text)) = (sent.aware(), &title, &text) else {
        let mut page = drawn(&app, &call).await?;
        page.form.title = Field::holding("title", sent.title.as_str());
        page.form.text = Field::holding("text", sent.text.as_str());
        page.form.day = Field::holding("aware_day", sent.aware_day.as_str());
        page.form.time = Field::holding("aware_time", sent.aware_time.as_str());
        page.form.title.error = title.err().unwrap_or_default();
        page.form.text.error = text.err().unwrap_or_default();
        if sent.aware().is_none() {
            page.form.day.error = words.text("breach-aware-missing");
        }
        return again(&page);
    };
    let actor = call.actor().ok_or_else(Problem::not_found)?;
    let opened = breach::open(app.ids.make(lawful.at), &actor, aware, moment(&app, lawful.at));
    let (breach, event) = opened.map_err(|error| by_rule(&error))?;
    let (id, by) = (breach.id.to_uuid(), own(&call)?);
    let row = stored::BreachRow {
        breach,
        content: BreachContent {
            title: title.clone(),
            text: text.clone(),
            steps: vec![step(lawful.at, Some(by), "done-breach-entered")],
            ..BreachContent::default()
        },
        entered_by: by,
        version: 1,
    };
    let mut unit = app.store.protect(lawful.access()).await.map_err(of_store)?;
    unit.add_breach(&row, event).await.map_err(of_store)?;
    unit.end(lawful.showing(id)).await.map_err(of_store)?;
    Ok(on_to("/breaches?done=entered"))
}
