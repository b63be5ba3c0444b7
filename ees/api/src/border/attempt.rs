//! What recording an entry and recording a refusal have in common: one transaction on the file of
//! whoever is presented.

use ees_domain::day::Day;
use ees_domain::file::{Crossing, File};
use ees_domain::presented::Presented;
use ees_domain::refusal::document_tells_whose;
use ees_store::{Change, NewFile, Number, Outcome, Part, StoreError, Work};
use fnd_core::Id;
use fnd_web::problem::Problem;
use uuid::Uuid;

use super::next_step::Verified;
use crate::actor::Lawful;
use crate::app::App;
use crate::problem::of_store;

/// Why an attempt failed.
pub(super) enum Failed {
    /// The rules or the request.
    Problem(Problem),
    /// The store.
    Store(StoreError),
}

impl From<Problem> for Failed {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}
impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
impl From<Failed> for Problem {
    fn from(failed: Failed) -> Self {
        match failed {
            Failed::Problem(problem) => problem,
            Failed::Store(error) => of_store(error),
        }
    }
}

/// The person's file, held until the unit ends: the one that is named, or the one that holds the
/// document. A document on another file than the one named is refused.
pub(super) async fn hold(
    work: &mut dyn Work,
    named: Option<Uuid>,
    presented: &Presented,
) -> Result<Option<File>, Failed> {
    let document = &presented.document;
    let by_document = work.find_by_document(&document.number, document.issuer).await?;
    let named = named.map(Id::<File>::from_uuid);
    let Some(id) = named.or(by_document) else { return Ok(None) };
    let Some(file) = work.file_for_update(id).await? else {
        return Err(Problem::not_found().into());
    };
    // A number that was merged leads to the file that was kept, which is the one to compare.
    match by_document {
        Some(found) if found != file.id => Err(StoreError::DocumentOnOtherFile.into()),
        Some(_) | None => Ok(Some(file)),
    }
}

/// Ends a unit in which no file could be held; that somebody learned so is in the log.
/// EES Art. 46(1).
pub(super) async fn noted<T>(work: Box<dyn Work>, failed: Failed) -> Result<T, Failed> {
    let refused = match &failed {
        Failed::Problem(problem) => problem.code(),
        Failed::Store(StoreError::DocumentOnOtherFile) => "document-on-other-file",
        Failed::Store(StoreError::Overtaken) => "overtaken",
        Failed::Store(_) => return Err(failed),
    };
    work.commit(Outcome { refused: Some(refused), ..Outcome::default() }).await?;
    Err(failed)
}

/// Adds what is new about the person; nothing is overwritten. EES Art. 14(2).
pub(super) async fn add_what_is_new(
    work: &mut dyn Work,
    file: &File,
    (presented, number): (&Presented, Number),
) -> Result<(), StoreError> {
    let document = &presented.document;
    if !file.holds_document(document) {
        work.add_document(file, (document, number)).await?;
    } else if number == Number::Searched && was_refused_as_false(file) {
        // What was refused as false may turn out to be the person's own.
        work.lead_by_document(file.id, document).await?;
    }
    if !file.holds_identity(&presented.identity) {
        work.add_identity(file, &presented.identity).await?;
    }
    Ok(())
}

/// Whether the file may hold a document whose number leads to nobody.
fn was_refused_as_false(file: &File) -> bool {
    file.refusals.iter().any(|one| !document_tells_whose(&one.refusal.reasons))
}

/// Keeps how a human verified the person, if one did, in the history of the record.
pub(super) async fn keep_verification(
    work: &mut dyn Work,
    (file, part): ((Id<File>, i64), (Part, Uuid)),
    verified: Option<&Verified>,
) -> Result<(), StoreError> {
    match verified {
        Some(Verified { deed, reason }) => {
            let change = Change { deed: *deed, reason: reason.as_str() };
            work.add_verification(file, part, change).await
        }
        None => Ok(()),
    }
}

/// An entry/exit record as a part of its file.
pub(super) fn of_record(record: Id<Crossing>) -> (Part, Uuid) {
    (Part::Crossing, record.to_uuid())
}

/// The file of somebody who is new, to be kept until `kept_until`. EES Art. 14(4).
pub(super) fn new_file(
    app: &App,
    lawful: &Lawful,
    (presented, day): (&Presented, Day),
    kept_until: Option<Day>,
) -> NewFile {
    let at = app.clock.now();
    NewFile {
        id: Id::from_uuid(app.ids.next(at)),
        regime: presented.regime(day),
        identity: presented.identity.clone(),
        document: presented.document.clone(),
        number: Number::Searched,
        state: lawful.actor.state,
        office: lawful.actor.office.clone(),
        at,
        kept_until,
    }
}
