//! Sending: the day's deliveries at a rate, and others when they are asked for, told line by line.

use crate::{
    Deliveries, Delivery, Mode, Rate, SimulatorError, Target,
    behind::{Answered, Asked, Behind, Errand, Posted},
    day::Events,
    mode::Pace,
    post::{client, post},
    steer::{COMMANDS_WAITING_MAX, Command, Sent, Told, command},
};
use domain::Clock;
use std::{collections::VecDeque, io, num::NonZeroU64, sync::Arc};
use tokio::{
    sync::mpsc,
    task::JoinSet,
    time::{Interval, MissedTickBehavior, interval},
};

/// How many slow deliveries may be under way at once. Others do not wait for them until then.
const SLOW_MAX: usize = 32;

/// What is sent, and how quickly.
#[derive(Debug, Clone)]
pub struct Plan {
    /// How many a second.
    pub rate: Rate,
    /// How many in all; none for no end. What goes before another, as a duplicate's first, does not
    /// count.
    pub count: Option<u64>,
    /// How many at once at the start, before the rate holds.
    pub first_burst: u64,
    /// Whether the day stands still until it is told to go on.
    pub paused: bool,
}

/// What a sender is asked while it runs.
#[derive(Debug)]
pub struct Wishes {
    /// The lines of the input.
    pub lines: mpsc::Receiver<Result<String, String>>,
    /// What is to be sent beside the day's deliveries.
    pub errands: mpsc::UnboundedReceiver<Errand>,
}

/// Sends until the plan's count is reached, and does what the lines of the input and the errands
/// say. While there is nowhere to send to, the day stands still and errands are dropped.
///
/// # Errors
/// [`SimulatorError`] if nobody listens for longer than what is behind it bears, or what was sent
/// can't be told. A delivery whose answer is lost is told so, and not sent again.
pub async fn send<E: Events, B: Behind>(
    plan: Plan,
    deliveries: Deliveries<E>,
    behind: Arc<B>,
    mut wishes: Wishes,
    clock: &dyn Clock,
    mut tell: impl FnMut(&Told) -> io::Result<()>,
) -> Result<(), SimulatorError> {
    let mut tell = |told: &Told| tell(told).map_err(SimulatorError::Output);
    let mut sender = Sender {
        client: client()?,
        ticks: ticks(plan.rate),
        plan,
        deliveries,
        behind,
        wanted: VecDeque::new(),
        sent: 0,
        slow: JoinSet::new(),
    };
    tell(&Told::Ready)?;
    while sender.is_to_go_on() {
        let may_send = sender.slow.len() < SLOW_MAX;
        let has_target = sender.behind.target().is_some();
        let mode = tokio::select! {
            biased;
            Some(line) = wishes.lines.recv() => {
                tell(&sender.take(line))?;
                continue;
            }
            Some(done) = sender.slow.join_next() => {
                tell(&Told::Sent(done.map_err(SimulatorError::Task)??))?;
                continue;
            }
            Some(errand) = wishes.errands.recv(), if may_send => {
                if let Some(sent) = sender.run(errand).await? {
                    tell(&Told::Sent(sent))?;
                }
                continue;
            }
            () = std::future::ready(()), if may_send && has_target && sender.is_due_at_once() => {
                sender.next_wanted()
            }
            _ = sender.ticks.tick(), if may_send && has_target && !sender.plan.paused => None,
            // It is over when the input is closed, which is not seen here.
            else => std::future::pending().await,
        };
        let turn = match mode {
            Some(mode) => sender.deliveries.in_mode(mode, clock.now())?,
            None => sender.deliveries.next(clock.now())?,
        };
        sender.sent = sender.sent.saturating_add(1);
        let mut uuid = String::new();
        for delivery in turn {
            // A duplicate has the very headers of the one before it.
            if delivery.mode != Mode::Duplicate {
                uuid = request_uuid()?;
            }
            let parcel = Parcel::of(delivery, uuid.clone());
            if let Some(sent) = sender.post(parcel).await? {
                tell(&Told::Sent(sent))?;
            }
        }
    }
    while let Some(done) = sender.slow.join_next().await {
        tell(&Told::Sent(done.map_err(SimulatorError::Task)??))?;
    }
    Ok(())
}

/// A delivery on its way.
struct Parcel {
    delivery: Delivery,
    uuid: String,
    target: Option<Target>,
    errand: Option<u64>,
    replay_of: Option<String>,
}

impl Parcel {
    const fn of(delivery: Delivery, uuid: String) -> Self {
        Self {
            delivery,
            uuid,
            target: None,
            errand: None,
            replay_of: None,
        }
    }
}

