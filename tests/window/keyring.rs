//! The vault over the session's real keyring.

use domain::{KeyringId, SecretKind};
use vault::{KeyringStore, Prompt, SecretName, SecretText, SelfTest, Vault};

#[tokio::test]
async fn a_secret_is_kept_by_the_real_keyring_for_the_next_start_and_can_be_removed() {
    let name = SecretName {
        profile: KeyringId::from_bytes([0xab; 16]),
        kind: SecretKind::WebhookCurrent,
    };
    let other = SecretName {
        kind: SecretKind::WebhookPrevious,
        ..name.clone()
    };
    let secret = SecretText::new("a secret with a sign that is not ASCII: \u{e9}".to_owned());
    let first = Vault::open(KeyringStore::default()).unwrap();
    assert_eq!(first.self_test(Prompt::Never).await, SelfTest::Available);
    first.put(&name, secret.clone()).await.unwrap();
    drop(first);

    let next = Vault::open(KeyringStore::default()).unwrap();
    assert_eq!(next.read(&name, Prompt::Never).await, Ok(Some(secret)));
    assert_eq!(next.read(&other, Prompt::Never).await, Ok(None));
    next.clear(&name).await.unwrap();
    assert_eq!(next.read(&name, Prompt::Never).await, Ok(None));
}
