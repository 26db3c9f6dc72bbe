//! What the status of a merchant, receiver account or transaction means and permits, and who is
//! awaited.

use crate::{AccountStatus, KycStatus, TransactionState};

/// Who has to do something before a status changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WaitsFor {
    /// The people at this console.
    Us,
    /// The partner.
    Cedar,
    /// Nobody: it is an end, or this program does not know.
    Nobody,
}

impl KycStatus {
    /// The known ones: what waits for us, what waits for Cedar, what waits for nobody.
    pub const ORDER: [Self; 8] = [
        Self::ActionNeeded,
        Self::New,
        Self::Pending,
        Self::PendingReview,
        Self::UnderReview,
        Self::Valid,
        Self::Flagged,
        Self::Abandoned,
    ];

    /// What it means, in a sentence (documented, but for who acts next).
    #[must_use]
    pub const fn meaning(&self) -> &'static str {
        match self {
            Self::New => "Made, and not given to compliance yet: onboarding can be submitted.",
            Self::Pending => "Onboarding is not complete: it can be submitted.",
            Self::PendingReview => "Submitted. Its data are locked; it waits for compliance.",
            Self::UnderReview => "Compliance looks at it. Its data are locked until it answers.",
            Self::ActionNeeded => "Compliance asks for more: onboarding can be submitted again.",
            Self::Valid => "Approved: it may transact.",
            Self::Flagged => "Rejected by compliance: it may not transact.",
            Self::Abandoned => "Its onboarding was given up: it may not transact.",
            Self::Unrecognised(_) => {
                "This version does not know this status, so it permits nothing here."
            }
        }
    }

    /// What a person does next; none where nothing is to be done here.
    #[must_use]
    pub const fn next(&self) -> Option<&'static str> {
        match self {
            Self::New | Self::Pending => Some("Submit the onboarding."),
            Self::ActionNeeded => Some("Complete what is asked for, and submit again."),
            Self::PendingReview | Self::UnderReview => Some("Wait for compliance."),
            Self::Flagged | Self::Abandoned => {
                Some("Ask Cedar's support, which can set it back to Pending.")
            }
            Self::Valid | Self::Unrecognised(_) => None,
        }
    }

    /// Who is awaited.
    #[must_use]
    pub const fn waits_for(&self) -> WaitsFor {
        match self {
            Self::New | Self::Pending | Self::ActionNeeded => WaitsFor::Us,
            Self::PendingReview | Self::UnderReview => WaitsFor::Cedar,
            Self::Valid | Self::Flagged | Self::Abandoned | Self::Unrecognised(_) => {
                WaitsFor::Nobody
            }
        }
    }

    /// Whether onboarding can be submitted (documented).
    #[must_use]
    pub const fn may_submit(&self) -> bool {
        matches!(self, Self::New | Self::Pending | Self::ActionNeeded)
    }

    /// Whether its data can be changed: not while compliance reviews (documented). Of the other
    /// known ones nothing is said against it (assumed); of an unknown one nothing is known.
    #[must_use]
    pub const fn may_edit(&self) -> bool {
        !matches!(
            self,
            Self::PendingReview | Self::UnderReview | Self::Unrecognised(_)
        )
    }

    /// Whether it may transact (documented).
    #[must_use]
    pub const fn may_transact(&self) -> bool {
        matches!(self, Self::Valid)
    }
}

impl AccountStatus {
    /// The known ones: what waits for Cedar first.
    pub const ORDER: [Self; 4] = [Self::Pending, Self::Active, Self::Frozen, Self::Closed];

    /// What it means, in a sentence (observed, but for who acts next).
    #[must_use]
    pub const fn meaning(&self) -> &'static str {
        match self {
            Self::Pending => "Not approved yet: it can't be paid to before Cedar approves it.",
            Self::Active => "Approved: it can be paid to.",
            Self::Frozen => "Held by Cedar: it can't be paid to.",
            Self::Closed => "Ended: it can't be paid to.",
            Self::Unrecognised(_) => {
                "This version does not know this status, so it permits nothing here."
            }
        }
    }

    /// What a person does next; none where nothing is to be done here.
    #[must_use]
    pub const fn next(&self) -> Option<&'static str> {
        match self {
            Self::Pending => Some("Wait for Cedar's approval."),
            Self::Frozen => Some("Ask Cedar why it is held."),
            Self::Active | Self::Closed | Self::Unrecognised(_) => None,
        }
    }

    /// Who is awaited.
    #[must_use]
    pub const fn waits_for(&self) -> WaitsFor {
        match self {
            Self::Pending => WaitsFor::Cedar,
            Self::Active | Self::Frozen | Self::Closed | Self::Unrecognised(_) => WaitsFor::Nobody,
        }
    }

    /// Whether it may be used for a transaction (observed).
    #[must_use]
    pub const fn may_be_used(&self) -> bool {
        matches!(self, Self::Active)
    }

    /// Whether its data can be changed: a closed one's can't (assumed), an unknown one's neither.
    #[must_use]
    pub const fn may_edit(&self) -> bool {
        matches!(self, Self::Pending | Self::Active | Self::Frozen)
    }
}

