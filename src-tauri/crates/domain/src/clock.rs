//! The clock that is handed to everything that needs the time.

use serde::{Deserialize, Serialize};
use std::time::Duration;

/// A wall-clock instant: milliseconds since 1970-01-01T00:00:00Z, as this machine's clock told it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Millis(pub i64);

impl Millis {
    /// RFC 3339 in UTC with milliseconds, `2026-01-05T09:00:00.000Z`. An instant outside the
    /// calendar (years −9999 to 9999) is written as its number.
    #[must_use]
    pub fn to_rfc3339(self) -> String {
        jiff::Timestamp::from_millisecond(self.0)
            .map_or_else(|_| self.0.to_string(), |at| format!("{at:.3}"))
    }

    /// Reads an instant as RFC 3339 has it, with any offset. Less than a millisecond is left out.
    ///
    /// # Errors
    /// [`InstantError`] if it is none.
    pub fn from_rfc3339(text: &str) -> Result<Self, InstantError> {
        let at: Result<jiff::Timestamp, _> = text.parse();
        let at = at.map_err(|_| InstantError(text.to_owned()))?;
        Ok(Self(at.as_millisecond()))
    }
}

/// A text that is no instant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no instant such as 2026-01-05T09:00:00Z")]
pub struct InstantError(pub String);

/// Where the time comes from. Handed in, so that a test can hold it still.
pub trait Clock: Send + Sync + 'static {
    /// The wall clock now.
    fn now(&self) -> Millis;
    /// Time since an unstated start that never goes backwards.
    fn monotonic(&self) -> Duration;
}

/// This machine's clock.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock {
    started: std::time::Instant,
}

impl SystemClock {
    /// A clock whose monotonic reading starts now.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the Clock that all others are given"
    )]
    pub fn start() -> Self {
        Self {
            started: std::time::Instant::now(),
        }
    }
}

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the Clock that all others are given"
    )]
    fn now(&self) -> Millis {
        Millis(jiff::Timestamp::now().as_millisecond())
    }

    fn monotonic(&self) -> Duration {
        self.started.elapsed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_written_in_utc_with_milliseconds() {
        assert_eq!(
            Millis(1_767_603_600_000).to_rfc3339(),
            "2026-01-05T09:00:00.000Z"
        );
        assert_eq!(Millis(i64::MAX).to_rfc3339(), i64::MAX.to_string());
    }
}
