//! Deliveries: the day's events signed, and now and then one that no partner would have sent.

use crate::day::{Day, Event};
use domain::{EventName, Millis, SubjectKind};
use serde::Serialize;
use std::num::NonZeroU64;
use webhooks::{
    HEADER_FIELDS, HEADER_HASH, HEADER_REQUEST_UUID, SecretError, SignError, WebhookSecret, sign,
};

/// The fields that the partner's documented example signs, in its order.
pub const SIGNED_FIELDS: [&str; 2] = ["id", "status"];

/// What a delivery is meant to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Intended {
    /// Signed as the partner signs.
    Genuine,
    /// A covered value was changed after signing; the hash does not match.
    Tampered,
    /// Signed with another secret; the hash does not match.
    WronglySigned,
    /// An earlier genuine one once more, byte for byte, under a new request UUID.
    Replay,
    /// An earlier genuine one with another amount. No hash covers the amount, so it matches.
    OtherAmount,
}

/// One delivery, ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// What it is meant to be.
    pub intended: Intended,
    /// The event it claims to be.
    pub event: EventName,
    /// The subject it claims to speak of, `transaction:7`.
    pub subject: String,
    /// The status it claims.
    pub status: String,
    /// The payload.
    pub body: String,
    /// The signature's hash, 64 lower-case hex digits.
    pub hash: String,
}

impl Delivery {
    /// The headers that bear the signature, names in lower case.
    #[must_use]
    pub fn headers(&self, request_uuid: &str) -> [(&'static str, String); 4] {
        [
            ("content-type", "application/json".to_owned()),
            (HEADER_FIELDS, SIGNED_FIELDS.join(",")),
            (HEADER_HASH, self.hash.clone()),
            (HEADER_REQUEST_UUID, request_uuid.to_owned()),
        ]
    }
}

/// What is not genuine, in the turn it comes.
const FORGERIES: [Intended; 4] = [
    Intended::Tampered,
    Intended::WronglySigned,
    Intended::Replay,
    Intended::OtherAmount,
];

/// The deliveries of a day, without end. The same seed and secret give the same ones.
#[derive(Debug)]
pub struct Deliveries {
    day: Day,
    rng: fastrand::Rng,
    secret: WebhookSecret,
    other_secret: WebhookSecret,
    forged_every: Option<NonZeroU64>,
    made: u64,
    turn: usize,
    last: Option<(Event, Delivery)>,
    last_transaction: Option<Delivery>,
}

impl Deliveries {
    /// The day of a seed, signed with a secret. Each `forged_every`-th delivery is not genuine;
    /// with none, all are.
    ///
    /// # Errors
    /// [`SecretError`] never, in fact: the stranger's secret is made here and is well formed.
    pub fn new(
        seed: u64,
        secret: WebhookSecret,
        forged_every: Option<NonZeroU64>,
    ) -> Result<Self, SecretError> {
        let mut rng = fastrand::Rng::with_seed(seed ^ 0x5eed);
        let stranger = format!("{:032x}{:032x}", rng.u128(..), rng.u128(..));
        Ok(Self {
            day: Day::new(seed),
            rng,
            secret,
            other_secret: WebhookSecret::new(stranger.into_bytes())?,
            forged_every,
            made: 0,
            turn: 0,
            last: None,
            last_transaction: None,
        })
    }

    /// The next delivery.
    ///
    /// # Errors
    /// [`SignError`] if a body of the day's can't be signed, which would be a fault of this crate.
    pub fn next_delivery(&mut self, now: Millis) -> Result<Delivery, SignError> {
        self.made = self.made.saturating_add(1);
        let is_turn = self
            .forged_every
            .is_some_and(|every| self.made.checked_rem(every.get()) == Some(0));
        if is_turn && let Some(forged) = self.forged()? {
            return Ok(forged);
        }
        let event = self.day.next_event(now);
        let delivery = Delivery {
            intended: Intended::Genuine,
            event: event.name,
            subject: event.subject(),
            status: event.status.clone(),
            hash: sign(&SIGNED_FIELDS, event.body.as_bytes(), &self.secret)?,
            body: event.body.clone(),
        };
        if event.name == EventName::BusinessRequestStatusChanged {
            self.last_transaction = Some(delivery.clone());
        }
        self.last = Some((event, delivery.clone()));
        Ok(delivery)
    }

    /// One that is not genuine, made of an earlier genuine one; none if there is none yet.
    fn forged(&mut self) -> Result<Option<Delivery>, SignError> {
        let intended = FORGERIES.get(self.turn).copied();
        let Some(((event, last), intended)) = self.last.clone().zip(intended) else {
            return Ok(None);
        };
        let forged = match intended {
            Intended::Genuine | Intended::Replay => Some(last),
            Intended::Tampered => Some(self.tampered(&event, last)),
            Intended::WronglySigned => Some(Delivery {
                hash: sign(&SIGNED_FIELDS, last.body.as_bytes(), &self.other_secret)?,
                ..last
            }),
            Intended::OtherAmount => self.last_transaction.clone().map(|last| Delivery {
                body: last.body.replacen("\"toAmount\":\"", "\"toAmount\":\"9", 1),
                ..last
            }),
        };
        Ok(forged.map(|forged| {
            self.turn = self.turn.saturating_add(1) % FORGERIES.len();
            Delivery { intended, ..forged }
        }))
    }

    /// Another status or another id under the same hash.
    fn tampered(&mut self, event: &Event, last: Delivery) -> Delivery {
        let better = match event.kind {
            SubjectKind::Merchant => "VALID",
            SubjectKind::ReceiverAccount => "ACTIVE",
            SubjectKind::Transaction if last.status.starts_with("Receive_") => "Receive_COMPLETED",
            SubjectKind::Transaction => "OnOff_COMPLETED",
        };
        if better != event.status && self.rng.bool() {
            let (old, new) = (member("status", &event.status), member("status", better));
            return Delivery {
                body: last.body.replacen(&old, &new, 1),
                status: better.to_owned(),
                ..last
            };
        }
        let number = event.number.saturating_add(self.rng.u64(1..40));
        let old = format!("\"id\":{},", event.number);
        Delivery {
            body: last.body.replacen(&old, &format!("\"id\":{number},"), 1),
            subject: format!("{}:{number}", event.kind.key()),
            ..last
        }
    }
}

fn member(name: &str, value: &str) -> String {
    format!("\"{name}\":\"{value}\"")
}

#[cfg(test)]
mod tests;
