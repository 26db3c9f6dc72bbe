//! Whether an object can have gone on from one status to another: then neither is a lie.

use crate::{AccountStatus, Course, KycStatus, SubjectKind, course};

/// How a status that was told stands to one that is shown later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Succession {
    /// They are the same, letter by letter.
    Same,
    /// The object has gone on since, in the order of its states.
    Overtaken,
    /// The object does not go from the one to the other.
    Otherwise,
}

/// Compares a status that a delivery told with the one that a later read shows.
///
/// It is overtaken where the read's may follow it by the [`course`] of states. A decision (a
/// merchant that is approved, an account that is active or frozen) is not: that it was taken back
/// must be told by an event, or else an old one that was sent again would look like news.
#[must_use]
pub fn succession(kind: SubjectKind, told: &str, shown: &str) -> Succession {
    if told == shown {
        return Succession::Same;
    }
    match course(kind, told, shown) {
        Course::Onward if !is_decision(kind, told) => Succession::Overtaken,
        Course::Onward | Course::Backwards | Course::Sideways | Course::NotKnown => {
            Succession::Otherwise
        }
    }
}

fn is_decision(kind: SubjectKind, word: &str) -> bool {
    match kind {
        SubjectKind::Merchant => KycStatus::read(word) == KycStatus::Valid,
        SubjectKind::ReceiverAccount => {
            matches!(
                AccountStatus::read(word),
                AccountStatus::Active | AccountStatus::Frozen
            )
        }
        SubjectKind::Transaction => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_overtaken_by_a_later_one_and_an_end_by_none() {
        let of = |told, shown| succession(SubjectKind::Transaction, told, shown);
        assert_eq!(of("OnOff_PENDING", "OnOff_PENDING"), Succession::Same);
        assert_eq!(of("NONE", "OnOff_PENDING"), Succession::Overtaken);
        assert_eq!(
            of("OnOff_PENDING", "OnOff_COMPLETED"),
            Succession::Overtaken
        );
        assert_eq!(
            of("OnOff_IN_PROGRESS", "OnOff_CANCELLED"),
            Succession::Overtaken
        );
        for (told, shown) in [
            ("OnOff_COMPLETED", "OnOff_IN_PROGRESS"),
            ("OnOff_COMPLETED", "OnOff_CANCELLED"),
            ("OnOff_PENDING", "Receive_COMPLETED"),
            ("OnOff_HELD", "OnOff_COMPLETED"),
            ("OnOff_PENDING", "OnOff_HELD"),
        ] {
            assert_eq!(of(told, shown), Succession::Otherwise, "{told} {shown}");
        }
    }

    #[test]
    fn a_decision_on_a_merchant_or_account_is_not_overtaken_by_another() {
        let merchant = |told, shown| succession(SubjectKind::Merchant, told, shown);
        assert_eq!(merchant("PENDING", "VALID"), Succession::Overtaken);
        assert_eq!(merchant("VALID", "FLAGGED"), Succession::Otherwise);
        assert_eq!(merchant("VALID", "PENDING"), Succession::Otherwise);
        let account = |told, shown| succession(SubjectKind::ReceiverAccount, told, shown);
        assert_eq!(account("PENDING", "ACTIVE"), Succession::Overtaken);
        assert_eq!(account("ACTIVE", "FROZEN"), Succession::Otherwise);
        assert_eq!(account("ON_HOLD", "ACTIVE"), Succession::Otherwise);
    }
}
