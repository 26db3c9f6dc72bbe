//! A profile's receiver, with a way in to it from a public port.

use crate::{ports::free_port, ssh_server::SshServer};
use domain::{Clock, Gap, SystemClock};
use engine::Span;
use ledger::{Entry, From, PageQuery, Reader, Writer, WriterOptions};
use receiver::{LedgerKeep, Receiver, ReceiverConfig};
use std::{
    net::{Ipv4Addr, SocketAddr},
    path::Path,
    sync::Arc,
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::{mpsc, watch},
    time::timeout,
};
use tunnel::{
    PublicUrl, SshKey, Timing, TunnelStatus,
    providers::ssh::{HostKeyRule, Ssh, SshConfig},
};
use way_in::{WayIn, WayInParts};
use webhooks::{Keys, Rules, WebhookSecret, sign};

const SECRET: &str = "9f2c1e7ab04d583692cf81e07b5da4439f2c1e7ab04d583692cf81e07b5da443";
pub const PATH: &str = "/hooks/secret";
/// How long anything may take. The machine may be busy.
pub const LIMIT: Duration = Duration::from_secs(40);
/// How long a delivery is waited for.
const DELIVERY_LIMIT: Duration = Duration::from_secs(20);

/// Times that let a test end soon, with room for a busy machine.
pub fn soon() -> Timing {
    Timing {
        canary_every: Duration::from_millis(200),
        settle: Duration::from_millis(300),
        settle_canary_every: Duration::from_millis(30),
        backoff_first: Duration::from_millis(20),
        backoff_max: Duration::from_millis(200),
        port_held_wait_max: Duration::from_millis(100),
        redial_apart: Duration::from_millis(50),
        ..Timing::default()
    }
}

/// A receiver with a way in.
pub struct Place {
    pub public: SocketAddr,
    pub writer: Writer,
    pub clock: Arc<dyn Clock>,
    way_in: WayIn,
    receiver: Receiver,
    status: watch::Receiver<TunnelStatus>,
}

impl Place {
    pub async fn start(folder: &Path, server: &SshServer) -> Self {
        Self::start_at(folder, server, free_port(), false).await
    }

    /// The next run, at the same public URL.
    pub async fn again(folder: &Path, server: &SshServer, public: SocketAddr) -> Self {
        Self::start_at(folder, server, public.port(), true).await
    }

    async fn start_at(folder: &Path, server: &SshServer, port: u16, held_before: bool) -> Self {
        let clock: Arc<dyn Clock> = Arc::new(SystemClock::start());
        let writer = Writer::open(folder, WriterOptions::default())
            .await
            .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let target = listener.local_addr().unwrap();
        let keys = watch::channel(Arc::new(Keys {
            current: Some(secret()),
            previous: None,
        }));
        let rules = watch::channel(Arc::new(Rules::default()));
        let mut config = ReceiverConfig::new(PATH.to_owned(), keys.1, rules.1);
        let (provider, public) = ssh(server, port, held_before);
        let parts = WayInParts {
            provider: Some(Arc::new(provider)),
            target,
            path: PATH.to_owned(),
            timing: soon(),
            power: mpsc::channel(1).1,
            writer: writer.clone(),
            folder: folder.to_owned(),
            clock: Arc::clone(&clock),
        };
        let way_in = WayIn::start(parts, |_| ()).await.unwrap();
        config.arrivals = watch::channel(way_in.arrivals()).1;
        let keep = LedgerKeep::new(writer.clone());
        let receiver = Receiver::start(listener, config, keep, Arc::clone(&clock));
        let tunnel = way_in.tunnel().unwrap();
        tunnel.turn_on().await;
        Self {
            status: tunnel.status(),
            public,
            writer,
            clock,
            way_in,
            receiver,
        }
    }

