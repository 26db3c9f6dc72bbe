//! What waits for a person, the oldest deadline first. It follows behind the ledger.

mod board;
mod fill;
mod proposals;
mod terms;

pub use board::{Misfit, Waiting};
pub use fill::{DeskFill, DeskFilling, DeskPaces};
pub use terms::Terms;

use crate::{
    CardKind, Cards, EngineError, Intents,
    approvals::{RedCard, RedCards, Rules, history},
    intents::{self, State},
    observation,
};
use board::Board;
use domain::{
    ActionId, Deed, KycStatus, Millis, Subject, SubjectKind, TransactionAction,
    record::{
        CallCause, CallOutcome, CardSettledFacts, KIND_CARD_SETTLED, KIND_OBSERVATION,
        ObservationFacts, OutcomeState, SUBJECT_APPROVALS,
    },
};
use ledger::{From, PAGE_ENTRIES_MAX, PageQuery, Reader, Writer};
use partner_api::Operation;
use std::collections::{BTreeMap, BTreeSet};
use terms::{HeldTerms, Pages};
use tokio::sync::Mutex;

/// So many of the newest calls are read at first. What is older is known once the API's lists were
/// read.
const CALLS_MAX: usize = 20_000;

/// What waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Waits {
    /// A quote or a deposit is to be approved.
    Approval {
        /// Which of the two.
        action: TransactionAction,
        /// Who confirmed it as a first person, while that counts.
        confirmed_by: Option<String>,
    },
    /// It is not known what became of a request.
    Outcome(ActionId),
    /// Something else was locked than was approved: the card's id.
    LockedDiffers(String),
    /// A read shows a state that does not follow from the one before it: the card's id.
    Misfit(String),
    /// The API says otherwise than a delivery, or an event went backwards: the card's id.
    Contradiction(String),
    /// Another card: its id.
    Alarm(String),
    /// Compliance asks for more.
    ActionNeeded,
    /// A first person wants something that takes two; a second person looks at it.
    Proposal {
        /// What it is about.
        deed: Deed,
        /// Who wants it.
        by: Option<String>,
    },
}

/// Something that waits for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskItem {
    /// What.
    pub waits: Waits,
    /// Of which object; none if it is of none.
    pub subject: Option<Subject>,
    /// Since when, as far as is known.
    pub since: Millis,
    /// Until when, where that is told.
    pub deadline: Option<Millis>,
    /// The entry that tells of it.
    pub entry: u64,
    /// What it is, in a sentence.
    pub what: String,
    /// Of a transaction: what its newest read tells.
    pub terms: Option<Terms>,
    /// Who of the people at this console had it read last, and when.
    pub looked_at: Option<(String, Millis)>,
}

/// What waits, and how far that is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeskTold {
    /// The oldest deadline first; what has none comes after, the oldest first.
    pub items: Vec<DeskItem>,
    /// What somebody postponed, with until when.
    pub postponed: Vec<(DeskItem, Millis)>,
    /// Whether all calls of the ledger were read, or the API's lists since the program started.
    pub is_whole: bool,
}

/// The desk of one profile.
#[derive(Debug)]
pub struct Desk {
    reader: Reader,
    read: Mutex<Read>,
}

#[derive(Debug, Default)]
struct Read {
    board: Board,
    terms: HeldTerms,
    red: RedCards,
    upto: u64,
    is_whole: bool,
    is_begun: bool,
}

impl Desk {
    /// The desk of this ledger; nothing is read yet.
    #[must_use]
    pub fn new(reader: Reader) -> Self {
        Self {
            reader,
            read: Mutex::default(),
        }
    }

    /// What waits now. `cards` are the profile's, `intents` none where it is open for reading.
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn told(
        &self,
        cards: &Cards,
        intents: Option<&Intents>,
        rules: &Rules,
        now: Millis,
    ) -> Result<DeskTold, EngineError> {
        let (waiting, misfits, red, is_whole) = {
            let mut read = self.read.lock().await;
            self.advance(&mut read).await?;
            let red = read.red.told(&self.reader).await?;
            let (waiting, misfits) = (read.board.waiting(), read.board.misfits());
            (waiting, misfits, red, read.is_whole)
        };
        let mut told = DeskTold {
            is_whole,
            ..DeskTold::default()
        };
        for one in waiting {
            self.take_waiting(one, rules, now, &mut told).await?;
        }
        told.items.extend(misfits.into_iter().map(of_misfit));
        self.take_outcomes(intents, &mut told).await?;
        told.items
            .extend(proposals::waiting(&self.reader, rules, now).await?);
        told.items.extend(red.into_iter().map(of_red));
        told.items
            .extend(cards.told().await?.open.into_iter().map(of_card));
        self.tell_terms(&mut told).await?;
        show_once(&mut told.items);
        let key = |item: &DeskItem| {
            let last = Millis(i64::MAX);
            (item.deadline.unwrap_or(last), item.since, item.entry)
        };
        told.items.sort_by_key(key);
        told.postponed.sort_by_key(|(_, until)| *until);
        Ok(told)
    }

