//! Which URL the platform sends to, out of the ledger; and how entries tell a URL.

use crate::EngineError;
use domain::{
    Millis, PlatformUrl, UrlTold,
    record::{
        KIND_PLATFORM_URL, KIND_WAY_CHANGED, PlatformUrlFacts, SUBJECT_WAY_IN, WayChangedFacts,
    },
};
use ledger::{AppendError, Entry, EntryDraft, From, PAGE_ENTRIES_MAX, PageQuery, Reader};
use sha2::{Digest, Sha256};

/// How many bytes of a hash mark a URL.
const MARK_BYTES: usize = 16;

/// A URL as entries tell it: its host, and a mark of the whole, the receiver's path too. `salt` is
/// the ledger's own.
#[must_use]
pub fn url_told(salt: &[u8; 32], host: String, whole: &str) -> UrlTold {
    let hash = Sha256::new()
        .chain_update(salt)
        .chain_update(whole)
        .finalize();
    UrlTold {
        host,
        mark: Some(hex::encode(hash.get(..MARK_BYTES).unwrap_or_default())),
    }
}

/// The entry that says that the platform sends to a URL.
///
/// # Errors
/// [`AppendError::Invalid`]: none that this plain record could meet.
pub fn platform_url_said(facts: &PlatformUrlFacts, now: Millis) -> Result<EntryDraft, AppendError> {
    let facts = serde_json::to_string(facts).map_err(|error| AppendError::Invalid {
        reason: error.to_string(),
    })?;
    Ok(EntryDraft {
        kind: KIND_PLATFORM_URL.to_owned(),
        recorded_ms: now.0,
        subjects: vec![SUBJECT_WAY_IN.to_owned()],
        about: None,
        facts,
        parts: Vec::new(),
    })
}

/// What the ledger says of the URL that the platform sends to.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn platform_url(reader: &Reader) -> Result<PlatformUrl, EngineError> {
    let page = async |kinds: &[&str], from, limit| {
        let query = PageQuery {
            subject: Some(SUBJECT_WAY_IN.to_owned()),
            kinds: kinds.iter().map(|kind| (*kind).to_owned()).collect(),
            from,
            limit,
        };
        reader.page(&query).await
    };
    let mut platform = PlatformUrl::default();
    // What was said last makes all before it void.
    let newest = page(&[KIND_PLATFORM_URL], From::Newest, 1).await?;
    let newest = newest.entries.first();
    let mut upto = newest.map_or(0, |entry| entry.sequence.saturating_sub(1));
    loop {
        let kinds = [KIND_PLATFORM_URL, KIND_WAY_CHANGED];
        let found = page(&kinds, From::After(upto), PAGE_ENTRIES_MAX).await?;
        for entry in &found.entries {
            take(&mut platform, entry);
            upto = entry.sequence;
        }
        if !found.more || found.entries.is_empty() {
            return Ok(platform);
        }
    }
}

/// Takes in what an entry says of it; one that was changed says nothing.
fn take(platform: &mut PlatformUrl, entry: &Entry) {
    if entry.damage.is_some() {
        return;
    }
    if entry.kind == KIND_PLATFORM_URL {
        if let Ok(facts) = serde_json::from_str::<PlatformUrlFacts>(&entry.facts) {
            platform.said(facts.url);
        }
        return;
    }
    let facts = serde_json::from_str::<WayChangedFacts>(&entry.facts);
    let proven = facts.ok().filter(|facts| facts.proven_since.is_some());
    if let Some(url) = proven.and_then(|facts| facts.url()) {
        platform.proven_at(&url);
    }
}
