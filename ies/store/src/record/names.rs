//! Names of people, to tell who did what; of whom nobody is left, nobody can be named. A23.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::account::open_card;
use crate::{StoreError, Unit};

/// The full names of those of `accounts` that still have a profile.
pub(crate) async fn of(
    unit: &Unit,
    accounts: &[Uuid],
) -> Result<BTreeMap<Uuid, String>, StoreError> {
    let client = unit.client()?;
    let select = client
        .prepare_cached(
            "SELECT account_id, profile.sealed, profile.version, wrapped_by, wrapped
               FROM profile JOIN account_key USING (account_id) WHERE account_id = ANY ($1)",
        )
        .await?;
    let rows = client.query(&select, &[&accounts]).await?;
    let name = |row: &tokio_postgres::Row| {
        let id: Uuid = row.get(0);
        Ok((id, open_card(unit, id, row, 1)?.full_name()))
    };
    rows.iter().map(name).collect()
}
