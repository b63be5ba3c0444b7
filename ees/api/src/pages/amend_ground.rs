//! Putting the ground of an entry right by page, the visa with it: the form, and what would follow.
//! EES Art. 16(2)(c) to (g), 35(1), (4).

use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use ees_desk::view;
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::file::{File, RecordedGround};
use ees_domain::rectification::Basis;
use ees_domain::visa::{Entries, VisaKind};
use ees_pages::deed::{Control, DeedPage, Kind};
use ees_wire::traveller::Visa;
use fnd_core::Id;
use fnd_web::extract::{Parameters, Posted, Segment};
use fnd_web::form::{Choice, Hidden};
use fnd_web::language::Chosen;
use fnd_web::problem::Problem;
use fnd_web::shell::Shell;
use fnd_web::words::Words;
use serde::Deserialize;
use uuid::Uuid;

use super::amend::{PURPOSE, foreseen, record, shown};
use super::deed::{answer, below_file, given, marked, seen};
use super::done::on_to;
use super::html;
use super::shell::shell;
use crate::actor::{Call, lawful};
use crate::amendments::rectify::{GroundRequest, Request, put_right};
use crate::app::{App, Shared};
use crate::border::read_file::{hide, read};

/// The grounds, in the order in which they are offered.
pub(super) const GROUNDS: [&str; 5] =
    ["visa-exempt", "visa", "family-member", "transit-road", "transit-rail"];

/// The form as browsers send it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Form {
    version: String,
    step: String,
    case_id: String,
    ground_ground: String,
    ground_visa_sticker: String,
    ground_visa_issuer: String,
    ground_visa_kind: String,
    ground_visa_valid_to: String,
    ground_visa_entries: String,
    ground_visa_duration_days: String,
    evidence: String,
}

/// The case from which the form is opened.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct From {
    case: String,
    #[serde(rename = "lang")]
    _lang: String,
}

/// Opens the form.
pub(super) async fn form(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment((file_id, crossing_id)): Segment<(Uuid, Uuid)>,
    Parameters(from): Parameters<From>,
) -> Result<Html<String>, Problem> {
    lawful(&app, &call, Action::Rectify, Purpose::Amendment).await.map_err(hide)?;
    let (_, file) = read(&app, &call, file_id, PURPOSE).await?;
    let shell = shell(&app, language, Some(&call.caller), &address(file_id, crossing_id));
    let ground = &record(&file, crossing_id)?.ground;
    let sent = Form { case_id: from.case, ..Form::of(ground) };
    html(&page(&app, shell, (&file, crossing_id), &sent)?)
}

/// Shows what would follow, goes back to the form, or puts the ground right.
pub(super) async fn handler(
    State(app): State<Shared>,
    Chosen(language): Chosen,
    call: Call,
    Segment((file_id, crossing_id)): Segment<(Uuid, Uuid)>,
    Posted(sent): Posted<Form>,
) -> Result<Response, Problem> {
    let lawful = lawful(&app, &call, Action::Rectify, Purpose::Amendment).await.map_err(hide)?;
    let path = address(file_id, crossing_id);
    let shell = shell(&app, language, Some(&call.caller), &path);
    if sent.step == "edit" {
        let (_, file) = read(&app, &call, file_id, PURPOSE).await?;
        return Ok(html(&page(&app, shell, (&file, crossing_id), &sent)?)?.into_response());
    }
    let at = (Id::from_uuid(file_id), Id::from_uuid(crossing_id));
    let condition = seen(&sent.version);
    match put_right(&app, &lawful, (at, &condition), &sent.request()).await {
        Ok(followed) if followed.stored => Ok(on_to(&format!("/files/{file_id}"), "put-right")),
        Ok(followed) => {
            let evidence = (shell.words.text("amend-evidence"), sent.evidence.clone());
            let form = (path, sent.hidden());
            let page = foreseen((&app, &lawful), shell, &followed, form, vec![evidence])?;
            Ok(html(&page)?.into_response())
        }
        Err(problem) => {
            let (_, file) = read(&app, &call, file_id, PURPOSE).await?;
            let mut page = page(&app, shell, (&file, crossing_id), &sent)?;
            if is_of_ground(problem.code()) {
                let error = page.shell.words.text(&format!("amend-wrong-{}", problem.code()));
                return marked(&mut page, ("ground_ground", error), &problem);
            }
            answer(&mut page, &problem)
        }
    }
}

fn address(file: Uuid, crossing: Uuid) -> String {
    format!("/files/{file}/crossings/{crossing}/ground")
}

/// Whether a refusal of the rules concerns the ground.
fn is_of_ground(code: &str) -> bool {
    matches!(
        code,
        "nothing-changed"
            | "began-inside"
            | "decided-on-stay"
            | "vis-not-compared"
            | "vis-did-not-answer"
            | "vis-awaited"
            | "vis-found-right"
            | "case-on-other-record"
            | "case-settled"
            | "not-entitled"
    )
}

