//! A small receiver, as the real one is to a tunnel: it asks of each request whether it is a
//! canary, and writes down what else came.

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{Request, Response, body::Incoming, service::service_fn};
use hyper_util::rt::TokioIo;
use sha2::{Digest, Sha256};
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};
use tokio::{
    net::TcpListener,
    sync::watch,
    task::{AbortHandle, JoinSet},
};
use tunnel::{Arrival, Arrivals, CanaryShape, tunnel::Clocks};

/// The header that in a delivery holds the hash.
pub const ID_HEADER: &str = "x-webhook-security-hash";
pub const PATH: &str = "/hooks/secret";

/// What the canaries of the tests look like.
pub fn shape() -> CanaryShape {
    CanaryShape {
        path: PATH.to_owned(),
        id_header: ID_HEADER.to_owned(),
        headers: vec![(
            "x-webhook-security-fields".to_owned(),
            "id,status".to_owned(),
        )],
        body: Bytes::from_static(br#"{"id":"0","status":"CANARY"}"#),
    }
}

/// A delivery that came, as far as the tests ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    pub path: String,
    pub hash: String,
    pub encoding: Option<String>,
}

#[derive(Clone)]
struct Desk {
    arrivals: Arc<Mutex<Option<Arrivals>>>,
    clocks: Clocks,
    came: Arc<Mutex<Vec<Came>>>,
    count: Arc<watch::Sender<usize>>,
}

/// A small receiver on a port of its own.
pub struct Receiver {
    pub address: SocketAddr,
    desk: Desk,
    task: AbortHandle,
}

impl Receiver {
    pub async fn start(clocks: Clocks) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let desk = Desk {
            arrivals: Arc::default(),
            clocks,
            came: Arc::default(),
            count: Arc::new(watch::channel(0).0),
        };
        let task = tokio::spawn(accept(listener, desk.clone())).abort_handle();
        Self {
            address,
            desk,
            task,
        }
    }

    /// From now on it knows whom to ask.
    pub fn asks(&self, arrivals: Arrivals) {
        *self.desk.arrivals.lock().unwrap() = Some(arrivals);
    }

    /// What came that is no canary.
    pub fn came(&self) -> Vec<Came> {
        self.desk.came.lock().unwrap().clone()
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, desk: Desk) {
    let mut open = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        let desk = desk.clone();
        open.spawn(async move {
            let service = service_fn(move |request| {
                let desk = desk.clone();
                async move { answer(&desk, request).await }
            });
            // A connection that breaks is the test's own doing.
            drop(
                hyper::server::conn::http1::Builder::new()
                    .serve_connection(TokioIo::new(stream), service)
                    .await,
            );
        });
        while open.try_join_next().is_some() {}
    }
}

async fn answer(
    desk: &Desk,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, hyper::Error> {
    let header = |name: &str| {
        let value = request.headers().get(name)?;
        Some(value.to_str().unwrap_or("?").to_owned())
    };
    let id = header(ID_HEADER).unwrap_or_default();
    let encoding = header("content-encoding");
    let path = request.uri().path().to_owned();
    let body = request.into_body().collect().await?.to_bytes();
    let at = (desk.clocks)();
    let arrivals = desk.arrivals.lock().unwrap().clone();
    let arrival = arrivals.map_or(Arrival::Other, |known| known.take(&id, &body, at));
    if arrival == Arrival::Other {
        desk.came.lock().unwrap().push(Came {
            path,
            hash: hex::encode(Sha256::digest(&body)),
            encoding,
        });
        desk.count.send_modify(|count| *count += 1);
    }
    Ok(Response::new(Full::new(Bytes::from(hex::encode(
        Sha256::digest(&body),
    )))))
}
