//! `GET /v1/payoutConfirmation/{transactionId}`: the telex of a payout. Path assumed.

use super::object;
use crate::{
    Answer, Endpoint, Operation, Unread,
    wire::{payout_confirmation::PayoutConfirmation, same_object},
};
use bytes::Bytes;
use domain::TransactionId;

/// Asks for it by its transaction.
#[derive(Debug, Clone)]
pub struct GetPayoutConfirmation {
    /// Whose.
    pub transaction: TransactionId,
}

impl Endpoint for GetPayoutConfirmation {
    type Answer = PayoutConfirmation;

    fn operation(&self) -> Operation {
        Operation::GetPayoutConfirmation
    }

    fn path_value(&self) -> Option<String> {
        Some(self.transaction.to_string())
    }

    fn query(&self) -> Vec<(String, String)> {
        vec![]
    }

    fn body(&self) -> Option<Bytes> {
        None
    }

    fn read(&self, answer: &Answer) -> Result<Self::Answer, Unread> {
        let confirmation: PayoutConfirmation = object(answer)?;
        if let Some(found) = confirmation.transaction().into_read() {
            same_object("businessRequestId", self.transaction.number(), found)?;
        }
        Ok(confirmation)
    }
}
