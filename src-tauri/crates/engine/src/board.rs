//! The cards as the ledger's alarms and settlements make them, one entry after the other. Pure.

use crate::{field_sets::Settlement, rate_fall::Fall};
use domain::{
    EventName, Millis, Subject,
    record::{
        AssuranceFacts, FieldSetChoice, FieldSetDecidedFacts, OutOfCourseFacts, VerdictFacts,
    },
};
use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    sync::Arc,
};
use webhooks::{FieldSet, Verdict};

/// The most settled cards that are remembered, beside those of rejected lists.
const SETTLED_MAX: usize = 200;
/// What the id of a card on a day's match rate begins with; the day follows.
const MATCH_RATE: &str = "match_rate-";

/// What a card is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardKind {
    /// The sender signed a list of fields that nobody approved.
    FieldSet(FieldSet),
    /// The same signature came with another amount, currency, account or id.
    OtherBody {
        /// The delivery that bore it first.
        first: u64,
    },
    /// A hash of the bare secret came.
    SecretAlone,
    /// A verified event's status does not follow from the one before it.
    OutOfCourse {
        /// Whose status it is.
        subject: Subject,
        /// The delivery that told the earlier status.
        earlier: u64,
        /// What happened, in a sentence.
        what: String,
    },
    /// A signed text came again, and the API read that followed says otherwise.
    RepeatContradicted {
        /// The delivery that bore it first.
        first: u64,
        /// The newest read that says otherwise.
        read: u64,
        /// Whose status it is.
        subject: Subject,
    },
    /// Fewer of a day's deliveries were verified than on the days before; none after a restart,
    /// for a card that was settled before it.
    MatchRate(Option<Fall>),
}

/// A card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The same for as long as the card stands; no other card ever has it.
    pub id: String,
    /// What it is about.
    pub kind: CardKind,
    /// When it first came.
    pub first_at: Millis,
    /// When it last came.
    pub last_at: Millis,
    /// How many deliveries it stands for.
    pub count: u64,
    /// The newest of them.
    pub delivery: Option<u64>,
    /// How many of them came while the platform's tests were expected.
    pub tests: u64,
    /// For a list of fields: how many deliveries it holds back now.
    pub held_back: u64,
    /// How it was settled; none while it waits.
    pub settled: Option<Settlement>,
}

/// A list of fields, for the event that the bodies named.
type ListKey = (Option<EventName>, Vec<String>);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    List(Arc<ListKey>),
    OtherBody(u64),
    RepeatContradicted(u64),
    SecretAlone,
    OutOfCourse(Subject),
}

/// A list that is or was held back.
#[derive(Debug, Default)]
struct Group {
    held_back: u64,
    /// The settled card of a list that a person rejected: what comes later is counted on it, and
    /// nobody is asked again.
    rejected: Option<String>,
}

/// A verdict that stands on the ledger's alarms.
#[derive(Debug)]
pub struct Told {
    /// Its entry.
    pub sequence: u64,
    /// The delivery it is about.
    pub delivery: u64,
    /// When it was given.
    pub at: Millis,
    /// Its facts.
    pub facts: VerdictFacts,
    /// For a list that nobody approved: the list, and the event that the body named.
    pub list: Option<FieldSet>,
}

/// An event that went backwards or sideways, as its entry tells it.
#[derive(Debug)]
pub struct OutOfCourse {
    /// The entry.
    pub sequence: u64,
    /// The delivery it is about.
    pub delivery: u64,
    /// When that came.
    pub at: Millis,
    /// Whose status, and what told the one before.
    pub facts: OutOfCourseFacts,
    /// What happened, in a sentence.
    pub what: String,
}

/// All cards.
#[derive(Debug, Default)]
pub struct Board {
    /// By the entry that opened them: the oldest first.
    open: BTreeMap<u64, Card>,
    standing: HashMap<Key, u64>,
    groups: HashMap<Arc<ListKey>, Group>,
    held_back: HashMap<u64, Arc<ListKey>>,
    match_rate: BTreeMap<String, Card>,
    /// The newest last.
    settled: VecDeque<Card>,
}

impl Board {
    /// Takes the next verdict.
    pub fn tell(&mut self, told: Told) {
        let verdict = Verdict::from_code(&told.facts.verdict);
        if verdict != Some(Verdict::FieldSetNotApproved)
            && let Some(list) = self.held_back.remove(&told.delivery)
            && let Some(group) = self.groups.get_mut(&list)
        {
            group.held_back = group.held_back.saturating_sub(1);
        }
        match verdict {
            Some(Verdict::FieldSetNotApproved) => self.hold_back(told),
            Some(Verdict::VerifiedOtherBody) => {
                let first = told.facts.first.unwrap_or_default();
                let kind = CardKind::OtherBody { first };
                self.count(Key::OtherBody(first), kind, "other_body", &told);
            }
            Some(Verdict::RefusedSecretAlone) => {
                self.count(
                    Key::SecretAlone,
                    CardKind::SecretAlone,
                    "secret_alone",
                    &told,
                );
            }
            _ => {}
        }
    }

