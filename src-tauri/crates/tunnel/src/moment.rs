//! One instant, by the wall clock and by the steady clock at once.

use std::time::Duration;

/// One instant, read from both clocks of this machine together.
///
/// The wall clock goes on while the machine sleeps but may be set; the steady one is never set but
/// on Linux and macOS stands still in sleep. An age is therefore the longer of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Moment {
    /// Milliseconds since 1970-01-01T00:00:00Z, by the wall clock.
    pub wall_ms: i64,
    /// Time since an unstated start; never goes backwards.
    pub steady: Duration,
}

impl Moment {
    /// How long ago `earlier` was: the longer of what the two clocks say.
    #[must_use]
    pub fn since(self, earlier: Self) -> Duration {
        let steady = self.steady.saturating_sub(earlier.steady);
        let wall = u64::try_from(self.wall_ms.saturating_sub(earlier.wall_ms)).unwrap_or(0);
        steady.max(Duration::from_millis(wall))
    }

    /// The later of two moments of one run, by the clock that is never set.
    #[must_use]
    pub fn later(self, other: Self) -> Self {
        if other.steady > self.steady {
            other
        } else {
            self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_counts_sleep_and_is_not_shortened_by_a_clock_that_is_set_back() {
        let at = |wall_ms, seconds| Moment {
            wall_ms,
            steady: Duration::from_secs(seconds),
        };
        assert_eq!(
            at(9_000, 4).since(at(1_000, 1)),
            Duration::from_secs(8),
            "slept"
        );
        assert_eq!(
            at(-9_000, 4).since(at(1_000, 1)),
            Duration::from_secs(3),
            "set back"
        );
    }
}
