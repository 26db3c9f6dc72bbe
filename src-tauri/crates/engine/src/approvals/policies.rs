//! The policy in force, as the ledger tells it: every change follows the policy before it.

use super::{
    Stop,
    rules::{self, Identity, Rules},
    signatures::{self, Signed},
};
use crate::{By, deed};
use domain::{
    Deed, Environment, Millis, Policy,
    policy::{Staffing, Why, is_same_person},
    record::{
        KIND_POLICY_PROPOSED, KIND_POLICY_SET, PolicyFacts, SUBJECT_POLICY, Says, SignaturePart,
    },
};
use ledger::{Entry, Writer};
use signing::PublicKey;

/// A policy for two needs so many operators who can sign.
const OPERATORS_OF_TWO: usize = 2;

/// A policy, and the entry that set it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InForce {
    /// The policy.
    pub policy: Policy,
    /// Its entry; none for the one that a simulator's profile has from the start.
    pub entry: Option<u64>,
    /// When it was set.
    pub at: Option<Millis>,
    /// Who set it.
    pub by: Option<String>,
}

/// A policy that a first person wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Its entry.
    pub entry: u64,
    /// When.
    pub at: Millis,
    /// Who wants it.
    pub by: Option<String>,
    /// With which key that is signed.
    pub key: Option<PublicKey>,
    /// The policy.
    pub policy: Policy,
}

/// All that the ledger tells of policies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Policies {
    /// The one in force; none if none is set.
    pub in_force: Option<InForce>,
    /// The newest proposal since, if there is one.
    pub proposal: Option<Proposal>,
}

fn damaged(what: String) -> Stop {
    Stop::PolicyDamaged(what)
}

fn hash(policy: &Policy) -> String {
    // A plain record: it has a text.
    let text = serde_json::to_string(policy).unwrap_or_default();
    signatures::hash("partner-console policy 1", &text)
}

fn statement<'a>(
    rules: &'a Rules,
    says: Says,
    facts: &'a str,
    confirms: Option<u64>,
) -> Signed<'a> {
    Signed {
        ledger: rules.ledger(),
        says,
        deed: Deed::ChangePolicy,
        action: None,
        subject: SUBJECT_POLICY,
        facts,
        bound: None,
        policy: rules.policy_entry(),
        confirms,
    }
}

/// Takes the next entry of policies over; what it may not be stops everything.
pub(super) fn take(
    entry: &Entry,
    signatures: &[SignaturePart],
    rules: &mut Rules,
    proposals: &mut Vec<Proposal>,
) -> Result<(), Stop> {
    let sequence = entry.sequence;
    let facts: Result<PolicyFacts, _> = serde_json::from_str(&entry.facts);
    let facts = facts.map_err(|_| damaged(format!("entry {sequence} is not understood")))?;
    let at = Millis(entry.recorded_ms);
    let says = match entry.kind.as_str() {
        KIND_POLICY_PROPOSED => Says::Wants,
        KIND_POLICY_SET => Says::Does,
        _ => return Err(damaged(format!("entry {sequence} is of another kind"))),
    };
    let mut key = None;
    if !rules.operators.is_empty() {
        let hash = hash(&facts.policy);
        let signed = statement(rules, says, &hash, facts.proposal);
        let signer = rules.signer(&signed, signatures, entry, facts.by.as_deref());
        let signer = signer.map_err(|why| damaged(format!("entry {sequence} {why}")))?;
        key = Some(signer.key);
    }
    if says == Says::Wants {
        proposals.push(Proposal {
            entry: sequence,
            at,
            by: facts.by,
            key,
            policy: facts.policy,
        });
        return Ok(());
    }
    allows(rules, &facts, proposals, at)
        .map_err(|why| damaged(format!("entry {sequence} is no change that {why}")))?;
    rules.policies.in_force = Some(InForce {
        policy: facts.policy,
        entry: Some(sequence),
        at: Some(at),
        by: facts.by,
    });
    proposals.clear();
    Ok(())
}

/// Whether the rules before allow a change. The first policy may be set by anybody who can sign,
/// or by anybody where nobody is enrolled.
fn allows(
    rules: &Rules,
    facts: &PolicyFacts,
    proposals: &[Proposal],
    at: Millis,
) -> Result<(), &'static str> {
    if facts.policy.check().is_err() {
        return Err("can be a policy");
    }
    if has_too_few(rules, &facts.policy) {
        return Err("has two operators who can sign");
    }
    let Some(before) = &rules.policies.in_force else {
        return Ok(());
    };
    if before.policy.staffing == Staffing::OneOperator {
        return Ok(());
    }
    let proposal = facts.proposal.and_then(|entry| {
        let mut proposals = proposals.iter();
        proposals.find(|one| one.entry == entry)
    });
    let proposal = proposal.ok_or("another person proposed")?;
    let names = proposal.by.as_deref().zip(facts.by.as_deref());
    let is_another = names.is_some_and(|(one, other)| {
        !one.trim().is_empty() && !other.trim().is_empty() && !is_same_person(one, other)
    });
    let key = proposal.key.as_ref();
    let is_in_force = key.is_some_and(|key| rules.operators.of_key(key).is_some());
    if !is_another || !is_in_force || proposal.policy != facts.policy {
        return Err("another operator proposed");
    }
    if is_over(&before.policy, proposal.at, at) {
        return Err("was confirmed in time");
    }
    Ok(())
}

