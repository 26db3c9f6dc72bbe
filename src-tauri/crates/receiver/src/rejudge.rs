//! Judging stored deliveries anew, from their raw bytes, when a rule or a secret has come.

use crate::verdict_entry::PreparedVerdict;
use domain::{
    Clock,
    record::{
        HeaderBlock, KIND_DELIVERY, KIND_VERDICT, PART_BODY, PART_HEADERS, SUBJECT_ALARMS,
        SUBJECT_QUARANTINE, SUBJECT_UNCHECKED, VerdictFacts,
    },
};
use futures_util::future::join_all;
use ledger::{AppendError, Built, Entry, From, LedgerError, PageQuery, Reader, Writer};
use std::{collections::HashMap, sync::Arc, time::Duration};
use tokio::sync::Mutex;
use webhooks::{Judged, Keys, Rules, Verdict, judge};

/// Deliveries that are read and judged together: at the longest body, 16 MiB.
const BATCH_DELIVERIES: u16 = 64;
/// How often an append is tried again while the writer's queue is full, and after how long.
const QUEUE_TRIES_MAX: u32 = 200;
const QUEUE_PAUSE: Duration = Duration::from_millis(50);

/// Which deliveries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Those held back since nobody had approved their list of fields.
    HeldBack,
    /// Those that came while there was no secret.
    NotChecked,
}

impl Which {
    const fn subject(self) -> &'static str {
        match self {
            // What was held back by versions without alarms stands here as well.
            Self::HeldBack => SUBJECT_QUARANTINE,
            Self::NotChecked => SUBJECT_UNCHECKED,
        }
    }

    /// Where a new verdict stands as well, so that whoever follows the old one there hears of it.
    const fn followed_on(self) -> &'static str {
        match self {
            Self::HeldBack => SUBJECT_ALARMS,
            Self::NotChecked => SUBJECT_UNCHECKED,
        }
    }

    const fn verdict(self) -> Verdict {
        match self {
            Self::HeldBack => Verdict::FieldSetNotApproved,
            Self::NotChecked => Verdict::NotChecked,
        }
    }
}

/// What became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Anew {
    /// Got a new verdict.
    pub judged: u64,
    /// Those of them that are verified now.
    pub verified: u64,
    /// Would be judged as before: the rule or the secret that they need is not there.
    pub unchanged: u64,
    /// Can't be judged: their bytes were erased.
    pub erased: u64,
    /// Can't be judged: their bytes, or their last verdict's, are damaged.
    pub damaged: u64,
}

