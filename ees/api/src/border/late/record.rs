//! Recording a late entry and a late exit, each once.

use ees_domain::biometrics::Seen;
use ees_domain::crossing::{Arrival, Departure};
use ees_domain::file::{Crossing, File};
use ees_domain::late::{LateError, Placed, place_entry, place_exit};
use ees_domain::point::{Passage, Zones};
use ees_domain::presented::Presented;
use ees_domain::scope::Scope;
use ees_store::{Number, Outcome, StoreError, Work};
use ees_wire::check::Answers;
use ees_wire::passage::{EntryRequest, ExitRequest};
use ees_wire::problem::of_late;
use fnd_core::Id;
use fnd_web::problem::Problem;

use super::super::attempt::{
    Failed, Shown, add_what_is_new, hold, keep_verification, meanwhile, noted, of_record,
};
use super::super::next_step::{Verified, Wanted, decision_is_another, is_somebody_else};
use super::super::record_entry::create;
use super::super::record_exit::named_alone;
use super::fits::{at_entry, at_exit};
use super::{Late, Passed, Refused, end, kept_with, repeated, store};
use crate::app::App;
use crate::problem::{of_fields, of_ground, of_store, of_value, out_of_scope};

/// Records a late entry.
pub async fn entry(app: &App, late: &Late, request: &EntryRequest) -> Result<Passed, Refused> {
    not_dated(request.at.as_deref())?;
    let passage = late.passage(app, request.point.as_deref())?;
    let presented = request.traveller.read(passage.day)?.presented;
    let verified = said(Wanted::Entry, request.answers.as_ref())?;
    if let Scope::Out(reason) = presented.scope(&passage.point, passage.day) {
        return Err(out_of_scope(reason.article()).into());
    }
    let this = (&presented, &passage, verified.as_ref());
    let done = match enter(app, late, request, this).await {
        Err(failed) if failed.is_worth_a_second(request.file_id) => {
            enter(app, late, request, this).await
        }
        done => done,
    };
    match done.map_err(Problem::from)? {
        Entered::Passed(passed) => Ok(passed),
        Entered::Refused(refused) => Err(refused),
    }
}

/// How recording an entry ended, when the store did not fail.
enum Entered {
    /// It is recorded.
    Passed(Passed),
    /// The rules stand against it, which is logged.
    Refused(Refused),
}

/// One transaction.
async fn enter(
    app: &App,
    late: &Late,
    request: &EntryRequest,
    (presented, passage, verified): (&Presented, &Passage, Option<&Said>),
) -> Result<Entered, Failed> {
    // In the form in which it is sent when the register answers, so that a request whose answer
    // was lost is known again.
    let asked = serde_json::to_string(request).unwrap_or_default();
    let mut work = app.register.begin(late.access(app, &asked)).await?;
    let id = Id::from_uuid(request.crossing_id);
    if let Some(movement) = work.find_movement(id, &asked).await? {
        return repeated(work, movement).await.map(Entered::Passed);
    }
    if let Err(problem) = late.must_be_dated() {
        return noted(work, None, problem.into()).await;
    }
    let file = match hold(&mut *work, request.file_id, presented).await {
        Ok(file) => file,
        Err(failed) => return noted(work, None, failed).await,
    };
    if let Err(failed) = must_be_the_person(verified, file.as_ref()) {
        return noted(work, None, failed).await;
    }
    let arrival = match arrival(app, late, request, (presented, passage)) {
        Ok(arrival) => arrival,
        Err(problem) => return noted(work, file.map(|file| file.id), problem.into()).await,
    };
    let records = file.as_ref().map_or(&[][..], |file| &file.crossings);
    let rules: (&dyn Zones, _) = (&app.points, app.switches);
    let placed = match place_entry(records, arrival, app.clock.now(), rules) {
        Ok(placed) => placed,
        Err(error) => {
            // The same request may have been carried out while this one waited for the file.
            if let Some(movement) = work.find_movement(id, &asked).await? {
                return repeated(work, movement).await.map(Entered::Passed);
            }
            let problem = of_late(&error);
            let file = file.map(|file| file.id);
            let outcome = Outcome { refused: Some(problem.code()), file, ..Outcome::default() };
            work.commit(outcome).await?;
            return Ok(Entered::Refused(Refused { problem, open: open(&error) }));
        }
    };
    let own = placed.own;
    let version = file.as_ref().map_or(1, |file| file.version.saturating_add(1));
    // With a file that is only made now nobody was compared.
    let compared = verified.filter(|_| file.is_some());
    let seen = shown(verified).on(presented, (passage.day, late.source));
    let wrong = at_entry(file.as_ref(), (presented, &seen), &placed);
    if !wrong.is_empty() {
        return noted(work, file.map(|file| file.id), of_fields(&wrong).into()).await;
    }
    let file = if let Some(file) = file {
        add_what_is_new(work.as_mut(), &file, (presented, Number::Searched), &seen).await?;
        let home = work.home_of(file.id, &presented.document);
        store(work.as_mut(), (&file, home), &placed, late.change()).await?;
        work.touch(file.id, kept_with(&file, &placed)).await?;
        file.id
    } else {
        let first = placed.records.first().ok_or_else(Problem::internal)?;
        let made = create(app, work.as_mut(), &late.lawful, ((presented, &seen), first)).await?;
        work.add_crossing(made, first).await?;
        made
    };
    keep(work.as_mut(), ((file, version), own), compared).await?;
    work.add_movement(id, (file, own), &asked).await?;
    end(work, (file, own)).await.map(Entered::Passed)
}

