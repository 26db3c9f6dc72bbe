//! SIGKILL in the middle of deliveries, again and again.

use crate::{client::Sender, program::Place};
use std::{
    collections::{HashMap, HashSet},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    thread,
};

const CONNECTIONS: u64 = 8;

/// Sends until the receiver is gone; gives the UUIDs that were answered 200.
fn send_until_gone(
    url: &str,
    round: u64,
    connection: u64,
    answered: &Mutex<HashSet<String>>,
    count: &AtomicU64,
) {
    let Ok(mut sender) = Sender::to(url) else {
        return;
    };
    for number in 0_u64.. {
        let uuid = format!("{round}-{connection}-{number}");
        let id = 1 + (number % 50);
        let status = if number % 3 == 0 {
            "OnOff_PENDING"
        } else {
            "OnOff_AWAITING_DEPOSIT"
        };
        match sender.honest(id, status, &uuid) {
            Ok(answer) if answer.status == 200 => {
                assert!(answered.lock().unwrap().insert(uuid));
                count.fetch_add(1, Ordering::Relaxed);
            }
            Ok(answer) => panic!("answered {}", answer.status),
            Err(_) => return,
        }
    }
}

#[test]
fn what_was_answered_200_is_there_once_however_often_the_receiver_is_killed() {
    let full = std::env::var("CAMPAIGN").is_ok_and(|size| size == "full");
    let (rounds, a_round) = if full { (25, 4000) } else { (4, 700) };
    let place = Place::new();
    let answered = Arc::new(Mutex::new(HashSet::new()));
    for round in 0..rounds {
        let mut server = place.serve();
        let count = Arc::new(AtomicU64::new(0));
        let senders: Vec<_> = (0..CONNECTIONS)
            .map(|connection| {
                let (url, answered, count) = (
                    server.url.clone(),
                    Arc::clone(&answered),
                    Arc::clone(&count),
                );
                thread::spawn(move || send_until_gone(&url, round, connection, &answered, &count))
            })
            .collect();
        // Another number each time, so that the kill meets the writer at another place.
        let enough = a_round + 37 * round;
        while count.load(Ordering::Relaxed) < enough {
            assert!(
                !senders.iter().all(thread::JoinHandle::is_finished),
                "nobody sends any more"
            );
            thread::yield_now();
        }
        server.kill();
        senders
            .into_iter()
            .for_each(|sender| sender.join().unwrap());
        let (code, found) = place.verify_ledger();
        assert_eq!(code, Some(0), "round {round}: {found}");
    }
    let answered = answered.lock().unwrap();
    let mut found: HashMap<String, u32> = HashMap::new();
    for entry in place.timeline(&[]) {
        // Statuses are sent at random: that some go backwards is noticed, and no delivery.
        if entry["kind"] == "out_of_course" {
            continue;
        }
        assert!(
            entry["verdict"].as_str().unwrap().starts_with("verified"),
            "{entry}"
        );
        *found
            .entry(entry["request_uuid"].as_str().unwrap().to_owned())
            .or_default() += 1;
    }
    let lost: Vec<&String> = answered
        .iter()
        .filter(|uuid| !found.contains_key(*uuid))
        .collect();
    let doubled: Vec<&String> = found
        .iter()
        .filter(|(_, times)| **times != 1)
        .map(|(uuid, _)| uuid)
        .collect();
    assert!(answered.len() >= usize::try_from(rounds * a_round).unwrap());
    assert_eq!((lost, doubled), (Vec::new(), Vec::new()));
}
