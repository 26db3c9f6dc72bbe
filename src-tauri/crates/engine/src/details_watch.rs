//! Changes of the details to which a receiver account's money goes: each is found behind the calls
//! that show it, whoever made it, and written as an entry of its own on the account's timeline.

use crate::{
    EngineError,
    deed::{self, DeedError},
    details_changes::read,
    intents::entries::{bodies, find},
    look_through::{LookThrough, Place, follow},
    observation,
    payee_details::{ChangedField, Known, Showing, details_of, is_same},
};
use domain::{
    ActionId, Millis, Subject, SubjectKind,
    record::{
        CallOutcome, DetailsChangedFacts, IntentFacts, KIND_DETAILS_CHANGED, KIND_INTENT,
        KIND_OBSERVATION, KIND_OUTCOME, OutcomeFacts, OutcomeState, PART_FROM, PART_TO,
    },
};
use ledger::{
    AppendError, Entry, EntryDraft, From, PAGE_ENTRIES_MAX, PageQuery, PartDraft, Reader, Writer,
};
use partner_api::{Fields, Operation};
use std::{collections::HashMap, path::Path};

/// Beside the ledger: how far it was looked through. Without it everything is looked through anew.
const FILE: &str = "details.json";
/// So many accounts' details are remembered; the others' are read from their timelines.
const REMEMBERED_MAX: usize = 5_000;
/// So many entries of an account are looked at for its details before, and for who asked.
const LOOKED_BACK: u16 = 50;
/// Two calls that overlap may be answered in another order than they took effect. Beyond this span
/// a time before an earlier one means that the clock was set.
const OVERLAP_MAX_MS: i64 = 10 * 60 * 1000;

/// What an entry shows of an account.
#[derive(Debug, Clone)]
struct Shown {
    sequence: u64,
    /// When it was recorded.
    recorded: Millis,
    /// It shows how the account was at some time from here on.
    since: Millis,
    /// And what is told of an earlier time than this says nothing after it.
    until: Millis,
    fields: Fields,
    showing: Showing,
}

/// An account as the entries so far show it.
#[derive(Debug, Clone)]
struct Held {
    known: Known,
    /// The newest entry that shows it.
    sequence: u64,
    until: Millis,
}

/// Looks through a ledger's calls for changed details, in their order.
#[derive(Debug)]
pub struct DetailsWatch {
    writer: Writer,
    place: Place,
    held: HashMap<Subject, Held>,
}

impl LookThrough for DetailsWatch {
    const WHAT: &'static str = "changes of bank details";

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

impl DetailsWatch {
    /// Begins where it ended the last time.
    ///
    /// # Errors
    /// [`EngineError::Folder`] if the file that says where can't be read.
    pub fn open(writer: Writer, folder: &Path) -> Result<Self, EngineError> {
        Ok(Self {
            writer,
            place: Place::open(folder, FILE)?,
            held: HashMap::new(),
        })
    }

    /// Looks at what was added, and writes an entry for each change; says how many.
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
                    kinds: vec![KIND_OBSERVATION.to_owned(), KIND_OUTCOME.to_owned()],
                    from: From::After(self.place.upto),
                    limit: PAGE_ENTRIES_MAX,
                })
                .await
                .map_err(EngineError::from)?;
            for entry in &page.entries {
                for (account, shown) in shown(&reader, entry).await? {
                    if self.look(account, shown).await? {
                        found = found.saturating_add(1);
                    }
                }
                self.place.upto = entry.sequence;
            }
            if !page.more {
                return Ok(found);
            }
        }
    }

    /// Looks at all that is added, until the writer is closed; `told` is called after each change
    /// that was written.
    pub async fn follow(self, told: impl Fn() + Send) {
        follow(self, told).await;
    }

    /// Keeps how far it has looked, so that the next start goes on from there.
    ///
    /// # Errors
    /// [`EngineError::Folder`]; the next start looks at some entries again then.
    pub fn keep_place(&mut self) -> Result<(), EngineError> {
        self.place.keep()
    }

    /// Takes what an entry shows of an account; says whether a change was written.
    async fn look(&mut self, account: Subject, shown: Shown) -> Result<bool, DeedError> {
        let before = match self.held.get(&account) {
            Some(held) => Some(held.clone()),
            None => before(&self.writer.reader(), account, shown.sequence).await?,
        };
        let earlier = before.as_ref().map(|held| held.sequence);
        let (held, changed) = next(before, &shown);
        let mut is_written = false;
        if let Some(earlier) = earlier.filter(|_| !changed.is_empty()) {
            is_written = self.write(account, &shown, earlier, &changed).await?;
        }
        if self.held.len() >= REMEMBERED_MAX {
            self.held.clear();
        }
        self.held.insert(account, held);
        Ok(is_written)
    }

    /// Writes it; says false if that was done before.
    async fn write(
        &self,
        account: Subject,
        shown: &Shown,
        earlier: u64,
        changed: &[ChangedField],
    ) -> Result<bool, DeedError> {
        let reader = self.writer.reader();
        let about = reader.about(&[shown.sequence]).await;
        let about = about.map_err(EngineError::from)?;
        let is_ours = |entry: &Entry| read(entry).is_some_and(|facts| facts.subject == account);
        if about.iter().any(is_ours) {
            return Ok(false);
        }
        let asked = asked_by(&reader, account, shown.sequence, changed).await?;
        let (action, by) = asked.map_or((None, None), |(action, by)| (Some(action), by));
        let facts = DetailsChangedFacts {
            subject: account,
            fields: changed.iter().map(|one| one.name.clone()).collect(),
            earlier,
            action,
            by,
        };
        let facts = serde_json::to_string(&facts).map_err(|error| AppendError::Invalid {
            reason: error.to_string(),
        })?;
        let entry = EntryDraft {
            kind: KIND_DETAILS_CHANGED.to_owned(),
            // When it was seen: no clock of its own, so that a later look writes the same.
            recorded_ms: shown.recorded.0,
            subjects: vec![account.to_string()],
            about: Some(shown.sequence),
            facts,
            parts: vec![
                part(PART_FROM, changed, |one| one.before.as_deref()),
                part(PART_TO, changed, |one| one.after.as_deref()),
            ],
        };
        deed::append(&self.writer, entry).await?;
        Ok(true)
    }
}

