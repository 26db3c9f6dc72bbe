//! Words of the business: ids, subjects, states, records. Pure: no I/O, no clock but the trait.

pub mod clock;
pub mod event;
pub mod id;
pub mod mark;
pub mod profile;
pub mod record;
pub mod status;
pub mod subject;
pub mod transaction_kind;

pub use clock::{Clock, Millis, SystemClock};
pub use event::EventName;
pub use id::{IdError, MerchantId, PartnerNumber, ReceiverAccountId, TransactionId};
pub use mark::Mark;
pub use profile::{Environment, ProfileName, ProfileNameError};
pub use subject::{Resolution, Subject, SubjectError, SubjectKind};
pub use transaction_kind::TransactionKind;
