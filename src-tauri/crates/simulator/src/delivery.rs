//! Deliveries: the day's events as each mode sends them.

mod forge;

use crate::{
    Mode,
    day::{Day, Event, Events},
};
use domain::{EventName, Millis};
use serde::{Deserialize, Serialize};
use std::{collections::VecDeque, num::NonZeroU64};
use webhooks::{
    HEADER_FIELDS, HEADER_HASH, HEADER_REQUEST_UUID, SecretError, SignError, WebhookSecret, sign,
};

/// The fields that the partner's documented example signs, in its order.
pub const SIGNED_FIELDS: [&str; 2] = ["id", "status"];
/// The lists of [`Mode::OtherFieldList`], in turn. The first reads one way, so that deliveries
/// under it are verified once it is approved; the second does not, since nothing separates the
/// amount from the status.
pub const OTHER_FIELDS: [[&str; 3]; 2] = [["id", "status", "event"], ["id", "status", "toAmount"]];
/// How old the late event of [`Mode::Delay`] is.
const DELAY_MS: i64 = 10 * 60 * 1000;
/// How far apart the two events of [`Mode::Reorder`] are.
const REORDER_MS: i64 = 1000;
/// So many of the plain ones are remembered, to be sent again or forged.
const EARLIER_MAX: usize = 16;

/// One delivery, ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// How it is sent.
    pub mode: Mode,
    /// The event it claims to be.
    pub event: EventName,
    /// The subject it claims to speak of, `transaction:7`.
    pub subject: String,
    /// The status it claims.
    pub status: String,
    /// The payload.
    pub body: String,
    /// The list of fields; none where there is no such header.
    pub fields: Option<String>,
    /// The signature's hash, 64 hex digits; none where there is no such header.
    pub hash: Option<String>,
}

impl Delivery {
    /// The headers that bear the signature, names in lower case.
    #[must_use]
    pub fn headers(&self, request_uuid: &str) -> Vec<(&'static str, String)> {
        let mut headers = vec![("content-type", "application/json".to_owned())];
        let fields = self.fields.clone().map(|fields| (HEADER_FIELDS, fields));
        let hash = self.hash.clone().map(|hash| (HEADER_HASH, hash));
        headers.extend(fields.into_iter().chain(hash));
        headers.push((HEADER_REQUEST_UUID, request_uuid.to_owned()));
        headers
    }
}

/// What is not genuine, in the turn it comes.
const FORGERIES: [Mode; 4] = [
    Mode::TamperedBody,
    Mode::WrongKey,
    Mode::Replay,
    Mode::SameSignatureOtherBody,
];

/// The deliveries of a day, without end. The same seed, secret and wishes give the same ones.
#[derive(Debug)]
pub struct Deliveries<E = Day> {
    day: E,
    rng: fastrand::Rng,
    secret: WebhookSecret,
    other_secret: WebhookSecret,
    modes: Vec<Mode>,
    forged_every: Option<NonZeroU64>,
    made: u64,
    mode_turn: usize,
    forgery_turn: usize,
    list_turn: usize,
    earlier: VecDeque<(Event, Delivery)>,
}

impl Deliveries<Day> {
    /// The day of a seed, signed with a secret: plain ones, until [`Self::take_turns`] or
    /// [`Self::forge`] says otherwise.
    ///
    /// # Errors
    /// [`SecretError`] never, in fact: the stranger's secret is made here and is well formed.
    pub fn new(seed: u64, secret: WebhookSecret) -> Result<Self, SecretError> {
        Self::of(Day::new(seed), seed, secret)
    }
}

impl<E: Events> Deliveries<E> {
    /// The deliveries of these events: plain ones, until [`Self::take_turns`] or [`Self::forge`]
    /// says otherwise.
    ///
    /// # Errors
    /// [`SecretError`] never, in fact: the stranger's secret is made here and is well formed.
    pub fn of(day: E, seed: u64, secret: WebhookSecret) -> Result<Self, SecretError> {
        let mut rng = fastrand::Rng::with_seed(seed ^ 0x5eed);
        let stranger = format!("{:032x}{:032x}", rng.u128(..), rng.u128(..));
        Ok(Self {
            day,
            rng,
            secret,
            other_secret: WebhookSecret::new(stranger.into_bytes())?,
            modes: Vec::new(),
            forged_every: None,
            made: 0,
            mode_turn: 0,
            forgery_turn: 0,
            list_turn: 0,
            earlier: VecDeque::with_capacity(EARLIER_MAX),
        })
    }

    /// Lets the day's deliveries take turns in these modes; with none, all are plain.
    pub fn take_turns(&mut self, modes: Vec<Mode>) {
        self.modes = modes;
        self.mode_turn = 0;
    }

    /// Lets each so manieth of the day's deliveries be tampered with, wrongly signed, replayed, or
    /// have another amount, in turn; with none, no more than the modes ask for.
    pub const fn forge(&mut self, every: Option<NonZeroU64>) {
        self.forged_every = every;
    }

    /// What the day sends next: one delivery, behind those that must go before it.
    ///
    /// # Errors
    /// [`SignError`] if a body of the day's can't be signed, which would be a fault of this crate.
    pub fn next(&mut self, now: Millis) -> Result<Vec<Delivery>, SignError> {
        self.made = self.made.saturating_add(1);
        let is_forged = self
            .forged_every
            .is_some_and(|every| self.made.checked_rem(every.get()) == Some(0));
        let mode = if is_forged {
            in_turn(&FORGERIES, &mut self.forgery_turn)
        } else {
            in_turn(&self.modes, &mut self.mode_turn)
        };
        self.in_mode(mode.unwrap_or(Mode::Plain), now)
    }

