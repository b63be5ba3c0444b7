//! Privacy statements and terms of use, by version.

use fnd_register::Coded;
use ies_domain::consent::{Statement, StatementKind};

use super::{coded, digest};
use crate::client::Client;
use crate::{StoreError, Unit};

/// A version of a text in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// The language, by its code of ISO 639-1.
    pub language: &'static str,
    /// What people agree to.
    pub text: String,
    /// What differs from the version before; empty for the first.
    pub changes: String,
}

/// What a version of a text changes, in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// Which text.
    pub kind: StatementKind,
    /// The number of the version.
    pub version: u32,
    /// What differs from the version before.
    pub text: String,
}

/// The versions of both, in the order in which they came.
pub(crate) async fn all(client: Client<'_>) -> Result<Vec<Statement>, StoreError> {
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
        version: number(row.get(1))?,
        since: row.get(2),
        is_material: row.get(3),
        digest: digest(row.get(4))?,
    })
}

fn number(stored: i32) -> Result<u32, StoreError> {
    u32::try_from(stored).ok().ok_or(StoreError::odd("version"))
}

/// What every version changes, in a language, as far as that was written down.
pub(crate) async fn changes(
    client: Client<'_>,
    language: &str,
) -> Result<Vec<Changes>, StoreError> {
    let rows = client
        .query(
            "SELECT kind, version, changes FROM statement_text
             WHERE language = $1 AND changes <> '' ORDER BY kind, version",
            &[&language],
        )
        .await?;
    let read = |row: &tokio_postgres::Row| {
        Ok(Changes { kind: coded(row.get(0))?, version: number(row.get(1))?, text: row.get(2) })
    };
    rows.iter().map(read).collect()
}

/// The text of a version in a language; `None` when it was not written in it.
pub(crate) async fn text(
    client: Client<'_>,
    (kind, version): (StatementKind, u32),
    language: &str,
) -> Result<Option<String>, StoreError> {
    let version = i32::try_from(version).unwrap_or(i32::MAX);
    let row = client
        .query_opt(
            "SELECT text FROM statement_text WHERE kind = $1 AND version = $2 AND language = $3",
            &[&kind.code(), &version, &language],
        )
        .await?;
    Ok(row.map(|row| row.get(0)))
}

/// Stores a version with its text in each language.
pub(crate) async fn insert(
    unit: &Unit,
    statement: &Statement,
    wordings: &[Wording],
) -> Result<(), StoreError> {
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
    for wording in wordings {
        client
            .execute(
                "INSERT INTO statement_text (kind, version, language, text, changes)
                 VALUES ($1, $2, $3, $4, $5)",
                &[
                    &statement.kind.code(),
                    &version,
                    &wording.language,
                    &wording.text,
                    &wording.changes,
                ],
            )
            .await?;
    }
    Ok(())
}
