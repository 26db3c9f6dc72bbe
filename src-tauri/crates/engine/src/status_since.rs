//! Since when the ledger knows an object's status: the oldest row of it that says so, with none
//! behind that says another.

use crate::{
    EngineError,
    timeline::{Ask, From, Show, timeline},
};
use domain::{Mark, Millis, Subject};
use ledger::Reader;

const ROWS: u16 = 200;
/// Beyond so many pages it holds since then, or longer.
const PAGES_MAX: usize = 5;

/// Since when this status is known of an object; none if no row tells it. It holds since then, or
/// longer.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn status_since(
    reader: &Reader,
    subject: Subject,
    status: &str,
) -> Result<Option<Millis>, EngineError> {
    let mut since = None;
    let mut from = From::Newest;
    for _ in 0..PAGES_MAX {
        let page = timeline(
            reader,
            &Ask {
                subject: Some(subject),
                show: Show::All,
                from,
                limit: ROWS,
            },
        )
        .await?;
        for row in &page.rows {
            let tells = row.subjects() == [subject]
                && !row.is_test
                && !matches!(row.mark, Mark::Refused | Mark::Contradicted);
            match row.status.as_deref().filter(|_| tells) {
                Some(told) if told == status => since = Some(row.at),
                Some(_) if since.is_some() => return Ok(since),
                // A newer row may be one that was overtaken.
                Some(_) | None => {}
            }
        }
        match page.next {
            Some(next) => from = From::Before(next),
            None => break,
        }
    }
    Ok(since)
}
