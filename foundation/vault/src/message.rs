//! Signatures under what a system sends to others: Ed25519, RFC 8032, with a key of its own for
//! each name, so that what is signed for one use is never a signature for another.

use std::fmt;

use aws_lc_rs::hmac;
use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

/// Signs messages in one name.
pub struct MessageSigner {
    name: String,
    pair: Option<Ed25519KeyPair>,
}

/// Checks messages of one name; holds the public key alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageVerifier(Vec<u8>);

impl MessageSigner {
    /// The signer of `name`, whose key follows from the secret `seed` of a ring.
    pub(crate) fn new(name: &str, seed: &[u8; 32]) -> Self {
        let key = hmac::Key::new(hmac::HMAC_SHA256, seed);
        let tag = hmac::sign(&key, format!("message signature {name}").as_bytes());
        let mut derived = Zeroizing::new([0_u8; 32]);
        derived.copy_from_slice(tag.as_ref());
        let pair = Ed25519KeyPair::from_seed_unchecked(&*derived).ok();
        Self { name: name.to_owned(), pair }
    }

    /// The name, by which a receiver knows the key.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The signature of `message`, 64 bytes.
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        let signature = self.pair.as_ref().map(|pair| pair.sign(message));
        signature.map(|made| made.as_ref().to_vec()).unwrap_or_default()
    }

    /// The public half.
    pub fn verifier(&self) -> MessageVerifier {
        let public = self.pair.as_ref().map(|pair| pair.public_key().as_ref().to_vec());
        MessageVerifier(public.unwrap_or_default())
    }
}

impl fmt::Debug for MessageSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MessageSigner({})", self.name)
    }
}

impl MessageVerifier {
    /// Whether `signature` is one of this key under `message`.
    pub fn is_signed(&self, message: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&ED25519, &self.0).verify(message, signature).is_ok()
    }
}

/// The public key in base64, as it is handed to whoever checks.
impl fmt::Display for MessageVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&STANDARD.encode(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_holds_for_its_message_and_name_alone() {
        let seed = [7; 32];
        let (notices, others) =
            (MessageSigner::new("notices", &seed), MessageSigner::new("x", &seed));
        let signature = notices.sign(b"message");
        assert!(notices.verifier().is_signed(b"message", &signature));
        assert!(!notices.verifier().is_signed(b"massage", &signature));
        assert!(!others.verifier().is_signed(b"message", &signature));
        assert_eq!(MessageSigner::new("notices", &seed).verifier(), notices.verifier());
        assert_eq!(notices.verifier().to_string().len(), 44);
    }
}
