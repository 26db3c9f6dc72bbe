//! The deliveries that fit a filter, page by page: found by the index, read from the ledger.

use crate::describe::{facet, mark};
use crate::timeline::{ROWS_MAX, Timeline, read_rows};
use crate::{EngineError, From, Show};
use domain::{Mark, Millis, Subject, record};
use ledger::{FacetQuery, Index, PageQuery, Reader};
use webhooks::Verdict;

/// Which deliveries: all that is named must hold.
#[derive(Debug, Clone)]
pub struct DeliveryFilter {
    /// All, the verified, or the quarantine.
    pub show: Show,
    /// Codes of verdicts, any of them; empty for all. `none` for a delivery without one.
    pub verdicts: Vec<String>,
    /// Marks, any of them; empty for all.
    pub marks: Vec<Mark>,
    /// Events on the wire, any of them; empty for all. `none` for a body that names none, `other`
    /// for one that names another than the four.
    pub events: Vec<String>,
    /// On whose timeline.
    pub subject: Option<Subject>,
    /// Received at this instant or later.
    pub since: Option<Millis>,
    /// Received before this instant.
    pub until: Option<Millis>,
    /// Only those with an alarm.
    pub alarms_only: bool,
    /// A word by which it is found must begin with this: a UUID, a number, a status, an event.
    pub text: Option<String>,
}

impl Default for DeliveryFilter {
    fn default() -> Self {
        Self {
            show: Show::All,
            verdicts: Vec::new(),
            marks: Vec::new(),
            events: Vec::new(),
            subject: None,
            since: None,
            until: None,
            alarms_only: false,
            text: None,
        }
    }
}

/// A page of deliveries.
#[derive(Debug, Clone)]
pub struct FoundPage {
    /// The rows, in the order that [`From`] says.
    pub timeline: Timeline,
    /// How far the index went, if it was asked: later entries may fit too.
    pub indexed: Option<u64>,
}

/// Reads a page of the deliveries that fit. Without a filter the ledger alone is read. A delivery
/// that was damaged since it was indexed is a row that says so.
///
/// # Errors
/// [`EngineError::Index`] if the index can't be asked or the text begins too many words,
/// [`EngineError::Ledger`] if the ledger can't be read.
pub async fn list_deliveries(
    reader: &Reader,
    index: &Index,
    filter: &DeliveryFilter,
    from: From,
    limit: u16,
) -> Result<FoundPage, EngineError> {
    let from = from.in_ledger();
    let limit = limit.clamp(1, ROWS_MAX);
    let kind = (facet::KIND, vec![record::KIND_DELIVERY.to_owned()]);
    let all = groups(filter);
    let narrow = filter.since.is_some() || filter.until.is_some() || filter.text.is_some();
    let (entries, more, indexed) = if all.is_empty() && !narrow {
        let query = PageQuery {
            subject: None,
            kinds: kind.1,
            from,
            limit,
        };
        let page = reader.page(&query).await?;
        (page.entries, page.more, None)
    } else {
        let query = FacetQuery {
            all: all
                .into_iter()
                .chain([kind])
                .map(|(name, values)| (name.to_owned(), values))
                .collect(),
            text: filter.text.clone(),
            from_ms: filter.since.map(|at| at.0),
            until_ms: filter.until.map(|at| at.0),
            from,
            limit,
        };
        let page = index.find(&query).await?;
        let entries = reader.entries(&page.sequences).await?;
        (entries, page.more, Some(page.indexed))
    };
    let next = entries.last().map(|entry| entry.sequence).filter(|_| more);
    let rows = read_rows(reader, &entries).await?;
    Ok(FoundPage {
        timeline: Timeline { rows, next },
        indexed,
    })
}

/// The facets that a filter asks for.
fn groups(filter: &DeliveryFilter) -> Vec<(&'static str, Vec<String>)> {
    let codes = |verified: bool| -> Vec<String> {
        let codes = Verdict::ALL
            .into_iter()
            .filter(|verdict| verdict.is_verified() == verified);
        let none = (!verified).then_some(facet::NONE);
        codes
            .map(Verdict::code)
            .chain(none)
            .map(ToOwned::to_owned)
            .collect()
    };
    let mut groups = Vec::new();
    match filter.show {
        Show::All => {}
        Show::Verified => groups.push((facet::VERDICT, codes(true))),
        Show::Refused => groups.push((facet::VERDICT, codes(false))),
    }
    let marks = filter.marks.iter().map(|one| mark(*one).to_owned());
    let lists = [
        (facet::VERDICT, filter.verdicts.clone()),
        (facet::MARK, marks.collect()),
        (facet::EVENT, filter.events.clone()),
    ];
    groups.extend(lists.into_iter().filter(|(_, values)| !values.is_empty()));
    if let Some(subject) = filter.subject {
        groups.push((facet::SUBJECT, vec![subject.to_string()]));
    }
    if filter.alarms_only {
        groups.push((facet::ALARM, vec![facet::YES.to_owned()]));
    }
    groups
}
