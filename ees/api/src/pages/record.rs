//! Recording an entry or an exit by page.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use ees_desk::form::Form;
use ees_desk::record::{MENDABLE, mark, whose};
use ees_desk::view;
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::crossing::Overstay;
use ees_domain::file::RecordedStay;
use ees_domain::identity;
use ees_domain::point::Passage;
use ees_pages::recorded::{Recorded, RecordedPage};
use ees_pages::stay::End;
use ees_pages::taking::Taking;
use fnd_web::extract::Posted;
use fnd_web::form::Field;
use fnd_web::language::Chosen;
use fnd_web::problem::Problem;
use fnd_web::shell::Shell;
use uuid::Uuid;

use super::check::desk;
use super::html;
use super::samples::page;
use super::shell::{CHECK, shell};
use crate::actor::{Call, lawful};
use crate::app::{App, Shared};
use crate::border::check::check;
use crate::border::{record_entry, record_exit};

/// Records the entry that the form describes.
pub(super) async fn entry(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Posted(sent): Posted<Form>,
) -> Result<Response, Problem> {
    let lawful = lawful(&app, &call, Action::RecordEntry, Purpose::BorderEntry).await?;
    let shell = shell(&app, language, Some(&call.caller), CHECK);
    let request = match sent.entry() {
        Ok(request) => request,
        Err(problem) => return again(&app, shell, &call, (&sent, problem)).await,
    };
    let recorded = match record_entry::record(&app, &lawful, &request).await {
        Ok(recorded) => recorded,
        Err(problem) => return again(&app, shell, &call, (&sent, problem)).await,
    };
    let passage = recorded.crossing.entry.map(|entry| entry.passage);
    let end = passage.as_ref().map(|passage| view::end(recorded.crossing.stay, passage));
    let said = Recorded::Entry(end.unwrap_or(End::Unlimited));
    let whose = whose(&sent, passage.as_ref())?;
    let crossing = (recorded.file.to_uuid(), recorded.crossing.id.to_uuid());
    confirmed(&app, shell, (said, crossing), (&whose, passage.as_ref()))
}

/// Records the exit that the form describes.
pub(super) async fn exit(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Posted(sent): Posted<Form>,
) -> Result<Response, Problem> {
    let lawful = lawful(&app, &call, Action::RecordExit, Purpose::BorderExit).await?;
    let shell = shell(&app, language, Some(&call.caller), CHECK);
    let request = sent.exit()?;
    let recorded = match record_exit::record(&app, &lawful, &request).await {
        Ok(recorded) => recorded,
        Err(problem) => return again(&app, shell, &call, (&sent, problem)).await,
    };
    let said = match (recorded.overstay, recorded.crossing.stay) {
        (
            Overstay::Days(days),
            RecordedStay::Until { last_day, .. }
            | RecordedStay::NeedsHuman { longest: last_day, .. },
        ) => Recorded::LateExit {
            days: u32::try_from(days).unwrap_or_default(),
            until: last_day.date(),
        },
        _ => Recorded::Exit,
    };
    let passage = recorded.crossing.exit.clone();
    let whose = whose(&sent, passage.as_ref())?;
    let crossing = (recorded.file.to_uuid(), recorded.crossing.id.to_uuid());
    confirmed(&app, shell, (said, crossing), (&whose, passage.as_ref()))
}

/// The confirmation.
fn confirmed(
    app: &App,
    shell: Shell,
    (said, (file, crossing)): (Recorded, (Uuid, Uuid)),
    (whose, passage): (&identity::Identity, Option<&Passage>),
) -> Result<Response, Problem> {
    let passage = passage.ok_or_else(Problem::internal)?;
    let page = RecordedPage {
        identity: view::identity(whose, shell.words.language()),
        shell: RecordedPage::shell(shell, CHECK, said),
        recorded: said,
        at: view::moment(passage),
        point: view::point(&app.points, passage.point.as_str()).into_owned(),
        file: format!("/files/{file}"),
        receipt: format!("/files/{file}/receipt?crossing={crossing}"),
        next: CHECK.into(),
    };
    Ok(html(&page)?.into_response())
}

/// The result of the check once more, with what must be mended; or the problem itself.
pub(super) async fn again(
    app: &App,
    shell: Shell,
    call: &Call,
    (sent, problem): (&Form, Problem),
) -> Result<Response, Problem> {
    if !MENDABLE.contains(&problem.code()) {
        return Err(problem);
    }
    let (lawful, passage) = desk(app, call).await?;
    let mut traveller = sent.traveller();
    // A visa that cannot be read must not keep the person from being shown.
    traveller.visa = None;
    let Ok(read) = traveller.read(passage.day) else { return Err(problem) };
    let checked = check(app, &lawful, &traveller, (read, passage)).await?;
    let mut page = page(app, &lawful, shell, (sent.clone(), checked), None).await?;
    // What was taken and is gone is said where it is taken.
    let is_said = page.taking.iter().flat_map(Taking::fields).any(Field::is_wrong);
    if !mark(&mut page, (sent, &problem)) && !is_said {
        return Err(problem);
    }
    let mut response = html(&page)?.into_response();
    *response.status_mut() = problem.status();
    Ok(response)
}
