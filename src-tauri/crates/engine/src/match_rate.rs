//! How many of a day's deliveries were verified.

use crate::describe::facet;
use crate::{EngineError, rate_fall::Day};
use domain::Millis;
use ledger::Index;
use std::collections::BTreeMap;
use webhooks::Verdict;

/// How far back is looked for days that had deliveries.
const DAYS_BACK_MAX: i64 = 366;

/// The last days that had deliveries, the newest first, at most so many, within a year.
///
/// # Errors
/// [`EngineError::Index`] if the index can't be asked.
pub async fn match_rate(index: &Index, now: Millis, days: usize) -> Result<Vec<Day>, EngineError> {
    let today = day_of(now);
    // A clock that was ahead once has left days of the future: they are shown, not hidden.
    let first = today.saturating_sub(DAYS_BACK_MAX);
    let mut rates: BTreeMap<i64, Day> = BTreeMap::new();
    for count in index.tallies(facet::VERDICT, first, i64::MAX).await? {
        let rate = rates.entry(count.day).or_insert(Day {
            begins: Millis(count.day.saturating_mul(DAY_MS)),
            verified: 0,
            kept: 0,
        });
        rate.kept = rate.kept.saturating_add(count.count);
        if Verdict::from_code(&count.value).is_some_and(Verdict::is_verified) {
            rate.verified = rate.verified.saturating_add(count.count);
        }
    }
    Ok(rates.into_values().rev().take(days).collect())
}

const DAY_MS: i64 = 86_400_000;

/// Days since 1970-01-01, in UTC.
pub(crate) const fn day_of(at: Millis) -> i64 {
    at.0.div_euclid(DAY_MS)
}
