//! The OS keyring and a profile's secrets: what may be told of them, and the one way in.

use crate::wire::mirrored;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use zeroize::Zeroizing;

/// How the OS keyring is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum KeyringState {
    /// It was not asked yet in this session.
    Unchecked,
    /// A throw-away secret was written, read back and removed.
    Available,
    /// It is locked: it must be unlocked first.
    Locked,
    /// There is none on this machine or in this session.
    Absent,
    /// It did not answer in time. It may wait for a person at a prompt.
    Hanging,
    /// It failed in another way.
    Failing,
}

/// The OS keyring, as the self-test or the last use found it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct KeyringView {
    /// How it is.
    pub state: KeyringState,
    /// One sentence on the state.
    pub detail: String,
    /// What a person can do about it, a sentence each; empty where nothing is to be done.
    pub help: Vec<String>,
    /// When this was found (RFC 3339, UTC).
    pub at: Option<String>,
}

mirrored!(
    /// A secret of a profile.
    SecretKind { ApiCredentials, WebhookCurrent, WebhookPrevious, SshKey, NgrokToken }
);

/// Whether a secret is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SecretState {
    /// It is in the keyring.
    Stored,
    /// It is held in memory until the program ends: nothing of it is in the keyring.
    ThisSession,
    /// It surely is not there.
    Absent,
    /// It can't be known: the keyring could not be read. Never to be taken for absence.
    Unknown,
}

/// What may be told of a secret. Never the secret.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SecretView {
    /// Which.
    pub kind: SecretKind,
    /// Whether it is there.
    pub state: SecretState,
    /// One sentence on the state.
    pub detail: String,
    /// Its id, as verdicts name it; for webhook secrets that could be read.
    pub key_id: Option<String>,
    /// When it was set (RFC 3339, UTC), if this console knows.
    pub since: Option<String>,
    /// How strong it is; for webhook secrets that could be read.
    pub strength: Option<SecretStrength>,
    /// For the previous webhook secret: when the last delivery under it came (RFC 3339, UTC).
    pub last_used: Option<String>,
    /// Whether every entry was looked at for it. If not, no time does not mean that none came.
    pub is_last_used_known: bool,
}

/// A change of a profile's secrets. It is an entry of the ledger.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SecretChange {
    /// The entry's number.
    pub sequence: u32,
    /// When (RFC 3339, UTC).
    pub at: String,
    /// What was done, in a sentence.
    pub what: String,
    /// By whom.
    pub by: Option<String>,
    /// The id of the key it is about, if it is a webhook secret.
    pub key_id: Option<String>,
}

/// A profile's secrets.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SecretsView {
    /// One for each kind.
    pub secrets: Vec<SecretView>,
    /// What was set, rotated and removed, the newest first.
    pub history: Vec<SecretChange>,
}

/// How strong a secret is, by its length and the kinds of character in it: an upper bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SecretStrength {
    /// Bits of entropy, at most.
    pub bits: u32,
    /// The bits that are wanted (24 bytes).
    pub wanted: u32,
    /// Whether it is weaker than that, or repeats itself.
    pub is_weak: bool,
}

/// A secret on its way from the page. It does not print, and its memory is wiped.
#[derive(Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(from = "String")]
#[ts(type = "string")]
pub struct SecretInput(Zeroizing<String>);

impl From<String> for SecretInput {
    fn from(typed: String) -> Self {
        Self(Zeroizing::new(typed))
    }
}

impl SecretInput {
    /// The secret, for the one who stores it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for SecretInput {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("SecretInput(…)")
    }
}

/// Asks how strong a secret would be. Nothing is kept.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct MeasureSecret {
    /// The secret.
    pub value: SecretInput,
}

/// Stores a secret in the keyring, in the place of an earlier one, and reads it back.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct SetSecret {
    /// The profile's name.
    pub profile: String,
    /// Which. The previous webhook secret is set by a rotation alone, API credentials by
    /// [`crate::SetCredentials`], the ssh key by [`crate::MakeWayInKey`].
    pub kind: SecretKind,
    /// The secret. White space at its ends is refused, since it is nearly always a slip.
    pub value: SecretInput,
    /// Keep it in memory for this session alone: asked for by a person where there is no keyring.
    pub this_session_only: bool,
}

/// Removes a secret from the keyring.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct ClearSecret {
    /// The profile's name.
    pub profile: String,
    /// Which. Removing the previous webhook secret ends a rotation.
    pub kind: SecretKind,
}

/// Rotates the webhook secret: the one in force becomes the previous one, and both are taken.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct RotateWebhookSecret {
    /// The profile's name.
    pub profile: String,
    /// The new secret.
    pub value: SecretInput,
    /// As in [`SetSecret`].
    pub this_session_only: bool,
}
