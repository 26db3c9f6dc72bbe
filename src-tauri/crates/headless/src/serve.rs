//! `serve`: receives webhooks for one profile.

use crate::{arguments::Serve, error::Unusable, secret_file::read_secret};
use domain::{Clock, Environment, SystemClock};
use engine::DataFolder;
use ledger::{StoreHealth, Writer, WriterOptions};
use receiver::{LedgerKeep, Receiver, ReceiverConfig};
use std::{
    io::{self, Write},
    process::ExitCode,
    sync::Arc,
};
use tokio::{net::TcpListener, sync::watch};
use webhooks::{Keys, Rules, WebhookSecret};

/// Receives until it is told to end.
pub async fn serve(arguments: Serve) -> Result<ExitCode, Unusable> {
    let current = read_secret(&arguments.webhook_secret_file)?;
    warn_if_weak(&current);
    let previous = arguments
        .previous_webhook_secret_file
        .as_deref()
        .map(read_secret)
        .transpose()?;
    let data = DataFolder::open(&arguments.data_dir)?;
    // The environment is a matter of the window; what a server's profile is, its operator knows.
    let folder = data.profile_or_new(&arguments.profile, Environment::Sandbox)?;
    let path = match arguments.path {
        Some(path) => path,
        None => folder.settings()?.path,
    };
    let writer = Writer::open(&folder.path, WriterOptions::default()).await?;
    let failed = |source| Unusable::Listen {
        address: arguments.listen.to_string(),
        source,
    };
    let listener = TcpListener::bind(arguments.listen).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    let (_keys, keys) = watch::channel(Arc::new(Keys {
        current: Some(current),
        previous,
    }));
    let (_rules, rules) = watch::channel(Arc::new(Rules::default()));
    let config = ReceiverConfig::new(path.clone(), keys, rules);
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::start());
    let receiver = Receiver::start(listener, config, LedgerKeep::new(writer.clone()), clock);
    let telling = tokio::spawn(tell_health(writer.health()));
    let local_url = format!("http://{address}{path}");
    folder.note_local_url(Some(local_url.clone()))?;
    {
        let mut out = io::stdout().lock();
        writeln!(out, "{local_url}")?;
        out.flush()?;
    }
    told_to_end().await?;
    tracing::info!("ending: no more deliveries are taken");
    receiver.stop().await;
    telling.abort();
    folder.note_local_url(None)?;
    writer.close().await;
    Ok(ExitCode::SUCCESS)
}

fn warn_if_weak(secret: &WebhookSecret) {
    if secret.is_weak() {
        tracing::warn!(
            key = %secret.key_id(),
            "the webhook secret holds less than 24 bytes of entropy and could be guessed from one \
             delivery; rotate it to a longer one"
        );
    }
}

async fn tell_health(mut health: watch::Receiver<StoreHealth>) {
    while health.changed().await.is_ok() {
        match &*health.borrow_and_update() {
            StoreHealth::Good => tracing::info!("deliveries are stored again"),
            StoreHealth::Full => {
                tracing::error!("the disk is full: deliveries are answered 503 until there is room")
            }
            StoreHealth::Failing { reason } => tracing::error!(
                reason,
                "the ledger can't be written: deliveries are answered 503"
            ),
        }
    }
}

#[cfg(unix)]
async fn told_to_end() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}

#[cfg(not(unix))]
async fn told_to_end() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}
