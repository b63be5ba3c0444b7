//! What is added about a person: the file, identities, travel documents.

use ees_domain::biometrics::Biometrics;
use ees_domain::day::Day;
use ees_domain::file::File;
use ees_domain::identity::{Identity, TravelDocument};
use ees_domain::search::{document_key, issuer_key, nationality_keys, stored_keys};
use fnd_core::Id;
use fnd_vault::WrappedKey;
use uuid::Uuid;

use super::held::PgWork;
use crate::pg::consultation::fingerprint;
use crate::pg::mark;
use crate::pg::writes::Value;
use crate::{NewFile, Number, StoreError};

const ADD_HEAD: &str = "WITH made AS (
         INSERT INTO file (file_id, version, visa_regime, responsible_state, responsible_office,
                           created_at, changed_at, kept_until, origin_keys, face_mark,
                           prints_mark, marks)
         VALUES ($1, 1, $2, $3, $4, $5, $5, $8, $9, $10, $11, $12))
     INSERT INTO file_key (file_id, wrapped_by, wrapped) VALUES ($1, $6, $7)";
const ADD_DOCUMENT: &str = "WITH added AS (
         INSERT INTO travel_document (file_id, document_no, sealed, added_at)
         VALUES ($1, $2, $3, $4)),
     narrowed AS (UPDATE file SET origin_keys = array_append(origin_keys, $6)
                   WHERE file_id = $1 AND NOT $6 = ANY (origin_keys))
     INSERT INTO document_key (fingerprint, file_id, document_no) VALUES ($5, $1, $2)";
/// The number leads to nobody's file, and is found again all the same.
const ADD_REFUSED_DOCUMENT: &str = "WITH added AS (
         INSERT INTO travel_document (file_id, document_no, sealed, added_at)
         VALUES ($1, $2, $3, $4)),
     narrowed AS (UPDATE file SET origin_keys = array_append(origin_keys, $6)
                   WHERE file_id = $1 AND NOT $6 = ANY (origin_keys))
     INSERT INTO refused_document_key (fingerprint, file_id, document_no) VALUES ($5, $1, $2)";
/// What was held as false turned out to be the person's document.
const LEAD_BY_DOCUMENT: &str = "INSERT INTO document_key (fingerprint, file_id, document_no)
     SELECT fingerprint, file_id, document_no FROM refused_document_key
      WHERE fingerprint = $1 AND file_id = ANY ($2) ORDER BY file_id, document_no LIMIT 1
     ON CONFLICT (fingerprint) DO NOTHING";

const ADD_IDENTITY: &str = "WITH added AS (
         INSERT INTO identity (file_id, identity_no, sealed, added_at) VALUES ($1, $2, $3, $4)),
     narrowed AS (UPDATE file SET origin_keys = origin_keys || $6::bytea[]
                   WHERE file_id = $1 AND NOT origin_keys @> $6::bytea[])
     INSERT INTO identity_key (fingerprint, file_id, identity_no)
     SELECT DISTINCT fingerprint, $1, $2 FROM unnest($5::bytea[]) AS made (fingerprint)";

const SET_MARKS: &str =
    "UPDATE file SET face_mark = $2, prints_mark = $3, marks = $4 WHERE file_id = $1";

impl PgWork {
    /// Adds an identity as number `number`, with what it is found by.
    pub(super) async fn write_identity(
        &mut self,
        file: Id<File>,
        number: i16,
        identity: &Identity,
    ) -> Result<(), StoreError> {
        let sealed = self.key(file)?.seal_identity(number, identity)?;
        let index = &self.unit.shared.index;
        let keys: Vec<Vec<u8>> =
            stored_keys(identity).iter().map(|key| fingerprint(index, key)).collect();
        let origins: Vec<Vec<u8>> =
            nationality_keys(identity).iter().map(|key| fingerprint(index, key)).collect();
        let values: Vec<Value> = vec![
            Box::new(file.to_uuid()),
            Box::new(number),
            Box::new(sealed),
            Box::new(self.unit.access.at),
            Box::new(keys),
            Box::new(origins),
        ];
        self.write(ADD_IDENTITY, values).await
    }

    /// Adds a travel document as number `number`, with what it is found by.
    pub(super) async fn write_document(
        &mut self,
        file: Id<File>,
        number: i16,
        (document, found_by): (&TravelDocument, Number),
    ) -> Result<(), StoreError> {
        let sealed = self.key(file)?.seal_document(number, document)?;
        let index = &self.unit.shared.index;
        let by_number = fingerprint(index, &document_key(None, &document.number, document.issuer));
        let insert = match found_by {
            Number::Searched => ADD_DOCUMENT,
            Number::Unsearched => ADD_REFUSED_DOCUMENT,
        };
        let by_issuer = fingerprint(index, &issuer_key(document.issuer));
        let values: Vec<Value> = vec![
            Box::new(file.to_uuid()),
            Box::new(number),
            Box::new(sealed),
            Box::new(self.unit.access.at),
            Box::new(by_number),
            Box::new(by_issuer),
        ];
        self.write(insert, values).await
    }

    /// Lets the number of a document that is on `file`, or on one that leads there, lead there.
    pub(super) async fn write_lead(
        &mut self,
        file: Id<File>,
        document: &TravelDocument,
    ) -> Result<(), StoreError> {
        let index = &self.unit.shared.index;
        let key = document_key(None, &document.number, document.issuer);
        let joined = self.joined.get(&file).into_iter().flatten();
        let files: Vec<Uuid> = joined.map(|one| one.file).chain([file]).map(Id::to_uuid).collect();
        let values: Vec<Value> = vec![Box::new(fingerprint(index, &key)), Box::new(files)];
        self.write(LEAD_BY_DOCUMENT, values).await
    }

    /// Makes the file and its key.
    pub(super) async fn write_head(
        &mut self,
        file: &NewFile,
        wrapped: WrappedKey,
    ) -> Result<(), StoreError> {
        let index = &self.unit.shared.index;
        let by_issuer = issuer_key(file.document.issuer);
        let keys = nationality_keys(&file.identity).into_iter().chain([by_issuer]);
        let origins: Vec<Vec<u8>> = keys.map(|key| fingerprint(index, &key)).collect();
        let marks = mark::seal(self.key(file.id)?, &file.biometrics)?;
        let values: Vec<Value> = vec![
            Box::new(file.id.to_uuid()),
            Box::new(file.regime.code()),
            Box::new(file.state.to_string()),
            Box::new(file.office.clone()),
            Box::new(file.at),
            Box::new(wrapped.by),
            Box::new(wrapped.bytes),
            Box::new(file.kept_until.map(Day::date)),
            Box::new(origins),
            Box::new(file.biometrics.face.mark.code()),
            Box::new(file.biometrics.prints.mark.field_code()),
            Box::new(marks),
        ];
        self.write(ADD_HEAD, values).await
    }

    /// Stores what the file says of biometric data.
    pub(super) async fn write_marks(
        &mut self,
        file: Id<File>,
        marks: &Biometrics,
    ) -> Result<(), StoreError> {
        let sealed = mark::seal(self.key(file)?, marks)?;
        let values: Vec<Value> = vec![
            Box::new(file.to_uuid()),
            Box::new(marks.face.mark.code()),
            Box::new(marks.prints.mark.field_code()),
            Box::new(sealed),
        ];
        self.write(SET_MARKS, values).await
    }
}
