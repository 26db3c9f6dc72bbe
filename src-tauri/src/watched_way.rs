//! The way in of an open profile: put in force as its settings say, watched over, and changed while
//! deliveries come.

mod attend;
mod outage;
mod provider;

pub use provider::{Refused, checked, platform_url};

use crate::{attention::Shown, events::Notices, profile_secrets::ProfileSecrets};
use ::way_in::{OtherWay, UrlMarker, WayIn, WayInParts};
use domain::{Clock, Millis, PlatformUrl, UrlTold};
use engine::{
    WaySetup, chain,
    way_in::{had_session, was_watched},
};
use ledger::Writer;
use provider::Ingredients;
use receiver::Arrivals;
use std::{
    net::SocketAddr,
    path::PathBuf,
    sync::{Arc, Mutex as Plain, MutexGuard, PoisonError, atomic::AtomicBool},
    time::Duration,
};
use tokio::sync::{Mutex, watch};
use tunnel::{
    Change, Disturbance, Moment, Provider, PublicUrl, State, Timing, TunnelStatus, power,
};

/// A person is told when nothing was proven for so long.
const TOLD_AFTER: Duration = Duration::from_secs(120);
/// How often a way in that could not be written down is tried again.
const AGAIN_AFTER: Duration = Duration::from_secs(30);
/// How many bytes of the ledger's own random ones mark its command's processes.
const MARK_BYTES: usize = 8;

/// The times by which ways in are watched over.
#[derive(Debug, Clone, Copy)]
pub struct WayTimes {
    /// Those of the tunnel.
    pub tunnel: Timing,
    /// How long it may be unproven before a person is told.
    pub told_after: Duration,
    /// How often what could not be written down is tried again.
    pub again_after: Duration,
}

impl Default for WayTimes {
    fn default() -> Self {
        Self {
            tunnel: Timing::default(),
            told_after: TOLD_AFTER,
            again_after: AGAIN_AFTER,
        }
    }
}

/// What a way in stands on.
pub struct Ground {
    /// The ledger.
    pub writer: Writer,
    /// The profile's folder.
    pub folder: PathBuf,
    /// The profile's secrets.
    pub secrets: Arc<ProfileSecrets>,
    /// The time: the receiver's own clock.
    pub clock: Arc<dyn Clock>,
    /// The way to the window, and out of it.
    pub notices: Notices,
    /// Whether the profile is on the screen.
    pub is_shown: Arc<AtomicBool>,
    /// Whom the receiver asks.
    pub arrivals: watch::Sender<Option<Arc<dyn Arrivals>>>,
    /// How the profile is called.
    pub name: Shown,
    /// The times.
    pub times: WayTimes,
}

/// Where the receiver is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Where it listens.
    pub target: SocketAddr,
    /// Its secret path.
    pub path: String,
}

/// Why a way in that is set up can't be dialled at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// There is no key for ssh.
    #[error("there is no key for the server yet: make one")]
    NoKey,
    /// There is no token for ngrok.
    #[error("there is no ngrok token yet: set one")]
    NoToken,
    /// The keyring can't be read.
    #[error("the key or token can't be read from the keyring: {0}")]
    Keyring(String),
    /// What the settings say can't be used.
    #[error("what is set up can't be used: {0}")]
    Unusable(String),
    /// It can't be written down.
    #[error("it can't be written down, so nothing is dialled: {0}")]
    NotWritten(String),
}

impl Problem {
    /// A stable word.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::NoKey => "no_key",
            Self::NoToken => "no_token",
            Self::Keyring(_) => "keyring",
            Self::Unusable(_) => "unusable",
            Self::NotWritten(_) => "not_written",
        }
    }
}

/// What is told of a way in.
#[derive(Clone, Default)]
pub struct Face {
    /// How it is set up; none if nothing is.
    pub setup: Option<WaySetup>,
    /// Why it can't be dialled at all, and since when.
    pub problem: Option<(Problem, Moment)>,
    /// The tunnel; none if there is none.
    pub status: Option<watch::Receiver<TunnelStatus>>,
    /// Where the outside last reached it.
    pub url: Option<PublicUrl>,
    /// What is known of the URL that the platform sends to; none if nothing is watched over.
    pub platform: Option<watch::Receiver<PlatformUrl>>,
    /// Tells a URL as entries do.
    pub marker: Option<UrlMarker>,
}

impl Face {
    /// What the tunnel is; none if there is none.
    #[must_use]
    pub fn tunnel(&self) -> Option<TunnelStatus> {
        let status = self.status.as_ref();
        status.map(|status| status.borrow().clone())
    }

