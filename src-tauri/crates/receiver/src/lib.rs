//! The listener for webhooks: limits, keep, verify, answer.

mod skeleton;
pub use skeleton::*;
