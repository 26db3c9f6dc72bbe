//! What must not be believed, and what must not be taken.

use crate::{
    client::{Request, SECRET, Sender, hash},
    program::{Place, until},
};
use serde_json::Value;

const BODY: &str = r#"{"id":7,"status":"OnOff_PENDING","toAmount":"1.0"}"#;

fn json_type() -> (&'static str, String) {
    ("Content-Type", "application/json".to_owned())
}

fn by_uuid<'a>(entries: &'a [Value], uuid: &str) -> &'a Value {
    entries
        .iter()
        .find(|entry| entry["request_uuid"] == uuid)
        .unwrap()
}

#[test]
fn forged_tampered_and_replayed_deliveries_are_kept_with_the_right_reason() {
    let place = Place::new();
    let mut server = place.serve();
    let mut sender = Sender::to(&server.url).unwrap();
    let good = hash(BODY, SECRET);
    let tampered = BODY.replace("PENDING", "COMPLETED");
    let other_amount = BODY.replace("1.0", "9.0");
    let junk = r#"{"junk":"7OnOff_PENDING"}"#;
    for (fields, hash, uuid, body, status) in [
        ("id,status", good.as_str(), "honest", BODY, 200),
        (
            "id,status",
            &hash(BODY, "another secret"),
            "forged",
            BODY,
            401,
        ),
        ("id,status", &good, "tampered", &tampered, 401),
        ("", &hash_of_nothing(), "secret-alone", BODY, 401),
        ("", &good, "empty-list", BODY, 401),
        ("junk", &good, "junk-field", junk, 200),
        ("id,status", &good, "replayed", BODY, 200),
        ("id,status", &good, "other-amount", &other_amount, 200),
        ("id,status", &good, "no-json", "{", 401),
    ] {
        let answer = sender
            .send(&Request::delivery(fields, hash, uuid, body))
            .unwrap();
        assert_eq!(answer.status, status, "{uuid}");
    }
    let all = place.timeline(&[]);
    for (uuid, verdict) in [
        ("honest", "verified"),
        ("forged", "refused_hash"),
        ("tampered", "refused_hash"),
        ("secret-alone", "refused_secret_alone"),
        ("empty-list", "refused_field_list"),
        ("junk-field", "field_set_not_approved"),
        ("replayed", "verified_repeat"),
        ("other-amount", "verified_other_body"),
        ("no-json", "refused_json"),
    ] {
        assert_eq!(by_uuid(&all, uuid)["verdict"], verdict, "{uuid}");
    }
    let of_subject = place.timeline(&["--subject", "transaction:7"]);
    let uuids: Vec<&str> = of_subject
        .iter()
        .map(|entry| entry["request_uuid"].as_str().unwrap())
        .collect();
    assert_eq!(uuids, ["honest", "replayed", "other-amount"]);
    server.end();
    assert!(!server.log().contains(SECRET));
}

fn hash_of_nothing() -> String {
    let secret = webhooks::WebhookSecret::new(SECRET.as_bytes().to_vec()).unwrap();
    webhooks::sign(&[], b"{}", &secret).unwrap()
}

#[test]
fn what_is_no_delivery_is_answered_as_it_is_and_not_kept_one_by_one() {
    let place = Place::new();
    let mut server = place.serve();
    let status = |request: &Request| {
        Sender::to(&server.url)
            .unwrap()
            .send(request)
            .unwrap()
            .status
    };
    let request = |method, path, headers, body| Request {
        method,
        path,
        headers,
        body,
    };
    assert_eq!(status(&request("GET", None, vec![], b"")), 405);
    assert_eq!(
        status(&request(
            "POST",
            Some("/hooks/other"),
            vec![json_type()],
            b"{}"
        )),
        404
    );
    assert_eq!(status(&request("POST", None, vec![], b"{}")), 415);
    let text = ("Content-Type", "text/plain".to_owned());
    assert_eq!(status(&request("POST", None, vec![text], b"{}")), 415);
    let big = vec![b' '; 256 * 1024 + 1];
    assert_eq!(status(&request("POST", None, vec![json_type()], &big)), 413);
    let many = (0..65).map(|_| ("X-More", "x".to_owned())).collect();
    assert_eq!(status(&request("POST", None, many, b"{}")), 431);
    let long = vec![("X-Long", "x".repeat(17 * 1024))];
    assert_eq!(status(&request("POST", None, long, b"{}")), 431);
    server.end();
    let entries = place.timeline(&[]);
    assert_eq!(entries.len(), 1, "one counted entry: {entries:?}");
    assert_eq!(entries[0]["kind"], "turned_away");
    assert!(
        entries[0]["reason"]
            .as_str()
            .unwrap()
            .starts_with("4 requests"),
        "{entries:?}"
    );
}

