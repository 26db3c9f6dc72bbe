//! An indicative rate. It is locked only by approving a quote.

use super::{WireObject, getters};
use crate::{Fields, Unread};
use domain::{Amount, PartnerNumber};

/// An indicative rate (observed for end to end).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FxRate {
    /// Every field that came.
    pub fields: Fields,
}

impl WireObject for FxRate {
    fn read(json: &str) -> Result<Self, Unread> {
        let fields = Fields::parse(json.as_bytes())?;
        for name in ["rate", "amount"] {
            if fields.raw(name).read().is_none() {
                return Err(Unread::Missing(name));
            }
        }
        Ok(Self { fields })
    }

    fn identity(&self) -> Option<PartnerNumber> {
        None
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }
}

getters! { FxRate also [] {
    /// `rate`: source units for one target unit. A JSON number is not read, but shown.
    rate: amount "rate" -> Amount;
    /// `amount`: what is to be deposited, in the source currency
    amount: amount "amount" -> Amount;
} }
