//! Withdrawing the consent to transfers alone: the account stays, without the Communities from
//! which contact details go outside the Union. Statement 7 and 8; R36, R37, R47.

use axum::extract::State;
use axum::response::{Html, Response};
use fnd_web::problem::Problem;
use ies_domain::access::Action;
use ies_domain::community::State as MembershipState;
use ies_domain::consent::{ConsentError, Part};
use ies_pages::personal::TransferPage;

use super::{end, on_to, open_from};
use crate::app::Shared;
use crate::call::Call;
use crate::problem::{by_rule, of_store};
use crate::shell::{html, shell};

const PATH: &str = "/my/consents/transfer";
const CONSENTS: &str = "/my/consents";

/// The question.
pub(super) async fn handler(
    State(app): State<Shared>,
    call: Call,
) -> Result<Html<String>, Problem> {
    let (lawful, unit) = open_from(&app, &call, (Action::WithdrawConsent, PATH)).await?;
    let memberships = unit.memberships().await.map_err(of_store)?;
    end(&call, &lawful, unit).await?;
    let language = call.visit.language.code();
    let left = memberships
        .iter()
        .filter(|one| 0 < one.abroad && one.row.membership.state == MembershipState::Active);
    html(&TransferPage {
        shell: TransferPage::shell(shell(&app, &call.visit, PATH), CONSENTS),
        left: left.map(|one| one.community.name(language).to_owned()).collect(),
        action: PATH.into(),
        hidden: Vec::new(),
        back: CONSENTS.into(),
    })
}

/// Withdraws it.
pub(super) async fn withdraw(State(app): State<Shared>, call: Call) -> Result<Response, Problem> {
    let (lawful, mut unit) = open_from(&app, &call, (Action::WithdrawConsent, PATH)).await?;
    unit.account().await.map_err(of_store)?;
    let consent = unit.consent().await.map_err(of_store)?;
    let consent = consent.ok_or_else(|| by_rule(&ConsentError::AlreadyWithdrawn))?;
    let withdrawal =
        consent.withdraw(Part::Transfer, lawful.at).map_err(|error| by_rule(&error))?;
    unit.withdraw_transfer(&withdrawal).await.map_err(of_store)?;
    end(&call, &lawful, unit).await?;
    app.jobs.wake();
    Ok(on_to(CONSENTS, "transfer"))
}
