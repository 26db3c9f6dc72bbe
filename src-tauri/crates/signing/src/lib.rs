//! Operators' key pairs: made, sealed by a passphrase, opened; texts signed, signatures checked.
//! Pure: no I/O but chance, no clock.

mod error;
mod key;
mod passphrase;
mod sealed;

pub use error::SigningError;
pub use key::{OperatorKey, PublicKey, is_signed};
pub use passphrase::{PASSPHRASE_CHARACTERS_MIN, Passphrase, PassphraseError};
pub use sealed::{Cost, SealedKey};
