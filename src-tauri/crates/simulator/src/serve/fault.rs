//! Faults: what goes wrong with calls of an operation, so many times.

use partner_api::{Fields, Operation};
use serde::{Deserialize, Serialize};

/// Whether something happens before the call has its effect, or after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// Before: nothing changed.
    #[default]
    Before,
    /// After: it happened.
    After,
}

/// What goes wrong.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub enum Fault {
    /// The answer takes long.
    Delay {
        /// So many milliseconds.
        ms: u32,
        /// Whether the waiting is before or after the effect.
        #[serde(default)]
        when: When,
    },
    /// It is refused in the documented shape.
    Refuse {
        /// The HTTP status.
        status: u16,
        /// `errorCode`
        code: String,
        /// `message`
        #[serde(default)]
        message: String,
        /// `Retry-After`, in seconds.
        #[serde(default)]
        retry_after: Option<u32>,
        /// Whether it has its effect all the same.
        #[serde(default)]
        when: When,
    },
    /// A proxy answers with a web page.
    Page {
        /// The HTTP status.
        status: u16,
        /// `Retry-After`, in seconds.
        #[serde(default)]
        retry_after: Option<u32>,
        /// Whether it has its effect all the same.
        #[serde(default)]
        when: When,
    },
    /// The connection is cut without an answer.
    Cut {
        /// Whether it has its effect.
        #[serde(default)]
        when: When,
    },
    /// The connection is cut in the middle of an upload, which has no effect. One that is cut
    /// after the effect is a [`Cut`](Self::Cut).
    CutUpload {
        /// Once so many bytes of the request's body came. What is shorter comes through.
        at_bytes: u64,
    },
    /// An upload is taken slowly.
    SlowUpload {
        /// So many bytes in a second.
        bytes_per_second: u32,
    },
    /// It has its effect, and the answer breaks off in the middle.
    HalfAnswer {},
    /// It has its effect, and the answer is no JSON.
    WrongJson {},
    /// It has its effect, and the answer holds further fields; a list's objects each.
    ExtraFields {
        /// The fields: the text of a JSON object, so that they go out letter by letter.
        json: String,
    },
    /// It has its effect, and the answer tells another status; a list's objects each.
    OtherStatus {
        /// The status.
        status: String,
    },
    /// A list comes in another envelope.
    Envelope {
        /// The name of the array; none for a bare array.
        under: Option<String>,
        /// The name of the total; none for none.
        #[serde(default)]
        total: Option<String>,
    },
    /// The quote is over when it is approved.
    ExpiredQuote {},
    /// The deposit that comes after this approval of a quote is less than what is asked for.
    Underpaid {
        /// What arrives, decimal text.
        amount: String,
    },
    /// What this approval of a quote locks is another amount than was quoted.
    LockedOtherwise {
        /// What is locked, decimal text.
        amount: String,
    },
    /// What changes is not announced.
    Silent {},
    /// A change is announced that does not happen, besides those that do.
    EventAlone {
        /// The status that the event tells.
        status: String,
    },
}

/// A fault of an operation that is still to come.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Planned {
    /// Of which operation; none for any.
    #[serde(default)]
    pub operation: Option<Operation>,
    /// What goes wrong.
    pub fault: Fault,
    /// With how many calls.
    #[serde(default = "once")]
    pub count: u32,
}

const fn once() -> u32 {
    1
}

impl Fault {
    /// Why it can't be planned; none if it can.
    pub fn problem(&self) -> Option<&'static str> {
        match self {
            Self::Refuse { status, .. } | Self::Page { status, .. }
                if !(400..=599).contains(status) =>
            {
                Some("a refusal's status is 400 to 599")
            }
            Self::ExtraFields { json } if Fields::parse(json.as_bytes()).is_err() => {
                Some("the further fields are the text of a JSON object")
            }
            Self::Underpaid { amount } | Self::LockedOtherwise { amount }
                if domain::Amount::parse(amount).is_err() =>
            {
                Some("an amount is decimal text")
            }
            Self::SlowUpload {
                bytes_per_second: 0,
            } => Some("a slow upload takes at least one byte in a second"),
            _ => None,
        }
    }
}
