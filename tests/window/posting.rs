//! Deliveries that a test posts itself to the running program: genuine, forged and tampered ones.

use crate::console::Console;
use domain::record::HeaderBytes;
use engine::delivery::{self, Delivery};
use ledger::Reader;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::sync::atomic::{AtomicU32, Ordering};
use webhooks::{HEADER_FIELDS, HEADER_HASH, HEADER_REQUEST_UUID, WebhookSecret, sign};

/// What the platform's documented example signs.
pub const SIGNED: &str = "id,status";

/// A delivery to be posted.
pub struct Post {
    /// Its request UUID.
    pub uuid: String,
    /// The transaction it claims to speak of.
    pub transaction: u64,
    body: String,
    fields: &'static str,
    hash: String,
}

impl Post {
    /// One of a transaction, signed with this secret.
    pub fn signed(secret: &str, transaction: u64, status: &str) -> Self {
        static POSTED: AtomicU32 = AtomicU32::new(1);
        let number = POSTED.fetch_add(1, Ordering::Relaxed);
        let body = json!({
            "event": "BusinessRequestStatusChanged", "id": transaction, "status": status,
        });
        let body = body.to_string();
        let secret = WebhookSecret::new(secret.as_bytes().to_vec()).unwrap();
        Self {
            uuid: format!("90570000-0000-4000-8000-{number:012}"),
            transaction,
            hash: sign(&["id", "status"], body.as_bytes(), &secret).unwrap(),
            fields: SIGNED,
            body,
        }
    }

    /// One that is signed well over these fields; its UUID tells its transaction.
    pub fn over(secret: &str, fields: &'static str, transaction: u64, status: &str) -> Self {
        let body = json!({
            "event": "BusinessRequestStatusChanged", "id": transaction, "status": status,
            "toAmount": "250000.0", "toCurrencySymbol": "NGN",
        });
        let body = body.to_string();
        let secret = WebhookSecret::new(secret.as_bytes().to_vec()).unwrap();
        let listed: Vec<&str> = fields.split(',').collect();
        Self {
            uuid: format!("9e9e9e9e-0000-4000-8000-{transaction:012x}"),
            transaction,
            hash: sign(&listed, body.as_bytes(), &secret).unwrap(),
            fields,
            body,
        }
    }

    /// The same signature with another amount, which it does not cover.
    pub fn with_another_amount(self) -> Self {
        Self {
            uuid: self.uuid.replace("9e9e", "0a0a"),
            body: self.body.replace("250000.0", "950000.0"),
            ..self
        }
    }

    /// An empty list of fields under the hash of the bare secret.
    pub fn secret_alone(secret: &str) -> Self {
        Self {
            uuid: "5a5a5a5a-0000-4000-8000-000000005a5a".to_owned(),
            transaction: 0,
            hash: hex::encode(Sha256::digest(secret)),
            fields: "",
            body: json!({ "status": "OnOff_COMPLETED" }).to_string(),
        }
    }

    /// One that somebody signed who does not know the secret, of a transaction that never was.
    pub fn forged() -> Self {
        let transaction = 77_000_111;
        let body = json!({
            "event": "BusinessRequestStatusChanged", "id": transaction,
            "status": "OnOff_COMPLETED", "toAmount": "5000000.0", "toCurrencySymbol": "NGN",
        });
        let body = body.to_string();
        let guess = WebhookSecret::new(b"a-guess-of-somebody-who-does-not-know".to_vec()).unwrap();
        Self {
            uuid: "f0f0f0f0-0000-4000-8000-00000000f0f0".to_owned(),
            transaction,
            hash: sign(&["id", "status"], body.as_bytes(), &guess).unwrap(),
            fields: SIGNED,
            body,
        }
    }

    /// A genuine delivery that the program received, its status changed under the same hash.
    pub async fn tampered(console: &Console, sequence: u64) -> Self {
        let reader = Reader::open(&console.profile().path).await.unwrap();
        let genuine = delivery::read(&reader, sequence).await.unwrap();
        let body = String::from_utf8(genuine.body.clone().unwrap()).unwrap();
        let read: Value = serde_json::from_str(&body).unwrap();
        let status = read.get("status").and_then(Value::as_str).unwrap();
        let better = format!("\"status\":\"{status}_AND_PAID\"");
        let body = body.replacen(&format!("\"status\":\"{status}\""), &better, 1);
        assert!(body.contains("_AND_PAID"), "{body}");
        Self {
            uuid: "7a7a7a7a-0000-4000-8000-000000007a7a".to_owned(),
            transaction: read.get("id").and_then(Value::as_u64).unwrap(),
            hash: header(&genuine, HEADER_HASH),
            fields: SIGNED,
            body,
        }
    }

    /// Posts it to the simulator's profile; gives the HTTP status of the answer.
    pub async fn to(&self, console: &Console) -> u16 {
        self.to_url(&console.local_url()).await
    }

    /// Posts it to an address; gives the HTTP status of the answer.
    pub async fn to_url(&self, url: &str) -> u16 {
        partner_api::use_ring();
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let answer = client
            .post(url)
            .header("content-type", "application/json")
            .header(HEADER_FIELDS, self.fields)
            .header(HEADER_HASH, &self.hash)
            .header(HEADER_REQUEST_UUID, &self.uuid)
            .body(self.body.clone())
            .send();
        answer.await.unwrap().status().as_u16()
    }
}

fn header(delivery: &Delivery, name: &str) -> String {
    let headers = delivery.headers.as_ref().unwrap();
    match &headers
        .list
        .iter()
        .find(|(known, _)| known == name)
        .unwrap()
        .1
    {
        HeaderBytes::Text(text) => text.clone(),
        HeaderBytes::Bytes { hex } => panic!("{name} is no text: {hex}"),
    }
}
