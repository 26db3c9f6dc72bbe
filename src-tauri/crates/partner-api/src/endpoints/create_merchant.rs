//! `POST /v1/business/`: a merchant. Path observed; the names of its fields are assumed.

use super::{Created, created, json};
use crate::{Answer, Endpoint, Fields, Operation, Unread};
use bytes::Bytes;
use domain::MerchantId;
use serde::{Deserialize, Serialize};

/// The facts of a new one. What is none is left out.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NewMerchant {
    /// `legalName`
    pub legal_name: String,
    /// `tradingName`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trading_name: Option<String>,
    /// `email`
    pub email: String,
    /// `contactName`
    pub contact_name: String,
    /// `phonePrefix`
    pub phone_prefix: String,
    /// `phone`
    pub phone: String,
    /// `country`
    pub country: String,
    /// `state`
    pub state: String,
    /// `city`
    pub city: String,
    /// `address`
    pub address: String,
    /// `streetNumber`
    pub street_number: String,
    /// `zipCode`
    pub zip_code: String,
    /// `industry`
    pub industry: String,
    /// `localRegNumber`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub local_reg_number: Option<String>,
}

/// Creates it.
#[derive(Debug, Clone)]
pub struct CreateMerchant {
    fields: Fields,
}

impl CreateMerchant {
    /// Of the known facts, and further fields by their names on the wire, which come last.
    ///
    /// # Errors
    /// [`Unread`] if the facts can't be written as JSON.
    pub fn new(facts: &NewMerchant, further: Fields) -> Result<Self, Unread> {
        let mut fields = Fields::of(facts)?;
        fields.merge(further);
        Ok(Self { fields })
    }
}

impl Endpoint for CreateMerchant {
    type Answer = Created<MerchantId>;

    fn operation(&self) -> Operation {
        Operation::CreateMerchant
    }

    fn path_value(&self) -> Option<String> {
        None
    }

    fn query(&self) -> Vec<(String, String)> {
        vec![]
    }

    fn body(&self) -> Option<Bytes> {
        json(&self.fields)
    }

    fn read(&self, answer: &Answer) -> Result<Self::Answer, Unread> {
        created(answer, ["id", "businessId"])
    }
}
