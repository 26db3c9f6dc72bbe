//! The book of calls: what was received, byte for byte, how often, and what shall go wrong.

use super::fault::{Fault, Planned};
use axum::http::{HeaderMap, request::Parts};
use domain::Millis;
use partner_api::Operation;
use serde::Serialize;
use std::collections::{BTreeMap, VecDeque};

/// So many requests are kept.
const REQUESTS_MAX: usize = 2000;
/// So many faults may be planned.
pub const PLANNED_MAX: usize = 1000;

/// A request as it was received.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Request {
    /// Its number, from 1.
    pub number: u64,
    /// When it came.
    pub at: Millis,
    /// Which operation it called; none if there is no such.
    pub operation: Option<Operation>,
    /// Its method.
    pub method: String,
    /// Its path and query.
    pub target: String,
    /// Its headers. In place of a right key or secret stands `(right)`, of a wrong one `(wrong)`.
    pub headers: Vec<(String, String)>,
    /// The beginning of its body as text; none if it is no UTF-8.
    pub body: Option<String>,
    /// Its body's length.
    pub bytes: u64,
    /// Whether it had its effect.
    pub effect: bool,
    /// The HTTP status of its answer; none while there is none, or if it was cut.
    pub answer: Option<u16>,
}

/// How often an operation was called.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Count {
    /// Requests that were received.
    pub received: u64,
    /// Those that had their effect.
    pub effects: u64,
}

/// The book.
#[derive(Debug, Default)]
pub struct Book {
    requests: VecDeque<Request>,
    number: u64,
    counts: BTreeMap<Option<Operation>, Count>,
    planned: Vec<Planned>,
}

impl Book {
    /// Writes down a request before its body was read; gives its number and what goes wrong.
    pub fn receive(
        &mut self,
        operation: Option<Operation>,
        parts: &Parts,
        is_right: impl Fn(&str, &[u8]) -> Option<bool>,
        now: Millis,
    ) -> (u64, Option<Fault>) {
        self.number = self.number.saturating_add(1);
        let count = self.counts.entry(operation).or_default();
        count.received = count.received.saturating_add(1);
        if self.requests.len() >= REQUESTS_MAX {
            self.requests.pop_front();
        }
        let target = parts.uri.path_and_query().map(ToString::to_string);
        self.requests.push_back(Request {
            number: self.number,
            at: now,
            operation,
            method: parts.method.to_string(),
            target: target.unwrap_or_default(),
            headers: headers(&parts.headers, is_right),
            body: None,
            bytes: 0,
            effect: false,
            answer: None,
        });
        (self.number, self.next_fault(operation))
    }

    fn next_fault(&mut self, operation: Option<Operation>) -> Option<Fault> {
        let fits = |planned: &Planned| planned.operation.is_none_or(|one| Some(one) == operation);
        let index = self.planned.iter().position(fits)?;
        let planned = self.planned.get_mut(index)?;
        let fault = planned.fault.clone();
        planned.count = planned.count.saturating_sub(1);
        if planned.count == 0 {
            self.planned.remove(index);
        }
        Some(fault)
    }

    /// Writes down a request's body.
    pub fn body(&mut self, number: u64, beginning: &[u8], bytes: u64) {
        if let Some(request) = self.find(number) {
            request.body = std::str::from_utf8(beginning).ok().map(str::to_owned);
            request.bytes = bytes;
        }
    }

    /// Writes down that a request had its effect.
    pub fn effect(&mut self, number: u64) {
        let Some(request) = self.find(number) else {
            return;
        };
        request.effect = true;
        let operation = request.operation;
        let count = self.counts.entry(operation).or_default();
        count.effects = count.effects.saturating_add(1);
    }

    /// Writes down how a request was answered.
    pub fn answer(&mut self, number: u64, status: u16) {
        if let Some(request) = self.find(number) {
            request.answer = Some(status);
        }
    }

    fn find(&mut self, number: u64) -> Option<&mut Request> {
        let mut newest = self.requests.iter_mut().rev();
        newest.find(|request| request.number == number)
    }

    /// The requests, oldest first.
    pub fn requests(&self) -> impl Iterator<Item = &Request> {
        self.requests.iter()
    }

    /// How often an operation was called, or with none what is no operation.
    pub fn count(&self, operation: Option<Operation>) -> Count {
        self.counts.get(&operation).copied().unwrap_or_default()
    }

    /// Forgets requests and counts.
    pub fn clear(&mut self) {
        self.requests.clear();
        self.counts.clear();
    }

    /// The faults that are still to come.
    pub fn planned(&self) -> &[Planned] {
        &self.planned
    }

    /// Plans a fault; false if there are too many.
    pub fn plan(&mut self, planned: Planned) -> bool {
        let has_room = self.planned.len() < PLANNED_MAX;
        if has_room && planned.count > 0 {
            self.planned.push(planned);
        }
        has_room
    }

    /// Nothing shall go wrong any more.
    pub fn clear_faults(&mut self) {
        self.planned.clear();
    }
}

fn headers(
    headers: &HeaderMap,
    is_right: impl Fn(&str, &[u8]) -> Option<bool>,
) -> Vec<(String, String)> {
    let told = headers.iter().map(|(name, value)| {
        let text = match is_right(name.as_str(), value.as_bytes()) {
            Some(true) => "(right)".to_owned(),
            Some(false) => "(wrong)".to_owned(),
            None => String::from_utf8_lossy(value.as_bytes()).into_owned(),
        };
        (name.to_string(), text)
    });
    told.collect()
}
