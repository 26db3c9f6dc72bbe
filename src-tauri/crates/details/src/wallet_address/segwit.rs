//! Bitcoin's newer addresses: bech32 for version 0 (BIP-173), bech32m for later ones (BIP-350).

use super::AddressProblem;

/// The prefixes of addresses: Bitcoin's own, its test networks', its local ones'.
const PREFIXES: [&str; 3] = ["bc1", "tb1", "bcrt1"];
/// The version of taproot, and how long what it holds is.
const TAPROOT: (u8, usize) = (1, 32);

/// What a good address is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Segwit {
    /// Of a test network.
    pub test: bool,
    /// Of a version or length that no wallet of today makes.
    pub unusual: bool,
}

/// Whether a text is meant as such an address, right or wrong.
pub(super) fn looks_like_one(address: &str) -> bool {
    let small = address.to_ascii_lowercase();
    PREFIXES.iter().any(|prefix| small.starts_with(prefix))
}

/// Decodes an address, or says why it is none.
pub(super) fn read(address: &str) -> Result<Segwit, AddressProblem> {
    let capitals = address.bytes().any(|byte| byte.is_ascii_uppercase());
    if capitals && address.bytes().any(|byte| byte.is_ascii_lowercase()) {
        return Err(AddressProblem::MixedCase);
    }
    let (prefix, version, program) =
        bech32::segwit::decode(address).map_err(|_| AddressProblem::Checksum)?;
    // The crate leaves the prefix to us: other coins use the same form.
    if !prefix.is_valid_segwit() {
        return Err(AddressProblem::Unlike);
    }
    let version = version.to_u8();
    let usual = version == 0 || (version, program.len()) == TAPROOT;
    Ok(Segwit {
        test: !prefix.is_valid_on_mainnet(),
        unusual: !usual,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The valid addresses of BIP-350, which hold those of BIP-173 for version 0.
    const VALID: &[&str] = &[
        "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
        "tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7",
        "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y",
        "BC1SW50QGDZ25J",
        "bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs",
        "tb1qqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesrxh6hy",
        "tb1pqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesf3hn0c",
        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
    ];
    /// The invalid ones of BIP-350, those of BIP-173 that it keeps, and BIP-173's valid ones of
    /// version 1 and up, which BIP-350 made invalid.
    const INVALID: &[&str] = &[
        "tc1qw508d6qejxtdg4y5r3zarvary0c5xw7kg3g4ty",
        "tc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq5zuyut",
        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd",
        "tb1z0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqglt7rf",
        "BC1S0XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ54WELL",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh",
        "tb1q0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq24jc47",
        "bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4",
        "BC130XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ7ZWS8R",
        "bc1pw5dgrnzv",
        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v8n0nx0muaewav253zgeav",
        "BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P",
        "tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq47Zagq",
        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v07qwwzcrf",
        "tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vpggkg4j",
        "bc1gmk9yu",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5",
        "BC13W508D6QEJXTDG4Y5R3ZARVARY0C5XW7KN40WF2",
        "bc1rw5uspcuh",
        "bc10w508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kw5rljs90",
        "tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sL5k7",
        "bc1zw508d6qejxtdg4y5r3zarvaryvqyzf3du",
        "tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3pjxtptv",
        "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7k7grplx",
        "BC1SW50QA3JX3S",
        "bc1zw508d6qejxtdg4y5r3zarvaryvg6kdaj",
    ];

    #[test]
    fn the_vectors_of_bip_173_and_bip_350_are_read_as_they_say() {
        for good in VALID {
            let read = read(good).unwrap();
            assert_eq!(read.test, good.starts_with("tb1"), "{good}");
            assert!(looks_like_one(good));
        }
        for bad in INVALID {
            assert!(read(bad).is_err(), "{bad}");
        }
        let unusual: Vec<bool> = VALID
            .iter()
            .map(|good| read(good).unwrap().unusual)
            .collect();
        assert_eq!(
            unusual,
            [false, false, true, true, true, false, false, false]
        );
        let mixed = read("tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sL5k7");
        assert_eq!(mixed, Err(AddressProblem::MixedCase));
    }

    proptest! {
        /// Bech32 finds up to four changed characters for certain.
        #[test]
        fn changed_characters_are_always_found(
            row in 0..VALID.len(),
            changes in prop::collection::vec((0_usize..90, 1_usize..32), 1..4),
        ) {
            let alphabet = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
            let good = VALID[row].to_lowercase().into_bytes();
            let mut address = good.clone();
            for (at, by) in changes {
                let at = 3 + at % (address.len() - 3);
                let old = alphabet.iter().position(|letter| *letter == address[at]).unwrap();
                address[at] = alphabet[(old + by) % alphabet.len()];
            }
            prop_assume!(address != good);
            let address = String::from_utf8(address).unwrap();
            prop_assert!(read(&address).is_err(), "{}", address);
        }
    }
}
