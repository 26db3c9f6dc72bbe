//! Sending: one delivery after the other over HTTP, at a rate, told line by line.

use crate::{Deliveries, Delivery, Intended, Rate, SimulatorError, Target};
use domain::{Clock, EventName};
use serde::Serialize;
use std::{io, time::Duration};
use tokio::time::{MissedTickBehavior, interval};

/// How long an answer may take.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(10);
/// How often a delivery is tried while nobody listens; with the pauses below about 16 s.
const ATTEMPTS_MAX: u32 = 10;
const PAUSE_FIRST: Duration = Duration::from_millis(50);
const PAUSE_MAX: Duration = Duration::from_secs(4);

/// What is sent, where to, and how quickly.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Where to.
    pub target: Target,
    /// How many a second.
    pub rate: Rate,
    /// How many in all; none for no end.
    pub count: Option<u64>,
    /// How many at once at the start, before the rate holds.
    pub first_burst: u64,
}

/// What is told of a delivery that was sent: a line of JSON.
#[derive(Debug, Serialize)]
pub struct Sent<'a> {
    /// Its request UUID.
    pub uuid: &'a str,
    /// The event it claims.
    pub event: EventName,
    /// The subject it claims, `transaction:7`.
    pub subject: &'a str,
    /// The status it claims.
    pub status: &'a str,
    /// What it is meant to be.
    pub intended: Intended,
    /// The HTTP status of the answer; none if no answer came, so that nothing is known of it.
    pub answer: Option<u16>,
    /// Why there is no answer.
    pub failure: Option<String>,
}

/// Sends until the plan's count is reached.
///
/// # Errors
/// [`SimulatorError`] if nobody listens for long, or what was sent can't be told. A delivery
/// whose answer is lost is told so, and not sent again.
pub async fn send(
    plan: &Plan,
    mut deliveries: Deliveries,
    clock: &dyn Clock,
    mut tell: impl FnMut(&Sent<'_>) -> io::Result<()>,
) -> Result<(), SimulatorError> {
    let client = client()?;
    let mut ticks = interval(plan.rate.pause());
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut sent: u64 = 0;
    while plan.count.is_none_or(|count| sent < count) {
        if sent >= plan.first_burst {
            ticks.tick().await;
        }
        let delivery = deliveries.next_delivery(clock.now())?;
        let uuid = request_uuid()?;
        let answer = post(&client, &plan.target, &delivery, &uuid).await?;
        tell(&told(&delivery, &uuid, answer)).map_err(SimulatorError::Output)?;
        sent = sent.saturating_add(1);
    }
    Ok(())
}

/// A client that goes straight to this machine: no proxy, no redirect, no repeat of its own.
fn client() -> Result<reqwest::Client, SimulatorError> {
    reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .timeout(ANSWER_TIMEOUT)
        .build()
        .map_err(SimulatorError::Client)
}

/// A random UUID, as the partner's request ids are.
fn request_uuid() -> Result<String, SimulatorError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(SimulatorError::Random)?;
    Ok(uuid::Builder::from_random_bytes(bytes)
        .into_uuid()
        .to_string())
}

fn told<'a>(
    delivery: &'a Delivery,
    uuid: &'a str,
    answer: Result<u16, reqwest::Error>,
) -> Sent<'a> {
    let (answer, failure) = match answer {
        Ok(status) => (Some(status), None),
        // Without the address: it holds the secret path.
        Err(error) => (None, Some(error.without_url().to_string())),
    };
    Sent {
        uuid,
        event: delivery.event,
        subject: &delivery.subject,
        status: &delivery.status,
        intended: delivery.intended,
        answer,
        failure,
    }
}

/// Posts a delivery; tries again only while nobody listens, when surely nothing was received.
async fn post(
    client: &reqwest::Client,
    target: &Target,
    delivery: &Delivery,
    uuid: &str,
) -> Result<Result<u16, reqwest::Error>, SimulatorError> {
    let mut pause = PAUSE_FIRST;
    let mut attempts: u32 = 0;
    loop {
        attempts = attempts.saturating_add(1);
        let mut request = client.post(target.url().clone());
        for (name, value) in delivery.headers(uuid) {
            request = request.header(name, value);
        }
        match request.body(delivery.body.clone()).send().await {
            Ok(answer) => return Ok(Ok(answer.status().as_u16())),
            Err(source) if source.is_connect() => {
                if attempts >= ATTEMPTS_MAX {
                    let source = source.without_url();
                    return Err(SimulatorError::NobodyListens { attempts, source });
                }
                tokio::time::sleep(pause).await;
                pause = pause.saturating_mul(2).min(PAUSE_MAX);
            }
            Err(lost) => return Ok(Err(lost)),
        }
    }
}
