//! The salted commitment that stands in a leaf for a part that may have to be erased.

use sha2::{Digest, Sha256};

/// 32 bytes from the operating system's random source, one for each part. Without it an erased
/// value could be found again by trying likely ones.
pub type Salt = [u8; 32];

/// SHA-256 over the domain prefix, the salt, the name and the value. See FORMAT.md.
pub type Commitment = [u8; 32];

/// Begins every commitment, so that no other hash of this program can be taken for one.
const DOMAIN: &[u8] = b"PCLEDGER-PART\x00\x01";

/// Commits to one part: its name and its bytes under its salt.
///
/// The name's length goes before it as eight bytes, so every name has a commitment; which names a
/// leaf may hold is [`crate::Leaf::encode`]'s business.
#[must_use]
pub fn commitment(name: &str, salt: &Salt, value: &[u8]) -> Commitment {
    let name_bytes = u64::try_from(name.len()).unwrap_or(u64::MAX);
    Sha256::new()
        .chain_update(DOMAIN)
        .chain_update(salt)
        .chain_update(name_bytes.to_be_bytes())
        .chain_update(name.as_bytes())
        .chain_update(value)
        .finalize()
        .into()
}
