//! The documents of a merchant, as the ledger tells of their uploads.

use super::{Copies, CopyState};
use crate::{
    EngineError,
    intents::{Past, past, texts},
};
use domain::{
    MerchantId, Millis,
    record::{DocumentPart, PART_DOCUMENT, PART_URL},
};
use ledger::Reader;
use partner_api::Operation;
use std::time::Duration;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// An uploaded file's URL is said to hold about so long (observed).
pub const AGED_AFTER: Duration = DAY.saturating_mul(7);
/// From here on a person should upload it again soon.
pub const AGING_AFTER: Duration = DAY.saturating_mul(5);

/// How old a URL is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UrlAge {
    /// It should hold.
    Fresh,
    /// It holds for two days more at most.
    Aging,
    /// It is past what it is said to hold.
    Aged,
}

/// How old a URL is that came at this time.
#[must_use]
pub fn url_age(came: Millis, now: Millis) -> UrlAge {
    let age = now.0.saturating_sub(came.0);
    let age = Duration::from_millis(u64::try_from(age).unwrap_or(0));
    if age >= AGED_AFTER {
        UrlAge::Aged
    } else if age >= AGING_AFTER {
        UrlAge::Aging
    } else {
        UrlAge::Fresh
    }
}

/// One upload of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uploaded {
    /// Who asked for it, when, and what became of it.
    pub past: Past,
    /// What the person said that it is for.
    pub purpose: String,
    /// The URL that came, and how old it is.
    pub url: Option<(String, UrlAge)>,
}

/// A document of a merchant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What it is, as it was last uploaded.
    pub about: DocumentPart,
    /// How its local copy is.
    pub copy: CopyState,
    /// Its uploads, the newest first.
    pub uploads: Vec<Uploaded>,
}

impl Document {
    /// The newest upload that gave a URL.
    #[must_use]
    pub fn newest_url(&self) -> Option<(&Uploaded, &str, UrlAge)> {
        let with = |one: &'_ Uploaded| one.url.is_some();
        let one = self.uploads.iter().find(|one| with(one))?;
        let (url, age) = one.url.as_ref()?;
        Some((one, url, *age))
    }
}

/// The documents of a merchant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Documents {
    /// Each once, however often it was uploaded; the one that was uploaded last stands first.
    pub documents: Vec<Document>,
    /// Whether older uploads were not looked at.
    pub is_cut: bool,
}

/// Reads a merchant's documents from the ledger, and looks how their copies are.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn documents_of(
    reader: &Reader,
    copies: &Copies,
    merchant: MerchantId,
    now: Millis,
) -> Result<Documents, EngineError> {
    let (uploads, is_cut) = past(reader, merchant.into(), Operation::UploadFile).await?;
    let intents: Vec<u64> = uploads.iter().map(|one| one.intent).collect();
    let outcomes = uploads.iter().filter_map(|one| one.became.as_ref());
    let outcomes: Vec<u64> = outcomes.map(|became| became.sequence).collect();
    let mut abouts = texts(reader, &intents, PART_DOCUMENT).await?;
    let mut urls = texts(reader, &outcomes, PART_URL).await?;
    let mut documents: Vec<Document> = Vec::new();
    for past in uploads {
        // What was erased is none of the merchant's documents any more.
        let about = abouts.remove(&past.intent);
        let about: Option<DocumentPart> = about.and_then(|text| serde_json::from_str(&text).ok());
        let Some(about) = about else { continue };
        let url = past.became.as_ref().and_then(|became| {
            let url = urls.remove(&became.sequence)?;
            Some((url, url_age(became.at, now)))
        });
        let upload = Uploaded {
            past,
            purpose: about.purpose.clone(),
            url,
        };
        let mut known = documents.iter_mut();
        match known.find(|one| one.about.sha256 == about.sha256) {
            Some(document) => document.uploads.push(upload),
            None => documents.push(Document {
                about,
                copy: CopyState::Missing,
                uploads: vec![upload],
            }),
        }
    }
    look(copies, &mut documents).await;
    Ok(Documents { documents, is_cut })
}

/// A copy that was never looked at is read through, which is no work for the runtime's threads.
async fn look(copies: &Copies, documents: &mut [Document]) {
    let copies = copies.clone();
    let names = documents.iter().map(|one| one.about.sha256.clone());
    let names: Vec<String> = names.collect();
    let looked = tokio::task::spawn_blocking(move || {
        let states = names.iter().map(|name| copies.state(name));
        states.collect::<Vec<CopyState>>()
    });
    let looked = looked.await.unwrap_or_else(|error| {
        tracing::error!(%error, "the local copies could not be looked at");
        Vec::new()
    });
    for (document, state) in documents.iter_mut().zip(looked) {
        document.copy = state;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_ages_with_the_days_it_is_said_to_hold() {
        let age = |days: i64, millis: i64| {
            let day = 24 * 60 * 60 * 1000;
            url_age(Millis(1000), Millis(1000 + days * day + millis))
        };
        assert_eq!(age(0, 0), UrlAge::Fresh);
        assert_eq!(age(5, -1), UrlAge::Fresh);
        assert_eq!(age(5, 0), UrlAge::Aging);
        assert_eq!(age(7, -1), UrlAge::Aging);
        assert_eq!(age(7, 0), UrlAge::Aged);
        // A clock that was put back.
        assert_eq!(age(-30, 0), UrlAge::Fresh);
    }
}
