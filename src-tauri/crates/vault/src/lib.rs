//! Secrets in the OS keyring: one door in, none out but to the parts that use them.

mod error;
mod keeper;
mod keyring_store;
mod name;
mod platform;
mod secret_text;
mod store;
mod vault;

pub use error::VaultError;
pub use keeper::Prompt;
pub use keyring_store::KeyringStore;
pub use name::{KeyringName, OperatorKeyName, SecretName};
pub use secret_text::SecretText;
pub use store::{MemoryStore, SecretStore};
pub use vault::{SelfTest, Vault};
