//! The real window: what an operator sees and does, with events coming from the sender process.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test helper may stop the test"
)]

mod console;
mod first_way;
mod keyboard;
mod keyring;
mod looks;
mod page;
mod picture;
mod posting;
mod processes;
mod refused;
mod until;
