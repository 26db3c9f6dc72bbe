//! The simulator's sender against the receiver, both as processes: what becomes of each mode.

use crate::{
    client::SECRET,
    program::{Place, program},
};
use serde_json::{Value, json};
use simulator::Mode;
use std::{
    collections::BTreeSet,
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc,
    time::Duration,
};

/// Longer than the slowest mode by far.
const LIMIT: Duration = Duration::from_secs(60);
const MATCHES: &str = "hash_matches";
const RECEIVED: &str = "received";
const REFUSED: &str = "refused";
const CARD: bool = true;
const NO_CARD: bool = false;

/// What becomes of a mode's own delivery: its answer, verdict and mark, and whether a person must
/// look at it.
#[rustfmt::skip]
const KEPT: [(&str, u16, &str, &str, bool); 19] = [
    ("plain",                     200, "verified",               MATCHES,  NO_CARD),
    ("duplicate",                 200, "verified_repeat",        MATCHES,  NO_CARD),
    ("replay",                    200, "verified_repeat",        MATCHES,  NO_CARD),
    ("reorder",                   200, "verified",               MATCHES,  NO_CARD),
    ("delay",                     200, "verified",               MATCHES,  NO_CARD),
    ("upper_case_hash",           200, "verified",               MATCHES,  NO_CARD),
    ("slow_sender",               200, "verified",               MATCHES,  NO_CARD),
    ("same_signature_other_body", 200, "verified_other_body",    MATCHES,  CARD),
    ("ambiguous",                 200, "ambiguous",              RECEIVED, NO_CARD),
    ("other_field_list",          200, "field_set_not_approved", REFUSED,  CARD),
    ("junk_field",                200, "field_set_not_approved", REFUSED,  CARD),
    ("truncated_body",            401, "refused_json",           REFUSED,  NO_CARD),
    ("missing_field",             401, "refused_types",          REFUSED,  NO_CARD),
    ("unsigned",                  401, "refused_headers",        REFUSED,  NO_CARD),
    ("wrong_key",                 401, "refused_hash",           REFUSED,  NO_CARD),
    ("tampered_body",             401, "refused_hash",           REFUSED,  NO_CARD),
    ("empty_list",                401, "refused_field_list",     REFUSED,  NO_CARD),
    ("empty_values",              401, "refused_empty",          REFUSED,  NO_CARD),
    ("secret_alone",              401, "refused_secret_alone",   REFUSED,  CARD),
];

/// What is not kept, and its answer.
const NOT_KEPT: [(&str, Option<u16>); 2] = [("too_slow_sender", Some(408)), ("cut_off", None)];

/// `partner-simulator send` or `serve` while it runs.
struct Simulator {
    child: Child,
    input: ChildStdin,
    told: mpsc::Receiver<Value>,
}

impl Simulator {
    /// The sender alone, its day standing still.
    fn sending(url: &str) -> Self {
        Self::start(&["send", "--url", url], SECRET)
    }

    /// A server whose objects the events are changes of, its day standing still.
    fn serving(url: &str) -> Self {
        let secrets = json!({"apiKey": "key", "apiSecret": "secret", "webhookSecret": SECRET});
        Self::start(&["serve", "--webhook-url", url], &secrets.to_string())
    }

