//! `partner-receiver serve` with a way in: proven, killed, its gaps on the timeline; a disk that
//! refused; what can't be set up.

use crate::{
    client::{SECRET, Sender},
    program::{Place, Server, ask, until},
};
use serde_json::Value;
use std::{
    fs,
    io::{self, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

/// How long anything may take, in seconds: what failed is tried again after half a minute.
const LIMIT: u64 = 120;

/// What stands before this machine: a port that leads to a receiver once that is known.
pub struct Front {
    address: SocketAddr,
    target: Arc<Mutex<Option<SocketAddr>>>,
    ended: Arc<AtomicBool>,
}

impl Front {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let target: Arc<Mutex<Option<SocketAddr>>> = Arc::default();
        let ended = Arc::new(AtomicBool::new(false));
        let (leads, over) = (Arc::clone(&target), Arc::clone(&ended));
        thread::spawn(move || {
            for stream in listener.incoming() {
                if over.load(Ordering::Relaxed) {
                    return;
                }
                let to = *leads.lock().unwrap();
                if let (Ok(outside), Some(to)) = (stream, to) {
                    thread::spawn(move || drop(pass_on(outside, to)));
                }
            }
        });
        Self {
            address,
            target,
            ended,
        }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn leads_to(&self, server: Option<&Server>) {
        let address = server.map(|server| {
            let rest = server.url.strip_prefix("http://").unwrap();
            rest.split('/').next().unwrap().parse().unwrap()
        });
        *self.target.lock().unwrap() = address;
    }
}

impl Drop for Front {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
        // It looks once more.
        drop(TcpStream::connect(self.address));
    }
}

/// Passes both ways on until both ends are done.
fn pass_on(mut outside: TcpStream, to: SocketAddr) -> io::Result<()> {
    let mut inside = TcpStream::connect(to)?;
    let (mut back, mut answers) = (outside.try_clone()?, inside.try_clone()?);
    let answering = thread::spawn(move || {
        io::copy(&mut answers, &mut back).ok();
        back.shutdown(std::net::Shutdown::Write).ok();
    });
    let mut buffer = [0; 16 * 1024];
    loop {
        let read = outside.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        inside.write_all(&buffer[..read])?;
    }
    inside.shutdown(std::net::Shutdown::Write).ok();
    answering.join().ok();
    Ok(())
}

pub fn proven(server: &Server, times: usize) {
    until(LIMIT, "a proof", || {
        server.log().matches("tunnel: proven").count() >= times
    });
}

pub fn of_kind<'a>(lines: &'a [Value], kind: &str) -> Vec<&'a Value> {
    lines.iter().filter(|line| line["kind"] == kind).collect()
}

#[test]
fn a_killed_receiver_leaves_a_gap_on_the_timeline_and_an_ordered_end_another() {
    let place = Place::new();
    let front = Front::start();
    let url = front.url();
    let way = ["--tunnel", "own-url", "--public-url", &url];
    let mut server = place.serve_with(&way);
    front.leads_to(Some(&server));
    proven(&server, 1);
    // Killed before that is written down, it would be missed from its beginning on.
    until(LIMIT, "the proof in the ledger", || {
        is_proven_in(&place.timeline(&[]))
    });
    let mut sender = sender_to(&server);
    sender.honest(7, "OnOff_PENDING", "u-1").unwrap();
    server.kill();

    let mut again = place.serve_with(&way);
    front.leads_to(Some(&again));
    proven(&again, 2);
    sender_to(&again)
        .honest(7, "OnOff_COMPLETED", "u-2")
        .unwrap();
    again.end();

    let lines = place.timeline(&[]);
    let kinds: Vec<&str> = lines
        .iter()
        .map(|line| line["kind"].as_str().unwrap())
        .collect();
    assert_eq!(of_kind(&lines, "delivery").len(), 2, "{kinds:?}");
    assert_eq!(of_kind(&lines, "program_began").len(), 2);
    assert_eq!(of_kind(&lines, "program_ended").len(), 1);
    let gaps = of_kind(&lines, "gap");
    let killed = gaps.iter().find(|gap| {
        let causes = gap["causes"].as_array().unwrap();
        causes.contains(&"not_running".into()) && !gap["to"].is_null()
    });
    let killed = killed.unwrap_or_else(|| panic!("{gaps:?}"));
    let last = gaps.last().unwrap();
    assert!(last["to"].is_null(), "it is down now: {gaps:?}");
    let second = of_kind(&lines, "program_began")[1]["at"].as_str().unwrap();
    assert!(killed["at"].as_str().unwrap() < second);
    assert!(killed["to"].as_str().unwrap() >= second);

    let own = place.timeline(&["--subject", "transaction:7"]);
    let order: Vec<&str> = own
        .iter()
        .map(|line| line["kind"].as_str().unwrap())
        .collect();
    // Completed: nothing follows, so that it is down now is no matter of its.
    assert_eq!(order, ["delivery", "gap", "delivery"], "{lines:#?}");
    assert!(
        !format!("{lines:?}").contains("/hooks/"),
        "the path is secret"
    );
    let (code, found) = place.verify_ledger();
    assert_eq!(code, Some(0), "{found}");
}

