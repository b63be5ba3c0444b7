//! Rows and what the domain knows of them: how each kind is read and written.

pub(crate) mod account;
pub(crate) mod breach;
pub(crate) mod card;
pub(crate) mod case;
pub(crate) mod community;
pub(crate) mod consent;
pub(crate) mod edit;
pub(crate) mod email_change;
pub(crate) mod emergency;
pub(crate) mod export;
pub(crate) mod lifecycle;
pub(crate) mod mail;
pub(crate) mod membership;
pub(crate) mod names;
pub(crate) mod notice;
pub(crate) mod organisation;
pub(crate) mod record_version;
pub(crate) mod registration;
pub(crate) mod role;
pub(crate) mod scan;
pub(crate) mod statement;

use ies_domain::coded::Enumerated;

use crate::StoreError;

/// The value of a code that a row holds.
pub(crate) fn coded<T: Enumerated>(code: &str) -> Result<T, StoreError> {
    T::of_code(code).ok_or(StoreError::odd("code"))
}

/// The value of a code that a row may hold.
pub(crate) fn maybe_coded<T: Enumerated>(code: Option<&str>) -> Result<Option<T>, StoreError> {
    code.map(coded).transpose()
}

/// A digest of SHA-256 that a row holds.
pub(crate) fn digest(bytes: &[u8]) -> Result<[u8; 32], StoreError> {
    bytes.try_into().ok().ok_or(StoreError::odd("digest"))
}
