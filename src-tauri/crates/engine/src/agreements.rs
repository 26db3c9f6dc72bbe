//! The legal agreements of a merchant: what was read of them, and who accepted which version.
//!
//! Their shape is not known, so what is looked for goes by a few likely names (assumed), and
//! everything that came is kept beside it.

use crate::{
    EngineError,
    intents::{Past, past, text_part, texts},
    observation,
};
use domain::{
    MerchantId, Millis, Subject,
    record::{CallOutcome, KIND_OBSERVATION, ObservationFacts, PART_AGREEMENTS, PART_DETAIL},
};
use ledger::{Entry, From, PAGE_ENTRIES_MAX, PageQuery, Reader};
use partner_api::{Fields, Operation, wire::legal_agreements::LegalAgreements};

/// So many pages of a merchant's calls are looked through.
const PAGES_MAX: usize = 10;

const TITLES: &[&str] = &["title", "name", "label", "displayName", "type"];
const VERSIONS: &[&str] = &["version", "versionNumber", "revision"];
const URLS: &[&str] = &["url", "link", "href", "documentUrl", "fileUrl", "pdfUrl"];
const TEXTS: &[&str] = &["text", "content", "body", "terms"];

/// An agreement as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// Every member that came.
    pub fields: Fields,
}

impl Agreement {
    /// What it is called.
    #[must_use]
    pub fn title(&self) -> Option<String> {
        self.word(TITLES)
    }

    /// Its version: a text, or a number as it is written.
    #[must_use]
    pub fn version(&self) -> Option<String> {
        self.word(VERSIONS)
    }

    /// Where it can be read.
    #[must_use]
    pub fn url(&self) -> Option<String> {
        self.word(URLS)
    }

    /// What stands in it.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        self.word(TEXTS)
    }

    /// The members beside those.
    pub fn further(&self) -> impl Iterator<Item = (&str, &str)> {
        let known = [TITLES, VERSIONS, URLS, TEXTS].map(|names| self.name_of(names));
        let members = self.fields.members();
        members.filter(move |(name, _)| !known.contains(&Some(*name)))
    }

    fn name_of(&self, names: &[&'static str]) -> Option<&'static str> {
        let mut names = names.iter().copied();
        names.find(|name| self.value(name).is_some())
    }

    fn word(&self, names: &[&'static str]) -> Option<String> {
        self.name_of(names).and_then(|name| self.value(name))
    }

    fn value(&self, name: &str) -> Option<String> {
        let text = self.fields.text(name).into_read();
        let number = || {
            let raw = self.fields.raw(name).into_read()?;
            raw.starts_with(|letter: char| letter.is_ascii_digit())
                .then(|| raw.to_owned())
        };
        text.or_else(number).filter(|text| !text.trim().is_empty())
    }

    /// Whether it says that it was accepted, by a member whose name speaks of acceptance
    /// (assumed).
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        is_accepted(&self.fields)
    }
}

/// Whether an agreement says that it was accepted.
#[must_use]
pub fn is_accepted(agreement: &Fields) -> bool {
    let mut members = agreement.members();
    members.any(|(name, value)| speaks_of_acceptance(name) && !matches!(value, "null" | "false"))
}

fn speaks_of_acceptance(name: &str) -> bool {
    name.to_ascii_lowercase().contains("accepted")
}

/// What stands in an agreement, but for whether it was accepted.
#[must_use]
pub fn terms(agreement: &Fields) -> Vec<(String, String)> {
    let members = agreement.members();
    members
        .filter(|(name, _)| !speaks_of_acceptance(name))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// An acceptance that a person asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// Who, when, and what became of it.
    pub past: Past,
    /// The agreements as they were shown; empty where that was erased.
    pub shown: Vec<Agreement>,
}

/// What is known of a merchant's agreements.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Agreements {
    /// As they were last read.
    pub agreements: Vec<Agreement>,
    /// The read that showed them: its entry, and when it began.
    pub read: Option<(u64, Millis)>,
    /// A later read that did not work: when, and what became of it.
    pub failed: Option<(Millis, String)>,
    /// What was accepted, newest first.
    pub acceptances: Vec<Acceptance>,
}

impl Agreements {
    /// Whether an agreement is accepted: it says so, or it was accepted from here as it is now.
    #[must_use]
    pub fn is_accepted(&self, agreement: &Agreement) -> bool {
        let now = terms(&agreement.fields);
        let done = self.acceptances.iter().filter(|one| one.past.is_done());
        let mut shown = done.flat_map(|one| &one.shown);
        agreement.is_accepted() || shown.any(|shown| terms(&shown.fields) == now)
    }

