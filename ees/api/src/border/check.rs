//! The check at the border: who is this, does the system apply, what is on file, how long may
//! they stay. EES Art. 23(1) to (4), 11(2).

use axum::Json;
use axum::extract::State;
use ees_desk::checked::{Alike, Checked, LIKELY};
use ees_domain::access::Action;
use ees_domain::authority::{AuthorityKind, Purpose};
use ees_domain::day::Day;
use ees_domain::file::{Crossing, File, RecordedGround};
use ees_domain::outlook::{self, Calendar, Outlook, together};
use ees_domain::point::{BorderPoint, Passage};
use ees_domain::presented::{GroundError, Presented, Requirement};
use ees_domain::scope::Scope;
use ees_domain::suspension::{Extent, Suspension};
use ees_store::{Candidate, Candidates, Consultation, Outcome, Span};
use ees_wire::file::{self as wire, Similar};
use ees_wire::reading::Read;
use ees_wire::stay::Stay;
use ees_wire::text;
use ees_wire::traveller::{Document, Identity, Traveller};
use fnd_web::extract::Body;
use fnd_web::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::actor::{Call, Lawful, lawful, point};
use crate::app::{App, Shared};
use crate::problem::{of_stay, of_store, of_value};
use ees_desk::checked::{SUSPENDED_IN_FULL, SUSPENDED_IN_PART};

/// Who is checked, and for which direction.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CheckRequest)]
pub struct Request {
    /// `border-entry` or `border-exit`.
    #[schema(value_type = text::Direction)]
    pub purpose: String,
    /// The border crossing point, for a system that serves several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<text::BorderCrossingPoint>)]
    pub point: Option<String>,
    /// Who stands at the desk.
    pub traveller: Traveller,
}

/// What the check found.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CheckReply)]
pub struct Reply {
    /// Whether and how the system applies.
    pub scope: ScopeReply,
    /// `visa`, `no-visa`, `family-member`, `transit` or `undecided`: what an entry is based on.
    pub requirement: &'static str,
    /// The identity as it was understood.
    pub identity: Identity,
    /// The document as it was understood.
    pub document: Document,
    /// What is worth a look; `more-alike` and `more-not-compared` tell that `similar` may lack
    /// somebody, and that more given names or a whole date of birth narrow the search.
    pub warnings: Vec<&'static str>,
    /// The file that holds this very document.
    pub file: Option<wire::File>,
    /// Files of somebody who may be the same person, the likest first.
    pub similar: Vec<Similar>,
    /// What the calculator says for the person of `file`, or for a new person without a file;
    /// absent when the system does not apply or no ground follows.
    pub stay: Option<Stay>,
    /// Whether `stay` would be another one if the person were the one of a similar file: compare
    /// them before you rely on it.
    pub stay_depends_on_identity: bool,
    /// Why no ground of entry follows, a code.
    pub ground_missing: Option<&'static str>,
}

/// Whether and how the system applies. EES Art. 2.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ScopeReply {
    /// `in-full`, `in-no-calculation` or `out`.
    pub result: &'static str,
    /// The article that excludes.
    pub article: Option<&'static str>,
}

/// How many likely files are looked at, the likest first: more than a person can compare would
/// only slow the desk.
const LIKELY_MAX: usize = 5;

/// Categories that a check transmits.
pub const SENT: &[&str] = &[
    "identity",
    "travel-document",
    "biometric-mark",
    "biometric-ground",
    "facilitation-programme",
    "entry-exit",
    "visa",
    "family-status",
    "refusal",
];

/// Checks a traveller.
#[utoipa::path(
    post, path = "/v1/checks", tag = "border", operation_id = "check",
    request_body = Request,
    responses(
        (status = 200, body = Reply),
        (status = 422, description = "the traveller's data cannot be used"),
    )
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    Body(request): Body<Request>,
) -> Result<Json<Reply>, Problem> {
    let purpose = direction(&request.purpose)?;
    let lawful = lawful(&app, &call, Action::Check, purpose).await?;
    let place = point(&app, &lawful.actor, request.point.as_deref())?;
    let passage = now(&app, place)?;
    let read = request.traveller.read(passage.day)?;
    let checked = check(&app, &lawful, &request.traveller, (read, passage)).await?;
    Ok(Json(Reply::of(&checked)))
}

