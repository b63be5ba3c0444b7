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
    /// What it is for, by language, two letters each.
    pub purposes: BTreeMap<String, String>,
    /// Counts changes.
    pub version: i64,
}

impl CommunityRow {
    /// What it is for, in `language` or else in English; may be empty.
    pub fn purpose(&self, language: &str) -> &str {
        let own = self.purposes.get(language).filter(|said| !said.is_empty());
        own.or_else(|| self.purposes.get("en")).map_or("", String::as_str)
    }

    /// The name in `language`; in English, or whatever there is, when it has none in it.
    pub fn name(&self, language: &str) -> &str {
        let own = self.names.get(language).or_else(|| self.names.get("en"));
        own.or_else(|| self.names.values().next()).map_or(self.slug.as_str(), String::as_str)
    }
}

/// The columns that [`read`] reads, in its order.
pub(crate) const COLUMNS: &str = "community.community_id, slug, community.kind, visibility, \
     join_policy, community.country, third_country_since, community.version, \
     (SELECT array_agg(language || ' ' || name) FROM community_name \
       WHERE community_name.community_id = community.community_id), \
     (SELECT array_agg(language || ' ' || purpose) FROM community_name \
       WHERE community_name.community_id = community.community_id)";

/// Texts by language from what [`COLUMNS`] collects.
fn by_language(pairs: Option<Vec<String>>) -> BTreeMap<String, String> {
    let pairs = pairs.unwrap_or_default().into_iter().filter_map(|pair| {
        pair.split_once(' ').map(|(language, text)| (language.to_owned(), text.to_owned()))
    });
    pairs.collect()
}

/// Reads the columns of [`COLUMNS`], which come first.
pub(crate) fn read(row: &Row) -> Result<CommunityRow, StoreError> {
    let country = row.get::<_, Option<&str>>(5);
    let country = country.map(|code| code.parse().ok().ok_or(StoreError::odd("country")));
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
        names: by_language(row.get(8)),
        purposes: by_language(row.get(9)),
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

/// Stores since when somebody outside the Union belongs to the Community, which is held. R36.
pub(crate) async fn set_third_country(
    unit: &Unit,
    community: &Community,
) -> Result<(), StoreError> {
    let client = unit.client()?;
    client
        .execute(
            "UPDATE community SET third_country_since = $2, version = version + 1
              WHERE community_id = $1",
            &[&community.id.to_uuid(), &community.third_country_since],
        )
        .await?;
    Ok(())
}

/// Stores changed settings over the version they were read in.
pub(crate) async fn update(unit: &Unit, row: &CommunityRow) -> Result<(), StoreError> {
    let (client, community) = (unit.client()?, &row.community);
    let changed = client
        .execute(
            "UPDATE community SET visibility = $3, join_policy = $4, country = $5, kind = $6,
                    version = version + 1
              WHERE community_id = $1 AND version = $2",
            &[
                &community.id.to_uuid(),
                &row.version,
                &community.visibility.code(),
                &community.join.code(),
                &community.country.map(|country| country.to_string()),
                &community.kind.code(),
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
    let said = |language: &&str| row.purposes.get(*language).map_or("", String::as_str);
    let purposes: Vec<&str> = languages.iter().map(said).collect();
    let client = unit.client()?;
    client
        .execute(
            "INSERT INTO community_name (community_id, language, name, purpose)
             SELECT $1::uuid, * FROM unnest($2::text[], $3::text[], $4::text[])",
            &[&row.community.id.to_uuid(), &languages, &names, &purposes],
        )
        .await?;
    Ok(())
}
