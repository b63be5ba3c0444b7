//! Erasing what its time has passed for, category by category, and the account of it. Statement
//! 5; R16 to R19, R57.
//!
//! Every category goes by an index over the instant from which its time is counted, so that a
//! night costs what is due and not what is stored. Each has a transaction and a log row of its
//! own: one that fails does not hold up the others. This runs in the role of upkeep.

use fnd_pg::log::retention::erase;
use fnd_register::Coded;
use ies_domain::access::Action;
use ies_domain::log::{Class, Doer, Event};
use ies_domain::retention::{ORDER, RequestCuts, emergency_cut, log_cut, request_cuts, span};
use ies_domain::switches::Switches;
use jiff::Timestamp;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::resting::erase_exports;
use crate::{Access, Outcome, Store, StoreError, Unit};

/// What a run did with one category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erased {
    /// The category.
    pub category: String,
    /// How many were erased.
    pub count: u64,
    /// Whether it failed; the next run tries again.
    pub has_failed: bool,
}

/// A run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its identifier.
    pub id: Uuid,
    /// When it was.
    pub at: Timestamp,
    /// How many were erased.
    pub erased: u64,
    /// How many categories failed.
    pub failed: u64,
}

/// The log's code of a category that could not be erased.
const FAILED: &str = "retention-failed";

impl Store {
    /// Erases everything whose time is over at `now`. Of categories that ended nothing there is
    /// no row; of the run as a whole there is.
    #[tracing::instrument(name = "db.retain", skip_all)]
    pub async fn retain(
        &self,
        switches: &Switches,
        now: Timestamp,
    ) -> Result<Vec<Erased>, StoreError> {
        let run = self.0.ids.next(now);
        let mut erased = Vec::new();
        for category in ORDER {
            let count = self.retain_category(category, (switches, now), run).await;
            if let Err(error) = &count {
                tracing::warn!(category, %error, "a category could not be erased");
                let outcome = Outcome::refused(FAILED, None).showing(vec![category]);
                self.note(happened(now, run), outcome).await?;
            }
            let has_failed = count.is_err();
            let count = count.unwrap_or_default();
            if has_failed || 0 < count {
                erased.push(Erased { category: (*category).to_owned(), count, has_failed });
            }
        }
        let total = erased.iter().map(|one| one.count).fold(0, u64::saturating_add);
        self.note(happened(now, run), Outcome::default().hitting(counted(total))).await?;
        Ok(erased)
    }

    async fn retain_category(
        &self,
        category: &'static str,
        (switches, now): (&Switches, Timestamp),
        run: Uuid,
    ) -> Result<u64, StoreError> {
        let mut unit = self.begin(happened(now, run)).await?;
        let cut = span(category, switches).cut(now);
        let count = match category {
            "log-action" => erase_log(&unit, switches, now).await?,
            "log-query" => erase_queries(&unit, cut).await?,
            "registration" => erase_requests(&unit, request_cuts(now, switches)).await?,
            "emergency-access" => {
                erase_emergencies(&unit, (cut, emergency_cut(now, switches))).await?
            }
            "export" => counted_u64(erase_exports(&mut unit, Some(cut)).await?),
            "tombstone" => erase_tombstones(&unit, cut).await?,
            _ => match statement(category) {
                Some((sql, Counted::FromCut)) => execute(&unit, sql, &[&cut]).await?,
                Some((sql, Counted::ByNow)) => execute(&unit, sql, &[&now]).await?,
                // It goes with its owner, or with the decision it served.
                None => 0,
            },
        };
        if count == 0 {
            return Ok(0);
        }
        unit.end(Outcome::default().hitting(counted(count)).showing(vec![category])).await?;
        Ok(count)
    }
}

fn happened(now: Timestamp, run: Uuid) -> Access {
    Access::happened(now, Doer::System, Event::RetentionRun, run)
}

