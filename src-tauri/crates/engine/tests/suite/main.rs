//! Lists, counts and search over real deliveries, found by the index and read from the ledger.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod fixture;
mod key_use;
mod lists;
mod out_of_course;
mod search;
