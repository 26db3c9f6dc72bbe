//! What was found of the way in: whether a delivery could have been received.

use crate::{Millis, UrlTold};
use serde::{Deserialize, Serialize};

/// The program began to watch over the way in. Facts: [`ProgramBeganFacts`].
pub const KIND_PROGRAM_BEGAN: &str = "program_began";
/// The program ended in order. Facts: [`ProgramEndedFacts`].
pub const KIND_PROGRAM_ENDED: &str = "program_ended";
/// The way in came to another state. Facts: [`WayChangedFacts`]; part: [`super::PART_DETAIL`], the
/// reason in a sentence, which may hold another program's words.
pub const KIND_WAY_CHANGED: &str = "way_changed";
/// The store refused, and takes again: written then, since before it could not be. Facts:
/// [`StoreRefusedFacts`].
pub const KIND_STORE_REFUSED: &str = "store_refused";

/// It is known which URL the platform sends to: a person said so, or a verified delivery came.
/// Facts: [`PlatformUrlFacts`].
pub const KIND_PLATFORM_URL: &str = "platform_url";

/// The ledger's subject of all that was found of the way in, so that none can be left out unseen.
/// No object of the partner has this name.
pub const SUBJECT_WAY_IN: &str = "way_in";

/// All kinds that say something of gaps.
pub const KINDS_OF_WAY_IN: [&str; 5] = [
    KIND_PROGRAM_BEGAN,
    KIND_PROGRAM_ENDED,
    KIND_WAY_CHANGED,
    KIND_STORE_REFUSED,
    KIND_PLATFORM_URL,
];

/// The program began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgramBeganFacts {
    /// When.
    pub at: Millis,
    /// When something last came through that the run before noted, if it noted any. It notes so
    /// twice a minute: the true instant may be a little later, never earlier.
    pub last_proof: Option<Millis>,
    /// Since when the store refused as the run before ended, if it did.
    pub refusing_since: Option<Millis>,
}

/// The program ended in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgramEndedFacts {
    /// When.
    pub at: Millis,
    /// When something last came through, if anything ever did.
    pub last_proof: Option<Millis>,
}

/// The way in came to another state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WayChangedFacts {
    /// When.
    pub at: Millis,
    /// Which way in it is: `ssh`, `ngrok`, `command`, `own_url`.
    pub provider: String,
    /// The state: `off`, `connecting`, `session_up`, `proven`, `stale`, `failing`.
    pub state: String,
    /// Of a proven one: the first of the proofs that follow one another.
    pub proven_since: Option<Millis>,
    /// When something last came through, if anything ever did.
    pub last_proof: Option<Millis>,
    /// Whether a person turned it off.
    pub off: bool,
    /// Why, in a stable word, if there is a reason.
    pub reason: Option<String>,
    /// Host and port at which the outside reaches it, while there is a session. Never the path.
    pub host: Option<String>,
    /// The mark of the whole URL, as in [`UrlTold`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url_mark: Option<String>,
    /// How many changes before this one could not be told.
    #[serde(default, skip_serializing_if = "none_missed")]
    pub missed: u64,
}

impl WayChangedFacts {
    /// The URL at which the outside reaches it, while there is a session.
    #[must_use]
    pub fn url(&self) -> Option<UrlTold> {
        Some(UrlTold {
            host: self.host.clone()?,
            mark: self.url_mark.clone(),
        })
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
const fn none_missed(missed: &u64) -> bool {
    *missed == 0
}

/// The store refused, and takes again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoreRefusedFacts {
    /// Since when.
    pub since: Millis,
    /// Until when.
    pub until: Millis,
}

/// It is known which URL the platform sends to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlatformUrlFacts {
    /// Since when: when a person said so, or when the delivery came.
    pub at: Millis,
    /// The URL.
    pub url: UrlTold,
    /// Whether a verified delivery that came while the way in was at this URL shows it; else a
    /// person said so.
    pub by_delivery: bool,
    /// That person's name, if one is known.
    pub by: Option<String>,
}
