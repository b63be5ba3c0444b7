//! Organisations: what they are and where they sit. R05, R36.

use axum::extract::State;
use axum::response::Response;
use fnd_core::{CountryCode, Id};
use fnd_register::Coded;
use fnd_web::extract::{Parameters, Posted, Segment};
use fnd_web::form::{Choice, Field, Hidden};
use fnd_web::problem::Problem;
use fnd_web::words::Words;
use ies_domain::access::{Action, Target};
use ies_domain::organisation::{KNOWN, Organisation, OrganisationKind};
use ies_domain::person::OrganisationName;
use ies_pages::errors::sentence;
use ies_pages::people::{
    Done, OrganisationForm, OrganisationPage, OrganisationRow, OrganisationsFilter,
    OrganisationsPage,
};
use ies_pages::person;
use ies_store::purpose::organisations::{
    self as stored, ORGANISATIONS_A_PAGE, OrganisationFilter, Organising,
};
use ies_store::{CountryTable, Outcome};
use serde::Deserialize;
use uuid::Uuid;

use super::shared::{After, abroad, again, country, kind, lands, on_to, page_of, pager, shown};
use crate::app::{App, Shared};
use crate::call::Call;
use crate::problem::of_store;
use crate::said::of_field;
use crate::shell::{shell, words};

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Query {
    q: String,
    kind: String,
    seat: String,
    page: String,
    done: Option<String>,
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    name: String,
    kind: String,
    seat: String,
    version: i64,
}

fn kinds(words: &Words) -> Vec<Choice> {
    let choice = |kind: person::OrganisationKind| Choice::new(kind.code(), words.text(kind.key()));
    person::OrganisationKind::ALL.map(choice).into()
}

/// The countries of which anything is known, by name.
pub(super) fn seats(words: &Words, table: &CountryTable) -> Vec<Choice> {
    let rows = table.rows();
    let mut codes: Vec<CountryCode> =
        rows.iter().chain(KNOWN.iter()).map(|row| row.country).collect();
    codes.sort();
    codes.dedup();
    lands(words, codes)
}

fn row(
    (app, words): (&App, &Words),
    found: &stored::OrganisationRow,
    table: &CountryTable,
) -> OrganisationRow {
    let organisation = &found.organisation;
    OrganisationRow {
        name: organisation.name.as_str().to_owned(),
        kind: kind(organisation.kind),
        seat: country(words, organisation.seat),
        abroad: abroad(words, organisation, table, app.clock.now()),
        users: found.users,
        href: format!("/organisations/{}", organisation.id.to_uuid()),
    }
}

/// The list.
pub(super) async fn list(
    State(app): State<Shared>,
    call: Call,
    Parameters(query): Parameters<Query>,
) -> Result<Response, Problem> {
    let lawful = call.lawful(&app, Action::EditOrganisations, &Target::nothing()).await?;
    let number = page_of(&query.page);
    let filter = OrganisationFilter {
        text: query.q.clone(),
        kind: OrganisationKind::find(&query.kind),
        seat: query.seat.parse().ok(),
        page: number,
    };
    let unit = app.store.organise(lawful.access()).await.map_err(of_store)?;
    let (found, total) = unit.list(&filter).await.map_err(of_store)?;
    let table = unit.countries().await.map_err(of_store)?;
    unit.end(Outcome::default().hitting(found.len())).await.map_err(of_store)?;
    let mut form = OrganisationsFilter::empty("/organisations");
    let words = words(&app, &call.visit);
    form.kinds = kinds(&words);
    form.seats = seats(&words, &table);
    form.text.value.clone_from(&query.q);
    form.kind = Field::holding("kind", query.kind.as_str());
    form.seat = Field::holding("seat", query.seat.as_str());
    let kept = [("q", query.q.as_str()), ("kind", &query.kind), ("seat", &query.seat)];
    let after = After { done: query.done.clone() };
    let page = OrganisationsPage {
        shell: OrganisationsPage::shell(shell(&app, &call.visit, "/organisations")),
        done: after.of(&[("saved", Done::OrganisationSaved)]),
        filter: form,
        total,
        rows: found.iter().map(|one| row((&app, &words), one, &table)).collect(),
        pager: pager((number, ORGANISATIONS_A_PAGE), total, "/organisations", &kept),
        countries: "/countries".into(),
    };
    shown(&page)
}

