//! The secrets of a profile's way in: the key that is made here, and a token that is typed in.

use super::{ProfileSecrets, SecretsError};
use domain::record::SecretKind;
use engine::changes::SecretChanged;
use tunnel::SshKey;
use vault::SecretText;

/// The longest token.
pub const TOKEN_CHARACTERS_MAX: usize = 256;

/// Whether it can be a token.
pub fn checked_token(value: &SecretText) -> Result<(), SecretsError> {
    let text = value.reveal();
    if text.trim() != text {
        return Err(SecretsError::WhiteSpace);
    }
    let is_odd = |one: char| one.is_control() || one.is_whitespace();
    if text.is_empty() || text.chars().count() > TOKEN_CHARACTERS_MAX || text.contains(is_odd) {
        return Err(SecretsError::NoToken);
    }
    Ok(())
}

impl ProfileSecrets {
    /// Makes the key with which the way in over ssh is opened; with `renew` in the place of the one
    /// that is there.
    ///
    /// # Errors
    /// As [`ProfileSecrets::set`].
    pub async fn make_ssh_key(
        &self,
        renew: bool,
        session_only: bool,
    ) -> Result<SecretChanged, SecretsError> {
        self.keyring()?;
        if self.held(SecretKind::SshKey).text().is_some() && !renew {
            return Err(SecretsError::KeyIsThere);
        }
        let key = SshKey::generate().map_err(SecretsError::Key)?;
        let text = key.to_openssh().map_err(SecretsError::Key)?;
        let text = SecretText::new(text.as_str().to_owned());
        self.store(SecretKind::SshKey, text, session_only).await
    }
}
