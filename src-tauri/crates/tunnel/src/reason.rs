//! Why a tunnel does not work, in words that say what to do.

use crate::host_key::HostKey;

/// Why a session could not be had, ended, or was given up.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// The name of the server has no address.
    #[error("{host} has no address: check the name and this machine's network")]
    NameNotFound {
        /// The name.
        host: String,
    },
    /// The server can't be reached.
    #[error("{host} can't be reached: {detail}")]
    Unreachable {
        /// The server.
        host: String,
        /// What the system says.
        detail: String,
    },
    /// No session came up in time.
    #[error("no session came up in {seconds} s")]
    DialTimedOut {
        /// How long it was waited.
        seconds: u64,
    },
    /// The server's key is seen for the first time: a person has to compare it.
    #[error(
        "the server's key is {}: compare it on the server, then confirm it",
        .key.fingerprint()
    )]
    HostKeyUnknown {
        /// The key that the server showed.
        key: HostKey,
    },
    /// The server shows another key than the pinned one. Nothing was sent.
    #[error(
        "the server shows the key {} and not {}: it was set up anew, or someone is in between; \
         nothing was sent",
        .seen.fingerprint(), .pinned.fingerprint()
    )]
    HostKeyChanged {
        /// The key that is trusted.
        pinned: HostKey,
        /// The key that the server showed.
        seen: HostKey,
    },
    /// The server does not take this app's key.
    #[error("the server does not take this app's key for {user}: is its line in authorized_keys?")]
    NotAuthorised {
        /// The user on the server.
        user: String,
    },
    /// The server refuses to listen at the port, which this app held before.
    #[error(
        "the server still holds port {port} for an old session of this app: it is free once the \
         server notices that the session is gone (ClientAliveInterval on the server shortens this)"
    )]
    PortHeld {
        /// The port on the server.
        port: u16,
    },
    /// The server refuses to listen at the port, which this app never held. The protocol does not
    /// say which of the causes it is.
    #[error(
        "the server refuses port {port}: the key's permitlisten does not name it, forwarding is \
         switched off there, or another program listens at it"
    )]
    PortRefused {
        /// The port on the server.
        port: u16,
    },
    /// The server does not answer any more.
    #[error("the server does not answer any more")]
    KeepaliveUnanswered,
    /// The session ended.
    #[error("the session ended: {detail}")]
    SessionEnded {
        /// What is known of it.
        detail: String,
    },
    /// The command can't be started.
    #[error("{program} can't be started: {detail}")]
    CommandNotStarted {
        /// The program.
        program: String,
        /// What the system says.
        detail: String,
    },
    /// The command ended.
    #[error("the command ended ({status}); its last words: {last_words}")]
    CommandEnded {
        /// The exit status.
        status: String,
        /// The end of its output, bounded.
        last_words: String,
    },
    /// What the command printed as its URL can't be used.
    #[error("the command printed {printed:?}: {detail}")]
    UrlRefused {
        /// What stood where the URL was looked for.
        printed: String,
        /// What is wrong with it.
        detail: String,
    },
    /// The service that relays refused the session.
    #[error("{service} refused the session: {detail}")]
    ServiceRefused {
        /// The service.
        service: &'static str,
        /// What it said.
        detail: String,
    },
    /// The canary went out and was not seen here in time.
    #[error("a test delivery was not seen here within {seconds} s{}", answered(*.status))]
    CanaryUnseen {
        /// How long it was waited.
        seconds: u64,
        /// The HTTP status that came back, if one did: someone answered who is not this receiver.
        status: Option<u16>,
    },
    /// The canary could not be sent to the public URL.
    #[error("a test delivery did not reach the public URL: {detail}")]
    CanaryUnsent {
        /// What failed: the name, the connection, TLS.
        detail: String,
    },
    /// The canary came with another body than it was sent with.
    #[error("a test delivery came with another body: something on the way alters what it relays")]
    CanaryAltered,
    /// The machine goes to sleep; the session was ended so that the server lets the port go.
    #[error("this machine goes to sleep")]
    Asleep,
}

impl Reason {
    /// Whether dialling again is no use before a person has decided.
    #[must_use]
    pub const fn waits_for_person(&self) -> bool {
        matches!(self, Self::HostKeyUnknown { .. })
    }

    /// A stable word for entries and the log.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::NameNotFound { .. } => "name_not_found",
            Self::Unreachable { .. } => "unreachable",
            Self::DialTimedOut { .. } => "dial_timed_out",
            Self::HostKeyUnknown { .. } => "host_key_unknown",
            Self::HostKeyChanged { .. } => "host_key_changed",
            Self::NotAuthorised { .. } => "not_authorised",
            Self::PortHeld { .. } => "port_held",
            Self::PortRefused { .. } => "port_refused",
            Self::KeepaliveUnanswered => "keepalive_unanswered",
            Self::SessionEnded { .. } => "session_ended",
            Self::CommandNotStarted { .. } => "command_not_started",
            Self::CommandEnded { .. } => "command_ended",
            Self::UrlRefused { .. } => "url_refused",
            Self::ServiceRefused { .. } => "service_refused",
            Self::CanaryUnseen { .. } => "canary_unseen",
            Self::CanaryUnsent { .. } => "canary_unsent",
            Self::CanaryAltered => "canary_altered",
            Self::Asleep => "asleep",
        }
    }
}

fn answered(status: Option<u16>) -> String {
    status.map_or_else(
        || ", and nobody answered it".to_owned(),
        |status| format!(", though someone answered it with {status}"),
    )
}

/// What makes a session doubtful at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Disturbance {
    /// The machine woke up.
    #[error("this machine woke up")]
    Woke,
    /// The way to the network is another one.
    #[error("the way to the network is another one")]
    RouteChanged,
    /// The clock jumped: the machine slept, or the clock was set.
    #[error("the clock jumped: this machine slept, or the clock was set")]
    ClockJumped,
    /// A person asks for it.
    #[error("a person asked for it")]
    Asked,
}

impl Disturbance {
    /// A stable word for entries and the log.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Woke => "woke",
            Self::RouteChanged => "route_changed",
            Self::ClockJumped => "clock_jumped",
            Self::Asked => "asked",
        }
    }
}
