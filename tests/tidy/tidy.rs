//! The house rules: layers, sizes, first lines, names, and what no file may say.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test helper may stop the test"
)]

mod access;
mod layers;
mod sources;
mod words;
