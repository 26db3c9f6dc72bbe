//! A sender on one connection that is kept open, as a tunnel's is.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    net::TcpStream,
    time::Duration,
};
use webhooks::{WebhookSecret, sign};

pub const SECRET: &str = "9f2c1e7ab04d583692cf81e07b5da4439f2c1e7ab04d583692cf81e07b5da443";

/// The hash over `id,status` of a body, under a secret.
pub fn hash(body: &str, secret: &str) -> String {
    let secret = WebhookSecret::new(secret.as_bytes().to_vec()).unwrap();
    sign(&["id", "status"], body.as_bytes(), &secret).unwrap()
}

/// An answer: its status and its headers, in lower case.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: String,
}

/// A connection to a receiver.
pub struct Sender {
    stream: BufReader<TcpStream>,
    path: String,
    host: String,
}

/// A request to be sent.
pub struct Request<'a> {
    pub method: &'a str,
    pub path: Option<&'a str>,
    pub headers: Vec<(&'a str, String)>,
    pub body: &'a [u8],
}

impl<'a> Request<'a> {
    /// A delivery with these security headers.
    pub fn delivery(fields: &str, hash: &str, uuid: &str, body: &'a str) -> Self {
        Self {
            method: "POST",
            path: None,
            headers: vec![
                ("Content-Type", "application/json".to_owned()),
                ("X-Webhook-Security-Fields", fields.to_owned()),
                ("X-Webhook-Security-Hash", hash.to_owned()),
                ("X-Webhook-Request-UUID", uuid.to_owned()),
            ],
            body: body.as_bytes(),
        }
    }
}

impl Sender {
    pub fn to(url: &str) -> io::Result<Self> {
        let (host, path) = url
            .strip_prefix("http://")
            .unwrap()
            .split_once('/')
            .unwrap();
        let stream = TcpStream::connect(host)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(40)))?;
        let path = format!("/{path}");
        Ok(Self {
            stream: BufReader::new(stream),
            path,
            host: host.to_owned(),
        })
    }

    /// Sends a request and reads its answer.
    pub fn send(&mut self, request: &Request) -> io::Result<Answer> {
        let path = request.path.unwrap_or(&self.path);
        let mut head = format!(
            "{} {path} HTTP/1.1\r\nHost: {}\r\n",
            request.method, self.host
        );
        for (name, value) in &request.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str(&format!("Content-Length: {}\r\n\r\n", request.body.len()));
        let mut bytes = head.into_bytes();
        bytes.extend_from_slice(request.body);
        self.stream.get_mut().write_all(&bytes)?;
        self.answer()
    }

    /// Sends bytes as they are.
    pub fn send_raw(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.get_mut().write_all(bytes)
    }

    /// Reads one answer.
    pub fn answer(&mut self) -> io::Result<Answer> {
        let mut headers = String::new();
        loop {
            let mut line = String::new();
            if self.stream.read_line(&mut line)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if line == "\r\n" {
                break;
            }
            headers.push_str(&line.to_lowercase());
        }
        let length = headers
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "));
        let length: usize = length.map_or(0, |length| length.trim().parse().unwrap());
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        let status = headers.split(' ').nth(1).and_then(|code| code.parse().ok());
        Ok(Answer {
            status: status.ok_or(io::ErrorKind::InvalidData)?,
            headers,
        })
    }

    /// Sends an honest delivery.
    pub fn honest(&mut self, id: u64, status: &str, uuid: &str) -> io::Result<Answer> {
        let body = format!(r#"{{"id":{id},"status":"{status}","toAmount":"100000.0"}}"#);
        self.send(&Request::delivery(
            "id,status",
            &hash(&body, SECRET),
            uuid,
            &body,
        ))
    }
}
