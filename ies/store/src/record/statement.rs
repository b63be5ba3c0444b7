//! Privacy statements and terms of use, by version.

use ies_domain::consent::{Statement, StatementKind};

use super::{coded, digest};
use crate::{StoreError, Unit};

/// The versions of both, in the order in which they came.
pub(crate) async fn all(client: &tokio_postgres::Client) -> Result<Vec<Statement>, StoreError> {
    let rows = client
        .query(
            "SELECT kind, version, since, is_material, digest FROM statement ORDER BY kind, version",
            &[],
        )
        .await?;
    rows.iter().map(read).collect()
}

fn read(row: &tokio_postgres::Row) -> Result<Statement, StoreError> {
    Ok(Statement {
        kind: coded::<StatementKind>(row.get(0))?,
        version: u32::try_from(row.get::<_, i32>(1)).ok().ok_or(StoreError::odd("version"))?,
        since: row.get(2),
        is_material: row.get(3),
        digest: digest(row.get(4))?,
    })
}

/// The text of a version in a language; `None` when it was not written in it.
pub(crate) async fn text(
    client: &tokio_postgres::Client,
    (kind, version): (StatementKind, u32),
    language: &str,
) -> Result<Option<String>, StoreError> {
    use fnd_register::Coded;
    let version = i32::try_from(version).unwrap_or(i32::MAX);
    let row = client
        .query_opt(
            "SELECT text FROM statement_text WHERE kind = $1 AND version = $2 AND language = $3",
            &[&kind.code(), &version, &language],
        )
        .await?;
    Ok(row.map(|row| row.get(0)))
}

/// Stores a version with its texts.
pub(crate) async fn insert(
    unit: &Unit,
    statement: &Statement,
    texts: &[(&str, &str)],
) -> Result<(), StoreError> {
    use fnd_register::Coded;
    let client = unit.client()?;
    let version = i32::try_from(statement.version).unwrap_or(i32::MAX);
    client
        .execute(
            "INSERT INTO statement (kind, version, since, is_material, digest)
             VALUES ($1, $2, $3, $4, $5)",
            &[
                &statement.kind.code(),
                &version,
                &statement.since,
                &statement.is_material,
                &statement.digest.as_slice(),
            ],
        )
        .await?;
    for (language, text) in texts {
        client
            .execute(
                "INSERT INTO statement_text (kind, version, language, text)
                 VALUES ($1, $2, $3, $4)",
                &[&statement.kind.code(), &version, language, text],
            )
            .await?;
    }
    Ok(())
}
