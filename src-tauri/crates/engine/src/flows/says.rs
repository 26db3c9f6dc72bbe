//! What a read says of what was done to a transaction and whose answer was lost. Pure.

use crate::intents::Says;
use domain::{TransactionAction, TransactionState, transaction_path::PATH};
use partner_api::{
    Field, Fields, Operation, WireTime,
    wire::{WireObject, transaction::Transaction},
};

/// What a person does by this operation to a transaction; none if it does nothing to one.
pub fn action_of(operation: Operation) -> Option<TransactionAction> {
    let kind = operation.kind()?;
    let of = [
        (
            Operation::approve_quote(kind),
            TransactionAction::ApproveQuote,
        ),
        (
            Operation::approve_deposit(kind),
            TransactionAction::ApproveDeposit,
        ),
        (
            Operation::cancel_transaction(kind),
            TransactionAction::Cancel,
        ),
    ];
    of.into_iter()
        .find_map(|(one, action)| (one == operation).then_some(action))
}

/// What the transaction as it is now says of an action whose answer was lost. It is judged by the
/// state, and by the date that the action leaves behind (documented names).
pub fn says(operation: Operation, before: &str, now: &[Fields]) -> Says {
    let (Some(action), [now]) = (action_of(operation), now) else {
        return Says::Neither;
    };
    let read = |json: &str| Transaction::read(json).ok();
    let (Some(before), Some(now)) = (read(before), read(&now.to_json())) else {
        return Says::Neither;
    };
    let state = now.status.state();
    match action {
        TransactionAction::ApproveQuote => by_date(
            &before.quote_approved(),
            &now.quote_approved(),
            state,
            TransactionState::AwaitingQuoteApproval,
        ),
        TransactionAction::ApproveDeposit => by_date(
            &before.deposit_approved(),
            &now.deposit_approved(),
            state,
            TransactionState::AwaitingDeposit,
        ),
        TransactionAction::Cancel => match state {
            TransactionState::Cancelled => Says::Done,
            TransactionState::Unrecognised => Says::Neither,
            TransactionState::None
            | TransactionState::Pending
            | TransactionState::AwaitingQuoteApproval
            | TransactionState::AwaitingDeposit
            | TransactionState::InProgress
            | TransactionState::Completed
            | TransactionState::Expired => Says::AsBefore,
        },
    }
}

fn by_date(
    before: &Field<WireTime>,
    now: &Field<WireTime>,
    state: TransactionState,
    waits: TransactionState,
) -> Says {
    let place = |one: TransactionState| PATH.iter().position(|state| *state == one);
    if before.read().is_none() && now.read().is_some() {
        return Says::Done;
    }
    match (place(state), place(waits)) {
        (Some(is), Some(waits)) if is > waits => Says::Done,
        (Some(_), _) if !now.is_unread() => Says::AsBefore,
        // Ended without it, if the partner says so: no date is told where one would be.
        (None, _) if state.is_end() && matches!(now, Field::Null) => Says::AsBefore,
        _ => Says::Neither,
    }
}

/// What moves by itself while a quote waits, and tells nothing of an action.
const MOVES: [&str; 3] = ["lastUpdateTime", "fromAmount", "rate"];

/// What has to be the same at two reads in a row, before they are believed that something did not
/// happen; none where nothing was done to a transaction.
pub fn seen(operation: Operation, now: &[Fields]) -> Option<String> {
    action_of(operation)?;
    let [now] = now else { return None };
    let members = now.extra(&MOVES);
    let mut members: Vec<String> = members
        .map(|(name, raw)| format!("{name:?}:{raw}"))
        .collect();
    members.sort_unstable();
    Some(members.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::TransactionKind;

    fn read(status: &str, quote: &str, deposit: &str) -> String {
        format!(
            r#"{{"businessRequestId":7,"clientStatus":"OnOff_{status}",
                "quoteApprovedDate":{quote},"depositApprovedDate":{deposit}}}"#
        )
    }

    fn of(operation: Operation, before: &str, now: &str) -> Says {
        says(operation, before, &[Fields::parse(now.as_bytes()).unwrap()])
    }

    #[test]
    fn an_approval_is_told_by_its_date_or_a_later_state_and_not_by_an_end_alone() {
        let quote = Operation::approve_quote(TransactionKind::Payout);
        let waits = read("AWAITING_QUOTE_APPROVAL", "null", "null");
        for (status, date, wanted) in [
            ("AWAITING_QUOTE_APPROVAL", "null", Says::AsBefore),
            ("PENDING", "null", Says::AsBefore),
            ("AWAITING_QUOTE_APPROVAL", "1767603600000", Says::Done),
            ("AWAITING_DEPOSIT", "null", Says::Done),
            ("COMPLETED", "1767603600000", Says::Done),
            ("CANCELED", "1767603600000", Says::Done),
            ("EXPIRED", "null", Says::AsBefore),
            ("HELD", "null", Says::Neither),
            ("HELD", "1767603600000", Says::Done),
            ("AWAITING_QUOTE_APPROVAL", "\"soon\"", Says::Neither),
        ] {
            let found = of(quote, &waits, &read(status, date, "null"));
            assert_eq!(found, wanted, "{status} {date}");
        }
        let silent = r#"{"businessRequestId":7,"clientStatus":"OnOff_CANCELED"}"#;
        assert_eq!(of(quote, &waits, silent), Says::Neither);
        let deposit = Operation::approve_deposit(TransactionKind::Payout);
        let waits = read("AWAITING_DEPOSIT", "17", "null");
        assert_eq!(of(deposit, &waits, &waits), Says::AsBefore);
        assert_eq!(
            of(deposit, &waits, &read("IN_PROGRESS", "17", "null")),
            Says::Done
        );
        assert_eq!(
            of(deposit, &waits, &read("AWAITING_DEPOSIT", "17", "18")),
            Says::Done
        );
        let cancel = Operation::cancel_transaction(TransactionKind::Payout);
        assert_eq!(
            of(cancel, &waits, &read("CANCELED", "17", "null")),
            Says::Done
        );
        assert_eq!(
            of(cancel, &waits, &read("COMPLETED", "17", "18")),
            Says::AsBefore
        );
        assert_eq!(
            of(cancel, &waits, &read("HELD", "17", "null")),
            Says::Neither
        );
    }

    #[test]
    fn a_quote_that_moves_is_the_same_and_another_status_is_not() {
        let quote = Operation::approve_quote(TransactionKind::Payout);
        let of = |json: &str| seen(quote, &[Fields::parse(json.as_bytes()).unwrap()]);
        let one = r#"{"clientStatus":"A","fromAmount":"1","rate":"2","lastUpdateTime":3}"#;
        let moved = r#"{"lastUpdateTime":4,"clientStatus":"A","fromAmount":"2","rate":"3"}"#;
        assert_eq!(of(one), of(moved));
        assert_ne!(of(one), of(r#"{"clientStatus":"B","fromAmount":"1"}"#));
        assert_eq!(seen(Operation::UpdateMerchant, &[]), None);
    }
}