    /// One delivery in a mode, behind the plain ones that must go before it: the last one is the
    /// mode's own.
    ///
    /// # Errors
    /// [`SignError`] if a body of the day's can't be signed, which would be a fault of this crate.
    pub fn in_mode(&mut self, mode: Mode, now: Millis) -> Result<Vec<Delivery>, SignError> {
        let delivery = match mode {
            Mode::Plain => self.plain(now)?,
            Mode::Duplicate => {
                let first = self.plain(now)?;
                let again = first.clone();
                return Ok(vec![first, Delivery { mode, ..again }]);
            }
            Mode::Reorder => {
                let (late, newer) = self.two_of_one(now, REORDER_MS)?;
                return Ok(vec![newer, Delivery { mode, ..late }]);
            }
            Mode::Delay => {
                let (late, newer) = self.two_of_one(now, DELAY_MS)?;
                let other = self.plain(now)?;
                return Ok(vec![newer, other, Delivery { mode, ..late }]);
            }
            Mode::UpperCaseHash => {
                let plain = self.plain(now)?;
                let hash = plain.hash.map(|hash| hash.to_ascii_uppercase());
                Delivery { hash, ..plain }
            }
            Mode::SlowSender | Mode::TooSlowSender | Mode::CutOff => self.unremembered(now)?,
            Mode::TruncatedBody => {
                let whole = self.unremembered(now)?;
                let half = whole.body.chars().count() / 2;
                let body = whole.body.chars().take(half).collect();
                Delivery { body, ..whole }
            }
            Mode::Unsigned => Delivery {
                fields: None,
                hash: None,
                ..self.unremembered(now)?
            },
            Mode::OtherFieldList => self.other_field_list(now)?,
            Mode::MissingField => self.missing_field(now)?,
            Mode::Replay
            | Mode::WrongKey
            | Mode::TamperedBody
            | Mode::SameSignatureOtherBody
            | Mode::Ambiguous
            | Mode::JunkField
            | Mode::EmptyList
            | Mode::EmptyValues
            | Mode::SecretAlone => return self.forged(mode, now),
        };
        Ok(vec![Delivery { mode, ..delivery }])
    }

    /// An event that happened elsewhere, signed as the partner signs, and remembered.
    ///
    /// # Errors
    /// [`SignError`] if its body can't be signed.
    pub fn announce(&mut self, event: Event) -> Result<Delivery, SignError> {
        self.signed(event)
    }

    /// An event that never happened, signed as the partner signs. Nothing is made of it later.
    ///
    /// # Errors
    /// [`SignError`] if its body can't be signed.
    pub fn pretend(&self, event: &Event) -> Result<Delivery, SignError> {
        signed(event, &SIGNED_FIELDS, &self.secret)
    }

    /// The day's next event, signed as the partner signs, and remembered.
    fn plain(&mut self, now: Millis) -> Result<Delivery, SignError> {
        let event = self.day.next_event(now);
        self.signed(event)
    }

    fn signed(&mut self, event: Event) -> Result<Delivery, SignError> {
        let delivery = signed(&event, &SIGNED_FIELDS, &self.secret)?;
        if self.earlier.len() == EARLIER_MAX {
            self.earlier.pop_front();
        }
        self.earlier.push_back((event, delivery.clone()));
        Ok(delivery)
    }

    /// The day's next event, signed well. It may come late or not at all, so nothing is made of it
    /// later.
    fn unremembered(&mut self, now: Millis) -> Result<Delivery, SignError> {
        signed(&self.day.next_event(now), &SIGNED_FIELDS, &self.secret)
    }

    /// Two successive events of one transaction, so many milliseconds apart.
    fn two_of_one(&mut self, now: Millis, apart: i64) -> Result<(Delivery, Delivery), SignError> {
        let earlier = Millis(now.0.saturating_sub(apart));
        let (first, second) = self.day.two_of_one_transaction(earlier, now);
        Ok((self.signed(first)?, self.signed(second)?))
    }

    fn other_field_list(&mut self, now: Millis) -> Result<Delivery, SignError> {
        let fields = in_turn(&OTHER_FIELDS, &mut self.list_turn).unwrap_or_default();
        // A transaction's body alone surely holds an amount.
        let event = self.day.begin_transaction(now);
        signed(&event, &fields, &self.secret)
    }

    /// As JavaScript would sign a field that is not there.
    fn missing_field(&mut self, now: Millis) -> Result<Delivery, SignError> {
        let plain = self.unremembered(now)?;
        let number = plain.subject.split(':').next_back().unwrap_or_default();
        let text = format!("{number}{}undefined", plain.status);
        Ok(Delivery {
            fields: Some("id,status,reference".to_owned()),
            hash: Some(hash_after(&text, &self.secret)?),
            ..plain
        })
    }
}

fn signed(event: &Event, fields: &[&str], secret: &WebhookSecret) -> Result<Delivery, SignError> {
    Ok(Delivery {
        mode: Mode::Plain,
        event: event.name,
        subject: event.subject(),
        status: event.status.clone(),
        fields: Some(fields.join(",")),
        hash: Some(sign(fields, event.body.as_bytes(), secret)?),
        body: event.body.clone(),
    })
}

/// The hash after a text: as of a body whose one listed value it is.
fn hash_after(text: &str, secret: &WebhookSecret) -> Result<String, SignError> {
    let body = serde_json::json!({ "text": text }).to_string();
    sign(&["text"], body.as_bytes(), secret)
}

/// The next one of these, beginning anew behind the last.
fn in_turn<T: Copy>(of: &[T], turn: &mut usize) -> Option<T> {
    let index = turn.checked_rem(of.len())?;
    *turn = index.saturating_add(1);
    of.get(index).copied()
}

#[cfg(test)]
mod tests;
