//! Monitoring procedures by page: the list, beginning one, ending one. EES Art. 46(4).

use axum::extract::State;
use axum::response::{Html, Response};
use ees_desk::view;
use ees_domain::access::{Action, grant};
use ees_domain::authority::Purpose;
use ees_domain::member_state::operating_states;
use ees_domain::monitoring::{Procedure, Scope};
use ees_pages::deed::{Control, DeedPage, Kind};
use ees_pages::procedures::{ProcedureRow, ProceduresPage};
use fnd_core::Id;
use fnd_web::extract::{Parameters, Posted, Segment};
use fnd_web::form::{Choice, Hidden};
use fnd_web::language::Chosen;
use fnd_web::problem::Problem;
use fnd_web::shell::Shell;
use fnd_web::words::Words;
use serde::Deserialize;
use uuid::Uuid;

use super::deed::{answer, given};
use super::done::{Done, on_to};
use super::html;
use super::shell::shell;
use crate::actor::{Call, lawful};
use crate::app::Shared;
use crate::border::read_file::hide;
use crate::oversight::procedures::{Request, begin, end, list};

/// Where the list is.
pub(super) const PROCEDURES: &str = "/oversight/procedures";

/// The form that begins a procedure, as browsers send it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Form {
    procedure_id: String,
    file_id: String,
    held_office: String,
    held_state: String,
    held_from: String,
    held_to: String,
    reference: String,
    reason: String,
}

/// The procedures of the reader's body.
pub(super) async fn handler(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Parameters(told): Parameters<Done>,
) -> Result<Html<String>, Problem> {
    let lawful = lawful(&app, &call, Action::ListProcedures, Purpose::Monitoring).await?;
    let shell = told.on(shell(&app, language, Some(&call.caller), PROCEDURES));
    let words = shell.words.clone();
    let may_hold = grant(&lawful.actor, Action::HoldLog, Purpose::Monitoring).is_some();
    let found = list(&app, &lawful).await?;
    html(&ProceduresPage {
        rows: found.iter().map(|one| row(one, may_hold, &words)).collect(),
        begin: if may_hold { format!("{PROCEDURES}/new") } else { String::new() },
        hidden: Vec::new(),
        shell: ProceduresPage::shell(shell),
    })
}

fn row(one: &Procedure, may_hold: bool, words: &Words) -> ProcedureRow {
    ProcedureRow {
        reference: one.reference.clone(),
        reason: one.reason.clone(),
        scope: match &one.scope {
            Scope::File(file) => words.one("procedures-of-file", "file", file.to_string()),
            Scope::Office { office, state, from, to } => words.with(
                "procedures-of-office",
                &[
                    ("office", format!("{office} ({state})").into()),
                    ("from", words.date(&from.date()).into()),
                    ("to", words.date(&to.date()).into()),
                ],
            ),
        },
        begun_at: one.begun_at,
        ended_at: one.ended_at,
        end: if may_hold && one.ended_at.is_none() {
            format!("{PROCEDURES}/{}/end", one.id)
        } else {
            String::new()
        },
    }
}

/// Opens the form that begins a procedure.
pub(super) async fn new(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
) -> Result<Html<String>, Problem> {
    lawful(&app, &call, Action::HoldLog, Purpose::Monitoring).await?;
    let shell = shell(&app, language, Some(&call.caller), &format!("{PROCEDURES}/new"));
    let procedure_id = app.ids.next(app.clock.now()).to_string();
    html(&page(shell, &Form { procedure_id, ..Form::default() }))
}

/// Begins a procedure.
pub(super) async fn add(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Posted(sent): Posted<Form>,
) -> Result<Response, Problem> {
    let lawful = lawful(&app, &call, Action::HoldLog, Purpose::Monitoring).await?;
    let shell = shell(&app, language, Some(&call.caller), &format!("{PROCEDURES}/new"));
    let mut page = page(shell, &sent);
    let Ok(file_id) = given(&sent.file_id).map(|id| id.parse::<Uuid>()).transpose() else {
        let expected = "the number of a file";
        let wrong = crate::problem::of_value("/file_id", "not-a-number-of-a-file", expected);
        return answer(&mut page, &wrong);
    };
    let request = Request {
        procedure_id: sent.procedure_id.parse().ok().ok_or_else(Problem::unprocessable)?,
        file_id,
        held_office: given(&sent.held_office),
        held_state: given(&sent.held_state),
        held_from: given(&sent.held_from),
        held_to: given(&sent.held_to),
        reference: sent.reference.clone(),
        reason: sent.reason.clone(),
    };
    match begin(&app, &lawful, &request).await {
        Ok(_) => Ok(on_to(PROCEDURES, "procedure-begun")),
        Err(problem) => answer(&mut page, &problem),
    }
}

/// Ends a procedure.
pub(super) async fn end_now(
    State(app): State<Shared>,
    call: Call,
    Segment(id): Segment<Uuid>,
) -> Result<Response, Problem> {
    let lawful = lawful(&app, &call, Action::HoldLog, Purpose::Monitoring).await.map_err(hide)?;
    end(&app, &lawful, Id::from_uuid(id)).await?;
    Ok(on_to(PROCEDURES, "procedure-ended"))
}

fn page(shell: Shell, sent: &Form) -> DeedPage {
    let words = shell.words.clone();
    let language = words.language();
    let mut states: Vec<Choice> = operating_states()
        .map(|code| Choice::new(code.as_str(), view::country(code, language)))
        .collect();
    states.sort_by(|a, b| a.label.cmp(&b.label));
    let optional = |name, key, kind| Control::new(name, key, kind).optional();
    DeedPage {
        lead: vec![words.text("procedures-text")],
        facts: Vec::new(),
        action: PROCEDURES.into(),
        hidden: vec![Hidden { name: "procedure_id", value: sent.procedure_id.clone() }],
        controls: vec![
            Control::new("reference", "procedures-reference", Kind::Text).holding(&sent.reference),
            Control::new("reason", "procedures-reason", Kind::Area).hinted().holding(&sent.reason),
            optional("file_id", "procedures-file", Kind::Text).hinted().holding(&sent.file_id),
            optional("held_office", "procedures-office", Kind::Text)
                .hinted()
                .holding(&sent.held_office),
            optional("held_state", "procedures-state", Kind::Choice(states))
                .holding(&sent.held_state),
            optional("held_from", "procedures-from", Kind::Day).holding(&sent.held_from),
            optional("held_to", "procedures-to", Kind::Day).holding(&sent.held_to),
        ],
        submit: words.text("procedures-submit"),
        is_grave: false,
        shell: {
            let title = words.text("procedures-begin");
            shell.below(PROCEDURES, words.text("procedures-title")).titled(title)
        },
        back: PROCEDURES.into(),
    }
}
