//! The tunnel: its state machine by properties, its supervision and its providers against
//! real servers and processes.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test's helpers may stop the test"
)]

mod command;
mod fidelity;
mod machine;
mod machine_properties;
mod ngrok;
mod ngrok_edge;
mod ports;
#[cfg(target_os = "linux")]
mod power;
mod receiver;
mod rig;
mod ssh_in_process;
mod ssh_server;
#[cfg(target_os = "linux")]
mod sshd;
#[cfg(target_os = "linux")]
mod sshd_server;
mod supervision;
