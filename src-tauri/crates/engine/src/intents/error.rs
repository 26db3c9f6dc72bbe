//! Why an intent was not made, or not decided on.

use crate::{
    EngineError, api::ApiError, approvals::Stop, deed::DeedError, documents::DocumentError,
};
use domain::{ActionId, Subject};
use partner_api::{CallError, NotAnObject};
use std::sync::Arc;

/// Why an intent was not made, or not decided on.
#[derive(Debug, thiserror::Error)]
pub enum IntentError {
    /// The API can't be called, or the ledger could not take a read. No change was sent.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// Something on the way to the request stopped it.
    #[error(transparent)]
    Stopped(Arc<Stop>),
    /// The object could not be read.
    #[error("it could not be read how it is now: {}", .0.failure)]
    NotRead(CallError),
    /// A field is another one than the person saw.
    #[error("{0} is another by now than it was shown; look at it again")]
    Changed(String),
    /// Nothing would change.
    #[error("nothing of it would change")]
    NothingToChange,
    /// The local copy of a document can't be sent.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// A value is no JSON.
    #[error("the value of {name} is no JSON")]
    Value {
        /// The field's name on the wire.
        name: String,
        /// Why.
        #[source]
        source: NotAnObject,
    },
    /// The request can't be made of what was given.
    #[error("the request can't be made: {0}")]
    NotMade(String),
    /// An earlier one is not settled.
    #[error("an earlier request for the same is not settled yet ({0}); wait until it is")]
    Busy(&'static str),
    /// The same was asked for at once before, and that was stopped.
    #[error(
        "it was asked for twice at once, and the first was stopped ({0}); open it again, and ask \
         for it once more"
    )]
    FirstInVain(String),
    /// It ended before its intent was stored.
    #[error("it ended before it was stored; open it again, and ask for it once more")]
    NotStored,
    /// The id was used for something else.
    #[error("this action's id was used for another request")]
    OtherWish,
    /// There is no open action with this id.
    #[error("there is no action {0} whose outcome is unknown")]
    NotOpen(ActionId),
    /// It can't be known yet.
    #[error("it is too early to say that it did not happen: it is looked up again by itself")]
    TooEarly,
    /// It is none of those that may be it.
    #[error("{0} was not found as one that may be it")]
    NoCandidate(Subject),
    /// The intent or decision could not be stored.
    #[error(transparent)]
    Store(DeedError),
    /// The ledger could not be read.
    #[error(transparent)]
    Read(#[from] EngineError),
}

impl From<Stop> for IntentError {
    fn from(stop: Stop) -> Self {
        Self::Stopped(Arc::new(stop))
    }
}
