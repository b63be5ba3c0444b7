//! Putting right what a file says of the person, or seeing what would follow. EES Art. 35(1), (2),
//! (8).

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_domain::file::{Crossing, File, Regime};
use ees_domain::rectification::person::{
    Amend, PersonAmendment, PersonError, amended, doubtful_grounds,
};
use ees_domain::retention::file_kept_until;
use ees_store::{Change, Deed, StoreError, Work};
use ees_wire::faults::{Faults, unknown};
use ees_wire::text;
use ees_wire::traveller::{Document, Identity};
use fnd_core::Id;
use fnd_web::etag::IfMatch;
use fnd_web::extract::{Body, Segment};
use fnd_web::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::actor::{Call, Lawful, lawful};
use crate::app::{App, Shared};
use crate::border::read_file::{hide, version_tag};
use crate::decisions::add::{REASON_CHARS_MAX, said};
use crate::problem::{ended, of_person, of_store};
use crate::unit::{as_seen, begin, done, hold};

/// What of a file is put right; one thing at a time.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PersonRectificationRequest)]
pub struct Request {
    /// `identity`, `document` or `regime`.
    #[schema(value_type = text::PartOfPerson)]
    pub what: String,
    /// Which identity or travel document, 1 for the first of the file; without it a missing one is
    /// added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 1000)]
    pub place: Option<u16>,
    /// The identity as it is; without it the one at `place` is taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<Identity>,
    /// The travel document as it is; without it the one at `place` is taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<Document>,
    /// Under which rules the person enters: `visa-required`, `visa-exempt` or `transit`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<text::RegimeOfFile>)]
    pub regime: Option<String>,
    /// What shows it: a document, its date and who issued it.
    #[schema(min_length = 1, max_length = 2000)]
    pub evidence: String,
    /// Whether nothing is stored, and the answer only says what would follow.
    #[serde(default)]
    pub preview: bool,
}

/// What follows.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = PersonRectificationReply)]
pub struct Reply {
    /// The file.
    pub file_id: Uuid,
    /// Its version: the new one when something was stored.
    pub version: i64,
    /// Whether it is stored.
    pub stored: bool,
    /// The identities of the file then.
    pub identities: Vec<Identity>,
    /// Its travel documents then.
    pub documents: Vec<Document>,
    /// Under which rules the person enters then.
    pub visa_regime: &'static str,
    /// Entry/exit records whose ground does not fit the nationalities then: to be looked at, and
    /// put right on their own where they are wrong.
    pub doubtful_grounds: Vec<Uuid>,
}

/// What follows from putting a file right.
#[derive(Debug, Clone)]
pub struct Followed {
    /// The file as it was.
    pub before: File,
    /// As it is then.
    pub after: File,
    /// Records whose ground does not fit the nationalities then.
    pub doubtful: Vec<Id<Crossing>>,
    /// Whether it is stored.
    pub stored: bool,
}

/// Puts right what a file says of the person, or tells what would follow from it.
#[utoipa::path(
    post, path = "/v1/files/{file_id}/rectifications", tag = "amendments",
    operation_id = "rectify_file",
    params(
        ("file_id" = Uuid, Path, description = "the individual reference number"),
        ("If-Match" = String, Header, description = "the entity tag of the file as it was read"),
    ),
    request_body = Request,
    responses(
        (status = 200, body = Reply, headers(("ETag" = String, description = "the version"))),
        (status = 404, description = "no such file, or none that the caller may know of"),
        (status = 409, description = "does not fit what is on file"),
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
    let lawful = lawful(&app, &call, Action::Rectify, Purpose::Amendment).await.map_err(hide)?;
    let at = (Id::from_uuid(file_id), &condition);
    let followed = put_right(&app, &lawful, at, &request).await?;
    let version = followed.before.version.saturating_add(i64::from(followed.stored));
    let reply = Reply {
        file_id,
        version,
        stored: followed.stored,
        identities: followed.after.identities.iter().map(Identity::of).collect(),
        documents: followed.after.documents.iter().map(Document::of).collect(),
        visa_regime: followed.after.regime.code(),
        doubtful_grounds: followed.doubtful.iter().map(|id| id.to_uuid()).collect(),
    };
    Ok((version_tag(version), Json(reply)).into_response())
}

