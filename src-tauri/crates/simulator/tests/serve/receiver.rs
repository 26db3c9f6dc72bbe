//! A receiver of webhooks that believes only what is signed well.

use axum::{
    Router,
    body::Bytes,
    http::{HeaderMap, StatusCode},
};
use serde_json::Value;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;
use webhooks::{Keys, Rules, WebhookSecret, judge};

use crate::program::{WEBHOOK_SECRET, until};

/// A delivery as it came.
#[derive(Debug, Clone)]
pub struct Came {
    pub uuid: String,
    pub body: Value,
    pub signed: bool,
}

/// A receiver that answers 200.
pub struct Receiver {
    pub url: String,
    came: Arc<Mutex<Vec<Came>>>,
}

impl Receiver {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hooks/marker", listener.local_addr().unwrap());
        let came = Arc::new(Mutex::new(Vec::new()));
        let held = Arc::clone(&came);
        let take = move |headers: HeaderMap, body: Bytes| {
            held.lock().unwrap().push(seen(&headers, &body));
            async { (StatusCode::OK, "taken") }
        };
        let router = Router::new().fallback(take);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, came }
    }

    pub fn came(&self) -> Vec<Came> {
        self.came.lock().unwrap().clone()
    }

    /// Waits for the deliveries that speak of this id; gives their statuses in order once the last
    /// is this.
    pub async fn statuses(&self, id: u64, last: &str) -> Vec<String> {
        let of_id = || {
            let came = self.came();
            let of_id = came.iter().filter(|one| one.body["id"] == id && one.signed);
            let statuses = of_id.map(|one| one.body["status"].as_str().unwrap().to_owned());
            statuses.collect::<Vec<_>>()
        };
        until(last, async || of_id().last().is_some_and(|one| one == last)).await;
        of_id()
    }
}

fn seen(headers: &HeaderMap, body: &Bytes) -> Came {
    let raw: Vec<(String, Vec<u8>)> = headers
        .iter()
        .map(|(name, value)| (name.to_string(), value.as_bytes().to_vec()))
        .collect();
    let keys = Keys {
        current: Some(WebhookSecret::new(WEBHOOK_SECRET.as_bytes().to_vec()).unwrap()),
        previous: None,
    };
    let judged = judge(&raw, body, &keys, &Rules::default());
    Came {
        uuid: judged.judgement.request_uuid.clone().unwrap_or_default(),
        body: serde_json::from_slice(body).unwrap(),
        signed: judged.signed.is_some(),
    }
}
