//! The state machine of a tunnel: pure, its instants are given from outside.

use crate::{
    Moment, PublicUrl, Reason, Timing,
    state::{After, CanaryNumber, DialNumber, Effect, Event, State},
    timing::backoff,
};
use std::time::Duration;

/// Where the canary is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Canary {
    /// None is wanted.
    Idle,
    /// The next one goes out at this time of the steady clock.
    Due(Duration),
    /// One is on its way.
    Out {
        number: CanaryNumber,
        sent: Moment,
        /// The HTTP status that came back, and when.
        answered: Option<(u16, Moment)>,
    },
}

/// A session that is up.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Session {
    url: PublicUrl,
    since: Moment,
    /// Whether anything came through it yet.
    proven: bool,
}

/// A redial that waits for its distance from the last dial.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Redial {
    due: Duration,
    asked: Moment,
    after: After,
}

/// The state machine of a tunnel. It does nothing itself: each step returns what is to be done.
#[derive(Debug, Clone)]
pub struct Machine {
    timing: Timing,
    state: State,
    /// The last dial, and whether its provider is still at work.
    dial: DialNumber,
    dialled: Moment,
    at_work: bool,
    session: Option<Session>,
    /// Dials since the last proof.
    attempt: u32,
    canary: Canary,
    canaries: CanaryNumber,
    redial: Option<Redial>,
    last_proof: Option<Moment>,
    unproven_since: Option<Moment>,
    effects: Vec<Effect>,
}

impl Machine {
    /// A tunnel that is off.
    #[must_use]
    pub fn new(timing: Timing) -> Self {
        Self {
            timing,
            state: State::Off,
            dial: DialNumber(0),
            dialled: Moment::default(),
            at_work: false,
            session: None,
            attempt: 0,
            canary: Canary::Idle,
            canaries: CanaryNumber(0),
            redial: None,
            last_proof: None,
            unproven_since: None,
            effects: Vec::new(),
        }
    }

    /// What it is now.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// When a delivery or a canary last was seen to come through.
    #[must_use]
    pub const fn last_proof(&self) -> Option<Moment> {
        self.last_proof
    }

    /// Since when a delivery might not have come through: the last proof before, or when it was
    /// turned on. None while it is proven or off.
    #[must_use]
    pub const fn unproven_since(&self) -> Option<Moment> {
        self.unproven_since
    }

    /// The time of the steady clock at which a [`Event::Tick`] does something, if nothing else
    /// happens before.
    #[must_use]
    pub fn due(&self) -> Option<Duration> {
        let canary = match self.canary {
            Canary::Idle => None,
            Canary::Due(due) => Some(due),
            Canary::Out { sent, answered, .. } => {
                let timeout = sent.steady + self.timing.canary_timeout;
                let next = answered
                    .filter(|(_, at)| self.is_settling(*at))
                    .map(|(_, at)| at.steady + self.timing.settle_canary_every);
                Some(next.map_or(timeout, |next| next.min(timeout)))
            }
        };
        let state = match &self.state {
            State::Connecting { since, .. } => Some(since.steady + self.timing.dial_timeout),
            State::Failing { next_try, .. } => *next_try,
            State::Proven { .. } => self
                .last_proof
                .map(|proof| proof.steady + self.timing.proof_fresh),
            State::Off | State::SessionUp { .. } | State::Stale { .. } => None,
        };
        let redial = self.redial.as_ref().map(|redial| redial.due);
        [canary, state, redial].into_iter().flatten().min()
    }

    /// Takes one event in. `jitter` is chance from outside, 0 to 1000.
    pub fn step(&mut self, event: Event, now: Moment, jitter: u16) -> Vec<Effect> {
        self.take(event, now, jitter);
        self.pass(now, jitter);
        std::mem::take(&mut self.effects)
    }

