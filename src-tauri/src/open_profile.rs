//! An open profile: its ledger, its receiver, and for the simulator's its sender.

use crate::{events::Notices, sender_process::SenderProcess, start_error::StartError};
use contract::SimulatorState;
use domain::{Clock, Environment, Millis, ProfileName};
use engine::{DataFolder, ProfileFolder, folder::random_hex};
use ledger::{Reader, Writer, WriterOptions};
use receiver::{LedgerKeep, Receiver, ReceiverConfig, ReceiverStatus};
use std::{sync::Arc, time::Duration};
use tokio::{
    net::TcpListener,
    sync::{Mutex, watch},
    task::JoinHandle,
};
use webhooks::{Keys, Rules, WebhookSecret};

/// The least time between two notices to the window, so that a flood does not drown it.
const NOTICE_PAUSE: Duration = Duration::from_millis(80);

/// What the last whole check of the ledger found.
#[derive(Debug, Clone)]
pub struct Checked {
    /// When it ended.
    pub at: Millis,
    /// How many damages it found.
    pub damage: usize,
}

/// A profile that is open.
pub struct OpenProfile {
    /// Its folder.
    pub folder: ProfileFolder,
    /// What its server is.
    pub environment: Environment,
    /// Where it receives on this machine, with the secret path.
    pub local_url: String,
    /// The ledger, for reading.
    pub reader: Reader,
    /// What the last whole check in this session found.
    pub checked: watch::Sender<Option<Checked>>,
    writer: Writer,
    status: watch::Receiver<ReceiverStatus>,
    receiver: Mutex<Option<Receiver>>,
    // Made anew each time the profile is opened, known to this process and its sender alone.
    secret: String,
    sender: Mutex<SenderProcess>,
    // Held for as long as the receiver takes the keys from it.
    _keys: watch::Sender<Arc<Keys>>,
    _rules: watch::Sender<Arc<Rules>>,
    news: JoinHandle<()>,
}

impl OpenProfile {
    /// Opens the simulator's profile: makes it if it is not there, and listens on a free port.
    ///
    /// # Errors
    /// [`StartError`], with nothing left open.
    pub async fn simulator(
        data: &DataFolder,
        name: &ProfileName,
        clock: Arc<dyn Clock>,
        notices: Notices,
    ) -> Result<Self, StartError> {
        let folder = data.profile_or_new(name, Environment::Simulator)?;
        let settings = folder.settings()?;
        let secret = random_hex()?;
        let current = Some(WebhookSecret::new(secret.clone().into_bytes())?);
        let (keys, keys_seen) = watch::channel(Arc::new(Keys {
            current,
            previous: None,
        }));
        let (rules, rules_seen) = watch::channel(Arc::new(Rules::default()));
        let writer = Writer::open(&folder.path, WriterOptions::default()).await?;
        let listener = TcpListener::bind(("127.0.0.1", 0))
            .await
            .map_err(StartError::Listen)?;
        let address = listener.local_addr().map_err(StartError::Listen)?;
        let local_url = format!("http://{address}{}", settings.path);
        let config = ReceiverConfig::new(settings.path, keys_seen, rules_seen);
        let keep = LedgerKeep::new(writer.clone());
        let receiver = Receiver::start(listener, config, keep, clock);
        folder.note_local_url(Some(local_url.clone()))?;
        let status = receiver.status();
        let news = tokio::spawn(tell_news(writer.committed(), status.clone(), notices));
        Ok(Self {
            folder,
            environment: settings.environment,
            local_url,
            reader: writer.reader(),
            checked: watch::Sender::new(None),
            writer,
            status,
            receiver: Mutex::new(Some(receiver)),
            secret,
            sender: Mutex::new(SenderProcess::Stopped),
            _keys: keys,
            _rules: rules,
            news,
        })
    }

    /// What the receiver has seen.
    #[must_use]
    pub fn receiver_status(&self) -> ReceiverStatus {
        *self.status.borrow()
    }

    /// How many entries the ledger holds.
    #[must_use]
    pub fn entries(&self) -> u64 {
        *self.writer.committed().borrow()
    }

    /// How the ledger's last write went.
    #[must_use]
    pub fn store(&self) -> ledger::StoreHealth {
        self.writer.health().borrow().clone()
    }

    /// Whether a text holds the webhook secret: asked by those who must not.
    #[must_use]
    pub fn secret_is_in(&self, text: &str) -> bool {
        text.contains(&self.secret)
    }

    /// Lets the sender send, if it does not.
    ///
    /// # Errors
    /// [`StartError::Sender`].
    pub async fn start_sender(&self) -> Result<(), StartError> {
        let mut sender = self.sender.lock().await;
        if sender.state().0 != SimulatorState::Running {
            *sender = SenderProcess::start(&self.local_url, &self.secret).await?;
        }
        Ok(())
    }

    /// Stops the sender.
    pub async fn stop_sender(&self) {
        self.sender.lock().await.stop().await;
    }

    /// What the sender does.
    pub async fn sender_state(&self) -> (SimulatorState, String) {
        self.sender.lock().await.state()
    }

    /// Closes in order: sender, receiver, ledger.
    pub async fn close(&self) {
        self.stop_sender().await;
        if let Some(receiver) = self.receiver.lock().await.take() {
            receiver.stop().await;
        }
        self.news.abort();
        if let Err(error) = self.folder.note_local_url(None) {
            tracing::warn!(%error, "the profile still names an address that is no more");
        }
        self.writer.close().await;
    }
}

/// Tells the window when entries were added or the receiver's state changed.
async fn tell_news(
    mut committed: watch::Receiver<u64>,
    mut status: watch::Receiver<ReceiverStatus>,
    notices: Notices,
) {
    loop {
        let entries_changed = tokio::select! {
            changed = committed.changed() => changed.map(|()| true),
            changed = status.changed() => changed.map(|()| false),
        };
        match entries_changed {
            Ok(true) => notices.stale(&["list_timeline", "console_status"]),
            Ok(false) => notices.stale(&["console_status"]),
            // The ledger or the receiver was closed.
            Err(_) => return,
        }
        tokio::time::sleep(NOTICE_PAUSE).await;
    }
}
