//! `POST /v1/businessExternalAccount/`: a receiver account. Path and names are assumed.

use super::{Created, created, json};
use crate::{Answer, Endpoint, Fields, Operation, Unread};
use bytes::Bytes;
use domain::{Currency, MerchantId, ReceiverAccountId};
use serde::{Deserialize, Serialize};

/// The facts of a new one. What is none is left out.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NewReceiverAccount {
    /// `businessId`
    #[serde(rename = "businessId")]
    pub owner: MerchantId,
    /// `currencySymbol`
    #[serde(rename = "currencySymbol")]
    pub currency: Currency,
    /// `nameOnAccount`
    pub name_on_account: String,
    /// `accountNumber`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_number: Option<String>,
    /// `bankName`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bank_name: Option<String>,
    /// `swiftCode`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub swift_code: Option<String>,
    /// `iban`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iban: Option<String>,
    /// `routingNumber`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub routing_number: Option<String>,
    /// `walletAddress`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wallet_address: Option<String>,
    /// `network`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub network: Option<String>,
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
    /// `invoiceUrl`
    pub invoice_url: String,
}

/// Creates it.
#[derive(Debug, Clone)]
pub struct CreateReceiverAccount {
    fields: Fields,
}

impl CreateReceiverAccount {
    /// Of the known facts, and further fields by their names on the wire, which come last.
    ///
    /// # Errors
    /// [`Unread`] if the facts can't be written as JSON.
    pub fn new(facts: &NewReceiverAccount, further: Fields) -> Result<Self, Unread> {
        let mut fields = Fields::of(facts)?;
        fields.merge(further);
        Ok(Self { fields })
    }
}

impl Endpoint for CreateReceiverAccount {
    type Answer = Created<ReceiverAccountId>;

    fn operation(&self) -> Operation {
        Operation::CreateReceiverAccount
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
        created(answer, ["id", "businessExternalAccountId"])
    }
}
