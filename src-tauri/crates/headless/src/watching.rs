//! The way in of `serve`: set up, told on the standard error, written down.

use crate::{
    error::Unusable,
    provider::{Before, provider},
    tunnel_arguments::TunnelArguments,
};
use ::way_in::{WayIn, WayInParts};
use domain::Clock;
use engine::way_in as record;
use ledger::Writer;
use receiver::Arrivals;
use std::{
    io::{self, Write},
    net::SocketAddr,
    path::Path,
    sync::Arc,
};
use tokio::sync::watch;
use tunnel::{Change, Provider, SeenBy, State, Timing, power};

/// How many bytes of the ledger's own random ones mark its command's processes.
const MARK_BYTES: usize = 8;

/// What it stands on.
pub struct Ground<'a> {
    pub writer: &'a Writer,
    pub folder: &'a Path,
    pub target: SocketAddr,
    pub path: &'a str,
    pub clock: &'a Arc<dyn Clock>,
}

/// What the command line names, if it names any.
///
/// # Errors
/// [`Unusable`].
pub async fn set_up(
    arguments: &TunnelArguments,
    writer: &Writer,
) -> Result<Option<Arc<dyn Provider>>, Unusable> {
    let salt = writer.index_salt();
    let before = Before {
        had_session: record::had_session(&writer.reader(), "ssh").await?,
        mark: hex::encode(salt.get(..MARK_BYTES).unwrap_or_default()),
    };
    provider(arguments, before)
}

/// Starts to watch over it. Where there is none, that the program runs is written down all the
/// same if there was one before; else nothing is. `watcher` is whom the receiver asks.
///
/// # Errors
/// [`Unusable`].
pub async fn start(
    provider: Option<Arc<dyn Provider>>,
    ground: Ground<'_>,
    watcher: &watch::Sender<Option<Arc<dyn Arrivals>>>,
) -> Result<Option<WayIn>, Unusable> {
    let was_watched = record::was_watched(&ground.writer.reader()).await?;
    if provider.is_none() && !was_watched {
        return Ok(None);
    }
    if let Some(provider) = &provider {
        tell_who_reads(provider.seen_by());
    }
    let parts = WayInParts {
        provider,
        target: ground.target,
        path: ground.path.to_owned(),
        timing: Timing::default(),
        power: power::listen(),
        writer: ground.writer.clone(),
        folder: ground.folder.to_owned(),
        clock: Arc::clone(ground.clock),
    };
    let way_in = WayIn::start(parts, tell).await?;
    watcher.send_replace(way_in.arrivals());
    if let Some(tunnel) = way_in.tunnel() {
        tunnel.turn_on().await;
    }
    Ok(Some(way_in))
}

/// Who can read and alter what comes, said once.
fn tell_who_reads(seen_by: SeenBy) {
    let who = match seen_by {
        SeenBy::OwnHost => "whoever runs the host with the HTTPS front, if that ends TLS",
        SeenBy::Service(name) => name,
        SeenBy::Unknown => "whoever runs what stands before this machine, if that ends TLS",
    };
    say(&format!("who can read and alter what comes: {who}"));
}

/// Tells a change in a line.
fn tell(change: &Change) {
    let state = &change.status.state;
    let line = match state {
        State::Failing { reason, .. } => format!("{}: {reason}", state.word()),
        other => match other.url() {
            Some(url) => format!("{}: {}", state.word(), url.host()),
            None => state.word().to_owned(),
        },
    };
    say(&line);
}

/// A line on the standard error; whoever read it may have gone.
fn say(line: &str) {
    writeln!(io::stderr(), "tunnel: {line}").ok();
}
