//! Keys of the provider and signatures under them.

use aws_lc_rs::hmac;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair as RsaKeyPair, KeySize};
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair, RSA_PKCS1_SHA256, RSA_PSS_SHA512,
};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use serde::Deserialize;
use serde_json::{Value, json};

/// How tokens are signed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub enum Algorithm {
    /// ECDSA on P-256.
    #[default]
    #[serde(rename = "ES256")]
    Es256,
    /// RSA as in PKCS #1 version 1.5.
    #[serde(rename = "RS256")]
    Rs256,
    /// RSA as in PSS with SHA-512.
    #[serde(rename = "PS512")]
    Ps512,
}

/// A key with its name.
#[derive(Debug)]
pub(super) struct Key {
    id: String,
    algorithm: Algorithm,
    pair: Pair,
}

#[derive(Debug)]
enum Pair {
    Ecdsa(EcdsaKeyPair),
    Rsa(RsaKeyPair),
}

impl Key {
    pub(super) fn generate(algorithm: Algorithm) -> Self {
        let pair = match algorithm {
            Algorithm::Es256 => {
                Pair::Ecdsa(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap())
            }
            Algorithm::Rs256 | Algorithm::Ps512 => {
                Pair::Rsa(RsaKeyPair::generate(KeySize::Rsa2048).unwrap())
            }
        };
        Self { id: random(), algorithm, pair }
    }

    pub(super) fn name(&self) -> &'static str {
        match self.algorithm {
            Algorithm::Es256 => "ES256",
            Algorithm::Rs256 => "RS256",
            Algorithm::Ps512 => "PS512",
        }
    }

    /// The public half, as a JSON Web Key.
    pub(super) fn public(&self) -> Value {
        let mut key = match &self.pair {
            Pair::Ecdsa(pair) => {
                // 4, then both coordinates (SEC 1 section 2.3.3).
                let (x, y) = pair.public_key().as_ref()[1..].split_at(32);
                json!({ "kty": "EC", "crv": "P-256", "x": BASE64.encode(x), "y": BASE64.encode(y) })
            }
            Pair::Rsa(pair) => {
                let (modulus, exponent) = rsa_numbers(pair.public_key().as_ref());
                json!({ "kty": "RSA", "n": BASE64.encode(modulus), "e": BASE64.encode(exponent) })
            }
        };
        key["kid"] = self.id.as_str().into();
        key["use"] = "sig".into();
        key["alg"] = self.name().into();
        key
    }

    /// A token with `claims`, signed.
    pub(super) fn sign(&self, claims: &Value) -> String {
        let head = json!({ "alg": self.name(), "kid": self.id, "typ": "JWT" });
        let text = unsigned(&head, claims);
        let random = SystemRandom::new();
        let signature = match &self.pair {
            Pair::Ecdsa(pair) => pair.sign(&random, text.as_bytes()).unwrap().as_ref().to_vec(),
            Pair::Rsa(pair) => {
                let padding: &'static dyn aws_lc_rs::signature::RsaEncoding =
                    if self.algorithm == Algorithm::Ps512 {
                        &RSA_PSS_SHA512
                    } else {
                        &RSA_PKCS1_SHA256
                    };
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(padding, &random, text.as_bytes(), &mut signature).unwrap();
                signature
            }
        };
        format!("{text}.{}", BASE64.encode(signature))
    }
}

/// Head and claims of a token.
pub(super) fn unsigned(head: &Value, claims: &Value) -> String {
    format!("{}.{}", BASE64.encode(head.to_string()), BASE64.encode(claims.to_string()))
}

/// A token signed with a secret that both sides know.
pub(super) fn sign_with_secret(claims: &Value, secret: &str) -> String {
    let text = unsigned(&json!({ "alg": "HS256", "typ": "JWT" }), claims);
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    format!("{text}.{}", BASE64.encode(hmac::sign(&key, text.as_bytes())))
}

/// The claims of a token signed with a secret that both sides know.
pub(super) fn open_with_secret(token: &str, secret: &str) -> Option<Value> {
    let (text, signature) = token.rsplit_once('.')?;
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    hmac::verify(&key, text.as_bytes(), &BASE64.decode(signature).ok()?).ok()?;
    let (_, claims) = text.split_once('.')?;
    serde_json::from_slice(&BASE64.decode(claims).ok()?).ok()
}

/// Random text.
pub(crate) fn random() -> String {
    let mut bytes = [0; 24];
    aws_lc_rs::rand::fill(&mut bytes).unwrap();
    BASE64.encode(bytes)
}

/// Modulus and exponent of an `RSAPublicKey` in DER (RFC 8017 appendix A.1.1).
fn rsa_numbers(der: &[u8]) -> (&[u8], &[u8]) {
    let (body, _) = element(der);
    let (modulus, rest) = element(body);
    let (exponent, _) = element(rest);
    (modulus.strip_prefix(&[0]).unwrap_or(modulus), exponent)
}

/// The content of the first element, and what follows it.
fn element(der: &[u8]) -> (&[u8], &[u8]) {
    let (length, start) = match der[1] {
        short @ 0..0x80 => (usize::from(short), 2),
        long => {
            let count = usize::from(long & 0x7f);
            let bytes = &der[2..2 + count];
            (bytes.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte)), 2 + count)
        }
    };
    der[start..].split_at(length)
}