    /// Takes the next event that went backwards or sideways. An object has one card for all of
    /// them; it tells the newest.
    pub fn out_of_course(&mut self, found: OutOfCourse) {
        let key = Key::OutOfCourse(found.facts.subject);
        let kind = CardKind::OutOfCourse {
            subject: found.facts.subject,
            earlier: found.facts.earlier,
            what: found.what,
        };
        let place = *self.standing.entry(key).or_insert(found.sequence);
        let id = format!("out_of_course-{place}");
        let card = self
            .open
            .entry(place)
            .or_insert_with(|| Card::new(id, kind.clone(), found.at));
        card.kind = kind;
        card.count = card.count.saturating_add(1);
        card.last_at = card.last_at.max(found.at);
        card.delivery = Some(found.delivery);
    }

    /// Takes the next read that contradicts a repeat.
    pub fn contradict(&mut self, sequence: u64, delivery: u64, at: Millis, facts: &AssuranceFacts) {
        let kind = CardKind::RepeatContradicted {
            first: facts.first,
            read: facts.read,
            subject: facts.subject,
        };
        let key = Key::RepeatContradicted(facts.first);
        let place = *self.standing.entry(key).or_insert(sequence);
        let card = self
            .open
            .entry(place)
            .or_insert_with(|| Card::new(format!("repeat_contradicted-{place}"), kind.clone(), at));
        card.kind = kind;
        card.count = card.count.saturating_add(1);
        card.last_at = card.last_at.max(at);
        card.delivery = card.delivery.max(Some(delivery));
    }

    fn hold_back(&mut self, mut told: Told) {
        let set = told.list.take().unwrap_or(FieldSet {
            event: None,
            fields: Vec::new(),
        });
        let list = Arc::new((set.event, set.fields.clone()));
        if self
            .held_back
            .insert(told.delivery, Arc::clone(&list))
            .is_some()
        {
            return;
        }
        let group = self.groups.entry(Arc::clone(&list)).or_default();
        group.held_back = group.held_back.saturating_add(1);
        match &group.rejected {
            Some(id) => {
                if let Some(card) = self.settled.iter_mut().find(|card| card.id == *id) {
                    card.add(&told);
                }
            }
            None => self.count(Key::List(list), CardKind::FieldSet(set), "field_set", &told),
        }
    }

    fn count(&mut self, key: Key, kind: CardKind, word: &str, told: &Told) {
        let place = *self.standing.entry(key).or_insert(told.sequence);
        let card = self
            .open
            .entry(place)
            .or_insert_with(|| Card::new(format!("{word}-{place}"), kind, told.at));
        card.add(told);
    }

    /// Takes the next decision on a list of fields.
    pub fn decide(&mut self, facts: &FieldSetDecidedFacts, settlement: &Settlement) {
        let approves = facts.decision == FieldSetChoice::Approve;
        let fits = |set: &FieldSet| {
            let everywhere = approves && facts.event.is_none();
            set.fields == facts.fields && (everywhere || set.event == facts.event)
        };
        let list: ListKey = (facts.event, facts.fields.clone());
        for (key, group) in &mut self.groups {
            let set = FieldSet {
                event: key.0,
                fields: key.1.clone(),
            };
            if fits(&set)
                && let Some(id) = group.rejected.take()
                && let Some(card) = self.settled.iter_mut().find(|card| card.id == id)
            {
                card.settled = Some(settlement.clone());
            }
        }
        // What a withdrawn list still holds back keeps its card.
        if facts.decision == FieldSetChoice::Withdraw {
            return;
        }
        let closed: Vec<u64> = self
            .open
            .iter()
            .filter(|(_, card)| matches!(&card.kind, CardKind::FieldSet(set) if fits(set)))
            .map(|(place, _)| *place)
            .collect();
        for place in closed {
            let id = self.close(place, settlement);
            if facts.decision == FieldSetChoice::Reject
                && let Some(group) = self.groups.get_mut(&list)
            {
                group.rejected = id;
            }
        }
    }

