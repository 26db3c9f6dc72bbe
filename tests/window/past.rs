//! Profiles that are there before the program starts: with a secret in the keyring and, if wished,
//! deliveries of days ago, taken by the receiver itself under a clock of that day.

use crate::posting::{Post, SIGNED};
use domain::{Clock, Environment, Millis, ProfileName, SecretKind, SystemClock};
use engine::{ConsoleFile, DataFolder, ProfileFolder};
use ledger::{Writer, WriterOptions};
use receiver::{LedgerKeep, Receiver, ReceiverConfig};
use std::{path::Path, sync::Arc, time::Duration};
use tokio::{net::TcpListener, sync::watch};
use vault::{KeyringStore, SecretName, SecretText, Vault};
use webhooks::{Keys, Rules, WebhookSecret};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Who works at the console of [`profile`].
pub const OPERATOR: &str = "A. Ndiaye";

/// The system's clock, of so many days ago.
pub struct DaysAgo {
    clock: SystemClock,
    days: i64,
}

impl Clock for DaysAgo {
    fn now(&self) -> Millis {
        Millis(self.clock.now().0 - self.days * DAY_MS)
    }

    fn monotonic(&self) -> Duration {
        self.clock.monotonic()
    }
}

/// A clock of so many days ago.
pub fn days_ago(days: i64) -> DaysAgo {
    DaysAgo {
        clock: SystemClock::start(),
        days,
    }
}

/// Makes a profile with a webhook secret, and says who works here.
pub async fn profile(data: &Path, name: &str, kind: Environment, secret: &str) -> ProfileFolder {
    let data = DataFolder::open(data).unwrap();
    let mut console = ConsoleFile::read(&data).unwrap();
    console.operator = Some(OPERATOR.to_owned());
    console.save(&data).unwrap();
    let name = ProfileName::parse(name).unwrap();
    let folder = data.profile_or_new(&name, kind).unwrap();
    let (_, keyring_id) = folder.settings_to_write().unwrap();
    let name = SecretName {
        profile: keyring_id,
        kind: SecretKind::WebhookCurrent,
    };
    let vault = Vault::open(KeyringStore::default()).unwrap();
    vault
        .put(&name, SecretText::new(secret.to_owned()))
        .await
        .unwrap();
    folder
}

/// Lets a profile receive so many verified deliveries, so many days ago.
pub async fn receive(folder: &ProfileFolder, secret: &str, days: i64, deliveries: u64) {
    let writer = Writer::open(&folder.path, WriterOptions::default())
        .await
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let current = Some(WebhookSecret::new(secret.as_bytes().to_vec()).unwrap());
    let keys = Keys {
        current,
        previous: None,
    };
    let (_keys, keys) = watch::channel(Arc::new(keys));
    let (_rules, rules) = watch::channel(Arc::new(Rules::default()));
    let path = folder.settings().unwrap().path;
    let config = ReceiverConfig::new(path.clone(), keys, rules);
    let clock = days_ago(days);
    let keep = LedgerKeep::new(writer.clone());
    let receiver = Receiver::start(listener, config, keep, Arc::new(clock));
    let url = format!("http://{address}{path}");
    for number in 1..=deliveries {
        let post = Post::over(secret, SIGNED, 500_000 + number, "OnOff_PENDING");
        assert_eq!(post.to_url(&url).await, 200);
    }
    receiver.stop().await;
    writer.close().await;
}
