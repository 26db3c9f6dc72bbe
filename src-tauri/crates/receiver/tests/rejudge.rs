//! Judging anew what was kept: once each, as a fresh judgement would, and never for the worse.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test helper may stop the test"
)]

use domain::{
    Clock, Millis, SystemClock,
    record::{KIND_VERDICT, PART_JUDGEMENT, SUBJECT_ALARMS, VerdictFacts},
};
use ledger::{Entry, From, PageQuery, Writer, WriterOptions};
use receiver::{Anew, IncomingDelivery, Keep, LedgerKeep, Rejudge, Which};
use std::{collections::HashMap, sync::Arc, time::Duration};
use webhooks::{FieldSet, Judgement, Keys, Rules, WebhookSecret, judge, sign};

const SECRET: &str = "9f2c1e7ab04d583692cf81e07b5da4439f2c1e7ab04d583692cf81e07b5da443";

fn keys() -> Keys {
    Keys {
        current: WebhookSecret::new(SECRET.as_bytes().to_vec()).ok(),
        previous: None,
    }
}

/// `event,id,status`, whose text reads one way, beside the built-in list.
fn approved() -> Rules {
    let mut rules = Rules::default();
    rules.approved.push(FieldSet {
        event: None,
        fields: fields("event,id,status"),
    });
    rules
}

fn fields(list: &str) -> Vec<String> {
    list.split(',').map(str::to_owned).collect()
}

struct Store {
    _folder: tempfile::TempDir,
    writer: Writer,
    clock: Arc<dyn Clock>,
}

impl Store {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let writer = Writer::open(&folder.path().join("ledger"), WriterOptions::default())
            .await
            .unwrap();
        Self {
            _folder: folder,
            writer,
            clock: Arc::new(SystemClock::start()),
        }
    }

    /// Keeps a delivery signed over a list; gives its entry.
    async fn keep(&self, list: &str, body: &str, keys: &Keys, rules: &Rules) -> u64 {
        let secret = self::keys().current.unwrap();
        let listed = fields(list);
        let listed: Vec<&str> = listed.iter().map(String::as_str).collect();
        let hash = sign(&listed, body.as_bytes(), &secret).unwrap();
        self.keep_signed(list, &hash, body, keys, rules).await
    }

    async fn keep_signed(
        &self,
        list: &str,
        hash: &str,
        body: &str,
        keys: &Keys,
        rules: &Rules,
    ) -> u64 {
        let header = |name: &str, value: &str| (name.to_owned(), value.as_bytes().to_vec());
        let delivery = IncomingDelivery {
            peer: "127.0.0.1:1".parse().unwrap(),
            received: Millis(1),
            monotonic: Duration::ZERO,
            headers: vec![
                header(webhooks::HEADER_FIELDS, list),
                header(webhooks::HEADER_HASH, hash),
                ("x-strange".to_owned(), vec![0xff, 0x00]),
            ],
            body: body.as_bytes().to_vec(),
            is_test: false,
        };
        let judged = judge(&delivery.headers, &delivery.body, keys, rules);
        let answer = judged.judgement.verdict.http_status();
        let keep = LedgerKeep::new(self.writer.clone());
        keep.keep(delivery, judged, answer).await.unwrap().sequence
    }

    async fn run(&self, which: Which, keys: &Keys, rules: &Rules) -> Anew {
        let rejudge = Rejudge::new(self.writer.clone(), Arc::clone(&self.clock));
        rejudge.run(which, keys, rules).await.unwrap()
    }

    /// Every verdict in the ledger: its delivery, its facts, its entry.
    async fn verdicts(&self) -> Vec<(u64, VerdictFacts, Entry)> {
        let mut found = Vec::new();
        let mut after = 0;
        loop {
            let query = PageQuery {
                subject: None,
                kinds: vec![KIND_VERDICT.to_owned()],
                from: From::After(after),
                limit: 500,
            };
            let page = self.writer.reader().page(&query).await.unwrap();
            for entry in page.entries {
                after = entry.sequence;
                let facts = serde_json::from_str(&entry.facts).unwrap();
                found.push((entry.about.unwrap(), facts, entry));
            }
            if !page.more {
                return found;
            }
        }
    }

    async fn judgement(&self, verdict: u64) -> Judgement {
        let reader = self.writer.reader();
        let parts = reader
            .parts(&[verdict], Some(PART_JUDGEMENT))
            .await
            .unwrap();
        serde_json::from_slice(parts[0].value.as_ref().unwrap()).unwrap()
    }
}

fn body(number: usize) -> String {
    let (id, amount) = (1 + number % 60, number % 7);
    format!(
        concat!(
            r#"{{"event":"BusinessRequestStatusChanged","id":{},"#,
            r#""status":"OnOff_PENDING","toAmount":"{}"}}"#
        ),
        id, amount
    )
}

#[tokio::test]
async fn after_an_approval_the_verdicts_are_those_of_a_fresh_judge_over_the_same_bytes() {
    const DELIVERIES: usize = 200;
    let (held, fresh) = (Store::new().await, Store::new().await);
    for number in 0..DELIVERIES {
        // Every third one under the list that is approved from the start.
        let list = if number % 3 == 0 {
            "id,status"
        } else {
            "event,id,status"
        };
        held.keep(list, &body(number), &keys(), &Rules::default())
            .await;
        fresh.keep(list, &body(number), &keys(), &approved()).await;
    }
    let anew = held.run(Which::HeldBack, &keys(), &approved()).await;
    assert_eq!((anew.judged, anew.verified), (133, 133));

    let mut newest: HashMap<u64, (VerdictFacts, u64)> = HashMap::new();
    for (delivery, facts, entry) in held.verdicts().await {
        newest.insert(delivery, (facts, entry.sequence));
    }
    for (delivery, wanted, entry) in fresh.verdicts().await {
        let (facts, sequence) = &newest[&delivery];
        assert_eq!(*facts, wanted, "delivery {delivery}");
        let (mine, theirs) = (
            held.judgement(*sequence).await,
            fresh.judgement(entry.sequence).await,
        );
        assert_eq!(mine, theirs, "delivery {delivery}");
    }
    let again = held.run(Which::HeldBack, &keys(), &approved()).await;
    assert_eq!(again, Anew::default());
    let report = held.writer.reader().check(|_| ()).await.unwrap();
    assert_eq!(report.damage, Vec::new());
}

