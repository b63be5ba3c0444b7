//! A decision on a stay by page, and the history of a file. EES Art. 19, 35(8).

use axum::extract::State;
use axum::response::{Html, Response};
use ees_desk::view;
use ees_domain::access::Action;
use ees_domain::authorised::{ExtensionGround, WithdrawalGround};
use ees_domain::authority::Purpose;
use ees_domain::decision::{Subject, relevant};
use ees_domain::file::File;
use ees_domain::point::BorderPoint;
use ees_pages::deed::{Control, DeedPage, Kind};
use ees_pages::history::{HistoryPage, HistoryRow};
use ees_store::Version;
use fnd_core::Id;
use fnd_web::extract::{Posted, Segment};
use fnd_web::form::{Choice, Hidden};
use fnd_web::language::Chosen;
use fnd_web::problem::{Fault, Problem};
use fnd_web::shell::Shell;
use fnd_web::words::Words;
use serde::Deserialize;
use uuid::Uuid;

use super::deed::{answer, below_file, given, seen};
use super::done::on_to;
use super::html;
use super::past::said;
use super::shell::shell;
use crate::actor::{Call, lawful};
use crate::app::Shared;
use crate::border::read_file::{hide, read};
use crate::border::read_versions::versions;
use crate::decisions::add::{Request, add};

/// The form of a decision as browsers send it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Form {
    version: String,
    decision_id: String,
    subject: String,
    ruling: String,
    ground: String,
    decided_on: String,
    place: String,
    until: String,
    sticker: String,
    reason: String,
}

/// Opens the form.
pub(super) async fn form(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment(file_id): Segment<Uuid>,
) -> Result<Html<String>, Problem> {
    let purpose = Purpose::RevokeAnnulExtend;
    lawful(&app, &call, Action::DecideStay, purpose).await.map_err(hide)?;
    let (_, file) = read(&app, &call, file_id, Some("revoke-annul-extend")).await?;
    let shell = shell(&app, language, Some(&call.caller), &format!("/files/{file_id}/decide"));
    let id = app.ids.next(app.clock.now()).to_string();
    let sent = Form { decision_id: id, subject: "stay".into(), ..Form::default() };
    html(&page(shell, &file, &sent)?)
}

/// Records the decision.
pub(super) async fn handler(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment(file_id): Segment<Uuid>,
    Posted(sent): Posted<Form>,
) -> Result<Response, Problem> {
    let purpose = Purpose::RevokeAnnulExtend;
    let lawful = lawful(&app, &call, Action::DecideStay, purpose).await.map_err(hide)?;
    let request = Request {
        decision_id: sent.decision_id.parse().ok().ok_or_else(Problem::unprocessable)?,
        subject: sent.subject.clone(),
        ruling: sent.ruling.clone(),
        ground: sent.ground.clone(),
        decided_on: sent.decided_on.clone(),
        place: sent.place.clone(),
        until: given(&sent.until),
        sticker: given(&sent.sticker),
        reason: sent.reason.clone(),
    };
    let condition = seen(&sent.version);
    let problem = match add(&app, &lawful, (Id::from_uuid(file_id), &condition), &request).await {
        Ok(_) => return Ok(on_to(&format!("/files/{file_id}"), "decided")),
        Err(problem) => at_its_field(problem),
    };
    let (_, file) = read(&app, &call, file_id, Some("revoke-annul-extend")).await?;
    let shell = shell(&app, language, Some(&call.caller), &format!("/files/{file_id}/decide"));
    answer(&mut page(shell, &file, &sent)?, &problem)
}

/// What a rule refuses concerns a field of the form, which the page marks.
fn at_its_field(problem: Problem) -> Problem {
    let field = match problem.code() {
        "date-in-future" | "decided-before-entry" | "left-before-decision" => "decided_on",
        "not-longer" | "departure-before-decision" => "until",
        "no-visa-on-record" => "subject",
        "sticker-not-fitting" => "sticker",
        _ => return problem,
    };
    let code = problem.code();
    problem.at(Fault::field(field, code, String::new()))
}

