//! Decisions on stays as rows. EES Art. 19.

use ees_domain::authorised::{Decision, ExtensionGround, Ruling, WithdrawalGround};
use ees_domain::day::Day;
use ees_domain::decision::{StayDecision, Subject};
use ees_domain::file::{Crossing, File};
use fnd_core::Id;
use jiff::Timestamp;
use jiff::civil::Date;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::crossing::day;
use super::sealed::FileKey;
use super::work::refine;
use crate::StoreError;

/// All decisions of a file in the order in which they were recorded.
pub(super) const SELECT: &str = "SELECT crossing_id, decision_id, subject, ruling, ground,
            decided_on, place, state, authority, until_day, sticker, recorded_at
       FROM stay_decision WHERE file_id = $1 AND withdrawn_at IS NULL ORDER BY recorded_at, decision_id";

const INSERT: &str = "INSERT INTO stay_decision (file_id, crossing_id, decision_id, subject,
            ruling, ground, decided_on, place, state, authority, until_day, sticker, recorded_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

const fn inconsistent() -> StoreError {
    StoreError::Inconsistent { what: "decision" }
}

/// Reads a row of [`SELECT`], with the record it is on.
pub(super) fn read(key: &FileKey, row: &Row) -> Result<(Uuid, StayDecision), StoreError> {
    let id: Uuid = row.try_get(1)?;
    let until = row.try_get::<_, Option<Date>>(9)?.map(day).transpose()?;
    let sticker: Option<&[u8]> = row.try_get(10)?;
    let decision = StayDecision {
        id: Id::from_uuid(id),
        subject: Subject::find(row.try_get(2)?).ok_or(inconsistent())?,
        decision: Decision {
            decided_on: day(row.try_get(5)?)?,
            state: row.try_get::<_, &str>(7)?.parse().ok().ok_or(inconsistent())?,
            ruling: ruling((row.try_get(3)?, row.try_get(4)?), until).ok_or(inconsistent())?,
        },
        authority: row.try_get(8)?,
        place: row.try_get(6)?,
        sticker: sticker.map(|sealed| key.open_sticker(id, sealed)).transpose()?,
        recorded_at: row.try_get(11)?,
    };
    Ok((row.try_get(0)?, decision))
}

fn ruling((ruling, ground): (&str, &str), until: Option<Day>) -> Option<Ruling> {
    match ruling {
        "extended" => {
            Some(Ruling::Extended { until: until?, ground: ExtensionGround::find(ground)? })
        }
        "revoked" => {
            Some(Ruling::Revoked { depart_by: until, ground: WithdrawalGround::find(ground)? })
        }
        "annulled" => {
            Some(Ruling::Annulled { depart_by: until, ground: WithdrawalGround::find(ground)? })
        }
        _ => None,
    }
}

/// The codes of a ruling and of its ground, and its day.
fn columns(ruling: Ruling) -> (&'static str, &'static str, Option<Day>) {
    match ruling {
        Ruling::Extended { until, ground } => ("extended", ground.code(), Some(until)),
        Ruling::Revoked { depart_by, ground } => ("revoked", ground.code(), depart_by),
        Ruling::Annulled { depart_by, ground } => ("annulled", ground.code(), depart_by),
    }
}

/// Adds a decision to a record.
pub(super) async fn insert(
    client: &deadpool_postgres::Object,
    (file, crossing, key): (Id<File>, Id<Crossing>, &FileKey),
    made: &StayDecision,
) -> Result<(), StoreError> {
    let (ruling, ground, until) = columns(made.decision.ruling);
    let id = made.id.to_uuid();
    let sticker = made.sticker.as_ref().map(|sticker| key.seal_sticker(id, sticker)).transpose()?;
    let values: [&(dyn ToSql + Sync); 13] = [
        &file.to_uuid(),
        &crossing.to_uuid(),
        &id,
        &made.subject.code(),
        &ruling,
        &ground,
        &made.decision.decided_on.date(),
        &made.place,
        &made.decision.state.as_str(),
        &made.authority,
        &until.map(Day::date),
        &sticker,
        &made.recorded_at,
    ];
    let statement = client.prepare_cached(INSERT).await?;
    client.execute(&statement, &values).await.map_err(refine)?;
    Ok(())
}

const REWRITE: &str = "UPDATE stay_decision
        SET subject = $3, ruling = $4, ground = $5, decided_on = $6, place = $7, until_day = $8,
            sticker = $9
      WHERE file_id = $1 AND decision_id = $2 AND withdrawn_at IS NULL";
const WITHDRAW: &str = "UPDATE stay_decision SET withdrawn_at = $3
      WHERE file_id = $1 AND decision_id = $2 AND withdrawn_at IS NULL";

/// Stores a decision as it was corrected, or withdraws it at `at` when nothing is left of it;
/// answers whether it is there.
pub(super) async fn rewrite(
    client: &deadpool_postgres::Object,
    (file, key): (Id<File>, &FileKey),
    (id, after, at): (Id<StayDecision>, Option<&StayDecision>, Timestamp),
) -> Result<bool, StoreError> {
    let (file, id) = (file.to_uuid(), id.to_uuid());
    let Some(made) = after else {
        let statement = client.prepare_cached(WITHDRAW).await?;
        return Ok(client.execute(&statement, &[&file, &id, &at]).await? == 1);
    };
    let (ruling, ground, until) = columns(made.decision.ruling);
    let sticker = made.sticker.as_ref().map(|sticker| key.seal_sticker(id, sticker)).transpose()?;
    let values: [&(dyn ToSql + Sync); 9] = [
        &file,
        &id,
        &made.subject.code(),
        &ruling,
        &ground,
        &made.decision.decided_on.date(),
        &made.place,
        &until.map(Day::date),
        &sticker,
    ];
    let statement = client.prepare_cached(REWRITE).await?;
    Ok(client.execute(&statement, &values).await? == 1)
}

/// A decision as the history shows it: its codes, its days and where it was taken.
pub(super) fn shown(made: &StayDecision) -> String {
    let (ruling, ground, until) = columns(made.decision.ruling);
    let until = until.map_or_else(String::new, |day| format!(" > {day}"));
    let day = made.decision.decided_on;
    format!("{} {ruling} {ground} {day}{until}, {}", made.subject.code(), made.place)
}
