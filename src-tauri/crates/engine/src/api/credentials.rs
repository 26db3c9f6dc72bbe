//! An API key and its secret as the keyring holds them: one secret, bound to one origin.

use partner_api::{Credentials, CredentialsError, Origin};
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, fmt};
use zeroize::Zeroizing;

/// A key and its secret, and the origin for which they were entered. They do not print.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredCredentials {
    origin: Origin,
    key: Zeroizing<String>,
    secret: Zeroizing<String>,
}

#[derive(Serialize, Deserialize)]
struct Kept<'a> {
    origin: Cow<'a, str>,
    key: Cow<'a, str>,
    secret: Cow<'a, str>,
}

impl StoredCredentials {
    /// Binds a key and its secret to an origin.
    ///
    /// # Errors
    /// [`CredentialsError`] if one of them can't stand in a header.
    pub fn new(origin: Origin, key: &str, secret: &str) -> Result<Self, CredentialsError> {
        Credentials::new(origin.clone(), key, secret)?;
        Ok(Self {
            origin,
            key: Zeroizing::new(key.to_owned()),
            secret: Zeroizing::new(secret.to_owned()),
        })
    }

    /// Reads what [`StoredCredentials::to_text`] wrote; none for anything else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let kept: Kept<'_> = serde_json::from_str(text).ok()?;
        let origin = kept.origin.parse().ok()?;
        let read = Self::new(origin, &kept.key, &kept.secret);
        // What serde made a copy of is wiped too.
        for copy in [kept.key, kept.secret] {
            drop(Zeroizing::new(copy.into_owned()));
        }
        read.ok()
    }

    /// One text for the keyring, so that both change at once.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        let kept = Kept {
            origin: self.origin.as_str().into(),
            key: self.key.as_str().into(),
            secret: self.secret.as_str().into(),
        };
        Zeroizing::new(serde_json::to_string(&kept).unwrap_or_default())
    }

    /// For which server they were entered.
    #[must_use]
    pub const fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The credentials, for the server at this origin; none if they were entered for another.
    #[must_use]
    pub fn for_server(&self, origin: &Origin) -> Option<Credentials> {
        let own = *origin == self.origin;
        own.then(|| Credentials::new(self.origin.clone(), &self.key, &self.secret).ok())?
    }

    /// Whether one of the two stands in a text: asked by those where it must not.
    #[must_use]
    pub fn one_is_in(&self, text: &str) -> bool {
        text.contains(self.key.as_str()) || text.contains(self.secret.as_str())
    }
}

impl fmt::Debug for StoredCredentials {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "StoredCredentials(for {})", self.origin)
    }
}

/// What is known of a profile's credentials.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeldCredentials {
    /// It is not known whether there are any: the keyring could not be read.
    Unknown,
    /// There surely are none.
    Absent,
    /// There are some, for their origin alone.
    Held(StoredCredentials),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_keyring_holds_reads_back_and_is_for_its_own_origin_alone() {
        let origin: Origin = "https://sandbox.example/bpapi".parse().unwrap();
        let made = StoredCredentials::new(origin.clone(), "key", "sec\"ret").unwrap();
        let read = StoredCredentials::read(&made.to_text()).unwrap();
        assert_eq!(read, made);
        assert!(read.for_server(&origin).is_some());
        for other in [
            "https://sandbox.example:444",
            "https://sandbox.example.evil.example",
            "https://other.example",
        ] {
            assert!(
                read.for_server(&other.parse().unwrap()).is_none(),
                "{other}"
            );
        }
        let shown = format!("{read:?}");
        assert!(!read.one_is_in(&shown), "{shown}");
        for text in [
            "",
            "{}",
            "a key",
            r#"{"origin":"http://x.example","key":"a","secret":"b"}"#,
        ] {
            assert!(StoredCredentials::read(text).is_none(), "{text}");
        }
    }
}
