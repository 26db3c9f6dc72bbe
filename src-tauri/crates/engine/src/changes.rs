//! What a person changed at a profile, as entries of its ledger: settings and secrets.

use crate::EngineError;
use domain::{
    Millis,
    record::{
        KIND_SECRET_CHANGED, KIND_SETTING_CHANGED, KeptIn, PART_FROM, PART_TO, SUBJECT_SETTINGS,
        SecretChange, SecretFacts, SecretKind, Setting, SettingFacts, secret_sentence,
    },
};
use ledger::{Built, EntryDraft, From, PageQuery, PartDraft, Reader};
use serde::Serialize;
use std::path::Path;

/// The most changes of secrets that are told.
pub const HISTORY_MAX: u16 = 100;

/// A changed setting, before it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingChanged {
    /// Which.
    pub setting: Setting,
    /// What it was and what it is; none for what must not be told.
    pub values: Option<(String, String)>,
}

/// A changed secret, before it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretChanged {
    /// Which.
    pub secret: SecretKind,
    /// What was done.
    pub change: SecretChange,
    /// Where it is kept since.
    pub kept_in: KeptIn,
    /// The webhook secret's id.
    pub key_id: Option<String>,
}

fn entry(
    kind: &str,
    facts: &impl Serialize,
    parts: Vec<PartDraft>,
    now: Millis,
) -> Result<EntryDraft, EngineError> {
    let facts = serde_json::to_string(facts).map_err(|source| EngineError::Settings {
        path: Path::new(kind).to_owned(),
        source,
    })?;
    Ok(EntryDraft {
        kind: kind.to_owned(),
        recorded_ms: now.0,
        subjects: vec![SUBJECT_SETTINGS.to_owned()],
        about: None,
        facts,
        parts,
    })
}

/// The entries of changed settings.
///
/// # Errors
/// None that these plain records could meet.
pub fn settings_changed(
    changes: Vec<SettingChanged>,
    by: Option<&str>,
    now: Millis,
) -> Result<Built, EngineError> {
    let entries = changes.into_iter().map(|changed| {
        let facts = SettingFacts {
            what: changed.setting.sentence().to_owned(),
            by: by.map(str::to_owned),
            setting: changed.setting,
        };
        let part = |name: &str, value: String| PartDraft {
            name: name.to_owned(),
            value: value.into_bytes(),
        };
        let parts = changed.values.map_or_else(Vec::new, |(from, to)| {
            vec![part(PART_FROM, from), part(PART_TO, to)]
        });
        entry(KIND_SETTING_CHANGED, &facts, parts, now)
    });
    Ok(Built {
        entries: entries.collect::<Result<_, _>>()?,
        remember: None,
    })
}

/// The entry of a changed secret.
///
/// # Errors
/// None that this plain record could meet.
pub fn secret_changed(
    changed: SecretChanged,
    by: Option<&str>,
    now: Millis,
) -> Result<Built, EngineError> {
    let facts = SecretFacts {
        what: secret_sentence(changed.secret, changed.change, changed.kept_in),
        by: by.map(str::to_owned),
        secret: changed.secret,
        change: changed.change,
        kept_in: changed.kept_in,
        key_id: changed.key_id,
    };
    Ok(Built {
        entries: vec![entry(KIND_SECRET_CHANGED, &facts, Vec::new(), now)?],
        remember: None,
    })
}

/// A change of a secret as the ledger has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretHistory {
    /// The entry's number.
    pub sequence: u64,
    /// When.
    pub at: Millis,
    /// What was done. None if the entry is damaged, or of a later version.
    pub facts: Option<SecretFacts>,
}

/// The newest changes of a profile's secrets, the newest first.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn secret_history(reader: &Reader) -> Result<Vec<SecretHistory>, EngineError> {
    let page = reader
        .page(&PageQuery {
            subject: Some(SUBJECT_SETTINGS.to_owned()),
            kinds: vec![KIND_SECRET_CHANGED.to_owned()],
            from: From::Newest,
            limit: HISTORY_MAX,
        })
        .await?;
    let history = page.entries.into_iter().map(|entry| SecretHistory {
        sequence: entry.sequence,
        at: Millis(entry.recorded_ms),
        facts: serde_json::from_str(&entry.facts)
            .ok()
            .filter(|_| entry.damage.is_none()),
    });
    Ok(history.collect())
}
