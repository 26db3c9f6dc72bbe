//! The client against a small real server: what goes out byte by byte, and what comes of it.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test's helpers may stop the test"
)]

mod fixture;
mod limits;
mod paging;
mod properties;
mod secrets;
mod server;
mod table;
mod typed;
mod unknown;
mod uploads;
