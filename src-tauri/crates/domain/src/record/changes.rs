//! What a person changed at a profile: how it receives, and its secrets. Never a secret itself.

use serde::{Deserialize, Serialize};

/// How the profile is called or receives was changed. Facts: [`SettingFacts`]; parts: [`PART_FROM`]
/// and [`PART_TO`], but for the secret path.
pub const KIND_SETTING_CHANGED: &str = "setting_changed";
/// A secret was set, rotated or removed. Facts: [`SecretFacts`].
pub const KIND_SECRET_CHANGED: &str = "secret_changed";

/// What it was before.
pub const PART_FROM: &str = "from";
/// What it is since.
pub const PART_TO: &str = "to";

/// The ledger's subject for all that was set at the profile, so that none of it can be left out
/// unseen. No object of the partner has this name.
pub const SUBJECT_SETTINGS: &str = "settings";

/// A setting of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    /// How people call it.
    Title,
    /// Whether it receives whenever the program runs.
    Enabled,
    /// Where it listens on this machine.
    Listen,
    /// Whether everything that was stored is answered 200.
    #[serde(rename = "answer_200_when_stored")]
    Answer200WhenStored,
    /// The secret path. Neither the old nor the new one is told.
    Path,
    /// Where its server is.
    Server,
    /// The path of an operation.
    OperationPath,
    /// The profile was deleted; its ledger is kept.
    Deleted,
    /// How the outside comes in. Of a public URL no path is told.
    WayIn,
    /// Whether it is wanted that the outside comes in.
    WayInOn,
    /// Which key of the way in's server is trusted.
    HostKey,
}

impl Setting {
    /// What was done, for a person.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Title => "The profile's title was changed.",
            Self::Enabled => "Receiving was turned on or off.",
            Self::Listen => "The local address was changed.",
            Self::Answer200WhenStored => "How stored deliveries are answered was changed.",
            Self::Path => "A new secret path was made.",
            Self::Server => "The server's base URL was changed.",
            Self::OperationPath => "The path of an operation was changed.",
            Self::Deleted => "The profile was deleted. Its ledger is kept.",
            Self::WayIn => "How the outside comes in was changed.",
            Self::WayInOn => "The way in was turned on or off.",
            Self::HostKey => "A key of the way in's server was confirmed by a person.",
        }
    }
}

/// A change of a setting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingFacts {
    /// What was done, in a sentence.
    pub what: String,
    /// The operator's name; none if none was given.
    pub by: Option<String>,
    /// Which.
    pub setting: Setting,
}

/// A secret, as entries name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecretKind {
    /// What goes into the headers `x-api-key` and `x-api-secret`, with the origin it is for.
    ApiCredentials,
    /// The webhook secret in force.
    WebhookCurrent,
    /// The webhook secret before it, for as long as deliveries under it may come.
    WebhookPrevious,
    /// The private half of the key with which the way in over ssh is opened.
    SshKey,
    /// The token of the account at ngrok.
    NgrokToken,
}

impl SecretKind {
    /// All five.
    pub const ALL: [Self; 5] = [
        Self::ApiCredentials,
        Self::WebhookCurrent,
        Self::WebhookPrevious,
        Self::SshKey,
        Self::NgrokToken,
    ];

    /// How a sentence calls it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::ApiCredentials => "API credentials",
            Self::WebhookCurrent => "webhook secret",
            Self::WebhookPrevious => "previous webhook secret",
            Self::SshKey => "ssh key of the way in",
            Self::NgrokToken => "ngrok token",
        }
    }
}

/// What was done with a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecretChange {
    /// It was set, in the place of an earlier one if there was one.
    Set,
    /// It took the place of the one in force, which is still taken as the previous one.
    Rotated,
    /// It was removed.
    Removed,
}

/// Where a secret is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeptIn {
    /// In the operating system's keyring.
    Keyring,
    /// In memory, until the program ends.
    Memory,
}

/// A change of a secret. The secret stands nowhere, nor a hash of it but its key id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecretFacts {
    /// What was done, in a sentence.
    pub what: String,
    /// The operator's name; none if none was given.
    pub by: Option<String>,
    /// Which.
    pub secret: SecretKind,
    /// What was done.
    pub change: SecretChange,
    /// Where it is kept since; for a removed one, where it was.
    pub kept_in: KeptIn,
    /// The id of the webhook secret that was set or removed, if it is known.
    pub key_id: Option<String>,
}

/// What was done with a secret, for a person.
#[must_use]
pub fn secret_sentence(secret: SecretKind, change: SecretChange, kept_in: KeptIn) -> String {
    let label = secret.label();
    let was = if secret == SecretKind::ApiCredentials {
        "were"
    } else {
        "was"
    };
    match (change, kept_in) {
        (SecretChange::Set, KeptIn::Keyring) => format!("The {label} {was} set."),
        (SecretChange::Set, KeptIn::Memory) => {
            format!("The {label} {was} set for one session; the keyring does not have it.")
        }
        (SecretChange::Rotated, KeptIn::Keyring) => {
            format!("The {label} {was} rotated; the one before it is still taken.")
        }
        (SecretChange::Rotated, KeptIn::Memory) => {
            format!("The {label} {was} rotated for one session; the one before it is still taken.")
        }
        (SecretChange::Removed, _) if secret == SecretKind::WebhookPrevious => {
            "The previous webhook secret was removed: the rotation is over.".to_owned()
        }
        (SecretChange::Removed, _) => format!("The {label} {was} removed."),
    }
}
