//! Cases of amendment as rows. EES Art. 35.

use std::collections::HashMap;

use ees_domain::amendment::{
    Amendment, Comparison, Concerned, Settlement, Stage, VisFinding, VisReply, Wish,
};
use ees_domain::day::Day;
use ees_domain::erasure::Obstacle;
use ees_domain::file::File;
use fnd_core::{CountryCode, Id};
use jiff::civil::Date;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::crossing::day;
use super::file::Hold;
use super::joined::read as read_person;
use super::sealed::FileKey;
use super::unit::Unit;
use super::work::refine;
use crate::{Case, CaseFilter, FailingOrder, FoundCase, Part, StoreError};

const COLUMNS: &str = "file_id, case_id, part, part_id, wish, acquired_of, raised_by, raised_on,
            responsible, asked_on, settled_on, outcome, urgent_since, opened_at, authority,
            file_version, said, answer, vis_on, vis_finding, vis_informed, vis_replied_on,
            vis_reply, order_obstacle, order_tries, order_failed_at, order_next_at";

/// Cases, each with the order of erasure that fails, if one does: the identifier of a part stands
/// for one part alone.
const CASES: &str = "amendment_case LEFT JOIN (
        SELECT part AS order_part, part_id AS order_part_id, obstacle AS order_obstacle,
               tries AS order_tries, failed_at AS order_failed_at, next_at AS order_next_at
          FROM erasure_order WHERE 0 < tries) AS failing
        ON order_part = part AND order_part_id = part_id AND settled_on IS NOT NULL";

const INSERT: &str = "INSERT INTO amendment_case (file_id, case_id, part, part_id, wish,
            acquired_of, raised_by, raised_on, responsible, asked_on, settled_on, outcome,
            urgent_since, opened_at, authority, file_version, said, answer)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)";

const STEP: &str = "UPDATE amendment_case
        SET asked_on = $3, settled_on = $4, outcome = $5, urgent_since = $6, answer = $7,
            vis_on = $8, vis_finding = $9, vis_informed = $10, vis_replied_on = $11, vis_reply = $12
      WHERE file_id = $1 AND case_id = $2";

/// The condition of a filter: the State, the stage, the wish.
const FITS: &str = "(raised_by = $1 OR acquired_of = $1
             OR (responsible = $1 AND asked_on IS NOT NULL))
        AND ($2::text IS NULL OR $2 = CASE WHEN settled_on IS NOT NULL THEN 'settled'
                                           WHEN asked_on IS NOT NULL THEN 'asked'
                                           ELSE 'open' END)
        AND ($3::text IS NULL OR wish = $3)";

const fn inconsistent() -> StoreError {
    StoreError::Inconsistent { what: "case of amendment" }
}

/// The part of a file that a case is about, as its columns have it.
fn part(amendment: &Amendment) -> (Part, Uuid) {
    match amendment.concerned {
        Concerned::File => (Part::File, amendment.file.to_uuid()),
        Concerned::Crossing(id) => (Part::Crossing, id.to_uuid()),
        Concerned::Refusal(id) => (Part::Refusal, id.to_uuid()),
    }
}

/// When a case was settled, and how.
fn settled(amendment: &Amendment) -> (Option<Date>, Option<&'static str>) {
    match amendment.stage {
        Stage::Settled { on, outcome } => (Some(on.date()), Some(outcome.code())),
        Stage::Open | Stage::Asked(_) => (None, None),
    }
}

