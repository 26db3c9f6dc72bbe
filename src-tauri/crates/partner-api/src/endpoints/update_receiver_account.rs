//! `PUT /v1/businessExternalAccount/{id}`: changes it. Path assumed, method documented.

use super::{json, updated};
use crate::{Answer, Endpoint, Fields, Operation, Unread};
use bytes::Bytes;
use domain::ReceiverAccountId;

/// Sends it anew: the fields as they were read, with what shall change set in them. What is not
/// known of them goes back as it came.
#[derive(Debug, Clone)]
pub struct UpdateReceiverAccount {
    /// Which one.
    pub id: ReceiverAccountId,
    /// All that is sent.
    pub fields: Fields,
}

impl Endpoint for UpdateReceiverAccount {
    type Answer = Fields;

    fn operation(&self) -> Operation {
        Operation::UpdateReceiverAccount
    }

    fn path_value(&self) -> Option<String> {
        Some(self.id.to_string())
    }

    fn query(&self) -> Vec<(String, String)> {
        vec![]
    }

    fn body(&self) -> Option<Bytes> {
        json(&self.fields)
    }

    fn read(&self, answer: &Answer) -> Result<Self::Answer, Unread> {
        updated(
            answer,
            ["id", "businessExternalAccountId"],
            self.id.number(),
        )
    }
}
