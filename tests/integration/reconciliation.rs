//! Reconciliation against the simulator as a process: what changed without a webhook is found, all
//! of it and nothing else, within its budget; and it goes on where it stopped.

use crate::{
    api_server::ApiServer,
    room_console::{CHANGED, Console, budget, change, keys, populate},
};
use domain::{Gap, Millis, Subject, record::ReconcileEnd};
use engine::{
    HeldCredentials, Reconcile, WayMarks,
    reconcile::{Budget, Ended, unfinished},
};
use partner_api::Operation;
use serde_json::json;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};

/// How long anything may take: an object after the other is read, and the machine may be busy.
const LIMIT: Duration = Duration::from_secs(120);

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
    server.put_silently("merchant", 1_001, "PENDING").await;
    let console = Console::start(&server).await;
    let reconcile = console.reconcile();
    console.know_all(&reconcile).await;
    let gap = console.clock.now();
    server.put_silently("merchant", 1_001, "VALID").await;
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
    server.put_silently("merchant", 1_001, "PENDING").await;
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
    let waited = tokio::time::timeout(LIMIT, state.wait_for(is_there));
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
    server.put_silently("merchant", 1_001, "PENDING").await;
    let console = Console::start(&server).await;
    console.know_all(&console.reconcile()).await;
    server.put_silently("merchant", 1_001, "VALID").await;
    console.lose().await;
    let soon = Budget {
        settle: Duration::from_millis(10),
        ..budget()
    };
    let reconcile = Arc::new(Reconcile::new(Arc::clone(&console.room), soon));
    let mut state = reconcile.state();
    let tending = tokio::spawn(Arc::clone(&reconcile).tend(console.writer.committed()));
    let has_ended = |state: &engine::ReconcileState| state.last.is_some();
    let waited = tokio::time::timeout(LIMIT, state.wait_for(has_ended));
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

#[tokio::test]
async fn one_that_a_person_stops_says_so_closes_nothing_and_is_not_begun_again_by_itself() {
    let server = ApiServer::start().await;
    populate(&server).await;
    let console = Console::start(&server).await;
    console.know_all(&console.reconcile()).await;
    let changed = change(&server).await;
    console.lose().await;
    let slow = Budget {
        per_minute: 600,
        settle: Duration::from_millis(10),
        ..budget()
    };
    let reconcile = Arc::new(Reconcile::new(Arc::clone(&console.room), slow));
    let mut state = reconcile.state();
    let tending = tokio::spawn(Arc::clone(&reconcile).tend(console.writer.committed()));
    let is_in_the_middle = |state: &engine::ReconcileState| {
        let now = state.now.as_ref();
        now.is_some_and(|now| now.steps.0 >= 2)
    };
    let waited = tokio::time::timeout(LIMIT, state.wait_for(is_in_the_middle)).await;
    let from = waited.unwrap().unwrap().now.as_ref().unwrap().from;
    reconcile.cancel();
    let has_ended = |state: &engine::ReconcileState| state.last.is_some();
    let waited = tokio::time::timeout(LIMIT, state.wait_for(has_ended)).await;
    let ended = waited.unwrap().unwrap().last.clone();
    let Some(Ended::Told(facts)) = ended else {
        panic!("{ended:?}");
    };
    assert_eq!(facts.end, ReconcileEnd::Cancelled);
    assert!(unclosed(&console).await > 0, "nothing is closed by it");
    assert_eq!(unfinished(&console.reader).await.unwrap(), None);

    server.control("DELETE", "/requests", "").await;
    // Whatever is written wakes it; it leaves this gap alone all the same.
    console.lose().await;
    let goes_on = |state: &engine::ReconcileState| state.now.is_some();
    let waited = tokio::time::timeout(LIMIT, state.wait_for(goes_on)).await;
    let now = waited.expect("the new gap is closed, from its own beginning on");
    let now = now.unwrap().now.clone().unwrap();
    assert!(now.from > from, "{now:?}");
    let is_over = |state: &engine::ReconcileState| state.now.is_none();
    tokio::time::timeout(LIMIT, state.wait_for(is_over))
        .await
        .unwrap()
        .unwrap();
    assert!(unclosed(&console).await > 0);

    reconcile.start(from, Some("A. Ndiaye".to_owned())).unwrap();
    let is_whole = |state: &engine::ReconcileState| match &state.last {
        Some(Ended::Told(facts)) => facts.from == from && facts.end == ReconcileEnd::Whole,
        Some(Ended::Failed(_)) | None => false,
    };
    tokio::time::timeout(LIMIT, state.wait_for(is_whole))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(unclosed(&console).await, 0);
    let (found, _) = console.missed().await;
    assert_eq!(keys(&found), changed, "all of it, in however many parts");
    assert_eq!(found.len(), changed.len(), "each once");
    tending.abort();
}

#[tokio::test]
async fn a_change_that_the_reconciliation_of_an_earlier_gap_finds_is_told_of_the_later_gap_too() {
    let server = ApiServer::start().await;
    server.put_silently("merchant", 1_001, "PENDING").await;
    let console = Console::start(&server).await;
    console.know_all(&console.reconcile()).await;
    console.lose().await;
    let earlier = gaps(&console).await.remove(0);
    // It begins, and stops before it has read anything.
    let slow = Budget {
        per_minute: 1,
        ..budget()
    };
    let held_up = Arc::new(Reconcile::new(Arc::clone(&console.room), slow));
    let mut state = held_up.state();
    let run = tokio::spawn(async move { held_up.run(Millis(earlier.from), None).await });
    let begun = state.wait_for(|state| state.now.is_some());
    let begun = tokio::time::timeout(LIMIT, begun).await;
    drop(begun.unwrap().unwrap());
    run.abort();
    drop(run.await);

    server.put_silently("merchant", 1_001, "VALID").await;
    console.lose().await;
    let reconcile = console.reconcile();
    let first = reconcile.run(Millis(earlier.from), None).await.unwrap();
    assert_eq!((first.end, first.missed), (ReconcileEnd::Whole, 1));
    let later = gaps(&console).await;
    let ended = later.last().unwrap().to.unwrap();
    assert!(ended > first.started.0, "it ended meanwhile");
    let from = Millis(later.first().unwrap().from);
    let second = reconcile.run(from, None).await.unwrap();
    assert_eq!((second.end, second.missed), (ReconcileEnd::Whole, 1));
    assert_eq!(unclosed(&console).await, 0);
    let third = reconcile.run(Millis(earlier.from), None).await.unwrap();
    assert_eq!(third.missed, 0, "no gap is left whose change it could be");
}

async fn unclosed(console: &Console) -> usize {
    gaps(console).await.len()
}

/// The gaps that no reconciliation closed, the oldest first.
async fn gaps(console: &Console) -> Vec<Gap> {
    let mut marks = WayMarks::default();
    marks.read_on(&console.reader).await.unwrap();
    marks.unclosed()
}
