//! What a person writes, decides or sets, on its way into the ledger.

use crate::EngineError;
use domain::{
    Millis,
    record::{NOTE_CHARACTERS_MAX, PART_NOTE},
};
use ledger::{AppendError, Built, EntryDraft, PartDraft, Writer};
use serde::Serialize;

/// Why a deed was not done. Nothing was written then.
#[derive(Debug, thiserror::Error)]
pub enum DeedError {
    /// The words are too many.
    #[error("a note is at most {NOTE_CHARACTERS_MAX} characters; this one has {0}")]
    TooLong(usize),
    /// There are no words.
    #[error("words are needed here; there are none but blanks")]
    NoWords,
    /// A note is on a subject or about an entry.
    #[error("a note is on a subject or about an entry: name one of them")]
    OneTarget,
    /// There is no such entry.
    #[error("there is no entry {0}")]
    NoEntry(u64),
    /// There is no such card.
    #[error("there is no card {0:?}")]
    NoCard(String),
    /// Somebody was faster.
    #[error("this card was settled already: {0}")]
    AlreadySettled(String),
    /// A list of fields wants a decision.
    #[error("this card asks for a decision on a list of fields: approve or reject it")]
    WantsDecision,
    /// Only a list of fields can be decided on.
    #[error("this card is about no list of fields: look at it, and settle it with a note")]
    NoFieldSet,
    /// A list that proves nothing.
    #[error("a list without id and status can't be approved: it would not say what became of what")]
    Insufficient,
    /// Nothing is held back for it.
    #[error("no delivery with this list is in quarantine now, so there is nothing to approve")]
    NothingHeldBack,
    /// Only an approval can be withdrawn.
    #[error("this list of fields is not approved, so there is nothing to withdraw")]
    NotApproved,
    /// The built-in list.
    #[error("id,status is approved from the start and can't be withdrawn")]
    BuiltIn,
    /// The ledger could not be read.
    #[error(transparent)]
    Read(#[from] EngineError),
    /// The entry could not be stored.
    #[error("it could not be stored")]
    Store(#[from] AppendError),
}

/// Someone's name and the time, as an entry keeps them.
#[derive(Debug, Clone)]
pub struct Doer {
    /// The operator's name; none if none was given.
    pub by: Option<String>,
    /// When.
    pub now: Millis,
}

/// Words without the blanks around them; none if there are none.
///
/// # Errors
/// [`DeedError::TooLong`].
pub fn words(typed: &str) -> Result<Option<String>, DeedError> {
    let words = typed.trim();
    let length = words.chars().count();
    if length > NOTE_CHARACTERS_MAX {
        return Err(DeedError::TooLong(length));
    }
    Ok((length > 0).then(|| words.to_owned()))
}

/// An entry of one kind.
pub fn entry(
    kind: &str,
    subjects: &[&str],
    facts: &impl Serialize,
    words: Option<String>,
    now: Millis,
) -> Result<EntryDraft, DeedError> {
    let facts = serde_json::to_string(facts).map_err(|error| AppendError::Invalid {
        reason: error.to_string(),
    })?;
    let parts = words.into_iter().map(|words| PartDraft {
        name: PART_NOTE.to_owned(),
        value: words.into_bytes(),
    });
    Ok(EntryDraft {
        kind: kind.to_owned(),
        recorded_ms: now.0,
        subjects: subjects.iter().map(ToString::to_string).collect(),
        about: None,
        facts,
        parts: parts.collect(),
    })
}

/// Writes an entry; gives its number once it is on disk.
pub async fn append(writer: &Writer, entry: EntryDraft) -> Result<u64, DeedError> {
    let built = Built {
        entries: vec![entry],
        remember: None,
    };
    let (appended, ()) = writer.append(None, move |_| (built, ())).await?;
    Ok(appended.first)
}
