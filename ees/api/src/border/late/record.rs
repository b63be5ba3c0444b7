//! Recording a late entry and a late exit, each once.

use ees_domain::crossing::{Arrival, Departure};
use ees_domain::file::File;
use ees_domain::late::{LateError, Placed, place_entry, place_exit};
use ees_domain::point::{Passage, Zones};
use ees_domain::presented::Presented;
use ees_domain::scope::Scope;
use ees_store::{Number, StoreError, Work};
use ees_wire::passage::{EntryRequest, ExitRequest};
use ees_wire::problem::of_late;
use fnd_core::Id;
use fnd_web::problem::Problem;

use super::super::attempt::{Failed, Shown, add_what_is_new, hold, noted};
use super::super::record_entry::create;
use super::{Late, Passed, end, refuse, repeated, store};
use crate::app::App;
use crate::problem::{of_ground, of_value, out_of_scope};

/// Records a late entry.
pub async fn entry(app: &App, late: &Late, request: &EntryRequest) -> Result<Passed, Problem> {
    not_dated(request.at.as_deref())?;
    let passage = late.passage(app, request.point.as_deref())?;
    let presented = request.traveller.read(passage.day)?.presented;
    if let Scope::Out(reason) = presented.scope(&passage.point, passage.day) {
        return Err(out_of_scope(reason.article()));
    }
    // A new file may be overtaken by somebody else's for the same document; the second time it
    // is found.
    match enter(app, late, request, (&presented, &passage)).await {
        Err(Failed::Store(StoreError::DocumentOnOtherFile)) if request.file_id.is_none() => {
            enter(app, late, request, (&presented, &passage)).await
        }
        done => done,
    }
    .map_err(Problem::from)
}

