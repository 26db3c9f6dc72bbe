//! A key as it is kept: sealed by a passphrase (Argon2id, then AES-256-GCM).

use crate::{OperatorKey, Passphrase, PublicKey, SigningError, key::fill};
use aes_gcm::{
    Aes256Gcm,
    aead::{Aead, KeyInit, Payload},
};
use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

const VERSION: u32 = 1;
/// What is bound into each sealing, before the public key.
const DOMAIN: &str = "partner-console operator key 1";
/// Beyond this a file can't make the program work or take memory.
const MEMORY_KIB_MAX: u32 = 1024 * 1024;
const PASSES_MAX: u32 = 16;
const LANES_MAX: u32 = 16;

/// What a guess at a passphrase costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

impl Cost {
    /// The second choice of RFC 9106: 64 MiB, three passes; with one lane, since one thread works.
    pub const USUAL: Self = Self {
        memory_kib: 64 * 1024,
        passes: 3,
        lanes: 1,
    };
    /// The least there is, for tests of the rooms that use keys.
    pub const LEAST: Self = Self {
        memory_kib: Params::MIN_M_COST,
        passes: 1,
        lanes: 1,
    };
}

/// A key as it is kept. Without its passphrase nothing but the public half is to be had of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedKey {
    version: u32,
    public: String,
    cost: Cost,
    salt: String,
    nonce: String,
    sealed: String,
}

fn derive(
    passphrase: &Passphrase,
    salt: &[u8],
    cost: Cost,
) -> Result<Zeroizing<[u8; 32]>, SigningError> {
    let failed = |error: argon2::Error| SigningError::NotDerived(error.to_string());
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32)).map_err(failed)?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let mut key = Zeroizing::new([0_u8; 32]);
    let derived = argon2.hash_password_into(passphrase.bytes(), salt, &mut *key);
    derived.map_err(failed)?;
    Ok(key)
}

fn bound(public: &str) -> String {
    format!("{DOMAIN} {public}")
}

fn digits<const N: usize>(text: &str, what: &'static str) -> Result<[u8; N], SigningError> {
    let mut bytes = [0_u8; N];
    hex::decode_to_slice(text, &mut bytes).map_err(|_| SigningError::NotUnderstood(what))?;
    Ok(bytes)
}

impl SealedKey {
    /// Seals a key. It takes about as long as one guess at the passphrase shall.
    ///
    /// # Errors
    /// [`SigningError`].
    pub fn seal(
        key: &OperatorKey,
        passphrase: &Passphrase,
        cost: Cost,
    ) -> Result<Self, SigningError> {
        let (mut salt, mut nonce) = ([0_u8; 16], [0_u8; 12]);
        fill(&mut salt)?;
        fill(&mut nonce)?;
        let public = key.public().to_string();
        let derived = derive(passphrase, &salt, cost)?;
        let seed = key.seed();
        let bound = bound(&public);
        let payload = Payload {
            msg: &*seed,
            aad: bound.as_bytes(),
        };
        let sealed = Aes256Gcm::new((&*derived).into()).encrypt((&nonce).into(), payload);
        let sealed = sealed.map_err(|_| SigningError::NotUnderstood("it can't be sealed"))?;
        Ok(Self {
            version: VERSION,
            public,
            cost,
            salt: hex::encode(salt),
            nonce: hex::encode(nonce),
            sealed: hex::encode(sealed),
        })
    }

