//! Receiver, tunnel and ledger put together, over an ssh server inside of the test.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test's helpers may stop the test"
)]

mod changed;
mod kept;
mod place;
#[path = "../../../tunnel/tests/suite/ports.rs"]
mod ports;
mod soak;
#[expect(dead_code, reason = "the tests of the tunnel itself use all of it")]
#[path = "../../../tunnel/tests/suite/ssh_server.rs"]
mod ssh_server;
