//! A running receiver.

use crate::{
    answer::Desk, config::ReceiverConfig, connections, keep::Keep, quota::Quota,
    status::ReceiverStatus,
};
use domain::Clock;
use std::sync::{Arc, Mutex};
use tokio::{net::TcpListener, sync::watch, task::JoinHandle};

/// A receiver that listens. Its tasks own what they work on; this is the handle to them.
pub struct Receiver {
    stop: watch::Sender<bool>,
    status: watch::Receiver<ReceiverStatus>,
    tasks: [JoinHandle<()>; 2],
}

impl Receiver {
    /// Starts to answer on a listener that the caller has bound.
    #[must_use]
    pub fn start(
        listener: TcpListener,
        config: ReceiverConfig,
        keep: impl Keep,
        clock: Arc<dyn Clock>,
    ) -> Self {
        let (stop, stopped) = watch::channel(false);
        let (status, seen) = watch::channel(config.seen);
        let quota = Mutex::new(Quota::of(config.failing_per_minute_max));
        let desk = Arc::new(Desk {
            config,
            keep,
            clock,
            quota,
            status,
        });
        let counting = tokio::spawn(tell_counts(Arc::clone(&desk), stopped.clone()));
        let taking = tokio::spawn(connections::take(listener, desk, stopped));
        Self {
            stop,
            status: seen,
            tasks: [taking, counting],
        }
    }

    /// What it has seen.
    #[must_use]
    pub fn status(&self) -> watch::Receiver<ReceiverStatus> {
        self.status.clone()
    }

    /// Takes no more connections, lets those that are open finish, and tells what was counted.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        for task in self.tasks {
            if let Err(error) = task.await {
                tracing::error!(%error, "a task of the receiver failed");
            }
        }
    }
}

async fn tell_counts<K: Keep>(desk: Arc<Desk<K>>, mut stop: watch::Receiver<bool>) {
    let mut ticks = tokio::time::interval(desk.config.turned_away_every);
    // The first tick comes at once, when there is nothing to tell.
    ticks.tick().await;
    loop {
        let stopped = tokio::select! {
            _ = ticks.tick() => false,
            _ = stop.wait_for(|stop| *stop) => true,
        };
        desk.tell_turned_away().await;
        if stopped {
            return;
        }
    }
}
