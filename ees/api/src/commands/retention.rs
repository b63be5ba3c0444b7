//! The commands of erasure: run now, look ahead, look for what hangs on nothing, destroy.

use std::path::Path;
use std::process::ExitCode;

use ees_domain::switches::RetentionSwitches;
use ees_store::retention::orphans::find_orphans;
use ees_store::retention::{Erased, How, ahead, carry_out_orders, erase_due, runs};
use ees_store::{rotation, schema};
use fnd_core::Clock;
use fnd_core::clock::SystemClock;
use fnd_core::id::RandomIds;
use fnd_host::Storage;
use fnd_pg::database::{Client, connect};
use fnd_pg::rewrite;
use fnd_vault::KeyRing;

use super::{CommandError, run};
use crate::config::Config;
use crate::daemon::storage_beside;

/// What of the database is written anew by `destroy`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The tables of wrapped keys, which takes seconds.
    Keys,
    /// Every table, and the write-ahead log; nobody can work meanwhile.
    Everything,
}

/// The tables of wrapped keys.
const KEYS: [&str; 2] = ["file_key", "log_key"];
/// How often keys that were made meanwhile are wrapped anew.
const PASSES_MAX: u32 = 10;

fn now() -> How<'static> {
    How { ids: &RandomIds, now: SystemClock.now(), switches: RetentionSwitches::default() }
}

/// The storage of `config`, and a connection in the role of retention.
async fn open(config: &Path) -> Result<(Config, Storage, Client), CommandError> {
    let config = Config::load(config)?;
    let storage = storage_beside(&config).await?;
    let client = connect(storage.of(schema::RETENTION)?).await?;
    Ok((config, storage, client))
}

/// Erases what is kept no longer, and what is ordered, now.
pub fn run_now(config: &Path) -> ExitCode {
    run(async {
        let (_, storage, mut client) = open(config).await?;
        let done = erase(&mut client).await;
        drop(client);
        storage.close().await?;
        let Some((ordered, due)) = done? else {
            println!("another run is under way; nothing was done here");
            return Ok(ExitCode::FAILURE);
        };
        say("ordered by authorities", &ordered);
        say("kept no longer", &due);
        Ok(ExitCode::SUCCESS)
    })
}

async fn erase(client: &mut Client) -> Result<Option<(Erased, Erased)>, CommandError> {
    let Some(ordered) = carry_out_orders(client, now()).await? else { return Ok(None) };
    let Some((run, due)) = erase_due(client, now()).await? else { return Ok(None) };
    let found = find_orphans(client, now()).await?;
    let count = found.iter().map(|one| one.count).fold(0, u64::saturating_add);
    runs::note_orphans(client, run, count).await?;
    Ok(Some((ordered, due)))
}

fn say(what: &str, erased: &Erased) {
    let Erased { records, refusals, files, notices, log_rows, held, failed } = *erased;
    println!(
        "erased, {what}: {records} records, {refusals} refusals, {files} files, {notices} notices, \
         {log_rows} log rows"
    );
    if 0 < failed {
        println!("{failed} orders failed and are tried again; the log says what stood in the way");
    }
    if 0 < held {
        println!("{held} were due by their day and are kept; `eesd retention orphans` says more");
    }
}

/// Says what a run would erase now and in the months to come; erases nothing.
pub fn preview(config: &Path) -> ExitCode {
    run(async {
        let (_, storage, client) = open(config).await?;
        let (how, today) = (now(), now().today());
        let due = ahead::due_now(&client, how).await;
        let months = ahead::by_month(&client, today).await;
        drop(client);
        storage.close().await?;
        let due = due?;
        println!(
            "due on {today}: {} records, {} refusals, {} files",
            due.records, due.refusals, due.files
        );
        println!("{} orders of authorities wait", due.orders);
        println!("{} erased files whose log rows are due", due.logs);
        println!("kept until a day of the month, as things stand:");
        println!("{:<8} {:>12} {:>12} {:>12}", "month", "records", "refusals", "files");
        for month in months? {
            let name = month.month.strftime("%Y-%m");
            let (records, refusals, files) = (month.records, month.refusals, month.files);
            println!("{name:<8} {records:>12} {refusals:>12} {files:>12}");
        }
        Ok(ExitCode::SUCCESS)
    })
}

/// Looks for what hangs on nothing; the exit code tells whether there is any.
pub fn orphans(config: &Path) -> ExitCode {
    run(async {
        let (_, storage, client) = open(config).await?;
        let found = find_orphans(&client, now()).await;
        drop(client);
        storage.close().await?;
        let found = found?;
        if found.is_empty() {
            println!("nothing hangs on nothing, and every day is the one that the rules give");
            return Ok(ExitCode::SUCCESS);
        }
        for one in found {
            println!("{:>12} {}", one.count, one.kind);
        }
        Ok(ExitCode::FAILURE)
    })
}

/// Destroys what is left of what was erased: see the guide for what that reaches.
pub fn destroy(config: &Path, scope: Scope) -> ExitCode {
    run(async {
        let config = Config::load(config)?;
        let storage = storage_beside(&config).await?;
        let done = destroy_in(&config, &storage, scope).await;
        storage.close().await?;
        done?;
        println!(
            "destroy every copy of the key ring that was made before now: whoever has one and"
        );
        println!("a backup of the same time can read what was erased since");
        Ok(ExitCode::SUCCESS)
    })
}

async fn destroy_in(config: &Config, storage: &Storage, scope: Scope) -> Result<(), CommandError> {
    let path = config.data.join("keys.toml");
    let mut ring = KeyRing::load(&path)?;
    let number = ring.rotate(SystemClock.now())?;
    // The ring is saved before anything is wrapped under its new key.
    ring.save(&path)?;
    let mut client = connect(storage.of(schema::APP)?).await?;
    rewrap(&mut client, &ring).await?;
    for older in ring.older() {
        ring.remove(older)?;
    }
    ring.save(&path)?;
    println!("key number {number} is the only one; what was wrapped under others is lost for ever");
    let owner = connect(storage.of(schema::OWNER)?).await?;
    let all = match scope {
        Scope::Keys => KEYS.map(str::to_owned).to_vec(),
        Scope::Everything => rewrite::tables(&owner).await?,
    };
    rewrite::rewrite(&owner, &all.iter().map(String::as_str).collect::<Vec<_>>()).await?;
    println!("{} tables are written anew", all.len());
    match (scope, storage.superuser()) {
        (Scope::Keys, _) => {}
        (Scope::Everything, None) => {
            println!(
                "statistics and write-ahead log are for whoever runs the server: see the guide"
            );
        }
        (Scope::Everything, Some(superuser)) => {
            if !rewrite::forget(&connect(superuser).await?).await? {
                return Err(CommandError::StillInLog);
            }
            println!("nothing of before is in the write-ahead log");
        }
    }
    Ok(())
}

/// Wraps every data key anew under the active key, those that are made meanwhile included.
async fn rewrap(client: &mut Client, ring: &KeyRing) -> Result<(), CommandError> {
    for _ in 0..PASSES_MAX {
        rotation::rewrap(client, ring).await?;
        let is_settled = rewrite::settle(client).await?;
        if is_settled && rotation::remaining(client, ring).await? == 0 {
            return Ok(());
        }
    }
    let remaining = rotation::remaining(client, ring).await?;
    Err(CommandError::StillInUse(remaining, ring.older().first().copied().unwrap_or_default()))
}
