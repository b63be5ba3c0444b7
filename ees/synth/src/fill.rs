//! Filling an empty register with people who do not exist.
//!
//! What is recorded goes the way a border authority's recording goes: a unit of work for each
//! passage, under a grant, with its log row. Files are filled side by side, each file in order.

mod place;
mod record;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use ees_domain::day::Day;
use ees_store::{PgRegister, StoreError};
use fnd_pg::Failure;
use fnd_pg::cluster::ClusterError;
use fnd_vault::ring::RingError;
use jiff::Timestamp;
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::history::Traveller;
use crate::population::travellers;
use crate::specimens::Cabinet;
use crate::tally::Tally;
use place::Place;

/// Connections on which is recorded at the same time.
const CONNECTIONS: usize = 8;
/// People drawn and recorded before the next are; within them, passages go in order of time.
const COHORT: usize = 20_000;
/// How often the progress is told.
const TELL_EVERY: Duration = Duration::from_millis(200);

/// What is to be filled with whom.
#[derive(Debug, Clone)]
pub struct Order {
    /// The data folder.
    pub data: PathBuf,
    /// How many people.
    pub travellers: usize,
    /// The seed.
    pub seed: u64,
    /// The day before which the history ends.
    pub today: Day,
}

/// How far the filling is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// People whose passages are recorded or being recorded, of how many.
    pub travellers: (usize, usize),
    /// Units of work of these people that are recorded, of how many.
    pub units: (u64, u64),
}

/// The register was not filled.
#[derive(Debug, thiserror::Error)]
pub enum FillError {
    /// Somebody is in it already.
    #[error(
        "the register in `{}` is not empty; fill an empty one, or choose another data folder",
        .0.display()
    )]
    NotEmpty(PathBuf),
    /// The database server did not start or stop.
    #[error(transparent)]
    Cluster(#[from] ClusterError),
    /// The database refused.
    #[error("the database failed: {0}")]
    Database(#[from] Failure),
    /// The keys cannot be used.
    #[error("the key ring failed: {0}")]
    Ring(#[from] RingError),
    /// A unit of work failed.
    #[error("recording failed: {0}")]
    Store(#[from] StoreError),
    /// A task of ours ended before its time.
    #[error("recording ended before its time")]
    Broken,
    /// A file could not be written.
    #[error("`{}`: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
}

/// Fills the register of `order` and writes its specimens; `tell` hears of the progress.
pub async fn fill(
    order: &Order,
    now: Timestamp,
    tell: &mut (dyn FnMut(Progress) + Send),
) -> Result<Tally, FillError> {
    let place = Place::open(&order.data, now).await?;
    let filled = fill_open(&place, order, tell).await;
    // Stopped whatever happened: what was recorded is to reach the disk.
    place.stop().await?;
    filled
}

async fn fill_open(
    place: &Place,
    order: &Order,
    tell: &mut (dyn FnMut(Progress) + Send),
) -> Result<Tally, FillError> {
    if !place.is_empty().await? {
        return Err(FillError::NotEmpty(order.data.clone()));
    }
    let mut tally = Tally::default();
    let mut cabinet = Cabinet::new(order.today);
    let mut people = travellers(order.seed, order.today).take(order.travellers);
    loop {
        let cohort: Vec<Arc<Traveller>> = people.by_ref().take(COHORT).map(Arc::new).collect();
        if cohort.is_empty() {
            break;
        }
        let before = tally.units;
        for traveller in &cohort {
            tally.add(traveller, order.today);
            cabinet.consider(traveller);
        }
        let upto = usize::try_from(tally.travellers).unwrap_or(usize::MAX);
        let mut tell_units = |done: u64| {
            let units = (before.saturating_add(done), tally.units);
            tell(Progress { travellers: (upto, order.travellers), units });
        };
        record_cohort(&place.register, &cohort, &mut tell_units).await?;
    }
    place.settle().await?;
    let path = order.data.join("specimens.txt");
    let written = std::fs::write(&path, cabinet.text(order.seed));
    written.map_err(|source| FillError::Io { path, source })?;
    Ok(tally)
}

/// Passages that one connection records, in order: traveller and number of the unit.
type Queue = Vec<(Arc<Traveller>, usize)>;

/// Shares the passages among the connections, a traveller always to the same one.
fn queues(cohort: &[Arc<Traveller>]) -> Vec<Queue> {
    let mut passages: Vec<(Timestamp, usize, usize)> = Vec::new();
    for (who, traveller) in cohort.iter().enumerate() {
        let units = traveller.units.iter().enumerate();
        passages.extend(units.map(|(number, unit)| (unit.at, who, number)));
    }
    // Two passages of one traveller never share an instant and a number, so order is settled.
    passages.sort_unstable_by_key(|(at, who, number)| (*at, *who, *number));
    let mut queues: Vec<Queue> = vec![Vec::new(); CONNECTIONS];
    for (_, who, number) in passages {
        let queue = queues.get_mut(who.checked_rem(CONNECTIONS).unwrap_or_default());
        if let (Some(queue), Some(traveller)) = (queue, cohort.get(who)) {
            queue.push((Arc::clone(traveller), number));
        }
    }
    queues
}

async fn record_cohort(
    register: &PgRegister,
    cohort: &[Arc<Traveller>],
    tell: &mut (dyn FnMut(u64) + Send),
) -> Result<(), FillError> {
    let done = Arc::new(AtomicU64::new(0));
    let mut tasks = JoinSet::new();
    for queue in queues(cohort) {
        tasks.spawn(record_queue(register.clone(), queue, Arc::clone(&done)));
    }
    loop {
        match timeout(TELL_EVERY, tasks.join_next()).await {
            Err(_) => tell(done.load(Ordering::Relaxed)),
            Ok(None) => break,
            Ok(Some(Ok(recorded))) => recorded?,
            Ok(Some(Err(_))) => return Err(FillError::Broken),
        }
    }
    tell(done.load(Ordering::Relaxed));
    Ok(())
}

async fn record_queue(
    register: PgRegister,
    queue: Queue,
    done: Arc<AtomicU64>,
) -> Result<(), FillError> {
    for (traveller, number) in queue {
        record::record(&register, &traveller, number).await?;
        done.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}
