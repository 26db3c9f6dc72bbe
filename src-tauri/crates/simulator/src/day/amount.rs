//! Amounts as decimal texts, reckoned in whole hundredths.

/// Units of each currency for a thousand US dollars: plausible, and of no other meaning.
const FOR_1000_USD: [(&str, u64); 6] = [
    ("NGN", 1_530_000),
    ("USD", 1000),
    ("GBP", 780),
    ("EUR", 920),
    (USDC, 1000),
    (USDT, 1000),
];
/// A crypto currency carries its network (documented).
pub const USDC: &str = "USDC (ERC-20)";
/// Another, by analogy.
pub const USDT: &str = "USDT (TRC-20)";

fn for_1000_usd(symbol: &str) -> u64 {
    FOR_1000_USD
        .iter()
        .find(|(known, _)| *known == symbol)
        .map_or(1000, |(_, units)| *units)
}

/// An amount in one currency as hundredths of another, by the table.
pub fn converted(hundredths: u64, from: &str, to: &str) -> u64 {
    hundredths
        .saturating_mul(for_1000_usd(to))
        .checked_div(for_1000_usd(from))
        .unwrap_or(hundredths)
}

/// Hundredths as the API writes amounts: `100000.0`, `99.25`.
pub fn decimal(hundredths: u64) -> String {
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    if rest % 10 == 0 {
        format!("{whole}.{}", rest / 10)
    } else {
        format!("{whole}.{rest:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_as_the_api_writes_them() {
        assert_eq!(decimal(10_000_000), "100000.0");
        assert_eq!(decimal(9925), "99.25");
        assert_eq!(decimal(9905), "99.05");
        assert_eq!(decimal(9950), "99.5");
        assert_eq!(decimal(7), "0.07");
    }

    #[test]
    fn an_amount_keeps_its_worth_in_another_currency() {
        assert_eq!(converted(100_000, "USD", "NGN"), 153_000_000);
        assert_eq!(converted(153_000_000, "NGN", USDC), 100_000);
    }
}
