//! A sender of signed webhooks, for first steps, training and tests.

pub mod day;
pub mod delivery;
mod error;
pub mod input;
pub mod rate;
pub mod send;
pub mod target;

pub use delivery::{Deliveries, Delivery, Intended};
pub use error::SimulatorError;
pub use rate::Rate;
pub use target::Target;
