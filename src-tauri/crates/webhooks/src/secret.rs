//! Webhook secrets: wiped from memory, never printed, known by a short id.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;
use zeroize::Zeroizing;

/// The longest secret taken.
pub const SECRET_BYTES_MAX: usize = 1024;
/// Below this much entropy a secret can be guessed from one delivery (W9).
pub const ENTROPY_BITS_WANTED: usize = 24 * 8;
/// With fewer different bytes than this a secret repeats itself, however long it is.
const DISTINCT_BYTES_MIN: usize = 8;

/// Why a text can't be a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// Nothing at all.
    #[error("the webhook secret is empty")]
    Empty,
    /// More than [`SECRET_BYTES_MAX`] bytes.
    #[error("the webhook secret is longer than 1024 bytes")]
    TooLong,
}

/// A secret's id: 8 hex digits of a hash with a prefix of its own. It is no help in guessing
/// that a single delivery is not already.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct KeyId(String);

impl KeyId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

/// A webhook secret.
pub struct WebhookSecret(Zeroizing<Vec<u8>>);

impl WebhookSecret {
    /// Takes a secret over, byte for byte.
    ///
    /// # Errors
    /// [`SecretError`] if it is empty or too long.
    pub fn new(bytes: Vec<u8>) -> Result<Self, SecretError> {
        let bytes = Zeroizing::new(bytes);
        match bytes.len() {
            0 => Err(SecretError::Empty),
            1..=SECRET_BYTES_MAX => Ok(Self(bytes)),
            _ => Err(SecretError::TooLong),
        }
    }

    /// The secret's id.
    #[must_use]
    pub fn key_id(&self) -> KeyId {
        let mut hash = Sha256::new();
        hash.update(b"partner-console key id v1\0");
        hash.update(&*self.0);
        let digest = hash.finalize();
        KeyId(hex::encode(digest.get(..4).unwrap_or_default()))
    }

    /// Bits of entropy, at most: by its length and the kinds of character in it, so that a weak
    /// one is never called strong for its looks alone.
    #[must_use]
    pub fn entropy_bits_max(&self) -> usize {
        let has = |test: fn(&u8) -> bool| self.0.iter().any(test);
        let hexadecimal = self.0.iter().all(u8::is_ascii_hexdigit);
        let alphabet: usize = if hexadecimal {
            16
        } else {
            [
                (has(u8::is_ascii_lowercase), 26),
                (has(u8::is_ascii_uppercase), 26),
                (has(u8::is_ascii_digit), 10),
                (has(|byte| !byte.is_ascii_alphanumeric()), 32),
            ]
            .into_iter()
            .filter_map(|(present, size)| present.then_some(size))
            .sum()
        };
        // Whole bits alone, rounded down.
        let bits_a_character = usize::try_from(alphabet.max(2).ilog2()).unwrap_or(1);
        self.0.len().saturating_mul(bits_a_character)
    }

    /// Whether it holds less than 24 bytes of entropy, or repeats itself.
    #[must_use]
    pub fn is_weak(&self) -> bool {
        let distinct: std::collections::BTreeSet<u8> = self.0.iter().copied().collect();
        self.entropy_bits_max() < ENTROPY_BITS_WANTED || distinct.len() < DISTINCT_BYTES_MIN
    }

    /// SHA-256 over a text and then the secret: the sender's scheme (documented).
    pub(crate) fn hash_after(&self, text: &[u8]) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(text);
        hash.update(&*self.0);
        hash.finalize().into()
    }
}

impl fmt::Debug for WebhookSecret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("WebhookSecret(…)")
    }
}

/// The secrets that are tried.
#[derive(Debug, Default)]
pub struct Keys {
    /// The one in force.
    pub current: Option<WebhookSecret>,
    /// The one before it, for as long as deliveries under it may come.
    pub previous: Option<WebhookSecret>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> WebhookSecret {
        WebhookSecret::new(text.as_bytes().to_vec()).unwrap()
    }

    #[test]
    fn a_secret_does_not_print_and_its_id_does_not_hold_it() {
        let marker = secret("marker-secret");
        assert_eq!(format!("{marker:?}"), "WebhookSecret(…)");
        assert_eq!(marker.key_id().as_str().len(), 8);
        assert_ne!(marker.key_id(), secret("marker-secreu").key_id());
        // A hash of its own: the bare secret's is what an empty list would be signed with.
        let bare = hex::encode(marker.hash_after(&[]));
        assert!(!bare.starts_with(marker.key_id().as_str()));
    }

    #[test]
    fn an_empty_or_endless_secret_is_refused() {
        assert_eq!(
            WebhookSecret::new(Vec::new()).unwrap_err(),
            SecretError::Empty
        );
        assert_eq!(
            WebhookSecret::new(vec![b'a'; 1025]).unwrap_err(),
            SecretError::TooLong
        );
    }

    #[test]
    fn the_bits_of_a_secret_are_counted_by_its_kinds_of_character() {
        assert_eq!(secret("0123456789abcdef").entropy_bits_max(), 16 * 4);
        // 26 + 26 + 10 letters and digits are five whole bits each.
        assert_eq!(secret("kJ8s").entropy_bits_max(), 4 * 5);
        assert_eq!(secret("z").entropy_bits_max(), 4);
    }

    #[test]
    fn short_and_repeating_secrets_are_weak_and_long_random_ones_are_not() {
        assert!(secret("hunter2").is_weak());
        assert!(secret(&"a".repeat(200)).is_weak());
        assert!(secret("0123456789abcdef0123456789abcdef").is_weak());
        assert!(
            !secret("9f2c1e7ab04d583692cf81e07b5da4439f2c1e7ab04d583692cf81e07b5da443").is_weak()
        );
        assert!(!secret("kJ8sQ2vX9zL4mN7pR3tB6wY1cF5gH0dAqEuIoTyU").is_weak());
    }
}
