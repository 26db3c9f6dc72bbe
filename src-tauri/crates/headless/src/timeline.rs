//! `timeline`: prints a profile's entries, oldest first, with the gaps between them.

use crate::{
    arguments::Timeline,
    error::Unusable,
    line::{GapLine, Line},
    table,
};
use domain::{Gap, Millis};
use engine::{Ask, DataFolder, From, Show, profile_file, timeline::ROWS_MAX};
use ledger::Reader;
use std::{
    collections::VecDeque,
    io::{self, StdoutLock, Write},
    process::ExitCode,
};

/// Prints page by page.
pub async fn timeline(arguments: Timeline) -> Result<ExitCode, Unusable> {
    let data = DataFolder::existing(&arguments.data_dir)?;
    let folder = profile_file::kept(&data, arguments.profile.as_ref())?;
    let reader = Reader::open(&folder.path).await?;
    let mut out = Out {
        lines: io::BufWriter::new(io::stdout().lock()),
        gaps: gaps(&reader, &arguments).await?,
        json: arguments.json,
    };
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
            out.gaps_before(row.at)?;
            if arguments.json {
                let line = serde_json::to_string(&Line::from(row)).map_err(io::Error::other)?;
                writeln!(out.lines, "{line}")?;
            } else {
                writeln!(out.lines, "{}", table::line(&row))?;
            }
        }
        after = page.next;
    }
    if after.is_none() {
        out.gaps_before(Millis(i64::MAX))?;
    }
    out.lines.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The gaps that are to be told: those that begin behind the entry from which on it is asked.
async fn gaps(reader: &Reader, arguments: &Timeline) -> Result<VecDeque<Gap>, Unusable> {
    let mut all = engine::gaps_on(reader, arguments.subject).await?;
    if arguments.after > 0 {
        let entry = reader.entry(arguments.after).await?;
        let told = entry.map_or(i64::MAX, |entry| entry.recorded_ms);
        all.retain(|gap| gap.from >= told);
    }
    Ok(all.into())
}

/// What is printed, and the gaps that are still to be told.
struct Out {
    lines: io::BufWriter<StdoutLock<'static>>,
    gaps: VecDeque<Gap>,
    json: bool,
}

impl Out {
    /// Tells the gaps that begin before an instant.
    fn gaps_before(&mut self, at: Millis) -> Result<(), Unusable> {
        while let Some(gap) = self.gaps.pop_front_if(|gap| gap.from < at.0) {
            if self.json {
                let line = serde_json::to_string(&GapLine::from(&gap));
                writeln!(self.lines, "{}", line.map_err(io::Error::other)?)?;
            } else {
                writeln!(self.lines, "{}", table::gap(&gap))?;
            }
        }
        Ok(())
    }
}
