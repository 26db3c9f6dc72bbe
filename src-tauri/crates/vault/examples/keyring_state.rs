//! Tells how this session's keyring is: a word for each line of its input.
#![expect(clippy::unwrap_used, reason = "a tool for tests and for a terminal")]

use domain::{KeyringId, SecretKind};
use std::{
    io::{self, BufRead, Write},
    time::Duration,
};
use vault::{KeyringStore, Prompt, SecretName, SecretText, SelfTest, Vault, VaultError};

fn word(error: &VaultError) -> &'static str {
    match error {
        VaultError::Locked(_) => "locked",
        VaultError::Absent(_) => "absent",
        VaultError::Hanging { .. } => "hanging",
        VaultError::Ambiguous
        | VaultError::NotText
        | VaultError::NotKept
        | VaultError::Broken(_) => "failing",
    }
}

/// `check` writes, reads back and removes a secret, `unlock` does so with a prompt, `put` stores
/// one, `read` looks for it. A line of its own answers each, with what the keyring said behind it.
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let limit = std::env::args().nth(1).unwrap_or_else(|| "5000".to_owned());
    let limit = Duration::from_millis(limit.parse().unwrap());
    let vault = Vault::with_limits(KeyringStore::default(), limit, limit).unwrap();
    let name = SecretName {
        profile: KeyringId::from_bytes([0xcd; 16]),
        kind: SecretKind::ApiCredentials,
    };
    for line in io::stdin().lock().lines() {
        let tried = match line.unwrap().as_str() {
            "check" => tested(vault.self_test(Prompt::Never).await),
            "unlock" => tested(vault.self_test(Prompt::Allowed).await),
            "put" => vault
                .put(&name, SecretText::new("a secret".to_owned()))
                .await
                .map(|()| "stored"),
            _ => vault
                .read(&name, Prompt::Never)
                .await
                .map(|found| if found.is_some() { "found" } else { "nothing" }),
        };
        let told = match &tried {
            Ok(word) => (*word).to_owned(),
            Err(error) => format!("{} {error}", word(error)),
        };
        let mut out = io::stdout().lock();
        writeln!(out, "{told}").unwrap();
        out.flush().unwrap();
    }
}

fn tested(test: SelfTest) -> Result<&'static str, VaultError> {
    match test {
        SelfTest::Available => Ok("available"),
        SelfTest::Failed(error) => Err(error),
    }
}
