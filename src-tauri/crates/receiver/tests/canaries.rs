//! What tests the way in is answered and neither kept nor counted.
#![expect(clippy::unwrap_used, reason = "a test helper may stop the test")]

use domain::{Clock, Millis, SystemClock};
use receiver::{
    Arrival, Arrivals, IncomingDelivery, Keep, KeepError, Kept, Receiver, ReceiverConfig,
    TurnedAway,
};
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
};
use webhooks::{Judged, Keys, Rules, WebhookSecret, sign};

const SECRET: &str = "9f2c1e7ab04d583692cf81e07b5da4439f2c1e7ab04d583692cf81e07b5da443";
const BODY: &str = r#"{"id":7,"status":"VALID"}"#;

/// Keeps a count, and whatever it is told to answer.
#[derive(Clone)]
struct Counting {
    kept: Arc<Mutex<usize>>,
    turned_away: Arc<Mutex<Vec<TurnedAway>>>,
    result: Result<(), KeepError>,
}

impl Keep for Counting {
    async fn keep(
        &self,
        _delivery: IncomingDelivery,
        judged: Judged,
        _answer: u16,
    ) -> Result<Kept, KeepError> {
        *self.kept.lock().unwrap() += 1;
        self.result.clone().map(|()| Kept {
            sequence: 1,
            verdict: judged.judgement.verdict,
        })
    }

    async fn keep_turned_away(&self, counted: TurnedAway, _now: Millis) -> Result<(), KeepError> {
        self.turned_away.lock().unwrap().push(counted);
        Ok(())
    }
}

/// Knows one canary, and remembers what it was told.
#[derive(Debug, Default)]
struct Watcher {
    canary: String,
    taken: Mutex<Vec<(String, Vec<u8>)>>,
    verified: Mutex<Vec<Millis>>,
}

impl Arrivals for Watcher {
    fn take(&self, hash: &str, body: &[u8], _received: Millis, _monotonic: Duration) -> Arrival {
        let mut taken = self.taken.lock().unwrap();
        taken.push((hash.to_owned(), body.to_vec()));
        if hash != self.canary {
            return Arrival::Delivery;
        }
        match taken.iter().filter(|(known, _)| known == hash).count() {
            1 => Arrival::Canary,
            _ => Arrival::CanaryAgain,
        }
    }

    fn verified(&self, received: Millis, _monotonic: Duration, _host: Option<&str>) {
        self.verified.lock().unwrap().push(received);
    }
}

struct Listening {
    receiver: Receiver,
    address: SocketAddr,
    keep: Counting,
    watcher: Arc<Watcher>,
    watch: watch::Sender<Option<Arc<dyn Arrivals>>>,
}

async fn listen(result: Result<(), KeepError>) -> Listening {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let keys = watch::channel(Arc::new(Keys {
        current: WebhookSecret::new(SECRET.as_bytes().to_vec()).ok(),
        previous: None,
    }));
    let rules = watch::channel(Arc::new(Rules::default()));
    let mut config = ReceiverConfig::new("/hooks/x".to_owned(), keys.1, rules.1);
    let (watch, arrivals) = watch::channel::<Option<Arc<dyn Arrivals>>>(None);
    config.arrivals = arrivals;
    let keep = Counting {
        kept: Arc::default(),
        turned_away: Arc::default(),
        result,
    };
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::start());
    Listening {
        receiver: Receiver::start(listener, config, keep.clone(), clock),
        address,
        keep,
        watcher: Arc::new(Watcher {
            canary: "c".repeat(64),
            ..Watcher::default()
        }),
        watch,
    }
}

impl Listening {
    fn watched(&self) {
        let watcher: Arc<dyn Arrivals> = self.watcher.clone();
        self.watch.send_replace(Some(watcher));
    }

