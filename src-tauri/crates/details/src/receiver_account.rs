//! The check of a receiver account's form: a bank account or a wallet.

use crate::{
    Checked, Field, Level, Problem, Typed, account_number, bic, country,
    finding::line,
    iban, invoice_url,
    network::{self, Network},
    routing_number::{self, RoutingNumberProblem},
    typed::{self, Read},
    wallet_address,
};
use domain::{Currency, Environment};

/// What a receiver account is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AccountKind {
    /// At a bank.
    Bank,
    /// A crypto wallet.
    Wallet,
}

impl AccountKind {
    const fn label(self) -> &'static str {
        match self {
            Self::Bank => "A bank account",
            Self::Wallet => "A wallet",
        }
    }
}

/// How much a field is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Need {
    /// Without it nothing is sent.
    Must,
    /// Asked for; where it is empty, a warning says so.
    Expected,
    /// May be left out.
    May,
    /// Has no place in this kind.
    No,
}

/// Which facts are asked for (observed for a bank account; assumed for a wallet, which has an
/// address and a network in place of the bank's facts). Not every country has states, street
/// numbers and postal codes.
#[rustfmt::skip]
const NEEDS: &[(Field, Need, Need)] = &[
    // field                 bank            wallet
    (Field::CurrencySymbol,  Need::Must,     Need::Must),
    (Field::NameOnAccount,   Need::Must,     Need::Must),
    (Field::AccountNumber,   Need::Must,     Need::No),
    (Field::BankName,        Need::Must,     Need::No),
    (Field::SwiftCode,       Need::Must,     Need::No),
    (Field::Iban,            Need::May,      Need::No),
    (Field::RoutingNumber,   Need::May,      Need::No),
    (Field::WalletAddress,   Need::No,       Need::Must),
    (Field::Network,         Need::No,       Need::May),
    (Field::Country,         Need::Must,     Need::Must),
    (Field::State,           Need::Expected, Need::Expected),
    (Field::City,            Need::Must,     Need::Expected),
    (Field::Address,         Need::Must,     Need::Expected),
    (Field::StreetNumber,    Need::Expected, Need::Expected),
    (Field::ZipCode,         Need::Expected, Need::Expected),
    (Field::InvoiceUrl,      Need::Must,     Need::Expected),
];

fn need(field: Field, kind: AccountKind) -> Need {
    let row = NEEDS.iter().find(|(name, _, _)| *name == field);
    row.map_or(Need::No, |(_, bank, wallet)| match kind {
        AccountKind::Bank => *bank,
        AccountKind::Wallet => *wallet,
    })
}

/// Checks the form of a receiver account before anything is sent. Its owner is not a field of it.
#[must_use]
pub fn check_receiver_account(
    kind: AccountKind,
    typed: &Typed,
    environment: Environment,
) -> Checked {
    let mut checked = Checked::default();
    // What other checks compare with comes first.
    let text = |field: Field| typed.get(&field).map(String::as_str).unwrap_or_default();
    let iban = iban::read(short(text(Field::Iban))).sent;
    let country = country::read(short(text(Field::Country))).sent;
    let currency = Currency::parse(&typed::line(text(Field::CurrencySymbol))).ok();
    let said = typed::line(short(text(Field::Network)));
    let (network, network_problem) = network::agree(currency.as_ref(), &said);

    for (field, _, _) in NEEDS {
        let field = *field;
        let need = need(field, kind);
        if need == Need::No {
            if !typed::is_blank(text(field)) {
                checked.find(field, Problem::OtherKind { kind: kind.label() });
            }
            continue;
        }
        let filled = match field {
            Field::CurrencySymbol => checked.check(typed, field, |text| read_currency(text, kind)),
            Field::AccountNumber => {
                checked.check(typed, field, |text| account_number::read(text, &iban))
            }
            Field::SwiftCode => checked.check(typed, field, bic::read),
            Field::Iban => checked.check(typed, field, iban::read),
            Field::RoutingNumber => {
                checked.check(typed, field, |text| read_routing_number(text, &country))
            }
            Field::WalletAddress => checked.check(typed, field, |text| {
                wallet_address::read(text, network, environment)
            }),
            Field::Country => checked.check(typed, field, country::read),
            Field::InvoiceUrl => checked.check(typed, field, invoice_url::read),
            _ => checked.check(typed, field, line),
        };
        match (filled, need) {
            (false, Need::Must) if field == Field::AccountNumber && !iban.is_empty() => {
                checked.find(field, Problem::Expected);
            }
            (false, Need::Must) => checked.find(field, Problem::Missing),
            (false, Need::Expected) => checked.find(field, Problem::Expected),
            (false, Need::May | Need::No) | (true, _) => {}
        }
    }
    match (kind, network_problem) {
        (AccountKind::Wallet, Some(problem)) if currency.is_some() || !said.is_empty() => {
            checked.find(Field::Network, problem);
        }
        (AccountKind::Bank, _) => compare_countries(&mut checked),
        (AccountKind::Wallet, _) => {}
    }
    checked
}

/// The text, if it is not too long to be looked at at all.
fn short(text: &str) -> &str {
    let long = text.chars().nth(typed::FIELD_CHARS_MAX).is_some();
    if long { "" } else { text }
}

fn read_currency(text: &str, kind: AccountKind) -> Read<Problem> {
    let symbol = typed::line(text);
    let Ok(currency) = Currency::parse(&symbol) else {
        return Read::bad(symbol, Problem::Currency);
    };
    if kind == AccountKind::Wallet {
        return Read::good(symbol);
    }
    let named = symbol.clone();
    match (Network::of(&currency), currency.network()) {
        (Some(_), _) => Read::bad(symbol, Problem::CryptoToBank { currency: named }),
        (None, Some(_)) => Read::bad(symbol, Problem::PerhapsCryptoToBank { currency: named }),
        (None, None) => Read::good(symbol),
    }
}

fn read_routing_number(text: &str, country: &str) -> Read<RoutingNumberProblem> {
    match country {
        "US" | "" => routing_number::read(text),
        other => {
            let country = other.to_owned();
            Read::bad(typed::line(text), RoutingNumberProblem::NotUs { country })
        }
    }
}

/// Points out an IBAN or a BIC of another country, and a US account without a routing number.
fn compare_countries(checked: &mut Checked) {
    let good = |field| {
        let of_field = checked
            .findings
            .iter()
            .filter(|finding| finding.field == field);
        of_field
            .clone()
            .all(|finding| finding.problem.level() != Level::Error)
    };
    let country = checked.sent(Field::Country).to_owned();
    if country.is_empty() || !good(Field::Country) {
        return;
    }
    let mut others = vec![];
    for (field, found) in [
        (Field::Iban, iban::country_of(checked.sent(Field::Iban))),
        (
            Field::SwiftCode,
            bic::country_of(checked.sent(Field::SwiftCode)),
        ),
    ] {
        if let Some(found) = found.filter(|found| *found != country && good(field)) {
            others.push((field, found.to_owned()));
        }
    }
    let no_routing_number = country == "US"
        && checked.sent(Field::RoutingNumber).is_empty()
        && good(Field::RoutingNumber);
    for (field, found) in others {
        checked.find(
            field,
            Problem::OtherCountry {
                found,
                country: country.clone(),
            },
        );
    }
    if no_routing_number {
        checked.find(Field::RoutingNumber, Problem::NoRoutingNumber);
    }
}

#[cfg(test)]
#[path = "receiver_account_tests.rs"]
mod tests;
