//! How many deliveries a second.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr, time::Duration};

/// The quickest rate taken, deliveries a second: a demonstration, not a load test.
pub const RATE_PER_SECOND_MAX: u64 = 1000;
const THOUSANDTHS: u64 = 1000;

/// Deliveries a second, to the thousandth: `1`, `0.5`, `12.25`. In JSON a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Rate {
    /// Deliveries in a thousand seconds; at least 1.
    per_1000_seconds: u64,
}

/// A text that is no rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a rate is a decimal from 0.001 to 1000, such as 1 or 0.5")]
pub struct RateError;

impl Rate {
    /// The time from one delivery to the next.
    #[must_use]
    pub fn pause(self) -> Duration {
        const NANOSECONDS: u64 = 1_000_000_000_000;
        Duration::from_nanos(NANOSECONDS.checked_div(self.per_1000_seconds).unwrap_or(1))
    }
}

impl FromStr for Rate {
    type Err = RateError;
    fn from_str(text: &str) -> Result<Self, RateError> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(fraction) || fraction.len() > 3 {
            return Err(RateError);
        }
        let whole: u64 = whole.parse().map_err(|_| RateError)?;
        let fraction: u64 = format!("{fraction:0<3}").parse().map_err(|_| RateError)?;
        let per_1000_seconds = whole
            .checked_mul(THOUSANDTHS)
            .and_then(|thousandths| thousandths.checked_add(fraction))
            .filter(|rate| (1..=RATE_PER_SECOND_MAX * THOUSANDTHS).contains(rate))
            .ok_or(RateError)?;
        Ok(Self { per_1000_seconds })
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = self.per_1000_seconds / THOUSANDTHS;
        match self.per_1000_seconds % THOUSANDTHS {
            0 => write!(out, "{whole}"),
            rest => {
                let digits = format!("{rest:03}");
                write!(out, "{whole}.{}", digits.trim_end_matches('0'))
            }
        }
    }
}

impl TryFrom<String> for Rate {
    type Error = RateError;
    fn try_from(text: String) -> Result<Self, RateError> {
        text.parse()
    }
}

impl From<Rate> for String {
    fn from(rate: Rate) -> Self {
        rate.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_written_as_it_is_read() {
        for text in ["1", "0.5", "12.25", "0.001", "1000", "3.07"] {
            assert_eq!(text.parse::<Rate>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_rate_is_a_positive_decimal_with_at_most_three_places() {
        let pause = |text: &str| text.parse::<Rate>().map(Rate::pause);
        assert_eq!(pause("1"), Ok(Duration::from_secs(1)));
        assert_eq!(pause("0.5"), Ok(Duration::from_secs(2)));
        assert_eq!(pause("12.5"), Ok(Duration::from_millis(80)));
        assert_eq!(pause("1000"), Ok(Duration::from_millis(1)));
        for bad in [
            "", "0", "0.0", "-1", "1e3", "1001", "1.", ".5", "0.0001", "+1", " 1",
        ] {
            assert_eq!(pause(bad), Err(RateError), "{bad:?}");
        }
    }
}
