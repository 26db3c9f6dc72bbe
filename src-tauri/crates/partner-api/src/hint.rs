//! What may be the cause of a failure, and what a person can do about it.

use crate::{CallError, ClockOffset, Failure, NotSentCause, Shape};
use std::{fmt, time::Duration};

/// Beyond this the clock is named as a possible cause, and approvals stop.
pub const CLOCK_OFFSET_MAX: Duration = Duration::from_secs(120);

/// A possible cause of a failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hint {
    /// 400 (documented): key or secret.
    KeyOrSecret,
    /// 400: a field is missing, or has a value that is not accepted (observed).
    FieldOrValue,
    /// 403 (documented): these credentials may not do that.
    AccessDenied,
    /// 403: what a machine that is not allow-listed gets is not documented.
    AllowList,
    /// 404 on a path that is assumed: the profile may override it.
    PathIsAssumed,
    /// 429.
    TooOften {
        /// How long the server asks to wait.
        retry_after: Option<Duration>,
    },
    /// The answer is not the partner's: something stands between.
    Between,
    /// A redirect, which is never followed.
    Redirect,
    /// This machine's clock differs from the partner's.
    Clock(ClockOffset),
    /// A certificate is not accepted; a wrong clock can be why.
    CertificateOrClock,
    /// There is no network, or the base URL is wrong.
    NetworkOrBaseUrl,
}

impl CallError {
    /// What may be the cause, the likeliest first.
    #[must_use]
    pub fn hints(&self) -> Vec<Hint> {
        let mut hints = self.failure_hints();
        let asked_about_access = matches!(self.status(), Some(400 | 401 | 403) | None);
        let offset = self.exchange.clock_offset();
        if let Some(offset) = offset.filter(|offset| offset.surely_exceeds(CLOCK_OFFSET_MAX))
            && asked_about_access
        {
            hints.push(Hint::Clock(offset));
        }
        hints
    }

    /// The HTTP status of the answer, if one came.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.exchange.answer.as_ref().map(|answer| answer.status)
    }

    fn failure_hints(&self) -> Vec<Hint> {
        let between = |shape: Shape| (shape == Shape::Html).then_some(Hint::Between);
        match &self.failure {
            Failure::NotSent { cause, .. } => match cause {
                NotSentCause::Dns | NotSentCause::Connect => vec![Hint::NetworkOrBaseUrl],
                NotSentCause::Tls => vec![Hint::CertificateOrClock, Hint::Between],
                NotSentCause::Request | NotSentCause::File | NotSentCause::Cancelled => vec![],
            },
            Failure::Refused { status, code, .. } => self.refused(*status, code.as_deref()),
            Failure::RefusedInAnotherShape { status, shape } => {
                let mut hints = self.refused(*status, None);
                hints.extend(between(*shape));
                hints
            }
            Failure::PartnerFailed { shape, .. } => between(*shape).into_iter().collect(),
            Failure::NotUnderstood(_) | Failure::TooLong { .. } => {
                let html = self.exchange.answer.as_ref().and_then(|answer| {
                    let kind = answer.content_type.as_deref()?;
                    kind.to_ascii_lowercase()
                        .contains("html")
                        .then_some(Hint::Between)
                });
                html.into_iter().collect()
            }
            Failure::TimedOut | Failure::Broken { .. } | Failure::Cancelled => vec![],
        }
    }

    fn refused(&self, status: u16, code: Option<&str>) -> Vec<Hint> {
        let about_key = code.is_some_and(|code| code.starts_with("API_"));
        match status {
            300..=399 => vec![Hint::Redirect],
            400 if about_key => vec![Hint::KeyOrSecret],
            400 if code == Some("REQUIRED_FIELD_MISSING") => vec![Hint::FieldOrValue],
            400 => vec![Hint::KeyOrSecret, Hint::FieldOrValue],
            401 => vec![Hint::KeyOrSecret],
            403 => vec![Hint::AccessDenied, Hint::AllowList],
            404 if self.exchange.operation.path_evidence() != crate::Evidence::Documented => {
                vec![Hint::PathIsAssumed]
            }
            429 => {
                let answer = self.exchange.answer.as_ref();
                let retry_after = answer.and_then(|answer| answer.retry_after);
                vec![Hint::TooOften { retry_after }]
            }
            _ => vec![],
        }
    }
}

impl fmt::Display for Hint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::KeyOrSecret => out.write_str("The API key or its secret is missing or wrong."),
            Self::FieldOrValue => out
                .write_str("A field is missing, or has a value that the partner does not accept."),
            Self::AccessDenied => out.write_str("These credentials may not do this."),
            Self::AllowList => out.write_str(
                "This machine's public address may not be on the allow-list \
                 (Partners Platform, API Security).",
            ),
            Self::PathIsAssumed => out.write_str(
                "The path of this operation is not documented. If it is another one, \
                 set it in the profile's table of operations.",
            ),
            Self::TooOften { retry_after: None } => out.write_str("It was asked too often."),
            Self::TooOften {
                retry_after: Some(wait),
            } => write!(out, "It was asked too often. Wait {} s.", wait.as_secs()),
            Self::Between => out.write_str(
                "The answer is not the partner's: a proxy or a sign-in page of this network \
                 may stand between.",
            ),
            Self::Redirect => out.write_str(
                "The server points to another address. It is not followed: check the base URL.",
            ),
            Self::Clock(offset) => {
                let seconds = offset
                    .millis
                    .saturating_abs()
                    .checked_div(1000)
                    .unwrap_or(0);
                let side = if offset.millis > 0 { "behind" } else { "ahead" };
                write!(out, "This machine's clock is about {seconds} s {side}.")
            }
            Self::CertificateOrClock => out.write_str(
                "The server's certificate is not accepted. Check the base URL and this \
                 machine's clock.",
            ),
            Self::NetworkOrBaseUrl => {
                out.write_str("Check the network and the profile's base URL.")
            }
        }
    }
}
