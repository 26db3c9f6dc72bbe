//! The Merkle tree of RFC 6962: hashes, and which subtrees a proof is made of.

use sha2::{Digest, Sha256};

/// A hash of the tree.
pub type Hash = [u8; 32];

/// The root of the tree without leaves: SHA-256 of nothing (RFC 6962, 2.1).
#[must_use]
pub fn empty_root() -> Hash {
    Sha256::digest([]).into()
}

/// The hash of a leaf: SHA-256 of a zero byte and the leaf (RFC 6962, 2.1).
#[must_use]
pub fn leaf_hash(leaf: &[u8]) -> Hash {
    Sha256::new()
        .chain_update([0])
        .chain_update(leaf)
        .finalize()
        .into()
}

/// The hash of an inner node: SHA-256 of a one byte and both children (RFC 6962, 2.1).
#[must_use]
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Sha256::new()
        .chain_update([1])
        .chain_update(left)
        .chain_update(right)
        .finalize()
        .into()
}

/// Leaves `start` up to but without `end`, by index. Never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// Index of the first leaf.
    pub start: u64,
    /// Index after the last leaf.
    pub end: u64,
}

/// A complete subtree: the 2^`level` leaves from `position` × 2^`level` on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Subtree {
    /// 0 for a leaf.
    pub level: u32,
    /// How many subtrees of this level stand left of it.
    pub position: u64,
}

/// The complete subtrees that make up a range which begins where a subtree of at least its own
/// size may begin, widest first. [`fold`] makes the range's hash from theirs.
#[must_use]
pub fn subtrees(range: Range) -> Vec<Subtree> {
    let mut found = Vec::new();
    let mut start = range.start;
    while start < range.end {
        let level = (range.end - start).ilog2();
        found.push(Subtree {
            level,
            position: start >> level,
        });
        start += 1 << level;
    }
    found
}

/// The hash of a range from the hashes of its complete subtrees, widest first. None of none.
#[must_use]
pub fn fold(hashes: &[Hash]) -> Option<Hash> {
    hashes
        .iter()
        .copied()
        .rev()
        .reduce(|right, left| node_hash(&left, &right))
}

/// The ranges whose hashes are the audit path of a leaf, lowest first (RFC 6962, 2.1.1). None if
/// the tree has no such leaf.
#[must_use]
pub fn inclusion_ranges(index: u64, size: u64) -> Option<Vec<Range>> {
    if index >= size {
        return None;
    }
    let mut path = Vec::new();
    let mut within = Range {
        start: 0,
        end: size,
    };
    while within.end - within.start > 1 {
        let middle = within.start + split(within.end - within.start);
        let (left, right) = (
            Range {
                end: middle,
                ..within
            },
            Range {
                start: middle,
                ..within
            },
        );
        if index < middle {
            path.push(right);
            within = left;
        } else {
            path.push(left);
            within = right;
        }
    }
    path.reverse();
    Some(path)
}

/// The ranges whose hashes show that a tree of `new` leaves continues one of `old` leaves, in the
/// order of RFC 6962, 2.1.2. None unless 0 < `old` ≤ `new`; empty if they are equal.
#[must_use]
pub fn consistency_ranges(old: u64, new: u64) -> Option<Vec<Range>> {
    if old == 0 || old > new {
        return None;
    }
    let mut path = Vec::new();
    let mut within = Range { start: 0, end: new };
    let mut whole = true;
    while old < within.end {
        let middle = within.start + split(within.end - within.start);
        let (left, right) = (
            Range {
                end: middle,
                ..within
            },
            Range {
                start: middle,
                ..within
            },
        );
        if old <= middle {
            path.push(right);
            within = left;
        } else {
            path.push(left);
            within = right;
            whole = false;
        }
    }
    if !whole {
        path.push(within);
    }
    path.reverse();
    Some(path)
}

/// The largest power of two below `leaves`, which is at least 2.
const fn split(leaves: u64) -> u64 {
    1 << (leaves - 1).ilog2()
}
