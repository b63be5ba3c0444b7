//! `GET /people/{id}` and `GET /people/{id}.vcf`: one card.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use fnd_core::Id;
use fnd_web::extract::Segment;
use fnd_web::problem::Problem;
use ies_domain::access::{Action, Refusal, Target};
use ies_domain::account::Account;
use ies_domain::contact::{Seen, Unseen};
use ies_pages::personal::CardPage;
use ies_store::purpose::contacts::Fellow;
use uuid::Uuid;

use super::vcard;
use crate::app::{App, Shared};
use crate::call::Call;
use crate::problem::of_store;
use crate::shell::{html, shell, words};
use crate::shown;

/// The card, as a page or as a file.
pub(super) async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment(asked): Segment<String>,
) -> Result<Response, Problem> {
    let (id, is_file) = match asked.strip_suffix(".vcf") {
        Some(id) => (id, true),
        None => (asked.as_str(), false),
    };
    let fellow = match open(&app, &call, id).await? {
        // One's own card is one's profile.
        Opened::Oneself => return Ok(Redirect::to("/my/profile").into_response()),
        Opened::Fellow(fellow) => *fellow,
    };
    if is_file {
        return Ok(vcard::file("contact.vcf", &[fellow]));
    }
    let (words, name) = (words(&app, &call.visit), fellow.card.full_name());
    let path = format!("/people/{}", fellow.account.to_uuid());
    let page = CardPage {
        shell: CardPage::shell(shell(&app, &call.visit, &path), "/people", &name),
        card: shown::card(&fellow, &words),
        vcard: format!("{path}.vcf"),
    };
    Ok(html(&page)?.into_response())
}

/// Somebody's card, as far as the caller sees it.
pub(crate) enum Opened {
    /// It is the caller's own, which is not opened here.
    Oneself,
    /// It is a fellow member's.
    Fellow(Box<Fellow>),
}

/// Opens the card of the account that is named `id`, by the one rule of who sees whom. What is not
/// seen is answered as what is not there, and is logged. R30; A4, A5.
pub(crate) async fn open(app: &App, call: &Call, id: &str) -> Result<Opened, Problem> {
    let subject = Uuid::try_parse(id).ok().map(Id::from_uuid);
    let seen = match (call.who.account(), subject) {
        (Some(viewer), Some(subject)) => {
            let now = app.clock.now();
            app.store.sees((viewer, subject), now).await.map_err(of_store)?
        }
        _ => Err(Unseen::NothingShared),
    };
    if seen == Ok(Seen::Oneself) {
        return Ok(Opened::Oneself);
    }
    let target = Target::of_card(&seen);
    let object = subject.map(Id::to_uuid);
    if let Err(refusal) = call.weigh(app, Action::ReadCard, &target) {
        return Err(call.refuse(app, (Action::ReadCard, refusal), object).await?);
    }
    let Some(subject) = subject else { return Err(Problem::not_found()) };
    let Some(fellow) = opened(app, call, (subject, &target)).await? else {
        // Not seen any more, since it was asked.
        let gone = (Action::ReadCard, Refusal::NotFound);
        return Err(call.refuse(app, gone, object).await?);
    };
    Ok(Opened::Fellow(Box::new(fellow)))
}

async fn opened(
    app: &App,
    call: &Call,
    (subject, target): (Id<Account>, &Target),
) -> Result<Option<Fellow>, Problem> {
    let lawful = call.lawful(app, Action::ReadCard, target).await?;
    let mut unit = app.store.contacts(lawful.access()).await.map_err(of_store)?;
    let Some(fellow) = unit.card(subject).await.map_err(of_store)? else { return Ok(None) };
    unit.count(1, &app.switches.permission).await.map_err(of_store)?;
    unit.end(lawful.showing(subject.to_uuid())).await.map_err(of_store)?;
    Ok(Some(fellow))
}
