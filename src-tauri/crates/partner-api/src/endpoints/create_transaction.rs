//! `POST /v1/{kind}/`: a transaction; the caller fixes the target amount. Documented for payouts.

use super::{Created, created, json};
use crate::{Answer, Endpoint, Fields, Operation, Unread};
use bytes::Bytes;
use domain::{Amount, Currency, MerchantId, ReceiverAccountId, TransactionId, TransactionKind};

/// A new transaction. The target currency is the account's.
#[derive(Debug, Clone)]
pub struct CreateTransaction {
    /// What kind, and what that kind alone needs.
    pub kind: NewKind,
    /// `fromBusinessId`: the source merchant.
    pub source: MerchantId,
    /// `toBusinessExternalAccountId`: the receiver account.
    pub account: ReceiverAccountId,
    /// `fromCurrencySymbol`: what is deposited.
    pub from: Currency,
    /// `toAmount`: how much the receiver gets.
    pub to_amount: Amount,
    /// `purpose`: one of [`crate::word_list::PURPOSES`].
    pub purpose: String,
    /// `invoiceUrl`: where the invoice is.
    pub invoice_url: String,
}

/// A kind, and what it alone needs.
#[derive(Debug, Clone)]
pub enum NewKind {
    /// A payout needs a deposit confirmation from the start (documented).
    Payout {
        /// `depositConfirmationUrl`: where it is.
        deposit_confirmation_url: String,
    },
    /// End to end (assumed to need no more).
    EndToEnd,
    /// A collection (assumed to need no more).
    Collection,
}

impl NewKind {
    const fn kind(&self) -> TransactionKind {
        match self {
            Self::Payout { .. } => TransactionKind::Payout,
            Self::EndToEnd => TransactionKind::EndToEnd,
            Self::Collection => TransactionKind::Collection,
        }
    }
}

impl Endpoint for CreateTransaction {
    type Answer = Created<TransactionId>;

    fn operation(&self) -> Operation {
        Operation::create_transaction(self.kind.kind())
    }

    fn path_value(&self) -> Option<String> {
        None
    }

    fn query(&self) -> Vec<(String, String)> {
        vec![]
    }

    fn body(&self) -> Option<Bytes> {
        let mut fields = Fields::new();
        fields.set_id("fromBusinessId", self.source.number());
        fields.set_id("toBusinessExternalAccountId", self.account.number());
        fields.set_text("fromCurrencySymbol", self.from.as_str());
        fields.set_text("toAmount", self.to_amount.as_str());
        fields.set_text("purpose", &self.purpose);
        fields.set_text("invoiceUrl", &self.invoice_url);
        if let NewKind::Payout {
            deposit_confirmation_url,
        } = &self.kind
        {
            fields.set_text("depositConfirmationUrl", deposit_confirmation_url);
        }
        json(&fields)
    }

    fn read(&self, answer: &Answer) -> Result<Self::Answer, Unread> {
        created(answer, ["businessRequestId", "id"])
    }
}
