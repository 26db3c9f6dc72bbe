//! `POST /v1/business/submitOnboarding`: gives a merchant to compliance. Documented in part.

use super::{json, updated};
use crate::{Answer, Endpoint, Fields, Operation, Unread};
use bytes::Bytes;
use domain::MerchantId;

/// Submits a merchant's onboarding. Its data are locked until compliance answers.
#[derive(Debug, Clone)]
pub struct SubmitMerchantOnboarding {
    /// Which one.
    pub merchant: MerchantId,
    /// `companyType`: one of [`crate::word_list::COMPANY_TYPES`].
    pub company_type: String,
    /// `tradingName`
    pub trading_name: String,
    /// `industry`: one of [`crate::word_list::INDUSTRIES`].
    pub industry: String,
    /// `service`: see [`crate::word_list::SERVICES`].
    pub service: String,
    /// Further members of `businessData`, by their names on the wire.
    pub further: Fields,
}

impl SubmitMerchantOnboarding {
    fn business_data(&self) -> Fields {
        let mut data = Fields::new();
        data.set_text("companyType", &self.company_type);
        data.set_text("tradingName", &self.trading_name);
        data.set_text("industry", &self.industry);
        data.set_text("service", &self.service);
        data.merge(self.further.clone());
        data
    }
}

impl Endpoint for SubmitMerchantOnboarding {
    type Answer = Fields;

    fn operation(&self) -> Operation {
        Operation::SubmitMerchantOnboarding
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
        fields.set_fields("businessData", &self.business_data());
        json(&fields)
    }

    fn read(&self, answer: &Answer) -> Result<Self::Answer, Unread> {
        updated(answer, ["businessId", "id"], self.merchant.number())
    }
}
