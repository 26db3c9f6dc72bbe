//! Who may approve, as the ledger tells it: each enrolment and removal is signed, and follows the
//! rules before it.

mod signed;

pub(super) use signed::LastChange;

use super::{
    Stop,
    policies::{InForce, is_over},
    rules::{self, Rules},
    signatures,
};
use crate::{By, deed, settings::read_person};
use domain::{
    Environment, Millis,
    policy::{Staffing, Why, is_same_person},
    record::{
        KIND_OPERATORS_CHANGED, KIND_OPERATORS_PROPOSED, OperatorRecord, OperatorsChange,
        OperatorsFacts, SUBJECT_OPERATORS, Says, SignaturePart,
    },
};
use ledger::{Entry, Writer};
use signed::statement;
use signing::{OperatorKey, PublicKey};

/// The most operators of a profile.
pub const OPERATORS_MAX: usize = 50;

/// An operator of a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operator {
    /// The name: no other operator has it, whatever its blanks and case.
    pub name: String,
    /// The public key.
    pub key: PublicKey,
    /// The entry of the enrolment.
    pub entry: u64,
    /// When.
    pub since: Millis,
    /// Who enrolled this one; none of the first.
    pub by: Option<String>,
}

/// A change that a first person wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperatorsProposal {
    /// Its entry.
    pub entry: u64,
    /// When.
    pub at: Millis,
    /// Who wants it.
    pub by: String,
    /// That person's key.
    pub key: PublicKey,
    /// The change.
    pub change: OperatorsChange,
}

/// The operators in force, and what is proposed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Operators {
    /// Those enrolled now, the first first.
    pub in_force: Vec<Operator>,
    /// What is proposed and neither done nor, by the policy, too old.
    pub proposals: Vec<OperatorsProposal>,
}

/// Why a change of operators can't be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OperatorsError {
    /// There are some.
    #[error("there are operators already; one of them enrols the next")]
    NotFirst,
    /// There is none to sign it.
    #[error("nobody is enrolled yet; enrol the first alone, or the first two together")]
    NobodyYet,
    /// The first are one or two.
    #[error("the first are enrolled alone, or two together")]
    OneOrTwo,
    /// No name.
    #[error("a name is 1 to 64 characters on one line")]
    Name,
    /// The name is taken.
    #[error("an operator of the name {0:?} is enrolled; two are told apart by their names too")]
    NameTaken(String),
    /// The key is enrolled.
    #[error("this key is enrolled already, as that of {0}")]
    KeyTaken(String),
    /// No key.
    #[error("this is no public key of an operator")]
    Key,
    /// There is no such operator.
    #[error("{0} is no enrolled operator of this profile")]
    NoOperator(String),
    /// There are too many.
    #[error("a profile has at most {OPERATORS_MAX} operators")]
    TooMany,
    /// Two have to be left.
    #[error("the policy is for two or more: two operators have to be left")]
    TwoAreLeft,
    /// There is no such proposal any more.
    #[error("this proposal was done, or is too old; propose it again")]
    NoProposal,
}

impl Operators {
    /// The operator of this key.
    #[must_use]
    pub fn of_key(&self, key: &PublicKey) -> Option<&Operator> {
        self.in_force.iter().find(|one| one.key == *key)
    }

