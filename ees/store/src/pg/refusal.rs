//! Refusals of entry as rows. EES Art. 18; SBC Art. 14 and Annex V.

use ees_domain::file::File;
use ees_domain::refusal::{
    FormText, FurtherCode, Particulars, Reason, Refusal, RefusalDecision, Signature, Threat,
};
use ees_domain::retention::refusal_kept_until;
use fnd_core::Id;
use serde::{Deserialize, Serialize};
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use super::crossing::day;
use super::sealed::{FileKey, Kind};
use super::work::refine;
use crate::{FieldBefore, StoreError};

/// All refusals of a file in the order of their instants.
pub(super) const SELECT: &str = "SELECT refusal_id, refused_at, refusal_day, point, authority,
            reasons, further, visa, particulars, signature, bearer
       FROM refusal WHERE file_id = $1 ORDER BY refused_at, refusal_id";

const INSERT: &str = "INSERT INTO refusal (file_id, refusal_id, refused_at, refusal_day, point,
            authority, reasons, kept_until, further, visa, particulars, signature, bearer)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

const UPDATE: &str = "UPDATE refusal SET reasons = $3, particulars = $4, signature = $5
      WHERE file_id = $1 AND refusal_id = $2";

const fn inconsistent() -> StoreError {
    StoreError::Inconsistent { what: "refusal" }
}

/// Reads a row of [`SELECT`].
pub(super) fn read(key: &FileKey, row: &Row) -> Result<RefusalDecision, StoreError> {
    let id: uuid::Uuid = row.try_get(0)?;
    let reasons: Vec<&str> = row.try_get(5)?;
    let reasons: Option<Vec<Reason>> = reasons.into_iter().map(Reason::find).collect();
    let further: Vec<&str> = row.try_get(6)?;
    let further: Option<Vec<FurtherCode>> =
        further.into_iter().map(|code| code.parse().ok()).collect();
    let visa: Option<&[u8]> = row.try_get(7)?;
    let particulars: Option<&[u8]> = row.try_get(8)?;
    let bearer: Option<&[u8]> = row.try_get(10)?;
    let signature = Signature::find(row.try_get(9)?).ok_or(inconsistent())?;
    Ok(RefusalDecision {
        refusal: Refusal {
            id: Id::from_uuid(id),
            at: row.try_get(1)?,
            day: day(row.try_get(2)?)?,
            point: row.try_get(3)?,
            authority: row.try_get(4)?,
            reasons: reasons.ok_or(inconsistent())?,
        },
        further: further.ok_or(inconsistent())?,
        visa: visa.map(|sealed| key.open_visa(id, sealed)).transpose()?,
        particulars: match particulars {
            Some(sealed) => key
                .open::<WrittenParticulars>(Kind::Particulars(id), sealed)?
                .read(signature)
                .ok_or(inconsistent())?,
            None => Particulars { signature, ..Particulars::default() },
        },
        bearer: bearer.map(|sealed| key.open_bearer(id, sealed)).transpose()?,
    })
}

/// What is written on the form, sealed; nothing when the form holds nothing.
fn sealed(key: &FileKey, decision: &RefusalDecision) -> Result<Option<Vec<u8>>, StoreError> {
    let written = WrittenParticulars::of(&decision.particulars);
    if written == WrittenParticulars::default() {
        return Ok(None);
    }
    key.seal(Kind::Particulars(decision.refusal.id.to_uuid()), &written).map(Some)
}

fn reasons(decision: &RefusalDecision) -> Vec<&'static str> {
    decision.refusal.reasons.iter().map(|reason| reason.code()).collect()
}

