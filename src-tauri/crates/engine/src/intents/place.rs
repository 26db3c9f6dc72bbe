//! Which actions are open, and what may not be under way twice.

use super::{IntentError, Intents, Times, Verdict, candidates, entries::Followed};
use crate::approvals::Stop;
use domain::{ActionId, Subject};
use partner_api::{Fields, Operation};
use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};
use tokio::time::Instant;

/// What stands in the way of another request for the same.
pub type Lane = String;

/// An action that is not settled.
pub struct Open {
    pub lane: Lane,
    pub operation: Operation,
    pub stage: Stage,
    pub first: First,
}

/// What whoever asks for the same meanwhile is told, once the first was stopped.
pub type First = Arc<OnceLock<Vain>>;

/// Why a first was stopped: nothing was sent.
#[derive(Debug, Clone)]
pub enum Vain {
    Stop(Arc<Stop>),
    Other(String),
}

impl Vain {
    fn of(error: &IntentError) -> Self {
        match error {
            IntentError::Stopped(stop) => Self::Stop(Arc::clone(stop)),
            other => Self::Other(other.to_string()),
        }
    }

    pub fn error(&self) -> IntentError {
        match self {
            Self::Stop(stop) => IntentError::Stopped(Arc::clone(stop)),
            Self::Other(why) => IntentError::FirstInVain(why.clone()),
        }
    }
}

pub enum Stage {
    /// It is being made, or its request is under way.
    UnderWay,
    /// It is looked up.
    Unknown(Box<Unknown>),
}

/// What is known of an unknown outcome.
#[derive(Debug, Clone)]
pub struct Unknown {
    pub followed: Followed,
    /// Since when it surely is on its way no longer than this.
    pub since: Instant,
    pub due: Option<Instant>,
    pub pause: Duration,
    /// Whether an earlier read showed all as before.
    pub was_as_before: bool,
    /// What the last read showed of a transaction that tells whether it happened.
    pub seen: Option<String>,
    /// What was found out.
    pub verdict: Verdict,
}

impl Unknown {
    /// An outcome that is looked up from now on.
    pub fn new(followed: Followed, times: Times) -> Self {
        let now = Instant::now();
        Self {
            followed,
            since: now,
            due: Some(now),
            pause: times.first,
            was_as_before: false,
            seen: None,
            verdict: Verdict::default(),
        }
    }
}

/// What may not be under way twice: changes of one object, creations of the same.
pub fn lane(operation: Operation, subject: Option<Subject>, sent: &Fields) -> Lane {
    if let Some(subject) = subject {
        // What is uploaded for it changes nothing of it.
        return if operation == Operation::UploadFile {
            format!("{operation} {subject}")
        } else {
            subject.to_string()
        };
    }
    let owner = owner(operation, sent).map(|owner| owner.to_string());
    let own = candidates::identity(operation, sent);
    // The first name tells most.
    let own = own
        .first()
        .map_or_else(String::new, |(_, text)| text.clone());
    format!("{operation} {} {own}", owner.unwrap_or_default())
}

/// Whose a new object is.
pub fn owner(operation: Operation, sent: &Fields) -> Option<Subject> {
    let name = match operation {
        Operation::CreateReceiverAccount => "businessId",
        Operation::CreatePayout | Operation::CreateEndToEnd | Operation::CreateCollection => {
            "fromBusinessId"
        }
        _ => return None,
    };
    let number = sent.id(name).into_read()?;
    let kind = domain::SubjectKind::Merchant;
    Some(Subject { kind, number })
}

/// An action's place among those that are open, given back when it is dropped.
pub struct Place {
    all: Arc<Intents>,
    action: ActionId,
    first: First,
}

/// Who has an action's place.
pub enum Taken {
    /// Whoever asked for it now.
    Now(Place),
    /// Whoever asked for the same before.
    Before(First),
}

impl Place {
    /// Takes it, if the action has none yet.
    pub fn take(
        all: &Arc<Intents>,
        action: &ActionId,
        operation: Operation,
        lane: Lane,
    ) -> Result<Taken, IntentError> {
        let mut open = all.open_now();
        if let Some(own) = open.get(action) {
            return Ok(Taken::Before(Arc::clone(&own.first)));
        }
        if let Some(other) = open.values().find(|other| other.lane == lane) {
            return Err(IntentError::Busy(other.operation.label()));
        }
        let first = First::default();
        let one = Open {
            lane,
            operation,
            stage: Stage::UnderWay,
            first: Arc::clone(&first),
        };
        open.insert(action.clone(), one);
        drop(open);
        Ok(Taken::Now(Self {
            all: Arc::clone(all),
            action: action.clone(),
            first,
        }))
    }

    /// Takes the lane that the request turned out to be in.
    pub fn narrow(&self, lane: Lane) -> Result<(), IntentError> {
        let mut open = self.all.open_now();
        let mut others = open.iter().filter(|(id, _)| **id != self.action);
        if let Some((_, other)) = others.find(|(_, other)| other.lane == lane) {
            return Err(IntentError::Busy(other.operation.label()));
        }
        if let Some(own) = open.get_mut(&self.action) {
            own.lane = lane;
        }
        Ok(())
    }

    /// Leaves it, as nothing was sent: whoever asked for the same meanwhile is told why.
    pub fn leave_in_vain(self, why: &IntentError) {
        // It is set once: a place is left once.
        let _ = self.first.set(Vain::of(why));
    }

    /// Leaves it, or leaves behind what is still to be found out.
    pub fn leave(self, unknown: Option<Followed>) {
        let Some(followed) = unknown else { return };
        let mut open = self.all.open_now();
        if let Some(own) = open.get_mut(&self.action) {
            let unknown = Unknown::new(followed, self.all.times);
            own.stage = Stage::Unknown(Box::new(unknown));
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.all.open_now();
        let stage = open.get(&self.action).map(|own| &own.stage);
        if matches!(stage, Some(Stage::UnderWay)) {
            open.remove(&self.action);
        }
        drop(open);
        self.all.is_changed();
    }
}
