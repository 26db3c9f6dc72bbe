//! Exchange rates that move, in exact decimals.

use domain::{Amount, Millis};
use rust_decimal::{Decimal, RoundingStrategy};

/// Each currency: its symbol, its name, and units for a thousand US dollars. Plausible, and of no
/// other meaning.
pub const CURRENCIES: [(&str, &str, i64); 6] = [
    ("NGN", "Nigerian naira", 1_530_000),
    ("USD", "US dollar", 1000),
    ("GBP", "Pound sterling", 780),
    ("EUR", "Euro", 920),
    (USDC, "USD Coin on Ethereum", 1000),
    (USDT, "Tether on Tron", 1000),
];
/// A crypto currency carries its network (documented).
pub const USDC: &str = "USDC (ERC-20)";
/// Another, by analogy.
pub const USDT: &str = "USDT (TRC-20)";

/// A rate holds for so long, then it moves.
const STEP_MS: i64 = 10_000;
/// The most a rate moves to either side, in parts of 100 000.
const MOVE_MAX: i64 = 300;
/// What the partner takes, in parts of 100 000.
const MARGIN: i64 = 500;
const PARTS: i64 = 100_000;
/// Digits of a rate.
const RATE_DIGITS: u32 = 10;

/// A price: source units for one target unit, and what is to be deposited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Price {
    /// Source units for one target unit.
    pub rate: String,
    /// What is to be deposited.
    pub amount: String,
}

/// Whether there is such a currency.
pub fn is_known(symbol: &str) -> bool {
    CURRENCIES.iter().any(|(known, _, _)| *known == symbol)
}

/// A crypto currency's network: `ERC-20` of `USDC (ERC-20)`.
pub fn network(symbol: &str) -> Option<&str> {
    symbol.split_once('(')?.1.strip_suffix(')')
}

/// The price of an amount now; none if a currency is not known, or the amount has more digits than
/// can be reckoned with.
pub fn price(from: &str, to: &str, to_amount: &Amount, now: Millis) -> Option<Price> {
    let rate = rate(from, to, now)?;
    let places = if network(from).is_some() { 6 } else { 2 };
    let exact = to_amount.decimal()?.checked_mul(rate)?;
    let amount = exact.round_dp_with_strategy(places, RoundingStrategy::AwayFromZero);
    Some(Price {
        rate: wire(rate),
        amount: wire(amount),
    })
}

fn rate(from: &str, to: &str, now: Millis) -> Option<Decimal> {
    let for_1000_usd = |symbol: &str| {
        let row = CURRENCIES.iter().find(|(known, _, _)| *known == symbol)?;
        Some(Decimal::from(row.2))
    };
    let middle = for_1000_usd(from)?.checked_div(for_1000_usd(to)?)?;
    let parts = PARTS
        .checked_add(MARGIN)?
        .checked_add(moved(from, to, now))?;
    let factor = Decimal::from(parts).checked_div(Decimal::from(PARTS))?;
    middle.checked_mul(factor)?.round_sf(RATE_DIGITS)
}

/// How far a rate has moved, the same for all who ask at one time.
fn moved(from: &str, to: &str, now: Millis) -> i64 {
    let step = now.0.div_euclid(STEP_MS);
    let pair = from.bytes().chain(to.bytes());
    let pair = pair.fold(0_u64, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(u64::from(byte))
    });
    let seed = pair ^ u64::try_from(step).unwrap_or_default();
    fastrand::Rng::with_seed(seed).i64(-MOVE_MAX..=MOVE_MAX)
}

/// A decimal as the API writes amounts: `100000.0`, `99.25`.
pub fn wire(amount: Decimal) -> String {
    let text = amount.normalize().to_string();
    if text.contains('.') {
        text
    } else {
        format!("{text}.0")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_is_exact_and_moves_with_time() {
        let amount = Amount::parse("5000.0").unwrap();
        let at = |ms| price("NGN", "USD", &amount, Millis(ms)).unwrap();
        let first = at(1_767_603_600_000);
        assert_eq!(first, at(1_767_603_600_001), "it holds for a while");
        assert!((0..50).any(|step| at(1_767_603_600_000 + step * STEP_MS) != first));
        let rate: Decimal = first.rate.parse().unwrap();
        let paid: Decimal = first.amount.parse().unwrap();
        assert_eq!(
            paid,
            (rate * Decimal::from(5000)).round_dp_with_strategy(2, RoundingStrategy::AwayFromZero)
        );
        assert!(
            Decimal::from(1530) < rate && rate < Decimal::from(1543),
            "{rate}"
        );
    }

    #[test]
    fn what_cannot_be_reckoned_exactly_has_no_price() {
        let now = Millis(0);
        let long = Amount::parse("12345678901234567890123456789012345678").unwrap();
        assert_eq!(price("NGN", "USD", &long, now), None);
        let one = Amount::parse("1").unwrap();
        assert_eq!(price("NGN", "XYZ", &one, now), None);
        assert_eq!(wire(Decimal::new(100_000, 0)), "100000.0");
        assert_eq!(wire(Decimal::new(9900, 2)), "99.0");
        assert_eq!((network(USDC), network("NGN")), (Some("ERC-20"), None));
    }
}