/// The record whose exit somebody has to enter, or to say that it was never recorded.
const fn open(error: &LateError) -> Option<Id<Crossing>> {
    match error {
        LateError::AlreadyInside { crossing, .. } => Some(*crossing),
        LateError::DateInFuture
        | LateError::WithinAnotherStay { .. }
        | LateError::NoOpenEntry
        | LateError::ExitBeforeEntry
        | LateError::Calculation(_) => None,
    }
}

fn arrival(
    app: &App,
    late: &Late,
    request: &EntryRequest,
    (presented, passage): (&Presented, &Passage),
) -> Result<Arrival, Problem> {
    Ok(Arrival {
        id: Id::from_uuid(request.crossing_id),
        passage: passage.clone(),
        authority: late.lawful.actor.office.clone(),
        ground: presented.ground(passage.day).map_err(of_ground)?,
        supersedes: request.supersedes.map(Id::from_uuid),
        source: late.source,
        zone: app.points.zone(&passage.point),
    })
}

/// Records a late exit.
pub async fn exit(app: &App, late: &Late, request: &ExitRequest) -> Result<Passed, Refused> {
    not_dated(request.at.as_deref())?;
    let passage = late.passage(app, request.point.as_deref())?;
    let presented = match &request.traveller {
        Some(traveller) => Some(traveller.read(passage.day)?.presented),
        None => None,
    };
    if let Some(Scope::Out(reason)) =
        presented.as_ref().map(|presented| presented.scope(&passage.point, passage.day))
    {
        return Err(out_of_scope(reason.article()).into());
    }
    let whose = presented.as_ref();
    let verified = said(Wanted::Exit, request.answers.as_ref())?;
    let this = (whose, &passage, verified.as_ref());
    let done = match leave(app, late, request, this).await {
        Err(failed) if failed.is_worth_a_second(request.file_id) => {
            leave(app, late, request, this).await
        }
        done => done,
    };
    Ok(done.map_err(Problem::from)?)
}

/// An entry that is shown is looked at by an officer, and not entered from a buffer.
fn must_be_plain(request: &ExitRequest) -> Result<(), Problem> {
    let expected = "an entry that is shown is recorded at the desk, once the register answers";
    if request.entry.is_none() {
        return Ok(());
    }
    Err(of_value("/entry", "entry-not-late", expected))
}

