//! The ways in that ship.

pub mod command;
pub mod ngrok;
pub mod own_url;
pub mod ssh;
