//! What each delivery is meant to be is what verification says of it.

use super::*;
use proptest::prelude::*;
use std::collections::HashMap;
use webhooks::{Keys, Rules, Verdict, judge};

const SECRET: &[u8] = b"9f2c1e7ab04d583692cf81e07b5da4439f2c1e7ab04d583692cf81e07b5da443";
const NOW: Millis = Millis(1_767_603_600_000);

fn secret() -> WebhookSecret {
    WebhookSecret::new(SECRET.to_vec()).unwrap()
}

fn deliveries(seed: u64, forged_every: u64, count: usize) -> Vec<Delivery> {
    let mut all = Deliveries::new(seed, secret(), NonZeroU64::new(forged_every)).unwrap();
    (0..count)
        .map(|_| all.next_delivery(NOW).unwrap())
        .collect()
}

fn verdict(delivery: &Delivery) -> (Verdict, Option<webhooks::Signed>) {
    let headers: Vec<(String, Vec<u8>)> = delivery
        .headers("7a1f")
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.into_bytes()))
        .collect();
    let keys = Keys {
        current: Some(secret()),
        previous: None,
    };
    let judged = judge(&headers, delivery.body.as_bytes(), &keys, &Rules::default());
    (judged.judgement.verdict, judged.signed)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn what_is_tampered_or_wrongly_signed_is_refused_and_the_rest_verified(
        seed in any::<u64>(), forged_every in 2_u64..12
    ) {
        let mut money_of = HashMap::new();
        for delivery in deliveries(seed, forged_every, 200) {
            let (verdict, signed) = verdict(&delivery);
            match delivery.intended {
                Intended::Tampered | Intended::WronglySigned => {
                    prop_assert_eq!(verdict, Verdict::RefusedHash, "{:?}", delivery);
                }
                Intended::Genuine => {
                    prop_assert_eq!(verdict, Verdict::Verified, "{:?}", delivery);
                    let signed = signed.unwrap();
                    money_of.insert((delivery.event, signed.text), signed.money);
                }
                Intended::Replay | Intended::OtherAmount => {
                    prop_assert_eq!(verdict, Verdict::Verified, "{:?}", delivery);
                    let signed = signed.unwrap();
                    let earlier = money_of.get(&(delivery.event, signed.text));
                    let is_same = earlier == Some(&signed.money);
                    prop_assert_eq!(is_same, delivery.intended == Intended::Replay);
                }
            }
        }
    }
}

#[test]
fn each_kind_of_forgery_has_its_turn_and_without_forgeries_all_are_genuine() {
    let intended: Vec<Intended> = deliveries(7, 5, 60).iter().map(|d| d.intended).collect();
    for kind in FORGERIES {
        assert!(intended.contains(&kind), "{kind:?}");
    }
    let genuine = intended.iter().filter(|kind| **kind == Intended::Genuine);
    assert_eq!(genuine.count(), 48);
    assert!(
        deliveries(7, 0, 60)
            .iter()
            .all(|d| d.intended == Intended::Genuine)
    );
}

#[test]
fn the_same_seed_gives_the_same_deliveries_and_another_gives_others() {
    assert_eq!(deliveries(7, 5, 60), deliveries(7, 5, 60));
    assert_ne!(deliveries(7, 5, 60), deliveries(8, 5, 60));
}
