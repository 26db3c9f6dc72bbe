//! What was found out of an unknown outcome, and what a person decides where reads can't tell.

use super::{
    Candidate, IntentError, Intents, Told,
    entries::{self, Followed, NewOutcome},
    place::{Stage, Unknown},
};
use crate::deed::{self, DeedError, Doer};
use domain::{
    ActionId, Subject,
    record::{OutcomeBy, OutcomeState},
};

/// What reads found out of an unknown outcome so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// One sentence; empty before the first look.
    pub detail: String,
    /// Of a creation: the objects that may be the one.
    pub candidates: Vec<Candidate>,
    /// Whether a person may say that it did not happen: reads that came late enough show nothing
    /// of it, or can't tell.
    pub may_be_denied: bool,
    /// Whether a person may say that it happened, where no candidates are needed.
    pub may_be_affirmed: bool,
    /// The entry of the last read.
    pub observation: Option<u64>,
}

/// What a person says who looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// It happened, to this object.
    Is(Subject),
    /// It did not happen.
    DidNotHappen,
}

impl Intents {
    /// Takes a person's word on an outcome that reads can't tell; gives how the action is since.
    ///
    /// # Errors
    /// [`IntentError`]; nothing is written then.
    pub async fn decide(
        &self,
        action: &ActionId,
        decision: Decision,
        note: &str,
        doer: Doer,
    ) -> Result<Told, IntentError> {
        let words = deed::words(note)?;
        let not_open = || IntentError::NotOpen(action.clone());
        let settling = self.settling.lock().await;
        let unknown = self.unknown(action).ok_or_else(not_open)?;
        let (state, object, observation) = decided(&unknown, decision)?;
        let new = NewOutcome {
            state,
            known_by: OutcomeBy::Person,
            object,
            observation,
            detail: "A person looked, and said so.".to_owned(),
            refusal: None,
            words,
        };
        self.write(&unknown.followed, new, doer).await?;
        self.forget(action);
        drop(settling);
        self.told(action).await?.ok_or_else(not_open)
    }

    pub(super) fn unknown(&self, action: &ActionId) -> Option<Unknown> {
        let open = self.open_now();
        match open.get(action).map(|one| &one.stage) {
            Some(Stage::Unknown(unknown)) => Some((**unknown).clone()),
            Some(Stage::UnderWay) | None => None,
        }
    }

    pub(super) fn forget(&self, action: &ActionId) {
        self.open_now().remove(action);
        self.is_changed();
    }

    /// Writes an outcome; gives its entry.
    pub(super) async fn write(
        &self,
        followed: &Followed,
        new: NewOutcome,
        doer: Doer,
    ) -> Result<u64, DeedError> {
        let entry = entries::outcome(&followed.intent, new, doer)?;
        deed::append(self.room.writer(), entry).await
    }
}

type Decided = (OutcomeState, Option<Subject>, Option<u64>);

fn decided(unknown: &Unknown, decision: Decision) -> Result<Decided, IntentError> {
    let own = unknown.followed.intent.facts.subject;
    let verdict = &unknown.verdict;
    match (decision, own) {
        (Decision::DidNotHappen, _) => {
            if !verdict.may_be_denied {
                return Err(IntentError::TooEarly);
            }
            Ok((OutcomeState::DidNotHappen, own, verdict.observation))
        }
        (Decision::Is(subject), Some(own)) if subject == own => {
            if !verdict.may_be_affirmed {
                return Err(IntentError::TooEarly);
            }
            Ok((OutcomeState::Done, Some(own), verdict.observation))
        }
        (Decision::Is(subject), _) => {
            let mut candidates = verdict.candidates.iter();
            let found = candidates.find(|one| one.subject == subject);
            let found = found.ok_or(IntentError::NoCandidate(subject))?;
            let observation = Some(found.observation);
            Ok((OutcomeState::Done, Some(subject), observation))
        }
    }
}
