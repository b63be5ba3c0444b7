//! Opening a case of amendment. EES Art. 35(1) to (3), (5), (6).

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use ees_domain::access::Action;
use ees_domain::amendment::{Amendment, Concerned, Stage, Wish, check_open};
use ees_domain::authority::Purpose;
use ees_domain::day::Day;
use ees_domain::file::File;
use ees_store::notices::CASE_WAITS;
use ees_store::{Case, Work};
use ees_wire::faults::{Faults, unknown};
use ees_wire::text;
use fnd_core::{CountryCode, Id};
use fnd_web::extract::{Body, Segment};
use fnd_web::problem::{Fault, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::sent::{self, urgent_since};
use crate::actor::{Call, Lawful, lawful};
use crate::app::{App, Shared};
use crate::border::read_file::hide;
use crate::decisions::add::{REASON_CHARS_MAX, day, microseconds, said};
use crate::inland::check::here;
use crate::problem::{ended, id_reused, of_amendment, of_store};
use crate::unit::{begin, done, hold};

/// A case to be opened.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CaseRequest)]
pub struct Request {
    /// The identifier of the case, chosen by the client (a UUID, best of version 7). A request
    /// that is repeated has the same answer and no further effect.
    pub case_id: Uuid,
    /// What is to be done.
    #[schema(value_type = text::WishOfCase)]
    pub wish: String,
    /// With `naturalised` and `out-of-scope`, the State whose nationality, permit or long-stay
    /// visa was acquired.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<text::StateCode>)]
    pub acquired_of: Option<String>,
    /// The entry/exit record it is about; without it and `refusal_id` it is about the whole file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crossing_id: Option<Uuid>,
    /// The refusal of entry it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal_id: Option<Uuid>,
    /// When the person turned to the authority, or the authority found it; today when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<text::CalendarDay>)]
    pub raised_on: Option<String>,
    /// What the person says, or what was found, and what shows it.
    #[schema(min_length = 1, max_length = 2000)]
    pub said: String,
}

/// Opens a case of amendment on a file. The State whose step is next has a notice of it, when it
/// is another one.
#[utoipa::path(
    post, path = "/v1/files/{file_id}/amendments", tag = "amendments", operation_id = "open_case",
    params(("file_id" = Uuid, Path, description = "the individual reference number")),
    request_body = Request,
    responses(
        (status = 201, body = sent::Case, description = "opened"),
        (status = 200, body = sent::Case, description = "opened before by this very request"),
        (status = 404, description = "no such file, or none that the caller may know of"),
        (status = 409, description = "does not fit what is on file, or the id was used before"),
        (status = 422, description = "the rules do not allow it"),
    )
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    Segment(file_id): Segment<Uuid>,
    Body(request): Body<Request>,
) -> Result<Response, Problem> {
    let lawful = lawful(&app, &call, Action::OpenCase, Purpose::Amendment).await.map_err(hide)?;
    let (case, is_repeated) = open(&app, &lawful, Id::from_uuid(file_id), &request).await?;
    let status = if is_repeated { StatusCode::OK } else { StatusCode::CREATED };
    let today = here(&app, &lawful.actor)?.day;
    Ok((status, Json(sent::Case::of(&case, today))).into_response())
}

/// Opens the case; answers it, and whether this very request had opened it before.
pub async fn open(
    app: &App,
    lawful: &Lawful,
    file_id: Id<File>,
    request: &Request,
) -> Result<(Case, bool), Problem> {
    let today = here(app, &lawful.actor)?.day;
    let draft = request.read(today)?;
    let (mut work, file) = hold(begin(app, lawful, request).await?, file_id).await?;
    let file_id = file.id;
    // What is about a record goes with the record, also when files that were merged are parted.
    let home = match draft.concerned {
        Concerned::File => file_id,
        Concerned::Crossing(record) => work.home_of_part(file_id, record.to_uuid()),
        Concerned::Refusal(refusal) => work.home_of_part(file_id, refusal.to_uuid()),
    };
    let case = draft.case((app, lawful), (&file, home));
    let known = work.find_case(file_id, case.amendment.id).await.map_err(of_store)?;
    if let Some(known) = known {
        return repeated(work, known, &case).await;
    }
    if let Err(error) = check_open(&case.amendment, &file, today) {
        return ended(work, Some(file_id), of_amendment(&error)).await;
    }
    // An identifier that stands for a case on another file is found when the row is added.
    work.add_case(&case).await.map_err(of_store)?;
    if let Some(state) = case.amendment.told() {
        work.add_notice(CASE_WAITS, (state, file_id)).await.map_err(of_store)?;
    }
    done(work, file_id, &["amendment-case", "amendment-words"]).await?;
    Ok((case, false))
}

