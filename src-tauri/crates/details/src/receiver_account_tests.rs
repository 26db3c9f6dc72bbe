//! Tests of the receiver account's form.

use super::*;
use crate::{network::NetworkProblem, wallet_address::AddressProblem};
use proptest::prelude::*;

const LIVE: Environment = Environment::Live;

fn form(fields: &[(Field, &str)]) -> Typed {
    fields
        .iter()
        .map(|(field, text)| (*field, (*text).to_owned()))
        .collect()
}

fn bank() -> Typed {
    form(&[
        (Field::CurrencySymbol, "EUR"),
        (Field::NameOnAccount, " Acme  GmbH "),
        (Field::AccountNumber, "0532013000"),
        (Field::BankName, "Commerzbank"),
        (Field::SwiftCode, "cobadeff"),
        (Field::Iban, "DE89 3704 0044 0532 0130 00"),
        (Field::Country, "de"),
        (Field::State, "NRW"),
        (Field::City, "K\u{f6}ln"),
        (Field::Address, "Domkloster"),
        (Field::StreetNumber, "4"),
        (Field::ZipCode, "50667"),
        (Field::InvoiceUrl, "https://files.example.com/1.pdf"),
    ])
}

fn wallet() -> Typed {
    form(&[
        (Field::CurrencySymbol, "USDC (ERC-20)"),
        (Field::NameOnAccount, "Acme"),
        (
            Field::WalletAddress,
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        ),
        (Field::Network, "ERC-20"),
        (Field::Country, "NG"),
    ])
}

fn with(mut typed: Typed, field: Field, text: &str) -> Typed {
    typed.insert(field, text.to_owned());
    typed
}

/// What is said about one field.
fn of(checked: &Checked, field: Field) -> Vec<Problem> {
    let findings = checked
        .findings
        .iter()
        .filter(|finding| finding.field == field);
    findings.map(|finding| finding.problem.clone()).collect()
}

fn check(kind: AccountKind, typed: &Typed) -> Checked {
    check_receiver_account(kind, typed, LIVE)
}

#[test]
fn a_good_bank_account_may_be_sent_and_shows_what_will_be() {
    let checked = check(AccountKind::Bank, &bank());
    assert!(checked.may_be_sent(), "{:?}", checked.findings);
    let said: Vec<_> = checked
        .findings
        .iter()
        .map(|f| (f.field, f.problem.level()))
        .collect();
    assert_eq!(said, [(Field::AccountNumber, Level::NotChecked)]);
    for (field, value, differs) in [
        (Field::Iban, "DE89370400440532013000", true),
        (Field::SwiftCode, "COBADEFF", true),
        (Field::Country, "DE", true),
        (Field::NameOnAccount, "Acme GmbH", true),
        (Field::BankName, "Commerzbank", false),
    ] {
        let to_send = checked
            .to_send
            .iter()
            .find(|to_send| to_send.field == field)
            .unwrap();
        assert_eq!((to_send.value.as_str(), to_send.differs), (value, differs));
    }
}

#[test]
fn a_good_wallet_may_be_sent_and_the_unusual_is_said() {
    let checked = check(AccountKind::Wallet, &wallet());
    assert!(checked.may_be_sent(), "{:?}", checked.findings);
    assert_eq!(of(&checked, Field::WalletAddress), []);
    assert_eq!(of(&checked, Field::Network), []);
    assert_eq!(of(&checked, Field::City), [Problem::Expected]);
}

#[test]
fn each_needed_field_that_is_empty_or_blank_is_an_error_by_its_name() {
    for (kind, good) in [(AccountKind::Bank, bank()), (AccountKind::Wallet, wallet())] {
        for (field, _, _) in NEEDS {
            let wanted = match need(*field, kind) {
                Need::Must if *field == Field::AccountNumber => Problem::Expected,
                Need::Must => Problem::Missing,
                Need::Expected => Problem::Expected,
                Need::May | Need::No => continue,
            };
            for blank in ["", " \u{200b}\u{a0}\n", "\u{200c}"] {
                let checked = check(kind, &with(good.clone(), *field, blank));
                assert!(of(&checked, *field).contains(&wanted), "{kind:?} {field}");
                assert_eq!(
                    checked.may_be_sent(),
                    wanted == Problem::Expected,
                    "{kind:?} {field}"
                );
            }
        }
    }
    let no_iban = with(with(bank(), Field::Iban, ""), Field::AccountNumber, "");
    let checked = check(AccountKind::Bank, &no_iban);
    assert_eq!(of(&checked, Field::AccountNumber), [Problem::Missing]);
}

#[test]
fn what_belongs_to_the_other_kind_is_pointed_out_and_not_sent() {
    let mixed = with(bank(), Field::WalletAddress, "0x00");
    let checked = check(AccountKind::Bank, &mixed);
    let kind = "A bank account";
    assert_eq!(
        of(&checked, Field::WalletAddress),
        [Problem::OtherKind { kind }]
    );
    assert_eq!(checked.sent(Field::WalletAddress), "");
    let mixed = with(wallet(), Field::Iban, "DE89");
    let checked = check(AccountKind::Wallet, &mixed);
    assert_eq!(
        of(&checked, Field::Iban),
        [Problem::OtherKind { kind: "A wallet" }]
    );
    let problems = |symbol: &str| {
        let typed = with(bank(), Field::CurrencySymbol, symbol);
        of(&check(AccountKind::Bank, &typed), Field::CurrencySymbol)
    };
    for symbol in ["USDC (ERC-20)", "BTC"] {
        let currency = symbol.to_owned();
        assert_eq!(problems(symbol), [Problem::CryptoToBank { currency }]);
    }
    let currency = "USD (Domestic)".to_owned();
    assert_eq!(
        problems("USD (Domestic)"),
        [Problem::PerhapsCryptoToBank { currency }]
    );
}

