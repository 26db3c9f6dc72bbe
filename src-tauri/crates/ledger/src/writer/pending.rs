//! An append that waits in the queue, whatever its caller's own answer is.

use crate::{AppendError, Appended, Built, Position};
use std::panic::{AssertUnwindSafe, catch_unwind};
use tokio::sync::oneshot;

/// An append that waits: built once, then answered once.
pub(super) trait Pending: Send {
    /// The key under which it wants to know what was remembered.
    fn look_up(&self) -> Option<[u8; 32]>;
    /// Runs its `build`.
    fn build(&mut self, position: Position) -> Result<Built, AppendError>;
    /// Tells the caller. Nobody may be listening any more.
    fn answer(self: Box<Self>, outcome: Result<Appended, AppendError>);
}

/// What the caller waits for.
type Answer<T> = oneshot::Sender<Result<(Appended, T), AppendError>>;

pub(super) struct PendingAppend<F, T> {
    look_up: Option<[u8; 32]>,
    build: Option<F>,
    made: Option<T>,
    answer: Answer<T>,
}

impl<F, T> PendingAppend<F, T> {
    pub(super) const fn new(look_up: Option<[u8; 32]>, build: F, answer: Answer<T>) -> Self {
        Self {
            look_up,
            build: Some(build),
            made: None,
            answer,
        }
    }
}

impl<F, T> Pending for PendingAppend<F, T>
where
    F: FnOnce(Position) -> (Built, T) + Send,
    T: Send,
{
    fn look_up(&self) -> Option<[u8; 32]> {
        self.look_up
    }

    fn build(&mut self, position: Position) -> Result<Built, AppendError> {
        let invalid = |reason: &str| AppendError::Invalid {
            reason: reason.to_owned(),
        };
        let build = self
            .build
            .take()
            .ok_or_else(|| invalid("it was built before"))?;
        // One caller's mistake must not end the writer for all; nothing of ours is half changed.
        let (built, made) = catch_unwind(AssertUnwindSafe(|| build(position)))
            .map_err(|_| invalid("its build panicked"))?;
        self.made = Some(made);
        Ok(built)
    }

    fn answer(self: Box<Self>, outcome: Result<Appended, AppendError>) {
        let Self { made, answer, .. } = *self;
        let outcome = outcome.and_then(|appended| {
            let made = made.ok_or(AppendError::Closed)?;
            Ok((appended, made))
        });
        answer.send(outcome).ok();
    }
}
