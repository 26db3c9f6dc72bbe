//! A row of the timeline for people.

use domain::{Gap, Mark, Millis};
use engine::Row;

/// One line.
pub fn line(row: &Row) -> String {
    let subjects: Vec<String> = row.subjects().iter().map(ToString::to_string).collect();
    let damage = row
        .damage
        .as_deref()
        .map(|damage| format!("  DAMAGED: {damage}"));
    format!(
        "{:>8}  {}  {} {:<24} {:<46} {:<24} {}{}",
        row.sequence,
        row.at.to_rfc3339(),
        row.mark.sign(),
        row.verdict
            .map_or(row.entry_kind.as_str(), |verdict| verdict.code()),
        row.event.as_deref().unwrap_or("-"),
        subjects.join(" "),
        row.status.as_deref().unwrap_or(&row.reason),
        damage.unwrap_or_default(),
    )
}

/// The line of a gap.
pub fn gap(gap: &Gap) -> String {
    format!(
        "{:>8}  {}  {} {}",
        "",
        Millis(gap.from).to_rfc3339(),
        Mark::Gap.sign(),
        engine::gaps::sentence(gap)
    )
}
