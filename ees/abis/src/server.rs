//! Our matching for whoever speaks the interface.
//!
//! Every operation is answered at once; nobody is called back. What is kept lies sealed in one
//! file and its templates in memory. Scores and thresholds are decibels: −10 · log₁₀ of the false
//! match rate.

mod config;
mod engine;
mod fault;
mod file;
mod galleries;
mod guard;
mod index;
mod persons;
mod routes;
mod search;
mod store;
mod templates;
mod tokens;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};

use ees_biometrics::models::ModelsError;
use ees_biometrics::parallel;
use ees_match::compare::calibration::Strength;
use fnd_core::clock::SystemClock;
use fnd_core::id::RandomIds;
use fnd_core::{Clock, Ids};
use fnd_vault::{RingError, SharedRing};
use fnd_web::serve::{self, Admin, Running, ServeError};
use fnd_web::telemetry::Metrics;
use tokio::sync::Semaphore;

pub use config::{Config, ConfigError, Extractor, Limits, Matcher};
pub use engine::TEMPLATE_FACE;
use engine::{Engine, Taken};
pub use fault::{Code, Fault};
pub use file::StoreError;
use index::Index;
pub use routes::router;
use store::{Head, Store};
pub use tokens::{SCOPES, Tokens, TokensError};

use crate::wire::Encounter;