    /// Whether there are agreements, and all are accepted.
    #[must_use]
    pub fn all_accepted(&self) -> bool {
        let mut all = self.agreements.iter();
        !self.agreements.is_empty() && all.all(|one| self.is_accepted(one))
    }
}

/// Reads what the ledger knows of a merchant's agreements.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn agreements_of(
    reader: &Reader,
    merchant: MerchantId,
) -> Result<Agreements, EngineError> {
    let (past, _) = past(reader, merchant.into(), Operation::AcceptLegalAgreements).await?;
    let intents: Vec<u64> = past.iter().map(|one| one.intent).collect();
    let mut shown = texts(reader, &intents, PART_AGREEMENTS).await?;
    let acceptances = past.into_iter().map(|past| {
        let shown = shown.remove(&past.intent);
        let shown = shown.map_or_else(Vec::new, |json| agreements(json.as_bytes()));
        Acceptance { past, shown }
    });
    let mut all = Agreements {
        acceptances: acceptances.collect(),
        ..Agreements::default()
    };
    newest_read(reader, merchant.into(), &mut all).await?;
    Ok(all)
}

fn agreements(body: &[u8]) -> Vec<Agreement> {
    let read = LegalAgreements::read(body);
    let read = read.map_or_else(|_| Vec::new(), |read| read.agreements);
    read.into_iter()
        .map(|fields| Agreement { fields })
        .collect()
}

async fn newest_read(
    reader: &Reader,
    merchant: Subject,
    all: &mut Agreements,
) -> Result<(), EngineError> {
    let mut from = From::Newest;
    for _ in 0..PAGES_MAX {
        let page = reader
            .page(&PageQuery {
                subject: Some(merchant.to_string()),
                kinds: vec![KIND_OBSERVATION.to_owned()],
                from,
                limit: PAGE_ENTRIES_MAX,
            })
            .await?;
        let mut entries = page.entries;
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.sequence));
        for entry in &entries {
            let Some(facts) = of_agreements(entry) else {
                continue;
            };
            if facts.outcome == CallOutcome::Worked {
                // Erased, or an answer that this version can't read: an older one may do.
                if let Some(body) = observation::read(reader, entry.sequence).await?.body {
                    all.agreements = agreements(&body);
                    all.read = Some((entry.sequence, facts.started));
                    return Ok(());
                }
            } else if all.failed.is_none() {
                let why = text_part(reader, entry.sequence, PART_DETAIL).await?;
                all.failed = Some((Millis(entry.recorded_ms), why.unwrap_or_default()));
            }
        }
        match entries.last().filter(|_| page.more) {
            Some(oldest) => from = From::Before(oldest.sequence),
            None => break,
        }
    }
    Ok(())
}

fn of_agreements(entry: &Entry) -> Option<ObservationFacts> {
    let facts: ObservationFacts = serde_json::from_str(&entry.facts).ok()?;
    let is_it = facts.operation == Operation::GetLegalAgreements.id();
    (is_it && entry.damage.is_none()).then_some(facts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(json: &str) -> Agreement {
        let fields = Fields::parse(json.as_bytes()).unwrap();
        Agreement { fields }
    }

    #[test]
    fn an_agreement_is_read_by_likely_names_and_nothing_of_it_is_lost() {
        let agreement = one(
            r#"{"name":"Terms","version":2.10,"href":"https://a.example/t","acceptedDate":null,
                "x":{"y":1}}"#,
        );
        assert_eq!(agreement.title().as_deref(), Some("Terms"));
        assert_eq!(agreement.version().as_deref(), Some("2.10"));
        assert_eq!(agreement.url().as_deref(), Some("https://a.example/t"));
        assert_eq!(agreement.text(), None);
        let further: Vec<_> = agreement.further().map(|(name, _)| name).collect();
        assert_eq!(further, ["acceptedDate", "x"]);
        assert!(!agreement.is_accepted());
        assert!(one(r#"{"AcceptedAt":17}"#).is_accepted());
        let bare = one(r#"{"title":"","a":1}"#);
        assert_eq!((bare.title(), bare.version()), (None, None));
    }

    #[test]
    fn terms_are_the_same_whatever_was_accepted_and_others_in_another_version() {
        let terms = |json: &str| terms(&one(json).fields);
        let open = terms(r#"{"id":1,"version":"1","acceptedDate":null}"#);
        assert_eq!(open, terms(r#"{"id":1,"version":"1","acceptedDate":17}"#));
        assert_ne!(open, terms(r#"{"id":1,"version":"2","acceptedDate":null}"#));
    }
}
