//! The transactions that are on their way, as far as the newest entries tell.

use crate::{EngineError, known_status::KnownStatus, observation, timeline::judgements};
use domain::{
    Resolution, Subject, SubjectKind,
    record::{KIND_OBSERVATION, KIND_VERDICT, VerdictFacts},
};
use ledger::{From, PAGE_ENTRIES_MAX, PageQuery, Reader};
use std::collections::HashSet;
use webhooks::Verdict;

/// So many pages of the newest entries are looked through: older objects are found in the lists.
const PAGES_MAX: usize = 20;

/// The transactions whose newest known status is no end, those told of last first, and that status.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn open_transactions(
    reader: &Reader,
    most: usize,
) -> Result<Vec<(Subject, String)>, EngineError> {
    let mut seen: HashSet<Subject> = HashSet::new();
    let mut open = Vec::new();
    let mut from = From::Newest;
    for _ in 0..PAGES_MAX {
        let page = reader
            .page(&PageQuery {
                subject: None,
                kinds: vec![KIND_VERDICT.to_owned(), KIND_OBSERVATION.to_owned()],
                from,
                limit: PAGE_ENTRIES_MAX,
            })
            .await?;
        let verdicts: Vec<u64> = page
            .entries
            .iter()
            .filter(|entry| entry.kind == KIND_VERDICT && entry.damage.is_none())
            .map(|entry| entry.sequence)
            .collect();
        let judgements = judgements(reader, &verdicts).await?;
        let mut reads = observation::row_parts(reader, &page.entries).await?;
        for entry in &page.entries {
            let told: Vec<(Subject, Option<String>)> = match judgements.get(&entry.sequence) {
                Some(judgement) => {
                    let subject = verified(&entry.facts);
                    let status = judgement.status.clone();
                    subject.map(|one| (one, status)).into_iter().collect()
                }
                None => {
                    let shown = reads.remove(&entry.sequence).unwrap_or_default().shown;
                    shown
                        .into_iter()
                        .map(|one| (one.subject, one.status))
                        .collect()
                }
            };
            for (subject, word) in told {
                let Some(word) = word.filter(|_| subject.kind == SubjectKind::Transaction) else {
                    continue;
                };
                let sequence = entry.sequence;
                let status = KnownStatus { word, sequence };
                if seen.insert(subject) && !status.is_end(subject.kind) {
                    open.push((subject, status.word));
                }
                if open.len() >= most {
                    return Ok(open);
                }
            }
        }
        match page.entries.last().filter(|_| page.more) {
            Some(oldest) => from = From::Before(oldest.sequence),
            None => break,
        }
    }
    Ok(open)
}

/// Whom a verified delivery's verdict is about.
fn verified(facts: &str) -> Option<Subject> {
    let facts: VerdictFacts = serde_json::from_str(facts).ok()?;
    let is_verified = Verdict::from_code(&facts.verdict).is_some_and(Verdict::is_verified);
    match facts.about {
        Resolution::Resolved { subject } if is_verified && !facts.test => Some(subject),
        _ => None,
    }
}
