//! What came since a way in was set up, so that whoever waits for the first delivery can be helped.

use crate::{EngineError, timeline::is_later_verdict};
use domain::{
    Millis,
    record::{KIND_TURNED_AWAY, KIND_VERDICT, TurnedAwayFacts, VerdictFacts},
};
use ledger::{Entry, From, PAGE_ENTRIES_MAX, PageQuery, Reader};
use webhooks::Verdict;

/// So many pages of the newest entries are counted.
const PAGES_MAX: usize = 2;

/// What came since an entry. Tests of the way in are none of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// Verified.
    pub verified: u64,
    /// The hash does not match.
    pub wrong_hash: u64,
    /// The hash matches, and the list of fields is not approved.
    pub field_set: u64,
    /// Kept unchecked.
    pub not_checked: u64,
    /// Refused for what it is.
    pub malformed: u64,
    /// Answered 401.
    pub answered_401: u64,
    /// Turned away unread.
    pub turned_away: u64,
    /// Whether all since the entry were counted.
    pub is_whole: bool,
    /// The first delivery.
    pub first: Option<First>,
    /// The first verified one.
    pub first_verified: Option<First>,
}

/// A delivery that was waited for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct First {
    /// The delivery's entry.
    pub sequence: u64,
    /// When its verdict was written.
    pub at: Millis,
    /// The verdict.
    pub verdict: Verdict,
    /// The HTTP status that was answered.
    pub answer: u16,
}

/// What came since an entry was written.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn seen_since(reader: &Reader, entry: u64) -> Result<Seen, EngineError> {
    let mut seen = Seen::default();
    let mut from = From::Newest;
    for _ in 0..PAGES_MAX {
        let kinds = vec![KIND_VERDICT.to_owned(), KIND_TURNED_AWAY.to_owned()];
        let page = page(reader, kinds, from).await?;
        for one in page.entries.iter().filter(|one| one.sequence > entry) {
            seen.add(one);
        }
        let oldest = page.entries.last().map_or(0, |one| one.sequence);
        if oldest <= entry || !page.more {
            seen.is_whole = true;
            break;
        }
        from = From::Before(oldest);
    }
    let oldest = page(reader, vec![KIND_VERDICT.to_owned()], From::After(entry)).await?;
    let mut firsts: Vec<First> = oldest.entries.iter().filter_map(first).collect();
    firsts.sort_by_key(|one| one.sequence);
    let mut verified = firsts.iter().filter(|one| one.verdict.is_verified());
    seen.first_verified = verified.next().cloned();
    seen.first = firsts.into_iter().next();
    Ok(seen)
}

async fn page(
    reader: &Reader,
    kinds: Vec<String>,
    from: From,
) -> Result<ledger::Page, EngineError> {
    let query = PageQuery {
        subject: None,
        kinds,
        from,
        limit: PAGE_ENTRIES_MAX,
    };
    Ok(reader.page(&query).await?)
}

/// The first verdict on a delivery; none if the entry is none, or can't be read.
fn first(entry: &Entry) -> Option<First> {
    if entry.kind != KIND_VERDICT || is_later_verdict(entry) {
        return None;
    }
    let facts: VerdictFacts = serde_json::from_str(&entry.facts).ok()?;
    Some(First {
        sequence: entry.about?,
        at: Millis(entry.recorded_ms),
        verdict: Verdict::from_code(&facts.verdict)?,
        answer: facts.answer,
    })
}

impl Seen {
    fn add(&mut self, entry: &Entry) {
        if entry.kind == KIND_TURNED_AWAY {
            let facts = serde_json::from_str::<TurnedAwayFacts>(&entry.facts);
            let count = facts.map_or(0, |facts| facts.count);
            self.turned_away = self.turned_away.saturating_add(count);
            return;
        }
        let Some(first) = first(entry) else {
            return;
        };
        let count = match first.verdict {
            Verdict::Verified | Verdict::VerifiedRepeat | Verdict::VerifiedOtherBody => {
                &mut self.verified
            }
            Verdict::RefusedHash => &mut self.wrong_hash,
            Verdict::FieldSetNotApproved => &mut self.field_set,
            Verdict::NotChecked => &mut self.not_checked,
            _ => &mut self.malformed,
        };
        *count = count.saturating_add(1);
        if first.answer == 401 {
            self.answered_401 = self.answered_401.saturating_add(1);
        }
    }
}
