//! The catalog over its real file: what it is told, what it lists, and how it is made anew.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod files;
mod fixture;
mod lists;
mod properties;
mod transactions;