#[test]
fn a_body_that_does_not_come_is_not_waited_for_beyond_five_seconds() {
    let place = Place::new();
    let mut server = place.serve();
    let path = server.url.split_once("/hooks").unwrap().1.to_owned();
    let mut slow = Sender::to(&server.url).unwrap();
    let head = format!(
        "POST /hooks{path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n\
         Content-Length: 100\r\n\r\n{{"
    );
    slow.send_raw(head.as_bytes()).unwrap();
    // Others are served meanwhile.
    let mut sender = Sender::to(&server.url).unwrap();
    assert_eq!(sender.honest(7, "OnOff_PENDING", "u").unwrap().status, 200);
    assert_eq!(slow.answer().unwrap().status, 408);
    server.end();
}

#[test]
fn beyond_the_quota_failing_deliveries_are_counted_and_verified_ones_still_taken() {
    let place = Place::new();
    let mut server = place.serve();
    let mut sender = Sender::to(&server.url).unwrap();
    let forged = "0".repeat(64);
    let answers: Vec<u16> = (0..150)
        .map(|number| {
            let uuid = format!("forged-{number}");
            let request = Request::delivery("id,status", &forged, &uuid, BODY);
            sender.send(&request).unwrap().status
        })
        .collect();
    assert_eq!(answers.iter().filter(|status| **status == 401).count(), 120);
    assert_eq!(answers.iter().filter(|status| **status == 429).count(), 30);
    assert_eq!(
        sender.honest(7, "OnOff_PENDING", "honest").unwrap().status,
        200
    );
    server.end();
    let entries = place.timeline(&[]);
    assert_eq!(by_uuid(&entries, "honest")["verdict"], "verified");
    let counted: Vec<_> = entries
        .iter()
        .filter(|entry| entry["kind"] == "turned_away")
        .collect();
    assert_eq!(counted.len(), 1);
    assert!(
        counted[0]["reason"]
            .as_str()
            .unwrap()
            .starts_with("30 requests"),
        "{counted:?}"
    );
}

#[test]
fn during_a_rotation_both_secrets_are_taken_and_told_apart() {
    let place = Place::new();
    let old = "an older secret, which is still long enough";
    let previous = place.secret_file("previous", old).display().to_string();
    let mut server = place.serve_with(&["--previous-webhook-secret-file", &previous]);
    let mut sender = Sender::to(&server.url).unwrap();
    for (uuid, secret) in [("new", SECRET), ("old", old)] {
        let request = Request::delivery("id,status", &hash(BODY, secret), uuid, BODY);
        assert_eq!(sender.send(&request).unwrap().status, 200);
    }
    server.end();
    let entries = place.timeline(&[]);
    assert_ne!(
        by_uuid(&entries, "new")["key_id"],
        by_uuid(&entries, "old")["key_id"]
    );
    // The same text, whichever secret signed it.
    assert_eq!(by_uuid(&entries, "old")["verdict"], "verified_repeat");
}

#[test]
fn a_second_receiver_on_one_ledger_is_refused_and_readers_are_welcome() {
    let place = Place::new();
    let mut server = place.serve();
    let second = place.serve_refused();
    assert_eq!(second.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&second.stderr).contains("only one writer"));
    let mut sender = Sender::to(&server.url).unwrap();
    sender.honest(7, "OnOff_PENDING", "u").unwrap();
    until(30, "the reader sees it", || place.timeline(&[]).len() == 1);
    assert_eq!(place.verify_ledger().0, Some(0));
    server.end();
}