fn counted(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

fn counted_u64(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// From which instant a statement counts.
enum Counted {
    /// What began before the cut of the category.
    FromCut,
    /// What carries the instant of its own end.
    ByNow,
}

/// The statement that erases a category which is one table's.
fn statement(category: &str) -> Option<(&'static str, Counted)> {
    let statement = match category {
        "session" => ("DELETE FROM session WHERE expires_at <= $1", Counted::ByNow),
        "email-change" => ("DELETE FROM email_change WHERE expires_at <= $1", Counted::ByNow),
        "api-token" => ("DELETE FROM api_token WHERE expires_at <= $1", Counted::ByNow),
        "mail" => ("DELETE FROM mail WHERE queued_at <= $1", Counted::FromCut),
        "log-technical" => ("DELETE FROM log_technical WHERE at <= $1", Counted::FromCut),
        "membership" => (
            "DELETE FROM membership
              WHERE state IN ('declined', 'lapsed', 'ended') AND since <= $1",
            Counted::FromCut,
        ),
        "role-grant" => ("DELETE FROM role_grant WHERE ended_at <= $1", Counted::FromCut),
        "exceptional-edit" => {
            ("DELETE FROM exceptional_edit WHERE edited_at <= $1", Counted::FromCut)
        }
        "consent-evidence" => {
            ("DELETE FROM consent_evidence WHERE ended_at <= $1", Counted::FromCut)
        }
        "rights-request" => ("DELETE FROM rights_request WHERE closed_at <= $1", Counted::FromCut),
        "breach" => ("DELETE FROM breach WHERE closed_at <= $1", Counted::FromCut),
        _ => return None,
    };
    Some(statement)
}

async fn execute(
    unit: &Unit,
    sql: &str,
    values: &[&(dyn ToSql + Sync)],
) -> Result<u64, StoreError> {
    Ok(unit.client()?.execute(sql, values).await?)
}

/// Requests that led to no account; of what was never submitted nothing is kept. The file of a
/// scan goes first. R14, R16.
async fn erase_requests(unit: &Unit, cuts: RequestCuts) -> Result<u64, StoreError> {
    let sql = "WITH due AS (
                   SELECT registration_id FROM registration r
                    WHERE ended_at IS NOT NULL AND account_id IS NULL
                      AND ended_at <= CASE WHEN submitted_at IS NULL THEN $2::timestamptz
                                           ELSE $1::timestamptz END
                      AND NOT EXISTS (SELECT 1 FROM scan_end e
                           WHERE e.registration_id = r.registration_id AND unlinked_at IS NULL)),
                   files AS (DELETE FROM scan_end USING due
                              WHERE scan_end.registration_id = due.registration_id)
               DELETE FROM registration USING due
                WHERE registration.registration_id = due.registration_id";
    execute(unit, sql, &[&cuts.submitted, &cuts.never_submitted]).await
}

/// Emergency access: of what ended, by its end; of what nobody ended, once its hours were over.
async fn erase_emergencies(
    unit: &Unit,
    (ended, begun): (Timestamp, Timestamp),
) -> Result<u64, StoreError> {
    let sql = "DELETE FROM emergency_access
                WHERE asked_at <= $1 AND (ended_at <= $1
                      OR ended_at IS NULL AND coalesce(begun_at, asked_at) <= $2)";
    execute(unit, sql, &[&ended, &begun]).await
}

/// Log rows, those of ordinary use before those that matter for security. R18.
async fn erase_log(unit: &Unit, switches: &Switches, now: Timestamp) -> Result<u64, StoreError> {
    let mut count = 0_u64;
    for class in Class::ALL.iter().copied() {
        let codes = codes_of(class);
        let cut = log_cut(class, now, switches);
        let erased = erase(&***unit.client()?, (&codes, cut), unit.log_id()).await?;
        count = count.saturating_add(erased);
    }
    Ok(count)
}

/// The codes of everything that leaves rows of `class`.
fn codes_of(class: Class) -> Vec<&'static str> {
    let actions = Action::ALL.iter().filter(|action| action.class() == class).map(Coded::code);
    let events = Event::ALL.iter().filter(|event| event.class() == class).map(Coded::code);
    actions.chain(events).collect()
}

/// What queries were made with, and then the keys of months of which nothing is left.
async fn erase_queries(unit: &Unit, cut: Timestamp) -> Result<u64, StoreError> {
    let sql = "UPDATE log_entry SET used = NULL WHERE used IS NOT NULL AND at <= $1";
    let count = execute(unit, sql, &[&cut]).await?;
    let before = cut.to_zoned(jiff::tz::TimeZone::UTC).date();
    let month = i32::from(before.year()).saturating_mul(100).saturating_add(before.month().into());
    let keys = execute(unit, "DELETE FROM log_key WHERE log_key_id < $1", &[&month]).await?;
    Ok(count.saturating_add(keys))
}

/// The ledger of erasures, by the database's own clock as well as by ours. R57.
async fn erase_tombstones(unit: &Unit, cut: Timestamp) -> Result<u64, StoreError> {
    let sql = "DELETE FROM tombstone
                WHERE erased_at <= $1 AND erased_at <= now() - interval '365 days'
                RETURNING account_id";
    let rows = unit.client()?.query(sql, &[&cut]).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.get(0)).collect();
    execute(unit, "DELETE FROM erasure WHERE account_id = ANY ($1)", &[&ids]).await?;
    Ok(counted_u64(ids.len()))
}

/// Runs that are listed.
const RUNS_MAX: i64 = 30;

impl Store {
    /// When the last run was; `None` before the first.
    pub async fn last_retention(&self) -> Result<Option<Timestamp>, StoreError> {
        let client = self.0.database.connection().await?;
        // The row that closes a run names no category; one that broke off goes on.
        let sql = "SELECT max(at) FROM log_entry
                    WHERE action = 'retention-run' AND sent = '' AND outcome = 'done'";
        Ok(client.query_one(sql, &[]).await?.get(0))
    }
}

/// The last runs, the latest first.
pub(crate) async fn runs(unit: &Unit) -> Result<Vec<Run>, StoreError> {
    let sql = "SELECT request, min(at), coalesce(sum(hits) FILTER (WHERE sent <> ''), 0)::bigint,
                      count(*) FILTER (WHERE outcome <> 'done')
                 FROM log_entry WHERE action = 'retention-run'
                GROUP BY request ORDER BY 2 DESC LIMIT $1";
    let rows = unit.client()?.query(sql, &[&RUNS_MAX]).await?;
    let number = |row: &tokio_postgres::Row, place| {
        u64::try_from(row.get::<_, i64>(place)).unwrap_or_default()
    };
    let read = |row: &tokio_postgres::Row| Run {
        id: row.get(0),
        at: row.get(1),
        erased: number(row, 2),
        failed: number(row, 3),
    };
    Ok(rows.iter().map(read).collect())
}

/// What one run did.
pub(crate) async fn run(unit: &Unit, id: Uuid) -> Result<Vec<Erased>, StoreError> {
    let sql = "SELECT sent, coalesce(hits, 0), outcome <> 'done' FROM log_entry
                WHERE action = 'retention-run' AND request = $1 AND sent <> ''";
    let rows = unit.client()?.query(sql, &[&id]).await?;
    let read = |row: &tokio_postgres::Row| Erased {
        category: row.get(0),
        count: u64::try_from(row.get::<_, i32>(1)).unwrap_or_default(),
        has_failed: row.get(2),
    };
    Ok(rows.iter().map(read).collect())
}
