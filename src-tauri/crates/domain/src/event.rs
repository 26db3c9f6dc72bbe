//! The four events that Cedar's webhooks announce.

use crate::SubjectKind;
use serde::{Deserialize, Serialize};

/// An event's name. The four names are documented; where the name stands in a payload is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum EventName {
    /// A merchant's KYC status changed.
    BusinessKycStatusChanged,
    /// A receiver account's status changed.
    BusinessExternalAccountStatusChanged,
    /// A transaction's status changed.
    BusinessRequestStatusChanged,
    /// A payout confirmation's status changed: tells when the document is available.
    BusinessRequestPayoutConfirmationStatusChanged,
}

impl EventName {
    /// All four.
    pub const ALL: [Self; 4] = [
        Self::BusinessKycStatusChanged,
        Self::BusinessExternalAccountStatusChanged,
        Self::BusinessRequestStatusChanged,
        Self::BusinessRequestPayoutConfirmationStatusChanged,
    ];

    /// The name on the wire (documented).
    #[must_use]
    pub const fn wire(self) -> &'static str {
        match self {
            Self::BusinessKycStatusChanged => "BusinessKycStatusChanged",
            Self::BusinessExternalAccountStatusChanged => "BusinessExternalAccountStatusChanged",
            Self::BusinessRequestStatusChanged => "BusinessRequestStatusChanged",
            Self::BusinessRequestPayoutConfirmationStatusChanged => {
                "BusinessRequestPayoutConfirmationStatusChanged"
            }
        }
    }

    /// The event of this wire name, or none if it is not one of the four.
    #[must_use]
    pub fn from_wire(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.wire() == name)
    }

    /// What it tells, in one sentence (documented).
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::BusinessKycStatusChanged => "A merchant's KYC status changed.",
            Self::BusinessExternalAccountStatusChanged => "A receiver account's status changed.",
            Self::BusinessRequestStatusChanged => "A transaction's status changed.",
            Self::BusinessRequestPayoutConfirmationStatusChanged => {
                "A payout confirmation's status changed: tells when the document is available."
            }
        }
    }

    /// What the event speaks of. A payout confirmation belongs to its transaction.
    #[must_use]
    pub const fn subject_kind(self) -> SubjectKind {
        match self {
            Self::BusinessKycStatusChanged => SubjectKind::Merchant,
            Self::BusinessExternalAccountStatusChanged => SubjectKind::ReceiverAccount,
            Self::BusinessRequestStatusChanged
            | Self::BusinessRequestPayoutConfirmationStatusChanged => SubjectKind::Transaction,
        }
    }
}
