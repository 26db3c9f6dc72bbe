//! ngrok's edge inside of the test: TLS, muxado with heartbeats, and the agent's calls as the SDK
//! makes them; a public port in front of it.

use muxado::{
    SessionBuilder,
    heartbeat::{Heartbeat, HeartbeatConfig},
    typed::{StreamType, Typed, TypedAccept, TypedOpenClose, TypedSession, TypedStream},
};
use rcgen::{BasicConstraints, CertificateParams, IsCa, KeyPair};
use serde_json::{Value, json};
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional},
    net::{TcpListener, TcpStream},
    sync::{mpsc, watch},
    task::JoinSet,
};
use tokio_rustls::{TlsAcceptor, rustls};
use tunnel::providers::ngrok::NgrokIngress;

// The numbers of the agent's calls, as the SDK has them.
const AUTH: StreamType = StreamType::clamp(0);
const BIND: StreamType = StreamType::clamp(1);
const UNBIND: StreamType = StreamType::clamp(2);
const PROXY: StreamType = StreamType::clamp(3);

/// The one token that the edge knows.
pub const TOKEN: &str = "2abcTOKENxyz";

/// A running edge.
pub struct Edge {
    pub ingress: NgrokIngress,
    pub public: SocketAddr,
    /// What was asked of it: the calls' bodies.
    asked: Arc<Mutex<Vec<Value>>>,
    cut: watch::Sender<u64>,
    held: watch::Sender<bool>,
    _tasks: JoinSet<()>,
}

impl Edge {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let front = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let public = front.local_addr().unwrap();
        let (roots_pem, acceptor) = certificates();
        let ingress = NgrokIngress {
            address: listener.local_addr().unwrap().to_string(),
            roots_pem,
        };
        let (cut, cuts) = watch::channel(0);
        let (held, holds) = watch::channel(false);
        let asked = Arc::default();
        let (come, comes) = mpsc::channel(64);
        let mut tasks = JoinSet::new();
        tasks.spawn(async move {
            while let Ok((outside, _)) = front.accept().await {
                come.send(outside).await.unwrap();
            }
        });
        let agents = Agents {
            acceptor,
            public,
            asked: Arc::clone(&asked),
            cuts,
            holds,
            outside: Arc::new(tokio::sync::Mutex::new(comes)),
        };
        tasks.spawn(agents.take(listener));
        Self {
            ingress,
            public,
            asked,
            cut,
            held,
            _tasks: tasks,
        }
    }

    /// What was asked of it, call by call.
    pub fn asked(&self) -> Vec<Value> {
        self.asked.lock().unwrap().clone()
    }

    /// Cuts all sessions.
    pub fn cut(&self) {
        self.cut.send_modify(|times| *times += 1);
    }

    /// Passes nothing more between the agents and itself, and cuts nothing; or does again.
    pub fn hold(&self, held: bool) {
        self.held.send_replace(held);
    }
}

/// A root and a certificate of the edge's own.
fn certificates() -> (Vec<u8>, TlsAcceptor) {
    let mut authority = CertificateParams::new(Vec::new()).unwrap();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let root_key = KeyPair::generate().unwrap();
    let root = authority.self_signed(&root_key).unwrap();
    let key = KeyPair::generate().unwrap();
    let leaf = CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap();
    let issuer = rcgen::Issuer::new(authority, root_key);
    let certificate = leaf.signed_by(&key, &issuer).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![certificate.der().clone()],
            rustls::pki_types::PrivateKeyDer::try_from(key.serialize_der()).unwrap(),
        )
        .unwrap();
    (root.pem().into_bytes(), TlsAcceptor::from(Arc::new(config)))
}

#[derive(Clone)]
struct Agents {
    acceptor: TlsAcceptor,
    public: SocketAddr,
    asked: Arc<Mutex<Vec<Value>>>,
    cuts: watch::Receiver<u64>,
    holds: watch::Receiver<bool>,
    outside: Arc<tokio::sync::Mutex<mpsc::Receiver<TcpStream>>>,
}

