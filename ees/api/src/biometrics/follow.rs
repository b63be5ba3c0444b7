//! Filling a gallery from the register at the start, and keeping it true by what changes.

use std::sync::Arc;
use std::time::Duration;

use ees_biometrics::cluster::Share;
use ees_biometrics::matcher::{Captured, Keeper};
use ees_biometrics::parallel;
use ees_biometrics::samples::{IsFace, add_kept};
use ees_domain::enrolment::SampleOf;
use ees_domain::file::File;
use ees_match::gallery::{Reference, Samples};
use ees_store::gallery::{self, OfFile, Place};
use ees_store::{StoreError, Template};
use fnd_core::{Clock, Id, Ids};
use fnd_pg::database::{Connection, connect};
use fnd_vault::SharedRing;
use futures_util::{StreamExt, stream};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_postgres::Client;

/// How often it is looked for changes.
const INTERVAL: Duration = Duration::from_millis(250);
/// After a failure it is begun anew after so long.
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
pub fn start(source: Source, keeper: Arc<dyn Keeper>, share: Share) -> Following {
    let (sender, filled) = watch::channel(Filled::default());
    let task = tokio::spawn(async move {
        loop {
            let part = Part { source: &source, keeper: &*keeper, share };
            match part.follow(&sender).await {
                Ok(()) => return,
                Err(error) => tracing::warn!(%error, "the gallery is filled anew in a moment"),
            }
            tokio::time::sleep(PAUSE).await;
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

impl Part<'_> {
    /// Fills and follows; ends with what keeps it from going on.
    async fn follow(&self, filled: &watch::Sender<Filled>) -> Result<(), StoreError> {
        let Source { connection, ring, clock, ids } = self.source;
        let client = connect(connection).await?;
        let mut place = gallery::begin(&client, (&**ids, clock.now())).await?;
        let mut last = None;
        let mut files: u64 = 0;
        let share = self.share;
        let wants = move |file: Id<File>| share.has(reference(file));
        while let Some((found, after)) = gallery::next(&client, ring, (last, &wants)).await? {
            files = files.saturating_add(found.len().try_into().unwrap_or(u64::MAX));
            self.take(found).await;
            last = Some(after);
            filled.send_replace(Filled { files, is_whole: false });
        }
        tracing::info!(files, part = %self.share, "the gallery is filled");
        filled.send_replace(Filled { files, is_whole: true });
        loop {
            place = self.catch_up(&client, place).await?;
            if filled.is_closed() {
                return Ok(());
            }
            tokio::time::sleep(INTERVAL).await;
        }
    }

    /// Takes in what has changed after `place`, and answers the place behind it.
    async fn catch_up(&self, client: &Client, place: Place) -> Result<Place, StoreError> {
        let mut place = place;
        loop {
            let (mut files, after) = gallery::changed(client, &place).await?;
            if files.is_empty() {
                return Ok(after);
            }
            files.retain(|file| self.share.has(reference(*file)));
            let found = gallery::of_files(client, &self.source.ring, &files).await?;
            self.take(found).await;
            place = after;
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