    fn take(&mut self, event: Event, now: Moment, jitter: u16) {
        let wanted = self.state != State::Off;
        match event {
            Event::TurnOn if !wanted => {
                self.attempt = 0;
                self.unproven_since = Some(now);
                self.dial(After::TurnedOn, now);
            }
            Event::TurnOff if wanted => {
                self.hang_up();
                self.unproven_since = None;
                self.state = State::Off;
            }
            Event::Up { dial, url } if self.is_connecting(dial) => {
                self.canary = Canary::Due(now.steady);
                self.session = Some(Session {
                    url: url.clone(),
                    since: now,
                    proven: false,
                });
                self.state = State::SessionUp { since: now, url };
            }
            Event::Ended { dial, reason } if self.at_work && dial == self.dial => {
                self.at_work = false;
                self.session = None;
                self.fail(reason, now, jitter);
            }
            Event::CanarySeen { canary, at } => self.canary_seen(canary, at, now),
            Event::CanaryAltered { canary } if self.is_out(canary) => {
                self.fail(Reason::CanaryAltered, now, jitter);
            }
            Event::CanaryAnswered { canary, status } => {
                if let Canary::Out {
                    number, answered, ..
                } = &mut self.canary
                    && *number == canary
                {
                    *answered = Some((status, now));
                }
            }
            Event::CanaryUnsent { canary, detail } if self.is_out(canary) => {
                if self.is_settling(now) {
                    self.canary = Canary::Due(now.steady + self.timing.settle_canary_every);
                } else {
                    self.fail(Reason::CanaryUnsent { detail }, now, jitter);
                }
            }
            Event::Verified { at } => self.proof(at, now),
            Event::Disturbed(disturbance) if wanted => {
                self.disturb(After::Disturbed(disturbance), now);
            }
            Event::Sleeps if wanted => {
                self.hang_up();
                let next_try = Some(now.steady + self.timing.sleep_wait);
                self.failing(Reason::Asleep, next_try, now);
            }
            // What belongs to a dial or a canary that was given up, and what changes nothing.
            Event::TurnOn
            | Event::TurnOff
            | Event::Up { .. }
            | Event::Ended { .. }
            | Event::CanaryAltered { .. }
            | Event::CanaryUnsent { .. }
            | Event::Disturbed(_)
            | Event::Sleeps
            | Event::Tick => {}
        }
    }

    /// What time alone brings about.
    fn pass(&mut self, now: Moment, jitter: u16) {
        if let Some(redial) = self.redial.take_if(|redial| redial.due <= now.steady) {
            self.dial(redial.after, now);
        }
        match &self.state {
            State::Connecting { .. } if now.since(self.dialled) >= self.timing.dial_timeout => {
                let seconds = self.timing.dial_timeout.as_secs();
                self.hang_up();
                self.fail(Reason::DialTimedOut { seconds }, now, jitter);
            }
            State::Failing {
                next_try: Some(due),
                reason,
                ..
            } if *due <= now.steady => {
                let after = After::Failed(reason.clone());
                self.dial(after, now);
            }
            State::Proven { url, .. } if !self.is_fresh(now) => {
                self.unproven_since = self.last_proof;
                self.state = State::Stale {
                    since: now,
                    url: url.clone(),
                };
            }
            _ => {}
        }
        match self.canary {
            Canary::Out { sent, answered, .. } if now.since(sent) >= self.timing.canary_timeout => {
                let seconds = self.timing.canary_timeout.as_secs();
                let status = answered.map(|(status, _)| status);
                self.fail(Reason::CanaryUnseen { seconds, status }, now, jitter);
            }
            // Someone on the way answered since the way does not lead here yet.
            Canary::Out {
                answered: Some((_, at)),
                ..
            } if self.is_settling(at)
                && at.steady + self.timing.settle_canary_every <= now.steady =>
            {
                self.send_canary(now);
            }
            Canary::Due(due) if due <= now.steady => self.send_canary(now),
            _ => {}
        }
    }

    fn send_canary(&mut self, now: Moment) {
        let Some(session) = &self.session else {
            self.canary = Canary::Idle;
            return;
        };
        let number = CanaryNumber(self.canaries.0 + 1);
        self.canaries = number;
        self.canary = Canary::Out {
            number,
            sent: now,
            answered: None,
        };
        self.effects.push(Effect::SendCanary {
            canary: number,
            url: session.url.clone(),
        });
    }

    fn canary_seen(&mut self, canary: CanaryNumber, at: Moment, now: Moment) {
        if let Canary::Out { number, sent, .. } = self.canary
            && number == canary
        {
            self.canary = Canary::Due(sent.steady + self.timing.canary_every);
            self.proof(at, now);
        }
    }