fn part<'a>(
    name: &str,
    changed: &'a [ChangedField],
    value: impl Fn(&'a ChangedField) -> Option<&'a str>,
) -> PartDraft {
    let mut fields = Fields::new();
    for one in changed {
        // Each came as JSON.
        if let Err(error) = fields.set_json(&one.name, value(one).unwrap_or("null")) {
            tracing::error!(%error, "a changed field could not be written");
        }
    }
    PartDraft {
        name: name.to_owned(),
        value: fields.to_json().into_bytes(),
    }
}

/// Takes the next showing of an account; gives what changed by it.
fn next(before: Option<Held>, shown: &Shown) -> (Held, Vec<ChangedField>) {
    let mut held = before.unwrap_or_else(|| Held {
        known: Known::default(),
        sequence: shown.sequence,
        until: Millis(i64::MIN),
    });
    let behind = held.until.0.saturating_sub(shown.since.0);
    if behind > 0 && behind < OVERLAP_MAX_MS {
        return (held, Vec::new());
    }
    let changed = held.known.take(details_of(&shown.fields), shown.showing);
    held.sequence = shown.sequence;
    held.until = shown.until;
    (held, changed)
}

/// An account as the entries before this one show it.
async fn before(
    reader: &Reader,
    account: Subject,
    sequence: u64,
) -> Result<Option<Held>, EngineError> {
    let page = reader
        .page(&PageQuery {
            subject: Some(account.to_string()),
            kinds: vec![KIND_OBSERVATION.to_owned(), KIND_OUTCOME.to_owned()],
            from: From::Before(sequence),
            limit: LOOKED_BACK,
        })
        .await?;
    let mut held = None;
    for entry in page.entries.iter().rev() {
        let of_entry = shown(reader, entry).await?;
        for (_, shown) in of_entry.into_iter().filter(|(one, _)| *one == account) {
            held = Some(next(held, &shown).0);
        }
    }
    Ok(held)
}

/// The accounts that an entry stands on.
fn accounts(entry: &Entry) -> impl Iterator<Item = Subject> {
    let subjects = entry.subjects.iter();
    subjects
        .filter_map(|one| Subject::parse(&one.name).ok())
        .filter(|one| one.kind == SubjectKind::ReceiverAccount)
}

/// What an entry shows of accounts.
async fn shown(reader: &Reader, entry: &Entry) -> Result<Vec<(Subject, Shown)>, EngineError> {
    if entry.damage.is_some() || accounts(entry).next().is_none() {
        return Ok(Vec::new());
    }
    match entry.kind.as_str() {
        KIND_OBSERVATION => by_call(reader, entry).await,
        KIND_OUTCOME => by_outcome(reader, entry).await,
        _ => Ok(Vec::new()),
    }
}

