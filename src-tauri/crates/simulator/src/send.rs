//! Sending a day: each event signed, and now and then one that must not be believed.

use crate::{Day, Event, SimulatorError, chance::Chance};
use reqwest::{Client, Url, header};
use serde::Serialize;
use serde_json::{Value, json};
use std::time::Duration;
use webhooks::{HEADER_FIELDS, HEADER_HASH, HEADER_REQUEST_UUID, WebhookSecret, sign};

const FIELDS: [&str; 2] = ["id", "status"];
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const ANSWER_TIMEOUT: Duration = Duration::from_secs(15);
const TRIES_MAX: u32 = 8;
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const PAUSE_MAX: Duration = Duration::from_secs(3);

/// What to send, how fast.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Where to.
    pub url: String,
    /// Deliveries a second.
    pub rate: u32,
    /// How many; none for as long as it is let.
    pub count: Option<u64>,
    /// The day's seed.
    pub seed: u64,
    /// About one in so many is not what it seems; 0 for none.
    pub forged_every: u64,
    /// How many are sent at once at the beginning, for something to be seen.
    pub first_burst: u64,
}

/// What a delivery was meant to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// Honest.
    Honest,
    /// Its status was altered behind the signature.
    Tampered,
    /// Signed with another secret.
    WronglySigned,
    /// The one before, once more.
    Replayed,
    /// The signature of the one before with another amount.
    OtherAmount,
}

/// A delivery that was sent.
#[derive(Debug, Clone, Serialize)]
pub struct Sent {
    /// The request's UUID.
    pub uuid: String,
    /// What it was meant to be.
    pub what: What,
    /// The event's name.
    pub event: String,
    /// The id in the body.
    pub id: u64,
    /// The status in the body.
    pub status: String,
    /// The HTTP status of the answer.
    pub answer: u16,
}

/// Takes the address if it is on this machine or https.
fn address(url: &str) -> Result<Url, SimulatorError> {
    let parsed = Url::parse(url).map_err(|_| SimulatorError::NoAddress(url.to_owned()))?;
    let host = parsed
        .host_str()
        .unwrap_or_default()
        .trim_matches(['[', ']']);
    let loopback = host == "localhost"
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback());
    if parsed.scheme() == "http" && loopback {
        Ok(parsed)
    } else {
        Err(SimulatorError::Elsewhere(url.to_owned()))
    }
}

/// Sends a day until its count is reached; `told` hears of every delivery.
///
/// # Errors
/// [`SimulatorError`] if nothing can be sent any more.
pub async fn send(
    plan: &Plan,
    secret: &WebhookSecret,
    mut told: impl FnMut(&Sent) -> std::io::Result<()>,
) -> Result<(), SimulatorError> {
    let url = address(&plan.url)?;
    let client = Client::builder()
        .connect_timeout(CONNECT_TIMEOUT)
        .timeout(ANSWER_TIMEOUT)
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build()
        .map_err(SimulatorError::Http)?;
    let mut chance = Chance::from_seed(plan.seed ^ 0x5eed);
    let mut ticks = tokio::time::interval(Duration::from_secs(1) / plan.rate.max(1));
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut last: Option<Value> = None;
    for (number, event) in (0_u64..).zip(Day::from_seed(plan.seed)) {
        if plan.count.is_some_and(|count| number >= count) {
            return Ok(());
        }
        if number >= plan.first_burst {
            ticks.tick().await;
        }
        let what = choose(plan.forged_every, last.is_some(), &mut chance);
        let delivery = Delivery::make(what, &event, last.as_ref(), secret, &mut chance)?;
        let answer = deliver(&client, &url, &delivery).await?;
        if what == What::Honest {
            last = Some(event.body);
        }
        told(&delivery.told(answer)).map_err(SimulatorError::Told)?;
    }
    Ok(())
}

fn choose(forged_every: u64, has_last: bool, chance: &mut Chance) -> What {
    if forged_every == 0 || !chance.once_in(forged_every) {
        return What::Honest;
    }
    let all = [
        What::Tampered,
        What::WronglySigned,
        What::Replayed,
        What::OtherAmount,
    ];
    let what = chance.one_of(&all).copied().unwrap_or(What::Tampered);
    let needs_last = matches!(what, What::Replayed | What::OtherAmount);
    if needs_last && !has_last {
        What::WronglySigned
    } else {
        what
    }
}

struct Delivery {
    what: What,
    uuid: String,
    hash: String,
    body: Value,
}

impl Delivery {
    fn make(
        what: What,
        event: &Event,
        last: Option<&Value>,
        secret: &WebhookSecret,
        chance: &mut Chance,
    ) -> Result<Self, SimulatorError> {
        let uuid = chance.uuid();
        let honest = match (what, last) {
            (What::Replayed | What::OtherAmount, Some(last)) => last.clone(),
            _ => event.body.clone(),
        };
        let hash = if what == What::WronglySigned {
            let other = WebhookSecret::new(chance.uuid().into_bytes())?;
            sign(&FIELDS, honest.to_string().as_bytes(), &other)?
        } else {
            sign(&FIELDS, honest.to_string().as_bytes(), secret)?
        };
        let mut body = honest;
        match what {
            What::Tampered => put(&mut body, "status", json!("OnOff_COMPLETED_NOW")),
            What::OtherAmount => put(&mut body, "toAmount", json!("999999.99")),
            What::Honest | What::WronglySigned | What::Replayed => {}
        }
        Ok(Self {
            what,
            uuid,
            hash,
            body,
        })
    }

    fn told(&self, answer: u16) -> Sent {
        let text = |name| {
            self.body
                .get(name)
                .and_then(Value::as_str)
                .unwrap_or_default()
        };
        Sent {
            uuid: self.uuid.clone(),
            what: self.what,
            event: text("event").to_owned(),
            id: self
                .body
                .get("id")
                .and_then(Value::as_u64)
                .unwrap_or_default(),
            status: text("status").to_owned(),
            answer,
        }
    }
}

fn put(body: &mut Value, name: &str, value: Value) {
    if let Value::Object(members) = body {
        members.insert(name.to_owned(), value);
    }
}

/// Sends one delivery; while nobody answers, again after a growing pause.
async fn deliver(client: &Client, url: &Url, delivery: &Delivery) -> Result<u16, SimulatorError> {
    let mut pause = FIRST_PAUSE;
    let mut last = String::new();
    for _ in 0..TRIES_MAX {
        let request = client
            .post(url.clone())
            .header(header::CONTENT_TYPE, "application/json")
            .header(HEADER_FIELDS, FIELDS.join(","))
            .header(HEADER_HASH, &delivery.hash)
            .header(HEADER_REQUEST_UUID, &delivery.uuid)
            .body(delivery.body.to_string());
        match request.send().await {
            Ok(answer) => return Ok(answer.status().as_u16()),
            Err(error) => last = error.without_url().to_string(),
        }
        tokio::time::sleep(pause).await;
        pause = pause.saturating_mul(2).min(PAUSE_MAX);
    }
    Err(SimulatorError::NobodyAnswers {
        tries: TRIES_MAX,
        last,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_simulator_sends_to_this_machine_only() {
        for good in [
            "http://127.0.0.1:80/x",
            "http://[::1]:9/x",
            "http://localhost:1/x",
        ] {
            assert!(address(good).is_ok(), "{good}");
        }
        for bad in [
            "http://10.0.0.1/x",
            "https://example.com/",
            "ftp://127.0.0.1/",
            "",
            "127.0.0.1",
        ] {
            assert!(address(bad).is_err(), "{bad}");
        }
    }
}
