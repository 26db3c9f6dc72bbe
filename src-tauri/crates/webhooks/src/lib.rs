//! Verification and signing of webhooks. Pure.

mod skeleton;
pub use skeleton::*;
