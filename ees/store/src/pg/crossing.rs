//! Entry/exit records as rows.

use ees_domain::authorised::TransitDocument;
use ees_domain::day::Day;
use ees_domain::decision::StayDecision;
use ees_domain::file::{
    BoundCode, Crossing, EntryPart, File, QualityPeriod, RecordedGround, RecordedStay, Source,
};
use ees_domain::overstayer::{Lift, Mark};
use ees_domain::point::Passage;
use ees_domain::retention::record_kept_until;
use fnd_core::Id;
use jiff::Timestamp;
use jiff::civil::Date;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::sealed::FileKey;
use super::work::refine;
use super::writes::Value;
use crate::StoreError;

/// All records of a file in the order of their passages.
pub(super) const SELECT: &str = "SELECT crossing_id, entered_at, entry_offset, entry_day,
            entry_point, entry_authority, exited_at, exit_offset, exit_day, exit_point, ground,
            visa, stay_kind, stay_until, stay_until_at, stay_latest, stay_bound, overstay_days,
            is_superseded, source, quality_period, stay_only_in, stay_ends_at, marked_at,
            lifted_at, lift_ground
       FROM crossing WHERE file_id = $1 ORDER BY coalesce(entered_at, exited_at)";

const INSERT: &str = "INSERT INTO crossing (file_id, crossing_id, entered_at, entry_offset,
            entry_day, entry_point, entry_authority, exited_at, exit_offset, exit_day, exit_point,
            is_family_member, ground, visa, stay_kind, stay_until, stay_until_at, stay_latest,
            stay_bound, overstay_days, is_superseded, source, quality_period, stay_only_in,
            stay_ends_at, marked_at, lifted_at, lift_ground, kept_until)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
             $20, $21, $22, $23, $24, $25, $26, $27, $28, $29)";

const EXIT: &str = "UPDATE crossing
        SET exited_at = $3, exit_offset = $4, exit_day = $5, exit_point = $6, overstay_days = $7,
            kept_until = $8, marked_at = $9
      WHERE file_id = $1 AND crossing_id = $2 AND exited_at IS NULL";

/// A day from its date.
pub(crate) fn day(date: Date) -> Result<Day, StoreError> {
    Day::find(date.year(), date.month(), date.day()).ok_or(StoreError::Inconsistent { what: "day" })
}

/// Reads a row of [`SELECT`].
///
/// `decisions` are those of the whole file.
pub(super) fn read(
    key: &FileKey,
    row: &Row,
    decisions: &[(Uuid, StayDecision)],
) -> Result<Crossing, StoreError> {
    let id: Uuid = row.try_get(0)?;
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
        ends_at: row.try_get(22)?,
        overstay_days: row.try_get(17)?,
        is_superseded: row.try_get(18)?,
        decisions: decisions
            .iter()
            .filter(|(crossing, _)| *crossing == id)
            .map(|(_, decision)| decision.clone())
            .collect(),
        mark: mark(row)?,
        source: Source::find(row.try_get(19)?).ok_or(inconsistent("source"))?,
        quality_period: QualityPeriod::find(row.try_get(20)?)
            .ok_or(inconsistent("quality period"))?,
    })
}

