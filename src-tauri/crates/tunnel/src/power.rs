//! Sleep and waking up, as systemd's logind tells of them.

use tokio::sync::{mpsc, oneshot};

/// How many may wait.
const SIGNALS_MAX: usize = 8;

/// What the system tells of its sleep.
#[derive(Debug)]
pub enum Power {
    /// The machine goes to sleep. It waits for a moment, until the sender is told that the session
    /// is hung up, or dropped.
    Sleeps(oneshot::Sender<()>),
    /// The machine woke up.
    Woke,
}

/// Where a tunnel hears of sleep. Dropping it ends the listening.
pub type PowerSignals = mpsc::Receiver<Power>;

/// Listens to the system's logind where there is one; elsewhere nothing comes, and sleep is noticed
/// by the clock.
#[must_use]
pub fn listen() -> PowerSignals {
    listen_at(None)
}

/// Listens to the logind of this bus; none is the system's.
#[cfg(target_os = "linux")]
#[must_use]
pub fn listen_at(bus: Option<&str>) -> PowerSignals {
    let (tell, signals) = mpsc::channel(SIGNALS_MAX);
    let bus = bus.map(str::to_owned);
    tokio::spawn(async move {
        tokio::select! {
            heard = logind::hear(bus, &tell) => {
                if let Err(error) = heard {
                    tracing::info!(%error, "sleep is noticed by the clock alone");
                }
            }
            () = tell.closed() => {}
        }
    });
    signals
}

/// There is no logind.
#[cfg(not(target_os = "linux"))]
#[must_use]
pub fn listen_at(_bus: Option<&str>) -> PowerSignals {
    mpsc::channel(SIGNALS_MAX).1
}

#[cfg(target_os = "linux")]
mod logind {
    use super::Power;
    use futures_util::StreamExt;
    use std::time::Duration;
    use tokio::{
        sync::{mpsc, oneshot},
        time::timeout,
    };
    use zbus::{Connection, Proxy, connection::Builder, zvariant::OwnedFd};

    /// How long sleep is held up. logind itself allows 5 s.
    const HOLD_TIMEOUT: Duration = Duration::from_secs(3);

    pub async fn hear(bus: Option<String>, tell: &mpsc::Sender<Power>) -> zbus::Result<()> {
        let connection = match bus {
            Some(address) => Builder::address(address.as_str())?.build().await?,
            None => Connection::system().await?,
        };
        let manager = Proxy::new(
            &connection,
            "org.freedesktop.login1",
            "/org/freedesktop/login1",
            "org.freedesktop.login1.Manager",
        )
        .await?;
        let mut signals = manager.receive_signal("PrepareForSleep").await?;
        let mut hold = hold_up(&manager).await;
        while let Some(signal) = signals.next().await {
            if signal.body().deserialize::<bool>()? {
                let (done, hung_up) = oneshot::channel();
                if tell.send(Power::Sleeps(done)).await.is_err() {
                    return Ok(());
                }
                // Dropped unsaid, or too late: the machine goes to sleep either way.
                drop(timeout(HOLD_TIMEOUT, hung_up).await);
                drop(hold.take());
            } else {
                if tell.send(Power::Woke).await.is_err() {
                    return Ok(());
                }
                hold = hold_up(&manager).await;
            }
        }
        Ok(())
    }

    /// Asks that sleep wait for us. Without leave it does not, and the server then finds out by
    /// itself that the session is gone.
    async fn hold_up(manager: &Proxy<'_>) -> Option<OwnedFd> {
        let why = "It ends the tunnel's session, so that the server lets its port go";
        let asked = ("sleep", "Partner Console", why, "delay");
        let held = manager.call("Inhibit", &asked).await;
        held.inspect_err(|error| tracing::debug!(%error, "sleep does not wait for the tunnel"))
            .ok()
    }
}
