//! The span in which the platform's tests are expected, as the ledger keeps it.

use crate::{
    EngineError,
    deed::{self, DeedError, Doer},
};
use domain::{
    Millis, TestWindow,
    record::{KIND_TEST_WINDOW, SUBJECT_DECISIONS, TestWindowFacts},
};
use ledger::{From, PageQuery, Reader, Writer};

/// The longest span, in minutes.
pub const MINUTES_MAX: u16 = 60;

/// The span that is open now, if there is one. A damaged entry opens none.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn read(reader: &Reader, now: Millis) -> Result<Option<TestWindow>, EngineError> {
    let page = reader
        .page(&PageQuery {
            subject: None,
            kinds: vec![KIND_TEST_WINDOW.to_owned()],
            from: From::Newest,
            limit: 1,
        })
        .await?;
    let newest = page.entries.first().filter(|entry| entry.damage.is_none());
    let facts = newest.and_then(|entry| serde_json::from_str(&entry.facts).ok());
    Ok(facts.and_then(|facts: TestWindowFacts| facts.at(now)))
}

/// Opens a span of so many minutes from now on, in the place of an earlier one; none ends it.
///
/// # Errors
/// [`DeedError`]; nothing is written then.
pub async fn expect(
    writer: &Writer,
    minutes: u16,
    doer: Doer,
) -> Result<Option<TestWindow>, DeedError> {
    let length = i64::from(minutes.min(MINUTES_MAX)).saturating_mul(60_000);
    let window = (length > 0).then(|| TestWindow {
        from: doer.now,
        until: Millis(doer.now.0.saturating_add(length)),
    });
    let facts = TestWindowFacts {
        window,
        by: doer.by,
    };
    let subjects = [SUBJECT_DECISIONS];
    let entry = deed::entry(KIND_TEST_WINDOW, &subjects, &facts, None, doer.now)?;
    deed::append(writer, entry).await?;
    Ok(window)
}

/// What was set, for a person.
#[must_use]
pub fn sentence(facts: &TestWindowFacts) -> String {
    facts.window.map_or_else(
        || "The platform's tests are no longer expected.".to_owned(),
        |window| {
            format!(
                "The platform's tests are expected from {} to {}: what comes is marked and \
                 changes no fact.",
                window.from.to_rfc3339(),
                window.until.to_rfc3339()
            )
        },
    )
}
