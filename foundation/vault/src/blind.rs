//! Blind indexes: look-up by a value that is not stored.
//!
//! The fingerprint of a value is HMAC-SHA-256 under a secret key, cut to 16 bytes. Equal values
//! have equal fingerprints, so a row can be found; without the key nothing can be tried out.
//! Each kind of value has its own domain, so that a name and a number that read alike do not
//! meet. What an attacker who sees the rows learns is how often a fingerprint repeats; kinds
//! must therefore be chosen so that fingerprints seldom do.

use aws_lc_rs::hmac;

/// Bytes of a fingerprint. With 2^36 values the chance that any two of them meet by accident
/// is below 2^-56.
pub const FINGERPRINT_LENGTH: usize = 16;

/// A fingerprint of a value.
pub type Fingerprint = [u8; FINGERPRINT_LENGTH];

/// Makes fingerprints under one secret key.
#[derive(Debug, Clone)]
pub struct BlindIndex(hmac::Key);

impl BlindIndex {
    /// An index under `secret`.
    pub fn new(secret: &[u8; 32]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, secret))
    }

    /// The fingerprint of `value` among the values of `kind`.
    pub fn fingerprint(&self, kind: &str, value: &str) -> Fingerprint {
        let mut context = hmac::Context::with_key(&self.0);
        // The length keeps ("ab", "c") and ("a", "bc") apart.
        context.update(&u64::try_from(kind.len()).unwrap_or(u64::MAX).to_be_bytes());
        context.update(kind.as_bytes());
        context.update(value.as_bytes());
        let tag = context.sign();
        let mut cut = [0; FINGERPRINT_LENGTH];
        for (to, from) in cut.iter_mut().zip(tag.as_ref()) {
            *to = *from;
        }
        cut
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_of_one_kind_meet_and_nothing_else_does() {
        let index = BlindIndex::new(&[1; 32]);
        let of = |kind, value| index.fingerprint(kind, value);
        assert_eq!(of("number", "AB1"), of("number", "AB1"));
        assert_ne!(of("number", "AB1"), of("number", "AB2"));
        assert_ne!(of("number", "AB1"), of("name", "AB1"));
        assert_ne!(of("ab", "c"), of("a", "bc"));
        assert_ne!(of("number", "AB1"), BlindIndex::new(&[2; 32]).fingerprint("number", "AB1"));
    }
}
