//! Intents, departures and outcomes on their way into the ledger, and read back from it.

use super::{IntentError, Request, wish::Prepared};
use crate::{
    EngineError,
    deed::{self, DeedError, Doer},
};
use domain::{
    ActionId, Millis, Subject,
    record::{
        DepartureFacts, IntentFacts, KIND_DEPARTURE, KIND_INTENT, KIND_OUTCOME, OutcomeBy,
        OutcomeFacts, OutcomeState, PART_AGREEMENTS, PART_BEFORE, PART_DETAIL, PART_DOCUMENT,
        PART_REFUSAL, PART_REQUEST_HASH, PART_SENT, PART_URL, Refusal, SUBJECT_INTENTS, SentPart,
    },
};
use ledger::{Entry, EntryDraft, From, PAGE_ENTRIES_MAX, PageQuery, PartDraft, Reader};
use partner_api::{CallError, Endpoint, Failure, Fields, Operation};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// An intent as the ledger has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intent {
    /// Its entry.
    pub sequence: u64,
    /// When it was written down.
    pub at: Millis,
    /// What it says.
    pub facts: IntentFacts,
}

impl Intent {
    /// What it calls; none if this version does not know it.
    #[must_use]
    pub fn operation(&self) -> Option<Operation> {
        Operation::from_id(&self.facts.operation)
    }
}

/// An outcome as the ledger has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Its entry.
    pub sequence: u64,
    /// When it was written down.
    pub at: Millis,
    /// What it says.
    pub facts: OutcomeFacts,
}

/// An intent with all that the ledger says became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    /// The intent.
    pub intent: Intent,
    /// Whether its request may have left.
    pub departed: bool,
    /// The last outcome; none while there is none.
    pub outcome: Option<Outcome>,
}

impl Followed {
    /// Whether nothing is to be found out any more.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        let outcome = self.outcome.as_ref();
        outcome.is_some_and(|outcome| outcome.facts.state.is_final())
    }

    /// Whether it is to be looked up, or waits for a person. An upload of which it is not known
    /// what became of it does not: nothing could be read that would tell.
    #[must_use]
    pub fn is_open(&self) -> bool {
        let is_told = self.outcome.is_some();
        let is_upload = self.intent.operation() == Some(Operation::UploadFile);
        !(self.is_settled() || (is_upload && is_told))
    }
}

/// What became of an intent, before it is written.
pub struct NewOutcome {
    /// What became of it.
    pub state: OutcomeState,
    /// How that is known.
    pub known_by: OutcomeBy,
    /// The object.
    pub object: Option<Subject>,
    /// The entry of the call that shows it.
    pub observation: Option<u64>,
    /// One sentence, in which the partner's words may stand.
    pub detail: String,
    /// The partner's no.
    pub refusal: Option<Refusal>,
    /// A person's words.
    pub words: Option<String>,
}

fn part(name: &str, value: String) -> PartDraft {
    PartDraft {
        name: name.to_owned(),
        value: value.into_bytes(),
    }
}

fn json(record: &impl serde::Serialize) -> Result<String, DeedError> {
    let text = serde_json::to_string(record);
    text.map_err(|error| {
        DeedError::Store(ledger::AppendError::Invalid {
            reason: error.to_string(),
        })
    })
}

/// SHA-256 over operation, path value and body, each with its length before it.
pub fn request_hash(request: &impl Endpoint) -> String {
    let mut hash = Sha256::new();
    let body = request.body().unwrap_or_default();
    let path_value = request.path_value().unwrap_or_default();
    for field in [
        request.operation().id().as_bytes(),
        path_value.as_bytes(),
        &body,
    ] {
        hash.update(field.len().to_be_bytes());
        hash.update(field);
    }
    hex::encode(hash.finalize())
}