    /// Something came through at `at`. What came before the session was up says nothing of it.
    fn proof(&mut self, at: Moment, now: Moment) {
        let at = if at.steady > now.steady { now } else { at };
        self.last_proof = Some(self.last_proof.map_or(at, |last| last.later(at)));
        let fresh = self.is_fresh(now);
        let Some(session) = &mut self.session else {
            return;
        };
        if at.steady < session.since.steady || !fresh {
            return;
        }
        session.proven = true;
        let url = session.url.clone();
        self.attempt = 0;
        self.unproven_since = None;
        if self
            .redial
            .as_ref()
            .is_some_and(|redial| redial.asked.steady <= at.steady)
        {
            self.redial = None;
        }
        if self.canary == Canary::Idle {
            self.canary = Canary::Due(now.steady);
        }
        if !self.state.is_proven() {
            self.state = State::Proven { since: at, url };
        }
    }

    /// It does not work. A first failure is dialled again at once, if the last dial is not just
    /// over; the next ones wait. A session that is up stays so while it is waited: deliveries may
    /// come through all the same.
    fn fail(&mut self, reason: Reason, now: Moment, jitter: u16) {
        self.canary = Canary::Idle;
        self.redial = None;
        if reason.waits_for_person() {
            self.failing(reason, None, now);
            return;
        }
        let timing = &self.timing;
        let mut wait = backoff(
            self.attempt,
            timing.backoff_first,
            timing.backoff_max,
            jitter,
        );
        if matches!(reason, Reason::PortHeld { .. }) {
            wait = wait.min(timing.port_held_wait_max);
        }
        let apart = timing.redial_apart.saturating_sub(now.since(self.dialled));
        let wait = wait.max(apart);
        self.attempt = self.attempt.saturating_add(1);
        if wait.is_zero() {
            self.dial(After::Failed(reason), now);
        } else {
            self.failing(reason, Some(now.steady + wait), now);
        }
    }

    fn failing(&mut self, reason: Reason, next_try: Option<Duration>, now: Moment) {
        self.not_proven(now);
        self.state = State::Failing {
            since: now,
            reason,
            next_try,
            session_up: self.session.is_some(),
        };
    }

    fn disturb(&mut self, after: After, now: Moment) {
        self.attempt = 0;
        if now.since(self.dialled) >= self.timing.redial_apart {
            self.dial(after, now);
            return;
        }
        // A proof that comes before the redial is due makes it needless.
        if self.session.is_some() && !matches!(self.canary, Canary::Out { .. }) {
            self.canary = Canary::Due(now.steady);
        }
        self.redial = Some(Redial {
            due: self.dialled.steady + self.timing.redial_apart,
            asked: now,
            after,
        });
    }

    fn dial(&mut self, after: After, now: Moment) {
        self.hang_up();
        self.not_proven(now);
        self.dial = DialNumber(self.dial.0 + 1);
        self.dialled = now;
        self.at_work = true;
        self.state = State::Connecting {
            since: now,
            attempt: self.attempt,
            after,
        };
        self.effects.push(Effect::Dial(self.dial));
    }

    /// Ends the session, and all that waits for it.
    fn hang_up(&mut self) {
        if self.at_work {
            self.effects.push(Effect::HangUp(self.dial));
        }
        self.at_work = false;
        self.session = None;
        self.canary = Canary::Idle;
        self.redial = None;
    }

    fn not_proven(&mut self, now: Moment) {
        if self.unproven_since.is_none() {
            self.unproven_since = Some(self.last_proof.unwrap_or(now));
        }
    }

    fn is_connecting(&self, dial: DialNumber) -> bool {
        self.at_work && dial == self.dial && matches!(self.state, State::Connecting { .. })
    }

    fn is_out(&self, canary: CanaryNumber) -> bool {
        matches!(self.canary, Canary::Out { number, .. } if number == canary)
    }

    /// Whether the session is so new that the outside may not know the way to it yet.
    fn is_settling(&self, now: Moment) -> bool {
        self.session
            .as_ref()
            .is_some_and(|session| !session.proven && now.since(session.since) < self.timing.settle)
    }

    fn is_fresh(&self, now: Moment) -> bool {
        self.last_proof
            .is_some_and(|proof| now.since(proof) < self.timing.proof_fresh)
    }
}
