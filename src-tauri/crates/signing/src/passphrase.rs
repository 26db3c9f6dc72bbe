//! What an operator types to unlock a key.

use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// The fewest characters of a passphrase.
pub const PASSPHRASE_CHARACTERS_MIN: usize = 12;
/// The most: as much as a person could mean to type.
const CHARACTERS_MAX: usize = 1024;
/// The fewest different characters: fewer are a pattern.
const DISTINCT_MIN: usize = 6;

/// A passphrase. It does not print, and its memory is wiped.
#[derive(Clone, PartialEq, Eq)]
pub struct Passphrase(Zeroizing<String>);

/// Why a passphrase is not taken for a new key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PassphraseError {
    /// It is too short.
    #[error("a passphrase has {PASSPHRASE_CHARACTERS_MIN} characters or more")]
    TooShort,
    /// It is too long.
    #[error("a passphrase has at most {CHARACTERS_MAX} characters")]
    TooLong,
    /// It repeats itself.
    #[error("a passphrase has at least {DISTINCT_MIN} different characters")]
    Repeats,
}

impl Passphrase {
    /// What was typed. However a keyboard composes a character, it is the same (NFC).
    #[must_use]
    pub fn new(typed: &str) -> Self {
        Self(Zeroizing::new(typed.nfc().collect()))
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// Whether it may seal a key from now on.
    ///
    /// # Errors
    /// [`PassphraseError`].
    pub fn check(&self) -> Result<(), PassphraseError> {
        let length = self.0.chars().count();
        let distinct: BTreeSet<char> = self.0.chars().collect();
        if length < PASSPHRASE_CHARACTERS_MIN {
            Err(PassphraseError::TooShort)
        } else if length > CHARACTERS_MAX {
            Err(PassphraseError::TooLong)
        } else if distinct.len() < DISTINCT_MIN {
            Err(PassphraseError::Repeats)
        } else {
            Ok(())
        }
    }
}

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Passphrase(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_short_or_repeats_itself_is_refused_and_nothing_of_it_prints() {
        let check = |text: &str| Passphrase::new(text).check();
        assert_eq!(check("eleven char"), Err(PassphraseError::TooShort));
        assert_eq!(check("abababababababab"), Err(PassphraseError::Repeats));
        assert_eq!(check(&"abcdefg".repeat(200)), Err(PassphraseError::TooLong));
        assert_eq!(check("seven small boats"), Ok(()));
        assert_eq!(format!("{:?}", Passphrase::new("marker")), "Passphrase(…)");
    }

    #[test]
    fn a_letter_is_the_same_however_it_is_composed() {
        assert_eq!(Passphrase::new("caf\u{e9}"), Passphrase::new("cafe\u{301}"));
    }
}
