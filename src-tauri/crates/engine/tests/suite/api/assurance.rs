//! Deliveries, and what the reads that follow them say.

use super::{At, by_path, merchant_body, payout_body, subject};
use crate::{
    fixture::{merchant, transaction},
    server::{Reply, Server},
};
use domain::Mark;
use engine::{CardKind, Cards, HeldCredentials, Said};
use std::sync::{Arc, Mutex};

/// A server at which merchant 7 has a status that the test sets.
async fn merchant_server() -> (Server, Arc<Mutex<String>>) {
    let status = Arc::new(Mutex::new("VALID".to_owned()));
    let held = Arc::clone(&status);
    let server = Server::start(by_path(move |path| {
        let status = held.lock().unwrap().clone();
        (path == "/v1/business/7").then(|| merchant_body(7, &status))
    }))
    .await;
    (server, status)
}

fn set(status: &Mutex<String>, to: &str) {
    to.clone_into(&mut status.lock().unwrap());
}

#[tokio::test]
async fn a_delivery_is_confirmed_by_the_read_that_follows_it_by_itself() {
    let (server, _status) = merchant_server().await;
    let mut at = At::server(&server).await;
    at.follow();
    let delivery = at.deliver(&merchant(7, "VALID")).await;
    let row = at
        .row_when(delivery, |row| row.mark == Mark::Confirmed)
        .await;
    let read = row.read.unwrap();
    assert_eq!(
        (read.said, read.status.as_deref()),
        (Said::Confirms, Some("VALID"))
    );
    let call = at.calls().await.remove(0);
    assert_eq!(call.sequence, read.sequence);
    assert_eq!(call.facts.by, None);
}

#[tokio::test]
async fn a_delivery_is_contradicted_by_another_decision_and_overtaken_by_a_later_state() {
    let (server, status) = merchant_server().await;
    set(&status, "FLAGGED");
    let mut at = At::server(&server).await;
    at.follow();
    let early = at.deliver(&merchant(7, "PENDING_REVIEW")).await;
    let late = at.deliver(&merchant(7, "VALID")).await;
    let row = at
        .row_when(late, |row| row.mark == Mark::Contradicted)
        .await;
    let read = row.read.unwrap();
    assert_eq!(
        (read.said, read.status.as_deref()),
        (Said::Contradicts, Some("FLAGGED"))
    );
    assert!(
        row.reason.contains("VALID") && row.reason.contains("FLAGGED"),
        "{}",
        row.reason
    );
    let row = at.row(early).await;
    assert_eq!(
        (row.mark, row.read.unwrap().said),
        (Mark::HashMatches, Said::Overtaken)
    );
    assert!(row.reason.contains("gone on"), "{}", row.reason);
}

#[tokio::test]
async fn what_a_later_delivery_announced_is_no_contradiction_of_an_earlier_one() {
    let (server, status) = merchant_server().await;
    set(&status, "FLAGGED");
    let at = At::server(&server).await;
    let first = at.deliver(&merchant(7, "VALID")).await;
    let second = at.deliver(&merchant(7, "FLAGGED")).await;
    let cause = engine::api::Cause::delivery();
    at.room
        .read_subject(subject("merchant:7"), None, cause)
        .await
        .unwrap();
    let row = at.row(first).await;
    assert_eq!(
        (row.mark, row.read.unwrap().said),
        (Mark::HashMatches, Said::Overtaken)
    );
    assert_eq!(at.row(second).await.mark, Mark::Confirmed);
}

#[tokio::test]
async fn a_read_that_began_before_a_delivery_came_says_nothing_of_it() {
    let (server, _status) = merchant_server().await;
    let at = At::server(&server).await;
    let cause = engine::api::Cause::delivery();
    at.room
        .read_subject(subject("merchant:7"), None, cause.clone())
        .await
        .unwrap();
    let delivery = at.deliver(&merchant(7, "VALID")).await;
    assert_eq!(at.row(delivery).await.mark, Mark::HashMatches);
    at.room
        .read_subject(subject("merchant:7"), None, cause)
        .await
        .unwrap();
    assert_eq!(at.row(delivery).await.mark, Mark::Confirmed);
}

#[tokio::test]
async fn a_read_that_was_under_way_when_a_delivery_came_says_nothing_of_it() {
    use domain::Clock;
    let (server, _status) = merchant_server().await;
    let at = At::server(&server).await;
    // It stands before the read in the ledger, and came after the read had begun.
    let later = at.clock.now().0 + 60_000;
    let body = merchant(7, "VALID");
    let delivery = at.fixture.keep(later, "a-uuid", &body, true).await;
    let cause = engine::api::Cause::delivery();
    at.room
        .read_subject(subject("merchant:7"), None, cause)
        .await
        .unwrap();
    let row = at.row(delivery).await;
    assert_eq!((row.mark, row.read), (Mark::HashMatches, None));
}

