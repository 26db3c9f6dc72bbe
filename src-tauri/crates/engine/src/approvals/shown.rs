//! The facts that an approval is about: what was shown and what is now, as one value with a hash.

use super::Stop;
use crate::{
    EngineError,
    api::{ApiError, ApiRoom, Cause, Observed},
    intents::IntentError,
    observation,
};
use domain::{
    Millis, Subject, SubjectKind, TransactionAction, TransactionId, TransactionKind,
    record::CallOutcome,
};
use ledger::Reader;
use partner_api::{
    CallError, ClockOffset, Fields, Operation,
    endpoints::{
        get_merchant::GetMerchant, get_receiver_account::GetReceiverAccount,
        get_transaction::GetTransaction,
    },
    wire::{
        WireObject, merchant::Merchant, receiver_account::ReceiverAccount, transaction::Transaction,
    },
};
use sha2::{Digest, Sha256};
use std::fmt;

/// What changes whenever anything does, and is no fact of its own.
const NO_FACT: &str = "lastUpdateTime";
/// What moves by itself while a quote waits, and is nothing to who ends the transaction.
const OF_QUOTE: [&str; 2] = ["fromAmount", "rate"];
/// What stands before the canonical text that is hashed.
const DOMAIN: &[u8] = b"partner-console approval 1\0";

/// The entries of the reads that were shown, and the hash of what was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownRef {
    /// Transaction, receiver account, source merchant.
    pub entries: [u64; 3],
    /// [`Facts::hash`] as the window was told.
    pub hash: String,
}

/// One read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Read {
    /// Its entry.
    pub entry: u64,
    /// When it began.
    pub started: Millis,
    /// The server's clock against ours; none if the answer had no `Date`.
    pub clock: Option<ClockOffset>,
}

/// Transaction, receiver account and source merchant as they were read.
#[derive(Debug, Clone)]
pub struct Facts {
    /// What kind of transaction.
    pub kind: TransactionKind,
    /// The transaction.
    pub transaction: Transaction,
    /// The receiver account.
    pub account: ReceiverAccount,
    /// The source merchant.
    pub merchant: Merchant,
    /// The reads, in this order.
    pub reads: [Read; 3],
}

/// Which of the three.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// The transaction.
    Transaction,
    /// The receiver account.
    Account,
    /// The source merchant.
    Merchant,
}

impl Of {
    const fn words(self) -> &'static str {
        match self {
            Self::Transaction => "transaction",
            Self::Account => "receiver account",
            Self::Merchant => "source merchant",
        }
    }
}

/// A field that is not as it was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Of what.
    pub of: Of,
    /// Its name on the wire.
    pub field: String,
    /// As it was shown, as JSON; none if it was not there.
    pub shown: Option<String>,
    /// As it is now, as JSON; none if it is not there.
    pub now: Option<String>,
}

impl fmt::Display for Difference {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let or_nothing = |value: &Option<String>| value.clone().unwrap_or_else(|| "nothing".into());
        write!(
            out,
            "{} of the {} was {} and is {}",
            self.field,
            self.of.words(),
            or_nothing(&self.shown),
            or_nothing(&self.now)
        )
    }
}

fn is_fact(action: TransactionAction, of: Of, name: &str) -> bool {
    match action {
        TransactionAction::ApproveQuote | TransactionAction::ApproveDeposit => name != NO_FACT,
        TransactionAction::Cancel => {
            of == Of::Transaction && name != NO_FACT && !OF_QUOTE.contains(&name)
        }
    }
}

/// The members of an object that count, sorted: a name that stands twice stands here twice.
fn members(action: TransactionAction, of: Of, fields: &Fields) -> Vec<(&str, &str)> {
    let all = fields.members();
    let mut all: Vec<_> = all.filter(|(name, _)| is_fact(action, of, name)).collect();
    all.sort_unstable();
    all
}

