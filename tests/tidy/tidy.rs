//! The house rules: layers, sizes, first lines, names, and what no file may say.
#![expect(clippy::unwrap_used, reason = "a test helper may stop the test")]

mod access;
mod layers;
mod sources;
mod words;
