//! The state machine, whatever happens in whatever order.

use crate::machine::{Set, ended, url};
use proptest::prelude::*;
use std::time::Duration;
use tunnel::{
    Disturbance, Moment, Reason, State, Timing,
    state::{CanaryNumber, DialNumber, Effect, Event},
};

/// What happens, before it is known which dial and canary are the last.
#[derive(Debug, Clone, Copy)]
enum Happens {
    On,
    Off,
    Up {
        back: u64,
    },
    Ended {
        back: u64,
        held: bool,
    },
    Seen {
        back: u64,
        ago_ms: u32,
    },
    Altered {
        back: u64,
    },
    Answered {
        back: u64,
    },
    Unsent {
        back: u64,
    },
    Verified {
        ago_ms: u32,
    },
    Disturbed(Disturbance),
    Sleeps,
    /// Both clocks go on.
    Passes {
        ms: u32,
    },
    /// The machine sleeps: the wall clock alone goes on.
    Slept {
        ms: u32,
    },
    /// The wall clock is set back.
    SetBack {
        ms: u32,
    },
    /// It is waited until something is due.
    Due,
}

fn happens() -> impl Strategy<Value = Happens> {
    let back = prop_oneof![4 => Just(0u64), 1 => 1..3u64];
    let disturbance = prop_oneof![
        Just(Disturbance::Woke),
        Just(Disturbance::RouteChanged),
        Just(Disturbance::ClockJumped),
        Just(Disturbance::Asked),
    ];
    prop_oneof![
        2 => Just(Happens::On),
        1 => Just(Happens::Off),
        6 => back.clone().prop_map(|back| Happens::Up { back }),
        3 => (back.clone(), any::<bool>()).prop_map(|(back, held)| Happens::Ended { back, held }),
        6 => (back.clone(), 0..5000u32).prop_map(|(back, ago_ms)| Happens::Seen { back, ago_ms }),
        1 => back.clone().prop_map(|back| Happens::Altered { back }),
        1 => back.clone().prop_map(|back| Happens::Answered { back }),
        1 => back.prop_map(|back| Happens::Unsent { back }),
        2 => (0..200_000u32).prop_map(|ago_ms| Happens::Verified { ago_ms }),
        2 => disturbance.prop_map(Happens::Disturbed),
        1 => Just(Happens::Sleeps),
        5 => (0..100_000u32).prop_map(|ms| Happens::Passes { ms }),
        3 => (0..500u32).prop_map(|ms| Happens::Passes { ms }),
        1 => (0..4_000_000u32).prop_map(|ms| Happens::Slept { ms }),
        1 => (0..4_000_000u32).prop_map(|ms| Happens::SetBack { ms }),
        6 => Just(Happens::Due),
    ]
}

/// What the effects so far amount to.
#[derive(Default)]
struct Seen {
    dial: u64,
    live: bool,
    canary: u64,
    dialled: Option<Moment>,
    /// Whether the wall clock was set back since, so that the time between looks shorter.
    set_back: bool,
}

impl Seen {
    fn dial(&self, back: u64) -> DialNumber {
        DialNumber(self.dial.saturating_sub(back))
    }

    fn canary(&self, back: u64) -> CanaryNumber {
        CanaryNumber(self.canary.saturating_sub(back))
    }

    fn event(&mut self, what: Happens, set: &mut Set) -> Event {
        let ago = |ms: u32| {
            let mut at = set.now;
            at.wall_ms -= i64::from(ms);
            at.steady = at.steady.saturating_sub(Duration::from_millis(ms.into()));
            at
        };
        match what {
            Happens::On => Event::TurnOn,
            Happens::Off => Event::TurnOff,
            Happens::Up { back } => Event::Up {
                dial: self.dial(back),
                url: url(),
            },
            Happens::Ended { back, held } => Event::Ended {
                dial: self.dial(back),
                reason: if held {
                    Reason::PortHeld { port: 1 }
                } else {
                    ended()
                },
            },
            Happens::Seen { back, ago_ms } => Event::CanarySeen {
                canary: self.canary(back),
                at: ago(ago_ms),
            },
            Happens::Altered { back } => Event::CanaryAltered {
                canary: self.canary(back),
            },
            Happens::Answered { back } => Event::CanaryAnswered {
                canary: self.canary(back),
                status: 200,
            },
            Happens::Unsent { back } => Event::CanaryUnsent {
                canary: self.canary(back),
                detail: String::new(),
            },
            Happens::Verified { ago_ms } => Event::Verified { at: ago(ago_ms) },
            Happens::Disturbed(disturbance) => Event::Disturbed(disturbance),
            Happens::Sleeps => Event::Sleeps,
            Happens::Passes { ms } => {
                set.now.wall_ms += i64::from(ms);
                set.now.steady += Duration::from_millis(ms.into());
                Event::Tick
            }
            Happens::Slept { ms } => {
                set.now.wall_ms += i64::from(ms);
                Event::Tick
            }
            Happens::SetBack { ms } => {
                set.now.wall_ms -= i64::from(ms);
                self.set_back = true;
                Event::Tick
            }
            Happens::Due => {
                if let Some(due) = set.machine.due() {
                    let wait = due.saturating_sub(set.now.steady);
                    set.now.steady += wait;
                    set.now.wall_ms += i64::try_from(wait.as_millis()).unwrap();
                }
                Event::Tick
            }
        }
    }

