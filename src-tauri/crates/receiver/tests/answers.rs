//! What is answered when the store can't keep, when there is no secret, and by the settings.
#![expect(clippy::unwrap_used, reason = "a test helper may stop the test")]

use domain::{Clock, Millis, SystemClock, TestWindow};
use receiver::{
    IncomingDelivery, Keep, KeepError, Kept, Receiver, ReceiverConfig, ReceiverStatus, TurnedAway,
};
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
};
use webhooks::{Judged, Keys, Rules, Verdict, WebhookSecret, sign};

const SECRET: &str = "9f2c1e7ab04d583692cf81e07b5da4439f2c1e7ab04d583692cf81e07b5da443";
const BODY: &str = r#"{"id":7,"status":"VALID"}"#;

/// Keeps nothing, and answers as it is told to.
#[derive(Clone)]
struct Told {
    result: Result<(), KeepError>,
    turned_away: Arc<Mutex<Vec<TurnedAway>>>,
    tests: Arc<Mutex<Vec<bool>>>,
}

impl Told {
    fn to(result: Result<(), KeepError>) -> Self {
        Self {
            result,
            turned_away: Arc::default(),
            tests: Arc::default(),
        }
    }
}

impl Keep for Told {
    async fn keep(
        &self,
        delivery: IncomingDelivery,
        judged: Judged,
        _answer: u16,
    ) -> Result<Kept, KeepError> {
        let verdict = judged.judgement.verdict;
        self.tests.lock().unwrap().push(delivery.is_test);
        self.result.clone().map(|()| Kept {
            sequence: 1,
            verdict,
        })
    }

    async fn keep_turned_away(&self, counted: TurnedAway, _now: Millis) -> Result<(), KeepError> {
        self.turned_away.lock().unwrap().push(counted);
        Ok(())
    }
}

struct Listening {
    receiver: Receiver,
    url: std::net::SocketAddr,
    keys: watch::Sender<Arc<Keys>>,
    rules: watch::Sender<Arc<Rules>>,
    window: watch::Sender<Option<TestWindow>>,
}

fn secret() -> Option<WebhookSecret> {
    WebhookSecret::new(SECRET.as_bytes().to_vec()).ok()
}

async fn listen(keep: Told, set: impl FnOnce(&mut ReceiverConfig)) -> Listening {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = listener.local_addr().unwrap();
    let (keys, seen) = watch::channel(Arc::new(Keys {
        current: secret(),
        previous: None,
    }));
    let (rules, rules_seen) = watch::channel(Arc::new(Rules::default()));
    let mut config = ReceiverConfig::new("/hooks/x".to_owned(), seen, rules_seen);
    let (window, window_seen) = watch::channel(None);
    config.test_window = window_seen;
    set(&mut config);
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::start());
    Listening {
        receiver: Receiver::start(listener, config, keep, clock),
        url,
        keys,
        rules,
        window,
    }
}

impl Listening {
    /// Posts a delivery; gives the head of the answer, in lower case.
    async fn post(&self, hash: &str) -> String {
        let request = format!(
            "POST /hooks/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\
             Content-Type: application/json\r\nX-Webhook-Security-Fields: id,status\r\n\
             X-Webhook-Security-Hash: {hash}\r\nContent-Length: {}\r\n\r\n{BODY}",
            BODY.len()
        );
        let mut stream = TcpStream::connect(self.url).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer.to_lowercase()
    }

    async fn status_when(&self, holds: impl FnMut(&ReceiverStatus) -> bool) -> ReceiverStatus {
        let mut status = self.receiver.status();
        let found = tokio::time::timeout(Duration::from_secs(40), status.wait_for(holds)).await;
        *found.unwrap().unwrap()
    }
}

fn honest() -> String {
    sign(&["id", "status"], BODY.as_bytes(), &secret().unwrap()).unwrap()
}

