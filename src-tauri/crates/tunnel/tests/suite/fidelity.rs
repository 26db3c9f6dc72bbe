//! What goes in at one end comes out at the other, byte for byte; and relays that do otherwise.

use crate::{
    receiver::{Came, PATH, Receiver},
    rig::{Rig, soon, within},
};
use sha2::{Digest, Sha256};
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::AbortHandle,
};
use tunnel::{PublicUrl, providers::own_url::OwnUrl};

/// Whether the tests run at the size of a campaign.
pub fn full() -> bool {
    std::env::var("CAMPAIGN").is_ok_and(|size| size == "full")
}

/// How many bodies go through each provider.
fn bodies() -> usize {
    if full() { 10_000 } else { 40 }
}

/// Sends random bodies through `public` in every framing, and looks whether the receiver saw each
/// as it was sent, in order.
pub async fn bodies_come_unaltered(public: SocketAddr, receiver: &Receiver) {
    let mut random = fastrand::Rng::with_seed(7);
    let mut sent = Vec::new();
    let before = receiver.came().len();
    for number in 0..bodies() {
        let body = body(&mut random);
        let gzip = number % 4 == 3;
        let answer = raw(public, &request(&mut random, number, &body)).await;
        let hash = hex::encode(Sha256::digest(&body));
        let told = String::from_utf8_lossy(&answer).into_owned();
        assert!(told.ends_with(&hash), "{told}");
        sent.push(Came {
            path: PATH.to_owned(),
            hash,
            encoding: gzip.then(|| "gzip".to_owned()),
        });
    }
    assert_eq!(receiver.came()[before..], sent);
}

/// Text with escapes, or any bytes, seldom large.
fn body(random: &mut fastrand::Rng) -> Vec<u8> {
    let long = if random.u8(..) < 16 { 200_000 } else { 4_000 };
    let length = random.usize(0..long);
    if random.bool() {
        return std::iter::repeat_with(|| random.u8(..))
            .take(length)
            .collect();
    }
    let pieces = [
        r"\u00e9",
        r"\\",
        "\r\n",
        "\u{feff}",
        "é",
        r#"\""#,
        "\0",
        "%0a",
        "\u{1f600}",
    ];
    let mut text = String::from("{\"a\":\"");
    while text.len() < length {
        text.push_str(pieces[random.usize(..pieces.len())]);
    }
    text.into_bytes()
}

/// One framing after the other: a length, chunks, 100-continue, and a body that says it is gzip.
fn request(random: &mut fastrand::Rng, number: usize, body: &[u8]) -> Vec<u8> {
    let framing = match number % 4 {
        1 => "transfer-encoding: chunked\r\n".to_owned(),
        2 => format!("content-length: {}\r\nexpect: 100-continue\r\n", body.len()),
        3 => format!(
            "content-length: {}\r\ncontent-encoding: gzip\r\n",
            body.len()
        ),
        _ => format!("content-length: {}\r\n", body.len()),
    };
    let head = format!("POST {PATH} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{framing}\r\n");
    let mut bytes = head.into_bytes();
    if number % 4 != 1 {
        bytes.extend(body);
        return bytes;
    }
    let mut rest = body;
    while !rest.is_empty() {
        let (piece, more) = rest.split_at(random.usize(1..=rest.len()));
        bytes.extend(format!("{:x}\r\n", piece.len()).bytes());
        bytes.extend(piece);
        bytes.extend(b"\r\n");
        rest = more;
    }
    bytes.extend(b"0\r\n\r\n");
    bytes
}

/// Sends bytes to an address and reads what comes back to its end.
pub async fn raw(to: SocketAddr, request: &[u8]) -> Vec<u8> {
    within("an answer", async {
        let (mut read, mut write) = TcpStream::connect(to).await.unwrap().into_split();
        let mut answer = Vec::new();
        let (sent, came) = tokio::join!(write.write_all(request), read.read_to_end(&mut answer));
        sent.unwrap();
        came.unwrap();
        answer
    })
    .await
}

/// A relay that keeps or alters what it passes on.
pub struct Relay {
    address: SocketAddr,
    target: Arc<Mutex<Option<SocketAddr>>>,
    seen: Arc<Mutex<Vec<u8>>>,
    task: AbortHandle,
}

impl Relay {
    async fn start(alter: fn(&mut [u8])) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let target: Arc<Mutex<Option<SocketAddr>>> = Arc::default();
        let seen: Arc<Mutex<Vec<u8>>> = Arc::default();
        let (to, keep) = (Arc::clone(&target), Arc::clone(&seen));
        let task = tokio::spawn(async move {
            while let Ok((mut outside, _)) = listener.accept().await {
                let Some(to) = *to.lock().unwrap() else {
                    continue; // Not yet: a connection that is closed unanswered.
                };
                let keep = Arc::clone(&keep);
                tokio::spawn(async move { pass_on(&mut outside, to, alter, &keep).await });
            }
        });
        Self {
            address,
            target,
            seen,
            task: task.abort_handle(),
        }
    }

    pub fn url(&self) -> PublicUrl {
        PublicUrl::parse(&format!("http://{}", self.address)).unwrap()
    }

    pub fn leads_to(&self, target: SocketAddr) {
        *self.target.lock().unwrap() = Some(target);
    }

    /// The last request that it passed on.
    pub fn seen(&self) -> Vec<u8> {
        self.seen.lock().unwrap().clone()
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Reads one request with a length, and passes it on as one that closes its connection.
async fn pass_on(
    outside: &mut TcpStream,
    target: SocketAddr,
    alter: fn(&mut [u8]),
    keep: &Mutex<Vec<u8>>,
) {
    let mut request = Vec::new();
    let body = crate::receiver::shape().body;
    while !request.ends_with(&body) {
        if outside.read_buf(&mut request).await.unwrap_or(0) == 0 {
            return;
        }
    }
    let text = String::from_utf8(request).unwrap();
    let mut request = text
        .replacen("\r\n", "\r\nconnection: close\r\n", 1)
        .into_bytes();
    let at = request.len() - body.len();
    alter(&mut request[at..]);
    keep.lock().unwrap().clone_from(&request);
    let answer = raw(target, &request).await;
    // The canary may have been given up.
    drop(outside.write_all(&answer).await);
}

/// One that alters a byte of each body.
pub async fn altering() -> Relay {
    Relay::start(|body| body[2] ^= 1).await
}

/// One that looks at what it passes on.
pub async fn spying() -> Relay {
    Relay::start(|_| ()).await
}

#[tokio::test]
async fn through_an_own_url_bodies_come_unaltered() {
    let port = crate::rig::free_port();
    let forward = SocketAddr::from(([127, 0, 0, 1], port));
    let url = PublicUrl::parse(&format!("http://{forward}")).unwrap();
    let mut rig = Rig::start(OwnUrl::new(url), soon()).await;
    // Whatever stands before this machine: here it begins to lead here after a while.
    let listener = TcpListener::bind(forward).await.unwrap();
    let target = rig.receiver.address;
    let forwards = tokio::spawn(async move {
        while let Ok((mut outside, _)) = listener.accept().await {
            let mut inside = TcpStream::connect(target).await.unwrap();
            tokio::spawn(async move {
                // A canary may have been given up.
                drop(tokio::io::copy_bidirectional(&mut outside, &mut inside).await);
            });
        }
    });
    rig.proven().await;
    bodies_come_unaltered(forward, &rig.receiver).await;
    rig.tunnel.stop().await;
    forwards.abort();
}
