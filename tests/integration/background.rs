//! Reconciliation that reads slowly in the background, against the simulator as a process: what it
//! finds, what it leaves in the ledger, for whom it waits, and where it goes on.

use crate::{
    api_server::ApiServer,
    room_console::{CHANGED, Console, budget, change, keys, populate},
};
use domain::{
    Millis,
    record::{
        KIND_OBSERVATION, KIND_READ_THROUGH, KIND_RECONCILE_BEGAN, KIND_RECONCILE_PART,
        KIND_RECONCILED, ReadThroughFacts,
    },
};
use engine::{
    Reconcile,
    reconcile::{Budget, Ended, Reconciling, Slow},
};
use ledger::Entry;
use partner_api::Operation;
use serde_json::{Value, json};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{sync::watch, task::AbortHandle};

const LIMIT: Duration = Duration::from_secs(120);
/// The kinds of entries that the reading in the background may write.
const ITS_KINDS: [&str; 5] = [
    KIND_OBSERVATION,
    KIND_READ_THROUGH,
    KIND_RECONCILE_BEGAN,
    KIND_RECONCILE_PART,
    KIND_RECONCILED,
];

fn millis(count: u64) -> Duration {
    Duration::from_millis(count)
}

/// Rounds without a pause, of which each is told.
fn fast() -> Slow {
    Slow {
        apart: millis(1),
        quiet: Duration::ZERO,
        every: millis(1),
        settle: Duration::ZERO,
        told_every: Duration::ZERO,
    }
}

/// The reading of a console while it runs.
struct Reading {
    reconcile: Arc<Reconcile>,
    tending: AbortHandle,
    round: watch::Receiver<Option<Reconciling>>,
}

impl Reading {
    fn start(console: &Console, slow: Slow) -> Self {
        let settle = millis(10);
        let budget = Budget {
            settle,
            slow,
            ..budget()
        };
        let reconcile = Arc::new(Reconcile::new(Arc::clone(&console.room), budget));
        let round = reconcile.background();
        let tending = tokio::spawn(Arc::clone(&reconcile).tend(console.writer.committed()));
        Self {
            reconcile,
            tending: tending.abort_handle(),
            round,
        }
    }

    /// Waits until the round reads this.
    async fn reads(&mut self, step: &str) -> Reconciling {
        let is_there =
            |round: &Option<Reconciling>| round.as_ref().is_some_and(|round| round.step == step);
        let round = tokio::time::timeout(LIMIT, self.round.wait_for(is_there)).await;
        round.unwrap().unwrap().clone().unwrap()
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        self.tending.abort();
    }
}

/// Waits until so many rounds are told; gives what the entries say.
async fn told(console: &Console, rounds: u64) -> Vec<ReadThroughFacts> {
    let wait = async {
        loop {
            let entries = console.entries(&[KIND_READ_THROUGH]).await;
            let facts: Vec<ReadThroughFacts> = entries.iter().map(facts).collect();
            if facts.iter().map(|one| one.rounds).sum::<u64>() >= rounds {
                return facts;
            }
            tokio::time::sleep(millis(20)).await;
        }
    };
    tokio::time::timeout(LIMIT, wait).await.unwrap()
}

fn facts(entry: &Entry) -> ReadThroughFacts {
    serde_json::from_str(&entry.facts).unwrap()
}

/// Waits until the server was asked so often for the first page of the merchants, which every round
/// reads last.
async fn rounds_at(server: &ApiServer, count: usize) {
    let wait = async {
        while lists_at(server, Operation::ListMerchants).await < count {
            tokio::time::sleep(millis(20)).await;
        }
    };
    tokio::time::timeout(LIMIT, wait).await.unwrap();
}

/// How often the first page of a list was asked for.
async fn lists_at(server: &ApiServer, operation: Operation) -> usize {
    let path = format!("/requests?operation={}", operation.id());
    let requests = server.control("GET", &path, "").await;
    let is_first = |one: &&Value| one.to_string().contains("page=0");
    requests.as_array().unwrap().iter().filter(is_first).count()
}

