//! Signed checkpoints: how many rows the log has, and the root over them.
//!
//! Format: C2SP tlog-checkpoint inside C2SP signed-note, signature type 0x01 (Ed25519). The
//! text is three lines, the origin, the size and the root in base64, then an empty line and one
//! line for each signature. Any tool that knows the format can check it with the public key
//! alone, which the `Display` of [`Verifier`] writes in the same family of formats.

use std::fmt;
use std::str::FromStr;

use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::merkle::{Hash, sha256};

/// Signature type of Ed25519 in signed notes.
const ALGORITHM: u8 = 1;

/// The state of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Number of rows.
    pub size: u64,
    /// Root over them.
    pub root: Hash,
}

/// Why a checkpoint was not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// The text does not have the form of a checkpoint.
    #[error("the text is not a checkpoint")]
    Malformed,
    /// It is a checkpoint of another log.
    #[error("the checkpoint is of another log")]
    OtherOrigin,
    /// No signature of the key we trust.
    #[error("the checkpoint bears no signature of the expected key")]
    Unsigned,
    /// The signature does not fit the text.
    #[error("the signature does not fit the checkpoint")]
    Forged,
}

/// The text is not the public key of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a public key of a log has the form NAME+HASH+KEY, as `/log/integrity` shows it")]
pub struct VerifierError;

/// Signs checkpoints of one log.
pub struct Signer {
    origin: String,
    pair: Option<Ed25519KeyPair>,
}

/// Checks checkpoints of one log; holds the public key alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verifier {
    origin: String,
    public: Vec<u8>,
}

impl Signer {
    /// A signer for the log `origin` from a secret seed of 32 bytes.
    pub(crate) fn new(origin: &str, seed: &[u8; 32]) -> Self {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed).ok();
        Self { origin: origin.to_owned(), pair }
    }

    /// The public half.
    pub fn verifier(&self) -> Verifier {
        let public = self.pair.as_ref().map(|pair| pair.public_key().as_ref().to_vec());
        Verifier { origin: self.origin.clone(), public: public.unwrap_or_default() }
    }

    /// The signed text of `checkpoint`.
    pub fn sign(&self, checkpoint: &Checkpoint) -> String {
        let body = body(&self.origin, checkpoint);
        let signature = self.pair.as_ref().map(|pair| pair.sign(body.as_bytes()));
        let mut signed = self.verifier().key_hash().to_vec();
        signed.extend_from_slice(signature.as_ref().map_or(&[], AsRef::as_ref));
        format!("{body}\n\u{2014} {} {}\n", self.origin, STANDARD.encode(signed))
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signer({})", self.origin)
    }
}

impl Verifier {
    /// The four bytes by which a signature names its key.
    fn key_hash(&self) -> [u8; 4] {
        let hash = sha256(&[self.origin.as_bytes(), b"\n", &[ALGORITHM], &self.public]);
        hash.first_chunk().copied().unwrap_or_default()
    }

    /// Reads a checkpoint and believes it only when the signature fits.
    pub fn verify(&self, text: &str) -> Result<Checkpoint, CheckpointError> {
        let (head, signatures) = text.split_once("\n\n").ok_or(CheckpointError::Malformed)?;
        let checkpoint = self.read(head)?;
        let body = format!("{head}\n");
        let wanted = self.key_hash();
        let mut found = false;
        for line in signatures.lines() {
            let Some(signature) = self.signature_on(line, wanted) else { continue };
            found = true;
            let key = UnparsedPublicKey::new(&ED25519, &self.public);
            if key.verify(body.as_bytes(), &signature).is_ok() {
                return Ok(checkpoint);
            }
        }
        Err(if found { CheckpointError::Forged } else { CheckpointError::Unsigned })
    }

    /// The three lines of the body.
    fn read(&self, head: &str) -> Result<Checkpoint, CheckpointError> {
        let mut lines = head.lines();
        let (Some(origin), Some(size), Some(root)) = (lines.next(), lines.next(), lines.next())
        else {
            return Err(CheckpointError::Malformed);
        };
        if origin != self.origin {
            return Err(CheckpointError::OtherOrigin);
        }
        let root = STANDARD.decode(root).ok().and_then(|bytes| Hash::try_from(bytes).ok());
        match (size.parse(), root) {
            (Ok(size), Some(root)) => Ok(Checkpoint { size, root }),
            _ => Err(CheckpointError::Malformed),
        }
    }

