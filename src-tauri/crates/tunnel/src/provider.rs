//! What a provider of a way in is.

use crate::{PublicUrl, Reason, relay::Places};
use futures_util::future::BoxFuture;
use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

/// Who can read and alter what comes through, beside the sender and this machine. It is said where
/// the way in is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeenBy {
    /// Whoever runs the host with the HTTPS front, which is the partner's own; nobody, if that
    /// front passes TLS on without ending it.
    OwnHost,
    /// The service that relays: it ends TLS at its edge.
    Service(&'static str),
    /// It depends on what the command, or whatever stands before this machine, does.
    Unknown,
}

/// A way in.
///
/// A trait, since four of them ship: ssh, ngrok, an external command, and a URL that is there
/// anyway.
pub trait Provider: Send + Sync + 'static {
    /// Holds one session: brings it up, says so by [`Line::up`], relays each connection unaltered
    /// to [`Line::target`], and returns when the session has ended and nothing of it is left. When
    /// the line is hung up it ends the session and returns soon; what it returns then is not
    /// looked at.
    fn hold(&self, line: Line) -> BoxFuture<'_, Reason>;

    /// Who can read and alter what comes through.
    fn seen_by(&self) -> SeenBy;

    /// A stable word for entries and settings.
    fn word(&self) -> &'static str;
}

/// One session's thread between its provider and the supervisor.
pub struct Line {
    /// Where our receiver listens.
    pub target: SocketAddr,
    /// Cancelled when the session is to end.
    pub hung_up: CancellationToken,
    in_order: Arc<AtomicBool>,
    drain_max: Duration,
    up: Box<dyn Fn(PublicUrl) + Send + Sync>,
}

impl Line {
    /// A line that tells `up` when the session is there.
    #[must_use]
    pub fn new(
        target: SocketAddr,
        hung_up: CancellationToken,
        up: impl Fn(PublicUrl) + Send + Sync + 'static,
    ) -> Self {
        Self {
            target,
            hung_up,
            in_order: Arc::default(),
            drain_max: Duration::ZERO,
            up: Box::new(up),
        }
    }

    /// The same line, which is hung up in order where this says so by then: what is under way is
    /// waited for so long.
    #[must_use]
    pub fn in_order(mut self, in_order: Arc<AtomicBool>, drain_max: Duration) -> Self {
        self.in_order = in_order;
        self.drain_max = drain_max;
        self
    }

    /// Whether the line that is hung up now works: then what is under way is to end first. One that
    /// is doubtful is not waited for.
    #[must_use]
    pub fn ends_in_order(&self) -> bool {
        self.in_order.load(Ordering::SeqCst)
    }

    /// Waits within bounds until what is under way is answered, if the line is hung up in order.
    /// `first` is to stop that more comes.
    pub(crate) async fn drain(&self, places: &Places, first: impl Future<Output = ()>) {
        if !self.ends_in_order() {
            return;
        }
        let calm = async {
            first.await;
            places.answered().await;
        };
        if timeout(self.drain_max, calm).await.is_err() {
            tracing::warn!("a delivery under way is cut off unanswered; its sender tries again");
        }
    }

    /// The session is up: the outside reaches it at `url`.
    pub fn up(&self, url: PublicUrl) {
        (self.up)(url);
    }
}

impl std::fmt::Debug for Line {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Line({})", self.target)
    }
}

/// What a provider returns when it was hung up.
#[must_use]
pub fn hung_up() -> Reason {
    Reason::SessionEnded {
        detail: "it was hung up".to_owned(),
    }
}
