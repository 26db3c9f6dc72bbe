//! The one table of a transaction's states: which follows which, by whom, and what it permits.

use crate::{ClientStatus, Course, SubjectKind, TransactionState, course};
use TransactionState::{
    AwaitingDeposit, AwaitingQuoteApproval, Cancelled, Completed, Expired, InProgress, None,
    Pending,
};
use serde::{Deserialize, Serialize};

/// Who moves a transaction on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mover {
    /// The partner, by itself.
    Cedar,
    /// The time that a quote or a deposit is waited for is over.
    Time,
    /// A person, by an action.
    Person(TransactionAction),
}

/// What a person can do to a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TransactionAction {
    /// Approves the quote, which locks the rate.
    ApproveQuote,
    /// Says that the deposit was made.
    ApproveDeposit,
    /// Ends it.
    Cancel,
}

impl TransactionAction {
    /// All three.
    pub const ALL: [Self; 3] = [Self::ApproveQuote, Self::ApproveDeposit, Self::Cancel];

    /// The words that people say.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::ApproveQuote => "Approve quote",
            Self::ApproveDeposit => "Approve deposit",
            Self::Cancel => "Cancel",
        }
    }
}

/// The way from the first state to the last. [`course`] counts its steps by it.
pub const PATH: [TransactionState; 6] = [
    None,
    Pending,
    AwaitingQuoteApproval,
    AwaitingDeposit,
    InProgress,
    Completed,
];

const BY_QUOTE: Mover = Mover::Person(TransactionAction::ApproveQuote);
const BY_DEPOSIT: Mover = Mover::Person(TransactionAction::ApproveDeposit);
const BY_CANCEL: Mover = Mover::Person(TransactionAction::Cancel);

/// Every move: from, who causes it, to. The path is documented; that cancelling works in every
/// state that is no end is observed, and that quotes and deposits expire by their word.
pub const TRANSITIONS: &[(TransactionState, Mover, TransactionState)] = &[
    (None, Mover::Cedar, Pending),
    (Pending, Mover::Cedar, AwaitingQuoteApproval),
    (AwaitingQuoteApproval, BY_QUOTE, AwaitingDeposit),
    (AwaitingDeposit, BY_DEPOSIT, InProgress),
    (InProgress, Mover::Cedar, Completed),
    (Pending, Mover::Time, Expired),
    (AwaitingQuoteApproval, Mover::Time, Expired),
    (AwaitingDeposit, Mover::Time, Expired),
    (None, BY_CANCEL, Cancelled),
    (Pending, BY_CANCEL, Cancelled),
    (AwaitingQuoteApproval, BY_CANCEL, Cancelled),
    (AwaitingDeposit, BY_CANCEL, Cancelled),
    (InProgress, BY_CANCEL, Cancelled),
];

impl TransactionState {
    /// What a person may do now. An unknown state and an end permit nothing.
    pub fn permits(self) -> impl Iterator<Item = TransactionAction> {
        let moves = TRANSITIONS.iter().filter(move |(from, _, _)| *from == self);
        moves.filter_map(|(_, mover, _)| match mover {
            Mover::Person(action) => Some(*action),
            Mover::Cedar | Mover::Time => Option::None,
        })
    }

    /// Whether a person may do this now.
    #[must_use]
    pub fn is_permitted(self, action: TransactionAction) -> bool {
        self.permits().any(|one| one == action)
    }
}

/// How the status `to` stands to the status `from` before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fit {
    /// It is the same.
    Same,
    /// It is the next, and this causes it.
    Next(Mover),
    /// It comes later on the path: these were passed by unseen.
    Skipped(Vec<TransactionState>),
    /// It stands before the earlier one.
    Backwards,
    /// It follows from no state like the earlier one.
    Sideways,
    /// One of the two is a word that is not known.
    NotKnown,
}

/// Compares two statuses of one transaction, of which `to` was told later.
#[must_use]
pub fn fit(from: &str, to: &str) -> Fit {
    if from == to {
        return Fit::Same;
    }
    match course(SubjectKind::Transaction, from, to) {
        Course::NotKnown => Fit::NotKnown,
        Course::Backwards => Fit::Backwards,
        Course::Sideways => Fit::Sideways,
        Course::Onward => onward(
            ClientStatus::read(from).state(),
            ClientStatus::read(to).state(),
        ),
    }
}

fn onward(from: TransactionState, to: TransactionState) -> Fit {
    let next = TRANSITIONS
        .iter()
        .find(|(one, _, other)| *one == from && *other == to);
    if let Some((_, mover, _)) = next {
        return Fit::Next(*mover);
    }
    let place = |state| PATH.iter().position(|one| *one == state);
    match (place(from), place(to)) {
        (Some(from), Some(to)) => {
            let between = PATH.iter().take(to).skip(from.saturating_add(1));
            Fit::Skipped(between.copied().collect())
        }
        _ => Fit::Skipped(Vec::new()),
    }
}

