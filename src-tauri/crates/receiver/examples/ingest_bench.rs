//! Durable verified deliveries a second over HTTP, as a ratio to the same listener without the
//! store in the same run; and the 99th percentile of answers at 500 a second.

use domain::{Clock, Millis, SystemClock};
use ledger::{Writer, WriterOptions};
use receiver::{
    IncomingDelivery, Keep, KeepError, Kept, LedgerKeep, Receiver, ReceiverConfig, TurnedAway,
};
use std::{error::Error, io::Write, process::ExitCode, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
};
use webhooks::{Judged, Keys, Rules, WebhookSecret, sign};

type Failure = Box<dyn Error + Send + Sync>;

const SECRET: &[u8] = b"9f2c1e7ab04d583692cf81e07b5da4439f2c1e7ab04d583692cf81e07b5da443";
const CONNECTIONS: u64 = 256;
const DELIVERIES_A_CONNECTION: u64 = 150;
const ROUNDS: u64 = 5;
/// The store may cost so much: thousandths of the rate without it.
const RATIO_PERMILLE_MIN: u64 = 300;
const RATE: u64 = 500;
const RATE_SECONDS: u64 = 10;
const P99_MAX: Duration = Duration::from_millis(50);

/// The same listener with the store taken out.
#[derive(Clone)]
struct NoStore;

impl Keep for NoStore {
    async fn keep(
        &self,
        delivery: IncomingDelivery,
        judged: Judged,
        answer: u16,
    ) -> Result<Kept, KeepError> {
        // Named, so that what is not looked at is not left out by the compiler.
        let _ = (delivery.body.len(), answer);
        Ok(Kept {
            sequence: 0,
            verdict: judged.judgement.verdict,
        })
    }

    async fn keep_turned_away(&self, _: TurnedAway, _: Millis) -> Result<(), KeepError> {
        Ok(())
    }
}

#[tokio::main]
async fn main() -> Result<ExitCode, Failure> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::start());
    let mut ratios = Vec::new();
    for round in 0..ROUNDS {
        let without = rate(NoStore, &clock, round).await?;
        let folder = tempfile::tempdir()?;
        let writer = Writer::open(&folder.path().join("ledger"), WriterOptions::default()).await?;
        let with = rate(LedgerKeep::new(writer.clone()), &clock, round).await?;
        writer.close().await;
        let ratio = with
            .saturating_mul(1000)
            .checked_div(without)
            .unwrap_or_default();
        say(&format!(
            "round {round}: {with}/s kept, {without}/s without the store"
        ))?;
        ratios.push(ratio);
    }
    ratios.sort_unstable();
    let ratio = ratios.get(ratios.len() / 2).copied().unwrap_or_default();
    let fast = ratio >= RATIO_PERMILLE_MIN;
    say(&format!(
        "durable verified ingest: 0.{ratio:03} of the listener without the store (median), limit \
         0.{RATIO_PERMILLE_MIN:03}: {}",
        word(fast)
    ))?;
    let p99 = p99_at_rate(&clock).await?;
    let permille = p99.as_micros().saturating_mul(1000) / P99_MAX.as_micros();
    let prompt = p99 < P99_MAX;
    say(&format!(
        "p99 at {RATE}/s: {} µs, {}.{:03} of the limit of {} ms: {}",
        p99.as_micros(),
        permille / 1000,
        permille % 1000,
        P99_MAX.as_millis(),
        word(prompt)
    ))?;
    Ok(if fast && prompt {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn word(good: bool) -> &'static str {
    if good { "PASS" } else { "FAIL" }
}

fn say(line: &str) -> std::io::Result<()> {
    writeln!(std::io::stdout(), "{line}")
}

fn delivery(path: &str, id: u64) -> Result<Vec<u8>, Failure> {
    // About 1 KiB, as a transaction's body is.
    let body = format!(
        concat!(
            r#"{{"event":"BusinessRequestStatusChanged","id":{},"#,
            r#""status":"OnOff_AWAITING_DEPOSIT","#,
            r#""toAmount":"100000.0","fromAmount":"101250.00","#,
            r#""fromCurrencySymbol":"USDC (ERC-20)","#,
            r#""toCurrencySymbol":"USD","fromBusinessId":101,"toBusinessExternalAccountId":502,"#,
            r#""purpose":"GOODS_PURCHASED","note":"{}"}}"#
        ),
        id,
        "x".repeat(600)
    );
    let secret = WebhookSecret::new(SECRET.to_vec())?;
    let hash = sign(&["id", "status"], body.as_bytes(), &secret)?;
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
         X-Webhook-Security-Fields: id,status\r\nX-Webhook-Security-Hash: {hash}\r\n\
         X-Webhook-Request-UUID: fa8ff1ec-0000-4000-8000-{id:012}\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    );
    Ok(request.into_bytes())
}

