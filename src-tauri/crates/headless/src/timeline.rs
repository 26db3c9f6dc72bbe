//! `timeline`: prints a profile's entries, oldest first.

use crate::{arguments::Timeline, error::Unusable, line::Line, table};
use engine::{Ask, DataFolder, From, Show, profile_file, timeline::ROWS_MAX};
use ledger::Reader;
use std::{
    io::{self, Write},
    process::ExitCode,
};

/// Prints page by page.
pub async fn timeline(arguments: Timeline) -> Result<ExitCode, Unusable> {
    let data = DataFolder::existing(&arguments.data_dir)?;
    let folder = profile_file::kept(&data, arguments.profile.as_ref())?;
    let reader = Reader::open(&folder.path).await?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut left = arguments.limit.unwrap_or(u64::MAX);
    let mut after = Some(arguments.after);
    while let Some(at) = after.filter(|_| left > 0) {
        let ask = Ask {
            subject: arguments.subject,
            show: Show::All,
            from: From::After(at),
            limit: u16::try_from(left).unwrap_or(ROWS_MAX).min(ROWS_MAX),
        };
        let page = engine::timeline(&reader, &ask).await?;
        for row in page.rows {
            left = left.saturating_sub(1);
            if arguments.json {
                let line = serde_json::to_string(&Line::from(row)).map_err(io::Error::other)?;
                writeln!(out, "{line}")?;
            } else {
                writeln!(out, "{}", table::line(&row))?;
            }
        }
        after = page.next;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
