//! The receiver as a process: killed, on a full disk, attacked, damaged, asked by its commands. The
//! API's client against the simulator as a process.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test helper may stop the test and look at the clock"
)]

mod api_server;
mod api_table;
mod api_values;
mod background;
mod calls;
mod client;
mod commands;
mod damaged;
mod decisions;
mod documents;
mod flows;
mod full_disk;
mod killed;
mod killed_flows;
mod program;
mod reconciliation;
mod refusals;
mod room_console;
mod sender_modes;
mod serve_reconciles;
#[expect(dead_code, reason = "the tests of the client itself use all of it")]
#[path = "../../src-tauri/crates/partner-api/tests/suite/server.rs"]
mod server;
mod way_in;
mod writes;