#[tokio::test]
async fn what_can_not_be_kept_is_answered_503_with_retry_after_and_counted() {
    for error in [
        KeepError::Full,
        KeepError::DiskFull,
        KeepError::Failed("a broken disk".to_owned()),
    ] {
        let listening = listen(Told::to(Err(error)), |_| ()).await;
        let answer = listening.post(&honest()).await;
        assert!(answer.starts_with("http/1.1 503"), "{answer}");
        assert!(answer.contains("retry-after: 30"), "{answer}");
        let status = listening
            .status_when(|status| status.unavailable == 1)
            .await;
        assert_eq!((status.verified, status.refused), (0, 0));
        listening.receiver.stop().await;
    }
}

#[tokio::test]
async fn without_a_secret_a_delivery_is_answered_503_and_with_one_again_200() {
    let listening = listen(Told::to(Ok(())), |_| ()).await;
    listening.keys.send_replace(Arc::default());
    let answer = listening.post(&honest()).await;
    assert!(answer.starts_with("http/1.1 503"), "{answer}");
    assert!(answer.contains("retry-after: 30"), "{answer}");
    listening.keys.send_replace(Arc::new(Keys {
        current: secret(),
        previous: None,
    }));
    assert!(listening.post(&honest()).await.starts_with("http/1.1 200"));
    listening
        .status_when(|status| status.verified == 1 && status.refused == 1)
        .await;
    listening.receiver.stop().await;
}

#[tokio::test]
async fn the_setting_to_answer_200_for_what_is_stored_says_nothing_of_the_verdict() {
    let forged = "0".repeat(64);
    let listening = listen(Told::to(Ok(())), |config| {
        config.answer_200_when_stored = true
    })
    .await;
    assert!(listening.post(&forged).await.starts_with("http/1.1 200"));
    let status = listening.status_when(|status| status.refused == 1).await;
    assert_eq!(status.verified, 0);
    listening.receiver.stop().await;
    assert_eq!(Verdict::RefusedHash.http_status(), 401);
}

#[tokio::test]
async fn what_is_turned_away_is_told_when_its_time_has_come_and_at_the_stop() {
    let keep = Told::to(Ok(()));
    let listening = listen(keep.clone(), |config| {
        config.failing_per_minute_max = 0;
        config.turned_away_every = Duration::from_millis(30);
    })
    .await;
    let forged = "0".repeat(64);
    assert!(listening.post(&forged).await.starts_with("http/1.1 429"));
    let told = async {
        while keep.turned_away.lock().unwrap().is_empty() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(40), told)
        .await
        .unwrap();
    listening.post(&forged).await;
    listening.receiver.stop().await;
    let counted: u64 = keep
        .turned_away
        .lock()
        .unwrap()
        .iter()
        .map(|told| told.count)
        .sum();
    assert_eq!(counted, 2);
}

#[tokio::test]
async fn a_list_counts_from_the_next_delivery_after_its_approval_and_no_longer_after_the_end() {
    let listening = listen(Told::to(Ok(())), |_| ()).await;
    let nothing_approved = Rules {
        approved: Vec::new(),
        ..Rules::default()
    };
    for (rules, verified, refused) in [
        (nothing_approved.clone(), 0, 1),
        (Rules::default(), 1, 1),
        (nothing_approved, 1, 2),
    ] {
        listening.rules.send_replace(Arc::new(rules));
        assert!(listening.post(&honest()).await.starts_with("http/1.1 200"));
        listening
            .status_when(|status| (status.verified, status.refused) == (verified, refused))
            .await;
    }
    listening.receiver.stop().await;
}

#[tokio::test]
async fn what_comes_while_tests_are_expected_is_kept_as_a_test_and_nothing_else_is() {
    let keep = Told::to(Ok(()));
    let listening = listen(keep.clone(), |_| ()).await;
    let now = SystemClock::start().now();
    let hour = 3_600_000;
    let window = |from: i64, until: i64| {
        Some(TestWindow {
            from: Millis(now.0 + from),
            until: Millis(now.0 + until),
        })
    };
    for set in [
        None,
        window(-hour, hour),
        window(-2 * hour, -hour),
        window(hour, 2 * hour),
    ] {
        listening.window.send_replace(set);
        assert!(listening.post(&honest()).await.starts_with("http/1.1 200"));
    }
    listening.receiver.stop().await;
    assert_eq!(*keep.tests.lock().unwrap(), [false, true, false, false]);
}
