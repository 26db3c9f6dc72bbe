//! What waits for a person: cards, kept behind the ledger's alarms, and how they are settled.

use crate::{
    EngineError,
    board::{Board, Card, CardKind, OutOfCourse, Told},
    deed::{self, DeedError, Doer},
    field_sets::{FieldSetState, FieldSets, Settlement, decision, notes},
    out_of_course,
    rate_fall::Fall,
    timeline::judgements,
};
use domain::{
    EventName, Millis,
    record::{
        CardSettledFacts, FieldSetChoice, FieldSetDecidedFacts, KIND_ASSURANCE, KIND_CARD_SETTLED,
        KIND_FIELD_SET_DECIDED, KIND_OUT_OF_COURSE, KIND_VERDICT, SUBJECT_ALARMS,
        SUBJECT_DECISIONS, VerdictFacts,
    },
};
use ledger::{Entry, From, PAGE_ENTRIES_MAX, PageQuery, Reader, Writer};
use tokio::sync::{Mutex, MutexGuard, watch};
use webhooks::{Alarm, FieldSet, Judgement, Rules, Verdict};

/// The most settled cards that are told.
pub const SETTLED_TOLD_MAX: usize = 50;

/// The cards of one ledger. They are read once, and then follow behind its writer, so that a
/// question costs what is new alone.
#[derive(Debug)]
pub struct Cards {
    reader: Reader,
    read: Mutex<Read>,
    waiting: watch::Sender<usize>,
}

#[derive(Debug, Default)]
struct Read {
    board: Board,
    /// The newest alarm or settlement that was read.
    upto: u64,
}

/// Cards as they are told.
#[derive(Debug, Clone)]
pub struct CardsTold {
    /// Those that wait, the oldest first.
    pub open: Vec<Card>,
    /// The newest of those that were settled, the newest first.
    pub settled: Vec<Card>,
}

impl Cards {
    /// The cards of this ledger; nothing is read yet.
    #[must_use]
    pub fn new(reader: Reader) -> Self {
        Self {
            reader,
            read: Mutex::default(),
            waiting: watch::Sender::new(0),
        }
    }

    /// How many wait for a person, as of the last time that they were read.
    #[must_use]
    pub fn waiting(&self) -> watch::Receiver<usize> {
        self.waiting.subscribe()
    }

    /// Reads what was added; says whether anything was.
    ///
    /// # Errors
    /// [`EngineError::Ledger`].
    pub async fn catch_up(&self) -> Result<bool, EngineError> {
        let before = self.read.lock().await.upto;
        Ok(self.caught_up().await?.upto != before)
    }

    /// The cards as they are now.
    ///
    /// # Errors
    /// [`EngineError::Ledger`].
    pub async fn told(&self) -> Result<CardsTold, EngineError> {
        let read = self.caught_up().await?;
        Ok(CardsTold {
            open: read.board.open(),
            settled: read.board.settled(SETTLED_TOLD_MAX),
        })
    }

    /// Whether deliveries are held back that these rules would let through: so it is if the
    /// program ended before all of them had been judged anew.
    ///
    /// # Errors
    /// [`EngineError::Ledger`].
    pub async fn holds_back_what_is_approved(&self, rules: &Rules) -> Result<bool, EngineError> {
        let read = self.caught_up().await?;
        let mut lists = read.board.held_back();
        Ok(lists.any(|(event, fields)| rules.approves(event, fields)))
    }

    /// Tells of a day on which the match rate fell; says whether that is news.
    pub async fn match_rate_fell(&self, fall: Fall, now: Millis) -> bool {
        let mut read = self.read.lock().await;
        let news = read.board.fell(fall, now);
        self.waiting.send_replace(read.board.waiting());
        news
    }

