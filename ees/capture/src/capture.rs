//! The one capture there is: what was asked for, how far it is, and its images until they are
//! wiped.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ees_match::image::Image;
use fnd_core::{Clock, Id, Ids};
use tokio::sync::watch;
use tokio::task::{AbortHandle, spawn_blocking};
use zeroize::Zeroizing;

use crate::finger::{Finger, Hand};
use crate::print::{Print, PrintError};
use crate::scanner::{Device, Failure, Order, Scanner};

/// How long a capture that has ended is kept.
pub const KEPT: Duration = Duration::from_mins(2);

/// One capture: the type of its identifiers.
#[derive(Debug, Clone, Copy)]
pub struct Capture;

/// How far a capture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nobody has put a finger down.
    Waiting,
    /// Fingers are taken.
    Taking,
    /// Every finger was taken.
    Done,
    /// It did not work out.
    Failed(Failure),
    /// Whoever asked does not want it any more.
    Cancelled,
}

impl State {
    /// Its name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Taking => "taking",
            Self::Done => "done",
            Self::Failed(_) => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether it goes on.
    pub const fn is_under_way(self) -> bool {
        matches!(self, Self::Waiting | Self::Taking)
    }
}

/// Why a capture does not begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// There is one under way.
    UnderWay,
    /// The device does not answer.
    NotAttached,
    /// The device does not take the finger at this place of the order.
    NotOffered(usize),
}

/// A capture as it is at a moment.
#[derive(Debug, Clone)]
pub struct View {
    /// Its identifier.
    pub id: Id<Capture>,
    /// How far it is.
    pub state: State,
    /// Grows with each change, from 1.
    pub version: u64,
    /// Of which hand.
    pub hand: Hand,
    /// Whether its fingers come from nobody.
    pub is_simulated: bool,
    /// Each finger that was asked for, with its print once it was taken.
    pub fingers: Vec<(Finger, Option<Arc<Print>>)>,
}

/// What is kept of a capture.
#[derive(Debug)]
struct Current {
    view: View,
    /// The origin of the page that asked; others know nothing of it.
    origin: String,
    task: Option<AbortHandle>,
}

/// The device and its one capture.
#[derive(Debug)]
pub struct Shelf {
    scanner: Arc<dyn Scanner>,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn Ids>,
    kept: Duration,
    current: Mutex<Option<Current>>,
    changes: watch::Sender<()>,
    /// What was attached when it was looked last. Held while one looks and while a capture
    /// begins, so that neither comes between the other.
    device: tokio::sync::Mutex<Option<Device>>,
}

impl Shelf {
    /// A shelf for `scanner`, on which a capture that has ended stays for `kept`.
    pub fn new(scanner: Arc<dyn Scanner>, kept: Duration) -> Self {
        Self {
            scanner,
            clock: Arc::new(fnd_core::clock::SystemClock),
            ids: Arc::new(fnd_core::id::RandomIds),
            kept,
            current: Mutex::default(),
            changes: watch::Sender::new(()),
            device: tokio::sync::Mutex::default(),
        }
    }

    /// How long a capture that has ended stays.
    pub fn kept(&self) -> Duration {
        self.kept
    }

    /// Whether a capture is under way.
    pub fn is_busy(&self) -> bool {
        self.lock().as_ref().is_some_and(|current| current.view.state.is_under_way())
    }

    /// What is attached; while a capture is under way, what was attached when it began.
    pub async fn device(&self) -> Device {
        let mut known = self.device.lock().await;
        match known.as_ref().filter(|_| self.is_busy()) {
            Some(device) => device.clone(),
            None => known.insert(self.scanner.look().await).clone(),
        }
    }

    /// Begins a capture for a page of `origin`; what was kept of the one before is wiped.
    ///
    /// # Errors
    /// When one is under way, or the device cannot do it.
    pub async fn begin(self: &Arc<Self>, origin: &str, order: Order) -> Result<View, Refusal> {
        let mut known = self.device.lock().await;
        if self.is_busy() {
            return Err(Refusal::UnderWay);
        }
        let device = known.insert(self.scanner.look().await);
        if !device.is_attached {
            return Err(Refusal::NotAttached);
        }
        if let Some(place) = order.fingers.iter().position(|one| !device.fingers.contains(one)) {
            return Err(Refusal::NotOffered(place));
        }
        let view = View {
            id: self.ids.make(self.clock.now()),
            state: State::Waiting,
            version: 1,
            hand: order.hand,
            is_simulated: device.is_simulated,
            fingers: order.fingers.iter().map(|finger| (*finger, None)).collect(),
        };
        let mut current = self.lock();
        let task = tokio::spawn(run(Arc::clone(self), view.id, order)).abort_handle();
        let placed = Current { view: view.clone(), origin: origin.to_owned(), task: Some(task) };
        *current = Some(placed);
        drop(current);
        drop(known);
        self.changes.send_replace(());
        Ok(view)
    }

    /// The capture `id`, if a page of `origin` asked for it and it is still there.
    pub fn find(&self, id: Id<Capture>, origin: &str) -> Option<View> {
        let current = self.lock();
        let known = current.as_ref().filter(|known| known.view.id == id && known.origin == origin);
        known.map(|known| known.view.clone())
    }

    /// The same once its version is above `after`, it has ended, or `wait` is over; without
    /// `after`, once it changes.
    pub async fn find_changed(
        &self,
        id: Id<Capture>,
        origin: &str,
        (after, wait): (Option<u64>, Duration),
    ) -> Option<View> {
        let mut changes = self.changes.subscribe();
        let mut view = self.find(id, origin)?;
        let after = after.unwrap_or(view.version);
        let deadline = tokio::time::sleep(wait);
        tokio::pin!(deadline);
        while view.version <= after && view.state.is_under_way() {
            tokio::select! {
                told = changes.changed() => {
                    view = self.find(id, origin)?;
                    if told.is_err() {
                        break;
                    }
                }
                () = &mut deadline => break,
            }
        }
        Some(view)
    }

