//! What is known of a subject.

use crate::{app::App, command_error};
use contract::{CommandError, OfSubject, SubjectFactsView};

/// Not reached yet.
pub async fn subject_facts(
    _app: &App,
    _request: OfSubject,
) -> Result<SubjectFactsView, CommandError> {
    Err(command_error::api_not_ready())
}

/// Not reached yet.
pub async fn read_subject(
    _app: &App,
    _request: OfSubject,
) -> Result<SubjectFactsView, CommandError> {
    Err(command_error::api_not_ready())
}