impl Facts {
    fn objects(&self) -> [(Of, &Fields); 3] {
        [
            (Of::Transaction, &self.transaction.fields),
            (Of::Account, &self.account.fields),
            (Of::Merchant, &self.merchant.fields),
        ]
    }

    /// Every field that counts for an action, in an order of its own, each value letter by letter.
    #[must_use]
    pub fn canonical(&self, action: TransactionAction) -> String {
        let mut text = String::new();
        for (of, fields) in self.objects() {
            let members = members(action, of, fields);
            let members: Vec<String> = members
                .iter()
                .map(|(name, raw)| format!("[{},{raw}]", serde_json::Value::from(*name)))
                .collect();
            text.push_str(&format!("{}:[{}]\n", of.words(), members.join(",")));
        }
        text
    }

    /// SHA-256 over kind, action and canonical text, in hexadecimal.
    #[must_use]
    pub fn hash(&self, action: TransactionAction) -> String {
        let mut hash = Sha256::new();
        hash.update(DOMAIN);
        for text in [
            self.kind.label(),
            action.label(),
            &self.transaction.id.to_string(),
            &self.canonical(action),
        ] {
            hash.update(text.len().to_be_bytes());
            hash.update(text.as_bytes());
        }
        hex::encode(hash.finalize())
    }

    /// Every field that counts and differs.
    #[must_use]
    pub fn differences(&self, now: &Self, action: TransactionAction) -> Vec<Difference> {
        let mut found = Vec::new();
        for ((of, shown), (_, now)) in self.objects().into_iter().zip(now.objects()) {
            compare(action, of, shown, now, &mut found);
        }
        found
    }

    /// The entries of its reads.
    #[must_use]
    pub fn entries(&self) -> [u64; 3] {
        self.reads.map(|read| read.entry)
    }

    /// When the oldest of its reads began.
    #[must_use]
    pub fn since(&self) -> Millis {
        let [transaction, account, merchant] = self.reads.map(|read| read.started);
        transaction.min(account).min(merchant)
    }

    /// The transaction as a subject.
    #[must_use]
    pub const fn subject(&self) -> Subject {
        Subject {
            kind: SubjectKind::Transaction,
            number: self.transaction.id.number(),
        }
    }
}

fn compare(
    action: TransactionAction,
    of: Of,
    shown: &Fields,
    now: &Fields,
    found: &mut Vec<Difference>,
) {
    let (shown, now) = (members(action, of, shown), members(action, of, now));
    if shown == now {
        return;
    }
    let mut names: Vec<&str> = shown.iter().chain(&now).map(|(name, _)| *name).collect();
    names.sort_unstable();
    names.dedup();
    let values = |all: &[(&str, &str)], name: &str| -> Option<String> {
        let values: Vec<&str> = all
            .iter()
            .filter(|(one, _)| *one == name)
            .map(|(_, raw)| *raw)
            .collect();
        (!values.is_empty()).then(|| values.join(" and "))
    };
    for name in names {
        let (before, after) = (values(&shown, name), values(&now, name));
        if before != after {
            found.push(Difference {
                of,
                field: name.to_owned(),
                shown: before,
                now: after,
            });
        }
    }
}

/// Why facts could not be read from the API.
pub enum NotRead {
    /// Nothing could be called or written down.
    Api(ApiError),
    /// A read did not work.
    Call(Of, CallError),
    /// A field without which it is not known what else to read.
    Stop(Stop),
}

impl From<ApiError> for NotRead {
    fn from(error: ApiError) -> Self {
        Self::Api(error)
    }
}

impl From<NotRead> for IntentError {
    fn from(error: NotRead) -> Self {
        match error {
            NotRead::Api(error) => Self::Api(error),
            NotRead::Call(of, error) => {
                let why = super::Freeze::ApiUnread(format!("{}: {}", of.words(), error.failure));
                Stop::Frozen(vec![why]).into()
            }
            NotRead::Stop(stop) => stop.into(),
        }
    }
}

