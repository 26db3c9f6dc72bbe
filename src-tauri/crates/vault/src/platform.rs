//! What differs between the keyrings of Linux, macOS and Windows.

use crate::{Prompt, VaultError};
use keyring_core::{CredentialStore, Error};
use std::sync::Arc;

/// Connects to this system's keyring.
#[cfg(all(unix, not(target_os = "macos")))]
pub fn connect() -> Result<Arc<CredentialStore>, Error> {
    let store = zbus_secret_service_keyring_store::Store::new()?;
    Ok(store)
}

/// Connects to this system's keyring.
#[cfg(target_os = "macos")]
pub fn connect() -> Result<Arc<CredentialStore>, Error> {
    let store = apple_native_keyring_store::keychain::Store::new()?;
    Ok(store)
}

/// Connects to this system's keyring.
#[cfg(windows)]
pub fn connect() -> Result<Arc<CredentialStore>, Error> {
    let store = windows_native_keyring_store::Store::new()?;
    Ok(store)
}

/// A failure of the Secret Service in our words.
#[cfg(all(unix, not(target_os = "macos")))]
pub fn told(cause: &(dyn std::error::Error + Send + Sync + 'static)) -> VaultError {
    use secret_service::Error;
    match cause.downcast_ref::<Error>() {
        Some(Error::Unavailable) => VaultError::Absent(cause.to_string()),
        Some(Error::Locked | Error::Prompt) => VaultError::Locked(cause.to_string()),
        Some(Error::Zbus(error)) if nobody_answers(error) => VaultError::Absent(cause.to_string()),
        Some(Error::ZbusFdo(error)) if nobody_has_the_name(error) => {
            VaultError::Absent(cause.to_string())
        }
        _ => VaultError::Broken(cause.to_string()),
    }
}

/// Whether the session bus has no secret service and can start none.
#[cfg(all(unix, not(target_os = "macos")))]
fn nobody_answers(error: &zbus::Error) -> bool {
    match error {
        zbus::Error::FDO(error) => nobody_has_the_name(error),
        zbus::Error::MethodError(name, ..) => [
            "org.freedesktop.DBus.Error.ServiceUnknown",
            "org.freedesktop.DBus.Error.NameHasNoOwner",
        ]
        .contains(&name.as_str()),
        // There is no bus to connect to.
        zbus::Error::InputOutput(_) | zbus::Error::Address(_) => true,
        _ => false,
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
const fn nobody_has_the_name(error: &zbus::fdo::Error) -> bool {
    matches!(
        error,
        zbus::fdo::Error::ServiceUnknown(_) | zbus::fdo::Error::NameHasNoOwner(_)
    )
}

/// A failure of the system's keyring in our words.
#[cfg(not(all(unix, not(target_os = "macos"))))]
pub fn told(cause: &(dyn std::error::Error + Send + Sync + 'static)) -> VaultError {
    VaultError::Broken(cause.to_string())
}

/// Unlocks the default collection, in which this program's secrets are. Some services find nothing
/// in a locked one, which would look like absence; so nothing is read before it is unlocked.
#[cfg(all(unix, not(target_os = "macos")))]
pub fn unlock(prompt: Prompt) -> Result<(), VaultError> {
    use secret_service::{EncryptionType, Error, blocking::SecretService};
    let unlocked = || {
        let service = SecretService::connect(EncryptionType::Plain)?;
        let collection = match service.get_default_collection() {
            Ok(collection) => collection,
            // No collection was ever made: there is nothing to unlock, and nothing in it.
            Err(Error::NoResult) => return Ok(()),
            Err(error) => return Err(error),
        };
        if !collection.is_locked()? {
            return Ok(());
        }
        match prompt {
            Prompt::Allowed => collection.unlock(),
            Prompt::Never => Err(Error::Locked),
        }
    };
    unlocked().map_err(|error: Error| told(&error))
}

// The keychain and the credential manager are unlocked with the person's session, and ask by
// themselves where they must.
#[cfg(not(all(unix, not(target_os = "macos"))))]
pub fn unlock(_prompt: Prompt) -> Result<(), VaultError> {
    Ok(())
}
