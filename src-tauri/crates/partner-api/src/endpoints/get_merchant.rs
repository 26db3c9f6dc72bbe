//! `GET /v1/business/{id}`: one merchant. Path assumed, method documented.

use super::object_of;
use crate::{Answer, Endpoint, Operation, Unread, wire::merchant::Merchant};
use bytes::Bytes;
use domain::MerchantId;

/// Asks for it by its number.
#[derive(Debug, Clone)]
pub struct GetMerchant {
    /// Which one.
    pub id: MerchantId,
}

impl Endpoint for GetMerchant {
    type Answer = Merchant;

    fn operation(&self) -> Operation {
        Operation::GetMerchant
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