/// One transaction.
async fn leave(
    app: &App,
    late: &Late,
    request: &ExitRequest,
    (presented, passage, verified): (Option<&Presented>, &Passage, Option<&Said>),
) -> Result<Passed, Failed> {
    let asked = serde_json::to_string(request).unwrap_or_default();
    let mut work = app.register.begin(late.access(app, &asked)).await?;
    let id = Id::from_uuid(request.exit_id);
    if let Some(movement) = work.find_movement(id, &asked).await? {
        return repeated(work, movement).await;
    }
    if let Err(problem) = late.must_be_dated().and_then(|()| must_be_plain(request)) {
        return noted(work, None, problem.into()).await;
    }
    let held = match (request.file_id, presented) {
        (named, Some(presented)) => hold(&mut *work, named, presented).await,
        (Some(named), None) => named_alone(&mut *work, Id::from_uuid(named)).await,
        (None, None) => Ok(None),
    };
    let held = match held {
        Ok(held) => held,
        Err(failed) => return noted(work, None, failed).await,
    };
    if let Err(failed) = must_be_the_person(verified, held.as_ref()) {
        return noted(work, None, failed).await;
    }
    let entry_unknown = request.entry_unknown;
    let source = late.source;
    let ground = presented.and_then(|presented| presented.ground(passage.day).ok());
    let departure = Departure { id, passage: passage.clone(), entry_unknown, ground, source };
    let visa = presented.and_then(|presented| presented.visa.as_ref());
    let records = held.as_ref().map_or(&[][..], |file| &file.crossings);
    let rules: (&dyn Zones, _) = (&app.points, app.switches);
    let placed = match place_exit(records, (departure, visa), app.clock.now(), rules) {
        Ok(placed) => placed,
        Err(error) => {
            let failed = (held.map(|file| file.id), of_late(&error).into());
            let (work, movement) = meanwhile(work, (id, &asked), failed).await?;
            return repeated(work, movement).await;
        }
    };
    let seen = |whose: &Presented| shown(verified).on(whose, (passage.day, late.source));
    let seen = presented.map(seen);
    let whose = presented.zip(seen.as_ref());
    let wrong = at_exit(held.as_ref(), whose, &placed);
    if !wrong.is_empty() {
        return noted(work, held.map(|file| file.id), of_fields(&wrong).into()).await;
    }
    let own = placed.own;
    let version = held.as_ref().map_or(1, |file| file.version.saturating_add(1));
    let compared = verified.filter(|_| held.is_some());
    let file = match (held, whose, placed.records.first()) {
        (Some(file), ..) => on_file(work.as_mut(), &file, (whose, &placed), late).await?,
        // Law: EES Art. 20: somebody of whom nothing is on file leaves.
        (None, Some(whose), Some(first)) => {
            let made = create(app, work.as_mut(), &late.lawful, (whose, first)).await?;
            work.add_crossing(made, first).await?;
            made
        }
        (None, ..) => return noted(work, None, Problem::not_found().into()).await,
    };
    keep(work.as_mut(), ((file, version), own), compared).await?;
    work.add_movement(id, (file, own), &asked).await?;
    end(work, (file, own)).await
}

/// Stores a late exit on the file held, with what is new about the person who was presented.
async fn on_file(
    work: &mut dyn Work,
    file: &File,
    (whose, placed): (Option<(&Presented, &Seen)>, &Placed),
    late: &Late,
) -> Result<Id<File>, StoreError> {
    let home = match whose {
        None => file.id,
        Some((presented, seen)) => {
            add_what_is_new(work, file, (presented, Number::Searched), seen).await?;
            work.home_of(file.id, &presented.document)
        }
    };
    store(work, (file, home), placed, late.change()).await?;
    work.touch(file.id, kept_with(file, placed)).await?;
    Ok(file.id)
}

/// What the officer said in a check that nobody repeats.
struct Said {
    /// What of it is kept with the record.
    verified: Option<Verified>,
    /// What was shown of biometric data.
    shown: Shown,
    /// Whether the person was found to be nobody whom a file is about.
    is_somebody_else: bool,
}

/// What the officer answered while the register could not be reached. EES Art. 21, 23(2).
fn said(wanted: Wanted, answers: Option<&Answers>) -> Result<Option<Said>, Problem> {
    let Some(answers) = answers else { return Ok(None) };
    let answered = answers.read()?;
    if answered.decision.as_ref().is_some_and(|decision| !wanted.is_decided_by(decision)) {
        return Err(decision_is_another());
    }
    let is_somebody_else = is_somebody_else(&answered);
    let verified = Verified::by(&answered);
    let shown = Shown::said(&answered, verified.as_ref());
    Ok(Some(Said { verified, shown, is_somebody_else }))
}

fn shown(said: Option<&Said>) -> Shown {
    said.map(|said| said.shown.clone()).unwrap_or_default()
}

/// Who was found to be nobody on file is not recorded on the file that holds the document; a
/// human decides.
fn must_be_the_person(said: Option<&Said>, file: Option<&File>) -> Result<(), Failed> {
    let is_somebody_else = said.is_some_and(|said| said.is_somebody_else);
    if is_somebody_else && file.is_some() {
        // Nothing is found by trying once more.
        return Err(of_store(StoreError::DocumentOnOtherFile).into());
    }
    Ok(())
}

async fn keep(
    work: &mut dyn Work,
    (file, record): ((Id<File>, i64), Id<Crossing>),
    said: Option<&Said>,
) -> Result<(), StoreError> {
    keep_verification(work, (file, of_record(record)), said.and_then(|said| said.verified.as_ref()))
        .await
}

/// When it took place stands at the event and nowhere else.
fn not_dated(at: Option<&str>) -> Result<(), Problem> {
    match at {
        None => Ok(()),
        Some(_) => Err(of_value("/at", "dated-twice", "name the instant at the event alone")),
    }
}