fn page(shell: Shell, file: &File, sent: &Form) -> Result<DeedPage, Problem> {
    let words = shell.words.clone();
    let back = format!("/files/{}", file.id);
    let who = file.identities.last().ok_or_else(Problem::internal)?;
    let mut facts = vec![(words.text("deed-person"), view::identity(who, words.language()).name())];
    let entry = relevant(&file.crossings).and_then(|record| Some((record, record.entry.as_ref()?)));
    if let Some((record, entry)) = entry {
        let entered = words.moment(&view::moment(&entry.passage));
        facts.push((words.text("crossing-entered"), entered));
        let until = view::end(record.stay, &entry.passage).text(&words);
        facts.push((words.text("crossing-until"), until));
    }
    Ok(DeedPage {
        lead: vec![words.text("decision-text")],
        facts,
        action: format!("{back}/decide"),
        hidden: vec![
            Hidden { name: "version", value: file.version.to_string() },
            Hidden { name: "decision_id", value: sent.decision_id.clone() },
        ],
        controls: controls(sent, &words),
        submit: words.text("decision-submit"),
        is_grave: false,
        shell: below_file(shell, &back, "decision-title"),
        back,
    })
}

/// What a decision can be on, what can be decided, and on which grounds.
pub(super) fn kinds(words: &Words) -> (Kind, Kind, Kind) {
    let choices = |kind: &str, codes: &[&'static str]| {
        let choice = |code: &&'static str| {
            Choice::new(*code, words.text(&format!("decision-{kind}-{code}")))
        };
        Kind::Choice(codes.iter().map(choice).collect())
    };
    let subjects = Subject::ALL.map(|(_, code)| code);
    let grounds: Vec<&'static str> = ExtensionGround::ALL
        .iter()
        .map(|(_, code)| *code)
        .chain(WithdrawalGround::ALL.iter().map(|(_, code)| *code))
        .collect();
    let rulings = ["extended", "revoked", "annulled"];
    (choices("subject", &subjects), choices("ruling", &rulings), choices("ground", &grounds))
}

fn controls(sent: &Form, words: &Words) -> Vec<Control> {
    let (subjects, rulings, grounds) = kinds(words);
    vec![
        Control::new("subject", "decision-subject", subjects).holding(&sent.subject),
        Control::new("ruling", "decision-ruling", rulings).holding(&sent.ruling),
        Control::new("ground", "decision-ground", grounds).holding(&sent.ground),
        Control::new("decided_on", "decision-day", Kind::Day).holding(&sent.decided_on),
        Control::new("place", "decision-place", Kind::Text).holding(&sent.place),
        Control::new("until", "decision-until", Kind::Day).hinted().optional().holding(&sent.until),
        Control::new("sticker", "decision-sticker", Kind::Text)
            .hinted()
            .optional()
            .holding(&sent.sticker),
        Control::new("reason", "decision-reason", Kind::Area).hinted().holding(&sent.reason),
    ]
}

/// The history of a file.
pub(super) async fn history(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment(file_id): Segment<Uuid>,
) -> Result<Html<String>, Problem> {
    let found = versions(&app, &call, file_id, None).await?;
    let path = format!("/files/{file_id}/history");
    let shell = shell(&app, language, Some(&call.caller), &path);
    let words = shell.words.clone();
    let back = format!("/files/{file_id}");
    html(&HistoryPage {
        id: file_id.to_string(),
        rows: found.iter().map(|version| row(version, &app.points, &words)).collect(),
        shell: HistoryPage::shell(shell, &back),
        back,
    })
}

fn row(version: &Version, points: &[BorderPoint], words: &Words) -> HistoryRow {
    HistoryRow {
        version: version.version,
        deed: words.text(&format!("event-{}", version.deed.code())),
        at: version.at,
        authority: format!("{} ({})", version.authority, version.state),
        before: version
            .before
            .iter()
            .map(|one| {
                let said = said(points, (&one.field, &one.value), words);
                let label = words.text(&format!("history-field-{}", one.field));
                (label, said.unwrap_or_else(|| one.value.clone()))
            })
            .collect(),
        why: version.reason.clone(),
    }
}
