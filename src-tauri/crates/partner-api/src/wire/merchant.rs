//! A merchant; on the wire a `business`.

use super::{WireObject, getters, required};
use crate::{Fields, Unread, WireTime};
use domain::{KycStatus, MerchantId, PartnerNumber};

/// A merchant as the partner tells it. The names of its fields are assumed but for `kycStatus` and
/// `localRegNumber` (documented).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merchant {
    /// Its id: `id`, or `businessId` where there is none.
    pub id: MerchantId,
    /// Its KYC status; an unknown one as its word.
    pub kyc_status: KycStatus,
    /// Every field that came.
    pub fields: Fields,
}

impl WireObject for Merchant {
    fn read(json: &str) -> Result<Self, Unread> {
        let fields = Fields::parse(json.as_bytes())?;
        let id = fields.id("id").or_else(|| fields.id("businessId"));
        Ok(Self {
            id: required(id, "id")?.into(),
            kyc_status: KycStatus::read(&required(fields.text("kycStatus"), "kycStatus")?),
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

getters! { Merchant also ["id", "businessId", "kycStatus"] {
    /// `legalName`
    legal_name: text "legalName" -> String;
    /// `tradingName`
    trading_name: text "tradingName" -> String;
    /// `email`
    email: text "email" -> String;
    /// `contactName`
    contact_name: text "contactName" -> String;
    /// `phonePrefix`
    phone_prefix: text "phonePrefix" -> String;
    /// `phone`
    phone: text "phone" -> String;
    /// `country`, ISO alpha-2
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
    /// `industry`
    industry: text "industry" -> String;
    /// `localRegNumber`
    local_reg_number: text "localRegNumber" -> String;
    /// `creationTime`
    creation_time: time "creationTime" -> WireTime;
    /// `lastUpdateTime`
    last_update_time: time "lastUpdateTime" -> WireTime;
} }
