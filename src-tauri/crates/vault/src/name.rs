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

impl SecretName {
    /// The name under which the keyring has it.
    #[must_use]
    pub fn in_keyring(&self) -> String {
        let word = match self.kind {
            SecretKind::ApiCredentials => "api-credentials",
            SecretKind::WebhookCurrent => "webhook-secret",
            SecretKind::WebhookPrevious => "webhook-secret-previous",
        };
        format!("{}/{word}", self.profile.as_str())
    }
}
