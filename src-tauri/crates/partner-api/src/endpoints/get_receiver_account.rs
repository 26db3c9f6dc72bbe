//! `GET /v1/businessExternalAccount/{id}`: one receiver account. Path assumed.

use super::object_of;
use crate::{Answer, Endpoint, Operation, Unread, wire::receiver_account::ReceiverAccount};
use bytes::Bytes;
use domain::ReceiverAccountId;

/// Asks for it by its number.
#[derive(Debug, Clone)]
pub struct GetReceiverAccount {
    /// Which one.
    pub id: ReceiverAccountId,
}

impl Endpoint for GetReceiverAccount {
    type Answer = ReceiverAccount;

    fn operation(&self) -> Operation {
        Operation::GetReceiverAccount
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
        object_of(answer, "id", self.id.number())
    }
}