/// The purpose of a check at the border.
pub fn direction(code: &str) -> Result<Purpose, Problem> {
    match Purpose::find(code) {
        Some(purpose @ (Purpose::BorderEntry | Purpose::BorderExit)) => Ok(purpose),
        _ => {
            Err(of_value("/purpose", "unknown-purpose", "expected `border-entry` or `border-exit`"))
        }
    }
}

/// A passage through `point` at this moment.
pub fn now(app: &App, point: &BorderPoint) -> Result<Passage, Problem> {
    point.passage(app.clock.now()).ok_or_else(Problem::internal)
}

/// Checks whoever was `read` and would pass by `passage`.
///
/// The register is searched by document, then by identity, also when the document is found: the
/// same person may have a second file.
pub async fn check(
    app: &App,
    lawful: &Lawful,
    traveller: &Traveller,
    (read, passage): (Read, Passage),
) -> Result<Checked, Problem> {
    let asked = serde_json::to_string(traveller).unwrap_or_default();
    let mut consultation =
        app.register.consult(lawful.access(app, asked)).await.map_err(of_store)?;
    let Read { presented, mut warnings } = read;
    let scope = presented.scope(&passage.point, passage.day);
    let ground = presented.ground(passage.day);
    let is_counted = !matches!(scope, Scope::Out(_));
    let (file, Candidates { list, more }) = if is_counted {
        search(&mut *consultation, &presented).await?
    } else {
        (None, Candidates::default())
    };
    warnings.extend(more.code());
    let desk = Desk { app, passage: &passage, ground: ground.as_ref().ok() };
    let records = file.as_ref().map_or(&[][..], |file| &file.crossings);
    let stay = if is_counted { desk.stay(records) } else { Ok(None) };
    let found = match stay {
        Ok(stay) => desk.alike(&mut *consultation, records, list).await.map(|alike| (stay, alike)),
        Err(problem) => Err(problem),
    };
    let (stay, similar) = match found {
        Ok(found) => found,
        Err(problem) => {
            // Files were opened, and what is answered says something of them.
            let (refused, file) = (Some(problem.code()), file.as_ref().map(|file| file.id));
            let outcome = Outcome { refused, file, ..Outcome::default() };
            consultation.end(outcome).await.map_err(of_store)?;
            return Err(problem);
        }
    };
    let outcome = Outcome {
        hits: Some(similar.len().saturating_add(usize::from(file.is_some()))),
        file: file.as_ref().map(|file| file.id),
        sent: if file.is_some() || !similar.is_empty() { SENT } else { &[] },
        refused: None,
    };
    warnings.extend(suspended(&mut *consultation, lawful, &passage).await?);
    consultation.end(outcome).await.map_err(of_store)?;
    let ground_missing = ground.err();
    Ok(Checked { presented, warnings, scope, passage, file, similar, more, stay, ground_missing })
}

/// Whether operation at the crossing point is suspended at this moment, as a warning.
///
/// Law: Reg. (EU) 2025/1534 Art. 7.
async fn suspended(
    consultation: &mut dyn Consultation,
    lawful: &Lawful,
    passage: &Passage,
) -> Result<Option<&'static str>, Problem> {
    // Within the territory nobody passes a crossing point.
    if lawful.grant.authority() != AuthorityKind::Border {
        return Ok(None);
    }
    let found = consultation.suspensions(moment_of(passage)).await.map_err(of_store)?;
    Ok(suspension_of(&found, passage))
}

/// The moment of a passage, as a span of time.
pub fn moment_of(passage: &Passage) -> Span {
    let moment = jiff::SignedDuration::from_micros(1);
    (passage.at, passage.at.saturating_add(moment).unwrap_or(passage.at))
}

/// Whether one of these suspensions is of the crossing point of a passage, as a warning.
pub fn suspension_of(found: &[Suspension], passage: &Passage) -> Option<&'static str> {
    let here = found.iter().find(|one| one.point == passage.point);
    here.map(|one| match one.extent {
        Extent::Full => SUSPENDED_IN_FULL,
        Extent::Partial => SUSPENDED_IN_PART,
    })
}

/// Where, when and on what ground somebody would pass.
struct Desk<'a> {
    app: &'a App,
    passage: &'a Passage,
    ground: Option<&'a RecordedGround>,
}

