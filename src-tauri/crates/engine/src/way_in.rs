//! What was found of the way in, on its way into the ledger: when the program began and ended, each
//! state of the tunnel, and when the store refused. It knows no tunnel: what is found comes by
//! channels.

mod history;
mod noted;
mod platform;
mod seen;
mod setup;

pub use history::{PastWay, history};
pub use noted::{NOTE_EVERY, Noted};
pub use platform::{platform_url, platform_url_said, url_told};
pub use seen::{First, Seen, seen_since};
pub use setup::{Way, WaySetup};

use crate::{EngineError, chain, deed, deed::DeedError, timeline::is_later_verdict};
use domain::{
    Clock, Millis, PlatformUrl, UrlTold,
    record::{
        KIND_PROGRAM_BEGAN, KIND_PROGRAM_ENDED, KIND_STORE_REFUSED, KIND_VERDICT, KIND_WAY_CHANGED,
        PART_DETAIL, PlatformUrlFacts, ProgramBeganFacts, ProgramEndedFacts, SUBJECT_WAY_IN,
        StoreRefusedFacts, VerdictFacts, WayChangedFacts,
    },
};
use ledger::{
    AppendError, Entry, EntryDraft, From, PAGE_ENTRIES_MAX, PageQuery, PartDraft, Reader,
    StoreHealth, Writer,
};
use noted::NotedFile;
use std::{
    collections::{HashMap, VecDeque},
    path::Path,
    sync::Arc,
    time::Duration,
};
use tokio::sync::{mpsc, oneshot, watch};
use webhooks::Verdict;

/// How many entries may wait for a store that refuses; what comes beyond is counted.
const WAITING_MAX: usize = 256;
/// How often a store that refused is asked again.
const RETRY_EVERY: Duration = Duration::from_secs(2);

/// A change of the way in: its facts, and the reason in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayChange {
    /// What it is from then on.
    pub facts: WayChangedFacts,
    /// Why, if there is a reason.
    pub detail: Option<String>,
}

/// A verified delivery that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CameIn {
    /// When.
    pub at: Millis,
    /// The host that it named in its head.
    pub host: Option<String>,
}

/// Where what is found of the way in comes from.
#[derive(Debug)]
pub struct WayNews {
    /// Each change of its state, in order.
    pub changes: mpsc::Receiver<WayChange>,
    /// When something last came through, as that changes.
    pub proofs: watch::Receiver<Option<Millis>>,
    /// The newest verified delivery.
    pub came_in: watch::Receiver<Option<CameIn>>,
    /// That the program ends in order.
    pub end: oneshot::Receiver<()>,
}

/// Writes down what is found of the way in.
pub struct WayInLog {
    writer: Writer,
    clock: Arc<dyn Clock>,
    file: NotedFile,
    waiting: VecDeque<EntryDraft>,
    // Changes that found no place among those that wait.
    missed: u64,
    last_proof: Option<Millis>,
    refusing_since: Option<Millis>,
    platform: watch::Sender<PlatformUrl>,
    // Where the outside reaches it, and since when.
    session: Option<(UrlTold, Millis)>,
    came_in: Option<CameIn>,
}

/// Whether a way in was ever watched over in this ledger: then each start and end is told.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn was_watched(reader: &Reader) -> Result<bool, EngineError> {
    let page = reader
        .page(&PageQuery {
            subject: Some(SUBJECT_WAY_IN.to_owned()),
            kinds: Vec::new(),
            from: From::Newest,
            limit: 1,
        })
        .await?;
    Ok(!page.entries.is_empty())
}

/// When the newest verified delivery came, as far back as one page of verdicts tells. It came
/// through, whatever the file beside the ledger says.
async fn newest_verified(reader: &Reader) -> Result<Option<Millis>, EngineError> {
    let page = reader
        .page(&PageQuery {
            subject: None,
            kinds: vec![KIND_VERDICT.to_owned()],
            from: From::Newest,
            limit: PAGE_ENTRIES_MAX,
        })
        .await?;
    let is_verified = |entry: &&Entry| {
        let facts = serde_json::from_str::<VerdictFacts>(&entry.facts);
        let verdict = facts
            .ok()
            .and_then(|facts| Verdict::from_code(&facts.verdict));
        verdict.is_some_and(Verdict::is_verified) && entry.damage.is_none()
    };
    let mut verdicts = page.entries.iter().filter(|entry| !is_later_verdict(entry));
    let newest = verdicts.find(is_verified);
    Ok(newest.map(|entry| Millis(entry.recorded_ms)))
}

