//! Randomized runs of flows with faults: each from its creation to its end, over lost answers,
//! moving quotes, changed accounts, two operators, repeated presses, ends of the program anywhere.
//!
//! `CAMPAIGN=full` makes 10,000 of them, `CAMPAIGN_SEEDS` those of its seeds: `7`, `0..500`.

mod life;
mod person;
mod tally;

use super::partner::{Effect, Partner, World};
use domain::record::{
    IntentFacts, KIND_DEPARTURE, KIND_INTENT, KIND_OUTCOME, OutcomeFacts, OutcomeState,
};
use engine::approvals::history;
use ledger::{Entry, From, PageQuery, Reader};
use life::Life;
use person::{Memory, Person, Shown};
use std::{net::SocketAddr, sync::atomic::Ordering};
use tally::Tally;
use tokio::runtime::{Builder, Runtime};

const RUNS: u64 = 24;
const RUNS_FULL: u64 = 10_000;
/// More than processors: a run waits for its disk and its pauses half of the time.
const THREADS: u64 = 4;
/// The most ends of the program in one run.
const ENDS_MAX: u32 = 4;
/// A flow without faults writes about so many entries.
const ENTRIES_MAX: u64 = 40;
/// What has to happen in a whole campaign, or it shows nothing; some of it once in a thousand runs.
const MET: [&str; 15] = [
    "fault: the program ends in the middle",
    "fault: the account changes between drawer and press",
    "fault: Before of a write",
    "fault: After of a write",
    "fault: Garbled of a write",
    "fault: Refuse of a write",
    "fault: locked otherwise",
    "intent: create: Unknown by Answer, then Done by Person",
    "intent: quote: NotSent by Start",
    "intent: quote: Unknown by Start, then Done by Read",
    "intent: quote: Unknown by Start, then DidNotHappen by Read",
    "intent: deposit: Unknown by Answer, then DidNotHappen by Read",
    "an earlier press again, stopped: Differs",
    "two people at once, stopped: Busy",
    "second person's press, went through",
];

/// How a life of the program ends.
enum End {
    /// The flow came to its end.
    Finished,
    /// The program ended in its middle.
    Killed,
}

/// When a life of the program ends, if it does not come to its end by itself.
#[derive(Clone, Copy)]
struct EndAt {
    /// After so many entries: an intent, a departure, an answer may be the last of them.
    entries: u64,
    /// After so many further turns of the scheduler: anywhere between two of its steps.
    turns: u32,
}

impl EndAt {
    /// Every other one is soon after an entry; else few turns come as often as many.
    fn any(rng: &mut fastrand::Rng) -> Self {
        if rng.bool() {
            return Self {
                entries: rng.u64(1..ENTRIES_MAX),
                turns: rng.u32(0..8),
            };
        }
        let turns = 1 << rng.u32(3..14);
        Self {
            entries: 0,
            turns: rng.u32(turns / 2..turns),
        }
    }

    async fn come(self, life: &Life) {
        let mut committed = life.committed();
        let wanted = *committed.borrow() + self.entries;
        // Without a writer nothing more comes.
        let _closed = committed.wait_for(|size| *size >= wanted).await.is_err();
        for _ in 0..self.turns {
            tokio::task::yield_now().await;
        }
    }
}

struct Run {
    seed: u64,
    partner: Partner,
    address: SocketAddr,
    folder: tempfile::TempDir,
    memory: Memory,
    rng: fastrand::Rng,
}

impl Run {
    /// One life of the program. All that it does ends with its runtime.
    fn live(&mut self, end: Option<EndAt>) -> End {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let (dir, address, seed) = (self.folder.path().to_owned(), self.address, self.seed);
        let partner = self.partner.clone();
        let (memory, rng) = (&mut self.memory, &mut self.rng);
        let ended = runtime.block_on(async {
            let life = Life::open(&dir, address).await;
            let mut person = Person {
                life: &life,
                partner: &partner,
                memory,
                rng,
                seed,
            };
            match end {
                None => {
                    person.finish().await;
                    End::Finished
                }
                Some(end) => tokio::select! {
                    biased;
                    () = end.come(&life) => End::Killed,
                    () = person.finish() => End::Finished,
                },
            }
        });
        runtime.shutdown_background();
        ended
    }

