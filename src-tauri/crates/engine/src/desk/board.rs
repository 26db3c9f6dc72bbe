//! The newest state of each object, read by read, and the states that do not fit. Pure.

use domain::{
    ClientStatus, KycStatus, Millis, Subject, SubjectKind, TransactionAction, fit, record::Shown,
};
use std::collections::{BTreeMap, BTreeSet};

/// An object that waits for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Which.
    pub subject: Subject,
    /// What is to be approved; none for a merchant of which more is asked for.
    pub action: Option<TransactionAction>,
    /// Its status word.
    pub status: String,
    /// When a read first showed this status.
    pub since: Millis,
    /// The newest read that shows it.
    pub entry: u64,
}

/// A state that does not follow from the one before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// The card's id.
    pub id: String,
    /// Whose.
    pub subject: Subject,
    /// When the read began that shows it.
    pub at: Millis,
    /// That read's entry.
    pub entry: u64,
    /// What happened, and what it may mean.
    pub what: String,
}

#[derive(Debug)]
struct Known {
    status: String,
    since: Millis,
    entry: u64,
}

/// All that reads showed.
#[derive(Debug, Default)]
pub struct Board {
    known: BTreeMap<Subject, Known>,
    misfits: BTreeMap<u64, Misfit>,
    settled: BTreeSet<String>,
    lookers: BTreeMap<Subject, (String, Millis)>,
}

impl Board {
    /// Takes what the next read shows of an object.
    pub fn take(&mut self, entry: u64, at: Millis, shown: Shown) {
        let Some(status) = shown.status else { return };
        if shown.subject.kind == SubjectKind::ReceiverAccount {
            return;
        }
        let Some(before) = self.known.get_mut(&shown.subject) else {
            if shown.subject.kind == SubjectKind::Transaction {
                self.unknown_word(entry, at, shown.subject, &status);
            }
            let since = at;
            let known = Known {
                status,
                since,
                entry,
            };
            self.known.insert(shown.subject, known);
            return;
        };
        before.entry = entry;
        if before.status == status {
            return;
        }
        let from = std::mem::replace(&mut before.status, status.clone());
        before.since = at;
        if shown.subject.kind == SubjectKind::Transaction
            && let Some(what) = fit(&from, &status).explanation(&from, &status)
        {
            self.misfit(entry, at, shown.subject, what);
        }
    }

    fn unknown_word(&mut self, entry: u64, at: Millis, subject: Subject, status: &str) {
        if ClientStatus::read(status).state() == domain::TransactionState::Unrecognised {
            let known = domain::status::TRANSACTION_NONE;
            if let Some(what) = domain::Fit::NotKnown.explanation(known, status) {
                self.misfit(entry, at, subject, what);
            }
        }
    }

    // An object has one card: its newest.
    fn misfit(&mut self, entry: u64, at: Millis, subject: Subject, what: String) {
        self.misfits.retain(|_, one| one.subject != subject);
        let id = format!("misfit-{}-{entry}", subject.number);
        let misfit = Misfit {
            id,
            subject,
            at,
            entry,
            what,
        };
        if !self.settled.contains(&misfit.id) {
            self.misfits.insert(entry, misfit);
        }
    }

    /// Takes a card that a person settled.
    pub fn settle(&mut self, card: &str) {
        self.misfits.retain(|_, one| one.id != card);
        self.settled.insert(card.to_owned());
    }

    /// Takes that a person had an object read.
    pub fn looked(&mut self, subject: Subject, by: &str, at: Millis) {
        self.lookers.insert(subject, (by.to_owned(), at));
    }

    /// Who had an object read last, and when.
    pub fn looker(&self, subject: Subject) -> Option<(String, Millis)> {
        self.lookers.get(&subject).cloned()
    }

    /// The newest read that shows an object.
    pub fn newest(&self, subject: Subject) -> Option<u64> {
        self.known.get(&subject).map(|known| known.entry)
    }