    async fn advance(&self, read: &mut Read) -> Result<(), EngineError> {
        if !read.is_begun {
            let size = self.reader.size().await?;
            let most = u64::try_from(CALLS_MAX).unwrap_or(u64::MAX);
            read.upto = size.saturating_sub(most);
            read.is_whole |= read.upto == 0;
            read.is_begun = true;
        }
        loop {
            let page = self
                .reader
                .page(&PageQuery {
                    subject: None,
                    kinds: vec![KIND_OBSERVATION.to_owned(), KIND_CARD_SETTLED.to_owned()],
                    from: From::After(read.upto),
                    limit: PAGE_ENTRIES_MAX,
                })
                .await?;
            let mut parts = observation::row_parts(&self.reader, &page.entries).await?;
            for entry in page.entries.iter().filter(|entry| entry.damage.is_none()) {
                if entry.kind == KIND_CARD_SETTLED {
                    let facts = serde_json::from_str::<CardSettledFacts>(&entry.facts);
                    if let Ok(facts) = facts {
                        read.board.settle(&facts.card);
                    }
                    continue;
                }
                let facts: Option<ObservationFacts> = serde_json::from_str(&entry.facts).ok();
                let Some(facts) = facts.filter(|one| one.outcome == CallOutcome::Worked) else {
                    continue;
                };
                // A confirmation's status is none of the transaction's.
                if facts.operation == Operation::GetPayoutConfirmation.id() {
                    continue;
                }
                let shown = parts.remove(&entry.sequence).unwrap_or_default().shown;
                let by = facts.by.filter(|_| facts.cause == CallCause::Person);
                for one in shown {
                    if let Some(by) = &by {
                        read.board.looked(one.subject, by, facts.started);
                    }
                    read.board.take(entry.sequence, facts.started, one);
                }
            }
            match page.entries.last() {
                Some(last) => read.upto = last.sequence,
                None => return Ok(()),
            }
            if !page.more {
                return Ok(());
            }
        }
    }

    async fn take_waiting(
        &self,
        one: Waiting,
        rules: &Rules,
        now: Millis,
        told: &mut DeskTold,
    ) -> Result<(), EngineError> {
        let item =
            |waits, what| DeskItem::new(waits, Some(one.subject), one.since, one.entry, what);
        let Some(action) = one.action else {
            let label = KycStatus::read(&one.status);
            let what = format!("Compliance asks for more: {}.", label.label());
            told.items.push(item(Waits::ActionNeeded, what));
            return Ok(());
        };
        let deed = Deed::Transaction(action);
        let words = history::first_word(&self.reader, rules, one.subject, deed, now).await?;
        let what = format!("{}.", action.label());
        let waits = Waits::Approval {
            action,
            confirmed_by: words.map(|word| word.by),
        };
        let item = item(waits, what);
        let off = history::put_off(&self.reader, one.subject, deed, &one.status).await?;
        match off {
            // A no stands for as long as the state does.
            Some((facts, _)) if facts.until.is_none() => {}
            Some((facts, _)) if facts.until.is_some_and(|until| now < until) => {
                let until = facts.until.unwrap_or(now);
                told.postponed.push((item, until));
            }
            _ => told.items.push(item),
        }
        Ok(())
    }

    /// Tells of each transaction what its newest read says, and who looked at it last.
    async fn tell_terms(&self, told: &mut DeskTold) -> Result<(), EngineError> {
        let mut read = self.read.lock().await;
        let Read { board, terms, .. } = &mut *read;
        let (mut named, mut pages) = (BTreeSet::new(), Pages::default());
        let postponed = told.postponed.iter_mut().map(|(item, _)| item);
        for item in told.items.iter_mut().chain(postponed) {
            let Some(subject) = item.subject else {
                continue;
            };
            item.looked_at = board.looker(subject);
            let entry = board.newest(subject);
            let Some(entry) = entry.filter(|_| subject.kind == SubjectKind::Transaction) else {
                continue;
            };
            named.insert(subject);
            let found = terms.get(&self.reader, (subject, entry), &mut pages);
            let found = found.await?;
            if let Waits::Approval {
                action: TransactionAction::ApproveQuote,
                ..
            } = item.waits
            {
                item.deadline = found.expires;
            }
            item.terms = Some(found);
        }
        terms.keep(&named);
        Ok(())
    }

