//! Values that are stored sealed: their written form, and what each is bound to.
//!
//! The written form is JSON with the stable codes of the domain, so that a row written today can
//! be read by a later program.

use ees_domain::day::Day;
use ees_domain::identity::{
    DocumentKind, DocumentNumber, Identity, Name, Nationalities, Sex, TravelDocument,
};
use ees_domain::refusal::Bearer;
use ees_domain::visa::{Entries, StickerNumber, VisaKind, VisaPart};
use fnd_core::{CountryCode, Id};
use fnd_vault::{DataKey, SealError, SharedRing, WrappedKey};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::StoreError;
use ees_domain::file::File;

/// The data key of one file.
#[derive(Debug)]
pub(crate) struct FileKey {
    file: Id<File>,
    key: DataKey,
}

/// What a sealed value is; part of what it is bound to.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    Identity(i16),
    Document(i16),
    Visa(uuid::Uuid),
    Particulars(uuid::Uuid),
    Bearer(uuid::Uuid),
    Sticker(uuid::Uuid),
    Version(uuid::Uuid, i64),
    Reason(uuid::Uuid, i64),
    Said(uuid::Uuid),
    Answer(uuid::Uuid),
    Marks,
    Programme(uuid::Uuid),
    /// The image in a slot.
    Image(u8),
    /// What the image in a slot is compared by.
    Template(u8),
}

impl FileKey {
    /// Draws the key of a new file; answers it with its wrapped form.
    pub(super) fn generate(
        ring: &SharedRing,
        file: Id<File>,
    ) -> Result<(Self, WrappedKey), StoreError> {
        let key = DataKey::generate().map_err(seal_failed)?;
        let wrapped = ring.wrap(&object(file), &key).map_err(boxed)?;
        Ok((Self { file, key }, wrapped))
    }

    /// Unwraps the key of a file.
    pub(crate) fn unwrap(
        ring: &SharedRing,
        file: Id<File>,
        wrapped: &WrappedKey,
    ) -> Result<Self, StoreError> {
        let key = ring.unwrap(&object(file), wrapped).map_err(boxed)?;
        Ok(Self { file, key })
    }

    pub(super) fn seal(&self, kind: Kind, value: &impl Serialize) -> Result<Vec<u8>, StoreError> {
        let written = serde_json::to_vec(value).map_err(boxed)?;
        self.key.seal(&self.object(kind), &written).map_err(seal_failed)
    }

    pub(super) fn open<T: DeserializeOwned>(
        &self,
        kind: Kind,
        sealed: &[u8],
    ) -> Result<T, StoreError> {
        let plain = self.key.open(&self.object(kind), sealed).map_err(seal_failed)?;
        // The parser's message could quote the value.
        serde_json::from_slice(&plain).ok().ok_or(StoreError::Inconsistent { what: "sealed value" })
    }

    /// Seals bytes as they are.
    pub(super) fn seal_bytes(&self, kind: Kind, bytes: &[u8]) -> Result<Vec<u8>, StoreError> {
        self.key.seal(&self.object(kind), bytes).map_err(seal_failed)
    }

    /// Opens what [`Self::seal_bytes`] sealed.
    pub(super) fn open_bytes(&self, kind: Kind, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        Ok(self.key.open(&self.object(kind), sealed).map_err(seal_failed)?.to_vec())
    }

    fn object(&self, kind: Kind) -> Vec<u8> {
        let (name, part): (&[u8], Vec<u8>) = match kind {
            Kind::Identity(number) => (b"identity", number.to_be_bytes().to_vec()),
            Kind::Document(number) => (b"document", number.to_be_bytes().to_vec()),
            Kind::Visa(crossing) => (b"visa....", crossing.as_bytes().to_vec()),
            Kind::Particulars(refusal) => (b"particul", refusal.as_bytes().to_vec()),
            Kind::Bearer(refusal) => (b"bearer..", refusal.as_bytes().to_vec()),
            Kind::Sticker(decision) => (b"sticker.", decision.as_bytes().to_vec()),
            Kind::Version(part, version) => (b"version.", of_version(part, version)),
            Kind::Reason(part, version) => (b"reason..", of_version(part, version)),
            Kind::Said(case) => (b"said....", case.as_bytes().to_vec()),
            Kind::Answer(case) => (b"answer..", case.as_bytes().to_vec()),
            Kind::Marks => (b"marks...", Vec::new()),
            Kind::Programme(programme) => (b"programm", programme.as_bytes().to_vec()),
            Kind::Image(slot) => (b"image...", vec![slot]),
            Kind::Template(slot) => (b"template", vec![slot]),
        };
        [name, self.file.to_uuid().as_bytes(), &part].concat()
    }

