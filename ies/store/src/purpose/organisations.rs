//! Organisations and what countries are. No personal data is shown, but what is changed here
//! decides whether data leaves the Union. Statement 2 and 7; R02, R05, R36.

use fnd_core::{CountryCode, Id};
use fnd_register::Coded;
use ies_domain::community::{Level, newly_abroad};
use ies_domain::log::Event;
use ies_domain::mail::Notice;
use ies_domain::organisation::{Aspect, Organisation, OrganisationKind};
use jiff::civil::Date;
use uuid::Uuid;

use super::{in_order, notice};
use crate::record::account::Hold;
use crate::record::community;
use crate::record::mail::{Named, to_members};
use crate::record::organisation::{self, CountryTable};
use crate::{Access, Outcome, Store, StoreError, Unit};

/// Organisations of a page.
pub const ORGANISATIONS_A_PAGE: u32 = 25;

/// Which organisations to list.
#[derive(Debug, Clone, Default)]
pub struct OrganisationFilter {
    /// A part of the name.
    pub text: String,
    /// A kind.
    pub kind: Option<OrganisationKind>,
    /// The country of the seat.
    pub seat: Option<CountryCode>,
    /// The page, from 1.
    pub page: u32,
}

/// An organisation as it is stored.
#[derive(Debug, Clone)]
pub struct OrganisationRow {
    /// The organisation.
    pub organisation: Organisation,
    /// How many users work there.
    pub users: u32,
    /// Counts changes.
    pub version: i64,
}

/// A fact about a country.
#[derive(Debug, Clone)]
pub struct Fact {
    /// The country.
    pub country: CountryCode,
    /// What it is.
    pub aspect: Aspect,
    /// The first day.
    pub from: Date,
    /// The last day, if it is known.
    pub until: Option<Date>,
    /// Where that is written.
    pub source: String,
}

/// A unit of work on organisations and countries.
#[derive(Debug)]
pub struct Organising(Unit);

impl Store {
    /// Begins to work on organisations for `access`.
    #[tracing::instrument(name = "db.organise", skip_all)]
    pub async fn organise(&self, access: Access) -> Result<Organising, StoreError> {
        Ok(Organising(self.begin(access).await?))
    }
}

const SELECT: &str = "SELECT organisation_id, name, kind, seat, version,
       (SELECT count(*) FROM account a WHERE a.organisation_id = o.organisation_id
           AND a.state IN ('active', 'suspended', 'dormant')), count(*) OVER ()
  FROM organisation o";

fn read(row: &tokio_postgres::Row) -> Result<OrganisationRow, StoreError> {
    Ok(OrganisationRow {
        organisation: organisation::read(row)?,
        version: row.get(4),
        users: u32::try_from(row.get::<_, i64>(5)).unwrap_or(u32::MAX),
    })
}

impl Organising {
    /// The organisations of a page, by name, and how many fit in all.
    pub async fn list(
        &self,
        filter: &OrganisationFilter,
    ) -> Result<(Vec<OrganisationRow>, u32), StoreError> {
        let skipped = filter.page.saturating_sub(1).saturating_mul(ORGANISATIONS_A_PAGE);
        let (most, skipped) = (i64::from(ORGANISATIONS_A_PAGE), i64::from(skipped));
        let text = filter.text.trim().to_lowercase();
        let kind = filter.kind.map(|kind| kind.code());
        let seat = filter.seat.map(|seat| seat.to_string());
        let sql = format!(
            "{SELECT} WHERE ($1 = '' OR position($1 IN lower(name)) > 0)
                AND ($2::text IS NULL OR kind = $2) AND ($3::text IS NULL OR seat = $3)
              ORDER BY lower(name), organisation_id LIMIT $4 OFFSET $5"
        );
        let rows = self.0.client()?.query(&sql, &[&text, &kind, &seat, &most, &skipped]).await?;
        let total = rows.first().map_or(0, |row| row.get::<_, i64>(6));
        let found = rows.iter().map(read).collect::<Result<_, _>>()?;
        Ok((found, u32::try_from(total).unwrap_or(u32::MAX)))
    }

