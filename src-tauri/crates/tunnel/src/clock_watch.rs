//! Notices that the clock jumped: the machine slept, this program was held, or the clock was set.
//! Pure.

use crate::{Moment, timing::CLOCK_JUMP};
use std::time::Duration;

/// Compares each look at the clocks with the one before.
#[derive(Debug, Clone, Copy)]
pub struct ClockWatch {
    every: Duration,
    last: Moment,
}

impl ClockWatch {
    /// Begins at `now`; a look is due each `every`.
    #[must_use]
    pub const fn new(every: Duration, now: Moment) -> Self {
        Self { every, last: now }
    }

    /// Whether a clock jumped by more than 10 s since the last look. The wall clock against the
    /// steady one shows sleep where the steady one stands still, and a clock that was set; the
    /// steady one against the time of the look shows sleep where it goes on, and a program that
    /// was held.
    pub fn jumped(&mut self, now: Moment) -> bool {
        let last = std::mem::replace(&mut self.last, now);
        let steady = now.steady.saturating_sub(last.steady);
        let passed = i64::try_from(steady.as_millis()).unwrap_or(i64::MAX);
        let apart = now
            .wall_ms
            .saturating_sub(last.wall_ms)
            .saturating_sub(passed);
        let apart = Duration::from_millis(apart.unsigned_abs());
        apart > CLOCK_JUMP || steady > self.every + CLOCK_JUMP
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timing::LOOK_EVERY;

    fn at(wall: i64, steady: u64) -> Moment {
        Moment {
            wall_ms: wall * 1000,
            steady: Duration::from_secs(steady),
        }
    }

    #[test]
    fn a_jump_of_more_than_ten_seconds_is_noticed_whichever_clock_shows_it() {
        let jumped = |now| ClockWatch::new(LOOK_EVERY, at(1000, 100)).jumped(now);
        assert!(!jumped(at(1002, 102)), "an ordinary look");
        assert!(!jumped(at(1009, 109)), "a busy machine");
        assert!(!jumped(at(1012, 102)), "the clock was corrected by 10 s");
        assert!(
            jumped(at(1013, 102)),
            "slept for 11 s, the steady clock too"
        );
        assert!(jumped(at(990, 102)), "set back");
        assert!(jumped(at(1013, 113)), "slept, and the steady clock went on");
    }

    #[test]
    fn a_jump_is_told_once() {
        let mut watch = ClockWatch::new(LOOK_EVERY, at(1000, 100));
        assert!(watch.jumped(at(5000, 102)));
        assert!(!watch.jumped(at(5002, 104)));
    }
}
