//! The catalog of many merchants and transactions: lists, search, filters, board, following and
//! making anew, each as a ratio to its limit.

mod like;
mod listed;
mod transactions;

use catalog::{Ask, Catalog, Rebuilt, Sort};
use domain::{Clock, Millis, SubjectKind, SystemClock};
use engine::catalog::{follow, open};
use ledger::{Built, EntryDraft, Position, Writer, WriterOptions};
use receiver::{IncomingDelivery, Keep, LedgerKeep};
use std::{error::Error, io::Write, path::Path, process::ExitCode, time::Duration};
use tokio::sync::watch;
use webhooks::{Keys, Rules, WebhookSecret, judge, sign};

type Failure = Box<dyn Error + Send + Sync>;

const SECRET: &[u8] = b"9f2c1e7ab04d583692cf81e07b5da4439f2c1e7ab04d583692cf81e07b5da443";
/// Merchants, unless the first argument says how many.
const MERCHANTS: u64 = 50_000;
const ROUNDS: usize = 200;
const PAGE_ROWS: u16 = 100;
/// A list is there before a person notices that it was not.
const PAGE_MAX: Duration = Duration::from_millis(20);
const SEARCH_MAX: Duration = Duration::from_millis(100);
const BOARD_MAX: Duration = Duration::from_millis(20);
/// An acknowledged delivery is in an open list before this.
const LAG_MAX: Duration = Duration::from_millis(250);
const REBUILD_MAX: Duration = Duration::from_secs(20);

struct Bench {
    clock: SystemClock,
    catalog: Catalog,
    merchants: u64,
    slow: u32,
}

