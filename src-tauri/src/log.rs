//! The log: on the standard error, by `RUST_LOG`, and never with a secret.

use tracing::{Level, Metadata};
use tracing_subscriber::{
    EnvFilter, Layer, filter::FilterExt, filter::filter_fn, fmt::MakeWriter, layer::SubscriberExt,
    registry,
};

/// Crates that carry secrets from place to place: `zbus` and what speaks through it move them
/// between this program and the keyring, `tauri` and `wry` from the page, `hyper` and `reqwest` to
/// the API. Below this level they could write down what they carry, so nothing below it is ever
/// taken from them, whatever `RUST_LOG` says.
const CARRIERS: [&str; 13] = [
    "zbus",
    "zvariant",
    "secret_service",
    "zbus_secret_service_keyring_store",
    "keyring_core",
    "tauri",
    "wry",
    "tao",
    "hyper",
    "hyper_util",
    "h2",
    "reqwest",
    "rustls",
];
const CARRIERS_LEVEL: Level = Level::INFO;

fn may_be_logged(metadata: &Metadata<'_>) -> bool {
    let target = metadata.target().split("::").next().unwrap_or_default();
    *metadata.level() <= CARRIERS_LEVEL || !CARRIERS.contains(&target)
}

/// Where the log's lines go, by a filter as `RUST_LOG` has it.
pub fn subscriber<W>(filter: EnvFilter, writer: W) -> impl tracing::Subscriber + Send + Sync
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let lines = tracing_subscriber::fmt::layer().with_writer(writer);
    registry().with(lines.with_filter(filter.and(filter_fn(may_be_logged))))
}

/// Begins to log.
pub fn start() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let log = subscriber(filter, std::io::stderr);
    if let Err(error) = tracing::subscriber::set_global_default(log) {
        tracing::warn!(%error, "the log was started already");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        io,
        sync::{Arc, Mutex},
    };

    #[derive(Clone, Default)]
    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn what_carries_secrets_is_silent_at_trace_whatever_the_environment_says() {
        let lines = Lines::default();
        let writer = lines.clone();
        for filter in ["trace", "zbus::connection=trace,tauri=debug,trace"] {
            let log = subscriber(EnvFilter::new(filter), {
                let writer = writer.clone();
                move || writer.clone()
            });
            tracing::subscriber::with_default(log, || {
                tracing::trace!(target: "zbus::connection", "marker");
                tracing::debug!(target: "tauri::ipc", "marker");
                tracing::trace!(target: "partner_console", "a line of our own");
                tracing::info!(target: "zbus", "a line of theirs");
            });
        }
        let text = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
        assert!(!text.contains("marker"), "{text}");
        assert_eq!(text.matches("a line of our own").count(), 2);
        assert_eq!(text.matches("a line of theirs").count(), 2);
    }
}
