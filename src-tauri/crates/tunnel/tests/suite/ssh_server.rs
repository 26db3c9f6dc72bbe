//! An ssh server inside of the test, which does what the test says.

use russh::{
    keys::{PrivateKey, PublicKey, ssh_key::private::Ed25519Keypair},
    server::{self, Auth, Handler, Session, VerifiedPublicKey},
};
use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};
use tokio::{net::TcpListener, sync::watch, task::JoinSet};
use tunnel::HostKey;

/// Somebody's public key.
pub const ANY_KEY: &str =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";

/// What a server does.
#[derive(Debug, Clone, Default)]
pub struct Ways {
    /// The key that may come in; none is any.
    pub lets_in: Option<PublicKey>,
    /// Whether it refuses to forward.
    pub refuses_ports: bool,
    /// Whether it opens channels as if for another port.
    pub names_another_port: bool,
}

/// A running server.
pub struct SshServer {
    pub address: SocketAddr,
    pub host_key: HostKey,
    /// How many users tried to come in.
    pub tried: Arc<AtomicUsize>,
    ways: Arc<Mutex<Ways>>,
    cut: watch::Sender<u64>,
    freeze: watch::Sender<bool>,
    _task: JoinSet<()>,
}

impl SshServer {
    pub async fn start(seed: u8, ways: Ways) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let key = PrivateKey::from(Ed25519Keypair::from_seed(&[seed; 32]));
        let host_key = HostKey::new(key.public_key());
        let config = Arc::new(server::Config {
            keys: vec![key],
            nodelay: true,
            auth_rejection_time: std::time::Duration::ZERO,
            ..server::Config::default()
        });
        let (cut, cuts) = watch::channel(0);
        let freeze = watch::Sender::new(false);
        let ways = Arc::new(Mutex::new(ways));
        let tried = Arc::default();
        let host = Host {
            ways: Arc::clone(&ways),
            tried: Arc::clone(&tried),
            listening: JoinSet::new(),
        };
        let address = listener.local_addr().unwrap();
        let mut task = JoinSet::new();
        task.spawn(accept(listener, config, host, (cuts, freeze.subscribe())));
        Self {
            address,
            host_key,
            tried,
            ways,
            cut,
            freeze,
            _task: task,
        }
    }

    pub fn set(&self, change: impl FnOnce(&mut Ways)) {
        change(&mut self.ways.lock().unwrap());
    }

    /// Says nothing more in any session, and leaves all connections open.
    pub fn freeze(&self) {
        self.freeze.send_replace(true);
    }

    /// Cuts all sessions.
    pub fn cut(&self) {
        self.cut.send_modify(|times| *times += 1);
    }
}

async fn accept(
    listener: TcpListener,
    config: Arc<server::Config>,
    host: Host,
    (cuts, freezes): (watch::Receiver<u64>, watch::Receiver<bool>),
) {
    let mut sessions = JoinSet::new();
    while let Ok((mut stream, _)) = listener.accept().await {
        let (config, host, mut cut) = (Arc::clone(&config), host.again(), cuts.clone());
        cut.mark_unchanged();
        let mut frozen = freezes.clone();
        // A pipe in between can be cut; a session ends in order.
        let (inside, mut outside) = tokio::io::duplex(64 * 1024);
        sessions.spawn(async move {
            if let Ok(session) = server::run_stream(config, inside, host).await {
                drop(session.await);
            }
        });
        sessions.spawn(async move {
            tokio::select! {
                _ = tokio::io::copy_bidirectional(&mut stream, &mut outside) => return,
                _ = cut.changed() => return,
                _ = frozen.wait_for(|frozen| *frozen) => {}
            }
            // Both ends stay open, and nothing goes through.
            drop(cut.changed().await);
        });
    }
}

struct Host {
    ways: Arc<Mutex<Ways>>,
    tried: Arc<AtomicUsize>,
    listening: JoinSet<()>,
}

impl Host {
    fn again(&self) -> Self {
        Self {
            ways: Arc::clone(&self.ways),
            tried: Arc::clone(&self.tried),
            listening: JoinSet::new(),
        }
    }
}

impl Handler for Host {
    type Error = russh::Error;

    async fn auth_publickey(
        &mut self,
        _user: &str,
        key: VerifiedPublicKey<'_>,
    ) -> Result<Auth, Self::Error> {
        self.tried.fetch_add(1, Ordering::SeqCst);
        let lets_in = self.ways.lock().unwrap().lets_in.clone();
        let same = lets_in.is_none_or(|known| known.key_data() == key.public_key.key_data());
        Ok(if same { Auth::Accept } else { Auth::reject() })
    }

    async fn cancel_tcpip_forward(
        &mut self,
        _address: &str,
        _port: u32,
        _session: &mut Session,
    ) -> Result<bool, Self::Error> {
        // Those that are open stay.
        self.listening.abort_all();
        Ok(true)
    }

    async fn tcpip_forward(
        &mut self,
        address: &str,
        port: &mut u32,
        session: &mut Session,
    ) -> Result<bool, Self::Error> {
        assert_eq!(address, "127.0.0.1", "as in permitlisten");
        let ways = self.ways.lock().unwrap().clone();
        if ways.refuses_ports {
            return Ok(false);
        }
        let listened = u16::try_from(*port).unwrap();
        let Ok(listener) = TcpListener::bind(("127.0.0.1", listened)).await else {
            return Ok(false);
        };
        let handle = session.handle();
        let named = *port + u32::from(ways.names_another_port);
        self.listening.spawn(async move {
            while let Ok((mut outside, from)) = listener.accept().await {
                let handle = handle.clone();
                // It ends with its channel, after all that came through that.
                tokio::spawn(async move {
                    let port = u32::from(from.port());
                    let opened =
                        handle.channel_open_forwarded_tcpip("127.0.0.1", named, "127.0.0.1", port);
                    let Ok(channel) = opened.await else {
                        return; // Refused: the connection is closed.
                    };
                    let mut inside = channel.into_stream();
                    drop(tokio::io::copy_bidirectional(&mut outside, &mut inside).await);
                });
            }
        });
        Ok(true)
    }
}
