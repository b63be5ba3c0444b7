//! The kinds of what a run erases, in their order, and a batch of each.

use ees_domain::access::Action;
use ees_domain::day::Day;
use ees_domain::retention::{log_kept_until, refusal_of_kept_until};
use jiff::Timestamp;
use jiff::civil::Date;
use tokio_postgres::Transaction;
use uuid::Uuid;

use super::parts::{erase_files, erase_records, others_of_person};
use super::{Batch, Erased, How, days, log};
use crate::notices::UNTOLD;
use crate::pg::day_of;
use crate::{Part, StoreError};

/// Records, refusals and notices of one batch.
const RECORDS_MAX: i64 = 1_000;
/// Files of one batch; each has some ten rows.
const FILES_MAX: i64 = 500;

/// A kind of what goes by its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Records of files that may live on.
    Record,
    /// Refusals of files that may live on.
    Refusal,
    /// Files with everything on them.
    File,
    /// Notices to Member States.
    Notice,
    /// Log rows about files that are gone.
    LogOfFile,
    /// Log rows that name no file.
    LogOfNobody,
}

impl Kind {
    /// All kinds; what hangs on a file before the file.
    pub(super) const ALL: [Self; 6] =
        [Self::Record, Self::Refusal, Self::File, Self::Notice, Self::LogOfFile, Self::LogOfNobody];

    /// What the log says was done.
    pub(super) const fn action(self) -> Action {
        match self {
            Self::Record | Self::Refusal | Self::File | Self::Notice => Action::EraseDue,
            Self::LogOfFile | Self::LogOfNobody => Action::EraseLog,
        }
    }

    /// The category of the register of processing, for the log.
    pub(super) const fn category(self) -> &'static str {
        match self {
            Self::Record => "entry-exit",
            Self::Refusal => "refusal",
            Self::File => "file-administration",
            Self::Notice => "notice",
            Self::LogOfFile | Self::LogOfNobody => "log",
        }
    }

    /// Where the account counts it.
    pub(super) const fn column(self) -> &'static str {
        match self {
            Self::Record => "records",
            Self::Refusal => "refusals",
            Self::File => "files",
            Self::Notice => "notices",
            Self::LogOfFile | Self::LogOfNobody => "log_rows",
        }
    }

    /// Whether what stays behind is told in the account; log rows that are not sealed yet are not.
    pub(super) const fn may_hold(self) -> bool {
        match self {
            Self::Record | Self::Refusal | Self::File => true,
            Self::Notice | Self::LogOfFile | Self::LogOfNobody => false,
        }
    }

    /// Adds `batch` to the account of the caller.
    pub(super) fn add(self, erased: &mut Erased, batch: &Batch) {
        let sum = match self {
            Self::Record => &mut erased.records,
            Self::Refusal => &mut erased.refusals,
            Self::File => &mut erased.files,
            Self::Notice => &mut erased.notices,
            Self::LogOfFile | Self::LogOfNobody => &mut erased.log_rows,
        };
        *sum = sum.saturating_add(batch.count);
        if self.may_hold() {
            let held = u64::try_from(batch.held.len()).unwrap_or(u64::MAX);
            erased.held = erased.held.saturating_add(held);
        }
    }

    /// Erases a batch in `transaction`; what is in `held` is passed over. The log row `row` tells
    /// of it.
    pub(super) async fn erase(
        self,
        transaction: &Transaction<'_>,
        how: How<'_>,
        (row, held): (Uuid, &[Uuid]),
    ) -> Result<Batch, StoreError> {
        match self {
            Self::Record => records(transaction, how.kept_from(), held).await,
            Self::Refusal => refusals(transaction, how.kept_from(), held).await,
            Self::File => files(transaction, how.kept_from(), held).await,
            Self::Notice => notices(transaction, how).await,
            Self::LogOfFile => log::of_files(transaction, how, (row, held)).await,
            Self::LogOfNobody => log::of_nobody(transaction, how, row).await,
        }
    }
}

/// Whether as many were found as a batch may hold.
fn is_full(found: usize, max: i64) -> bool {
    i64::try_from(found).is_ok_and(|found| max <= found)
}

