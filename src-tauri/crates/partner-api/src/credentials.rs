//! A key and a secret, bound to the origin for which they were entered.

use crate::Origin;
use reqwest::header::HeaderValue;
use std::fmt;

/// An API key and its secret. They do not print, and are sent to their own origin alone.
#[derive(Clone)]
pub struct Credentials {
    origin: Origin,
    key: HeaderValue,
    secret: HeaderValue,
}

/// Why a text can't be a key or a secret. The text is not told.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CredentialsError {
    /// It is empty.
    #[error("the API {0} is empty")]
    Empty(&'static str),
    /// It can't stand in a header.
    #[error("the API {0} holds a blank or a character that no header can hold")]
    Letter(&'static str),
}

impl Credentials {
    /// Binds a key and a secret to one origin.
    ///
    /// # Errors
    /// [`CredentialsError`] if one is empty, or is not all visible ASCII.
    pub fn new(origin: Origin, key: &str, secret: &str) -> Result<Self, CredentialsError> {
        Ok(Self {
            origin,
            key: header_value("key", key)?,
            secret: header_value("secret", secret)?,
        })
    }

    /// The origin to which they may be sent.
    #[must_use]
    pub const fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The two documented headers, marked as sensitive.
    pub(crate) fn headers(&self) -> [(&'static str, HeaderValue); 2] {
        [
            ("x-api-key", self.key.clone()),
            ("x-api-secret", self.secret.clone()),
        ]
    }
}

fn header_value(name: &'static str, text: &str) -> Result<HeaderValue, CredentialsError> {
    if text.is_empty() {
        return Err(CredentialsError::Empty(name));
    }
    if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(CredentialsError::Letter(name));
    }
    let mut value = HeaderValue::from_str(text).map_err(|_| CredentialsError::Letter(name))?;
    value.set_sensitive(true);
    Ok(value)
}

impl fmt::Debug for Credentials {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Credentials({}, …)", self.origin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_or_secret_that_could_not_be_sent_as_it_is_is_refused_without_being_told() {
        let origin: Origin = "https://api.example".parse().unwrap();
        let made = |key: &str, secret: &str| Credentials::new(origin.clone(), key, secret);
        assert!(made("key", "secret").is_ok());
        for (key, secret) in [
            ("", "s"),
            ("k", ""),
            ("k ", "s"),
            ("k", "s\n"),
            ("ключ", "s"),
        ] {
            let error = made(key, secret).unwrap_err().to_string();
            assert!(!error.contains("ключ"), "{error}");
        }
        assert!(!format!("{:?}", made("MARKER1", "MARKER2")).contains("MARKER"));
    }
}