impl Desk<'_> {
    fn stay(&self, records: &[Crossing]) -> Result<Option<(Outlook, Calendar)>, Problem> {
        stay(self.app, records, self.passage, self.ground)
    }

    /// The candidates, the likely ones with the stay of a person who has their records too.
    async fn alike(
        &self,
        consultation: &mut dyn Consultation,
        records: &[Crossing],
        candidates: Vec<Candidate>,
    ) -> Result<Vec<Alike>, Problem> {
        let mut similar = Vec::with_capacity(candidates.len());
        for (place, candidate) in candidates.into_iter().enumerate() {
            let is_likely = LIKELY <= candidate.likeness.score && place < LIKELY_MAX;
            let file = if is_likely {
                consultation.find_file(candidate.file).await.map_err(of_store)?
            } else {
                None
            };
            let stay = match &file {
                Some(file) => self.stay(&together(records, &file.crossings))?,
                None => None,
            };
            similar.push(Alike { candidate, stay, file });
        }
        Ok(similar)
    }
}

/// The file by document, and others by identity.
async fn search(
    consultation: &mut dyn Consultation,
    presented: &Presented,
) -> Result<(Option<File>, Candidates), Problem> {
    let document = &presented.document;
    let found = consultation.find_by_document(&document.number, document.issuer).await;
    let file = match found.map_err(of_store)? {
        Some(id) => consultation.find_file(id).await.map_err(of_store)?,
        None => None,
    };
    let mut found = consultation.find_by_identity(&presented.identity).await.map_err(of_store)?;
    found.list.retain(|candidate| file.as_ref().is_none_or(|file| file.id != candidate.file));
    let refused = consultation.refused_with(&document.number, document.issuer).await;
    for id in refused.map_err(of_store)? {
        let is_shown = file.as_ref().is_some_and(|file| file.id == id);
        let Some(other) = consultation.find_file(id).await.map_err(of_store)? else { continue };
        let Some(candidate) = Candidate::refused_with(&other, &presented.identity) else {
            continue;
        };
        found.list.retain(|known| known.file != id);
        if !is_shown {
            found.list.insert(0, candidate);
        }
    }
    Ok((file, found))
}

/// What the calculator says: for who is inside by the open record, else by the ground of entry.
pub fn stay(
    app: &App,
    records: &[Crossing],
    passage: &Passage,
    ground: Option<&RecordedGround>,
) -> Result<Option<(Outlook, Calendar)>, Problem> {
    let open = records.iter().rev().find(|record| record.is_open());
    let Some(ground) = open.map(|record| &record.ground).or(ground) else { return Ok(None) };
    let outlook = outlook::outlook(records, passage, ground, app.switches)
        .map_err(|error| of_stay(&error))?;
    let calendar = outlook::calendar(records, passage.day, &outlook, app.switches)
        .map_err(|error| of_stay(&error))?;
    Ok(Some((outlook, calendar)))
}

impl ScopeReply {
    /// The scope as it is sent.
    pub fn of(scope: Scope) -> Self {
        match scope {
            Scope::InFull => Self { result: "in-full", article: None },
            Scope::InNoCalculation => {
                Self { result: "in-no-calculation", article: Some("EES Art. 2(4)") }
            }
            Scope::Out(reason) => Self { result: "out", article: Some(reason.article()) },
        }
    }
}

/// The code of what an entry is based on.
pub const fn requirement_code(requirement: Requirement) -> &'static str {
    match requirement {
        Requirement::Visa => "visa",
        Requirement::NoVisa => "no-visa",
        Requirement::FamilyMember => "family-member",
        Requirement::Transit(_) => "transit",
        Requirement::Undecided => "undecided",
    }
}

impl Reply {
    /// The check as it is sent.
    pub fn of(checked: &Checked) -> Self {
        let day: Day = checked.passage.day;
        Self {
            scope: ScopeReply::of(checked.scope),
            requirement: requirement_code(checked.presented.requirement(day)),
            identity: Identity::of(&checked.presented.identity),
            document: Document::of(&checked.presented.document),
            warnings: checked.warnings.clone(),
            file: checked.file.as_ref().map(|file| wire::File::of(file, day)),
            similar: checked
                .similar
                .iter()
                .map(|alike| Similar::of(&alike.candidate, alike.stay.as_ref(), day))
                .collect(),
            stay_depends_on_identity: checked.otherwise().next().is_some(),
            stay: checked
                .stay
                .as_ref()
                .map(|(outlook, calendar)| Stay::of(outlook, Some(calendar), day)),
            ground_missing: checked.ground_missing.map(GroundError::code),
        }
    }
}
