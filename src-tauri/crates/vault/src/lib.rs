//! Secrets in the OS keyring: one door in, none out but to the parts that use them.

mod error;
mod keeper;
mod name;
mod secret_text;
mod store;
mod vault;

pub use error::VaultError;
pub use name::{SecretKind, SecretName};
pub use secret_text::SecretText;
pub use store::{KeyringStore, MemoryStore, SecretStore};
pub use vault::{SelfTest, Vault};
