//! Addresses in base58check: Tron's, and Bitcoin's older ones.

use super::AddressProblem;

/// A byte before the hash says whose address it is. The hash behind it has 20 bytes.
const HASH_BYTES: usize = 20;
/// Tron's byte (its documentation).
const TRON: u8 = 0x41;
/// Bitcoin's bytes: to a key's hash and to a script's hash.
const BITCOIN: [u8; 2] = [0x00, 0x05];
/// The same on Bitcoin's test networks.
const BITCOIN_TEST: [u8; 2] = [0x6f, 0xc4];
/// Longer texts are no address; to decode them would cost time that grows with the square.
const CHARACTERS_MAX: usize = 64;

/// Whose address a base58check text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Tron,
    Bitcoin,
    BitcoinTest,
}

/// Decodes a text, or says why it is no address.
pub(super) fn owner(address: &str) -> Result<Owner, AddressProblem> {
    if address.is_empty() || address.len() > CHARACTERS_MAX {
        return Err(AddressProblem::Unlike);
    }
    let bytes = bs58::decode(address)
        .with_check(None)
        .into_vec()
        .map_err(|error| match error {
            bs58::decode::Error::InvalidCharacter { character, index } => {
                AddressProblem::Base58Character {
                    character,
                    place: index.saturating_add(1),
                }
            }
            bs58::decode::Error::InvalidChecksum { .. } => AddressProblem::Checksum,
            _ => AddressProblem::Unlike,
        })?;
    match bytes.split_first() {
        Some((_, hash)) if hash.len() != HASH_BYTES => Err(AddressProblem::Unlike),
        Some((&TRON, _)) => Ok(Owner::Tron),
        Some((byte, _)) if BITCOIN.contains(byte) => Ok(Owner::Bitcoin),
        Some((byte, _)) if BITCOIN_TEST.contains(byte) => Ok(Owner::BitcoinTest),
        _ => Err(AddressProblem::Unlike),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// From Tron's documentation (TronWeb's `setAddress`), and the USDT and USDC contracts.
    const TRON: &[(&str, &str)] = &[
        (
            "TVJ6njG5EpUwJt4N9xjTrqU5za78cgadS2",
            "41d3fd1b6f3f3a86303e2925844456c49876c4561f",
        ),
        (
            "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t",
            "41a614f803b6fd780986a42c78ec9c7f77e6ded13c",
        ),
        ("TEkxiTehnzSmSe2XqrBj4w32RUN966rdz8", "41"),
    ];
    /// From Bitcoin's genesis block and the Bitcoin Wiki's page on addresses.
    const BITCOIN: &[&str] = &[
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
        "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
        "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2",
    ];

    #[test]
    fn published_addresses_are_their_owners() {
        for (address, hex) in TRON {
            assert_eq!(owner(address), Ok(Owner::Tron));
            let bytes = bs58::decode(address).with_check(None).into_vec().unwrap();
            assert!(hex::encode(bytes).starts_with(hex));
        }
        for address in BITCOIN {
            assert_eq!(owner(address), Ok(Owner::Bitcoin), "{address}");
        }
        let test = bs58::encode([vec![0x6f], vec![7; 20]].concat())
            .with_check()
            .into_string();
        assert_eq!(owner(&test), Ok(Owner::BitcoinTest));
    }

    #[test]
    fn what_is_wrong_is_said_by_its_kind() {
        let wrong = owner("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u");
        assert_eq!(wrong, Err(AddressProblem::Checksum));
        let zero = owner("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj60");
        assert_eq!(
            zero,
            Err(AddressProblem::Base58Character {
                character: '0',
                place: 34
            })
        );
        let other = bs58::encode([vec![0x30], vec![7; 20]].concat())
            .with_check()
            .into_string();
        let short = bs58::encode([vec![0x41], vec![7; 19]].concat())
            .with_check()
            .into_string();
        for unlike in ["", "T", "1", &other, &short, &"1".repeat(65)] {
            let no = owner(unlike);
            assert!(
                matches!(no, Err(AddressProblem::Unlike | AddressProblem::Checksum)),
                "{no:?}"
            );
        }
        assert_eq!(owner(&other), Err(AddressProblem::Unlike));
        assert_eq!(owner(&short), Err(AddressProblem::Unlike));
    }

    proptest! {
        #[test]
        fn one_changed_character_is_found(
            row in 0..BITCOIN.len() + TRON.len(), at in 0_usize..34, by in 1_usize..58,
        ) {
            let alphabet = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
            let all = || BITCOIN.iter().chain(TRON.iter().map(|(address, _)| address));
            let mut address = all().nth(row).unwrap().as_bytes().to_vec();
            let at = at % address.len();
            let old = alphabet.iter().position(|letter| *letter == address[at]).unwrap();
            address[at] = alphabet[(old + by) % alphabet.len()];
            let address = String::from_utf8(address).unwrap();
            prop_assert!(owner(&address).is_err(), "{}", address);
        }
    }
}
