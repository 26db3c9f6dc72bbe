//! A profile's room on the simulator as a process, with a ledger, and what changes there.

use crate::api_server::{ApiServer, quick};
use domain::{
    Clock, Environment, Millis, ProfileName, Subject, SystemClock,
    record::{KIND_RECONCILE_PART, MissedChange, PART_MISSED, ReconcileEnd, WayChangedFacts},
};
use engine::{
    ApiRoom, DataFolder, HeldCredentials, Reconcile, WayChange, WayInLog, WayNews, api::RoomParts,
    reconcile::Budget,
};
use ledger::{Entry, From, PageQuery, Reader, Writer, WriterOptions};
use serde_json::json;
use std::{collections::BTreeSet, sync::Arc, time::Duration};
use tokio::sync::{mpsc, oneshot, watch};

/// How many objects change in the gap.
pub const CHANGED: u64 = 200;

pub struct Console {
    pub room: Arc<ApiRoom>,
    pub clock: Arc<dyn Clock>,
    pub reader: Reader,
    pub writer: Writer,
    pub held: watch::Sender<HeldCredentials>,
    data: Arc<tempfile::TempDir>,
}

pub fn budget() -> Budget {
    Budget {
        per_minute: 1_200,
        page: 50,
        grace: Duration::from_millis(50),
        ..Budget::default()
    }
}

impl Console {
    pub async fn start(server: &ApiServer) -> Self {
        Self::open(server, Arc::new(tempfile::tempdir().unwrap())).await
    }

    /// The next run of the program on the same ledger: what was in memory is gone.
    pub async fn again(self, server: &ApiServer) -> Self {
        let Self { writer, data, .. } = self;
        writer.close().await;
        Self::open(server, data).await
    }

    async fn open(server: &ApiServer, folder: Arc<tempfile::TempDir>) -> Self {
        let data = DataFolder::open(folder.path()).unwrap();
        let name = ProfileName::parse("acme").unwrap();
        let profile = data.profile_or_new(&name, Environment::Sandbox).unwrap();
        let writer = Writer::open(&profile.path, WriterOptions::default());
        let writer = writer.await.unwrap();
        let reader = writer.reader();
        let clock: Arc<dyn Clock> = Arc::new(SystemClock::start());
        let held = watch::Sender::new(HeldCredentials::Held(server.stored()));
        let room = ApiRoom::open(RoomParts {
            writer: writer.clone(),
            folder: profile,
            environment: Environment::Sandbox,
            clock: Arc::clone(&clock),
            held: held.subscribe(),
            limits: quick(),
        });
        let room = Arc::new(room.unwrap());
        let url = server.base.as_str().to_owned();
        room.change_file(|file| file.base_url = Some(url)).unwrap();
        Self {
            room,
            clock,
            reader,
            writer,
            held,
            data: folder,
        }
    }

    /// A first reconciliation, by which all that is there is known.
    pub async fn know_all(&self, reconcile: &Reconcile) {
        let later = Millis(self.clock.now().0 + 3_600_000);
        let first = reconcile.run(later, None).await.unwrap();
        assert_eq!(
            (first.end, first.missed),
            (ReconcileEnd::Whole, 0),
            "{first:?}"
        );
    }

    pub fn reconcile(&self) -> Reconcile {
        Reconcile::new(Arc::clone(&self.room), budget())
    }

    /// Writes down that the way in was lost once, for a moment.
    pub async fn lose(&self) {
        let folder = self.data.path();
        let clock = Arc::clone(&self.clock);
        let log = WayInLog::begin(self.writer.clone(), folder, clock)
            .await
            .unwrap();
        let now = self.clock.now();
        let later = Millis(now.0 + 1);
        let (tell, changes) = mpsc::channel(4);
        for (at, proven_since) in [(now, Some(now)), (now, None), (later, Some(later))] {
            let state = if proven_since.is_some() {
                "proven"
            } else {
                "failing"
            };
            let facts = WayChangedFacts {
                at,
                provider: "ssh".to_owned(),
                state: state.to_owned(),
                proven_since,
                last_proof: Some(now),
                off: false,
                reason: None,
                host: None,
                url_mark: None,
                missed: 0,
            };
            let detail = None;
            tell.send(WayChange { facts, detail }).await.unwrap();
        }
        let (end, ended) = oneshot::channel();
        drop(end);
        let news = WayNews {
            changes,
            proofs: watch::channel(None).1,
            came_in: watch::channel(None).1,
            end: ended,
        };
        log.follow(news).await;
    }

