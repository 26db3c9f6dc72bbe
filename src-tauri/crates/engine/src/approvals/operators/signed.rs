//! What is signed of a change of operators: the change, and the state of operators before it, so
//! that what was signed once is no change a second time.

use super::{Operator, damaged, is_first, newcomers};
use crate::approvals::{
    Stop,
    rules::Rules,
    signatures::{self, Signed},
};
use domain::{
    Deed,
    record::{
        KIND_OPERATORS_PROPOSED, OperatorsChange, OperatorsFacts, SUBJECT_OPERATORS, Says,
        SignaturePart,
    },
};
use ledger::Entry;
use signing::PublicKey;

/// The newest change of operators so far, done or proposed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LastChange {
    leaf: Option<String>,
    is_bound: bool,
}

impl LastChange {
    /// What the next change binds: the hash of this one's entry; none before the first.
    pub fn leaf(&self) -> Option<&str> {
        self.leaf.as_deref()
    }

    /// Goes on to the next change. `is_bound` says whether it binds the one before it.
    pub fn follow(&mut self, entry: &Entry, is_bound: bool) {
        self.leaf = Some(hex::encode(entry.leaf_hash));
        self.is_bound |= is_bound;
    }
}

pub fn hash(change: &OperatorsChange) -> String {
    // A plain record: it has a text.
    let text = serde_json::to_string(change).unwrap_or_default();
    signatures::hash("partner-console operators 1", &text)
}

/// What is signed of a change that follows `before`.
pub fn statement<'a>(
    rules: &'a Rules,
    (says, facts): (Says, &'a str),
    confirms: Option<u64>,
    before: Option<&'a str>,
) -> Signed<'a> {
    Signed {
        ledger: rules.ledger(),
        says,
        deed: Deed::ChangeOperators,
        action: None,
        subject: SUBJECT_OPERATORS,
        facts,
        bound: before,
        policy: rules.policy_entry(),
        confirms,
    }
}

/// Who signed a change, if all signed it who have to, and whether they bound the change before it.
/// The first sign for themselves: then there is nobody.
pub fn check(
    entry: &Entry,
    signatures: &[SignaturePart],
    facts: &OperatorsFacts,
    rules: &Rules,
) -> Result<(Option<Operator>, bool), Stop> {
    let last = &rules.last_change;
    let checked = signer(entry, signatures, facts, (rules, last.leaf()));
    // Earlier versions bound nothing. Their entries stand before all that are bound.
    if checked.is_err()
        && !last.is_bound
        && let Ok(signer) = signer(entry, signatures, facts, (rules, None))
    {
        return Ok((signer, false));
    }
    Ok((checked?, last.leaf().is_some()))
}

fn signer(
    entry: &Entry,
    signatures: &[SignaturePart],
    facts: &OperatorsFacts,
    (rules, before): (&Rules, Option<&str>),
) -> Result<Option<Operator>, Stop> {
    let sequence = entry.sequence;
    let hash = hash(&facts.change);
    // Who comes in by a proposal signed that.
    if facts.proposal.is_none() {
        let joins = statement(rules, (Says::Joins, &hash), None, before);
        for one in newcomers(&facts.change) {
            let key = PublicKey::parse(&one.key);
            let key = key.map_err(|why| damaged(sequence, why))?;
            let mut found = signatures.iter();
            if !found.any(|part| joins.is_by(&key, part, entry.recorded_ms)) {
                return Err(damaged(sequence, format!("is not signed by {}", one.name)));
            }
        }
    }
    if is_first(&facts.change) {
        return Ok(None);
    }
    let says = match entry.kind.as_str() {
        KIND_OPERATORS_PROPOSED => Says::Wants,
        _ => Says::Does,
    };
    let signed = statement(rules, (says, &hash), facts.proposal, before);
    let signer = rules.signer(&signed, signatures, entry, facts.by.as_deref());
    let signer = signer.map_err(|why| damaged(sequence, why))?;
    Ok(Some(signer.clone()))
}
