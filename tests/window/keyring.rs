//! The vault over the session's real keyring.

use domain::ProfileName;
use vault::{KeyringStore, SecretKind, SecretName, SecretText, SelfTest, Vault};

#[tokio::test]
async fn a_secret_is_kept_by_the_real_keyring_for_the_next_start_and_can_be_removed() {
    let name = SecretName {
        profile: ProfileName::parse("keyring-test").unwrap(),
        kind: SecretKind::WebhookCurrent,
    };
    let other = SecretName {
        kind: SecretKind::WebhookPrevious,
        ..name.clone()
    };
    let secret = SecretText::new("a secret with a sign that is not ASCII: \u{e9}".to_owned());
    let first = Vault::open(KeyringStore).unwrap();
    assert_eq!(first.self_test().await, SelfTest::Available);
    first.put(&name, secret.clone()).await.unwrap();
    drop(first);

    let next = Vault::open(KeyringStore).unwrap();
    assert_eq!(next.read(&name).await, Ok(Some(secret)));
    assert_eq!(next.read(&other).await, Ok(None));
    next.clear(&name).await.unwrap();
    assert_eq!(next.read(&name).await, Ok(None));
}
