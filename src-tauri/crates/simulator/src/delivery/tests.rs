//! What each mode says of itself is what verification says of its deliveries.

use super::*;
use crate::mode::Expected;
use proptest::prelude::*;
use std::collections::{BTreeSet, HashMap};
use webhooks::{Alarm, FieldSet, Judged, Keys, Rules, Verdict, judge};

const SECRET: &[u8] = b"9f2c1e7ab04d583692cf81e07b5da4439f2c1e7ab04d583692cf81e07b5da443";
const NOW: Millis = Millis(1_767_603_600_000);

fn secret() -> WebhookSecret {
    WebhookSecret::new(SECRET.to_vec()).unwrap()
}

fn day(seed: u64) -> Deliveries {
    Deliveries::new(seed, secret()).unwrap()
}

fn forging_day(seed: u64, forged_every: u64, count: usize) -> Vec<Delivery> {
    let mut day = day(seed);
    day.forge(NonZeroU64::new(forged_every));
    (0..count).flat_map(|_| day.next(NOW).unwrap()).collect()
}

fn judged(delivery: &Delivery, rules: &Rules) -> Judged {
    let headers: Vec<(String, Vec<u8>)> = delivery
        .headers("7a1f")
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.into_bytes()))
        .collect();
    let keys = Keys {
        current: Some(secret()),
        previous: None,
    };
    judge(&headers, delivery.body.as_bytes(), &keys, rules)
}

/// Remembers signed texts as a receiver does, and the verdicts that follow.
#[derive(Default)]
struct Receiver(HashMap<Vec<u8>, Vec<u8>>);

impl Receiver {
    fn verdict(&mut self, delivery: &Delivery) -> Verdict {
        let Judged {
            mut judgement,
            signed,
        } = judged(delivery, &Rules::default());
        if let Some(signed) = signed.filter(|_| judgement.verdict.is_verified()) {
            let earlier = self.0.get(&signed.text).map(|money| webhooks::Earlier {
                first: 1,
                same_money: *money == signed.money,
            });
            judgement.settle(earlier);
            self.0.entry(signed.text).or_insert(signed.money);
        }
        judgement.verdict
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn each_mode_ends_in_its_verdict_at_any_time_of_the_day(
        seed in any::<u64>(),
        begun in 0_usize..40,
        modes in Just(Mode::all().to_vec()).prop_shuffle()
    ) {
        let (mut day, mut receiver) = (day(seed), Receiver::default());
        for _ in 0..begun {
            for delivery in day.next(NOW).unwrap() {
                receiver.verdict(&delivery);
            }
        }
        for mode in modes.iter().chain(Mode::all()) {
            let turn = day.in_mode(*mode, NOW).unwrap();
            prop_assert_eq!(turn.last().map(|delivery| delivery.mode), Some(*mode));
            for delivery in &turn {
                // What is not kept is not judged either.
                if let Expected::Kept(verdicts) = delivery.mode.expected() {
                    let verdict = receiver.verdict(delivery);
                    prop_assert!(verdicts.contains(&verdict), "{verdict:?} {delivery:?}");
                }
            }
            let others = turn.len() - 1;
            prop_assert!(turn.iter().take(others).all(|d| d.mode == Mode::Plain));
        }
    }
}

#[test]
fn each_kind_of_forgery_has_its_turn_and_without_forgeries_all_are_plain() {
    let modes: Vec<Mode> = forging_day(7, 5, 60).iter().map(|d| d.mode).collect();
    for kind in FORGERIES {
        assert!(modes.contains(&kind), "{kind:?}");
    }
    let plain = modes.iter().filter(|mode| **mode == Mode::Plain);
    assert_eq!(plain.count(), 48);
    let plain = forging_day(7, 0, 60);
    assert!(plain.iter().all(|d| d.mode == Mode::Plain));
}

#[test]
fn the_modes_asked_for_take_turns() {
    let mut day = day(7);
    day.take_turns(vec![Mode::Duplicate, Mode::UpperCaseHash]);
    let mut turn = || -> Vec<Mode> { day.next(NOW).unwrap().iter().map(|d| d.mode).collect() };
    for _ in 0..3 {
        assert_eq!(turn(), [Mode::Plain, Mode::Duplicate]);
        assert_eq!(turn(), [Mode::UpperCaseHash]);
    }
}

#[test]
fn a_late_event_is_older_than_the_one_before_it_and_of_the_same_transaction() {
    for (mode, apart) in [(Mode::Reorder, REORDER_MS), (Mode::Delay, DELAY_MS)] {
        let turn = day(7).in_mode(mode, NOW).unwrap();
        let (newer, late) = (turn.first().unwrap(), turn.last().unwrap());
        assert_eq!(newer.subject, late.subject);
        let read = |delivery: &Delivery| -> (serde_json::Value, i64) {
            let body: serde_json::Value = serde_json::from_str(&delivery.body).unwrap();
            let time = body["lastUpdateTime"].as_i64().unwrap();
            (body, time)
        };
        let ((newer, newer_time), (late, late_time)) = (read(newer), read(late));
        assert_eq!(newer_time - late_time, apart);
        assert!(late["status"].as_str().unwrap().ends_with("_PENDING"));
        assert!(
            newer["status"]
                .as_str()
                .unwrap()
                .ends_with("_AWAITING_QUOTE_APPROVAL")
        );
    }
}

#[test]
fn of_the_two_other_lists_one_is_verified_once_it_is_approved_and_one_stays_ambiguous() {
    let mut day = day(7);
    for (fields, verdict) in OTHER_FIELDS
        .into_iter()
        .zip([Verdict::Verified, Verdict::Ambiguous])
    {
        let turn = day.in_mode(Mode::OtherFieldList, NOW).unwrap();
        let delivery = turn.last().unwrap();
        let before = judged(delivery, &Rules::default()).judgement;
        let fields: Vec<String> = fields.map(ToOwned::to_owned).to_vec();
        assert!(matches!(
            before.alarms.as_slice(),
            [Alarm::FieldSetNotApproved { found, .. }] if *found == fields
        ));
        let rules = Rules {
            approved: vec![FieldSet {
                event: None,
                fields,
            }],
            ..Rules::default()
        };
        assert_eq!(judged(delivery, &rules).judgement.verdict, verdict);
    }
}

#[test]
fn the_first_deliveries_of_a_demonstration_show_events_and_refusals_of_more_than_one_kind() {
    for seed in 0..50 {
        let first = forging_day(seed, 9, 20);
        let modes: BTreeSet<String> = first.iter().map(|d| format!("{:?}", d.mode)).collect();
        let expected = ["Plain", "TamperedBody", "WrongKey"].map(ToOwned::to_owned);
        assert_eq!(modes, BTreeSet::from(expected), "seed {seed}");
    }
}

#[test]
fn the_same_seed_gives_the_same_deliveries_and_another_gives_others() {
    assert_eq!(forging_day(7, 5, 60), forging_day(7, 5, 60));
    assert_ne!(forging_day(7, 5, 60), forging_day(8, 5, 60));
}
