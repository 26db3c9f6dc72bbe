//! The state machine, step by step.

use std::time::Duration;
use tunnel::{
    Disturbance, Machine, Moment, PublicUrl, Reason, State, Timing,
    state::{After, CanaryNumber, DialNumber, Effect, Event},
};

/// A machine with a clock that the test sets.
pub struct Set {
    pub machine: Machine,
    pub now: Moment,
}

pub fn url() -> PublicUrl {
    PublicUrl::parse("https://in.example.com").unwrap()
}

pub fn ended() -> Reason {
    Reason::SessionEnded {
        detail: "cut".to_owned(),
    }
}

impl Set {
    pub fn new() -> Self {
        Self {
            machine: Machine::new(Timing::default()),
            now: Moment {
                wall_ms: 1_000_000,
                steady: Duration::from_secs(1000),
            },
        }
    }

    fn on() -> Self {
        let mut set = Self::new();
        assert_eq!(set.step(Event::TurnOn), [Effect::Dial(DialNumber(1))]);
        set
    }

    /// Up, with its first canary out.
    fn up() -> Self {
        let mut set = Self::on();
        set.pass(3000);
        let effects = set.step(Event::Up {
            dial: DialNumber(1),
            url: url(),
        });
        assert_eq!(effects, [canary(1)]);
        set
    }

    fn proven() -> Self {
        let mut set = Self::up();
        set.see(1);
        assert_eq!(set.word(), "proven");
        set
    }

    pub fn step(&mut self, event: Event) -> Vec<Effect> {
        self.machine.step(event, self.now, 0)
    }

    /// Both clocks go on, and nothing else happens.
    pub fn pass(&mut self, ms: u32) -> Vec<Effect> {
        self.now.wall_ms += i64::from(ms);
        self.now.steady += Duration::from_millis(u64::from(ms));
        self.step(Event::Tick)
    }

    fn see(&mut self, number: u64) {
        let effects = self.step(Event::CanarySeen {
            canary: CanaryNumber(number),
            at: self.now,
        });
        assert_eq!(effects, []);
    }

    fn word(&self) -> &'static str {
        self.machine.state().word()
    }
}

fn canary(number: u64) -> Effect {
    Effect::SendCanary {
        canary: CanaryNumber(number),
        url: url(),
    }
}

fn redial(dial: u64) -> [Effect; 2] {
    [
        Effect::HangUp(DialNumber(dial - 1)),
        Effect::Dial(DialNumber(dial)),
    ]
}

#[test]
fn a_session_alone_proves_nothing_and_a_canary_that_was_seen_does() {
    let mut set = Set::up();
    assert_eq!(set.word(), "session_up");
    let effects = set.step(Event::CanaryAnswered {
        canary: CanaryNumber(1),
        status: 200,
    });
    assert_eq!(
        (effects, set.word()),
        (vec![], "session_up"),
        "anybody answers"
    );
    set.see(1);
    assert_eq!(set.word(), "proven");
    assert_eq!(set.machine.last_proof(), Some(set.now));
    assert_eq!(set.pass(29_999), []);
    assert_eq!(set.pass(1), [canary(2)], "every 30 s");
}

#[test]
fn a_canary_that_is_not_seen_in_ten_seconds_is_dialled_again_at_once() {
    let mut set = Set::proven();
    let proof = set.now;
    assert_eq!(set.pass(30_000), [canary(2)]);
    assert_eq!(set.pass(9_999), []);
    assert_eq!(set.pass(1), redial(2));
    let after = After::Failed(Reason::CanaryUnseen {
        seconds: 10,
        status: None,
    });
    assert_eq!(
        set.machine.state(),
        &State::Connecting {
            since: set.now,
            attempt: 1,
            after
        }
    );
    assert_eq!(
        set.machine.unproven_since(),
        Some(proof),
        "from the proof on"
    );
}

