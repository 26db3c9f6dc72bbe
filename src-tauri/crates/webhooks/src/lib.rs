//! Verification and signing of webhooks. Pure: no I/O, no clock.

mod approved_set;
mod covered;
mod error;
mod field_list;
pub mod javascript;
mod judge;
mod judgement;
mod money;
mod reading;
mod secret;
mod sign;
mod steps;
pub mod strict_json;
mod subject;
mod verdict;

pub use approved_set::{FieldSet, IDENTITY_FIELD, Rules, STATUS_FIELD};
pub use covered::uncovered_fields;
pub use error::SignError;
pub use field_list::{HEADER_FIELDS, HEADER_HASH, HEADER_REQUEST_UUID};
pub use judge::{Judged, Signed, judge};
pub use judgement::{
    Alarm, Earlier, EventHint, FieldReading, Judgement, MatchedKey, Outcome, Step, StepName,
    TextRule, WhichKey,
};
pub use secret::{ENTROPY_BITS_WANTED, KeyId, Keys, SECRET_BYTES_MAX, SecretError, WebhookSecret};
pub use sign::sign;
pub use verdict::Verdict;
