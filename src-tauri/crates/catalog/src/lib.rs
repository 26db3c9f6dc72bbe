//! The local index of merchants, receiver accounts and transactions. It is made from a ledger's
//! entries, as the caller reads them, and may be thrown away. Knows no ledger and no API.

mod apply;
mod board;
mod change;
mod error;
mod file;
mod fold;
mod index;
mod list;
mod object;
mod standing;
mod transaction;
mod transactions;

pub use board::{Board, Column};
pub use change::{
    AccountFacts, Change, Filled, Given, MerchantFacts, Shows, TransactionFacts, Unfinished, What,
};
pub use error::CatalogError;
pub use fold::folded;
pub use index::{Catalog, CatalogState, Origin, Position, Rebuilt};
pub use list::{Ask, LIST_MAX, Listed, Sort};
pub use object::{Account, Known, Merchant, Object};
pub use standing::{Said, SinceBy, Standing, Told};
pub use transaction::{STEPS_MAX, Step, Transaction};
pub use transactions::{AskTransactions, TransactionSort};
