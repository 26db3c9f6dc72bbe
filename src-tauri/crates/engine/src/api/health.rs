//! How the way to the API is, by the last call of this session.

use domain::Millis;
use partner_api::{CallError, ClockOffset, Exchange, Failure};

/// What the last call said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HealthState {
    /// Nothing was called yet.
    NotAsked,
    /// A server answered, and took the credentials.
    Reachable,
    /// It did not: why, and what to do.
    Failing(String),
}

/// How the way to the API is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// What the last call said.
    pub state: HealthState,
    /// When it ended.
    pub at: Option<Millis>,
    /// How long it took, in milliseconds.
    pub round_trip_ms: Option<u64>,
    /// The server's clock against ours, by the last answer that said it.
    pub clock: Option<ClockOffset>,
}

impl Default for Health {
    fn default() -> Self {
        Self {
            state: HealthState::NotAsked,
            at: None,
            round_trip_ms: None,
            clock: None,
        }
    }
}

impl Health {
    /// What a call says. A server that refuses one object or path is reachable all the same.
    #[must_use]
    pub fn after(exchange: &Exchange, error: Option<&CallError>, before: &Self) -> Self {
        let state = match error.filter(|error| !is_reachable(&error.failure)) {
            None => HealthState::Reachable,
            Some(error) => {
                let hints = error.hints();
                let what_to_do = hints
                    .first()
                    .map_or_else(String::new, |hint| format!(" {hint}"));
                HealthState::Failing(format!("{}.{what_to_do}", error.failure))
            }
        };
        let took = u64::try_from(exchange.round_trip.as_millis()).unwrap_or(u64::MAX);
        Self {
            state,
            at: Some(exchange.ended),
            round_trip_ms: exchange.answer.is_some().then_some(took),
            clock: exchange.clock_offset().or(before.clock),
        }
    }
}

fn is_reachable(failure: &Failure) -> bool {
    match failure {
        Failure::Refused { status, code, .. } => {
            let about_key = code.as_deref().is_some_and(|code| code.starts_with("API_"));
            !about_key && !matches!(status, 300..=399 | 401 | 403 | 429 | 500..=599)
        }
        // The request was never the server's.
        Failure::NotSent { cause, .. } => matches!(
            cause,
            partner_api::NotSentCause::Request
                | partner_api::NotSentCause::File
                | partner_api::NotSentCause::Cancelled
        ),
        Failure::Cancelled => true,
        Failure::RefusedInAnotherShape { status, .. } => *status == 404,
        Failure::PartnerFailed { .. }
        | Failure::TimedOut
        | Failure::Broken { .. }
        | Failure::TooLong { .. }
        | Failure::NotUnderstood(_) => false,
    }
}
