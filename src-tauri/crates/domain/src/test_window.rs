//! A span in which the platform's tests are expected.

use crate::Millis;
use serde::{Deserialize, Serialize};

/// A span in which the platform's tests are expected. What comes in it may be signed with the real
/// secret and bear a real id (assumed), so it is marked and changes no fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestWindow {
    /// From this instant on.
    pub from: Millis,
    /// Up to this instant, which is outside.
    pub until: Millis,
}

impl TestWindow {
    /// Whether something that was received at this instant is a test.
    #[must_use]
    pub fn holds(&self, received: Millis) -> bool {
        (self.from..self.until).contains(&received)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_holds_its_beginning_and_not_its_end() {
        let window = TestWindow {
            from: Millis(5),
            until: Millis(9),
        };
        let held: Vec<i64> = (4..=9).filter(|at| window.holds(Millis(*at))).collect();
        assert_eq!(held, [5, 6, 7, 8]);
    }
}