    fn whole(mut self) {
        let ends = self.rng.u32(0..=ENDS_MAX);
        let mut is_finished = false;
        for _ in 0..ends {
            let end = EndAt::any(&mut self.rng);
            self.memory.calm.store(true, Ordering::Relaxed);
            self.memory.tally.count("life of the program");
            if matches!(self.live(Some(end)), End::Finished) {
                is_finished = true;
                break;
            }
            self.memory
                .tally
                .count("fault: the program ends in the middle");
        }
        if !is_finished {
            self.memory.tally.count("life of the program");
            self.live(None);
        }
        self.check();
    }

    /// What has to hold, whatever happened.
    fn check(&self) {
        let seed = self.seed;
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let life = Life::open(self.folder.path(), self.address).await;
            let open = life.intents.unsettled().await.unwrap();
            assert!(open.is_empty(), "seed {seed}: without an outcome: {open:?}");
            let reader = life.reader();
            let intents = self.ended(&reader).await;
            life.approvals.read_after().await.unwrap();
            let red = engine::approvals::red_cards(&reader).await.unwrap();
            let world = self.partner.world();
            if world.locked_otherwise > 0 {
                assert!(
                    !red.is_empty(),
                    "seed {seed}: no card on what was locked otherwise"
                );
            }
            self.check_world(&world, &intents);
        });
        runtime.shutdown_background();
    }

    /// That every intent ends in one outcome, and that each on a transaction binds what was shown
    /// under its id; gives them.
    async fn ended(&self, reader: &Reader) -> Vec<IntentFacts> {
        let (seed, tally) = (self.seed, &self.memory.tally);
        let outcomes = all(reader, KIND_OUTCOME).await;
        let departed = all(reader, KIND_DEPARTURE).await.len();
        let received = self.partner.world().received.len();
        assert!(received <= departed, "seed {seed}: sent without an intent");
        let mut intents = Vec::new();
        for entry in all(reader, KIND_INTENT).await {
            let facts: IntentFacts = serde_json::from_str(&entry.facts).unwrap();
            let own = outcomes.iter();
            let own = own.filter(|outcome| outcome.about == Some(entry.sequence));
            let own: Vec<OutcomeFacts> = own
                .map(|outcome| serde_json::from_str(&outcome.facts).unwrap())
                .collect();
            let states: Vec<OutcomeState> = own.iter().map(|outcome| outcome.state).collect();
            assert!(
                matches!(states[..], [OutcomeState::Unknown, last] | [last] if last.is_final()),
                "seed {seed}: {facts:?} became {own:?}"
            );
            let way = own
                .iter()
                .map(|one| format!("{:?} by {:?}", one.state, one.known_by));
            let way: Vec<String> = way.collect();
            tally.count(format!("intent: {}: {}", what(&facts), way.join(", then ")));
            if facts.subject.is_some() {
                let bound = history::approved(reader, entry.sequence)
                    .await
                    .unwrap()
                    .unwrap();
                let shown = self.memory.shown.get(&facts.action);
                assert_eq!(
                    Some(&bound.facts_hash),
                    shown.map(|shown| &shown.hash),
                    "seed {seed}: {facts:?} binds what was not shown"
                );
            }
            intents.push(facts);
        }
        intents
    }

    fn check_world(&self, world: &World, intents: &[IntentFacts]) {
        let (seed, tally) = (self.seed, &self.memory.tally);
        assert_eq!(
            world.repeated, 0,
            "seed {seed}: sent again after it had happened"
        );
        let made = |effect: &&Effect| effect.what == "create";
        let times = world.effects.iter().filter(made).count();
        assert_eq!(times, 1, "seed {seed}: made more than once");
        for effect in world.effects.iter().filter(|effect| !made(effect)) {
            let alike = world.effects.iter().filter(|other| {
                (other.what, other.transaction) == (effect.what, effect.transaction)
            });
            assert_eq!(alike.count(), 1, "seed {seed}: {effect:?} happened twice");
        }
        let shown = intents
            .iter()
            .filter_map(|one| self.memory.shown.get(&one.action));
        let shown: Vec<&Shown> = shown.collect();
        for asked in &world.asked {
            // Ending a transaction binds its state; the quote may have moved.
            let is_it = |shown: &&Shown| {
                (shown.what, shown.transaction) == (asked.what, asked.transaction)
                    && (shown.what == "cancel" || shown.facts == asked.facts)
            };
            assert!(
                shown.iter().any(is_it),
                "seed {seed}: {asked:?} was sent, and nothing of it was shown and pressed"
            );
            tally.count(format!("sent: {}", asked.what));
        }
        for lost in &world.lost {
            tally.count(format!("fault: {lost:?} of a write"));
        }
        tally.add("fault: locked otherwise", world.locked_otherwise.into());
        for one in world.transactions.values() {
            let status = one.text("clientStatus").into_read().unwrap();
            let stage = status.split_once('_').unwrap().1.to_owned();
            tally.count(format!("run ended: {stage}"));
        }
    }
}