    /// The URL at which it is proven, if that is not the one that the platform is known to have.
    #[must_use]
    pub fn elsewhere(&self) -> Option<UrlTold> {
        let wanted = self.setup.as_ref().is_some_and(|setup| setup.on);
        let status = self.tunnel().filter(|_| wanted && self.problem.is_none())?;
        let State::Proven { url, .. } = &status.state else {
            return None;
        };
        let url = self.marker.as_ref()?.told(url);
        let is_there = self.platform.as_ref()?.borrow().is(&url);
        (!is_there).then_some(url)
    }

    /// Whether it was said, or shown by a delivery, that the platform has this URL.
    #[must_use]
    pub fn is_said(&self, url: &PublicUrl) -> bool {
        let told = self.marker.as_ref().map(|marker| marker.told(url));
        let platform = self.platform.as_ref().map(|platform| platform.borrow());
        told.zip(platform)
            .is_some_and(|(url, platform)| platform.is_said(&url))
    }

    /// Since when a delivery might not have come through, of a way in that is wanted on.
    #[must_use]
    pub fn unproven_since(&self) -> Option<Moment> {
        let wanted = self.setup.as_ref().is_some_and(|setup| setup.on);
        match (&self.problem, self.tunnel()) {
            _ if !wanted => None,
            (Some((_, since)), _) => Some(*since),
            (None, Some(status)) => status.unproven_since,
            (None, None) => None,
        }
    }
}

/// The way in of an open profile.
pub struct WatchedWay {
    ground: Ground,
    held: Mutex<Held>,
    face: Arc<Plain<Face>>,
    changed: watch::Sender<()>,
}

/// What is in force.
struct Held {
    way_in: Option<WayIn>,
    setup: Option<WaySetup>,
    place: Place,
    // What it was made of: nothing is made anew for the same.
    made_of: Option<(Ingredients, Place)>,
    ended: bool,
}

impl WatchedWay {
    /// Of a receiver that listens there. Nothing is in force yet.
    #[must_use]
    pub fn new(ground: Ground, place: Place) -> Self {
        Self {
            ground,
            held: Mutex::new(Held {
                way_in: None,
                setup: None,
                place,
                made_of: None,
                ended: false,
            }),
            face: Arc::default(),
            changed: watch::Sender::new(()),
        }
    }

