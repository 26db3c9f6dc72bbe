//! The business's words as the window spells them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! mirrored {
    ($(#[$doc:meta])* $name:ident { $($variant:ident),* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
        #[serde(rename_all = "snake_case")]
        #[ts(export)]
        pub enum $name {
            $(#[doc = concat!("As `domain::", stringify!($name), "::", stringify!($variant), "`.")]
            $variant),*
        }

        impl std::convert::From<domain::$name> for $name {
            fn from(ours: domain::$name) -> Self {
                match ours {
                    $(domain::$name::$variant => Self::$variant),*
                }
            }
        }

        impl std::convert::From<$name> for domain::$name {
            fn from(theirs: $name) -> Self {
                match theirs {
                    $($name::$variant => Self::$variant),*
                }
            }
        }
    };
}

pub(crate) use mirrored;

mirrored!(
    /// What a profile's server is.
    Environment { Live, Sandbox, Simulator }
);
mirrored!(
    /// How far a thing shown may be trusted.
    Mark { Received, HashMatches, Confirmed, Contradicted, Refused, Gap }
);
mirrored!(
    /// What kind of thing has a timeline.
    SubjectKind { Merchant, ReceiverAccount, Transaction }
);
mirrored!(
    /// The three kinds of transaction.
    TransactionKind { Payout, EndToEnd, Collection }
);
mirrored!(
    /// What a person can do to a transaction.
    TransactionAction { ApproveQuote, ApproveDeposit, Cancel }
);

/// The event `stale`: answers to these queries may have changed; ask again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Stale {
    /// Names of queries from the command table.
    pub queries: Vec<String>,
}
