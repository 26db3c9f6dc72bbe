//! Days walk only allowed moves, and all that a day should show comes up in it.

use super::moves::{CONFIRMATION, MERCHANT, Move, RECEIVER_ACCOUNT, TRANSACTION, allowed, is_end};
use super::*;
use domain::Millis;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const NOW: Millis = Millis(1_767_603_600_000);

fn events(seed: u64, count: usize) -> Vec<Event> {
    let mut day = Day::new(seed);
    (0..count).map(|_| day.next_event(NOW)).collect()
}

fn table(name: EventName) -> &'static [Move] {
    match name {
        EventName::BusinessKycStatusChanged => MERCHANT,
        EventName::BusinessExternalAccountStatusChanged => RECEIVER_ACCOUNT,
        EventName::BusinessRequestStatusChanged => TRANSACTION,
        EventName::BusinessRequestPayoutConfirmationStatusChanged => CONFIRMATION,
    }
}

fn starts(event: &Event) -> &'static [&'static str] {
    match event.name {
        EventName::BusinessKycStatusChanged => &["NEW"],
        // A day begins with active accounts.
        EventName::BusinessExternalAccountStatusChanged => &["PENDING", "FROZEN", "CLOSED"],
        EventName::BusinessRequestStatusChanged
        | EventName::BusinessRequestPayoutConfirmationStatusChanged => &["PENDING"],
    }
}

fn prefix(event: &Event) -> &'static str {
    let mut prefixes = domain::status::TRANSACTION_PREFIXES.into_iter();
    prefixes
        .find(|prefix| event.status.starts_with(*prefix))
        .unwrap_or_default()
}

fn stage(event: &Event) -> &str {
    event.status.strip_prefix(prefix(event)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn statuses_only_walk_allowed_moves(seed in any::<u64>()) {
        let mut last: BTreeMap<(&str, u64), Event> = BTreeMap::new();
        for event in events(seed, 600) {
            let moves = table(event.name);
            let key = (event.name.wire(), event.number);
            if let Some(before) = last.get(&key) {
                prop_assert!(allowed(moves, stage(before), stage(&event)), "{before:?} {event:?}");
                prop_assert_eq!(prefix(before), prefix(&event));
            } else {
                prop_assert!(starts(&event).contains(&stage(&event)), "{event:?}");
            }
            if event.name == EventName::BusinessRequestPayoutConfirmationStatusChanged {
                let request = (EventName::BusinessRequestStatusChanged.wire(), event.number);
                prop_assert_eq!(last.get(&request).map(stage), Some("COMPLETED"));
            }
            last.insert(key, event);
        }
    }

    #[test]
    fn a_body_says_what_its_event_says_and_amounts_are_decimal_texts(seed in any::<u64>()) {
        for event in events(seed, 200) {
            let body: serde_json::Value = serde_json::from_str(&event.body).unwrap();
            prop_assert_eq!(&body["event"], event.name.wire());
            prop_assert_eq!(&body["id"], event.number);
            prop_assert_eq!(&body["status"], event.status.as_str());
            prop_assert!(body["businessId"].as_u64().is_some());
            if event.kind == SubjectKind::Transaction {
                let amount = body["toAmount"].as_str().unwrap();
                let (whole, rest) = amount.split_once('.').unwrap();
                prop_assert!(whole.parse::<u64>().is_ok() && rest.parse::<u64>().is_ok());
                prop_assert!(!amount.starts_with("0."));
            }
        }
    }
}

#[test]
fn days_show_every_event_every_kind_and_every_status_of_their_tables() {
    // Of several, since a single one has few new merchants, and few of them with a hard name.
    let events: Vec<Event> = (0..8).flat_map(|seed| events(seed, 600)).collect();
    for name in EventName::ALL {
        let of_it = events.iter().filter(|event| event.name == name);
        let seen: BTreeSet<&str> = of_it.map(stage).collect();
        for (from, to, _) in table(name) {
            // Accounts are active from the start; that they were is not announced.
            assert!(seen.contains(to), "{name:?} {to}");
            assert!(seen.contains(from) || *from == "ACTIVE", "{name:?} {from}");
        }
    }
    let statuses: BTreeSet<&str> = events.iter().map(|event| event.status.as_str()).collect();
    for status in [
        "OnOff_COMPLETED",
        "Receive_COMPLETED",
        "OnOff_EXPIRED",
        "Receive_CANCELED",
    ] {
        assert!(statuses.contains(status), "{status}");
    }
    let bodies: String = events.iter().map(|event| event.body.as_str()).collect();
    for word in ["USDC (ERC-20)", "NGN", "GBP", "深圳市", "Łódzkie"] {
        assert!(bodies.contains(word), "{word}");
    }
}

#[test]
fn the_first_dozen_events_show_something_of_everything() {
    for seed in 0..200 {
        let events = events(seed, 12);
        for name in EventName::ALL {
            assert!(events.iter().any(|event| event.name == name), "{seed}");
        }
        let of_one = |number| events.iter().filter(|event| event.number == number).count();
        assert!(of_one(events[0].number) >= 6, "seed {seed}");
        let merchants: BTreeSet<u64> = events
            .iter()
            .map(|event| serde_json::from_str::<serde_json::Value>(&event.body).unwrap())
            .map(|body| body["businessId"].as_u64().unwrap())
            .collect();
        assert!(merchants.len() >= 2, "seed {seed}");
        let statuses: Vec<&str> = events.iter().map(|event| event.status.as_str()).collect();
        assert!(statuses.contains(&"Receive_AWAITING_QUOTE_APPROVAL"));
    }
}

#[test]
fn a_long_day_holds_a_bounded_number_of_objects() {
    let mut day = Day::new(3);
    for _ in 0..50_000 {
        day.next_event(NOW);
    }
    assert!(day.merchants.len() <= 41 && day.accounts.len() <= 61);
    assert!(day.transactions.len() <= 9);
}

#[test]
fn every_end_is_an_end_and_every_status_is_a_word_that_is_known() {
    for (moves, words) in [
        (MERCHANT, domain::status::MERCHANT_WORDS.as_slice()),
        (
            RECEIVER_ACCOUNT,
            domain::status::RECEIVER_ACCOUNT_WORDS.as_slice(),
        ),
    ] {
        for (from, to, _) in moves {
            assert!(words.contains(from) && words.contains(to), "{from} {to}");
        }
    }
    for end in ["VALID", "FLAGGED", "ABANDONED"] {
        assert!(is_end(MERCHANT, end));
    }
    for end in ["COMPLETED", "CANCELED", "EXPIRED"] {
        assert!(is_end(TRANSACTION, end));
    }
}
