//! Proofs that a leaf stands in a tree, and that a tree continues another.

use crate::{Hash, consistency_ranges, inclusion_ranges, node_hash};

/// Shows that the leaf of one index stands in a tree of a given size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InclusionProof {
    /// The leaf's index, from 0: the entry's sequence minus one.
    pub index: u64,
    /// Number of leaves of the tree.
    pub size: u64,
    /// The audit path, lowest first (RFC 6962, 2.1.1).
    pub path: Vec<Hash>,
}

impl InclusionProof {
    /// Whether the leaf with this hash stands where the proof says, in the tree with this root.
    #[must_use]
    pub fn verify(&self, leaf: &Hash, root: &Hash) -> bool {
        let Some(ranges) = inclusion_ranges(self.index, self.size) else {
            return false;
        };
        if ranges.len() != self.path.len() {
            return false;
        }
        let mut hash = *leaf;
        for (range, beside) in ranges.iter().zip(&self.path) {
            hash = if range.start > self.index {
                node_hash(&hash, beside)
            } else {
                node_hash(beside, &hash)
            };
        }
        hash == *root
    }
}

/// Shows that a tree begins with all the leaves of a smaller one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsistencyProof {
    /// Number of leaves of the smaller tree, at least 1.
    pub old_size: u64,
    /// Number of leaves of the larger tree.
    pub new_size: u64,
    /// The path of RFC 6962, 2.1.2.
    pub path: Vec<Hash>,
}

impl ConsistencyProof {
    /// Whether the tree with the new root continues the tree with the old root.
    #[must_use]
    pub fn verify(&self, old_root: &Hash, new_root: &Hash) -> bool {
        let Some(ranges) = consistency_ranges(self.old_size, self.new_size) else {
            return false;
        };
        if ranges.len() != self.path.len() {
            return false;
        }
        let mut steps = ranges.iter().zip(&self.path);
        // Where the old tree is itself a subtree of the new one, its root begins the path.
        let (mut old, mut new) = if self.old_size.is_power_of_two() || ranges.is_empty() {
            (*old_root, *old_root)
        } else {
            let Some((_, seed)) = steps.next() else {
                return false;
            };
            (*seed, *seed)
        };
        for (range, beside) in steps {
            if range.start >= self.old_size {
                new = node_hash(&new, beside);
            } else {
                old = node_hash(beside, &old);
                new = node_hash(beside, &new);
            }
        }
        old == *old_root && new == *new_root
    }
}