/// Whether a provider had a session before, as far back as one page of entries tells.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn had_session(reader: &Reader, provider: &str) -> Result<bool, EngineError> {
    let page = reader
        .page(&PageQuery {
            subject: Some(SUBJECT_WAY_IN.to_owned()),
            kinds: vec![KIND_WAY_CHANGED.to_owned()],
            from: From::Newest,
            limit: PAGE_ENTRIES_MAX,
        })
        .await?;
    let had = |entry: &Entry| {
        let facts = serde_json::from_str::<WayChangedFacts>(&entry.facts);
        facts.is_ok_and(|facts| facts.provider == provider && facts.host.is_some())
    };
    Ok(page.entries.iter().any(had))
}

/// The reasons that stand beside changes among these entries, in sentences, by entry.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn details(
    reader: &Reader,
    entries: &[Entry],
) -> Result<HashMap<u64, String>, EngineError> {
    let changes = entries.iter().filter(|one| one.kind == KIND_WAY_CHANGED);
    let changes: Vec<u64> = changes.map(|entry| entry.sequence).collect();
    details_at(reader, &changes).await
}

/// The same of these entries.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn details_at(
    reader: &Reader,
    changes: &[u64],
) -> Result<HashMap<u64, String>, EngineError> {
    let mut found = HashMap::new();
    for some in changes.chunks(PAGE_ENTRIES_MAX.into()) {
        for part in reader.parts(some, Some(PART_DETAIL)).await? {
            let value = part.value.filter(|_| part.damage.is_none());
            if let Some(detail) = value.and_then(|bytes| String::from_utf8(bytes).ok()) {
                found.insert(part.sequence, detail);
            }
        }
    }
    Ok(found)
}

