//! One's data and rights. Statement 8; R40 to R47, R49.

use axum::extract::State;
use axum::response::{Html, Response};
use fnd_web::extract::Parameters;
use fnd_web::problem::Problem;
use ies_domain::access::Action;
use ies_domain::rights::{self as domain, RECORD_REFERENCE, Request};
use ies_pages::personal::{Addresses, CaseRow, CaseState, Download, Right, RightsPage, Tab};
use ies_store::{ExportRow, Progress};
use jiff::Timestamp;

use super::closing::{Trouble, Wish, exercise};
use super::{Told, end, on_to, open, tabs_for};
use crate::app::Shared;
use crate::call::Call;
use crate::problem::{by_rule, of_store};
use crate::shell::{html, local, shell, words};

pub(super) const PATH: &str = "/my/data";

/// The page.
pub(super) async fn handler(
    State(app): State<Shared>,
    call: Call,
    Parameters(told): Parameters<Told>,
) -> Result<Html<String>, Problem> {
    let (lawful, unit) = open(&app, &call, Action::ReadOwnCase).await?;
    let cases = unit.cases().await.map_err(of_store)?;
    let export = unit.export().await.map_err(of_store)?;
    let bytes = match &export {
        Some(row) => unit.export_bytes(row).await.map_err(of_store)?,
        None => 0,
    };
    end(&call, &lawful, unit).await?;
    let words = words(&app, &call.visit);
    html(&RightsPage {
        shell: RightsPage::shell(shell(&app, &call.visit, PATH)),
        tabs: tabs_for(&call.who, &words, Tab::Rights),
        done: told.text(&words),
        reference: RECORD_REFERENCE.into(),
        download: export.map_or(Download::None, |row| {
            download(&row, (lawful.at, bytes), &format!("{PATH}/archive"))
        }),
        download_days: app.switches.kept.own_data_days.into(),
        addresses: addresses(),
        requests: cases.iter().map(|row| case(&row.request)).collect(),
    })
}

/// How far an archive is; it is fetched at `path`.
pub(crate) fn download(row: &ExportRow, (now, bytes): (Timestamp, u64), path: &str) -> Download {
    match row.progress {
        Progress::Asked => Download::Preparing { since: local(row.asked_at), percent: 0 },
        Progress::Ready { at, until } if now < until => {
            Download::Ready { made: local(at), until: local(until), bytes, href: path.to_owned() }
        }
        Progress::Ready { .. } => Download::Expired,
        Progress::Failed => Download::Failed,
    }
}

fn addresses() -> Addresses {
    let below = |name: &str| format!("{PATH}/{name}");
    Addresses {
        download: below("archive"),
        card: below("card.vcf"),
        profile: "/my/profile".into(),
        ask: below("ask"),
        erase: below("erase"),
        restrict: below("restrict"),
        object: below("object"),
        withdraw: below("withdraw"),
        privacy: "/privacy".into(),
    }
}

/// A request as lists show it.
pub(super) fn case(request: &Request) -> CaseRow {
    CaseRow {
        number: request.number(),
        right: right(request.right),
        received: request.received_on,
        due: request.due_on,
        state: state(request.state),
        href: format!("{PATH}/requests/{}", request.id.to_uuid()),
    }
}

const fn right(right: domain::Right) -> Right {
    match right {
        domain::Right::Access => Right::Access,
        domain::Right::Rectification => Right::Rectification,
        domain::Right::Erasure => Right::Erasure,
        domain::Right::Restriction => Right::Restriction,
        domain::Right::Portability => Right::Portability,
        domain::Right::Objection => Right::Objection,
        domain::Right::ConsentWithdrawal => Right::Withdrawal,
    }
}

const fn state(state: domain::State) -> CaseState {
    match state {
        domain::State::Received => CaseState::Received,
        domain::State::IdentityCheck => CaseState::IdentityCheck,
        domain::State::InProgress => CaseState::InProgress,
        domain::State::Extended => CaseState::Extended,
        domain::State::Fulfilled => CaseState::Fulfilled,
        domain::State::Partly => CaseState::Partly,
        domain::State::Refused => CaseState::Refused,
        domain::State::Cancelled => CaseState::Cancelled,
    }
}

/// The rights that may be asked for in words, by the code that is sent.
pub(super) fn in_words(code: &str) -> Option<domain::Right> {
    let found = domain::Right::find(code)?;
    found.closes_account().is_none().then_some(found)
}

/// Asks for a copy of one's data.
pub(super) async fn ask_archive(
    State(app): State<Shared>,
    call: Call,
) -> Result<Response, Problem> {
    let (lawful, mut unit) = open(&app, &call, Action::ExerciseRight).await?;
    let waits = unit.export().await.map_err(of_store)?;
    // Who presses twice has one made.
    if waits.is_some_and(|row| row.progress == Progress::Asked) {
        return Ok(on_to(PATH, "copy-asked"));
    }
    let wish = Wish { right: domain::Right::Access, ground: "", understood: false };
    match exercise(&app, &call, (&lawful, &mut unit), wish).await {
        Ok(_) => {}
        Err(Trouble::Problem(problem)) => return Err(problem),
        Err(Trouble::Form(error)) => return Err(by_rule(&error)),
    }
    end(&call, &lawful, unit).await?;
    app.jobs.wake();
    Ok(on_to(PATH, "copy-asked"))
}
