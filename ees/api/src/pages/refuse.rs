//! Refusing entry by page: the form of the officer, and what was recorded. EES Art. 18; SBC Art. 14.

pub(super) mod paper;
pub(super) mod ruling;

use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};
use ees_desk::refuse::{self as desk_form, Sent};
use ees_desk::view;
use ees_domain::access::{Action, grant};
use ees_domain::authority::{Actor, Purpose};
use ees_domain::file::File;
use ees_domain::identity::Identity;
use ees_domain::refusal::{Bearer, BiometricsAllowed, RefusalDecision, Signature};
use ees_pages::refuse::{AppealForm, Point, RefusalPage, RefusePage};
use fnd_core::Id;
use fnd_web::extract::{Posted, Segment};
use fnd_web::form::{Field, Hidden};
use fnd_web::language::Chosen;
use fnd_web::problem::{Fault, Place, Problem};
use fnd_web::shell::Shell;
use serde::Deserialize;
use uuid::Uuid;

use super::check::desk;
use super::html;
use super::shell::{CHECK, shell};
use crate::actor::{Call, actor, lawful};
use crate::app::{App, Shared};
use crate::border::check::check;
use crate::border::read_file::{hide, read};
use crate::border::refuse::record;
use crate::border::sign_refusal::{self, sign};

/// Problems that the form itself can mend.
const MENDABLE: &[&str] = &[
    "no-reason",
    "detail-missing",
    "detail-without-reason",
    "visa-missing",
    "visa-not-needed",
    "file-to-be-chosen",
    "invalid-value",
];

/// Opens the form for whoever was checked.
pub(super) async fn open(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Posted(sent): Posted<Sent>,
) -> Result<Html<String>, Problem> {
    lawful(&app, &call, Action::RefuseEntry, Purpose::BorderRefusal).await?;
    let shell = shell(&app, language, Some(&call.caller), CHECK);
    let id = app.ids.next(app.clock.now()).to_string();
    html(&page(&app, &call, shell, (&sent, &id)).await?)
}

/// The page with the form. Whoever is refused is checked again: similar files are shown, so that
/// nobody gets a second one unseen.
async fn page(
    app: &App,
    call: &Call,
    shell: Shell,
    (sent, id): (&Sent, &str),
) -> Result<RefusePage, Problem> {
    let (lawful, passage) = desk(app, call).await?;
    let mut traveller = sent.desk.traveller();
    // A visa that cannot be read must not keep the person from being shown.
    traveller.visa = None;
    let read = traveller.read(passage.day)?;
    let checked = check(app, &lawful, &traveller, (read, passage)).await?;
    Ok(desk_form::page(shell, (sent, &checked), id))
}

/// Records the refusal that the form describes.
pub(super) async fn handler(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Problem> {
    let lawful = lawful(&app, &call, Action::RefuseEntry, Purpose::BorderRefusal).await?;
    let shell = shell(&app, language, Some(&call.caller), CHECK);
    let request = sent.request()?;
    let recorded = match record(&app, &lawful, &request).await {
        Ok(recorded) => recorded,
        Err(problem) if MENDABLE.contains(&problem.code()) => {
            let id = request.refusal_id.to_string();
            let mut page = page(&app, &call, shell, (&sent, &id)).await?;
            if !desk_form::mark(&mut page, &problem) {
                return Err(problem);
            }
            let mut response = html(&page)?.into_response();
            *response.status_mut() = problem.status();
            return Ok(response);
        }
        Err(problem) => return Err(problem),
    };
    let bearer = recorded.decision.bearer.clone().ok_or_else(Problem::internal)?;
    let shown = Shown {
        file: recorded.file,
        decision: &recorded.decision,
        identity: bearer.identity,
        may_enter: Some(&recorded.may_enter),
        version: None,
    };
    Ok(html(&shown.page(&app, shell, &lawful.actor))?.into_response())
}

/// A refusal of a file, as the reader may see it.
async fn find(
    app: &App,
    call: &Call,
    (file_id, refusal_id): (Uuid, Uuid),
) -> Result<(Actor, File, RefusalDecision), Problem> {
    // Who refuses reads for that; who checks within the territory reads as always.
    let refuses = grant(&actor(&call.caller)?, Action::ReadFile, Purpose::BorderRefusal).is_some();
    let purpose = refuses.then_some("border-refusal");
    let (lawful, file) = read(app, call, file_id, purpose).await?;
    let found = file.refusal(Id::from_uuid(refusal_id)).cloned();
    let decision = found.ok_or_else(Problem::not_found)?;
    Ok((lawful.actor, file, decision))
}

/// The page of a refusal.
pub(super) async fn show(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment(ids): Segment<(Uuid, Uuid)>,
) -> Result<Html<String>, Problem> {
    let (actor, file, decision) = find(&app, &call, ids).await?;
    let path = address(file.id, &decision);
    let shell = shell(&app, language, Some(&call.caller), &path);
    let shown = Shown::of(&file, &decision)?;
    html(&shown.page(&app, shell, &actor))
}

/// The buttons below the refusal.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct SignForm {
    signature: String,
}

