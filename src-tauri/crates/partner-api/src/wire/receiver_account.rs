//! A receiver account; on the wire a `businessExternalAccount`.

use super::{WireObject, getters, required};
use crate::{Field, Fields, Unread, WireTime};
use domain::{AccountStatus, Currency, PartnerNumber, ReceiverAccountId};

/// A receiver account as the partner tells it. The names of its fields are assumed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiverAccount {
    /// Its id: `id`, or `businessExternalAccountId` where there is none.
    pub id: ReceiverAccountId,
    /// `status`, whose name is assumed; an unknown one as its word.
    pub status: Field<AccountStatus>,
    /// Every field that came.
    pub fields: Fields,
}

impl WireObject for ReceiverAccount {
    fn read(json: &str) -> Result<Self, Unread> {
        let fields = Fields::parse(json.as_bytes())?;
        let other_name = || fields.id("businessExternalAccountId");
        let id = fields.id("id").or_else(other_name);
        Ok(Self {
            id: required(id, "id")?.into(),
            status: fields.text("status").map(AccountStatus::from),
            fields,
        })
    }

    fn identity(&self) -> Option<PartnerNumber> {
        Some(self.id.number())
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }
}

getters! { ReceiverAccount also ["id", "businessExternalAccountId", "status"] {
    /// `businessId`: its owner
    owner: id "businessId" -> PartnerNumber;
    /// `currencySymbol`
    currency: currency "currencySymbol" -> Currency;
    /// `nameOnAccount`
    name_on_account: text "nameOnAccount" -> String;
    /// `accountNumber`
    account_number: text "accountNumber" -> String;
    /// `bankName`
    bank_name: text "bankName" -> String;
    /// `swiftCode`
    swift_code: text "swiftCode" -> String;
    /// `iban`
    iban: text "iban" -> String;
    /// `routingNumber`
    routing_number: text "routingNumber" -> String;
    /// `walletAddress` of a crypto account
    wallet_address: text "walletAddress" -> String;
    /// `network` of a crypto account
    network: text "network" -> String;
    /// `country`
    country: text "country" -> String;
    /// `state`
    state: text "state" -> String;
    /// `city`
    city: text "city" -> String;
    /// `address`
    address: text "address" -> String;
    /// `streetNumber`
    street_number: text "streetNumber" -> String;
    /// `zipCode`
    zip_code: text "zipCode" -> String;
    /// `invoiceUrl`
    invoice_url: text "invoiceUrl" -> String;
    /// `creationTime`
    creation_time: time "creationTime" -> WireTime;
    /// `lastUpdateTime`
    last_update_time: time "lastUpdateTime" -> WireTime;
} }