    pub(super) fn seal_identity(
        &self,
        number: i16,
        identity: &Identity,
    ) -> Result<Vec<u8>, StoreError> {
        self.seal(Kind::Identity(number), &WrittenIdentity::of(identity))
    }

    pub(super) fn open_identity(&self, number: i16, sealed: &[u8]) -> Result<Identity, StoreError> {
        let written: WrittenIdentity = self.open(Kind::Identity(number), sealed)?;
        written.read().ok_or(StoreError::Inconsistent { what: "identity" })
    }

    pub(super) fn seal_document(
        &self,
        number: i16,
        document: &TravelDocument,
    ) -> Result<Vec<u8>, StoreError> {
        self.seal(Kind::Document(number), &WrittenDocument::of(document))
    }

    pub(super) fn open_document(
        &self,
        number: i16,
        sealed: &[u8],
    ) -> Result<TravelDocument, StoreError> {
        let written: WrittenDocument = self.open(Kind::Document(number), sealed)?;
        written.read().ok_or(StoreError::Inconsistent { what: "travel document" })
    }

    pub(super) fn seal_bearer(
        &self,
        refusal: uuid::Uuid,
        bearer: &Bearer,
    ) -> Result<Vec<u8>, StoreError> {
        let Bearer { identity, document } = bearer;
        let written = (WrittenIdentity::of(identity), WrittenDocument::of(document));
        self.seal(Kind::Bearer(refusal), &written)
    }

    pub(super) fn open_bearer(
        &self,
        refusal: uuid::Uuid,
        sealed: &[u8],
    ) -> Result<Bearer, StoreError> {
        let (identity, document): (WrittenIdentity, WrittenDocument) =
            self.open(Kind::Bearer(refusal), sealed)?;
        let read = || Some(Bearer { identity: identity.read()?, document: document.read()? });
        read().ok_or(StoreError::Inconsistent { what: "bearer of a refusal" })
    }

    pub(super) fn seal_visa(
        &self,
        crossing: uuid::Uuid,
        visa: &VisaPart,
    ) -> Result<Vec<u8>, StoreError> {
        self.seal(Kind::Visa(crossing), &WrittenVisa::of(visa))
    }

    pub(super) fn open_visa(
        &self,
        crossing: uuid::Uuid,
        sealed: &[u8],
    ) -> Result<VisaPart, StoreError> {
        let written: WrittenVisa = self.open(Kind::Visa(crossing), sealed)?;
        written.read().ok_or(StoreError::Inconsistent { what: "visa" })
    }
}

impl FileKey {
    /// Seals the number of a visa sticker and the State that issued it.
    pub(super) fn seal_sticker(
        &self,
        decision: uuid::Uuid,
        (number, issuer): &(StickerNumber, CountryCode),
    ) -> Result<Vec<u8>, StoreError> {
        let written = (number.as_str(), issuer.as_str());
        self.seal(Kind::Sticker(decision), &written)
    }

    /// Opens what [`Self::seal_sticker`] sealed.
    pub(super) fn open_sticker(
        &self,
        decision: uuid::Uuid,
        sealed: &[u8],
    ) -> Result<(StickerNumber, CountryCode), StoreError> {
        let (number, issuer): (String, String) = self.open(Kind::Sticker(decision), sealed)?;
        let read = number.parse().ok().zip(issuer.parse().ok());
        read.ok_or(StoreError::Inconsistent { what: "sticker" })
    }

    /// Seals what a part of a file was before a change.
    pub(super) fn seal_version(
        &self,
        (part, version): (uuid::Uuid, i64),
        text: &str,
    ) -> Result<Vec<u8>, StoreError> {
        self.seal(Kind::Version(part, version), &text)
    }

    /// Opens what [`Self::seal_version`] sealed.
    pub(super) fn open_version(
        &self,
        (part, version): (uuid::Uuid, i64),
        sealed: &[u8],
    ) -> Result<String, StoreError> {
        self.open(Kind::Version(part, version), sealed)
    }

    /// Seals why a part of a file was changed.
    pub(super) fn seal_reason(
        &self,
        (part, version): (uuid::Uuid, i64),
        text: &str,
    ) -> Result<Vec<u8>, StoreError> {
        self.seal(Kind::Reason(part, version), &text)
    }

    /// Opens what [`Self::seal_reason`] sealed.
    pub(super) fn open_reason(
        &self,
        (part, version): (uuid::Uuid, i64),
        sealed: &[u8],
    ) -> Result<String, StoreError> {
        self.open(Kind::Reason(part, version), sealed)
    }
}

impl FileKey {
    /// Seals what was said when a case of amendment was opened.
    pub(super) fn seal_said(&self, case: uuid::Uuid, text: &str) -> Result<Vec<u8>, StoreError> {
        self.seal(Kind::Said(case), &text)
    }

