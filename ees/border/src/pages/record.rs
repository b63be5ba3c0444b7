//! An entry or an exit: recorded by the register, or kept here until it can be.
//!
//! Law: EES Art. 21(2): where the data cannot be entered, it is stored locally, at any time and
//! at any border crossing point.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, StatusCode};
use ees_desk::asked::open_question;
use ees_desk::checked::Checked;
use ees_desk::form::Form;
use ees_desk::record::{MENDABLE, whose};
use ees_desk::shell::CHECK;
use ees_desk::unreached::OpenHere;
use ees_desk::view;
use ees_domain::access::{Action, grant};
use ees_domain::authority::{Actor, Purpose};
use ees_domain::check::Direction;
use ees_domain::file::Source;
use ees_domain::point::Passage;
use ees_domain::scope::Scope;
use ees_pages::recorded::{Recorded, RecordedPage};
use ees_wire::check::Answers;
use ees_wire::passage::{EntryRequest, ExitRequest};
use ees_wire::problem::{CONFLICT, check_incomplete, id_reused, of_ground, of_value, out_of_scope};
use ees_wire::replay::Event;
use fnd_core::{Id, Language};
use fnd_web::caller::Caller;
use fnd_web::language::Chosen;
use fnd_web::problem::Problem;
use jiff::Timestamp;
use uuid::Uuid;

use super::check::{again, form_of, is_waiting, means};
use super::{html, named, officer};
use crate::buffer::{BufferError, Kind, Message, MessageError, Put, State as Standing, Traveller};
use crate::centre::Sent;
use crate::event;
use crate::node::{Node, Shared, checked};
use crate::shelf::ShelfError;

/// Who is at the desk, and in which language.
struct AtDesk {
    caller: Caller,
    actor: Actor,
    language: Language,
}

/// Records the entry that the form describes.
pub(super) async fn entry(
    State(node): State<Shared>,
    Chosen(language): Chosen,
    caller: Caller,
    sent: Sent,
) -> Result<Response<Body>, Problem> {
    let actor = officer(&caller)?;
    record(&node, AtDesk { caller, actor, language }, &sent, Kind::Entry).await
}

/// Records the exit that the form describes.
pub(super) async fn exit(
    State(node): State<Shared>,
    Chosen(language): Chosen,
    caller: Caller,
    sent: Sent,
) -> Result<Response<Body>, Problem> {
    let actor = officer(&caller)?;
    record(&node, AtDesk { caller, actor, language }, &sent, Kind::Exit).await
}

/// Asks the register; keeps the passage here when it does not answer, or when something of the
/// same traveller is on its way there and must come first.
///
/// A request that the register took and whose answer was lost is kept too; it has the same
/// identifier, so that the register knows it again.
async fn record(
    node: &Node,
    desk: AtDesk,
    sent: &Sent,
    kind: Kind,
) -> Result<Response<Body>, Problem> {
    // Who may not do this is refused here: that the register refuses them is then a matter of how
    // it knows this crossing point.
    let wanted = match kind {
        Kind::Exit => (Action::RecordExit, Purpose::BorderExit),
        Kind::Entry | Kind::Refusal => (Action::RecordEntry, Purpose::BorderEntry),
    };
    if grant(&desk.actor, wanted.0, wanted.1).is_none() {
        return Err(Problem::no_basis());
    }
    let at = node.clock.now();
    let passage = node.passage(at)?;
    let form = form_of(sent)?;
    let is_waiting = match form.traveller().read(passage.day) {
        Ok(read) => is_waiting(node, &read.presented).await?,
        Err(_) => false,
    };
    let who = (&desk.caller, desk.language);
    if !is_waiting && let Some(answer) = node.pass_passage(who, sent).await {
        return Ok(answer);
    }
    let shell = node.shell(desk.language, Some(&desk.caller), CHECK);
    let kept = match kept(node, &desk, &form, (kind, &passage)).await {
        Ok(kept) => kept,
        Err(problem) if MENDABLE.contains(&problem.code()) => {
            return again(node, (shell, &desk.actor), &form, (passage, problem)).await;
        }
        Err(problem) => return Err(problem),
    };
    node.wake.notify_one();
    let recorded = match kind {
        Kind::Exit => Recorded::StoredExit,
        Kind::Entry | Kind::Refusal => Recorded::StoredEntry,
    };
    let passage = node.passage(kept)?;
    html(&RecordedPage {
        identity: view::identity(&whose(&form, Some(&passage))?, desk.language),
        shell: RecordedPage::shell(shell, CHECK, recorded),
        recorded,
        at: view::moment(&passage),
        point: view::point(&node.points, passage.point.as_str()).into_owned(),
        file: String::new(),
        receipt: String::new(),
        next: CHECK.into(),
    })
}

