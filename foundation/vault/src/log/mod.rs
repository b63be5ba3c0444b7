//! A tamper-evident log: rows become leaves of a Merkle tree, the root is signed.
//!
//! - [`merkle`]: the tree of RFC 6962 section 2: leaf and node hashes, the running right edge of
//!   a tree that only grows, proofs of inclusion.
//! - [`tile`]: the tree's hashes cut into the tiles of C2SP tlog-tiles, so that others' tools
//!   can read and check the log as plain files.
//! - [`checkpoint`]: the signed statement "this log has this many rows and this root" in the
//!   form of C2SP tlog-checkpoint and signed-note.
//! - [`proof`]: one row with its path to a signed root, in the form of C2SP tlog-proof.
//!
//! What is logged, and where the rows are kept, is not known here.

pub mod checkpoint;
pub mod merkle;
pub mod proof;
pub mod tile;

pub use checkpoint::{Checkpoint, CheckpointError, Signer, Verifier};
pub use merkle::{Hash, Tree, leaf_hash};
pub use proof::{Proof, ProofError};
