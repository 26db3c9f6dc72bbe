//! A way in that is watched over: the tunnel, what the receiver asks of it, and what of it stands
//! in the ledger.

use crate::{
    UrlMarker, told,
    watcher::{OneAfterOther, Watcher, moment},
};
use bytes::Bytes;
use domain::{Clock, Millis, PlatformUrl};
use engine::{CameIn, WayChange, WayInLog, WayNews, deed::DeedError};
use ledger::Writer;
use receiver::Arrivals;
use std::{
    net::SocketAddr,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};
use tokio::{
    sync::{mpsc, oneshot, watch},
    task::JoinHandle,
};
use tunnel::{
    CanaryShape, Change, Provider, Started, Timing, Tunnel, TunnelParts, TunnelStatus,
    power::PowerSignals, tunnel::Clocks,
};
use webhooks::{HEADER_FIELDS, HEADER_HASH};

/// How many changes may wait to be written down.
const CHANGES_MAX: usize = 64;
/// What a canary says: no object has the number 0, so none is ever meant.
const CANARY_BODY: &[u8] = br#"{"id":"0","status":"CANARY"}"#;
/// The fields that a canary says its hash covers.
const CANARY_FIELDS: &str = "id,status";

/// What a way in is made of.
pub struct WayInParts {
    /// How the outside comes in; none if nothing is set up: that the program runs is written down
    /// all the same, where a way in was watched over before.
    pub provider: Option<Arc<dyn Provider>>,
    /// Where the receiver listens.
    pub target: SocketAddr,
    /// The receiver's secret path.
    pub path: String,
    /// The times that the tunnel goes by.
    pub timing: Timing,
    /// Where the machine's sleep is heard of.
    pub power: PowerSignals,
    /// The ledger.
    pub writer: Writer,
    /// The profile's folder.
    pub folder: PathBuf,
    /// The time: the receiver's own clock.
    pub clock: Arc<dyn Clock>,
}

/// Another way in, in the place of the one before.
pub struct OtherWay {
    /// As in [`WayInParts`].
    pub provider: Option<Arc<dyn Provider>>,
    /// As in [`WayInParts`].
    pub target: SocketAddr,
    /// As in [`WayInParts`].
    pub path: String,
    /// As in [`WayInParts`].
    pub power: PowerSignals,
}

/// A way in that is watched over.
pub struct WayIn {
    up: Option<Up>,
    // The one before's too: a test of it that comes late is no delivery.
    arrivals: Option<Arc<dyn Arrivals>>,
    teller: Teller,
    timing: Timing,
    platform: watch::Sender<PlatformUrl>,
    end: oneshot::Sender<()>,
    log: JoinHandle<()>,
}

/// Where what a tunnel tells goes.
#[derive(Clone)]
struct Teller {
    tell: Arc<dyn Fn(&Change) + Send + Sync>,
    write: mpsc::Sender<WayChange>,
    prove: watch::Sender<Option<Millis>>,
    came_in: watch::Sender<Option<CameIn>>,
    salt: [u8; 32],
    clock: Arc<dyn Clock>,
    // What is found is of the console's own making.
    ends: Arc<AtomicBool>,
}

/// A tunnel, and what it tells.
struct Up {
    tunnel: Tunnel,
    arrivals: Watcher,
    telling: JoinHandle<()>,
    proving: JoinHandle<()>,
}

impl WayIn {
    /// Writes down that the program began, and starts to supervise a tunnel that is off until it
    /// is turned on. `tell` is called with each change, in order.
    ///
    /// # Errors
    /// [`DeedError`]: nothing was started then.
    pub async fn start(
        parts: WayInParts,
        tell: impl Fn(&Change) + Send + Sync + 'static,
    ) -> Result<Self, DeedError> {
        let clock = Arc::clone(&parts.clock);
        let salt = parts.writer.index_salt();
        let log = WayInLog::begin(parts.writer, &parts.folder, Arc::clone(&clock)).await?;
        let (end, ended) = oneshot::channel();
        let (write, changes) = mpsc::channel(CHANGES_MAX);
        let (prove, proofs) = watch::channel(None);
        let (came_in, coming_in) = watch::channel(None);
        let platform = log.platform();
        let log = tokio::spawn(log.follow(WayNews {
            changes,
            proofs,
            came_in: coming_in,
            end: ended,
        }));
        let mut way_in = Self {
            up: None,
            arrivals: None,
            teller: Teller {
                tell: Arc::new(tell),
                write,
                prove,
                came_in,
                salt,
                clock,
                ends: Arc::default(),
            },
            timing: parts.timing,
            platform,
            end,
            log,
        };
        way_in.start_up(OtherWay {
            provider: parts.provider,
            target: parts.target,
            path: parts.path,
            power: parts.power,
        });
        Ok(way_in)
    }

