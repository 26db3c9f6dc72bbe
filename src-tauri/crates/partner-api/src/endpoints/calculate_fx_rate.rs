//! `POST /v1/{kind}/price`: an indicative rate. Observed for end to end, else assumed.

use super::{json, object};
use crate::{Answer, Endpoint, Fields, Operation, Unread, wire::fx_rate::FxRate};
use bytes::Bytes;
use domain::{Amount, Currency, TransactionKind};

/// Asks what an amount would cost.
#[derive(Debug, Clone)]
pub struct CalculateFxRate {
    /// For what kind of transaction.
    pub kind: TransactionKind,
    /// What is deposited.
    pub from: Currency,
    /// What the receiver gets.
    pub to: Currency,
    /// How much the receiver gets.
    pub to_amount: Amount,
}

impl Endpoint for CalculateFxRate {
    type Answer = FxRate;

    fn operation(&self) -> Operation {
        Operation::calculate_fx_rate(self.kind)
    }

    fn path_value(&self) -> Option<String> {
        None
    }

    fn query(&self) -> Vec<(String, String)> {
        vec![]
    }

    fn body(&self) -> Option<Bytes> {
        let mut fields = Fields::new();
        fields.set_text("fromCurrencySymbol", self.from.as_str());
        fields.set_text("toCurrencySymbol", self.to.as_str());
        fields.set_text("toAmount", self.to_amount.as_str());
        json(&fields)
    }

    fn read(&self, answer: &Answer) -> Result<Self::Answer, Unread> {
        object(answer)
    }
}
