//! `GET /v1/{kind}/{id}`: one transaction. Documented for payouts, else assumed.

use super::object_of;
use crate::{Answer, Endpoint, Operation, Unread, wire::transaction::Transaction};
use bytes::Bytes;
use domain::{TransactionId, TransactionKind};

/// Asks for it by its number.
#[derive(Debug, Clone)]
pub struct GetTransaction {
    /// What kind it is.
    pub kind: TransactionKind,
    /// Which one.
    pub id: TransactionId,
}

impl Endpoint for GetTransaction {
    type Answer = Transaction;

    fn operation(&self) -> Operation {
        Operation::get_transaction(self.kind)
    }

    fn path_value(&self) -> Option<String> {
        Some(self.id.to_string())
    }

    fn query(&self) -> Vec<(String, String)> {
        vec![]
    }

    fn body(&self) -> Option<Bytes> {
        None
    }

    fn read(&self, answer: &Answer) -> Result<Self::Answer, Unread> {
        object_of(answer, "businessRequestId", self.id.number())
    }
}
