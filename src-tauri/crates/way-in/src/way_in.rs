//! A way in that is watched over: the tunnel, what the receiver asks of it, and what of it stands
//! in the ledger.

use crate::{
    told,
    watcher::{Watcher, moment},
};
use bytes::Bytes;
use domain::{Clock, Millis};
use engine::{WayChange, WayInLog, WayNews, deed::DeedError};
use ledger::Writer;
use receiver::Arrivals;
use std::{net::SocketAddr, path::PathBuf, sync::Arc};
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

/// A way in that is watched over.
pub struct WayIn {
    up: Option<Up>,
    end: oneshot::Sender<()>,
    log: JoinHandle<()>,
}

/// A tunnel, and what it tells.
struct Up {
    tunnel: Tunnel,
    arrivals: Arc<dyn Arrivals>,
    tasks: [JoinHandle<()>; 2],
}

impl WayIn {
    /// Writes down that the program began, and starts to supervise a tunnel that is off until it
    /// is turned on. `tell` is called with each change, in order.
    ///
    /// # Errors
    /// [`DeedError`]: nothing was started then.
    pub async fn start(
        parts: WayInParts,
        tell: impl Fn(&Change) + Send + 'static,
    ) -> Result<Self, DeedError> {
        let clock = Arc::clone(&parts.clock);
        let log = WayInLog::begin(parts.writer.clone(), &parts.folder, clock).await?;
        let (end, ended) = oneshot::channel();
        let (write, changes) = mpsc::channel(CHANGES_MAX);
        let (prove, proofs) = watch::channel(None);
        let up = Up::start(parts, tell, write, prove);
        let log = tokio::spawn(log.follow(WayNews {
            changes,
            proofs,
            end: ended,
        }));
        Ok(Self { up, end, log })
    }

    /// What the receiver asks of each request.
    #[must_use]
    pub fn arrivals(&self) -> Option<Arc<dyn Arrivals>> {
        self.up.as_ref().map(|up| Arc::clone(&up.arrivals))
    }

    /// The tunnel.
    #[must_use]
    pub fn tunnel(&self) -> Option<&Tunnel> {
        self.up.as_ref().map(|up| &up.tunnel)
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
        for task in up.tasks {
            task.abort();
        }
    }
}

impl Up {
    /// A tunnel that is off, if there is a provider for one.
    fn start(
        parts: WayInParts,
        tell: impl Fn(&Change) + Send + 'static,
        write: mpsc::Sender<WayChange>,
        prove: watch::Sender<Option<Millis>>,
    ) -> Option<Self> {
        let provider = parts.provider?;
        let clock = parts.clock;
        let clocks: Clocks = Arc::new(move || moment(clock.now(), clock.monotonic()));
        let word = provider.word();
        let Started {
            tunnel,
            arrivals,
            mut changes,
        } = Tunnel::start(TunnelParts {
            provider,
            target: parts.target,
            shape: canary(parts.path),
            timing: parts.timing,
            clocks,
            power: parts.power,
        });
        let telling = tokio::spawn(async move {
            while let Some(change) = changes.recv().await {
                tell(&change);
                // After the end nobody writes any more.
                drop(write.send(told(&change, word)).await);
            }
        });
        let proving = tokio::spawn(tell_proofs(tunnel.status(), prove));
        Some(Self {
            tunnel,
            arrivals: Arc::new(Watcher(arrivals)),
            tasks: [telling, proving],
        })
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
        let proof = status.borrow_and_update().last_proof;
        let proof = proof.map(|proof| Millis(proof.wall_ms));
        prove.send_if_modified(|told| {
            let is_newer = *told != proof;
            *told = proof;
            is_newer
        });
    }
}
