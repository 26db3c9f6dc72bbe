//! `PUT /v1/business/{id}`: changes it. Path assumed, method documented.

use super::{json, updated};
use crate::{Answer, Endpoint, Fields, Operation, Unread};
use bytes::Bytes;
use domain::MerchantId;

/// Sends it anew: the fields as they were read, with what shall change set in them. What is not
/// known of them goes back as it came.
#[derive(Debug, Clone)]
pub struct UpdateMerchant {
    /// Which one.
    pub id: MerchantId,
    /// All that is sent.
    pub fields: Fields,
}

impl Endpoint for UpdateMerchant {
    type Answer = Fields;

    fn operation(&self) -> Operation {
        Operation::UpdateMerchant
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
        updated(answer, ["id", "businessId"], self.id.number())
    }
}