    async fn caught_up(&self) -> Result<MutexGuard<'_, Read>, EngineError> {
        let mut read = self.read.lock().await;
        self.advance(&mut read).await?;
        Ok(read)
    }

    async fn advance(&self, read: &mut Read) -> Result<(), EngineError> {
        loop {
            let page = self
                .reader
                .page(&PageQuery {
                    subject: Some(SUBJECT_ALARMS.to_owned()),
                    kinds: Vec::new(),
                    from: From::After(read.upto),
                    limit: PAGE_ENTRIES_MAX,
                })
                .await?;
            self.take(&mut read.board, &page.entries).await?;
            if let Some(last) = page.entries.last() {
                read.upto = last.sequence;
            }
            if !page.more {
                self.waiting.send_if_modified(|told| {
                    let now = read.board.waiting();
                    std::mem::replace(told, now) != now
                });
                return Ok(());
            }
        }
    }

    /// Takes entries of the alarms. One that is damaged says nothing; the check of the ledger
    /// names it.
    async fn take(&self, board: &mut Board, entries: &[Entry]) -> Result<(), EngineError> {
        let of_kind = |kind: &str| -> Vec<Entry> {
            let found = entries.iter().filter(|entry| entry.kind == kind);
            found.cloned().collect()
        };
        let mut verdicts: Vec<(u64, VerdictFacts)> = Vec::new();
        for entry in of_kind(KIND_VERDICT) {
            if let Ok(facts) = serde_json::from_str(&entry.facts)
                && entry.damage.is_none()
            {
                verdicts.push((entry.sequence, facts));
            }
        }
        let not_approved = Verdict::FieldSetNotApproved.code();
        let lists: Vec<u64> = verdicts
            .iter()
            .filter(|(_, facts)| facts.verdict == not_approved)
            .map(|(sequence, _)| *sequence)
            .collect();
        let judgements = judgements(&self.reader, &lists).await?;
        let mut deeds = of_kind(KIND_CARD_SETTLED);
        deeds.append(&mut of_kind(KIND_FIELD_SET_DECIDED));
        let mut notes = notes(&self.reader, &deeds).await?;
        let courses = of_kind(KIND_OUT_OF_COURSE);
        let mut courses = out_of_course::words(&self.reader, &courses).await?;
        let mut verdicts: std::collections::HashMap<u64, VerdictFacts> =
            verdicts.into_iter().collect();
        for entry in entries {
            let note = notes.remove(&entry.sequence);
            if let (Some(facts), Some(delivery)) = (verdicts.remove(&entry.sequence), entry.about) {
                board.tell(Told {
                    sequence: entry.sequence,
                    delivery,
                    at: Millis(entry.recorded_ms),
                    facts,
                    list: judgements.get(&entry.sequence).and_then(list_of),
                });
            } else if let (Some((facts, at)), Some(delivery)) =
                (out_of_course::read(entry), entry.about)
            {
                let words = courses.remove(&entry.sequence).unwrap_or_default();
                board.out_of_course(OutOfCourse {
                    sequence: entry.sequence,
                    delivery,
                    at,
                    what: out_of_course::sentence(&facts, &words),
                    facts,
                });
            } else if entry.kind == KIND_ASSURANCE
                && entry.damage.is_none()
                && let (Ok(facts), Some(delivery)) =
                    (serde_json::from_str(&entry.facts), entry.about)
            {
                let at = Millis(entry.recorded_ms);
                board.contradict(entry.sequence, delivery, at, &facts);
            } else if entry.kind == KIND_FIELD_SET_DECIDED
                && let Some((facts, settlement)) = decision(entry, note.clone())
            {
                board.decide(&facts, &settlement);
            } else if let Some((card, settlement)) = settlement(entry, note) {
                board.settle(&card, &settlement);
            }
        }
        Ok(())
    }

    /// Settles a card that asks for nothing but a person's look.
    ///
    /// # Errors
    /// [`DeedError`]; nothing is written then.
    pub async fn settle(
        &self,
        writer: &Writer,
        id: &str,
        note: &str,
        doer: Doer,
    ) -> Result<(), DeedError> {
        let words = deed::words(note)?.ok_or(DeedError::NoWords)?;
        // Held until it is on disk, so that two presses do not settle it twice.
        let mut read = self.caught_up().await?;
        let card = open_card(&read.board, id)?;
        if matches!(card.kind, CardKind::FieldSet(_)) {
            return Err(DeedError::WantsDecision);
        }
        let facts = CardSettledFacts {
            card: id.to_owned(),
            by: doer.by,
        };
        let subjects = [SUBJECT_ALARMS, SUBJECT_DECISIONS];
        let words = Some(words);
        let entry = deed::entry(KIND_CARD_SETTLED, &subjects, &facts, words, doer.now)?;
        deed::append(writer, entry).await?;
        Ok(self.advance(&mut read).await?)
    }

    /// Approves or rejects the list of fields that a card is about. A list that was rejected can
    /// be approved later, on the same card.
    ///
    /// # Errors
    /// [`DeedError`]; nothing is written then.
    pub async fn decide(
        &self,
        writer: &Writer,
        id: &str,
        choice: FieldSetChoice,
        note: &str,
        doer: Doer,
    ) -> Result<(), DeedError> {
        let words = deed::words(note)?;
        let mut read = self.caught_up().await?;
        let card = if choice == FieldSetChoice::Approve && read.board.is_rejected_on(id) {
            read.board.card(id)
        } else {
            Some(open_card(&read.board, id)?)
        };
        let card = card.ok_or_else(|| DeedError::NoCard(id.to_owned()))?;
        let CardKind::FieldSet(set) = card.kind else {
            return Err(DeedError::NoFieldSet);
        };
        if choice == FieldSetChoice::Approve {
            if !set.is_sufficient() {
                return Err(DeedError::Insufficient);
            }
            if card.held_back == 0 {
                return Err(DeedError::NothingHeldBack);
            }
        }
        let facts = FieldSetDecidedFacts {
            event: set.event,
            fields: set.fields,
            decision: choice,
            card: Some(id.to_owned()),
            by: doer.by,
        };
        write_decision(writer, &facts, words, doer.now).await?;
        Ok(self.advance(&mut read).await?)
    }

    /// Withdraws the approval of a list of fields.
    ///
    /// # Errors
    /// [`DeedError`]; nothing is written then.
    pub async fn withdraw(
        &self,
        writer: &Writer,
        set: FieldSet,
        doer: Doer,
    ) -> Result<(), DeedError> {
        let mut read = self.caught_up().await?;
        let sets = FieldSets::read(&self.reader).await?;
        match sets.state_of(set.event, &set.fields) {
            Some(FieldSetState::Approved) => {}
            Some(FieldSetState::BuiltIn) => return Err(DeedError::BuiltIn),
            Some(FieldSetState::Rejected | FieldSetState::Withdrawn) | None => {
                return Err(DeedError::NotApproved);
            }
        }
        let facts = FieldSetDecidedFacts {
            event: set.event,
            fields: set.fields,
            decision: FieldSetChoice::Withdraw,
            card: None,
            by: doer.by,
        };
        write_decision(writer, &facts, None, doer.now).await?;
        Ok(self.advance(&mut read).await?)
    }
}

