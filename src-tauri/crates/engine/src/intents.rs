//! The way of every write: intent → request → outcome.
//!
//! An intent is on disk before a byte of its request leaves, and so is the departure of the
//! request. A request is sent once. Where its outcome is unknown it is looked up, by [`tend`],
//! across a restart too; a creation's candidates are offered to a person.

mod bound;
pub mod candidates;
pub mod entries;
mod error;
pub mod lookup;
mod past;
mod place;
mod review;
mod settle;
mod tend;
mod told;
mod upload;
mod wish;

pub(crate) use bound::Bound;
pub use candidates::{Candidate, Differs};
pub(crate) use entries::text_part;
pub use error::IntentError;
pub(crate) use lookup::Says;
pub(crate) use past::texts;
pub use past::{Became, Past, past};
pub use review::{ReadFields, Review};
pub use settle::{Decision, Verdict};
pub use tend::tend;
pub use told::{State, Told, told, unsettled};
pub use upload::{Upload, UploadNow};
pub(crate) use wish::Prepared;
pub use wish::{Change, Request, UploadDocument, Wish};

use crate::{
    By, EngineError,
    api::{ApiError, ApiRoom, Cause, detail},
    deed::{self, Doer},
};
use domain::{
    ActionId, Subject,
    record::{IntentFacts, OutcomeBy, OutcomeState},
};
use entries::{Followed, Intent, NewOutcome};
use partner_api::{CallError, Certainty, Endpoint, Fields, Operation};
use place::{First, Open, Place, Stage, Taken, Unknown, lane, owner};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{sync::watch, time::Instant};

/// How often and how long an unknown outcome is looked up.
#[derive(Debug, Clone, Copy)]
pub struct Times {
    /// The pause after the first look; each further one is twice as long.
    pub first: Duration,
    /// The longest pause.
    pub most: Duration,
    /// How long after the last byte was sent a read that shows nothing proves nothing: a request
    /// may be on its way for as long.
    pub settle: Duration,
}

impl Default for Times {
    fn default() -> Self {
        Self {
            first: Duration::from_secs(1),
            most: Duration::from_secs(60),
            settle: Duration::from_secs(5 * 60),
        }
    }
}

/// The actions of one profile.
pub struct Intents {
    room: Arc<ApiRoom>,
    times: Times,
    open: Mutex<BTreeMap<ActionId, Open>>,
    // Held while a final outcome is written, so that there is one alone.
    settling: tokio::sync::Mutex<()>,
    changed: watch::Sender<u64>,
    uploads: Arc<upload::Uploads>,
}

impl Intents {
    /// Finds what was not settled when the program ended. Nothing is called by it.
    ///
    /// # Errors
    /// [`EngineError`] if the ledger can't be read.
    pub async fn open(room: Arc<ApiRoom>, times: Times) -> Result<Arc<Self>, EngineError> {
        let reader = room.reader();
        let mut open = BTreeMap::new();
        for followed in entries::unsettled(&reader).await? {
            let intent = &followed.intent;
            let Some(operation) = intent.operation() else {
                continue;
            };
            let bodies = entries::bodies(&reader, intent.sequence).await?;
            let sent = bodies.sent.unwrap_or_default();
            let lane = lane(operation, intent.facts.subject, &sent);
            let stage = Stage::Unknown(Box::new(Unknown::new(followed.clone(), times)));
            let one = Open {
                lane,
                operation,
                stage,
                first: First::default(),
            };
            open.insert(intent.facts.action.clone(), one);
        }
        Ok(Arc::new(Self {
            room,
            times,
            open: Mutex::new(open),
            settling: tokio::sync::Mutex::default(),
            changed: watch::Sender::new(0),
            uploads: Arc::default(),
        }))
    }