#[tokio::test]
async fn a_burst_on_one_object_is_one_read() {
    let (server, _status) = merchant_server().await;
    let mut at = At::server(&server).await;
    // All came while there were no credentials yet.
    let stored = at.held.send_replace(HeldCredentials::Unknown);
    at.follow();
    let mut last = 0;
    for status in [
        "PENDING",
        "PENDING_REVIEW",
        "UNDER_REVIEW",
        "ACTION_NEEDED",
        "VALID",
    ] {
        last = at.deliver(&merchant(7, status)).await;
    }
    assert!(server.requests().is_empty());
    at.held.send_replace(stored);
    at.row_when(last, |row| row.mark == Mark::Confirmed).await;
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_repeat_that_a_read_contradicts_is_a_card_once() {
    let (server, status) = merchant_server().await;
    let mut at = At::server(&server).await;
    at.follow();
    let first = at.deliver(&merchant(7, "VALID")).await;
    at.row_when(first, |row| row.mark == Mark::Confirmed).await;
    set(&status, "FLAGGED");
    let flagged = at.deliver(&merchant(7, "FLAGGED")).await;
    at.row_when(flagged, |row| row.mark == Mark::Confirmed)
        .await;
    let again = at.deliver(&merchant(7, "VALID")).await;
    let row = at
        .row_when(again, |row| row.mark == Mark::Contradicted)
        .await;
    let read = row.read.unwrap().sequence;
    let cards = Cards::new(at.fixture.reader.clone());
    let mut committed = at.fixture.writer.committed();
    loop {
        committed.mark_unchanged();
        let open = cards.told().await.unwrap().open;
        if let Some(card) = open.first() {
            assert_eq!(
                card.kind,
                CardKind::RepeatContradicted {
                    first,
                    read,
                    subject: subject("merchant:7")
                }
            );
            assert_eq!((card.delivery, card.count, open.len()), (Some(again), 1, 1));
            break;
        }
        committed.changed().await.unwrap();
    }
    // The first is as it was: what was read right after it said the same.
    assert_eq!(at.row(first).await.mark, Mark::Confirmed);
}

#[tokio::test]
async fn a_transaction_is_asked_for_as_each_kind_that_fits_until_it_is_found() {
    let server = Server::start(by_path(|path| {
        (path == "/v1/sendf2f/9").then(|| payout_body(9, "OnOff_COMPLETED", "5.0"))
    }))
    .await;
    let mut at = At::server(&server).await;
    at.follow();
    let delivery = at.deliver(&transaction(9, "COMPLETED")).await;
    at.row_when(delivery, |row| row.mark == Mark::Confirmed)
        .await;
    let paths = || -> Vec<String> {
        let lines = server.requests().into_iter().map(|one| one.line);
        lines
            .map(|line| line.split(' ').nth(1).unwrap().to_owned())
            .collect()
    };
    assert_eq!(paths(), ["/bpapi/v1/sendc2f/9", "/bpapi/v1/sendf2f/9"]);
    let next = at.deliver(&transaction(9, "IN_PROGRESS")).await;
    at.row_when(next, |row| row.read.is_some()).await;
    assert_eq!(paths().len(), 3, "its kind is known by now");
}

#[tokio::test]
async fn a_delivery_that_may_speak_of_several_is_confirmed_by_the_one_that_fits() {
    let server = Server::start(by_path(|path| match path {
        "/v1/business/7" => Some(merchant_body(7, "PENDING")),
        "/v1/businessExternalAccount/7" => Some(r#"{"id":7,"status":"ACTIVE"}"#.to_owned()),
        _ => None,
    }))
    .await;
    let mut at = At::server(&server).await;
    at.follow();
    let delivery = at.deliver(r#"{"id":7,"status":"PENDING"}"#).await;
    let row = at
        .row_when(delivery, |row| row.mark == Mark::Confirmed)
        .await;
    assert_eq!(row.subjects().len(), 3);
    assert_eq!(row.read.unwrap().subject, subject("merchant:7"));
}

#[tokio::test]
async fn a_server_that_is_away_is_asked_again_and_the_delivery_confirmed_then() {
    let server = Server::start(|number, _| {
        if number < 2 {
            return Reply::HangUp;
        }
        Reply::json(200, &merchant_body(7, "VALID"))
    })
    .await;
    let mut at = At::server(&server).await;
    at.follow();
    let delivery = at.deliver(&merchant(7, "VALID")).await;
    at.row_when(delivery, |row| row.mark == Mark::Confirmed)
        .await;
    assert_eq!(at.calls().await.len(), 2);
}
