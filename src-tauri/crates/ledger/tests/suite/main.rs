//! What a ledger promises, tried on the SQLite store.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod conformance;
mod crash;
mod damage;
mod fixture;
mod full_disk;
mod index;
mod index_model;
mod properties;
mod refusals;
mod sqlite;
