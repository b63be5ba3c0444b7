//! `/communities/new`: making a Community. R03.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use fnd_core::Id;
use fnd_web::extract::Posted;
use fnd_web::form::Field;
use fnd_web::problem::Problem;
use ies_domain::access::{Action, Target};
use ies_domain::community::{
    Community, CommunityKind, JoinNotice, JoinPolicy, Joiner, Room, Visibility, found,
};
use ies_pages::community::{Done, NewCommunityPage, SettingsForm};
use ies_store::{CommunityRow, Outcome, StoreError};
use uuid::Uuid;

use super::join::covers_transfers;
use super::settings_form::{Sent, blank};
use super::{LIST, done};
use crate::app::{App, Shared};
use crate::call::{Call, Lawful};
use crate::problem::{by_rule, of_store};
use crate::shell::{html, shell, words};

const PATH: &str = "/communities/new";
const ACTION: Action = Action::CreateCommunity;

/// `GET`: the form.
pub(super) async fn show(State(app): State<Shared>, call: Call) -> Result<Html<String>, Problem> {
    let lawful = call.lawful(&app, ACTION, &Target::nothing()).await?;
    app.store.note(lawful.access(), Outcome::default()).await.map_err(of_store)?;
    let mut form = blank(PATH, &words(&app, &call.visit));
    form.visibility.value = "listed".into();
    form.policy.value = "apply".into();
    page(&app, &call, (Field::new("slug"), form))
}

fn page(
    app: &App,
    call: &Call,
    (slug, form): (Field, SettingsForm),
) -> Result<Html<String>, Problem> {
    let shell = NewCommunityPage::shell(shell(app, &call.visit, PATH), LIST);
    html(&NewCommunityPage { shell, slug, form })
}

/// `POST`: makes it; who makes it leads it.
pub(super) async fn make(
    State(app): State<Shared>,
    call: Call,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let lawful = call.lawful(&app, ACTION, &Target::nothing()).await?;
    let words = words(&app, &call.visit);
    let mut form = sent.shown(PATH, &words);
    let mut slug = Field::holding("slug", sent.slug.trim());
    let row = sent.read(&empty(&app, &lawful, sent.slug.trim()), (&mut form, &words));
    if !is_slug(sent.slug.trim()) {
        slug.error = words.text("new-community-slug-wrong");
    }
    if let Some(row) = row.filter(|_| !slug.is_wrong()) {
        if stored(&app, &call, (&lawful, &row)).await? {
            return Ok(done(&format!("{LIST}/{}", row.slug), Done::Founded).into_response());
        }
        slug.error = words.text("new-community-slug-taken");
    }
    let page = page(&app, &call, (slug, form))?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

fn empty(app: &App, lawful: &Lawful, slug: &str) -> CommunityRow {
    let community = Community {
        id: Id::from_uuid(app.ids.next(lawful.at)),
        kind: CommunityKind::Other,
        visibility: Visibility::Hidden,
        join: JoinPolicy::Invite,
        country: None,
        third_country_since: None,
    };
    let texts = std::collections::BTreeMap::new;
    CommunityRow { community, slug: slug.to_owned(), names: texts(), purposes: texts(), version: 1 }
}

/// Letters, digits and hyphens; nothing that could be read as an identifier or as a page.
fn is_slug(text: &str) -> bool {
    let is_sign = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (3..=60).contains(&text.len())
        && text.bytes().all(is_sign)
        && text.starts_with(|letter: char| letter.is_ascii_lowercase())
        && Uuid::try_parse(text).is_err()
        && text != "new"
}

/// Stores the Community; `false` when another has the name in addresses.
async fn stored(
    app: &App,
    call: &Call,
    (lawful, row): (&Lawful, &CommunityRow),
) -> Result<bool, Problem> {
    let head = call.who.person.account.as_ref().ok_or_else(Problem::not_found)?;
    let mut unit = app.store.communities(lawful.access()).await.map_err(of_store)?;
    let id = row.community.id.to_uuid();
    if unit.is_taken(&row.slug).await.map_err(of_store)? {
        unit.end(Outcome::refused("slug-taken", Some(id))).await.map_err(of_store)?;
        return Ok(false);
    }
    let founder = Joiner {
        account: head.account.id,
        state: head.account.state,
        recipient: unit.recipient(head.account.id).await.map_err(of_store)?,
        covers_transfers: covers_transfers(call, lawful.at),
        seen: None,
    };
    let notice = JoinNotice::of([]);
    let room = Room { community: &row.community, notice: &notice, now: lawful.at };
    let step = found(room, &founder).map_err(|error| by_rule(&error))?;
    match unit.found(row, &step).await {
        Err(StoreError::Overtaken) => return Ok(false),
        other => other.map_err(of_store)?,
    }
    unit.end(Outcome::on(id)).await.map_err(of_store)?;
    Ok(true)
}
