//! Taking records, refusals and files out of the register, with everything that belongs to them.

use jiff::civil::Date;
use tokio_postgres::{Client, Transaction};
use uuid::Uuid;

use crate::{Part, StoreError};

/// Erases records or refusals, pairs of file and record, with what the client's identifier did
/// and what they were before; decisions go with their record. Of a case about one of them the
/// words go, too: it keeps which step was taken when and by whom, Art. 35(8), and not what is
/// erased. Answers how many there were.
pub(super) async fn erase_records(
    transaction: &Transaction<'_>,
    part: Part,
    (files, records): (&[Uuid], &[Uuid]),
) -> Result<u64, StoreError> {
    let (table, id) = match part {
        Part::Crossing => ("crossing", "crossing_id"),
        Part::Refusal => ("refusal", "refusal_id"),
        Part::File => return Err(StoreError::Inconsistent { what: "part" }),
    };
    let sql = format!(
        "WITH due (file_id, part_id) AS MATERIALIZED (
             SELECT * FROM unnest($1::uuid[], $2::uuid[])),
         gone AS (
             DELETE FROM {table} USING due d
              WHERE {table}.file_id = d.file_id AND {table}.{id} = d.part_id
             RETURNING d.file_id, d.part_id),
         moved AS (
             DELETE FROM movement m USING gone g
              WHERE m.file_id = g.file_id AND m.crossing_id = g.part_id),
         versions AS (
             DELETE FROM record_version v USING gone g
              WHERE v.file_id = g.file_id AND v.part = $3 AND v.part_id = g.part_id),
         words AS (
             UPDATE amendment_case c SET said = NULL, answer = NULL FROM gone g
              WHERE c.part = $3 AND c.part_id = g.part_id
                AND (c.said IS NOT NULL OR c.answer IS NOT NULL))
         SELECT count(*) FROM gone"
    );
    let row = transaction.query_one(&sql, &[&files, &records, &part.code()]).await?;
    Ok(u64::try_from(row.get::<_, i64>(0)).unwrap_or_default())
}

/// Erases decisions that were withdrawn; what they said is in the history of their record.
/// Answers how many there were. Law: EES Art. 35(1), (8).
pub(super) async fn erase_withdrawn(client: &Client) -> Result<u64, StoreError> {
    let sql = "DELETE FROM stay_decision WHERE withdrawn_at IS NOT NULL";
    Ok(client.execute(sql, &[]).await?)
}

/// Erases files with everything on them, their keys first of all, and notes until when the log
/// rows about each are kept; with a file go those that were merged with it. Answers how many there
/// were.
///
/// The keys by which files are found hang on nothing and are named here; everything else goes
/// with its file by the schema.
pub(super) async fn erase_files(
    transaction: &Transaction<'_>,
    (files, log_until): (&[Uuid], &[Date]),
) -> Result<u64, StoreError> {
    let sql = "WITH named (file_id, log_until) AS MATERIALIZED (
             SELECT * FROM unnest($1::uuid[], $2::date[])),
         due (file_id, log_until) AS MATERIALIZED (
             SELECT file_id, max(log_until) FROM (
                 SELECT file_id, log_until FROM named
                 UNION ALL
                 SELECT f.merged_into, n.log_until FROM named n JOIN file f USING (file_id)
                  WHERE f.merged_into IS NOT NULL
                 UNION ALL
                 SELECT j.file_id, n.log_until FROM named n JOIN file f USING (file_id)
                   JOIN file j ON j.merged_into = coalesce(f.merged_into, f.file_id)) AS person
              GROUP BY file_id),
         gone AS (
             DELETE FROM file f USING due d WHERE f.file_id = d.file_id
             RETURNING d.file_id, d.log_until),
         noted AS (
             INSERT INTO erased_file (file_id, log_until) SELECT file_id, log_until FROM gone
             ON CONFLICT DO NOTHING),
         documents AS (
             DELETE FROM document_key k USING gone g WHERE k.file_id = g.file_id),
         identities AS (
             DELETE FROM identity_key k USING gone g WHERE k.file_id = g.file_id),
         moved AS (
             DELETE FROM movement m USING gone g WHERE m.file_id = g.file_id)
         SELECT count(*) FROM gone";
    let row = transaction.query_one(sql, &[&files, &log_until]).await?;
    Ok(u64::try_from(row.get::<_, i64>(0)).unwrap_or_default())
}

/// `file` and those that were merged with it; none when it is not there.
pub(super) async fn of_person(
    transaction: &Transaction<'_>,
    file: Uuid,
) -> Result<Vec<Uuid>, StoreError> {
    let sql = "WITH kept AS (SELECT coalesce(merged_into, file_id) AS id FROM file
                              WHERE file_id = $1)
               SELECT id FROM kept
               UNION SELECT f.file_id FROM kept JOIN file f ON f.merged_into = kept.id ORDER BY 1";
    let rows = transaction.query(sql, &[&file]).await?;
    Ok(rows.iter().map(|row| row.get(0)).collect())
}

/// Of `files`, each that was merged with another one, with those others and their days.
pub(super) async fn others_of_person(
    transaction: &Transaction<'_>,
    files: &[Uuid],
) -> Result<Vec<(Uuid, Uuid, Option<Date>)>, StoreError> {
    let sql = "SELECT f.file_id, k.file_id, k.kept_until FROM file f
                 JOIN file k ON k.file_id = f.merged_into WHERE f.file_id = ANY ($1)
               UNION
               SELECT f.file_id, j.file_id, j.kept_until FROM file f
                 JOIN file j ON j.merged_into = coalesce(f.merged_into, f.file_id)
                WHERE f.file_id = ANY ($1) AND j.file_id <> f.file_id";
    let rows = transaction.query(sql, &[&files]).await?;
    Ok(rows.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect())
}

/// The tables that hold a file's number without hanging on the file, and go by name.
pub const BY_NAME: &[&str] = &["document_key", "identity_key", "movement"];
