//! The three flows of money: what a new transaction needs, what tells it from others, and what a
//! read says of what was done to it.

mod create;
pub mod duplicates;
mod permit;
mod says;

pub(crate) use create::identity;
pub use create::{NewTransaction, PART_RATE};
pub use duplicates::{Duplicate, Duplicates, duplicates};
pub use permit::{NotPermitted, is_document_url, of_account, of_merchant, owner_of};
pub(crate) use says::{action_of, says, seen};
