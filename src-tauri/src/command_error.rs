//! Failures on their way to the window: one sentence out, the whole chain in the log.

use crate::start_error::StartError;
use contract::{Code, CommandError};
use engine::{EngineError, chain};
use ledger::LedgerError;
use std::sync::atomic::{AtomicU32, Ordering};

static INCIDENTS: AtomicU32 = AtomicU32::new(1);

fn incident(error: &dyn std::error::Error) -> String {
    let number = INCIDENTS.fetch_add(1, Ordering::Relaxed);
    let incident = format!("{}-{number}", std::process::id());
    tracing::error!(incident, error = chain(error), "a command failed");
    incident
}

/// A field of the request is wrong.
pub fn invalid(field: &str, error: &dyn std::error::Error) -> CommandError {
    CommandError {
        code: Code::Invalid,
        message: format!("{error}. Nothing was changed."),
        field: Some(field.to_owned()),
        incident: incident(error),
    }
}

/// A failure that the window names by its code.
#[derive(Debug, thiserror::Error)]
#[error("the profile {0:?} is not open")]
pub struct NotOpen(pub String);

impl From<NotOpen> for CommandError {
    fn from(error: NotOpen) -> Self {
        Self {
            code: Code::NotOpen,
            message: format!("{error}. Open it first."),
            field: None,
            incident: incident(&error),
        }
    }
}

/// A failure of the engine as the window is told of it.
pub fn engine(error: &EngineError) -> CommandError {
    let code = match error {
        EngineError::NoDelivery(_) | EngineError::NoProfile(_) => Code::NotFound,
        EngineError::Ledger(LedgerError::Damaged(_)) => Code::LedgerDamaged,
        EngineError::Folder { .. }
        | EngineError::NetworkDrive { .. }
        | EngineError::Settings { .. }
        | EngineError::Newer { .. }
        | EngineError::WhichProfile(_)
        | EngineError::NoRandomBytes(_)
        | EngineError::Ledger(_) => Code::Internal,
    };
    CommandError {
        code,
        message: format!("{error}. Nothing was changed."),
        field: None,
        incident: incident(error),
    }
}

/// A failure to open a profile as the window is told of it.
pub fn start(error: &StartError) -> CommandError {
    let code = match error {
        StartError::Ledger(LedgerError::Damaged(_)) => Code::LedgerDamaged,
        _ => Code::Internal,
    };
    CommandError {
        code,
        message: format!("{error}. Nothing was sent or changed."),
        field: None,
        incident: incident(error),
    }
}

/// Why an action is refused in the auditor's mode.
#[derive(Debug, thiserror::Error)]
#[error("the auditor's mode is on")]
struct ReadOnly;

/// The auditor's mode is on.
pub fn read_only(command: &str) -> CommandError {
    tracing::info!(command, "refused in the auditor's mode");
    CommandError {
        code: Code::ReadOnly,
        message: "The auditor's mode is on. Nothing was changed; turn it off to change something."
            .to_owned(),
        field: None,
        incident: incident(&ReadOnly),
    }
}