/// The service could not start or go on.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// The configuration cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The tokens cannot be used.
    #[error(transparent)]
    Tokens(#[from] TokensError),
    /// A model cannot be used.
    #[error(transparent)]
    Models(#[from] ModelsError),
    /// The key ring cannot be used.
    #[error(transparent)]
    Ring(#[from] RingError),
    /// The gallery cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The listeners failed.
    #[error(transparent)]
    Serve(#[from] ServeError),
    /// The operating system refused.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// When a service ends, besides at a signal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// At a signal alone.
    Signal,
    /// Also when standard input ends, as it does when whoever started it is gone.
    InputEnds,
}

/// Serves until it is ended.
///
/// # Errors
/// [`ServerError`] says what to correct; nothing is served then.
pub async fn serve(config: &Config, metrics: Metrics, until: Until) -> Result<(), ServerError> {
    let running = start(config, Some(metrics))?;
    if until == Until::InputEnds {
        running.stop_at_end_of(std::io::stdin());
    }
    Ok(running.until_stopped().await?)
}

/// Binds the listeners and begins to serve. Must be called where tasks can be spawned.
///
/// # Errors
/// [`ServerError`] says what to correct.
pub fn start(config: &Config, metrics: Option<Metrics>) -> Result<Running, ServerError> {
    let service = Arc::new(Service::open(config)?);
    let looked_at = Arc::clone(&service);
    let admin = Admin::new().check("gallery", move || {
        let service = Arc::clone(&looked_at);
        async move {
            let looked = service.work(|service| {
                service.change(|kept| kept.store.probe().map_err(|error| Fault::failed(&error)))
            });
            looked.await.map_err(|fault| fault.message)
        }
    });
    let admin = match metrics {
        Some(metrics) => admin.metrics(metrics),
        None => admin,
    };
    let (people, faces) = (service.reading().len(), service.engine.has_faces());
    let running = serve::start(&config.server, router(&service, config), admin)?;
    tracing::info!(
        tls = ?running.tls, plain = ?running.plain, admin = ?running.admin,
        encounters = people, faces, extractor = service.engine.extractor(), "listening"
    );
    Ok(running)
}

/// What operations share.
#[derive(Debug)]
pub struct Service {
    engine: Engine,
    tokens: Tokens,
    threshold: Strength,
    kept: Mutex<Kept>,
    /// Shared with `kept`, which writes it.
    index: Arc<RwLock<Index>>,
    /// As many at once as there are processors.
    processors: Arc<Semaphore>,
}

/// What is kept: on the disk, and in memory. Who holds it is the only one who changes either.
#[derive(Debug)]
struct Kept {
    store: Store,
    index: Arc<RwLock<Index>>,
}

impl Service {
    /// Opens what is kept and reads its templates into memory.
    ///
    /// # Errors
    /// [`ServerError`] says what to correct; a file that is refused stays as it is.
    pub fn open(config: &Config) -> Result<Self, ServerError> {
        config.check()?;
        let tokens = Tokens::load(&config.tokens)?;
        let engine = Engine::prepare(config)?;
        std::fs::create_dir_all(&config.data)?;
        let ring = SharedRing::open(&config.data.join("keys.toml"), SystemClock.now())?;
        let mut store = Store::open(&config.data.join("gallery.sqlite"), Arc::new(ring))?;
        let mut index = Index::new(engine.method, engine.cpu);
        let mut refused = Ok(());
        store.each(|seq, head, taken| {
            if let Err(error) = index.put(seq, head, &taken.samples) {
                refused = Err(StoreError::Damaged(error.to_string()));
            }
        })?;
        refused?;
        let index = Arc::new(RwLock::new(index));
        Ok(Self {
            engine,
            tokens,
            threshold: config.threshold(),
            kept: Mutex::new(Kept { store, index: Arc::clone(&index) }),
            index,
            processors: Arc::new(Semaphore::new(parallel::threads().get())),
        })
    }

    /// What is searched.
    fn reading(&self) -> RwLockReadGuard<'_, Index> {
        self.index.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does `work` with what is kept, while nobody else changes it.
    fn change<T>(&self, work: impl FnOnce(&mut Kept) -> Result<T, Fault>) -> Result<T, Fault> {
        // Every change of the file is one transaction, and memory follows it.
        let mut kept: MutexGuard<'_, Kept> =
            self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        work(&mut kept)
    }

    /// Does what takes a processor or the disk where it keeps no other request waiting.
    async fn work<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Self) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let permit = Arc::clone(&self.processors).acquire_owned().await;
        let permit = permit.map_err(|error| Fault::failed(&error))?;
        let service = Arc::clone(self);
        let done = tokio::task::spawn_blocking(move || {
            let done = work(&service);
            drop(permit);
            done
        });
        done.await.unwrap_or_else(|error| Err(Fault::failed(&error)))
    }
}

impl Kept {
    fn reading(&self) -> RwLockReadGuard<'_, Index> {
        self.index.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts into memory what lies on the disk.
    fn index(&self, seq: i64, head: Head, taken: &Taken) -> Result<(), Fault> {
        let mut index = self.index.write().unwrap_or_else(PoisonError::into_inner);
        index.put(seq, head, &taken.samples).map_err(|error| Fault::failed(&error))
    }

    /// Takes an encounter in.
    fn add(&mut self, head: Head, (content, taken): (&Encounter, &Taken)) -> Result<(), Fault> {
        let seq = self.store.add(&head, (content, taken)).map_err(|error| Fault::failed(&error))?;
        self.index(seq, head, taken)
    }

    /// Puts another content in the place of that of an encounter.
    fn replace(
        &mut self,
        (seq, head): (i64, Head),
        (content, taken): (&Encounter, &Taken),
    ) -> Result<(), Fault> {
        let replaced = self.store.replace((seq, &head), (content, taken));
        replaced.map_err(|error| Fault::failed(&error))?;
        self.index(seq, head, taken)?;
        self.store.overwrite().map_err(|error| Fault::failed(&error))
    }

    /// Removes encounters: from the disk, and then from memory. What could not be removed there
    /// stays here too, so that whoever asks again is not told that nothing was there.
    fn remove(&mut self, seqs: &[i64]) -> Result<(), Fault> {
        self.store.remove(seqs).map_err(|error| Fault::failed(&error))?;
        {
            let mut index = self.index.write().unwrap_or_else(PoisonError::into_inner);
            for seq in seqs {
                index.remove(*seq);
            }
        }
        self.store.overwrite().map_err(|error| Fault::failed(&error))
    }

    /// Sets what stands in the clear of encounters.
    fn set(&mut self, heads: Vec<(i64, Head)>) -> Result<(), Fault> {
        let mut all = Vec::with_capacity(heads.len());
        for (seq, _) in &heads {
            all.push(self.store.templates(*seq).map_err(|error| Fault::failed(&error))?);
        }
        self.store.set(&heads).map_err(|error| Fault::failed(&error))?;
        for ((seq, head), taken) in heads.into_iter().zip(all) {
            self.index(seq, head, &taken)?;
        }
        Ok(())
    }

    /// The number of an encounter.
    fn find(&self, person: &str, encounter: &str) -> Result<i64, Fault> {
        let index = self.reading();
        if index.person(person).is_none() {
            return Err(no_person());
        }
        let no_encounter = || Fault::new(Code::NoEncounter, "the person has no such encounter");
        index.find(person, encounter).ok_or_else(no_encounter)
    }

    /// The numbers of all encounters of a person.
    fn of_person(&self, person: &str) -> Result<Vec<i64>, Fault> {
        let index = self.reading();
        Ok(index.person(person).ok_or_else(no_person)?.values().copied().collect())
    }

    fn head(&self, seq: i64) -> Result<Head, Fault> {
        let head = self.reading().head(seq).cloned();
        head.ok_or_else(|| Fault::failed(&"an encounter is not in memory"))
    }
}

/// A name for somebody or something that was given none.
fn identifier() -> String {
    RandomIds.next(SystemClock.now()).to_string()
}

fn no_person() -> Fault {
    Fault::new(Code::NoPerson, "nobody of this name is known here")
}
