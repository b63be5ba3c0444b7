//! Events as the buffer keeps them: in the form in which the register is told.

use ees_wire::replay::Event;
use fnd_web::problem::Problem;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::buffer::Body;

/// The bytes of an event.
///
/// # Errors
/// A problem when it is too long for the buffer.
pub fn written(event: &Event) -> Result<Body, Problem> {
    let text = serde_json::to_string(event).ok().ok_or_else(Problem::internal)?;
    Body::text(&text).ok().ok_or_else(Problem::too_large)
}

/// The event of these bytes; `None` when another program wrote them.
pub fn read(body: &Body) -> Option<Event> {
    serde_json::from_str(body.as_text()?).ok()
}

/// What is kept of the register's answer to a message that it does not take.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// What is wrong, for people.
    pub sentence: String,
    /// The record that is open, when that is what is wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_id: Option<Uuid>,
}

impl Remark {
    /// The bytes of it; `None` when it is too long for the buffer.
    pub fn written(&self) -> Option<Body> {
        Body::text(&serde_json::to_string(self).ok()?).ok()
    }

    /// The remark of these bytes; what is none is a sentence.
    pub fn read(body: &Body) -> Self {
        let text = body.as_text().unwrap_or_default();
        let plain = || Self { sentence: text.to_owned(), open_id: None };
        serde_json::from_str(text).unwrap_or_else(|_| plain())
    }
}
