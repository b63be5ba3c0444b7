//! What every handler of the crossing point shares.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use ees_desk::checked::{Checked, REGISTER_AWAY};
use ees_desk::shell::{CHECK, Frame};
use ees_desk::unreached::{KnownHere, OpenHere};
use ees_domain::file::Source;
use ees_domain::identity::TravelDocument;
use ees_domain::point::{BorderPoint, Passage};
use ees_domain::search::{More, document_key};
use ees_wire::reading::Read;
use ees_wire::replay::{Deed, Event, Officer};
use fnd_core::{Clock, Id, Ids, Language};
use fnd_vault::BlindIndex;
use fnd_web::caller::Caller;
use fnd_web::client::Client;
use fnd_web::problem::Problem;
use fnd_web::shell::{Link as Reference, MenuEntry, Shell};
use fnd_web::words::Catalogue;
use jiff::Timestamp;
use tokio::sync::Notify;

use crate::buffer::{Held, Kind, Message, State, Traveller};
use crate::event;
use crate::link::Link;
use crate::shelf::{Shelf, ShelfError};
use crate::switches::STUCK_ATTEMPTS;

/// The crossing point as handlers see it; cheap to clone.
pub type Shared = Arc<Node>;

/// Where what waits is shown.
pub const BUFFER: &str = "/buffer";

/// What every handler shares.
#[derive(Debug)]
pub struct Node {
    /// What was acknowledged and is not in the register yet.
    pub shelf: Shelf,
    /// The register.
    pub centre: Client,
    /// How long an officer waits for it.
    pub patience: Duration,
    /// The state of the link to it.
    pub link: Link,
    /// Woken when something has to be sent.
    pub wake: Notify,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Makes identifiers.
    pub ids: Arc<dyn Ids>,
    /// The border crossing point; the only one of the list.
    pub points: Vec<BorderPoint>,
    /// The words of the pages.
    pub catalogue: Arc<Catalogue>,
    /// A sentence above every page; may be empty.
    pub banner: String,
    /// By what travellers are told apart without being named.
    pub index: BlindIndex,
    /// Seconds by which the clocks may differ without a notice.
    pub clock_seconds_max: i64,
    /// Why messages wait that the register was asked to take.
    pub hindrances: Hindrances,
}

/// Why the register does not take a message that waits, and nobody has to decide on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hindrance {
    /// How the crossing point or the officer is set up: the code.
    Configuration(&'static str),
    /// It failed on this very message.
    Failed,
}

/// The hindrances of messages, as they were last told; forgotten when the program ends.
#[derive(Debug, Default)]
pub struct Hindrances(Mutex<BTreeMap<Id<Message>, Hindrance>>);

impl Hindrances {
    /// What stands against a message, if anything.
    pub fn of(&self, id: Id<Message>) -> Option<Hindrance> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&id).copied()
    }

    /// Notes what stands against a message now.
    pub fn note(&self, id: Id<Message>, hindrance: Option<Hindrance>) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match hindrance {
            Some(hindrance) => _ = all.insert(id, hindrance),
            None => _ = all.remove(&id),
        }
    }

    /// What of how the crossing point is set up stands against any message.
    pub fn configuration(&self) -> Option<&'static str> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.values().find_map(|hindrance| match hindrance {
            Hindrance::Configuration(code) => Some(*code),
            Hindrance::Failed => None,
        })
    }
}

impl Node {
    /// A passage through this crossing point at `at`.
    pub fn passage(&self, at: Timestamp) -> Result<Passage, Problem> {
        let point = self.points.first().ok_or_else(Problem::internal)?;
        point.passage(at).ok_or_else(Problem::internal)
    }

    /// What stands around a page that is drawn here.
    pub fn shell(&self, language: Language, caller: Option<&Caller>, path: &str) -> Shell {
        let frame = Frame {
            catalogue: &self.catalogue,
            points: &self.points,
            banner: &self.banner,
            sign_out: "",
        };
        let mut shell = frame.shell(language, caller, path);
        let entries = [(CHECK, "check-short"), (BUFFER, "buffer-title")];
        shell.menu = entries
            .into_iter()
            .map(|(href, key)| MenuEntry {
                link: Reference { href: href.into(), label: shell.words.text(key) },
                current: path == href || (href == CHECK && path == "/"),
            })
            .collect();
        shell
    }

    /// Whose messages are ordered among each other: the document's, keyed.
    pub fn traveller(&self, document: &TravelDocument) -> Traveller {
        let key = document_key(None, &document.number, document.issuer);
        Traveller::new(self.index.fingerprint("border-traveller", key.as_str()))
    }

    /// Whether the register fails on this message and a human is asked.
    pub fn is_stuck(&self, held: &Held) -> bool {
        STUCK_ATTEMPTS <= held.attempts && self.hindrances.of(held.id) == Some(Hindrance::Failed)
    }

    /// What tells the register that `officer` did `what` now with a message that waits here.
    ///
    /// Nobody's messages wait for it: it is put among those of a traveller who does not exist.
    pub fn told(
        &self,
        officer: Officer,
        (held, what, reason): (&Held, &str, &str),
    ) -> Result<Message, Problem> {
        let now = self.clock.now();
        let event = Event {
            at: now.to_string(),
            source: Source::LocalBuffer.code().to_owned(),
            officer: Some(officer),
            confirmed_by: None,
            clock_in_doubt: false,
            clock_ahead_seconds: None,
            time_confirmed: false,
            entry: None,
            exit: None,
            deed: Some(Deed {
                what: what.to_owned(),
                passage_id: held.id.to_uuid(),
                passage: held.kind.code().to_owned(),
                passage_at: held.at.to_string(),
                reason: reason.to_owned(),
            }),
        };
        let id = self.ids.make(now);
        let nobody = self.index.fingerprint("border-deed", &id.to_string());
        Ok(Message {
            id,
            kind: held.kind,
            at: now,
            traveller: Traveller::new(nobody),
            body: event::written(&event)?,
        })
    }

    /// What was recorded here of a traveller, in the order of the passages.
    pub async fn recorded_here(&self, traveller: Traveller) -> Result<Vec<Held>, ShelfError> {
        self.shelf.with(move |buffer| buffer.of_traveller(traveller, Timestamp::MIN)).await
    }

    /// What this crossing point knows of a traveller by itself.
    pub async fn known(&self, traveller: Traveller) -> Result<KnownHere, Problem> {
        let held = self.recorded_here(traveller).await?;
        let mut known = KnownHere::default();
        for one in held.iter().filter(|one| one.state != State::Withdrawn) {
            known.any |= !one.state.is_settled();
            match one.kind {
                Kind::Entry => {
                    let passage = self.passage(one.at)?;
                    known.open = Some(OpenHere { passage, crossing: one.id.to_uuid() });
                }
                Kind::Exit => known.open = None,
                Kind::Refusal => {}
            }
        }
        Ok(known)
    }
}

/// Whether something of a traveller is on its way to the register, or waits there for a human.
/// What follows must not overtake it.
pub fn is_under_way(held: &[Held]) -> bool {
    held.iter().any(|one| matches!(one.state, State::Waiting | State::Sent | State::Conflict))
}

/// A check that asks nobody: what the document says.
pub fn checked(read: Read, passage: Passage) -> Checked {
    let Read { presented, mut warnings } = read;
    warnings.push(REGISTER_AWAY);
    Checked {
        scope: presented.scope(&passage.point, passage.day),
        ground_missing: presented.ground(passage.day).err(),
        presented,
        warnings,
        passage,
        file: None,
        similar: Vec::new(),
        more: More::Nothing,
        stay: None,
    }
}
