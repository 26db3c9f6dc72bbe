//! A profile's way to the API: where, as whom, by which paths; calls, and what each leaves in the
//! ledger.

pub mod credentials;
pub mod file;
pub mod follow;
pub mod health;
mod known;
mod news;
mod objects;
mod observe;
pub mod reading;
pub mod reference;
pub mod room;
pub mod table;
pub mod trial;
mod turns;
mod uploading;

pub use credentials::{HeldCredentials, StoredCredentials};
pub use file::ApiFile;
pub use follow::follow;
pub use health::{Health, HealthState};
pub(crate) use objects::{Object, kind_of, listed, single};
pub use observe::{Cause, ObservedCall, detail, outcome};
pub use reading::ReadOf;
pub use reference::{KnownList, ListEntry, ListRead, known_list};
pub use room::{ApiError, ApiRoom, NotReady, Observed, RoomParts};
pub use table::{LastCall, OperationRow, operations};
pub use trial::{StepKind, StepResult, Trial, TrialCall, TrialStep};
