//! Recording a decision on a stay: revocation, annulment, extension. EES Art. 19(1) and (2).

use axum::extract::State;
use axum::response::Response;
use ees_domain::access::Action;
use ees_domain::authorised::{Decision, ExtensionGround, Ruling, WithdrawalGround};
use ees_domain::authority::Purpose;
use ees_domain::day::Day;
use ees_domain::decision::{StayDecision, Subject, record_decision, relevant};
use ees_domain::file::{Crossing, File};
use ees_domain::point::Zones;
use ees_domain::retention::file_kept_until_with;
use ees_store::{Change, Deed};
use ees_wire::crossing as wire;
use ees_wire::faults::{Faults, unknown};
use ees_wire::text;
use fnd_core::Id;
use fnd_web::etag::IfMatch;
use fnd_web::extract::{Body, Segment};
use fnd_web::problem::{Fault, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::Recorded;
use crate::actor::{Call, Lawful, lawful};
use crate::app::{App, Shared};
use crate::border::read_file::hide;
use crate::inland::check::here;
use crate::problem::{ended, id_reused, of_decision, of_store};
use crate::unit::{as_seen, begin, done, hold};

/// Longest name of a place, in characters.
const PLACE_CHARS_MAX: usize = 200;
/// Longest reason, in characters.
pub const REASON_CHARS_MAX: usize = 2_000;

/// A decision to be recorded.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DecisionRequest)]
pub struct Request {
    /// The identifier of the decision, chosen by the client (a UUID, best of version 7). A request
    /// that is repeated has the same answer and no further effect.
    pub decision_id: Uuid,
    /// `stay` or `visa`: what was decided on.
    #[schema(value_type = text::SubjectOfDecision)]
    pub subject: String,
    /// `extended`, `revoked` or `annulled`.
    #[schema(value_type = text::RulingOfDecision)]
    pub ruling: String,
    /// The ground: of an extension `force-majeure`, `humanitarian`, `serious-personal`,
    /// `exceptional` or `bilateral`; otherwise `return-decision` or `other-decision`.
    #[schema(value_type = text::GroundOfDecision)]
    pub ground: String,
    /// The day of the decision.
    #[schema(value_type = text::CalendarDay)]
    pub decided_on: String,
    /// The place of the decision.
    #[schema(min_length = 1, max_length = 200)]
    pub place: String,
    /// The new last day of an extension; otherwise the end of the time for departure, if one was
    /// given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<text::CalendarDay>)]
    pub until: Option<String>,
    /// The number of the new sticker of an extended visa.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<text::VisaStickerNumber>)]
    pub sticker: Option<String>,
    /// What shows it: the file number of the decision, or the evidence.
    #[schema(min_length = 1, max_length = 2000)]
    pub reason: String,
}

/// A decision that was recorded.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DecisionReply)]
pub struct Reply {
    /// The file.
    pub file_id: Uuid,
    /// Its new version.
    pub version: i64,
    /// The record, with the stay as it is now.
    pub crossing: wire::Crossing,
}

/// Records a decision on the latest stay of a file.
#[utoipa::path(
    post, path = "/v1/files/{file_id}/decisions", tag = "decisions", operation_id = "add_decision",
    params(
        ("file_id" = Uuid, Path, description = "the individual reference number"),
        ("If-Match" = String, Header, description = "the entity tag of the file as it was read"),
    ),
    request_body = Request,
    responses(
        (status = 201, body = Reply, description = "recorded",
            headers(("ETag" = String, description = "the new version"))),
        (status = 200, body = Reply, description = "recorded before by this very request"),
        (status = 404, description = "no such file, or none that the caller may know of"),
        (status = 409, description = "does not fit what is on file, or the id was used before"),
        (status = 422, description = "the rules do not allow it"),
    )
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment(file_id): Segment<Uuid>,
    condition: IfMatch,
    Body(request): Body<Request>,
) -> Result<Response, Problem> {
    let purpose = Purpose::RevokeAnnulExtend;
    let lawful = lawful(&app, &call, Action::DecideStay, purpose).await.map_err(hide)?;
    let recorded = add(&app, &lawful, (Id::from_uuid(file_id), &condition), &request).await?;
    let crossing = wire::Crossing::of(&recorded.crossing);
    let file_id = recorded.file.to_uuid();
    Ok(recorded.answer(Reply { file_id, version: recorded.version, crossing }))
}

/// Records the decision of `request` on the file, if the file is as the caller saw it.
pub async fn add(
    app: &App,
    lawful: &Lawful,
    (id, condition): (Id<File>, &IfMatch),
    request: &Request,
) -> Result<Recorded, Problem> {
    let made = request.read(app, lawful)?;
    let (now, today) = (microseconds(app.clock.now()), here(app, &lawful.actor)?.day);
    let (work, file) = hold(begin(app, lawful, request).await?, id).await?;
    let id = file.id;
    match recorded_before(&file, &made) {
        Some(Ok(known)) => {
            done(work, id, SENT).await?;
            return Ok(known);
        }
        Some(Err(problem)) => return ended(work, Some(id), problem).await,
        None => {}
    }
    let mut work = as_seen(work, &file, condition).await?;
    let rules: (&dyn Zones, _) = (&app.points, app.switches);
    let after = match record_decision(&file.crossings, made.clone(), (now, today), rules) {
        Ok(after) => after,
        Err(error) => return ended(work, Some(id), of_decision(&error)).await,
    };
    let before = relevant(&file.crossings).ok_or_else(Problem::internal)?;
    let change = Change { deed: Deed::Decided, reason: request.reason.trim() };
    work.amend_crossing(&file, (before, &after), change).await.map_err(of_store)?;
    work.add_decision(id, after.id, &made).await.map_err(of_store)?;
    work.take_over(&file, file_kept_until_with(&file, &after)).await.map_err(of_store)?;
    done(work, id, SENT).await?;
    let version = file.version.saturating_add(1);
    Ok(Recorded { file: id, version, crossing: after, is_repeated: false })
}