#[test]
fn a_session_that_settles_is_tried_each_second_and_given_up_after_fifteen() {
    let mut set = Set::up();
    for number in 1..=15 {
        // At once refused, then answered by someone on the way.
        let canary_out = CanaryNumber(number);
        let told = if number % 2 == 0 {
            Event::CanaryAnswered {
                canary: canary_out,
                status: 502,
            }
        } else {
            Event::CanaryUnsent {
                canary: canary_out,
                detail: String::new(),
            }
        };
        assert_eq!(set.step(told), []);
        assert_eq!(set.word(), "session_up");
        assert_eq!(set.pass(999), []);
        assert_eq!(set.pass(1), [canary(number + 1)]);
    }
    let effects = set.step(Event::CanaryUnsent {
        canary: CanaryNumber(16),
        detail: String::new(),
    });
    assert_eq!(effects, redial(2));
}

#[test]
fn a_session_that_was_proven_has_settled() {
    let mut set = Set::proven();
    set.pass(30_000);
    let effects = set.step(Event::CanaryUnsent {
        canary: CanaryNumber(2),
        detail: String::new(),
    });
    assert_eq!(effects, redial(2));
}

#[test]
fn while_only_canaries_fail_the_session_stays_up_between_dials_that_come_further_and_further_apart()
{
    let mut set = Set::up();
    let mut dial = 1;
    let mut waits = Vec::new();
    for number in 1..10 {
        set.pass(10_000 - 1);
        let mut effects = set.pass(1);
        if effects.is_empty() {
            let State::Failing {
                next_try: Some(next),
                session_up: true,
                ..
            } = *set.machine.state()
            else {
                panic!("{:?}", set.machine.state());
            };
            let wait = next - set.now.steady;
            waits.push(wait.as_secs());
            effects = set.pass(u32::try_from(wait.as_millis()).unwrap());
        } else {
            waits.push(0);
        }
        dial += 1;
        assert_eq!(effects, redial(dial));
        let up = Event::Up {
            dial: DialNumber(dial),
            url: url(),
        };
        assert_eq!(set.step(up), [canary(number + 1)]);
    }
    assert_eq!(waits, [0, 1, 2, 4, 8, 16, 32, 60, 60]);
}

#[test]
fn a_delivery_that_is_verified_proves_the_session_too_also_while_canaries_fail() {
    let mut set = Set::up();
    set.pass(10_000);
    set.step(Event::Up {
        dial: DialNumber(2),
        url: url(),
    });
    set.pass(10_000);
    assert_eq!(set.word(), "failing");
    let effects = set.step(Event::Verified { at: set.now });
    assert_eq!((effects, set.word()), (vec![canary(3)], "proven"));
}

#[test]
fn what_came_before_the_session_says_nothing_of_it() {
    let mut set = Set::on();
    let before = set.now;
    set.pass(5);
    set.step(Event::Up {
        dial: DialNumber(1),
        url: url(),
    });
    set.step(Event::Verified { at: before });
    assert_eq!(set.word(), "session_up");
    assert_eq!(set.machine.last_proof(), Some(before), "though it did come");
}

#[test]
fn a_proof_that_is_ninety_seconds_old_is_stale() {
    let mut set = Set::proven();
    let proof = set.now;
    // A canary that is seen late keeps others from being sent; here the next is out all the while.
    set.now.wall_ms += 89_999;
    assert_eq!(set.step(Event::Tick), []);
    assert_eq!(set.word(), "proven");
    set.now.wall_ms += 1;
    set.step(Event::Tick);
    assert_eq!(
        set.word(),
        "stale",
        "by the wall clock alone: the machine slept"
    );
    assert_eq!(set.machine.unproven_since(), Some(proof));
}

#[test]
fn a_dropped_session_is_dialled_again_at_once() {
    let mut set = Set::proven();
    set.pass(20_000);
    let effects = set.step(Event::Ended {
        dial: DialNumber(1),
        reason: ended(),
    });
    assert_eq!(effects, [Effect::Dial(DialNumber(2))]);
    assert_eq!(set.word(), "connecting");
}

#[test]
fn a_dial_that_hangs_is_given_up() {
    let mut set = Set::on();
    assert_eq!(set.pass(29_999), []);
    assert_eq!(set.pass(1), redial(2));
}

