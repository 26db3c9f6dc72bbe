//! ssh: a TCP remote forward to a host of the partner's own, with any HTTPS front there.

mod fault;
mod guest;

use crate::{
    HostKey, PublicUrl, Reason, SshKey,
    provider::{Line, Provider, SeenBy, hung_up},
    relay::Places,
};
use fault::{Fault, broken, closed};
use futures_util::future::BoxFuture;
use guest::Guest;
use russh::{
    Disconnect, Preferred,
    client::{self, Handle},
    keys::PrivateKeyWithHashAlg,
};
use std::{
    borrow::Cow,
    io,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{
    net::{TcpStream, lookup_host},
    time::timeout,
};

/// What the server listens at: its loopback alone, as in `permitlisten`. The HTTPS front is on the
/// same host.
const LISTEN_ADDRESS: &str = "127.0.0.1";
/// After this long without a word from the server it is asked for one.
pub const KEEPALIVE_EVERY: Duration = Duration::from_secs(5);
/// As many questions may stay unanswered before the session is given up.
pub const KEEPALIVES_UNANSWERED_MAX: usize = 3;
/// How long saying goodbye may take. The server frees the port when it hears it.
const GOODBYE_TIMEOUT: Duration = Duration::from_secs(2);

/// Which key of the server is trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HostKeyRule {
    /// None yet: the dial ends with [`Reason::HostKeyUnknown`], which holds the key that was seen;
    /// nothing was sent. A person compares it and decides; then it is pinned.
    NotPinned,
    /// This one alone.
    Pinned(HostKey),
}

/// How an ssh tunnel is set up.
#[derive(Debug, Clone)]
pub struct SshConfig {
    /// The server's name or address.
    pub host: String,
    /// The port of its sshd.
    pub port: u16,
    /// The user on the server.
    pub user: String,
    /// The app's key.
    pub key: SshKey,
    /// Which key of the server is trusted.
    pub host_key: HostKeyRule,
    /// The port on the server's loopback that is forwarded to us.
    pub listen_port: u16,
    /// Where the HTTPS front in front of it is reached.
    pub url: PublicUrl,
    /// Whether this app ever held the port with this key. The protocol refuses a port that is taken
    /// and one that is not permitted alike; if it was permitted before, it is taken.
    pub held_before: bool,
    /// See [`KEEPALIVE_EVERY`].
    pub keepalive_every: Duration,
}

/// An ssh tunnel.
#[derive(Debug)]
pub struct Ssh {
    config: SshConfig,
    held_before: AtomicBool,
}

impl Ssh {
    /// A tunnel with this set-up.
    #[must_use]
    pub fn new(config: SshConfig) -> Self {
        Self {
            held_before: AtomicBool::new(config.held_before),
            config,
        }
    }

    /// Brings a session up, the port forwarded.
    async fn dial(&self, target: SocketAddr, places: Places) -> Result<Handle<Guest>, Reason> {
        let mut session = self.connect(target, places).await?;
        if let Err(reason) = self.listen(&mut session).await {
            goodbye(session).await;
            return Err(reason);
        }
        self.held_before.store(true, Ordering::Relaxed);
        Ok(session)
    }

    async fn connect(&self, target: SocketAddr, places: Places) -> Result<Handle<Guest>, Reason> {
        let config = &self.config;
        let found = lookup_host((config.host.as_str(), config.port)).await;
        let addresses: Vec<SocketAddr> = found.map(Iterator::collect).unwrap_or_default();
        if addresses.is_empty() {
            return Err(Reason::NameNotFound {
                host: config.host.clone(),
            });
        }
        let unreachable = |error: io::Error| Reason::Unreachable {
            host: config.host.clone(),
            detail: error.to_string(),
        };
        let stream = TcpStream::connect(addresses.as_slice()).await;
        let stream = stream.map_err(unreachable)?;
        stream.set_nodelay(true).map_err(unreachable)?;
        let guest = Guest::new(config.host_key.clone(), config.listen_port, target, places);
        client::connect_stream(self.russh_config(), stream, guest)
            .await
            .map_err(Fault::reason)
    }

    async fn listen(&self, session: &mut Handle<Guest>) -> Result<(), Reason> {
        let config = &self.config;
        let key = PrivateKeyWithHashAlg::new(config.key.private(), None);
        let taken = session.authenticate_publickey(&config.user, key).await;
        if !taken.map_err(|error| broken(&error))?.success() {
            return Err(Reason::NotAuthorised {
                user: config.user.clone(),
            });
        }
        let port = config.listen_port;
        let asked = session.tcpip_forward(LISTEN_ADDRESS, u32::from(port)).await;
        match asked {
            Ok(_) => Ok(()),
            Err(russh::Error::RequestDenied) if self.held_before.load(Ordering::Relaxed) => {
                Err(Reason::PortHeld { port })
            }
            Err(russh::Error::RequestDenied) => Err(Reason::PortRefused { port }),
            Err(error) => Err(broken(&error)),
        }
    }

    /// Asks the server to take no more; one that refuses is left all the same.
    async fn stop_listening(&self, session: &Handle<Guest>) {
        let port = u32::from(self.config.listen_port);
        drop(session.cancel_tcpip_forward(LISTEN_ADDRESS, port).await);
    }

    fn russh_config(&self) -> Arc<client::Config> {
        let mut preferred = Preferred::DEFAULT;
        if let HostKeyRule::Pinned(key) = &self.config.host_key {
            // A server has several keys: it is to show the one that is pinned.
            let mut kinds = preferred.key.into_owned();
            let pinned = key.algorithm();
            kinds.sort_by_key(|kind| *kind != pinned);
            preferred.key = Cow::Owned(kinds);
        }
        Arc::new(client::Config {
            keepalive_interval: Some(self.config.keepalive_every),
            keepalive_max: KEEPALIVES_UNANSWERED_MAX,
            nodelay: true,
            preferred,
            ..client::Config::default()
        })
    }
}

impl Provider for Ssh {
    fn hold(&self, line: Line) -> BoxFuture<'_, Reason> {
        Box::pin(async move {
            let places = Places::new();
            let mut session = tokio::select! {
                dialled = self.dial(line.target, places.clone()) => match dialled {
                    Ok(session) => session,
                    Err(reason) => return reason,
                },
                // What is half begun ends when it is dropped.
                () = line.hung_up.cancelled() => return hung_up(),
            };
            line.up(self.config.url.clone());
            tokio::select! {
                ended = &mut session => ended.map_or_else(Fault::reason, |()| closed()),
                () = line.hung_up.cancelled() => {
                    line.drain(&places, self.stop_listening(&session)).await;
                    if line.ends_in_order() {
                        // It answers only after it has read all that was said before.
                        drop(timeout(GOODBYE_TIMEOUT, self.stop_listening(&session)).await);
                    }
                    goodbye(session).await;
                    hung_up()
                }
            }
        })
    }

    fn seen_by(&self) -> SeenBy {
        SeenBy::OwnHost
    }

    fn word(&self) -> &'static str {
        "ssh"
    }
}

/// Says goodbye, so that the server frees the port, and waits for the end, both within bounds.
async fn goodbye(mut session: Handle<Guest>) {
    let ended = timeout(GOODBYE_TIMEOUT, async {
        drop(session.disconnect(Disconnect::ByApplication, "", "").await);
        drop((&mut session).await);
    });
    if ended.await.is_err() {
        tracing::debug!("the server did not hear the goodbye");
    }
}