    /// One session at a time, each dial after the end of the one before and not too soon.
    fn take(&mut self, effects: Vec<Effect>, event: &Event, set: &Set) {
        if let Event::Ended { dial, .. } = event
            && dial.0 == self.dial
        {
            self.live = false;
        }
        for effect in effects {
            match effect {
                Effect::Dial(dial) => {
                    assert!(!self.live, "two sessions at once");
                    assert_eq!(dial.0, self.dial + 1);
                    let apart = Timing::default().redial_apart;
                    if let Some(dialled) = self.dialled
                        && *event != Event::TurnOn
                        && !self.set_back
                    {
                        assert!(set.now.since(dialled) >= apart, "too soon");
                    }
                    self.dial = dial.0;
                    self.dialled = Some(set.now);
                    self.set_back = false;
                    self.live = true;
                }
                Effect::HangUp(dial) => {
                    assert!(self.live && dial.0 == self.dial, "nothing to hang up");
                    self.live = false;
                }
                Effect::SendCanary { canary, .. } => {
                    assert!(self.live, "a canary without a session");
                    assert_eq!(canary.0, self.canary + 1);
                    self.canary = canary.0;
                }
            }
        }
    }
}

fn holds(set: &Set, seen: &Seen) {
    let now = set.now;
    let fresh = Timing::default().proof_fresh;
    let proof = set.machine.last_proof();
    let unproven = set.machine.unproven_since();
    let due = set.machine.due();
    match set.machine.state() {
        State::Off => {
            assert!(!seen.live && due.is_none() && unproven.is_none());
            return;
        }
        State::Proven { .. } => {
            assert!(seen.live && unproven.is_none());
            assert!(now.since(proof.unwrap()) < fresh, "proven by an old proof");
        }
        State::Connecting { .. } => assert!(seen.live && unproven.is_some()),
        State::SessionUp { .. } => assert!(seen.live && unproven.is_some()),
        State::Stale { .. } => {
            assert!(seen.live && unproven == proof);
        }
        State::Failing { session_up, .. } => {
            assert!(unproven.is_some());
            assert_eq!(seen.live, *session_up);
        }
    }
    assert!(
        due.is_some_and(|due| due > now.steady),
        "it waits for nothing: {due:?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 256,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn one_session_at_a_time_nothing_proven_without_a_fresh_proof_and_always_a_next_step(
        course in proptest::collection::vec((happens(), 0..1000u16), 1..80)
    ) {
        let mut set = Set::new();
        let mut seen = Seen::default();
        for (what, jitter) in course {
            let event = seen.event(what, &mut set);
            let effects = set.machine.step(event.clone(), set.now, jitter);
            seen.take(effects, &event, &set);
            holds(&set, &seen);
        }
    }

    #[test]
    fn what_an_older_session_or_canary_says_changes_nothing(
        course in proptest::collection::vec(happens(), 1..60), back in 1..3u64
    ) {
        let mut set = Set::new();
        let mut seen = Seen::default();
        for what in course {
            let event = seen.event(what, &mut set);
            let effects = set.machine.step(event.clone(), set.now, 0);
            seen.take(effects, &event, &set);
        }
        let before = (set.machine.state().clone(), set.machine.last_proof());
        for what in [
            Happens::Up { back },
            Happens::Ended { back, held: false },
            Happens::Seen { back, ago_ms: 0 },
            Happens::Altered { back },
            Happens::Unsent { back },
        ] {
            let event = seen.event(what, &mut set);
            prop_assert_eq!(set.step(event), vec![]);
        }
        prop_assert_eq!((set.machine.state().clone(), set.machine.last_proof()), before);
    }
}