    /// Opens what [`Self::seal_said`] sealed.
    pub(super) fn open_said(&self, case: uuid::Uuid, sealed: &[u8]) -> Result<String, StoreError> {
        self.open(Kind::Said(case), sealed)
    }

    /// Seals what was found when a case of amendment was settled.
    pub(super) fn seal_answer(&self, case: uuid::Uuid, text: &str) -> Result<Vec<u8>, StoreError> {
        self.seal(Kind::Answer(case), &text)
    }

    /// Opens what [`Self::seal_answer`] sealed.
    pub(super) fn open_answer(
        &self,
        case: uuid::Uuid,
        sealed: &[u8],
    ) -> Result<String, StoreError> {
        self.open(Kind::Answer(case), sealed)
    }
}

fn of_version(part: uuid::Uuid, version: i64) -> Vec<u8> {
    [part.as_bytes().as_slice(), &version.to_be_bytes()].concat()
}

/// What a file's key is bound to.
pub(crate) fn object(file: Id<File>) -> Vec<u8> {
    [b"file key".as_slice(), file.to_uuid().as_bytes()].concat()
}

fn boxed(error: impl std::error::Error + Send + Sync + 'static) -> StoreError {
    StoreError::Seal(Box::new(error))
}

fn seal_failed(error: SealError) -> StoreError {
    boxed(error)
}

#[derive(Serialize, Deserialize)]
struct WrittenIdentity {
    surname: String,
    given_names: Option<String>,
    birth: String,
    nationalities: Vec<String>,
    sex: char,
}

impl WrittenIdentity {
    fn of(identity: &Identity) -> Self {
        let nationalities = identity.nationalities.as_slice();
        Self {
            surname: identity.surname.as_str().to_owned(),
            given_names: identity.given_names.as_ref().map(|name| name.as_str().to_owned()),
            birth: identity.birth.to_string(),
            nationalities: nationalities.iter().map(ToString::to_string).collect(),
            sex: identity.sex.letter(),
        }
    }

    fn read(self) -> Option<Identity> {
        let codes: Option<Vec<_>> =
            self.nationalities.iter().map(|code| code.parse().ok()).collect();
        let given_names = match self.given_names {
            Some(names) => Some(Name::new(&names).ok()?),
            None => None,
        };
        Some(Identity {
            surname: Name::new(&self.surname).ok()?,
            given_names,
            birth: self.birth.parse().ok()?,
            nationalities: Nationalities::new(codes?).ok()?,
            sex: Sex::of_letter(self.sex)?,
        })
    }
}

#[derive(Serialize, Deserialize)]
struct WrittenDocument {
    kind: String,
    number: String,
    issuer: String,
    expires: String,
}

impl WrittenDocument {
    fn of(document: &TravelDocument) -> Self {
        Self {
            kind: document.kind.code().to_owned(),
            number: document.number.as_str().to_owned(),
            issuer: document.issuer.to_string(),
            expires: document.expires.to_string(),
        }
    }

    fn read(self) -> Option<TravelDocument> {
        Some(TravelDocument {
            kind: DocumentKind::find(&self.kind)?,
            number: DocumentNumber::new(&self.number).ok()?,
            issuer: self.issuer.parse().ok()?,
            expires: self.expires.parse().ok()?,
        })
    }
}

#[derive(Serialize, Deserialize)]
struct WrittenVisa {
    sticker: String,
    issuer: String,
    kind: String,
    valid_to: String,
    entries: String,
    duration_days: u16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    of_entry: Option<Box<Self>>,
}

impl WrittenVisa {
    fn of(visa: &VisaPart) -> Self {
        Self {
            sticker: visa.sticker.as_str().to_owned(),
            issuer: visa.issuer.to_string(),
            kind: visa.kind.code().to_owned(),
            valid_to: visa.valid_to.to_string(),
            entries: visa.entries.code().to_owned(),
            duration_days: visa.duration_days,
            of_entry: visa.of_entry.as_deref().map(|visa| Box::new(Self::of(visa))),
        }
    }

    fn read(self) -> Option<VisaPart> {
        let of_entry = match self.of_entry {
            Some(visa) => Some(Box::new(visa.read()?)),
            None => None,
        };
        Some(VisaPart {
            of_entry,
            sticker: self.sticker.parse().ok()?,
            issuer: self.issuer.parse().ok()?,
            kind: VisaKind::find(&self.kind)?,
            valid_to: self.valid_to.parse::<Day>().ok()?,
            entries: Entries::find(&self.entries)?,
            duration_days: self.duration_days,
        })
    }
}
