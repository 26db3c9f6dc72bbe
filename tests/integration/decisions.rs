//! Decisions of people as the program without a window obeys them, killed in the middle too.

use crate::{
    client::{Request, SECRET, Sender},
    program::Place,
};
use domain::{
    EventName, Millis, TestWindow,
    record::{
        FieldSetChoice, FieldSetDecidedFacts, KIND_FIELD_SET_DECIDED, KIND_NOTE, KIND_TEST_WINDOW,
        PART_NOTE, SUBJECT_ALARMS, SUBJECT_DECISIONS, TestWindowFacts,
    },
};
use ledger::{Built, EntryDraft, PartDraft, Reader, Writer, WriterOptions};
use serde_json::Value;
use std::{collections::HashMap, sync::mpsc, thread, time::Duration};
use webhooks::{WebhookSecret, sign};

const LIST: &str = "event,id,status";

fn send(sender: &mut Sender, list: &str, body: &str, uuid: &str) {
    let secret = WebhookSecret::new(SECRET.as_bytes().to_vec()).unwrap();
    let fields: Vec<&str> = list.split(',').collect();
    let hash = sign(&fields, body.as_bytes(), &secret).unwrap();
    let request = Request::delivery(list, &hash, uuid, body);
    assert_eq!(sender.send(&request).unwrap().status, 200, "{uuid}");
}

fn body(id: usize) -> String {
    format!(r#"{{"event":"BusinessRequestStatusChanged","id":{id},"status":"OnOff_PENDING"}}"#)
}

/// Writes entries while the program does not run, as the window would.
fn write(place: &Place, entries: Vec<EntryDraft>) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let folder = place.data().join("acme");
        let writer = Writer::open(&folder, WriterOptions::default())
            .await
            .unwrap();
        let built = Built {
            entries,
            remember: None,
        };
        writer.append(None, move |_| (built, ())).await.unwrap();
        writer.close().await;
    });
}

fn entry(kind: &str, subjects: &[&str], facts: &impl serde::Serialize) -> EntryDraft {
    EntryDraft {
        kind: kind.to_owned(),
        recorded_ms: 1,
        subjects: subjects.iter().map(ToString::to_string).collect(),
        about: None,
        facts: serde_json::to_string(facts).unwrap(),
        parts: Vec::new(),
    }
}

fn decided(decision: FieldSetChoice) -> EntryDraft {
    let facts = FieldSetDecidedFacts {
        event: Some(EventName::BusinessRequestStatusChanged),
        fields: LIST.split(',').map(str::to_owned).collect(),
        decision,
        card: None,
        by: Some("Ada".to_owned()),
    };
    let subjects = [SUBJECT_ALARMS, SUBJECT_DECISIONS];
    entry(KIND_FIELD_SET_DECIDED, &subjects, &facts)
}

fn later_verdicts(place: &Place) -> HashMap<u64, Vec<String>> {
    let mut found: HashMap<u64, Vec<String>> = HashMap::new();
    for line in place.timeline(&[]) {
        if line["kind"] == "verdict" {
            let verdict = line["verdict"].as_str().unwrap().to_owned();
            found
                .entry(line["about"].as_u64().unwrap())
                .or_default()
                .push(verdict);
        }
    }
    found
}

/// Ends as soon as the ledger has so many more entries. It looks without a
/// pause, since judging anew is soon done.
fn grown_by(place: &Place, more: usize) -> thread::JoinHandle<()> {
    let folder = place.data().join("acme");
    let (started, has_started) = mpsc::channel();
    let watching = thread::spawn(move || {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let reader = Reader::open(&folder).await.unwrap();
            let before = reader.size().await.unwrap();
            started.send(()).unwrap();
            let wanted = before + u64::try_from(more).unwrap();
            let grown = async {
                while reader.size().await.unwrap() < wanted {
                    tokio::task::yield_now().await;
                }
            };
            let in_time = tokio::time::timeout(Duration::from_secs(60), grown);
            in_time.await.unwrap();
        });
    });
    has_started.recv().unwrap();
    watching
}

