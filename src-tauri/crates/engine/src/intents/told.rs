//! How an action is, as it is told.

use super::{
    IntentError, Verdict,
    entries::{self, Followed},
};
use crate::EngineError;
use domain::{
    ActionId, Subject,
    record::{OutcomeState, PART_DETAIL, PART_REFUSAL, Refusal},
};
use ledger::Reader;
use partner_api::Operation;

/// How an action is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Its request is under way, or will not be sent any more; its outcome is not written yet.
    UnderWay,
    /// What the ledger says.
    Is(OutcomeState),
}

/// An action with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What the ledger says.
    pub followed: Followed,
    /// What became of it, in a sentence; none if nothing did yet, or it was erased.
    pub detail: Option<String>,
    /// The partner's no.
    pub refusal: Option<Refusal>,
    /// What reads found out, while the outcome is unknown.
    pub verdict: Verdict,
}

/// The actions of which the ledger does not say what became of them, the oldest first: of a profile
/// that is open for reading alone, where nothing is looked up.
///
/// # Errors
/// [`EngineError`].
pub async fn unsettled(reader: &Reader) -> Result<Vec<Told>, EngineError> {
    let mut all = Vec::new();
    for followed in entries::unsettled(reader).await? {
        all.push(Told::read(reader, followed, Verdict::default()).await?);
    }
    all.sort_by_key(|told| told.followed.intent.sequence);
    Ok(all)
}

/// What the ledger says of an action; none if there is none: of a profile that is open for reading
/// alone.
///
/// # Errors
/// [`EngineError`] if the ledger can't be read.
pub async fn told(reader: &Reader, action: &ActionId) -> Result<Option<Told>, EngineError> {
    let Some(followed) = entries::find(reader, action).await? else {
        return Ok(None);
    };
    Ok(Some(
        Told::read(reader, followed, Verdict::default()).await?,
    ))
}

impl Told {
    pub(super) async fn read(
        reader: &Reader,
        followed: Followed,
        verdict: Verdict,
    ) -> Result<Self, EngineError> {
        let (mut detail, mut refusal) = (None, None);
        if let Some(outcome) = &followed.outcome {
            detail = entries::text_part(reader, outcome.sequence, PART_DETAIL).await?;
            let text = entries::text_part(reader, outcome.sequence, PART_REFUSAL).await?;
            refusal = text.and_then(|text| serde_json::from_str(&text).ok());
        }
        Ok(Self {
            followed,
            detail,
            refusal,
            verdict,
        })
    }

    /// How it is.
    #[must_use]
    pub fn state(&self) -> State {
        let outcome = self.followed.outcome.as_ref();
        outcome.map_or(State::UnderWay, |outcome| State::Is(outcome.facts.state))
    }

    /// The object that it changed, made, or shall change.
    #[must_use]
    pub fn object(&self) -> Option<Subject> {
        let outcome = self.followed.outcome.as_ref();
        let found = outcome.and_then(|outcome| outcome.facts.object);
        found.or(self.followed.intent.facts.subject)
    }

    /// The same, if it is the action of this wish.
    pub(super) fn of(
        self,
        operation: Operation,
        subject: Option<Subject>,
    ) -> Result<Self, IntentError> {
        let facts = &self.followed.intent.facts;
        if facts.operation == operation.id() && facts.subject == subject {
            Ok(self)
        } else {
            Err(IntentError::OtherWish)
        }
    }
}
