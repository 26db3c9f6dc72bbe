//! Status words as the wire spells them, and which kind of object uses which.

use crate::SubjectKind;

/// KYC states of a merchant (documented).
pub const MERCHANT_WORDS: [&str; 8] = [
    "NEW",
    "PENDING",
    "PENDING_REVIEW",
    "UNDER_REVIEW",
    "ACTION_NEEDED",
    "VALID",
    "FLAGGED",
    "ABANDONED",
];

/// States of a receiver account (observed).
pub const RECEIVER_ACCOUNT_WORDS: [&str; 4] = ["PENDING", "ACTIVE", "FROZEN", "CLOSED"];

/// Prefixes of a transaction's `clientStatus`: payout and end to end share the first
/// (documented), collections have the second (documented in part).
pub const TRANSACTION_PREFIXES: [&str; 2] = ["OnOff_", "Receive_"];

/// A transaction's state before it has one (documented).
pub const TRANSACTION_NONE: &str = "NONE";

/// The kinds of object that a status word fits. A word that none is known to use fits all three:
/// nothing unknown is guessed at.
#[must_use]
pub fn kinds_using(word: &str) -> Vec<SubjectKind> {
    let mut kinds = Vec::new();
    if MERCHANT_WORDS.contains(&word) {
        kinds.push(SubjectKind::Merchant);
    }
    if RECEIVER_ACCOUNT_WORDS.contains(&word) {
        kinds.push(SubjectKind::ReceiverAccount);
    }
    // A payout confirmation's states are not known but for one, which contains ARRIVED (observed).
    // PENDING is too plain a word for it to be left out.
    if word == TRANSACTION_NONE
        || word == "PENDING"
        || word.contains("ARRIVED")
        || TRANSACTION_PREFIXES
            .iter()
            .any(|prefix| word.starts_with(prefix))
    {
        kinds.push(SubjectKind::Transaction);
    }
    if kinds.is_empty() {
        SubjectKind::ALL.to_vec()
    } else {
        kinds
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_two_kinds_share_fits_both_and_an_unknown_one_fits_all() {
        assert_eq!(kinds_using("VALID"), [SubjectKind::Merchant]);
        assert_eq!(kinds_using("ACTIVE"), [SubjectKind::ReceiverAccount]);
        assert_eq!(kinds_using("OnOff_PENDING"), [SubjectKind::Transaction]);
        assert_eq!(kinds_using("Receive_COMPLETED"), [SubjectKind::Transaction]);
        assert_eq!(kinds_using("PENDING"), SubjectKind::ALL);
        assert_eq!(kinds_using("ON_HOLD"), SubjectKind::ALL);
    }
}
