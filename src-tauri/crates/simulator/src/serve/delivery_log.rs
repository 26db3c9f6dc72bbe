//! The webhook log: what was sent, and what was answered. The partner's platform has the like.

use crate::{Delivery, behind::Posted};
use domain::Millis;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// So many deliveries are kept.
const KEPT_MAX: usize = 500;

/// The newest deliveries, oldest first.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DeliveryLog {
    lines: VecDeque<Line>,
}

/// A delivery that was sent.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Line {
    /// Its request UUID.
    pub uuid: String,
    /// When its answer came, or it failed.
    pub at: Millis,
    /// What was sent.
    pub delivery: Delivery,
    /// The request UUID of the delivery that this one repeats.
    pub replay_of: Option<String>,
    /// The answer's HTTP status.
    pub status: Option<u16>,
    /// The beginning of the answer's body.
    pub body: Option<String>,
    /// Why there is no answer.
    pub failure: Option<String>,
}

impl DeliveryLog {
    /// Writes down a delivery.
    pub fn add(&mut self, posted: Posted, now: Millis) {
        let (status, body, failure) = match posted.answer {
            Ok(answer) => (Some(answer.status), Some(answer.body), None),
            Err(why) => (None, None, Some(why)),
        };
        if self.lines.len() >= KEPT_MAX {
            self.lines.pop_front();
        }
        self.lines.push_back(Line {
            uuid: posted.uuid,
            at: now,
            delivery: posted.delivery,
            replay_of: posted.replay_of,
            status,
            body,
            failure,
        });
    }

    /// All of them, oldest first.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter()
    }

    /// The newest one with that request UUID.
    pub fn find(&self, uuid: &str) -> Option<&Line> {
        self.lines.iter().rev().find(|line| line.uuid == uuid)
    }
}
