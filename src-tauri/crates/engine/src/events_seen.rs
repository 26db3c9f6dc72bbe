//! The four events: when a verified delivery last named each, and how often today.

use crate::EngineError;
use crate::describe::facet;
use crate::match_rate::day_of;
use domain::{EventName, Millis};
use ledger::{Index, Reader};

/// One of the four events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventSeen {
    /// Which.
    pub name: EventName,
    /// When a verified delivery last named it, and that delivery's entry; none for never.
    pub last: Option<(Millis, u64)>,
    /// Verified deliveries that named it today (UTC).
    pub today: u64,
}

/// Reads the four, in the order of [`EventName::ALL`], as far as the index goes.
///
/// # Errors
/// [`EngineError::Index`] if the index can't be asked, [`EngineError::Ledger`] if the ledger can't
/// be read.
pub async fn events_seen(
    reader: &Reader,
    index: &Index,
    now: Millis,
) -> Result<Vec<EventSeen>, EngineError> {
    let today = day_of(now);
    let counts = index.tallies(facet::ANNOUNCED, today, today).await?;
    let mut seen = Vec::with_capacity(EventName::ALL.len());
    for name in EventName::ALL {
        let newest = index.newest(facet::ANNOUNCED, name.wire()).await?;
        let last = match newest {
            Some(sequence) => reader.entry(sequence).await?,
            None => None,
        };
        let today = counts.iter().find(|count| count.value == name.wire());
        seen.push(EventSeen {
            name,
            last: last.map(|entry| (Millis(entry.recorded_ms), entry.sequence)),
            today: today.map_or(0, |count| count.count),
        });
    }
    Ok(seen)
}
