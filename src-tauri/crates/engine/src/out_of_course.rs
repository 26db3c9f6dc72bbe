//! Verified events whose status goes backwards or sideways: each is found behind the receiver and
//! written as an entry of its own, on which a card stands.

use crate::{
    EngineError,
    deed::DeedError,
    look_through::{LookThrough, Place, follow},
    timeline::judgements,
};
use domain::{
    Course, Millis, Resolution, Subject, course, has_place,
    record::{
        KIND_OUT_OF_COURSE, KIND_VERDICT, OutOfCourseFacts, PART_FROM, PART_TO, SUBJECT_ALARMS,
        VerdictFacts,
    },
};
use ledger::{
    AppendError, Built, Entry, EntryDraft, From, PAGE_ENTRIES_MAX, PageQuery, PartDraft, Reader,
    Writer,
};
use std::{collections::HashMap, path::Path};
use webhooks::Verdict;

/// Beside the ledger: how far it was looked through. Without it everything is looked through anew.
const FILE: &str = "course.json";
/// So many objects' statuses are remembered; the others' are read from their timelines.
const REMEMBERED_MAX: usize = 20_000;
/// So many verdicts of an object are looked at for its status before.
const LOOKED_BACK: u16 = 50;

/// A status that a delivery told.
#[derive(Debug, Clone, PartialEq, Eq)]
struct TheStatus {
    delivery: u64,
    word: String,
}

/// Looks through a ledger's verified events, in their order.
#[derive(Debug)]
pub struct CourseWatch {
    writer: Writer,
    place: Place,
    statuses: HashMap<Subject, TheStatus>,
}

impl LookThrough for CourseWatch {
    const WHAT: &'static str = "statuses out of their course";

    fn writer(&self) -> &Writer {
        &self.writer
    }

    async fn catch_up(&mut self) -> Result<u64, DeedError> {
        Self::catch_up(self).await
    }

    fn place(&mut self) -> &mut Place {
        &mut self.place
    }
}

impl CourseWatch {
    /// Begins where it ended the last time.
    ///
    /// # Errors
    /// [`EngineError::Folder`] if the file that says where can't be read.
    pub fn open(writer: Writer, folder: &Path) -> Result<Self, EngineError> {
        Ok(Self {
            writer,
            place: Place::open(folder, FILE)?,
            statuses: HashMap::new(),
        })
    }

    /// Looks at what was added, and writes an entry for each event that goes backwards or
    /// sideways; says how many.
    ///
    /// # Errors
    /// [`DeedError`] if the ledger can't be read, or an entry not be stored. It goes on from there
    /// the next time.
    pub async fn catch_up(&mut self) -> Result<u64, DeedError> {
        let reader = self.writer.reader();
        let mut found = 0_u64;
        loop {
            let page = reader
                .page(&PageQuery {
                    subject: None,
                    kinds: vec![KIND_VERDICT.to_owned()],
                    from: From::After(self.place.upto),
                    limit: PAGE_ENTRIES_MAX,
                })
                .await
                .map_err(EngineError::from)?;
            let told = self.statuses_of(&page.entries).await?;
            for (verdict, subject, status) in told {
                if let Some(earlier) = self.before(subject, &status, verdict).await? {
                    let is_odd = matches!(
                        course(subject.kind, &earlier.word, &status.word),
                        Course::Backwards | Course::Sideways
                    );
                    if is_odd && self.write(subject, &earlier, &status).await? {
                        found = found.saturating_add(1);
                    }
                }
                self.remember(subject, status, verdict);
                self.place.upto = verdict;
            }
            if let Some(last) = page.entries.last() {
                self.place.upto = last.sequence;
            }
            if !page.more {
                return Ok(found);
            }
        }
    }

    /// Looks at all that is added, until the writer is closed.
    pub async fn follow(self) {
        follow(self, || ()).await;
    }

    /// Keeps how far it has looked, so that the next start goes on from there.
    ///
    /// # Errors
    /// [`EngineError::Folder`]; the next start looks at some entries again then.
    pub fn keep_place(&mut self) -> Result<(), EngineError> {
        self.place.keep()
    }

    /// The statuses that these verdicts vouch for, in their order, each with its verdict.
    async fn statuses_of(
        &self,
        verdicts: &[Entry],
    ) -> Result<Vec<(u64, Subject, TheStatus)>, EngineError> {
        let vouching: Vec<(&Entry, Subject)> = verdicts
            .iter()
            .filter_map(|entry| Some((entry, subject_of(entry)?)))
            .collect();
        let sequences: Vec<u64> = vouching.iter().map(|(entry, _)| entry.sequence).collect();
        let judgements = judgements(&self.writer.reader(), &sequences).await?;
        let told = vouching.into_iter().filter_map(|(entry, subject)| {
            let judgement = judgements.get(&entry.sequence)?;
            let word = judgement.status.clone()?;
            let delivery = entry.about?;
            has_place(subject.kind, &word).then_some(())?;
            Some((entry.sequence, subject, TheStatus { delivery, word }))
        });
        Ok(told.collect())
    }

