//! A data folder with a profile that has received much.

use domain::{Environment, Millis, ProfileName};
use engine::{DataFolder, ProfileFolder};
use ledger::{Writer, WriterOptions};
use receiver::{IncomingDelivery, Keep, LedgerKeep};
use std::{sync::Arc, time::Duration};
use tempfile::TempDir;
use webhooks::{HEADER_FIELDS, HEADER_HASH, Keys, Rules, WebhookSecret, judge, sign};

const SECRET: &[u8] = b"9f2c1e7ab04d583692cf81e07b5da4439f2c1e7ab04d583692cf81e07b5da443";
/// 2026-01-01, and a delivery each three minutes from then on.
const BEGIN_MS: i64 = 1_767_225_600_000;
const EVERY_MS: i64 = 180_000;
const TASKS: u64 = 64;
const TRANSACTIONS: u64 = 900;
const MERCHANTS: u64 = 40;

/// The folder, and what is in it.
pub struct Filled {
    /// As the console's folder: the data are in `data`.
    pub folder: Arc<TempDir>,
    /// The newest delivery.
    pub newest: u64,
}

/// A console's folder with one profile in it, and that profile's own.
pub fn data_folder() -> (Arc<TempDir>, ProfileFolder) {
    let folder = Arc::new(TempDir::new().unwrap());
    let data = DataFolder::open(&folder.path().join("data")).unwrap();
    let name = ProfileName::parse("acme").unwrap();
    let profile = data.profile_or_new(&name, Environment::Sandbox).unwrap();
    (folder, profile)
}

impl Filled {
    /// Keeps so many deliveries; one in ten is refused, one in seven is of a merchant.
    pub async fn with(deliveries: u64) -> Self {
        let (folder, profile) = data_folder();
        let writer = Writer::open(&profile.path, WriterOptions::default())
            .await
            .unwrap();
        let keys = Arc::new(Keys {
            current: Some(WebhookSecret::new(SECRET.to_vec()).unwrap()),
            previous: None,
        });
        let tasks: Vec<_> = (0..TASKS)
            .map(|task| {
                let (keep, keys) = (LedgerKeep::new(writer.clone()), Arc::clone(&keys));
                tokio::spawn(async move {
                    let mut newest = 0;
                    let step = usize::try_from(TASKS).unwrap();
                    for number in (task..deliveries).step_by(step) {
                        newest = kept(&keep, &keys, number).await;
                    }
                    newest
                })
            })
            .collect();
        let mut newest = 0;
        for task in tasks {
            newest = newest.max(task.await.unwrap());
        }
        writer.close().await;
        Self { folder, newest }
    }
}

async fn kept(keep: &LedgerKeep, keys: &Keys, number: u64) -> u64 {
    let body = if number.is_multiple_of(7) {
        let id = number % MERCHANTS + 1;
        format!(r#"{{"event":"BusinessKycStatusChanged","id":{id},"status":"VALID"}}"#)
    } else {
        let id = number % TRANSACTIONS + 1;
        format!(
            concat!(
                r#"{{"event":"BusinessRequestStatusChanged","id":{},"#,
                r#""status":"OnOff_PENDING","toAmount":"{}.0"}}"#
            ),
            id, id
        )
    };
    let secret = keys.current.as_ref().unwrap();
    let hash = if number.is_multiple_of(10) {
        "0".repeat(64)
    } else {
        sign(&["id", "status"], body.as_bytes(), secret).unwrap()
    };
    let header = |name: &str, value: &str| (name.to_owned(), value.as_bytes().to_vec());
    let headers = vec![
        header(HEADER_FIELDS, "id,status"),
        header(HEADER_HASH, &hash),
    ];
    let judged = judge(&headers, body.as_bytes(), keys, &Rules::default());
    let answer = judged.judgement.verdict.http_status();
    let delivery = IncomingDelivery {
        peer: ([127, 0, 0, 1], 9).into(),
        received: Millis(BEGIN_MS + i64::try_from(number).unwrap() * EVERY_MS),
        is_test: false,
        monotonic: Duration::ZERO,
        headers,
        body: body.into_bytes(),
    };
    keep.keep(delivery, judged, answer).await.unwrap().sequence
}
