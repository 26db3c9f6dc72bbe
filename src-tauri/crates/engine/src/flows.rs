//! The three flows of money: what a new transaction needs, what tells it from others, and what a
//! read says of what was done to it.

mod create;
pub mod duplicates;
mod permit;
pub mod rates;
mod says;
pub mod typed;

pub(crate) use create::identity;
pub use create::{NewTransaction, PART_RATE};
pub use duplicates::{Duplicate, Duplicates, duplicates};
pub use permit::{
    KnownAccount, Needed, NotPermitted, is_document_url, of_account, of_merchant, of_receiver,
    owner_of,
};
pub use rates::{Indicative, RatePace, RateQuestion, RateRead, Rates};
pub(crate) use says::{action_of, says, seen};
pub use typed::{ReadTerms, Term, TermFinding, TypedTransaction, Weight};