impl Form {
    /// The form of a ground as it is recorded.
    fn of(ground: &RecordedGround) -> Self {
        let empty = Self { ground_ground: ground.code().to_owned(), ..Self::default() };
        let Some(visa) = ground.visa() else { return empty };
        Self {
            ground_visa_sticker: visa.sticker.to_string(),
            ground_visa_issuer: visa.issuer.to_string(),
            ground_visa_kind: visa.kind.code().to_owned(),
            ground_visa_valid_to: visa.valid_to.to_string(),
            ground_visa_entries: visa.entries.code().to_owned(),
            ground_visa_duration_days: visa.duration_days.to_string(),
            ..empty
        }
    }

    /// As the API would be asked.
    fn request(&self) -> Request {
        let takes_visa = match self.ground_ground.as_str() {
            "visa" => true,
            "family-member" => !self.ground_visa_sticker.trim().is_empty(),
            _ => false,
        };
        let visa = takes_visa.then(|| Visa {
            sticker: self.ground_visa_sticker.clone(),
            issuer: self.ground_visa_issuer.clone(),
            kind: self.ground_visa_kind.clone(),
            valid_to: self.ground_visa_valid_to.clone(),
            entries: self.ground_visa_entries.clone(),
            duration_days: self.ground_visa_duration_days.trim().parse().unwrap_or_default(),
        });
        Request {
            basis: Basis::Correction.code().to_owned(),
            ground: Some(GroundRequest { ground: self.ground_ground.clone(), visa }),
            case_id: given(&self.case_id).and_then(|id| id.parse().ok()),
            evidence: self.evidence.clone(),
            preview: self.step != "store",
            ..Request::default()
        }
    }

    fn hidden(&self) -> Vec<Hidden> {
        [
            ("version", &self.version),
            ("case_id", &self.case_id),
            ("ground_ground", &self.ground_ground),
            ("ground_visa_sticker", &self.ground_visa_sticker),
            ("ground_visa_issuer", &self.ground_visa_issuer),
            ("ground_visa_kind", &self.ground_visa_kind),
            ("ground_visa_valid_to", &self.ground_visa_valid_to),
            ("ground_visa_entries", &self.ground_visa_entries),
            ("ground_visa_duration_days", &self.ground_visa_duration_days),
            ("evidence", &self.evidence),
        ]
        .map(|(name, value)| Hidden { name, value: value.clone() })
        .into()
    }
}

fn page(
    app: &App,
    shell: Shell,
    (file, crossing): (&File, Uuid),
    sent: &Form,
) -> Result<DeedPage, Problem> {
    let words = shell.words.clone();
    let back = format!("/files/{}", file.id);
    let who = file.identities.last().ok_or_else(Problem::internal)?;
    let mut facts = vec![(words.text("deed-person"), view::identity(who, words.language()).name())];
    facts.extend(shown(app, record(file, crossing)?, &words));
    // Whoever comes back to the form has seen the version whose number was sent.
    let version = given(&sent.version).unwrap_or_else(|| file.version.to_string());
    Ok(DeedPage {
        lead: vec![words.text("amend-ground-text"), words.text("amend-ground-vis")],
        facts,
        action: address(file.id.to_uuid(), crossing),
        hidden: vec![
            Hidden { name: "version", value: version },
            Hidden { name: "case_id", value: sent.case_id.clone() },
        ],
        controls: controls(sent, &words),
        submit: words.text("amend-submit"),
        is_grave: false,
        shell: below_file(shell, &back, "amend-ground-title"),
        back,
    })
}

fn controls(sent: &Form, words: &Words) -> Vec<Control> {
    let coded = |prefix: &str, codes: &[&'static str]| {
        let made = |code: &&'static str| Choice::new(*code, words.text(&format!("{prefix}{code}")));
        Kind::Choice(codes.iter().map(made).collect())
    };
    let grounds = coded("amend-ground-", &GROUNDS);
    let kinds = coded("visa-kind-", &VisaKind::ALL.map(|(_, code)| code));
    let entries = coded("visa-", &Entries::ALL.map(|(_, code)| code));
    let issuers = Kind::Choice(view::countries(words.language()));
    let of_visa = |name, key, kind| Control::new(name, key, kind).optional();
    vec![
        Control::new("ground_ground", "amend-ground", grounds).holding(&sent.ground_ground),
        of_visa("ground_visa_sticker", "amend-visa-sticker", Kind::Text)
            .holding(&sent.ground_visa_sticker),
        of_visa("ground_visa_issuer", "amend-visa-issuer", issuers)
            .holding(&sent.ground_visa_issuer),
        of_visa("ground_visa_kind", "amend-visa-kind", kinds).holding(&sent.ground_visa_kind),
        of_visa("ground_visa_valid_to", "amend-visa-until", Kind::Day)
            .holding(&sent.ground_visa_valid_to),
        of_visa("ground_visa_entries", "amend-visa-entries", entries)
            .holding(&sent.ground_visa_entries),
        of_visa("ground_visa_duration_days", "amend-visa-days", Kind::Text)
            .holding(&sent.ground_visa_duration_days),
        Control::new("evidence", "amend-evidence", Kind::Area).hinted().holding(&sent.evidence),
    ]
}
