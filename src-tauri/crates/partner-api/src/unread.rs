//! Why an answer is not understood.

use crate::fields::NotAnObject;

/// Why an answer, or an object in a list, is not understood. The bytes themselves are kept beside.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    /// It is no JSON, or no object where one is needed.
    #[error("the answer is no JSON object: {0}")]
    NoObject(String),
    /// A field without which nothing can be done is not there.
    #[error("the answer has no {0}")]
    Missing(&'static str),
    /// That field is there in a shape that can't be read.
    #[error("the answer's {field} can't be read")]
    Field {
        /// Its name on the wire.
        field: &'static str,
        /// Its JSON text.
        text: String,
    },
    /// The answer speaks of another object than was asked for.
    #[error("the answer's {field} is {found}, and {asked} was asked for")]
    Another {
        /// The field's name on the wire.
        field: &'static str,
        /// What was asked for.
        asked: String,
        /// What stands there.
        found: String,
    },
    /// No list is found in it.
    #[error("the answer holds no list")]
    NoList,
    /// It says success by its status, and carries an exception.
    #[error("the answer's status says success, its body tells an exception")]
    SuccessWithException,
}

impl Unread {
    /// The field that is missing or can't be read.
    #[must_use]
    pub const fn field(&self) -> Option<&'static str> {
        match self {
            Self::Missing(field) | Self::Field { field, .. } | Self::Another { field, .. } => {
                Some(field)
            }
            Self::NoObject(_) | Self::NoList | Self::SuccessWithException => None,
        }
    }
}

impl From<NotAnObject> for Unread {
    fn from(error: NotAnObject) -> Self {
        let NotAnObject(inner) = error;
        // Where, not what: the message of a JSON error may quote the body.
        Self::NoObject(format!("line {}, column {}", inner.line(), inner.column()))
    }
}