async fn all(reader: &Reader, kind: &str) -> Vec<Entry> {
    let query = PageQuery {
        subject: None,
        kinds: vec![kind.to_owned()],
        from: From::After(0),
        limit: 500,
    };
    let page = reader.page(&query).await.unwrap();
    assert!(!page.more, "more entries than one run should have");
    page.entries
}

/// In a word what an intent is about.
fn what(intent: &IntentFacts) -> &'static str {
    let words = ["create", "quote", "deposit", "cancel"];
    let mut words = words.into_iter();
    words.find(|word| intent.operation.contains(word)).unwrap()
}

fn run(seed: u64, servers: &Runtime, tally: &Tally) {
    let mut rng = fastrand::Rng::with_seed(seed);
    let (partner, server) = servers.block_on(Partner::start());
    let memory = Memory::new(&mut rng, tally.clone());
    person::trouble(&partner, &memory, rng.fork());
    let run = Run {
        seed,
        partner,
        address: server.address,
        folder: tempfile::tempdir().unwrap(),
        memory,
        rng,
    };
    run.whole();
}

fn asked_seeds() -> Option<std::ops::Range<u64>> {
    let text = std::env::var("CAMPAIGN_SEEDS").ok()?;
    let number = |text: &str| -> u64 { text.parse().unwrap() };
    Some(match text.split_once("..") {
        Some((first, end)) => number(first)..number(end),
        None => number(&text)..number(&text) + 1,
    })
}

#[test]
fn nothing_is_sent_twice_or_for_what_was_not_shown_and_every_intent_ends() {
    let full = std::env::var("CAMPAIGN").is_ok_and(|size| size == "full");
    let runs = if full { RUNS_FULL } else { RUNS };
    let seeds = asked_seeds().unwrap_or(0..runs);
    let tally = Tally::default();
    std::thread::scope(|threads| {
        for thread in 0..THREADS {
            let (seeds, tally) = (seeds.clone(), tally.clone());
            threads.spawn(move || {
                let servers = Builder::new_multi_thread()
                    .worker_threads(1)
                    .enable_all()
                    .build()
                    .unwrap();
                for seed in seeds.filter(|seed| seed % THREADS == thread) {
                    run(seed, &servers, &tally);
                }
            });
        }
    });
    println!(
        "{} runs, seeds {seeds:?}:\n{tally}",
        seeds.end - seeds.start
    );
    if seeds.end - seeds.start >= RUNS_FULL {
        for what in MET {
            assert!(tally.of(what) > 0, "it never met: {what}");
        }
    }
}
