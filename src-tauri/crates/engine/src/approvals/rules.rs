//! Who may approve what, as the ledger tells it from its first entry on: policies and operators, in
//! the order in which they were set.

use super::{
    Stop,
    operators::{self, LastChange, Operator, Operators},
    policies::{self, InForce, Policies, is_over},
    signatures::Signed,
};
use crate::{By, EngineError};
use domain::{
    Environment, Millis, Policy,
    record::{DeedFacts, PART_SIGNATURES, SUBJECT_OPERATORS, SUBJECT_POLICY, SignaturePart},
};
use ledger::{Entry, From, PAGE_ENTRIES_MAX, PageQuery, Reader};
use std::collections::BTreeMap;

/// A change of the rules, done or proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleChange {
    /// Its entry.
    pub entry: u64,
    /// When.
    pub at: Millis,
    /// By whom.
    pub by: Option<String>,
    /// What it is, in a sentence.
    pub what: String,
    /// Whether it is signed.
    pub is_signed: bool,
}

/// Policies and operators of one profile. By default there are none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rules {
    /// The policies.
    pub policies: Policies,
    /// The operators.
    pub operators: Operators,
    /// Every change, the oldest first.
    pub history: Vec<RuleChange>,
    pub(super) last_change: LastChange,
    ledger: String,
}

/// As whom a person is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Identity<'a> {
    /// Nobody is enrolled: a name, and nothing is signed.
    Unsigned(Option<&'a str>),
    /// An operator, whose key is unlocked.
    Signs(&'a Operator),
    /// Operators are enrolled, and this is none of them, or is locked.
    Nobody,
}

impl<'a> Identity<'a> {
    /// The name that counts.
    #[must_use]
    pub fn name(&self) -> Option<&'a str> {
        match self {
            Self::Unsigned(name) => *name,
            Self::Signs(operator) => Some(&operator.name),
            Self::Nobody => None,
        }
    }
}

impl Rules {
    /// The ledger's identity, as it is signed.
    pub(super) fn ledger(&self) -> &str {
        &self.ledger
    }

    /// The entry of the policy in force.
    #[must_use]
    pub fn policy_entry(&self) -> Option<u64> {
        self.policies.in_force.as_ref().and_then(|one| one.entry)
    }

    /// As whom a person is taken here.
    #[must_use]
    pub fn identify<'a>(&'a self, by: &'a By) -> Identity<'a> {
        if self.operators.is_empty() {
            return Identity::Unsigned(by.name());
        }
        let operator = by
            .key()
            .and_then(|key| self.operators.of_key(&key.public()));
        operator.map_or(Identity::Nobody, Identity::Signs)
    }

    /// The operator who signed an entry, under the name that it says.
    pub(super) fn signer(
        &self,
        signed: &Signed<'_>,
        signatures: &[SignaturePart],
        entry: &Entry,
        by: Option<&str>,
    ) -> Result<&Operator, &'static str> {
        let mut operators = self.operators.in_force.iter();
        let is_by = |one: &&Operator| {
            let mut parts = signatures.iter();
            Some(one.name.as_str()) == by
                && parts.any(|part| signed.is_by(&one.key, part, entry.recorded_ms))
        };
        operators
            .find(is_by)
            .ok_or("is not signed by an operator of its time")
    }

    /// Of what is proposed, only what still counts at a time.
    #[must_use]
    pub fn at(mut self, now: Millis) -> Self {
        let Some(in_force) = &self.policies.in_force else {
            return self;
        };
        let policy = &in_force.policy;
        let fresh = |at: Millis| !is_over(policy, at, now);
        self.operators.proposals.retain(|one| fresh(one.at));
        self.policies.proposal = self.policies.proposal.filter(|one| fresh(one.at));
        self
    }
}

