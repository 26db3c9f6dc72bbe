//! The read after an approval: whether what was locked is what was approved.

use super::{Core, Stop, history};
use crate::{
    EngineError,
    api::{ApiError, Cause},
    deed, flows,
    intents::{IntentError, entries},
};
use domain::{
    ActionId, Millis, TransactionAction, TransactionId,
    record::{
        AfterFacts, Approved, CardSettledFacts, IntentFacts, KIND_AFTER_APPROVAL,
        KIND_CARD_SETTLED, KIND_INTENT, Money, OutcomeState, PART_DIFFERENCES, SUBJECT_APPROVALS,
    },
};
use ledger::{Entry, From, PAGE_ENTRIES_MAX, PageQuery, PartDraft, Reader};
use partner_api::{
    Operation, endpoints::get_transaction::GetTransaction, wire::transaction::Transaction,
};
use std::collections::{BTreeMap, BTreeSet};

/// So far back is looked for approvals after which nothing was read.
const PAGES_MAX: usize = 4;

/// An approval that worked, and after which nothing was read yet.
struct Due {
    intent: u64,
    action: ActionId,
    operation: Operation,
    id: TransactionId,
    approved: Approved,
}

/// What was locked is not what was approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RedCard {
    /// The card's id.
    pub id: String,
    /// The entry.
    pub entry: u64,
    /// When it was found.
    pub at: Millis,
    /// What was found.
    pub facts: AfterFacts,
    /// Where it differs, in words; none if that was erased.
    pub differences: Option<String>,
}

fn card_id(entry: u64) -> String {
    format!("locked_differs-{entry}")
}

async fn pages(reader: &Reader) -> Result<Vec<Entry>, EngineError> {
    let mut all = Vec::new();
    let mut from = From::Newest;
    for _ in 0..PAGES_MAX {
        let query = PageQuery {
            subject: Some(SUBJECT_APPROVALS.to_owned()),
            kinds: Vec::new(),
            from,
            limit: PAGE_ENTRIES_MAX,
        };
        let page = reader.page(&query).await?;
        let last = page.entries.last().map(|entry| entry.sequence);
        all.extend(page.entries);
        match last.filter(|_| page.more) {
            Some(last) => from = From::Before(last),
            None => break,
        }
    }
    Ok(all)
}

async fn due(reader: &Reader) -> Result<Vec<Due>, EngineError> {
    let entries = pages(reader).await?;
    let of_after = entries.iter().filter(|one| one.kind == KIND_AFTER_APPROVAL);
    let read: BTreeSet<u64> = of_after.filter_map(|entry| entry.about).collect();
    let mut found = Vec::new();
    for entry in entries.iter().filter(|one| one.kind == KIND_INTENT) {
        let facts: Option<IntentFacts> = serde_json::from_str(&entry.facts).ok();
        let Some(facts) = facts.filter(|_| !read.contains(&entry.sequence)) else {
            continue;
        };
        let (Some(operation), Some(subject)) =
            (Operation::from_id(&facts.operation), facts.subject)
        else {
            continue;
        };
        let action = flows::action_of(operation);
        if action.is_none_or(|action| action == TransactionAction::Cancel) {
            continue;
        }
        let followed = entries::find(reader, &facts.action).await?;
        let outcome = followed.and_then(|followed| followed.outcome);
        if outcome.is_none_or(|outcome| outcome.facts.state != OutcomeState::Done) {
            continue;
        }
        if let Some(approved) = history::approved(reader, entry.sequence).await? {
            found.push(Due {
                intent: entry.sequence,
                action: facts.action,
                operation,
                id: subject.number.into(),
                approved,
            });
        }
    }
    Ok(found)
}

/// Where amounts differ from those that were approved, in words.
fn differences(approved: &Approved, now: &Transaction) -> Vec<String> {
    let from = now
        .from_amount()
        .into_read()
        .zip(now.from_currency().into_read());
    let to = now
        .to_amount()
        .into_read()
        .zip(now.to_currency().into_read());
    let mut found = Vec::new();
    for (what, approved, now) in [
        ("to be deposited", &approved.money, from),
        ("to be received", &approved.receives, to),
    ] {
        let is_same = match (approved, &now) {
            (Some(approved), Some((amount, currency))) => {
                approved.amount.is_same(amount) && approved.currency == *currency
            }
            (None, None) => true,
            _ => false,
        };
        if !is_same {
            let words = |money: Option<String>| money.unwrap_or_else(|| "nothing known".to_owned());
            let was = approved
                .as_ref()
                .map(|Money { amount, currency }| format!("{amount} {currency}"));
            let is = now.map(|(amount, currency)| format!("{amount} {currency}"));
            found.push(format!(
                "{what}: approved {}, locked {}",
                words(was),
                words(is)
            ));
        }
    }
    found
}