fn is_proven_in(lines: &[Value]) -> bool {
    let changes = of_kind(lines, "way_changed");
    let mut reasons = changes.iter().filter_map(|line| line["reason"].as_str());
    reasons.any(|reason| reason.contains("is proven at 127.0.0.1"))
}

fn sender_to(server: &Server) -> Sender {
    Sender::to(&server.url).unwrap()
}

#[test]
fn a_cut_is_told_in_words_on_the_standard_error_and_on_the_timeline() {
    let place = Place::new();
    let front = Front::start();
    let url = front.url();
    let mut server = place.serve_with(&["--tunnel", "own-url", "--public-url", &url]);
    until(LIMIT, "a failure", || {
        server.log().contains("tunnel: failing")
    });
    front.leads_to(Some(&server));
    proven(&server, 1);
    server.end();
    let log = server.log();
    assert!(
        log.contains("tunnel: who can read and alter what comes"),
        "{log}"
    );
    let lines = place.timeline(&[]);
    let changes = of_kind(&lines, "way_changed");
    let told: Vec<&str> = changes
        .iter()
        .filter_map(|line| line["reason"].as_str())
        .collect();
    assert!(
        told.iter()
            .any(|reason| reason.contains("Why: a test delivery")),
        "{told:?}"
    );
    assert!(is_proven_in(&lines), "{told:?}");
}

#[test]
fn while_the_disk_is_full_there_is_a_gap_though_the_way_in_is_proven() {
    let place = Place::new();
    let front = Front::start();
    let url = front.url();
    let way = ["--tunnel", "own-url", "--public-url", &url];
    let (mut server, disk) = place.serve_on_small_disk(3072, &way);
    front.leads_to(Some(&server));
    proven(&server, 1);
    let mut sender = sender_to(&server);
    let ballast = disk.file("ballast");
    let mut file = fs::File::create(&ballast).unwrap();
    while file.write_all(&[0; 4096]).is_ok() {}
    let mut send = |number: u64| {
        let uuid = format!("u-{number}");
        sender
            .honest(number, "OnOff_PENDING", &uuid)
            .unwrap()
            .status
    };
    let refused = (1..2000).find(|number| send(*number) == 503).unwrap();
    until(LIMIT, "it says that the disk is full", || {
        server.log().contains("the disk is full")
    });
    drop(file);
    fs::remove_file(&ballast).unwrap();
    assert_eq!(send(refused), 200);
    until(LIMIT, "that it is written down", || {
        !of_kind(&disk.timeline(&[]), "store_refused").is_empty()
    });
    let lines = disk.timeline(&[]);
    server.end();
    let told = of_kind(&lines, "gap").into_iter().find(|gap| {
        let causes = gap["causes"].as_array().unwrap();
        causes.contains(&"refused".into())
    });
    assert!(told.is_some_and(|gap| !gap["to"].is_null()), "{lines:?}");
}

#[test]
fn what_can_not_be_set_up_is_refused_before_anything_is_started() {
    let place = Place::new();
    let secret = place.secret_file("token", "x").display().to_string();
    let webhook = place.secret_file("secret", SECRET).display().to_string();
    for (way, wanted) in [
        (vec!["--tunnel", "own-url"], "--public-url is needed"),
        (
            vec![
                "--tunnel",
                "own-url",
                "--public-url",
                "http://in.example.com",
            ],
            "https://",
        ),
        (vec!["--tunnel", "ngrok"], "--ngrok-token-file is needed"),
        (
            vec![
                "--tunnel",
                "command",
                "--public-url",
                "https://in.example.com",
            ],
            "behind --",
        ),
        (
            vec!["--tunnel", "command", "--url-pattern", "(", "--", "x"],
            "pattern can't be used",
        ),
        (vec!["--tunnel", "ssh"], "--ssh-host-key-file is needed"),
        (
            vec!["--host-key-first-use", "--ssh-key-file", &secret],
            "--ssh-host is needed",
        ),
    ] {
        let mut line = vec!["serve", "--profile", "acme", "--listen", "127.0.0.1:0"];
        line.extend(["--webhook-secret-file", &webhook]);
        line.extend(&way);
        let output = ask(&place.data(), &line);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{way:?}: {said}");
        assert!(said.contains(wanted), "{way:?}: {said}");
        assert!(output.stdout.is_empty());
    }
}
