//! Offline checks of what was typed of a merchant or a receiver account, before anything is sent.
//! Pure: no I/O and no clock. What is not known is said to be not checked, and never refused.

pub mod account_number;
pub mod bic;
mod company_name;
pub mod country;
pub mod duplicates;
pub mod email;
mod field;
mod finding;
pub mod iban;
pub mod invoice_url;
mod level;
mod merchant;
pub mod network;
pub mod phone;
mod receiver_account;
pub mod registration_number;
pub mod routing_number;
pub mod typed;
pub mod wallet_address;

pub use field::{Field, Typed, is_read_as_typed};
pub use finding::{Checked, Finding, Problem, ToSend};
pub use level::Level;
pub use merchant::check_merchant;
pub use receiver_account::{AccountKind, check_receiver_account};
