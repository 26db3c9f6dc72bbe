//! What of a body must be equal for two deliveries with one signature to say the same of money.

use crate::strict_json::Member;

/// A field with one of these in its name carries an amount, a currency or an account, as in the
/// documented `toAmount`, `fromCurrencySymbol` and `toBusinessExternalAccountId`.
const PARTS_OF_NAMES: [&str; 5] = ["amount", "currency", "account", "payout", "rate"];

/// The amounts, currencies, accounts and ids of a body, as canonical bytes: sorted by name, each
/// name and value behind its length. Two bodies with equal bytes differ in none of them.
pub fn money(members: &[Member]) -> Vec<u8> {
    let mut carriers: Vec<&Member> = members
        .iter()
        .filter(|member| carries_money(&member.name))
        .collect();
    carriers.sort_by(|a, b| a.name.cmp(&b.name));
    let mut bytes = Vec::new();
    for member in carriers {
        for text in [&member.name, &member.token] {
            let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
            bytes.extend_from_slice(&length.to_be_bytes());
            bytes.extend_from_slice(text.as_bytes());
        }
    }
    bytes
}

fn carries_money(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    PARTS_OF_NAMES.iter().any(|part| lower.contains(part))
        || lower == "id"
        || name.ends_with("Id")
        || lower.ends_with("_id")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::strict_json::read_object;

    fn money_of(body: &str) -> Vec<u8> {
        money(&read_object(body.as_bytes()).unwrap())
    }

    #[test]
    fn another_amount_currency_account_or_id_differs_and_another_name_or_order_does_not() {
        let base = money_of(r#"{"id":1,"toAmount":"1.0","name":"a","toBusinessId":2}"#);
        assert_eq!(
            base,
            money_of(r#"{"toBusinessId":2,"name":"b","toAmount":"1.0","id":1}"#)
        );
        for other in [
            r#"{"id":1,"toAmount":"1.00","name":"a","toBusinessId":2}"#,
            r#"{"id":1,"toAmount":"1.0","name":"a","toBusinessId":3}"#,
            r#"{"id":1,"toAmount":"1.0","name":"a","toBusinessId":2,"fromCurrencySymbol":"USD"}"#,
        ] {
            assert_ne!(base, money_of(other), "{other}");
        }
    }
}
