//! What the ledger's entries say of merchants, receiver accounts and transactions, in their order.

use domain::{Millis, PartnerNumber, Subject, SubjectKind, TransactionKind};
use serde::{Deserialize, Serialize};

/// What an answer says of a field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Given {
    /// It says nothing of it: what was known holds.
    #[default]
    NotSaid,
    /// It has none.
    Nothing,
    /// It is this.
    Is(String),
}

impl Given {
    /// Takes the place of what was known.
    pub(crate) fn put(self, known: &mut Option<String>) {
        match self {
            Self::NotSaid => {}
            Self::Nothing => *known = None,
            Self::Is(text) => *known = Some(text),
        }
    }
}

/// A merchant's facts as a read shows them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MerchantFacts {
    /// Its legal name.
    pub legal_name: Given,
    /// Its trading name.
    pub trading_name: Given,
    /// Its country, ISO alpha-2.
    pub country: Given,
    /// Its registration number.
    pub local_reg_number: Given,
}

/// A receiver account's facts as a read shows them. Its number is told masked alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccountFacts {
    /// The merchant that owns it; none if that is not told.
    pub owner: Option<PartnerNumber>,
    /// The name on the account.
    pub name_on_account: Given,
    /// The bank, or the network of a wallet.
    pub bank_or_network: Given,
    /// Its country, ISO alpha-2.
    pub country: Given,
    /// The currency's symbol.
    pub currency: Given,
    /// The end of its number, IBAN or address.
    pub masked: Given,
}

/// A transaction's facts as a read shows them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TransactionFacts {
    /// Its kind, by the operation that showed it.
    pub kind: Option<TransactionKind>,
    /// Its source merchant.
    pub source: Option<PartnerNumber>,
    /// Its target merchant.
    pub target: Option<PartnerNumber>,
    /// The receiver account.
    pub account: Option<PartnerNumber>,
    /// What they receive, as it was written.
    pub to_amount: Given,
    /// The currency of that.
    pub to_currency: Given,
    /// What is deposited, as it was written.
    pub from_amount: Given,
    /// The currency of that.
    pub from_currency: Given,
    /// What must stand in the deposit's narration.
    pub reference: Given,
    /// What it is for, as the wire says it.
    pub purpose: Given,
}

/// What one entry says of one object, or of the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The entry that says it. Of a delivery: the delivery's, not the verdict's.
    pub sequence: u64,
    /// What it says.
    pub what: What,
}

/// What an entry says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A read shows an object.
    Read {
        /// Which.
        number: PartnerNumber,
        /// When the read began.
        at: Millis,
        /// The status that it shows.
        status: Option<String>,
        /// When the object was made, by its own word.
        created: Option<Millis>,
        /// When it last changed, by its own word.
        changed: Option<Millis>,
        /// What else it shows.
        shows: Shows,
    },
    /// A verified delivery tells an object's status.
    Told {
        /// Which object.
        subject: Subject,
        /// When it came.
        at: Millis,
        /// The status.
        status: String,
    },
    /// A creation of ours made an object.
    Made {
        /// Which.
        subject: Subject,
        /// When that was known.
        at: Millis,
    },
    /// All were listed.
    Filled(Filled),
}

/// What a read shows beside the status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shows {
    /// It is a merchant.
    Merchant(MerchantFacts),
    /// It is a receiver account.
    Account(AccountFacts),
    /// It is a transaction.
    Transaction(TransactionFacts),
}

impl Shows {
    /// What kind of object it shows.
    #[must_use]
    pub const fn kind(&self) -> SubjectKind {
        match self {
            Self::Merchant(_) => SubjectKind::Merchant,
            Self::Account(_) => SubjectKind::ReceiverAccount,
            Self::Transaction(_) => SubjectKind::Transaction,
        }
    }
}

/// A whole fill: all lists were read to their ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filled {
    /// Its entry.
    pub sequence: u64,
    /// When its first call began.
    pub started: Millis,
    /// When its last call ended.
    pub ended: Millis,
    /// How many merchants were listed.
    pub merchants: u64,
    /// How many receiver accounts were listed.
    pub accounts: u64,
    /// How many transactions were listed.
    pub transactions: u64,
    /// The ids of operations that list transactions and that the partner refused.
    pub refused: Vec<String>,
}

/// Where an unfinished fill goes on. It is the one thing here that no ledger has; without it a fill
/// begins anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unfinished {
    /// When its first call began.
    pub started: Millis,
    /// When its last call ended.
    pub ended: Millis,
    /// The operation's id that lists what is next: `list_merchants`.
    pub operation: String,
    /// The next page.
    pub page: u32,
    /// How many merchants were listed so far.
    pub merchants: u64,
    /// How many receiver accounts were listed so far.
    pub accounts: u64,
    /// How many transactions were listed so far.
    pub transactions: u64,
    /// The ids of operations that list transactions and that the partner refused.
    pub refused: Vec<String>,
    /// What was sent to; another server's pages are others.
    pub origin: String,
}