fn read(key: &FileKey, row: &Row) -> Result<Case, StoreError> {
    let (id, part_id): (Uuid, Uuid) = (row.try_get(1)?, row.try_get(3)?);
    let state = |place: usize| -> Result<Option<CountryCode>, StoreError> {
        let code: Option<&str> = row.try_get(place)?;
        code.map(|code| code.parse().ok().ok_or(inconsistent())).transpose()
    };
    let optional = |place: usize| -> Result<Option<Day>, StoreError> {
        row.try_get::<_, Option<Date>>(place)?.map(day).transpose()
    };
    let (asked_on, settled_on) = (optional(9)?, optional(10)?);
    let outcome = row.try_get::<_, Option<&str>>(11)?.and_then(Settlement::find);
    let how_far = match (settled_on, outcome, asked_on) {
        (Some(on), Some(outcome), _) => Stage::Settled { on, outcome },
        (None, None, Some(on)) => Stage::Asked(on),
        (None, None, None) => Stage::Open,
        _ => return Err(inconsistent()),
    };
    let (said, answer): (Option<&[u8]>, Option<&[u8]>) = (row.try_get(16)?, row.try_get(17)?);
    Ok(Case {
        amendment: Amendment {
            id: Id::from_uuid(id),
            file: Id::from_uuid(row.try_get(0)?),
            concerned: match Part::find(row.try_get(2)?).ok_or(inconsistent())? {
                Part::File => Concerned::File,
                Part::Crossing => Concerned::Crossing(Id::from_uuid(part_id)),
                Part::Refusal => Concerned::Refusal(Id::from_uuid(part_id)),
            },
            wish: Wish::find(row.try_get(4)?, state(5)?).ok_or(inconsistent())?,
            raised_by: state(6)?.ok_or(inconsistent())?,
            raised_on: day(row.try_get(7)?)?,
            responsible: state(8)?.ok_or(inconsistent())?,
            asked_on,
            stage: how_far,
            vis: comparison(row)?,
        },
        urgent_since: day(row.try_get(12)?)?,
        opened_at: row.try_get(13)?,
        authority: row.try_get(14)?,
        file_version: row.try_get(15)?,
        said: said.map(|sealed| key.open_said(id, sealed)).transpose()?,
        answer: answer.map(|sealed| key.open_answer(id, sealed)).transpose()?,
        failing: failing(row)?,
    })
}

/// What the Visa Information System was found to hold, in the columns from 18 on.
fn comparison(row: &Row) -> Result<Option<Comparison>, StoreError> {
    let Some(on) = row.try_get::<_, Option<Date>>(18)? else { return Ok(None) };
    let finding = row.try_get::<_, Option<&str>>(19)?.and_then(VisFinding::find);
    let informed: Option<&str> = row.try_get(20)?;
    let reply = match (row.try_get::<_, Option<Date>>(21)?, row.try_get::<_, Option<&str>>(22)?) {
        (Some(on), Some(code)) => Some((day(on)?, VisReply::find(code).ok_or(inconsistent())?)),
        _ => None,
    };
    Ok(Some(Comparison {
        on: day(on)?,
        finding: finding.ok_or(inconsistent())?,
        informed: informed.map(|code| code.parse().ok().ok_or(inconsistent())).transpose()?,
        reply,
    }))
}

/// The order that fails, in the columns from 23 on.
fn failing(row: &Row) -> Result<Option<FailingOrder>, StoreError> {
    let Some(code) = row.try_get::<_, Option<&str>>(23)? else { return Ok(None) };
    Ok(Some(FailingOrder {
        obstacle: Obstacle::find(code).ok_or(inconsistent())?,
        tries: u32::try_from(row.try_get::<_, i32>(24)?).unwrap_or_default(),
        failed_at: row.try_get(25)?,
        next_at: row.try_get(26)?,
    }))
}

/// How many orders of erasure of a State could not be carried out yet.
pub(super) async fn count_failing(unit: &Unit, state: CountryCode) -> Result<u64, StoreError> {
    let client = unit.client()?;
    let sql = "SELECT count(*) FROM erasure_order WHERE state = $1 AND 0 < tries";
    let statement = client.prepare_cached(sql).await?;
    let row = client.query_one(&statement, &[&state.as_str()]).await?;
    Ok(u64::try_from(row.get::<_, i64>(0)).unwrap_or_default())
}

/// Adds a case.
pub(super) async fn insert(unit: &Unit, key: &FileKey, case: &Case) -> Result<(), StoreError> {
    let amendment = &case.amendment;
    let id = amendment.id.to_uuid();
    let (part, part_id) = part(amendment);
    let (settled_on, outcome) = settled(amendment);
    let said = case.said.as_ref().map(|text| key.seal_said(id, text)).transpose()?;
    let answer = case.answer.as_ref().map(|text| key.seal_answer(id, text)).transpose()?;
    let acquired_of = amendment.wish.acquired_of().map(|state| state.to_string());
    let values: [&(dyn ToSql + Sync); 18] = [
        &amendment.file.to_uuid(),
        &id,
        &part.code(),
        &part_id,
        &amendment.wish.code(),
        &acquired_of,
        &amendment.raised_by.as_str(),
        &amendment.raised_on.date(),
        &amendment.responsible.as_str(),
        &amendment.asked_on.map(Day::date),
        &settled_on,
        &outcome,
        &case.urgent_since.date(),
        &case.opened_at,
        &case.authority,
        &case.file_version,
        &said,
        &answer,
    ];
    let client = unit.client()?;
    let statement = client.prepare_cached(INSERT).await?;
    client.execute(&statement, &values).await.map_err(refine)?;
    Ok(())
}

