//! Erasure: what is kept no longer goes, in the database role that may erase.
//!
//! A run goes kind by kind and batch by batch. Each batch is a transaction with its log row and
//! its share of the account, so that a run can be broken off and taken up again at any time; it
//! looks at what is due by an index and at nothing else. Before anything goes, the domain is asked
//! once more with the days of the record: what it would keep is held, whatever stands in the
//! column. Law: EES Art. 34, 35(6), 46(4).

pub mod ahead;
pub mod captures;
mod days;
mod due;
mod log;
pub(crate) mod orders;
pub mod orphans;
mod parts;
pub mod runs;

use ees_domain::authority::Purpose;
use ees_domain::day::Day;
use ees_domain::switches::RetentionSwitches;
use fnd_core::Ids;
use fnd_pg::Failure;
use jiff::Timestamp;
use tokio_postgres::{Client, IsolationLevel, Transaction};
use uuid::Uuid;

use crate::StoreError;
use crate::system::{System, Told};
pub use orders::carry_out_orders;
pub use parts::BY_NAME;

use due::Kind;
use runs::RunKind;

/// The code of a notice that a file was erased before its time. Art. 35(7).
pub const ERASED: &str = "erased";
/// The code of a notice that a record or a refusal of a file was erased before its time.
pub const RECORD_ERASED: &str = "record-erased";

/// The number under which the database lets one run at a time.
const ONE_RUN: i64 = 0x4545_5352;
/// How often a batch is taken again that somebody changed under it.
const TRIES_MAX: u32 = 5;
/// For the length of a batch: little is due, so no plan may read a whole table, however old the
/// statistics are; and nobody is kept waiting by us.
const MODEST: &str = "SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off;
                      SET LOCAL enable_mergejoin = off; SET LOCAL lock_timeout = '2s'";

/// When and how erasure is done.
#[derive(Debug, Clone, Copy)]
pub struct How<'a> {
    /// Makes identifiers.
    pub ids: &'a dyn Ids,
    /// The moment of all of it.
    pub now: Timestamp,
    /// How the law is read.
    pub switches: RetentionSwitches,
}

impl How<'_> {
    /// The day that has not ended everywhere.
    pub fn today(&self) -> Day {
        self.switches.today(self.now)
    }

    /// What was kept until a day before this one is due.
    fn kept_from(&self) -> Day {
        self.switches.kept_from(self.today())
    }
}

/// What was erased.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Erased {
    /// Entry/exit records, those of erased files not counted.
    pub records: u64,
    /// Refusals of entry, those of erased files not counted.
    pub refusals: u64,
    /// Files with everything on them.
    pub files: u64,
    /// Notices to Member States.
    pub notices: u64,
    /// Log rows.
    pub log_rows: u64,
    /// What was due by its column and is kept by the rules; nothing of it is erased.
    pub held: u64,
    /// Orders that could not be carried out and are tried again; nothing of them is erased.
    pub failed: u64,
}

impl Erased {
    /// Everything that went.
    pub fn total(&self) -> u64 {
        [self.records, self.refusals, self.files, self.notices, self.log_rows]
            .into_iter()
            .fold(0, u64::saturating_add)
    }
}

/// A batch of one kind.
#[derive(Debug, Default)]
struct Batch {
    /// How many went.
    count: u64,
    /// What was due and stays; it is not looked at again in this run.
    held: Vec<Uuid>,
    /// Whether there may be more.
    is_full: bool,
}

/// Erases everything whose time is over at `how.now`; answers the run and what it did, or `None`
/// when another run is under way. `client` is in the role [`crate::schema::RETENTION`].
///
/// Law: EES Art. 34(1) to (5), 46(4).
pub async fn erase_due(
    client: &mut Client,
    how: How<'_>,
) -> Result<Option<(Uuid, Erased)>, StoreError> {
    if !lock(client).await? {
        return Ok(None);
    }
    let done = daily(client, how).await;
    unlock(client).await;
    done.map(Some)
}

async fn daily(client: &mut Client, how: How<'_>) -> Result<(Uuid, Erased), StoreError> {
    let run = runs::begin(client, how, RunKind::Daily).await?;
    let mut erased = Erased::default();
    for kind in Kind::ALL {
        let mut held = Vec::new();
        loop {
            let batch = patiently(client, how, (run, kind, &held)).await?;
            kind.add(&mut erased, &batch);
            held.extend(batch.held);
            if !batch.is_full {
                break;
            }
        }
    }
    parts::erase_withdrawn(client).await?;
    log::drop_procedures(client, how).await?;
    log::drop_keys(client, how).await?;
    runs::end(client, how, run).await?;
    Ok((run, erased))
}

/// A batch, taken again when somebody changed what it was about to erase.
async fn patiently(
    client: &mut Client,
    how: How<'_>,
    (run, kind, held): (Uuid, Kind, &[Uuid]),
) -> Result<Batch, StoreError> {
    let mut tries = 1;
    loop {
        match batch(client, how, (run, kind, held)).await {
            Err(StoreError::Database(Failure::Contended(_))) if tries < TRIES_MAX => {
                tries = tries.saturating_add(1);
            }
            done => return done,
        }
    }
}

async fn batch(
    client: &mut Client,
    how: How<'_>,
    (run, kind, held): (Uuid, Kind, &[Uuid]),
) -> Result<Batch, StoreError> {
    let system = System::begin((how.ids, how.now), kind.action(), Purpose::Retention)?;
    let transaction = begin(client).await?;
    let row = system.next_id();
    let batch = kind.erase(&transaction, how, (row, held)).await?;
    if 0 < batch.count {
        let told = Told { count: batch.count, sent: kind.category(), ..Told::default() };
        system.log(&transaction, row, told).await?;
    }
    runs::add(&transaction, run, kind.column(), batch.count).await?;
    let held = u64::try_from(batch.held.len()).unwrap_or(u64::MAX);
    runs::add(&transaction, run, "held", if kind.may_hold() { held } else { 0 }).await?;
    transaction.commit().await?;
    Ok(batch)
}

/// Begins a transaction that sees one state of everything: whatever somebody changes or adds to
/// what it is about to erase makes it fail, and nothing of it happens.
async fn begin(client: &mut Client) -> Result<Transaction<'_>, StoreError> {
    let builder = client.build_transaction().isolation_level(IsolationLevel::RepeatableRead);
    let transaction = builder.start().await?;
    transaction.batch_execute(MODEST).await?;
    Ok(transaction)
}

/// Keeps other runs away until [`unlock`], or until the connection ends.
async fn lock(client: &Client) -> Result<bool, StoreError> {
    Ok(client.query_one("SELECT pg_try_advisory_lock($1)", &[&ONE_RUN]).await?.get(0))
}

/// Lets other runs come. A connection that broke has let go already.
async fn unlock(client: &Client) {
    if let Err(error) = client.execute("SELECT pg_advisory_unlock($1)", &[&ONE_RUN]).await {
        tracing::debug!(%error, "a run of erasure ends with its connection");
    }
}
