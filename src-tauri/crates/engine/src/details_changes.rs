//! Changes of the details to which a receiver account's money goes, as the ledger has them.

use crate::{
    EngineError,
    payee_details::{ChangedField, is_masked, label, text},
};
use domain::{
    Millis, Subject,
    record::{DetailsChangedFacts, KIND_DETAILS_CHANGED, PART_FROM, PART_TO},
};
use ledger::{Entry, From, PAGE_ENTRIES_MAX, PageQuery, Reader};
use partner_api::Fields;
use std::collections::HashMap;

/// The most changes of one account that are told, the newest first.
pub const CHANGES_TOLD_MAX: u16 = 50;

/// A change of an account's details.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DetailsChange {
    /// Its entry.
    pub sequence: u64,
    /// When it was first seen.
    pub at: Millis,
    /// The entry that first shows them so.
    pub shown_by: Option<u64>,
    /// Who and what.
    pub facts: DetailsChangedFacts,
    /// The values, where they were not erased; each of a field that the facts name.
    pub fields: Vec<ChangedField>,
}

/// What stands beside an entry: the values before and after.
#[derive(Debug, Clone, Default)]
pub struct Values {
    from: Option<Fields>,
    to: Option<Fields>,
}

/// What an entry says; none if it is damaged or of a later version.
#[must_use]
pub fn read(entry: &Entry) -> Option<DetailsChangedFacts> {
    if entry.kind != KIND_DETAILS_CHANGED || entry.damage.is_some() {
        return None;
    }
    serde_json::from_str(&entry.facts).ok()
}

/// The values that stand beside those of these entries that are such changes.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn values(
    reader: &Reader,
    entries: &[Entry],
) -> Result<HashMap<u64, Values>, EngineError> {
    let of_kind = entries
        .iter()
        .filter(|one| one.kind == KIND_DETAILS_CHANGED);
    let sequences: Vec<u64> = of_kind.map(|entry| entry.sequence).collect();
    let mut found: HashMap<u64, Values> = HashMap::new();
    for some in sequences.chunks(PAGE_ENTRIES_MAX.into()) {
        for part in reader.parts(some, None).await? {
            let value = part.value.filter(|_| part.damage.is_none());
            let fields = value.and_then(|bytes| Fields::parse(&bytes).ok());
            let values = found.entry(part.sequence).or_default();
            match part.name.as_str() {
                PART_FROM => values.from = fields,
                PART_TO => values.to = fields,
                _ => {}
            }
        }
    }
    Ok(found)
}

fn fields(facts: &DetailsChangedFacts, values: &Values) -> Vec<ChangedField> {
    let of = |fields: &Option<Fields>, name: &str| {
        let fields = fields.as_ref()?;
        fields.raw(name).into_read().map(str::to_owned)
    };
    let names = facts.fields.iter();
    names
        .map(|name| ChangedField {
            name: name.clone(),
            before: of(&values.from, name),
            after: of(&values.to, name),
        })
        .collect()
}

/// The changes of an account's details, the newest first. What a call showed a moment ago may not
/// be among them yet: [`super::DetailsWatch::catch_up`] looks at all that is in the ledger.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn details_changes(
    reader: &Reader,
    account: Subject,
) -> Result<Vec<DetailsChange>, EngineError> {
    let page = reader
        .page(&PageQuery {
            subject: Some(account.to_string()),
            kinds: vec![KIND_DETAILS_CHANGED.to_owned()],
            from: From::Newest,
            limit: CHANGES_TOLD_MAX,
        })
        .await?;
    let mut values = values(reader, &page.entries).await?;
    let changes = page.entries.iter().filter_map(|entry| {
        let facts = read(entry)?;
        let values = values.remove(&entry.sequence).unwrap_or_default();
        Some(DetailsChange {
            sequence: entry.sequence,
            at: Millis(entry.recorded_ms),
            shown_by: entry.about,
            fields: fields(&facts, &values),
            facts,
        })
    });
    Ok(changes.collect())
}

/// What happened, in a sentence in which no number stands in full.
#[must_use]
pub fn sentence(facts: &DetailsChangedFacts, values: &Values) -> String {
    let changed: Vec<String> = fields(facts, values).iter().map(told).collect();
    let who = match (&facts.action, &facts.by) {
        (None, _) => "not by this console; a read of the API shows it".to_owned(),
        (Some(_), Some(by)) => format!("asked for by {by}"),
        (Some(_), None) => "asked for at this console".to_owned(),
    };
    format!("Changed: {} ({who}).", changed.join("; "))
}

fn told(field: &ChangedField) -> String {
    let label = label(&field.name);
    let value = |json: &String| {
        let text = text(json);
        if !is_masked(&field.name) {
            return text;
        }
        let end = domain::masked_end(&text).unwrap_or_default();
        format!("\u{b7}\u{b7}\u{b7}\u{b7} {end}")
    };
    match (&field.before, &field.after) {
        (Some(before), Some(after)) => format!("{label} {} → {}", value(before), value(after)),
        (None, Some(after)) => format!("{label} → {}", value(after)),
        (Some(before), None) => format!("{label} {} → none", value(before)),
        (None, None) => label.to_owned(),
    }
}
