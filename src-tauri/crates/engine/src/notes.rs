//! Notes: a person's words on a subject or about an entry.

use crate::{
    EngineError,
    deed::{self, DeedError, Doer},
};
use domain::{
    Subject,
    record::{DeedFacts, KIND_NOTE},
};
use ledger::Writer;

/// What a note is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteOn {
    /// A subject's timeline.
    Subject(Subject),
    /// An entry, and the timelines on which that entry stands.
    Entry(u64),
}

impl NoteOn {
    /// What a request names: exactly one of the two.
    ///
    /// # Errors
    /// [`DeedError::OneTarget`].
    pub const fn one_of(subject: Option<Subject>, entry: Option<u64>) -> Result<Self, DeedError> {
        match (subject, entry) {
            (Some(subject), None) => Ok(Self::Subject(subject)),
            (None, Some(entry)) => Ok(Self::Entry(entry)),
            (Some(_), Some(_)) | (None, None) => Err(DeedError::OneTarget),
        }
    }
}

/// Writes a note; gives its entry's number.
///
/// # Errors
/// [`DeedError`]; nothing is written then.
pub async fn add_note(
    writer: &Writer,
    on: NoteOn,
    text: &str,
    doer: Doer,
) -> Result<u64, DeedError> {
    let words = deed::words(text)?.ok_or(DeedError::NoWords)?;
    let facts = DeedFacts {
        what: String::new(),
        by: doer.by,
    };
    let mut entry = deed::entry(KIND_NOTE, &[], &facts, Some(words), doer.now)?;
    match on {
        NoteOn::Subject(subject) => entry.subjects = vec![subject.to_string()],
        NoteOn::Entry(sequence) => {
            let reader = writer.reader();
            let about = reader.entry(sequence).await.map_err(EngineError::from)?;
            let about = about.ok_or(DeedError::NoEntry(sequence))?;
            entry.about = Some(sequence);
            // The timelines of the partner's objects alone: a note is no delivery in quarantine,
            // and no alarm.
            let of_partner = about
                .subjects
                .into_iter()
                .map(|one| one.name)
                .filter(|subject| Subject::parse(subject).is_ok());
            entry.subjects = of_partner.collect();
        }
    }
    deed::append(writer, entry).await
}
