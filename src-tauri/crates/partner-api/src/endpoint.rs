//! What every endpoint says of itself.

use crate::{Answer, Exchange, Operation, Unread};
use bytes::Bytes;

/// One call of the API. There are no default methods: an endpoint that forgets something does not
/// compile. Method, path and effect stand in the operation table.
pub trait Endpoint {
    /// What is read from a successful answer.
    type Answer;

    /// Its row of the table.
    fn operation(&self) -> Operation;

    /// The value of the parameter in its path, if it has one.
    fn path_value(&self) -> Option<String>;

    /// Its query, in order. What is not asked for is left out.
    fn query(&self) -> Vec<(String, String)>;

    /// Its JSON body, byte for byte; none for no body.
    fn body(&self) -> Option<Bytes>;

    /// Reads a successful answer.
    ///
    /// # Errors
    /// [`Unread`] if it can't be understood. On a write the outcome is then unknown.
    fn read(&self, answer: &Answer) -> Result<Self::Answer, Unread>;
}

/// A call that worked: what was read, and its record.
#[derive(Debug, Clone)]
pub struct Called<T> {
    /// What was read.
    pub value: T,
    /// What went out and came back.
    pub exchange: Exchange,
}
