//! Entries, leaves, commitments and proofs as bytes, as FORMAT.md specifies them. Pure.

mod commitment;
mod error;
mod frontier;
mod leaf;
mod proof;
mod read_leaf;
mod tree;

pub use commitment::{Commitment, Salt, commitment};
pub use error::LeafError;
pub use frontier::Frontier;
pub use leaf::{
    COUNT_MAX, FACTS_BYTES_MAX, KIND_BYTES_MAX, Leaf, NAME_BYTES_MAX, PartCommitment,
    SubjectNumber, VERSION,
};
pub use proof::{ConsistencyProof, InclusionProof};
pub use tree::{
    Hash, Range, Subtree, consistency_ranges, empty_root, fold, inclusion_ranges, leaf_hash,
    node_hash, subtrees,
};
