//! The three kinds of transaction.

use serde::{Deserialize, Serialize};

/// What kind a transaction is, in the words that people say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TransactionKind {
    /// Crypto in, fiat out.
    Payout,
    /// Fiat in, fiat out.
    EndToEnd,
    /// Fiat is collected for a merchant.
    Collection,
}

impl TransactionKind {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Payout, Self::EndToEnd, Self::Collection];

    /// The words that people say.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Payout => "Payout",
            Self::EndToEnd => "End to end",
            Self::Collection => "Collection",
        }
    }
}
