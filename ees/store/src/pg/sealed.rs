//! Values that are stored sealed: their written form, and what each is bound to.
//!
//! The written form is JSON with the stable codes of the domain, so that a row written today can
//! be read by a later program.

use ees_domain::day::Day;
use ees_domain::identity::{
    DocumentKind, DocumentNumber, Identity, Name, Nationalities, Sex, TravelDocument,
};
use ees_domain::visa::{Entries, VisaKind, VisaPart};
use fnd_core::Id;
use fnd_vault::{DataKey, SealError, SharedRing, WrappedKey};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::StoreError;
use ees_domain::file::File;

/// The data key of one file.
#[derive(Debug)]
pub(super) struct FileKey {
    file: Id<File>,
    key: DataKey,
}

/// What a sealed value is; part of what it is bound to.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    Identity(i16),
    Document(i16),
    Visa(uuid::Uuid),
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
    pub(super) fn unwrap(
        ring: &SharedRing,
        file: Id<File>,
        wrapped: &WrappedKey,
    ) -> Result<Self, StoreError> {
        let key = ring.unwrap(&object(file), wrapped).map_err(boxed)?;
        Ok(Self { file, key })
    }

    fn seal(&self, kind: Kind, value: &impl Serialize) -> Result<Vec<u8>, StoreError> {
        let written = serde_json::to_vec(value).map_err(boxed)?;
        self.key.seal(&self.object(kind), &written).map_err(seal_failed)
    }

    fn open<T: DeserializeOwned>(&self, kind: Kind, sealed: &[u8]) -> Result<T, StoreError> {
        let plain = self.key.open(&self.object(kind), sealed).map_err(seal_failed)?;
        // The parser's message could quote the value.
        serde_json::from_slice(&plain).ok().ok_or(StoreError::Inconsistent { what: "sealed value" })
    }

    fn object(&self, kind: Kind) -> Vec<u8> {
        let (name, part): (&[u8], Vec<u8>) = match kind {
            Kind::Identity(number) => (b"identity", number.to_be_bytes().to_vec()),
            Kind::Document(number) => (b"document", number.to_be_bytes().to_vec()),
            Kind::Visa(crossing) => (b"visa....", crossing.as_bytes().to_vec()),
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
        }
    }

    fn read(self) -> Option<VisaPart> {
        Some(VisaPart {
            sticker: self.sticker.parse().ok()?,
            issuer: self.issuer.parse().ok()?,
            kind: VisaKind::find(&self.kind)?,
            valid_to: self.valid_to.parse::<Day>().ok()?,
            entries: Entries::find(&self.entries)?,
            duration_days: self.duration_days,
        })
    }
}
