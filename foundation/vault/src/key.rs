//! Data keys: one for each object, 256 bits, AES-256-GCM-SIV.
//!
//! Sealed bytes are `version (1) | nonce (12) | ciphertext | tag (16)`. The scheme of RFC 8452
//! keeps its promise even if a nonce should repeat, which matters where many writers draw
//! nonces at random. Every seal is bound to the object it belongs to by associated data, so that
//! a row's ciphertext moved to another row does not open.

use std::fmt;

use aws_lc_rs::aead::{AES_256_GCM_SIV, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::hkdf::{HKDF_SHA256, KeyType, Salt};
use aws_lc_rs::rand;
use zeroize::Zeroizing;

/// Bytes of a data key.
pub const KEY_LENGTH: usize = 32;
/// The only format so far.
const VERSION: u8 = 1;

/// Something could not be sealed or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The operating system gave no random bytes.
    #[error("no random bytes could be drawn")]
    Random,
    /// The bytes were changed, belong to another object, or are under another key.
    #[error("the sealed bytes do not open under this key for this object")]
    DoesNotOpen,
    /// The bytes are in no format this program knows.
    #[error("the sealed bytes are in an unknown format")]
    UnknownFormat,
}

/// A key for one object. It never leaves the process except wrapped by a
/// [`KeyRing`](crate::KeyRing).
pub struct DataKey {
    bytes: Zeroizing<[u8; KEY_LENGTH]>,
    cipher: LessSafeKey,
}

impl DataKey {
    /// Draws a new key.
    pub fn generate() -> Result<Self, SealError> {
        Self::from_bytes(&random()?)
    }

    /// Takes over the bytes of a key.
    pub fn from_bytes(bytes: &[u8; KEY_LENGTH]) -> Result<Self, SealError> {
        match UnboundKey::new(&AES_256_GCM_SIV, bytes) {
            Ok(key) => Ok(Self { bytes: Zeroizing::new(*bytes), cipher: LessSafeKey::new(key) }),
            Err(_) => Err(SealError::UnknownFormat),
        }
    }

    /// The key that `secret` gives for `purpose` (HKDF with SHA-256, RFC 5869). The secret must
    /// be random and at least 16 bytes long; keys for other purposes tell nothing of this one.
    pub fn derive(secret: &[u8], purpose: &[u8]) -> Result<Self, SealError> {
        struct Length;
        impl KeyType for Length {
            fn len(&self) -> usize {
                KEY_LENGTH
            }
        }
        let mut bytes = Zeroizing::new([0; KEY_LENGTH]);
        let drawn = Salt::new(HKDF_SHA256, b"").extract(secret);
        match drawn.expand(&[purpose], Length).and_then(|key| key.fill(bytes.as_mut_slice())) {
            Ok(()) => Self::from_bytes(&bytes),
            Err(_) => Err(SealError::UnknownFormat),
        }
    }

    /// The key itself, for wrapping.
    pub(crate) fn bytes(&self) -> &[u8; KEY_LENGTH] {
        &self.bytes
    }

    /// Encrypts `plain` and binds it to `object`, the bytes that name where it belongs.
    pub fn seal(&self, object: &[u8], plain: &[u8]) -> Result<Vec<u8>, SealError> {
        let nonce: [u8; NONCE_LEN] = random()?;
        let mut body = plain.to_vec();
        let sealed = self.cipher.seal_in_place_append_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(object),
            &mut body,
        );
        if sealed.is_err() {
            return Err(SealError::UnknownFormat);
        }
        Ok([&[VERSION], nonce.as_slice(), body.as_slice()].concat())
    }

    /// Opens what [`seal`](Self::seal) made for the same `object`.
    pub fn open(&self, object: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
        let Some((&VERSION, rest)) = sealed.split_first() else {
            return Err(SealError::UnknownFormat);
        };
        let Some((nonce, body)) = rest.split_first_chunk::<NONCE_LEN>() else {
            return Err(SealError::UnknownFormat);
        };
        let mut body = Zeroizing::new(body.to_vec());
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let length = match self.cipher.open_in_place(nonce, Aad::from(object), &mut body) {
            Ok(plain) => plain.len(),
            Err(_) => return Err(SealError::DoesNotOpen),
        };
        body.truncate(length);
        Ok(body)
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey(..)")
    }
}

/// Random bytes of the operating system.
pub fn random<const N: usize>() -> Result<[u8; N], SealError> {
    let mut bytes = [0; N];
    match rand::fill(&mut bytes) {
        Ok(()) => Ok(bytes),
        Err(_) => Err(SealError::Random),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_for_its_object_alone() {
        let key = DataKey::generate().unwrap();
        let sealed = key.seal(b"file 1", b"Popescu").unwrap();
        assert_eq!(key.open(b"file 1", &sealed).unwrap().as_slice(), b"Popescu");
        assert_eq!(key.open(b"file 2", &sealed).unwrap_err(), SealError::DoesNotOpen);
        let other = DataKey::generate().unwrap();
        assert_eq!(other.open(b"file 1", &sealed).unwrap_err(), SealError::DoesNotOpen);
    }

    #[test]
    fn any_changed_byte_is_noticed() {
        let key = DataKey::generate().unwrap();
        let sealed = key.seal(b"object", b"a value").unwrap();
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(key.open(b"object", &changed).is_err(), "byte {at}");
        }
        for length in 0..sealed.len() {
            assert!(key.open(b"object", &sealed[..length]).is_err(), "length {length}");
        }
    }

    #[test]
    fn two_seals_of_one_value_differ() {
        let key = DataKey::generate().unwrap();
        assert_ne!(key.seal(b"o", b"v").unwrap(), key.seal(b"o", b"v").unwrap());
    }

    #[test]
    fn a_derived_key_depends_on_secret_and_purpose() {
        let sealed = DataKey::derive(&[1; 16], b"one").unwrap().seal(b"o", b"v").unwrap();
        let opens = |secret, purpose: &[u8]| {
            DataKey::derive(&[secret; 16], purpose).unwrap().open(b"o", &sealed).is_ok()
        };
        assert!(opens(1, b"one"));
        assert!(!opens(2, b"one"));
        assert!(!opens(1, b"two"));
    }

    #[test]
    fn a_key_does_not_show_itself() {
        let key = DataKey::from_bytes(&[7; 32]).unwrap();
        assert_eq!(format!("{key:?}"), "DataKey(..)");
    }
}