/// Stores the step that a case has taken; answers whether the case is there.
pub(super) async fn step(unit: &Unit, key: &FileKey, case: &Case) -> Result<bool, StoreError> {
    let amendment = &case.amendment;
    let id = amendment.id.to_uuid();
    let (settled_on, outcome) = settled(amendment);
    let answer = case.answer.as_ref().map(|text| key.seal_answer(id, text)).transpose()?;
    let vis = amendment.vis;
    let reply = vis.and_then(|made| made.reply);
    let values: [&(dyn ToSql + Sync); 12] = [
        &amendment.file.to_uuid(),
        &id,
        &amendment.asked_on.map(Day::date),
        &settled_on,
        &outcome,
        &case.urgent_since.date(),
        &answer,
        &vis.map(|made| made.on.date()),
        &vis.map(|made| made.finding.code()),
        &vis.and_then(|made| made.informed).map(|state| state.to_string()),
        &reply.map(|(on, _)| on.date()),
        &reply.map(|(_, reply)| reply.code()),
    ];
    let client = unit.client()?;
    let statement = client.prepare_cached(STEP).await?;
    Ok(client.execute(&statement, &values).await? == 1)
}

/// On which file the case is.
pub(super) async fn file_of(
    unit: &Unit,
    id: Id<Amendment>,
) -> Result<Option<Id<File>>, StoreError> {
    let client = unit.client()?;
    let select = "SELECT file_id FROM amendment_case WHERE case_id = $1";
    let statement = client.prepare_cached(select).await?;
    let row = client.query_opt(&statement, &[&id.to_uuid()]).await?;
    Ok(row.map(|row| Id::from_uuid(row.get(0))))
}

/// The case, if it is on one of the files whose keys are given.
pub(super) async fn find(
    unit: &Unit,
    keys: &HashMap<Id<File>, FileKey>,
    id: Id<Amendment>,
) -> Result<Option<Case>, StoreError> {
    let client = unit.client()?;
    let sql = format!("SELECT {COLUMNS} FROM {CASES} WHERE case_id = $1");
    let statement = client.prepare_cached(&sql).await?;
    let row = client.query_opt(&statement, &[&id.to_uuid()]).await?;
    let Some(row) = row else { return Ok(None) };
    // A case on a file of somebody else is not found here.
    let Some(key) = keys.get(&Id::from_uuid(row.try_get(0)?)) else { return Ok(None) };
    read(key, &row).map(Some)
}

/// The cases of a page, the most urgent first and those that are over last, each with its file.
pub(super) async fn list(unit: &Unit, filter: &CaseFilter) -> Result<Vec<FoundCase>, StoreError> {
    let client = unit.client()?;
    let sql = format!(
        "SELECT {COLUMNS} FROM {CASES}
          WHERE {FITS} AND ($4::boolean IS NULL
                OR ((settled_on IS NOT NULL), urgent_since, case_id) > ($4, $5, $6))
          ORDER BY (settled_on IS NOT NULL), urgent_since, case_id LIMIT $7"
    );
    let after = filter.after;
    let values: [&(dyn ToSql + Sync); 7] = [
        &filter.state.as_str(),
        &filter.stage,
        &filter.wish,
        &after.map(|edge| edge.is_settled),
        &after.map(|edge| edge.urgent_since.date()),
        &after.map(|edge| edge.id.to_uuid()),
        &i64::from(filter.count_max),
    ];
    let statement = client.prepare_cached(&sql).await?;
    let mut found = Vec::new();
    for row in client.query(&statement, &values).await? {
        let file = Id::from_uuid(row.try_get(0)?);
        let Some(person) = read_person(unit, file, Hold::Free).await? else { continue };
        found.push(FoundCase { case: read(person.key(file)?, &row)?, file: person.file });
    }
    Ok(found)
}

/// How many cases fit, wherever the page stands; counts to `max` and no further.
pub(super) async fn count(unit: &Unit, filter: &CaseFilter, max: u32) -> Result<u64, StoreError> {
    let client = unit.client()?;
    let sql = format!(
        "SELECT count(*) FROM (SELECT 1 FROM amendment_case WHERE {FITS} LIMIT $4) AS counted"
    );
    let statement = client.prepare_cached(&sql).await?;
    let values: [&(dyn ToSql + Sync); 4] =
        [&filter.state.as_str(), &filter.stage, &filter.wish, &i64::from(max)];
    let row = client.query_one(&statement, &values).await?;
    Ok(u64::try_from(row.get::<_, i64>(0)).unwrap_or_default())
}
