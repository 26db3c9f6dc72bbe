//! The address at which the outside reaches this tunnel.

use url::{Host, Url};

/// The address at which the outside reaches this tunnel: https, or http on this machine alone. It
/// names no user, no query and no fragment; the receiver's path comes behind its own.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PublicUrl(Url);

/// Why a text is no public URL.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PublicUrlError {
    /// It is no URL at all.
    #[error("this is no URL: {0}")]
    NotAUrl(#[from] url::ParseError),
    /// It is not https.
    #[error("the URL must begin with https://")]
    NotHttps,
    /// It holds a user, a password, a query or a fragment.
    #[error("the URL may hold no user, password, query or fragment")]
    MoreThanAnAddress,
}

impl PublicUrl {
    /// Reads one.
    ///
    /// # Errors
    /// [`PublicUrlError`] says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, PublicUrlError> {
        let url = Url::parse(text.trim())?;
        let plain_here = url.scheme() == "http" && is_loopback(&url);
        if url.scheme() != "https" && !plain_here {
            return Err(PublicUrlError::NotHttps);
        }
        let bare = url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none();
        if bare {
            Ok(Self(url))
        } else {
            Err(PublicUrlError::MoreThanAnAddress)
        }
    }

    /// The whole address of the receiver's path, which begins with `/`: what is pasted in the
    /// platform, and where a canary goes.
    #[must_use]
    pub fn with_path(&self, path: &str) -> String {
        format!("{}{path}", self.as_str())
    }

    /// As it is shown, without a `/` at its end.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }

    /// Its host, and its port where it is not the usual one. Its path, which may be secret, is not
    /// told.
    #[must_use]
    pub fn host(&self) -> String {
        let host = self.0.host_str().unwrap_or_default();
        self.0
            .port()
            .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }

    /// Whether it is on this machine.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.0)
    }

    /// Whether it goes without TLS; only on this machine it may.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.0.scheme() == "http"
    }
}

impl std::fmt::Debug for PublicUrl {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "PublicUrl({})", self.as_str())
    }
}

impl std::fmt::Display for PublicUrl {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.as_str())
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_is_public_and_plain_http_stays_on_this_machine() {
        for good in [
            "https://in.example.com",
            "http://127.0.0.1:8080",
            "http://[::1]:1/",
        ] {
            assert!(PublicUrl::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "http://in.example.com",
            "ftp://127.0.0.1",
            "in.example.com",
            "",
        ] {
            assert!(PublicUrl::parse(bad).is_err(), "{bad}");
        }
        for more in [
            "https://u@h.example",
            "https://h.example?q",
            "https://h.example/#f",
        ] {
            assert_eq!(
                PublicUrl::parse(more),
                Err(PublicUrlError::MoreThanAnAddress)
            );
        }
    }

    #[test]
    fn the_receivers_path_comes_behind_its_own() {
        let url = PublicUrl::parse("https://h.example/in/").unwrap();
        assert_eq!(url.with_path("/hooks/x"), "https://h.example/in/hooks/x");
        assert_eq!(url.host(), "h.example");
        let local = PublicUrl::parse("http://[::1]:8080/in").unwrap();
        assert_eq!(local.host(), "[::1]:8080");
    }
}