async fn by_call(reader: &Reader, entry: &Entry) -> Result<Vec<(Subject, Shown)>, EngineError> {
    let call = match observation::read(reader, entry.sequence).await {
        Ok(call) => call,
        // One of a later version is shown as such, and says nothing here.
        Err(EngineError::NoObservation(_)) => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let operation = Operation::from_id(&call.facts.operation);
    let (true, Some(operation)) = (call.facts.outcome == CallOutcome::Worked, operation) else {
        return Ok(Vec::new());
    };
    // A write's answer may hold what changed alone, and a list's item what is needed there.
    let (showing, is_write) = match operation {
        Operation::GetReceiverAccount => (Showing::Whole, false),
        Operation::ListReceiverAccounts => (Showing::Part, false),
        Operation::CreateReceiverAccount | Operation::UpdateReceiverAccount => {
            (Showing::Part, true)
        }
        _ => return Ok(Vec::new()),
    };
    let objects = call.objects();
    let mut all = Vec::new();
    for account in accounts(entry) {
        let Some(fields) = objects.iter().find(|one| is_of(account, one)) else {
            continue;
        };
        if details_of(fields).is_empty() {
            continue;
        }
        let shown = Shown {
            sequence: entry.sequence,
            recorded: call.at,
            since: call.facts.started,
            until: if is_write {
                call.at
            } else {
                call.facts.started
            },
            fields: fields.clone(),
            showing,
        };
        all.push((account, shown));
    }
    Ok(all)
}

fn is_of(account: Subject, fields: &Fields) -> bool {
    let names = ["id", "businessExternalAccountId"];
    let mut ids = names.iter().map(|name| fields.id(name).into_read());
    ids.any(|id| id == Some(account.number))
}

/// An update that happened, where no answer shows the account: it is as it was sent.
async fn by_outcome(reader: &Reader, entry: &Entry) -> Result<Vec<(Subject, Shown)>, EngineError> {
    let facts = serde_json::from_str::<OutcomeFacts>(&entry.facts).ok();
    let Some(facts) = facts.filter(|facts| facts.state == OutcomeState::Done) else {
        return Ok(Vec::new());
    };
    let (Some(account), Some(intent)) = (facts.object, entry.about) else {
        return Ok(Vec::new());
    };
    if operation_of(reader, intent).await? != Some(Operation::UpdateReceiverAccount) {
        return Ok(Vec::new());
    }
    if let Some(observation) = facts.observation {
        let calls = reader.entries(&[observation]).await?;
        let Some(call) = calls.first() else {
            return Ok(Vec::new());
        };
        let is_shown = by_call(reader, call).await?;
        if is_shown.iter().any(|(one, _)| *one == account) {
            return Ok(Vec::new());
        }
    }
    let Some(fields) = bodies(reader, intent).await?.sent else {
        return Ok(Vec::new());
    };
    let at = Millis(entry.recorded_ms);
    let shown = Shown {
        sequence: entry.sequence,
        recorded: at,
        since: at,
        until: at,
        fields,
        showing: Showing::Whole,
    };
    Ok(vec![(account, shown)])
}

async fn operation_of(reader: &Reader, intent: u64) -> Result<Option<Operation>, EngineError> {
    let entry = reader.entry(intent).await?;
    let facts = entry.and_then(|entry| serde_json::from_str::<IntentFacts>(&entry.facts).ok());
    Ok(facts.and_then(|facts| Operation::from_id(&facts.operation)))
}

/// Who asked for a change at this console: the newest update that sent these values, was not
/// refused, and of which no earlier change speaks.
async fn asked_by(
    reader: &Reader,
    account: Subject,
    upto: u64,
    changed: &[ChangedField],
) -> Result<Option<(ActionId, Option<String>)>, EngineError> {
    let page = |kind: &str, from| PageQuery {
        subject: Some(account.to_string()),
        kinds: vec![kind.to_owned()],
        from,
        limit: LOOKED_BACK,
    };
    // A mark is written behind what it is about, and so perhaps behind this.
    let marks = reader
        .page(&page(KIND_DETAILS_CHANGED, From::Newest))
        .await?;
    let marks = marks.entries.iter().filter_map(read);
    let told: Vec<ActionId> = marks.filter_map(|facts| facts.action).collect();
    let page = reader.page(&page(KIND_INTENT, From::Before(upto))).await?;
    for entry in page.entries.iter().filter(|one| one.damage.is_none()) {
        let facts = serde_json::from_str::<IntentFacts>(&entry.facts).ok();
        let Some(facts) = facts else {
            continue;
        };
        let is_update = facts.operation == Operation::UpdateReceiverAccount.id();
        if !is_update || told.contains(&facts.action) {
            continue;
        }
        let Some(sent) = bodies(reader, entry.sequence).await?.sent else {
            continue;
        };
        let is_sent = changed.iter().all(|one| {
            let value = sent.raw(&one.name).into_read();
            let value = value.filter(|json| *json != r#""""#);
            is_same(&one.name, value, one.after.as_deref())
        });
        if is_sent && may_have_happened(reader, &facts.action).await? {
            return Ok(Some((facts.action, facts.by)));
        }
    }
    Ok(None)
}

async fn may_have_happened(reader: &Reader, action: &ActionId) -> Result<bool, EngineError> {
    let followed = find(reader, action).await?;
    let state = followed
        .and_then(|one| one.outcome)
        .map(|outcome| outcome.facts.state);
    Ok(match state {
        None | Some(OutcomeState::Done | OutcomeState::Unknown) => true,
        Some(OutcomeState::Refused | OutcomeState::NotSent | OutcomeState::DidNotHappen) => false,
    })
}
