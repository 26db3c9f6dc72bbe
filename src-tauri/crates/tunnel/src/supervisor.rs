//! The task that supervises a tunnel: it feeds the state machine and does what that says.

use crate::{
    CanaryShape, Disturbance, Line, Moment, Provider, PublicUrl,
    canary::{CanaryReport, Nest},
    canary_post::CanaryPost,
    clock_watch::ClockWatch,
    machine::Machine,
    power::{Power, PowerSignals},
    route_watch::{Route, RouteWatch},
    state::{CanaryNumber, DialNumber, Effect, Event, State},
    timing::{DRAIN_MAX, HANG_UP_TIMEOUT, LOOK_EVERY, Timing},
    tunnel::{Change, Clocks, TunnelParts, TunnelStatus},
};
use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::{mpsc, watch},
    task::JoinHandle,
    time::{MissedTickBehavior, interval, sleep, timeout},
};
use tokio_util::sync::CancellationToken;

/// How many events of sessions and canaries may wait; each has but a few.
const EVENTS_MAX: usize = 64;

/// What the handle asks for.
pub enum Order {
    /// Turn it on.
    TurnOn,
    /// Turn it off.
    TurnOff,
    /// The session became doubtful.
    Disturb(Disturbance),
}

/// A session's task, and how it is hung up.
struct Call {
    hung_up: CancellationToken,
    in_order: Arc<AtomicBool>,
    task: JoinHandle<()>,
}

/// The task that supervises a tunnel.
pub struct Supervisor {
    machine: Machine,
    provider: Arc<dyn Provider>,
    target: SocketAddr,
    shape: Arc<CanaryShape>,
    timing: Timing,
    clocks: Clocks,
    power: Option<PowerSignals>,
    nest: Nest,
    events: mpsc::Receiver<Event>,
    tell: mpsc::Sender<Event>,
    status: watch::Sender<TunnelStatus>,
    changes: mpsc::Sender<Change>,
    missed: u64,
    call: Option<Call>,
    post: Option<(PublicUrl, CanaryPost)>,
    posts: mpsc::Receiver<(PublicUrl, CanaryPost)>,
    posted: mpsc::Sender<(PublicUrl, CanaryPost)>,
}

impl Supervisor {
    /// A supervisor of a tunnel that is off, and what it tells of it.
    pub fn new(
        parts: TunnelParts,
        nest: Nest,
        changes: mpsc::Sender<Change>,
    ) -> (Self, watch::Receiver<TunnelStatus>) {
        let machine = Machine::new(parts.timing);
        let (status, seen) = watch::channel(status_of(&machine));
        let (tell, events) = mpsc::channel(EVENTS_MAX);
        let (posted, posts) = mpsc::channel(1);
        let supervisor = Self {
            machine,
            provider: parts.provider,
            target: parts.target,
            shape: Arc::new(parts.shape),
            timing: parts.timing,
            clocks: parts.clocks,
            power: Some(parts.power),
            nest,
            events,
            tell,
            status,
            changes,
            missed: 0,
            call: None,
            post: None,
            posts,
            posted,
        };
        (supervisor, seen)
    }

    /// Runs until nobody holds the handle any more.
    pub async fn run(mut self, mut orders: mpsc::Receiver<Order>) {
        let mut looks = interval(LOOK_EVERY);
        looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut clock_watch = ClockWatch::new(LOOK_EVERY, (self.clocks)());
        let mut route_watch = RouteWatch::new(Route::now());
        loop {
            let due = self.until_due();
            tokio::select! {
                order = orders.recv() => match order {
                    Some(Order::TurnOn) => self.step(Event::TurnOn),
                    Some(Order::TurnOff) => self.step(Event::TurnOff),
                    Some(Order::Disturb(disturbance)) => self.step(Event::Disturbed(disturbance)),
                    None => break,
                },
                Some(event) = self.events.recv() => self.step(event),
                Some(report) = self.nest.reports.recv() => self.step(seen(report)),
                Ok(()) = self.nest.verified.changed() => {
                    let last = *self.nest.verified.borrow_and_update();
                    if let Some(at) = last {
                        self.step(Event::Verified { at });
                    }
                }
                Some(post) = self.posts.recv() => self.post = Some(post),
                power = power(&mut self.power) => self.take_power(power).await,
                _ = looks.tick() => {
                    if clock_watch.jumped((self.clocks)()) {
                        self.step(Event::Disturbed(Disturbance::ClockJumped));
                    }
                    if route_watch.changed(Route::now()) {
                        self.step(Event::Disturbed(Disturbance::RouteChanged));
                    }
                }
                () = sleep(due) => self.step(Event::Tick),
            }
        }
        self.step(Event::TurnOff);
        if let Some(call) = self.call.take() {
            end(call).await;
        }
    }

    /// How long nothing happens by itself. No timer waits for longer than a look, since timers may
    /// stand still while the machine sleeps.
    fn until_due(&self) -> Duration {
        let now = (self.clocks)().steady;
        self.machine
            .due()
            .map_or(LOOK_EVERY, |due| due.saturating_sub(now).min(LOOK_EVERY))
    }

    async fn take_power(&mut self, power: Option<Power>) {
        match power {
            Some(Power::Sleeps(done)) => {
                self.step(Event::Sleeps);
                if let Some(call) = self.call.take() {
                    end(call).await;
                }
                // Nobody waits for it if it took too long.
                let _ = done.send(());
            }
            Some(Power::Woke) => self.step(Event::Disturbed(Disturbance::Woke)),
            None => self.power = None,
        }
    }

