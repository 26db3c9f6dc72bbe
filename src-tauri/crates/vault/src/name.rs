//! The names of all secrets that the console keeps. There is no other way to name one.

use domain::ProfileName;

/// What a secret is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SecretKind {
    /// The header `x-api-key`.
    ApiKey,
    /// The header `x-api-secret`.
    ApiSecret,
    /// The webhook secret in force.
    WebhookCurrent,
    /// The webhook secret before it, for as long as deliveries under it may come.
    WebhookPrevious,
}

impl SecretKind {
    /// All four.
    pub const ALL: [Self; 4] = [
        Self::ApiKey,
        Self::ApiSecret,
        Self::WebhookCurrent,
        Self::WebhookPrevious,
    ];

    const fn word(self) -> &'static str {
        match self {
            Self::ApiKey => "api-key",
            Self::ApiSecret => "api-secret",
            Self::WebhookCurrent => "webhook-secret",
            Self::WebhookPrevious => "webhook-secret-previous",
        }
    }
}

/// A profile's secret.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SecretName {
    /// Whose it is.
    pub profile: ProfileName,
    /// What it is for.
    pub kind: SecretKind,
}

impl SecretName {
    /// The name under which the keyring has it.
    #[must_use]
    pub fn in_keyring(&self) -> String {
        format!("{}/{}", self.profile, self.kind.word())
    }
}