    /// Takes the next settlement of a card.
    pub fn settle(&mut self, id: &str, settlement: &Settlement) {
        if id.starts_with(MATCH_RATE) {
            let card = self.match_rate.remove(id).unwrap_or_else(|| {
                Card::new(id.to_owned(), CardKind::MatchRate(None), settlement.at)
            });
            self.put_away(card, settlement);
            return;
        }
        let place = self
            .open
            .iter()
            .find(|(_, card)| card.id == id)
            .map(|(place, _)| *place);
        if let Some(place) = place {
            self.close(place, settlement);
        }
    }

    fn close(&mut self, place: u64, settlement: &Settlement) -> Option<String> {
        self.standing.retain(|_, standing| *standing != place);
        let card = self.open.remove(&place)?;
        let id = card.id.clone();
        self.put_away(card, settlement);
        Some(id)
    }

    fn put_away(&mut self, mut card: Card, settlement: &Settlement) {
        card.settled = Some(settlement.clone());
        self.settled.push_back(card);
        if self.settled.len() > SETTLED_MAX {
            let rejected: Vec<&String> = self
                .groups
                .values()
                .filter_map(|group| group.rejected.as_ref())
                .collect();
            let oldest = self
                .settled
                .iter()
                .position(|card| !rejected.contains(&&card.id));
            if let Some(oldest) = oldest {
                self.settled.remove(oldest);
            }
        }
    }

    /// Takes a day on which the match rate fell; a day has one card, whatever comes after it.
    pub fn fell(&mut self, fall: Fall, now: Millis) -> bool {
        let day = fall.day.begins.to_rfc3339();
        let id = format!("{MATCH_RATE}{}", day.get(..10).unwrap_or(&day));
        if self.settled.iter().any(|card| card.id == id) {
            return false;
        }
        let count = fall.day.kept.saturating_sub(fall.day.verified);
        let kind = CardKind::MatchRate(Some(fall));
        let is_new = !self.match_rate.contains_key(&id);
        let card = self
            .match_rate
            .entry(id.clone())
            .or_insert_with(|| Card::new(id, kind.clone(), now));
        let changed = is_new || card.count != count;
        if changed {
            (card.kind, card.count, card.last_at) = (kind, count, now);
        }
        changed
    }

    /// How many wait for a person.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.open.len().saturating_add(self.match_rate.len())
    }

    /// Those that wait, the oldest first.
    #[must_use]
    pub fn open(&self) -> Vec<Card> {
        let mut open: Vec<Card> = self.open.values().map(|card| self.counted(card)).collect();
        open.extend(self.match_rate.values().cloned());
        open.sort_by_key(|card| card.first_at);
        open
    }

    /// The newest of those that were settled, the newest first.
    #[must_use]
    pub fn settled(&self, most: usize) -> Vec<Card> {
        let newest = self.settled.iter().rev().take(most);
        newest.map(|card| self.counted(card)).collect()
    }

    /// A card, open or settled.
    #[must_use]
    pub fn card(&self, id: &str) -> Option<Card> {
        let open = self.open.values().chain(self.match_rate.values());
        open.chain(&self.settled)
            .find(|card| card.id == id)
            .map(|card| self.counted(card))
    }

    /// Whether a list was rejected, on this card, and nothing else was decided since.
    #[must_use]
    pub fn is_rejected_on(&self, id: &str) -> bool {
        let mut groups = self.groups.values();
        groups.any(|group| group.rejected.as_deref() == Some(id))
    }

    /// Lists for which deliveries are held back now.
    pub fn held_back(&self) -> impl Iterator<Item = (Option<EventName>, &[String])> {
        self.groups
            .iter()
            .filter(|(_, group)| group.held_back > 0)
            .map(|(list, _)| (list.0, list.1.as_slice()))
    }

    fn counted(&self, card: &Card) -> Card {
        let held_back = match &card.kind {
            CardKind::FieldSet(set) => self
                .groups
                .get(&(set.event, set.fields.clone()))
                .map_or(0, |group| group.held_back),
            CardKind::OtherBody { .. }
            | CardKind::SecretAlone
            | CardKind::OutOfCourse { .. }
            | CardKind::RepeatContradicted { .. }
            | CardKind::MatchRate(_) => 0,
        };
        Card {
            held_back,
            ..card.clone()
        }
    }
}

impl Card {
    const fn new(id: String, kind: CardKind, at: Millis) -> Self {
        Self {
            id,
            kind,
            first_at: at,
            last_at: at,
            count: 0,
            delivery: None,
            tests: 0,
            held_back: 0,
            settled: None,
        }
    }

    fn add(&mut self, told: &Told) {
        self.count = self.count.saturating_add(1);
        self.tests = self.tests.saturating_add(u64::from(told.facts.test));
        self.last_at = self.last_at.max(told.at);
        self.delivery = self.delivery.max(Some(told.delivery));
    }
}
