//! The names of all secrets that the console keeps. There is no other way to name one.

use domain::{KeyringId, record::SecretKind};

/// A profile's secret.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SecretName {
    /// Whose it is.
    pub profile: KeyringId,
    /// What it is for.
    pub kind: SecretKind,
}

/// What the keyring has under a name.
pub trait KeyringName {
    /// The name under which the keyring has it.
    fn in_keyring(&self) -> String;
}

/// An operator's key, sealed by a passphrase: one for all profiles of a data folder.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OperatorKeyName {
    /// Of which data folder's console.
    pub console: KeyringId,
    /// The public key, in hexadecimal.
    pub key: String,
}

impl KeyringName for OperatorKeyName {
    fn in_keyring(&self) -> String {
        format!("{}/operator-key-{}", self.console.as_str(), self.key)
    }
}

impl KeyringName for SecretName {
    fn in_keyring(&self) -> String {
        let word = match self.kind {
            SecretKind::ApiCredentials => "api-credentials",
            SecretKind::WebhookCurrent => "webhook-secret",
            SecretKind::WebhookPrevious => "webhook-secret-previous",
            SecretKind::SshKey => "ssh-key",
            SecretKind::NgrokToken => "ngrok-token",
        };
        format!("{}/{word}", self.profile.as_str())
    }
}
