//! A ledger with an index that follows it, and deliveries as the receiver keeps them.

use domain::Millis;
use engine::DESCRIBE;
use ledger::{Built, EntryDraft, Follower, Index, PartDraft, Reader, Writer, WriterOptions};
use receiver::{IncomingDelivery, Keep, LedgerKeep};
use std::{path::PathBuf, time::Duration};
use tempfile::TempDir;
use webhooks::{Keys, Rules, WebhookSecret, judge, sign};

const SECRET: &[u8] = b"9f2c1e7ab04d583692cf81e07b5da4439f2c1e7ab04d583692cf81e07b5da443";
pub const DAY_MS: i64 = 86_400_000;

pub struct Fixture {
    pub reader: Reader,
    pub index: Index,
    pub writer: Writer,
    keys: Keys,
    // Held for as long as the index shall follow.
    follower: Option<Follower>,
    folder: TempDir,
}

impl Fixture {
    /// The ledger's folder.
    pub fn dir(&self) -> PathBuf {
        self.folder.path().join("ledger")
    }

    pub async fn open() -> Self {
        let mut fixture = Self::with_an_index_that_reads_nothing().await;
        fixture.follower = Some(fixture.index.follow(fixture.writer.committed()).unwrap());
        fixture
    }

    pub async fn with_an_index_that_reads_nothing() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("ledger");
        let writer = Writer::open(&dir, WriterOptions::default()).await.unwrap();
        let reader = writer.reader();
        let index = Index::open(&dir, reader.clone(), DESCRIBE).await.unwrap();
        let current = Some(WebhookSecret::new(SECRET.to_vec()).unwrap());
        Self {
            reader,
            index,
            writer,
            keys: Keys {
                current,
                previous: None,
            },
            follower: None,
            folder,
        }
    }

    /// Keeps a delivery of this body; a good one is signed over id and status.
    pub async fn keep(&self, at: i64, uuid: &str, body: &str, good: bool) -> u64 {
        let secret = self.keys.current.as_ref().unwrap();
        let mut hash = sign(&["id", "status"], body.as_bytes(), secret).unwrap();
        if !good {
            hash = "0".repeat(64);
        }
        let header = |name: &str, value: &str| (name.to_owned(), value.as_bytes().to_vec());
        let headers = vec![
            header("x-webhook-security-fields", "id,status"),
            header("x-webhook-security-hash", &hash),
            header("x-webhook-request-uuid", uuid),
        ];
        let judged = judge(&headers, body.as_bytes(), &self.keys, &Rules::default());
        let answer = judged.judgement.verdict.http_status();
        let delivery = IncomingDelivery {
            peer: ([127, 0, 0, 1], 9).into(),
            received: Millis(at),
            is_test: false,
            monotonic: Duration::ZERO,
            headers,
            body: body.as_bytes().to_vec(),
        };
        let keep = LedgerKeep::new(self.writer.clone());
        keep.keep(delivery, judged, answer).await.unwrap().sequence
    }

    /// A later verdict on a delivery, which takes over what another verdict's entry says.
    pub async fn judge_again(&self, delivery: u64, like: u64, at: i64) {
        let verdict = self.reader.entry(like + 1).await.unwrap().unwrap();
        let parts = self
            .reader
            .parts(&[like + 1], Some("judgement"))
            .await
            .unwrap();
        let entry = EntryDraft {
            kind: verdict.kind,
            recorded_ms: at,
            subjects: verdict.subjects.into_iter().map(|one| one.name).collect(),
            about: Some(delivery),
            facts: verdict.facts,
            parts: vec![PartDraft {
                name: "judgement".to_owned(),
                value: parts[0].value.clone().unwrap(),
            }],
        };
        let entries = vec![entry];
        let build = move |_: ledger::Position| {
            let remember = None;
            (Built { entries, remember }, ())
        };
        self.writer.append(None, build).await.unwrap();
    }

    /// Waits until the index has all that is in the ledger.
    pub async fn indexed(&self) {
        let size = *self.writer.committed().borrow();
        let mut indexed = self.index.indexed();
        let reached = indexed.wait_for(|indexed| *indexed >= size);
        let in_time = tokio::time::timeout(Duration::from_secs(30), reached).await;
        assert!(in_time.is_ok(), "{:?}", self.index.state().borrow());
    }
}

pub fn transaction(id: u32, status: &str) -> String {
    format!(
        concat!(
            r#"{{"event":"BusinessRequestStatusChanged","id":{},"#,
            r#""status":"OnOff_{}","toAmount":"1.0"}}"#
        ),
        id, status
    )
}

pub fn merchant(id: u32, status: &str) -> String {
    format!(r#"{{"event":"BusinessKycStatusChanged","id":{id},"status":"{status}"}}"#)
}
