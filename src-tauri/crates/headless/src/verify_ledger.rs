//! `verify-ledger`: checks every entry of a profile's ledger against its tree.

use crate::{arguments::VerifyLedger, error::Unusable};
use engine::{DataFolder, chain, profile_file};
use ledger::{CheckReport, LedgerError, Reader};
use std::{
    io::{self, Write},
    path::Path,
    process::ExitCode,
};

/// Checks, prints, and says by its exit code what was found.
pub async fn verify_ledger(arguments: VerifyLedger) -> Result<ExitCode, Unusable> {
    let data = DataFolder::existing(&arguments.data_dir)?;
    let folder = profile_file::kept(&data, arguments.profile.as_ref())?;
    let report = match whole_check(&folder.path).await {
        Ok(report) => report,
        // So much is damaged that it can't be read as a ledger at all: no entry can be named.
        Err(
            error @ (LedgerError::NotALedger { .. }
            | LedgerError::Database { .. }
            | LedgerError::Damaged(_)),
        ) => return unreadable(&arguments, folder.name.as_str(), &error),
        Err(error) => return Err(error.into()),
    };
    let intact = report.damage.is_empty();
    let mut out = io::stdout().lock();
    if arguments.json {
        let damage: Vec<serde_json::Value> = report
            .damage
            .iter()
            .map(|damage| {
                serde_json::json!({ "sequence": damage.sequence, "detail": damage.to_string() })
            })
            .collect();
        let line = serde_json::json!({
            "intact": intact,
            "profile": folder.name.as_str(),
            "size": report.size,
            "root": hex::encode(report.root),
            "damage": damage,
        });
        writeln!(out, "{line}")?;
    } else {
        let word = if intact { "intact" } else { "NOT INTACT" };
        let root = hex::encode(report.root);
        writeln!(out, "{word}: {} entries, root {root}", report.size)?;
        for damage in &report.damage {
            writeln!(out, "  {damage}")?;
        }
    }
    Ok(if intact {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

async fn whole_check(folder: &Path) -> Result<CheckReport, LedgerError> {
    Reader::open(folder).await?.check(|_| {}).await
}

fn unreadable(
    arguments: &VerifyLedger,
    profile: &str,
    error: &LedgerError,
) -> Result<ExitCode, Unusable> {
    let detail = chain(error);
    let mut out = io::stdout().lock();
    if arguments.json {
        let line = serde_json::json!({
            "intact": false,
            "profile": profile,
            "size": null,
            "root": null,
            "damage": [{ "sequence": null, "detail": detail }],
        });
        writeln!(out, "{line}")?;
    } else {
        writeln!(out, "NOT INTACT: {detail}")?;
    }
    Ok(ExitCode::FAILURE)
}
