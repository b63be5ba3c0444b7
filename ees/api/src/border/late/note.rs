//! What officers did with passages that wait at a crossing point, as rows of the log. Nothing in
//! the register changes by it.

use ees_domain::access::Action;
use ees_domain::authority::Purpose;
use ees_store::Outcome;
use ees_wire::replay::Deed;
use ees_wire::text::instant;
use fnd_web::problem::Problem;
use jiff::Timestamp;
use serde_json::json;

use crate::actor::{Call, lawful};
use crate::app::App;
use crate::problem::{of_store, of_value};

/// Characters of a reason at most.
const REASON_LETTERS_MAX: usize = 500;
/// How a passage ended that was withdrawn where it waited; the outcome of its row.
const WITHDRAWN: &str = "withdrawn";

/// Logs a deed that was done `at`. One that is sent twice has two rows that name the same passage.
///
/// Law: EES Art. 21(3), 43(2)(g), 46(1): a passage that somebody let happen does not vanish unseen,
/// and neither does who looked at it.
pub async fn deed(app: &App, call: &Call, (at, deed): (Timestamp, &Deed)) -> Result<(), Problem> {
    let (record, purpose) = match deed.passage.as_str() {
        "entry" => (Action::RecordEntry, Purpose::BorderEntry),
        "exit" => (Action::RecordExit, Purpose::BorderExit),
        "refusal" => (Action::RefuseEntry, Purpose::BorderRefusal),
        _ => {
            let expected = "expected `entry`, `exit` or `refusal`";
            return Err(of_value("/deed/passage", "not-allowed", expected));
        }
    };
    if instant(&deed.passage_at).is_none() {
        let expected = "expected an instant of RFC 3339";
        return Err(of_value("/deed/passage_at", "not-an-instant", expected));
    }
    if REASON_LETTERS_MAX < deed.reason.chars().count() {
        let expected = format!("expected at most {REASON_LETTERS_MAX} characters");
        return Err(of_value("/deed/reason", "reason-too-long", expected));
    }
    let (action, refused) = match deed.what.as_str() {
        "withdrawn" => (record, Some(WITHDRAWN)),
        "looked-at" => (Action::ReadFile, None),
        _ => {
            let expected = "expected `withdrawn` or `looked-at`";
            return Err(of_value("/deed/what", "not-allowed", expected));
        }
    };
    let lawful = lawful(app, call, action, purpose).await?;
    let asked = json!({ "at": at.to_string(), "deed": deed }).to_string();
    let work = app.register.begin(lawful.access(app, asked)).await.map_err(of_store)?;
    work.commit(Outcome { refused, ..Outcome::default() }).await.map_err(of_store)
}
