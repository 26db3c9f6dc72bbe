//! Failures on their way to the window: one sentence out, the whole chain in the log.

mod files;
mod way;

pub use files::{document, draft, not_kept};
pub use way::{not_found, way};

use crate::{
    app::OperatorError, decisions::DecisionError, operator_keys::KeyError,
    profile_secrets::SecretsError, start_error::StartError,
};
use catalog::CatalogError;
use contract::{Code, CommandError};
use engine::{
    ApiError, DeedError, EngineError, IntentError, NotReady,
    approvals::{OperatorsError, Stop},
    chain,
    flows::Term,
};
use ledger::{IndexError, LedgerError};
use signing::SigningError;
use std::sync::atomic::{AtomicU32, Ordering};
use vault::VaultError;

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
        message: format!("{}. Nothing was changed.", capital(&error.to_string())),
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
            message: format!("{}. Open it first.", capital(&error.to_string())),
            field: None,
            incident: incident(&error),
        }
    }
}

/// A call of the API that was not made, or could not be written down.
pub fn api(error: &ApiError) -> CommandError {
    let (code, ending) = match error {
        ApiError::NotReady(NotReady::CredentialsUnknown) => {
            (Code::KeyringUnavailable, "Nothing was sent or changed.")
        }
        ApiError::NotReady(_) => (Code::ApiNotReady, "Nothing was sent or changed."),
        ApiError::Client(_) | ApiError::File(_) => (Code::Internal, "Look how the profile is."),
        ApiError::NotKept(_) => (Code::Internal, "Look how the ledger is."),
    };
    CommandError {
        code,
        message: format!("{}. {ending}", capital(&error.to_string())),
        field: None,
        incident: incident(error),
    }
}

/// A failure of the engine as the window is told of it.
pub fn engine(error: &EngineError) -> CommandError {
    let code = match error {
        EngineError::NoDelivery(_) | EngineError::NoObservation(_) | EngineError::NoProfile(_) => {
            Code::NotFound
        }
        EngineError::Index(IndexError::TooWide { .. })
        | EngineError::Catalog(CatalogError::Cursor(_)) => Code::Invalid,
        EngineError::Ledger(LedgerError::Damaged(_)) => Code::LedgerDamaged,
        EngineError::Folder { .. }
        | EngineError::NetworkDrive { .. }
        | EngineError::Settings { .. }
        | EngineError::Newer { .. }
        | EngineError::NewerConsole { .. }
        | EngineError::ProfileExists(_)
        | EngineError::WhichProfile(_)
        | EngineError::NoRandomBytes(_)
        | EngineError::Index(_)
        | EngineError::Catalog(_)
        | EngineError::Ledger(_) => Code::Internal,
    };
    CommandError {
        code,
        message: format!("{}. Nothing was changed.", capital(&error.to_string())),
        field: None,
        incident: incident(error),
    }
}

/// A failure of the index as the window is told of it.
pub fn index(error: &IndexError) -> CommandError {
    CommandError {
        code: Code::Internal,
        message: format!(
            "{}. Nothing was changed; the timeline shows all.",
            capital(&error.to_string())
        ),
        field: None,
        incident: incident(error),
    }
}

/// A failure to open or change a profile as the window is told of it.
pub fn start(error: &StartError) -> CommandError {
    let (code, field) = match error {
        StartError::Ledger(LedgerError::Damaged(_)) => (Code::LedgerDamaged, None),
        StartError::PortInUse { .. } | StartError::Listen { .. } => (Code::Invalid, Some("listen")),
        StartError::Engine(EngineError::ProfileExists(_)) => (Code::Invalid, Some("name")),
        StartError::Engine(EngineError::NoProfile(_)) => (Code::NotFound, None),
        StartError::ReadOnly => (Code::ReadOnly, None),
        StartError::NotEnabled(_) | StartError::SimulatorStopped => (Code::NotOpen, None),
        StartError::NoSimulator => (Code::Invalid, Some("profile")),
        StartError::SimulatorRefused(_) => (Code::Invalid, Some("order")),
        StartError::Window(_)
        | StartError::Engine(_)
        | StartError::Ledger(_)
        | StartError::Append(_)
        | StartError::Vault(_)
        | StartError::Socket(_)
        | StartError::Simulator { .. }
        | StartError::SimulatorSilent => (Code::Internal, None),
    };
    let ending = match error {
        StartError::SimulatorSilent => "It may have been sent.",
        _ => "Nothing was sent or changed.",
    };
    CommandError {
        code,
        message: format!("{}. {ending}", capital(&error.to_string())),
        field: field.map(str::to_owned),
        incident: incident(error),
    }
}