/// Why it ended early. Every verdict that was given before is kept; asked again, it goes on.
#[derive(Debug, thiserror::Error)]
pub enum RejudgeError {
    /// The ledger could not be read.
    #[error("could not read the deliveries that are to be judged anew")]
    Read(#[from] LedgerError),
    /// A verdict could not be stored.
    #[error("a new verdict could not be stored")]
    Store(#[from] AppendError),
}

/// Judges stored deliveries of one ledger anew. One run at a time, so that no delivery gets two
/// new verdicts for one reason; cheap to clone.
#[derive(Clone)]
pub struct Rejudge {
    writer: Writer,
    reader: Reader,
    salt: Arc<[u8; 32]>,
    clock: Arc<dyn Clock>,
    one_run: Arc<Mutex<()>>,
}

/// A delivery that is to be judged anew.
struct Stored {
    sequence: u64,
    headers: Vec<(String, Vec<u8>)>,
    body: Vec<u8>,
    last: VerdictFacts,
}

impl Rejudge {
    /// Judges anew what this ledger holds.
    #[must_use]
    pub fn new(writer: Writer, clock: Arc<dyn Clock>) -> Self {
        Self {
            reader: writer.reader(),
            salt: Arc::new(writer.index_salt()),
            writer,
            clock,
            one_run: Arc::default(),
        }
    }

    /// Judges them by these secrets and rules, oldest first. A verdict that would be the same is
    /// not given again, and neither is one that only says that a secret has gone; so it can be
    /// asked again at any time, after a crash in the middle too.
    ///
    /// # Errors
    /// [`RejudgeError`], with what was judged before kept.
    pub async fn run(
        &self,
        which: Which,
        keys: &Keys,
        rules: &Rules,
    ) -> Result<Anew, RejudgeError> {
        let _alone = self.one_run.lock().await;
        let mut anew = Anew::default();
        let mut after = 0;
        loop {
            let query = PageQuery {
                subject: Some(which.subject().to_owned()),
                kinds: vec![KIND_DELIVERY.to_owned()],
                from: From::After(after),
                limit: BATCH_DELIVERIES,
            };
            let page = self.reader.page(&query).await?;
            let stored = self.waiting(which, &page.entries, &mut anew).await?;
            self.judge(which, stored, (keys, rules), &mut anew).await?;
            match page.entries.last().filter(|_| page.more) {
                Some(last) => after = last.sequence,
                None => return Ok(anew),
            }
        }
    }

    /// Those of a page whose newest verdict is the one that may change, with their bytes.
    async fn waiting(
        &self,
        which: Which,
        page: &[Entry],
        anew: &mut Anew,
    ) -> Result<Vec<Stored>, RejudgeError> {
        let sequences: Vec<u64> = page.iter().map(|entry| entry.sequence).collect();
        // Oldest first, so the newest verdict on a delivery is the one that stays.
        let newest: HashMap<u64, Entry> = self
            .reader
            .about(&sequences)
            .await?
            .into_iter()
            .filter(|entry| entry.kind == KIND_VERDICT)
            .filter_map(|entry| entry.about.map(|about| (about, entry)))
            .collect();
        let mut last = HashMap::new();
        for (delivery, verdict) in newest {
            let facts = serde_json::from_str::<VerdictFacts>(&verdict.facts).ok();
            match facts.filter(|_| verdict.damage.is_none()) {
                None => anew.damaged = anew.damaged.saturating_add(1),
                Some(facts) if facts.verdict == which.verdict().code() => {
                    last.insert(delivery, facts);
                }
                Some(_) => {}
            }
        }
        self.stored(last, anew).await
    }

    async fn stored(
        &self,
        mut last: HashMap<u64, VerdictFacts>,
        anew: &mut Anew,
    ) -> Result<Vec<Stored>, RejudgeError> {
        if last.is_empty() {
            return Ok(Vec::new());
        }
        let mut sequences: Vec<u64> = last.keys().copied().collect();
        sequences.sort_unstable();
        let mut bytes: HashMap<u64, Bytes> = HashMap::new();
        for part in self.reader.parts(&sequences, None).await? {
            let of = bytes.entry(part.sequence).or_default();
            of.damaged |= part.damage.is_some();
            match part.name.as_str() {
                PART_BODY => of.body = part.value,
                PART_HEADERS => of.headers = part.value,
                _ => {}
            }
        }
        let mut stored = Vec::with_capacity(sequences.len());
        for sequence in sequences {
            let Some(last) = last.remove(&sequence) else {
                continue;
            };
            match bytes.remove(&sequence).unwrap_or_default().read() {
                Ok((headers, body)) => stored.push(Stored {
                    sequence,
                    headers,
                    body,
                    last,
                }),
                Err(Unreadable::Erased) => {
                    anew.erased = anew.erased.saturating_add(1);
                    tracing::warn!(sequence, "a delivery can't be judged anew: it was erased");
                }
                Err(Unreadable::Damaged) => {
                    anew.damaged = anew.damaged.saturating_add(1);
                    tracing::warn!(sequence, "a delivery can't be judged anew: it is damaged");
                }
            }
        }
        Ok(stored)
    }

    async fn judge(
        &self,
        which: Which,
        stored: Vec<Stored>,
        (keys, rules): (&Keys, &Rules),
        anew: &mut Anew,
    ) -> Result<(), RejudgeError> {
        let mut appends = Vec::with_capacity(stored.len());
        for delivery in stored {
            let judged = judge(&delivery.headers, &delivery.body, keys, rules);
            if is_news(&delivery.last, &judged) {
                appends.push(self.append(which, delivery, judged));
            } else {
                anew.unchanged = anew.unchanged.saturating_add(1);
            }
        }
        // Together, so that one flush is enough; the writer takes them in their order.
        for verdict in join_all(appends).await {
            anew.judged = anew.judged.saturating_add(1);
            anew.verified = anew
                .verified
                .saturating_add(u64::from(verdict?.is_verified()));
        }
        Ok(())
    }

    async fn append(
        &self,
        which: Which,
        delivery: Stored,
        judged: Judged,
    ) -> Result<Verdict, AppendError> {
        let Stored { sequence, last, .. } = delivery;
        let now = self.clock.now().0;
        let mut tries = 0_u32;
        loop {
            let verdict = PreparedVerdict::new(judged.clone(), last.answer, last.test, &self.salt)
                .also_on(which.followed_on());
            let remember = verdict.remember(Some(sequence));
            let appended = self.writer.append(verdict.look_up(), move |position| {
                let built = verdict.build(sequence, now, position.earlier.as_ref());
                let entries = vec![built.entry];
                (Built { entries, remember }, built.verdict)
            });
            match appended.await {
                Ok((_, verdict)) => return Ok(verdict),
                Err(AppendError::QueueFull) if tries < QUEUE_TRIES_MAX => {
                    tries = tries.saturating_add(1);
                    tokio::time::sleep(QUEUE_PAUSE).await;
                }
                Err(error) => return Err(error),
            }
        }
    }
}

/// Whether a judgement says something that the last verdict did not. A secret that has gone since
/// says nothing of a delivery that was once found to be signed with it.
fn is_news(last: &VerdictFacts, judged: &Judged) -> bool {
    let verdict = judged.judgement.verdict;
    let was_good = Verdict::from_code(&last.verdict).is_some_and(Verdict::hash_is_good);
    let is_worse = was_good && !verdict.hash_is_good();
    verdict.code() != last.verdict && !is_worse
}

#[derive(Default)]
struct Bytes {
    body: Option<Vec<u8>>,
    headers: Option<Vec<u8>>,
    damaged: bool,
}

enum Unreadable {
    Erased,
    Damaged,
}

impl Bytes {
    #[expect(
        clippy::type_complexity,
        reason = "a delivery's headers and body, as judge takes them"
    )]
    fn read(self) -> Result<(Vec<(String, Vec<u8>)>, Vec<u8>), Unreadable> {
        if self.damaged {
            return Err(Unreadable::Damaged);
        }
        let (Some(body), Some(headers)) = (self.body, self.headers) else {
            return Err(Unreadable::Erased);
        };
        let headers: HeaderBlock =
            serde_json::from_slice(&headers).map_err(|_| Unreadable::Damaged)?;
        let list: Option<Vec<(String, Vec<u8>)>> = headers
            .list
            .into_iter()
            .map(|(name, value)| Some((name, value.into_bytes()?)))
            .collect();
        Ok((list.ok_or(Unreadable::Damaged)?, body))
    }
}
