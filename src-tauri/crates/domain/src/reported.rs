//! What the partner reports as an object's state: the known words, and any other as itself.

use crate::status::{TRANSACTION_NONE, TRANSACTION_PREFIXES};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Makes an enum of known words with a variant that keeps any other word.
macro_rules! reported {
    ($(#[$doc:meta])* $name:ident {
        $($(#[$variant_doc:meta])* $variant:ident $word:literal $label:literal;)*
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(from = "String", into = "String")]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
            /// A word that is not known: shown as itself, and nothing may be done on it.
            Unrecognised(String),
        }

        impl $name {
            /// Reads a word; none is refused.
            #[must_use]
            pub fn read(word: &str) -> Self {
                match word {
                    $($word => Self::$variant,)*
                    other => Self::Unrecognised(other.to_owned()),
                }
            }

            /// The word on the wire, letter by letter.
            #[must_use]
            pub fn word(&self) -> &str {
                match self {
                    $(Self::$variant => $word,)*
                    Self::Unrecognised(word) => word,
                }
            }

            /// What people say; an unknown word is itself.
            #[must_use]
            pub fn label(&self) -> &str {
                match self {
                    $(Self::$variant => $label,)*
                    Self::Unrecognised(word) => word,
                }
            }
        }

        impl From<String> for $name {
            fn from(word: String) -> Self {
                Self::read(&word)
            }
        }

        impl From<$name> for String {
            fn from(state: $name) -> Self {
                state.word().to_owned()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(self.word())
            }
        }
    };
}

reported! {
    /// A merchant's `kycStatus` (documented).
    KycStatus {
        /// Onboarding can be submitted.
        New "NEW" "New";
        /// Onboarding can be submitted.
        Pending "PENDING" "Pending";
        /// Locked; waits for compliance.
        PendingReview "PENDING_REVIEW" "Pending review";
        /// Locked.
        UnderReview "UNDER_REVIEW" "Under review";
        /// More is asked for; onboarding can be submitted.
        ActionNeeded "ACTION_NEEDED" "Action needed";
        /// May transact.
        Valid "VALID" "Approved";
        /// Refused by compliance.
        Flagged "FLAGGED" "Rejected";
        /// Given up.
        Abandoned "ABANDONED" "Abandoned";
    }
}

reported! {
    /// A receiver account's status (observed).
    AccountStatus {
        /// Not approved yet.
        Pending "PENDING" "Pending";
        /// May be used.
        Active "ACTIVE" "Active";
        /// Held.
        Frozen "FROZEN" "Frozen";
        /// Ended.
        Closed "CLOSED" "Closed";
    }
}

/// A transaction's `clientStatus`, kept as it was written, and its reading.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct ClientStatus {
    word: String,
    state: TransactionState,
}

/// Where a transaction stands, by the part of its `clientStatus` behind the prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TransactionState {
    /// `NONE`: it has no state yet.
    None,
    /// The quote is being made.
    Pending,
    /// A person approves the quote.
    AwaitingQuoteApproval,
    /// The deposit is made, and a person confirms it.
    AwaitingDeposit,
    /// The partner is at work.
    InProgress,
    /// Done.
    Completed,
    /// Ended: its word contains `CANCELED` or `CANCELLED` (observed).
    Cancelled,
    /// Ended: its word contains `EXPIRED` (observed).
    Expired,
    /// Not known: shown as its word, and nothing may be done on it.
    Unrecognised,
}

impl TransactionState {
    /// What people say.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::None => "None",
            Self::Pending => "Pending",
            Self::AwaitingQuoteApproval => "Awaiting quote approval",
            Self::AwaitingDeposit => "Awaiting deposit",
            Self::InProgress => "In progress",
            Self::Completed => "Completed",
            Self::Cancelled => "Cancelled",
            Self::Expired => "Expired",
            Self::Unrecognised => "Unrecognised",
        }
    }

    /// Whether it is an end. An unknown state is not known to be one.
    #[must_use]
    pub const fn is_end(self) -> bool {
        matches!(self, Self::Completed | Self::Cancelled | Self::Expired)
    }
}