    /// All entries of some kinds, the oldest first.
    pub async fn entries(&self, kinds: &[&str]) -> Vec<Entry> {
        let (mut all, mut from) = (Vec::new(), From::After(0));
        loop {
            let query = PageQuery {
                subject: None,
                kinds: kinds.iter().map(|kind| (*kind).to_owned()).collect(),
                from,
                limit: 500,
            };
            let page = self.reader.page(&query).await.unwrap();
            all.extend(page.entries);
            match all.last().filter(|_| page.more) {
                Some(last) => from = From::After(last.sequence),
                None => return all,
            }
        }
    }

    /// The changes that were found, and on whose timelines they stand.
    pub async fn missed(&self) -> (Vec<MissedChange>, BTreeSet<String>) {
        let (mut changes, mut subjects) = (Vec::new(), BTreeSet::new());
        for entry in self.entries(&[KIND_RECONCILE_PART]).await {
            let names = entry.subjects.iter().map(|one| one.name.clone());
            subjects.extend(names.filter(|name| name != "way_in"));
            let parts = self
                .reader
                .parts(&[entry.sequence], Some(PART_MISSED))
                .await;
            for part in parts.unwrap() {
                let found: Vec<MissedChange> =
                    serde_json::from_slice(&part.value.unwrap()).unwrap();
                changes.extend(found);
            }
        }
        (changes, subjects)
    }
}

/// Merchants, accounts and transactions, in a first state that they have had for long.
pub async fn populate(server: &ApiServer) {
    let long_ago = SystemClock::start().now().0 - 3_600_000;
    let since_long = json!({"silent": true, "fields": {"lastUpdateTime": long_ago}}).to_string();
    for kind in ["merchant", "account"] {
        let own = server.control("GET", &format!("/objects/{kind}"), "").await;
        for one in own.as_array().unwrap() {
            let number = one["number"].as_u64().unwrap();
            server.put(kind, number, &since_long).await;
        }
    }
    for number in 1..=150 {
        let merchant =
            json!({"status": "PENDING", "silent": true, "fields": {"lastUpdateTime": long_ago}});
        server
            .put("merchant", 1_000 + number, &merchant.to_string())
            .await;
    }
    for number in 1..=60 {
        let fields = json!({
            "businessId": 1_001, "currencySymbol": "USD", "lastUpdateTime": long_ago,
        });
        let account = json!({"status": "PENDING", "silent": true, "fields": fields});
        server
            .put("account", 3_000 + number, &account.to_string())
            .await;
        let fields = json!({
            "fromBusinessId": 1_001, "toBusinessExternalAccountId": 3_001,
            "lastUpdateTime": long_ago,
        });
        let transaction = json!({"status": "PENDING", "silent": true, "fields": fields});
        let kind = ["payout", "end_to_end", "collection"][usize::try_from(number % 3).unwrap()];
        server
            .put(kind, 5_000 + number, &transaction.to_string())
            .await;
    }
}

/// Changes so many objects without a word; gives their subjects.
pub async fn change(server: &ApiServer) -> BTreeSet<String> {
    let mut changed = BTreeSet::new();
    for number in 1..=100 {
        let merchant = 1_000 + number;
        server.put_silently("merchant", merchant, "VALID").await;
        changed.insert(format!("merchant:{merchant}"));
    }
    for number in 1..=50 {
        let account = 3_000 + number;
        server.put_silently("account", account, "ACTIVE").await;
        changed.insert(format!("account:{account}"));
        let kind = ["payout", "end_to_end", "collection"][usize::try_from(number % 3).unwrap()];
        let transaction = 5_000 + number;
        server
            .put_silently(kind, transaction, "AWAITING_DEPOSIT")
            .await;
        changed.insert(format!("transaction:{transaction}"));
    }
    assert_eq!(u64::try_from(changed.len()).unwrap(), CHANGED);
    changed
}

pub fn keys(changes: &[MissedChange]) -> BTreeSet<String> {
    let subjects = changes.iter().map(|change| change.subject);
    subjects
        .map(|subject: Subject| subject.to_string())
        .collect()
}
