//! A crypto currency's network: which are known, and whose addresses they use.

use crate::{
    Level,
    typed::{self, is_dash},
};
use domain::Currency;

/// Networks that share one form of address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AddressForm {
    /// `0x` and 40 hexadecimal digits, with Ethereum's checksum in their case (EIP-55).
    Evm,
    /// 34 characters that begin with T (base58check).
    Tron,
    /// Base58check, bech32 or bech32m.
    Bitcoin,
}

impl AddressForm {
    /// What people say.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Evm => "an Ethereum",
            Self::Tron => "a Tron",
            Self::Bitcoin => "a Bitcoin",
        }
    }
}

macro_rules! networks {
    ($($(#[$doc:meta])* $name:ident $label:literal $form:ident [$($word:literal)*];)*) => {
        /// A network whose addresses can be checked.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Network {
            $($(#[$doc])* $name,)*
        }

        impl Network {
            /// What people say.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self {
                    $(Self::$name => $label,)*
                }
            }

            /// The form of its addresses.
            #[must_use]
            pub const fn form(self) -> AddressForm {
                match self {
                    $(Self::$name => AddressForm::$form,)*
                }
            }

            /// By a name in capitals without blanks and hyphens.
            fn named(bare: &str) -> Option<Self> {
                match bare {
                    $($($word)|* => Some(Self::$name),)*
                    _ => None,
                }
            }
        }
    };
}

networks! {
    /// Ethereum; `ERC-20` (documented).
    Ethereum "Ethereum (ERC-20)" Evm ["ERC20" "ETH" "ETHEREUM" "ETHEREUMERC20"];
    /// Polygon
    Polygon "Polygon" Evm ["POLYGON" "MATIC" "POL" "POLYGONPOS"];
    /// BNB Smart Chain
    BnbSmartChain "BNB Smart Chain (BEP-20)" Evm
        ["BEP20" "BSC" "BNBSMARTCHAIN" "BINANCESMARTCHAIN" "BNBCHAIN"];
    /// Arbitrum One
    Arbitrum "Arbitrum" Evm ["ARBITRUM" "ARBITRUMONE" "ARB"];
    /// OP Mainnet
    Optimism "Optimism" Evm ["OPTIMISM" "OPMAINNET"];
    /// Base
    Base "Base" Evm ["BASE"];
    /// Avalanche's C-Chain
    Avalanche "Avalanche C-Chain" Evm ["AVALANCHE" "AVALANCHECCHAIN" "AVAXCCHAIN" "AVAXC"];
    /// Celo
    Celo "Celo" Evm ["CELO"];
    /// Tron
    Tron "Tron (TRC-20)" Tron ["TRC20" "TRX" "TRON" "TRONTRC20"];
    /// Bitcoin's own chain
    Bitcoin "Bitcoin" Bitcoin ["BTC" "BITCOIN" "BITCOINMAINNET"];
}

impl Network {
    /// Reads a network's name, as `ERC-20`, `erc20` or `TRC20`; none if it is not known.
    #[must_use]
    pub fn read(name: &str) -> Option<Self> {
        Self::named(&bare(name))
    }

    /// The network that a currency's symbol says: the one in brackets, or the one whose own coin it
    /// is (BTC, ETH, TRX).
    #[must_use]
    pub fn of(currency: &Currency) -> Option<Self> {
        match currency.network() {
            Some(name) => Self::read(name),
            None => match bare(currency.as_str()).as_str() {
                coin @ ("BTC" | "ETH" | "TRX") => Self::named(coin),
                _ => None,
            },
        }
    }
}

/// A name in capitals without blanks, hyphens and underscores.
fn bare(name: &str) -> String {
    let letters = typed::code_without(name, |c| is_dash(c) || matches!(c, '_' | '(' | ')'));
    letters.to_ascii_uppercase()
}

/// What is wrong between a network and the currency's symbol.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NetworkProblem {
    /// The field says another network than the symbol.
    #[error(
        "The currency {currency} runs on {symbols}, but the network says {said}. What is sent over \
         another network is lost: choose the one that the receiver named, in both."
    )]
    Differs {
        /// The currency's symbol.
        currency: String,
        /// What the symbol says.
        symbols: String,
        /// What the field says.
        said: String,
    },
    /// Not known here.
    #[error(
        "The network {name} is not known to this program, so neither it nor the address is \
         checked. Compare the address with the receiver's own, character by character."
    )]
    Unknown {
        /// Its name as it was typed.
        name: String,
    },
    /// Neither field nor symbol names one.
    #[error(
        "Neither the currency {currency} nor the network says on which network it runs, so the \
         address is checked by its looks alone. Ask the receiver for the network."
    )]
    NoneSaid {
        /// The currency's symbol.
        currency: String,
    },
}

