//! `GET /v1/business/legalAgreements?businessId=`: what a merchant has to accept. Path assumed.

use crate::{Answer, Endpoint, Operation, Unread, wire::legal_agreements::LegalAgreements};
use bytes::Bytes;
use domain::MerchantId;

/// Asks for a merchant's agreements.
#[derive(Debug, Clone)]
pub struct GetLegalAgreements {
    /// Whose.
    pub merchant: MerchantId,
}

impl Endpoint for GetLegalAgreements {
    type Answer = LegalAgreements;

    fn operation(&self) -> Operation {
        Operation::GetLegalAgreements
    }

    fn path_value(&self) -> Option<String> {
        None
    }

    fn query(&self) -> Vec<(String, String)> {
        vec![("businessId".to_owned(), self.merchant.to_string())]
    }

    fn body(&self) -> Option<Bytes> {
        None
    }

    fn read(&self, answer: &Answer) -> Result<Self::Answer, Unread> {
        LegalAgreements::read(&answer.body)
    }
}
