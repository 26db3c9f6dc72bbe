//! The receiver of an open profile: it can be changed while deliveries come.

use crate::{events::Notices, start_error::StartError, watched_way::Place};
use domain::{Clock, TestWindow};
use engine::Settings;
use ledger::Writer;
use receiver::{Arrivals, LedgerKeep, Receiver, ReceiverConfig, ReceiverStatus};
use std::{
    net::{Ipv4Addr, SocketAddr, TcpListener},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{sync::watch, task::JoinHandle};
use webhooks::{Keys, Rules};

/// The least time between two notices to the window, so that a flood does not drown it.
pub const NOTICE_PAUSE: Duration = Duration::from_millis(80);
/// Queries whose answers are about entries of the profile on the screen.
const ABOUT_ENTRIES: [&str; 10] = [
    "get_way_in",
    "list_gaps",
    "get_reconciliation",
    "get_onboarding",
    "list_timeline",
    "list_deliveries",
    "list_events",
    "list_cards",
    "list_secrets",
    "console_status",
];

/// What a receiver is made of, but for its settings.
pub struct Parts {
    /// Where deliveries are kept.
    pub writer: Writer,
    /// The keys, as they change.
    pub keys: watch::Receiver<Arc<Keys>>,
    /// The approved lists of fields, as they change.
    pub rules: watch::Sender<Arc<Rules>>,
    /// The span in which the platform's tests are expected.
    pub test_window: watch::Sender<Option<TestWindow>>,
    /// Whoever watches the way in, if anybody does.
    pub arrivals: watch::Sender<Option<Arc<dyn Arrivals>>>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Where news goes.
    pub notices: Notices,
    /// Whether the profile is on the screen.
    pub is_shown: Arc<AtomicBool>,
}

/// A running receiver.
pub struct Receiving {
    /// Where it listens, with the secret path.
    pub local_url: String,
    /// Where it is.
    pub place: Place,
    /// What it has seen.
    pub status: watch::Receiver<ReceiverStatus>,
    receiver: Receiver,
    // The socket once more: it goes on taking connections while the receiver is changed.
    listener: TcpListener,
    news: JoinHandle<()>,
}

/// Listens on this machine; on a free port where none is named.
///
/// # Errors
/// [`StartError::PortInUse`] or [`StartError::Listen`].
pub async fn bind(listen: Option<SocketAddr>) -> Result<TcpListener, StartError> {
    let address = listen.unwrap_or_else(|| (Ipv4Addr::LOCALHOST, 0).into());
    let failed = |source: std::io::Error| match source.kind() {
        std::io::ErrorKind::AddrInUse => StartError::PortInUse { address },
        _ => StartError::Listen { address, source },
    };
    tokio::net::TcpListener::bind(address)
        .await
        .and_then(tokio::net::TcpListener::into_std)
        .map_err(failed)
}

impl Receiving {
    /// Starts to receive on a bound listener, in place of a receiver that has seen so much.
    ///
    /// # Errors
    /// [`StartError::Socket`].
    pub fn start(
        listener: TcpListener,
        parts: &Parts,
        settings: &Settings,
        seen: ReceiverStatus,
    ) -> Result<Self, StartError> {
        let twin = listener.try_clone().map_err(StartError::Socket)?;
        let taking = tokio::net::TcpListener::from_std(twin).map_err(StartError::Socket)?;
        let address = taking.local_addr().map_err(StartError::Socket)?;
        let mut config = ReceiverConfig::new(
            settings.path.clone(),
            parts.keys.clone(),
            parts.rules.subscribe(),
        );
        config.test_window = parts.test_window.subscribe();
        config.arrivals = parts.arrivals.subscribe();
        config.seen = seen;
        config.answer_200_when_stored = settings.answer_200_when_stored;
        let keep = LedgerKeep::new(parts.writer.clone());
        let receiver = Receiver::start(taking, config, keep, Arc::clone(&parts.clock));
        let status = receiver.status();
        let news = tokio::spawn(tell_news(
            parts.writer.committed(),
            status.clone(),
            parts.notices.clone(),
            Arc::clone(&parts.is_shown),
        ));
        Ok(Self {
            local_url: format!("http://{address}{}", settings.path),
            place: Place {
                target: address,
                path: settings.path.clone(),
            },
            status,
            receiver,
            listener,
            news,
        })
    }

    /// Stops, and lets open connections finish. Further ones wait at the socket that is given
    /// back, for as long as it is held.
    pub async fn stop(self) -> TcpListener {
        self.receiver.stop().await;
        self.news.abort();
        self.listener
    }
}

/// Tells the window when entries were added or the receiver's state changed.
async fn tell_news(
    mut committed: watch::Receiver<u64>,
    mut status: watch::Receiver<ReceiverStatus>,
    notices: Notices,
    is_shown: Arc<AtomicBool>,
) {
    loop {
        let entries_changed = tokio::select! {
            changed = committed.changed() => changed.map(|()| true),
            changed = status.changed() => changed.map(|()| false),
        };
        match entries_changed {
            Ok(true) if is_shown.load(Ordering::Relaxed) => notices.stale(&ABOUT_ENTRIES),
            // The frame tells of profiles that are not on the screen too.
            Ok(_) => notices.stale(&["console_status"]),
            // The ledger or the receiver was closed.
            Err(_) => return,
        }
        tokio::time::sleep(NOTICE_PAUSE).await;
    }
}
