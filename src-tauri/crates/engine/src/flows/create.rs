//! A new transaction: what is read before it, and what its intent binds.

use super::{
    duplicates::{self, Wanted},
    permit,
    rates::{RateQuestion, is_rate_of},
};
use crate::{
    api::{ApiRoom, Cause},
    approvals::Stop,
    intents::{Bound, IntentError, Prepared, Request},
};
use domain::{Currency, MerchantId, TransactionKind};
use partner_api::{
    Fields,
    endpoints::{
        create_transaction::{CreateTransaction, NewKind},
        get_merchant::GetMerchant,
        get_receiver_account::GetReceiverAccount,
    },
};

/// A transaction that a person wants.
#[derive(Debug, Clone)]
pub struct NewTransaction {
    /// What will be sent.
    pub request: CreateTransaction,
    /// The target merchant, where one was chosen: the account has to be its own.
    pub target: Option<MerchantId>,
    /// The target currency that was shown: the account's has to be the same.
    pub to: Currency,
    /// The entry of the indicative rate that was shown; none if none was.
    pub rate: Option<u64>,
    /// Whether the person knows that one like it was made in the last 24 hours, and wants it.
    pub again: bool,
}

/// The part of an intent that names the indicative rate's entry.
pub const PART_RATE: &str = "rate";

impl NewTransaction {
    /// Which of the three it is.
    #[must_use]
    pub const fn kind(&self) -> TransactionKind {
        match self.request.kind {
            NewKind::Payout { .. } => TransactionKind::Payout,
            NewKind::EndToEnd => TransactionKind::EndToEnd,
            NewKind::Collection => TransactionKind::Collection,
        }
    }

    /// The request, after merchant and account were read and permit it.
    pub(crate) async fn prepare(
        self,
        room: &ApiRoom,
        cause: Cause,
    ) -> Result<Prepared, IntentError> {
        let merchant = GetMerchant {
            id: self.request.source,
        };
        let account = GetReceiverAccount {
            id: self.request.account,
        };
        let (merchant, account) = tokio::join!(
            room.call(&merchant, cause.clone()),
            room.call(&account, cause)
        );
        let merchant = merchant?.outcome.map_err(IntentError::NotRead)?;
        let account = account?.outcome.map_err(IntentError::NotRead)?;
        let found = permit::check(&self, &merchant, &account);
        if !found.is_empty() {
            return Err(Stop::NotPermitted(found).into());
        }
        if !self.again {
            let wanted = Wanted {
                source: self.request.source,
                account: self.request.account,
                amount: &self.request.to_amount,
            };
            let now = room.clock().now();
            let found = duplicates::duplicates(&room.reader(), wanted, now).await?;
            if !found.like.is_empty() {
                return Err(Stop::Duplicate(found).into());
            }
        }
        if let Some(entry) = self.rate {
            let question = RateQuestion {
                kind: self.kind(),
                from: self.request.from.clone(),
                to: self.to.clone(),
                to_amount: self.request.to_amount.clone(),
            };
            if !is_rate_of(&room.reader(), entry, &question).await? {
                let what = "the indicative rate is not one of this transaction";
                return Err(Stop::NotShown(what).into());
            }
        }
        let rate = self.rate.map(|entry| (PART_RATE, entry.to_string()));
        Ok(Prepared {
            request: Request::CreateTransaction(self.request),
            before: None,
            agreements: None,
            bound: Bound {
                parts: rate.into_iter().collect(),
                ..Bound::default()
            },
        })
    }
}

/// What tells a transaction from others, by what was sent: merchant, account and amount. None if
/// one of them can't be read.
pub fn identity(sent: &Fields) -> Option<(&'static str, String)> {
    let source = sent.id("fromBusinessId").into_read()?;
    let account = sent.id("toBusinessExternalAccountId").into_read()?;
    let amount = sent.amount("toAmount").into_read()?.shortest();
    Some(("toAmount", format!("{source} {account} {amount}")))
}
