//! Ids of the partner's objects, made only by parsing.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The largest integer that JavaScript holds exactly, 2^53 − 1.
pub const SAFE_INTEGER_MAX: u64 = 9_007_199_254_740_991;

/// Why a text is no id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Not one to sixteen digits that begin with 1 to 9.
    #[error("an id is 1 to 16 digits and does not begin with 0")]
    NotAnId,
    /// Above 2^53 − 1: JavaScript would round it.
    #[error("an id is at most 9007199254740991")]
    TooLarge,
}

/// A number by which the partner names an object of a kind not yet known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u64", into = "u64")]
pub struct PartnerNumber(u64);

impl PartnerNumber {
    /// Reads `[1-9][0-9]{0,15}`, at most 2^53 − 1.
    ///
    /// # Errors
    /// [`IdError`] if the text is anything else: a sign, a blank, a fraction, a leading zero.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        let digits = text.as_bytes();
        let shape = (1..=16).contains(&digits.len())
            && digits.iter().all(u8::is_ascii_digit)
            && digits.first() != Some(&b'0');
        if !shape {
            return Err(IdError::NotAnId);
        }
        text.parse::<u64>()
            .map_err(|_| IdError::NotAnId)
            .and_then(Self::try_from)
    }

    /// The number itself.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }
}

impl TryFrom<u64> for PartnerNumber {
    type Error = IdError;
    fn try_from(number: u64) -> Result<Self, IdError> {
        match number {
            0 => Err(IdError::NotAnId),
            1..=SAFE_INTEGER_MAX => Ok(Self(number)),
            _ => Err(IdError::TooLarge),
        }
    }
}

impl From<PartnerNumber> for u64 {
    fn from(number: PartnerNumber) -> Self {
        number.0
    }
}

impl fmt::Display for PartnerNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

macro_rules! partner_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(PartnerNumber);

        impl $name {
            /// Reads an id as the partner writes it.
            ///
            /// # Errors
            /// [`IdError`] if the text is no id.
            pub fn parse(text: &str) -> Result<Self, IdError> {
                PartnerNumber::parse(text).map(Self)
            }

            /// The number as the partner writes it.
            #[must_use]
            pub const fn number(self) -> PartnerNumber {
                self.0
            }
        }

        impl From<PartnerNumber> for $name {
            fn from(number: PartnerNumber) -> Self {
                Self(number)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(out)
            }
        }
    };
}

partner_id!(
    /// A merchant. The partner's paths and fields call it a `business`.
    MerchantId
);
partner_id!(
    /// A receiver account; on the wire a `businessExternalAccount`.
    ReceiverAccountId
);
partner_id!(
    /// A transaction; on the wire a `businessRequest`.
    TransactionId
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_digits_within_javascripts_safe_integers_are_ids() {
        assert_eq!(
            PartnerNumber::parse("4711").map(PartnerNumber::get),
            Ok(4711)
        );
        assert_eq!(
            PartnerNumber::parse("9007199254740991").map(PartnerNumber::get),
            Ok(SAFE_INTEGER_MAX)
        );
        assert_eq!(
            PartnerNumber::parse("9007199254740992"),
            Err(IdError::TooLarge)
        );
        for bad in [
            "",
            "0",
            "07",
            "-1",
            "+1",
            "1.0",
            "1e3",
            " 1",
            "1 ",
            "12345678901234567",
            "١",
        ] {
            assert_eq!(PartnerNumber::parse(bad), Err(IdError::NotAnId), "{bad:?}");
        }
    }
}
