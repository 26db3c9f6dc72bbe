//! A local Partners API with a sender of signed webhooks, for first steps, training and tests.

pub mod behind;
pub mod day;
pub mod delivery;
mod error;
pub mod input;
pub mod mode;
mod post;
pub mod rate;
pub mod send;
pub mod serve;
pub mod steer;
pub mod target;

pub use delivery::{Deliveries, Delivery};
pub use error::SimulatorError;
pub use mode::Mode;
pub use rate::Rate;
pub use target::Target;
