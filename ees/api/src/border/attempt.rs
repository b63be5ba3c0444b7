//! What recording an entry, an exit and a refusal have in common: one transaction on the file of
//! whoever is presented, in which what was done before is not done again.

use ees_desk::checked::{Checked, SUSPENDED_IN_PART};
use ees_domain::biometrics::{Biometrics, MissingWhy, Seen};
use ees_domain::check::{Answered, Hands};
use ees_domain::day::Day;
use ees_domain::fields::{Age, AgeReading};
use ees_domain::file::{Crossing, File, Source};
use ees_domain::presented::Presented;
use ees_domain::refusal::{FormText, document_tells_whose};
use ees_store::{Change, Deed, Movement, NewFile, Number, Outcome, Part, StoreError, Work};
use fnd_core::Id;
use fnd_pg::Failure;
use fnd_web::problem::Problem;
use uuid::Uuid;

use super::next_step::Verified;
use crate::actor::Lawful;
use crate::app::App;
use crate::problem::{id_reused, of_store};

/// Why an attempt failed.
pub(super) enum Failed {
    /// The rules or the request.
    Problem(Problem),
    /// The store.
    Store(StoreError),
}

impl Failed {
    /// Whether the unit of a request that names no file, or this one, is begun once more. A new
    /// file may be overtaken by somebody else's for the same document, and is found the second
    /// time; who worked on the same rows has done so by then.
    pub(super) fn is_worth_a_second(&self, named: Option<Uuid>) -> bool {
        match self {
            Self::Store(StoreError::DocumentOnOtherFile) => named.is_none(),
            Self::Store(StoreError::Database(Failure::Contended(_))) => true,
            Self::Store(_) | Self::Problem(_) => false,
        }
    }
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

/// Ends a unit that recorded nothing on `file`, or could hold none; that somebody learned why is in
/// the log. EES Art. 46(1).
pub(super) async fn noted<T>(
    work: Box<dyn Work>,
    file: Option<Id<File>>,
    failed: Failed,
) -> Result<T, Failed> {
    let refused = match &failed {
        Failed::Problem(problem) => problem.code(),
        Failed::Store(StoreError::DocumentOnOtherFile) => "document-on-other-file",
        Failed::Store(StoreError::Overtaken) => "overtaken",
        Failed::Store(_) => return Err(failed),
    };
    work.commit(Outcome { refused: Some(refused), file, ..Outcome::default() }).await?;
    Err(failed)
}

/// The movement of the same request, which was carried out while this one waited for the file;
/// where there is none, the unit on `file` ends as `failed`.
pub(super) async fn meanwhile(
    mut work: Box<dyn Work>,
    (id, asked): (Id<Crossing>, &str),
    (file, failed): (Option<Id<File>>, Failed),
) -> Result<(Box<dyn Work>, Movement), Failed> {
    match work.find_movement(id, asked).await? {
        Some(movement) => Ok((work, movement)),
        None => noted(work, file, failed).await,
    }
}

/// What the same request did before, as `find` finds it on the file. Where it did nothing that is
/// still there, or another request had its identifier, that identifier is refused. `sent` names the
/// categories of data that are sent once more. EES Art. 46(1)(c).
pub(super) async fn done_before<T>(
    mut work: Box<dyn Work>,
    (movement, sent): (Movement, &'static [&'static str]),
    find: impl FnOnce(&File) -> Option<T> + Send,
) -> Result<T, Failed> {
    let file =
        if movement.same_request { work.file_for_update(movement.file).await? } else { None };
    let found = file.as_ref().and_then(find);
    let refused = found.is_none().then(|| id_reused().code());
    let sent = if found.is_some() { sent } else { &[] };
    let file = Some(movement.file);
    work.commit(Outcome { refused, file, sent, ..Outcome::default() }).await?;
    Ok(found.ok_or_else(id_reused)?)
}

/// What an officer and the crossing point showed of biometric data.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// The age, where the date of birth leaves it open.
    age: Option<Age>,
    /// What was said of the hands.
    hands: Option<Hands>,
    /// Why a human verified the person.
    reason: Option<FormText>,
    /// Whether the crossing point works without biometric functions.
    is_point_without: bool,
}

impl Shown {
    /// What the answers of a check and what it found show.
    pub(super) fn of(answered: &Answered, verified: Option<&Verified>, checked: &Checked) -> Self {
        let is_point_without = checked.warnings.contains(&SUSPENDED_IN_PART);
        Self { is_point_without, ..Self::said(answered, verified) }
    }

    /// What the answers show of a check that nobody repeats.
    pub(super) fn said(answered: &Answered, verified: Option<&Verified>) -> Self {
        Self {
            age: answered.age,
            hands: answered.hands.clone(),
            reason: verified.map(|verified| verified.reason.clone()),
            is_point_without: false,
        }
    }

    /// What an officer says of the hands, and nothing else.
    pub(super) fn of_hands(hands: Option<&Hands>) -> Self {
        Self { hands: hands.cloned(), ..Self::default() }
    }

    /// What was shown on the day of a crossing that came to be recorded by `source`.
    pub(super) fn on(&self, presented: &Presented, (day, source): (Day, Source)) -> Seen {
        let by_birth = AgeReading::on(presented.identity.birth, day);
        let age = match (by_birth, self.age) {
            (AgeReading::Unclear, Some(age)) => AgeReading::Known(age),
            (AgeReading::Known(_) | AgeReading::Unclear, _) => by_birth,
        };
        let why = if source.is_fallback() {
            MissingWhy::Fallback
        } else if self.is_point_without {
            MissingWhy::PointWithout
        } else {
            MissingWhy::NotAvailable
        };
        let regime = presented.regime(day);
        let (hands, reason) = (self.hands.clone(), self.reason.clone());
        Seen { hands, why, reason, ..Seen::plain(regime, age, day) }
    }
}

/// Brings up to date what the file held says of biometric data. EES Art. 14(2), 17(4), 21(3).
pub(super) async fn mark_biometrics(
    work: &mut dyn Work,
    file: &File,
    seen: &Seen,
) -> Result<(), StoreError> {
    let after = file.biometrics.after(seen);
    if after == file.biometrics {
        return Ok(());
    }
    // Why not the officer's words: the history may not keep why prints were impossible for a time.
    let change = Change { deed: Deed::Updated, reason: "Biometric data at a crossing." };
    work.set_biometrics(file, &after, change).await
}

/// Adds what is new about the person; nothing is overwritten. EES Art. 14(2).
pub(super) async fn add_what_is_new(
    work: &mut dyn Work,
    file: &File,
    (presented, number): (&Presented, Number),
    seen: &Seen,
) -> Result<(), StoreError> {
    mark_biometrics(work, file, seen).await?;
    let document = &presented.document;
    if !file.holds_document(document) {
        work.add_document(file, (document, number)).await?;
    } else if number == Number::Searched && was_refused_as_false(file) {
        // What was refused as false may turn out to be the person's own.
        work.lead_by_document(file.id, document).await?;
    }
    if !file.holds_identity(&presented.identity) {
        work.add_identity(file, (&presented.identity, document)).await?;
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
    (presented, seen): (&Presented, &Seen),
    kept_until: Option<Day>,
) -> NewFile {
    let at = app.clock.now();
    NewFile {
        id: Id::from_uuid(app.ids.next(at)),
        regime: seen.regime,
        identity: presented.identity.clone(),
        document: presented.document.clone(),
        number: Number::Searched,
        biometrics: Biometrics::of_new(seen),
        state: lawful.actor.state,
        office: lawful.actor.office.clone(),
        at,
        kept_until,
    }
}
