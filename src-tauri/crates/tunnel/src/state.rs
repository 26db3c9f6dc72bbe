//! The states of a tunnel, and what happens to it.

use crate::{Disturbance, Moment, PublicUrl, Reason};
use std::time::Duration;

/// Which dial something belongs to. Numbers run on, so that what a session says after it was given
/// up is not taken for the next one's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct DialNumber(pub u64);

/// Which canary something belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct CanaryNumber(pub u64);

/// Why it is dialled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum After {
    /// It was turned on.
    TurnedOn,
    /// The one before failed.
    Failed(Reason),
    /// The session became doubtful.
    Disturbed(Disturbance),
}

/// What a tunnel is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Nobody asked for it.
    Off,
    /// A provider is at work on a session.
    Connecting {
        /// When this dial began.
        since: Moment,
        /// How many dials since the last proof came before it.
        attempt: u32,
        /// Why it is dialled.
        after: After,
    },
    /// There is a session, and no proof yet that a delivery comes through it.
    SessionUp {
        /// When it came up.
        since: Moment,
        /// Where the outside reaches it.
        url: PublicUrl,
    },
    /// A canary or a verified delivery came through this session less than 90 s ago. It means
    /// "reachable", not "nothing withheld".
    Proven {
        /// The first of the proofs that follow one another.
        since: Moment,
        /// Where the outside reaches it.
        url: PublicUrl,
    },
    /// There is a session, and its last proof is too old.
    Stale {
        /// When the proof became too old.
        since: Moment,
        /// Where the outside reaches it.
        url: PublicUrl,
    },
    /// It does not work, and is dialled again later.
    Failing {
        /// When it failed.
        since: Moment,
        /// Why.
        reason: Reason,
        /// The steady clock's time of the next dial; none if a person has to decide first.
        next_try: Option<Duration>,
        /// Whether the session is up all the same: only the canary failed.
        session_up: bool,
    },
}

impl State {
    /// A stable word for entries, the badge and the log.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Connecting { .. } => "connecting",
            Self::SessionUp { .. } => "session_up",
            Self::Proven { .. } => "proven",
            Self::Stale { .. } => "stale",
            Self::Failing { .. } => "failing",
        }
    }

    /// The public URL of the session, where there is one.
    #[must_use]
    pub const fn url(&self) -> Option<&PublicUrl> {
        match self {
            Self::SessionUp { url, .. } | Self::Proven { url, .. } | Self::Stale { url, .. } => {
                Some(url)
            }
            Self::Off | Self::Connecting { .. } | Self::Failing { .. } => None,
        }
    }

    /// Whether it is proven.
    #[must_use]
    pub const fn is_proven(&self) -> bool {
        matches!(self, Self::Proven { .. })
    }
}

/// What happens to a tunnel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A person wants it.
    TurnOn,
    /// A person does not want it any more.
    TurnOff,
    /// The provider has a session.
    Up {
        /// Which dial.
        dial: DialNumber,
        /// Where the outside reaches it.
        url: PublicUrl,
    },
    /// The provider has no session, or none any more.
    Ended {
        /// Which dial.
        dial: DialNumber,
        /// Why.
        reason: Reason,
    },
    /// Our receiver saw a canary.
    CanarySeen {
        /// Which.
        canary: CanaryNumber,
        /// When the receiver saw it.
        at: Moment,
    },
    /// Our receiver saw a canary whose body is not the one that was sent.
    CanaryAltered {
        /// Which.
        canary: CanaryNumber,
    },
    /// An HTTP answer to a canary came back. It proves nothing: anybody can answer.
    CanaryAnswered {
        /// Which.
        canary: CanaryNumber,
        /// The HTTP status.
        status: u16,
    },
    /// A canary could not be sent to the public URL.
    CanaryUnsent {
        /// Which.
        canary: CanaryNumber,
        /// What failed.
        detail: String,
    },
    /// Our receiver kept a delivery whose hash matches.
    Verified {
        /// When it came.
        at: Moment,
    },
    /// The session became doubtful.
    Disturbed(Disturbance),
    /// The machine goes to sleep.
    Sleeps,
    /// Time went by.
    Tick,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Ask the provider for a session.
    Dial(DialNumber),
    /// End what this dial began.
    HangUp(DialNumber),
    /// Send a canary to the public URL.
    SendCanary {
        /// Which.
        canary: CanaryNumber,
        /// Where to.
        url: PublicUrl,
    },
}
