//! That the details to which an account's money goes were changed, as an entry says it.

use crate::{ActionId, Subject};
use serde::{Deserialize, Serialize};

/// The bank or wallet details of a receiver account were changed, whoever did it. Facts:
/// [`DetailsChangedFacts`]; parts: [`super::PART_FROM`] and [`super::PART_TO`], the changed fields
/// as JSON objects, in which a field that was not there is null. It is about the entry that first
/// shows them so.
pub const KIND_DETAILS_CHANGED: &str = "details_changed";

/// The plain facts of such a change. The values are parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DetailsChangedFacts {
    /// Whose details they are.
    pub subject: Subject,
    /// The names on the wire of the fields that changed.
    pub fields: Vec<String>,
    /// The entry that last showed them as they were before.
    pub earlier: u64,
    /// The action that asked for it; none if no action of this console did.
    pub action: Option<ActionId>,
    /// The operator's name, where an action of this console asked for it and they gave one.
    pub by: Option<String>,
}