/// Law: EES Art. 34(1), (3) and (4).
async fn records(
    transaction: &Transaction<'_>,
    kept_from: Day,
    held: &[Uuid],
) -> Result<Batch, StoreError> {
    let sql = format!(
        "SELECT {} FROM crossing WHERE kept_until < $1 AND NOT crossing_id = ANY ($2)
          ORDER BY kept_until LIMIT $3",
        days::COLUMNS
    );
    let rows = transaction.query(&sql, &[&kept_from.date(), &held, &RECORDS_MAX]).await?;
    let found: Vec<days::Record> = rows.iter().map(days::read).collect::<Result<_, _>>()?;
    let (due, kept): (Vec<&days::Record>, Vec<&days::Record>) =
        found.iter().partition(|record| record.days.kept_until() < kept_from);
    let files: Vec<Uuid> = due.iter().map(|record| record.file).collect();
    let ids: Vec<Uuid> = due.iter().map(|record| record.id).collect();
    let count = erase_records(transaction, Part::Crossing, (&files, &ids)).await?;
    let held = kept.iter().map(|record| record.id).collect();
    Ok(Batch { count, held, is_full: is_full(found.len(), RECORDS_MAX) })
}

/// Law: EES Art. 34(1).
async fn refusals(
    transaction: &Transaction<'_>,
    kept_from: Day,
    held: &[Uuid],
) -> Result<Batch, StoreError> {
    let sql = "SELECT file_id, refusal_id, refusal_day FROM refusal
                WHERE kept_until < $1 AND NOT refusal_id = ANY ($2) ORDER BY kept_until LIMIT $3";
    let rows = transaction.query(sql, &[&kept_from.date(), &held, &RECORDS_MAX]).await?;
    let (mut files, mut ids, mut held) = (Vec::new(), Vec::new(), Vec::new());
    for row in &rows {
        if refusal_of_kept_until(day_of(row.get(2))?) < kept_from {
            files.push(row.get::<_, Uuid>(0));
            ids.push(row.get::<_, Uuid>(1));
        } else {
            held.push(row.get(1));
        }
    }
    let count = erase_records(transaction, Part::Refusal, (&files, &ids)).await?;
    Ok(Batch { count, held, is_full: is_full(rows.len(), RECORDS_MAX) })
}

/// Files whose day is over and that no record keeps: whoever is inside keeps the file.
///
/// Law: EES Art. 34(2) and (3).
async fn files(
    transaction: &Transaction<'_>,
    kept_from: Day,
    held: &[Uuid],
) -> Result<Batch, StoreError> {
    let sql = "SELECT file_id, kept_until FROM file
                WHERE kept_until < $1 AND NOT file_id = ANY ($2) ORDER BY kept_until LIMIT $3";
    let rows = transaction.query(sql, &[&kept_from.date(), &held, &FILES_MAX]).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.get(0)).collect();
    let others = others_of_person(transaction, &ids).await?;
    let mut asked = ids.clone();
    asked.extend(others.iter().map(|(_, other, _)| *other));
    let kept = days::of_files(transaction, &asked).await?;
    let is_kept = |file: &Uuid| kept.get(file).is_some_and(|day| kept_from <= *day);
    // Files of one person go together: what keeps one of them keeps the others.
    let by_another = |file: &Uuid| {
        others.iter().any(|(one, other, until)| {
            one == file && (is_kept(other) || until.is_some_and(|day| kept_from.date() <= day))
        })
    };
    let (mut due, mut log_until, mut held) = (Vec::new(), Vec::new(), Vec::new());
    for row in &rows {
        let (id, until): (Uuid, Date) = (row.get(0), row.get(1));
        if is_kept(&id) || by_another(&id) {
            held.push(id);
        } else {
            due.push(id);
            log_until.push(log_kept_until(day_of(until)?).date());
        }
    }
    let count = erase_files(transaction, (&due, &log_until)).await?;
    Ok(Batch { count, held, is_full: is_full(rows.len(), FILES_MAX) })
}

/// Notices that nobody needs sent again; they name files. One that a State is to be told and could
/// not be waits longer.
async fn notices(transaction: &Transaction<'_>, how: How<'_>) -> Result<Batch, StoreError> {
    let (today, switches) = (how.today(), how.switches);
    let Some(from) = switches.notices_from(today) else { return Ok(Batch::default()) };
    let untold_from = switches.untold_notices_from(today).unwrap_or(Timestamp::MIN);
    let sql = format!(
        "DELETE FROM notice WHERE notice_no IN (
             SELECT notice_no FROM notice
              WHERE at < $1 AND (at < $3 OR NOT {UNTOLD}) ORDER BY at LIMIT $2)"
    );
    let count = transaction.execute(&sql, &[&from, &RECORDS_MAX, &untold_from]).await?;
    let is_full = i64::try_from(count).is_ok_and(|count| RECORDS_MAX <= count);
    Ok(Batch { count, held: Vec::new(), is_full })
}
