//! The one way out: sends the calls of one profile to its server.

use crate::{
    Answer, BaseUrl, CallError, Called, Certainty, Credentials, Endpoint, Exchange, Failure,
    Limits, Method, NotSentCause, Operation, Origin, Overrides, Sent,
    judge::judge,
    transport::{Clients, attempt},
};
use domain::Clock;
use reqwest::{RequestBuilder, Url, header};
use std::{fmt, sync::Arc, time::Duration};

/// A client of one server with one profile's credentials.
pub struct Partner {
    base: BaseUrl,
    credentials: Credentials,
    overrides: Overrides,
    limits: Limits,
    clock: Arc<dyn Clock>,
    clients: Clients,
}

/// Why a client can't be made.
#[derive(Debug, thiserror::Error)]
pub enum PartnerError {
    /// The credentials were entered for another server.
    #[error("the credentials are for {credentials}, not for {base}: enter them anew")]
    OtherOrigin {
        /// Where they may be sent.
        credentials: Origin,
        /// Where they would be sent.
        base: Origin,
    },
    /// The HTTP client can't be made.
    #[error("the HTTP client can't be made")]
    Client(#[source] reqwest::Error),
}

impl fmt::Debug for Partner {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Partner({})", self.base)
    }
}

impl Partner {
    /// A client of a server, with credentials that were entered for it.
    ///
    /// # Errors
    /// [`PartnerError::OtherOrigin`] if the credentials are bound to another origin.
    pub fn new(
        base: BaseUrl,
        credentials: Credentials,
        overrides: Overrides,
        limits: Limits,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, PartnerError> {
        let origin = base.origin();
        if *credentials.origin() != origin {
            return Err(PartnerError::OtherOrigin {
                credentials: credentials.origin().clone(),
                base: origin,
            });
        }
        let clients = Clients::new(&limits, &base).map_err(PartnerError::Client)?;
        Ok(Self {
            base,
            credentials,
            overrides,
            limits,
            clock,
            clients,
        })
    }

    /// Where it sends to.
    #[must_use]
    pub const fn base(&self) -> &BaseUrl {
        &self.base
    }

    /// The paths that it uses in place of the table's.
    #[must_use]
    pub const fn overrides(&self) -> &Overrides {
        &self.overrides
    }

    /// Its limits.
    #[must_use]
    pub const fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Calls an endpoint. A GET is repeated while that may help; anything else is sent once.
    ///
    /// # Errors
    /// [`CallError`] with the record of the call and what became of it. On an operation that
    /// changes something look at [`CallError::certainty`] before anything else.
    pub async fn send<E: Endpoint>(&self, endpoint: &E) -> Result<Called<E::Answer>, CallError> {
        let operation = endpoint.operation();
        let value = endpoint.path_value();
        let sent = endpoint.body().map_or(Sent::Nothing, Sent::Json);
        let (url, mut exchange) = self.begin(operation, value, &endpoint.query(), sent)?;
        let mut outcome;
        loop {
            let request = self.request(&url, &exchange);
            outcome = self.attempt(request, &mut exchange).await;
            let Some(pause) = self.pause_before_next(&exchange, &outcome) else {
                break;
            };
            tokio::time::sleep(pause).await;
        }
        let read = |answer: &Answer| endpoint.read(answer).map_err(Failure::NotUnderstood);
        conclude(exchange, outcome, read)
    }

    /// The record of the call that [`Partner::send`] would make of an endpoint. Nothing is sent.
    ///
    /// # Errors
    /// [`CallError`] if it could not be sent.
    pub fn preview<E: Endpoint>(&self, endpoint: &E) -> Result<Exchange, CallError> {
        let sent = endpoint.body().map_or(Sent::Nothing, Sent::Json);
        let value = endpoint.path_value();
        let begun = self.begin(endpoint.operation(), value, &endpoint.query(), sent);
        Ok(begun?.1)
    }

    /// The URL and an empty record of a call.
    pub(crate) fn begin(
        &self,
        operation: Operation,
        path_value: Option<String>,
        query: &[(String, String)],
        sent: Sent,
    ) -> Result<(Url, Exchange), CallError> {
        let (template, _) = self.overrides.path(operation);
        let path = template.fill(path_value.as_deref().unwrap_or_default());
        let now = self.clock.now();
        let mut exchange = Exchange {
            operation,
            method: operation.method(),
            path,
            sent,
            started: now,
            ended: now,
            round_trip: Duration::ZERO,
            attempts: 0,
            answer: None,
        };
        let Some(url) = self.base.join(&exchange.path, query) else {
            let detail = format!("the path {} leaves the base URL", exchange.path);
            return Err(not_sent(exchange, NotSentCause::Request, detail));
        };
        url.path().clone_into(&mut exchange.path);
        if let Some(query) = url.query() {
            exchange.path = format!("{}?{query}", exchange.path);
        }
        Ok((url, exchange))
    }

    /// The request with its headers and, if it is JSON, its body.
    pub(crate) fn request(&self, url: &Url, exchange: &Exchange) -> RequestBuilder {
        let request = match exchange.method {
            Method::Get => self.clients.repeating.get(url.clone()),
            Method::Post => self.clients.once.post(url.clone()),
            Method::Put => self.clients.once.put(url.clone()),
        };
        let mut request = request
            .timeout(self.limits.answer_timeout)
            .header(header::ACCEPT, "application/json");
        for (name, value) in self.credentials.headers() {
            request = request.header(name, value);
        }
        match &exchange.sent {
            Sent::Json(body) => request
                .header(header::CONTENT_TYPE, "application/json")
                .body(body.clone()),
            // Some servers refuse a POST that does not say that nothing follows.
            Sent::Nothing if exchange.method != Method::Get => {
                request.header(header::CONTENT_LENGTH, "0")
            }
            Sent::Nothing | Sent::File { .. } => request,
        }
    }

    /// Sends a request once, and records it.
    pub(crate) async fn attempt(
        &self,
        request: RequestBuilder,
        exchange: &mut Exchange,
    ) -> Result<(), Failure> {
        let bytes_max = self.limits.answer_bytes_max;
        exchange.answer = None;
        exchange.started = self.clock.now();
        let began = self.clock.monotonic();
        let now = || self.clock.now();
        let outcome = attempt(request, bytes_max, now, &mut exchange.answer).await;
        exchange.round_trip = self.clock.monotonic().saturating_sub(began);
        exchange.ended = self.clock.now();
        let outcome = match (outcome, &exchange.answer) {
            (Ok(()), Some(answer)) => judge(answer, bytes_max),
            (outcome, _) => outcome,
        };
        let certainty = outcome.as_ref().err().map(Failure::certainty);
        if certainty != Some(Certainty::NotSent) {
            exchange.attempts = exchange.attempts.saturating_add(1);
        }
        tracing::debug!(
            operation = exchange.operation.id(),
            status = exchange.answer.as_ref().map(|answer| answer.status),
            round_trip = ?exchange.round_trip,
            attempt = exchange.attempts,
            ?certainty,
            "called the partner"
        );
        outcome
    }

    /// How long to wait before a GET is repeated; none if it is not.
    fn pause_before_next(
        &self,
        exchange: &Exchange,
        outcome: &Result<(), Failure>,
    ) -> Option<Duration> {
        let next = exchange.attempts.saturating_add(1);
        let failure = outcome.as_ref().err()?;
        let may_help = exchange.method == Method::Get
            && exchange.attempts > 0
            && next <= self.limits.attempts_max
            && may_pass(failure);
        if !may_help {
            return None;
        }
        let answer = exchange.answer.as_ref();
        let asked = answer.and_then(|answer| answer.retry_after);
        if asked.is_some_and(|asked| asked > self.limits.retry_after_max) {
            return None;
        }
        let own = self.limits.pause_before(next);
        let most = u64::try_from(own.as_micros()).unwrap_or(u64::MAX);
        // Half of it is by chance, so that many consoles do not come back at once.
        let jittered = Duration::from_micros(fastrand::u64(most / 2..=most));
        Some(asked.map_or(jittered, |asked| asked.max(jittered)))
    }
}

/// Whether the same read may work a little later.
const fn may_pass(failure: &Failure) -> bool {
    match failure {
        Failure::TimedOut | Failure::Broken { .. } | Failure::PartnerFailed { .. } => true,
        Failure::Refused { status, .. } | Failure::RefusedInAnotherShape { status, .. } => {
            matches!(status, 408 | 429 | 500..=599)
        }
        Failure::NotSent { .. }
        | Failure::TooLong { .. }
        | Failure::NotUnderstood(_)
        | Failure::Cancelled => false,
    }
}

/// The call's end: what was read, or what became of it.
pub(crate) fn conclude<T>(
    exchange: Exchange,
    outcome: Result<(), Failure>,
    read: impl FnOnce(&Answer) -> Result<T, Failure>,
) -> Result<Called<T>, CallError> {
    let value = match (outcome, &exchange.answer) {
        (Ok(()), Some(answer)) => read(answer),
        (Ok(()), None) => Err(Failure::Broken {
            detail: "no answer".to_owned(),
        }),
        (Err(failure), _) => Err(failure),
    };
    match value {
        Ok(value) => Ok(Called { value, exchange }),
        Err(failure) => Err(CallError {
            exchange: Box::new(exchange),
            failure,
        }),
    }
}

/// A call that never left.
pub(crate) fn not_sent(exchange: Exchange, cause: NotSentCause, detail: String) -> CallError {
    CallError {
        exchange: Box::new(exchange),
        failure: Failure::NotSent { cause, detail },
    }
}
