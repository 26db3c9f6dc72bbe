//! A way in that was not changed, as the window is told of it.

use super::{capital, incident, invalid, start};
use crate::app::WayError;
use contract::{Code, CommandError};

/// A way in that was not changed.
pub fn way(error: &WayError) -> CommandError {
    let field = match error {
        WayError::Start(error) => return start(error),
        WayError::Refused(refused) => refused.field,
        WayError::Simulator => "profile",
        WayError::NothingSetUp | WayError::NotOn => "on",
        WayError::OtherKey => "fingerprint",
        WayError::OtherPinned => "replaces",
        WayError::OtherUrl => "url",
    };
    invalid(field, error)
}

/// There is no such thing.
pub fn not_found(field: &str, error: &dyn std::error::Error) -> CommandError {
    CommandError {
        code: Code::NotFound,
        message: format!("{}. Nothing was changed.", capital(&error.to_string())),
        field: Some(field.to_owned()),
        incident: incident(error),
    }
}