#[test]
fn a_wrong_code_forbids_to_send_and_names_its_field() {
    for (field, text) in [
        (Field::Iban, "DE89 3704 0044 0532 0130 01"),
        (Field::SwiftCode, "COBADE"),
        (Field::Country, "Germany"),
        (Field::InvoiceUrl, "invoice.pdf"),
        (Field::CurrencySymbol, &"E".repeat(80)),
        (Field::City, &"x".repeat(501)),
        (Field::AccountNumber, "0532\u{41e}"),
        (Field::Iban, &"9".repeat(501)),
    ] {
        let checked = check(AccountKind::Bank, &with(bank(), field, text));
        assert!(!checked.may_be_sent(), "{field}");
        assert!(
            of(&checked, field)
                .iter()
                .any(|p| p.level() == Level::Error),
            "{field}"
        );
        let others = checked
            .findings
            .iter()
            .filter(|finding| finding.field != field);
        assert!(
            others.clone().all(|f| f.problem.level() != Level::Error),
            "{field}"
        );
    }
}

#[test]
fn a_us_account_needs_its_routing_number_and_others_are_not_checked() {
    let us = with(with(bank(), Field::Country, "US"), Field::Iban, "");
    let us = with(us, Field::SwiftCode, "CHASUS33");
    let problems = |typed: &Typed| of(&check(AccountKind::Bank, typed), Field::RoutingNumber);
    assert_eq!(problems(&us), [Problem::NoRoutingNumber]);
    assert_eq!(
        problems(&with(us.clone(), Field::RoutingNumber, "021000021")),
        []
    );
    let wrong = problems(&with(us, Field::RoutingNumber, "021000022"));
    assert_eq!(
        wrong,
        [Problem::RoutingNumber(RoutingNumberProblem::CheckDigit)]
    );
    let german = problems(&with(bank(), Field::RoutingNumber, "37040044"));
    let country = "DE".to_owned();
    assert_eq!(
        german,
        [Problem::RoutingNumber(RoutingNumberProblem::NotUs {
            country
        })]
    );
}

#[test]
fn an_iban_or_a_bic_of_another_country_is_a_warning() {
    let checked = check(AccountKind::Bank, &with(bank(), Field::Country, "FR"));
    for field in [Field::Iban, Field::SwiftCode] {
        let other = Problem::OtherCountry {
            found: "DE".to_owned(),
            country: "FR".to_owned(),
        };
        assert_eq!(of(&checked, field), [other]);
    }
    assert!(checked.may_be_sent());
}

#[test]
fn a_wallets_network_is_compared_with_the_symbol_and_the_address() {
    let tron = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t";
    let other = check(
        AccountKind::Wallet,
        &with(wallet(), Field::WalletAddress, tron),
    );
    let found = of(&other, Field::WalletAddress);
    assert!(matches!(
        found[..],
        [Problem::Address(AddressProblem::OtherNetwork { .. })]
    ));
    let differs = check(
        AccountKind::Wallet,
        &with(wallet(), Field::Network, "TRC-20"),
    );
    let found = of(&differs, Field::Network);
    assert!(matches!(
        found[..],
        [Problem::Network(NetworkProblem::Differs { .. })]
    ));
    assert!(!other.may_be_sent() && !differs.may_be_sent());

    let unknown = with(wallet(), Field::CurrencySymbol, "USDC (SPL)");
    let unknown = with(
        with(unknown, Field::Network, ""),
        Field::WalletAddress,
        "7EcDhSYGxXyscszY",
    );
    let checked = check(AccountKind::Wallet, &unknown);
    assert!(checked.may_be_sent(), "an unknown network is never refused");
    let levels: Vec<Level> = [Field::Network, Field::WalletAddress]
        .iter()
        .flat_map(|field| of(&checked, *field))
        .map(|problem| problem.level())
        .collect();
    assert_eq!(levels, [Level::NotChecked, Level::NotChecked]);
}

proptest! {
    #[test]
    fn no_form_stops_it_each_sentence_says_something_and_sending_changes_nothing_more(
        texts in prop::collection::btree_map(prop::sample::select(Field::ALL), ".{0,60}", 0..24),
        wallet in any::<bool>(), live in any::<bool>(),
    ) {
        let kind = if wallet { AccountKind::Wallet } else { AccountKind::Bank };
        let environment = if live { Environment::Live } else { Environment::Sandbox };
        let once = check_receiver_account(kind, &texts, environment);
        for finding in &once.findings {
            prop_assert!(finding.problem.to_string().ends_with(['.', ')']));
        }
        let sent: Typed =
            once.to_send.iter().map(|to_send| (to_send.field, to_send.value.clone())).collect();
        let twice = check_receiver_account(kind, &sent, environment);
        let again: Typed =
            twice.to_send.iter().map(|to_send| (to_send.field, to_send.value.clone())).collect();
        for (field, value) in sent.iter().filter(|(_, value)| !value.is_empty()) {
            prop_assert_eq!(again.get(field), Some(value));
        }
    }
}
