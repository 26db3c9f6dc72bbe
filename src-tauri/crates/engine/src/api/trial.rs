//! The connection test: what the calls that it makes say together, step by step.

use super::{
    Health, StoredCredentials,
    observe::{Cause, ObservedCall, detail},
    room::{ApiError, ApiRoom},
};
use domain::{Millis, record::CallCause};
use partner_api::{
    CLOCK_OFFSET_MAX, ClockOffset, Finding, Hint, Limits, NotSentCause, Operation, Partner, Probe,
};
use std::{sync::Arc, time::Duration};

/// Until an answer of the test is there. It is a person who waits.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(15);

/// A property of the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepKind {
    /// A server answers.
    Reachable,
    /// The connection is secure.
    Tls,
    /// Key and secret are taken.
    Authenticated,
    /// What was asked for is allowed.
    Allowed,
    /// The answers have the expected shape.
    Shape,
    /// The server's clock agrees with ours.
    Clock,
}

/// How a step ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepResult {
    /// It holds.
    Passed,
    /// It does not.
    Failed,
    /// No call could tell.
    NotReached,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrialStep {
    /// What it looks at.
    pub kind: StepKind,
    /// How it ended.
    pub result: StepResult,
    /// What was seen, in a sentence.
    pub detail: String,
    /// What a person can do about it.
    pub advice: Vec<String>,
}

/// One call of the test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrialCall {
    /// What was called.
    pub operation: Operation,
    /// Method, path and query.
    pub request: String,
    /// Whether it worked.
    pub worked: bool,
    /// What became of it, in a sentence.
    pub detail: String,
    /// The HTTP status, if an answer came.
    pub status: Option<u16>,
    /// How long it took, in milliseconds.
    pub round_trip_ms: u64,
    /// Its entry.
    pub sequence: u64,
}

/// What the test found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// When it ended.
    pub at: Millis,
    /// Where it called.
    pub base_url: String,
    /// Every step, in order.
    pub steps: Vec<TrialStep>,
    /// The calls.
    pub calls: Vec<TrialCall>,
    /// What the last of them says of the way to the API.
    pub health: Health,
}

impl Trial {
    /// How a step ended.
    #[must_use]
    pub fn result(&self, kind: StepKind) -> StepResult {
        let found = self.steps.iter().find(|step| step.kind == kind);
        found.map_or(StepResult::NotReached, |step| step.result)
    }

    /// Whether key and secret were taken, and no step failed.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.is_authenticated()
            && self
                .steps
                .iter()
                .all(|step| step.result != StepResult::Failed)
    }

    /// Whether key and secret were taken.
    #[must_use]
    pub fn is_authenticated(&self) -> bool {
        self.result(StepKind::Authenticated) == StepResult::Passed
    }
}

impl ApiRoom {
    /// Tests the connection with the credentials in force.
    ///
    /// # Errors
    /// [`ApiError`].
    pub async fn test_connection(&self, by: Option<String>) -> Result<Trial, ApiError> {
        let (_, stored, _) = self.ready()?;
        self.test_credentials(&stored, by).await
    }

    /// Takes over what a test says of the way to the API: its credentials are in force by now.
    pub fn adopt(&self, trial: &Trial) {
        self.set_health(trial.health.clone());
    }

    /// Tests the connection with these credentials, whatever is in force.
    ///
    /// # Errors
    /// [`ApiError`]; [`super::NotReady::OtherOrigin`] if they are for another server.
    pub async fn test_credentials(
        &self,
        stored: &StoredCredentials,
        by: Option<String>,
    ) -> Result<Trial, ApiError> {
        let base = self.server()?;
        let credentials = stored.for_server(&base.origin());
        let credentials = credentials.ok_or(super::NotReady::OtherOrigin)?;
        let limits = Limits {
            attempts_max: 1,
            answer_timeout: ANSWER_TIMEOUT.min(self.limits().answer_timeout),
            ..self.limits().clone()
        };
        let partner = Arc::new(self.client_of(base, credentials, limits)?);
        let probes = probes(&partner).await;
        let origin = partner.base().origin();
        let cause = Cause {
            cause: CallCause::Test,
            by,
        };
        // What is said of credentials that are not in force is nothing of those that are.
        let held = self.held().borrow().clone();
        let in_force = held == super::HeldCredentials::Held(stored.clone());
        let mut health = Health::default();
        let mut calls = Vec::new();
        for probe in &probes {
            let call = ObservedCall {
                exchange: &probe.exchange,
                error: probe.error.as_ref(),
                asked: None,
                origin: origin.as_str(),
                cause: &cause,
            };
            health = Health::after(call.exchange, call.error, &health);
            if in_force {
                self.note_health(&call);
            }
            let (sequence, _) = self.keep(&call).await?;
            calls.push(told(probe, sequence));
        }
        Ok(Trial {
            at: self.clock().now(),
            base_url: partner.base().as_str().to_owned(),
            steps: steps(&probes, partner.base().is_plain()),
            calls,
            health,
        })
    }
}

async fn probes(partner: &Partner) -> Vec<Probe> {
    let mut probes = Vec::new();
    partner.test_connection(|probe| probes.push(probe)).await;
    probes
}

