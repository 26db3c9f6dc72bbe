//! Random cuts under deliveries: nothing that was answered 200 is lost, and every cut is a gap.

use crate::{
    place::{Place, deliver, entries, gaps},
    ssh_server::{SshServer, Ways},
};
use domain::record::{KIND_DELIVERY, PART_BODY};
use ledger::Reader;
use std::{
    collections::HashSet,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

/// What was on its way when a session was cut may still come in so much later.
const ON_ITS_WAY_MS: i64 = 1_000;
/// How many send at once.
const SENDERS: u64 = 4;

fn how_long() -> Duration {
    let full = std::env::var("CAMPAIGN").is_ok_and(|size| size == "full");
    Duration::from_secs(if full { 240 } else { 6 })
}

/// Sends one delivery after the other, and gives the numbers of those that were answered 200.
async fn send(public: std::net::SocketAddr, which: u64, ended: Arc<AtomicBool>) -> HashSet<u64> {
    let mut answered = HashSet::new();
    let mut number = which;
    while !ended.load(Ordering::Relaxed) {
        number += SENDERS;
        match deliver(public, number).await {
            Some(200) => {
                answered.insert(number);
            }
            // Cut, or refused while there is no session.
            _ => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
    answered
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn under_random_cuts_nothing_that_was_answered_200_is_lost_and_each_cut_is_a_gap() {
    let folder = tempfile::tempdir().unwrap();
    let server = SshServer::start(1, Ways::default()).await;
    let mut place = Place::start(folder.path(), &server).await;
    place.proven().await;
    let ended = Arc::new(AtomicBool::new(false));
    let senders: Vec<_> = (1..=SENDERS)
        .map(|which| tokio::spawn(send(place.public, which, Arc::clone(&ended))))
        .collect();
    let mut random = fastrand::Rng::with_seed(11);
    let mut cuts = Vec::new();
    let until = place.clock.monotonic() + how_long();
    while place.clock.monotonic() < until {
        tokio::time::sleep(Duration::from_millis(random.u64(0..900))).await;
        // Now and then while it is not even up again.
        if random.u8(0..4) > 0 {
            place.proven().await;
            cuts.push(place.clock.now().0);
            server.cut();
            place
                .until("its end", |status| !status.state.is_proven())
                .await;
        } else {
            server.cut();
        }
    }
    place.proven().await;
    ended.store(true, Ordering::Relaxed);
    let mut answered = HashSet::new();
    for sender in senders {
        answered.extend(sender.await.unwrap());
    }
    place.end().await;

    let reader = Reader::open(folder.path()).await.unwrap();
    let mut kept = HashSet::new();
    for entry in entries(&reader, Some(KIND_DELIVERY)).await {
        let parts = reader.parts(&[entry.sequence], Some(PART_BODY)).await;
        for part in parts.unwrap() {
            let body: serde_json::Value = serde_json::from_slice(&part.value.unwrap()).unwrap();
            kept.insert(body.get("id").unwrap().as_u64().unwrap());
        }
    }
    assert!(!answered.is_empty() && !cuts.is_empty());
    let lost: Vec<&u64> = answered.difference(&kept).collect();
    assert!(lost.is_empty(), "answered 200 and lost: {lost:?}");
    let found = gaps(&reader).await;
    for cut in &cuts {
        let is_told = found
            .iter()
            .any(|gap| gap.from <= cut + ON_ITS_WAY_MS && gap.to.is_none_or(|to| to >= *cut));
        assert!(is_told, "the cut at {cut} is no gap: {found:?}");
    }
    let proofs_between = found.windows(2).all(|pair| match pair {
        [one, next] => one.to.is_some_and(|to| to <= next.from),
        _ => false,
    });
    assert!(proofs_between, "{found:?}");
}
