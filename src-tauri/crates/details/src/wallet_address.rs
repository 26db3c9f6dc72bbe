//! A wallet's address: its form, its checksum, and whether it is one of the network's.

mod base58;
mod evm;
mod segwit;

use crate::{
    Level,
    network::{AddressForm, Network},
    typed::{self, ForeignCharacter, Read},
};
use domain::Environment;

/// What is wrong with an address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddressProblem {
    /// A character that no address holds.
    #[error("A wallet address holds the letters A to Z and digits. {0}")]
    Character(#[from] ForeignCharacter),
    /// An address of another network.
    #[error(
        "This is {} address, but the network is {}. What is sent there is lost: ask the receiver \
         for an address on that network.", found.label(), network.label()
    )]
    OtherNetwork {
        /// Whose it is.
        found: AddressForm,
        /// Whose it should be.
        network: Network,
    },
    /// No form of address of this network.
    #[error("This does not look like {} address. Copy it whole from the receiver.", form.label())]
    UnlikeNetworks {
        /// The form that is wanted.
        form: AddressForm,
    },
    /// No form of address that is known.
    #[error(
        "This has the form of no address that this program knows, so it is not checked. Compare it \
         with the receiver's own, character by character."
    )]
    Unlike,
    /// Not 40 digits behind `0x`.
    #[error("Behind 0x stand 40 digits, here are {found}. Copy it whole from the receiver.")]
    EvmLength {
        /// Digits of this one.
        found: usize,
    },
    /// A letter beyond F.
    #[error("Behind 0x stand only digits and the letters A to F. Copy it again.")]
    EvmDigits,
    /// `0X`, which wallets refuse.
    #[error("The address begins with a small x, as 0x. Copy it again from the receiver.")]
    EvmBigX,
    /// Written in one case.
    #[error(
        "The address is written in small letters or in capitals alone, so it has no checksum and a \
         wrong digit would go unseen. Compare it with the receiver's own, character by character, \
         or ask for it in mixed case."
    )]
    EvmNoChecksum,
    /// The address 0.
    #[error("This is the address zero, which is no one's: what is sent there is lost.")]
    NoOnes,
    /// A character that base58 leaves out.
    #[error(
        "Character {place} is {character}, which such an address never holds (it has no 0, O, I \
         and l, so that they are not mistaken). Copy it again from the receiver."
    )]
    Base58Character {
        /// The character.
        character: char,
        /// Where it stands, counted from 1.
        place: usize,
    },
    /// Tron's other form.
    #[error(
        "This is a Tron address in its hexadecimal form. Ask for the one of 34 characters that \
         begins with T, as wallets show it."
    )]
    TronHex,
    /// Small letters and capitals in one address.
    #[error("Such an address is in small letters or in capitals, not in both. Copy it again.")]
    MixedCase,
    /// The checksum does not fit.
    #[error(
        "The checksum does not fit: at least one character is wrong, missing or in the wrong case. \
         Copy it again from the receiver."
    )]
    Checksum,
    /// Bitcoin's test network, where money is real.
    #[error("This is an address of Bitcoin's test network: no money goes there. Ask for another.")]
    TestNetwork,
    /// Bitcoin's test network, in Sandbox or Simulator.
    #[error("This is an address of Bitcoin's test network. It will be refused in Live.")]
    TestNetworkInTest,
    /// A version or length of the future.
    #[error(
        "The checksum fits, but no wallet of today makes such an address, and what is sent there \
         may be anyone's. Ask the receiver which wallet made it."
    )]
    Unusual,
}

impl AddressProblem {
    /// How much it weighs.
    #[must_use]
    pub const fn level(&self) -> Level {
        match self {
            Self::Unlike | Self::EvmNoChecksum => Level::NotChecked,
            Self::Unusual | Self::TestNetworkInTest => Level::Warning,
            Self::Character(_)
            | Self::OtherNetwork { .. }
            | Self::UnlikeNetworks { .. }
            | Self::EvmLength { .. }
            | Self::EvmDigits
            | Self::EvmBigX
            | Self::NoOnes
            | Self::Base58Character { .. }
            | Self::TronHex
            | Self::MixedCase
            | Self::Checksum
            | Self::TestNetwork => Level::Error,
        }
    }
}