struct Sender<E, B> {
    client: reqwest::Client,
    plan: Plan,
    deliveries: Deliveries<E>,
    behind: Arc<B>,
    ticks: Interval,
    /// What commands asked for, oldest first; none of 0.
    wanted: VecDeque<(Mode, u32)>,
    sent: u64,
    slow: JoinSet<Result<Sent, SimulatorError>>,
}

impl<E: Events, B: Behind> Sender<E, B> {
    fn is_to_go_on(&self) -> bool {
        self.plan.count.is_none_or(|count| self.sent < count)
    }

    fn is_due_at_once(&self) -> bool {
        let is_in_burst = self.sent < self.plan.first_burst && !self.plan.paused;
        !self.wanted.is_empty() || is_in_burst
    }

    /// What a command asked for; none if it is the day's turn.
    fn next_wanted(&mut self) -> Option<Mode> {
        let (mode, left) = self.wanted.pop_front()?;
        if left > 1 {
            self.wanted.push_front((mode, left.saturating_sub(1)));
        }
        Some(mode)
    }

    /// Does what a line says, and tells so.
    fn take(&mut self, line: Result<String, String>) -> Told {
        match line.and_then(|line| command(&line)) {
            Ok(Command::Send { .. }) if self.wanted.len() >= COMMANDS_WAITING_MAX => {
                let why = format!("{COMMANDS_WAITING_MAX} commands to send wait already");
                Told::Refused { why }
            }
            Ok(command) => {
                self.obey(&command);
                Told::Taken { command }
            }
            Err(why) => Told::Refused { why },
        }
    }

    fn obey(&mut self, command: &Command) {
        match command {
            Command::Send { mode, count } => self.wanted.push_back((*mode, count.get())),
            Command::Pause {} => self.plan.paused = true,
            Command::Resume {} => self.plan.paused = false,
            Command::Rate { per_second } => {
                self.ticks = ticks(*per_second);
                self.ticks.reset();
            }
            Command::Modes { modes } => self.deliveries.take_turns(modes.clone()),
            Command::Forge { every } => self.deliveries.forge(NonZeroU64::new(*every)),
        }
    }

    /// Sends what an errand asks for.
    async fn run(&mut self, errand: Errand) -> Result<Option<Sent>, SimulatorError> {
        let (delivery, replay_of) = match errand.what {
            Asked::Look => return Ok(None),
            Asked::Announce(event) => (self.deliveries.announce(event)?, None),
            Asked::Pretend(event) => (self.deliveries.pretend(&event)?, None),
            Asked::Repeat { delivery, uuid } => {
                let delivery = Delivery {
                    mode: Mode::Replay,
                    ..*delivery
                };
                (delivery, Some(uuid))
            }
        };
        let parcel = Parcel {
            target: errand.target,
            errand: Some(errand.number),
            replay_of,
            ..Parcel::of(delivery, request_uuid()?)
        };
        self.post(parcel).await
    }

    /// Posts a delivery. A slow one goes its own way, so that the others need not wait for it.
    async fn post(&mut self, parcel: Parcel) -> Result<Option<Sent>, SimulatorError> {
        let is_slow = parcel.delivery.mode.pace() != Pace::AtOnce;
        let (client, behind) = (self.client.clone(), Arc::clone(&self.behind));
        let Some(target) = parcel.target.clone().or_else(|| behind.target()) else {
            if let Some(errand) = parcel.errand {
                behind.dropped(errand);
            }
            return Ok(None);
        };
        let answered = async move {
            behind.kept().await;
            let Parcel { delivery, uuid, .. } = &parcel;
            let answer = post(&client, &target, delivery, uuid, behind.patience()).await?;
            let told = told(delivery.clone(), uuid.clone(), &answer);
            behind.posted(Posted {
                uuid: parcel.uuid,
                delivery: parcel.delivery,
                errand: parcel.errand,
                replay_of: parcel.replay_of,
                answer,
            });
            Ok(told)
        };
        if is_slow {
            self.slow.spawn(answered);
            return Ok(None);
        }
        answered.await.map(Some)
    }
}

/// Ticks at a rate, the first at once.
fn ticks(rate: Rate) -> Interval {
    let mut ticks = interval(rate.pause());
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ticks
}

/// A random UUID, as the partner's request ids are.
fn request_uuid() -> Result<String, SimulatorError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(SimulatorError::Random)?;
    Ok(uuid::Builder::from_random_bytes(bytes)
        .into_uuid()
        .to_string())
}

fn told(delivery: Delivery, uuid: String, answer: &Result<Answered, String>) -> Sent {
    let (answer, failure) = match answer {
        Ok(answer) => (Some(answer.status), None),
        Err(why) => (None, Some(why.clone())),
    };
    Sent {
        uuid,
        mode: delivery.mode,
        event: delivery.event,
        subject: delivery.subject,
        status: delivery.status,
        fields: delivery.fields,
        answer,
        failure,
    }
}
