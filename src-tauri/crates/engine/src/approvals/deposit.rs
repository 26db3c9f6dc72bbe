//! A deposit as it was expected and as it is reported. Pure but for what the facts say.

use super::{Facts, Stop};
use domain::{Amount, Currency};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a person says of a deposit, from its evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DepositReport {
    /// How much was deposited.
    pub amount: Amount,
    /// Of what.
    pub currency: Currency,
    /// Over which network, of a crypto deposit.
    pub network: Option<String>,
    /// The reference in the transfer's narration.
    pub reference: Option<String>,
    /// What shows it.
    pub evidence: Evidence,
}

/// What shows a deposit. At least one of the two is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Where its file is: an upload's address, or one's own. It is sent.
    pub url: Option<String>,
    /// SHA-256 of the file, in hexadecimal, if it was uploaded here.
    pub file_sha256: Option<String>,
    /// The transaction's hash on its chain.
    pub transaction_hash: Option<String>,
}

/// Where a report is not what was expected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mismatch {
    /// Of what: `amount`, `currency`, `network`, `reference`, `amount told by the partner`.
    pub what: String,
    /// What was expected; none if nothing is known.
    pub expected: Option<String>,
    /// What is reported.
    pub reported: Option<String>,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let or = |text: &Option<String>| text.clone().unwrap_or_else(|| "nothing".to_owned());
        write!(
            out,
            "the {} was expected to be {} and is reported as {}",
            self.what,
            or(&self.expected),
            or(&self.reported)
        )
    }
}

/// What is expected of a deposit, as far as it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// `fromAmount`
    pub amount: Option<Amount>,
    /// `fromCurrencySymbol`
    pub currency: Option<Currency>,
    /// The instructions' network, or the currency's.
    pub network: Option<String>,
    /// The reference that must stand in the narration.
    pub reference: Option<String>,
    /// `depositReceivedAmount`: what the partner says has come.
    pub received: Option<Amount>,
}

/// What is expected of a deposit.
#[must_use]
pub fn expected(facts: &Facts) -> Expected {
    let transaction = &facts.transaction;
    let told = transaction.deposit_instructions();
    let told = told.map(|told| told.told).unwrap_or_default();
    let named = |name: &str| {
        let mut told = told.iter();
        let found = told.find(|(one, _)| *one == name);
        found.map(|(_, text)| text.clone())
    };
    let currency = transaction.from_currency().into_read();
    let of_currency = currency.as_ref().and_then(|one| one.network());
    let network = named("network").or_else(|| of_currency.map(str::to_owned));
    Expected {
        amount: transaction.from_amount().into_read(),
        network,
        currency,
        reference: named("reference"),
        received: transaction.deposit_received_amount().into_read(),
    }
}

fn plain(text: &str) -> String {
    let letters = text.chars().filter(|one| one.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Everything that is not as expected.
#[must_use]
pub fn mismatches(expected: &Expected, report: &DepositReport) -> Vec<Mismatch> {
    let mut found = Vec::new();
    let mut note = |what: &str, expected: Option<String>, reported: Option<String>| {
        found.push(Mismatch {
            what: what.to_owned(),
            expected,
            reported,
        });
    };
    let amount = expected.amount.as_ref();
    if !amount.is_some_and(|amount| amount.is_same(&report.amount)) {
        let reported = Some(report.amount.to_string());
        note("amount", amount.map(ToString::to_string), reported);
    }
    if expected.currency.as_ref() != Some(&report.currency) {
        let wanted = expected.currency.as_ref().map(ToString::to_string);
        note("currency", wanted, Some(report.currency.to_string()));
    }
    let differs = |one: &Option<String>, other: &Option<String>| {
        one.as_deref().map(plain) != other.as_deref().map(plain)
    };
    // What was not asked for is no mismatch.
    if expected.network.is_some() && differs(&expected.network, &report.network) {
        note("network", expected.network.clone(), report.network.clone());
    }
    if expected.reference.is_some() && differs(&expected.reference, &report.reference) {
        note(
            "reference",
            expected.reference.clone(),
            report.reference.clone(),
        );
    }
    if let (Some(received), Some(amount)) = (&expected.received, amount)
        && !received.is_same(amount)
    {
        let reported = Some(received.to_string());
        note(
            "amount told by the partner",
            Some(amount.to_string()),
            reported,
        );
    }
    found
}

/// Whether there is evidence at all.
///
/// # Errors
/// [`Stop::Report`].
pub fn check_evidence(report: &DepositReport) -> Result<(), Stop> {
    let is_there = |text: &Option<String>| text.as_ref().is_some_and(|one| !one.trim().is_empty());
    let evidence = &report.evidence;
    if !is_there(&evidence.url) && !is_there(&evidence.transaction_hash) {
        return Err(Stop::Report(
            "a deposit is approved on evidence: a file, or the hash of its transaction",
        ));
    }
    if evidence
        .url
        .as_ref()
        .is_some_and(|url| !crate::flows::is_document_url(url))
    {
        return Err(Stop::Report(
            "the evidence's address has to begin with https://",
        ));
    }
    if !report.amount.is_positive() {
        return Err(Stop::Report(
            "the reported amount has to be more than nothing",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expected() -> Expected {
        Expected {
            amount: Amount::parse("153425.00").ok(),
            currency: Currency::parse("USDC (ERC-20)").ok(),
            network: Some("ERC-20".to_owned()),
            reference: Some("CDR-7".to_owned()),
            received: None,
        }
    }

    fn report() -> DepositReport {
        DepositReport {
            amount: Amount::parse("153425").unwrap(),
            currency: Currency::parse("USDC (ERC-20)").unwrap(),
            network: Some("erc20".to_owned()),
            reference: Some("cdr 7".to_owned()),
            evidence: Evidence {
                url: None,
                file_sha256: None,
                transaction_hash: Some("0xabc".to_owned()),
            },
        }
    }

    #[test]
    fn each_of_amount_currency_network_and_reference_is_compared() {
        let of = |expected: &Expected, report: &DepositReport| -> Vec<String> {
            let found = mismatches(expected, report).into_iter();
            found.map(|one| one.what).collect()
        };
        assert!(of(&expected(), &report()).is_empty());
        let mut other = report();
        other.amount = Amount::parse("153424.999999999999999999").unwrap();
        other.currency = Currency::parse("USDC (TRC-20)").unwrap();
        other.network = Some("TRC-20".to_owned());
        other.reference = None;
        assert_eq!(
            of(&expected(), &other),
            ["amount", "currency", "network", "reference"]
        );
        let mut short = expected();
        short.received = Amount::parse("100").ok();
        assert_eq!(of(&short, &report()), ["amount told by the partner"]);
        short.amount = None;
        assert_eq!(of(&short, &report()), ["amount"]);
        let mut none = expected();
        none.network = None;
        none.reference = None;
        assert!(of(&none, &report()).is_empty());
    }

    #[test]
    fn without_evidence_there_is_no_approval() {
        assert!(check_evidence(&report()).is_ok());
        let mut bare = report();
        bare.evidence.transaction_hash = Some("  ".to_owned());
        assert!(check_evidence(&bare).is_err());
        let mut plain = report();
        plain.evidence.url = Some("http://files.example/proof.pdf".to_owned());
        assert!(check_evidence(&plain).is_err());
    }
}
