//! Why nothing was sent.

use super::{Difference, Freeze, OperatorsError, Typed};
use crate::{
    EngineError,
    deed::DeedError,
    flows::{Duplicates, NotPermitted},
};
use domain::{
    ActionId, TransactionAction,
    policy::{PolicyError, Why},
};

/// Why nothing was sent. Nothing was changed either.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// The terms, the merchant or the account do not permit it.
    #[error("it can't be made: {}", list(.0))]
    NotPermitted(Vec<NotPermitted>),
    /// One like it was made.
    #[error("the same amount from the same merchant to the same account was asked for or made in \
             the last 24 hours ({} times); say that you want it again", .0.like.len())]
    Duplicate(Duplicates),
    /// What was shown can't be found in the ledger, or is not what the window says it showed.
    #[error("what was shown can't be relied on ({0}); open it again")]
    NotShown(&'static str),
    /// What was shown is too old.
    #[error("what was shown is older than {0} minutes; open it again")]
    TooOld(u32),
    /// What was typed is wrong.
    #[error("what was typed is not {0}")]
    Typed(Typed),
    /// A reason has to be typed.
    #[error("a reason has to be typed: {}", .0.join("; "))]
    ReasonNeeded(Vec<String>),
    /// What is now is not what was shown.
    #[error("it is not as it was shown any more: {}", list(.0))]
    Differs(Vec<Difference>),
    /// Its state does not permit it.
    #[error("{} is not possible while it is {status}", .action.label())]
    NotInThisState {
        /// What was to be done.
        action: TransactionAction,
        /// Its status.
        status: String,
    },
    /// A field without which nothing is approved.
    #[error("{0} is missing or is not understood, and nothing is approved without it")]
    Unread(&'static str),
    /// Approvals are frozen.
    #[error("approvals are frozen: {}", list(.0))]
    Frozen(Vec<Freeze>),
    /// No policy is set.
    #[error("no approval policy is set for this profile; set one first")]
    NoPolicy,
    /// The policy can't be relied on.
    #[error("the approval policy can't be relied on: {0}")]
    PolicyDamaged(String),
    /// The operators can't be relied on.
    #[error("the list of operators can't be relied on: {0}")]
    OperatorsDamaged(String),
    /// A policy for two or more needs two who can sign.
    #[error("a policy for two operators or more needs two enrolled operators; enrol them first")]
    TooFewOperators,
    /// A change of operators can't be.
    #[error(transparent)]
    Operators(#[from] OperatorsError),
    /// A policy can't be.
    #[error(transparent)]
    Policy(#[from] PolicyError),
    /// The policy says no.
    #[error("the policy does not allow it: {}", list(.0))]
    Refused(Vec<Why>),
    /// A second person has to confirm the very same first.
    #[error("a second person is needed: {}", list(.0))]
    SecondPerson(Vec<Why>),
    /// Nobody else is needed, so there is nothing to confirm.
    #[error("no second person is needed for it: approve it")]
    NoSecondNeeded,
    /// The one who proposed it has to be another.
    #[error("there is no proposal by another person that still counts")]
    NoProposal,
    /// It took too long, again and again.
    #[error("the API took too long to read it: what was read is too old to be acted on")]
    TooSlow,
    /// A deposit's report is missing or not understood.
    #[error("{0}")]
    Report(&'static str),
    /// The id was used for something else.
    #[error("the same was asked for before ({0}); look on the timeline what became of it")]
    IdUsed(ActionId),
    /// It could not be stored, or the words are too many.
    #[error(transparent)]
    Deed(#[from] DeedError),
    /// The ledger could not be read.
    #[error(transparent)]
    Read(#[from] EngineError),
}

pub(super) fn list<T: std::fmt::Display>(all: &[T]) -> String {
    let all: Vec<String> = all.iter().map(ToString::to_string).collect();
    all.join("; ")
}