    /// The objects that wait for a person.
    pub fn waiting(&self) -> Vec<Waiting> {
        let all = self.known.iter().filter_map(|(subject, known)| {
            let action = match subject.kind {
                SubjectKind::Transaction => {
                    let state = ClientStatus::read(&known.status).state();
                    let mut permits = state.permits();
                    let action = permits.find(|one| *one != TransactionAction::Cancel);
                    Some(action?)
                }
                SubjectKind::Merchant => {
                    let status = KycStatus::read(&known.status);
                    if status != KycStatus::ActionNeeded {
                        return None;
                    }
                    None
                }
                SubjectKind::ReceiverAccount => return None,
            };
            Some(Waiting {
                subject: *subject,
                action,
                status: known.status.clone(),
                since: known.since,
                entry: known.entry,
            })
        });
        all.collect()
    }

    /// The states that do not fit and that nobody has looked at.
    pub fn misfits(&self) -> Vec<Misfit> {
        self.misfits.values().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(subject: &str, status: &str) -> Shown {
        Shown {
            subject: subject.parse().unwrap(),
            status: Some(status.to_owned()),
        }
    }

    fn board(reads: &[(&str, &str)]) -> Board {
        let mut board = Board::default();
        for (at, (subject, status)) in (1..).zip(reads) {
            board.take(
                at,
                Millis(i64::try_from(at).unwrap()),
                shown(subject, status),
            );
        }
        board
    }

    #[test]
    fn quotes_deposits_and_merchants_asked_for_more_wait_and_nothing_else_does() {
        let board = board(&[
            ("transaction:1", "OnOff_AWAITING_QUOTE_APPROVAL"),
            ("transaction:2", "Receive_AWAITING_DEPOSIT"),
            ("transaction:3", "OnOff_IN_PROGRESS"),
            ("merchant:1", "ACTION_NEEDED"),
            ("merchant:2", "VALID"),
            ("account:1", "PENDING"),
            ("transaction:1", "OnOff_AWAITING_QUOTE_APPROVAL"),
        ]);
        let waiting = board.waiting();
        let of: Vec<(String, Option<TransactionAction>, i64, u64)> = waiting
            .iter()
            .map(|one| (one.subject.to_string(), one.action, one.since.0, one.entry))
            .collect();
        assert_eq!(
            of,
            [
                ("merchant:1".to_owned(), None, 4, 4),
                (
                    "transaction:1".to_owned(),
                    Some(TransactionAction::ApproveQuote),
                    1,
                    7
                ),
                (
                    "transaction:2".to_owned(),
                    Some(TransactionAction::ApproveDeposit),
                    2,
                    2
                ),
            ]
        );
        assert!(board.misfits().is_empty());
    }

    #[test]
    fn what_is_skipped_goes_backwards_or_is_not_known_has_a_card_until_it_is_settled() {
        let words = |reads: &[(&str, &str)]| -> Vec<String> {
            let misfits = board(reads).misfits().into_iter();
            misfits.map(|one| one.what).collect()
        };
        let one = "transaction:1";
        let skipped = words(&[(one, "OnOff_PENDING"), (one, "OnOff_AWAITING_DEPOSIT")]);
        assert!(skipped[0].contains("Awaiting quote approval was not seen"));
        let back = words(&[(one, "OnOff_COMPLETED"), (one, "OnOff_PENDING")]);
        assert!(back[0].contains("backwards"));
        assert_eq!(words(&[(one, "OnOff_HELD")]).len(), 1);
        let odd = words(&[(one, "OnOff_PENDING"), (one, "OnOff_HELD")]);
        assert!(odd[0].starts_with("OnOff_HELD is a status"));
        let next = words(&[
            (one, "OnOff_PENDING"),
            (one, "OnOff_AWAITING_QUOTE_APPROVAL"),
        ]);
        assert!(next.is_empty());
        let mut board = board(&[(one, "OnOff_COMPLETED"), (one, "OnOff_PENDING")]);
        let card = board.misfits()[0].id.clone();
        board.settle(&card);
        assert!(board.misfits().is_empty());
    }
}