async fn drawn(
    app: &App,
    call: &Call,
    unit: &Organising,
    found: &stored::OrganisationRow,
) -> Result<OrganisationPage, Problem> {
    let table = unit.countries().await.map_err(of_store)?;
    let words = words(app, &call.visit);
    let organisation = row((app, &words), found, &table);
    let path = organisation.href.clone();
    let mut form = OrganisationForm::empty(path.clone());
    form.hidden = vec![Hidden { name: "version", value: found.version.to_string() }];
    form.kinds = kinds(&words);
    form.seats = seats(&words, &table);
    form.name.value.clone_from(&organisation.name);
    form.kind.value = found.organisation.kind.code().into();
    form.seat.value = found.organisation.seat.to_string();
    let id = found.organisation.id;
    let visited = shell(app, &call.visit, &path);
    Ok(OrganisationPage {
        shell: OrganisationPage::shell(visited, "/organisations", &organisation.name),
        organisation,
        communities: unit.community_count(id).await.map_err(of_store)?,
        form,
    })
}

/// One organisation.
pub(super) async fn page(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
) -> Result<Response, Problem> {
    let lawful = call.lawful(&app, Action::EditOrganisations, &Target::nothing()).await?;
    let unit = app.store.organise(lawful.access()).await.map_err(of_store)?;
    let found = unit.find(Id::from_uuid(id)).await.map_err(of_store)?;
    let found = found.ok_or_else(Problem::not_found)?;
    let page = drawn(&app, &call, &unit, &found).await?;
    unit.end(Outcome::on(id)).await.map_err(of_store)?;
    shown(&page)
}

/// The page with what was typed.
fn typed(mut page: OrganisationPage, sent: &Sent) -> OrganisationPage {
    page.form.name = Field::holding("name", sent.name.as_str());
    page.form.kind = Field::holding("kind", sent.kind.as_str());
    page.form.seat = Field::holding("seat", sent.seat.as_str());
    page
}

/// Saves name, kind and seat.
pub(super) async fn save(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let lawful = call.lawful(&app, Action::EditOrganisations, &Target::nothing()).await?;
    let mut unit = app.store.organise(lawful.access()).await.map_err(of_store)?;
    let found = unit.find(Id::from_uuid(id)).await.map_err(of_store)?;
    let mut found = found.ok_or_else(Problem::not_found)?;
    let (called, chosen) = (OrganisationName::read(&sent.name), OrganisationKind::find(&sent.kind));
    let land: Option<CountryCode> = sent.seat.parse().ok();
    let (Ok(name), Some(kind), Some(country)) = (&called, chosen, land) else {
        let mut page = typed(drawn(&app, &call, &unit, &found).await?, &sent);
        let words = words(&app, &call.visit);
        if let Err(error) = &called {
            page.form.name.error = of_field(&words, "organisations-name", error);
        }
        if chosen.is_none() {
            page.form.kind.error = sentence(&words, "organisation-is", "not-chosen", 0);
        }
        if land.is_none() {
            page.form.seat.error = sentence(&words, "organisation-seat-short", "not-chosen", 0);
        }
        return again(&page);
    };
    let changed =
        Organisation { id: found.organisation.id, name: name.clone(), kind, seat: country };
    if !changed.keeps_controller(Some(&found.organisation), &app.site.controller_organisation) {
        let mut page = typed(drawn(&app, &call, &unit, &found).await?, &sent);
        let words = words(&app, &call.visit);
        page.form.name.error = sentence(&words, "organisations-name", "controllers-name", 0);
        return again(&page);
    }
    found.organisation = changed;
    found.version = sent.version;
    unit.save(&found).await.map_err(of_store)?;
    unit.end(Outcome::on(id)).await.map_err(of_store)?;
    app.jobs.wake();
    Ok(on_to("/organisations?done=saved"))
}
