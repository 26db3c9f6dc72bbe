//! `POST /v1/{kind}/cancel/{id}`: ends it. Documented for collections, without a body.

use super::{Taken, json, taken};
use crate::{Answer, Endpoint, Fields, Operation, Unread};
use bytes::Bytes;
use domain::{TransactionId, TransactionKind};

/// Does it to one transaction.
#[derive(Debug, Clone)]
pub struct CancelTransaction {
    /// What kind it is.
    pub kind: TransactionKind,
    /// Which one.
    pub id: TransactionId,
    /// Why (observed for end to end; one of [`crate::word_list::CANCEL_REASONS`]). Without one, no
    /// body is sent.
    pub reason: Option<String>,
    /// In one's own words.
    pub other_reason: Option<String>,
}

impl Endpoint for CancelTransaction {
    type Answer = Taken;

    fn operation(&self) -> Operation {
        Operation::cancel_transaction(self.kind)
    }

    fn path_value(&self) -> Option<String> {
        Some(self.id.to_string())
    }

    fn query(&self) -> Vec<(String, String)> {
        vec![]
    }

    fn body(&self) -> Option<Bytes> {
        self.reason.as_deref().or(self.other_reason.as_deref())?;
        let mut fields = Fields::new();
        for (name, text) in [
            ("reason", &self.reason),
            ("otherReason", &self.other_reason),
        ] {
            if let Some(text) = text {
                fields.set_text(name, text);
            }
        }
        json(&fields)
    }

    fn read(&self, answer: &Answer) -> Result<Self::Answer, Unread> {
        taken(answer, self.id)
    }
}
