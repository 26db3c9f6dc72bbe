//! Reconciliation against the simulator as a process: what changed without a webhook is found, all
//! of it and nothing else, within its budget; and it goes on where it stopped.

use crate::api_server::{ApiServer, quick};
use domain::{
    Clock, Environment, Millis, ProfileName, Subject, SystemClock,
    record::{KIND_RECONCILE_PART, MissedChange, PART_MISSED, ReconcileEnd, WayChangedFacts},
};
use engine::{
    ApiRoom, DataFolder, HeldCredentials, Reconcile, WayChange, WayInLog, WayMarks, WayNews,
    api::RoomParts,
    reconcile::{Budget, Ended, unfinished},
};
use ledger::{From, PageQuery, Reader, Writer, WriterOptions};
use partner_api::Operation;
use serde_json::json;
use std::{
    collections::BTreeSet,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::sync::{mpsc, oneshot, watch};

/// How many objects change in the gap.
const CHANGED: u64 = 200;

struct Console {
    room: Arc<ApiRoom>,
    clock: Arc<dyn Clock>,
    reader: Reader,
    writer: Writer,
    held: watch::Sender<HeldCredentials>,
    data: tempfile::TempDir,
}

fn budget() -> Budget {
    Budget {
        per_minute: 1_200,
        page: 50,
        grace: Duration::from_millis(50),
        ..Budget::default()
    }
}

impl Console {
    async fn start(server: &ApiServer) -> Self {
        let folder = tempfile::tempdir().unwrap();
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
    async fn know_all(&self, reconcile: &Reconcile) {
        let later = Millis(self.clock.now().0 + 3_600_000);
        let first = reconcile.run(later, None).await.unwrap();
        assert_eq!(
            (first.end, first.missed),
            (ReconcileEnd::Whole, 0),
            "{first:?}"
        );
    }

    fn reconcile(&self) -> Reconcile {
        Reconcile::new(Arc::clone(&self.room), budget())
    }

    /// Writes down that the way in was lost once, for a moment.
    async fn lose(&self) {
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
            end: ended,
        };
        log.follow(news).await;
    }

    /// The changes that were found, and on whose timelines they stand.
    async fn missed(&self) -> (Vec<MissedChange>, BTreeSet<String>) {
        let (mut changes, mut subjects) = (Vec::new(), BTreeSet::new());
        let mut from = From::After(0);
        loop {
            let query = PageQuery {
                subject: None,
                kinds: vec![KIND_RECONCILE_PART.to_owned()],
                from,
                limit: 500,
            };
            let page = self.reader.page(&query).await.unwrap();
            for entry in &page.entries {
                let names = entry.subjects.iter().map(|one| one.name.clone());
                subjects.extend(names.filter(|name| name != "way_in"));
                let read = [entry.sequence];
                let parts = self.reader.parts(&read, Some(PART_MISSED)).await;
                for part in parts.unwrap() {
                    let found: Vec<MissedChange> =
                        serde_json::from_slice(&part.value.unwrap()).unwrap();
                    changes.extend(found);
                }
            }
            match page.entries.last().filter(|_| page.more) {
                Some(last) => from = From::After(last.sequence),
                None => return (changes, subjects),
            }
        }
    }
}

/// Merchants, accounts and transactions, in a first state.
async fn populate(server: &ApiServer) {
    for number in 1..=150 {
        let merchant = json!({"status": "PENDING", "silent": true});
        server
            .put("merchant", 1_000 + number, &merchant.to_string())
            .await;
    }
    for number in 1..=60 {
        let fields = json!({"businessId": 1_001, "currencySymbol": "USD"});
        let account = json!({"status": "PENDING", "silent": true, "fields": fields});
        server
            .put("account", 3_000 + number, &account.to_string())
            .await;
        let fields = json!({"fromBusinessId": 1_001, "toBusinessExternalAccountId": 3_001});
        let transaction = json!({"status": "PENDING", "silent": true, "fields": fields});
        let kind = ["payout", "end_to_end", "collection"][usize::try_from(number % 3).unwrap()];
        server
            .put(kind, 5_000 + number, &transaction.to_string())
            .await;
    }
}

/// Changes so many objects without a word; gives their subjects.
async fn change(server: &ApiServer) -> BTreeSet<String> {
    let mut changed = BTreeSet::new();
    for number in 1..=100 {
        let merchant = json!({"status": "VALID", "silent": true});
        server
            .put("merchant", 1_000 + number, &merchant.to_string())
            .await;
        changed.insert(format!("merchant:{}", 1_000 + number));
    }
    for number in 1..=50 {
        let active = json!({"status": "ACTIVE", "silent": true});
        server
            .put("account", 3_000 + number, &active.to_string())
            .await;
        changed.insert(format!("account:{}", 3_000 + number));
        let on = json!({"status": "AWAITING_DEPOSIT", "silent": true});
        let kind = ["payout", "end_to_end", "collection"][usize::try_from(number % 3).unwrap()];
        server.put(kind, 5_000 + number, &on.to_string()).await;
        changed.insert(format!("transaction:{}", 5_000 + number));
    }
    assert_eq!(u64::try_from(changed.len()).unwrap(), CHANGED);
    changed
}

fn keys(changes: &[MissedChange]) -> BTreeSet<String> {
    let subjects = changes.iter().map(|change| change.subject);
    subjects
        .map(|subject: Subject| subject.to_string())
        .collect()
}

#[tokio::test]
async fn what_changed_in_a_gap_is_found_whole_and_alone_within_the_budget_and_once() {
    let server = ApiServer::start().await;
    populate(&server).await;
    let console = Console::start(&server).await;
    let reconcile = console.reconcile();
    console.know_all(&reconcile).await;

    let gap = console.clock.now();
    let changed = change(&server).await;
    server.control("DELETE", "/requests", "").await;
    let timed = Instant::now();
    let second = reconcile.run(gap, Some("A. Ndiaye".to_owned())).await;
    let took = timed.elapsed();
    let second = second.unwrap();
    assert_eq!((second.end, second.missed), (ReconcileEnd::Whole, CHANGED));
    let (found, on_timelines) = console.missed().await;
    assert_eq!(keys(&found), changed);
    assert_eq!(on_timelines, changed);
    assert_eq!(found.len(), changed.len(), "each once");
    assert!(found.iter().all(|one| one.from.is_some()), "{found:?}");

    let requests = server.control("GET", "/requests", "").await;
    let requests = u32::try_from(requests.as_array().unwrap().len()).unwrap();
    // 1,200 a minute.
    let spent = Duration::from_millis(50) * requests.saturating_sub(1);
    assert!(
        requests > 10 && spent <= took,
        "{requests} requests in {took:?}"
    );

    let third = reconcile.run(gap, None).await.unwrap();
    assert_eq!((third.end, third.missed), (ReconcileEnd::Whole, 0));
    assert_eq!(console.missed().await.0.len(), changed.len());
}

#[tokio::test]
async fn a_read_by_somebody_else_within_the_gap_hides_no_change() {
    let server = ApiServer::start().await;
    let pending = json!({"status": "PENDING", "silent": true}).to_string();
    server.put("merchant", 1_001, &pending).await;
    let console = Console::start(&server).await;
    let reconcile = console.reconcile();
    console.know_all(&reconcile).await;
    let gap = console.clock.now();
    let valid = json!({"status": "VALID", "silent": true}).to_string();
    server.put("merchant", 1_001, &valid).await;
    let subject: Subject = "merchant:1001".parse().unwrap();
    let cause = engine::api::Cause::person(None);
    let read = console.room.read_subject(subject, None, cause).await;
    assert!(read.unwrap().worked());
    let found = reconcile.run(gap, None).await.unwrap();
    assert_eq!(found.missed, 1, "{found:?}");
}

#[tokio::test]
async fn what_a_server_with_a_fast_clock_changed_is_found_too() {
    let server = ApiServer::start().await;
    let pending = json!({"status": "PENDING", "silent": true}).to_string();
    server.put("merchant", 1_001, &pending).await;
    let console = Console::start(&server).await;
    let reconcile = console.reconcile();
    console.know_all(&reconcile).await;
    let gap = console.clock.now();
    let later = gap.0 + 600_000;
    let fields = json!({"lastUpdateTime": later});
    let valid = json!({"status": "VALID", "silent": true, "fields": fields}).to_string();
    server.put("merchant", 1_001, &valid).await;
    let found = reconcile.run(gap, None).await.unwrap();
    assert_eq!(found.missed, 1, "{found:?}");
    let again = reconcile.run(gap, None).await.unwrap();
    assert_eq!(again.missed, 0, "{again:?}");
}

#[tokio::test]
async fn one_that_stopped_goes_on_where_it_was_and_what_the_server_refuses_is_said() {
    let server = ApiServer::start().await;
    populate(&server).await;
    let console = Console::start(&server).await;
    let from = console.clock.now();
    let reconcile = Arc::new(console.reconcile());
    let mut state = reconcile.state();
    let running = Arc::clone(&reconcile);
    let run = tokio::spawn(async move { running.run(from, None).await });
    let is_there = |state: &engine::ReconcileState| {
        let now = state.now.as_ref();
        now.is_some_and(|now| now.step == Operation::ListReceiverAccounts.id())
    };
    let waited = tokio::time::timeout(Duration::from_secs(30), state.wait_for(is_there));
    drop(waited.await.unwrap().unwrap());
    run.abort();
    drop(run.await);

    let stopped = unfinished(&console.reader).await.unwrap().unwrap();
    assert!(stopped.steps.contains_key("open"), "{stopped:?}");
    server.control("DELETE", "/requests", "").await;
    let again = console.reconcile();
    let ended = again.run(from, None).await.unwrap();
    assert_eq!(ended.end, ReconcileEnd::Whole);
    assert_eq!(ended.started, stopped.facts.started, "it is the same one");
    let payouts = Operation::list_transactions(domain::TransactionKind::Payout);
    let (repeated, _) = server.received(payouts).await;
    assert_eq!(repeated.len(), 0, "what was done is not done again");
    assert_eq!(unfinished(&console.reader).await.unwrap(), None);

    let refusal = json!({"kind": "refuse", "status": 403, "code": "NOT_ALLOWED"});
    server.only_fault(payouts, 9, refusal).await;
    let partly = again.run(console.clock.now(), None).await.unwrap();
    assert_eq!(partly.end, ReconcileEnd::Partial);
    assert_eq!(partly.refused, [payouts.id()]);

    console.held.send_replace(HeldCredentials::Absent);
    let error = again.run(Millis(from.0 + 1), None).await;
    assert!(error.is_err(), "without credentials nothing is read");
}

#[tokio::test]
async fn a_gap_that_ended_is_closed_by_itself() {
    let server = ApiServer::start().await;
    let pending = json!({"status": "PENDING", "silent": true}).to_string();
    server.put("merchant", 1_001, &pending).await;
    let console = Console::start(&server).await;
    console.know_all(&console.reconcile()).await;
    let valid = json!({"status": "VALID", "silent": true}).to_string();
    server.put("merchant", 1_001, &valid).await;
    console.lose().await;
    let soon = Budget {
        settle: Duration::from_millis(10),
        ..budget()
    };
    let reconcile = Arc::new(Reconcile::new(Arc::clone(&console.room), soon));
    let mut state = reconcile.state();
    let tending = tokio::spawn(Arc::clone(&reconcile).tend(console.writer.committed()));
    let has_ended = |state: &engine::ReconcileState| state.last.is_some();
    let waited = tokio::time::timeout(Duration::from_secs(30), state.wait_for(has_ended));
    let ended = waited.await.unwrap().unwrap().last.clone();
    let Some(Ended::Told(facts)) = ended else {
        panic!("{ended:?}");
    };
    assert_eq!(facts.end, ReconcileEnd::Whole);
    let mut marks = WayMarks::default();
    marks.read_on(&console.reader).await.unwrap();
    assert_eq!(marks.unclosed(), []);
    tending.abort();
}
