//! An operator's key pair (Ed25519).

use crate::SigningError;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use std::fmt;
use zeroize::Zeroizing;

/// An unlocked key. It does not print, and its memory is wiped when it goes.
pub struct OperatorKey(SigningKey);

impl OperatorKey {
    /// A new key, by chance.
    ///
    /// # Errors
    /// [`SigningError::NoRandomBytes`].
    pub fn generate() -> Result<Self, SigningError> {
        let mut seed = Zeroizing::new([0_u8; 32]);
        fill(&mut *seed)?;
        Ok(Self::from_seed(&seed))
    }

    /// The key of this seed.
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    pub(crate) fn seed(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0.to_bytes())
    }

    /// Its public half.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    /// The signature of a text, in hexadecimal.
    #[must_use]
    pub fn sign(&self, text: &str) -> String {
        hex::encode(self.0.sign(text.as_bytes()).to_bytes())
    }
}

impl fmt::Debug for OperatorKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("OperatorKey(…)")
    }
}

pub fn fill(bytes: &mut [u8]) -> Result<(), SigningError> {
    getrandom::fill(bytes).map_err(|error| SigningError::NoRandomBytes(error.to_string()))
}

/// The public half of an operator's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    /// Reads 64 digits in hexadecimal, in lower case. Keys that would take more than one
    /// signature of a text for good are refused.
    ///
    /// # Errors
    /// [`SigningError::NoPublicKey`].
    pub fn parse(text: &str) -> Result<Self, SigningError> {
        let mut bytes = [0_u8; 32];
        let is_lower = !text.bytes().any(|byte| byte.is_ascii_uppercase());
        hex::decode_to_slice(text, &mut bytes).map_err(|_| SigningError::NoPublicKey)?;
        let key = VerifyingKey::from_bytes(&bytes).map_err(|_| SigningError::NoPublicKey)?;
        if is_lower && !key.is_weak() {
            Ok(Self(key))
        } else {
            Err(SigningError::NoPublicKey)
        }
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&hex::encode(self.0.as_bytes()))
    }
}

/// Whether a signature, in hexadecimal, is this key's of this very text.
#[must_use]
pub fn is_signed(key: &PublicKey, text: &str, signature: &str) -> bool {
    let mut bytes = [0_u8; 64];
    if hex::decode_to_slice(signature, &mut bytes).is_err() {
        return false;
    }
    let signature = Signature::from_bytes(&bytes);
    key.0.verify_strict(text.as_bytes(), &signature).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// RFC 8032, 7.1, test 2.
    #[test]
    fn it_signs_as_the_standard_says() {
        let seed = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
        let mut bytes = [0_u8; 32];
        hex::decode_to_slice(seed, &mut bytes).unwrap();
        let key = OperatorKey::from_seed(&bytes);
        let public = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
        assert_eq!(key.public().to_string(), public);
        let signature = key.sign("r");
        assert_eq!(
            signature,
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
             085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        );
        assert!(is_signed(&key.public(), "r", &signature));
        assert_eq!(PublicKey::parse(public), Ok(key.public()));
    }

    #[test]
    fn a_key_does_not_print_and_what_is_no_key_is_refused() {
        let key = OperatorKey::from_seed(&[7; 32]);
        assert_eq!(format!("{key:?}"), "OperatorKey(…)");
        let upper = key.public().to_string().to_uppercase();
        // The second is of small order: it would take one signature for any text.
        let small = format!("01{}", "00".repeat(31));
        for bad in [upper.as_str(), &small, "", "ab", &"zz".repeat(32)] {
            assert!(PublicKey::parse(bad).is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn another_text_another_key_or_another_signature_is_not_signed(
            seed: [u8; 32], other: [u8; 32], text in ".{0,80}", at in 0_usize..64, bit in 0_u8..8,
        ) {
            prop_assume!(seed != other);
            let key = OperatorKey::from_seed(&seed);
            let signature = key.sign(&text);
            prop_assert!(is_signed(&key.public(), &text, &signature));
            let longer = text.clone() + " ";
            prop_assert!(!is_signed(&key.public(), &longer, &signature));
            prop_assert!(!is_signed(&OperatorKey::from_seed(&other).public(), &text, &signature));
            let mut bytes = hex::decode(&signature).unwrap();
            bytes[at] ^= 1 << bit;
            prop_assert!(!is_signed(&key.public(), &text, &hex::encode(bytes)));
        }
    }
}