/// A secret that was not changed, as the window is told of it.
pub fn secrets(error: &SecretsError) -> CommandError {
    let (code, field) = match error {
        SecretsError::Simulator => (Code::Invalid, Some("profile")),
        SecretsError::WhiteSpace
        | SecretsError::NoSecret(_)
        | SecretsError::NoToken
        | SecretsError::Same => (Code::Invalid, Some("value")),
        SecretsError::KeyIsThere => (Code::Invalid, Some("renew")),
        SecretsError::Key(_) => (Code::Internal, None),
        SecretsError::InForce
        | SecretsError::MadeHere
        | SecretsError::Together
        | SecretsError::PreviousIsNotSet
        | SecretsError::NothingToRotate
        | SecretsError::RotationGoesOn => (Code::Invalid, Some("kind")),
        SecretsError::NotKnown(_) | SecretsError::Vault(_) => (Code::KeyringUnavailable, None),
    };
    let ending = match error {
        SecretsError::Vault(VaultError::Hanging { .. }) => {
            "It may still do what it was asked; try again when it answers, and look what is there."
        }
        _ => "Nothing was changed.",
    };
    CommandError {
        code,
        message: format!("{}. {ending}", capital(&error.to_string())),
        field: field.map(str::to_owned),
        incident: incident(error),
    }
}

/// A secret that was changed, while the ledger could not take the entry of it.
pub fn not_noted(error: &StartError) -> CommandError {
    CommandError {
        code: Code::Internal,
        message: format!(
            "The secret was changed, but the ledger does not say so: {error}. Look how the ledger \
             is."
        ),
        field: None,
        incident: incident(error),
    }
}

/// A decision that was not made, as the window is told of it.
pub fn decision(error: &DecisionError) -> CommandError {
    let field = match error {
        DecisionError::Deed(error) => match error {
            DeedError::TooLong(_) | DeedError::NoWords => Some("note"),
            DeedError::NoCard(_)
            | DeedError::AlreadySettled(_)
            | DeedError::WantsDecision
            | DeedError::NoFieldSet => Some("card"),
            DeedError::Insufficient | DeedError::NothingHeldBack => Some("decision"),
            DeedError::NotApproved | DeedError::BuiltIn => Some("fields"),
            DeedError::OneTarget
            | DeedError::NoEntry(_)
            | DeedError::Read(_)
            | DeedError::Store(_) => None,
        },
        DecisionError::ReadOnly | DecisionError::NotAllJudged(_) => None,
    };
    deed(error, field)
}

/// A note that was not written, as the window is told of it.
pub fn note(error: &DecisionError) -> CommandError {
    let field = match error {
        DecisionError::Deed(DeedError::TooLong(_) | DeedError::NoWords) => Some("text"),
        DecisionError::Deed(DeedError::OneTarget) => Some("subject"),
        _ => None,
    };
    deed(error, field)
}

/// A write to the API that was not made, or not decided on, as the window is told of it.
pub fn intent(error: &IntentError) -> CommandError {
    let (code, field) = match error {
        IntentError::Api(error) => return api(error),
        IntentError::Read(error) => return engine(error),
        IntentError::Document(error) => return document(error),
        IntentError::Store(DeedError::TooLong(_)) => (Code::Invalid, Some("note")),
        IntentError::Changed(_) | IntentError::NothingToChange | IntentError::Value { .. } => {
            (Code::Invalid, Some("changes"))
        }
        IntentError::Stopped(stop) => match **stop {
            Stop::SecondPerson(_) => (Code::SecondPerson, None),
            _ => (Code::Invalid, stopped_at(stop)),
        },
        IntentError::NotMade(_) => (Code::Invalid, None),
        IntentError::OtherWish | IntentError::Busy(_) | IntentError::FirstInVain(_) => {
            (Code::Invalid, Some("action"))
        }
        IntentError::NotOpen(_) => (Code::NotFound, Some("action")),
        IntentError::TooEarly | IntentError::NoCandidate(_) => (Code::Invalid, Some("decision")),
        IntentError::NotRead(_) | IntentError::NotStored | IntentError::Store(_) => {
            (Code::Internal, None)
        }
    };
    CommandError {
        code,
        message: format!(
            "{}. Nothing was sent or changed.",
            capital(&error.to_string())
        ),
        field: field.map(str::to_owned),
        incident: incident(error),
    }
}

/// The field at which it is told why nothing was sent; none if it is told of no one field.
fn stopped_at(stop: &Stop) -> Option<&'static str> {
    match stop {
        Stop::NotPermitted(found) => found.first().map(|one| one.term().name()),
        Stop::Duplicate(_) => Some(Term::Again.name()),
        _ => None,
    }
}

/// Why nothing was sent, in a sentence.
pub fn nothing_sent(stop: &Stop) -> String {
    format!(
        "{}. Nothing was sent or changed.",
        capital(&stop.to_string())
    )
}