#[tokio::main]
async fn main() -> Result<ExitCode, Failure> {
    let merchants = std::env::args()
        .nth(1)
        .map_or(Ok(MERCHANTS), |n| n.parse())?;
    let clock = SystemClock::start();
    let folder = tempfile::tempdir()?;
    let writer = Writer::open(folder.path(), WriterOptions::default()).await?;
    for page in listed::pages(merchants, merchants)? {
        append(&writer, page).await?;
    }
    let reader = writer.reader();
    let catalog = open(folder.path(), &reader).await?;
    let committed = writer.committed();
    let following = follow(catalog.clone(), reader, committed, watch::Sender::default());
    let following = tokio::spawn(following);
    let mut bench = Bench {
        clock,
        catalog,
        merchants,
        slow: 0,
    };
    bench.anew(&writer, folder.path()).await?;
    bench.follows(&writer).await?;
    bench.lists().await?;
    bench.searches().await?;
    bench.boards().await?;
    bench.transactions().await?;
    bench.like().await?;
    following.abort();
    bench.catalog.close().await;
    writer.close().await;
    Ok(if bench.slow == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

async fn append(writer: &Writer, entry: EntryDraft) -> Result<(), Failure> {
    let build = move |_: Position| {
        let (entries, remember) = (vec![entry], None);
        (Built { entries, remember }, ())
    };
    writer.append(None, build).await?;
    Ok(())
}

impl Bench {
    async fn has(&self, sequence: u64) -> Result<(), Failure> {
        let mut state = self.catalog.state();
        state.wait_for(|state| state.followed >= sequence).await?;
        Ok(())
    }

    /// From nothing to all that the ledger has.
    async fn anew(&mut self, writer: &Writer, dir: &Path) -> Result<(), Failure> {
        let size = *writer.committed().borrow();
        self.has(size).await?;
        self.catalog.renew(Rebuilt::Asked).await?;
        let started = self.clock.monotonic();
        // An entry more wakes the follower.
        self.deliver(writer, 1).await?;
        self.has(size).await?;
        let taken = self.clock.monotonic() - started;
        let mut bytes = 0;
        for file in std::fs::read_dir(dir)? {
            let file = file?;
            if file.file_name().to_string_lossy().starts_with("catalog-") {
                bytes += file.metadata()?.len();
            }
        }
        let accounts = self.merchants * listed::ACCOUNTS_EACH;
        let what = format!(
            "made anew with {0} merchants, {accounts} accounts, {0} transactions ({1} MB)",
            self.merchants,
            bytes / 1_000_000
        );
        self.judge(&what, vec![taken], REBUILD_MAX)
    }

    /// Keeps a verified delivery about a merchant; gives its verdict's entry.
    async fn deliver(&self, writer: &Writer, number: u64) -> Result<u64, Failure> {
        let current = Some(WebhookSecret::new(SECRET.to_vec())?);
        let keys = Keys {
            current,
            previous: None,
        };
        let statuses = ["UNDER_REVIEW", "VALID", "ACTION_NEEDED"];
        let place = usize::try_from(number)? % statuses.len();
        let status = statuses.get(place).copied().unwrap_or_default();
        let body =
            format!(r#"{{"event":"BusinessKycStatusChanged","id":{number},"status":"{status}"}}"#);
        let secret = keys.current.as_ref().ok_or("no key")?;
        let hash = sign(&["id", "status"], body.as_bytes(), secret)?;
        let header = |name: &str, value: &str| (name.to_owned(), value.as_bytes().to_vec());
        let headers = vec![
            header("x-webhook-security-fields", "id,status"),
            header("x-webhook-security-hash", &hash),
        ];
        let judged = judge(&headers, body.as_bytes(), &keys, &Rules::default());
        let answer = judged.judgement.verdict.http_status();
        let delivery = IncomingDelivery {
            peer: ([127, 0, 0, 1], 9).into(),
            received: Millis(self.clock.now().0),
            is_test: false,
            monotonic: Duration::ZERO,
            headers,
            body: body.into_bytes(),
        };
        let keep = LedgerKeep::new(writer.clone());
        Ok(keep.keep(delivery, judged, answer).await?.sequence + 1)
    }

    /// From a delivery's answer until the catalog has it.
    async fn follows(&mut self, writer: &Writer) -> Result<(), Failure> {
        let mut taken = Vec::new();
        for round in 0..u64::try_from(ROUNDS)? {
            let number = round * 7_919 % self.merchants + 1;
            let sequence = self.deliver(writer, number).await?;
            let answered = self.clock.monotonic();
            self.has(sequence).await?;
            taken.push(self.clock.monotonic() - answered);
        }
        self.judge("one delivery is followed", taken, LAG_MAX)
    }

    fn ask(change: &dyn Fn(&mut Ask)) -> Ask {
        let mut ask = Ask {
            kind: SubjectKind::Merchant,
            search: String::new(),
            statuses: Vec::new(),
            owner: None,
            currency: None,
            sort: Sort::Name,
            descending: false,
            after: None,
            limit: PAGE_ROWS,
        };
        change(&mut ask);
        ask
    }

    async fn time(&mut self, what: &str, asks: &[Ask], limit: Duration) -> Result<(), Failure> {
        let mut taken = Vec::new();
        let mut rows = 0;
        for ask in asks.iter().cycle().take(ROUNDS.max(asks.len())) {
            let started = self.clock.monotonic();
            let page = self.catalog.list(ask).await?;
            taken.push(self.clock.monotonic() - started);
            rows += page.rows.len();
        }
        self.judge(&format!("{what} ({rows} rows)"), taken, limit)
    }

    async fn lists(&mut self) -> Result<(), Failure> {
        let status = |word: &str| vec![word.to_owned()];
        let sorts = [Sort::Name, Sort::StatusSince, Sort::Created];
        let firsts = sorts.map(|sort| Self::ask(&|ask| ask.sort = sort));
        self.time("a list opens, each order", &firsts, PAGE_MAX)
            .await?;
        let mut deep = Vec::new();
        for number in (1..=self.merchants).step_by(997) {
            let after = format!("{number}:{}", catalog::folded(&listed::name(number)));
            deep.push(Self::ask(&|ask| ask.after = Some(after.clone())));
        }
        self.time("a page further down", &deep, PAGE_MAX).await?;
        for (what, ask) in [
            (
                "a common status",
                Self::ask(&|ask| ask.statuses = status("VALID")),
            ),
            (
                "a rare status",
                Self::ask(&|ask| ask.statuses = status("ACTION_NEEDED")),
            ),
            (
                "a status of none",
                Self::ask(&|ask| ask.statuses = status("ABANDONED")),
            ),
        ] {
            let what = format!("filter, {what}");
            self.time(&what, &[ask], PAGE_MAX).await?;
        }
        let accounts = |change: &dyn Fn(&mut Ask)| {
            let mut ask = Self::ask(change);
            ask.kind = SubjectKind::ReceiverAccount;
            ask
        };
        let owner = domain::PartnerNumber::try_from(self.merchants / 2)?;
        for (what, ask) in [
            ("accounts open", accounts(&|_| {})),
            (
                "one merchant's accounts",
                accounts(&|ask| ask.owner = Some(owner)),
            ),
            (
                "a currency",
                accounts(&|ask| ask.currency = Some("USD".to_owned())),
            ),
        ] {
            self.time(what, &[ask], PAGE_MAX).await?;
        }
        Ok(())
    }

    async fn searches(&mut self) -> Result<(), Failure> {
        let last = self.merchants.to_string();
        let rare = format!("rc-{last}");
        for (what, text) in [
            ("a word that most have", "a"),
            ("a common word", "trading"),
            ("two words", "societe gmbh"),
            ("Arabic", "النُّور"),
            ("one number", rare.as_str()),
            ("what none has", "nothing is called so"),
        ] {
            for kind in [SubjectKind::Merchant, SubjectKind::ReceiverAccount] {
                let ask = Self::ask(&|ask| {
                    ask.kind = kind;
                    text.clone_into(&mut ask.search);
                });
                let what = format!("search, {what}, {}", kind.label().to_lowercase());
                self.time(&what, &[ask], SEARCH_MAX).await?;
            }
        }
        let mut taken = Vec::new();
        for text in ["zz", "adaeze", last.as_str(), "נ"]
            .iter()
            .cycle()
            .take(ROUNDS)
        {
            let started = self.clock.monotonic();
            self.catalog.find(text, 5).await?;
            taken.push(self.clock.monotonic() - started);
        }
        self.judge("what is typed into the palette", taken, SEARCH_MAX)
    }

    async fn boards(&mut self) -> Result<(), Failure> {
        let mut taken = Vec::new();
        for _ in 0..ROUNDS {
            let started = self.clock.monotonic();
            self.catalog.board(SubjectKind::Merchant, 50).await?;
            taken.push(self.clock.monotonic() - started);
        }
        self.judge("the board", taken, BOARD_MAX)
    }

    fn judge(&mut self, what: &str, taken: Vec<Duration>, limit: Duration) -> Result<(), Failure> {
        let mut taken = taken;
        taken.sort_unstable();
        let at = |permille: usize| taken.get(taken.len() * permille / 1000).copied();
        let (median, p99) = (at(500).unwrap_or_default(), at(990).unwrap_or_default());
        let permille = p99.as_micros().saturating_mul(1000) / limit.as_micros().max(1);
        let fast = p99 < limit;
        self.slow += u32::from(!fast);
        let line = format!(
            "{what}: p99 {} µs (median {} µs), {}.{:03} of the limit of {} ms: {}",
            p99.as_micros(),
            median.as_micros(),
            permille / 1000,
            permille % 1000,
            limit.as_millis(),
            if fast { "PASS" } else { "FAIL" }
        );
        writeln!(std::io::stdout(), "{line}")?;
        Ok(())
    }
}
