//! A server that keeps each request byte by byte and answers as the test says.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// A request as it came.
#[derive(Debug, Clone)]
pub struct Request {
    /// `GET /v1/countries HTTP/1.1`
    pub line: String,
    /// Names and values, sorted.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Request {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(one, _)| one == name);
        found.next().map(|(_, value)| value.as_str())
    }

    /// A parameter of the query.
    pub fn query(&self, name: &str) -> Option<u32> {
        let target = self.line.split(' ').nth(1)?;
        let pairs = target.split_once('?')?.1.split('&');
        let mut pairs = pairs.filter_map(|pair| pair.split_once('='));
        pairs.find(|(one, _)| *one == name)?.1.parse().ok()
    }
}

/// What the server does with a request.
#[derive(Debug, Clone)]
pub enum Reply {
    /// An answer: status, further headers, body.
    Answer(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// The connection ends before any answer.
    HangUp,
    /// The answer's body breaks off after these bytes.
    BreakOff(&'static str),
    /// No answer ever comes.
    Silence,
    /// A body without an end.
    Endless,
    /// An answer, and then the connection ends without a word.
    AnswerAndClose(&'static str),
}

impl Reply {
    pub fn json(status: u16, body: &str) -> Self {
        let kind = ("content-type", "application/json".to_owned());
        Self::Answer(status, vec![kind], body.into())
    }

    pub fn html(status: u16) -> Self {
        let kind = ("content-type", "text/html".to_owned());
        Self::Answer(status, vec![kind], b"<!DOCTYPE html><p>Proxy".to_vec())
    }

    pub fn with(self, name: &'static str, value: &str) -> Self {
        match self {
            Self::Answer(status, mut headers, body) => {
                headers.push((name, value.to_owned()));
                Self::Answer(status, headers, body)
            }
            other => other,
        }
    }
}

/// How a client begins that wants to speak TLS.
const TLS_HANDSHAKE: [u8; 1] = [0x16];

type Script = Arc<dyn Fn(usize, &Request) -> Reply + Send + Sync>;

/// A running server. It ends with its value.
pub struct Server {
    pub address: SocketAddr,
    requests: Arc<Mutex<Vec<Request>>>,
    accepting: JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl Server {
    /// A server that asks `script` for its reply to request number 0, 1, 2 …
    pub async fn start(script: impl Fn(usize, &Request) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&requests);
        let script: Script = Arc::new(script);
        let accepting = tokio::spawn(async move {
            let mut connections = tokio::task::JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                connections.spawn(serve(stream, Arc::clone(&kept), Arc::clone(&script)));
            }
        });
        Self {
            address,
            requests,
            accepting,
        }
    }

    pub async fn always(reply: Reply) -> Self {
        Self::start(move |_, _| reply.clone()).await
    }

    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

async fn serve(mut stream: TcpStream, kept: Arc<Mutex<Vec<Request>>>, script: Script) {
    while let Some(request) = read(&mut stream).await {
        let number = {
            let mut kept = kept.lock().unwrap();
            kept.push(request.clone());
            kept.len() - 1
        };
        if !answer(&mut stream, script(number, &request)).await {
            return;
        }
    }
}

async fn read(stream: &mut TcpStream) -> Option<Request> {
    let mut bytes = Vec::new();
    let head_end = loop {
        if let Some(at) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break at;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
        if bytes.starts_with(&TLS_HANDSHAKE) {
            let refusal = b"HTTP/1.1 400 Bad Request\r\n\r\n";
            stream.write_all(refusal).await.ok()?;
            return None;
        }
    };
    let head = String::from_utf8(bytes[..head_end].to_vec()).unwrap();
    let mut lines = head.split("\r\n");
    let line = lines.next().unwrap().to_owned();
    let split = |line: &str| {
        let (name, value) = line.split_once(": ").unwrap();
        (name.to_owned(), value.to_owned())
    };
    let mut headers: Vec<_> = lines.map(split).collect();
    headers.sort();
    let mut request = Request {
        line,
        headers,
        body: bytes[head_end + 4..].to_vec(),
    };
    let length = request.header("content-length");
    let length: usize = length.map_or(0, |text| text.parse().unwrap());
    while request.body.len() < length {
        if stream.read_buf(&mut request.body).await.ok()? == 0 {
            return None;
        }
    }
    assert_eq!(request.body.len(), length, "no byte behind the body");
    Some(request)
}

/// Answers; false if the connection is then over.
async fn answer(stream: &mut TcpStream, reply: Reply) -> bool {
    let head = |status: u16, length: usize| {
        format!("HTTP/1.1 {status} Any\r\ncontent-length: {length}\r\n")
    };
    let (bytes, goes_on) = match reply {
        Reply::Answer(status, headers, body) => {
            let lines = headers
                .iter()
                .map(|(name, value)| format!("{name}: {value}\r\n"));
            let head = head(status, body.len()) + &lines.collect::<String>() + "\r\n";
            ([head.into_bytes(), body].concat(), true)
        }
        Reply::HangUp => return false,
        Reply::BreakOff(body) => {
            let text = head(200, body.len() + 100) + "\r\n" + body;
            (text.into_bytes(), false)
        }
        Reply::AnswerAndClose(body) => {
            let text = head(200, body.len()) + "\r\n" + body;
            (text.into_bytes(), false)
        }
        Reply::Silence => {
            // The client leaves first.
            let mut rest = Vec::new();
            return stream.read_buf(&mut rest).await.is_ok_and(|read| read > 0);
        }
        Reply::Endless => {
            let head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
            let mut alive = stream.write_all(head.as_bytes()).await.is_ok();
            let chunk = format!("2000\r\n{}\r\n", "x".repeat(0x2000));
            while alive {
                alive = stream.write_all(chunk.as_bytes()).await.is_ok();
            }
            return false;
        }
    };
    stream.write_all(&bytes).await.is_ok() && stream.flush().await.is_ok() && goes_on
}
