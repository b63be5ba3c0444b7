//! Entry/exit records as rows.

use ees_domain::authorised::TransitDocument;
use ees_domain::day::Day;
use ees_domain::file::{
    BoundCode, Crossing, EntryPart, File, QualityPeriod, RecordedGround, RecordedStay, Source,
};
use ees_domain::point::Passage;
use fnd_core::Id;
use jiff::Timestamp;
use jiff::civil::Date;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use super::sealed::FileKey;
use super::work::refine;
use crate::StoreError;

/// All records of a file in the order of their passages.
pub(super) const SELECT: &str = "SELECT crossing_id, entered_at, entry_offset, entry_day,
            entry_point, entry_authority, exited_at, exit_offset, exit_day, exit_point, ground,
            visa, stay_kind, stay_until, stay_until_at, stay_latest, stay_bound, overstay_days,
            is_superseded, source, quality_period
       FROM crossing WHERE file_id = $1 ORDER BY coalesce(entered_at, exited_at)";

const INSERT: &str = "INSERT INTO crossing (file_id, crossing_id, entered_at, entry_offset,
            entry_day, entry_point, entry_authority, exited_at, exit_offset, exit_day, exit_point,
            is_family_member, ground, visa, stay_kind, stay_until, stay_until_at, stay_latest,
            stay_bound, overstay_days, is_superseded, source, quality_period)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
             $20, $21, $22, $23)";

const EXIT: &str = "UPDATE crossing
        SET exited_at = $3, exit_offset = $4, exit_day = $5, exit_point = $6, overstay_days = $7
      WHERE file_id = $1 AND crossing_id = $2 AND exited_at IS NULL";

/// A day from its date.
pub(super) fn day(date: Date) -> Result<Day, StoreError> {
    Day::find(date.year(), date.month(), date.day()).ok_or(StoreError::Inconsistent { what: "day" })
}

/// Reads a row of [`SELECT`].
pub(super) fn read(key: &FileKey, row: &Row) -> Result<Crossing, StoreError> {
    let id = row.try_get(0)?;
    let entry = match passage(row, 1)? {
        Some(passage) => Some(EntryPart { passage, authority: row.try_get(5)? }),
        None => None,
    };
    let inconsistent = |what| StoreError::Inconsistent { what };
    Ok(Crossing {
        id: Id::from_uuid(id),
        entry,
        exit: passage(row, 6)?,
        ground: ground(key, id, row)?,
        stay: stay(row)?,
        overstay_days: row.try_get(17)?,
        is_superseded: row.try_get(18)?,
        source: Source::find(row.try_get(19)?).ok_or(inconsistent("source"))?,
        quality_period: QualityPeriod::find(row.try_get(20)?)
            .ok_or(inconsistent("quality period"))?,
    })
}

/// The passage whose four columns begin at `from`: instant, offset, day, point.
fn passage(row: &Row, from: usize) -> Result<Option<Passage>, StoreError> {
    let Some(at) = row.try_get::<_, Option<Timestamp>>(from)? else { return Ok(None) };
    let point: &str = row.try_get(from.saturating_add(3))?;
    Ok(Some(Passage {
        at,
        offset_minutes: row.try_get(from.saturating_add(1))?,
        day: day(row.try_get(from.saturating_add(2))?)?,
        point: point
            .parse()
            .ok()
            .ok_or(StoreError::Inconsistent { what: "border crossing point" })?,
    }))
}

fn ground(key: &FileKey, id: uuid::Uuid, row: &Row) -> Result<RecordedGround, StoreError> {
    if let Some(sealed) = row.try_get::<_, Option<&[u8]>>(11)? {
        return Ok(RecordedGround::Visa(key.open_visa(id, sealed)?));
    }
    match row.try_get(10)? {
        "visa-exempt" => Ok(RecordedGround::VisaExempt),
        "family-member" => Ok(RecordedGround::FamilyMember),
        "transit-road" => Ok(RecordedGround::Transit(TransitDocument::Ftd)),
        "transit-rail" => Ok(RecordedGround::Transit(TransitDocument::Frtd)),
        _ => Err(StoreError::Inconsistent { what: "ground of entry" }),
    }
}