/// The entry of an intent. `owner` has the object's timeline where the object is not known yet.
pub fn intent(
    facts: &IntentFacts,
    owner: Option<Subject>,
    prepared: &Prepared,
    now: Millis,
) -> Result<EntryDraft, DeedError> {
    let request = &prepared.request;
    let mut entry = entry(KIND_INTENT, &facts.action, facts, None, now)?;
    add_subjects(&mut entry, facts.subject.into_iter().chain(owner));
    let body = request.body();
    let mut sent = SentPart {
        path: request.path_value().unwrap_or_default(),
        body: body.map(|body| String::from_utf8_lossy(&body).into_owned()),
        file: None,
        content_type: None,
    };
    let mut hash = request_hash(request);
    if let Request::UploadFile(upload) = request {
        let document = &upload.document;
        let sha256 = Some(document.sha256.clone());
        sent.file = Some((document.name.clone(), document.media_type.clone(), sha256));
        hash = upload.hash();
        entry.parts.push(part(PART_DOCUMENT, json(document)?));
    }
    entry.parts.push(part(PART_SENT, json(&sent)?));
    entry.parts.push(part(PART_REQUEST_HASH, hash));
    if let Some(agreements) = &prepared.agreements {
        entry.parts.push(part(PART_AGREEMENTS, agreements.clone()));
    }
    if let Some(before) = &prepared.before {
        entry.parts.push(part(PART_BEFORE, before.clone()));
    }
    for subject in &prepared.bound.subjects {
        entry.subjects.push((*subject).to_owned());
    }
    for (name, text) in &prepared.bound.parts {
        entry.parts.push(part(name, text.clone()));
    }
    Ok(entry)
}

fn add_subjects(entry: &mut EntryDraft, subjects: impl Iterator<Item = Subject>) {
    for subject in subjects {
        let name = subject.to_string();
        if !entry.subjects.contains(&name) {
            entry.subjects.push(name);
        }
    }
}

fn entry(
    kind: &str,
    action: &ActionId,
    facts: &impl serde::Serialize,
    words: Option<String>,
    now: Millis,
) -> Result<EntryDraft, DeedError> {
    let own = action.ledger_subject();
    deed::entry(kind, &[SUBJECT_INTENTS, &own], facts, words, now)
}

/// The entry that says that an intent's request leaves now.
pub fn departure(intent: &Intent, now: Millis) -> Result<EntryDraft, DeedError> {
    let action = intent.facts.action.clone();
    let facts = DepartureFacts { action };
    let mut entry = entry(KIND_DEPARTURE, &facts.action, &facts, None, now)?;
    entry.about = Some(intent.sequence);
    Ok(entry)
}

/// The entry of an outcome.
pub fn outcome(intent: &Intent, new: NewOutcome, doer: Doer) -> Result<EntryDraft, DeedError> {
    let facts = OutcomeFacts {
        action: intent.facts.action.clone(),
        state: new.state,
        known_by: new.known_by,
        object: new.object,
        observation: new.observation,
        by: doer.by,
    };
    let mut entry = entry(KIND_OUTCOME, &facts.action, &facts, new.words, doer.now)?;
    add_subjects(
        &mut entry,
        facts.object.into_iter().chain(intent.facts.subject),
    );
    entry.about = Some(intent.sequence);
    entry.parts.push(part(PART_DETAIL, new.detail));
    if let Some(refusal) = &new.refusal {
        entry.parts.push(part(PART_REFUSAL, json(refusal)?));
    }
    Ok(entry)
}

/// The entry of an upload's outcome with the URL that came.
pub fn with_url(mut entry: EntryDraft, url: Option<String>) -> EntryDraft {
    entry.parts.extend(url.map(|url| part(PART_URL, url)));
    entry
}

/// The partner's no, if that is what became of a call.
pub fn refusal(error: &CallError) -> Option<Refusal> {
    match &error.failure {
        Failure::Refused {
            status,
            code,
            message,
        } => Some(Refusal {
            status: *status,
            code: code.clone(),
            message: message.clone(),
        }),
        Failure::RefusedInAnotherShape { status, .. } => Some(Refusal {
            status: *status,
            code: None,
            message: None,
        }),
        _ => None,
    }
}