impl WayInLog {
    /// Writes down that the program began, with what the run before noted.
    ///
    /// # Errors
    /// [`DeedError`] if the file beside the ledger can't be read, or the entry not be stored.
    pub async fn begin(
        writer: Writer,
        folder: &Path,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, DeedError> {
        let file = NotedFile::open(folder)?;
        let mut noted = file.noted();
        noted.last_proof = noted
            .last_proof
            .max(newest_verified(&writer.reader()).await?);
        let now = clock.now();
        let facts = ProgramBeganFacts {
            at: now,
            last_proof: noted.last_proof,
            refusing_since: noted.refusing_since,
        };
        let entry = deed::entry(KIND_PROGRAM_BEGAN, &[SUBJECT_WAY_IN], &facts, None, now)?;
        deed::append(&writer, entry).await?;
        let platform = platform_url(&writer.reader()).await?;
        let mut log = Self {
            last_proof: noted.last_proof,
            refusing_since: None,
            platform: watch::Sender::new(platform),
            session: None,
            came_in: None,
            waiting: VecDeque::new(),
            missed: 0,
            writer,
            clock,
            file,
        };
        log.note(true);
        Ok(log)
    }

    /// What is known of the URL that the platform sends to. Whoever writes down that a person said
    /// so puts it in here too.
    #[must_use]
    pub fn platform(&self) -> watch::Sender<PlatformUrl> {
        self.platform.clone()
    }

    /// Writes down what comes, until it is told that the program ends, or nobody could tell so any
    /// more: then the program did not end in order, and nothing says that it did.
    pub async fn follow(mut self, news: WayNews) {
        let WayNews {
            mut changes,
            mut proofs,
            mut came_in,
            mut end,
        } = news;
        let mut health = self.writer.health();
        // It may have changed before anybody looked.
        health.mark_changed();
        let mut again = tokio::time::interval(RETRY_EVERY);
        again.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let in_order = loop {
            tokio::select! {
                biased;
                told = &mut end => break told.is_ok(),
                Some(change) = changes.recv() => self.take(change).await,
                Ok(()) = came_in.changed() => {
                    self.came_in.clone_from(&came_in.borrow_and_update());
                    self.look_at_url().await;
                }
                Ok(()) = health.changed() => {
                    let health = health.borrow_and_update().clone();
                    self.take_health(&health).await;
                }
                Ok(()) = proofs.changed() => {
                    let proof = *proofs.borrow_and_update();
                    self.take_proof(proof);
                }
                _ = again.tick() => self.write_waiting().await,
            }
        };
        while let Ok(change) = changes.try_recv() {
            self.take(change).await;
        }
        self.take_proof(*proofs.borrow());
        self.came_in.clone_from(&came_in.borrow());
        self.look_at_url().await;
        self.note(true);
        if in_order {
            self.end().await;
        }
    }

    async fn take(&mut self, change: WayChange) {
        let WayChange { mut facts, detail } = change;
        self.note_url(&facts);
        facts.missed = facts.missed.saturating_add(self.missed);
        let proven = facts.proven_since;
        let built = deed::entry(
            KIND_WAY_CHANGED,
            &[SUBJECT_WAY_IN],
            &facts,
            None,
            self.clock.now(),
        );
        match built {
            Ok(mut entry) => {
                entry.parts.extend(detail.map(|detail| PartDraft {
                    name: PART_DETAIL.to_owned(),
                    value: detail.into_bytes(),
                }));
                if self.push(entry) {
                    self.missed = 0;
                }
            }
            Err(error) => tracing::error!(error = chain(&error), "a change is not written down"),
        }
        self.write_waiting().await;
        if let Some(since) = proven {
            // A run that is killed now is missed from here on, not from an earlier proof.
            self.last_proof = self.last_proof.max(facts.last_proof).max(Some(since));
            self.note(true);
        }
        self.look_at_url().await;
    }

    fn note_url(&mut self, facts: &WayChangedFacts) {
        match (facts.url(), &self.session) {
            (Some(url), Some((known, _))) if *known == url => {}
            // The delivery that is looked at may be the very proof.
            (url, _) => {
                let since = facts.proven_since.unwrap_or(facts.at).min(facts.at);
                self.session = url.map(|url| (url, since));
            }
        }
        if let Some((url, _)) = self
            .session
            .as_ref()
            .filter(|_| facts.proven_since.is_some())
        {
            self.platform.send_if_modified(|platform| {
                let before = platform.clone();
                platform.proven_at(url);
                *platform != before
            });
        }
    }

    /// Writes down that the platform sends to the URL of now, if that was not known, and a verified
    /// delivery has come since the way in is there.
    async fn look_at_url(&mut self) {
        let (Some((url, since)), Some(came_in)) = (&self.session, &self.came_in) else {
            return;
        };
        let shows = |platform: &PlatformUrl| {
            !platform.is(url) && !platform.came_elsewhere(url, came_in.host.as_deref())
        };
        if came_in.at < *since || !shows(&self.platform.borrow()) {
            return;
        }
        let facts = PlatformUrlFacts {
            at: came_in.at,
            url: url.clone(),
            by_delivery: true,
            by: None,
        };
        match platform_url_said(&facts, self.clock.now()) {
            Ok(entry) => {
                if self.push(entry) {
                    self.platform
                        .send_modify(|platform| platform.said(facts.url));
                }
            }
            Err(error) => tracing::error!(error = chain(&error), "it is not written down"),
        }
        self.write_waiting().await;
    }

    fn take_proof(&mut self, proof: Option<Millis>) {
        if proof.is_some() && proof != self.last_proof {
            self.last_proof = proof;
            self.note(false);
        }
    }

    async fn take_health(&mut self, health: &StoreHealth) {
        let refuses = *health != StoreHealth::Good;
        let now = self.clock.now();
        match (refuses, self.refusing_since) {
            (true, None) => {
                self.refusing_since = Some(now);
                self.note(true);
            }
            (false, Some(since)) => {
                self.refusing_since = None;
                let facts = StoreRefusedFacts { since, until: now };
                match deed::entry(KIND_STORE_REFUSED, &[SUBJECT_WAY_IN], &facts, None, now) {
                    Ok(entry) => {
                        self.push(entry);
                    }
                    Err(error) => tracing::error!(error = chain(&error), "it is not written down"),
                }
                self.write_waiting().await;
                self.note(true);
            }
            (true, Some(_)) | (false, None) => {}
        }
    }

    /// Lets it wait to be written; says false if too many wait, and counts it as missed.
    fn push(&mut self, entry: EntryDraft) -> bool {
        let has_room = self.waiting.len() < WAITING_MAX;
        if has_room {
            self.waiting.push_back(entry);
        } else {
            self.missed = self.missed.saturating_add(1);
        }
        has_room
    }

    /// Writes what waits, in order. What the store refuses waits on.
    async fn write_waiting(&mut self) {
        while let Some(entry) = self.waiting.front() {
            match deed::append(&self.writer, entry.clone()).await {
                Ok(_) => {
                    self.waiting.pop_front();
                }
                Err(DeedError::Store(AppendError::Invalid { reason })) => {
                    tracing::error!(reason, "what was found of the way in can't be an entry");
                    self.waiting.pop_front();
                }
                Err(error) => {
                    let error = chain(&error);
                    tracing::warn!(error, "what was found of the way in waits to be stored");
                    return;
                }
            }
        }
    }

    async fn end(mut self) {
        let now = self.clock.now();
        let facts = ProgramEndedFacts {
            at: now,
            last_proof: self.last_proof,
        };
        match deed::entry(KIND_PROGRAM_ENDED, &[SUBJECT_WAY_IN], &facts, None, now) {
            Ok(entry) => {
                self.push(entry);
            }
            Err(error) => tracing::error!(error = chain(&error), "the end is not written down"),
        }
        self.write_waiting().await;
    }

    /// Notes the newest proof beside the ledger; unless `at_once`, only now and then.
    fn note(&mut self, at_once: bool) {
        let noted = Noted {
            last_proof: self.last_proof,
            refusing_since: self.refusing_since,
        };
        let now = self.clock.monotonic();
        if let Err(error) = self.file.note(noted, now, at_once) {
            let error = chain(&error);
            tracing::warn!(error, "after a crash a gap would begin at an earlier proof");
        }
    }
}