/// Adds a refusal to a file.
pub(super) async fn insert(
    client: &deadpool_postgres::Object,
    (file, key): (Id<File>, &FileKey),
    decision: &RefusalDecision,
) -> Result<(), StoreError> {
    let refusal = &decision.refusal;
    let id = refusal.id.to_uuid();
    let further: Vec<&str> = decision.further.iter().map(FurtherCode::as_str).collect();
    let visa = decision.visa.as_ref().map(|visa| key.seal_visa(id, visa)).transpose()?;
    let bearer = decision.bearer.as_ref().map(|who| key.seal_bearer(id, who)).transpose()?;
    let values: [&(dyn ToSql + Sync); 13] = [
        &file.to_uuid(),
        &id,
        &refusal.at,
        &refusal.day.date(),
        &refusal.point,
        &refusal.authority,
        &reasons(decision),
        &refusal_kept_until(refusal).date(),
        &further,
        &visa,
        &sealed(key, decision)?,
        &decision.particulars.signature.code(),
        &bearer,
    ];
    let statement = client.prepare_cached(INSERT).await?;
    client.execute(&statement, &values).await.map_err(refine)?;
    Ok(())
}

/// Stores what may change about a refusal: reasons that fell, the form, the signature. Answers
/// whether the refusal is there.
pub(super) async fn rewrite(
    client: &deadpool_postgres::Object,
    (file, key): (Id<File>, &FileKey),
    decision: &RefusalDecision,
) -> Result<bool, StoreError> {
    let values: [&(dyn ToSql + Sync); 5] = [
        &file.to_uuid(),
        &decision.refusal.id.to_uuid(),
        &reasons(decision),
        &sealed(key, decision)?,
        &decision.particulars.signature.code(),
    ];
    let statement = client.prepare_cached(UPDATE).await?;
    Ok(client.execute(&statement, &values).await? == 1)
}

/// The fields of a refusal for the history; those that are empty are left out.
pub(super) fn fields(decision: &RefusalDecision) -> Vec<FieldBefore> {
    let refusal = &decision.refusal;
    let written = WrittenParticulars::of(&decision.particulars);
    let codes: Vec<&str> = decision.codes().collect();
    let fields = [
        ("refusal", Some(format!("{} {}", refusal.at, refusal.point))),
        ("refusal-reasons", Some(codes.join(" "))),
        ("missing-documents", written.missing_documents),
        ("national-register", written.national_register),
        ("threats", Some(written.threats.join(" ")).filter(|codes| !codes.is_empty())),
        ("national-law", written.national_law),
        ("comments", written.comments),
        ("signature", Some(decision.particulars.signature.code().to_owned())),
    ];
    let some = |(field, value): (&str, Option<String>)| {
        Some(FieldBefore { field: field.to_owned(), value: value? })
    };
    fields.into_iter().filter_map(some).collect()
}

#[derive(Default, PartialEq, Eq, Serialize, Deserialize)]
struct WrittenParticulars {
    missing_documents: Option<String>,
    national_register: Option<String>,
    threats: Vec<String>,
    national_law: Option<String>,
    comments: Option<String>,
}

impl WrittenParticulars {
    fn of(particulars: &Particulars) -> Self {
        let text = |text: &Option<FormText>| text.as_ref().map(|text| text.as_str().to_owned());
        Self {
            missing_documents: text(&particulars.missing_documents),
            national_register: text(&particulars.national_register),
            threats: particulars.threats.iter().map(|threat| threat.code().to_owned()).collect(),
            national_law: text(&particulars.national_law),
            comments: text(&particulars.comments),
        }
    }

    fn read(self, signature: Signature) -> Option<Particulars> {
        // A text that is absent is none; one that cannot be read spoils the whole.
        let text = |text: Option<String>| -> Option<Option<FormText>> {
            match text {
                Some(text) => text.parse().ok().map(Some),
                None => Some(None),
            }
        };
        let threats: Option<Vec<Threat>> =
            self.threats.iter().map(|code| Threat::find(code)).collect();
        Some(Particulars {
            missing_documents: text(self.missing_documents)?,
            national_register: text(self.national_register)?,
            threats: threats?,
            national_law: text(self.national_law)?,
            comments: text(self.comments)?,
            signature,
        })
    }
}