    /// Waits until its tunnel is so.
    pub async fn until(&mut self, what: &str, is: impl FnMut(&TunnelStatus) -> bool) {
        let waited = timeout(LIMIT, self.status.wait_for(is)).await;
        let found = waited.unwrap_or_else(|_| panic!("{what} did not come"));
        drop(found.unwrap());
    }

    pub async fn proven(&mut self) {
        self.until("a proof", |status| status.state.is_proven())
            .await;
    }

    /// Waits for a proof that is newer than the last one.
    pub async fn another_proof(&mut self) {
        let known = self.status.borrow().last_proof;
        self.until("another proof", |status| {
            status.state.is_proven() && status.last_proof != known
        })
        .await;
    }

    /// Ends in order.
    pub async fn end(self) {
        self.way_in.end_begins();
        self.receiver.stop().await;
        self.way_in.stop().await;
        self.writer.close().await;
    }

    /// Ends in order, but the receiver is gone for so long that a test of the tunnel fails.
    pub async fn end_slowly(self) {
        self.way_in.end_begins();
        self.receiver.stop().await;
        let mut status = self.status.clone();
        let fails = status.wait_for(|status| !status.state.is_proven());
        drop(timeout(LIMIT, fails).await.unwrap().unwrap());
        self.way_in.stop().await;
        self.writer.close().await;
    }

    /// Ends as a crash does: nothing is written down any more.
    pub async fn crash(self) {
        self.writer.close().await;
    }
}

pub fn secret() -> WebhookSecret {
    WebhookSecret::new(SECRET.as_bytes().to_vec()).unwrap()
}

fn ssh(server: &SshServer, listen_port: u16, held_before: bool) -> (Ssh, SocketAddr) {
    let config = SshConfig {
        host: server.address.ip().to_string(),
        port: server.address.port(),
        user: "tunnel".to_owned(),
        key: SshKey::generate().unwrap(),
        host_key: HostKeyRule::Pinned(server.host_key.clone()),
        listen_port,
        url: PublicUrl::parse(&format!("http://127.0.0.1:{listen_port}")).unwrap(),
        held_before,
        keepalive_every: Duration::from_secs(30),
    };
    let public = SocketAddr::from((Ipv4Addr::LOCALHOST, listen_port));
    (Ssh::new(config), public)
}

/// Sends a verified delivery about a transaction to a public port; gives the status of a whole
/// answer.
pub async fn deliver(public: SocketAddr, number: u64) -> Option<u16> {
    let body = format!(r#"{{"id":{number},"status":"OnOff_PENDING"}}"#);
    let hash = sign(&["id", "status"], body.as_bytes(), &secret()).unwrap();
    let request = format!(
        "POST {PATH} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\
         Content-Type: application/json\r\nX-Webhook-Security-Fields: id,status\r\n\
         X-Webhook-Security-Hash: {hash}\r\nX-Webhook-Request-UUID: u-{number}\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let answered = timeout(DELIVERY_LIMIT, async {
        let mut stream = TcpStream::connect(public).await.ok()?;
        stream.write_all(request.as_bytes()).await.ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.ok()?;
        answer.contains("\r\n\r\n").then_some(())?;
        answer.split(' ').nth(1)?.parse().ok()
    });
    answered.await.ok().flatten()
}

/// All entries of a kind, or of all kinds.
pub async fn entries(reader: &Reader, kind: Option<&str>) -> Vec<Entry> {
    let mut all = Vec::new();
    let mut from = From::After(0);
    loop {
        let page = reader
            .page(&PageQuery {
                subject: None,
                kinds: kind.into_iter().map(str::to_owned).collect(),
                from,
                limit: 500,
            })
            .await
            .unwrap();
        let Some(last) = page.entries.last() else {
            return all;
        };
        from = From::After(last.sequence);
        all.extend(page.entries);
    }
}

pub async fn gaps(reader: &Reader) -> Vec<Gap> {
    engine::gaps(reader, &Span::default()).await.unwrap()
}