/// What was read after an approval, whoever had it read; none while nothing was.
///
/// # Errors
/// [`EngineError`].
pub(super) async fn after(
    reader: &Reader,
    action: &ActionId,
) -> Result<Option<AfterFacts>, EngineError> {
    let query = PageQuery {
        subject: Some(action.ledger_subject()),
        kinds: vec![KIND_AFTER_APPROVAL.to_owned()],
        from: From::Newest,
        limit: 1,
    };
    let entries = reader.page(&query).await?.entries;
    let entry = entries.first().filter(|entry| entry.damage.is_none());
    Ok(entry.and_then(|entry| serde_json::from_str(&entry.facts).ok()))
}

impl Core {
    /// Reads each transaction after whose approval nothing was read yet; gives what was found, and
    /// whether all could be read.
    ///
    /// # Errors
    /// [`IntentError`].
    pub(super) async fn read_after(&self) -> Result<(Vec<AfterFacts>, bool), IntentError> {
        let held = self.after.lock().await;
        let mut found = Vec::new();
        let mut is_whole = true;
        for one in due(&self.room.reader()).await? {
            match self.read_one(one).await {
                Ok(Some(facts)) => found.push(facts),
                Ok(None) => is_whole = false,
                Err(IntentError::Api(ApiError::NotReady(_))) => is_whole = false,
                Err(error) => return Err(error),
            }
        }
        drop(held);
        Ok((found, is_whole))
    }

    async fn read_one(&self, due: Due) -> Result<Option<AfterFacts>, IntentError> {
        let Some(kind) = due.operation.kind() else {
            return Ok(None);
        };
        let get = GetTransaction { kind, id: due.id };
        let read = self.room.call(&get, Cause::outcome()).await?;
        let Ok(transaction) = read.outcome else {
            return Ok(None);
        };
        let differences = differences(&due.approved, &transaction);
        let what = if differences.is_empty() {
            "What was locked is what was approved.".to_owned()
        } else {
            "What was locked is not what was approved.".to_owned()
        };
        let subject = domain::Subject {
            kind: domain::SubjectKind::Transaction,
            number: due.id.number(),
        };
        let facts = AfterFacts {
            what,
            action: due.action.clone(),
            subject,
            observation: read.sequence,
            differs: !differences.is_empty(),
        };
        let on = [
            SUBJECT_APPROVALS.to_owned(),
            due.action.ledger_subject(),
            subject.to_string(),
        ];
        let on: Vec<&str> = on.iter().map(String::as_str).collect();
        let now = self.room.clock().now();
        let mut entry = deed::entry(KIND_AFTER_APPROVAL, &on, &facts, None, now)?;
        entry.about = Some(due.intent);
        if !differences.is_empty() {
            entry.parts.push(PartDraft {
                name: PART_DIFFERENCES.to_owned(),
                value: differences.join("; ").into_bytes(),
            });
        }
        deed::append(self.room.writer(), entry).await?;
        Ok(Some(facts))
    }
}

/// The approvals after which something else was locked, and that nobody has looked at, the oldest
/// first.
///
/// # Errors
/// [`EngineError`].
pub async fn red_cards(reader: &Reader) -> Result<Vec<RedCard>, EngineError> {
    let entries = pages(reader).await?;
    let settled: BTreeSet<String> = entries
        .iter()
        .filter(|entry| entry.kind == KIND_CARD_SETTLED)
        .filter_map(|entry| serde_json::from_str::<CardSettledFacts>(&entry.facts).ok())
        .map(|facts| facts.card)
        .collect();
    let mut found = BTreeMap::new();
    for entry in entries.iter().filter(|one| one.kind == KIND_AFTER_APPROVAL) {
        let facts: Option<AfterFacts> = serde_json::from_str(&entry.facts).ok();
        let Some(facts) = facts.filter(|facts| facts.differs) else {
            continue;
        };
        let id = card_id(entry.sequence);
        if settled.contains(&id) {
            continue;
        }
        let differences = entries::text_part(reader, entry.sequence, PART_DIFFERENCES).await?;
        let card = RedCard {
            id,
            entry: entry.sequence,
            at: Millis(entry.recorded_ms),
            facts,
            differences,
        };
        found.insert(entry.sequence, card);
    }
    Ok(found.into_values().collect())
}

impl Core {
    /// Settles a red card with a person's words.
    ///
    /// # Errors
    /// [`Stop`]; nothing is written then.
    pub(super) async fn settle(
        &self,
        card: &str,
        note: &str,
        doer: deed::Doer,
    ) -> Result<(), Stop> {
        let words = deed::words(note)?.ok_or(deed::DeedError::NoWords)?;
        let held = self.after.lock().await;
        let cards = red_cards(&self.room.reader()).await?;
        if !cards.iter().any(|one| one.id == card) {
            return Err(deed::DeedError::NoCard(card.to_owned()).into());
        }
        let facts = CardSettledFacts {
            card: card.to_owned(),
            by: doer.by,
        };
        let on = [SUBJECT_APPROVALS];
        let entry = deed::entry(KIND_CARD_SETTLED, &on, &facts, Some(words), doer.now)?;
        deed::append(self.room.writer(), entry).await?;
        drop(held);
        Ok(())
    }
}
