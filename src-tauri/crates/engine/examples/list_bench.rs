//! Lists, filters, search and the index's lag over many deliveries, each as a ratio to its limit.

use domain::{Clock, Mark, Millis, Subject, SystemClock};
use engine::{Ask, DESCRIBE, DeliveryFilter, From, Show, list_deliveries, search, timeline};
use ledger::{Index, Reader, Writer, WriterOptions};
use receiver::{IncomingDelivery, Keep, LedgerKeep};
use std::{error::Error, io::Write, path::Path, process::ExitCode, sync::Arc, time::Duration};
use webhooks::{Keys, Rules, WebhookSecret, judge, sign};

type Failure = Box<dyn Error + Send + Sync>;

const SECRET: &[u8] = b"9f2c1e7ab04d583692cf81e07b5da4439f2c1e7ab04d583692cf81e07b5da443";
/// Deliveries, unless the first argument says how many. Each is two entries.
const DELIVERIES: u64 = 100_000;
const TASKS: u64 = 128;
const DAY_MS: i64 = 86_400_000;
const DAYS: u64 = 120;
const TRANSACTIONS: u64 = 20_000;
const MERCHANTS: u64 = 40;
const KYC: &str = "BusinessKycStatusChanged";
const REQUEST: &str = "BusinessRequestStatusChanged";
const ROUNDS: u64 = 200;
const PAGE_ROWS: u16 = 100;
const FILTER_MAX: Duration = Duration::from_millis(50);
const SEARCH_MAX: Duration = Duration::from_millis(100);
const TIMELINE_MAX: Duration = Duration::from_millis(5);
const NEWEST_MAX: Duration = Duration::from_millis(10);
/// An acknowledged delivery is in an open timeline before this; a list may take as long.
const LAG_MAX: Duration = Duration::from_millis(250);

struct Bench {
    clock: SystemClock,
    reader: Reader,
    index: Index,
    deliveries: u64,
    slow: u32,
}