fn stay(row: &Row) -> Result<RecordedStay, StoreError> {
    let inconsistent = StoreError::Inconsistent { what: "authorised stay" };
    let until: Option<Date> = row.try_get(13)?;
    let latest: Option<Date> = row.try_get(15)?;
    let bound: Option<&str> = row.try_get(16)?;
    match (row.try_get(12)?, until, latest) {
        ("not-applicable", None, None) => Ok(RecordedStay::NotApplicable),
        ("until", Some(until), None) => {
            let bound = bound.and_then(BoundCode::find).ok_or(inconsistent)?;
            Ok(RecordedStay::Until { last_day: day(until)?, bound })
        }
        ("until-instant", None, None) => {
            let at: Option<Timestamp> = row.try_get(14)?;
            at.map(RecordedStay::UntilInstant).ok_or(inconsistent)
        }
        ("needs-human", until, Some(latest)) => Ok(RecordedStay::NeedsHuman {
            shortest: until.map(day).transpose()?,
            longest: day(latest)?,
        }),
        _ => Err(inconsistent),
    }
}

/// The columns of an authorised stay.
struct StayColumns {
    kind: &'static str,
    until: Option<Date>,
    until_at: Option<Timestamp>,
    latest: Option<Date>,
    bound: Option<&'static str>,
}

impl StayColumns {
    fn of(stay: RecordedStay) -> Self {
        let none = Self { kind: "", until: None, until_at: None, latest: None, bound: None };
        match stay {
            RecordedStay::NotApplicable => Self { kind: "not-applicable", ..none },
            RecordedStay::Until { last_day, bound } => Self {
                kind: "until",
                until: Some(last_day.date()),
                bound: Some(bound.code()),
                ..none
            },
            RecordedStay::UntilInstant(at) => {
                Self { kind: "until-instant", until_at: Some(at), ..none }
            }
            RecordedStay::NeedsHuman { shortest, longest } => Self {
                kind: "needs-human",
                until: shortest.map(Day::date),
                latest: Some(longest.date()),
                ..none
            },
        }
    }
}

/// The columns of a passage.
struct PassageColumns<'a> {
    at: Option<Timestamp>,
    offset: Option<i16>,
    day: Option<Date>,
    point: Option<&'a str>,
}

impl<'a> PassageColumns<'a> {
    fn of(passage: Option<&'a Passage>) -> Self {
        Self {
            at: passage.map(|passage| passage.at),
            offset: passage.map(|passage| passage.offset_minutes),
            day: passage.map(|passage| passage.day.date()),
            point: passage.map(|passage| passage.point.as_str()),
        }
    }
}

/// Adds a record.
pub(super) async fn insert(
    client: &deadpool_postgres::Object,
    (file, key): (Id<File>, &FileKey),
    crossing: &Crossing,
) -> Result<(), StoreError> {
    let (file, id) = (file.to_uuid(), crossing.id.to_uuid());
    let entry = PassageColumns::of(crossing.entry.as_ref().map(|entry| &entry.passage));
    let authority = crossing.entry.as_ref().map(|entry| entry.authority.as_str());
    let exit = PassageColumns::of(crossing.exit.as_ref());
    let is_family = crossing.ground == RecordedGround::FamilyMember;
    let visa = match &crossing.ground {
        RecordedGround::Visa(visa) => Some(key.seal_visa(id, visa)?),
        RecordedGround::VisaExempt | RecordedGround::Transit(_) | RecordedGround::FamilyMember => {
            None
        }
    };
    let (ground, stay) = (crossing.ground.code(), StayColumns::of(crossing.stay));
    let (source, period) = (crossing.source.code(), crossing.quality_period.code());
    let values: [&(dyn ToSql + Sync); 23] = [
        &file,
        &id,
        &entry.at,
        &entry.offset,
        &entry.day,
        &entry.point,
        &authority,
        &exit.at,
        &exit.offset,
        &exit.day,
        &exit.point,
        &is_family,
        &ground,
        &visa,
        &stay.kind,
        &stay.until,
        &stay.until_at,
        &stay.latest,
        &stay.bound,
        &crossing.overstay_days,
        &crossing.is_superseded,
        &source,
        &period,
    ];
    let statement = client.prepare_cached(INSERT).await?;
    client.execute(&statement, &values).await.map_err(refine)?;
    Ok(())
}

/// Completes a record by its exit; answers whether it was still open.
pub(super) async fn complete(
    client: &deadpool_postgres::Object,
    file: Id<File>,
    crossing: &Crossing,
) -> Result<bool, StoreError> {
    let exit = PassageColumns::of(crossing.exit.as_ref());
    let statement = client.prepare_cached(EXIT).await?;
    let changed = client
        .execute(
            &statement,
            &[
                &file.to_uuid(),
                &crossing.id.to_uuid(),
                &exit.at,
                &exit.offset,
                &exit.day,
                &exit.point,
                &crossing.overstay_days,
            ],
        )
        .await?;
    Ok(changed == 1)
}
