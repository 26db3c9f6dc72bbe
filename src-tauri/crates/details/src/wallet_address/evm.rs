//! An address of Ethereum and its kin: 40 hexadecimal digits, a checksum in their case (EIP-55).

use super::AddressProblem;
use sha3::{Digest, Keccak256};

/// How many hexadecimal digits follow `0x`.
const DIGITS: usize = 40;

/// Whether a text is meant as such an address, right or wrong.
pub(super) fn looks_like_one(address: &str) -> bool {
    address.starts_with("0x") || address.starts_with("0X")
}

/// The same digits in the case that carries the checksum.
fn with_checksum(digits: &str) -> String {
    let small = digits.to_ascii_lowercase();
    let hash = hex::encode(Keccak256::digest(small.as_bytes()));
    let cased = small.chars().zip(hash.chars()).map(|(digit, nibble)| {
        let capital = nibble.to_digit(16).is_some_and(|nibble| nibble >= 8);
        if capital {
            digit.to_ascii_uppercase()
        } else {
            digit
        }
    });
    cased.collect()
}

pub(super) fn judge(address: &str) -> Option<AddressProblem> {
    let digits = address.strip_prefix("0x")?;
    if digits.len() != DIGITS {
        return Some(AddressProblem::EvmLength {
            found: digits.chars().count(),
        });
    }
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Some(AddressProblem::EvmDigits);
    }
    if digits.bytes().all(|byte| byte == b'0') {
        return Some(AddressProblem::NoOnes);
    }
    if with_checksum(digits) == digits {
        return None;
    }
    let capitals = digits.bytes().any(|byte| byte.is_ascii_uppercase());
    let smalls = digits.bytes().any(|byte| byte.is_ascii_lowercase());
    Some(if capitals && smalls {
        AddressProblem::Checksum
    } else {
        AddressProblem::EvmNoChecksum
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The test vectors of EIP-55.
    const EIP_55: &[&str] = &[
        "0x52908400098527886E0F7030069857D2E4169EE7",
        "0x8617E340B3D01FA5F11F306F4090FD50E238070D",
        "0xde709f2102306220921060314715629080e2fb77",
        "0x27b1fdb04752bbc536007a920d24acb045561c26",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
        "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
    ];

    #[test]
    fn the_vectors_of_eip_55_are_good() {
        for good in EIP_55 {
            assert_eq!(judge(good), None, "{good}");
        }
    }

    #[test]
    fn one_case_alone_has_no_checksum_which_is_said_and_not_refused() {
        for mixed in EIP_55.iter().skip(4) {
            let digits = mixed.strip_prefix("0x").unwrap();
            for digits in [digits.to_lowercase(), digits.to_uppercase()] {
                let problem = judge(&format!("0x{digits}"));
                assert_eq!(problem, Some(AddressProblem::EvmNoChecksum));
            }
        }
    }

    #[test]
    fn what_is_wrong_is_said_by_its_kind() {
        let short = judge("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe");
        assert_eq!(short, Some(AddressProblem::EvmLength { found: 39 }));
        assert_eq!(judge("0x"), Some(AddressProblem::EvmLength { found: 0 }));
        let letter = judge("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeg");
        assert_eq!(letter, Some(AddressProblem::EvmDigits));
        let zero = format!("0x{}", "0".repeat(DIGITS));
        assert_eq!(judge(&zero), Some(AddressProblem::NoOnes));
        // One letter in the other case.
        let other = judge("0x5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed");
        assert_eq!(other, Some(AddressProblem::Checksum));
    }

    /// A changed digit goes unseen in one address of some thousands (EIP-55); in these, never.
    #[test]
    fn each_single_changed_digit_of_the_mixed_vectors_is_found() {
        for mixed in EIP_55.iter().skip(4) {
            for (at, by) in (2..42).flat_map(|at| (1..16).map(move |by| (at, by))) {
                let mut characters: Vec<char> = mixed.chars().collect();
                let old = characters[at].to_digit(16).unwrap();
                let new = char::from_digit((old + by) % 16, 16).unwrap();
                characters[at] = if characters[at].is_uppercase() {
                    new.to_ascii_uppercase()
                } else {
                    new
                };
                let changed: String = characters.into_iter().collect();
                assert_eq!(judge(&changed), Some(AddressProblem::Checksum), "{changed}");
            }
        }
    }
}
