//! The real window: what an operator sees and does, with events coming from the sender process.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test helper may stop the test"
)]

mod accessibility;
mod account;
mod album;
mod api;
mod api_elsewhere;
mod approval_faults;
mod at_desk;
mod axe;
mod before;
mod by_keyboard;
mod cards;
mod catalog;
mod connect;
mod console;
mod create;
mod desk;
mod desk_onboarding;
mod desk_screens;
mod first_way;
mod flows;
mod frame;
mod keyboard;
mod keyring;
mod keyring_states;
mod large;
mod looks;
mod marker;
mod marker_answers;
mod marker_forms;
mod merchant;
mod modes;
mod money;
mod onboarding;
mod page;
mod past;
mod picture;
mod policy;
#[path = "../../src-tauri/crates/tunnel/tests/suite/ports.rs"]
mod ports;
mod posting;
mod processes;
mod refused;
mod rotation;
mod screens_walk;
mod served;
mod set_up;
#[expect(dead_code, reason = "the tests of the tunnel use all of it")]
#[path = "../../src-tauri/crates/tunnel/tests/suite/sshd_server.rs"]
mod sshd_server;
mod transactions;
mod two_people;
mod until;
mod way_in;
mod writes;