#[test]
fn killed_while_it_judges_anew_it_goes_on_and_each_delivery_gets_its_one_new_verdict() {
    const DELIVERIES: usize = 800;
    let place = Place::new();
    let mut server = place.serve();
    let mut sender = Sender::to(&server.url).unwrap();
    for id in 1..=DELIVERIES {
        send(&mut sender, LIST, &body(id), &format!("u-{id}"));
    }
    server.end();
    write(&place, vec![decided(FieldSetChoice::Approve)]);

    // Killed again and again, each time a little later.
    let mut kills = 0;
    for more in (0..).map(|round| 1_usize << round) {
        let before = later_verdicts(&place).len();
        if before == DELIVERIES {
            break;
        }
        let until_kill = grown_by(&place, more.min(DELIVERIES - before));
        let mut server = place.serve();
        until_kill.join().unwrap();
        server.kill();
        kills += 1;
    }
    assert!(kills > 1, "it was never killed in the middle");
    let found = later_verdicts(&place);
    assert_eq!(found.len(), DELIVERIES);
    for (delivery, verdicts) in found {
        assert_eq!(verdicts, ["verified"], "delivery {delivery}");
    }
    assert_eq!(place.verify_ledger().0, Some(0));
}

#[test]
fn it_believes_what_was_approved_and_no_longer_what_was_withdrawn() {
    let place = Place::new();
    let mut server = place.serve();
    server.end();
    for (decision, verdict) in [
        (FieldSetChoice::Approve, "verified"),
        (FieldSetChoice::Withdraw, "field_set_not_approved"),
    ] {
        write(&place, vec![decided(decision)]);
        let mut server = place.serve();
        let mut sender = Sender::to(&server.url).unwrap();
        send(&mut sender, LIST, &body(7), verdict);
        // Another event's list is another matter.
        let other = body(7).replace("BusinessRequestStatusChanged", "BusinessKycStatusChanged");
        let uuid = format!("{verdict}-other");
        send(&mut sender, LIST, &other, &uuid);
        server.end();
        let lines = place.timeline(&[]);
        let of = |uuid: &str| -> Value {
            let mut found = lines.iter().filter(|line| line["request_uuid"] == uuid);
            found.next().unwrap()["verdict"].clone()
        };
        assert_eq!(of(verdict), verdict);
        assert_eq!(of(&uuid), "field_set_not_approved");
    }
}

#[test]
fn what_people_did_is_on_the_timeline_with_their_names_and_words() {
    let place = Place::new();
    let mut server = place.serve();
    server.end();
    let window = TestWindow {
        from: Millis(0),
        until: Millis(i64::MAX / 2),
    };
    let mut note = entry(
        KIND_NOTE,
        &["transaction:7"],
        &serde_json::json!({ "by": "Ada" }),
    );
    note.parts = vec![PartDraft {
        name: PART_NOTE.to_owned(),
        value: b"called the bank".to_vec(),
    }];
    let facts = TestWindowFacts {
        window: Some(window),
        by: Some("Ada".to_owned()),
    };
    let tests = entry(KIND_TEST_WINDOW, &[SUBJECT_DECISIONS], &facts);
    write(&place, vec![note, decided(FieldSetChoice::Reject), tests]);
    let mut server = place.serve();
    let mut sender = Sender::to(&server.url).unwrap();
    send(&mut sender, "id,status", &body(7), "a test");
    server.end();
    let lines = place.timeline(&[]);
    let kinds: Vec<&Value> = lines.iter().map(|line| &line["kind"]).collect();
    assert_eq!(
        kinds,
        ["note", "field_set_decided", "test_window", "delivery"]
    );
    assert!(lines[..3].iter().all(|line| line["by"] == "Ada"));
    assert_eq!(lines[0]["words"], "called the bank");
    assert_eq!(lines[0]["subjects"], serde_json::json!(["transaction:7"]));
    assert_eq!(lines[3]["test"], true);
    let of_subject = place.timeline(&["--subject", "transaction:7"]);
    assert_eq!(of_subject.len(), 2);
}
