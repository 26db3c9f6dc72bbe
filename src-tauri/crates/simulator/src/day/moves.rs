//! The moves that statuses make, and how likely each is.

/// From, to, and how likely it is beside the other moves from the same status.
pub type Move = (&'static str, &'static str, u32);

/// A merchant's KYC. The words are documented, their order is partly assumed.
#[rustfmt::skip]
pub const MERCHANT: &[Move] = &[
    ("NEW",            "PENDING",        20),
    ("PENDING",        "PENDING_REVIEW", 18),
    ("PENDING",        "ABANDONED",       2),
    ("PENDING_REVIEW", "UNDER_REVIEW",   20),
    ("UNDER_REVIEW",   "VALID",          12),
    ("UNDER_REVIEW",   "ACTION_NEEDED",   5),
    ("UNDER_REVIEW",   "FLAGGED",         3),
    ("ACTION_NEEDED",  "PENDING_REVIEW", 18),
    ("ACTION_NEEDED",  "ABANDONED",       2),
];

/// A receiver account. The words are observed, their order is assumed.
#[rustfmt::skip]
pub const RECEIVER_ACCOUNT: &[Move] = &[
    ("PENDING", "ACTIVE", 19),
    ("PENDING", "CLOSED",  1),
    ("ACTIVE",  "FROZEN",  8),
    ("ACTIVE",  "CLOSED",  2),
    ("FROZEN",  "ACTIVE",  8),
    ("FROZEN",  "CLOSED",  2),
];

/// A transaction, by the part behind the prefix. The path is documented, its other ends observed.
#[rustfmt::skip]
pub const TRANSACTION: &[Move] = &[
    ("PENDING",                 "AWAITING_QUOTE_APPROVAL", 19),
    ("PENDING",                 "CANCELED",                 1),
    ("AWAITING_QUOTE_APPROVAL", "AWAITING_DEPOSIT",        17),
    ("AWAITING_QUOTE_APPROVAL", "CANCELED",                 1),
    ("AWAITING_QUOTE_APPROVAL", "EXPIRED",                  2),
    ("AWAITING_DEPOSIT",        "IN_PROGRESS",             17),
    ("AWAITING_DEPOSIT",        "CANCELED",                 2),
    ("AWAITING_DEPOSIT",        "EXPIRED",                  1),
    ("IN_PROGRESS",             "COMPLETED",               20),
];

/// A payout confirmation. That one word contains `ARRIVED` is observed; the rest is assumed.
#[rustfmt::skip]
pub const CONFIRMATION: &[Move] = &[
    ("PENDING", "TELEX_ARRIVED", 1),
];

/// Whether a status has a move to another.
#[must_use]
pub fn allowed(moves: &[Move], from: &str, to: &str) -> bool {
    moves
        .iter()
        .any(|(start, end, _)| *start == from && *end == to)
}

/// Whether no move leads out of a status.
#[must_use]
pub fn is_end(moves: &[Move], status: &str) -> bool {
    moves.iter().all(|(from, _, _)| *from != status)
}

/// The next status, by the moves' weights; none from an end.
pub(crate) fn next(moves: &[Move], from: &str, rng: &mut fastrand::Rng) -> Option<&'static str> {
    let out = moves.iter().filter(|(start, _, _)| *start == from);
    let total: u32 = out.clone().map(|(_, _, weight)| *weight).sum();
    if total == 0 {
        return None;
    }
    let mut left = rng.u32(0..total);
    for (_, to, weight) in out {
        if left < *weight {
            return Some(to);
        }
        left = left.saturating_sub(*weight);
    }
    None
}