fn has_too_few(rules: &Rules, policy: &Policy) -> bool {
    policy.staffing == Staffing::TwoOrMore && rules.operators.in_force.len() < OPERATORS_OF_TWO
}

/// Whether a person's word from then does not count any more.
pub(super) const fn is_over(policy: &Policy, then: Millis, now: Millis) -> bool {
    let minutes = policy.expires_after_minutes;
    #[expect(clippy::as_conversions, reason = "u32 fits, and From is not const")]
    let span = (minutes as i64).saturating_mul(60_000);
    now.0.saturating_sub(then.0) > span
}

/// What became of a wish for another policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PolicyChange {
    /// It is in force since this entry.
    Set(u64),
    /// It waits for a second person; this entry is the proposal.
    Proposed(u64),
}

/// Sets a policy, or proposes it where the one in force asks for a second person. One that another
/// person proposed, word by word, is set.
///
/// # Errors
/// [`Stop`]; nothing is written then.
pub(super) async fn change(
    writer: &Writer,
    environment: Environment,
    policy: Policy,
    (by, note): (&By, &str),
    now: Millis,
) -> Result<PolicyChange, Stop> {
    policy.check()?;
    let note = deed::words(note)?;
    let rules = rules::read(&writer.reader(), environment).await?;
    let identity = rules.identify(by);
    if identity == Identity::Nobody {
        return Err(Stop::Refused(vec![Why::NotAnOperator]));
    }
    if has_too_few(&rules, &policy) {
        return Err(Stop::TooFewOperators);
    }
    let proposal = rules.policies.proposal.as_ref();
    let mut facts = PolicyFacts {
        what: sentence(&policy),
        by: identity.name().map(str::to_owned),
        policy,
        proposal: proposal.map(|one| one.entry),
    };
    let proposals: Vec<Proposal> = rules.policies.proposal.iter().cloned().collect();
    let is_allowed = allows(&rules, &facts, &proposals, now).is_ok();
    let takes_two = super::operators::takes_two(rules.policies.in_force.as_ref());
    if !is_allowed || !takes_two {
        facts.proposal = None;
    }
    let (kind, says) = if is_allowed {
        (KIND_POLICY_SET, Says::Does)
    } else {
        facts.what = format!("Proposed, and not in force: {}", facts.what);
        (KIND_POLICY_PROPOSED, Says::Wants)
    };
    let hash = hash(&facts.policy);
    let signed = match (identity, by.key()) {
        (Identity::Signs(_), Some(key)) => {
            vec![statement(&rules, says, &hash, facts.proposal).by(key, now)?]
        }
        _ => Vec::new(),
    };
    let entry = deed::entry(kind, &[SUBJECT_POLICY], &facts, note, now)?;
    let entry = deed::append(writer, signatures::with(entry, &signed)?).await?;
    Ok(if is_allowed {
        PolicyChange::Set(entry)
    } else {
        PolicyChange::Proposed(entry)
    })
}

fn sentence(policy: &Policy) -> String {
    let staffing = match policy.staffing {
        Staffing::OneOperator => "one operator",
        Staffing::TwoOrMore => "two operators or more",
    };
    let or_none = |amount: &Option<domain::Amount>| {
        let amount = amount.as_ref();
        amount.map_or_else(|| "no limit".to_owned(), ToString::to_string)
    };
    let limits = policy.limits.iter().map(|limit| {
        let (one, day) = (or_none(&limit.one), or_none(&limit.day));
        format!("{}: {one} for one, {day} in 24 hours", limit.currency)
    });
    let limits: Vec<String> = limits.collect();
    let limits = if limits.is_empty() {
        "no limits".to_owned()
    } else {
        limits.join("; ")
    };
    format!(
        "The approval policy: {staffing}; {limits}; who made a transaction {} approve it alone; a \
         word counts for {} minutes; characters of the account {} typed.",
        if policy.self_approval {
            "may"
        } else {
            "does not"
        },
        policy.expires_after_minutes,
        if policy.typing { "are" } else { "are not" }
    )
}
