//! The status of an object as the ledger knew it at an entry: by the newest verified delivery or
//! the newest read, whichever came later.

use crate::{EngineError, timeline::judgements};
use domain::{
    ClientStatus, Resolution, Subject, SubjectKind,
    record::{
        CallOutcome, KIND_OBSERVATION, KIND_VERDICT, ObservationFacts, PART_SHOWS, Shown,
        VerdictFacts,
    },
};
use ledger::{Entry, From, PageQuery, Reader};
use partner_api::Operation;
use webhooks::Verdict;

/// So many entries of an object are looked at in one step.
const STEP: u16 = 20;
/// So many steps are gone back for a status.
const STEPS_MAX: usize = 10;

/// A status, and what told it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownStatus {
    /// The word as it came.
    pub word: String,
    /// The entry that told it: a verdict, or a read.
    pub sequence: u64,
}

impl KnownStatus {
    /// Whether nothing follows it, as far as the course of such objects is known.
    #[must_use]
    pub fn is_end(&self, kind: SubjectKind) -> bool {
        kind == SubjectKind::Transaction && ClientStatus::read(&self.word).state().is_end()
    }
}

/// The newest status of an object among the entries before one; none if none told any.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn known_status(
    reader: &Reader,
    subject: Subject,
    before: Option<u64>,
) -> Result<Option<KnownStatus>, EngineError> {
    let mut from = before.map_or(From::Newest, From::Before);
    for _ in 0..STEPS_MAX {
        let page = reader
            .page(&PageQuery {
                subject: Some(subject.to_string()),
                kinds: vec![KIND_VERDICT.to_owned(), KIND_OBSERVATION.to_owned()],
                from,
                limit: STEP,
            })
            .await?;
        for entry in page.entries.iter().filter(|entry| entry.damage.is_none()) {
            let word = match entry.kind.as_str() {
                KIND_VERDICT => of_verdict(reader, entry, subject).await?,
                _ => of_read(reader, entry, subject).await?,
            };
            if let Some(word) = word {
                let sequence = entry.sequence;
                return Ok(Some(KnownStatus { word, sequence }));
            }
        }
        match page.entries.last().filter(|_| page.more) {
            Some(oldest) => from = From::Before(oldest.sequence),
            None => break,
        }
    }
    Ok(None)
}

/// The status that a verified delivery's verdict vouches for.
pub(crate) async fn of_verdict(
    reader: &Reader,
    entry: &Entry,
    subject: Subject,
) -> Result<Option<String>, EngineError> {
    let Ok(facts) = serde_json::from_str::<VerdictFacts>(&entry.facts) else {
        return Ok(None);
    };
    let is_verified = Verdict::from_code(&facts.verdict).is_some_and(Verdict::is_verified);
    if !is_verified || facts.test || facts.about != (Resolution::Resolved { subject }) {
        return Ok(None);
    }
    let mut found = judgements(reader, &[entry.sequence]).await?;
    Ok(found
        .remove(&entry.sequence)
        .and_then(|judgement| judgement.status))
}

/// The status that a read that worked shows of an object.
pub(crate) async fn of_read(
    reader: &Reader,
    entry: &Entry,
    subject: Subject,
) -> Result<Option<String>, EngineError> {
    let Ok(facts) = serde_json::from_str::<ObservationFacts>(&entry.facts) else {
        return Ok(None);
    };
    // What a confirmation shows is its own status, not the transaction's.
    let confirms = facts.operation == Operation::GetPayoutConfirmation.id();
    if facts.outcome != CallOutcome::Worked || confirms {
        return Ok(None);
    }
    let parts = reader.parts(&[entry.sequence], Some(PART_SHOWS)).await?;
    let shown = parts.into_iter().find_map(|part| {
        let value = part.value.filter(|_| part.damage.is_none())?;
        let all: Vec<Shown> = serde_json::from_slice(&value).ok()?;
        all.into_iter().find(|one| one.subject == subject)
    });
    Ok(shown.and_then(|one| one.status))
}