    /// What is told of it.
    #[must_use]
    pub fn face(&self) -> Face {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, Face> {
        self.face.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now(&self) -> Moment {
        moment(&*self.ground.clock)
    }

    /// Puts a way in in force, or none. What is the same goes on as it is. It is asked for when its
    /// turn has come, so that of two changes the later one holds.
    pub async fn apply(&self, setup: impl FnOnce() -> Option<WaySetup>) {
        let mut held = self.held.lock().await;
        held.setup = setup();
        self.put_in_force(&mut held).await;
    }

    /// The receiver is elsewhere from now on.
    pub async fn move_to(&self, place: Place) {
        let mut held = self.held.lock().await;
        held.place = place;
        self.put_in_force(&mut held).await;
    }

    /// A secret changed, or what could not be done may work now.
    pub async fn again(&self) {
        let mut held = self.held.lock().await;
        self.put_in_force(&mut held).await;
    }

    /// Dials anew at once. Says no if nothing is dialled.
    pub async fn redial(&self) -> bool {
        let held = self.held.lock().await;
        let tunnel = held.way_in.as_ref().and_then(WayIn::tunnel);
        match tunnel.filter(|_| held.setup.as_ref().is_some_and(|setup| setup.on)) {
            Some(tunnel) => {
                tunnel.disturb(Disturbance::Asked).await;
                true
            }
            None => false,
        }
    }

    /// The receiver is about to take no more: what is found from now on is no failure.
    pub async fn end_begins(&self) {
        let held = self.held.lock().await;
        if let Some(way_in) = &held.way_in {
            way_in.end_begins();
        }
    }

    /// It stands in the ledger that the platform has this URL.
    pub async fn platform_has(&self, url: UrlTold) {
        let held = self.held.lock().await;
        if let Some(way_in) = &held.way_in {
            way_in.platform().send_modify(|platform| platform.said(url));
        }
    }

    /// Ends in order, once the receiver takes no more.
    pub async fn stop(&self) {
        let mut held = self.held.lock().await;
        held.ended = true;
        if let Some(way_in) = held.way_in.take() {
            way_in.stop().await;
        }
    }

    async fn put_in_force(&self, held: &mut Held) {
        if held.ended {
            return;
        }
        let ingredients = Ingredients::of(held.setup.as_ref(), &self.ground.secrets);
        let made_of = Some((ingredients, held.place.clone()));
        if held.made_of != made_of {
            match self.make_anew(held, &made_of).await {
                Ok(()) => held.made_of = made_of,
                Err(problem) => {
                    tracing::warn!(%problem, "the way in");
                    held.made_of = None;
                    self.show(held, Some(problem));
                    return;
                }
            }
        }
        let on = held.setup.as_ref().is_some_and(|setup| setup.on);
        if let Some(tunnel) = held.way_in.as_ref().and_then(WayIn::tunnel) {
            if on {
                tunnel.turn_on().await;
            } else {
                tunnel.turn_off().await;
            }
        }
        let problem = made_of_problem(held.made_of.as_ref());
        self.show(held, problem);
    }

    /// Makes the way in anew, in the place of the one before.
    async fn make_anew(
        &self,
        held: &mut Held,
        made_of: &Option<(Ingredients, Place)>,
    ) -> Result<(), Problem> {
        let not_written = |error: &dyn std::error::Error| Problem::NotWritten(chain(error));
        let reader = self.ground.writer.reader();
        let before = provider::Before {
            had_session: had_session(&reader, "ssh")
                .await
                .map_err(|error| not_written(&error))?,
            mark: mark(&self.ground.writer),
        };
        let ingredients = made_of.as_ref().map(|(ingredients, _)| ingredients);
        let provider = ingredients.and_then(|all| all.provider(before).ok().flatten());
        let Place { target, path } = held.place.clone();
        match &mut held.way_in {
            Some(way_in) => {
                let power = power::listen();
                let way = OtherWay {
                    provider,
                    target,
                    path,
                    power,
                };
                way_in.change(way).await;
                self.ground.arrivals.send_replace(way_in.arrivals());
            }
            None => {
                let watched = was_watched(&reader).await;
                let watched = watched.map_err(|error| not_written(&error))?;
                if provider.is_none() && !watched {
                    return Ok(());
                }
                let way_in = self.start(provider, held.place.clone()).await;
                let way_in = way_in.map_err(|error| not_written(&error))?;
                self.ground.arrivals.send_replace(way_in.arrivals());
                held.way_in = Some(way_in);
            }
        }
        Ok(())
    }

    async fn start(
        &self,
        provider: Option<Arc<dyn Provider>>,
        place: Place,
    ) -> Result<WayIn, engine::DeedError> {
        let parts = WayInParts {
            provider,
            target: place.target,
            path: place.path,
            timing: self.ground.times.tunnel,
            power: power::listen(),
            writer: self.ground.writer.clone(),
            folder: self.ground.folder.clone(),
            clock: Arc::clone(&self.ground.clock),
        };
        let face = Arc::clone(&self.face);
        let note_url = move |change: &Change| {
            if let Some(url) = change.status.state.url() {
                let mut face = face.lock().unwrap_or_else(PoisonError::into_inner);
                face.url = Some(url.clone());
            }
        };
        WayIn::start(parts, note_url).await
    }

    /// Shows what is in force.
    fn show(&self, held: &Held, problem: Option<Problem>) {
        let tunnel = held.way_in.as_ref().and_then(WayIn::tunnel);
        let status = tunnel.map(tunnel::Tunnel::status);
        let way_in = held.way_in.as_ref();
        let platform = way_in.map(|way_in| way_in.platform().subscribe());
        let now = self.now();
        {
            let mut face = self.lock();
            let way = |setup: &Option<WaySetup>| setup.as_ref().map(|setup| setup.way.clone());
            if way(&face.setup) != way(&held.setup) {
                face.url = None;
            }
            let on = |setup: &Option<WaySetup>| setup.as_ref().is_some_and(|setup| setup.on);
            let since = match &face.problem {
                Some((_, since)) if on(&face.setup) == on(&held.setup) => *since,
                _ => now,
            };
            face.problem = problem.map(|problem| (problem, since));
            face.setup.clone_from(&held.setup);
            face.status = status;
            face.platform = platform;
            face.marker = Some(UrlMarker {
                salt: self.ground.writer.index_salt(),
                path: held.place.path.clone(),
            });
        }
        self.changed.send_replace(());
    }
}

fn made_of_problem(made_of: Option<&(Ingredients, Place)>) -> Option<Problem> {
    made_of.and_then(|(ingredients, _)| ingredients.problem())
}

/// Both readings of a clock.
pub fn moment(clock: &dyn Clock) -> Moment {
    let Millis(wall_ms) = clock.now();
    Moment {
        wall_ms,
        steady: clock.monotonic(),
    }
}

fn mark(writer: &Writer) -> String {
    let salt = writer.index_salt();
    hex::encode(salt.get(..MARK_BYTES).unwrap_or_default())
}

/// Whether a state waits for a person to decide on the server's key.
#[must_use]
pub fn host_keys(state: &State) -> Option<(Option<&tunnel::HostKey>, &tunnel::HostKey)> {
    let reason = match state {
        State::Failing { reason, .. } => reason,
        State::Connecting {
            after: tunnel::state::After::Failed(reason),
            ..
        } => reason,
        _ => return None,
    };
    match reason {
        tunnel::Reason::HostKeyUnknown { key } => Some((None, key)),
        tunnel::Reason::HostKeyChanged { pinned, seen } => Some((Some(pinned), seen)),
        _ => None,
    }
}
