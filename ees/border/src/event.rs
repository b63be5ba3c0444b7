//! Events as the buffer keeps them: in the form in which the register is told.

use ees_wire::replay::Event;
use fnd_web::problem::Problem;

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
