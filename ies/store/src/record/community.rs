//! Communities and their names.

use std::collections::BTreeMap;

use fnd_core::Id;
use fnd_register::Coded;
use ies_domain::community::Community;
use tokio_postgres::Row;

use super::account::Hold;
use super::coded;
use crate::{StoreError, Unit};

/// A Community as it is stored.
#[derive(Debug, Clone)]
pub struct CommunityRow {
    /// The Community.
    pub community: Community,
    /// Its name in addresses.
    pub slug: String,
    /// Its names by language, two letters each.
    pub names: BTreeMap<String, String>,
    /// Counts changes.
    pub version: i64,
}

impl CommunityRow {
    /// The name in `language`; in English, or whatever there is, when it has none in it.
    pub fn name(&self, language: &str) -> &str {
        let own = self.names.get(language).or_else(|| self.names.get("en"));
        own.or_else(|| self.names.values().next()).map_or(self.slug.as_str(), String::as_str)
    }
}

/// The columns that [`read`] reads, in its order.
const COLUMNS: &str = "community.community_id, slug, community.kind, visibility, join_policy, \
     community.country, third_country_since, community.version, \
     (SELECT array_agg(language || ' ' || name) FROM community_name \
       WHERE community_name.community_id = community.community_id)";

fn read(row: &Row) -> Result<CommunityRow, StoreError> {
    let country = row.get::<_, Option<&str>>(5);
    let country = country.map(|code| code.parse().ok().ok_or(StoreError::odd("country")));
    let names: Option<Vec<String>> = row.get(8);
    let names = names.unwrap_or_default().into_iter().filter_map(|pair| {
        pair.split_once(' ').map(|(language, name)| (language.to_owned(), name.to_owned()))
    });
    Ok(CommunityRow {
        community: Community {
            id: Id::from_uuid(row.get(0)),
            kind: coded(row.get(2))?,
            visibility: coded(row.get(3))?,
            join: coded(row.get(4))?,
            country: country.transpose()?,
            third_country_since: row.get(6),
        },
        slug: row.get(1),
        names: names.collect(),
        version: row.get(7),
    })
}

/// The Community `id`.
pub(crate) async fn find(
    unit: &Unit,
    id: Id<Community>,
    hold: Hold,
) -> Result<Option<CommunityRow>, StoreError> {
    let client = unit.client()?;
    let sql = format!("SELECT {COLUMNS} FROM community WHERE community_id = $1{}", hold.sql());
    let select = client.prepare_cached(&sql).await?;
    client.query_opt(&select, &[&id.to_uuid()]).await?.as_ref().map(read).transpose()
}

/// The Community of this name in addresses.
pub(crate) async fn by_slug(unit: &Unit, slug: &str) -> Result<Option<CommunityRow>, StoreError> {
    let client = unit.client()?;
    let select =
        client.prepare_cached(&format!("SELECT {COLUMNS} FROM community WHERE slug = $1")).await?;
    client.query_opt(&select, &[&slug]).await?.as_ref().map(read).transpose()
}

/// Every Community, by slug. Whether the reader may know of it is for the caller to ask.
pub(crate) async fn all(unit: &Unit) -> Result<Vec<CommunityRow>, StoreError> {
    let client = unit.client()?;
    let select =
        client.prepare_cached(&format!("SELECT {COLUMNS} FROM community ORDER BY slug")).await?;
    client.query(&select, &[]).await?.iter().map(read).collect()
}

/// Stores a new Community.
pub(crate) async fn insert(unit: &Unit, row: &CommunityRow) -> Result<(), StoreError> {
    let (client, community) = (unit.client()?, &row.community);
    client
        .execute(
            "INSERT INTO community (community_id, slug, kind, visibility, join_policy, country,
                                    third_country_since, created_at, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1)",
            &[
                &community.id.to_uuid(),
                &row.slug,
                &community.kind.code(),
                &community.visibility.code(),
                &community.join.code(),
                &community.country.map(|country| country.to_string()),
                &community.third_country_since,
                &unit.at(),
            ],
        )
        .await?;
    insert_names(unit, row).await
}

/// Stores a changed Community over the version it was read in.
pub(crate) async fn update(unit: &Unit, row: &CommunityRow) -> Result<(), StoreError> {
    let (client, community) = (unit.client()?, &row.community);
    let changed = client
        .execute(
            "UPDATE community SET visibility = $3, join_policy = $4, country = $5,
                    third_country_since = $6, version = version + 1
              WHERE community_id = $1 AND version = $2",
            &[
                &community.id.to_uuid(),
                &row.version,
                &community.visibility.code(),
                &community.join.code(),
                &community.country.map(|country| country.to_string()),
                &community.third_country_since,
            ],
        )
        .await?;
    if changed != 1 {
        return Err(StoreError::Overtaken);
    }
    client
        .execute("DELETE FROM community_name WHERE community_id = $1", &[&community.id.to_uuid()])
        .await?;
    insert_names(unit, row).await
}

async fn insert_names(unit: &Unit, row: &CommunityRow) -> Result<(), StoreError> {
    let (languages, names): (Vec<&str>, Vec<&str>) =
        row.names.iter().map(|(language, name)| (language.as_str(), name.as_str())).unzip();
    let client = unit.client()?;
    client
        .execute(
            "INSERT INTO community_name (community_id, language, name)
             SELECT $1::uuid, * FROM unnest($2::text[], $3::text[])",
            &[&row.community.id.to_uuid(), &languages, &names],
        )
        .await?;
    Ok(())
}
