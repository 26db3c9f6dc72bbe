//! Refuses what can't be an entry, before it has a place.

use crate::{AppendError, Built, EntryDraft, PartDraft, Remember};
use ledger_format::{COUNT_MAX, FACTS_BYTES_MAX, KIND_BYTES_MAX, NAME_BYTES_MAX};
use serde::de::IgnoredAny;
use std::collections::HashSet;

/// Checks all that an append built. `next` is where its first entry would stand.
pub(super) fn validate(built: &Built, next: u64) -> Result<(), AppendError> {
    let checked = match &built.remember {
        _ if built.entries.len() > Built::ENTRIES_MAX => Err("it has too many entries"),
        Some(_) if built.entries.is_empty() => Err("it has a key to remember and no entry"),
        Some(one) if one.memo.len() > Remember::MEMO_BYTES_MAX => Err("its memo is too long"),
        _ => (next..)
            .zip(&built.entries)
            .try_for_each(|(sequence, one)| entry(one, sequence)),
    };
    checked.map_err(|reason| AppendError::Invalid {
        reason: reason.to_owned(),
    })
}

fn entry(draft: &EntryDraft, sequence: u64) -> Result<(), &'static str> {
    require(
        is_name(&draft.kind, KIND_BYTES_MAX),
        "its kind is empty, too long or no plain text",
    )?;
    require(
        draft.subjects.len() <= COUNT_MAX,
        "it has too many subjects",
    )?;
    let subjects: HashSet<_> = draft.subjects.iter().collect();
    require(
        subjects.len() == draft.subjects.len(),
        "a subject is named twice",
    )?;
    require(
        draft
            .subjects
            .iter()
            .all(|subject| is_name(subject, NAME_BYTES_MAX)),
        "a subject's name is empty, too long or no plain text",
    )?;
    let about_fits = draft
        .about
        .is_none_or(|about| about > 0 && about < sequence);
    require(
        about_fits,
        "it is about an entry that does not stand before it",
    )?;
    require(
        draft.facts.len() <= FACTS_BYTES_MAX,
        "its facts are too long",
    )?;
    let json = serde_json::from_str::<IgnoredAny>(&draft.facts);
    require(json.is_ok(), "its facts are not JSON text")?;
    require(draft.parts.len() <= COUNT_MAX, "it has too many parts")?;
    let parts: HashSet<_> = draft.parts.iter().map(|part| &part.name).collect();
    require(parts.len() == draft.parts.len(), "a part is named twice")?;
    draft.parts.iter().try_for_each(|part| {
        let length = part.name.len();
        require(
            (1..=NAME_BYTES_MAX).contains(&length),
            "a part's name is empty or too long",
        )?;
        require(
            part.value.len() <= PartDraft::VALUE_BYTES_MAX,
            "a part's value is too long",
        )
    })
}

/// Kinds and subjects are words of the program, so control characters are a mistake in it.
fn is_name(name: &str, bytes_max: usize) -> bool {
    (1..=bytes_max).contains(&name.len()) && !name.contains(char::is_control)
}

const fn require(holds: bool, reason: &'static str) -> Result<(), &'static str> {
    if holds { Ok(()) } else { Err(reason) }
}
