//! Tests of a wallet's address against its network.

use super::*;
use proptest::prelude::*;

const ETHEREUM: &str = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
const TRON: &str = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t";
const BITCOIN: &str = "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0";
const BITCOIN_OLD: &str = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa";
const BITCOIN_TEST: &str = "tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7";

fn live(address: &str, network: Option<Network>) -> Read<AddressProblem> {
    read(address, network, Environment::Live)
}

fn problem(address: &str, network: Option<Network>) -> Option<AddressProblem> {
    live(address, network).problems.into_iter().next()
}

#[test]
fn an_address_is_good_on_its_own_network_and_without_one_by_its_looks() {
    for (address, network) in [
        (ETHEREUM, Network::Ethereum),
        (ETHEREUM, Network::Polygon),
        (TRON, Network::Tron),
        (BITCOIN, Network::Bitcoin),
        (BITCOIN_OLD, Network::Bitcoin),
    ] {
        assert_eq!(live(address, Some(network)), Read::good(address.to_owned()));
        assert_eq!(live(address, None), Read::good(address.to_owned()));
    }
    let spaced = format!(" \u{200b}{ETHEREUM}\u{a0}\n");
    assert_eq!(
        live(&spaced, Some(Network::Ethereum)),
        Read::good(ETHEREUM.to_owned())
    );
    let capitals = "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4";
    assert_eq!(live(capitals, None), Read::good(capitals.to_lowercase()));
}

#[test]
fn an_address_of_another_network_is_an_error_that_names_both() {
    for (address, network, found) in [
        (TRON, Network::Ethereum, AddressForm::Tron),
        (BITCOIN, Network::Ethereum, AddressForm::Bitcoin),
        (ETHEREUM, Network::Tron, AddressForm::Evm),
        (BITCOIN_OLD, Network::Tron, AddressForm::Bitcoin),
        (TRON, Network::Bitcoin, AddressForm::Tron),
    ] {
        let problem = problem(address, Some(network)).unwrap();
        assert_eq!(problem, AddressProblem::OtherNetwork { found, network });
        let sentence = problem.to_string();
        assert!(sentence.contains(network.label()) && sentence.contains(found.label()));
    }
}

#[test]
fn what_is_wrong_is_said_by_its_kind() {
    let tron = Some(Network::Tron);
    assert_eq!(
        problem(&TRON.replace('R', "r"), tron),
        Some(AddressProblem::Checksum)
    );
    let hex = problem("41a614f803b6fd780986a42c78ec9c7f77e6ded13c", tron);
    assert_eq!(hex, Some(AddressProblem::TronHex));
    let zero = problem("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj60", tron);
    assert_eq!(
        zero,
        Some(AddressProblem::Base58Character {
            character: '0',
            place: 34
        })
    );
    let big = problem(&ETHEREUM.replace("0x", "0X"), None);
    assert_eq!(big, Some(AddressProblem::EvmBigX));
    let look_alike = problem(&ETHEREUM.replace('a', "\u{430}"), None);
    assert!(matches!(look_alike, Some(AddressProblem::Character(c)) if c.character == '\u{430}'));
    let form = AddressForm::Evm;
    let bare = problem(
        ETHEREUM.strip_prefix("0x").unwrap(),
        Some(Network::Ethereum),
    );
    assert_eq!(bare, Some(AddressProblem::UnlikeNetworks { form }));
    let solana = "7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV";
    assert_eq!(
        problem(solana, None).map(|p| p.level()),
        Some(Level::NotChecked)
    );
    assert_eq!(
        problem("BC1SW50QGDZ25J", None),
        Some(AddressProblem::Unusual)
    );
}

#[test]
fn a_test_networks_address_is_an_error_where_money_is_real() {
    let of = |environment| read(BITCOIN_TEST, Some(Network::Bitcoin), environment).problems;
    assert_eq!(of(Environment::Live), [AddressProblem::TestNetwork]);
    assert_eq!(
        of(Environment::Sandbox),
        [AddressProblem::TestNetworkInTest]
    );
    assert_eq!(
        of(Environment::Simulator),
        [AddressProblem::TestNetworkInTest]
    );
}

proptest! {
    #[test]
    fn no_text_stops_it_and_what_is_sent_is_read_the_same_again(
        text in "(0x|0X|T|1|3|bc1|tb1|BC1)?(.{0,60}|[0-9A-Za-z]{0,90})",
        network in prop::sample::select(vec![
            None, Some(Network::Ethereum), Some(Network::Tron), Some(Network::Bitcoin),
        ]),
    ) {
        let once = live(&text, network);
        prop_assert_eq!(&live(&once.sent, network), &once);
    }
}
