//! The Merkle tree of RFC 6962 section 2.1 (kept by RFC 9162).
//!
//! A tree of n leaves splits at the largest power of two below n. A log that only grows needs
//! no more than the roots of its complete subtrees, one for each set bit of n: a [`Tree`] is
//! just that right edge.

use aws_lc_rs::digest;

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// The hash of a leaf: SHA-256 of a zero byte and the leaf. RFC 6962 section 2.1.
pub fn leaf_hash(leaf: &[u8]) -> Hash {
    sha256(&[&[0], leaf])
}

/// The hash of an inner node: SHA-256 of a one byte and both children. RFC 6962 section 2.1.
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    sha256(&[&[1], left, right])
}

/// The root of a tree without leaves: the hash of nothing.
pub fn empty_root() -> Hash {
    sha256(&[])
}

/// SHA-256 of the parts, one after the other.
pub fn sha256(parts: &[&[u8]]) -> Hash {
    let mut context = digest::Context::new(&digest::SHA256);
    for part in parts {
        context.update(part);
    }
    let mut hash = [0; 32];
    for (to, from) in hash.iter_mut().zip(context.finish().as_ref()) {
        *to = *from;
    }
    hash
}

/// The right edge of a growing tree.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tree {
    size: u64,
    /// Roots of the complete subtrees from left to right, the largest first.
    edge: Vec<Hash>,
}

impl Tree {
    /// Takes up a tree of `size` leaves whose complete subtrees have the roots `edge`, the
    /// largest first. `None` when their number does not fit the size.
    pub fn resume(size: u64, edge: Vec<Hash>) -> Option<Self> {
        let expected = usize::try_from(size.count_ones()).ok()?;
        (edge.len() == expected).then_some(Self { size, edge })
    }

    /// Number of leaves.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The roots of the complete subtrees, the largest first.
    pub fn edge(&self) -> &[Hash] {
        &self.edge
    }

    /// Adds a leaf. `completed(level, index, hash)` is told every node that is complete from
    /// now on, the leaf itself included, from the lowest level up.
    pub fn push(&mut self, leaf: Hash, mut completed: impl FnMut(u32, u64, Hash)) {
        completed(0, self.size, leaf);
        let merges = self.size.trailing_ones();
        let mut node = leaf;
        for level in 1..=merges {
            let Some(left) = self.edge.pop() else { break };
            node = node_hash(&left, &node);
            completed(level, self.size.checked_shr(level).unwrap_or_default(), node);
        }
        self.edge.push(node);
        self.size = self.size.saturating_add(1);
    }

    /// The root of the tree.
    pub fn root(&self) -> Hash {
        let mut roots = self.edge.iter().rev();
        let Some(smallest) = roots.next() else { return empty_root() };
        roots.fold(*smallest, |right, left| node_hash(left, &right))
    }
}

/// Reads complete nodes of a tree by level and index; `None` when it is not there.
pub trait Nodes {
    /// The hash of the node at `level` (leaves are 0) and `index`.
    fn node(&self, level: u32, index: u64) -> Option<Hash>;
}

impl<F: Fn(u32, u64) -> Option<Hash>> Nodes for F {
    fn node(&self, level: u32, index: u64) -> Option<Hash> {
        self(level, index)
    }
}

/// The root of the leaves `from .. to`, from complete nodes. `None` when a node is missing.
///
/// The range must be one that the recursive split of RFC 6962 produces.
fn range_root(nodes: &impl Nodes, from: u64, to: u64) -> Option<Hash> {
    let size = to.checked_sub(from)?;
    if size.is_power_of_two() && from.checked_rem(size)? == 0 {
        let level = size.trailing_zeros();
        return nodes.node(level, from.checked_shr(level)?);
    }
    let middle = from.checked_add(split(size)?)?;
    Some(node_hash(&range_root(nodes, from, middle)?, &range_root(nodes, middle, to)?))
}

/// The largest power of two below `size`, which must be at least 2.
fn split(size: u64) -> Option<u64> {
    let below = size.checked_sub(1)?;
    1_u64.checked_shl(below.checked_ilog2()?)
}

