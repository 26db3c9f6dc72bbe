//! `POST /v1/{kind}/approveDeposit/{id}`: says that the deposit was made. Observed for end to end.

use super::{Taken, json, taken};
use crate::{Answer, Endpoint, Fields, Operation, Unread};
use bytes::Bytes;
use domain::{TransactionId, TransactionKind};

/// Does it to one transaction.
#[derive(Debug, Clone)]
pub struct ApproveDeposit {
    /// What kind it is.
    pub kind: TransactionKind,
    /// Which one.
    pub id: TransactionId,
    /// Where the proof of the deposit is (observed for end to end); without one, no body is sent.
    pub confirmation_url: Option<String>,
}

impl Endpoint for ApproveDeposit {
    type Answer = Taken;

    fn operation(&self) -> Operation {
        Operation::approve_deposit(self.kind)
    }

    fn path_value(&self) -> Option<String> {
        Some(self.id.to_string())
    }

    fn query(&self) -> Vec<(String, String)> {
        vec![]
    }

    fn body(&self) -> Option<Bytes> {
        let url = self.confirmation_url.as_deref()?;
        let mut fields = Fields::new();
        fields.set_text("depositConfirmationUrl", url);
        json(&fields)
    }

    fn read(&self, answer: &Answer) -> Result<Self::Answer, Unread> {
        taken(answer, self.id)
    }
}