/// One transaction.
async fn enter(
    app: &App,
    late: &Late,
    request: &EntryRequest,
    (presented, passage): (&Presented, &Passage),
) -> Result<Passed, Failed> {
    // In the form in which it is sent when the register answers, so that a request whose answer
    // was lost is known again.
    let asked = serde_json::to_string(request).unwrap_or_default();
    let mut work = app.register.begin(late.access(app, &asked)).await?;
    let id = Id::from_uuid(request.crossing_id);
    if let Some(movement) = work.find_movement(id, &asked).await? {
        return repeated(work, movement).await;
    }
    let file = match hold(&mut *work, request.file_id, presented).await {
        Ok(file) => file,
        Err(failed) => return noted(work, failed).await,
    };
    let arrival = match arrival(app, late, request, (presented, passage)) {
        Ok(arrival) => arrival,
        Err(problem) => return refuse(work, file.map(|file| file.id), problem).await,
    };
    let placed = match place(app, late, file.as_ref(), arrival) {
        Ok(placed) => placed,
        Err(error) => {
            // The same request may have been carried out while this one waited for the file.
            if let Some(movement) = work.find_movement(id, &asked).await? {
                return repeated(work, movement).await;
            }
            return refuse(work, file.map(|file| file.id), of_late(&error)).await;
        }
    };
    let own = placed.own;
    let shown = Shown::of_late(request.answers.as_ref());
    let seen = shown.on(presented, (passage.day, late.source));
    let file = if let Some(file) = file {
        add_what_is_new(work.as_mut(), &file, (presented, Number::Searched), &seen).await?;
        store(work.as_mut(), &file, &placed, late.change()).await?;
        file.id
    } else {
        let first = placed.records.first().ok_or_else(Problem::internal)?;
        let made = create(app, work.as_mut(), &late.lawful, ((presented, &seen), first)).await?;
        work.add_crossing(made, first).await?;
        made
    };
    work.add_movement(id, (file, own), &asked).await?;
    end(work, (file, own)).await
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

/// Places the entry; with the confirmation of a human, past an entry that is still open.
fn place(
    app: &App,
    late: &Late,
    file: Option<&File>,
    arrival: Arrival,
) -> Result<Placed, LateError> {
    let records = file.map_or(&[][..], |file| &file.crossings);
    let rules: (&dyn Zones, _) = (&app.points, app.switches);
    let now = app.clock.now();
    match place_entry(records, arrival.clone(), now, rules) {
        Err(LateError::AlreadyInside { crossing, .. }) if late.exit_missing => {
            let supersedes = Some(crossing);
            place_entry(records, Arrival { supersedes, ..arrival }, now, rules)
        }
        placed => placed,
    }
}

/// Records a late exit.
pub async fn exit(app: &App, late: &Late, request: &ExitRequest) -> Result<Passed, Problem> {
    not_dated(request.at.as_deref())?;
    let passage = late.passage(app, request.point.as_deref())?;
    let presented = match &request.traveller {
        Some(traveller) => Some(traveller.read(passage.day)?.presented),
        None => None,
    };
    if let Some(Scope::Out(reason)) =
        presented.as_ref().map(|presented| presented.scope(&passage.point, passage.day))
    {
        return Err(out_of_scope(reason.article()));
    }
    let whose = presented.as_ref();
    match leave(app, late, request, (whose, passage.clone())).await {
        Err(Failed::Store(StoreError::DocumentOnOtherFile)) => {
            leave(app, late, request, (whose, passage)).await
        }
        done => done,
    }
    .map_err(Problem::from)
}

/// One transaction.
async fn leave(
    app: &App,
    late: &Late,
    request: &ExitRequest,
    (presented, passage): (Option<&Presented>, Passage),
) -> Result<Passed, Failed> {
    let asked = serde_json::to_string(request).unwrap_or_default();
    let mut work = app.register.begin(late.access(app, &asked)).await?;
    let id = Id::from_uuid(request.exit_id);
    if let Some(movement) = work.find_movement(id, &asked).await? {
        return repeated(work, movement).await;
    }
    let found = whose(work.as_mut(), request, presented).await?;
    let held = match found {
        Some(found) => work.file_for_update(found).await?,
        None => None,
    };
    if request.file_id.is_some() && held.is_none() {
        return refuse(work, None, Problem::not_found()).await;
    }
    let entry_unknown = request.entry_unknown;
    let departure = Departure { id, passage: passage.clone(), entry_unknown, source: late.source };
    let records = held.as_ref().map_or(&[][..], |file| &file.crossings);
    let rules: (&dyn Zones, _) = (&app.points, app.switches);
    let placed = match place_exit(records, departure, app.clock.now(), rules) {
        Ok(placed) => placed,
        Err(error) => {
            if let Some(movement) = work.find_movement(id, &asked).await? {
                return repeated(work, movement).await;
            }
            return refuse(work, held.map(|file| file.id), of_late(&error)).await;
        }
    };
    let own = placed.own;
    let file = match (held, presented, placed.records.first()) {
        (Some(file), ..) => {
            store(work.as_mut(), &file, &placed, late.change()).await?;
            file.id
        }
        // Law: EES Art. 20: somebody of whom nothing is on file leaves.
        (None, Some(presented), Some(first)) => {
            let shown = Shown::of_late(request.answers.as_ref());
            let seen = shown.on(presented, (passage.day, late.source));
            let of = ((presented, &seen), first);
            let made = create(app, work.as_mut(), &late.lawful, of).await?;
            work.add_crossing(made, first).await?;
            made
        }
        (None, ..) => return refuse(work, None, Problem::not_found()).await,
    };
    work.add_movement(id, (file, own), &asked).await?;
    end(work, (file, own)).await
}

/// The file of who leaves: the one that is named, or the one that holds the document.
async fn whose(
    work: &mut dyn Work,
    request: &ExitRequest,
    presented: Option<&Presented>,
) -> Result<Option<Id<File>>, StoreError> {
    match (request.file_id, presented) {
        (Some(id), _) => Ok(Some(Id::from_uuid(id))),
        (None, Some(presented)) => {
            let document = &presented.document;
            work.find_by_document(&document.number, document.issuer).await
        }
        (None, None) => Ok(None),
    }
}

/// When it took place stands at the event and nowhere else.
fn not_dated(at: Option<&str>) -> Result<(), Problem> {
    match at {
        None => Ok(()),
        Some(_) => Err(of_value("/at", "dated-twice", "name the instant at the event alone")),
    }
}
