//! What every handler of the crossing point shares.

use std::sync::Arc;
use std::time::Duration;

use ees_desk::checked::Checked;
use ees_desk::shell::{CHECK, Frame};
use ees_desk::unreached::KnownHere;
use ees_domain::identity::TravelDocument;
use ees_domain::point::{BorderPoint, Passage};
use ees_domain::search::{More, document_key};
use ees_wire::reading::Read;
use fnd_core::{Clock, Ids, Language};
use fnd_vault::BlindIndex;
use fnd_web::caller::Caller;
use fnd_web::client::Client;
use fnd_web::problem::Problem;
use fnd_web::shell::{Link as Reference, MenuEntry, Shell};
use fnd_web::words::Catalogue;
use jiff::Timestamp;
use tokio::sync::Notify;

use crate::buffer::{Held, Kind, State, Traveller};
use crate::link::Link;
use crate::shelf::{Shelf, ShelfError};

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
                Kind::Entry => known.open = Some(self.passage(one.at)?),
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
    let Read { presented, warnings } = read;
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