    /// Opens it.
    ///
    /// # Errors
    /// [`SigningError::WrongPassphrase`] if that is another one, or what is kept was changed.
    pub fn open(&self, passphrase: &Passphrase) -> Result<OperatorKey, SigningError> {
        if self.version > VERSION {
            return Err(SigningError::Newer(self.version));
        }
        let cost = self.cost;
        if cost.memory_kib > MEMORY_KIB_MAX || cost.passes > PASSES_MAX || cost.lanes > LANES_MAX {
            return Err(SigningError::NotUnderstood("it would cost too much"));
        }
        let salt: [u8; 16] = digits(&self.salt, "its salt")?;
        let nonce: [u8; 12] = digits(&self.nonce, "its nonce")?;
        let sealed = hex::decode(&self.sealed);
        let sealed = sealed.map_err(|_| SigningError::NotUnderstood("its sealed half"))?;
        let derived = derive(passphrase, &salt, cost)?;
        let bound = bound(&self.public);
        let payload = Payload {
            msg: &sealed,
            aad: bound.as_bytes(),
        };
        let seed = Aes256Gcm::new((&*derived).into()).decrypt((&nonce).into(), payload);
        let seed = Zeroizing::new(seed.map_err(|_| SigningError::WrongPassphrase)?);
        let seed: Zeroizing<[u8; 32]> = Zeroizing::new(
            seed.as_slice()
                .try_into()
                .map_err(|_| SigningError::NotUnderstood("its sealed half"))?,
        );
        let key = OperatorKey::from_seed(&seed);
        if key.public().to_string() == self.public {
            Ok(key)
        } else {
            Err(SigningError::NotUnderstood("its two halves do not fit"))
        }
    }

    /// The public half.
    ///
    /// # Errors
    /// [`SigningError::NoPublicKey`].
    pub fn public(&self) -> Result<PublicKey, SigningError> {
        PublicKey::parse(&self.public)
    }

    /// Reads what [`SealedKey::to_text`] wrote.
    ///
    /// # Errors
    /// [`SigningError::NotUnderstood`].
    pub fn parse(text: &str) -> Result<Self, SigningError> {
        serde_json::from_str(text).map_err(|_| SigningError::NotUnderstood("its form"))
    }

    /// It as one text, for the keyring.
    ///
    /// # Errors
    /// None that this plain record could meet.
    pub fn to_text(&self) -> Result<String, SigningError> {
        serde_json::to_string(self).map_err(|_| SigningError::NotUnderstood("its form"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed() -> (OperatorKey, SealedKey) {
        let key = OperatorKey::from_seed(&[9; 32]);
        let passphrase = Passphrase::new("seven small boats");
        let sealed = SealedKey::seal(&key, &passphrase, Cost::LEAST).unwrap();
        (key, sealed)
    }

    #[test]
    fn its_passphrase_opens_it_and_no_other_does() {
        let (key, sealed) = sealed();
        let kept = SealedKey::parse(&sealed.to_text().unwrap()).unwrap();
        let open = |typed: &str| kept.open(&Passphrase::new(typed));
        assert_eq!(open("seven small boats").unwrap().public(), key.public());
        assert_eq!(kept.public(), Ok(key.public()));
        for wrong in ["seven small boat", "Seven small boats", ""] {
            assert_eq!(open(wrong).unwrap_err(), SigningError::WrongPassphrase);
        }
    }

    #[test]
    fn nothing_secret_stands_in_what_is_kept_and_each_sealing_is_another() {
        let (key, sealed) = sealed();
        let text = sealed.to_text().unwrap();
        assert!(!text.contains(&hex::encode(*key.seed())) && !text.contains("boats"));
        assert_ne!(text, self::sealed().1.to_text().unwrap());
    }

    #[test]
    fn what_was_changed_does_not_open() {
        let (_, good) = sealed();
        let passphrase = Passphrase::new("seven small boats");
        let other = OperatorKey::from_seed(&[1; 32]).public().to_string();
        let changed = [
            SealedKey {
                public: other,
                ..good.clone()
            },
            SealedKey {
                salt: "00".repeat(16),
                ..good.clone()
            },
            SealedKey {
                nonce: "00".repeat(12),
                ..good.clone()
            },
            SealedKey {
                sealed: "00".repeat(48),
                ..good.clone()
            },
            SealedKey {
                sealed: String::new(),
                ..good.clone()
            },
        ];
        for changed in changed {
            let opened = changed.open(&passphrase);
            assert_eq!(opened.unwrap_err(), SigningError::WrongPassphrase);
        }
        let dear = Cost {
            memory_kib: u32::MAX,
            ..Cost::LEAST
        };
        let dear = SealedKey {
            cost: dear,
            ..good.clone()
        }
        .open(&passphrase);
        assert!(matches!(dear, Err(SigningError::NotUnderstood(_))));
        let newer = SealedKey { version: 2, ..good }.open(&passphrase);
        assert_eq!(newer.unwrap_err(), SigningError::Newer(2));
    }
}
