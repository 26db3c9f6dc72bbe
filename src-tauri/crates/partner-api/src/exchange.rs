//! What went out and what came back: the record of one call, kept whether it worked or not.

use crate::{Method, Operation};
use bytes::Bytes;
use domain::Millis;
use std::{fmt, time::Duration};

/// The record of one call. It holds no credentials. Bodies may hold personal data: they are for
/// the ledger, and do not print.
#[derive(Debug, Clone)]
pub struct Exchange {
    /// What was called.
    pub operation: Operation,
    /// How.
    pub method: Method,
    /// Path and query as sent, the base URL's path included.
    pub path: String,
    /// What was sent.
    pub sent: Sent,
    /// The wall clock when the last attempt began.
    pub started: Millis,
    /// The wall clock when its answer was read, or failed.
    pub ended: Millis,
    /// How long the last attempt took, by the monotonic clock.
    pub round_trip: Duration,
    /// How often it was sent. More than once for a GET alone; 0 if it surely was not sent at all.
    pub attempts: u32,
    /// What came back on the last attempt, if anything did.
    pub answer: Option<Answer>,
}

/// A request's body.
#[derive(Clone, PartialEq, Eq)]
pub enum Sent {
    /// None.
    Nothing,
    /// JSON, byte for byte.
    Json(Bytes),
    /// A file, streamed. Its bytes are not kept.
    File {
        /// The name that was sent.
        name: String,
        /// Its media type.
        media_type: String,
        /// Its length in bytes.
        bytes: u64,
        /// SHA-256 of what was sent, in hexadecimal; none if not all of it was.
        sha256: Option<String>,
    },
}

impl fmt::Debug for Sent {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => out.write_str("Nothing"),
            Self::Json(body) => write!(out, "Json({} bytes)", body.len()),
            Self::File { bytes, .. } => write!(out, "File({bytes} bytes)"),
        }
    }
}

/// A response.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// Its HTTP status.
    pub status: u16,
    /// Its `Date` header, if there was one that could be read.
    pub date: Option<Millis>,
    /// Its `Content-Type` header.
    pub content_type: Option<String>,
    /// How long to wait by its `Retry-After` header.
    pub retry_after: Option<Duration>,
    /// Its body, byte for byte.
    pub body: Bytes,
    /// Whether that is all of it; if not, it was cut at the limit, or broke off.
    pub whole: bool,
}

impl fmt::Debug for Answer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = if self.whole { "" } else { ", not whole" };
        write!(
            out,
            "Answer({}, {} bytes{part})",
            self.status,
            self.body.len()
        )
    }
}

/// How far the partner's clock is from this machine's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockOffset {
    /// Milliseconds by which the partner's clock is ahead; negative if it is behind.
    pub millis: i64,
    /// How far that may be wrong: `Date` has whole seconds, and the answer took its time.
    pub uncertainty_millis: i64,
}

impl ClockOffset {
    /// Whether the clocks surely differ by more than this.
    #[must_use]
    pub fn surely_exceeds(self, limit: Duration) -> bool {
        let limit = i64::try_from(limit.as_millis()).unwrap_or(i64::MAX);
        let least = self
            .millis
            .saturating_abs()
            .saturating_sub(self.uncertainty_millis);
        least > limit
    }
}

impl Exchange {
    /// The clock offset by the answer's `Date` header; none if there was no such header.
    #[must_use]
    pub fn clock_offset(&self) -> Option<ClockOffset> {
        let date = self.answer.as_ref()?.date?;
        let trip = i64::try_from(self.round_trip.as_millis()).ok()?;
        let half = trip.checked_div(2)?;
        // `Date` is cut to the second: its middle is half a second later.
        let theirs = date.0.checked_add(500)?;
        let ours = self.started.0.checked_add(half)?;
        Some(ClockOffset {
            millis: theirs.checked_sub(ours)?,
            uncertainty_millis: half.checked_add(500)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_offset_is_told_with_how_far_it_may_be_wrong() {
        let mut exchange = Exchange {
            operation: Operation::ListCountries,
            method: Method::Get,
            path: "/v1/countries".to_owned(),
            sent: Sent::Nothing,
            started: Millis(1_000_000),
            ended: Millis(1_000_200),
            round_trip: Duration::from_millis(200),
            attempts: 1,
            answer: None,
        };
        assert_eq!(exchange.clock_offset(), None);
        exchange.answer = Some(Answer {
            status: 200,
            date: Some(Millis(1_121_000)),
            content_type: None,
            retry_after: None,
            body: Bytes::new(),
            whole: true,
        });
        let offset = exchange.clock_offset().unwrap();
        assert_eq!((offset.millis, offset.uncertainty_millis), (121_400, 600));
        assert!(offset.surely_exceeds(Duration::from_secs(120)));
        assert!(!offset.surely_exceeds(Duration::from_secs(121)));
    }
}
