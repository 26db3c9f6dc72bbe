//! The table of operations, and calls of those that only read.

use super::{
    api::room,
    cards::opened,
    operations_view::{call_view, operation_view},
};
use crate::{
    app::{App, PathError},
    command_error,
    open_profile::OpenProfile,
};
use contract::{
    CallOperation, CallView, CommandError, GetObservation, OfProfile, OperationsView, OverridePath,
};
use engine::{ApiFile, api, observation};
use partner_api::{
    Effect, Operation,
    endpoints::any_call::{AnyCall, AnyCallError},
};

/// There is no such operation.
#[derive(Debug, thiserror::Error)]
#[error("there is no operation {0:?}")]
struct NoOperation(String);

/// It changes something.
#[derive(Debug, thiserror::Error)]
#[error("{0} changes something at the partner's; only what reads is called from here")]
struct NotARead(&'static str);

fn operation(id: &str) -> Result<Operation, CommandError> {
    Operation::from_id(id)
        .ok_or_else(|| command_error::invalid("operation", &NoOperation(id.to_owned())))
}

/// Every operation as the profile has it.
pub async fn list_operations(
    app: &App,
    request: OfProfile,
) -> Result<OperationsView, CommandError> {
    table(&*opened(app, &request.profile).await?).await
}

async fn table(profile: &OpenProfile) -> Result<OperationsView, CommandError> {
    let failed = |error| command_error::engine(&error);
    let (file, origin) = match profile.api() {
        Some(room) => {
            let base = room.base();
            let origin = base.map(|base| base.origin().to_string());
            (room.file(), origin)
        }
        None => {
            let file = ApiFile::read(&profile.folder).map_err(failed)?;
            let origin = api::table::origin(&file, profile.environment);
            (file, origin)
        }
    };
    let rows = api::operations(&profile.reader, &file, origin.as_deref()).await;
    let rows = rows.map_err(failed)?;
    Ok(OperationsView {
        operations: rows.into_iter().map(operation_view).collect(),
        is_ready: profile.api().is_some_and(|room| room.ready().is_ok()),
    })
}

/// Sets a path, or goes back to the table's.
pub async fn override_path(
    app: &App,
    request: OverridePath,
) -> Result<OperationsView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let operation = operation(&request.operation)?;
    let set = app.override_path(&profile, operation, &request.path).await;
    set.map_err(|error| match error {
        PathError::Refused(error) => {
            let why = std::error::Error::source(&error);
            command_error::invalid("path", why.unwrap_or(&error))
        }
        PathError::Stop(stop) => command_error::stop(&stop),
        PathError::Start(error) => command_error::start(&error),
    })?;
    app.notices.stale(&super::AFTER_RULES);
    app.notices
        .stale(&["list_operations", "list_timeline", "profile_settings"]);
    table(&profile).await
}

/// Calls an operation that only reads.
pub async fn call_operation(app: &App, request: CallOperation) -> Result<CallView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let room = room(&profile)?;
    let operation = operation(&request.operation)?;
    if operation.effect() != Effect::Reads {
        let error = NotARead(operation.label());
        return Err(command_error::invalid("operation", &error));
    }
    let query: Vec<(String, String)> = request
        .query
        .into_iter()
        .map(|one| (one.name, one.value))
        .collect();
    let call = AnyCall::new(
        operation,
        request.path_value.as_deref(),
        &query,
        request.body.as_deref().map(str::as_bytes),
    );
    let call = call.map_err(|error| {
        let is_path = |name: &String| operation.path_parameter() == Some(name.as_str());
        let field = match &error {
            AnyCallError::Path { .. } => "pathValue",
            AnyCallError::Value(name) if is_path(name) => "pathValue",
            AnyCallError::Value(_) | AnyCallError::Query { .. } => "query",
            AnyCallError::Body { .. } => "body",
        };
        command_error::invalid(field, &error)
    })?;
    let cause = api::Cause::person(app.operator());
    let called = room.call(&call, cause).await;
    let called = called.map_err(|error| command_error::api(&error))?;
    app.notices.stale(&super::AFTER_A_CALL);
    let observed = observation::read(&profile.reader, called.sequence).await;
    let observed = observed.map_err(|error| command_error::engine(&error))?;
    // The answer as it came just now, whatever of it is kept.
    let body = called.exchange.answer.map(|answer| answer.body.to_vec());
    let hints = called.outcome.err().map(|error| error.hints());
    Ok(call_view(observed, body, &hints.unwrap_or_default()))
}

/// A call as the ledger has it.
pub async fn get_observation(app: &App, request: GetObservation) -> Result<CallView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let observed = observation::read(&profile.reader, request.sequence.into()).await;
    let mut observed = observed.map_err(|error| command_error::engine(&error))?;
    let body = observed.body.take();
    Ok(call_view(observed, body, &[]))
}
