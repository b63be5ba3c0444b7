//! Withdrawing access to a national facilitation programme. EES Art. 16(6); SBC Art. 8d.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::day::Day;
use ees_domain::file::File;
use ees_domain::programme::{Participation, withdraw};
use ees_domain::retention::file_kept_until;
use ees_store::{Change, Deed};
use ees_wire::faults::Faults;
use ees_wire::text;
use fnd_core::Id;
use fnd_web::etag::IfMatch;
use fnd_web::extract::{Body, Segment};
use fnd_web::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::enter::{Recorded, Reply, reply};
use crate::actor::{Call, Lawful, lawful};
use crate::app::{App, Shared};
use crate::border::read_file::hide;
use crate::decisions::add::{REASON_CHARS_MAX, day, said};
use crate::inland::check::here;
use crate::problem::{ended, of_programme, of_store};
use crate::unit::{as_seen, begin, done, hold};

/// That access to a programme was withdrawn.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = WithdrawalRequest)]
pub struct Request {
    /// The day from which access is withdrawn.
    #[schema(value_type = text::CalendarDay)]
    pub withdrawn_on: String,
    /// Why; kept in the history of the file.
    #[schema(min_length = 1, max_length = 2000)]
    pub reason: String,
}

/// Withdraws access to a facilitation programme.
#[utoipa::path(
    post, path = "/v1/files/{file_id}/programmes/{programme_id}/withdrawal", tag = "programmes",
    operation_id = "withdraw_programme",
    params(
        ("file_id" = Uuid, Path, description = "the individual reference number"),
        ("programme_id" = Uuid, Path, description = "the notification"),
        ("If-Match" = String, Header, description = "the entity tag of the file as it was read"),
    ),
    request_body = Request,
    responses(
        (status = 200, body = Reply, description = "withdrawn, now or before from the same day",
            headers(("ETag" = String, description = "the new version"))),
        (status = 404, description = "no such file or notification, or none for the caller"),
        (status = 409, description = "does not fit what is on file"),
        (status = 422, description = "the rules do not allow it"),
    )
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment((file_id, programme_id)): Segment<(Uuid, Uuid)>,
    condition: IfMatch,
    Body(request): Body<Request>,
) -> Result<Response, Problem> {
    let purpose = Purpose::Facilitation;
    let lawful = lawful(&app, &call, Action::NotifyProgramme, purpose).await.map_err(hide)?;
    let what = (Id::from_uuid(file_id), Id::from_uuid(programme_id));
    let recorded = end(&app, &lawful, (what, &condition), &request).await?;
    Ok(reply(file_id, &recorded, StatusCode::OK))
}

/// Withdraws the notification as `request` says, if the file is as the caller saw it.
pub async fn end(
    app: &App,
    lawful: &Lawful,
    ((id, programme), condition): ((Id<File>, Id<Participation>), &IfMatch),
    request: &Request,
) -> Result<Recorded, Problem> {
    let (on, reason) = request.read()?;
    let today = here(app, &lawful.actor)?.day;
    let (work, file) = hold(begin(app, lawful, request).await?, id).await?;
    let Some(before) = file.programme(programme) else {
        return ended(work, Some(file.id), Problem::not_found()).await;
    };
    if before.withdrawn_on == Some(on) && before.state == lawful.actor.state {
        done(work, file.id, &["facilitation-programme"]).await?;
        let programme = before.clone();
        return Ok(Recorded { version: file.version, programme, is_repeated: true });
    }
    let mut work = as_seen(work, &file, condition).await?;
    let after = match withdraw(before, (lawful.actor.state, on), today) {
        Ok(after) => after,
        Err(error) => return ended(work, Some(file.id), of_programme(&error)).await,
    };
    let change = Change { deed: Deed::Withdrawn, reason: &reason };
    work.withdraw_programme(&file, (before, &after), change).await.map_err(of_store)?;
    work.take_over(&file, file_kept_until(&file)).await.map_err(of_store)?;
    done(work, file.id, &["facilitation-programme"]).await?;
    let version = file.version.saturating_add(1);
    Ok(Recorded { version, programme: after, is_repeated: false })
}

impl Request {
    /// The day and the reason, or everything that is wrong with them.
    fn read(&self) -> Result<(Day, String), Problem> {
        let mut faults = Faults::default();
        let on = faults.keep(day("/withdrawn_on", &self.withdrawn_on));
        let reason = faults.keep(said("/reason", &self.reason, REASON_CHARS_MAX));
        match (on, reason) {
            (Some(on), Some(reason)) if faults.is_empty() => Ok((on, reason)),
            _ => Err(faults.into()),
        }
    }
}
