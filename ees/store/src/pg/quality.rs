//! Numbers on the quality of data, as far as a period reaches. EES Art. 38(4).

use fnd_core::CountryCode;
use tokio_postgres::{GenericClient, Row};

use crate::quality::{AuthorityQuality, Delays, MarkQuality, PointQuality, Quality, RefusedInput};
use crate::{Span, StoreError};

/// Rows of a table at most.
const ROWS_MAX: i64 = 1_000;

/// Entries without an exit that must have come.
const WITHOUT_EXIT: &str = "exited_at IS NULL AND (is_superseded OR marked_at IS NOT NULL)";

/// The numbers of the days of `span`, of one State or of all.
pub(super) async fn quality(
    client: &impl GenericClient,
    (state, span): (Option<CountryCode>, Span),
) -> Result<Quality, StoreError> {
    let state = state.map(|state| state.to_string());
    Ok(Quality {
        points: points(client, (&state, span)).await?,
        authorities: authorities(client, (&state, span)).await?,
        delays: delays(client, (&state, span)).await?,
        marks: marks(client, (&state, span)).await?,
        refused: refused(client, (&state, span)).await?,
    })
}

/// A State, or all of them, and a period.
type Part<'a> = (&'a Option<String>, Span);

async fn points(
    client: &impl GenericClient,
    (state, (from, to)): Part<'_>,
) -> Result<Vec<PointQuality>, StoreError> {
    let sql = format!(
        "WITH began AS (
            SELECT entry_point AS point, count(*) AS entries,
                   count(*) FILTER (WHERE {WITHOUT_EXIT}) AS without_exit,
                   count(*) FILTER (WHERE source <> 'live') AS fallback,
                   count(*) FILTER (WHERE quality_period = 'progressive') AS progressive
              FROM crossing WHERE entered_at >= $1 AND entered_at < $2 GROUP BY 1),
         ended AS (
            SELECT exit_point AS point, count(*) AS exits,
                   count(*) FILTER (WHERE entered_at IS NULL) AS without_entry
              FROM crossing WHERE exited_at >= $1 AND exited_at < $2 GROUP BY 1),
         mended AS (
            SELECT coalesce(c.entry_point, c.exit_point) AS point, count(*) AS rectified
              FROM record_version v
              JOIN crossing c ON c.file_id = v.file_id AND c.crossing_id = v.part_id
             WHERE v.at >= $1 AND v.at < $2 AND v.part = 'crossing'
               AND v.deed IN ('rectified', 'completed') GROUP BY 1)
         SELECT point, coalesce(entries, 0), coalesce(without_exit, 0), coalesce(fallback, 0),
                coalesce(progressive, 0), coalesce(exits, 0), coalesce(without_entry, 0),
                coalesce(rectified, 0)
           FROM began FULL JOIN ended USING (point) FULL JOIN mended USING (point)
          WHERE $3::text IS NULL OR left(point, 3) = $3
          ORDER BY point LIMIT $4"
    );
    let rows = client.query(&sql, &[&from, &to, state, &ROWS_MAX]).await?;
    let of = |row: &Row| PointQuality {
        point: row.get(0),
        entries: count(row, 1),
        without_exit: count(row, 2),
        fallback: count(row, 3),
        progressive: count(row, 4),
        exits: count(row, 5),
        without_entry: count(row, 6),
        rectified: count(row, 7),
    };
    Ok(rows.iter().map(of).collect())
}

