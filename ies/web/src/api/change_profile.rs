//! Changing one's own contact details: what is sent, and nothing else. Statement 7 and 8; R32,
//! R41; A9.
//!
//! The address of mail has a way of its own, and the organisation is changed by whoever looks
//! after users; neither can be named here, and no field says whose details they are.

use axum::extract::State;
use axum::response::Response;
use fnd_web::etag::IfMatch;
use fnd_web::extract::Body;
use fnd_web::problem::{Fault, Problem};
use ies_domain::access::Action;
use ies_domain::person::{ContactCard, ContactInput, FieldError};
use ies_store::Outcome;
use serde::{Deserialize, Deserializer};
use utoipa::ToSchema;

use super::read_profile::{Reply, etag, reply};
use crate::app::Shared;
use crate::call::Call;
use crate::own;
use crate::problem::{of_faults, of_store, sentence};

/// What is to be changed; what is absent stays.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProfileChange)]
pub struct Request {
    /// First name.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = String, required = false)]
    pub first_name: Option<String>,
    /// Last name.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = String, required = false)]
    pub last_name: Option<String>,
    /// Telephone number.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = String, required = false)]
    pub telephone: Option<String>,
    /// Work address, with its lines.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = String, required = false)]
    pub work_address: Option<String>,
    /// Job title.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = String, required = false)]
    pub job_title: Option<String>,
}

/// A text that is there; nothing can be taken away, so `null` is none.
fn given<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    String::deserialize(from).map(Some)
}

/// Personal data stays out of logs.
impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Request(..)")
    }
}

impl Request {
    /// The details of `before` with what was sent; everything that is wrong, each at its place.
    fn over(&self, before: &ContactCard) -> Result<ContactCard, Problem> {
        let or = |sent: &'_ Option<String>, stored: &str| {
            sent.clone().unwrap_or_else(|| stored.to_owned())
        };
        let input = ContactInput {
            first_name: &or(&self.first_name, before.first_name.as_str()),
            last_name: &or(&self.last_name, before.last_name.as_str()),
            email: before.email.as_str(),
            telephone: &or(&self.telephone, before.telephone.as_str()),
            work_address: &or(&self.work_address, before.work_address.as_str()),
            organisation: before.organisation.as_str(),
            job_title: &or(&self.job_title, before.job_title.as_str()),
        };
        ContactCard::read(&input).map_err(|errors| of_faults(errors.iter().map(fault)))
    }
}

fn fault(error: &FieldError) -> Fault {
    let (field, code) = error.codes();
    Fault::pointer(format!("/{}", field.replace('-', "_")), code, sentence(error))
}

/// Changes one's own contact details.
#[utoipa::path(
    patch, path = "/v1/me", tag = "own", operation_id = "change_profile",
    params(("If-Match" = String, Header, description = "the version that was read")),
    request_body = Request,
    responses(
        (status = 200, body = Reply, headers(("ETag" = String, description = "the new version"))),
        (status = 409, description = "somebody else changed it at the same moment"),
    )
)]
pub async fn handler(
    State(app): State<Shared>,
    call: Call,
    condition: IfMatch,
    Body(request): Body<Request>,
) -> Result<Response, Problem> {
    let (lawful, mut unit) = own::open(&app, &call, Action::EditOwnProfile).await?;
    let account = unit.account().await.map_err(of_store)?;
    let (before, version) = unit.card().await.map_err(of_store)?;
    let after = condition.check(&etag(version)).and_then(|()| request.over(&before));
    let after = match after {
        Ok(after) => after,
        Err(problem) => {
            let object = Some(account.account.id.to_uuid());
            unit.end(Outcome::refused(problem.code(), object)).await.map_err(of_store)?;
            return Err(problem);
        }
    };
    let cards = ((&before, &after), version);
    own::change(&call, &lawful, &mut unit, (&account, cards)).await?;
    let stored = unit.card().await.map_err(of_store)?;
    own::end(&call, &lawful, unit).await?;
    app.jobs.wake();
    reply(&call, &stored)
}