#[tokio::test]
async fn a_later_delivery_names_the_delivery_that_a_new_verdict_was_on_as_its_first() {
    let store = Store::new().await;
    let first = store
        .keep("event,id,status", &body(1), &keys(), &Rules::default())
        .await;
    store
        .keep("id,status", &body(2), &keys(), &approved())
        .await;
    store.run(Which::HeldBack, &keys(), &approved()).await;
    store
        .keep("event,id,status", &body(1), &keys(), &approved())
        .await;
    // The same signature with another amount, behind a new verdict.
    store
        .keep("event,id,status", &body(61), &keys(), &approved())
        .await;
    let told: Vec<_> = store
        .verdicts()
        .await
        .into_iter()
        .rev()
        .take(2)
        .map(|(_, facts, _)| (facts.verdict, facts.first))
        .collect();
    assert_eq!(
        told,
        [
            ("verified_other_body".to_owned(), Some(first)),
            ("verified_repeat".to_owned(), Some(first))
        ]
    );
}

#[tokio::test]
async fn what_came_without_a_secret_is_judged_once_there_is_one() {
    let store = Store::new().await;
    let none = Keys::default();
    let honest = store.keep("id,status", &body(1), &none, &approved()).await;
    let forged = store
        .keep_signed("id,status", &"0".repeat(64), &body(2), &none, &approved())
        .await;
    let held = store
        .keep("event,id,status", &body(3), &none, &Rules::default())
        .await;
    // Still no secret: nothing new can be said.
    let nothing = store.run(Which::NotChecked, &none, &Rules::default()).await;
    assert_eq!((nothing.judged, nothing.unchanged), (0, 3));
    let anew = store
        .run(Which::NotChecked, &keys(), &Rules::default())
        .await;
    assert_eq!((anew.judged, anew.verified), (3, 1));
    let verdicts = store.verdicts().await;
    let newest = |delivery| {
        let mut of = verdicts
            .iter()
            .rev()
            .filter(|(about, ..)| *about == delivery);
        of.next().unwrap()
    };
    assert_eq!(newest(honest).1.verdict, "verified");
    assert_eq!(newest(honest).1.answer, 503, "what was answered stays");
    assert_eq!(newest(forged).1.verdict, "refused_hash");
    let held_back = newest(held);
    assert_eq!(held_back.1.verdict, "field_set_not_approved");
    let on: Vec<&str> = held_back
        .2
        .subjects
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    assert_eq!(on, ["alarms", "quarantine", "unchecked"]);
    // And then it can be approved like any other.
    let anew = store.run(Which::HeldBack, &keys(), &approved()).await;
    assert_eq!((anew.judged, anew.verified), (1, 1));
}

#[tokio::test]
async fn a_secret_that_has_gone_makes_no_good_hash_a_bad_one() {
    let store = Store::new().await;
    store
        .keep("event,id,status", &body(1), &keys(), &Rules::default())
        .await;
    let other = Keys {
        current: WebhookSecret::new(b"another secret, as after a rotation".to_vec()).ok(),
        previous: None,
    };
    for gone in [other, Keys::default()] {
        let anew = store.run(Which::HeldBack, &gone, &approved()).await;
        assert_eq!((anew.judged, anew.unchanged), (0, 1));
    }
    assert_eq!(store.verdicts().await.len(), 1);
}

#[tokio::test]
async fn each_alarm_stands_on_the_ledgers_alarms_and_nothing_else_does() {
    let store = Store::new().await;
    let rules = Rules::default();
    let alone = sign(&[], b"{}", &keys().current.unwrap()).unwrap();
    let honest = store.keep("id,status", &body(1), &keys(), &rules).await;
    let repeat = store.keep("id,status", &body(1), &keys(), &rules).await;
    let forged = store
        .keep_signed("id,status", &"0".repeat(64), &body(1), &keys(), &rules)
        .await;
    let ambiguous = store
        .keep("id,status", r#"{"id":1,"status":"2A"}"#, &keys(), &rules)
        .await;
    let drift = store
        .keep("event,id,status", &body(1), &keys(), &rules)
        .await;
    let other = store.keep("id,status", &body(61), &keys(), &rules).await;
    let secret = store
        .keep_signed("", &alone, &body(1), &keys(), &rules)
        .await;
    let listed = store
        .keep_signed("id,status", &alone, &body(1), &keys(), &rules)
        .await;
    let query = PageQuery {
        subject: Some(SUBJECT_ALARMS.to_owned()),
        kinds: Vec::new(),
        from: From::After(0),
        limit: 500,
    };
    let page = store.writer.reader().page(&query).await.unwrap();
    let on: Vec<u64> = page.entries.iter().map(|entry| entry.sequence).collect();
    let wanted: Vec<u64> = [drift, other, secret, listed]
        .into_iter()
        .flat_map(|delivery| [delivery, delivery + 1])
        .collect();
    assert_eq!(on, wanted);
    assert!(
        [honest, repeat, forged, ambiguous]
            .iter()
            .all(|one| !on.contains(one))
    );
}
