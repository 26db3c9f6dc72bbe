//! What a new transaction needs of its merchant, its account and its terms. Pure.

use super::{NewTransaction, typed::Term};
use domain::{AccountStatus, Currency, KycStatus, MerchantId, PartnerNumber, TransactionKind};
use partner_api::{
    Field,
    endpoints::create_transaction::NewKind,
    wire::{merchant::Merchant, receiver_account::ReceiverAccount},
};
use std::fmt;

const INVOICE: &str = "invoice";
const DEPOSIT: &str = "deposit confirmation";

/// Why a transaction can't be made so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotPermitted {
    /// The source merchant is not approved.
    MerchantNotValid(KycStatus),
    /// The receiver account is not active.
    AccountNotActive(AccountStatus),
    /// Something of it is not told, or not understood.
    AccountNotRead(&'static str),
    /// It belongs to another merchant than this kind needs.
    OtherOwner {
        /// Whose it is.
        owner: PartnerNumber,
        /// Whose it has to be.
        wanted: MerchantId,
        /// For which kind.
        kind: TransactionKind,
    },
    /// It is in another currency than was shown.
    OtherCurrency {
        /// The account's.
        account: Currency,
        /// The one that was shown.
        wanted: Currency,
    },
    /// The amount is nothing, or less.
    NoAmount,
    /// What has to be said is not said.
    NotSaid(&'static str),
    /// It is no address of a document.
    NoUrl(&'static str),
}

impl NotPermitted {
    /// The field of a form at which it is told.
    #[must_use]
    pub fn term(&self) -> Term {
        match self {
            Self::MerchantNotValid(_) => Term::Source,
            Self::AccountNotActive(_) | Self::AccountNotRead(_) | Self::OtherOwner { .. } => {
                Term::Account
            }
            Self::OtherCurrency { .. } => Term::ToCurrency,
            Self::NoAmount => Term::ToAmount,
            Self::NotSaid(INVOICE) | Self::NoUrl(INVOICE) => Term::Invoice,
            Self::NotSaid(DEPOSIT) | Self::NoUrl(DEPOSIT) => Term::DepositConfirmation,
            Self::NotSaid(_) | Self::NoUrl(_) => Term::Purpose,
        }
    }
}

impl fmt::Display for NotPermitted {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MerchantNotValid(status) => write!(
                out,
                "the source merchant's KYC status is {}; it has to be {}",
                status.label(),
                KycStatus::Valid.label()
            ),
            Self::AccountNotActive(status) => write!(
                out,
                "the receiver account is {}; it has to be {}",
                status.label(),
                AccountStatus::Active.label()
            ),
            Self::AccountNotRead(field) => {
                write!(out, "the receiver account does not tell its {field}")
            }
            Self::OtherOwner {
                owner,
                wanted,
                kind,
            } => write!(
                out,
                "the receiver account belongs to merchant {owner}; for {} it has to be merchant \
                 {wanted}'s",
                kind.label().to_lowercase()
            ),
            Self::OtherCurrency { account, wanted } => {
                write!(out, "the receiver account is in {account}, not in {wanted}")
            }
            Self::NoAmount => out.write_str("the amount has to be more than nothing"),
            Self::NotSaid(field) => write!(out, "the {field} is missing"),
            Self::NoUrl(field) => {
                write!(
                    out,
                    "the {field} has to be an address that begins with https://"
                )
            }
        }
    }
}

/// Why a merchant can't be the source; none if it can.
#[must_use]
pub fn of_merchant(status: &KycStatus) -> Option<NotPermitted> {
    (*status != KycStatus::Valid).then(|| NotPermitted::MerchantNotValid(status.clone()))
}

/// Why an account can't receive; none if it can.
#[must_use]
pub fn of_account(status: &Field<AccountStatus>) -> Option<NotPermitted> {
    match status {
        Field::Read(AccountStatus::Active) => None,
        Field::Read(other) => Some(NotPermitted::AccountNotActive(other.clone())),
        Field::Absent | Field::Null | Field::Unread(_) => {
            Some(NotPermitted::AccountNotRead("status"))
        }
    }
}

