//! Organisations and the status of countries.

use fnd_core::{CountryCode, Id};
use fnd_register::Coded;
use ies_domain::organisation::{Aspect, KNOWN, Organisation, StatusRow};
use ies_domain::person::OrganisationName;
use jiff::civil::Date;
use tokio_postgres::Row;

use super::coded;
use crate::{StoreError, Unit};

/// The columns that [`read_from`] reads, in its order.
pub(crate) const COLUMNS: &str =
    "organisation.organisation_id, organisation.name, organisation.kind, organisation.seat";

pub(crate) fn read(row: &Row) -> Result<Organisation, StoreError> {
    read_from(row, 0)
}

/// Reads the columns of [`COLUMNS`], the first of which is at `from`.
pub(crate) fn read_from(row: &Row, from: usize) -> Result<Organisation, StoreError> {
    let at = |place: usize| from.saturating_add(place);
    Ok(Organisation {
        id: Id::from_uuid(row.get(at(0))),
        name: OrganisationName::read(row.get(at(1))).ok().ok_or(StoreError::odd("organisation"))?,
        kind: coded(row.get(at(2)))?,
        seat: row.get::<_, &str>(at(3)).parse().ok().ok_or(StoreError::odd("seat"))?,
    })
}

/// The organisation `id`.
pub(crate) async fn find(
    unit: &Unit,
    id: Id<Organisation>,
) -> Result<Option<Organisation>, StoreError> {
    let client = unit.client()?;
    let sql = format!("SELECT {COLUMNS} FROM organisation WHERE organisation_id = $1");
    let select = client.prepare_cached(&sql).await?;
    let row = client.query_opt(&select, &[&id.to_uuid()]).await?;
    row.as_ref().map(read).transpose()
}

/// Every organisation, by name.
pub(crate) async fn all(unit: &Unit) -> Result<Vec<Organisation>, StoreError> {
    let client = unit.client()?;
    let sql = format!("SELECT {COLUMNS} FROM organisation ORDER BY lower(name), organisation_id");
    let select = client.prepare_cached(&sql).await?;
    client.query(&select, &[]).await?.iter().map(read).collect()
}

/// Stores a new organisation.
pub(crate) async fn insert(unit: &Unit, organisation: &Organisation) -> Result<(), StoreError> {
    let client = unit.client()?;
    client
        .execute(
            "INSERT INTO organisation (organisation_id, name, kind, seat, created_at, version)
             VALUES ($1, $2, $3, $4, $5, 1)",
            &[
                &organisation.id.to_uuid(),
                &organisation.name.as_str(),
                &organisation.kind.code(),
                &organisation.seat.as_str(),
                &unit.at(),
            ],
        )
        .await?;
    Ok(())
}

/// The dated facts on countries: what the domain knows and what operators added.
#[derive(Debug, Clone, Default)]
pub struct CountryTable(Vec<(CountryCode, Aspect, Date, Option<Date>, String)>);

impl CountryTable {
    /// The rows, those of the domain first.
    pub fn rows(&self) -> Vec<StatusRow<'_>> {
        let own = self.0.iter().map(|(country, aspect, from, until, source)| StatusRow {
            country: *country,
            aspect: *aspect,
            from: *from,
            until: *until,
            source,
        });
        KNOWN.iter().copied().chain(own).collect()
    }
}

/// The facts on countries that operators added.
pub(crate) async fn countries(unit: &Unit) -> Result<CountryTable, StoreError> {
    let client = unit.client()?;
    let select = client
        .prepare_cached("SELECT country, aspect, from_day, until_day, source FROM country_status")
        .await?;
    let rows = client.query(&select, &[]).await?;
    let read = |row: &Row| {
        let country = row.get::<_, &str>(0).parse().ok().ok_or(StoreError::odd("country"))?;
        Ok((country, coded(row.get(1))?, row.get(2), row.get(3), row.get(4)))
    };
    Ok(CountryTable(rows.iter().map(read).collect::<Result<_, StoreError>>()?))
}
