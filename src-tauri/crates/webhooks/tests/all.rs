//! Verification as a whole: weaknesses, properties, a corpus, and a comparison with Node.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test helper may stop the test"
)]

#[path = "all/corpus.rs"]
mod corpus;
#[path = "all/delivery.rs"]
mod delivery;
#[path = "all/node.rs"]
mod node;
#[path = "all/properties.rs"]
mod properties;
#[path = "all/rotation.rs"]
mod rotation;
#[path = "all/weaknesses.rs"]
mod weaknesses;