/// Whose address a text is meant to be, right or wrong.
fn form_of(address: &str) -> Option<AddressForm> {
    if evm::looks_like_one(address) {
        return Some(AddressForm::Evm);
    }
    if segwit::looks_like_one(address) {
        return Some(AddressForm::Bitcoin);
    }
    match base58::owner(address) {
        Ok(base58::Owner::Tron) => Some(AddressForm::Tron),
        Ok(base58::Owner::Bitcoin | base58::Owner::BitcoinTest) => Some(AddressForm::Bitcoin),
        Err(_) if is_tron_hex(address) => Some(AddressForm::Tron),
        // A wrong one is told by its length and its first letter.
        Err(_) => match (address.len(), address.as_bytes().first()) {
            (34, Some(b'T')) => Some(AddressForm::Tron),
            (26..=35, Some(b'1' | b'3')) => Some(AddressForm::Bitcoin),
            _ => None,
        },
    }
}

fn is_tron_hex(address: &str) -> bool {
    address.len() == 42
        && address.starts_with("41")
        && address.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Checks an address against its network; one whose network is not known, by its looks alone.
#[must_use]
pub fn read(
    text: &str,
    network: Option<Network>,
    environment: Environment,
) -> Read<AddressProblem> {
    let mut address = typed::code(text);
    if let Some(foreign) = typed::foreign(&address, |c| c.is_ascii_alphanumeric()) {
        return Read::bad(address, foreign);
    }
    let found = form_of(&address);
    let problem = match (network, found) {
        (Some(network), Some(found)) if network.form() != found => {
            Some(AddressProblem::OtherNetwork { found, network })
        }
        (Some(network), None) => Some(unlike(&address, network.form())),
        (None, None) => Some(AddressProblem::Unlike),
        (_, Some(AddressForm::Evm)) if address.starts_with("0X") => Some(AddressProblem::EvmBigX),
        (_, Some(AddressForm::Evm)) => evm::judge(&address),
        (_, Some(AddressForm::Tron)) => tron(&address),
        (_, Some(AddressForm::Bitcoin)) => bitcoin(&address, environment),
    };
    // Capitals are for QR codes; wallets show and compare the small form (BIP-173).
    if segwit::read(&address).is_ok() {
        address.make_ascii_lowercase();
    }
    match problem {
        None => Read::good(address),
        Some(problem) => Read::bad(address, problem),
    }
}

/// Why a text has not the form that its network wants.
fn unlike(address: &str, form: AddressForm) -> AddressProblem {
    match (form, base58::owner(address)) {
        (
            AddressForm::Tron | AddressForm::Bitcoin,
            Err(character @ AddressProblem::Base58Character { .. }),
        ) => character,
        _ => AddressProblem::UnlikeNetworks { form },
    }
}

fn tron(address: &str) -> Option<AddressProblem> {
    if is_tron_hex(address) {
        return Some(AddressProblem::TronHex);
    }
    base58::owner(address).err()
}

fn bitcoin(address: &str, environment: Environment) -> Option<AddressProblem> {
    let (test, unusual) = if segwit::looks_like_one(address) {
        match segwit::read(address) {
            Ok(read) => (read.test, read.unusual),
            Err(problem) => return Some(problem),
        }
    } else {
        match base58::owner(address) {
            Ok(owner) => (owner == base58::Owner::BitcoinTest, false),
            Err(problem) => return Some(problem),
        }
    };
    match (test, environment) {
        (true, Environment::Live) => Some(AddressProblem::TestNetwork),
        (true, Environment::Sandbox | Environment::Simulator) => {
            Some(AddressProblem::TestNetworkInTest)
        }
        (false, _) => unusual.then_some(AddressProblem::Unusual),
    }
}

#[cfg(test)]
#[path = "wallet_address_tests.rs"]
mod tests;