/// Whose the account has to be: the source's for a collection, else the target's (documented). None
/// where that is not chosen: of a payout and an end to end it is the account's owner then.
#[must_use]
pub const fn owner_of(
    kind: TransactionKind,
    source: Option<MerchantId>,
    target: Option<MerchantId>,
) -> Option<MerchantId> {
    match kind {
        TransactionKind::Payout | TransactionKind::EndToEnd => target,
        TransactionKind::Collection => source,
    }
}

/// What a receiver account has to be, as far as that is chosen.
#[derive(Debug, Clone)]
pub struct Needed {
    /// For which kind.
    pub kind: TransactionKind,
    /// The source merchant.
    pub source: Option<MerchantId>,
    /// The target merchant.
    pub target: Option<MerchantId>,
    /// The currency that the receiver shall get.
    pub to: Option<Currency>,
}

/// What is known of a receiver account.
#[derive(Debug, Clone)]
pub struct KnownAccount {
    /// Its status.
    pub status: Field<AccountStatus>,
    /// Whose it is.
    pub owner: Field<PartnerNumber>,
    /// Its currency.
    pub currency: Field<Currency>,
}

/// Why an account can't be the receiver of what is chosen so far; empty if it can.
#[must_use]
pub fn of_receiver(needed: &Needed, account: &KnownAccount) -> Vec<NotPermitted> {
    let mut found: Vec<NotPermitted> = of_account(&account.status).into_iter().collect();
    let kind = needed.kind;
    match account.owner {
        Field::Read(owner) => {
            let wanted = owner_of(kind, needed.source, needed.target);
            if let Some(wanted) = wanted.filter(|wanted| wanted.number() != owner) {
                found.push(NotPermitted::OtherOwner {
                    owner,
                    wanted,
                    kind,
                });
            }
        }
        Field::Absent | Field::Null | Field::Unread(_) => {
            found.push(NotPermitted::AccountNotRead("owner"));
        }
    }
    match (&account.currency, &needed.to) {
        (Field::Read(currency), Some(wanted)) if currency != wanted => {
            found.push(NotPermitted::OtherCurrency {
                account: currency.clone(),
                wanted: wanted.clone(),
            });
        }
        (Field::Read(_), _) => {}
        (Field::Absent | Field::Null | Field::Unread(_), _) => {
            found.push(NotPermitted::AccountNotRead("currency"));
        }
    }
    found
}

/// All that stands against it.
#[must_use]
pub fn check(
    new: &NewTransaction,
    merchant: &Merchant,
    account: &ReceiverAccount,
) -> Vec<NotPermitted> {
    let mut found: Vec<NotPermitted> = terms(new);
    found.extend(of_merchant(&merchant.kyc_status));
    let needed = Needed {
        kind: new.kind(),
        source: Some(new.request.source),
        target: new.target,
        to: Some(new.to.clone()),
    };
    let known = KnownAccount {
        status: account.status.clone(),
        owner: account.owner(),
        currency: account.currency(),
    };
    found.extend(of_receiver(&needed, &known));
    found
}

fn terms(new: &NewTransaction) -> Vec<NotPermitted> {
    let request = &new.request;
    let mut found = Vec::new();
    if !request.to_amount.is_positive() {
        found.push(NotPermitted::NoAmount);
    }
    if request.purpose.trim().is_empty() {
        found.push(NotPermitted::NotSaid("purpose"));
    }
    found.extend(url(INVOICE, &request.invoice_url));
    if let NewKind::Payout {
        deposit_confirmation_url,
    } = &request.kind
    {
        found.extend(url(DEPOSIT, deposit_confirmation_url));
    }
    found
}

fn url(field: &'static str, text: &str) -> Option<NotPermitted> {
    if text.trim().is_empty() {
        return Some(NotPermitted::NotSaid(field));
    }
    (!is_document_url(text)).then_some(NotPermitted::NoUrl(field))
}

/// Whether it is the address of a document: an upload's, or one's own. Plain http is for this
/// machine alone, as the simulator's is.
#[must_use]
pub fn is_document_url(text: &str) -> bool {
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://127.0.0.1"));
    host.is_some_and(|host| !host.is_empty() && !host.contains(char::is_whitespace))
}