/// Says whether the person signed.
pub(super) async fn signature(
    State(app): State<Shared>,
    call: Call,
    Segment((file_id, refusal_id)): Segment<(Uuid, Uuid)>,
    Posted(sent): Posted<SignForm>,
) -> Result<Redirect, Problem> {
    let purpose = Purpose::BorderRefusal;
    let lawful = lawful(&app, &call, Action::RefuseEntry, purpose).await.map_err(hide)?;
    let at = (Id::from_uuid(file_id), Id::from_uuid(refusal_id));
    sign(&app, &lawful, at, &sign_refusal::Request { signature: sent.signature }).await?;
    Ok(Redirect::to(&format!("/files/{file_id}/refusals/{refusal_id}")))
}

fn address(file: Id<File>, decision: &RefusalDecision) -> String {
    format!("/files/{file}/refusals/{}", decision.refusal.id)
}

/// A refusal to be shown.
struct Shown<'a> {
    file: Id<File>,
    decision: &'a RefusalDecision,
    identity: Identity,
    may_enter: Option<&'a BiometricsAllowed>,
    /// The version of the file; `None` right after the refusal, when no ruling can be there.
    version: Option<i64>,
}

impl<'a> Shown<'a> {
    /// A refusal of a file as it was read.
    fn of(file: &'a File, decision: &'a RefusalDecision) -> Result<Self, Problem> {
        let identity = Bearer::of(file, decision).ok_or_else(Problem::internal)?.identity;
        let version = Some(file.version);
        Ok(Self { file: file.id, decision, identity, may_enter: None, version })
    }

    /// The form after a ruling, for who may correct.
    fn appeal(&self, actor: &Actor) -> Option<AppealForm> {
        grant(actor, Action::CorrectRefusal, Purpose::Amendment)?;
        let state = self.decision.state()?;
        (state == actor.state).then_some(())?;
        let held = desk_form::POINTS
            .into_iter()
            .filter(|(reason, ..)| self.decision.refusal.reasons.contains(reason));
        Some(AppealForm {
            action: format!("{}/rulings", address(self.file, self.decision)),
            hidden: vec![Hidden { name: "version", value: self.version?.to_string() }],
            day: Field::new("ruled_on"),
            fallen: held
                .map(|(_, letter, name, key)| Point { letter, key, field: Field::new(name) })
                .collect(),
            reference: Field::new("reference"),
        })
    }

    fn page(&self, app: &App, shell: Shell, actor: &Actor) -> RefusalPage {
        let words = shell.words.clone();
        let (decision, refusal) = (self.decision, &self.decision.refusal);
        let path = address(self.file, decision);
        let may_refuse = grant(actor, Action::RefuseEntry, Purpose::BorderRefusal).is_some();
        let is_awaited = decision.particulars.signature == Signature::Awaited
            && decision.state() == Some(actor.state);
        let is_new = self.may_enter.is_some();
        let comments = decision.particulars.comments.as_ref();
        let officer = shell.person.as_ref().map_or_else(String::new, |person| person.name.clone());
        RefusalPage {
            shell: RefusalPage::shell(shell, CHECK, is_new),
            is_new,
            identity: view::identity(&self.identity, words.language()),
            at: desk_form::local_time(decision, &app.points),
            point: view::point(&app.points, &refusal.point).into_owned(),
            authority: refusal.authority.clone(),
            reasons: desk_form::given(decision, &words),
            comments: comments.map(|text| text.as_str().to_owned()).unwrap_or_default(),
            signature: desk_form::signature(decision.particulars.signature),
            sign: if may_refuse && is_awaited {
                format!("{path}/signature")
            } else {
                String::new()
            },
            may_enter: self
                .may_enter
                .map(|allowed| desk_form::may_enter(allowed, &words))
                .unwrap_or_default(),
            print: may_refuse
                .then(|| {
                    let action = format!("{path}/form");
                    paper::print_form(app, &words, (decision, action), &officer)
                })
                .flatten(),
            appeal: self.appeal(actor),
            file: format!("/files/{}", self.file),
            next: CHECK.into(),
        }
    }
}

fn is_at(fault: &Fault, field: &str) -> bool {
    let (Place::Pointer(at) | Place::Field(at)) = &fault.place;
    at == field
}
