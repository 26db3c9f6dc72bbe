//! The course of a state: which status may follow which, by the order that Cedar documents.

use crate::{
    AccountStatus, ClientStatus, KycStatus, SubjectKind, TransactionState, transaction_path::PATH,
};

/// How a status stands to the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// It is the same, or may follow.
    Onward,
    /// It stands before the earlier one.
    Backwards,
    /// It follows from no state like the earlier one: another end, another kind of transaction.
    Sideways,
    /// One of the two is a word whose place is not known.
    NotKnown,
}

/// A status by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// A step on the way; a later one has a higher number. Two with the same number may follow
    /// each other either way.
    Step(u8),
    /// Nothing follows it.
    End,
}

/// How the status `to` stands to the status `from` of the same object. A step may be left out,
/// since a delivery may be lost.
#[must_use]
pub fn course(kind: SubjectKind, from: &str, to: &str) -> Course {
    if from == to {
        return Course::Onward;
    }
    if kind == SubjectKind::Transaction
        && let Some(before) = ClientStatus::read(from).prefix()
        && let Some(after) = ClientStatus::read(to).prefix()
        && before != after
    {
        return Course::Sideways;
    }
    match (place(kind, from), place(kind, to)) {
        (None, _) | (_, None) => Course::NotKnown,
        (Some(Place::Step(before)), Some(Place::Step(after))) if after < before => {
            Course::Backwards
        }
        (Some(Place::Step(_)), Some(_)) => Course::Onward,
        (Some(Place::End), Some(Place::Step(_))) => Course::Backwards,
        (Some(Place::End), Some(Place::End)) => Course::Sideways,
    }
}

/// Whether a word's place is known. One whose place is not, such as a payout confirmation's, says
/// nothing of what may follow.
#[must_use]
pub fn has_place(kind: SubjectKind, word: &str) -> bool {
    place(kind, word).is_some()
}

fn place(kind: SubjectKind, word: &str) -> Option<Place> {
    match kind {
        SubjectKind::Merchant => merchant(word),
        SubjectKind::ReceiverAccount => receiver_account(word),
        SubjectKind::Transaction => transaction(ClientStatus::read(word).state()),
    }
}

// Compliance may look again and ask again before it answers. That support can set a merchant back
// to PENDING is documented, and is a step backwards all the same: a person knows of it, or looks.
fn merchant(word: &str) -> Option<Place> {
    match KycStatus::read(word) {
        KycStatus::New => Some(Place::Step(0)),
        KycStatus::Pending => Some(Place::Step(1)),
        KycStatus::PendingReview | KycStatus::UnderReview | KycStatus::ActionNeeded => {
            Some(Place::Step(2))
        }
        KycStatus::Valid => Some(Place::Step(3)),
        KycStatus::Flagged | KycStatus::Abandoned => Some(Place::End),
        KycStatus::Unrecognised(_) => None,
    }
}

// That a frozen account can be active again is assumed.
fn receiver_account(word: &str) -> Option<Place> {
    match AccountStatus::read(word) {
        AccountStatus::Pending => Some(Place::Step(0)),
        AccountStatus::Active | AccountStatus::Frozen => Some(Place::Step(1)),
        AccountStatus::Closed => Some(Place::End),
        AccountStatus::Unrecognised(_) => None,
    }
}

fn transaction(state: TransactionState) -> Option<Place> {
    if state.is_end() {
        return Some(Place::End);
    }
    let step = PATH.iter().position(|one| *one == state)?;
    u8::try_from(step).ok().map(Place::Step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_documented_way_goes_onward_from_step_to_step_and_over_a_step_that_was_missed() {
        let ways: [(SubjectKind, &[&str]); 5] = [
            (
                SubjectKind::Merchant,
                &[
                    "NEW",
                    "PENDING",
                    "PENDING_REVIEW",
                    "UNDER_REVIEW",
                    "VALID",
                    "FLAGGED",
                ],
            ),
            (
                SubjectKind::Merchant,
                &["UNDER_REVIEW", "ACTION_NEEDED", "ABANDONED"],
            ),
            (
                SubjectKind::ReceiverAccount,
                &["PENDING", "ACTIVE", "FROZEN", "CLOSED"],
            ),
            (
                SubjectKind::Transaction,
                &[
                    "NONE",
                    "OnOff_PENDING",
                    "OnOff_AWAITING_QUOTE_APPROVAL",
                    "OnOff_AWAITING_DEPOSIT",
                    "OnOff_IN_PROGRESS",
                    "OnOff_COMPLETED",
                ],
            ),
            (
                SubjectKind::Transaction,
                &["Receive_AWAITING_DEPOSIT", "Receive_CANCELED"],
            ),
        ];
        for (kind, way) in ways {
            for (at, from) in way.iter().enumerate() {
                for to in &way[at..] {
                    assert_eq!(course(kind, from, to), Course::Onward, "{from} → {to}");
                }
            }
        }
        let freed = course(SubjectKind::ReceiverAccount, "FROZEN", "ACTIVE");
        assert_eq!(freed, Course::Onward);
    }

    #[test]
    fn a_status_that_goes_back_leaves_its_end_or_changes_its_kind_is_told() {
        use Course::{Backwards, Sideways};
        use SubjectKind::{Merchant, ReceiverAccount, Transaction};
        for (kind, from, to, wanted) in [
            (
                Transaction,
                "OnOff_IN_PROGRESS",
                "OnOff_AWAITING_DEPOSIT",
                Backwards,
            ),
            (
                Transaction,
                "OnOff_COMPLETED",
                "OnOff_IN_PROGRESS",
                Backwards,
            ),
            (Transaction, "OnOff_COMPLETED", "OnOff_CANCELLED", Sideways),
            (
                Transaction,
                "OnOff_QUOTE_EXPIRED",
                "OnOff_COMPLETED",
                Sideways,
            ),
            (
                Transaction,
                "OnOff_PENDING",
                "Receive_IN_PROGRESS",
                Sideways,
            ),
            (Merchant, "FLAGGED", "VALID", Backwards),
            (Merchant, "VALID", "PENDING", Backwards),
            (Merchant, "FLAGGED", "ABANDONED", Sideways),
            (ReceiverAccount, "CLOSED", "ACTIVE", Backwards),
        ] {
            assert_eq!(course(kind, from, to), wanted, "{from} → {to}");
        }
    }

    #[test]
    fn a_word_that_nobody_documented_is_judged_by_nobody() {
        for kind in SubjectKind::ALL {
            assert_eq!(course(kind, "ON_HOLD", "VALID"), Course::NotKnown);
            assert_eq!(course(kind, "OnOff_PENDING", "OnOff_ODD"), Course::NotKnown);
        }
    }
}
