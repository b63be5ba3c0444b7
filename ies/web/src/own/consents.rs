//! What one has consented to, and when. R09, R37, R40.

use axum::extract::State;
use axum::response::Html;
use fnd_web::extract::Parameters;
use fnd_web::problem::Problem;
use ies_domain::access::{Action, Target};
use ies_domain::consent::{Channel, Consent, Statement, StatementKind};
use ies_pages::personal::{ConsentRow, ConsentsPage, Tab};
use jiff::Timestamp;

use super::{Told, end, open, tabs_for};
use crate::app::{App, Shared};
use crate::call::{Call, Lawful};
use crate::problem::of_store;
use crate::public::text::version;
use crate::shell::{html, local, shell, words};

/// The page.
pub(super) async fn handler(
    State(app): State<Shared>,
    call: Call,
    Parameters(told): Parameters<Told>,
) -> Result<Html<String>, Problem> {
    let (lawful, consents) = all(&app, &call).await?;
    let words = words(&app, &call.visit);
    let statements = &call.who.person.statements;
    // With a request goes all of its consent, and the way is that of the request.
    let is_holder = call.who.account().is_some();
    let covers = consents.first().is_some_and(|last| last.covers_transfers(lawful.at));
    let mut replaced = None;
    let rows = consents.iter().map(|consent| {
        let row = row(consent, (statements, lawful.at), replaced);
        replaced = Some(consent.given_at);
        row
    });
    html(&ConsentsPage {
        consents: rows.collect(),
        shell: ConsentsPage::shell(shell(&app, &call.visit, "/my/consents")),
        tabs: tabs_for(&call.who, &words, Tab::Consents),
        done: told.text(&words),
        withdraw_transfer: if covers && is_holder {
            "/my/consents/transfer".into()
        } else {
            String::new()
        },
        withdraw: if is_holder { "/my/data/withdraw".into() } else { "/request/withdraw".into() },
    })
}

/// One's consents, the newest first: those of the account, or of the request for one. A2.
pub(crate) async fn all(app: &App, call: &Call) -> Result<(Lawful, Vec<Consent>), Problem> {
    let action = Action::ReadOwnConsents;
    let (None, Some((id, _))) = (call.who.account(), call.who.person.registration) else {
        let (lawful, unit) = open(app, call, action).await?;
        let consents = unit.consents().await.map_err(of_store)?;
        end(call, &lawful, unit).await?;
        return Ok((lawful, consents));
    };
    let lawful = call.lawful(app, action, &Target::nothing()).await?;
    let unit = app.store.apply(lawful.access()).await.map_err(of_store)?;
    let consents = unit.consents(id).await.map_err(of_store)?;
    unit.end(lawful.showing(id.to_uuid())).await.map_err(of_store)?;
    Ok((lawful, consents))
}

/// A digest as it is told.
pub(crate) fn hex(digest: &[u8; 32]) -> String {
    digest.map(|byte| format!("{byte:02x}")).concat()
}

/// A consent; `replaced` is when the next one was given.
fn row(
    consent: &Consent,
    (statements, now): (&[Statement], Timestamp),
    replaced: Option<Timestamp>,
) -> ConsentRow {
    let [privacy, terms] = consent.digests.map(|digest| hex(&digest));
    ConsentRow {
        statement: version(statements, (StatementKind::Privacy, consent.privacy_version), now),
        terms: version(statements, (StatementKind::Terms, consent.terms_version), now),
        transfer: consent.given.transfer,
        given: local(consent.given_at),
        transfer_withdrawn: consent.transfer_withdrawn_at.map(local),
        ended: consent.withdrawn_at.or(replaced).map(local),
        by_letter: consent.channel == Channel::Letter,
        fingerprint: format!("{privacy} {terms}"),
    }
}
