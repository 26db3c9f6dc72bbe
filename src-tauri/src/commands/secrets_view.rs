//! What may be told of secrets.

use super::console::small;
use crate::{
    keyring::sentence,
    profile_secrets::{Held, ProfileSecrets},
};
use contract::{SecretChange, SecretState, SecretStrength, SecretView, SecretsView};
use domain::record::{self, SecretKind};
use engine::changes::SecretHistory;
use webhooks::{ENTROPY_BITS_WANTED, SecretError, WebhookSecret};

fn bits(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// How strong a secret would be.
///
/// # Errors
/// [`SecretError`] if it can't be one.
pub fn strength(secret: &str) -> Result<SecretStrength, SecretError> {
    let secret = WebhookSecret::new(secret.as_bytes().to_vec())?;
    Ok(SecretStrength {
        bits: bits(secret.entropy_bits_max()),
        wanted: bits(ENTROPY_BITS_WANTED),
        is_weak: secret.is_weak(),
    })
}

/// A profile's secrets, as far as they may be told; of one that is read alone, what its ledger
/// says.
pub fn view(secrets: Option<&ProfileSecrets>, history: Vec<SecretHistory>) -> SecretsView {
    let one = |kind| secret(kind, secrets, &history);
    SecretsView {
        secrets: SecretKind::ALL.into_iter().map(one).collect(),
        history: history.into_iter().map(change).collect(),
    }
}

fn secret(
    kind: SecretKind,
    secrets: Option<&ProfileSecrets>,
    history: &[SecretHistory],
) -> SecretView {
    let held = secrets.map_or(Held::Unread, |secrets| secrets.held(kind));
    let is_webhooks = matches!(
        kind,
        SecretKind::WebhookCurrent | SecretKind::WebhookPrevious
    );
    let key_id = secrets.and_then(|secrets| secrets.key_id(kind));
    let is_broken_off = kind == SecretKind::WebhookPrevious
        && key_id.is_some()
        && key_id == secrets.and_then(|all| all.key_id(SecretKind::WebhookCurrent));
    let (state, detail) = match is_broken_off {
        true => (
            SecretState::Stored,
            "It is the secret in force: a rotation was broken off. Rotate again, or remove this."
                .to_owned(),
        ),
        false => state_of(kind, secrets),
    };
    SecretView {
        kind: kind.into(),
        state,
        detail,
        since: held.text().and_then(|_| since(kind, history)),
        strength: held
            .text()
            .filter(|_| is_webhooks)
            .and_then(|text| strength(text.reveal()).ok()),
        key_id,
        last_used: None,
        is_last_used_known: false,
    }
}

/// Whether a secret is there, and a sentence on it.
pub fn state_of(kind: SecretKind, secrets: Option<&ProfileSecrets>) -> (SecretState, String) {
    let held = secrets.map_or(Held::Unread, |secrets| secrets.held(kind));
    match &held {
        Held::Stored(_) => (SecretState::Stored, "It is in the keyring.".to_owned()),
        Held::Session(_) => (
            SecretState::ThisSession,
            "It is in memory until the program ends; the keyring does not have it.".to_owned(),
        ),
        Held::Absent => (SecretState::Absent, "There is none.".to_owned()),
        Held::Unknown(error) => (SecretState::Unknown, sentence(error)),
        Held::Unread if secrets.is_none() => (
            SecretState::Unknown,
            "The auditor's mode reads no secrets.".to_owned(),
        ),
        Held::Unread => (
            SecretState::Unknown,
            "The keyring did not answer yet.".to_owned(),
        ),
    }
}

/// When it was last set: for the previous one, when the rotation was.
fn since(kind: SecretKind, history: &[SecretHistory]) -> Option<String> {
    let set = history.iter().find(|entry| {
        entry.facts.as_ref().is_some_and(|facts| {
            let rotated = facts.change == record::SecretChange::Rotated;
            match kind {
                SecretKind::WebhookPrevious => rotated,
                _ => facts.secret == kind && facts.change != record::SecretChange::Removed,
            }
        })
    });
    set.map(|entry| entry.at.to_rfc3339())
}

fn change(entry: SecretHistory) -> SecretChange {
    let (what, by, key_id) = entry.facts.map_or_else(
        || {
            let unreadable = "What was changed can't be read: the entry is damaged or of a later \
                              version.";
            (unreadable.to_owned(), None, None)
        },
        |facts| (facts.what, facts.by, facts.key_id),
    );
    SecretChange {
        sequence: small(entry.sequence),
        at: entry.at.to_rfc3339(),
        what,
        by,
        key_id,
    }
}
