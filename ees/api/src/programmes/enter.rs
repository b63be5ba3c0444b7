//! Entering the notification of a national facilitation programme. EES Art. 16(6), 17(1)(d).

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::file::File;
use ees_domain::programme::{Participation, enter};
use ees_domain::refusal::FormTextError;
use ees_domain::retention::file_kept_until;
use ees_store::Outcome;
use ees_wire::faults::Faults;
use ees_wire::programme as wire;
use ees_wire::text;
use fnd_core::Id;
use fnd_web::etag::IfMatch;
use fnd_web::extract::{Body, Segment};
use fnd_web::problem::{Fault, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::actor::{Call, Lawful, lawful};
use crate::app::{App, Shared};
use crate::border::read_file::{hide, version_tag};
use crate::decisions::add::{day, microseconds};
use crate::inland::check::here;
use crate::problem::{ended, id_reused, of_programme, of_store};
use crate::unit::{as_seen, begin, done, hold};

/// Access to a national facilitation programme of the caller's State.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProgrammeRequest)]
pub struct Request {
    /// The identifier of the notification, chosen by the client (a UUID, best of version 7). A
    /// request that is repeated has the same answer and no further effect.
    pub programme_id: Uuid,
    /// Which programme, as its State names it.
    #[schema(value_type = text::TextOfForm)]
    pub programme: String,
    /// The day on which access was granted or extended.
    #[schema(value_type = text::CalendarDay)]
    pub granted_on: String,
    /// The last day.
    #[schema(value_type = text::CalendarDay)]
    pub until: String,
}

/// A notification that was entered or withdrawn.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ProgrammeReply)]
pub struct Reply {
    /// The file.
    pub file_id: Uuid,
    /// Its new version.
    pub version: i64,
    /// The notification.
    pub programme: wire::Programme,
}

/// A notification as it was entered or withdrawn.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// The version of the file.
    pub version: i64,
    /// The notification.
    pub programme: Participation,
    /// Whether this very request was carried out before.
    pub is_repeated: bool,
}

/// Enters the notification of a facilitation programme in a file.
#[utoipa::path(
    post, path = "/v1/files/{file_id}/programmes", tag = "programmes",
    operation_id = "add_programme",
    params(
        ("file_id" = Uuid, Path, description = "the individual reference number"),
        ("If-Match" = String, Header, description = "the entity tag of the file as it was read"),
    ),
    request_body = Request,
    responses(
        (status = 201, body = Reply, description = "entered",
            headers(("ETag" = String, description = "the new version"))),
        (status = 200, body = Reply, description = "entered before by this very request"),
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
    let purpose = Purpose::Facilitation;
    let lawful = lawful(&app, &call, Action::NotifyProgramme, purpose).await.map_err(hide)?;
    let recorded = add(&app, &lawful, (Id::from_uuid(file_id), &condition), &request).await?;
    Ok(reply(file_id, &recorded, StatusCode::CREATED))
}

/// A notification as it is sent; `done` when it was not so before.
pub(super) fn reply(file_id: Uuid, recorded: &Recorded, done: StatusCode) -> Response {
    let status = if recorded.is_repeated { StatusCode::OK } else { done };
    let tag = version_tag(recorded.version);
    let programme = wire::Programme::of(&recorded.programme);
    (status, tag, Json(Reply { file_id, version: recorded.version, programme })).into_response()
}

/// Enters the notification of `request`, if the file is as the caller saw it.
pub async fn add(
    app: &App,
    lawful: &Lawful,
    (id, condition): (Id<File>, &IfMatch),
    request: &Request,
) -> Result<Recorded, Problem> {
    let made = request.read(app, lawful)?;
    let today = here(app, &lawful.actor)?.day;
    let (work, file) = hold(begin(app, lawful, request).await?, id).await?;
    if let Some(known) = entered_before(&file, &made) {
        let refused = known.as_ref().err().map(Problem::code);
        let outcome = Outcome { file: Some(file.id), refused, ..Outcome::default() };
        work.commit(outcome).await.map_err(of_store)?;
        return known;
    }
    let mut work = as_seen(work, &file, condition).await?;
    if let Err(error) = enter(&file, &made, today, app.check_switches.programmes) {
        return ended(work, Some(file.id), of_programme(&error)).await;
    }
    work.add_programme(&file, &made).await.map_err(of_store)?;
    work.take_over(&file, file_kept_until(&file)).await.map_err(of_store)?;
    done(work, file.id, &["facilitation-programme"]).await?;
    let version = file.version.saturating_add(1);
    Ok(Recorded { version, programme: made, is_repeated: false })
}

/// What this very request did before; a problem when its identifier stands for another.
fn entered_before(file: &File, made: &Participation) -> Option<Result<Recorded, Problem>> {
    let known = file.programme(made.id)?;
    let (entered_at, withdrawn_on) = (known.entered_at, known.withdrawn_on);
    let same = Participation { entered_at, withdrawn_on, ..made.clone() } == *known;
    Some(if same {
        Ok(Recorded { version: file.version, programme: known.clone(), is_repeated: true })
    } else {
        Err(id_reused())
    })
}

impl Request {
    /// The notification, or everything that is wrong with it.
    fn read(&self, app: &App, lawful: &Lawful) -> Result<Participation, Problem> {
        let mut faults = Faults::default();
        let programme = self.programme.parse().map_err(|error: FormTextError| {
            Fault::pointer("/programme", error.code(), error.to_string())
        });
        let programme = faults.keep(programme);
        let granted_on = faults.keep(day("/granted_on", &self.granted_on));
        let until = faults.keep(day("/until", &self.until));
        match (programme, granted_on, until) {
            (Some(programme), Some(granted_on), Some(until)) if faults.is_empty() => {
                Ok(Participation {
                    id: Id::from_uuid(self.programme_id),
                    programme,
                    // The programme is that of the State whose authority enters it.
                    state: lawful.actor.state,
                    granted_on,
                    until,
                    withdrawn_on: None,
                    authority: lawful.actor.office.clone(),
                    entered_at: microseconds(app.clock.now()),
                })
            }
            _ => Err(faults.into()),
        }
    }
}