    fn start(arguments: &[&str], first_line: &str) -> Self {
        let mut child = Command::new(program("partner-simulator"))
            .args(arguments)
            .args(["--paused", "--seed", "7"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        writeln!(input, "{first_line}").unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let (sender, told) = mpsc::channel();
        std::thread::spawn(move || {
            output
                .lines()
                .try_for_each(|line| sender.send(serde_json::from_str(&line.unwrap()).unwrap()))
        });
        let simulator = Self { child, input, told };
        if arguments.contains(&"serve") {
            assert_eq!(simulator.next()["told"], "listening");
        }
        assert_eq!(simulator.next(), json!({"is": "ready"}));
        simulator
    }

    fn send(&mut self, mode: &str, count: u32) {
        let command = json!({"do": "send", "mode": mode, "count": count});
        writeln!(self.input, "{command}").unwrap();
    }

    fn next(&self) -> Value {
        self.told.recv_timeout(LIMIT).unwrap()
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        // A test that failed leaves no process behind.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

#[test]
fn each_mode_of_the_sender_ends_in_its_verdict() {
    ends_in_its_verdict(Simulator::sending);
}

#[test]
fn each_mode_of_a_server_ends_in_its_verdict() {
    ends_in_its_verdict(Simulator::serving);
}

fn ends_in_its_verdict(start: fn(&str) -> Simulator) {
    let kept = KEPT.iter().map(|row| row.0);
    let names: BTreeSet<String> = kept
        .chain(NOT_KEPT.iter().map(|row| row.0))
        .map(ToOwned::to_owned)
        .collect();
    let name = |mode: &Mode| json!(mode).as_str().unwrap().to_owned();
    assert_eq!(names, Mode::all().iter().map(name).collect());

    let place = Place::new();
    let mut server = place.serve();
    let mut simulator = start(&server.url);
    // Both lists in turn.
    simulator.send("other_field_list", 2);
    for name in &names {
        simulator.send(name, 1);
    }
    let mut sent: Vec<Value> = Vec::new();
    let is_all = |sent: &[Value]| {
        let came = |name: &&String| sent.iter().any(|told| told["mode"] == name.as_str());
        names.iter().filter(came).count() == names.len()
    };
    while !is_all(&sent) {
        let told = simulator.next();
        assert_ne!(told["is"], "refused", "{told}");
        if told["is"] == "sent" {
            sent.push(told);
        }
    }
    drop(simulator);
    server.end();
    let entries = place.timeline(&[]);
    check(&sent, &entries);
    assert_eq!(place.verify_ledger().0, Some(0));
}

fn check(sent: &[Value], entries: &[Value]) {
    let of_mode = |mode: &'static str| sent.iter().filter(move |told| told["mode"] == mode);
    let with_uuid = |uuid: Value| entries.iter().filter(move |e| e["request_uuid"] == uuid);
    for (mode, answer, verdict, mark, card) in KEPT {
        assert!(of_mode(mode).count() > 0, "{mode}");
        for told in of_mode(mode) {
            // A duplicate bears the UUID of its first, and comes behind it.
            let entry = match mode {
                "duplicate" => with_uuid(told["uuid"].clone()).next_back().unwrap(),
                _ => with_uuid(told["uuid"].clone()).next().unwrap(),
            };
            let found = [&told["answer"], &entry["answer"], &entry["verdict"]];
            assert_eq!(
                found,
                [&json!(answer), &json!(answer), &json!(verdict)],
                "{told}"
            );
            assert_eq!(
                (&entry["mark"], &entry["alarm"]),
                (&json!(mark), &json!(card)),
                "{told}"
            );
            // The reason is that of the verdict, not of a step that decided nothing.
            let reason = entry["reason"].as_str().unwrap();
            let is_list = verdict == "field_set_not_approved";
            assert_eq!(reason.contains("is not approved"), is_list, "{entry}");
            let stands = entry["subjects"]
                .as_array()
                .unwrap()
                .contains(&told["subject"]);
            assert_eq!(stands, mark == MATCHES, "{told} {entry}");
        }
    }
    for (mode, answer) in NOT_KEPT {
        let told = of_mode(mode).next().unwrap();
        assert_eq!(told["answer"], json!(answer), "{told}");
        assert_eq!(with_uuid(told["uuid"].clone()).count(), 0, "{told}");
    }
    let lists: BTreeSet<&str> = of_mode("other_field_list")
        .map(|told| told["fields"].as_str().unwrap())
        .collect();
    assert_eq!(
        lists,
        BTreeSet::from(["id,status,event", "id,status,toAmount"])
    );
    assert!(entries.iter().any(|entry| entry["kind"] == "turned_away"));
}
