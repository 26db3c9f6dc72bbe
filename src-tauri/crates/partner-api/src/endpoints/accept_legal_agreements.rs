//! `POST /v1/business/acceptLegalAgreements`: accepts them for a merchant. Path assumed.

use super::{json, updated};
use crate::{Answer, Endpoint, Fields, Operation, Unread};
use bytes::Bytes;
use domain::MerchantId;

/// Accepts a merchant's agreements.
#[derive(Debug, Clone)]
pub struct AcceptLegalAgreements {
    /// Whose.
    pub merchant: MerchantId,
    /// Further fields by their names on the wire.
    pub further: Fields,
}

impl Endpoint for AcceptLegalAgreements {
    type Answer = Fields;

    fn operation(&self) -> Operation {
        Operation::AcceptLegalAgreements
    }

    fn path_value(&self) -> Option<String> {
        None
    }

    fn query(&self) -> Vec<(String, String)> {
        vec![]
    }

    fn body(&self) -> Option<Bytes> {
        let mut fields = Fields::new();
        fields.set_id("businessId", self.merchant.number());
        fields.merge(self.further.clone());
        json(&fields)
    }

    fn read(&self, answer: &Answer) -> Result<Self::Answer, Unread> {
        updated(answer, ["businessId", "businessId"], self.merchant.number())
    }
}