    /// Posts to a path with these hash headers; gives the status that was answered.
    async fn post(&self, path: &str, hashes: &[&str]) -> u16 {
        let hashes: String = hashes
            .iter()
            .map(|hash| format!("X-Webhook-Security-Hash: {hash}\r\n"))
            .collect();
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\
             Content-Type: application/json\r\nX-Webhook-Security-Fields: id,status\r\n\
             {hashes}Content-Length: {}\r\n\r\n{BODY}",
            BODY.len()
        );
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer.split(' ').nth(1).unwrap().parse().unwrap()
    }

    fn kept(&self) -> usize {
        *self.keep.kept.lock().unwrap()
    }
}

fn honest() -> String {
    let secret = WebhookSecret::new(SECRET.as_bytes().to_vec()).unwrap();
    sign(&["id", "status"], BODY.as_bytes(), &secret).unwrap()
}

#[tokio::test]
async fn a_canary_is_answered_200_and_neither_kept_nor_counted() {
    let listening = listen(Ok(())).await;
    listening.watched();
    let canary = listening.watcher.canary.clone();
    assert_eq!(listening.post("/hooks/x", &[&canary]).await, 200);
    assert_eq!(listening.kept(), 0);
    let seen = *listening.receiver.status().borrow();
    assert_eq!(seen, receiver::ReceiverStatus::default());
    let taken = listening.watcher.taken.lock().unwrap().clone();
    assert_eq!(taken, [(canary, BODY.as_bytes().to_vec())]);
    listening.receiver.stop().await;
}

#[tokio::test]
async fn a_canary_that_comes_again_is_a_stranger_and_no_delivery() {
    let listening = listen(Ok(())).await;
    listening.watched();
    let canary = listening.watcher.canary.clone();
    assert_eq!(listening.post("/hooks/x", &[&canary]).await, 200);
    assert_eq!(listening.post("/hooks/x", &[&canary]).await, 401);
    assert_eq!(listening.kept(), 0);
    let keep = listening.keep.clone();
    listening.receiver.stop().await;
    let counts: Vec<u64> = keep
        .turned_away
        .lock()
        .unwrap()
        .iter()
        .map(|told| told.count)
        .collect();
    assert_eq!(counts, [1], "it leaves a trace");
}

#[tokio::test]
async fn one_elsewhere_with_two_hashes_or_with_nobody_who_watches_is_none() {
    let listening = listen(Ok(())).await;
    let canary = listening.watcher.canary.clone();
    assert_eq!(listening.post("/hooks/x", &[&canary]).await, 401);
    assert_eq!(listening.kept(), 1, "nobody watches");
    listening.watched();
    assert_eq!(listening.post("/hooks/y", &[&canary]).await, 404);
    let counted = listening.receiver.status().borrow().wrong_path;
    assert_eq!(counted, 1, "it leaves no other trace");
    let twice = [canary.as_str(), canary.as_str()];
    assert_eq!(listening.post("/hooks/x", &twice).await, 401);
    assert_eq!(listening.kept(), 2, "a relay that doubles headers");
    assert_eq!(*listening.watcher.taken.lock().unwrap(), []);
    listening.receiver.stop().await;
}

#[tokio::test]
async fn a_delivery_that_is_verified_and_kept_is_told_and_no_other() {
    let listening = listen(Ok(())).await;
    listening.watched();
    assert_eq!(listening.post("/hooks/x", &[&"0".repeat(64)]).await, 401);
    assert_eq!(*listening.watcher.verified.lock().unwrap(), []);
    assert_eq!(listening.post("/hooks/x", &[&honest()]).await, 200);
    assert_eq!(listening.watcher.verified.lock().unwrap().len(), 1);
    listening.receiver.stop().await;

    let full = listen(Err(KeepError::DiskFull)).await;
    full.watched();
    assert_eq!(full.post("/hooks/x", &[&honest()]).await, 503);
    assert_eq!(*full.watcher.verified.lock().unwrap(), []);
    full.receiver.stop().await;
}