impl NetworkProblem {
    /// How much it weighs.
    #[must_use]
    pub const fn level(&self) -> Level {
        match self {
            Self::Differs { .. } => Level::Error,
            Self::NoneSaid { .. } => Level::Warning,
            Self::Unknown { .. } => Level::NotChecked,
        }
    }
}

/// Compares the network's field with the currency's symbol. Gives the network that both mean, where
/// it is known, and what is to be said.
#[must_use]
pub fn agree(currency: Option<&Currency>, said: &str) -> (Option<Network>, Option<NetworkProblem>) {
    let symbols = currency.and_then(Network::of);
    let symbols_name =
        currency.and_then(|currency| currency.network().or_else(|| symbols.map(Network::label)));
    let symbol = || currency.map(ToString::to_string).unwrap_or_default();
    let own = Network::read(said);
    let unknown = |name: &str| {
        Some(NetworkProblem::Unknown {
            name: name.to_owned(),
        })
    };
    match (symbols_name, said.is_empty()) {
        (None, true) => (None, Some(NetworkProblem::NoneSaid { currency: symbol() })),
        (Some(name), true) => (symbols, symbols.is_none().then(|| unknown(name)).flatten()),
        (None, false) => (own, own.is_none().then(|| unknown(said)).flatten()),
        (Some(name), false) => match (symbols, own) {
            (Some(symbols), Some(own)) if symbols == own => (Some(own), None),
            (Some(_), Some(_)) => {
                let (symbols, said) = (name.to_owned(), said.to_owned());
                (
                    None,
                    Some(NetworkProblem::Differs {
                        currency: symbol(),
                        symbols,
                        said,
                    }),
                )
            }
            // A name that is not known may mean the other network (SPL is Solana's).
            (None, _) => (None, unknown(name)),
            (Some(_), None) => (None, unknown(said)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(currency: &str, said: &str) -> (Option<Network>, Option<NetworkProblem>) {
        agree(Some(&Currency::parse(currency).unwrap()), said)
    }

    #[test]
    fn a_network_is_read_however_it_is_written() {
        for (name, network) in [
            ("ERC-20", Network::Ethereum),
            ("erc20", Network::Ethereum),
            ("Ethereum (ERC-20)", Network::Ethereum),
            ("TRC\u{2011}20", Network::Tron),
            ("BEP-20", Network::BnbSmartChain),
            ("Avalanche C-Chain", Network::Avalanche),
            ("Bitcoin", Network::Bitcoin),
        ] {
            assert_eq!(Network::read(name), Some(network), "{name}");
        }
        for network in ["", "SPL", "Solana", "ERC-721", "Lightning"] {
            assert_eq!(Network::read(network), None);
        }
    }

    #[test]
    fn the_symbol_says_the_network_and_the_field_may_repeat_it() {
        for said in ["", "ERC-20", "Ethereum", "erc 20"] {
            assert_eq!(with("USDC (ERC-20)", said), (Some(Network::Ethereum), None));
        }
        assert_eq!(with("USDT (TRC-20)", ""), (Some(Network::Tron), None));
        assert_eq!(with("BTC", ""), (Some(Network::Bitcoin), None));
        assert_eq!(with("USDC", "Polygon"), (Some(Network::Polygon), None));
    }

    #[test]
    fn two_networks_that_differ_are_an_error_also_where_their_addresses_look_the_same() {
        for (currency, said) in [
            ("USDC (ERC-20)", "TRC-20"),
            ("USDC (ERC-20)", "Polygon"),
            ("BTC", "ERC-20"),
        ] {
            let (network, problem) = with(currency, said);
            assert_eq!(network, None);
            assert_eq!(
                problem.map(|problem| problem.level()),
                Some(Level::Error),
                "{currency}"
            );
        }
    }

    #[test]
    fn an_unknown_network_is_said_to_be_unknown_and_never_refused() {
        for (currency, said) in [
            ("USDC (SPL)", ""),
            ("USDC (SPL)", "spl"),
            ("USDC (SPL)", "Solana"),
            ("USDC (SPL)", "ERC-20"),
            ("USDC (ERC-20)", "Plasma"),
            ("USDC", "Plasma"),
        ] {
            let (network, problem) = with(currency, said);
            assert_eq!(network, None);
            assert!(
                matches!(problem, Some(NetworkProblem::Unknown { .. })),
                "{currency} {said}"
            );
        }
        assert!(matches!(
            with("USDC", "").1,
            Some(NetworkProblem::NoneSaid { .. })
        ));
        assert_eq!(agree(None, "ERC-20"), (Some(Network::Ethereum), None));
    }
}
