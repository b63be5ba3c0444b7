//! Correcting or withdrawing a recorded decision by page: the form, and what would follow.
//! EES Art. 19, 35(1).

use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use ees_domain::access::Action;
use ees_domain::authorised::Ruling;
use ees_domain::authority::Purpose;
use ees_domain::decision::StayDecision;
use ees_domain::file::File;
use ees_pages::deed::{Control, DeedPage, Kind};
use fnd_core::Id;
use fnd_web::extract::{Posted, Segment};
use fnd_web::form::{Choice, Hidden};
use fnd_web::language::Chosen;
use fnd_web::problem::Problem;
use fnd_web::shell::Shell;
use fnd_web::words::Words;
use serde::Deserialize;
use uuid::Uuid;

use super::amend::foreseen;
use super::deed::{answer, below_file, given, marked, seen};
use super::done::on_to;
use super::html;
use super::shell::shell;
use crate::actor::{Call, lawful};
use crate::app::Shared;
use crate::border::read_file::{hide, read};
use crate::decisions::correct::{Request, Taken, correct};

/// What a reading of a file is for here.
const PURPOSE: Option<&str> = Some("revoke-annul-extend");

/// The form as browsers send it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Form {
    version: String,
    step: String,
    deed: String,
    decision_subject: String,
    decision_ruling: String,
    decision_ground: String,
    decision_decided_on: String,
    decision_place: String,
    decision_until: String,
    decision_sticker: String,
    reason: String,
}

/// Opens the form.
pub(super) async fn form(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment((file_id, decision_id)): Segment<(Uuid, Uuid)>,
) -> Result<Html<String>, Problem> {
    let purpose = Purpose::RevokeAnnulExtend;
    lawful(&app, &call, Action::DecideStay, purpose).await.map_err(hide)?;
    let (_, file) = read(&app, &call, file_id, PURPOSE).await?;
    let shell = shell(&app, language, Some(&call.caller), &address(file_id, decision_id));
    let sent = Form::of(decision(&file, decision_id)?);
    html(&page(shell, (&file, decision_id), &sent)?)
}

/// Shows what would follow, goes back to the form, or corrects the decision.
pub(super) async fn handler(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment((file_id, decision_id)): Segment<(Uuid, Uuid)>,
    Posted(sent): Posted<Form>,
) -> Result<Response, Problem> {
    let purpose = Purpose::RevokeAnnulExtend;
    let lawful = lawful(&app, &call, Action::DecideStay, purpose).await.map_err(hide)?;
    let path = address(file_id, decision_id);
    let shell = shell(&app, language, Some(&call.caller), &path);
    if sent.step == "edit" {
        let (_, file) = read(&app, &call, file_id, PURPOSE).await?;
        return Ok(html(&page(shell, (&file, decision_id), &sent)?)?.into_response());
    }
    let condition = seen(&sent.version);
    let at = ((Id::from_uuid(file_id), Id::from_uuid(decision_id)), &condition);
    match correct(&app, &lawful, at, &sent.request()).await {
        Ok(followed) if followed.stored => {
            Ok(on_to(&format!("/files/{file_id}"), "decision-corrected"))
        }
        Ok(followed) => {
            let reason = (shell.words.text("decision-why"), sent.reason.clone());
            let form = (path, sent.hidden());
            let page = foreseen((&app, &lawful), shell, &followed, form, vec![reason])?;
            Ok(html(&page)?.into_response())
        }
        Err(problem) => {
            let (_, file) = read(&app, &call, file_id, PURPOSE).await?;
            let mut page = page(shell, (&file, decision_id), &sent)?;
            let field = match problem.code() {
                "date-in-future" | "decided-before-entry" | "left-before-decision" => {
                    "decision_decided_on"
                }
                "not-longer" | "departure-before-decision" => "decision_until",
                "no-visa-on-record" => "decision_subject",
                "sticker-not-fitting" => "decision_sticker",
                "nothing-changed" | "not-the-deciding-authority" => "deed",
                _ => return answer(&mut page, &problem),
            };
            let error = page.shell.words.text(&format!("decision-refused-{}", problem.code()));
            marked(&mut page, (field, error), &problem)
        }
    }
}

fn address(file: Uuid, decision: Uuid) -> String {
    format!("/files/{file}/decisions/{decision}/correct")
}

fn decision(file: &File, id: Uuid) -> Result<&StayDecision, Problem> {
    let mut decisions = file.crossings.iter().flat_map(|record| &record.decisions);
    decisions.find(|one| one.id.to_uuid() == id).ok_or_else(Problem::not_found)
}

