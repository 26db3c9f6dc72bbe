//! How long, how much, how often.

use std::time::Duration;

/// The limits of a client's calls.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Until a connection with TLS stands.
    pub connect_timeout: Duration,
    /// From the start of a call until its answer is read, for each attempt.
    pub answer_timeout: Duration,
    /// The same for an upload.
    pub upload_timeout: Duration,
    /// The longest answer, in bytes; a longer one is cut and is an error.
    pub answer_bytes_max: usize,
    /// How often a GET is sent. Nothing else is ever sent twice.
    pub attempts_max: u32,
    /// The pause before the second attempt; each further one is twice as long.
    pub pause_first: Duration,
    /// The longest pause of our own.
    pub pause_max: Duration,
    /// The longest `Retry-After` that is waited for; a longer one ends the call.
    pub retry_after_max: Duration,
    /// The most objects that one list is read for.
    pub list_objects_max: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(10),
            answer_timeout: Duration::from_secs(30),
            upload_timeout: Duration::from_secs(600),
            answer_bytes_max: 8 * 1024 * 1024,
            attempts_max: 4,
            pause_first: Duration::from_millis(300),
            pause_max: Duration::from_secs(5),
            retry_after_max: Duration::from_secs(30),
            list_objects_max: 100_000,
        }
    }
}

impl Limits {
    /// The pause before attempt number `next` (2 for the first repeat), without its jitter.
    #[must_use]
    pub(crate) fn pause_before(&self, next: u32) -> Duration {
        let doublings = next.saturating_sub(2).min(16);
        self.pause_first
            .saturating_mul(1 << doublings)
            .min(self.pause_max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_their_limit() {
        let limits = Limits::default();
        let pauses = [2, 3, 4, 6, 7, u32::MAX].map(|next| limits.pause_before(next).as_millis());
        assert_eq!(pauses, [300, 600, 1200, 4800, 5000, 5000]);
    }
}
