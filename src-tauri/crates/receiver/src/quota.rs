//! The quota of failing deliveries. Behind a tunnel every peer is loopback, so it binds all of
//! them together, and only what fails verification.

use crate::keep::TurnedAway;
use domain::Millis;
use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);

/// The failing deliveries of this minute, and those beyond the quota that wait to be told.
#[derive(Debug)]
pub struct Quota {
    max: u32,
    minute_began: Duration,
    kept: u32,
    beyond: Option<TurnedAway>,
}

impl Quota {
    /// A quota of so many a minute.
    pub const fn of(max: u32) -> Self {
        Self {
            max,
            minute_began: Duration::ZERO,
            kept: 0,
            beyond: None,
        }
    }

    /// Whether one more failing delivery may be kept, at this reading of the monotonic clock.
    pub fn takes(&mut self, now: Duration) -> bool {
        if now.saturating_sub(self.minute_began) >= MINUTE {
            self.minute_began = now;
            self.kept = 0;
        }
        if self.kept >= self.max {
            return false;
        }
        self.kept = self.kept.saturating_add(1);
        true
    }

    /// Counts a request that is not kept. `first_hash` is asked for the first one alone.
    pub fn turn_away(&mut self, at: Millis, first_hash: impl FnOnce() -> [u8; 32]) {
        match &mut self.beyond {
            Some(counted) => {
                counted.until = at;
                counted.count = counted.count.saturating_add(1);
            }
            None => {
                let first_hash = first_hash();
                self.beyond = Some(TurnedAway {
                    since: at,
                    until: at,
                    count: 1,
                    first_hash,
                });
            }
        }
    }

    /// What was counted since this was last asked.
    pub const fn take_counted(&mut self) -> Option<TurnedAway> {
        self.beyond.take()
    }

    /// Gives a count back that could not be stored.
    pub fn give_back(&mut self, earlier: TurnedAway) {
        self.beyond = Some(match self.beyond.take() {
            None => earlier,
            Some(later) => TurnedAway {
                until: later.until,
                count: earlier.count.saturating_add(later.count),
                ..earlier
            },
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beyond_the_quota_requests_are_counted_with_the_hash_of_the_first() {
        let mut quota = Quota::of(2);
        let taken: Vec<bool> = (0..4)
            .map(|s| quota.takes(Duration::from_secs(s)))
            .collect();
        assert_eq!(taken, [true, true, false, false]);
        quota.turn_away(Millis(5), || [1; 32]);
        quota.turn_away(Millis(9), || [2; 32]);
        let counted = quota.take_counted().unwrap();
        assert_eq!(
            (counted.count, counted.since, counted.until),
            (2, Millis(5), Millis(9))
        );
        assert_eq!(counted.first_hash, [1; 32]);
        assert!(quota.take_counted().is_none());
        assert!(quota.takes(Duration::from_secs(61)));
    }

    #[test]
    fn a_count_that_could_not_be_stored_is_not_lost() {
        let mut quota = Quota::of(0);
        quota.turn_away(Millis(1), || [1; 32]);
        let earlier = quota.take_counted().unwrap();
        quota.turn_away(Millis(2), || [2; 32]);
        quota.give_back(earlier);
        let counted = quota.take_counted().unwrap();
        assert_eq!(
            (counted.count, counted.since, counted.until),
            (2, Millis(1), Millis(2))
        );
        assert_eq!(counted.first_hash, [1; 32]);
    }
}
