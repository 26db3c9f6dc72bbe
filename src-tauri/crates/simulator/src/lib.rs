//! A sender of signed webhooks, for first steps, training and tests.

pub mod chance;
pub mod day;
pub mod error;
pub mod send;
pub mod walk;

pub use day::{Day, Event, Kind};
pub use error::SimulatorError;
pub use send::{Plan, Sent, send};
