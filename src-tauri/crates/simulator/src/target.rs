//! Where deliveries go: a receiver on this machine, and nowhere else.

use reqwest::Url;
use std::{net::IpAddr, str::FromStr};

/// The address of a receiver on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target(Url);

/// Why an address is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TargetError {
    /// It can't be read.
    #[error("the address can't be read: {0}")]
    NoUrl(String),
    /// It is not `http`.
    #[error("the simulator speaks plain HTTP to this machine, not {0}")]
    Scheme(String),
    /// It is another machine's. Plain HTTP would show signed deliveries to whoever listens.
    #[error("the simulator sends to this machine alone (127.0.0.1, ::1, localhost), not to {0}")]
    OtherMachine(String),
    /// It holds a user or a password.
    #[error("the address must hold no user and no password")]
    Credentials,
}

impl Target {
    /// The address.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.0
    }
}

impl FromStr for Target {
    type Err = TargetError;
    fn from_str(text: &str) -> Result<Self, TargetError> {
        let url = Url::parse(text).map_err(|error| TargetError::NoUrl(error.to_string()))?;
        if url.scheme() != "http" {
            return Err(TargetError::Scheme(url.scheme().to_owned()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(TargetError::Credentials);
        }
        let host = url.host_str().unwrap_or_default();
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let here = bare == "localhost"
            || bare
                .parse::<IpAddr>()
                .is_ok_and(|address| address.is_loopback());
        if here {
            Ok(Self(url))
        } else {
            Err(TargetError::OtherMachine(host.to_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_http_to_this_machine_is_taken() {
        for good in [
            "http://127.0.0.1:4000/hooks/a",
            "http://[::1]:4000/hooks/a",
            "http://localhost:4000/",
            "http://127.8.9.1/",
        ] {
            assert!(good.parse::<Target>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "127.0.0.1:4000",
            "http://192.168.1.4/hooks/a",
            "http://0.0.0.0/",
            "http://localhost.example/",
            "http://127.0.0.1.example/",
            "http://127.0.0.1@example.com/",
            "http://user:pw@127.0.0.1/",
            "https://127.0.0.1/",
            "ftp://127.0.0.1/",
            "file:///etc/passwd",
        ] {
            assert!(bad.parse::<Target>().is_err(), "{bad}");
        }
    }
}