fn open_card(board: &Board, id: &str) -> Result<Card, DeedError> {
    let card = board.card(id);
    let card = card.ok_or_else(|| DeedError::NoCard(id.to_owned()))?;
    match &card.settled {
        None => Ok(card),
        Some(settled) => Err(DeedError::AlreadySettled(settled.what.clone())),
    }
}

async fn write_decision(
    writer: &Writer,
    facts: &FieldSetDecidedFacts,
    words: Option<String>,
    now: Millis,
) -> Result<(), DeedError> {
    let subjects = [SUBJECT_ALARMS, SUBJECT_DECISIONS];
    let entry = deed::entry(KIND_FIELD_SET_DECIDED, &subjects, facts, words, now)?;
    deed::append(writer, entry).await?;
    Ok(())
}

/// The card that an entry settles, and how.
fn settlement(entry: &Entry, note: Option<String>) -> Option<(String, Settlement)> {
    if entry.kind != KIND_CARD_SETTLED || entry.damage.is_some() {
        return None;
    }
    let facts: CardSettledFacts = serde_json::from_str(&entry.facts).ok()?;
    let settlement = Settlement {
        sequence: entry.sequence,
        at: Millis(entry.recorded_ms),
        by: facts.by,
        what: "A person looked at it and settled it.".to_owned(),
        note,
    };
    Some((facts.card, settlement))
}

/// The list that nobody had approved, for the event that the body named.
fn list_of(judgement: &Judgement) -> Option<FieldSet> {
    let fields = judgement.alarms.iter().find_map(|alarm| match alarm {
        Alarm::FieldSetNotApproved { found, .. } => Some(found.clone()),
        Alarm::SecretAlone | Alarm::SameSignatureOtherBody { .. } => None,
    })?;
    let event: Option<EventName> = judgement.event.as_ref().and_then(|hint| hint.known);
    Some(FieldSet { event, fields })
}
