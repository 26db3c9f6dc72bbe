//! Where a profile's server is: a base URL, and the origin to which credentials are bound.

use reqwest::Url;
use std::{fmt, net::IpAddr, str::FromStr};

/// The documented base URL of the live API. It is always shown as LIVE.
pub const LIVE_BASE_URL: &str = "https://partners-api.service.cedar.money/bpapi";

/// A server's scheme, host and port. Credentials are bound to one, and are sent to no other.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Origin(String);

impl Origin {
    /// The origin as text: `https://partners-api.service.cedar.money`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl FromStr for Origin {
    type Err = BaseUrlError;

    /// Reads the origin of a base URL, or one as it was written by `Display`.
    fn from_str(text: &str) -> Result<Self, BaseUrlError> {
        text.parse::<BaseUrl>().map(|base| base.origin())
    }
}

/// The URL before every operation's path. HTTPS, or plain HTTP to this machine alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl(Url);

/// Why a text is no base URL.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BaseUrlError {
    /// It can't be read.
    #[error("the base URL can't be read: {0}")]
    NoUrl(String),
    /// It is not HTTPS, and its host is not this machine.
    #[error("the base URL must begin with https:// (http:// is for this machine alone)")]
    NotHttps,
    /// It holds a user or a password.
    #[error("the base URL must hold no user and no password")]
    Credentials,
    /// It has a query or a fragment.
    #[error("the base URL ends with its path: no ? and no #")]
    Tail,
}

impl BaseUrl {
    /// The origin: scheme, host and port.
    #[must_use]
    pub fn origin(&self) -> Origin {
        Origin(self.0.origin().ascii_serialization())
    }

    /// Whether it is the documented live server, whatever the path.
    #[must_use]
    pub fn is_live(&self) -> bool {
        LIVE_BASE_URL
            .parse::<Self>()
            .is_ok_and(|live| live.0.host_str() == self.0.host_str())
    }

    /// Whether its host is this machine.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.0)
    }

    /// Whether it is plain HTTP, which is for this machine alone.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.0.scheme() == "http"
    }

    /// The base URL as text, without a slash at its end.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }

    /// The URL of a path and a query behind it; none if the path leaves the base.
    pub(crate) fn join(&self, path: &str, query: &[(String, String)]) -> Option<Url> {
        let wanted = format!("{}{path}", self.0.path().trim_end_matches('/'));
        let mut url = self.0.clone();
        url.set_path(&wanted);
        if !query.is_empty() {
            let pairs = query.iter().map(|(name, value)| {
                let [name, value] = [name, value].map(|text| crate::path_template::encode(text));
                format!("{name}={value}")
            });
            url.set_query(Some(&pairs.collect::<Vec<_>>().join("&")));
        }
        (url.path() == wanted).then_some(url)
    }
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare == "localhost"
        || bare
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

impl FromStr for BaseUrl {
    type Err = BaseUrlError;
    fn from_str(text: &str) -> Result<Self, BaseUrlError> {
        let url = Url::parse(text).map_err(|error| BaseUrlError::NoUrl(error.to_string()))?;
        if url.scheme() != "https" && !(url.scheme() == "http" && is_loopback(&url)) {
            return Err(BaseUrlError::NotHttps);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(BaseUrlError::Credentials);
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(BaseUrlError::Tail);
        }
        Ok(Self(url))
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_for_this_machine_alone() {
        for good in [
            LIVE_BASE_URL,
            "https://sandbox.example/bpapi/",
            "http://127.0.0.1:4000/bpapi",
            "http://[::1]:4000",
            "http://localhost:4000/",
        ] {
            assert!(good.parse::<BaseUrl>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "partners-api.service.cedar.money",
            "http://partners-api.service.cedar.money/bpapi",
            "http://127.0.0.1.example/",
            "http://127.0.0.1@example.com/",
            "http://0.0.0.0/",
            "https://user:pw@sandbox.example/",
            "https://sandbox.example/?a=1",
            "https://sandbox.example/#a",
            "ftp://127.0.0.1/",
            "file:///etc/passwd",
        ] {
            assert!(bad.parse::<BaseUrl>().is_err(), "{bad}");
        }
    }

    #[test]
    fn the_origin_is_scheme_host_and_port_and_the_live_host_is_known_by_any_path() {
        let base = |text: &str| text.parse::<BaseUrl>().unwrap();
        let origin = base("https://API.example:443/bpapi/").origin();
        assert_eq!(origin.as_str(), "https://api.example");
        assert_eq!(origin.as_str().parse(), Ok(origin));
        assert!(base("https://partners-api.service.cedar.money:8443/x").is_live());
        assert!(!base("https://partners-api.service.cedar.money.example/bpapi").is_live());
    }

    #[test]
    fn a_path_is_joined_behind_the_base_and_can_not_leave_it() {
        let base: BaseUrl = "https://api.example/bpapi/".parse().unwrap();
        let query = [
            ("page".to_owned(), "1".to_owned()),
            ("q".to_owned(), "a&b".to_owned()),
        ];
        let url = base.join("/v1/business/", &query).unwrap();
        let wanted = "https://api.example/bpapi/v1/business/?page=1&q=a%26b";
        assert_eq!(url.as_str(), wanted);
        assert!(base.join("/v1/../../admin", &[]).is_none());
        assert!(base.join("/v1/%2e%2e/admin", &[]).is_none());
    }
}
