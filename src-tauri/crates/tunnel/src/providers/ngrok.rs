//! ngrok through its SDK: the service ends TLS at its edge and relays each connection here.

mod cuttable;

use crate::{
    PublicUrl, Reason,
    printable::printable,
    provider::{Line, Provider, SeenBy, hung_up},
    relay::{self, Places},
};
use cuttable::Cuttable;
use futures_util::{StreamExt, future::BoxFuture};
use ngrok::{
    Session,
    config::TunnelBuilder,
    session::{ConnectError, default_connect},
    tunnel::{AcceptError, EndpointInfo, HttpTunnel, TunnelCloser},
};
use std::{net::SocketAddr, sync::Arc, time::Duration};
use tokio::{sync::Notify, task::JoinSet, time::timeout};
use tokio_util::sync::CancellationToken;
use zeroize::Zeroizing;

const SERVICE: &str = "ngrok";
/// How often the service is asked for a word; it may take twice as long to answer before the
/// session is given up.
pub const HEARTBEAT_EVERY: Duration = Duration::from_secs(5);
/// How long saying goodbye may take.
const GOODBYE_TIMEOUT: Duration = Duration::from_secs(2);

/// An authtoken of ngrok's. It does not print.
#[derive(Clone)]
pub struct NgrokToken(Zeroizing<String>);

impl NgrokToken {
    /// Takes a token over.
    #[must_use]
    pub fn new(token: String) -> Self {
        Self(Zeroizing::new(token))
    }
}

impl std::fmt::Debug for NgrokToken {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("NgrokToken(…)")
    }
}

/// An ingress of one's own for the agent, as ngrok offers it.
#[derive(Debug, Clone)]
pub struct NgrokIngress {
    /// Its name or address and port.
    pub address: String,
    /// The roots that its certificate is checked by, as PEM.
    pub roots_pem: Vec<u8>,
}

/// How a tunnel through ngrok is set up.
#[derive(Debug, Clone)]
pub struct NgrokConfig {
    /// The account's token, from the keyring.
    pub token: NgrokToken,
    /// The domain to be reached at; without one ngrok gives the account's own or a random one.
    pub domain: Option<String>,
    /// An ingress of one's own; none is ngrok's.
    pub ingress: Option<NgrokIngress>,
    /// See [`HEARTBEAT_EVERY`].
    pub heartbeat_every: Duration,
}

/// A tunnel through ngrok.
#[derive(Debug)]
pub struct Ngrok {
    config: NgrokConfig,
}

impl Ngrok {
    /// A tunnel with this set-up.
    #[must_use]
    pub const fn new(config: NgrokConfig) -> Self {
        Self { config }
    }

    /// A session and its endpoint. `silent` is told when the service does not answer any more: the
    /// SDK leaves it at that. `cut` ends its connection: else the SDK's tasks would wait for
    /// answers that do not come, and keep it open.
    async fn dial(
        &self,
        silent: Arc<Notify>,
        cut: CancellationToken,
    ) -> Result<(Session, HttpTunnel, PublicUrl), Reason> {
        // The SDK takes the process's provider of TLS. An error means that one is there already.
        drop(rustls::crypto::ring::default_provider().install_default());
        let mut builder = Session::builder();
        let version = env!("CARGO_PKG_VERSION");
        builder
            .authtoken(self.config.token.0.as_str())
            .client_info("partner-console", version, None::<String>)
            .handle_heartbeat(move |answer: Option<Duration>| {
                if answer.is_none() {
                    silent.notify_one();
                }
                async { Ok(()) }
            })
            .connector(move |host, port, tls, lost| {
                connect_once(host, port, tls, lost, cut.clone())
            });
        // Both fail only for times of centuries.
        let every = self.config.heartbeat_every;
        drop(builder.heartbeat_interval(every));
        drop(builder.heartbeat_tolerance(every * 2));
        if let Some(ingress) = &self.config.ingress {
            builder.ca_cert(ingress.roots_pem.clone().into());
            let set = builder.server_addr(&ingress.address);
            set.map_err(|error| self.refused(&error.to_string()))?;
        }
        let session = builder.connect().await;
        let session = session.map_err(|error| self.not_connected(&error))?;
        let mut endpoint = session.http_endpoint();
        if let Some(domain) = &self.config.domain {
            endpoint.domain(domain);
        }
        let tunnel = endpoint.listen().await;
        let tunnel = tunnel.map_err(|error| self.refused(&chain(&error)))?;
        let url = PublicUrl::parse(tunnel.url()).map_err(|error| Reason::UrlRefused {
            printed: printable(tunnel.url()),
            detail: error.to_string(),
        })?;
        Ok((session, tunnel, url))
    }