    /// Whether nobody is enrolled: then nothing is signed.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.in_force.is_empty()
    }

    fn has_room_for(&self, one: &OperatorRecord) -> Result<PublicKey, OperatorsError> {
        if read_person(&one.name).ok().as_deref() != Some(one.name.as_str()) {
            return Err(OperatorsError::Name);
        }
        let key = PublicKey::parse(&one.key).map_err(|_| OperatorsError::Key)?;
        for other in &self.in_force {
            if is_same_person(&other.name, &one.name) {
                return Err(OperatorsError::NameTaken(other.name.clone()));
            }
            if other.key == key {
                return Err(OperatorsError::KeyTaken(other.name.clone()));
            }
        }
        if self.in_force.len() >= OPERATORS_MAX {
            return Err(OperatorsError::TooMany);
        }
        Ok(key)
    }

    /// The operators after a change, if it can be.
    fn after(
        &self,
        change: &OperatorsChange,
        policy: Option<&InForce>,
        (entry, since, by): (u64, Millis, Option<&str>),
    ) -> Result<Vec<Operator>, OperatorsError> {
        let mut next = self.clone();
        let enrol = |next: &mut Self, one: &OperatorRecord| {
            let key = next.has_room_for(one)?;
            next.in_force.push(Operator {
                name: one.name.clone(),
                key,
                entry,
                since,
                by: by.map(str::to_owned),
            });
            Ok(())
        };
        match change {
            OperatorsChange::Found(_) if !self.is_empty() => return Err(OperatorsError::NotFirst),
            OperatorsChange::Found(first) => {
                if !(1..=2).contains(&first.len()) {
                    return Err(OperatorsError::OneOrTwo);
                }
                for one in first {
                    enrol(&mut next, one)?;
                }
            }
            OperatorsChange::Enrol(_) | OperatorsChange::Remove(_) if self.is_empty() => {
                return Err(OperatorsError::NobodyYet);
            }
            OperatorsChange::Enrol(one) => enrol(&mut next, one)?,
            OperatorsChange::Remove(one) => {
                let is_it =
                    |other: &Operator| other.name == one.name && other.key.to_string() == one.key;
                next.in_force.retain(|other| !is_it(other));
                if next.in_force.len() == self.in_force.len() {
                    return Err(OperatorsError::NoOperator(one.name.clone()));
                }
                if takes_two(policy) && next.in_force.len() < 2 {
                    return Err(OperatorsError::TwoAreLeft);
                }
            }
        }
        Ok(next.in_force)
    }
}

pub(super) fn takes_two(policy: Option<&InForce>) -> bool {
    policy.is_some_and(|one| one.policy.staffing == Staffing::TwoOrMore)
}

/// Those who become operators by a change: each signs it.
fn newcomers(change: &OperatorsChange) -> &[OperatorRecord] {
    match change {
        OperatorsChange::Found(first) => first,
        OperatorsChange::Enrol(one) => std::slice::from_ref(one),
        OperatorsChange::Remove(_) => &[],
    }
}

fn damaged(sequence: u64, why: impl std::fmt::Display) -> Stop {
    Stop::OperatorsDamaged(format!("entry {sequence} {why}"))
}

/// Takes the next entry of operators over; what it may not be stops everything.
pub(super) fn take(
    entry: &Entry,
    signatures: &[SignaturePart],
    rules: &mut Rules,
) -> Result<(), Stop> {
    let sequence = entry.sequence;
    let facts: Result<OperatorsFacts, _> = serde_json::from_str(&entry.facts);
    let facts = facts.map_err(|_| damaged(sequence, "is not understood"))?;
    let is_proposed = match entry.kind.as_str() {
        KIND_OPERATORS_PROPOSED => true,
        KIND_OPERATORS_CHANGED => false,
        _ => return Err(damaged(sequence, "is of another kind")),
    };
    let at = Millis(entry.recorded_ms);
    let policy = rules.policies.in_force.clone();
    let by = facts.by.as_deref();
    let origin = (sequence, at, by.filter(|_| !is_first(&facts.change)));
    let next = rules
        .operators
        .after(&facts.change, policy.as_ref(), origin);
    let next = next.map_err(|why| damaged(sequence, format!("can't be: {why}")))?;
    let (signer, is_bound) = signed::check(entry, signatures, &facts, rules)?;
    rules.last_change.follow(entry, is_bound);
    let Some(signer) = signer else {
        if is_proposed {
            return Err(damaged(sequence, "can't be a proposal"));
        }
        rules.operators.in_force = next;
        return Ok(());
    };
    if is_proposed {
        rules.operators.proposals.push(OperatorsProposal {
            entry: sequence,
            at,
            by: signer.name,
            key: signer.key,
            change: facts.change,
        });
        return Ok(());
    }
    if takes_two(policy.as_ref()) {
        let followed = follows(rules, &facts, policy.as_ref(), (&signer.key, at));
        followed.map_err(|why| damaged(sequence, why))?;
    }
    rules.operators.in_force = next;
    let done = facts.proposal;
    rules
        .operators
        .proposals
        .retain(|one| Some(one.entry) != done);
    Ok(())
}

