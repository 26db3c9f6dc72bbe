//! The ways in that ship.

pub mod command;
pub mod own_url;
pub mod ssh;