/// The mark of Art. 16(4), and whether it was lifted.
fn mark(row: &Row) -> Result<Option<Mark>, StoreError> {
    let (marked, lifted): (Option<Timestamp>, Option<Timestamp>) =
        (row.try_get(23)?, row.try_get(24)?);
    let ground = row.try_get::<_, Option<&str>>(25)?.and_then(Lift::find);
    match (marked, lifted, ground) {
        (_, Some(at), Some(ground)) => Ok(Some(Mark::Lifted { ground, at })),
        (marked, None, None) => Ok(marked.map(|at| Mark::Expired { at })),
        _ => Err(StoreError::Inconsistent { what: "mark" }),
    }
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

fn ground(key: &FileKey, id: Uuid, row: &Row) -> Result<RecordedGround, StoreError> {
    let visa = match row.try_get::<_, Option<&[u8]>>(11)? {
        Some(sealed) => Some(key.open_visa(id, sealed)?),
        None => None,
    };
    match (row.try_get(10)?, visa) {
        ("visa", Some(visa)) => Ok(RecordedGround::Visa(visa)),
        ("family-member", visa) => Ok(RecordedGround::FamilyMember(visa)),
        ("visa-exempt", None) => Ok(RecordedGround::VisaExempt),
        ("transit-road", None) => Ok(RecordedGround::Transit(TransitDocument::Ftd)),
        ("transit-rail", None) => Ok(RecordedGround::Transit(TransitDocument::Frtd)),
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
            let only_in = row.try_get::<_, Option<&str>>(21)?.and_then(|state| state.parse().ok());
            Ok(RecordedStay::Until { last_day: day(until)?, bound, only_in })
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
    only_in: Option<String>,
}

impl StayColumns {
    fn of(stay: RecordedStay) -> Self {
        let none = Self {
            kind: "",
            until: None,
            until_at: None,
            latest: None,
            bound: None,
            only_in: None,
        };
        match stay {
            RecordedStay::NotApplicable => Self { kind: "not-applicable", ..none },
            RecordedStay::Until { last_day, bound, only_in } => Self {
                kind: "until",
                until: Some(last_day.date()),
                bound: Some(bound.code()),
                only_in: only_in.map(|state| state.to_string()),
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

/// The columns of a mark.
struct MarkColumns {
    marked_at: Option<Timestamp>,
    lifted_at: Option<Timestamp>,
    ground: Option<&'static str>,
}

impl MarkColumns {
    fn of(mark: Option<Mark>) -> Self {
        match mark {
            None => Self { marked_at: None, lifted_at: None, ground: None },
            Some(Mark::Expired { at }) => {
                Self { marked_at: Some(at), lifted_at: None, ground: None }
            }
            Some(Mark::Lifted { ground, at }) => {
                Self { marked_at: None, lifted_at: Some(at), ground: Some(ground.code()) }
            }
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

/// The statement that adds a record, with its values.
pub(super) fn insertion(
    (file, key): (Id<File>, &FileKey),
    crossing: &Crossing,
) -> Result<(&'static str, Vec<Value>), StoreError> {
    let (file, id) = (file.to_uuid(), crossing.id.to_uuid());
    let entry = PassageColumns::of(crossing.entry.as_ref().map(|entry| &entry.passage));
    let exit = PassageColumns::of(crossing.exit.as_ref());
    let stay = StayColumns::of(crossing.stay);
    let mark = MarkColumns::of(crossing.mark);
    let values: Vec<Value> = vec![
        Box::new(file),
        Box::new(id),
        Box::new(entry.at),
        Box::new(entry.offset),
        Box::new(entry.day),
        Box::new(entry.point.map(str::to_owned)),
        Box::new(crossing.entry.as_ref().map(|entry| entry.authority.clone())),
        Box::new(exit.at),
        Box::new(exit.offset),
        Box::new(exit.day),
        Box::new(exit.point.map(str::to_owned)),
        Box::new(crossing.ground.is_family()),
        Box::new(crossing.ground.code()),
        Box::new(sealed_visa(key, id, &crossing.ground)?),
        Box::new(stay.kind),
        Box::new(stay.until),
        Box::new(stay.until_at),
        Box::new(stay.latest),
        Box::new(stay.bound),
        Box::new(crossing.overstay_days),
        Box::new(crossing.is_superseded),
        Box::new(crossing.source.code()),
        Box::new(crossing.quality_period.code()),
        Box::new(stay.only_in),
        Box::new(crossing.ends_at),
        Box::new(mark.marked_at),
        Box::new(mark.lifted_at),
        Box::new(mark.ground),
        Box::new(record_kept_until(crossing).date()),
    ];
    Ok((INSERT, values))
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
                &record_kept_until(crossing).date(),
                &MarkColumns::of(crossing.mark).marked_at,
            ],
        )
        .await?;
    Ok(changed == 1)
}

const REWRITE: &str = "UPDATE crossing
        SET entered_at = $3, entry_offset = $4, entry_day = $5, entry_point = $6,
            entry_authority = $7, exited_at = $8, exit_offset = $9, exit_day = $10,
            exit_point = $11, is_family_member = $12, ground = $13, visa = $14, stay_kind = $15,
            stay_until = $16, stay_until_at = $17, stay_latest = $18, stay_bound = $19,
            overstay_days = $20, is_superseded = $21, source = $22, stay_only_in = $23,
            stay_ends_at = $24, marked_at = $25, lifted_at = $26, lift_ground = $27,
            kept_until = $28
      WHERE file_id = $1 AND crossing_id = $2";

/// Stores a record as it is after an amendment or a new calculation; answers whether it is there.
/// What it was before, the caller has kept. EES Art. 35(8).
pub(super) async fn rewrite(
    client: &deadpool_postgres::Object,
    (file, key): (Id<File>, &FileKey),
    crossing: &Crossing,
) -> Result<bool, StoreError> {
    let (file, id) = (file.to_uuid(), crossing.id.to_uuid());
    let entry = PassageColumns::of(crossing.entry.as_ref().map(|entry| &entry.passage));
    let authority = crossing.entry.as_ref().map(|entry| entry.authority.as_str());
    let exit = PassageColumns::of(crossing.exit.as_ref());
    let is_family = crossing.ground.is_family();
    let visa = sealed_visa(key, id, &crossing.ground)?;
    let (ground, stay) = (crossing.ground.code(), StayColumns::of(crossing.stay));
    let (source, mark) = (crossing.source.code(), MarkColumns::of(crossing.mark));
    let kept_until = record_kept_until(crossing).date();
    let values: [&(dyn ToSql + Sync); 28] = [
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
        &stay.only_in,
        &crossing.ends_at,
        &mark.marked_at,
        &mark.lifted_at,
        &mark.ground,
        &kept_until,
    ];
    let statement = client.prepare_cached(REWRITE).await?;
    Ok(client.execute(&statement, &values).await.map_err(refine)? == 1)
}

/// The visa of a record, sealed.
fn sealed_visa(
    key: &FileKey,
    id: Uuid,
    ground: &RecordedGround,
) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(match ground.visa() {
        Some(visa) => Some(key.seal_visa(id, visa)?),
        None => None,
    })
}