const fn is_first(change: &OperatorsChange) -> bool {
    matches!(change, OperatorsChange::Found(_))
}

/// Whether a change is the very one that another operator proposed in time.
fn follows(
    rules: &Rules,
    facts: &OperatorsFacts,
    policy: Option<&InForce>,
    (signer, at): (&PublicKey, Millis),
) -> Result<(), &'static str> {
    let mut proposals = rules.operators.proposals.iter();
    let proposal = proposals.find(|one| Some(one.entry) == facts.proposal);
    let proposal = proposal.ok_or("was not proposed by another operator")?;
    if proposal.key == *signer
        || proposal.change != facts.change
        || rules.operators.of_key(&proposal.key).is_none()
    {
        return Err("was not proposed by another operator");
    }
    if policy.is_none_or(|policy| is_over(&policy.policy, proposal.at, at)) {
        return Err("was not confirmed in time");
    }
    Ok(())
}

/// What became of a wish for other operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OperatorsDone {
    /// It is so since this entry.
    Changed(u64),
    /// It waits for another operator; this entry is the proposal.
    Proposed(u64),
}

/// A change of who is an operator, wanted by a person.
#[derive(Debug)]
pub enum OperatorsWish<'a> {
    /// The first: one alone, or two together, each with a name and the new key.
    Found(Vec<(String, &'a OperatorKey)>),
    /// A further one.
    Enrol(String, &'a OperatorKey),
    /// One shall be none any more.
    Remove(PublicKey),
    /// What another operator proposed, by its entry.
    Confirm(u64),
}

fn record(name: &str, key: &OperatorKey) -> OperatorRecord {
    OperatorRecord {
        name: name.trim().to_owned(),
        key: key.public().to_string(),
    }
}

/// What is wished for, with the keys that join by it and the proposal that it follows.
type Asked<'a> = (OperatorsChange, Vec<&'a OperatorKey>, Option<u64>);

fn asked<'a>(wish: OperatorsWish<'a>, rules: &Rules) -> Result<Asked<'a>, OperatorsError> {
    Ok(match wish {
        OperatorsWish::Found(first) => {
            let records = first.iter().map(|(name, key)| record(name, key)).collect();
            let keys = first.into_iter().map(|(_, key)| key).collect();
            (OperatorsChange::Found(records), keys, None)
        }
        OperatorsWish::Enrol(name, key) => {
            let change = OperatorsChange::Enrol(record(&name, key));
            (change, vec![key], None)
        }
        OperatorsWish::Remove(key) => {
            let one = rules.operators.of_key(&key);
            let one = one.ok_or_else(|| OperatorsError::NoOperator(key.to_string()))?;
            let record = OperatorRecord {
                name: one.name.clone(),
                key: one.key.to_string(),
            };
            (OperatorsChange::Remove(record), Vec::new(), None)
        }
        OperatorsWish::Confirm(entry) => {
            let mut proposals = rules.operators.proposals.iter();
            let proposal = proposals.find(|one| one.entry == entry);
            let proposal = proposal.ok_or(OperatorsError::NoProposal)?;
            (proposal.change.clone(), Vec::new(), Some(entry))
        }
    })
}

