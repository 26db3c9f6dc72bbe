//! An amount of money as the partner writes it: decimal text, in and out alike.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The longest amount that is read.
pub const AMOUNT_CHARS_MAX: usize = 128;

/// An amount as the partner writes it, with an optional sign: `"100000.0"` stays `"100000.0"`.
/// In JSON it is a text; a JSON number may have lost digits before we saw it, and is refused.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Amount(String);

/// A text that is no amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an amount is digits, with one decimal point and a - at most, not {0:?}")]
pub struct AmountError(pub String);

impl Amount {
    /// Reads `-?[0-9]+(\.[0-9]+)?`: no exponent, no separator, no blank.
    ///
    /// # Errors
    /// [`AmountError`] for any other text, or one longer than [`AMOUNT_CHARS_MAX`].
    pub fn parse(text: &str) -> Result<Self, AmountError> {
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = match unsigned.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (unsigned, None),
        };
        if text.len() <= AMOUNT_CHARS_MAX && digits(whole) && fraction.is_none_or(digits) {
            Ok(Self(text.to_owned()))
        } else {
            Err(AmountError(text.chars().take(AMOUNT_CHARS_MAX).collect()))
        }
    }

    /// Nothing.
    #[must_use]
    pub fn zero() -> Self {
        Self("0".to_owned())
    }

    /// The amount as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The amount for arithmetic, exactly. None if it has more digits than that can hold (28): it
    /// is then shown as it is, never rounded, and nothing may be decided on it.
    #[must_use]
    pub fn decimal(&self) -> Option<Decimal> {
        Decimal::from_str_exact(&self.0).ok()
    }

    /// Whether a minus stands before it.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.0.starts_with('-')
    }
}

impl TryFrom<String> for Amount {
    type Error = AmountError;
    fn try_from(text: String) -> Result<Self, AmountError> {
        Self::parse(&text)
    }
}

impl From<Amount> for String {
    fn from(amount: Amount) -> Self {
        amount.0
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_comes_out_as_it_came_in() {
        let long = "12345678901234567890123456789012345678";
        for text in ["100000.0", "0.1", "-5.25", "0", "007", "1.000", long] {
            let amount = Amount::parse(text).unwrap();
            assert_eq!(amount.as_str(), text);
            assert_eq!(String::from(amount), text);
        }
        for bad in [
            "", "-", ".5", "5.", "1e2", "1,000", "1_000", " 1", "1 ", "+1", "--1", "1.2.3", "NaN",
            "١", "0x1",
        ] {
            assert!(Amount::parse(bad).is_err(), "{bad:?}");
        }
        assert!(Amount::parse(&"9".repeat(AMOUNT_CHARS_MAX + 1)).is_err());
    }

    #[test]
    fn too_many_digits_are_no_number_to_count_with_rather_than_a_rounded_one() {
        let decimal = |text| Amount::parse(text).unwrap().decimal();
        assert_eq!(decimal("100000.0"), Some(Decimal::from(100_000)));
        assert_eq!(decimal("-0.10"), Some(Decimal::new(-1, 1)));
        assert_eq!(decimal("12345678901234567890123456789012345678"), None);
        assert_eq!(decimal("0.12345678901234567890123456789012345678"), None);
    }
}