async fn authorities(
    client: &impl GenericClient,
    (state, (from, to)): Part<'_>,
) -> Result<Vec<AuthorityQuality>, StoreError> {
    let sql = format!(
        "SELECT entry_authority, left(entry_point, 3), count(*),
                count(*) FILTER (WHERE {WITHOUT_EXIT}), count(*) FILTER (WHERE source <> 'live')
           FROM crossing WHERE entered_at >= $1 AND entered_at < $2
            AND ($3::text IS NULL OR left(entry_point, 3) = $3)
          GROUP BY 1, 2 ORDER BY 3 DESC, 1 LIMIT $4"
    );
    let rows = client.query(&sql, &[&from, &to, state, &ROWS_MAX]).await?;
    let of = |row: &Row| AuthorityQuality {
        authority: row.get(0),
        state: row.get(1),
        entries: count(row, 2),
        without_exit: count(row, 3),
        fallback: count(row, 4),
    };
    Ok(rows.iter().map(of).collect())
}

/// How late entries were recorded: from the entry to the first row of the log that recorded one on
/// the file afterwards.
async fn delays(
    client: &impl GenericClient,
    (state, (from, to)): Part<'_>,
) -> Result<Delays, StoreError> {
    let sql = "WITH late AS (
            SELECT (SELECT min(l.at) FROM log_entry l
                     WHERE l.object = c.file_id AND l.at >= c.entered_at
                       AND l.action = 'record-entry' AND l.outcome = 'done') - entered_at AS by
              FROM crossing c
             WHERE source <> 'live' AND entered_at >= $1 AND entered_at < $2
               AND ($3::text IS NULL OR left(entry_point, 3) = $3))
        SELECT count(*) FILTER (WHERE by <= interval '1 hour'),
               count(*) FILTER (WHERE by > interval '1 hour' AND by <= interval '24 hours'),
               count(*) FILTER (WHERE by > interval '24 hours' AND by <= interval '72 hours'),
               count(*) FILTER (WHERE by > interval '72 hours')
          FROM late";
    let row = client.query_one(sql, &[&from, &to, state]).await?;
    Ok(Delays {
        hour: count(&row, 0),
        day: count(&row, 1),
        three_days: count(&row, 2),
        later: count(&row, 3),
    })
}

/// What the files say of biometric data of those who entered, the face first.
async fn marks(
    client: &impl GenericClient,
    (state, (from, to)): Part<'_>,
) -> Result<Vec<MarkQuality>, StoreError> {
    let sql = "WITH entered AS MATERIALIZED (
            SELECT face_mark, prints_mark FROM file WHERE file_id IN (
                SELECT file_id FROM crossing WHERE entered_at >= $1 AND entered_at < $2
                   AND ($3::text IS NULL OR left(entry_point, 3) = $3)))
        SELECT 'face', face_mark, count(*) FROM entered GROUP BY 2
        UNION ALL
        SELECT 'prints', prints_mark, count(*) FROM entered GROUP BY 2
         ORDER BY 1, 3 DESC, 2";
    let rows = client.query(sql, &[&from, &to, state]).await?;
    let of = |row: &Row| MarkQuality { kind: row.get(0), mark: row.get(1), files: count(row, 2) };
    Ok(rows.iter().map(of).collect())
}

/// What was refused to who records and checks, for another reason than the right.
async fn refused(
    client: &impl GenericClient,
    (state, (from, to)): Part<'_>,
) -> Result<Vec<RefusedInput>, StoreError> {
    let sql = "SELECT outcome, place, count(*) FROM log_entry
                WHERE outcome <> 'done' AND outcome <> 'no-basis' AND at >= $1 AND at < $2
                  AND action IN ('check', 'record-entry', 'record-exit', 'refuse-entry',
                                 'amend-file')
                  AND ($3::text IS NULL OR state = $3)
                GROUP BY outcome, place ORDER BY 3 DESC, 1, 2 LIMIT $4";
    let rows = client.query(sql, &[&from, &to, state, &ROWS_MAX]).await?;
    let of = |row: &Row| RefusedInput { code: row.get(0), point: row.get(1), times: count(row, 2) };
    Ok(rows.iter().map(of).collect())
}

fn count(row: &Row, column: usize) -> u64 {
    u64::try_from(row.get::<_, i64>(column)).unwrap_or_default()
}