    /// One organisation.
    pub async fn find(&self, id: Id<Organisation>) -> Result<Option<OrganisationRow>, StoreError> {
        let sql = format!("{SELECT} WHERE organisation_id = $1");
        self.0.client()?.query_opt(&sql, &[&id.to_uuid()]).await?.as_ref().map(read).transpose()
    }

    /// The Communities to which its staff belong now.
    async fn communities(&self, organisations: &[Uuid]) -> Result<Vec<Uuid>, StoreError> {
        let sql = "SELECT DISTINCT community_id FROM membership JOIN account USING (account_id)
                    WHERE organisation_id = ANY ($1) AND membership.state = 'active'";
        let rows = self.0.client()?.query(sql, &[&organisations]).await?;
        Ok(rows.iter().map(|row| row.get(0)).collect())
    }

    /// To how many Communities its staff belong.
    pub async fn community_count(&self, id: Id<Organisation>) -> Result<u32, StoreError> {
        let found = self.communities(&[id.to_uuid()]).await?;
        Ok(u32::try_from(found.len()).unwrap_or(u32::MAX))
    }

    /// Stores a changed organisation over the version it was read in. If it becomes a recipient
    /// outside the Union, the members of Communities with its staff are told. R36.
    pub async fn save(&mut self, row: &OrganisationRow) -> Result<(), StoreError> {
        let changed = &row.organisation;
        let client = self.0.client()?;
        let count = client
            .execute(
                "UPDATE organisation SET name = $3, kind = $4, seat = $5, version = version + 1
                  WHERE organisation_id = $1 AND version = $2",
                &[
                    &changed.id.to_uuid(),
                    &row.version,
                    &changed.name.as_str(),
                    &changed.kind.code(),
                    &changed.seat.as_str(),
                ],
            )
            .await?;
        if count != 1 {
            return Err(StoreError::Overtaken);
        }
        let concerned = self.communities(&[changed.id.to_uuid()]).await?;
        self.look_abroad(&concerned).await
    }

    /// The dated facts on countries.
    pub async fn countries(&self) -> Result<CountryTable, StoreError> {
        organisation::countries(&self.0).await
    }

    /// Adds a fact about a country. Where it makes one a third country today, members are told.
    pub async fn add_fact(&mut self, fact: &Fact) -> Result<(), StoreError> {
        let client = self.0.client()?;
        client
            .execute(
                "INSERT INTO country_status (country, aspect, from_day, until_day, source)
                 VALUES ($1, $2, $3, $4, $5)",
                &[
                    &fact.country.as_str(),
                    &fact.aspect.code(),
                    &fact.from,
                    &fact.until,
                    &fact.source,
                ],
            )
            .await?;
        let sql = "SELECT organisation_id FROM organisation WHERE seat = $1";
        let rows = client.query(sql, &[&fact.country.as_str()]).await?;
        let ids: Vec<Uuid> = rows.iter().map(|row| row.get(0)).collect();
        let concerned = self.communities(&ids).await?;
        self.look_abroad(&concerned).await
    }

    /// Asks of each Community whether recipients outside the Union came or went.
    async fn look_abroad(&mut self, communities: &[Uuid]) -> Result<(), StoreError> {
        for id in in_order(communities.iter().map(|id| Id::from_uuid(*id))) {
            let Some(row) = community::find(&self.0, id, Hold::Held).await? else { continue };
            let after = notice(&self.0, id).await?;
            let (changed, is_first) = newly_abroad(&row.community, &after, self.0.at());
            if changed != row.community {
                community::set_third_country(&self.0, &changed).await?;
            }
            if is_first {
                self.0.happened(Event::ThirdCountryJoined, id.to_uuid());
                let path = format!("/communities/{}", id.to_uuid());
                let named = Named::leading(path).about(id);
                let all = (id, Level::ALL, None);
                to_members(&self.0, Notice::ThirdCountryJoined, all, &named).await?;
            }
        }
        Ok(())
    }

    /// Ends the unit and makes everything last, the log rows included.
    pub async fn end(self, outcome: Outcome) -> Result<(), StoreError> {
        self.0.end(outcome).await
    }
}
