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
use std::collections::BTreeMap;

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

/// Approvals after which nothing was read yet, followed entry by entry: however old one is, each
/// entry is looked at once.
#[derive(Debug, Default)]
pub(super) struct Unread {
    upto: u64,
    open: BTreeMap<u64, IntentFacts>,
}

/// The next entries of these kinds, the oldest first; none once all were given.
async fn next(reader: &Reader, upto: &mut u64, kinds: &[&str]) -> Result<Vec<Entry>, EngineError> {
    let query = PageQuery {
        subject: None,
        kinds: kinds.iter().map(ToString::to_string).collect(),
        from: From::After(*upto),
        limit: PAGE_ENTRIES_MAX,
    };
    let entries = reader.page(&query).await?.entries;
    if let Some(last) = entries.last() {
        *upto = last.sequence;
    }
    Ok(entries)
}

/// The operation of an intent that approves something.
fn approves(facts: &IntentFacts) -> Option<Operation> {
    let operation = Operation::from_id(&facts.operation)?;
    let action = flows::action_of(operation)?;
    (action != TransactionAction::Cancel).then_some(operation)
}

impl Unread {
    async fn advance(&mut self, reader: &Reader) -> Result<(), EngineError> {
        let kinds = [KIND_INTENT, KIND_AFTER_APPROVAL];
        loop {
            let entries = next(reader, &mut self.upto, &kinds).await?;
            if entries.is_empty() {
                return Ok(());
            }
            for entry in entries {
                if entry.kind == KIND_AFTER_APPROVAL {
                    self.open.retain(|intent, _| Some(*intent) != entry.about);
                    continue;
                }
                let facts: Option<IntentFacts> = serde_json::from_str(&entry.facts).ok();
                if let Some(facts) = facts.filter(|facts| approves(facts).is_some()) {
                    self.open.insert(entry.sequence, facts);
                }
            }
        }
    }

    /// Those that worked and after which nothing was read. What failed is left behind.
    async fn due(&mut self, reader: &Reader) -> Result<Vec<Due>, EngineError> {
        self.advance(reader).await?;
        let mut found = Vec::new();
        let mut over = Vec::new();
        for (intent, facts) in &self.open {
            let followed = entries::find(reader, &facts.action).await?;
            let outcome = followed.and_then(|followed| followed.outcome);
            match outcome.map(|outcome| outcome.facts.state) {
                Some(OutcomeState::Done) => {}
                Some(OutcomeState::Unknown) | None => continue,
                Some(_) => {
                    over.push(*intent);
                    continue;
                }
            }
            let approved = history::approved(reader, *intent).await?;
            let (Some(operation), Some(subject), Some(approved)) =
                (approves(facts), facts.subject, approved)
            else {
                over.push(*intent);
                continue;
            };
            found.push(Due {
                intent: *intent,
                action: facts.action.clone(),
                operation,
                id: subject.number.into(),
                approved,
            });
        }
        self.open.retain(|intent, _| !over.contains(intent));
        Ok(found)
    }
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
        let mut unread = self.after.lock().await;
        let mut found = Vec::new();
        let mut is_whole = true;
        for one in unread.due(&self.room.reader()).await? {
            match self.read_one(one).await {
                Ok(Some(facts)) => found.push(facts),
                Ok(None) => is_whole = false,
                Err(IntentError::Api(ApiError::NotReady(_))) => is_whole = false,
                Err(error) => return Err(error),
            }
        }
        drop(unread);
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

/// The approvals after which something else was locked, followed entry by entry: however old a card
/// is, each entry is looked at once.
#[derive(Debug, Default)]
pub struct RedCards {
    upto: u64,
    open: BTreeMap<u64, (Millis, AfterFacts)>,
}

impl RedCards {
    async fn advance(&mut self, reader: &Reader) -> Result<(), EngineError> {
        let kinds = [KIND_AFTER_APPROVAL, KIND_CARD_SETTLED];
        loop {
            let entries = next(reader, &mut self.upto, &kinds).await?;
            if entries.is_empty() {
                return Ok(());
            }
            for entry in entries {
                if entry.kind == KIND_CARD_SETTLED {
                    let facts = serde_json::from_str::<CardSettledFacts>(&entry.facts);
                    if let Ok(CardSettledFacts { card, .. }) = facts {
                        self.open.retain(|entry, _| card_id(*entry) != card);
                    }
                    continue;
                }
                let facts: Option<AfterFacts> = serde_json::from_str(&entry.facts).ok();
                if let Some(facts) = facts.filter(|facts| facts.differs) {
                    let at = Millis(entry.recorded_ms);
                    self.open.insert(entry.sequence, (at, facts));
                }
            }
        }
    }

    /// Those that nobody has looked at, the oldest first.
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn told(&mut self, reader: &Reader) -> Result<Vec<RedCard>, EngineError> {
        self.advance(reader).await?;
        let mut found = Vec::new();
        for (entry, (at, facts)) in &self.open {
            found.push(RedCard {
                id: card_id(*entry),
                entry: *entry,
                at: *at,
                facts: facts.clone(),
                differences: entries::text_part(reader, *entry, PART_DIFFERENCES).await?,
            });
        }
        Ok(found)
    }
}

/// The approvals after which something else was locked, and that nobody has looked at, the oldest
/// first: all of the ledger is looked through.
///
/// # Errors
/// [`EngineError`].
pub async fn red_cards(reader: &Reader) -> Result<Vec<RedCard>, EngineError> {
    RedCards::default().told(reader).await
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
