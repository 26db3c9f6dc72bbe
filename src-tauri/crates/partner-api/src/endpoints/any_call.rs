//! Any operation by its id, its values given as text: for the explorer and for support work.

use crate::{Answer, Body, Endpoint, Fields, Operation, Unread};
use bytes::Bytes;

/// Any operation. What it answers is looked at as it is.
#[derive(Debug, Clone)]
pub struct AnyCall {
    operation: Operation,
    path_value: Option<String>,
    query: Vec<(String, String)>,
    body: Option<Bytes>,
}

/// The longest value of a path's or query's parameter.
pub const VALUE_CHARS_MAX: usize = 256;

/// Why a call can't be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnyCallError {
    /// The path's parameter is missing, or there is none.
    #[error("{operation} needs {needed} in its path")]
    Path {
        /// Which operation.
        operation: Operation,
        /// The parameter's name, or "no parameter".
        needed: &'static str,
    },
    /// A value that could mean another path.
    #[error("the value of {0} is empty, too long, or has only dots")]
    Value(String),
    /// The query has a parameter that the operation does not know.
    #[error("{operation} has no query parameter {name:?}")]
    Query {
        /// Which operation.
        operation: Operation,
        /// The unknown name.
        name: String,
    },
    /// A body is missing, or there should be none, or it is no JSON object.
    #[error("{operation} takes {wanted}")]
    Body {
        /// Which operation.
        operation: Operation,
        /// What it takes.
        wanted: &'static str,
    },
}

impl AnyCall {
    /// Checks the values against the table.
    ///
    /// # Errors
    /// [`AnyCallError`] if they are not the operation's. A file is uploaded with
    /// [`crate::Partner::upload`].
    pub fn new(
        operation: Operation,
        path_value: Option<&str>,
        query: &[(String, String)],
        body: Option<&[u8]>,
    ) -> Result<Self, AnyCallError> {
        let needed = operation.path_parameter();
        if needed.is_some() != path_value.is_some() {
            let needed = needed.unwrap_or("no parameter");
            return Err(AnyCallError::Path { operation, needed });
        }
        let unknown = |name: &str| !operation.query().contains(&name);
        if let Some((name, _)) = query.iter().find(|(name, _)| unknown(name)) {
            let name = name.clone();
            return Err(AnyCallError::Query { operation, name });
        }
        let path = needed.zip(path_value).into_iter();
        let pairs = query
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()));
        for (name, value) in path.chain(pairs) {
            let dots = value.chars().all(|letter| letter == '.');
            if dots || value.chars().count() > VALUE_CHARS_MAX {
                return Err(AnyCallError::Value(name.to_owned()));
            }
        }
        let is_object = body.map(|body| Fields::parse(body).is_ok());
        let wanted = match (operation.body(), is_object) {
            (Body::Empty, Some(_)) => Some("no body"),
            (Body::Json, None | Some(false)) => Some("a JSON object"),
            (Body::OptionalJson, Some(false)) => Some("a JSON object, or no body"),
            (Body::File, _) => Some("a file"),
            _ => None,
        };
        if let Some(wanted) = wanted {
            return Err(AnyCallError::Body { operation, wanted });
        }
        Ok(Self {
            operation,
            path_value: path_value.map(str::to_owned),
            query: query.to_vec(),
            body: body.map(Bytes::copy_from_slice),
        })
    }
}

impl Endpoint for AnyCall {
    type Answer = ();

    fn operation(&self) -> Operation {
        self.operation
    }

    fn path_value(&self) -> Option<String> {
        self.path_value.clone()
    }

    fn query(&self) -> Vec<(String, String)> {
        self.query.clone()
    }

    fn body(&self) -> Option<Bytes> {
        self.body.clone()
    }

    fn read(&self, answer: &Answer) -> Result<Self::Answer, Unread> {
        // Only what can be looked at as JSON is the partner's.
        serde_json::from_slice::<&serde_json::value::RawValue>(&answer.body)
            .map(|_| ())
            .or_else(|_| match answer.status {
                204 => Ok(()),
                _ => Err(Unread::NoObject("no JSON".to_owned())),
            })
    }
}
