//! A profile's merchants, receiver accounts and transactions: the catalog that follows its ledger,
//! and how it is filled from the API.

pub mod fill;
pub mod follow;
mod project;

pub use fill::{Fill, FillEnd, FillState, Filling, Paces};
pub use follow::{Follow, follow, open};
