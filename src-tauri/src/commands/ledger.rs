//! The check of a whole ledger.

use super::console::small;
use crate::{
    app::App,
    command_error::{self, NotOpen},
    open_profile::Checked,
};
use contract::{CheckLedger, CommandError, LedgerCheck};
use engine::EngineError;

/// The most damages that are told one by one.
const DAMAGE_TOLD_MAX: usize = 200;

/// Checks every entry of a profile's ledger against its tree.
pub async fn check_ledger(app: &App, request: CheckLedger) -> Result<LedgerCheck, CommandError> {
    let profile = app
        .profile(&request.profile)
        .await
        .ok_or_else(|| NotOpen(request.profile.clone()))?;
    let started = app.clock.monotonic();
    let report = profile
        .reader
        .check(|_progress| {})
        .await
        .map_err(|error| command_error::engine(&EngineError::Ledger(error)))?;
    let took = app.clock.monotonic().saturating_sub(started);
    let checked = Checked {
        at: app.clock.now(),
        damage: report.damage.len(),
    };
    profile.checked.send_replace(Some(checked));
    Ok(LedgerCheck {
        intact: report.damage.is_empty(),
        entries: small(report.size),
        root: hex::encode(report.root),
        damage: report
            .damage
            .iter()
            .take(DAMAGE_TOLD_MAX)
            .map(ToString::to_string)
            .collect(),
        took_ms: u32::try_from(took.as_millis()).unwrap_or(u32::MAX),
    })
}