fn told(probe: &Probe, sequence: u64) -> TrialCall {
    let exchange = &probe.exchange;
    let mut detail = detail(exchange, probe.error.as_ref());
    if probe.unread > 0 {
        detail.push_str(&format!(
            " {} of its objects are not understood.",
            probe.unread
        ));
    }
    TrialCall {
        operation: probe.operation,
        request: format!("{} {}", exchange.method.as_str(), exchange.path),
        worked: probe.error.is_none(),
        detail,
        status: exchange.answer.as_ref().map(|answer| answer.status),
        round_trip_ms: u64::try_from(exchange.round_trip.as_millis()).unwrap_or(u64::MAX),
        sequence,
    }
}

type Look = fn(&Probe) -> Finding;

fn steps(probes: &[Probe], is_plain: bool) -> Vec<TrialStep> {
    let plain: [(StepKind, Look); 5] = [
        (StepKind::Reachable, |probe| probe.reachable),
        (StepKind::Tls, |probe| probe.secure),
        (StepKind::Authenticated, |probe| probe.authenticated),
        (StepKind::Allowed, |probe| probe.allowed),
        (StepKind::Shape, |probe| probe.shape),
    ];
    let mut steps: Vec<TrialStep> = plain
        .into_iter()
        .map(|(kind, look)| step(kind, probes, look, is_plain))
        .collect();
    steps.push(clock_step(probes));
    steps
}

fn step(kind: StepKind, probes: &[Probe], look: Look, is_plain: bool) -> TrialStep {
    let of = |finding| probes.iter().filter(move |probe| look(probe) == finding);
    let labels = |finding| {
        let labels: Vec<&str> = of(finding).map(|probe| probe.operation.label()).collect();
        labels.join(", ")
    };
    let yes = of(Finding::Yes).count();
    let Some(bad) = of(Finding::No).next() else {
        let (result, detail) = if yes > 0 {
            (StepResult::Passed, passed(kind, yes))
        } else if kind == StepKind::Tls && is_plain {
            let detail = "Plain HTTP to this machine: nothing leaves it.";
            (StepResult::NotReached, detail.to_owned())
        } else {
            (StepResult::NotReached, "No call could tell.".to_owned())
        };
        let advice = if result == StepResult::NotReached && kind == StepKind::Authenticated {
            advice(probes.iter().find(|probe| probe.error.is_some()))
        } else {
            Vec::new()
        };
        return TrialStep {
            kind,
            result,
            detail,
            advice,
        };
    };
    let mut detail = match kind {
        StepKind::Allowed | StepKind::Shape => format!("Not so for: {}.", labels(Finding::No)),
        _ => String::new(),
    };
    if yes > 0 {
        detail.push_str(&format!(" So for: {}.", labels(Finding::Yes)));
    }
    let what = match &bad.error {
        Some(error) => self::detail(&error.exchange, Some(error)),
        None => format!("{} objects are not understood.", bad.unread),
    };
    TrialStep {
        kind,
        result: StepResult::Failed,
        detail: format!("{detail} {what}").trim().to_owned(),
        advice: advice(Some(bad)),
    }
}

fn passed(kind: StepKind, calls: usize) -> String {
    match kind {
        StepKind::Reachable => "A server answers.".to_owned(),
        StepKind::Tls => "The certificate is accepted.".to_owned(),
        StepKind::Authenticated => "Key and secret are taken.".to_owned(),
        StepKind::Allowed => format!("{calls} of the test's calls are allowed."),
        StepKind::Shape => format!("{calls} answers are understood."),
        StepKind::Clock => String::new(),
    }
}

fn advice(probe: Option<&Probe>) -> Vec<String> {
    let hints = probe.and_then(|probe| probe.error.as_ref()).map(|error| {
        let mut hints = error.hints();
        // The clock has a step of its own.
        hints.retain(|hint| !matches!(hint, Hint::Clock(_)));
        hints
    });
    let hints = hints.unwrap_or_default().into_iter();
    hints.map(|hint| hint.to_string()).collect()
}

fn clock_step(probes: &[Probe]) -> TrialStep {
    let offset = probes
        .iter()
        .filter_map(|probe| probe.clock)
        .min_by_key(|offset| offset.uncertainty_millis);
    let kind = StepKind::Clock;
    let Some(offset) = offset else {
        let no_connection = probes.iter().any(|probe| {
            matches!(
                probe.error.as_ref().map(|error| &error.failure),
                Some(partner_api::Failure::NotSent {
                    cause: NotSentCause::Dns | NotSentCause::Connect | NotSentCause::Tls,
                    ..
                })
            )
        });
        let detail = if no_connection {
            "No call could tell."
        } else {
            "No answer says the server's time."
        };
        return TrialStep {
            kind,
            result: StepResult::NotReached,
            detail: detail.to_owned(),
            advice: Vec::new(),
        };
    };
    let is_off = offset.surely_exceeds(CLOCK_OFFSET_MAX);
    let (result, advice) = if is_off {
        let what = "Let this machine's clock be set by the network. Approvals stop until then.";
        (StepResult::Failed, vec![what.to_owned()])
    } else {
        (StepResult::Passed, Vec::new())
    };
    TrialStep {
        kind,
        result,
        detail: clock_sentence(offset),
        advice,
    }
}

fn clock_sentence(offset: ClockOffset) -> String {
    let (millis, about) = (offset.millis.saturating_abs(), offset.uncertainty_millis);
    if millis <= about {
        return format!("The clocks agree, as far as {about} ms can tell.");
    }
    let side = if offset.millis > 0 { "ahead" } else { "behind" };
    format!("The server's clock is {millis} ms {side}, give or take {about} ms.")
}
