//! A profile's way to the API against a small real server: what each call leaves in the ledger, and
//! what reads say of deliveries.

mod assurance;
mod connection;
mod facts;
mod observations;
mod properties;

use crate::{
    fixture::Fixture,
    server::{Reply, Request, Server},
};
use domain::{Environment, ProfileName, Subject, SystemClock, record::KIND_OBSERVATION};
use engine::{
    ApiRoom, DataFolder, HeldCredentials, Observation, ProfileFolder, Row, StoredCredentials,
    api::{RoomParts, follow},
    observation, timeline,
};
use ledger::{From, PageQuery};
use partner_api::{BaseUrl, Limits};
use std::{sync::Arc, time::Duration};
use tempfile::TempDir;
use tokio::{sync::watch, task::JoinHandle};

pub const KEY: &str = "CEDAR_DEV_api_key_7d1f";
pub const SECRET: &str = "CEDAR_DEV_api_secret_9a3c";

/// A room at a server, and the ledger into which its calls go.
pub struct At {
    pub fixture: Fixture,
    pub room: Arc<ApiRoom>,
    pub held: watch::Sender<HeldCredentials>,
    pub clock: Arc<SystemClock>,
    pub profile: ProfileFolder,
    following: Option<JoinHandle<()>>,
    _folder: TempDir,
}

impl Drop for At {
    fn drop(&mut self) {
        if let Some(following) = &self.following {
            following.abort();
        }
    }
}

pub fn stored(url: &str) -> StoredCredentials {
    let base: BaseUrl = url.parse().unwrap();
    StoredCredentials::new(base.origin(), KEY, SECRET).unwrap()
}

pub fn limits() -> Limits {
    Limits {
        attempts_max: 2,
        answer_timeout: Duration::from_secs(120),
        pause_first: Duration::from_millis(1),
        answer_bytes_max: 64 * 1024,
        ..Limits::default()
    }
}

impl At {
    /// A sandbox profile whose server is at `url`, with credentials for it.
    pub async fn url(url: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = DataFolder::open(&folder.path().join("data")).unwrap();
        let name = ProfileName::parse("acme").unwrap();
        let profile = data.profile_or_new(&name, Environment::Sandbox).unwrap();
        let fixture = Fixture::open().await;
        let held = watch::Sender::new(HeldCredentials::Held(stored(url)));
        let clock = Arc::new(SystemClock::start());
        let room = ApiRoom::open(RoomParts {
            folder: profile.clone(),
            environment: Environment::Sandbox,
            writer: fixture.writer.clone(),
            clock: clock.clone(),
            held: held.subscribe(),
            limits: limits(),
        });
        let room = Arc::new(room.unwrap());
        room.change_file(|file| file.base_url = Some(url.to_owned()))
            .unwrap();
        Self {
            fixture,
            room,
            held,
            clock,
            profile,
            following: None,
            _folder: folder,
        }
    }

    pub async fn server(server: &Server) -> Self {
        Self::url(&format!("http://{}/bpapi", server.address)).await
    }

    /// Lets it read by itself what deliveries speak of.
    pub fn follow(&mut self) {
        let committed = self.fixture.writer.committed();
        let following = follow(Arc::clone(&self.room), committed, || {});
        self.following = Some(tokio::spawn(following));
    }

    /// Keeps a delivery as received now.
    pub async fn deliver(&self, body: &str) -> u64 {
        use domain::Clock;
        let now = self.clock.now().0;
        self.fixture.keep(now, "a-uuid", body, true).await
    }

    pub async fn row(&self, sequence: u64) -> Row {
        let reader = &self.fixture.reader;
        let entries = reader.entries(&[sequence]).await.unwrap();
        timeline::read_rows(reader, &entries)
            .await
            .unwrap()
            .remove(0)
    }

    /// Waits until a delivery's row is as wanted.
    pub async fn row_when(&self, sequence: u64, wanted: impl Fn(&Row) -> bool) -> Row {
        let mut committed = self.fixture.writer.committed();
        let found = async {
            loop {
                committed.mark_unchanged();
                let row = self.row(sequence).await;
                if wanted(&row) {
                    return row;
                }
                committed.changed().await.unwrap();
            }
        };
        let in_time = tokio::time::timeout(Duration::from_secs(40), found).await;
        match in_time {
            Ok(row) => row,
            Err(_) => panic!("it is still {:?}", self.row(sequence).await),
        }
    }

    /// The newest call in the ledger.
    pub async fn calls_newest(&self) -> Observation {
        let reader = &self.fixture.reader;
        let query = PageQuery {
            subject: None,
            kinds: vec![KIND_OBSERVATION.to_owned()],
            from: From::Newest,
            limit: 1,
        };
        let newest = reader.page(&query).await.unwrap().entries[0].sequence;
        observation::read(reader, newest).await.unwrap()
    }

    /// Every call in the ledger, the oldest first.
    pub async fn calls(&self) -> Vec<Observation> {
        let reader = &self.fixture.reader;
        let query = PageQuery {
            subject: None,
            kinds: vec![KIND_OBSERVATION.to_owned()],
            from: From::After(0),
            limit: 500,
        };
        let mut calls = Vec::new();
        for entry in reader.page(&query).await.unwrap().entries {
            calls.push(observation::read(reader, entry.sequence).await.unwrap());
        }
        calls
    }
}

pub fn subject(text: &str) -> Subject {
    text.parse().unwrap()
}

pub fn not_found() -> Reply {
    let body = r#"{"exception":{"errorCode":"NOT_FOUND","message":"There is none"}}"#;
    Reply::json(404, body)
}

/// Answers by the path behind the base, and 404 to all else.
pub fn by_path(
    answers: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
) -> impl Fn(usize, &Request) -> Reply + Send + Sync + 'static {
    move |_, request| {
        let target = request.line.split(' ').nth(1).unwrap();
        let path = target.trim_start_matches("/bpapi");
        answers(path).map_or_else(not_found, |body| Reply::json(200, &body))
    }
}

pub fn merchant_body(id: u32, status: &str) -> String {
    format!(r#"{{"id":{id},"legalName":"Adaeze Ltd","kycStatus":"{status}","extra":1E2}}"#)
}

pub fn payout_body(id: u32, status: &str, amount: &str) -> String {
    format!(
        r#"{{"businessRequestId":{id},"clientStatus":"{status}","toAmount":"{amount}",
            "creationTime":1767603600000}}"#
    )
}
