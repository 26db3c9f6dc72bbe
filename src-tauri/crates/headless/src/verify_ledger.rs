//! `verify-ledger`: checks every entry of a profile's ledger against its tree.

use crate::{arguments::VerifyLedger, error::Unusable};
use engine::DataFolder;
use ledger::Reader;
use std::{
    io::{self, Write},
    process::ExitCode,
};

/// Checks, prints, and says by its exit code what was found.
pub async fn verify_ledger(arguments: VerifyLedger) -> Result<ExitCode, Unusable> {
    let data = DataFolder::existing(&arguments.data_dir)?;
    let folder = data.profile(arguments.profile.as_ref())?;
    let reader = Reader::open(&folder.path).await?;
    let report = reader.check(|_| {}).await?;
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