/// Something of an approval, a policy or of operators that was not done, as the window is told of
/// it.
pub fn stop(stop: &Stop) -> CommandError {
    let (code, field) = match stop {
        Stop::Read(error) => return engine(error),
        Stop::SecondPerson(_) => (Code::SecondPerson, None),
        Stop::PolicyDamaged(_) | Stop::OperatorsDamaged(_) => (Code::LedgerDamaged, None),
        Stop::Policy(_) | Stop::TooFewOperators => (Code::Invalid, Some("policy")),
        Stop::Operators(error) => (Code::Invalid, Some(of_operators(error))),
        Stop::Deed(DeedError::TooLong(_) | DeedError::NoWords) => (Code::Invalid, Some("reason")),
        Stop::Deed(DeedError::NoCard(_)) => (Code::NotFound, Some("card")),
        Stop::Deed(_) => (Code::Internal, None),
        _ => (Code::Invalid, None),
    };
    CommandError {
        code,
        message: nothing_sent(stop),
        field: field.map(str::to_owned),
        incident: incident(stop),
    }
}

const fn of_operators(error: &OperatorsError) -> &'static str {
    match error {
        OperatorsError::Name | OperatorsError::NameTaken(_) => "people.0.name",
        OperatorsError::NoProposal => "entry",
        OperatorsError::NotFirst
        | OperatorsError::NobodyYet
        | OperatorsError::OneOrTwo
        | OperatorsError::TooMany => "people",
        OperatorsError::KeyTaken(_)
        | OperatorsError::Key
        | OperatorsError::NoOperator(_)
        | OperatorsError::TwoAreLeft => "key",
    }
}

/// An operator's key that was not made, opened or sealed anew, as the window is told of it. The
/// fields are those of the passphrase now, and of the one from now on.
pub fn key(error: &KeyError, (current, next): (&str, &str)) -> CommandError {
    let (code, field) = match error {
        KeyError::Signing(SigningError::WrongPassphrase) => (Code::Invalid, Some(current)),
        KeyError::Weak(_) => (Code::Invalid, Some(next)),
        KeyError::NotHere | KeyError::Gone => (Code::NotFound, Some("key")),
        KeyError::Vault(_) => (Code::KeyringUnavailable, None),
        KeyError::Signing(_) | KeyError::File(_) | KeyError::Interrupted => (Code::Internal, None),
    };
    CommandError {
        code,
        message: format!("{}. Nothing was changed.", capital(&error.to_string())),
        field: field.map(str::to_owned),
        incident: incident(error),
    }
}

/// Somebody who was not enrolled or removed, as the window is told of it.
pub fn operator(error: &OperatorError) -> CommandError {
    match error {
        OperatorError::Stop(error) => stop(error),
        OperatorError::Key { at, source, .. } => {
            let field = format!("people.{at}.passphrase");
            key(source, (&field, &field))
        }
        OperatorError::Nobody => invalid("people", error),
        OperatorError::ReadOnly => read_only("the operators"),
    }
}

/// Something that the system has no program for, or could not start it.
pub fn not_opened(error: &std::io::Error) -> CommandError {
    CommandError {
        code: Code::Internal,
        message: format!("The system could not open it: {error}. Nothing was changed."),
        field: None,
        incident: incident(error),
    }
}

/// A failure inside.
pub fn internal(error: &dyn std::error::Error) -> CommandError {
    CommandError {
        code: Code::Internal,
        message: format!("{}. Look what there is.", capital(&error.to_string())),
        field: None,
        incident: incident(error),
    }
}

fn deed(error: &DecisionError, field: Option<&str>) -> CommandError {
    let code = match error {
        DecisionError::ReadOnly => Code::ReadOnly,
        DecisionError::Deed(DeedError::NoCard(_) | DeedError::NoEntry(_)) => Code::NotFound,
        DecisionError::Deed(DeedError::Read(EngineError::Ledger(LedgerError::Damaged(_)))) => {
            Code::LedgerDamaged
        }
        _ if field.is_some() => Code::Invalid,
        DecisionError::Deed(_) | DecisionError::NotAllJudged(_) => Code::Internal,
    };
    let ending = match error {
        DecisionError::NotAllJudged(_) => "",
        DecisionError::Deed(_) | DecisionError::ReadOnly => " Nothing was changed.",
    };
    CommandError {
        code,
        message: format!("{}.{ending}", capital(&error.to_string())),
        field: field.map(str::to_owned),
        incident: incident(error),
    }
}

/// A sentence begins with a capital.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
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

/// Why the auditor's mode stays on.
#[derive(Debug, thiserror::Error)]
#[error("the program was started for an auditor")]
struct AuditorOnly;

/// Why a command is refused while the console is locked.
#[derive(Debug, thiserror::Error)]
#[error("the console is locked")]
struct Locked;

/// The console is locked.
pub fn locked(command: &str) -> CommandError {
    tracing::info!(command, "refused while the console is locked");
    CommandError {
        code: Code::Locked,
        message: "The console is locked. Nothing was sent or changed; unlock it first.".to_owned(),
        field: None,
        incident: incident(&Locked),
    }
}

/// The auditor's mode can't be turned off.
pub fn auditor_only() -> CommandError {
    CommandError {
        code: Code::ReadOnly,
        message: "The program was started for an auditor. Nothing can be changed until it is \
                  started without --auditor."
            .to_owned(),
        field: None,
        incident: incident(&AuditorOnly),
    }
}