/// The proof that the leaf `index` is in the tree of `size` leaves: the hashes from the leaf to
/// the root that the verifier cannot compute. RFC 6962 section 2.1.1.
pub fn inclusion_proof(nodes: &impl Nodes, index: u64, size: u64) -> Option<Vec<Hash>> {
    if size <= index {
        return None;
    }
    let (mut from, mut to) = (0, size);
    let mut path = Vec::new();
    while 1 < to.checked_sub(from)? {
        let middle = from.checked_add(split(to.checked_sub(from)?)?)?;
        if index < middle {
            path.push(range_root(nodes, middle, to)?);
            to = middle;
        } else {
            path.push(range_root(nodes, from, middle)?);
            from = middle;
        }
    }
    path.reverse();
    Some(path)
}

/// Whether `proof` shows that `leaf` is the leaf `index` of the tree of `size` leaves with `root`.
/// RFC 9162 section 2.1.3.2.
pub fn is_included(proof: &[Hash], (leaf, index): (Hash, u64), (root, size): (Hash, u64)) -> bool {
    let Some(mut last) = size.checked_sub(1) else { return false };
    if last < index {
        return false;
    }
    let (mut at, mut hash) = (index, leaf);
    for sibling in proof {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            hash = node_hash(sibling, &hash);
            while at & 1 == 0 && at != 0 {
                at = at.wrapping_shr(1);
                last = last.wrapping_shr(1);
            }
        } else {
            hash = node_hash(&hash, sibling);
        }
        at = at.wrapping_shr(1);
        last = last.wrapping_shr(1);
    }
    last == 0 && hash == root
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use ct_merkle::mem_backed_tree::MemoryBackedTree;
    use sha2::Sha256;

    use super::*;

    type Oracle = MemoryBackedTree<Sha256, Vec<u8>>;

    fn grow(count: u64) -> (Tree, HashMap<(u32, u64), Hash>, Oracle) {
        let (mut tree, mut nodes) = (Tree::default(), HashMap::new());
        let mut oracle = Oracle::new();
        for n in 0..count {
            let leaf = n.to_be_bytes().to_vec();
            tree.push(leaf_hash(&leaf), |level, index, hash| {
                assert_eq!(nodes.insert((level, index), hash), None);
            });
            oracle.push(leaf);
        }
        (tree, nodes, oracle)
    }

    #[test]
    fn roots_are_those_of_an_independent_implementation() {
        for count in (0..70).chain([255, 256, 257, 511, 1000]) {
            let (tree, _, oracle) = grow(count);
            assert_eq!(tree.root().as_slice(), oracle.root().as_bytes().as_slice(), "{count}");
        }
    }

    #[test]
    fn every_leaf_of_every_tree_has_a_proof_that_only_fits_it() {
        for size in 1..40 {
            let (tree, nodes, oracle) = grow(size);
            let find = |level, index| nodes.get(&(level, index)).copied();
            for index in 0..size {
                let proof = inclusion_proof(&find, index, size).unwrap();
                let theirs = oracle.prove_inclusion(usize::try_from(index).unwrap());
                assert_eq!(proof.concat(), theirs.as_bytes());
                let leaf = leaf_hash(&index.to_be_bytes());
                assert!(is_included(&proof, (leaf, index), (tree.root(), size)));
                assert!(!is_included(&proof, (leaf_hash(b"x"), index), (tree.root(), size)));
                let elsewhere = (index + 1) % size;
                assert!(size == 1 || !is_included(&proof, (leaf, elsewhere), (tree.root(), size)));
            }
            assert_eq!(inclusion_proof(&find, size, size), None);
        }
    }

    #[test]
    fn a_resumed_tree_goes_on_as_if_never_stopped() {
        let (mut whole, _, _) = grow(37);
        let mut resumed = Tree::resume(37, whole.edge().to_vec()).unwrap();
        for tree in [&mut whole, &mut resumed] {
            tree.push(leaf_hash(b"next"), |_, _, _| {});
        }
        assert_eq!(whole, resumed);
        assert_eq!(Tree::resume(3, vec![[0; 32]]), None);
    }
}