#[test]
fn waking_up_on_another_network_dials_once_though_three_things_tell_of_it() {
    let mut set = Set::proven();
    set.now.wall_ms += 3_600_000;
    let woke = set.step(Event::Disturbed(Disturbance::Woke));
    assert_eq!(woke, redial(2));
    assert_eq!(set.pass(100), []);
    assert_eq!(set.step(Event::Disturbed(Disturbance::ClockJumped)), []);
    set.step(Event::Up {
        dial: DialNumber(2),
        url: url(),
    });
    assert_eq!(set.step(Event::Disturbed(Disturbance::RouteChanged)), []);
    set.pass(100);
    set.see(2);
    assert_eq!(set.pass(5_000), [], "the proof came after all three");
}

#[test]
fn a_disturbance_of_a_fresh_dial_that_is_not_proven_dials_again_two_seconds_after_it() {
    let mut set = Set::on();
    assert_eq!(set.pass(500), []);
    assert_eq!(set.step(Event::Disturbed(Disturbance::RouteChanged)), []);
    assert_eq!(set.pass(1_499), []);
    assert_eq!(set.pass(1), redial(2));
}

#[test]
fn before_sleep_the_session_is_hung_up_and_waking_up_dials() {
    let mut set = Set::proven();
    let slept = set.step(Event::Sleeps);
    assert_eq!(slept, [Effect::HangUp(DialNumber(1))]);
    let State::Failing { reason, .. } = set.machine.state() else {
        panic!("{:?}", set.machine.state());
    };
    assert_eq!(*reason, Reason::Asleep);
    set.now.wall_ms += 60_000;
    let woke = set.step(Event::Disturbed(Disturbance::Woke));
    assert_eq!(woke, [Effect::Dial(DialNumber(2))]);
}

#[test]
fn a_host_key_that_nobody_confirmed_waits_for_a_person() {
    let key = tunnel::HostKey::parse(crate::ssh_server::ANY_KEY);
    let mut set = Set::on();
    let effects = set.step(Event::Ended {
        dial: DialNumber(1),
        reason: Reason::HostKeyUnknown { key: key.unwrap() },
    });
    assert_eq!((effects, set.machine.due()), (vec![], None));
    assert_eq!(set.pass(600_000), []);
}

#[test]
fn a_port_that_is_held_is_asked_for_again_within_five_seconds() {
    let mut set = Set::on();
    let mut longest = Duration::ZERO;
    for dial in 1..12 {
        set.step(Event::Ended {
            dial: DialNumber(dial),
            reason: Reason::PortHeld { port: 4022 },
        });
        let wait = set.machine.due().unwrap() - set.now.steady;
        longest = longest.max(wait);
        let wait = u32::try_from(wait.as_millis()).unwrap();
        assert_eq!(set.pass(wait), [Effect::Dial(DialNumber(dial + 1))]);
    }
    assert_eq!(longest, Duration::from_secs(5));
}

#[test]
fn a_canary_that_comes_altered_fails() {
    let mut set = Set::proven();
    assert_eq!(set.pass(30_000), [canary(2)]);
    let effects = set.step(Event::CanaryAltered {
        canary: CanaryNumber(2),
    });
    assert_eq!(effects, redial(2));
}

#[test]
fn a_canary_that_is_seen_too_late_does_not_count() {
    let mut set = Set::proven();
    let proof = set.machine.last_proof();
    set.pass(30_000);
    set.pass(10_000);
    set.see(2);
    assert_eq!(set.machine.last_proof(), proof);
    assert_eq!(set.word(), "connecting");
}

#[test]
fn turned_off_it_hangs_up_and_wants_nothing_more() {
    let mut set = Set::proven();
    assert_eq!(set.step(Event::TurnOff), [Effect::HangUp(DialNumber(1))]);
    assert_eq!((set.word(), set.machine.due()), ("off", None));
    assert_eq!(set.machine.unproven_since(), None);
    assert_eq!(set.step(Event::Disturbed(Disturbance::Woke)), []);
    assert_eq!(set.step(Event::TurnOn), [Effect::Dial(DialNumber(2))]);
}
