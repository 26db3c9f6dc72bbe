//! The right edge of a growing tree: all that an append needs to know of what came before.

use crate::{Hash, Range, Subtree, empty_root, fold, node_hash, subtrees};

/// The roots of the complete subtrees that make up a tree, widest first: one for each one bit of
/// the tree's size, so at most 64.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frontier {
    size: u64,
    roots: Vec<Hash>,
}

impl Frontier {
    /// The frontier of a tree of `size` leaves from the roots of [`Frontier::subtrees_of`] that
    /// size. None if there are not as many roots as that.
    #[must_use]
    pub fn from_roots(size: u64, roots: Vec<Hash>) -> Option<Self> {
        let wanted = usize::try_from(size.count_ones()).ok()?;
        (roots.len() == wanted).then_some(Self { size, roots })
    }

    /// Which subtrees' roots make the frontier of a tree of `size` leaves, widest first.
    #[must_use]
    pub fn subtrees_of(size: u64) -> Vec<Subtree> {
        subtrees(Range {
            start: 0,
            end: size,
        })
    }

    /// Number of leaves.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The root of the tree.
    #[must_use]
    pub fn root(&self) -> Hash {
        fold(&self.roots).unwrap_or_else(empty_root)
    }

    /// Appends a leaf and tells each subtree that it completes, lowest first, without the leaf.
    pub fn push(&mut self, leaf: Hash, mut completed: impl FnMut(Subtree, &Hash)) {
        let mut hash = leaf;
        for level in 1..=self.size.trailing_ones() {
            let Some(left) = self.roots.pop() else { break };
            hash = node_hash(&left, &hash);
            completed(
                Subtree {
                    level,
                    position: self.size >> level,
                },
                &hash,
            );
        }
        self.roots.push(hash);
        self.size += 1;
    }
}
