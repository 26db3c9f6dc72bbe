//! The program as a process: what it sends, what it tells, and when it ends.
#![expect(clippy::unwrap_used, reason = "a test helper may stop the test")]

use serde_json::{Value, json};
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener},
    process::{Child, ChildStdin, Command, ExitStatus, Stdio},
    sync::mpsc,
    time::Duration,
};
use webhooks::{Keys, Rules, WebhookSecret, judge};

const SECRET: &str = "marker-9f2c1e7ab04d583692cf81e07b5da4439f2c1e7ab04d5836";
const LIMIT: Duration = Duration::from_secs(40);

/// A request as it was received.
struct Received {
    headers: Vec<(String, Vec<u8>)>,
    body: Vec<u8>,
}

/// A receiver that answers each request with 200.
fn receiver(listener: TcpListener) -> mpsc::Receiver<Received> {
    let (sender, received) = mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = BufReader::new(stream.unwrap());
            let request = read_request(&mut stream);
            let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
            stream.get_mut().write_all(answer).unwrap();
            if sender.send(request).is_err() {
                return;
            }
        }
    });
    received
}

fn read_request(stream: &mut impl BufRead) -> Received {
    let mut headers = Vec::new();
    let mut line = String::new();
    stream.read_line(&mut line).unwrap();
    assert_eq!(line, "POST /hooks/a HTTP/1.1\r\n");
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).unwrap();
        let Some((name, value)) = line.trim_end().split_once(": ") else {
            break;
        };
        headers.push((name.to_lowercase(), value.as_bytes().to_vec()));
    }
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length = String::from_utf8(length.unwrap().1.clone()).unwrap();
    let mut body = vec![0; length.parse().unwrap()];
    stream.read_exact(&mut body).unwrap();
    Received { headers, body }
}

/// The program, ended with the test.
struct Sender(Child);

impl Sender {
    fn start(to: SocketAddr, arguments: &[&str]) -> (Self, ChildStdin) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_partner-simulator"))
            .args(["send", "--seed", "7", "--url"])
            .arg(format!("http://{to}/hooks/a"))
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        writeln!(input, "{SECRET}").unwrap();
        (Self(child), input)
    }

    /// Waits for its end; gives its status and all it wrote.
    fn end(mut self) -> (ExitStatus, String) {
        let (sender, ended) = mpsc::channel();
        let mut output = self.0.stdout.take().unwrap();
        let mut errors = self.0.stderr.take().unwrap();
        std::thread::spawn(move || {
            let mut text = String::new();
            output.read_to_string(&mut text).unwrap();
            errors.read_to_string(&mut text).unwrap();
            drop(sender.send(text));
        });
        let text = ended.recv_timeout(LIMIT).unwrap();
        (self.0.wait().unwrap(), text)
    }
}

impl Drop for Sender {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// The program's lines, as they come.
fn told_by(sender: &mut Sender) -> mpsc::Receiver<Value> {
    let output = BufReader::new(sender.0.stdout.take().unwrap());
    let (lines, told) = mpsc::channel();
    std::thread::spawn(move || {
        output
            .lines()
            .try_for_each(|line| lines.send(serde_json::from_str(&line.unwrap()).unwrap()))
    });
    told
}

/// What is told of deliveries that were sent, behind the line that it is ready.
fn lines(text: &str) -> Vec<Value> {
    let mut lines = text.lines().map(|line| serde_json::from_str(line).unwrap());
    assert_eq!(lines.next(), Some(json!({"is": "ready"})), "{text}");
    lines
        .inspect(|line: &Value| assert_eq!(line["is"], "sent"))
        .collect()
}

#[test]
fn what_is_received_was_signed_with_the_secret_and_told_with_its_uuid() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let received = receiver(listener);
    let arguments = [
        "--count",
        "12",
        "--first-burst",
        "12",
        "--forged-every",
        "6",
    ];
    let (sender, _input) = Sender::start(address, &arguments);
    let (status, text) = sender.end();
    assert!(status.success(), "{text}");
    assert!(!text.contains(SECRET));
    let told = lines(&text);
    assert_eq!(told.len(), 12);
    let keys = Keys {
        current: Some(WebhookSecret::new(SECRET.as_bytes().to_vec()).unwrap()),
        previous: None,
    };
    for line in told {
        let request = received.recv_timeout(LIMIT).unwrap();
        let judged = judge(&request.headers, &request.body, &keys, &Rules::default());
        let is_forged = line["mode"] == "tampered_body" || line["mode"] == "wrong_key";
        assert_eq!(judged.signed.is_none(), is_forged, "{line}");
        assert_eq!(
            judged.judgement.request_uuid.as_deref(),
            line["uuid"].as_str()
        );
        assert_eq!(line["answer"], 200);
    }
}

#[test]
fn the_sender_ends_when_its_input_is_closed() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let received = receiver(listener);
    let (sender, input) = Sender::start(address, &["--rate", "50"]);
    received.recv_timeout(LIMIT).unwrap();
    drop(input);
    let (status, text) = sender.end();
    assert!(status.success(), "{text}");
}

