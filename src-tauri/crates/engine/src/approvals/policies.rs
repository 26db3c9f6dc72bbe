//! The policy in force, as the ledger tells it: every change follows the policy before it.

use super::Stop;
use crate::{
    EngineError,
    deed::{self, Doer},
};
use domain::{
    Environment, Millis, Policy,
    policy::{Staffing, is_same_person},
    record::{KIND_POLICY_PROPOSED, KIND_POLICY_SET, PolicyFacts, SUBJECT_POLICY},
};
use ledger::{Entry, From, PAGE_ENTRIES_MAX, PageQuery, Reader, Writer};

/// A policy, and the entry that set it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InForce {
    /// The policy.
    pub policy: Policy,
    /// Its entry; none for the one that a simulator's profile has from the start.
    pub entry: Option<u64>,
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

/// Reads the policies from their first entry on. Each entry is whole, none is left out, and each
/// change is one that the policy before it allows; otherwise nothing is in force.
///
/// # Errors
/// [`Stop::PolicyDamaged`], [`Stop::Read`].
pub async fn read(reader: &Reader, environment: Environment) -> Result<Policies, Stop> {
    let mut found = Policies::default();
    if environment == Environment::Simulator {
        found.in_force = Some(InForce {
            policy: Policy::for_one(),
            entry: None,
        });
    }
    let mut proposals: Vec<Proposal> = Vec::new();
    let mut next = 1_u64;
    let mut from = From::After(0);
    loop {
        let page = reader
            .page(&PageQuery {
                subject: Some(SUBJECT_POLICY.to_owned()),
                kinds: Vec::new(),
                from,
                limit: PAGE_ENTRIES_MAX,
            })
            .await
            .map_err(EngineError::from)?;
        for entry in &page.entries {
            follows(entry, next)?;
            next = next.saturating_add(1);
            take(entry, &mut found, &mut proposals)?;
        }
        match page.entries.last().filter(|_| page.more) {
            Some(last) => from = From::After(last.sequence),
            None => break,
        }
    }
    found.proposal = proposals.pop();
    Ok(found)
}

/// That an entry is whole, and the next of its subject.
fn follows(entry: &Entry, next: u64) -> Result<(), Stop> {
    if entry.damage.is_some() {
        return Err(damaged(format!("entry {} was changed", entry.sequence)));
    }
    let mut subjects = entry.subjects.iter();
    let own = subjects.find(|one| one.name == SUBJECT_POLICY);
    if own.is_none_or(|own| own.number != next) {
        return Err(damaged(format!(
            "an entry is left out before entry {}",
            entry.sequence
        )));
    }
    Ok(())
}

fn take(entry: &Entry, found: &mut Policies, proposals: &mut Vec<Proposal>) -> Result<(), Stop> {
    let sequence = entry.sequence;
    let facts: Result<PolicyFacts, _> = serde_json::from_str(&entry.facts);
    let facts = facts.map_err(|_| damaged(format!("entry {sequence} is not understood")))?;
    let at = Millis(entry.recorded_ms);
    match entry.kind.as_str() {
        KIND_POLICY_PROPOSED => proposals.push(Proposal {
            entry: sequence,
            at,
            by: facts.by,
            policy: facts.policy,
        }),
        KIND_POLICY_SET => {
            allows(found.in_force.as_ref(), &facts, proposals, at)
                .map_err(|why| damaged(format!("entry {sequence} is no change that {why}")))?;
            found.in_force = Some(InForce {
                policy: facts.policy,
                entry: Some(sequence),
            });
            proposals.clear();
        }
        _ => return Err(damaged(format!("entry {sequence} is of another kind"))),
    }
    Ok(())
}

/// Whether the policy before allows a change. The first policy may be set by anybody.
fn allows(
    before: Option<&InForce>,
    facts: &PolicyFacts,
    proposals: &[Proposal],
    at: Millis,
) -> Result<(), &'static str> {
    if facts.policy.check().is_err() {
        return Err("can be a policy");
    }
    let Some(before) = before else { return Ok(()) };
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
    if !is_another || proposal.policy != facts.policy {
        return Err("another person proposed");
    }
    if is_over(&before.policy, proposal.at, at) {
        return Err("was confirmed in time");
    }
    Ok(())
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
    note: &str,
    doer: Doer,
) -> Result<PolicyChange, Stop> {
    policy.check()?;
    let note = deed::words(note)?;
    let before = read(&writer.reader(), environment).await?;
    let proposal = before.proposal.as_ref();
    let mut facts = PolicyFacts {
        what: sentence(&policy),
        by: doer.by,
        policy,
        proposal: proposal.map(|one| one.entry),
    };
    let proposals: Vec<Proposal> = before.proposal.iter().cloned().collect();
    let is_allowed = allows(before.in_force.as_ref(), &facts, &proposals, doer.now).is_ok();
    let takes_two = before
        .in_force
        .as_ref()
        .is_some_and(|one| one.policy.staffing == Staffing::TwoOrMore);
    if !is_allowed || !takes_two {
        facts.proposal = None;
    }
    let kind = if is_allowed {
        KIND_POLICY_SET
    } else {
        if facts.by.as_deref().is_none_or(|by| by.trim().is_empty()) {
            return Err(Stop::Refused(vec![domain::policy::Why::Nobody]));
        }
        facts.what = format!("Proposed, and not in force: {}", facts.what);
        KIND_POLICY_PROPOSED
    };
    let entry = deed::entry(kind, &[SUBJECT_POLICY], &facts, note, doer.now)?;
    let entry = deed::append(writer, entry).await?;
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
