//! What countries are, and since when; a fact is entered, and none is taken back. R02, R36.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;
use fnd_core::CountryCode;
use fnd_register::Coded;
use fnd_web::extract::{Parameters, Posted};
use fnd_web::form::Field;
use fnd_web::problem::Problem;
use ies_domain::access::{Action, Target};
use ies_domain::organisation::{Aspect, Countries, StatusRow};
use ies_domain::text::SOURCE;
use ies_pages::errors::sentence;
use ies_pages::people::{self, AspectRow, CountriesPage, CountryForm, CountryRow, Done};
use ies_store::purpose::organisations::Fact;
use ies_store::{CountryTable, Outcome};
use jiff::civil::Date;
use serde::Deserialize;

use super::organisations::seats;
use super::shared::{After, again, country, day, on_to, shown};
use crate::app::{App, Shared};
use crate::call::Call;
use crate::problem::of_store;
use crate::said::{label, said};
use crate::shell::{shell, words};

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    country: String,
    aspect: String,
    from: String,
    until: String,
    source: String,
}

fn drawn(app: &App, call: &Call, table: &CountryTable, sent: &Sent) -> CountriesPage {
    let (words, today) = (words(app, &call.visit), day(app.clock.now()));
    let facts = table.rows();
    let mut aspects: BTreeMap<CountryCode, Vec<AspectRow>> = BTreeMap::new();
    for fact in &facts {
        let row = AspectRow {
            aspect: people::Aspect(fact.aspect.code()),
            from: fact.from,
            until: fact.until,
        };
        aspects.entry(fact.country).or_default().push(row);
    }
    let row = |(code, mut aspects): (CountryCode, Vec<AspectRow>)| {
        aspects.sort_by_key(|aspect| std::cmp::Reverse(aspect.from));
        CountryRow {
            code: code.to_string(),
            name: country(&words, code),
            is_third_country: Countries(&facts).is_third_country(code, today),
            aspects,
        }
    };
    let mut form = CountryForm::empty("/countries");
    form.countries = seats(&words, table);
    let codes: Vec<_> = Aspect::ALL.iter().map(Coded::code).collect();
    form.aspects = people::Aspect::choices(&words, &codes);
    form.country = Field::holding("country", sent.country.as_str());
    form.aspect = Field::holding("aspect", sent.aspect.as_str());
    form.from = Field::holding("from", sent.from.as_str());
    form.until = Field::holding("until", sent.until.as_str());
    form.source = Field::holding("source", sent.source.as_str());
    CountriesPage {
        shell: CountriesPage::shell(shell(app, &call.visit, "/countries"), "/organisations"),
        done: None,
        rows: aspects.into_iter().map(row).collect(),
        form: Some(form),
    }
}

/// The page.
pub(super) async fn page(
    State(app): State<Shared>,
    call: Call,
    Parameters(after): Parameters<After>,
) -> Result<Response, Problem> {
    let lawful = call.lawful(&app, Action::EditOrganisations, &Target::nothing()).await?;
    let unit = app.store.organise(lawful.access()).await.map_err(of_store)?;
    let table = unit.countries().await.map_err(of_store)?;
    unit.end(Outcome::default()).await.map_err(of_store)?;
    let mut page = drawn(&app, &call, &table, &Sent::default());
    page.done = after.of(&[("saved", Done::CountrySaved)]);
    shown(&page)
}

/// The last day, when one was given; `None` when it cannot be read.
#[expect(clippy::option_option, reason = "unreadable is not the same as not given")]
fn until(text: &str) -> Option<Option<Date>> {
    if text.trim().is_empty() { Some(None) } else { text.parse().ok().map(Some) }
}

/// The fact that was typed, or the page with what is wrong.
fn read(
    app: &App,
    call: &Call,
    table: &CountryTable,
    sent: &Sent,
) -> Result<Fact, Box<CountriesPage>> {
    let words = words(app, &call.visit);
    let mut page = drawn(app, call, table, sent);
    let Some(form) = page.form.as_mut() else { return Err(Box::new(page)) };
    let (country, aspect) = (sent.country.parse().ok(), Aspect::find(&sent.aspect));
    let (from, until) = (sent.from.parse::<Date>().ok(), until(&sent.until));
    let source = said(&words, label("country-source"), (&sent.source, SOURCE));
    if country.is_none() {
        form.country.error = sentence(&words, "countries-name", "not-chosen", 0);
    }
    if aspect.is_none() {
        form.aspect.error = sentence(&words, "countries-aspect", "not-chosen", 0);
    }
    if from.is_none() {
        form.from.error = words.text("country-from-missing");
    }
    if until.is_none() {
        form.until.error = sentence(&words, "country-until", "not-a-date", 0);
    }
    let (Some(country), Some(aspect), Some(from), Some(until), Ok(source)) =
        (country, aspect, from, until, &source)
    else {
        form.source.error = source.err().unwrap_or_default();
        return Err(Box::new(page));
    };
    let mut rows = table.rows();
    rows.push(StatusRow { country, aspect, from, until, source });
    // An operator who adds a row that contradicts another sees that before it counts.
    match Countries(&rows).contradictions().first() {
        None => {}
        Some(("ends-before-it-begins", _)) => {
            form.until.error = sentence(&words, "country-until", "dates-reversed", 0);
            return Err(Box::new(page));
        }
        Some(_) => {
            form.from.error = words.text("country-overlap");
            return Err(Box::new(page));
        }
    }
    Ok(Fact { country, aspect, from, until, source: source.clone() })
}

/// Enters a fact.
pub(super) async fn add(
    State(app): State<Shared>,
    call: Call,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let lawful = call.lawful(&app, Action::EditOrganisations, &Target::nothing()).await?;
    let mut unit = app.store.organise(lawful.access()).await.map_err(of_store)?;
    let table = unit.countries().await.map_err(of_store)?;
    match read(&app, &call, &table, &sent) {
        Ok(fact) => {
            unit.add_fact(&fact).await.map_err(of_store)?;
            unit.end(Outcome::default()).await.map_err(of_store)?;
            app.jobs.wake();
            Ok(on_to("/countries?done=saved"))
        }
        Err(page) => again(&*page),
    }
}