    fn not_connected(&self, error: &ConnectError) -> Reason {
        match error {
            ConnectError::Tcp(_) | ConnectError::Tls(_) | ConnectError::ProxyConnect(_) => {
                Reason::Unreachable {
                    host: SERVICE.to_owned(),
                    detail: printable(&chain(error)),
                }
            }
            other => self.refused(&chain(other)),
        }
    }

    /// ngrok repeats a token that it does not like in its message.
    fn refused(&self, said: &str) -> Reason {
        let token = self.config.token.0.as_str();
        let said = if token.is_empty() {
            said.to_owned()
        } else {
            said.replace(token, "…")
        };
        Reason::ServiceRefused {
            service: SERVICE,
            detail: printable(&said),
        }
    }
}

impl Provider for Ngrok {
    fn hold(&self, line: Line) -> BoxFuture<'_, Reason> {
        Box::pin(async move {
            let silent = Arc::new(Notify::new());
            let cut = CancellationToken::new();
            // However this ends, nothing of the session is left.
            let _cut_at_the_end = cut.clone().drop_guard();
            let (mut session, mut tunnel, url) = tokio::select! {
                dialled = self.dial(Arc::clone(&silent), cut) => match dialled {
                    Ok(dialled) => dialled,
                    Err(reason) => return reason,
                },
                () = line.hung_up.cancelled() => return hung_up(),
            };
            line.up(url);
            let places = Places::new();
            // Dropped at the end, and then the connections end too.
            let mut relayed = JoinSet::new();
            let relaying = relay_all(&mut tunnel, line.target, &places, &mut relayed);
            let reason = tokio::select! {
                error = relaying => Reason::SessionEnded {
                    detail: error.map_or_else(|| "ngrok closed it".to_owned(), |error| {
                        printable(&chain(&error))
                    }),
                },
                () = silent.notified() => Reason::KeepaliveUnanswered,
                () = line.hung_up.cancelled() => {
                    // What comes from now on is not accepted.
                    line.drain(&places, async {}).await;
                    hung_up()
                }
            };
            let goodbye = async {
                // What has ended already has nobody who hears it.
                drop(tunnel.close().await);
                drop(session.close().await);
            };
            drop(timeout(GOODBYE_TIMEOUT, goodbye).await);
            reason
        })
    }

    fn seen_by(&self) -> SeenBy {
        SeenBy::Service(SERVICE)
    }

    fn word(&self) -> &'static str {
        "ngrok"
    }
}

/// Connects once. The SDK would connect again by itself and not say so; here a session that is lost
/// is a session that is lost, and dialling again is the supervisor's.
async fn connect_once(
    host: String,
    port: u16,
    tls: Arc<rustls::ClientConfig>,
    lost: Option<AcceptError>,
    cut: CancellationToken,
) -> Result<Box<dyn ngrok::session::IoStream>, ConnectError> {
    if lost.is_some() {
        return Err(ConnectError::Canceled);
    }
    let stream = default_connect(host, port, tls, None).await?;
    Ok(Box::new(Cuttable::new(stream, cut)))
}

/// Relays each connection until no more come.
async fn relay_all(
    tunnel: &mut HttpTunnel,
    target: SocketAddr,
    places: &Places,
    relayed: &mut JoinSet<()>,
) -> Option<AcceptError> {
    loop {
        let outside = match tunnel.next().await? {
            Ok(outside) => outside,
            Err(error) => return Some(error),
        };
        while relayed.try_join_next().is_some() {}
        // One too many is closed unanswered.
        let Some(place) = places.take() else {
            continue;
        };
        relayed.spawn(async move {
            match relay::connect(target).await {
                Ok(receiver) => relay::relay(outside, receiver, place).await,
                Err(error) => {
                    tracing::warn!(%error, "the receiver does not take a relayed connection");
                }
            }
        });
    }
}

/// An error with its causes in one line.
fn chain(error: &dyn std::error::Error) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        line = format!("{line}: {inner}");
        cause = inner.source();
    }
    line
}
