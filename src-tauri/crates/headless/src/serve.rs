//! `serve`: receives webhooks for one profile.

use crate::{
    arguments::Serve,
    error::Unusable,
    provider, reconciling,
    secret_file::read_secret,
    watching::{self, Ground},
};
use domain::{Clock, Environment, SystemClock};
use engine::{Cards, CourseWatch, DataFolder, FieldSets, test_window};
use ledger::{StoreHealth, Writer, WriterOptions};
use receiver::{Anew, LedgerKeep, Receiver, ReceiverConfig, Rejudge, Which};
use std::{
    io::{self, Write},
    net::SocketAddr,
    process::ExitCode,
    sync::Arc,
};
use tokio::{net::TcpListener, sync::watch};
use webhooks::{Keys, Rules, WebhookSecret};

/// Receives until it is told to end.
pub async fn serve(arguments: Serve) -> Result<ExitCode, Unusable> {
    if arguments.tunnel.host_key_first_use {
        return provider::first_use(&arguments.tunnel).await;
    }
    let keys = Arc::new(read_keys(&arguments)?);
    let access = reconciling::access(&arguments.api)?;
    let data = DataFolder::open(&arguments.data_dir)?;
    // The environment is a matter of the window; what a server's profile is, its operator knows.
    let folder = data.profile_or_new(&arguments.profile, Environment::Sandbox)?;
    let settings = folder.settings()?;
    let path = arguments.path.unwrap_or(settings.path);
    let writer = Writer::open(&folder.path, WriterOptions::default()).await?;
    let way = watching::set_up(&arguments.tunnel, &writer).await?;
    let (listener, address) = bind(arguments.listen).await?;
    let (_keys, keys_seen) = watch::channel(Arc::clone(&keys));
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::start());
    // What was decided in the window counts here too, so that both judge alike.
    let rules = Arc::new(FieldSets::read(&writer.reader()).await?.rules());
    let window = test_window::read(&writer.reader(), clock.now()).await?;
    let (_rules, rules_seen) = watch::channel(Arc::clone(&rules));
    let mut config = ReceiverConfig::new(path.clone(), keys_seen, rules_seen);
    let (_window, window_seen) = watch::channel(window);
    config.test_window = window_seen;
    config.answer_200_when_stored = settings.answer_200_when_stored;
    let (watcher, arrivals) = watch::channel(None);
    config.arrivals = arrivals;
    let keep = LedgerKeep::new(writer.clone());
    let receiver = Receiver::start(listener, config, keep, Arc::clone(&clock));
    let judging = tokio::spawn(judge_what_waits(
        writer.clone(),
        Arc::clone(&clock),
        keys,
        rules,
    ));
    let course = CourseWatch::open(writer.clone(), &folder.path)?;
    let watching = tokio::spawn(course.follow());
    let telling = tokio::spawn(tell_health(writer.health()));
    let ground = Ground {
        writer: &writer,
        folder: &folder.path,
        target: address,
        path: &path,
        clock: &clock,
    };
    let way_in = watching::start(way, ground, &watcher).await?;
    let reconciling = match access {
        Some(access) => Some(reconciling::start(access, folder.clone(), &writer, &clock)?),
        None => None,
    };
    // Before it says that it is ready: whoever reads that may end it at once.
    let mut ending = Ending::listen()?;
    let local_url = format!("http://{address}{path}");
    folder.note_local_url(Some(local_url.clone()))?;
    say_ready(&local_url)?;
    ending.told().await?;
    tracing::info!("ending: no more deliveries are taken");
    if let Some(way_in) = &way_in {
        way_in.end_begins();
    }
    receiver.stop().await;
    if let Some(way_in) = way_in {
        way_in.stop().await;
    }
    // What they have not come to waits for the next start.
    drop(reconciling);
    judging.abort();
    watching.abort();
    telling.abort();
    folder.note_local_url(None)?;
    writer.close().await;
    Ok(ExitCode::SUCCESS)
}

fn read_keys(arguments: &Serve) -> Result<Keys, Unusable> {
    let current = read_secret(&arguments.webhook_secret_file)?;
    warn_if_weak(&current);
    let previous = arguments.previous_webhook_secret_file.as_deref();
    Ok(Keys {
        current: Some(current),
        previous: previous.map(read_secret).transpose()?,
    })
}

async fn bind(listen: SocketAddr) -> Result<(TcpListener, SocketAddr), Unusable> {
    let failed = |source| Unusable::Listen {
        address: listen.to_string(),
        source,
    };
    let listener = TcpListener::bind(listen).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok((listener, address))
}

fn say_ready(local_url: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{local_url}")?;
    out.flush()
}

/// Judges anew what came while there was no secret, and what is held back though its list of fields
/// was approved: so it is where an earlier run ended too early.
async fn judge_what_waits(
    writer: Writer,
    clock: Arc<dyn Clock>,
    keys: Arc<Keys>,
    rules: Arc<Rules>,
) {
    let waits = Cards::new(writer.reader());
    let waits = waits.holds_back_what_is_approved(&rules).await;
    let held_back = waits.unwrap_or_else(|error| {
        tracing::error!(
            error = engine::chain(&error),
            "what is held back can't be read"
        );
        false
    });
    let rejudge = Rejudge::new(writer, clock);
    let all = [(Which::NotChecked, true), (Which::HeldBack, held_back)];
    for which in all
        .into_iter()
        .filter_map(|(which, wanted)| wanted.then_some(which))
    {
        match rejudge.run(which, &keys, &rules).await {
            Ok(anew) if anew == Anew::default() => {}
            Ok(anew) => tracing::info!(?which, ?anew, "deliveries were judged anew"),
            Err(error) => {
                let error = engine::chain(&error);
                tracing::error!(?which, error, "not all that waits was judged anew");
            }
        }
    }
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

/// Hears that the program is to end.
#[cfg(unix)]
struct Ending {
    terminate: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Ending {
    fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    async fn told(&mut self) -> io::Result<()> {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
        Ok(())
    }
}

/// Hears that the program is to end.
#[cfg(not(unix))]
struct Ending;

#[cfg(not(unix))]
impl Ending {
    const fn listen() -> io::Result<Self> {
        Ok(Self)
    }

    async fn told(&mut self) -> io::Result<()> {
        tokio::signal::ctrl_c().await
    }
}