/// Follows entries in their order. What is damaged says nothing: an outcome that can't be read is
/// looked up anew.
fn follow(followed: &mut BTreeMap<ActionId, Followed>, entry: &Entry) {
    if entry.damage.is_some() {
        tracing::warn!(sequence = entry.sequence, "a damaged entry of an intent");
        return;
    }
    let at = Millis(entry.recorded_ms);
    match entry.kind.as_str() {
        KIND_INTENT => {
            let Ok(facts) = serde_json::from_str::<IntentFacts>(&entry.facts) else {
                return;
            };
            let new = Followed {
                intent: Intent {
                    sequence: entry.sequence,
                    at,
                    facts,
                },
                departed: false,
                outcome: None,
            };
            followed
                .entry(new.intent.facts.action.clone())
                .or_insert(new);
        }
        KIND_DEPARTURE => {
            let facts = serde_json::from_str::<DepartureFacts>(&entry.facts).ok();
            if let Some(known) = facts.and_then(|facts| followed.get_mut(&facts.action)) {
                known.departed = true;
            }
        }
        KIND_OUTCOME => {
            let Ok(facts) = serde_json::from_str::<OutcomeFacts>(&entry.facts) else {
                return;
            };
            let Some(known) = followed.get_mut(&facts.action) else {
                return;
            };
            if !known.is_settled() {
                known.outcome = Some(Outcome {
                    sequence: entry.sequence,
                    at,
                    facts,
                });
            }
        }
        _ => {}
    }
}

async fn follow_all(
    reader: &Reader,
    subject: &str,
    mut seen: impl FnMut(&mut BTreeMap<ActionId, Followed>),
) -> Result<BTreeMap<ActionId, Followed>, EngineError> {
    let mut followed = BTreeMap::new();
    let mut from = From::After(0);
    loop {
        let page = reader
            .page(&PageQuery {
                subject: Some(subject.to_owned()),
                kinds: Vec::new(),
                from,
                limit: PAGE_ENTRIES_MAX,
            })
            .await?;
        for entry in &page.entries {
            follow(&mut followed, entry);
        }
        seen(&mut followed);
        match page.entries.last().filter(|_| page.more) {
            Some(last) => from = From::After(last.sequence),
            None => return Ok(followed),
        }
    }
}

/// The intents of which it is still to be found out what became of them.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn unsettled(reader: &Reader) -> Result<Vec<Followed>, EngineError> {
    let open = |all: &mut BTreeMap<ActionId, Followed>| all.retain(|_, one| one.is_open());
    let followed = follow_all(reader, SUBJECT_INTENTS, open).await?;
    Ok(followed.into_values().collect())
}

/// One intent; none if there is none with this id.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn find(reader: &Reader, action: &ActionId) -> Result<Option<Followed>, EngineError> {
    let mut followed = follow_all(reader, &action.ledger_subject(), |_| {}).await?;
    Ok(followed.remove(action))
}

/// What was sent and what stood there before, as far as it was not erased.
#[derive(Debug, Clone, Default)]
pub struct Bodies {
    /// The body that was sent.
    pub sent: Option<Fields>,
    /// What the API showed before, as JSON.
    pub before: Option<String>,
}

/// Reads what an intent holds beside its facts.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn bodies(reader: &Reader, intent: u64) -> Result<Bodies, EngineError> {
    let sent = text_part(reader, intent, PART_SENT).await?;
    let sent: Option<SentPart> = sent.and_then(|text| serde_json::from_str(&text).ok());
    let sent = sent.and_then(|sent| Fields::parse(sent.body?.as_bytes()).ok());
    let before = text_part(reader, intent, PART_BEFORE).await?;
    Ok(Bodies { sent, before })
}

/// A part that is a text; none if it was erased or is damaged.
pub async fn text_part(
    reader: &Reader,
    sequence: u64,
    name: &str,
) -> Result<Option<String>, EngineError> {
    let parts = reader.parts(&[sequence], Some(name)).await?.into_iter();
    let mut values = parts.filter(|part| part.damage.is_none());
    let value = values.find_map(|part| part.value);
    Ok(value.and_then(|value| String::from_utf8(value).ok()))
}

impl std::convert::From<DeedError> for IntentError {
    fn from(error: DeedError) -> Self {
        Self::Store(error)
    }
}