    /// Ends the capture if it is under way, and wipes its images; false if there is none. One
    /// that had ended already is forgotten.
    pub fn cancel(self: &Arc<Self>, id: Id<Capture>, origin: &str) -> bool {
        let mut current = self.lock();
        let Some(known) = current.as_mut().filter(|k| k.view.id == id && k.origin == origin) else {
            return false;
        };
        if known.view.state.is_under_way() {
            self.ended(known, State::Cancelled);
        } else {
            *current = None;
        }
        drop(current);
        self.changes.send_replace(());
        true
    }

    fn lock(&self) -> MutexGuard<'_, Option<Current>> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the capture `id` if it is under way; false if it is not.
    fn change(&self, id: Id<Capture>, change: impl FnOnce(&mut Current)) -> bool {
        let mut current = self.lock();
        let is_it = |known: &&mut Current| known.view.id == id && known.view.state.is_under_way();
        let Some(known) = current.as_mut().filter(is_it) else { return false };
        change(known);
        known.view.version = known.view.version.saturating_add(1);
        drop(current);
        self.changes.send_replace(());
        true
    }

    /// Puts `state` at the end of a capture, and sees to it that it is forgotten.
    fn ended(self: &Arc<Self>, known: &mut Current, state: State) {
        known.view.state = state;
        known.view.version = known.view.version.saturating_add(1);
        if state != State::Done {
            known.view.fingers.iter_mut().for_each(|(_, print)| *print = None);
        }
        if let Some(task) = known.task.take() {
            task.abort();
        }
        let (weak, id) = (Arc::downgrade(self), known.view.id);
        let kept = self.kept;
        tokio::spawn(async move {
            tokio::time::sleep(kept).await;
            if let Some(here) = weak.upgrade() {
                here.forget(id);
            }
        });
    }

    fn forget(&self, id: Id<Capture>) {
        let mut current = self.lock();
        if current.as_ref().is_some_and(|known| known.view.id == id) {
            *current = None;
        }
        drop(current);
        self.changes.send_replace(());
    }

    /// Ends the capture `id` with what the device said, if it is still under way.
    fn end(self: &Arc<Self>, id: Id<Capture>, result: Result<(), Failure>) {
        self.change(id, |known| {
            let is_whole = known.view.fingers.iter().all(|(_, print)| print.is_some());
            let state = match result {
                Ok(()) if is_whole => State::Done,
                Ok(()) => State::Failed(Failure::Incomplete),
                Err(failure) => State::Failed(failure),
            };
            self.ended(known, state);
        });
    }
}

/// Ends a capture that nobody else ended: a device that panics leaves no capture under way.
struct Ending(Arc<Shelf>, Id<Capture>);

impl Drop for Ending {
    fn drop(&mut self) {
        // Outside of the runtime everything ends anyway.
        if tokio::runtime::Handle::try_current().is_ok() {
            self.0.end(self.1, Err(Failure::Internal));
        }
    }
}

async fn run(shelf: Arc<Shelf>, id: Id<Capture>, order: Order) {
    let ending = Ending(Arc::clone(&shelf), id);
    let progress = Progress { shelf: Arc::clone(&shelf), id };
    let limit = Duration::from_secs(order.seconds.into());
    let taken = tokio::time::timeout(limit, shelf.scanner.take(&order, &progress)).await;
    shelf.end(id, taken.unwrap_or(Err(Failure::Timeout)));
    drop(ending);
}

/// What a device tells while it takes fingers.
#[derive(Debug)]
pub struct Progress {
    shelf: Arc<Shelf>,
    id: Id<Capture>,
}

impl Progress {
    /// Fingers are on the device.
    pub fn taking(&self) {
        self.shelf.change(self.id, |known| known.view.state = State::Taking);
    }

    /// The file of a finger's image.
    ///
    /// # Errors
    /// When it is no image, or the finger was not asked for or has come already.
    pub async fn file(&self, finger: Finger, bytes: Zeroizing<Vec<u8>>) -> Result<(), Failure> {
        self.taken(finger, move || Print::of_file(&bytes)).await
    }

    /// A finger's image.
    ///
    /// # Errors
    /// When it is larger than a finger, or the finger was not asked for or has come already.
    pub async fn image(&self, finger: Finger, image: Image) -> Result<(), Failure> {
        self.taken(finger, move || Print::of_image(&image)).await
    }

    async fn taken<F>(&self, finger: Finger, print: F) -> Result<(), Failure>
    where
        F: FnOnce() -> Result<Print, PrintError> + Send + 'static,
    {
        // Some tenths of a second of computing, during which others are to be answered.
        let print = match spawn_blocking(print).await {
            Ok(Ok(print)) => Arc::new(print),
            Ok(Err(_)) => return Err(Failure::Unreadable),
            Err(_) => return Err(Failure::Internal),
        };
        let mut is_expected = false;
        self.shelf.change(self.id, |known| {
            let mut places = known.view.fingers.iter_mut();
            let place = places.find(|(asked, print)| *asked == finger && print.is_none());
            if let Some((_, place)) = place {
                *place = Some(print);
                known.view.state = State::Taking;
                is_expected = true;
            }
        });
        if is_expected { Ok(()) } else { Err(Failure::ProgramUnclear) }
    }
}
