//! Exact reckoning with amounts of any length. Nothing is rounded but a rate, which says so.

use crate::{Amount, amount::AMOUNT_CHARS_MAX};
use bigdecimal::{BigDecimal, RoundingMode, Signed, Zero};
use std::{cmp::Ordering, num::NonZeroU64, str::FromStr};

/// The digits of a rate that can't be written exactly.
const RATE_DIGITS: NonZeroU64 = NonZeroU64::MIN.saturating_add(23);
/// The digits behind the point of a difference in percent.
const PERCENT_DIGITS: i64 = 4;

impl Amount {
    // Every text that is an amount is such a number; none is lost, whatever its length.
    fn exact(&self) -> Option<BigDecimal> {
        BigDecimal::from_str(self.as_str()).ok()
    }

    /// How it stands to another by its value: `1.0` is `1.000`. None if one can't be reckoned with,
    /// so that nothing is decided on it.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        Some(self.exact()?.cmp(&other.exact()?))
    }

    /// Whether both are the same value to the last digit.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.compare(other) == Some(Ordering::Equal)
    }

    /// Whether it is more than nothing.
    #[must_use]
    pub fn is_positive(&self) -> bool {
        self.exact().is_some_and(|value| value.is_positive())
    }

    /// Their sum, exactly; none if it would be longer than an amount can be.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Option<Self> {
        written(&(self.exact()? + other.exact()?))
    }

    /// What is left of it, exactly; none if it would be longer than an amount can be.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Option<Self> {
        written(&(self.exact()? - other.exact()?))
    }

    /// The same value written without needless zeros: by this two texts of one value are one.
    #[must_use]
    pub fn shortest(&self) -> Self {
        let short = self.exact().and_then(|value| written(&value.normalized()));
        short.unwrap_or_else(|| self.clone())
    }
}

fn written(value: &BigDecimal) -> Option<Amount> {
    let text = value.to_plain_string();
    (text.len() <= AMOUNT_CHARS_MAX).then(|| Amount::parse(&text).ok())?
}

/// How many source units one target unit costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    /// The number: exact, or its first 24 digits.
    pub text: String,
    /// Whether no digit is left out.
    pub is_exact: bool,
}

/// The rate at which `from` gives `to`; none where `to` is nothing.
#[must_use]
pub fn effective_rate(from: &Amount, to: &Amount) -> Option<Rate> {
    let (from, to) = (from.exact()?, to.exact()?);
    if to.is_zero() {
        return None;
    }
    let rate = (&from / &to).with_precision_round(RATE_DIGITS, RoundingMode::HalfEven);
    Some(Rate {
        is_exact: &rate * &to == from,
        text: rate.normalized().to_plain_string(),
    })
}

/// By how many percent a rate is above another (below it: with a minus), to four digits behind the
/// point; none if one is no number, or the other is nothing.
#[must_use]
pub fn percent_above(rate: &str, other: &str) -> Option<String> {
    let (rate, other) = (
        Amount::parse(rate).ok()?.exact()?,
        Amount::parse(other).ok()?.exact()?,
    );
    if other.is_zero() {
        return None;
    }
    let percent = (rate - &other) * BigDecimal::from(100) / other;
    let percent = percent.with_scale_round(PERCENT_DIGITS, RoundingMode::HalfEven);
    Some(percent.normalized().to_plain_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn amount(text: &str) -> Amount {
        Amount::parse(text).unwrap()
    }

    #[test]
    fn tenths_eighteen_decimals_and_thirty_eight_digits_are_reckoned_to_the_last_digit() {
        let sum = |a: &str, b: &str| amount(a).plus(&amount(b)).unwrap().to_string();
        assert_eq!(sum("0.1", "0.2"), "0.3");
        assert_eq!(
            sum("0.000000000000000001", "1.999999999999999999"),
            "2.000000000000000000"
        );
        assert_eq!(
            sum(
                "12345678901234567890123456789012345678",
                "0.000000000000000001"
            ),
            "12345678901234567890123456789012345678.000000000000000001"
        );
        let less = amount("99999999999999999999999999999999999999");
        let more = amount("99999999999999999999999999999999999999.0000000000000000001");
        assert_eq!(less.compare(&more), Some(Ordering::Less));
        assert!(!less.is_same(&more));
        assert!(amount("100000.0").is_same(&amount("0100000.000")));
        assert_eq!(amount("0100.500").shortest().as_str(), "100.5");
        assert_eq!(amount("1000").shortest().as_str(), "1000");
        assert_eq!(
            amount("-0.10").plus(&amount("0.1")).unwrap().shortest(),
            Amount::zero()
        );
        assert_eq!(amount("1").minus(&amount("0.9")).unwrap().as_str(), "0.1");
        assert!(!amount("-1").is_positive() && !amount("0.00").is_positive());
        let longest = amount(&"9".repeat(AMOUNT_CHARS_MAX));
        assert_eq!(longest.plus(&amount("1")), None, "never cut");
    }

    #[test]
    fn a_rate_has_all_its_digits_or_says_that_it_has_not() {
        let rate = |from: &str, to: &str| effective_rate(&amount(from), &amount(to)).unwrap();
        let exact = rate("153425.00", "100.0");
        assert_eq!((exact.text.as_str(), exact.is_exact), ("1534.25", true));
        let third = rate("1", "3");
        assert_eq!(third.text, "0.333333333333333333333333");
        assert!(!third.is_exact);
        let small = rate("0.000000000000000001", "1");
        assert_eq!(small.text, "0.000000000000000001");
        assert!(effective_rate(&amount("1"), &amount("0.00")).is_none());
        assert_eq!(percent_above("1550", "1500").as_deref(), Some("3.3333"));
        assert_eq!(percent_above("1485", "1500").as_deref(), Some("-1"));
        assert_eq!(percent_above("1", "0"), None);
        assert_eq!(percent_above("1e3", "1"), None);
    }

    fn any_amount() -> impl Strategy<Value = Amount> {
        "-?[0-9]{1,38}(\\.[0-9]{1,18})?".prop_map(|text| amount(&text))
    }

    proptest! {
        #[test]
        fn sums_are_exact_in_any_order(a in any_amount(), b in any_amount(), c in any_amount()) {
            let sum = |x: &Amount, y: &Amount| x.plus(y).unwrap();
            prop_assert!(sum(&a, &b).is_same(&sum(&b, &a)));
            prop_assert!(sum(&sum(&a, &b), &c).is_same(&sum(&a, &sum(&b, &c))));
            prop_assert!(sum(&a, &b).minus(&b).unwrap().is_same(&a));
            prop_assert!(a.shortest().is_same(&a));
            prop_assert_eq!(a.compare(&b).map(Ordering::reverse), b.compare(&a));
            let more = Amount::parse("0.000000000000000000001").unwrap();
            prop_assert_eq!(a.compare(&sum(&a, &more)), Some(Ordering::Less));
        }
    }
}