    fn step(&mut self, event: Event) {
        let now = (self.clocks)();
        let before = self.machine.state().clone();
        let in_order = event == Event::TurnOff;
        let effects = self.machine.step(event, now, fastrand::u16(0..=1000));
        for effect in effects {
            match effect {
                Effect::Dial(dial) => self.dial(dial),
                Effect::HangUp(_) => {
                    if let Some(call) = &self.call {
                        call.in_order.store(in_order, Ordering::SeqCst);
                        call.hung_up.cancel();
                    }
                }
                Effect::SendCanary { canary, url } => self.send_canary(canary, url),
            }
        }
        let status = status_of(&self.machine);
        // Whoever sees the new status finds its change told.
        if before != *self.machine.state() {
            self.write_down(now, status.clone());
        }
        self.status.send_if_modified(|told| {
            let modified = *told != status;
            *told = status;
            modified
        });
    }

    fn write_down(&mut self, at: Moment, status: TunnelStatus) {
        log(&status.state);
        let change = Change {
            at,
            status,
            missed: self.missed,
        };
        match self.changes.try_send(change) {
            Ok(()) => self.missed = 0,
            Err(mpsc::error::TrySendError::Full(_)) => self.missed += 1,
            // Nobody wants to know.
            Err(mpsc::error::TrySendError::Closed(_)) => {}
        }
    }

    fn dial(&mut self, dial: DialNumber) {
        let before = self.call.take();
        let provider = Arc::clone(&self.provider);
        let hung_up = CancellationToken::new();
        let in_order = Arc::default();
        let up = self.tell.clone();
        let line = Line::new(self.target, hung_up.clone(), move |url| {
            let told = up.try_send(Event::Up { dial, url });
            if let Err(error) = told {
                tracing::error!(%error, "a session that came up was not told");
            }
        })
        .in_order(Arc::clone(&in_order), DRAIN_MAX);
        let tell = self.tell.clone();
        let task = tokio::spawn(async move {
            // Two sessions at once would take the port from one another.
            if let Some(before) = before {
                end(before).await;
            }
            let reason = provider.hold(line).await;
            // Nobody listens once the tunnel has ended.
            drop(tell.send(Event::Ended { dial, reason }).await);
        });
        self.call = Some(Call {
            hung_up,
            in_order,
            task,
        });
    }

    fn send_canary(&mut self, canary: CanaryNumber, url: PublicUrl) {
        let shape = Arc::clone(&self.shape);
        let tell = self.tell.clone();
        let posted = self.posted.clone();
        let timeout = self.timing.canary_timeout;
        let ready = self.post.as_ref().filter(|(to, _)| *to == url).cloned();
        let id = self.nest.mint(canary);
        tokio::spawn(async move {
            let sent = async {
                let id = id.map_err(|error| error.to_string())?;
                let post = match ready {
                    Some((_, post)) => post,
                    None => make_post(url.clone(), timeout, &posted).await?,
                };
                let status = post.send(&url, &shape, &id).await;
                status.map_err(|unsent| unsent.to_string())
            };
            let event = match sent.await {
                Ok(status) => Event::CanaryAnswered { canary, status },
                Err(detail) => Event::CanaryUnsent { canary, detail },
            };
            // Nobody listens once the tunnel has ended.
            drop(tell.send(event).await);
        });
    }
}

/// Makes a client off the runtime's threads, and leaves it for the next canary.
async fn make_post(
    url: PublicUrl,
    timeout: Duration,
    posted: &mpsc::Sender<(PublicUrl, CanaryPost)>,
) -> Result<CanaryPost, String> {
    let to = url.clone();
    let made = tokio::task::spawn_blocking(move || CanaryPost::new(&to, timeout)).await;
    let post = made
        .map_err(|error| error.to_string())?
        .map_err(|error| error.to_string())?;
    // Where two were made the first is kept; either serves.
    drop(posted.try_send((url, post.clone())));
    Ok(post)
}

/// Hangs a session up and waits until nothing of it is left; one that does not end is dropped.
async fn end(mut call: Call) {
    call.hung_up.cancel();
    let limit = match call.in_order.load(Ordering::SeqCst) {
        true => HANG_UP_TIMEOUT.saturating_add(DRAIN_MAX),
        false => HANG_UP_TIMEOUT,
    };
    if timeout(limit, &mut call.task).await.is_err() {
        tracing::warn!("a session did not end when it was hung up");
        call.task.abort();
        // Aborted: what it returns says no more.
        drop(call.task.await);
    }
}

async fn power(signals: &mut Option<PowerSignals>) -> Option<Power> {
    match signals {
        Some(signals) => signals.recv().await,
        None => std::future::pending().await,
    }
}

fn seen(report: CanaryReport) -> Event {
    let canary = report.canary;
    if report.whole {
        Event::CanarySeen {
            canary,
            at: report.at,
        }
    } else {
        Event::CanaryAltered { canary }
    }
}

fn status_of(machine: &Machine) -> TunnelStatus {
    TunnelStatus {
        state: machine.state().clone(),
        last_proof: machine.last_proof(),
        unproven_since: machine.unproven_since(),
    }
}

fn log(state: &State) {
    match state {
        State::Failing { reason, .. } => {
            tracing::warn!(state = state.word(), reason = reason.word(), "the tunnel");
        }
        other => tracing::info!(state = other.word(), "the tunnel"),
    }
}