#[tokio::test]
async fn what_no_webhook_told_is_found_in_the_background_whole_alone_and_once() {
    let server = ApiServer::start().await;
    populate(&server).await;
    let console = Console::start(&server).await;
    console.know_all(&console.reconcile()).await;
    let changed = change(&server).await;
    let _reading = Reading::start(&console, fast());
    let rounds = told(&console, 3).await;
    let missed: Vec<u64> = rounds.iter().map(|round| round.missed).take(3).collect();
    assert_eq!(missed, [CHANGED, 0, 0], "the second and third find nothing");
    let (found, on_timelines) = console.missed().await;
    assert_eq!(found.len(), changed.len(), "each once");
    assert_eq!(keys(&found), changed);
    assert_eq!(on_timelines, changed);
    for one in &found {
        let read = console.reader.entry(one.read).await.unwrap().unwrap();
        assert_eq!(
            read.kind, KIND_OBSERVATION,
            "each names the read that shows it"
        );
        let subject = one.subject.to_string();
        assert!(
            read.subjects.iter().any(|name| name.name == subject),
            "{one:?}"
        );
    }
}

#[tokio::test]
async fn rounds_that_find_nothing_leave_one_entry_a_day_in_the_ledger_after_a_restart_too() {
    let server = ApiServer::start().await;
    populate(&server).await;
    let mut console = Console::start(&server).await;
    console.know_all(&console.reconcile()).await;
    let before = console.entries(&ITS_KINDS).await.len();
    let day = Slow {
        told_every: Duration::from_secs(86_400),
        ..fast()
    };
    // Long ago: what was read after that is no news, in whatever run it was read.
    for run in 1..=2 {
        let reading = Reading::start(&console, day);
        rounds_at(&server, 1 + run * 3).await;
        drop(reading);
        assert_eq!(console.entries(&ITS_KINDS).await.len(), before, "run {run}");
        console = console.again(&server).await;
    }
    let reading = Reading::start(
        &console,
        Slow {
            told_every: Duration::ZERO,
            ..day
        },
    );
    let told = told(&console, 5).await;
    drop(reading);
    assert!(
        told[0].rounds >= 5,
        "the rounds of three runs in one entry: {told:?}"
    );
    assert!(told[0].calls >= told[0].rounds * 5 && told[0].missed == 0);
    let entries = console.entries(&ITS_KINDS).await;
    let others = entries
        .iter()
        .filter(|entry| entry.kind != KIND_READ_THROUGH);
    assert_eq!(others.count(), before);
}

#[tokio::test]
async fn a_round_goes_on_after_a_restart_where_it_was() {
    let server = ApiServer::start().await;
    populate(&server).await;
    let console = Console::start(&server).await;
    console.know_all(&console.reconcile()).await;
    server.control("DELETE", "/requests", "").await;
    let slow = Slow {
        apart: millis(30),
        ..fast()
    };
    let mut reading = Reading::start(&console, slow);
    let before = reading.reads(Operation::ListReceiverAccounts.id()).await;
    drop(reading);
    let collections = Operation::list_transactions(domain::TransactionKind::Collection);
    let read = lists_at(&server, collections).await;
    assert_eq!(read, 1);
    let console = console.again(&server).await;
    let mut reading = Reading::start(&console, slow);
    let after = reading.reads(Operation::ListMerchants.id()).await;
    assert!(after.goes_on && !before.goes_on, "{after:?}");
    assert_eq!((after.from, after.started), (before.from, before.started));
    assert!(after.calls > before.calls, "it counts on");
    assert_eq!(
        lists_at(&server, collections).await,
        read,
        "what was read is not read again"
    );
    let rounds = told(&console, 1).await;
    assert_eq!(rounds[0].started, before.started);
}

#[tokio::test]
async fn a_person_and_a_reconciliation_that_is_asked_for_go_first() {
    let server = ApiServer::start().await;
    populate(&server).await;
    let console = Console::start(&server).await;
    console.know_all(&console.reconcile()).await;
    let subject = "merchant:1001".parse().unwrap();
    let read = async || {
        let cause = engine::api::Cause::person(None);
        let read = console.room.read_subject(subject, None, cause).await;
        assert!(read.unwrap().worked());
    };
    read().await;
    server.control("DELETE", "/requests", "").await;
    let long = Duration::from_secs(3_600);
    let reading = Reading::start(
        &console,
        Slow {
            quiet: long,
            ..fast()
        },
    );
    for _ in 0..10 {
        tokio::time::sleep(millis(100)).await;
        read().await;
    }
    let asked = server.control("GET", "/requests", "").await;
    let others = asked
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["operation"] != "get_merchant");
    assert_eq!(others.count(), 0, "it waited for the person");
    drop(reading);

    let mut reading = Reading::start(
        &console,
        Slow {
            apart: long,
            ..fast()
        },
    );
    reading.reads("open").await;
    let mut state = reading.reconcile.state();
    reading.reconcile.start(Millis(0), None).unwrap();
    let has_ended = |state: &engine::ReconcileState| state.last.is_some();
    let ended = tokio::time::timeout(LIMIT, state.wait_for(has_ended)).await;
    let last = ended.unwrap().unwrap().last.clone();
    assert!(matches!(last, Some(Ended::Told(_))), "{last:?}");
}

