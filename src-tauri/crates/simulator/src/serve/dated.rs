//! The time that answers tell in `Date`: the right one, one that is off, or none.

use axum::http::HeaderValue;
use domain::Millis;
use serde::{Deserialize, Serialize};
use std::time::{Duration, SystemTime};

/// What answers tell of the time. A test lets it be off; the state goes by the right one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Dated {
    /// How far ahead it is; behind, if negative.
    pub ahead_ms: i64,
    /// Whether it is told at all.
    pub is_told: bool,
}

impl Default for Dated {
    fn default() -> Self {
        Self {
            ahead_ms: 0,
            is_told: true,
        }
    }
}

impl Dated {
    /// The header of an answer that goes out now; none if none is told.
    pub fn header(self, now: Millis) -> Option<HeaderValue> {
        let at = u64::try_from(now.0.saturating_add(self.ahead_ms)).ok()?;
        let at = SystemTime::UNIX_EPOCH.checked_add(Duration::from_millis(at))?;
        let text = self.is_told.then(|| httpdate::fmt_http_date(at))?;
        HeaderValue::from_str(&text).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_is_right_or_off_or_not_told() {
        let now = Millis(1_767_603_600_000);
        let told = |ahead_ms, is_told| Dated { ahead_ms, is_told }.header(now);
        let right = Dated::default().header(now).unwrap();
        assert_eq!(right, "Mon, 05 Jan 2026 09:00:00 GMT");
        assert_eq!(
            told(600_000, true).unwrap(),
            "Mon, 05 Jan 2026 09:10:00 GMT"
        );
        assert_eq!(
            told(-600_000, true).unwrap(),
            "Mon, 05 Jan 2026 08:50:00 GMT"
        );
        assert_eq!(told(0, false), None);
    }
}