/// Puts the passage into the buffer; answers when it took place, once it is on the disk.
async fn kept(
    node: &Node,
    desk: &AtDesk,
    form: &Form,
    (kind, passage): (Kind, &Passage),
) -> Result<Timestamp, Problem> {
    let checked = checked(form.traveller().read(passage.day)?, passage.clone());
    let presented = &checked.presented;
    if let Scope::Out(reason) = presented.scope(&passage.point, passage.day) {
        return Err(out_of_scope(reason.article()));
    }
    let (link, point) = (node.link.state(), node.points.first());
    let clock_in_doubt = point.is_some_and(|point| link.doubts(passage.at, &point.zone));
    let mut event = Event {
        at: passage.at.to_string(),
        source: Source::LocalBuffer.code().to_owned(),
        officer: Some(named(&desk.caller)),
        confirmed_by: None,
        clock_in_doubt,
        clock_ahead_seconds: link.ahead_seconds.filter(|_| clock_in_doubt),
        time_confirmed: false,
        entry: None,
        exit: None,
        deed: None,
    };
    let traveller = node.traveller(&presented.document);
    match kind {
        Kind::Exit => {
            let exit = form.exit()?;
            if exit.entry.is_some() {
                let expected = "the register does not answer; record the exit alone";
                return Err(of_value("/entry", "entry-not-late", expected));
            }
            must_be_over(Direction::Exit, exit.answers.as_ref(), &checked)?;
            event.exit = Some(exit);
        }
        Kind::Entry | Kind::Refusal => {
            presented.ground(passage.day).map_err(of_ground)?;
            let entry = form.entry()?;
            must_be_over(Direction::Entry, entry.answers.as_ref(), &checked)?;
            // What was confirmed of one entry says nothing of another.
            let open = node.known(traveller).await?.open;
            let is_passed_over = |open: OpenHere| entry.supersedes == Some(open.crossing);
            if !open.is_none_or(is_passed_over) && !is_known(node, form).await? {
                return Err(already_inside());
            }
            event.entry = Some(entry);
        }
    }
    put(node, (kind, passage.at, traveller), &event).await
}

/// Whether the officer answered all that the law asks of them; nothing of a form that did not ask.
///
/// Law: EES Art. 21(2), 23; SBC Art. 8(3).
fn must_be_over(
    direction: Direction,
    answers: Option<&Answers>,
    checked: &Checked,
) -> Result<(), Problem> {
    let Some(answers) = answers else { return Ok(()) };
    match open_question(means(), direction, (answers, checked))? {
        Some((pointer, question)) => Err(check_incomplete(pointer, question)),
        None => Ok(()),
    }
}

/// Whether the form was kept before: then it is the same entry, and not a second one.
async fn is_known(node: &Node, form: &Form) -> Result<bool, Problem> {
    let Ok(id) = form.crossing_id.parse::<Uuid>() else { return Ok(false) };
    let found = node.shelf.with(move |buffer| buffer.find(Id::from_uuid(id))).await?;
    Ok(found.is_some())
}

/// An entry was recorded here, and no exit.
fn already_inside() -> Problem {
    Problem::new(StatusCode::CONFLICT, "already-inside", CONFLICT)
        .because("An entry of this person was recorded here. Confirm that the exit is missing.")
}

/// Keeps the event; answers when it took place, which is earlier when it was kept before.
async fn put(
    node: &Node,
    (kind, at, traveller): (Kind, Timestamp, Traveller),
    event: &Event,
) -> Result<Timestamp, Problem> {
    let id = event.id().ok_or_else(Problem::internal)?;
    let message =
        Message { id: Id::from_uuid(id), kind, at, traveller, body: event::written(event)? };
    let id = message.id;
    let done = node
        .shelf
        .with(move |buffer| {
            let known = buffer.find(id)?;
            let put = if known.is_some() { None } else { Some(buffer.put(&message)?) };
            Ok((known, put))
        })
        .await;
    match done {
        Ok((None, Some(Put::New | Put::Same))) => Ok(at),
        // Somebody decided that it shall not be sent: it would be lost, and the officer not know.
        Ok((Some(held), _)) if held.state == Standing::Withdrawn => Err(withdrawn()),
        Ok((Some(held), _)) => {
            let first = held.body.as_ref().and_then(event::read);
            let is_same = first.is_some_and(|first| is_same(&first, event));
            if is_same { Ok(held.at) } else { Err(id_reused()) }
        }
        Ok((None, None)) => Err(Problem::internal()),
        Err(ShelfError::Buffer(BufferError::Message(MessageError::OtherContent(_)))) => {
            Err(id_reused())
        }
        Err(error) => Err(error.into()),
    }
}

/// Whether both tell of the same passage. What a human confirmed afterwards makes no other of it.
fn is_same(first: &Event, event: &Event) -> bool {
    let entry =
        |event: &Event| event.entry.clone().map(|entry| EntryRequest { supersedes: None, ..entry });
    let exit =
        |event: &Event| event.exit.clone().map(|exit| ExitRequest { entry_unknown: false, ..exit });
    (entry(first), exit(first)) == (entry(event), exit(event))
}

/// The passage was kept here and withdrawn.
fn withdrawn() -> Problem {
    Problem::new(StatusCode::CONFLICT, "withdrawn", CONFLICT).because(
        "This passage was kept here and withdrawn by a supervisor. Check the person again and \
         record the passage anew.",
    )
}
