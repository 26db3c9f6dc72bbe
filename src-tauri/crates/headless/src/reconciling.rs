//! What `serve` reads from the API where it has access: what may have been missed.

use crate::{
    api_access::{ApiAccess, ask},
    arguments::ApiArguments,
    error::Unusable,
};
use domain::{Clock, Environment};
use engine::{
    ApiRoom, HeldCredentials, ProfileFolder, Reconcile,
    api::RoomParts,
    reconcile::{Budget, Ended},
};
use ledger::Writer;
use partner_api::Limits;
use std::{
    io::{self, Write},
    sync::Arc,
};
use tokio::{sync::watch, task::AbortHandle};

/// What is held until the end.
pub struct Reconciling {
    tasks: [AbortHandle; 2],
    _held: watch::Sender<HeldCredentials>,
}

/// Reads what the command line names, if it names any.
///
/// # Errors
/// [`Unusable`].
pub fn access(arguments: &ApiArguments) -> Result<Option<ApiAccess>, Unusable> {
    let files = (
        &arguments.profile_file,
        &arguments.api_key_file,
        &arguments.api_secret_file,
    );
    match files {
        (Some(profile), Some(key), Some(secret)) => {
            partner_api::use_ring();
            ApiAccess::read(profile, key, secret).map(Some)
        }
        _ => Ok(None),
    }
}

/// Reconciles from now on.
///
/// # Errors
/// [`Unusable`] if the profile's own file can't be read or written.
pub fn start(
    access: ApiAccess,
    folder: ProfileFolder,
    writer: &Writer,
    clock: &Arc<dyn Clock>,
) -> Result<Reconciling, Unusable> {
    let ApiAccess { file, base, stored } = access;
    file.overrides().map_err(|error| ask(&error))?;
    let (held, seen) = watch::channel(HeldCredentials::Held(stored));
    let room = ApiRoom::open(RoomParts {
        folder,
        // The documented live server is a Live profile's; what else it is changes no call.
        environment: if base.is_live() {
            Environment::Live
        } else {
            Environment::Sandbox
        },
        writer: writer.clone(),
        clock: Arc::clone(clock),
        held: seen,
        limits: Limits::default(),
    })?;
    room.change_file(|own| {
        own.base_url = Some(base.as_str().to_owned());
        own.paths.clone_from(&file.paths);
    })?;
    let reconcile = Arc::new(Reconcile::new(Arc::new(room), Budget::default()));
    let telling = tokio::spawn(tell(reconcile.state()));
    let tending = tokio::spawn(reconcile.tend(writer.committed()));
    Ok(Reconciling {
        tasks: [telling.abort_handle(), tending.abort_handle()],
        _held: held,
    })
}

impl Drop for Reconciling {
    /// What it has not come to waits for the next start.
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
    }
}

/// Tells how each one ended, in a line.
async fn tell(mut state: watch::Receiver<engine::ReconcileState>) {
    while state.changed().await.is_ok() {
        let state = state.borrow_and_update().clone();
        let line = match (state.now, state.last) {
            (None, Some(Ended::Told(facts))) => format!(
                "{} objects in {} calls from {} on; {} changes had no webhook",
                facts.objects,
                facts.calls,
                facts.from.to_rfc3339(),
                facts.missed
            ),
            (None, Some(Ended::Failed(why))) => format!("stopped, and goes on later: {why}"),
            _ => continue,
        };
        // Whoever read it may have gone.
        writeln!(io::stderr(), "reconciliation: {line}").ok();
    }
}
