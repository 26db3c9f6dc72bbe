//! When a fall of the share of verified deliveries is an alarm. Never a freeze: whoever knows the
//! secret path could cause it.

use domain::Millis;

/// A day counts if it had so many deliveries.
pub const DELIVERIES_MIN: u64 = 20;
/// So many of the days before are looked at.
const DAYS_BEFORE: usize = 7;

/// A day's deliveries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// Its first instant, in UTC.
    pub begins: Millis,
    /// Those that were verified.
    pub verified: u64,
    /// All that were kept.
    pub kept: u64,
}

/// A day on which the share fell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fall {
    /// The day.
    pub day: Day,
    /// The day that is the median of those before it.
    pub usual: Day,
}

/// Whether the newest day's share is under half of the usual one: the median (of an even number
/// the lower one) of the last seven days before it that had [`DELIVERIES_MIN`] deliveries or more.
/// The newest day has to have as many too. `days` come newest first.
#[must_use]
pub fn fall(days: &[Day]) -> Option<Fall> {
    let (newest, before) = days.split_first()?;
    if newest.kept < DELIVERIES_MIN {
        return None;
    }
    let mut before: Vec<&Day> = before
        .iter()
        .filter(|day| day.kept >= DELIVERIES_MIN)
        .take(DAYS_BEFORE)
        .collect();
    // a/b and c/d compare as a·d and c·b do: nothing is rounded.
    before.sort_by(|a, b| {
        let product = |x: u64, y: u64| u128::from(x) * u128::from(y);
        product(a.verified, b.kept).cmp(&product(b.verified, a.kept))
    });
    let usual = before.get(before.len().saturating_sub(1) / 2)?;
    let now = u128::from(newest.verified) * u128::from(usual.kept) * 2;
    let then = u128::from(usual.verified) * u128::from(newest.kept);
    (now < then).then_some(Fall {
        day: *newest,
        usual: **usual,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(tallies: &[(u64, u64)]) -> Vec<Day> {
        let day = |(verified, kept): &(u64, u64)| Day {
            begins: Millis(0),
            verified: *verified,
            kept: *kept,
        };
        tallies.iter().map(day).collect()
    }

    #[test]
    fn a_share_under_half_of_the_median_is_a_fall_and_half_of_it_is_none() {
        let before = [(100, 100), (90, 100), (80, 100)];
        let with = |today: (u64, u64)| {
            let mut all = vec![today];
            all.extend(before);
            fall(&days(&all))
        };
        assert_eq!(with((45, 100)), None);
        let fell = with((44, 100)).unwrap();
        assert_eq!((fell.day.verified, fell.usual.verified), (44, 90));
        assert!(with((0, 20)).is_some());
    }

    #[test]
    fn days_with_few_deliveries_neither_fall_nor_count() {
        assert_eq!(fall(&days(&[(0, 19), (100, 100)])), None);
        assert_eq!(fall(&days(&[(0, 100), (19, 19)])), None);
        assert_eq!(fall(&days(&[(0, 100)])), None);
        assert_eq!(fall(&[]), None);
    }

    #[test]
    fn only_the_last_seven_days_that_count_are_usual() {
        let mut all = vec![(30, 100)];
        all.extend([(50, 100); 7]);
        all.extend([(100, 100); 20]);
        assert_eq!(fall(&days(&all)), None);
    }

    #[test]
    fn where_nothing_was_ever_verified_nothing_falls() {
        assert_eq!(fall(&days(&[(0, 100), (0, 100), (0, 100)])), None);
    }
}
