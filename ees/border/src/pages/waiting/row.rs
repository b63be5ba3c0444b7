//! What waits and what a human is asked, as rows of the page.

use ees_desk::view;
use ees_domain::authority::{Actor, Role};
use ees_pages::border::{
    self, AWAY, BEHIND, ConflictRow, FAILED, NOT_ANSWERED, SOON, WaitingRow, refusal_key,
};
use ees_wire::replay::Event;
use fnd_web::form::Field;
use fnd_web::problem::Problem;
use fnd_web::words::Words;
use jiff::SignedDuration;

use super::Found;
use super::answer::{ENTRY_UNKNOWN, EXIT_MISSING, WRONG_TIMES};
use crate::buffer::{Conflict, Held, Traveller};
use crate::event::{self, Remark};
use crate::node::{BUFFER, Hindrance, Node};

/// What is on its way to the register and asks nothing of anybody. Behind a passage of one of the
/// travellers `decided` on, others of theirs wait.
pub(super) fn row(node: &Node, held: &Held, decided: &[Traveller]) -> Result<WaitingRow, Problem> {
    let at = view::moment(&node.passage(held.at)?);
    let event = held.body.as_ref().and_then(event::read);
    let is_deed = event.is_some_and(|event| event.deed.is_some());
    let kind = if is_deed { "deed" } else { held.kind.code() };
    let why = match node.hindrances.of(held.id) {
        Some(Hindrance::Configuration(code)) => refusal_key(code),
        Some(Hindrance::Failed) => FAILED,
        None if decided.contains(&held.traveller) => BEHIND,
        None if !node.link.state().is_up => AWAY,
        None => SOON,
    };
    Ok(WaitingRow { at, kind, attempts: held.attempts.into(), why })
}

/// Who looks at what waits.
pub(super) struct Desk<'a> {
    pub(super) node: &'a Node,
    pub(super) actor: &'a Actor,
    pub(super) words: Words,
}

impl Desk<'_> {
    /// A passage on which a human is asked, without who it is of.
    pub(super) fn asked(&self, found: &Found) -> Result<ConflictRow, Problem> {
        match found {
            Found::Conflict(conflict) => self.conflict(conflict),
            Found::Stuck(held) => self.stuck(held),
        }
    }

    /// A conflict, without who it is of.
    pub(super) fn conflict(&self, conflict: &Conflict) -> Result<ConflictRow, Problem> {
        let held = &conflict.held;
        let event = held.body.as_ref().and_then(event::read);
        let remark = Remark::read(&conflict.sentence);
        let code = conflict.code.as_str();
        let confirm = match code {
            EXIT_MISSING if remark.open_id.is_some() => {
                Some((Field::new("exit_missing"), border::EXIT_MISSING))
            }
            ENTRY_UNKNOWN => Some((Field::new("entry_unknown"), border::ENTRY_UNKNOWN)),
            _ => None,
        };
        let is_of_time = WRONG_TIMES.contains(&code);
        let time = event.as_ref().filter(|_| is_of_time).map(|event| self.time(held, event));
        let time = time.transpose()?;
        Ok(ConflictRow {
            code: conflict.code.clone(),
            sentence: remark.sentence,
            resend: event.map(|_| address(held, "/resend")).unwrap_or_default(),
            confirm,
            clock_ahead_seconds: time.as_ref().and_then(|(_, ahead)| *ahead),
            time: time.map(|(field, _)| field),
            ..self.plain(held)?
        })
    }

    /// A message on which the register fails.
    pub(super) fn stuck(&self, held: &Held) -> Result<ConflictRow, Problem> {
        let sentence = self.words.text(NOT_ANSWERED);
        Ok(ConflictRow { code: "not-answered".into(), sentence, ..self.plain(held)? })
    }

    fn plain(&self, held: &Held) -> Result<ConflictRow, Problem> {
        let event = held.body.as_ref().and_then(event::read);
        let officer = event.as_ref().and_then(|event| event.officer.as_ref());
        let is_supervisor = self.actor.role == Role::Supervisor;
        Ok(ConflictRow {
            at: view::moment(&self.node.passage(held.at)?),
            kind: held.kind.code(),
            who: String::new(),
            document: String::new(),
            officer: officer.map(|officer| officer.name.clone()).unwrap_or_default(),
            code: String::new(),
            sentence: String::new(),
            resend: String::new(),
            open: event.map(|_| address(held, "")).unwrap_or_default(),
            confirm: None,
            time: None,
            clock_ahead_seconds: None,
            withdraw: if is_supervisor { address(held, "/withdraw") } else { String::new() },
            reason: Field::new("reason"),
        })
    }

    /// The time to be confirmed or corrected: what it would have been by the register's clock, and
    /// by how much that is another one, where that is known.
    fn time(&self, held: &Held, event: &Event) -> Result<(Field, Option<i64>), Problem> {
        let at = event.at.parse().unwrap_or(held.at);
        let found_later = Some(held.ahead_seconds).filter(|ahead| *ahead != 0);
        let now = || self.node.link.state().ahead_seconds.filter(|ahead| *ahead != 0);
        let ahead = event.clock_ahead_seconds.or(found_later).or_else(now);
        let ahead = ahead.filter(|_| !event.time_confirmed);
        let there = at.checked_sub(SignedDuration::from_secs(ahead.unwrap_or_default()));
        let there = view::moment(&self.node.passage(there.unwrap_or(at))?);
        let text = there.strftime("%Y-%m-%dT%H:%M:%S").to_string();
        Ok((Field::holding("at", text), ahead))
    }
}

