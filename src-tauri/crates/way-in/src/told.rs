//! A change of a tunnel's state as an entry tells it.

use domain::{Millis, UrlTold, record::WayChangedFacts};
use engine::{WayChange, way_in::url_told};
use tunnel::{Change, PublicUrl, State, state::After};

/// Tells URLs as entries do.
#[derive(Clone)]
pub struct UrlMarker {
    /// The ledger's own random bytes.
    pub salt: [u8; 32],
    /// The receiver's secret path.
    pub path: String,
}

impl UrlMarker {
    /// The URL at which the platform reaches the receiver, without its path.
    #[must_use]
    pub fn told(&self, url: &PublicUrl) -> UrlTold {
        url_told(&self.salt, url.host(), &url.with_path(&self.path))
    }
}

/// What an entry tells of a change; `provider` is the provider's word. The secret path is in none
/// of it.
#[must_use]
pub fn told(change: &Change, provider: &str, marker: &UrlMarker) -> WayChange {
    let state = &change.status.state;
    let url = state.url().map(|url| marker.told(url));
    let (word, sentence) = reason(state);
    WayChange {
        facts: WayChangedFacts {
            at: Millis(change.at.wall_ms),
            provider: provider.to_owned(),
            state: state.word().to_owned(),
            proven_since: match state {
                State::Proven { since, .. } => Some(Millis(since.wall_ms)),
                _ => None,
            },
            last_proof: change.status.last_proof.map(|proof| Millis(proof.wall_ms)),
            off: *state == State::Off,
            reason: word,
            url_mark: url.as_ref().and_then(|url| url.mark.clone()),
            host: url.map(|url| url.host),
            missed: change.missed,
        },
        detail: sentence,
    }
}

/// Why it is in this state: a stable word, and a sentence.
fn reason(state: &State) -> (Option<String>, Option<String>) {
    let of = |reason: &tunnel::Reason| {
        let word = Some(reason.word().to_owned());
        (word, Some(reason.to_string()))
    };
    match state {
        State::Failing { reason, .. } => of(reason),
        State::Connecting { after, .. } => match after {
            After::TurnedOn => (None, None),
            After::Failed(reason) => of(reason),
            After::Disturbed(disturbance) => {
                let word = disturbance.word();
                (Some(word.to_owned()), Some(disturbance.to_string()))
            }
        },
        State::Off | State::SessionUp { .. } | State::Proven { .. } | State::Stale { .. } => {
            (None, None)
        }
    }
}