impl Form {
    /// The form of a decision as it is recorded.
    fn of(made: &StayDecision) -> Self {
        let (ruling, ground, until) = match made.decision.ruling {
            Ruling::Extended { until, ground } => ("extended", ground.code(), Some(until)),
            Ruling::Revoked { depart_by, ground } => ("revoked", ground.code(), depart_by),
            Ruling::Annulled { depart_by, ground } => ("annulled", ground.code(), depart_by),
        };
        let sticker = made.sticker.as_ref().map(|(number, _)| number.to_string());
        Self {
            deed: "set".to_owned(),
            decision_subject: made.subject.code().to_owned(),
            decision_ruling: ruling.to_owned(),
            decision_ground: ground.to_owned(),
            decision_decided_on: made.decision.decided_on.to_string(),
            decision_place: made.place.clone(),
            decision_until: until.map(|day| day.to_string()).unwrap_or_default(),
            decision_sticker: sticker.unwrap_or_default(),
            ..Self::default()
        }
    }

    /// As the API would be asked.
    fn request(&self) -> Request {
        let decision = (self.deed != "withdraw").then(|| Taken {
            subject: self.decision_subject.clone(),
            ruling: self.decision_ruling.clone(),
            ground: self.decision_ground.clone(),
            decided_on: self.decision_decided_on.clone(),
            place: self.decision_place.clone(),
            until: given(&self.decision_until),
            sticker: given(&self.decision_sticker),
        });
        Request { decision, reason: self.reason.clone(), preview: self.step != "store" }
    }

    fn hidden(&self) -> Vec<Hidden> {
        [
            ("version", &self.version),
            ("deed", &self.deed),
            ("decision_subject", &self.decision_subject),
            ("decision_ruling", &self.decision_ruling),
            ("decision_ground", &self.decision_ground),
            ("decision_decided_on", &self.decision_decided_on),
            ("decision_place", &self.decision_place),
            ("decision_until", &self.decision_until),
            ("decision_sticker", &self.decision_sticker),
            ("reason", &self.reason),
        ]
        .map(|(name, value)| Hidden { name, value: value.clone() })
        .into()
    }
}

fn page(shell: Shell, (file, id): (&File, Uuid), sent: &Form) -> Result<DeedPage, Problem> {
    let words = shell.words.clone();
    let back = format!("/files/{}", file.id);
    let who = file.identities.last().ok_or_else(Problem::internal)?;
    let made = decision(file, id)?;
    // Whoever comes back to the form has seen the version whose number was sent.
    let version = given(&sent.version).unwrap_or_else(|| file.version.to_string());
    let name = ees_desk::view::identity(who, words.language()).name();
    Ok(DeedPage {
        lead: vec![words.text("decision-correct-text")],
        facts: vec![
            (words.text("deed-person"), name),
            (words.text("decision-by"), format!("{} ({})", made.authority, made.decision.state)),
        ],
        action: address(file.id.to_uuid(), id),
        hidden: vec![Hidden { name: "version", value: version }],
        controls: controls(sent, &words),
        submit: words.text("amend-submit"),
        is_grave: false,
        shell: below_file(shell, &back, "decision-correct-title"),
        back,
    })
}

fn controls(sent: &Form, words: &Words) -> Vec<Control> {
    let (subjects, rulings, grounds) = super::decide::kinds(words);
    let deeds = ["set", "withdraw"]
        .map(|code| Choice::new(code, words.text(&format!("decision-deed-{code}"))));
    vec![
        Control::new("deed", "decision-deed", Kind::Choice(deeds.into())).holding(&sent.deed),
        Control::new("decision_subject", "decision-subject", subjects)
            .holding(&sent.decision_subject),
        Control::new("decision_ruling", "decision-ruling", rulings).holding(&sent.decision_ruling),
        Control::new("decision_ground", "decision-ground", grounds).holding(&sent.decision_ground),
        Control::new("decision_decided_on", "decision-day", Kind::Day)
            .holding(&sent.decision_decided_on),
        Control::new("decision_place", "decision-place", Kind::Text).holding(&sent.decision_place),
        Control::new("decision_until", "decision-until", Kind::Day)
            .hinted()
            .optional()
            .holding(&sent.decision_until),
        Control::new("decision_sticker", "decision-sticker", Kind::Text)
            .hinted()
            .optional()
            .holding(&sent.decision_sticker),
        Control::new("reason", "decision-why", Kind::Area).hinted().holding(&sent.reason),
    ]
}