/// Where a message is shown, or something is done with it.
fn address(held: &Held, what: &str) -> String {
    format!("{BUFFER}/{}{what}", held.id)
}

/// The name and the document of who passed.
pub(super) fn whose(node: &Node, held: &Held, event: &Event) -> (String, String) {
    let entry = event.entry.as_ref().map(|entry| &entry.traveller);
    let exit = event.exit.as_ref().and_then(|exit| exit.traveller.as_ref());
    let Some((traveller, passage)) = entry.or(exit).zip(node.passage(held.at).ok()) else {
        return Default::default();
    };
    let Ok(read) = traveller.read(passage.day) else { return Default::default() };
    let identity = view::identity(&read.presented.identity, fnd_core::Language::ENGLISH);
    (identity.name(), read.presented.document.number.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use ees_domain::day::Day;
    use ees_domain::late::LateError;
    use ees_domain::presented::GroundError;
    use ees_domain::stay::StayError;
    use ees_pages::border::conflict_key;
    use ees_wire::problem;

    use super::*;

    #[test]
    fn what_can_stand_against_a_passage_has_a_sentence_in_every_language() {
        let (day, crossing) = (Day::MIN, fnd_core::Id::from_uuid(uuid::Uuid::nil()));
        let late = [
            LateError::DateInFuture,
            LateError::AlreadyInside { since: day, crossing },
            LateError::WithinAnotherStay { from: day, to: day },
            LateError::NoOpenEntry,
            LateError::ExitBeforeEntry,
            LateError::Calculation(StayError::OutsideCalendar { on: day }),
            LateError::Calculation(StayError::ExitBeforeEntry { entry: day, exit: day }),
        ];
        let ground = [GroundError::VisaMissing, GroundError::VisaRequirementUndecided];
        let zone = ees_domain::mrz::read("P<", day.date()).unwrap_err();
        let problems = late.iter().map(problem::of_late);
        let problems = problems.chain(ground.map(problem::of_ground)).chain([
            problem::id_reused(),
            problem::out_of_scope("EES Art. 2(3)"),
            problem::of_fields(&[]),
            problem::of_value("/traveller", "x", "x"),
            problem::of_zone(&zone, "/traveller/mrz"),
            Problem::not_found(),
        ]);
        let codes = problems.map(|problem| problem.code().to_owned());
        // What the store, the clock and this crossing point answer.
        let others = [
            "document-on-other-file",
            "clock-in-doubt",
            "not-taken",
            "not-answered",
            "message-does-not-open",
        ];
        for code in codes.chain(others.map(str::to_owned)) {
            assert!(conflict_key(&code).is_some(), "{code}");
        }
        assert_eq!(conflict_key("of-a-newer-register"), None);
    }
}