impl TransactionState {
    /// The known ones: what waits for us, what waits for Cedar, what waits for nobody.
    pub const ORDER: [Self; 8] = [
        Self::AwaitingQuoteApproval,
        Self::AwaitingDeposit,
        Self::None,
        Self::Pending,
        Self::InProgress,
        Self::Completed,
        Self::Cancelled,
        Self::Expired,
    ];

    /// What it means, in a sentence (documented, but for the ends that are observed).
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::None => "Made, and not taken up by Cedar yet.",
            Self::Pending => "Cedar makes the quote.",
            Self::AwaitingQuoteApproval => {
                "The quote is there. Approving it locks the rate; deposit instructions follow."
            }
            Self::AwaitingDeposit => {
                "The rate is locked. The deposit is to be made as the instructions say, and then \
                 confirmed."
            }
            Self::InProgress => "The deposit was confirmed; Cedar pays out.",
            Self::Completed => "Paid out.",
            Self::Cancelled => "Cancelled: nothing will be paid out.",
            Self::Expired => "Its time was over before it was approved or deposited.",
            Self::Unrecognised => {
                "This version does not know this status, so it permits nothing here."
            }
        }
    }

    /// What a person does next; none where nothing is to be done here.
    #[must_use]
    pub const fn next(self) -> Option<&'static str> {
        match self {
            Self::AwaitingQuoteApproval => Some("Review the quote."),
            Self::AwaitingDeposit => Some("Make the deposit, then confirm it."),
            Self::None | Self::Pending => Some("Wait for the quote."),
            Self::InProgress => Some("Wait for the payout."),
            Self::Unrecognised => Some("Read it anew; if it stays, ask Cedar what it means."),
            Self::Completed | Self::Cancelled | Self::Expired => None,
        }
    }

    /// Who is awaited.
    #[must_use]
    pub const fn waits_for(self) -> WaitsFor {
        match self {
            Self::AwaitingQuoteApproval | Self::AwaitingDeposit => WaitsFor::Us,
            Self::None | Self::Pending | Self::InProgress => WaitsFor::Cedar,
            Self::Completed | Self::Cancelled | Self::Expired | Self::Unrecognised => {
                WaitsFor::Nobody
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::{MERCHANT_WORDS, RECEIVER_ACCOUNT_WORDS};

    #[test]
    fn each_known_status_has_its_place_in_the_order() {
        let mut words: Vec<&str> = KycStatus::ORDER.iter().map(KycStatus::word).collect();
        words.sort_unstable();
        let mut known = MERCHANT_WORDS;
        known.sort_unstable();
        assert_eq!(words, known);
        let waits: Vec<WaitsFor> = KycStatus::ORDER.iter().map(KycStatus::waits_for).collect();
        assert!(waits.is_sorted(), "{waits:?}");
        let accounts = AccountStatus::ORDER.map(|status| status.word().to_owned());
        assert_eq!(accounts, RECEIVER_ACCOUNT_WORDS);
    }

    #[test]
    fn what_can_be_submitted_can_be_edited_and_waits_for_us() {
        for status in KycStatus::ORDER {
            assert_eq!(status.may_submit(), status.waits_for() == WaitsFor::Us);
            assert!(!status.may_submit() || status.may_edit(), "{status}");
            assert!(status.waits_for() != WaitsFor::Cedar || !status.may_edit());
        }
    }

    #[test]
    fn what_a_person_approves_waits_for_us_and_what_cedar_moves_on_waits_for_cedar() {
        use crate::{Mover, TransactionAction::Cancel, transaction_path::TRANSITIONS};
        for state in TransactionState::ORDER {
            let of_us = state.permits().any(|action| action != Cancel);
            assert_eq!(state.waits_for() == WaitsFor::Us, of_us, "{state:?}");
            let moves = TRANSITIONS.iter().filter(|(from, _, _)| *from == state);
            let of_cedar = moves.clone().any(|(_, mover, _)| *mover == Mover::Cedar);
            assert_eq!(state.waits_for() == WaitsFor::Cedar, of_cedar, "{state:?}");
        }
        let waits = TransactionState::ORDER.map(TransactionState::waits_for);
        assert!(waits.is_sorted(), "{waits:?}");
    }

    #[test]
    fn an_unknown_status_permits_nothing() {
        let merchant = KycStatus::read("ON_HOLD");
        assert!(!merchant.may_submit() && !merchant.may_edit() && !merchant.may_transact());
        let account = AccountStatus::read("ON_HOLD");
        assert!(!account.may_be_used() && !account.may_edit());
    }
}
