//! The list of overstayers. EES Art. 12(2) and (3).

use ees_domain::file::Crossing;
use ees_domain::overstayer::Class;
use ees_domain::search::{issuer_key, nationality_key};
use fnd_core::Id;
use jiff::Timestamp;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::consultation::fingerprint;
use super::file::Hold;
use super::joined::read;
use super::unit::Unit;
use crate::{Overstay, OverstayFilter, StoreError};

/// The condition of a filter; its values are those of [`Narrowed::values`]. What was ordered to
/// be erased is off the list at once, Art. 35(7).
const FITS: &str = "c.marked_at IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM erasure_order o WHERE o.file_id = c.file_id
                           AND (o.part = 'file' OR o.part_id = c.crossing_id))
        AND ($1::boolean IS NULL OR (c.exited_at IS NOT NULL) = $1)
        AND ($2::text IS NULL OR left(c.entry_point, 3) = $2)
        AND ($3::text IS NULL OR c.entry_point = $3)
        AND ($4::int4 IS NULL
             OR c.stay_ends_at < coalesce(c.exited_at, $5) - make_interval(hours => $4))
        AND ($6::bytea[] IS NULL OR EXISTS (SELECT 1 FROM file f
             WHERE f.file_id = c.file_id AND f.origin_keys @> $6))";

/// What narrows the list, as values of a statement.
struct Narrowed {
    has_left: Option<bool>,
    state: Option<String>,
    point: Option<String>,
    hours: Option<i32>,
    now: Timestamp,
    origins: Option<Vec<Vec<u8>>>,
}

impl Narrowed {
    fn of(unit: &Unit, filter: &OverstayFilter) -> Self {
        let index = &unit.shared.index;
        let keys = [filter.nationality.map(nationality_key), filter.issuer.map(issuer_key)];
        let origins: Vec<Vec<u8>> =
            keys.into_iter().flatten().map(|key| fingerprint(index, &key)).collect();
        Self {
            has_left: filter.class.map(|class| match class {
                Class::InsideNoExit => false,
                Class::LeftAfterOverstay => true,
            }),
            state: filter.state.map(|state| state.to_string()),
            point: filter.point.as_ref().map(|point| point.as_str().to_owned()),
            // Days are those that have begun.
            hours: filter.days_over_min.map(|days| days.saturating_sub(1).saturating_mul(24)),
            now: unit.access.at,
            origins: (!origins.is_empty()).then_some(origins),
        }
    }

    fn values(&self) -> [&(dyn ToSql + Sync); 6] {
        [&self.has_left, &self.state, &self.point, &self.hours, &self.now, &self.origins]
    }
}

/// The records of a page, each with its file; those whose stay ended last first.
pub(super) async fn list(
    unit: &Unit,
    filter: &OverstayFilter,
) -> Result<Vec<Overstay>, StoreError> {
    let narrowed = Narrowed::of(unit, filter);
    let (at, id) = match filter.after {
        Some((at, id)) => (Some(at), id.to_uuid()),
        None => (None, Uuid::nil()),
    };
    let most = i64::from(filter.count_max);
    let page: [&(dyn ToSql + Sync); 3] = [&at, &id, &most];
    let values = [narrowed.values().as_slice(), &page].concat();
    let client = unit.client()?;
    let sql = format!(
        "SELECT c.file_id, c.crossing_id FROM crossing c
          WHERE {FITS} AND ($7::timestamptz IS NULL OR (c.stay_ends_at, c.crossing_id) < ($7, $8))
          ORDER BY c.stay_ends_at DESC, c.crossing_id DESC LIMIT $9"
    );
    let statement = client.prepare_cached(&sql).await?;
    let mut found = Vec::new();
    for row in client.query(&statement, &values).await? {
        let (file, record): (Uuid, Uuid) = (row.get(0), row.get(1));
        let Some(person) = read(unit, Id::from_uuid(file), Hold::Free).await? else { continue };
        found.push(Overstay { file: person.file, crossing: Id::<Crossing>::from_uuid(record) });
    }
    Ok(found)
}

/// How many records fit, wherever the page stands; counts to `max` and no further.
pub(super) async fn count(
    unit: &Unit,
    filter: &OverstayFilter,
    max: u32,
) -> Result<u64, StoreError> {
    let narrowed = Narrowed::of(unit, filter);
    let most = i64::from(max);
    let bound: [&(dyn ToSql + Sync); 1] = [&most];
    let values = [narrowed.values().as_slice(), &bound].concat();
    let client = unit.client()?;
    let sql =
        format!("SELECT count(*) FROM (SELECT 1 FROM crossing c WHERE {FITS} LIMIT $7) AS counted");
    let statement = client.prepare_cached(&sql).await?;
    let row = client.query_one(&statement, &values).await?;
    Ok(u64::try_from(row.get::<_, i64>(0)).unwrap_or_default())
}
