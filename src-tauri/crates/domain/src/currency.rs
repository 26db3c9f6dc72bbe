//! A currency's symbol, with its network where it is a crypto one.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The longest symbol that is read.
pub const CURRENCY_CHARS_MAX: usize = 64;

/// A currency as the partner writes it: `NGN` (observed), `USDC (ERC-20)` (documented). Any other
/// symbol is taken as it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency(String);

/// A text that is no currency's symbol.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a currency's symbol is 1 to {CURRENCY_CHARS_MAX} characters, none of them a control one")]
pub struct CurrencyError;

impl Currency {
    /// Takes a symbol as it is.
    ///
    /// # Errors
    /// [`CurrencyError`] if it is blank, too long, or holds control characters.
    pub fn parse(text: &str) -> Result<Self, CurrencyError> {
        let good = !text.trim().is_empty()
            && text.chars().count() <= CURRENCY_CHARS_MAX
            && !text.contains(char::is_control);
        if good {
            Ok(Self(text.to_owned()))
        } else {
            Err(CurrencyError)
        }
    }

    /// The whole symbol as it was written: `USDC (ERC-20)`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the network: `USDC`.
    #[must_use]
    pub fn code(&self) -> &str {
        self.parts().map_or(&self.0, |(code, _)| code)
    }

    /// The network of a crypto currency: `ERC-20`.
    #[must_use]
    pub fn network(&self) -> Option<&str> {
        self.parts().map(|(_, network)| network)
    }

    fn parts(&self) -> Option<(&str, &str)> {
        let (code, network) = self.0.strip_suffix(')')?.split_once(" (")?;
        let plain = !code.is_empty() && !network.is_empty() && !network.contains(['(', ')']);
        plain.then_some((code, network))
    }
}

impl TryFrom<String> for Currency {
    type Error = CurrencyError;
    fn try_from(text: String) -> Result<Self, CurrencyError> {
        Self::parse(&text)
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.0
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_is_read_where_there_is_one_and_the_text_is_kept() {
        let read = |text| {
            let currency = Currency::parse(text).unwrap();
            assert_eq!(currency.as_str(), text);
            let network = currency.network().map(str::to_owned);
            (currency.code().to_owned(), network)
        };
        let erc = Some("ERC-20".to_owned());
        assert_eq!(read("USDC (ERC-20)"), ("USDC".to_owned(), erc));
        for whole in ["NGN", "(X)", "A ()", "A (B) (C)", "A(B)"] {
            assert_eq!(read(whole), (whole.to_owned(), None));
        }
        for bad in ["", "  ", "N\nN", &"X".repeat(65)] {
            assert!(Currency::parse(bad).is_err(), "{bad:?}");
        }
    }
}
