//! The format against its document, against another implementation, and against random bytes.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod leaves;
mod tree;
mod vectors;
