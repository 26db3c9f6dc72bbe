//! `POST /v1/{kind}/approveQuote/{id}`: locks the rate. Path assumed, method documented. No body.

use super::{Taken, taken};
use crate::{Answer, Endpoint, Operation, Unread};
use bytes::Bytes;
use domain::{TransactionId, TransactionKind};

/// Does it to one transaction.
#[derive(Debug, Clone)]
pub struct ApproveQuote {
    /// What kind it is.
    pub kind: TransactionKind,
    /// Which one.
    pub id: TransactionId,
}

impl Endpoint for ApproveQuote {
    type Answer = Taken;

    fn operation(&self) -> Operation {
        Operation::approve_quote(self.kind)
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
        taken(answer, self.id)
    }
}
