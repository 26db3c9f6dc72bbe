//! The ways that statuses go, and how often each way is taken.

use crate::chance::Chance;

/// A move from one status to another, and its weight among the moves from there.
pub type Move = (&'static str, &'static str, u64);

/// A merchant's KYC status (documented states; the order of moves is assumed).
pub const MERCHANT: &[Move] = &[
    ("NEW", "PENDING", 1),
    ("PENDING", "PENDING_REVIEW", 1),
    ("PENDING_REVIEW", "UNDER_REVIEW", 1),
    ("UNDER_REVIEW", "VALID", 8),
    ("UNDER_REVIEW", "ACTION_NEEDED", 2),
    ("UNDER_REVIEW", "FLAGGED", 1),
    ("ACTION_NEEDED", "PENDING_REVIEW", 4),
    ("ACTION_NEEDED", "ABANDONED", 1),
];

/// A receiver account's status (observed states; the order of moves is assumed).
pub const RECEIVER_ACCOUNT: &[Move] = &[
    ("PENDING", "ACTIVE", 1),
    ("ACTIVE", "FROZEN", 1),
    ("FROZEN", "CLOSED", 1),
];

/// A transaction's status behind its prefix (documented).
pub const TRANSACTION: &[Move] = &[
    ("PENDING", "AWAITING_QUOTE_APPROVAL", 1),
    ("AWAITING_QUOTE_APPROVAL", "AWAITING_DEPOSIT", 8),
    ("AWAITING_QUOTE_APPROVAL", "EXPIRED", 1),
    ("AWAITING_QUOTE_APPROVAL", "CANCELED", 1),
    ("AWAITING_DEPOSIT", "IN_PROGRESS", 8),
    ("AWAITING_DEPOSIT", "CANCELED", 1),
    ("IN_PROGRESS", "COMPLETED", 1),
];

/// A payout confirmation's status (one value is observed to contain ARRIVED).
pub const PAYOUT_CONFIRMATION: &[Move] = &[("REQUESTED", "DOCUMENT_ARRIVED", 1)];

/// A status that follows this one; none if it is an end.
pub fn next(moves: &[Move], from: &str, chance: &mut Chance) -> Option<&'static str> {
    let open: Vec<&Move> = moves.iter().filter(|(start, ..)| *start == from).collect();
    let total = open.iter().map(|(.., weight)| weight).sum();
    let mut left = chance.below(total);
    open.into_iter()
        .find(|(.., weight)| {
            let here = left < *weight;
            left = left.saturating_sub(*weight);
            here
        })
        .map(|(_, to, _)| *to)
}
