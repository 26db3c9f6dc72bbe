//! Deliveries to be judged: honest ones and others.

use webhooks::{
    HEADER_FIELDS, HEADER_HASH, Judgement, Keys, Rules, Verdict, WebhookSecret, judge, sign,
};

pub const SECRET: &str = "9f2c1e7ab04d583692cf81e07b5da4439f2c1e7ab04d583692cf81e07b5da443";

pub fn secret(text: &str) -> WebhookSecret {
    WebhookSecret::new(text.as_bytes().to_vec()).unwrap()
}

pub fn keys() -> Keys {
    Keys {
        current: Some(secret(SECRET)),
        previous: None,
    }
}

pub fn headers(fields: &str, hash: &str) -> Vec<(String, Vec<u8>)> {
    vec![
        (HEADER_FIELDS.to_owned(), fields.as_bytes().to_vec()),
        (HEADER_HASH.to_owned(), hash.as_bytes().to_vec()),
    ]
}

/// The hash over a text, as a sender computes it without looking at what the text is.
pub fn hash_of(text: &str) -> String {
    let body = serde_json::json!({ "text": text }).to_string();
    sign(&["text"], body.as_bytes(), &secret(SECRET)).unwrap()
}

pub fn judged(fields: &str, hash: &str, body: &str) -> Judgement {
    judge(
        &headers(fields, hash),
        body.as_bytes(),
        &keys(),
        &Rules::default(),
    )
    .judgement
}

/// The judgement on a body that is signed over `id,status`.
pub fn signed(body: &str) -> Judgement {
    let hash = sign(&["id", "status"], body.as_bytes(), &secret(SECRET)).unwrap();
    judged("id,status", &hash, body)
}

pub fn verdict(fields: &str, hash: &str, body: &str) -> Verdict {
    judged(fields, hash, body).verdict
}
