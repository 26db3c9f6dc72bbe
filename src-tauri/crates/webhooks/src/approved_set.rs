//! The lists of fields that an operator approved. The sender names the list, so without this
//! whoever has one signature could choose what it covers (W3).

use domain::EventName;
use serde::{Deserialize, Serialize};

/// The field that says which object is meant.
pub const IDENTITY_FIELD: &str = "id";
/// The field that says what it became.
pub const STATUS_FIELD: &str = "status";

/// An approved list, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldSet {
    /// For which event; none for all of them.
    pub event: Option<EventName>,
    /// The names, in order.
    pub fields: Vec<String>,
}

impl FieldSet {
    /// Whether it covers what a timeline needs: the id and the status.
    #[must_use]
    pub fn is_sufficient(&self) -> bool {
        [IDENTITY_FIELD, STATUS_FIELD]
            .iter()
            .all(|needed| self.fields.iter().any(|field| field == needed))
    }
}

/// A profile's rules for verification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// The approved lists. One without id and status counts for nothing.
    pub approved: Vec<FieldSet>,
    /// Whether a dot in a field's name leads into an object.
    pub dotted_paths: bool,
    /// Whether null, missing values, fractions, lists and objects may be covered. They are then
    /// marked weak.
    pub weak_values: bool,
}

impl Default for Rules {
    /// `id,status` for every event, plain values alone.
    fn default() -> Self {
        let fields = vec![IDENTITY_FIELD.to_owned(), STATUS_FIELD.to_owned()];
        Self {
            approved: vec![FieldSet {
                event: None,
                fields,
            }],
            dotted_paths: false,
            weak_values: false,
        }
    }
}

impl Rules {
    /// The approved lists for an event, by the name that the body claims.
    pub fn approved_for(&self, event: Option<EventName>) -> impl Iterator<Item = &FieldSet> {
        self.approved
            .iter()
            .filter(move |set| set.event.is_none() || set.event == event)
            .filter(|set| set.is_sufficient())
    }

    /// Whether this list, in this order, is approved for the event.
    #[must_use]
    pub fn approves(&self, event: Option<EventName>, fields: &[String]) -> bool {
        self.approved_for(event).any(|set| set.fields == fields)
    }
}