/// Changes who is an operator, or proposes it where the policy in force takes two.
///
/// # Errors
/// [`Stop`]; nothing is written then.
pub(super) async fn change(
    writer: &Writer,
    environment: Environment,
    wish: OperatorsWish<'_>,
    (by, note): (&By, &str),
    now: Millis,
) -> Result<OperatorsDone, Stop> {
    let note = deed::words(note)?;
    let rules = rules::read(&writer.reader(), environment).await?;
    let (change, joining, proposal) = asked(wish, &rules)?;
    let policy = rules.policies.in_force.as_ref();
    let is_first = is_first(&change);
    let signer = match rules.identify(by) {
        _ if is_first => None,
        rules::Identity::Signs(operator) => Some(operator),
        rules::Identity::Unsigned(_) => return Err(OperatorsError::NobodyYet.into()),
        rules::Identity::Nobody => return Err(Stop::Refused(vec![Why::NotAnOperator])),
    };
    let name = match signer {
        Some(signer) => signer.name.clone(),
        None => names(&change),
    };
    let origin = (0, now, Some(name.as_str()));
    rules.operators.after(&change, policy, origin)?;
    let mut facts = OperatorsFacts {
        what: sentence(&change),
        by: Some(name),
        change,
        proposal,
    };
    let hash = signed::hash(&facts.change);
    let mut is_proposed = false;
    if takes_two(policy)
        && let Some(signer) = signer
    {
        is_proposed = proposal.is_none();
        if !is_proposed {
            let followed = follows(&rules, &facts, policy, (&signer.key, now));
            followed.map_err(|_| Stop::SecondPerson(vec![Why::AlwaysTwo]))?;
        }
    }
    let before = rules.last_change.leaf();
    let mut signed = Vec::new();
    for key in joining {
        let joins = statement(&rules, (Says::Joins, &hash), None, before);
        signed.push(joins.by(key, now)?);
    }
    if let Some(key) = by.key().filter(|_| !is_first) {
        let says = if is_proposed { Says::Wants } else { Says::Does };
        let does = statement(&rules, (says, &hash), facts.proposal, before);
        signed.push(does.by(key, now)?);
    }
    let kind = if is_proposed {
        facts.what = format!("Proposed, and not so yet: {}", facts.what);
        KIND_OPERATORS_PROPOSED
    } else {
        KIND_OPERATORS_CHANGED
    };
    let entry = deed::entry(kind, &[SUBJECT_OPERATORS], &facts, note, now)?;
    let entry = deed::append(writer, signatures::with(entry, &signed)?).await?;
    Ok(if is_proposed {
        OperatorsDone::Proposed(entry)
    } else {
        OperatorsDone::Changed(entry)
    })
}

fn names(change: &OperatorsChange) -> String {
    let names = newcomers(change).iter().map(|one| one.name.as_str());
    names.collect::<Vec<_>>().join(" and ")
}

/// What a change does, for a person.
#[must_use]
pub fn sentence(change: &OperatorsChange) -> String {
    match change {
        OperatorsChange::Found(first) if first.len() == 1 => {
            format!("{} was enrolled as the first operator.", names(change))
        }
        OperatorsChange::Found(_) => {
            format!(
                "{} were enrolled together as the first operators.",
                names(change)
            )
        }
        OperatorsChange::Enrol(one) => format!("{} was enrolled as an operator.", one.name),
        OperatorsChange::Remove(one) => format!("{} is no operator any more.", one.name),
    }
}

impl super::Core {
    /// Changes who is an operator, while nobody else decides.
    pub(super) async fn change_operators(
        &self,
        wish: OperatorsWish<'_>,
        by: &By,
        note: &str,
    ) -> Result<OperatorsDone, Stop> {
        let held = self.deciding.lock().await;
        let now = self.room.clock().now();
        let (writer, environment) = (self.room.writer(), self.room.environment());
        let changed = change(writer, environment, wish, (by, note), now).await;
        drop(held);
        changed
    }
}
