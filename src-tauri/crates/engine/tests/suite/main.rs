//! Lists, counts and search over real deliveries, found by the index and read from the ledger.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod api;
mod approvals;
mod catalog;
mod copies;
mod details_changes;
mod drafts;
mod fixture;
mod intents;
mod key_use;
mod lists;
mod missed;
mod out_of_course;
mod platform_url;
mod search;
#[expect(dead_code, reason = "the tests of the client itself use all of it")]
#[path = "../../../partner-api/tests/suite/server.rs"]
mod server;
mod way_in;