/// What the same request did before, whatever has become of the case since.
async fn repeated(work: Box<dyn Work>, known: Case, made: &Case) -> Result<(Case, bool), Problem> {
    let file = known.amendment.file;
    let what = |case: &Case| {
        let one = &case.amendment;
        (one.concerned, one.wish, one.raised_by, one.raised_on, case.said.clone())
    };
    if what(&known) != what(made) {
        return ended(work, Some(file), id_reused()).await;
    }
    done(work, file, &["amendment-case", "amendment-words"]).await?;
    Ok((known, true))
}

/// A case as it was read.
struct Draft {
    id: Uuid,
    concerned: Concerned,
    wish: Wish,
    raised_on: Day,
    said: String,
}

impl Draft {
    fn case(self, (app, lawful): (&App, &Lawful), (file, home): (&File, Id<File>)) -> Case {
        let amendment = Amendment {
            id: Id::from_uuid(self.id),
            file: home,
            concerned: self.concerned,
            wish: self.wish,
            raised_by: lawful.actor.state,
            raised_on: self.raised_on,
            responsible: file.responsible_state,
            asked_on: None,
            stage: Stage::Open,
            vis: None,
        };
        Case {
            urgent_since: urgent_since(&amendment),
            amendment,
            opened_at: microseconds(app.clock.now()),
            authority: lawful.actor.office.clone(),
            file_version: file.version,
            said: Some(self.said),
            answer: None,
            failing: None,
        }
    }
}

impl Request {
    /// The case, or everything that is wrong with it.
    fn read(&self, today: Day) -> Result<Draft, Problem> {
        let mut faults = Faults::default();
        let wish = faults.keep(self.wish());
        let raised_on = self.raised_on.as_deref().map_or(Ok(today), |text| day("/raised_on", text));
        let raised_on = faults.keep(raised_on);
        let said = faults.keep(said("/said", &self.said, REASON_CHARS_MAX));
        let concerned = match (self.crossing_id, self.refusal_id) {
            (None, None) => Concerned::File,
            (Some(id), None) => Concerned::Crossing(Id::from_uuid(id)),
            (None, Some(id)) => Concerned::Refusal(Id::from_uuid(id)),
            (Some(_), Some(_)) => {
                faults.add(unknown("/refusal_id", "two-records", "one record, or none"));
                Concerned::File
            }
        };
        match (wish, raised_on, said) {
            (Some(wish), Some(raised_on), Some(said)) if faults.is_empty() => {
                Ok(Draft { id: self.case_id, concerned, wish, raised_on, said })
            }
            _ => Err(faults.into()),
        }
    }

    fn wish(&self) -> Result<Wish, Fault> {
        let is_known = Wish::CODES.contains(&self.wish.as_str());
        if !is_known {
            return Err(unknown("/wish", "unknown-wish", "what is to be done, as in `rectify`"));
        }
        let state: Option<CountryCode> = match self.acquired_of.as_deref() {
            None => None,
            Some(code) => {
                let expected = "three letters, as in ROU";
                let read = code.trim().parse().ok();
                Some(read.ok_or_else(|| unknown("/acquired_of", "unknown-state", expected))?)
            }
        };
        let expected = "a State with `naturalised` and `out-of-scope`, and none otherwise";
        Wish::find(&self.wish, state)
            .ok_or_else(|| unknown("/acquired_of", "state-not-fitting", expected))
    }
}