/// Reads policies and operators from their first entry on. Each entry is whole, none is left out,
/// each is signed as it has to be, and each change is one that the rules before it allow; otherwise
/// nothing is in force.
///
/// # Errors
/// [`Stop::PolicyDamaged`], [`Stop::OperatorsDamaged`], [`Stop::Read`].
pub async fn read(reader: &Reader, environment: Environment) -> Result<Rules, Stop> {
    let identity = reader.identity().await.map_err(EngineError::from)?;
    let first = (environment == Environment::Simulator).then(|| InForce {
        policy: Policy::for_one(),
        entry: None,
        at: None,
        by: None,
    });
    let mut rules = Rules {
        policies: Policies {
            in_force: first,
            proposal: None,
        },
        operators: Operators::default(),
        history: Vec::new(),
        last_change: LastChange::default(),
        ledger: hex::encode(identity),
    };
    let mut entries = whole(reader, SUBJECT_POLICY, Stop::PolicyDamaged).await?;
    let operators = whole(reader, SUBJECT_OPERATORS, Stop::OperatorsDamaged).await?;
    entries.extend(operators);
    entries.sort_by_key(|(entry, _)| entry.sequence);
    let mut proposals = Vec::new();
    for (entry, signatures) in &entries {
        if is_on(entry, SUBJECT_POLICY) {
            policies::take(entry, signatures, &mut rules, &mut proposals)?;
        } else {
            operators::take(entry, signatures, &mut rules)?;
        }
        let facts: Option<DeedFacts> = serde_json::from_str(&entry.facts).ok();
        rules.history.extend(facts.map(|facts| RuleChange {
            entry: entry.sequence,
            at: Millis(entry.recorded_ms),
            by: facts.by,
            what: facts.what,
            is_signed: !signatures.is_empty(),
        }));
    }
    rules.policies.proposal = proposals.pop();
    Ok(rules)
}

fn is_on(entry: &Entry, subject: &str) -> bool {
    entry.subjects.iter().any(|one| one.name == subject)
}

type Whole = Vec<(Entry, Vec<SignaturePart>)>;

/// Every entry of a subject with its signatures, if none of them was changed or left out.
async fn whole(reader: &Reader, subject: &str, damaged: fn(String) -> Stop) -> Result<Whole, Stop> {
    let mut found = Vec::new();
    let mut next = 1_u64;
    let mut from = From::After(0);
    loop {
        let query = PageQuery {
            subject: Some(subject.to_owned()),
            kinds: Vec::new(),
            from,
            limit: PAGE_ENTRIES_MAX,
        };
        let page = reader.page(&query).await.map_err(EngineError::from)?;
        let mut signatures = signatures(reader, &page.entries).await?;
        let last = page.entries.last().map(|last| last.sequence);
        for entry in page.entries {
            follows(&entry, subject, next).map_err(damaged)?;
            next = next.saturating_add(1);
            let own = signatures.remove(&entry.sequence).unwrap_or_default();
            found.push((entry, own));
        }
        match last.filter(|_| page.more) {
            Some(last) => from = From::After(last),
            None => return Ok(found),
        }
    }
}

async fn signatures(
    reader: &Reader,
    entries: &[Entry],
) -> Result<BTreeMap<u64, Vec<SignaturePart>>, Stop> {
    let sequences: Vec<u64> = entries.iter().map(|entry| entry.sequence).collect();
    let parts = reader.parts(&sequences, Some(PART_SIGNATURES)).await;
    let parts = parts.map_err(EngineError::from)?.into_iter();
    let read = parts
        .filter(|part| part.damage.is_none())
        .filter_map(|part| {
            let list = serde_json::from_slice(&part.value?).ok()?;
            Some((part.sequence, list))
        });
    Ok(read.collect())
}

/// That an entry is whole, and the next of its subject.
fn follows(entry: &Entry, subject: &str, next: u64) -> Result<(), String> {
    if entry.damage.is_some() {
        return Err(format!("entry {} was changed", entry.sequence));
    }
    let mut subjects = entry.subjects.iter();
    let own = subjects.find(|one| one.name == subject);
    if own.is_none_or(|own| own.number != next) {
        let sequence = entry.sequence;
        return Err(format!("an entry is left out before entry {sequence}"));
    }
    Ok(())
}
