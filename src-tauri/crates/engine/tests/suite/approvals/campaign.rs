//! Randomized runs of flows with faults: each from its creation to its end, over lost answers,
//! moving quotes, changed accounts, two operators, repeated presses, ends of the program anywhere.
//!
//! `CAMPAIGN=full` makes 10,000 of them, `CAMPAIGN_SEEDS` those of its seeds: `7`, `0..500`.

mod life;
mod person;

use super::partner::{Partner, World};
use domain::record::KIND_INTENT;
use engine::intents::{State, entries};
use ledger::{From, PageQuery, Reader};
use life::Life;
use person::{Memory, Person};
use std::{net::SocketAddr, sync::atomic::Ordering};
use tokio::runtime::{Builder, Runtime};

const RUNS: u64 = 24;
const RUNS_FULL: u64 = 10_000;
/// More than processors: a run waits for its disk and its pauses half of the time.
const THREADS: u64 = 4;
/// The most ends of the program in one run.
const ENDS_MAX: u32 = 4;

/// How a life of the program ends.
enum End {
    /// The flow came to its end.
    Finished,
    /// The program ended in its middle.
    Killed,
}

/// Ends after so many turns of the scheduler: anywhere between two of its steps.
async fn turns(count: u32) {
    for _ in 0..count {
        tokio::task::yield_now().await;
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
    fn live(&mut self, end_after: Option<u32>) -> End {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let (dir, address, seed) = (self.folder.path().to_owned(), self.address, self.seed);
        let partner = self.partner.clone();
        let (memory, rng) = (&mut self.memory, &mut self.rng);
        let end = runtime.block_on(async {
            let life = Life::open(&dir, address).await;
            let mut person = Person {
                life: &life,
                partner: &partner,
                memory,
                rng,
                seed,
            };
            match end_after {
                None => {
                    person.finish().await;
                    End::Finished
                }
                Some(count) => tokio::select! {
                    biased;
                    () = turns(count) => End::Killed,
                    () = person.finish() => End::Finished,
                },
            }
        });
        runtime.shutdown_background();
        end
    }

    fn whole(mut self) {
        let ends = self.rng.u32(0..=ENDS_MAX);
        let mut is_finished = false;
        for _ in 0..ends {
            // Few turns as often as many.
            let count = 1 << self.rng.u32(3..14);
            let count = self.rng.u32(count / 2..count);
            self.memory.calm.store(true, Ordering::Relaxed);
            if matches!(self.live(Some(count)), End::Finished) {
                is_finished = true;
                break;
            }
        }
        if !is_finished {
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
            let asked = ended(&reader, seed).await;
            life.approvals.read_after().await.unwrap();
            let red = engine::approvals::red_cards(&reader).await.unwrap();
            let world = self.partner.world();
            if world.locked_otherwise > 0 {
                assert!(
                    !red.is_empty(),
                    "seed {seed}: no card on what was locked otherwise"
                );
            }
            self.check_world(&world, asked);
        });
        runtime.shutdown_background();
    }

    fn check_world(&self, world: &World, asked: usize) {
        let seed = self.seed;
        assert_eq!(
            world.repeated, 0,
            "seed {seed}: sent again after it had happened"
        );
        assert!(
            world.received.len() <= asked,
            "seed {seed}: sent without an intent"
        );
        let made = world
            .effects
            .iter()
            .filter(|effect| effect.what == "create");
        assert_eq!(made.count(), 1, "seed {seed}: made more than once");
        for effect in world
            .effects
            .iter()
            .filter(|effect| effect.what != "create")
        {
            let alike = world.effects.iter().filter(|other| {
                (other.what, other.transaction) == (effect.what, effect.transaction)
            });
            assert_eq!(alike.count(), 1, "seed {seed}: {effect:?} happened twice");
            let shown = self.memory.shown.get(&effect.transaction);
            // Ending a transaction binds its state; the quote may have moved.
            let is_it = |(what, facts): &(&str, [String; 3])| {
                *what == effect.what && (*what == "cancel" || *facts == effect.facts)
            };
            let is_shown = shown.is_some_and(|shown| shown.iter().any(is_it));
            assert!(
                is_shown,
                "seed {seed}: {effect:?} was approved and shown was {shown:?}"
            );
        }
    }
}

/// That every intent ends in one outcome; gives how many there are.
async fn ended(reader: &Reader, seed: u64) -> usize {
    let query = PageQuery {
        subject: None,
        kinds: vec![KIND_INTENT.to_owned()],
        from: From::After(0),
        limit: 500,
    };
    let intents = reader.page(&query).await.unwrap().entries;
    for intent in &intents {
        let facts: domain::record::IntentFacts = serde_json::from_str(&intent.facts).unwrap();
        let followed = entries::find(reader, &facts.action).await.unwrap().unwrap();
        assert!(followed.is_settled(), "seed {seed}: {followed:?}");
        let state = followed
            .outcome
            .map(|outcome| State::Is(outcome.facts.state));
        assert!(state.is_some(), "seed {seed}");
    }
    intents.len()
}

fn run(seed: u64, servers: &Runtime) {
    let mut rng = fastrand::Rng::with_seed(seed);
    let (partner, server) = servers.block_on(Partner::start());
    let memory = Memory::new(&mut rng);
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
    std::thread::scope(|threads| {
        for thread in 0..THREADS {
            let seeds = seeds.clone();
            threads.spawn(move || {
                let servers = Builder::new_multi_thread()
                    .worker_threads(1)
                    .enable_all()
                    .build()
                    .unwrap();
                for seed in seeds.filter(|seed| seed % THREADS == thread) {
                    run(seed, &servers);
                }
            });
        }
    });
}
