//! What became of the way in, and what people did to it, as the ledger tells it.

use crate::{EngineError, timeline::read_rows};
use domain::{
    Millis,
    record::{
        KIND_SETTING_CHANGED, KINDS_OF_WAY_IN, PART_FROM, PART_TO, SUBJECT_SETTINGS,
        SUBJECT_WAY_IN, Setting, SettingFacts, WayChangedFacts,
    },
};
use ledger::{Entry, From, PageQuery, Reader};
use std::{cmp::Reverse, collections::HashMap};

/// One change of the way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastWay {
    /// The entry.
    pub sequence: u64,
    /// When.
    pub at: Millis,
    /// The state it came to, as entries spell it; none for entries of other kinds.
    pub state: Option<String>,
    /// What happened, in a sentence.
    pub words: String,
    /// Who did it, if a person did.
    pub by: Option<String>,
}

/// The newest changes of the way in, the newest first.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn history(reader: &Reader, most: u16) -> Result<Vec<PastWay>, EngineError> {
    let kinds = KINDS_OF_WAY_IN.map(str::to_owned).to_vec();
    let mut entries = newest(reader, SUBJECT_WAY_IN, kinds, most).await?;
    let kinds = vec![KIND_SETTING_CHANGED.to_owned()];
    let settings = newest(reader, SUBJECT_SETTINGS, kinds, most).await?;
    entries.extend(settings.into_iter().filter(is_of_way_in));
    entries.sort_by_key(|entry| Reverse(entry.sequence));
    entries.truncate(most.into());
    let states: HashMap<u64, String> = entries
        .iter()
        .filter_map(|entry| {
            let facts: WayChangedFacts = serde_json::from_str(&entry.facts).ok()?;
            Some((entry.sequence, facts.state))
        })
        .collect();
    let values = values(reader, &entries).await?;
    let rows = read_rows(reader, &entries).await?;
    let rows = rows.into_iter().map(|row| {
        let mut words = row.reason;
        if let Some((Some(from), Some(to))) = values.get(&row.sequence) {
            words.push_str(&format!(" Before: {from}. Now: {to}."));
        }
        PastWay {
            state: states.get(&row.sequence).cloned(),
            sequence: row.sequence,
            at: row.at,
            words,
            by: row.by,
        }
    });
    Ok(rows.collect())
}

/// What settings were and are, by their entries, as far as it was not erased.
async fn values(
    reader: &Reader,
    entries: &[Entry],
) -> Result<HashMap<u64, (Option<String>, Option<String>)>, EngineError> {
    let settings = entries
        .iter()
        .filter(|one| one.kind == KIND_SETTING_CHANGED);
    let settings: Vec<u64> = settings.map(|entry| entry.sequence).collect();
    let mut values: HashMap<u64, (Option<String>, Option<String>)> = HashMap::new();
    for part in reader.parts(&settings, None).await? {
        let value = part.value.filter(|_| part.damage.is_none());
        let value = value.and_then(|bytes| String::from_utf8(bytes).ok());
        let (from, to) = values.entry(part.sequence).or_default();
        match part.name.as_str() {
            PART_FROM => *from = value,
            PART_TO => *to = value,
            _ => {}
        }
    }
    Ok(values)
}

async fn newest(
    reader: &Reader,
    subject: &str,
    kinds: Vec<String>,
    limit: u16,
) -> Result<Vec<Entry>, EngineError> {
    let query = PageQuery {
        subject: Some(subject.to_owned()),
        kinds,
        from: From::Newest,
        limit,
    };
    Ok(reader.page(&query).await?.entries)
}

fn is_of_way_in(entry: &Entry) -> bool {
    let facts = serde_json::from_str::<SettingFacts>(&entry.facts);
    facts.is_ok_and(|facts| {
        matches!(
            facts.setting,
            Setting::WayIn | Setting::WayInOn | Setting::HostKey
        )
    })
}