struct Listening {
    receiver: Receiver,
    address: std::net::SocketAddr,
    _keys: watch::Sender<Arc<Keys>>,
}

const PATH: &str = "/hooks/bench";

async fn listen(keep: impl Keep, clock: &Arc<dyn Clock>) -> Result<Listening, Failure> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let current = Some(WebhookSecret::new(SECRET.to_vec())?);
    let (sender, keys) = watch::channel(Arc::new(Keys {
        current,
        previous: None,
    }));
    let rules = watch::channel(Arc::new(Rules::default())).1;
    let config = ReceiverConfig::new(PATH.to_owned(), keys, rules);
    let receiver = Receiver::start(listener, config, keep, Arc::clone(clock));
    Ok(Listening {
        receiver,
        address,
        _keys: sender,
    })
}

/// Deliveries a second over all connections at once.
async fn rate(keep: impl Keep, clock: &Arc<dyn Clock>, round: u64) -> Result<u64, Failure> {
    let listening = listen(keep, clock).await?;
    let mut prepared = Vec::new();
    for connection in 0..CONNECTIONS {
        let first = 1 + (round * CONNECTIONS + connection) * DELIVERIES_A_CONNECTION;
        let requests: Result<Vec<_>, _> = (first..first + DELIVERIES_A_CONNECTION)
            .map(|id| delivery(PATH, id))
            .collect();
        prepared.push((TcpStream::connect(listening.address).await?, requests?));
    }
    let start = clock.monotonic();
    let senders: Vec<_> = prepared
        .into_iter()
        .map(|(mut stream, requests)| {
            tokio::spawn(async move {
                for request in requests {
                    answered_200(&mut stream, &request).await?;
                }
                Ok::<(), Failure>(())
            })
        })
        .collect();
    for sender in senders {
        sender.await??;
    }
    let took = clock.monotonic().saturating_sub(start);
    listening.receiver.stop().await;
    let count = u128::from(CONNECTIONS * DELIVERIES_A_CONNECTION);
    Ok(u64::try_from(count * 1_000_000 / took.as_micros().max(1))?)
}

async fn answered_200(stream: &mut TcpStream, request: &[u8]) -> Result<(), Failure> {
    stream.write_all(request).await?;
    let mut answer = Vec::with_capacity(512);
    while !answer.ends_with(b"\r\n\r\n") {
        if stream.read_buf(&mut answer).await? == 0 {
            return Err("the receiver closed the connection".into());
        }
    }
    if answer.starts_with(b"HTTP/1.1 200") {
        Ok(())
    } else {
        Err(String::from_utf8_lossy(&answer).into_owned().into())
    }
}

/// Deliveries begin at their times whether the earlier ones are answered or not.
async fn p99_at_rate(clock: &Arc<dyn Clock>) -> Result<Duration, Failure> {
    let folder = tempfile::tempdir()?;
    let writer = Writer::open(&folder.path().join("ledger"), WriterOptions::default()).await?;
    let listening = listen(LedgerKeep::new(writer.clone()), clock).await?;
    let (give, mut take) = tokio::sync::mpsc::unbounded_channel();
    for _ in 0..CONNECTIONS {
        give.send(TcpStream::connect(listening.address).await?)?;
    }
    let mut ticks = tokio::time::interval(Duration::from_secs(1) / u32::try_from(RATE)?);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Burst);
    let mut waiting = Vec::new();
    for id in 1..=RATE * RATE_SECONDS {
        ticks.tick().await;
        let begun = clock.monotonic();
        let request = delivery(PATH, id)?;
        let mut stream = take.recv().await.ok_or("no connection is left")?;
        let (give, clock) = (give.clone(), Arc::clone(clock));
        waiting.push(tokio::spawn(async move {
            answered_200(&mut stream, &request).await?;
            let took = clock.monotonic().saturating_sub(begun);
            give.send(stream)?;
            Ok::<Duration, Failure>(took)
        }));
    }
    let mut times = Vec::with_capacity(waiting.len());
    for answer in waiting {
        times.push(answer.await??);
    }
    listening.receiver.stop().await;
    writer.close().await;
    times.sort_unstable();
    let index = times.len() * 99 / 100;
    times
        .get(index)
        .copied()
        .ok_or_else(|| "nothing was measured".into())
}
