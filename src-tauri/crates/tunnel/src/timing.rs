//! The times by which a tunnel is judged and dialled again.

use std::time::Duration;

/// How often a canary goes out.
pub const CANARY_EVERY: Duration = Duration::from_secs(30);
/// How long a canary may take to be seen.
pub const CANARY_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a session that just came up may take to be reached from outside: a command says its URL
/// before the service behind it knows the way.
pub const SETTLE: Duration = Duration::from_secs(15);
/// How soon another canary goes out while a session settles.
pub const SETTLE_CANARY_EVERY: Duration = Duration::from_secs(1);
/// A proof is good for less than this.
pub const PROOF_FRESH: Duration = Duration::from_secs(90);
/// How long a provider may take to bring a session up.
pub const DIAL_TIMEOUT: Duration = Duration::from_secs(30);
/// The first wait after the redial at once.
pub const BACKOFF_FIRST: Duration = Duration::from_secs(1);
/// The longest wait between two dials.
pub const BACKOFF_MAX: Duration = Duration::from_secs(60);
/// The longest wait while the server still holds the port for an old session: it is let go at a
/// moment that only the server knows, and each second until then is a gap.
pub const PORT_HELD_WAIT_MAX: Duration = Duration::from_secs(5);
/// The least time between two dials that a disturbance asks for; waking up brings three at once.
pub const REDIAL_APART: Duration = Duration::from_secs(2);
/// How long the machine is believed to be going to sleep after it said so.
pub const SLEEP_WAIT: Duration = Duration::from_secs(30);
/// How long requests under way are waited for when a session is ended in order.
pub const DRAIN_MAX: Duration = Duration::from_secs(5);
/// How long a session that is hung up may take to end before its task is dropped.
pub const HANG_UP_TIMEOUT: Duration = Duration::from_secs(5);
/// A clock that is further off than this between two looks has jumped: the machine slept, or the
/// clock was set.
pub const CLOCK_JUMP: Duration = Duration::from_secs(10);
/// How often clocks and routes are looked at.
pub const LOOK_EVERY: Duration = Duration::from_secs(2);

/// The times that one tunnel goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timing {
    /// See [`CANARY_EVERY`].
    pub canary_every: Duration,
    /// See [`CANARY_TIMEOUT`].
    pub canary_timeout: Duration,
    /// See [`SETTLE`].
    pub settle: Duration,
    /// See [`SETTLE_CANARY_EVERY`].
    pub settle_canary_every: Duration,
    /// See [`PROOF_FRESH`].
    pub proof_fresh: Duration,
    /// See [`DIAL_TIMEOUT`].
    pub dial_timeout: Duration,
    /// See [`BACKOFF_FIRST`].
    pub backoff_first: Duration,
    /// See [`BACKOFF_MAX`].
    pub backoff_max: Duration,
    /// See [`PORT_HELD_WAIT_MAX`].
    pub port_held_wait_max: Duration,
    /// See [`REDIAL_APART`].
    pub redial_apart: Duration,
    /// See [`SLEEP_WAIT`].
    pub sleep_wait: Duration,
}

impl Default for Timing {
    fn default() -> Self {
        Self {
            canary_every: CANARY_EVERY,
            canary_timeout: CANARY_TIMEOUT,
            settle: SETTLE,
            settle_canary_every: SETTLE_CANARY_EVERY,
            proof_fresh: PROOF_FRESH,
            dial_timeout: DIAL_TIMEOUT,
            backoff_first: BACKOFF_FIRST,
            backoff_max: BACKOFF_MAX,
            port_held_wait_max: PORT_HELD_WAIT_MAX,
            redial_apart: REDIAL_APART,
            sleep_wait: SLEEP_WAIT,
        }
    }
}

/// How long to wait before dial number `attempt`, counted from the last proof. 0 is the redial at
/// once; each later one waits twice as long, to the longest wait. `jitter` takes away up to half,
/// in thousandths of that half, so that many consoles do not come back in step.
#[must_use]
pub fn backoff(attempt: u32, first: Duration, longest: Duration, jitter: u16) -> Duration {
    let Some(doublings) = attempt.checked_sub(1) else {
        return Duration::ZERO;
    };
    let whole = 2u32
        .checked_pow(doublings)
        .and_then(|factor| first.checked_mul(factor))
        .map_or(longest, |wait| wait.min(longest));
    let half = whole / 2;
    whole.saturating_sub(half * u32::from(jitter.min(1000)) / 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_from_none_to_a_minute_and_jitter_takes_at_most_half() {
        let wait = |attempt, jitter| backoff(attempt, BACKOFF_FIRST, BACKOFF_MAX, jitter);
        let whole: Vec<u64> = (0..9).map(|attempt| wait(attempt, 0).as_secs()).collect();
        assert_eq!(whole, [0, 1, 2, 4, 8, 16, 32, 60, 60]);
        assert_eq!(wait(u32::MAX, 0), BACKOFF_MAX);
        assert_eq!(wait(7, 1000), BACKOFF_MAX / 2);
        assert_eq!(wait(7, u16::MAX), BACKOFF_MAX / 2);
    }
}