    /// The signature on `line` when it names our origin and key.
    fn signature_on(&self, line: &str, wanted: [u8; 4]) -> Option<Vec<u8>> {
        let (name, encoded) = line.strip_prefix("\u{2014} ")?.rsplit_once(' ')?;
        let bytes = STANDARD.decode(encoded).ok()?;
        let (hash, signature) = bytes.split_first_chunk::<4>()?;
        (name == self.origin && *hash == wanted).then(|| signature.to_vec())
    }
}

impl FromStr for Verifier {
    type Err = VerifierError;

    /// Reads `origin+hash+key`, as [`Verifier`] is shown; the hash must fit the key.
    fn from_str(text: &str) -> Result<Self, VerifierError> {
        // The key may hold a plus sign, the hash and the name of a log may not.
        let mut parts = text.trim().splitn(3, '+');
        let (Some(origin), Some(_), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(VerifierError);
        };
        let bytes = STANDARD.decode(key).ok().ok_or(VerifierError)?;
        let public = match bytes.split_first() {
            Some((&ALGORITHM, public)) if public.len() == 32 => public.to_vec(),
            _ => return Err(VerifierError),
        };
        let read = Self { origin: origin.to_owned(), public };
        if read.to_string() == text.trim() { Ok(read) } else { Err(VerifierError) }
    }
}

impl fmt::Display for Verifier {
    /// `origin+hash+key`, the verifier key of C2SP signed-note.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+", self.origin)?;
        for byte in self.key_hash() {
            write!(f, "{byte:02x}")?;
        }
        let key = [&[ALGORITHM], self.public.as_slice()].concat();
        write!(f, "+{}", STANDARD.encode(key))
    }
}

/// The text that is signed.
fn body(origin: &str, checkpoint: &Checkpoint) -> String {
    format!("{origin}\n{}\n{}\n", checkpoint.size, STANDARD.encode(checkpoint.root))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signer() -> Signer {
        Signer::new("example.org/log", &[9; 32])
    }

    #[test]
    fn a_signed_checkpoint_is_believed() {
        let checkpoint = Checkpoint { size: 42, root: [5; 32] };
        let text = signer().sign(&checkpoint);
        assert_eq!(signer().verifier().verify(&text), Ok(checkpoint));
        assert!(text.starts_with("example.org/log\n42\n"));
        assert!(signer().verifier().to_string().starts_with("example.org/log+"));
    }

    #[test]
    fn a_public_key_reads_back_as_it_is_shown() {
        for seed in 0..40 {
            let verifier = Signer::new("example.org/log", &[seed; 32]).verifier();
            assert_eq!(verifier.to_string().parse(), Ok(verifier));
        }
        let shown = signer().verifier().to_string();
        for wrong in ["", "a+b", &shown.replace("example", "other"), &shown.replace('+', "")] {
            assert_eq!(wrong.parse::<Verifier>(), Err(VerifierError), "{wrong}");
        }
    }

    #[test]
    fn nothing_else_is() {
        let text = signer().sign(&Checkpoint { size: 42, root: [5; 32] });
        let verifier = signer().verifier();
        let other_key = Signer::new("example.org/log", &[8; 32]).verifier();
        let other_log = Signer::new("example.org/other", &[9; 32]).verifier();
        assert_eq!(verifier.verify(&text.replace("42", "43")), Err(CheckpointError::Forged));
        assert_eq!(other_key.verify(&text), Err(CheckpointError::Unsigned));
        assert_eq!(other_log.verify(&text), Err(CheckpointError::OtherOrigin));
        for nonsense in ["", "a\n\nb", "example.org/log\nx\ny\n\n"] {
            assert!(verifier.verify(nonsense).is_err(), "{nonsense}");
        }
    }
}