    fn start_up(&mut self, way: OtherWay) {
        self.up = Up::start(way, self.timing, &self.teller);
        if let Some(up) = &self.up {
            self.arrivals = Some(Arc::new(up.arrivals.clone()));
        }
    }

    /// Takes another way in the place of this one, while deliveries come: that the one before ends
    /// is written down, the new one is off until it is turned on. The receiver is to ask
    /// [`WayIn::arrivals`] from then on.
    pub async fn change(&mut self, way: OtherWay) {
        let before = match self.up.take() {
            Some(up) => Some(up.end(&self.teller).await),
            None => None,
        };
        self.start_up(way);
        if let (Some(up), Some(before)) = (&self.up, before) {
            self.arrivals = Some(Arc::new(OneAfterOther {
                now: up.arrivals.clone(),
                before,
            }));
        }
    }

    /// What the receiver asks of each request.
    #[must_use]
    pub fn arrivals(&self) -> Option<Arc<dyn Arrivals>> {
        self.arrivals.clone()
    }

    /// What is known of the URL that the platform sends to. Whoever writes down that a person said
    /// so puts it in here too.
    #[must_use]
    pub const fn platform(&self) -> &watch::Sender<PlatformUrl> {
        &self.platform
    }

    /// The tunnel.
    #[must_use]
    pub fn tunnel(&self) -> Option<&Tunnel> {
        self.up.as_ref().map(|up| &up.tunnel)
    }

    /// The receiver is about to take no more. That the tunnel's tests fail from now on is of the
    /// console's own making: it is neither told nor written down as a way in that failed. What
    /// still comes through is a proof as before.
    pub fn end_begins(&self) {
        self.teller.ends.store(true, Ordering::SeqCst);
    }

    /// Ends in order, once the receiver takes no more: the end is written down, then the session is
    /// hung up. That the tunnel is turned off by that is no person's doing, and not told as such.
    pub async fn stop(self) {
        // One that ended by itself has said why.
        self.end.send(()).ok();
        if let Err(error) = self.log.await {
            tracing::error!(%error, "what was found of the way in is no longer written down");
        }
        let Some(up) = self.up else {
            return;
        };
        up.tunnel.stop().await;
        for task in [up.telling, up.proving] {
            task.abort();
        }
    }
}

impl Up {
    /// A tunnel that is off, if there is a provider for one.
    fn start(way: OtherWay, timing: Timing, teller: &Teller) -> Option<Self> {
        let provider = way.provider?;
        let clock = Arc::clone(&teller.clock);
        let clocks: Clocks = Arc::new(move || moment(clock.now(), clock.monotonic()));
        let word = provider.word();
        let marker = UrlMarker {
            salt: teller.salt,
            path: way.path.clone(),
        };
        let Started {
            tunnel,
            arrivals,
            mut changes,
        } = Tunnel::start(TunnelParts {
            provider,
            target: way.target,
            shape: canary(way.path),
            timing,
            clocks,
            power: way.power,
        });
        let to = teller.clone();
        let telling = tokio::spawn(async move {
            while let Some(change) = changes.recv().await {
                if to.ends.load(Ordering::SeqCst) {
                    continue;
                }
                // What is told is on its way into the ledger. After the end nobody writes any more.
                drop(to.write.send(told(&change, word, &marker)).await);
                (to.tell)(&change);
            }
        });
        let proving = tokio::spawn(tell_proofs(tunnel.status(), teller.prove.clone()));
        Some(Self {
            tunnel,
            arrivals: Watcher {
                tunnel: arrivals,
                came_in: teller.came_in.clone(),
            },
            telling,
            proving,
        })
    }

    /// Ends it; all that it found is told. Gives what recognises its tests.
    async fn end(self, teller: &Teller) -> Watcher {
        let status = self.tunnel.status();
        self.tunnel.stop().await;
        if let Err(error) = self.telling.await {
            tracing::error!(%error, "not all changes of the way in were told");
        }
        self.proving.abort();
        tell_proof(&status.borrow(), &teller.prove);
        self.arrivals
    }
}

/// What the canaries of a receiver look like.
fn canary(path: String) -> CanaryShape {
    CanaryShape {
        path,
        id_header: HEADER_HASH.to_owned(),
        headers: vec![(HEADER_FIELDS.to_owned(), CANARY_FIELDS.to_owned())],
        body: Bytes::from_static(CANARY_BODY),
    }
}

/// Tells each newer proof, until the tunnel ends.
async fn tell_proofs(
    mut status: watch::Receiver<TunnelStatus>,
    prove: watch::Sender<Option<Millis>>,
) {
    while status.changed().await.is_ok() {
        tell_proof(&status.borrow_and_update(), &prove);
    }
}

fn tell_proof(status: &TunnelStatus, prove: &watch::Sender<Option<Millis>>) {
    let Some(proof) = status.last_proof.map(|proof| Millis(proof.wall_ms)) else {
        return;
    };
    prove.send_if_modified(|told| told.replace(proof) != Some(proof));
}
