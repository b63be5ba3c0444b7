//! Noting by page what the Visa Information System holds, and what the State informed of it did.
//! EES Art. 35(4).

use axum::extract::State;
use axum::response::{Html, Response};
use ees_desk::view;
use ees_domain::access::Action;
use ees_domain::amendment::{Amendment, VisFinding, VisNext, VisReply};
use ees_domain::authority::Purpose;
use ees_domain::file::File;
use ees_domain::member_state::operating_states;
use ees_pages::deed::{Control, DeedPage, Kind};
use ees_store::FoundCase;
use fnd_core::Id;
use fnd_web::extract::{Posted, Segment};
use fnd_web::form::Choice;
use fnd_web::language::Chosen;
use fnd_web::problem::Problem;
use fnd_web::shell::Shell;
use serde::Deserialize;
use uuid::Uuid;

use super::cases::{CASES, about, choices, wish};
use super::deed::{answer, given, marked};
use super::done::on_to;
use super::html;
use super::shell::shell;
use crate::actor::{Call, lawful};
use crate::amendments::compare::{ReplyRequest, Request, compare, note_reply};
use crate::amendments::list::find;
use crate::app::Shared;
use crate::border::read_file::hide;

/// The form as browsers send it: of the comparison, or of the reply to it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Form {
    finding: String,
    informed: String,
    reply: String,
}

/// Opens the form of what is next.
pub(super) async fn form(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment(case_id): Segment<Uuid>,
) -> Result<Html<String>, Problem> {
    let lawful = lawful(&app, &call, Action::HandleCase, Purpose::Amendment).await.map_err(hide)?;
    let found = find(&app, &lawful, Id::from_uuid(case_id)).await?;
    let shell = shell(&app, language, Some(&call.caller), &format!("{CASES}/{case_id}/vis"));
    let sent = Form { informed: issuer(&found), ..Form::default() };
    html(&page(shell, &found, &sent)?)
}

/// Notes it.
pub(super) async fn handler(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment(case_id): Segment<Uuid>,
    Posted(sent): Posted<Form>,
) -> Result<Response, Problem> {
    let lawful = lawful(&app, &call, Action::HandleCase, Purpose::Amendment).await.map_err(hide)?;
    let id = Id::from_uuid(case_id);
    // A reply that was not chosen is still asked for: what is next decides which form was sent.
    let before = find(&app, &lawful, id).await?;
    let is_reply = !sent.reply.is_empty() || is_awaited(&before.case.amendment);
    let noted = if is_reply {
        note_reply(&app, &lawful, id, &ReplyRequest { reply: sent.reply.clone() }).await
    } else {
        // The State is asked for beside every finding, and is informed of one alone.
        let is_same = sent.finding == VisFinding::Same.code();
        let informed = given(&sent.informed).filter(|_| is_same);
        let request = Request { finding: sent.finding.clone(), informed };
        compare(&app, &lawful, id, &request).await
    };
    let Err(problem) = noted else {
        return Ok(on_to(&format!("{CASES}/{case_id}"), "case-noted"));
    };
    let found = find(&app, &lawful, id).await?;
    let shell = shell(&app, language, Some(&call.caller), &format!("{CASES}/{case_id}/vis"));
    let mut page = page(shell, &found, &sent)?;
    if problem.code() == "informed-not-fitting" {
        let error = page.shell.words.text("case-informed-wrong");
        return marked(&mut page, ("informed", error), &problem);
    }
    answer(&mut page, &problem)
}

/// The State that issued the visa the case is about: as a rule it is responsible for it there.
fn issuer(FoundCase { case, file }: &FoundCase) -> String {
    let of = |file: &File| {
        let records = file.crossings.iter().filter(|record| match case.amendment.concerned {
            ees_domain::amendment::Concerned::Crossing(id) => record.id == id,
            ees_domain::amendment::Concerned::File
            | ees_domain::amendment::Concerned::Refusal(_) => true,
        });
        let visas = records.filter_map(|record| record.ground.visa());
        let mut visas = visas.map(|visa| visa.issuer.to_string());
        visas.next_back()
    };
    of(file).unwrap_or_default()
}

/// Whether the State that was informed has still to answer.
fn is_awaited(amendment: &Amendment) -> bool {
    matches!(amendment.vis_next(), VisNext::Await { .. })
}

fn page(shell: Shell, found: &FoundCase, sent: &Form) -> Result<DeedPage, Problem> {
    let FoundCase { case, file } = found;
    let words = shell.words.clone();
    let language = words.language();
    let amendment = &case.amendment;
    let back = format!("{CASES}/{}", amendment.id);
    let who = file.identities.last().ok_or_else(Problem::internal)?;
    let is_awaited = is_awaited(amendment);
    let controls = if is_awaited {
        let replies = choices("case-reply", &VisReply::ALL.map(|(_, code)| code), &words);
        vec![Control::new("reply", "case-reply", Kind::Choice(replies)).holding(&sent.reply)]
    } else {
        let findings = choices("case-finding", &VisFinding::ALL.map(|(_, code)| code), &words);
        let mut states: Vec<Choice> = operating_states()
            .map(|code| Choice::new(code.as_str(), view::country(code, language)))
            .collect();
        states.sort_by(|a, b| a.label.cmp(&b.label));
        vec![
            Control::new("finding", "case-finding", Kind::Choice(findings)).holding(&sent.finding),
            Control::new("informed", "case-informed", Kind::Choice(states))
                .hinted()
                .optional()
                .holding(&sent.informed),
        ]
    };
    let (text, submit) = if is_awaited {
        ("case-reply-text", "case-reply-submit")
    } else {
        ("case-compare-text", "case-compare-submit")
    };
    Ok(DeedPage {
        lead: vec![words.text(text)],
        facts: vec![
            (words.text("deed-person"), view::identity(who, language).name()),
            (words.text("case-wish"), wish(amendment, &words)),
            (words.text("case-about"), about(file, amendment.concerned, &words)),
        ],
        action: format!("{back}/vis"),
        hidden: Vec::new(),
        controls,
        submit: words.text(submit),
        is_grave: false,
        shell: {
            let title = words.text(if is_awaited { "case-reply-title" } else { "case-compare" });
            shell.below(&back, words.text("case-title")).titled(title)
        },
        back,
    })
}
