//! What an attacker makes of deliveries that were sent before, with and without the secret.

use super::{Deliveries, Delivery, SIGNED_FIELDS, hash_after};
use crate::{
    Mode,
    day::{Event, Events},
};
use domain::{EventName, Millis, SubjectKind};
use webhooks::{SignError, sign};

/// A field that no body of the day's has.
const JUNK: &str = "note";

impl<E: Events> Deliveries<E> {
    /// A delivery in an attacker's mode, behind the plain one that it is made of, if that was not
    /// yet sent.
    pub(super) fn forged(&mut self, mode: Mode, now: Millis) -> Result<Vec<Delivery>, SignError> {
        let needs_amount = mode == Mode::SameSignatureOtherBody;
        let fits =
            |event: &Event| !needs_amount || event.name == EventName::BusinessRequestStatusChanged;
        let earlier = self.earlier.iter().filter(|(event, _)| fits(event));
        let earlier: Vec<(Event, Delivery)> = earlier.cloned().collect();
        if let Some((event, plain)) = self.rng.choice(earlier) {
            return Ok(vec![self.forged_of(mode, &event, plain)?]);
        }
        let event = self.day.begin_transaction(now);
        let plain = self.signed(event.clone())?;
        let forged = self.forged_of(mode, &event, plain.clone())?;
        Ok(vec![plain, forged])
    }

    fn forged_of(
        &mut self,
        mode: Mode,
        event: &Event,
        plain: Delivery,
    ) -> Result<Delivery, SignError> {
        let forged = match mode {
            Mode::WrongKey => Delivery {
                hash: Some(sign(
                    &SIGNED_FIELDS,
                    plain.body.as_bytes(),
                    &self.other_secret,
                )?),
                ..plain
            },
            Mode::TamperedBody => self.tampered(event, plain),
            Mode::SameSignatureOtherBody => Delivery {
                body: plain
                    .body
                    .replacen("\"toAmount\":\"", "\"toAmount\":\"9", 1),
                ..plain
            },
            Mode::Ambiguous => split_elsewhere(event, plain),
            Mode::JunkField => {
                // What was captured covers nothing of what the body now says.
                let text = format!("{}{}", event.number, event.status);
                let altered = self.tampered(event, plain);
                Delivery {
                    fields: Some(JUNK.to_owned()),
                    body: with_junk(&altered.body, &text),
                    ..altered
                }
            }
            Mode::EmptyList => Delivery {
                fields: Some(String::new()),
                ..plain
            },
            Mode::EmptyValues => Delivery {
                fields: Some(JUNK.to_owned()),
                body: with_junk(&plain.body, ""),
                ..plain
            },
            Mode::SecretAlone => Delivery {
                fields: Some(String::new()),
                hash: Some(hash_after("", &self.secret)?),
                ..plain
            },
            // A replay is what it was; the other modes are made of new events.
            _ => plain,
        };
        Ok(Delivery { mode, ..forged })
    }

    /// Another status or another id under the same hash.
    fn tampered(&mut self, event: &Event, plain: Delivery) -> Delivery {
        let better = match event.kind {
            SubjectKind::Merchant => "VALID",
            SubjectKind::ReceiverAccount => "ACTIVE",
            SubjectKind::Transaction if plain.status.starts_with("Receive_") => "Receive_COMPLETED",
            SubjectKind::Transaction => "OnOff_COMPLETED",
        };
        if better != event.status && self.rng.bool() {
            return with_status(event, better, plain);
        }
        with_number(
            event,
            event.number.saturating_add(self.rng.u64(1..40)),
            plain,
        )
    }
}

/// The same text with the last digit of the id moved into the status.
fn split_elsewhere(event: &Event, plain: Delivery) -> Delivery {
    let status = format!("{}{}", event.number % 10, event.status);
    with_number(event, event.number / 10, with_status(event, &status, plain))
}

fn with_status(event: &Event, status: &str, plain: Delivery) -> Delivery {
    let member = |status: &str| format!("\"status\":\"{status}\"");
    Delivery {
        body: plain
            .body
            .replacen(&member(&event.status), &member(status), 1),
        status: status.to_owned(),
        ..plain
    }
}

fn with_number(event: &Event, number: u64, plain: Delivery) -> Delivery {
    let member = |number: u64| format!("\"id\":{number},");
    Delivery {
        body: plain
            .body
            .replacen(&member(event.number), &member(number), 1),
        subject: format!("{}:{number}", event.kind.key()),
        ..plain
    }
}

fn with_junk(body: &str, junk: &str) -> String {
    body.replacen('{', &format!("{{\"{JUNK}\":\"{junk}\","), 1)
}
