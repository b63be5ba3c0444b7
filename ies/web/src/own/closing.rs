//! Exercising a right on a page: entered in the register, and done at once where it closes the
//! account. Statement 8; R42, R46, R47, R48.

use axum::response::Html;
use fnd_core::Id;
use fnd_web::problem::Problem;
use ies_domain::account::{self as accounts, Account};
use ies_domain::consent::Part;
use ies_domain::rights::{About, Arrival, Channel, Right, RightsError, Step, receive};
use ies_pages::entry::{Closed, DisabledPage};
use ies_store::Named;
use ies_store::purpose::own::Own;
use jiff::Timestamp;

use super::account;
use super::account_closed::page;
use crate::app::App;
use crate::call::{Call, Lawful, Visit};
use crate::problem::{by_rule, of_store};
use crate::shell::{html, local};

/// What somebody asks for on a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wish<'a> {
    pub(super) right: Right,
    /// The ground of an objection, or what else is asked in words.
    pub(super) ground: &'a str,
    /// Whether the consequence was acknowledged.
    pub(super) understood: bool,
}

/// Why a wish was not taken: for the form, or as a problem.
pub(super) enum Trouble {
    Form(RightsError),
    Problem(Problem),
}

impl From<Problem> for Trouble {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

/// The code of what is wrong with a form.
pub(super) fn code(error: &RightsError) -> &'static str {
    if let RightsError::Text(error) = error { error.code() } else { error.code() }
}

/// The bound that a ground passed; 0 where it passed none.
pub(super) fn most(error: &RightsError) -> u32 {
    let RightsError::Text(error) = error else { return 0 };
    u32::try_from(error.most()).unwrap_or(u32::MAX)
}

/// Takes a wish, with everything that follows from it, in the transaction of `unit`; answers the
/// account as it is closed, if it is.
pub(super) async fn exercise(
    app: &App,
    call: &Call,
    (lawful, unit): (&Lawful, &mut Own),
    wish: Wish<'_>,
) -> Result<Option<Account>, Trouble> {
    let now = lawful.at;
    let arrival = Arrival {
        id: Id::from_uuid(app.ids.next(now)),
        right: wish.right,
        about: About::Holder(account(call)?),
        channel: Channel::Page,
        received_on: local(now).date(),
        ground: Some(wish.ground),
        has_acknowledged: wish.understood,
    };
    let step = receive(&arrival, &app.site.holidays, now).map_err(|error| {
        let is_of_form = matches!(
            error,
            RightsError::GroundMissing | RightsError::NotAcknowledged | RightsError::Text(_)
        );
        if is_of_form { Trouble::Form(error) } else { Trouble::Problem(by_rule(&error)) }
    })?;
    Ok(store(app, (unit, &step), now).await?)
}

async fn store(
    app: &App,
    (unit, step): (&mut Own, &Step),
    now: Timestamp,
) -> Result<Option<Account>, Problem> {
    let before = unit.account().await.map_err(of_store)?;
    let cause = step.effects.close_account;
    let closing = cause
        .map(|cause| accounts::disable(&before.account, cause, now, &app.switches))
        .transpose()
        .map_err(|error| by_rule(&error))?;
    if step.request.right == Right::ConsentWithdrawal
        && let Some(consent) = unit.consent().await.map_err(of_store)?
        // One that was withdrawn before is no reason to keep the account.
        && let Ok(withdrawal) = consent.withdraw(Part::Whole, now)
    {
        unit.withdraw_consent(&withdrawal).await.map_err(of_store)?;
    }
    let hours = app.switches.account.erasure_hours.to_string();
    let named = Named::default().with("due", step.request.due_on.to_string()).with("hours", hours);
    unit.save_case(&before, step, (closing.as_ref(), &named)).await.map_err(of_store)?;
    Ok(closing.map(|closing| closing.account))
}

/// What is answered to who has closed their account: their session is over, so nothing is asked
/// for again.
pub(super) fn closed(app: &App, visit: &Visit, account: &Account) -> Result<Html<String>, Problem> {
    let nobody = visit.of_nobody();
    let erase_by = account.disabled.and_then(|disabled| disabled.erase_by);
    let closed = match erase_by {
        Some(until) => Closed::Erasing { until: local(until) },
        None => Closed::Restricted,
    };
    let page: DisabledPage = page(app, &nobody, closed);
    html(&page)
}