    async fn take_outcomes(
        &self,
        intents: Option<&Intents>,
        told: &mut DeskTold,
    ) -> Result<(), EngineError> {
        let open = match intents {
            Some(intents) => intents.unsettled().await?,
            None => intents::unsettled(&self.reader).await?,
        };
        for one in open {
            // What is under way is not unknown yet.
            if intents.is_some() && one.state() != State::Is(OutcomeState::Unknown) {
                continue;
            }
            let intent = &one.followed.intent;
            let label = intent.operation().map_or("A request", Operation::label);
            let waits = Waits::Outcome(intent.facts.action.clone());
            let what = format!("{label}: it is not known what became of it.");
            let (since, entry) = (intent.at, intent.sequence);
            told.items
                .push(DeskItem::new(waits, one.object(), since, entry, what));
        }
        Ok(())
    }

    /// Settles the card of a state that does not fit, with a person's words.
    ///
    /// # Errors
    /// [`crate::DeedError`]; nothing is written then.
    pub async fn settle(
        &self,
        writer: &Writer,
        card: &str,
        note: &str,
        doer: crate::Doer,
    ) -> Result<(), crate::DeedError> {
        let words = crate::deed::words(note)?.ok_or(crate::DeedError::NoWords)?;
        let mut read = self.read.lock().await;
        self.advance(&mut read).await?;
        if !read.board.misfits().iter().any(|one| one.id == card) {
            return Err(crate::DeedError::NoCard(card.to_owned()));
        }
        let facts = CardSettledFacts {
            card: card.to_owned(),
            by: doer.by,
        };
        let on = [SUBJECT_APPROVALS];
        let entry = crate::deed::entry(KIND_CARD_SETTLED, &on, &facts, Some(words), doer.now)?;
        crate::deed::append(writer, entry).await?;
        Ok(self.advance(&mut read).await?)
    }
}

impl DeskItem {
    const fn new(
        waits: Waits,
        subject: Option<Subject>,
        since: Millis,
        entry: u64,
        what: String,
    ) -> Self {
        Self {
            waits,
            subject,
            since,
            deadline: None,
            entry,
            what,
            terms: None,
            looked_at: None,
        }
    }
}

/// Of a transaction with a request of which nobody knows what became, the approval can't be
/// pressed: it stands as unknown alone, by the approval's deadline.
fn show_once(items: &mut Vec<DeskItem>) {
    let mut deadlines = BTreeMap::new();
    for item in items.iter() {
        if let (Waits::Outcome(_), Some(subject)) = (&item.waits, item.subject) {
            deadlines.insert(subject, item.deadline);
        }
    }
    items.retain(|item| {
        let is_approval = matches!(item.waits, Waits::Approval { .. });
        let unknown = item.subject.and_then(|of| deadlines.get_mut(&of));
        let Some(deadline) = unknown.filter(|_| is_approval) else {
            return true;
        };
        *deadline = item.deadline;
        false
    });
    for item in items {
        if let (Waits::Outcome(_), Some(subject)) = (&item.waits, item.subject) {
            item.deadline = deadlines.get(&subject).copied().flatten();
        }
    }
}

fn of_misfit(one: Misfit) -> DeskItem {
    let waits = Waits::Misfit(one.id);
    DeskItem::new(waits, Some(one.subject), one.at, one.entry, one.what)
}

fn of_red(card: RedCard) -> DeskItem {
    let differences = card.differences.unwrap_or_default();
    let what = format!("{} {differences}", card.facts.what);
    let what = what.trim().to_owned();
    let waits = Waits::LockedDiffers(card.id);
    let subject = Some(card.facts.subject);
    DeskItem::new(waits, subject, card.at, card.entry, what)
}

fn of_card(card: crate::Card) -> DeskItem {
    let (subject, is_contradiction, what) = match &card.kind {
        CardKind::FieldSet(_) => (None, false, "A list of fields is not approved."),
        CardKind::OtherBody { .. } => (None, false, "One signature came with two bodies."),
        CardKind::SecretAlone => (None, false, "A hash of the bare secret came."),
        CardKind::MatchRate(_) => (None, false, "Fewer deliveries are verified than usual."),
        CardKind::OutOfCourse { subject, what, .. } => (Some(*subject), true, what.as_str()),
        CardKind::RepeatContradicted { subject, .. } => (
            Some(*subject),
            true,
            "The API says otherwise than a repeat.",
        ),
    };
    let what = what.to_owned();
    let waits = if is_contradiction {
        Waits::Contradiction(card.id)
    } else {
        Waits::Alarm(card.id)
    };
    let entry = card.delivery.unwrap_or_default();
    DeskItem::new(waits, subject, card.first_at, entry, what)
}
