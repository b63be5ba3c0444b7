//! What a part of a file was before it was changed. EES Art. 35(8).
//!
//! A version is kept as the fields of the part in words and codes, sealed, because whoever reads
//! the history compares texts and calculates nothing.

use ees_domain::file::{Crossing, File, RecordedStay, Regime};
use ees_domain::identity::{Identity, TravelDocument};
use ees_domain::overstayer::Mark;
use ees_domain::point::Passage;
use fnd_core::Id;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::decision;
use super::joined::Person;
use super::sealed::FileKey;
use super::unit::Unit;
use super::work::refine;
use crate::{Change, FieldBefore, Part, StoreError, Version};

/// All versions of a file, the latest change first.
const SELECT: &str =
    "SELECT version, part, part_id, deed, at, state, authority, before, reason, file_id
       FROM record_version WHERE file_id = ANY ($1)
      ORDER BY at DESC, version DESC, part, part_id";

const INSERT: &str = "INSERT INTO record_version (file_id, version, part, part_id, deed, at, state,
            authority, before, reason)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

/// Keeps what `part` of the file was before the change that makes version `version`.
pub(super) async fn insert(
    unit: &Unit,
    (file, version, key): (Id<File>, i64, &FileKey),
    (part, id): (Part, Uuid),
    (before, change): (&[FieldBefore], Change<'_>),
) -> Result<(), StoreError> {
    let written = serde_json::to_string(before).unwrap_or_default();
    let before = key.seal_version((id, version), &written)?;
    let reason = key.seal_reason((id, version), change.reason)?;
    let actor = &unit.access.actor;
    let values: [&(dyn ToSql + Sync); 10] = [
        &file.to_uuid(),
        &version,
        &part.code(),
        &id,
        &change.deed.code(),
        &unit.access.at,
        &actor.state.as_str(),
        &actor.office,
        &before,
        &reason,
    ];
    let client = unit.client()?;
    let statement = client.prepare_cached(INSERT).await?;
    client.execute(&statement, &values).await.map_err(refine)?;
    Ok(())
}

/// The versions of a file and of those that lead to it, the latest change first.
pub(super) async fn all(unit: &Unit, person: &Person) -> Result<Vec<Version>, StoreError> {
    let client = unit.client()?;
    let statement = client.prepare_cached(SELECT).await?;
    let rows = client.query(&statement, &[&person.files()]).await?;
    let key = |row: &Row| person.key(Id::from_uuid(row.try_get(9)?));
    rows.iter().map(|row| read(key(row)?, row)).collect()
}

fn read(key: &FileKey, row: &Row) -> Result<Version, StoreError> {
    let inconsistent = || StoreError::Inconsistent { what: "version" };
    let (version, id): (i64, Uuid) = (row.try_get(0)?, row.try_get(2)?);
    let written = key.open_version((id, version), row.try_get(7)?)?;
    Ok(Version {
        version,
        part: Part::find(row.try_get(1)?).ok_or_else(inconsistent)?,
        part_id: id,
        deed: crate::Deed::find(row.try_get(3)?).ok_or_else(inconsistent)?,
        at: row.try_get(4)?,
        state: row.try_get::<_, &str>(5)?.parse().ok().ok_or_else(inconsistent)?,
        authority: row.try_get(6)?,
        before: serde_json::from_str(&written).ok().ok_or_else(inconsistent)?,
        reason: key.open_reason((id, version), row.try_get(8)?)?,
    })
}

/// The fields of an entry/exit record; those that are empty are left out.
pub(super) fn of_crossing(record: &Crossing) -> Vec<FieldBefore> {
    let mut fields = Vec::new();
    let mut add = |field: &str, value: Option<String>| {
        if let Some(value) = value {
            fields.push(FieldBefore { field: field.to_owned(), value });
        }
    };
    let entry = record.entry.as_ref();
    add("entry", entry.map(|entry| passage(&entry.passage)));
    add("entry-authority", entry.map(|entry| entry.authority.clone()));
    add("exit", record.exit.as_ref().map(passage));
    add("ground", Some(record.ground.code().to_owned()));
    if let Some(visa) = record.ground.visa() {
        add("visa-sticker", Some(format!("{} {}", visa.issuer, visa.sticker)));
        add("visa-kind", Some(visa.kind.code().to_owned()));
        add("visa-valid-to", Some(visa.valid_to.to_string()));
        add("visa-entries", Some(visa.entries.code().to_owned()));
        add("visa-days", Some(visa.duration_days.to_string()));
    }
    add("stay", stay(record.stay));
    add("overstay-days", record.overstay_days.map(|days| days.to_string()));
    add("mark", record.mark.map(mark));
    add("source", Some(record.source.code().to_owned()));
    for made in &record.decisions {
        add("decision", Some(decision::shown(made)));
    }
    fields
}

/// The fields of an identity; those that are empty are left out.
pub(super) fn of_identity(identity: &Identity) -> Vec<FieldBefore> {
    let nationalities: Vec<&str> =
        identity.nationalities.as_slice().iter().map(fnd_core::CountryCode::as_str).collect();
    let given_names = identity.given_names.as_ref().map(|names| names.as_str().to_owned());
    let fields = [
        ("surname", Some(identity.surname.as_str().to_owned())),
        ("given-names", given_names),
        ("birth", Some(identity.birth.to_string())),
        ("nationalities", Some(nationalities.join(", "))),
        ("sex", Some(identity.sex.letter().to_string())),
    ];
    whole(fields)
}

/// The fields of a travel document.
pub(super) fn of_document(document: &TravelDocument) -> Vec<FieldBefore> {
    whole([
        ("document-kind", Some(document.kind.code().to_owned())),
        ("document-number", Some(document.number.as_str().to_owned())),
        ("document-issuer", Some(document.issuer.to_string())),
        ("document-expires", Some(document.expires.to_string())),
    ])
}

/// The field of the rules under which a file was made.
pub(super) fn of_regime(regime: Regime) -> Vec<FieldBefore> {
    whole([("regime", Some(regime.code().to_owned()))])
}

fn whole<const N: usize>(fields: [(&str, Option<String>); N]) -> Vec<FieldBefore> {
    let given = |(field, value): (&str, Option<String>)| {
        Some(FieldBefore { field: field.to_owned(), value: value? })
    };
    fields.into_iter().filter_map(given).collect()
}

fn passage(passage: &Passage) -> String {
    format!("{} {}", passage.at, passage.point)
}

fn stay(stay: RecordedStay) -> Option<String> {
    match stay {
        RecordedStay::NotApplicable => None,
        RecordedStay::Until { last_day, bound, only_in } => Some(match only_in {
            Some(state) => format!("{last_day} {} {state}", bound.code()),
            None => format!("{last_day} {}", bound.code()),
        }),
        RecordedStay::UntilInstant(end) => Some(end.to_string()),
        RecordedStay::NeedsHuman { shortest, longest } => {
            let shortest = shortest.map_or_else(String::new, |day| day.to_string());
            Some(format!("{shortest}/{longest}"))
        }
    }
}

fn mark(mark: Mark) -> String {
    match mark {
        Mark::Expired { at } => format!("expired {at}"),
        Mark::Lifted { ground, at } => format!("{} {at}", ground.code()),
    }
}