/// What is sent with it, for the log.
const SENT: &[&str] = &["entry-exit", "stay-decision"];

/// What this very decision did before; a problem when its identifier stands for another.
fn recorded_before(file: &File, made: &StayDecision) -> Option<Result<Recorded, Problem>> {
    let with = |record: &&Crossing| record.decisions.iter().any(|one| one.id == made.id);
    let record = file.crossings.iter().find(with)?;
    let known = record.decisions.iter().find(|one| one.id == made.id)?;
    let same = StayDecision { recorded_at: known.recorded_at, ..made.clone() } == *known;
    Some(if same {
        let (version, crossing) = (file.version, record.clone());
        Ok(Recorded { file: file.id, version, crossing, is_repeated: true })
    } else {
        Err(id_reused())
    })
}

impl Request {
    /// The decision, or everything that is wrong with it.
    fn read(&self, app: &App, lawful: &Lawful) -> Result<StayDecision, Problem> {
        let mut faults = Faults::default();
        self.understand("", (app, lawful), &mut faults).ok_or_else(|| faults.into())
    }

    /// The decision; faults are found below the place `here`.
    pub(super) fn understand(
        &self,
        here: &str,
        (app, lawful): (&App, &Lawful),
        faults: &mut Faults,
    ) -> Option<StayDecision> {
        let at = |field: &str| format!("{here}/{field}");
        let subject = Subject::find(&self.subject)
            .ok_or_else(|| unknown(&at("subject"), "unknown-subject", "`stay` or `visa`"));
        let decided_on = day(&at("decided_on"), &self.decided_on);
        let until = self.until.as_deref().map(|text| day(&at("until"), text)).transpose();
        let sticker = self.sticker.as_deref().map(|text| {
            let expected = "the number of a visa sticker";
            let read = text.trim().parse().ok();
            read.ok_or_else(|| unknown(&at("sticker"), "not-a-sticker", expected))
        });
        let place = said(&at("place"), &self.place, PLACE_CHARS_MAX);
        let reason = said(&at("reason"), &self.reason, REASON_CHARS_MAX);
        let (subject, decided_on) = (faults.keep(subject), faults.keep(decided_on));
        let (until, sticker) = (faults.keep(until), faults.keep(sticker.transpose()));
        let (place, _) = (faults.keep(place), faults.keep(reason));
        let ruling = until.and_then(|until| self.ruling(here, until, faults));
        match (subject, decided_on, ruling, place, sticker) {
            (Some(subject), Some(decided_on), Some(ruling), Some(place), Some(sticker))
                if faults.is_empty() =>
            {
                let state = lawful.actor.state;
                Some(StayDecision {
                    id: Id::from_uuid(self.decision_id),
                    subject,
                    decision: Decision { decided_on, state, ruling },
                    authority: lawful.actor.office.clone(),
                    place,
                    sticker: sticker.map(|number| (number, state)),
                    recorded_at: microseconds(app.clock.now()),
                })
            }
            _ => None,
        }
    }

    /// The ruling, or everything that is wrong with it.
    fn ruling(&self, here: &str, until: Option<Day>, faults: &mut Faults) -> Option<Ruling> {
        let at = |field: &str| format!("{here}/{field}");
        let ground = |expected| unknown(&at("ground"), "unknown-ground", expected);
        let withdrawal = || {
            let expected = "`return-decision` or `other-decision`";
            WithdrawalGround::find(&self.ground).ok_or_else(|| ground(expected))
        };
        match self.ruling.as_str() {
            "extended" => {
                let expected = "the ground of an extension, as in `force-majeure`";
                let found = ExtensionGround::find(&self.ground).ok_or_else(|| ground(expected));
                let missing = || unknown(&at("until"), "until-missing", "the new last day");
                let (found, until) = (faults.keep(found), faults.keep(until.ok_or_else(missing)));
                Some(Ruling::Extended { until: until?, ground: found? })
            }
            "revoked" => {
                Some(Ruling::Revoked { depart_by: until, ground: faults.keep(withdrawal())? })
            }
            "annulled" => {
                Some(Ruling::Annulled { depart_by: until, ground: faults.keep(withdrawal())? })
            }
            _ => {
                let expected = "`extended`, `revoked` or `annulled`";
                faults.add(unknown(&at("ruling"), "unknown-ruling", expected));
                if self.ground.is_empty() {
                    faults.add(ground("the ground of the decision"));
                }
                None
            }
        }
    }
}

/// PostgreSQL keeps microseconds; a decision reads back as it was recorded.
pub fn microseconds(at: jiff::Timestamp) -> jiff::Timestamp {
    jiff::Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at)
}

/// A day of the calendar.
pub fn day(pointer: &str, text: &str) -> Result<Day, Fault> {
    let expected = "a day of the calendar, as in 2026-07-15";
    text.trim().parse().ok().ok_or_else(|| unknown(pointer, "not-a-day", expected))
}

/// A text that says something and fits.
pub fn said(pointer: &str, text: &str, most: usize) -> Result<String, Fault> {
    // Browsers send the end of a line as two letters.
    let text = text.replace("\r\n", "\n");
    let text = text.trim();
    let fits = !text.is_empty() && text.chars().count() <= most;
    let is_plain = !text.chars().any(|letter| letter.is_control() && letter != '\n');
    if fits && is_plain {
        return Ok(text.to_owned());
    }
    let expected = format!("1 to {most} characters without control characters");
    Err(unknown(pointer, "not-a-text", &expected))
}