#[tokio::test]
async fn its_calls_are_as_far_apart_as_they_are_to_be() {
    let server = ApiServer::start().await;
    populate(&server).await;
    let console = Console::start(&server).await;
    console.know_all(&console.reconcile()).await;
    server.control("DELETE", "/requests", "").await;
    let since = Instant::now();
    let reading = Reading::start(
        &console,
        Slow {
            apart: millis(100),
            ..fast()
        },
    );
    rounds_at(&server, 1).await;
    let took = since.elapsed();
    drop(reading);
    let requests = server.control("GET", "/requests", "").await;
    let requests = u32::try_from(requests.as_array().unwrap().len()).unwrap();
    assert!(
        requests > 10 && millis(100) * requests.saturating_sub(2) <= took,
        "{requests} requests in {took:?}"
    );
    let slow = Budget::default();
    assert!(slow.slow.apart >= slow.apart() * 10, "far below the budget");
}

#[tokio::test]
async fn a_server_that_fails_or_refuses_floods_nothing_and_it_goes_on_when_it_can() {
    let server = ApiServer::start().await;
    populate(&server).await;
    let console = Console::start(&server).await;
    console.know_all(&console.reconcile()).await;
    let before = console.entries(&ITS_KINDS).await.len();
    let payouts = Operation::list_transactions(domain::TransactionKind::Payout);
    let fails = json!({"kind": "refuse", "status": 429, "code": "SLOW_DOWN"});
    server.only_fault(payouts, 12, fails).await;
    let retry = millis(10);
    let budget = Budget {
        retry,
        retry_max: retry,
        slow: fast(),
        ..budget()
    };
    let reconcile = Arc::new(Reconcile::new(Arc::clone(&console.room), budget));
    let tending = tokio::spawn(Arc::clone(&reconcile).tend(console.writer.committed()));
    let rounds = told(&console, 1).await;
    assert!(rounds[0].refused.is_empty(), "{rounds:?}");
    let refusal = json!({"kind": "refuse", "status": 403, "code": "NOT_ALLOWED"});
    server.only_fault(payouts, 1_000, refusal).await;
    let already = rounds_told(&console).await;
    told(&console, already + 4).await;
    tending.abort();
    let entries = console.entries(&ITS_KINDS).await;
    let refused = entries
        .iter()
        .filter(|entry| entry.kind == KIND_READ_THROUGH)
        .filter(|entry| facts(entry).refused == [payouts.id()]);
    assert!(refused.count() >= 2, "what is refused is said");
    let others: Vec<&Entry> = entries
        .iter()
        .filter(|entry| entry.kind != KIND_READ_THROUGH)
        .collect();
    assert_eq!(
        others.len(),
        before + 1,
        "the refusal stands there once: {others:?}"
    );
}

async fn rounds_told(console: &Console) -> u64 {
    let entries = console.entries(&[KIND_READ_THROUGH]).await;
    entries.iter().map(|entry| facts(entry).rounds).sum()
}

#[tokio::test]
async fn what_was_found_in_the_background_within_a_gap_stands_in_the_gaps_reconciliation_too() {
    let server = ApiServer::start().await;
    server.put_silently("merchant", 1_001, "PENDING").await;
    let console = Console::start(&server).await;
    let reconcile = console.reconcile();
    console.know_all(&reconcile).await;
    let gap = console.clock.now();
    server.put_silently("merchant", 1_001, "VALID").await;
    let reading = Reading::start(&console, fast());
    let found = told(&console, 1).await;
    drop(reading);
    assert_eq!(found[0].missed, 1, "{found:?}");
    let closing = reconcile.run(gap, None).await.unwrap();
    assert_eq!(closing.missed, 1, "{closing:?}");
    let again = reconcile.run(gap, None).await.unwrap();
    assert_eq!(again.missed, 0, "{again:?}");
}
