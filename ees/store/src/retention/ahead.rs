//! What goes next: numbers by month, from the days that stand with everything.

use std::collections::BTreeMap;

use ees_domain::day::Day;
use jiff::ToSpan;
use jiff::civil::Date;
use tokio_postgres::GenericClient;

use crate::StoreError;

/// Months that are looked ahead.
pub const MONTHS: i32 = 12;

/// What is kept until a day of one month and no longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueMonth {
    /// The first day of the month.
    pub month: Date,
    /// Entry/exit records.
    pub records: u64,
    /// Refusals of entry.
    pub refusals: u64,
    /// Files.
    pub files: u64,
}

/// What is kept until a day of each of the twelve months from that of `today` on; what is overdue
/// counts to the first. As things stand: who travels again keeps the file.
pub async fn by_month(
    client: &impl GenericClient,
    today: Day,
) -> Result<Vec<DueMonth>, StoreError> {
    let first = today.date().first_of_month();
    let mut months = BTreeMap::new();
    for number in 0..MONTHS {
        let month = first.saturating_add(number.months());
        months.insert(month, DueMonth { month, records: 0, refusals: 0, files: 0 });
    }
    let end = first.saturating_add(MONTHS.months());
    for table in ["crossing", "refusal", "file"] {
        let sql = format!(
            "SELECT greatest(date_trunc('month', kept_until)::date, $1), count(*) FROM {table}
              WHERE kept_until < $2 GROUP BY 1"
        );
        for row in client.query(&sql, &[&first, &end]).await? {
            let count = u64::try_from(row.get::<_, i64>(1)).unwrap_or_default();
            let Some(month) = months.get_mut(&row.get(0)) else { continue };
            match table {
                "crossing" => month.records = count,
                "refusal" => month.refusals = count,
                _ => month.files = count,
            }
        }
    }
    Ok(months.into_values().collect())
}

/// What a run at this moment would erase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueNow {
    /// Entry/exit records.
    pub records: u64,
    /// Refusals of entry.
    pub refusals: u64,
    /// Files.
    pub files: u64,
    /// Files that are gone and whose log rows would follow.
    pub logs: u64,
    /// Orders that wait.
    pub orders: u64,
}

/// What a run would erase by the days that stand with everything; in the role of retention.
pub async fn due_now(
    client: &impl GenericClient,
    how: super::How<'_>,
) -> Result<DueNow, StoreError> {
    let sql = "SELECT (SELECT count(*) FROM crossing WHERE kept_until < $1),
                      (SELECT count(*) FROM refusal WHERE kept_until < $1),
                      (SELECT count(*) FROM file WHERE kept_until < $1),
                      (SELECT count(*) FROM erased_file WHERE log_until < $1),
                      (SELECT count(*) FROM erasure_order)";
    let row = client.query_one(sql, &[&how.kept_from().date()]).await?;
    let count = |column| u64::try_from(row.get::<_, i64>(column)).unwrap_or_default();
    Ok(DueNow {
        records: count(0),
        refusals: count(1),
        files: count(2),
        logs: count(3),
        orders: count(4),
    })
}
