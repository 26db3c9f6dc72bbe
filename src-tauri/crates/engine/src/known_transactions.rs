//! Transactions of a merchant that the ledger knows, by what the newest reads of the API showed.

use crate::{EngineError, api::kind_of};
use domain::{
    Millis, PartnerNumber, SubjectKind,
    record::{
        CallOutcome, KIND_OBSERVATION, ObservationFacts, PART_BODY, PART_OBJECTS, SUBJECT_CALLS,
    },
};
use ledger::{Entry, From, PageQuery, Part, Reader};
use partner_api::{Fields, Operation, list_envelope::read_list};
use std::collections::HashSet;

const PAGE: u16 = 250;
/// How far back calls are looked through.
const PAGES_MAX: usize = 4;
/// How many are told.
const TRANSACTIONS_MAX: usize = 20;

/// A transaction, as the newest read of it showed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownTransaction {
    /// Its number.
    pub number: PartnerNumber,
    /// Whether the merchant is its source; otherwise its target.
    pub is_source: bool,
    /// Its status word.
    pub status: Option<String>,
    /// The target amount, as it was written.
    pub to_amount: Option<String>,
    /// The target currency's symbol.
    pub to_currency: Option<String>,
    /// When it was read.
    pub read: Millis,
    /// The read's entry.
    pub sequence: u64,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownTransactions {
    /// The transactions, those read last first.
    pub rows: Vec<KnownTransaction>,
    /// Whether there are more, or older calls that were not looked through.
    pub more: bool,
}

/// The transactions of a merchant among what was read last.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn known_transactions(
    reader: &Reader,
    merchant: PartnerNumber,
) -> Result<KnownTransactions, EngineError> {
    let mut known = KnownTransactions::default();
    let mut seen = HashSet::new();
    let mut from = From::Newest;
    for _ in 0..PAGES_MAX {
        let page = reader
            .page(&PageQuery {
                subject: Some(SUBJECT_CALLS.to_owned()),
                kinds: vec![KIND_OBSERVATION.to_owned()],
                from,
                limit: PAGE,
            })
            .await?;
        let reads: Vec<&Entry> = page.entries.iter().filter(|entry| shows(entry)).collect();
        let sequences: Vec<u64> = reads.iter().map(|entry| entry.sequence).collect();
        let parts = reader.parts(&sequences, None).await?;
        for entry in reads {
            for fields in objects(entry.sequence, &parts) {
                let Some(number) = fields.id("businessRequestId").into_read() else {
                    continue;
                };
                if !seen.insert(number) {
                    continue;
                }
                let is = |name: &str| fields.id(name).into_read() == Some(merchant);
                let is_source = is("fromBusinessId");
                if !is_source && !is("toBusinessId") {
                    continue;
                }
                if known.rows.len() >= TRANSACTIONS_MAX {
                    known.more = true;
                    return Ok(known);
                }
                known.rows.push(KnownTransaction {
                    number,
                    is_source,
                    status: fields.text("clientStatus").into_read(),
                    to_amount: fields.text("toAmount").into_read(),
                    to_currency: fields.text("toCurrencySymbol").into_read(),
                    read: Millis(entry.recorded_ms),
                    sequence: entry.sequence,
                });
            }
        }
        known.more = page.more;
        match page.entries.last().filter(|_| page.more) {
            Some(oldest) => from = From::Before(oldest.sequence),
            None => break,
        }
    }
    Ok(known)
}

/// Whether it is a call that worked and shows transactions.
fn shows(entry: &Entry) -> bool {
    let Ok(facts) = serde_json::from_str::<ObservationFacts>(&entry.facts) else {
        return false;
    };
    let operation = Operation::from_id(&facts.operation);
    let is_of_transactions = operation.and_then(kind_of) == Some(SubjectKind::Transaction);
    entry.damage.is_none() && facts.outcome == CallOutcome::Worked && is_of_transactions
}

/// The objects that a call showed. One that is the same as an earlier read has them there.
fn objects(sequence: u64, parts: &[Part]) -> Vec<Fields> {
    let value = |name: &str| {
        let mut own = parts.iter().filter(|part| part.sequence == sequence);
        let found = own.find(|part| part.name == name && part.damage.is_none())?;
        found.value.as_deref()
    };
    if let Some(objects) = value(PART_OBJECTS) {
        let all: Vec<Box<serde_json::value::RawValue>> =
            serde_json::from_slice(objects).unwrap_or_default();
        let all = all.iter().map(|raw| Fields::parse(raw.get().as_bytes()));
        return all.filter_map(Result::ok).collect();
    }
    let Some(body) = value(PART_BODY) else {
        return Vec::new();
    };
    match read_list(body) {
        Ok(list) => {
            let all = list
                .items
                .iter()
                .map(|raw| Fields::parse(raw.get().as_bytes()));
            all.filter_map(Result::ok).collect()
        }
        Err(_) => Fields::parse(body).into_iter().collect(),
    }
}