#[test]
fn a_receiver_that_comes_late_misses_nothing() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let _entered = runtime.enter();
    // Bound, so that it is nobody else's, and not listened at for now.
    let place = tokio::net::TcpSocket::new_v4().unwrap();
    place.bind(SocketAddr::from(([127, 0, 0, 1], 0))).unwrap();
    let address = place.local_addr().unwrap();
    let (mut sender, _input) = Sender::start(address, &["--count", "3", "--rate", "100"]);
    let told = told_by(&mut sender);
    assert_eq!(told.recv_timeout(LIMIT).unwrap()["is"], "ready");
    let nothing = told.recv_timeout(Duration::from_millis(300));
    assert_eq!(nothing, Err(mpsc::RecvTimeoutError::Timeout));

    let listener = place.listen(16).unwrap().into_std().unwrap();
    listener.set_nonblocking(false).unwrap();
    let received = receiver(listener);
    for _ in 0..3 {
        received.recv_timeout(LIMIT).unwrap();
        assert_eq!(told.recv_timeout(LIMIT).unwrap()["answer"], 200);
    }
    assert!(sender.0.wait().unwrap().success());
}

#[test]
fn a_delivery_whose_answer_is_lost_is_told_so_and_not_sent_again() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (sender, received) = mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let request = read_request(&mut BufReader::new(stream.unwrap()));
            drop(sender.send(request));
        }
    });
    let (program, _input) = Sender::start(address, &["--count", "2", "--first-burst", "2"]);
    let (status, text) = program.end();
    assert!(status.success(), "{text}");
    assert_eq!(received.try_iter().count(), 2);
    for line in lines(&text) {
        assert_eq!(line["answer"], serde_json::Value::Null);
        assert!(line["failure"].is_string());
        assert!(!text.contains("/hooks/"), "{text}");
    }
}

#[test]
fn commands_steer_it_while_it_runs_and_what_is_none_changes_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let received = receiver(listener);
    let arguments = ["--paused", "--first-burst", "5", "--rate", "1000"];
    let (mut sender, mut input) = Sender::start(address, &arguments);
    let told = told_by(&mut sender);
    let next = || told.recv_timeout(LIMIT).unwrap();
    assert_eq!(next(), json!({"is": "ready"}));

    let asked = json!({"do": "send", "mode": "duplicate", "count": 2});
    writeln!(input, "{asked}").unwrap();
    assert_eq!(next(), json!({"is": "taken", "command": asked}));
    for _ in 0..2 {
        for mode in ["plain", "duplicate"] {
            assert_eq!(next()["mode"], mode);
        }
        let (first, again) = (received.recv().unwrap(), received.recv().unwrap());
        assert_eq!((first.headers, first.body), (again.headers, again.body));
    }
    let too_long = "x".repeat(5000);
    for bad in ["no json", r#"{"do":"send","mode":"else"}"#, &too_long] {
        writeln!(input, "{bad}").unwrap();
        let refused = next();
        assert_eq!(refused["is"], "refused");
        assert!(!refused["why"].as_str().unwrap().is_empty());
    }
    // Paused still: nothing went meanwhile, not even the first burst.
    assert!(received.try_recv().is_err());

    for command in [
        json!({"do": "modes", "modes": ["upper_case_hash"]}),
        json!({"do": "forge", "every": 0}),
        json!({"do": "rate", "perSecond": "0.001"}),
        json!({"do": "resume"}),
    ] {
        writeln!(input, "{command}").unwrap();
        assert_eq!(next(), json!({"is": "taken", "command": command}));
    }
    // Three of the burst of five: the two that were asked for are in it. Then the rate holds.
    for _ in 0..3 {
        assert_eq!(next()["mode"], "upper_case_hash");
    }
    writeln!(input, "{}", json!({"do": "pause"})).unwrap();
    assert_eq!(next()["command"], json!({"do": "pause"}));
    drop(input);
    assert!(sender.0.wait().unwrap().success());
    assert!(told.recv_timeout(LIMIT).is_err(), "nothing more is told");
}

#[test]
fn modes_on_the_command_line_take_turns_and_count_once_each() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let _received = receiver(listener);
    let arguments = [
        "--mode",
        "duplicate",
        "--mode",
        "upper_case_hash",
        "--count",
        "3",
        "--rate",
        "1000",
    ];
    let (sender, _input) = Sender::start(address, &arguments);
    let (status, text) = sender.end();
    assert!(status.success(), "{text}");
    let told = lines(&text);
    let modes: Vec<&str> = told
        .iter()
        .map(|line| line["mode"].as_str().unwrap())
        .collect();
    let expected = [
        "plain",
        "duplicate",
        "upper_case_hash",
        "plain",
        "duplicate",
    ];
    assert_eq!(modes, expected);
    assert_eq!(told[0]["uuid"], told[1]["uuid"]);
    assert_ne!(told[1]["uuid"], told[2]["uuid"]);
}

#[test]
fn an_address_of_another_machine_and_an_empty_secret_are_refused() {
    let away = Command::new(env!("CARGO_BIN_EXE_partner-simulator"))
        .args(["send", "--url", "http://192.0.2.1/hooks/a"])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(away.status.code(), Some(2));
    let empty = Command::new(env!("CARGO_BIN_EXE_partner-simulator"))
        .args(["send", "--url", "http://127.0.0.1:9/hooks/a"])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(empty.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&empty.stderr).contains("secret"));
}