    /// Remembers the object's newest status. A later verdict on an older delivery tells none: what
    /// came behind that delivery may not be remembered, and is read from the timeline then.
    fn remember(&mut self, subject: Subject, status: TheStatus, verdict: u64) {
        let is_first = status.delivery.checked_add(1) == Some(verdict);
        let is_newest = match self.statuses.get(&subject) {
            Some(known) => known.delivery <= status.delivery,
            None => is_first,
        };
        if !is_newest {
            return;
        }
        if self.statuses.len() >= REMEMBERED_MAX {
            self.statuses.clear();
        }
        self.statuses.insert(subject, status);
    }

    /// The object's status before a delivery, as the verdicts before this one have it.
    async fn before(
        &self,
        subject: Subject,
        status: &TheStatus,
        verdict: u64,
    ) -> Result<Option<TheStatus>, EngineError> {
        if let Some(known) = self.statuses.get(&subject)
            && known.delivery < status.delivery
        {
            return Ok(Some(known.clone()));
        }
        let page = self
            .writer
            .reader()
            .page(&PageQuery {
                subject: Some(subject.to_string()),
                kinds: vec![KIND_VERDICT.to_owned()],
                from: From::Before(verdict),
                limit: LOOKED_BACK,
            })
            .await?;
        let told = self.statuses_of(&page.entries).await?;
        let told = told.into_iter().map(|(_, _, told)| told);
        let earlier = told.filter(|told| told.delivery < status.delivery);
        Ok(earlier.max_by_key(|told| told.delivery))
    }

    /// Writes it; says false if that was done before.
    async fn write(
        &self,
        subject: Subject,
        earlier: &TheStatus,
        status: &TheStatus,
    ) -> Result<bool, DeedError> {
        let about = self.writer.reader().about(&[status.delivery]).await;
        let about = about.map_err(EngineError::from)?;
        if about.iter().any(|entry| entry.kind == KIND_OUT_OF_COURSE) {
            return Ok(false);
        }
        let facts = OutOfCourseFacts {
            subject,
            earlier: earlier.delivery,
        };
        let facts = serde_json::to_string(&facts).map_err(|error| AppendError::Invalid {
            reason: error.to_string(),
        })?;
        let part = |name: &str, word: &str| PartDraft {
            name: name.to_owned(),
            value: word.as_bytes().to_vec(),
        };
        let delivery = self.writer.reader().entry(status.delivery).await;
        let delivery = delivery.map_err(EngineError::from)?;
        let entry = EntryDraft {
            kind: KIND_OUT_OF_COURSE.to_owned(),
            // When it came: no clock of its own, so that a later look writes the same.
            recorded_ms: delivery.map_or(0, |entry| entry.recorded_ms),
            subjects: vec![subject.to_string(), SUBJECT_ALARMS.to_owned()],
            about: Some(status.delivery),
            facts,
            parts: vec![part(PART_FROM, &earlier.word), part(PART_TO, &status.word)],
        };
        let built = Built {
            entries: vec![entry],
            remember: None,
        };
        self.writer.append(None, move |_| (built, ())).await?;
        Ok(true)
    }
}

/// The one object that a verified delivery's verdict is about; none for the platform's tests.
fn subject_of(verdict: &Entry) -> Option<Subject> {
    if verdict.damage.is_some() {
        return None;
    }
    let facts: VerdictFacts = serde_json::from_str(&verdict.facts).ok()?;
    let is_verified = Verdict::from_code(&facts.verdict).is_some_and(Verdict::is_verified);
    match facts.about {
        Resolution::Resolved { subject } if is_verified && !facts.test => Some(subject),
        _ => None,
    }
}

/// What an entry says; none if it is damaged or of a later version. The words are parts.
#[must_use]
pub fn read(entry: &Entry) -> Option<(OutOfCourseFacts, Millis)> {
    if entry.kind != KIND_OUT_OF_COURSE || entry.damage.is_some() {
        return None;
    }
    let facts = serde_json::from_str(&entry.facts).ok()?;
    Some((facts, Millis(entry.recorded_ms)))
}

/// The two status words of an entry, as far as they were not erased.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// The earlier one.
    pub from: Option<String>,
    /// The one that came.
    pub to: Option<String>,
}

/// The words that stand beside these entries, by the entry's number.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn words(reader: &Reader, entries: &[Entry]) -> Result<HashMap<u64, Words>, EngineError> {
    let sequences: Vec<u64> = entries.iter().map(|entry| entry.sequence).collect();
    let mut found: HashMap<u64, Words> = HashMap::new();
    for some in sequences.chunks(PAGE_ENTRIES_MAX.into()) {
        for part in reader.parts(some, None).await? {
            let value = part.value.filter(|_| part.damage.is_none());
            let word = value.and_then(|bytes| String::from_utf8(bytes).ok());
            let words = found.entry(part.sequence).or_default();
            match part.name.as_str() {
                PART_FROM => words.from = word,
                PART_TO => words.to = word,
                _ => {}
            }
        }
    }
    Ok(found)
}

/// What happened, in a sentence.
#[must_use]
pub fn sentence(facts: &OutOfCourseFacts, words: &Words) -> String {
    let word = |word: &Option<String>| {
        let erased = || "a status that was erased".to_owned();
        word.clone().unwrap_or_else(erased)
    };
    format!(
        "{} {} went from {} to {}, which does not follow from it.",
        facts.subject.kind.label(),
        facts.subject.number,
        word(&words.from),
        word(&words.to)
    )
}
