//! Versions of the privacy statement and of the terms of use. R09, R38.

use axum::extract::State;
use axum::response::Response;
use fnd_register::Coded;
use fnd_web::extract::Parameters;
use fnd_web::problem::Problem;
use ies_domain::access::{Action, Target};
use ies_domain::consent::{Statement, StatementKind, Statements};
use ies_pages::oversight::{Done, Standing, StatementRow, StatementsPage, Text};
use ies_pages::public::Applies;
use ies_store::Outcome;
use jiff::Timestamp;

use crate::admin::shared::{After, shown};
use crate::app::Shared;
use crate::call::Call;
use crate::problem::of_store;
use crate::public::text::{path, version};
use crate::shell::{local, shell};

fn standing(all: &[Statement], one: &Statement, now: Timestamp) -> Standing {
    match version(all, (one.kind, one.version), now).applies {
        Applies::Now => Standing::InForce,
        Applies::Until(_) => Standing::Past,
        Applies::Later | Applies::Draft => Standing::Coming,
    }
}

/// How many agreed to versions of the two texts that fit.
fn counted(agreed: &[((u32, u32), u64)], fits: impl Fn((u32, u32)) -> bool) -> u64 {
    agreed.iter().filter(|(pair, _)| fits(*pair)).map(|(_, count)| count).sum()
}

/// The list.
pub(super) async fn list(
    State(app): State<Shared>,
    call: Call,
    Parameters(after): Parameters<After>,
) -> Result<Response, Problem> {
    let lawful = call.lawful(&app, Action::ReadConsents, &Target::nothing()).await?;
    let all = app.store.statements().await.map_err(of_store)?;
    let unit = app.store.protect(lawful.access()).await.map_err(of_store)?;
    let agreed = unit.agreed().await.map_err(of_store)?;
    let users = unit.users().await.map_err(of_store)?;
    unit.end(Outcome::default().showing(lawful.sent())).await.map_err(of_store)?;
    let row = |one: &Statement| StatementRow {
        text: Text(one.kind.code()),
        version: one.version,
        since: local(one.since),
        is_material: one.is_material,
        standing: standing(&all, one, lawful.at),
        agreed: counted(&agreed, |(privacy, terms)| match one.kind {
            StatementKind::Privacy => privacy == one.version,
            StatementKind::Terms => terms == one.version,
        }),
        href: format!("{}/{}", path(one.kind), one.version),
    };
    // Who is let in with what they agreed to is not asked. R38.
    let let_in = counted(&agreed, |pair| Statements(&all).standing(pair, lawful.at).lets_in());
    let publish =
        |kind: &StatementKind| (Text(kind.code()), format!("/statements/{}/new", kind.code()));
    let page = StatementsPage {
        shell: StatementsPage::shell(shell(&app, &call.visit, "/statements")),
        done: after.of(&[("published", Done::Published)]),
        to_ask: users.saturating_sub(u32::try_from(let_in).unwrap_or(u32::MAX)),
        rows: all.iter().rev().map(row).collect(),
        publish: StatementKind::ALL.iter().map(publish).collect(),
    };
    shown(&page)
}
