//! How a profile's way in is set up, as its settings keep it. No secret stands in it.

use domain::Millis;
use serde::{Deserialize, Serialize};

/// How the outside comes in to a profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaySetup {
    /// How.
    pub way: Way,
    /// Whether a person wants it on.
    pub on: bool,
    /// The entry that says that it was set up.
    pub entry: u64,
    /// When that was written.
    pub at: Millis,
}

/// A way in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "provider", rename_all = "snake_case")]
pub enum Way {
    /// A forward from a host of the partner's own.
    Ssh {
        /// The server's name or address.
        host: String,
        /// The port of its sshd.
        port: u16,
        /// The user on the server.
        user: String,
        /// The port on the server's loopback that is forwarded to here.
        listen_port: u16,
        /// Where the HTTPS front in front of it is reached.
        public_url: String,
        /// The server's key that is trusted; none before a person confirmed one.
        #[serde(default)]
        host_key: Option<String>,
    },
    /// ngrok.
    Ngrok {
        /// The domain to be reached at; none for the account's own or a random one.
        domain: Option<String>,
    },
    /// A command that is supervised.
    Command {
        /// The program and its arguments.
        argv: Vec<String>,
        /// Where the outside reaches it; none if the command prints it.
        public_url: Option<String>,
        /// The pattern that finds the URL in what it prints.
        url_pattern: Option<String>,
    },
    /// A URL that leads here anyway.
    OwnUrl {
        /// The URL.
        public_url: String,
    },
}

impl Way {
    /// A stable word, as entries and settings spell it.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Ssh { .. } => "ssh",
            Self::Ngrok { .. } => "ngrok",
            Self::Command { .. } => "command",
            Self::OwnUrl { .. } => "own_url",
        }
    }

    /// Where the outside reaches it, where that is given.
    #[must_use]
    pub fn public_url(&self) -> Option<&str> {
        match self {
            Self::Ssh { public_url, .. } | Self::OwnUrl { public_url } => Some(public_url),
            Self::Command { public_url, .. } => public_url.as_deref(),
            Self::Ngrok { .. } => None,
        }
    }

    /// The key of the server that is trusted.
    #[must_use]
    pub fn host_key(&self) -> Option<&str> {
        match self {
            Self::Ssh { host_key, .. } => host_key.as_deref(),
            Self::Ngrok { .. } | Self::Command { .. } | Self::OwnUrl { .. } => None,
        }
    }

    /// The same, with the server's key as it was confirmed before, if it is the same server.
    #[must_use]
    pub fn trusting_as(mut self, before: Option<&Self>) -> Self {
        if let (
            Self::Ssh {
                host,
                port,
                host_key,
                ..
            },
            Some(Self::Ssh {
                host: host_before,
                port: port_before,
                host_key: key_before,
                ..
            }),
        ) = (&mut self, before)
            && host == host_before
            && port == port_before
        {
            host_key.clone_from(key_before);
        }
        self
    }

    /// The same, with this key of the server trusted.
    #[must_use]
    pub fn trusting(mut self, key: String) -> Self {
        if let Self::Ssh { host_key, .. } = &mut self {
            *host_key = Some(key);
        }
        self
    }

    /// Whether something outside of this program knows the port at which the receiver listens on
    /// this machine, so that it must stay the same.
    #[must_use]
    pub fn needs_local_port(&self) -> bool {
        match self {
            Self::Ssh { .. } | Self::Ngrok { .. } => false,
            Self::Command { argv, .. } => !argv
                .iter()
                .any(|one| one.contains("{port}") || one.contains("{address}")),
            Self::OwnUrl { .. } => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ssh(host: &str, port: u16) -> Way {
        Way::Ssh {
            host: host.to_owned(),
            port,
            user: "way".to_owned(),
            listen_port: 4022,
            public_url: "https://in.example.com".to_owned(),
            host_key: None,
        }
    }

    #[test]
    fn a_confirmed_key_counts_for_the_same_server_alone() {
        let before = ssh("a.example", 22).trusting("ssh-ed25519 AAAA".to_owned());
        let same = ssh("a.example", 22).trusting_as(Some(&before));
        assert_eq!(same.host_key(), Some("ssh-ed25519 AAAA"));
        for other in [ssh("b.example", 22), ssh("a.example", 2222)] {
            assert_eq!(other.trusting_as(Some(&before)).host_key(), None);
        }
        assert_eq!(ssh("a.example", 22).trusting_as(None).host_key(), None);
    }

    #[test]
    fn a_command_that_is_told_the_port_may_be_told_another_one() {
        let command = |argv: &[&str]| Way::Command {
            argv: argv.iter().map(ToString::to_string).collect(),
            public_url: None,
            url_pattern: Some("https://.*".to_owned()),
        };
        assert!(!command(&["cloudflared", "--url", "http://{address}"]).needs_local_port());
        assert!(command(&["cloudflared", "tunnel", "run", "mine"]).needs_local_port());
        assert!(!ssh("a.example", 22).needs_local_port());
    }
}