/// Puts the file right, if it is as the caller saw it; a preview stores nothing.
pub async fn put_right(
    app: &App,
    lawful: &Lawful,
    (file_id, condition): (Id<File>, &IfMatch),
    request: &Request,
) -> Result<Followed, Problem> {
    let (amendment, evidence) = request.read()?;
    let (work, before) = hold(begin(app, lawful, request).await?, file_id).await?;
    let id = before.id;
    let mut work = as_seen(work, &before, condition).await?;
    let after = match amended(&before, &amendment) {
        Ok(after) => after,
        Err(error) => return ended(work, Some(id), of_person(error)).await,
    };
    if work.leaves_nothing(id, &amendment) {
        return ended(work, Some(id), of_person(PersonError::NothingLeft)).await;
    }
    // Whose document it is, a human finds out: two files may be of one person.
    if let Some(problem) = on_other_file(&mut *work, (id, &before), &amendment).await? {
        return ended(work, Some(id), problem).await;
    }
    let stored = !request.preview;
    if stored {
        let kept = keep(&mut *work, (&before, &amendment), &evidence).await;
        kept.map_err(of_store)?;
    }
    let doubtful = doubtful_grounds(&after);
    done(work, id, &["identity", "travel-document", "file-administration"]).await?;
    Ok(Followed { before, after, doubtful, stored })
}

/// The refusal of a travel document by whose number another file is found.
async fn on_other_file(
    work: &mut dyn Work,
    (id, before): (Id<File>, &File),
    amendment: &PersonAmendment,
) -> Result<Option<Problem>, Problem> {
    let PersonAmendment::Document(Amend::Add(document) | Amend::Set(_, document)) = amendment
    else {
        return Ok(None);
    };
    if before.holds_document(document) {
        return Ok(None);
    }
    let found = work.find_by_document(&document.number, document.issuer).await.map_err(of_store)?;
    Ok(found.filter(|file| *file != id).map(|_| of_store(StoreError::DocumentOnOtherFile)))
}

/// Stores the change, and tells the State that was responsible.
async fn keep(
    work: &mut dyn Work,
    (file, amendment): (&File, &PersonAmendment),
    evidence: &str,
) -> Result<(), StoreError> {
    let is_added = matches!(
        amendment,
        PersonAmendment::Identity(Amend::Add(_)) | PersonAmendment::Document(Amend::Add(_))
    );
    let deed = if is_added { Deed::Completed } else { Deed::Rectified };
    work.amend_person(file, amendment, Change { deed, reason: evidence }).await?;
    work.take_over(file, file_kept_until(file)).await
}

impl Request {
    /// What is wanted and what shows it, or everything that is wrong with it.
    fn read(&self) -> Result<(PersonAmendment, String), Problem> {
        let mut faults = Faults::default();
        let amendment = self.amendment(&mut faults);
        let evidence = faults.keep(said("/evidence", &self.evidence, REASON_CHARS_MAX));
        match (amendment, evidence) {
            (Some(amendment), Some(evidence)) if faults.is_empty() => Ok((amendment, evidence)),
            _ => Err(faults.into()),
        }
    }

    fn amendment(&self, faults: &mut Faults) -> Option<PersonAmendment> {
        for (name, is_given) in [
            ("identity", self.identity.is_some()),
            ("document", self.document.is_some()),
            ("regime", self.regime.is_some()),
        ] {
            if is_given && self.what != name {
                let expected = "nothing but what `what` names";
                faults.add(unknown(&format!("/{name}"), "not-asked-for", expected));
            }
        }
        match self.what.as_str() {
            "identity" => {
                let read = |it: &Identity, faults: &mut Faults| it.read("/identity", faults);
                let amend = self.amend(self.identity.as_ref(), read, faults)?;
                Some(PersonAmendment::Identity(amend))
            }
            "document" => {
                let read = |it: &Document, faults: &mut Faults| it.understand("/document", faults);
                let amend = self.amend(self.document.as_ref(), read, faults)?;
                Some(PersonAmendment::Document(amend))
            }
            "regime" => {
                let regime = self.regime.as_deref().and_then(Regime::find);
                let expected = "`visa-required`, `visa-exempt` or `transit`";
                let regime = regime.ok_or_else(|| unknown("/regime", "unknown-regime", expected));
                faults.keep(regime).map(PersonAmendment::Regime)
            }
            _ => {
                let expected = "`identity`, `document` or `regime`";
                faults.add(unknown("/what", "unknown-part", expected));
                None
            }
        }
    }

    /// What becomes of the one at `place`, or what is added.
    fn amend<W, T>(
        &self,
        given: Option<&W>,
        read: impl Fn(&W, &mut Faults) -> Option<T>,
        faults: &mut Faults,
    ) -> Option<Amend<T>> {
        let place = self.place.map(|place| usize::from(place).checked_sub(1));
        match (place, given) {
            (Some(None), _) => {
                faults.add(unknown("/place", PersonError::NoSuchPlace.code(), "1 or more"));
                None
            }
            (Some(Some(place)), Some(given)) => Some(Amend::Set(place, read(given, faults)?)),
            (Some(Some(place)), None) => Some(Amend::TakeAway(place)),
            (None, Some(given)) => Some(Amend::Add(read(given, faults)?)),
            (None, None) => {
                let pointer = format!("/{}", self.what);
                faults.add(unknown(&pointer, "nothing-given", "what is to be added"));
                None
            }
        }
    }
}