#[tokio::main]
async fn main() -> Result<ExitCode, Failure> {
    let deliveries = std::env::args()
        .nth(1)
        .map_or(Ok(DELIVERIES), |n| n.parse())?;
    let clock = SystemClock::start();
    let folder = tempfile::tempdir()?;
    let dir = folder.path().join("ledger");
    let writer = Writer::open(&dir, WriterOptions::default()).await?;
    let index = Index::open(&dir, writer.reader(), DESCRIBE).await?;
    let follower = index.follow(writer.committed())?;
    let mut bench = Bench {
        clock,
        reader: writer.reader(),
        index,
        deliveries,
        slow: 0,
    };
    bench.fill(&writer).await?;
    bench.lag(&writer).await?;
    bench.rebuilt(&dir).await?;
    bench.lists().await?;
    bench.timelines().await?;
    bench.searches().await?;
    bench.index.close().await;
    follower.stop().await;
    writer.close().await;
    Ok(if bench.slow == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

impl Bench {
    /// Keeps all deliveries as fast as they go, with the index behind.
    async fn fill(&self, writer: &Writer) -> Result<(), Failure> {
        let started = self.clock.monotonic();
        let keys = keys()?;
        let deliveries = self.deliveries;
        let tasks: Vec<_> = (0..TASKS)
            .map(|task| {
                let (keep, keys) = (LedgerKeep::new(writer.clone()), Arc::clone(&keys));
                tokio::spawn(async move {
                    let step = usize::try_from(TASKS)?;
                    for number in (task..deliveries).step_by(step) {
                        kept(&keep, &keys, number, deliveries).await?;
                    }
                    Ok::<(), Failure>(())
                })
            })
            .collect();
        for task in tasks {
            task.await??;
        }
        let filled = self.clock.monotonic() - started;
        self.caught_up(*writer.committed().borrow()).await?;
        let behind = self.clock.monotonic() - started - filled;
        say(&format!(
            "{deliveries} deliveries kept at {}/s; the index had all of them {} ms later",
            a_second(deliveries, filled),
            behind.as_millis()
        ))
    }

    /// At 500 a second: from the answer until the index has it.
    async fn lag(&mut self, writer: &Writer) -> Result<(), Failure> {
        let keys = keys()?;
        let keep = LedgerKeep::new(writer.clone());
        let mut lags = Vec::new();
        let mut every = tokio::time::interval(Duration::from_millis(2));
        for number in 0..2_000 {
            every.tick().await;
            let sequence = kept(&keep, &keys, number, self.deliveries).await?;
            let (clock, mut indexed) = (self.clock, self.index.indexed());
            let answered = clock.monotonic();
            lags.push(tokio::spawn(async move {
                let has = indexed.wait_for(|indexed| *indexed > sequence).await;
                has.map(|_| clock.monotonic() - answered)
            }));
        }
        let mut taken = Vec::with_capacity(lags.len());
        for lag in lags {
            taken.push(lag.await??);
        }
        self.judge("the index's lag at 500 deliveries a second", taken, LAG_MAX)
    }

    async fn rebuilt(&self, dir: &Path) -> Result<(), Failure> {
        let size = *self.index.indexed().borrow();
        let started = self.clock.monotonic();
        let mut state = self.index.state();
        self.index.rebuild();
        state.wait_for(|state| state.indexed < size).await?;
        self.caught_up(size).await?;
        let taken = self.clock.monotonic() - started;
        let bytes = |name: &str| -> Result<u64, Failure> {
            let mut bytes = 0;
            for file in std::fs::read_dir(dir)? {
                let file = file?;
                if file.file_name().to_string_lossy().starts_with(name) {
                    bytes += file.metadata()?.len();
                }
            }
            Ok(bytes)
        };
        let (index, ledger) = (bytes("index-")?, bytes("ledger.db")?);
        say(&format!(
            "made anew from {size} entries at {}/s, in {} ms; {} MB beside a ledger of {} MB",
            a_second(size, taken),
            taken.as_millis(),
            index / 1_000_000,
            ledger / 1_000_000
        ))
    }

    async fn lists(&mut self) -> Result<(), Failure> {
        for (name, filter) in filters()? {
            let mut taken = Vec::new();
            let mut rows = 0;
            for round in 0..ROUNDS {
                // The newest page, then pages from anywhere, one way and the other.
                let at = (round * 7_919_333) % (self.deliveries * 2);
                let from = match round % 4 {
                    0 => From::Newest,
                    1 => From::After(at),
                    _ => From::Before(at),
                };
                let started = self.clock.monotonic();
                let page =
                    list_deliveries(&self.reader, &self.index, &filter, from, PAGE_ROWS).await?;
                taken.push(self.clock.monotonic() - started);
                rows += page.timeline.rows.len();
            }
            self.judge(&format!("list, {name} ({rows} rows)"), taken, FILTER_MAX)?;
        }
        Ok(())
    }

    async fn timelines(&mut self) -> Result<(), Failure> {
        for (name, subject, numbers, limit) in [
            (
                "the timeline of a transaction",
                "transaction",
                TRANSACTIONS,
                TIMELINE_MAX,
            ),
            (
                "the newest page of a merchant",
                "merchant",
                MERCHANTS,
                NEWEST_MAX,
            ),
        ] {
            let mut taken = Vec::new();
            for round in 0..ROUNDS {
                let number = (round * 7_919) % numbers + 1;
                let subject = Some(Subject::parse(&format!("{subject}:{number}"))?);
                taken.push(self.timeline(subject).await?);
            }
            self.judge(name, taken, limit)?;
        }
        let mut taken = Vec::new();
        for _ in 0..ROUNDS {
            taken.push(self.timeline(None).await?);
        }
        self.judge("the newest page of everything", taken, NEWEST_MAX)
    }

    async fn timeline(&self, subject: Option<Subject>) -> Result<Duration, Failure> {
        let ask = Ask {
            subject,
            show: Show::All,
            from: From::Newest,
            limit: 50,
        };
        let started = self.clock.monotonic();
        timeline(&self.reader, &ask).await?;
        Ok(self.clock.monotonic() - started)
    }

    async fn searches(&mut self) -> Result<(), Failure> {
        let mut taken = Vec::new();
        for round in 0..ROUNDS {
            let number = (round * 7_919) % TRANSACTIONS + 1;
            for text in [
                number.to_string(),
                "1".to_owned(),
                format!("transaction {}", number % 100),
                format!("{:08x}", round.wrapping_mul(0x9E37_79B9) & 0xFFFF_FFFF),
                "f".to_owned(),
                "business".to_owned(),
                "OnOff_CO".to_owned(),
                "nothing is called so".to_owned(),
            ] {
                let started = self.clock.monotonic();
                search(&self.reader, &self.index, &text).await?;
                taken.push(self.clock.monotonic() - started);
            }
        }
        self.judge("search", taken, SEARCH_MAX)
    }

    async fn caught_up(&self, size: u64) -> Result<(), Failure> {
        let mut indexed = self.index.indexed();
        indexed.wait_for(|indexed| *indexed >= size).await?;
        Ok(())
    }

    fn judge(&mut self, what: &str, taken: Vec<Duration>, limit: Duration) -> Result<(), Failure> {
        let mut taken = taken;
        taken.sort_unstable();
        let at = |permille: usize| taken.get(taken.len() * permille / 1000).copied();
        let (median, p99) = (at(500).unwrap_or_default(), at(990).unwrap_or_default());
        let permille = p99.as_micros().saturating_mul(1000) / limit.as_micros().max(1);
        let fast = p99 < limit;
        self.slow += u32::from(!fast);
        say(&format!(
            "{what}: p99 {} µs (median {} µs), {}.{:03} of the limit of {} ms: {}",
            p99.as_micros(),
            median.as_micros(),
            permille / 1000,
            permille % 1000,
            limit.as_millis(),
            if fast { "PASS" } else { "FAIL" }
        ))
    }
}

fn filters() -> Result<Vec<(&'static str, DeliveryFilter)>, Failure> {
    let rare = Some(Subject::parse("transaction:77")?);
    let common = Some(Subject::parse("merchant:7")?);
    let day = |day: i64| Some(Millis(day * DAY_MS));
    let words = |word: &str| vec![word.to_owned()];
    let mut all = Vec::new();
    let mut filter = |name, change: &dyn Fn(&mut DeliveryFilter)| {
        let mut filter = DeliveryFilter::default();
        change(&mut filter);
        all.push((name, filter));
    };
    filter("no filter", &|_| {});
    filter("verified", &|one| one.show = Show::Verified);
    filter("quarantine", &|one| one.show = Show::Refused);
    filter("one verdict", &|one| one.verdicts = words("refused_hash"));
    filter("a mark", &|one| one.marks = vec![Mark::HashMatches]);
    filter("an event", &|one| one.events = words(KYC));
    filter("a rare subject", &|one| one.subject = rare);
    filter("a common subject", &|one| one.subject = common);
    filter("alarms", &|one| one.alarms_only = true);
    filter("a span of a day", &|one| {
        (one.since, one.until) = (day(60), day(61));
    });
    filter("two common that seldom meet", &|one| {
        one.verdicts = words("refused_hash");
        one.events = words(KYC);
    });
    filter("two that never meet", &|one| {
        one.subject = common;
        one.events = words(REQUEST);
    });
    filter("all at once", &|one| {
        one.show = Show::Verified;
        one.marks = vec![Mark::HashMatches];
        one.events = vec![REQUEST.to_owned(), "none".to_owned()];
        (one.since, one.until) = (day(20), day(100));
        one.text = Some("OnOff_".to_owned());
    });
    Ok(all)
}

fn keys() -> Result<Arc<Keys>, Failure> {
    let current = Some(WebhookSecret::new(SECRET.to_vec())?);
    Ok(Arc::new(Keys {
        current,
        previous: None,
    }))
}

/// Keeps a delivery as the receiver does; one in twenty is forged.
async fn kept(
    keep: &LedgerKeep,
    keys: &Keys,
    number: u64,
    deliveries: u64,
) -> Result<u64, Failure> {
    let mixed = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let body = if number.is_multiple_of(10) {
        let id = mixed % MERCHANTS + 1;
        format!(
            r#"{{"event":"BusinessKycStatusChanged","id":{id},"status":"VALID","at":{number}}}"#
        )
    } else {
        let words = ["PENDING", "AWAITING_DEPOSIT", "IN_PROGRESS", "COMPLETED"];
        let word = words
            .get(usize::try_from(mixed >> 62)?)
            .unwrap_or(&"PENDING");
        format!(
            concat!(
                r#"{{"event":"BusinessRequestStatusChanged","id":{},"status":"OnOff_{}","#,
                r#""toAmount":"100000.0","fromAmount":"101250.00","#,
                r#""fromCurrencySymbol":"USDC (ERC-20)","toCurrencySymbol":"USD","#,
                r#""fromBusinessId":101,"toBusinessExternalAccountId":502,"#,
                r#""purpose":"GOODS_PURCHASED","note":"{}"}}"#
            ),
            mixed % TRANSACTIONS + 1,
            word,
            number
        )
    };
    let secret = keys.current.as_ref().ok_or("no secret")?;
    let hash = if number % 20 == 7 || number.is_multiple_of(1000) {
        "0".repeat(64)
    } else {
        sign(&["id", "status"], body.as_bytes(), secret)?
    };
    let header = |name: &str, value: String| (name.to_owned(), value.into_bytes());
    let low = mixed & 0xFFFF_FFFF;
    let headers = vec![
        header("content-type", "application/json".to_owned()),
        header("x-webhook-security-fields", "id,status".to_owned()),
        header("x-webhook-security-hash", hash),
        header(
            "x-webhook-request-uuid",
            format!("{low:08x}-0000-4000-8000-{number:012x}"),
        ),
    ];
    let judged = judge(&headers, body.as_bytes(), keys, &Rules::default());
    let answer = judged.judgement.verdict.http_status();
    let a_delivery_ms = i64::try_from(DAYS)? * DAY_MS / i64::try_from(deliveries)?;
    let delivery = IncomingDelivery {
        peer: ([127, 0, 0, 1], 9).into(),
        received: Millis(i64::try_from(number)? * a_delivery_ms),
        is_test: false,
        monotonic: Duration::ZERO,
        headers,
        body: body.into_bytes(),
    };
    // Fewer tasks than the writer's queue holds: it is never full.
    Ok(keep.keep(delivery, judged, answer).await?.sequence)
}

fn a_second(count: u64, taken: Duration) -> u128 {
    u128::from(count) * 1000 / taken.as_millis().max(1)
}

fn say(line: &str) -> Result<(), Failure> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}