impl ClientStatus {
    /// Reads a word; none is refused.
    #[must_use]
    pub fn read(word: &str) -> Self {
        let state = match split(word) {
            (None, TRANSACTION_NONE) => TransactionState::None,
            (None, _) => TransactionState::Unrecognised,
            (Some(_), "PENDING") => TransactionState::Pending,
            (Some(_), "AWAITING_QUOTE_APPROVAL") => TransactionState::AwaitingQuoteApproval,
            (Some(_), "AWAITING_DEPOSIT") => TransactionState::AwaitingDeposit,
            (Some(_), "IN_PROGRESS") => TransactionState::InProgress,
            (Some(_), "COMPLETED") => TransactionState::Completed,
            (Some(_), part) if part.contains("CANCELED") || part.contains("CANCELLED") => {
                TransactionState::Cancelled
            }
            (Some(_), part) if part.contains("EXPIRED") => TransactionState::Expired,
            (Some(_), _) => TransactionState::Unrecognised,
        };
        let word = word.to_owned();
        Self { word, state }
    }

    /// The word on the wire, letter by letter: `OnOff_PENDING`.
    #[must_use]
    pub fn word(&self) -> &str {
        &self.word
    }

    /// The known prefix, if there is one: `OnOff_`, `Receive_`.
    #[must_use]
    pub fn prefix(&self) -> Option<&'static str> {
        split(&self.word).0
    }

    /// What stands behind the prefix.
    #[must_use]
    pub fn part(&self) -> &str {
        split(&self.word).1
    }

    /// Where the transaction stands.
    #[must_use]
    pub const fn state(&self) -> TransactionState {
        self.state
    }

    /// What people say; an unknown word is itself.
    #[must_use]
    pub fn label(&self) -> &str {
        match self.state {
            TransactionState::Unrecognised => &self.word,
            known => known.label(),
        }
    }
}

fn split(word: &str) -> (Option<&'static str>, &str) {
    let mut known = TRANSACTION_PREFIXES.into_iter();
    known
        .find_map(|prefix| Some((Some(prefix), word.strip_prefix(prefix)?)))
        .unwrap_or((None, word))
}

impl From<String> for ClientStatus {
    fn from(word: String) -> Self {
        Self::read(&word)
    }
}

impl From<ClientStatus> for String {
    fn from(status: ClientStatus) -> Self {
        status.word
    }
}

impl fmt::Display for ClientStatus {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::{MERCHANT_WORDS, RECEIVER_ACCOUNT_WORDS};

    #[test]
    fn every_known_word_is_read_and_every_word_comes_back_as_it_was() {
        for word in MERCHANT_WORDS {
            let unknown = matches!(KycStatus::read(word), KycStatus::Unrecognised(_));
            assert!(!unknown, "{word}");
        }
        for word in RECEIVER_ACCOUNT_WORDS {
            let unknown = matches!(AccountStatus::read(word), AccountStatus::Unrecognised(_));
            assert!(!unknown, "{word}");
        }
        for word in ["VALID", "valid", "", "ON_HOLD", "OnOff_VALID"] {
            assert_eq!(KycStatus::read(word).word(), word);
            assert_eq!(AccountStatus::read(word).word(), word);
            assert_eq!(ClientStatus::read(word).word(), word);
        }
        assert_eq!(KycStatus::read("VALID").label(), "Approved");
        assert_eq!(KycStatus::read("ON_HOLD").label(), "ON_HOLD");
    }

    #[test]
    fn a_transaction_is_read_by_the_part_behind_its_prefix_and_not_without_one() {
        let state = |word: &str| ClientStatus::read(word).state();
        assert_eq!(state("NONE"), TransactionState::None);
        for prefix in TRANSACTION_PREFIXES {
            let of = |part: &str| state(&format!("{prefix}{part}"));
            assert_eq!(of("PENDING"), TransactionState::Pending);
            assert_eq!(of("AWAITING_DEPOSIT"), TransactionState::AwaitingDeposit);
            assert_eq!(of("CANCELED_BY_CLIENT"), TransactionState::Cancelled);
            assert_eq!(of("CANCELLED"), TransactionState::Cancelled);
            assert_eq!(of("QUOTE_EXPIRED"), TransactionState::Expired);
            assert_eq!(of("NONE"), TransactionState::Unrecognised);
            assert_eq!(of("HELD"), TransactionState::Unrecognised);
        }
        for unknown in ["PENDING", "COMPLETED", "onoff_PENDING", "Other_PENDING", ""] {
            assert_eq!(state(unknown), TransactionState::Unrecognised, "{unknown}");
        }
        let odd = ClientStatus::read("Receive_HELD");
        assert_eq!((odd.prefix(), odd.part()), (Some("Receive_"), "HELD"));
        assert_eq!(odd.label(), "Receive_HELD");
    }
}
