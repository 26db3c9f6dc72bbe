//! A profile's way to the API as the window sees it.

use super::console::small;
use crate::{keyring::sentence, open_profile::OpenProfile};
use contract::{
    ApiState, ApiView, ConnectionCall, ConnectionStep, ConnectionStepKind, ConnectionView,
    CredentialsState, ServerView,
};
use domain::{Environment, Millis};
use engine::{
    ApiFile, HeldCredentials, NotReady, ProfileFolder,
    api::{HealthState, StepKind, StepResult, Trial, TrialCall, TrialStep},
};
use partner_api::ClockOffset;

/// Milliseconds as the window takes them.
pub fn millis(number: i64) -> i32 {
    let most = if number < 0 { i32::MIN } else { i32::MAX };
    i32::try_from(number).unwrap_or(most)
}

/// How an open profile's way to the API is.
pub fn view(profile: &OpenProfile) -> ApiView {
    let Some(room) = profile.api() else {
        return ApiView {
            state: ApiState::Off,
            detail: "The profile is open for reading alone: nothing is called.".to_owned(),
            at: None,
            round_trip_ms: None,
            clock_offset_ms: None,
        };
    };
    let health = room.health().borrow().clone();
    let (state, detail) = match (room.ready(), health.state) {
        (Err(NotReady::NoServer), _) => (ApiState::NotSetUp, sentence(&NotReady::NoServer)),
        (Err(NotReady::SimulatorStopped), _) => (
            ApiState::SimulatorStopped,
            sentence(&NotReady::SimulatorStopped),
        ),
        (Err(NotReady::CredentialsUnknown), _) => (
            ApiState::CredentialsUnknown,
            sentence(&NotReady::CredentialsUnknown),
        ),
        (Err(why @ (NotReady::NoCredentials | NotReady::OtherOrigin)), _) => {
            (ApiState::CredentialsMissing, sentence(&why))
        }
        (Ok(_), HealthState::NotAsked) => (
            ApiState::NotAsked,
            "Nothing was called yet in this session.".to_owned(),
        ),
        (Ok(_), HealthState::Reachable) => (
            ApiState::Reachable,
            "The last call was answered.".to_owned(),
        ),
        (Ok(_), HealthState::Failing(why)) => (ApiState::Failing, capital(&why)),
    };
    ApiView {
        state,
        detail,
        at: health.at.map(Millis::to_rfc3339),
        round_trip_ms: health.round_trip_ms.map(small),
        clock_offset_ms: health.clock.map(offset),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

fn offset(clock: ClockOffset) -> i32 {
    millis(clock.millis)
}

/// A profile's server and credentials. `open` is the profile, if it is open.
pub fn server(
    folder: &ProfileFolder,
    environment: Environment,
    open: Option<&OpenProfile>,
) -> ServerView {
    let room = open.and_then(OpenProfile::api);
    let base = match room {
        Some(room) => room.base(),
        None => ApiFile::read(folder)
            .ok()
            .and_then(|file| file.base(environment)),
    };
    let secrets = open.and_then(OpenProfile::secrets);
    let held = secrets.map_or(HeldCredentials::Unknown, |all| all.held_credentials());
    let is_of_session = secrets.is_some_and(|all| all.are_credentials_of_session());
    let origin = base.as_ref().map(partner_api::BaseUrl::origin);
    let (credentials, detail) = match (&held, &origin) {
        (HeldCredentials::Unknown, _) if secrets.is_none() => (
            CredentialsState::Unknown,
            "The profile is not open, or for reading alone: no secret is read.".to_owned(),
        ),
        (HeldCredentials::Unknown, _) => (
            CredentialsState::Unknown,
            "The keyring could not be read.".to_owned(),
        ),
        (HeldCredentials::Absent, _) => (CredentialsState::Absent, "There are none.".to_owned()),
        (HeldCredentials::Held(stored), Some(origin)) if stored.origin() == origin => {
            if environment == Environment::Simulator {
                let detail = "They were made for this run of it and are in memory alone.";
                (CredentialsState::ThisSession, detail.to_owned())
            } else if is_of_session {
                let detail = "They are in memory until the program ends.";
                (CredentialsState::ThisSession, detail.to_owned())
            } else {
                (
                    CredentialsState::Stored,
                    "They are in the keyring.".to_owned(),
                )
            }
        }
        (HeldCredentials::Held(stored), _) => (
            CredentialsState::ForAnotherServer,
            format!(
                "They were entered for {} and are sent to no other server. Enter this one's.",
                stored.origin()
            ),
        ),
    };
    let credentials_origin = match &held {
        HeldCredentials::Held(stored) => Some(stored.origin().to_string()),
        HeldCredentials::Unknown | HeldCredentials::Absent => None,
    };
    ServerView {
        is_live: base.as_ref().is_some_and(partner_api::BaseUrl::is_live),
        base_url: base.map(|base| base.as_str().to_owned()),
        origin: origin.map(|origin| origin.to_string()),
        can_change: environment != Environment::Simulator,
        credentials,
        credentials_detail: detail,
        credentials_origin,
    }
}

/// What the connection test found.
pub fn connection(trial: Trial) -> ConnectionView {
    let passed = trial.passed();
    let failed = trial
        .steps
        .iter()
        .find(|step| step.result == StepResult::Failed);
    let detail = match failed {
        None if passed => "The API can be called.".to_owned(),
        None => "No call could tell whether key and secret are taken.".to_owned(),
        Some(step) => format!("{}: {}", label(step.kind), step.detail),
    };
    ConnectionView {
        at: trial.at.to_rfc3339(),
        passed,
        detail,
        base_url: trial.base_url,
        steps: trial.steps.into_iter().map(step).collect(),
        calls: trial.calls.into_iter().map(call).collect(),
    }
}

const fn label(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Reachable => "Reachable",
        StepKind::Tls => "Secure",
        StepKind::Authenticated => "Authenticated",
        StepKind::Allowed => "Allowed",
        StepKind::Shape => "Shape of the answers",
        StepKind::Clock => "Clock",
    }
}

fn step(step: TrialStep) -> ConnectionStep {
    ConnectionStep {
        kind: match step.kind {
            StepKind::Reachable => ConnectionStepKind::Reachable,
            StepKind::Tls => ConnectionStepKind::Tls,
            StepKind::Authenticated => ConnectionStepKind::Authenticated,
            StepKind::Allowed => ConnectionStepKind::Allowed,
            StepKind::Shape => ConnectionStepKind::Shape,
            StepKind::Clock => ConnectionStepKind::Clock,
        },
        label: label(step.kind).to_owned(),
        result: match step.result {
            StepResult::Passed => contract::StepResult::Passed,
            StepResult::Failed => contract::StepResult::Failed,
            StepResult::NotReached => contract::StepResult::NotReached,
        },
        detail: step.detail,
        advice: step.advice,
    }
}

fn call(call: TrialCall) -> ConnectionCall {
    ConnectionCall {
        operation: call.operation.id().to_owned(),
        label: call.operation.label().to_owned(),
        request: call.request,
        worked: call.worked,
        detail: call.detail,
        status: call.status,
        round_trip_ms: small(call.round_trip_ms),
        sequence: Some(small(call.sequence)),
    }
}