impl Agents {
    async fn take(self, listener: TcpListener) {
        let mut sessions = JoinSet::new();
        while let Ok((agent, _)) = listener.accept().await {
            let mut agents = self.clone();
            agents.cuts.mark_unchanged();
            let (mut cut, holds) = (agents.cuts.clone(), agents.holds.clone());
            // A pipe in between can be cut or held; a session ends in order.
            let (inside, outside) = tokio::io::duplex(64 * 1024);
            sessions.spawn(async move {
                tokio::select! {
                    () = pass(agent, outside, holds) => {}
                    _ = cut.changed() => {}
                }
            });
            sessions.spawn(async move {
                if let Ok(agent) = agents.acceptor.clone().accept(inside).await {
                    let session = Typed::new(SessionBuilder::new(agent).server().start());
                    let (session, _beats) = Heartbeat::start(session, HeartbeatConfig::default())
                        .await
                        .unwrap();
                    agents.serve(session).await;
                }
            });
        }
    }

    async fn serve(&self, session: impl TypedSession) {
        let (mut open, mut accept) = session.split_typed();
        let mut bound = false;
        let mut relayed = JoinSet::new();
        loop {
            let next = async { self.outside.lock().await.recv().await };
            tokio::select! {
                call = accept.accept_typed() => {
                    let Ok(call) = call else { return };
                    bound |= self.answer(call).await;
                }
                Some(mut outside) = next, if bound => {
                    let Ok(mut inside) = open.open_typed(PROXY).await else { return };
                    relayed.spawn(async move {
                        let header = json!({
                            "Id": "tn_1", "ClientAddr": "192.0.2.7:9", "Proto": "https",
                            "EdgeType": "0", "PassthroughTLS": false,
                        })
                        .to_string();
                        inside.write_i64_le(header.len().try_into().unwrap()).await.unwrap();
                        inside.write_all(header.as_bytes()).await.unwrap();
                        drop(copy_bidirectional(&mut outside, &mut *inside).await);
                    });
                }
            }
        }
    }

    /// Answers one call; whether an endpoint is bound by it.
    async fn answer(&self, mut call: TypedStream) -> bool {
        let kind = call.typ();
        let body = read_json(&mut call).await;
        self.asked.lock().unwrap().push(body.clone());
        let answer = if kind == AUTH {
            let token = body["Extra"]["AuthToken"].as_str().unwrap();
            if token == TOKEN {
                json!({"Version": "2", "ClientId": "client_1", "Extra": {}})
            } else {
                // It repeats the token, as ngrok does.
                let said =
                    format!("The authtoken you specified is wrong.\nYour authtoken: {token}");
                json!({"Error": format!("{said}\n\nERR_NGROK_105\n")})
            }
        } else if kind == BIND {
            json!({
                "Id": "tn_1", "URL": format!("http://{}", self.public), "Proto": "https",
                "Opts": body["Opts"], "Extra": {"Token": ""},
            })
        } else {
            assert!(kind == UNBIND, "a call that the edge does not know: {body}");
            json!({})
        };
        // An agent that was cut does not hear it.
        drop(call.write_all(answer.to_string().as_bytes()).await);
        drop(call.shutdown().await);
        kind == BIND
    }
}

/// A call's stream is not closed behind its body: it is read until it is whole.
async fn read_json(call: &mut TypedStream) -> Value {
    let mut read = Vec::new();
    loop {
        if let Ok(whole) = serde_json::from_slice(&read) {
            return whole;
        }
        let more = call.read_buf(&mut read).await.unwrap();
        assert!(more > 0, "a call that ends in the middle");
    }
}

/// Passes bytes both ways while it is not held.
async fn pass(agent: TcpStream, edge: tokio::io::DuplexStream, holds: watch::Receiver<bool>) {
    let (agent_read, agent_write) = agent.into_split();
    let (edge_read, edge_write) = tokio::io::split(edge);
    tokio::select! {
        () = one_way(agent_read, edge_write, holds.clone()) => {}
        () = one_way(edge_read, agent_write, holds) => {}
    }
}

async fn one_way(
    mut from: impl tokio::io::AsyncRead + Unpin,
    mut to: impl tokio::io::AsyncWrite + Unpin,
    mut holds: watch::Receiver<bool>,
) {
    let mut piece = vec![0; 16 * 1024];
    while let Ok(read @ 1..) = from.read(&mut piece).await {
        if holds.wait_for(|held| !held).await.is_err()
            || to.write_all(&piece[..read]).await.is_err()
        {
            return;
        }
    }
}
