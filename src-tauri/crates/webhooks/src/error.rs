//! What can go wrong when signing. Verification has no errors: it has verdicts.

use crate::strict_json::JsonFault;

/// Why a body can't be signed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignError {
    /// The body is no strict JSON object.
    #[error("the body can't be read")]
    Body(#[source] JsonFault),
    /// A field is not there.
    #[error("the body has no field {0}")]
    Missing(String),
    /// A field's value has no sure text.
    #[error("the value of {0} has no sure text")]
    NoSureText(String),
}