    /// Tells of each change of what is open.
    #[must_use]
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    fn open_now(&self) -> MutexGuard<'_, BTreeMap<ActionId, Open>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_changed(&self) {
        self.changed
            .send_modify(|count| *count = count.wrapping_add(1));
    }

    /// Does what a person asks for, once, and tells what became of it. The same id again waits for
    /// the first and tells the same, also that it was stopped and why.
    ///
    /// # Errors
    /// [`IntentError`]: no change was sent.
    pub async fn start(
        self: &Arc<Self>,
        action: &ActionId,
        wish: Wish,
        by: impl Into<By>,
    ) -> Result<Told, IntentError> {
        let by = by.into();
        let (operation, subject) = (wish.operation(), wish.subject());
        if let Some(told) = self.wait_for(action).await? {
            return told.of(operation, subject);
        }
        self.room.partner()?;
        // Goes on when the caller goes away.
        let (all, id) = (Arc::clone(self), action.clone());
        let made = tokio::spawn(async move { all.make(id, wish, by).await });
        match made.await {
            Ok(Err(error)) => Err(error),
            Ok(Ok(())) | Err(_) => {
                let told = self.wait_for(action).await?;
                told.ok_or(IntentError::NotStored)?.of(operation, subject)
            }
        }
    }

    /// Waits until an action is not under way, and tells how it is; none if there is none.
    async fn wait_for(&self, action: &ActionId) -> Result<Option<Told>, IntentError> {
        loop {
            if let Some(first) = self.under_way(action) {
                self.wait_with(action, &first).await?;
            }
            let changed = self.changed.subscribe();
            let told = self.told(action).await?;
            // It may have begun, or begun and ended, while the ledger was read.
            let has_moved = changed.has_changed().unwrap_or(false);
            if !has_moved && self.under_way(action).is_none() {
                return Ok(told);
            }
        }
    }

    /// Waits until a first is not under way any more.
    async fn wait_with(&self, action: &ActionId, first: &First) -> Result<(), IntentError> {
        let mut changed = self.changed.subscribe();
        while first.get().is_none() && self.under_way(action).is_some() {
            if changed.changed().await.is_err() {
                break;
            }
        }
        first.get().map_or(Ok(()), |vain| Err(vain.error()))
    }

    fn under_way(&self, action: &ActionId) -> Option<First> {
        let open = self.open_now();
        let one = open.get(action)?;
        matches!(one.stage, Stage::UnderWay).then(|| Arc::clone(&one.first))
    }

    async fn make(
        self: Arc<Self>,
        action: ActionId,
        wish: Wish,
        by: By,
    ) -> Result<(), IntentError> {
        let (operation, subject) = (wish.operation(), wish.subject());
        let first_lane = subject.map(|subject| lane(operation, Some(subject), &Fields::new()));
        // Of a creation the lane is known once its request is made.
        let first_lane = first_lane.unwrap_or_else(|| action.to_string());
        let (first_lane, begun) = match &wish {
            Wish::UploadDocument(wanted) => {
                let begun = upload::Begun::new(&self.uploads, &action, wanted);
                (upload::lane(wanted), Some(begun))
            }
            _ => (first_lane, None),
        };
        let place = match Place::take(&self, &action, operation, first_lane)? {
            Taken::Now(place) => place,
            Taken::Before(first) => return self.wait_with(&action, &first).await,
        };
        let known = match self.intend(&place, action, wish, by).await {
            Ok(Some((intent, prepared))) => {
                let fresh_until = prepared.bound.fresh_until;
                self.send(&intent, prepared.request, fresh_until).await
            }
            Ok(None) => None,
            Err(error) => {
                place.leave_in_vain(&error);
                return Err(error);
            }
        };
        place.leave(known.filter(Followed::is_open));
        drop(begun);
        Ok(())
    }

    /// Makes the request and stores its intent; none if there is one already.
    async fn intend(
        &self,
        place: &Place,
        action: ActionId,
        wish: Wish,
        by: By,
    ) -> Result<Option<(Intent, Prepared)>, IntentError> {
        // A repeat may have come between the first look and the place.
        if entries::find(&self.room.reader(), &action).await?.is_some() {
            return Ok(None);
        }
        let (operation, subject) = (wish.operation(), wish.subject());
        let mut prepared = wish.prepare(&self.room, Some(&action), &by).await?;
        let body = prepared.request.body().unwrap_or_default();
        let sent = Fields::parse(&body).unwrap_or_default();
        // What is uploaded has its lane from the start.
        if operation != Operation::UploadFile {
            place.narrow(lane(operation, subject, &sent))?;
        }
        let facts = IntentFacts {
            action,
            operation: operation.id().to_owned(),
            subject,
            by: by.to_name(),
        };
        let owner = owner(operation, &sent);
        let intent = self.write_intent(facts, owner, &prepared).await?;
        prepared.bound.deciding = None;
        Ok(Some((intent, prepared)))
    }

    async fn write_intent(
        &self,
        facts: IntentFacts,
        owner: Option<Subject>,
        prepared: &Prepared,
    ) -> Result<Intent, IntentError> {
        let at = self.room.clock().now();
        let entry = entries::intent(&facts, owner, prepared, at)?;
        let sequence = deed::append(self.room.writer(), entry).await?;
        Ok(Intent {
            sequence,
            at,
            facts,
        })
    }

    /// Sends the request of an intent that is on disk. Gives what is still to be found out.
    async fn send(
        &self,
        intent: &Intent,
        request: Request,
        fresh_until: Option<Instant>,
    ) -> Option<Followed> {
        let followed = |departed| Followed {
            intent: intent.clone(),
            departed,
            outcome: None,
        };
        let departure = entries::departure(intent, self.room.clock().now());
        let left = match departure {
            Ok(entry) => deed::append(self.room.writer(), entry).await,
            Err(error) => Err(error),
        };
        if let Err(error) = left {
            let error = crate::chain(&error);
            tracing::error!(error, "a request was not sent: its departure is not stored");
            return Some(followed(false));
        }
        if fresh_until.is_some_and(|until| Instant::now() >= until) {
            let why = "what was read for it is too old by now; look at it again";
            return self.was_not_sent(intent, why).await;
        }
        let sent = match &request {
            Request::UploadFile(file) => self.upload(intent, file).await,
            call => self.call(intent, call).await,
        };
        match sent {
            Ok(true) => None,
            Ok(false) => {
                let found = entries::find(&self.room.reader(), &intent.facts.action).await;
                Some(found.ok().flatten().unwrap_or_else(|| followed(true)))
            }
            Err(ApiError::NotReady(why)) => self.was_not_sent(intent, &why.to_string()).await,
            Err(error) => {
                let error = crate::chain(&error);
                tracing::error!(error, "what became of a request is not stored");
                Some(followed(true))
            }
        }
    }

    /// Calls what is on disk as an intent. Gives whether it is known what became of it.
    async fn call(&self, intent: &Intent, request: &Request) -> Result<bool, ApiError> {
        let cause = Cause::person(intent.facts.by.clone());
        let now = self.room.clock().now();
        let kept = intent.clone();
        let mut is_known = false;
        let sent = self.room.call_and(request, cause, |outcome| {
            is_known = outcome
                .as_ref()
                .map_or_else(|error| error.certainty() != Certainty::Unknown, |_| true);
            let new = answered(&kept, outcome);
            let doer = Doer { by: None, now };
            Box::new(move |observation| {
                let new = NewOutcome {
                    observation: Some(observation),
                    ..new
                };
                let entry = entries::outcome(&kept, new, doer);
                entry.into_iter().collect()
            })
        });
        sent.await.map(|_| is_known)
    }

    /// The request can't leave any more since the intent was written: nothing was sent.
    async fn was_not_sent(&self, intent: &Intent, why: &str) -> Option<Followed> {
        let new = NewOutcome {
            state: OutcomeState::NotSent,
            known_by: OutcomeBy::Answer,
            object: intent.facts.subject,
            observation: None,
            detail: format!("Nothing was sent: {why}."),
            refusal: None,
            words: None,
        };
        let followed = Followed {
            intent: intent.clone(),
            departed: false,
            outcome: None,
        };
        let now = self.room.clock().now();
        let written = self.write(&followed, new, Doer { by: None, now }).await;
        written.is_err().then_some(followed)
    }

    /// How an action is; none if there is none.
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn told(&self, action: &ActionId) -> Result<Option<Told>, EngineError> {
        let reader = self.room.reader();
        let Some(followed) = entries::find(&reader, action).await? else {
            return Ok(None);
        };
        // What reads found out is nothing any more once it is settled.
        let verdict = if followed.is_settled() {
            Verdict::default()
        } else {
            self.verdict(action)
        };
        Ok(Some(Told::read(&reader, followed, verdict).await?))
    }

    fn verdict(&self, action: &ActionId) -> Verdict {
        let open = self.open_now();
        match open.get(action).map(|one| &one.stage) {
            Some(Stage::Unknown(unknown)) => unknown.verdict.clone(),
            Some(Stage::UnderWay) | None => Verdict::default(),
        }
    }

    /// The actions that are not settled, the oldest first.
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn unsettled(&self) -> Result<Vec<Told>, EngineError> {
        let ids: Vec<ActionId> = self.open_now().keys().cloned().collect();
        let mut all = Vec::with_capacity(ids.len());
        for id in ids {
            all.extend(self.told(&id).await?);
        }
        all.retain(|told| told.followed.is_open());
        all.sort_by_key(|told| told.followed.intent.sequence);
        Ok(all)
    }
}

/// What the answer says.
fn answered(intent: &Intent, outcome: &Result<Option<Subject>, CallError>) -> NewOutcome {
    let state = match outcome {
        Ok(_) => OutcomeState::Done,
        Err(error) => match error.certainty() {
            Certainty::NotSent => OutcomeState::NotSent,
            Certainty::Refused => OutcomeState::Refused,
            Certainty::Unknown => OutcomeState::Unknown,
        },
    };
    let made = outcome.as_ref().ok().copied().flatten();
    NewOutcome {
        state,
        known_by: OutcomeBy::Answer,
        object: made.or(intent.facts.subject),
        observation: None,
        detail: outcome.as_ref().err().map_or_else(
            || "The partner took it.".to_owned(),
            |error| detail(&error.exchange, Some(error)),
        ),
        refusal: outcome.as_ref().err().and_then(entries::refusal),
        words: None,
    }
}

#[cfg(test)]
mod tests;
