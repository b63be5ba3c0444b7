//! The proof that one row is in the signed log, as a file that anybody can check without us.
//!
//! Format: C2SP tlog-proof. A first line names the format, `extra` holds the bytes of the leaf in
//! base64, `index` its place, then come the hashes of the path, an empty line and the signed
//! checkpoint. The leaf is believed only because its hash leads to the root that was signed.

use std::fmt;
use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::checkpoint::{Checkpoint, CheckpointError, Verifier};
use super::merkle::{Hash, is_included, leaf_hash};

/// The first line of the file.
const FORMAT: &str = "c2sp.org/tlog-proof@v1";
/// The longest path that is read: a tree of more than 2^64 leaves cannot be.
const PATH_MAX: usize = 64;

/// The proof that a leaf is in a signed tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The place of the leaf, the first one being 0.
    pub index: u64,
    /// The bytes of the leaf.
    pub leaf: Vec<u8>,
    /// The hashes that lead from the leaf to the root, the lowest first.
    pub path: Vec<Hash>,
    /// The signed checkpoint, as text.
    pub signed: String,
}

/// Why a proof was not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// The text does not have the form of a proof.
    #[error("the text is not a proof of the form c2sp.org/tlog-proof@v1 with its row")]
    Malformed,
    /// The checkpoint in it is not believed.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The path does not lead from the row to the root.
    #[error("the row, its place and the path do not lead to the root that was signed")]
    NotIncluded,
}

/// A hash as it is written in proofs and checkpoints: base 64.
pub fn encoded(hash: &Hash) -> String {
    STANDARD.encode(hash)
}

impl Proof {
    /// The hash of the leaf.
    pub fn leaf_hash(&self) -> Hash {
        leaf_hash(&self.leaf)
    }

    /// Reads the file.
    pub fn read(text: &str) -> Result<Self, ProofError> {
        Self::find(text).ok_or(ProofError::Malformed)
    }

    fn find(text: &str) -> Option<Self> {
        let (head, signed) = text.split_once("\n\n")?;
        let mut lines = head.lines();
        if lines.next()? != FORMAT {
            return None;
        }
        let leaf = STANDARD.decode(lines.next()?.strip_prefix("extra ")?).ok()?;
        let index = lines.next()?.strip_prefix("index ")?.parse().ok()?;
        let hash = |line: &str| Hash::try_from(STANDARD.decode(line).ok()?).ok();
        let path: Vec<Hash> = lines.map(hash).collect::<Option<_>>()?;
        (path.len() <= PATH_MAX).then(|| Self { index, leaf, path, signed: signed.to_owned() })
    }

    /// Whether the leaf is in the tree that `verifier`'s key signed; answers that tree.
    pub fn verify(&self, verifier: &Verifier) -> Result<Checkpoint, ProofError> {
        let checkpoint = verifier.verify(&self.signed)?;
        let leaf = (self.leaf_hash(), self.index);
        if is_included(&self.path, leaf, (checkpoint.root, checkpoint.size)) {
            Ok(checkpoint)
        } else {
            Err(ProofError::NotIncluded)
        }
    }
}

impl fmt::Display for Proof {
    /// The file.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let leaf = STANDARD.encode(&self.leaf);
        write!(f, "{FORMAT}\nextra {leaf}\nindex {}\n", self.index)?;
        for hash in &self.path {
            writeln!(f, "{}", encoded(hash))?;
        }
        f.write_char('\n')?;
        f.write_str(&self.signed)
    }
}

#[cfg(test)]
mod tests {
    use super::super::checkpoint::Signer;
    use super::super::merkle::{Tree, inclusion_proof};
    use super::*;

    fn signer() -> Signer {
        Signer::new("example.org/log", &[9; 32])
    }

    /// The proof of the leaf `index` in a log of `size` leaves.
    fn proof(index: u64, size: u64) -> Proof {
        let mut nodes = std::collections::HashMap::new();
        let mut tree = Tree::default();
        for leaf in 0..size {
            tree.push(leaf_hash(&leaf.to_be_bytes()), |level, place, hash| {
                nodes.insert((level, place), hash);
            });
        }
        let node = |level: u32, place: u64| nodes.get(&(level, place)).copied();
        let signed = signer().sign(&Checkpoint { size, root: tree.root() });
        let path = inclusion_proof(&node, index, size).unwrap();
        Proof { index, leaf: index.to_be_bytes().to_vec(), path, signed }
    }

    #[test]
    fn what_is_written_reads_back_and_is_believed() {
        for (index, size) in [(0, 1), (0, 2), (6, 7), (41, 300), (299, 300)] {
            let proof = proof(index, size);
            let read = Proof::read(&proof.to_string()).unwrap();
            assert_eq!(read, proof, "{index} of {size}");
            assert_eq!(read.verify(&signer().verifier()).unwrap().size, size);
        }
    }

    #[test]
    fn no_other_row_place_path_or_key_is_believed() {
        let (right, verifier) = (proof(41, 300), signer().verifier());
        let mut shorter = right.path.clone();
        shorter.pop();
        let cases = [
            ("another row", Proof { leaf: b"x".to_vec(), ..right.clone() }),
            ("another place", Proof { index: 42, ..right.clone() }),
            ("behind the end", Proof { index: 300, ..right.clone() }),
            ("a shorter path", Proof { path: shorter, ..right.clone() }),
            ("another tree", Proof { signed: proof(41, 299).signed, ..right.clone() }),
        ];
        for (rule, wrong) in cases {
            assert_eq!(wrong.verify(&verifier), Err(ProofError::NotIncluded), "{rule}");
        }
        let other = Signer::new("example.org/log", &[8; 32]).verifier();
        let unsigned = Err(ProofError::Checkpoint(CheckpointError::Unsigned));
        assert_eq!(right.verify(&other), unsigned);
    }

    #[test]
    fn what_is_no_proof_is_not_read() {
        let text = proof(1, 2).to_string();
        let cases = [
            String::new(),
            text.replace("@v1", "@v9"),
            text.replace("extra ", ""),
            text.replace("index 1", "index one"),
            text.replace("index 1\n", "index 1\nAAAA\n"),
            text.replace("\n\n", "\n"),
        ];
        for wrong in cases {
            assert_eq!(Proof::read(&wrong), Err(ProofError::Malformed), "{wrong}");
        }
    }
}