impl Fit {
    /// What is to be explained to a person; none where all is as it should be.
    #[must_use]
    pub fn explanation(&self, from: &str, to: &str) -> Option<String> {
        match self {
            Self::Same | Self::Next(_) => Option::None,
            Self::Skipped(between) => {
                let names: Vec<&str> = between.iter().map(|state| state.label()).collect();
                let passed = if names.is_empty() {
                    String::new()
                } else {
                    format!(" ({} was not seen)", names.join(", "))
                };
                Some(format!(
                    "It went from {from} to {to} at once{passed}. Either an announcement was lost, \
                     or somebody else moved it on."
                ))
            }
            Self::Backwards => Some(format!(
                "It went backwards, from {from} to {to}. The partner may have undone something; \
                 read it anew before anything else."
            )),
            Self::Sideways => Some(format!(
                "{to} does not follow from {from} in any known way. Ask the partner."
            )),
            Self::NotKnown => Some(format!(
                "{} is a status that this program does not know. Nothing can be done on it.",
                if ClientStatus::read(to).state() == TransactionState::Unrecognised {
                    to
                } else {
                    from
                }
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [TransactionState; 9] = [
        None,
        Pending,
        AwaitingQuoteApproval,
        AwaitingDeposit,
        InProgress,
        Completed,
        Cancelled,
        Expired,
        TransactionState::Unrecognised,
    ];

    #[test]
    fn every_state_but_an_unknown_one_is_reached_and_none_leaves_an_end() {
        for state in ALL {
            let is_reached = TRANSITIONS.iter().any(|(_, _, to)| *to == state);
            let leaves = TRANSITIONS.iter().any(|(from, _, _)| *from == state);
            let is_known = state != TransactionState::Unrecognised;
            assert_eq!(is_reached, is_known && state != None, "{state:?}");
            assert_eq!(leaves, is_known && !state.is_end(), "{state:?}");
        }
    }

    #[test]
    fn a_state_permits_its_own_actions_alone() {
        use TransactionAction::{ApproveDeposit, ApproveQuote, Cancel};
        let of = |state: TransactionState| state.permits().collect::<Vec<_>>();
        assert_eq!(of(AwaitingQuoteApproval), [ApproveQuote, Cancel]);
        assert_eq!(of(AwaitingDeposit), [ApproveDeposit, Cancel]);
        for state in [None, Pending, InProgress] {
            assert_eq!(of(state), [Cancel]);
        }
        for state in [
            Completed,
            Cancelled,
            Expired,
            TransactionState::Unrecognised,
        ] {
            assert_eq!(of(state), [], "{state:?}");
        }
    }

    #[test]
    fn each_move_of_the_table_goes_onward_by_the_course_of_states() {
        let word = |state| match state {
            None => "NONE",
            Pending => "OnOff_PENDING",
            AwaitingQuoteApproval => "OnOff_AWAITING_QUOTE_APPROVAL",
            AwaitingDeposit => "OnOff_AWAITING_DEPOSIT",
            InProgress => "OnOff_IN_PROGRESS",
            Completed => "OnOff_COMPLETED",
            Cancelled => "OnOff_CANCELED",
            Expired => "OnOff_EXPIRED",
            TransactionState::Unrecognised => "OnOff_ODD",
        };
        for (from, mover, to) in TRANSITIONS {
            assert_eq!(fit(word(*from), word(*to)), Fit::Next(*mover));
        }
        let skipped = fit("NONE", "OnOff_AWAITING_DEPOSIT");
        assert_eq!(skipped, Fit::Skipped(vec![Pending, AwaitingQuoteApproval]));
        let words = skipped
            .explanation("NONE", "OnOff_AWAITING_DEPOSIT")
            .unwrap();
        assert!(
            words.contains("Pending, Awaiting quote approval"),
            "{words}"
        );
        assert_eq!(fit("OnOff_COMPLETED", "OnOff_PENDING"), Fit::Backwards);
        assert_eq!(fit("OnOff_PENDING", "Receive_PENDING"), Fit::Sideways);
        assert_eq!(fit("OnOff_PENDING", "OnOff_ODD"), Fit::NotKnown);
        assert_eq!(fit("OnOff_ODD", "OnOff_ODD"), Fit::Same);
        let known = Fit::NotKnown
            .explanation("OnOff_PENDING", "OnOff_ODD")
            .unwrap();
        assert!(known.starts_with("OnOff_ODD"), "{known}");
    }
}
