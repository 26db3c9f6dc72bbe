//! A first person's word, a no, a not yet: what people say of an approval without sending anything.

use super::{
    Order, Stop,
    order::stop,
    rules::{Identity, Rules},
    signatures::{self, Signed},
};
use crate::{
    By,
    deed::{self, Doer},
    intents::IntentError,
};
use domain::{
    ActionId, Deed, Demand, Millis, Subject, TransactionAction,
    record::{
        ConfirmedFacts, KIND_CONFIRMED, KIND_PUT_OFF, PART_FACTS_HASH, PutOffFacts,
        SUBJECT_APPROVALS, Says, SignaturePart,
    },
};
use ledger::{EntryDraft, PartDraft, Reader};

/// A no, or a not yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PutOff {
    /// It shall not be approved.
    No,
    /// Not before this.
    Until(Millis),
}

/// What a person denies or postpones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotNow {
    /// The id under which it was pressed.
    pub id: ActionId,
    /// Which transaction.
    pub subject: Subject,
    /// What was to be done.
    pub action: TransactionAction,
    /// The status that was shown.
    pub status: String,
    /// The hash of what was shown.
    pub hash: String,
    /// No, or until when.
    pub what: PutOff,
    /// Why.
    pub reason: String,
}

pub(super) async fn is_new(reader: &Reader, id: &ActionId) -> Result<(), Stop> {
    let query = ledger::PageQuery {
        subject: Some(id.ledger_subject()),
        kinds: Vec::new(),
        from: ledger::From::After(0),
        limit: 1,
    };
    let page = reader
        .page(&query)
        .await
        .map_err(crate::EngineError::from)?;
    if page.entries.is_empty() {
        Ok(())
    } else {
        Err(Stop::IdUsed(id.clone()))
    }
}

pub(super) fn with_hash(mut entry: EntryDraft, hash: &str) -> EntryDraft {
    entry.parts.push(PartDraft {
        name: PART_FACTS_HASH.to_owned(),
        value: hash.as_bytes().to_vec(),
    });
    entry
}

/// A first person's signature of a word; none where nobody is enrolled.
pub(super) fn word(
    rules: &Rules,
    (facts, place, hash): (&ConfirmedFacts, &str, &str),
    by: &By,
    now: Millis,
) -> Result<Vec<SignaturePart>, Stop> {
    let (Identity::Signs(_), Some(key)) = (rules.identify(by), by.key()) else {
        return Ok(Vec::new());
    };
    let signed = Signed {
        ledger: rules.ledger(),
        says: Says::Wants,
        deed: facts.deed,
        action: Some(&facts.action),
        subject: place,
        facts: hash,
        bound: None,
        policy: rules.policy_entry(),
        confirms: None,
    };
    Ok(vec![signed.by(key, now)?])
}

impl super::Core {
    /// Takes a first person's word for the very facts that were shown: everything is looked at as
    /// before a press, and nothing is sent.
    pub(super) async fn confirm(&self, order: Order, by: &By) -> Result<u64, IntentError> {
        let reader = self.room.reader();
        let good = order.look(by).await?;
        is_new(&reader, &order.id_of_action).await.map_err(stop)?;
        match &good.demand {
            Demand::SecondPerson(_) => {}
            Demand::Allowed { .. } => return Err(stop(Stop::NoSecondNeeded)),
            Demand::Refused(why) => return Err(stop(Stop::Refused(why.clone()))),
        }
        let words = deed::words(&order.reason)?;
        let (deed, subject) = (Deed::Transaction(order.action), order.subject());
        let facts = ConfirmedFacts {
            what: format!(
                "{}: confirmed by a first person, for {} minutes. A second person approves it.",
                order.action.label(),
                good.policy.expires_after_minutes
            ),
            by: good.rules.identify(by).name().map(str::to_owned),
            action: order.id_of_action.clone(),
            deed,
            subject: Some(subject),
        };
        let place = subject.to_string();
        let on = Self::on(&order.id_of_action, &place);
        let on: Vec<&str> = on.iter().map(String::as_str).collect();
        let now = self.room.clock().now();
        let entry = deed::entry(KIND_CONFIRMED, &on, &facts, words, now)?;
        let hash = &good.approved.facts_hash;
        let entry = with_hash(entry, hash);
        let signed = word(&good.rules, (&facts, &place, hash), by, now).map_err(stop)?;
        let entry = signatures::with(entry, &signed).map_err(stop)?;
        let entry = deed::append(self.room.writer(), entry).await?;
        drop(good.deciding);
        Ok(entry)
    }

    pub(super) fn on(id: &ActionId, place: &str) -> [String; 3] {
        [
            SUBJECT_APPROVALS.to_owned(),
            id.ledger_subject(),
            place.to_owned(),
        ]
    }

    /// Writes down a no, or a not yet.
    pub(super) async fn put_off(&self, wish: NotNow, doer: Doer) -> Result<u64, Stop> {
        let words = deed::words(&wish.reason)?.ok_or(deed::DeedError::NoWords)?;
        let held = self.deciding.lock().await;
        is_new(&self.room.reader(), &wish.id).await?;
        let label = wish.action.label();
        let (what, until) = match wish.what {
            PutOff::No => (format!("{label}: denied."), None),
            PutOff::Until(until) => (
                format!("{label}: postponed to {}.", until.to_rfc3339()),
                Some(until),
            ),
        };
        let facts = PutOffFacts {
            what,
            by: doer.by,
            action: wish.id.clone(),
            deed: Deed::Transaction(wish.action),
            subject: wish.subject,
            status: wish.status,
            until,
        };
        let on = Self::on(&wish.id, &wish.subject.to_string());
        let on: Vec<&str> = on.iter().map(String::as_str).collect();
        let entry = deed::entry(KIND_PUT_OFF, &on, &facts, Some(words), doer.now)?;
        let entry = with_hash(entry, &wish.hash);
        let entry = deed::append(self.room.writer(), entry).await?;
        drop(held);
        Ok(entry)
    }
}
