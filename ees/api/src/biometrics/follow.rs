//! Filling a gallery from the register at the start, and keeping it true by what changes.

use std::sync::Arc;
use std::time::Duration;

use ees_biometrics::cluster::Share;
use ees_biometrics::matcher::{Captured, Keeper};
use ees_biometrics::parallel;
use ees_biometrics::samples::{IsFace, add_kept};
use ees_domain::enrolment::SampleOf;
use ees_domain::file::File;
use ees_domain::retention::GALLERY_CHANGE_HOURS;
use ees_match::gallery::{Reference, Samples};
use ees_store::gallery::{self, OfFile, Place};
use ees_store::{StoreError, Template};
use fnd_core::{Clock, Id, Ids};
use fnd_pg::database::{Connection, connect};
use fnd_vault::SharedRing;
use futures_util::{StreamExt, stream};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_postgres::Client;

/// How often it is looked for changes.
const INTERVAL: Duration = Duration::from_millis(250);
/// After a failure it goes on after so long.
const PAUSE: Duration = Duration::from_secs(5);

/// The task that follows; it ends when this is dropped.
#[derive(Debug)]
pub struct Following {
    task: JoinHandle<()>,
    filled: watch::Receiver<Filled>,
}

/// How far a gallery is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filled {
    /// Files that were read.
    pub files: u64,
    /// Whether everything was.
    pub is_whole: bool,
}

impl Drop for Following {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Following {
    /// How far it is, for whoever waits until it is whole.
    pub fn filled(&self) -> watch::Receiver<Filled> {
        self.filled.clone()
    }
}

/// What follows needs.
#[derive(Debug, Clone)]
pub struct Source {
    /// How the role of galleries connects.
    pub connection: Connection,
    /// The keys of files.
    pub ring: Arc<SharedRing>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Makes identifiers of log rows.
    pub ids: Arc<dyn Ids>,
}

/// The reference of a file in a gallery.
pub fn reference(file: Id<File>) -> Reference {
    Reference(file.to_uuid().as_u128())
}

/// The file of a reference.
pub fn file_of(reference: Reference) -> Id<File> {
    Id::from_uuid(uuid::Uuid::from_u128(reference.0))
}

/// What a file's templates are compared by; those of another form are left out.
pub fn known(templates: &[Template]) -> Captured {
    let mut samples = Samples::default();
    for template in templates {
        let is_face = if template.of == SampleOf::Face { IsFace::Yes } else { IsFace::No };
        if let Err(error) = add_kept(&mut samples, &template.bytes, is_face) {
            tracing::warn!(%error, "a sample cannot be compared");
        }
    }
    Captured { samples, pictures: Vec::new() }
}

/// Begins to fill `keeper` with the part `share` of all files, and to follow what changes.
///
/// After a failure it goes on where it was, since what has changed meanwhile is kept for a while:
/// who was erased in between goes, too. Until it has caught up, searches say that not everybody is
/// there.
pub fn start(source: Source, keeper: Arc<dyn Keeper>, share: Share) -> Following {
    let (sender, filled) = watch::channel(Filled::default());
    keeper.is_whole(false);
    let task = tokio::spawn(async move {
        let part = Part { source: &source, keeper: &*keeper, share };
        let mut progress = None;
        loop {
            match part.follow(&mut progress, &sender).await {
                Ok(()) => return,
                Err(error) => tracing::warn!(%error, "the gallery is caught up in a moment"),
            }
            keeper.is_whole(false);
            sender.send_modify(|filled| filled.is_whole = false);
            tokio::time::sleep(PAUSE).await;
            if progress.as_ref().is_some_and(|progress| progress.is_too_old(source.clock.now())) {
                tracing::error!(
                    "the register was away for so long that the gallery cannot be caught up; \
                     start this program anew"
                );
                return;
            }
        }
    });
    Following { task, filled }
}

/// A part of all files, and who keeps it.
struct Part<'a> {
    source: &'a Source,
    keeper: &'a dyn Keeper,
    share: Share,
}

/// How far a part is, so that it goes on from there.
struct Progress {
    /// Changes before this place are in the gallery, of the files that were read.
    place: Place,
    /// The file that was read last.
    last: Option<Id<File>>,
    /// Files that were read.
    files: u64,
    /// Whether all were.
    is_read: bool,
    /// When the register last told of changes.
    told_at: Timestamp,
}

impl Progress {
    /// Whether changes that were not read may be kept no longer.
    fn is_too_old(&self, now: Timestamp) -> bool {
        let kept = SignedDuration::from_hours(GALLERY_CHANGE_HOURS.saturating_sub(1));
        kept < now.duration_since(self.told_at)
    }
}

impl Part<'_> {
    /// Fills and follows; ends with what keeps it from going on.
    async fn follow(
        &self,
        progress: &mut Option<Progress>,
        filled: &watch::Sender<Filled>,
    ) -> Result<(), StoreError> {
        let Source { connection, ring, clock, ids } = self.source;
        let client = connect(connection).await?;
        let now = clock.now();
        let progress = match progress {
            Some(progress) => progress,
            None => progress.insert(Progress {
                place: gallery::begin(&client, (&**ids, now)).await?,
                last: None,
                files: 0,
                is_read: false,
                told_at: now,
            }),
        };
        let share = self.share;
        let wants = move |file: Id<File>| share.has(reference(file));
        while !progress.is_read {
            let next = gallery::next(&client, ring, (progress.last, &wants)).await?;
            let Some((found, after)) = next else {
                progress.is_read = true;
                break;
            };
            let count = u64::try_from(found.len()).unwrap_or(u64::MAX);
            self.take(found).await;
            progress.files = progress.files.saturating_add(count);
            progress.last = Some(after);
            filled.send_replace(Filled { files: progress.files, is_whole: false });
        }
        self.catch_up(&client, progress).await?;
        tracing::info!(files = progress.files, part = %self.share, "the gallery is filled");
        self.keeper.is_whole(true);
        filled.send_replace(Filled { files: progress.files, is_whole: true });
        while !filled.is_closed() {
            tokio::time::sleep(INTERVAL).await;
            self.catch_up(&client, progress).await?;
        }
        Ok(())
    }

    /// Takes in what has changed after the place of `progress`, and moves it there.
    async fn catch_up(&self, client: &Client, progress: &mut Progress) -> Result<(), StoreError> {
        loop {
            let now = self.source.clock.now();
            let (mut files, after) = gallery::changed(client, &progress.place).await?;
            let is_all = files.is_empty();
            files.retain(|file| self.share.has(reference(*file)));
            let found = gallery::of_files(client, &self.source.ring, &files).await?;
            self.take(found).await;
            progress.place = after;
            progress.told_at = now;
            if is_all {
                return Ok(());
            }
        }
    }

    /// Takes files in, as many at once as there are processors; each of them is in `files` once.
    async fn take(&self, files: Vec<OfFile>) {
        let at_once = parallel::threads().get();
        let all = stream::iter(files);
        all.for_each_concurrent(at_once, |(file, templates)| self.take_one(file, templates)).await;
    }

    async fn take_one(&self, file: Id<File>, templates: Vec<Template>) {
        let known = known(&templates);
        let samples = &known.samples;
        let is_empty = samples.face.is_none() && samples.fingers.is_empty();
        let done = if is_empty {
            self.keeper.remove(reference(file)).await.map(|_| ())
        } else {
            self.keeper.put(reference(file), &known).await
        };
        if let Err(error) = done {
            tracing::error!(%error, "a file is not as it should be in the gallery");
        }
    }
}