fn taken<T>(of: Of, observed: Observed<T>) -> Result<(T, Read), NotRead> {
    let read = Read {
        entry: observed.sequence,
        started: observed.exchange.started,
        clock: observed.exchange.clock_offset(),
    };
    match observed.outcome {
        Ok(value) => Ok((value, read)),
        Err(error) => Err(NotRead::Call(of, error)),
    }
}

/// Reads a transaction, then its receiver account and source merchant.
pub async fn read(
    room: &ApiRoom,
    kind: TransactionKind,
    id: TransactionId,
    cause: Cause,
) -> Result<Facts, NotRead> {
    let observed = room
        .call(&GetTransaction { kind, id }, cause.clone())
        .await?;
    let (transaction, first) = taken(Of::Transaction, observed)?;
    let account = transaction.account().into_read();
    let account = account.ok_or(NotRead::Stop(Stop::Unread("toBusinessExternalAccountId")))?;
    let merchant = transaction.source().into_read();
    let merchant = merchant.ok_or(NotRead::Stop(Stop::Unread("fromBusinessId")))?;
    let account = GetReceiverAccount { id: account.into() };
    let merchant = GetMerchant {
        id: merchant.into(),
    };
    let (account, merchant) = tokio::join!(
        room.call(&account, cause.clone()),
        room.call(&merchant, cause)
    );
    let (account, second) = taken(Of::Account, account?)?;
    let (merchant, third) = taken(Of::Merchant, merchant?)?;
    Ok(Facts {
        kind,
        transaction,
        account,
        merchant,
        reads: [first, second, third],
    })
}

/// What was shown, read back from the ledger. It is what the window says it showed, or nothing.
pub async fn load(
    reader: &Reader,
    kind: TransactionKind,
    id: TransactionId,
    action: TransactionAction,
    shown: &ShownRef,
) -> Result<Facts, Stop> {
    let [transaction, account, merchant] = shown.entries;
    let (of_transaction, first) =
        object::<Transaction>(reader, transaction, Operation::get_transaction(kind)).await?;
    let (of_account, second) =
        object::<ReceiverAccount>(reader, account, Operation::GetReceiverAccount).await?;
    let (of_merchant, third) = object::<Merchant>(reader, merchant, Operation::GetMerchant).await?;
    let facts = Facts {
        kind,
        transaction: of_transaction,
        account: of_account,
        merchant: of_merchant,
        reads: [first, second, third],
    };
    let transaction = &facts.transaction;
    let belongs = transaction.id == id
        && transaction.account().into_read() == Some(facts.account.id.number())
        && transaction.source().into_read() == Some(facts.merchant.id.number());
    if !belongs {
        return Err(Stop::NotShown("its reads are not of this transaction"));
    }
    if facts.hash(action) != shown.hash {
        return Err(Stop::NotShown("its hash is another"));
    }
    Ok(facts)
}

async fn object<T: WireObject>(
    reader: &Reader,
    entry: u64,
    operation: Operation,
) -> Result<(T, Read), Stop> {
    const NONE: Stop = Stop::NotShown("a read of it does not stand in the ledger");
    let read = match observation::read(reader, entry).await {
        Ok(read) => read,
        Err(EngineError::NoObservation(_)) => return Err(NONE),
        Err(error) => return Err(error.into()),
    };
    if read.facts.operation != operation.id() || read.facts.outcome != CallOutcome::Worked {
        return Err(NONE);
    }
    let body = read.body.and_then(|body| String::from_utf8(body).ok());
    let object = body.and_then(|body| T::read(&body).ok()).ok_or(NONE)?;
    let clock = read.facts.clock_offset_ms;
    let read = Read {
        entry,
        started: read.facts.started,
        clock: clock.map(|(millis, uncertainty_millis)| ClockOffset {
            millis,
            uncertainty_millis,
        }),
    };
    Ok((object, read))
}

#[cfg(test)]
mod tests;
