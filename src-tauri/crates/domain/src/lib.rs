//! Words of the business: ids, subjects, states, records. Pure: no I/O, no clock but the trait.

pub mod action_id;
pub mod amount;
pub mod clock;
pub mod course;
pub mod currency;
pub mod event;
pub mod id;
pub mod mark;
pub mod masked;
pub mod profile;
pub mod record;
pub mod reported;
pub mod standing;
pub mod status;
pub mod subject;
pub mod succession;
pub mod test_window;
pub mod transaction_kind;

pub use action_id::{ActionId, ActionIdError};
pub use amount::{Amount, AmountError};
pub use clock::{Clock, InstantError, Millis, SystemClock};
pub use course::{Course, course, has_place};
pub use currency::{Currency, CurrencyError};
pub use event::EventName;
pub use id::{IdError, MerchantId, PartnerNumber, ReceiverAccountId, TransactionId};
pub use mark::Mark;
pub use masked::masked_end;
pub use profile::{Environment, KeyringId, KeyringIdError, ProfileName, ProfileNameError};
pub use record::SecretKind;
pub use reported::{AccountStatus, ClientStatus, KycStatus, TransactionState};
pub use standing::WaitsFor;
pub use subject::{Resolution, Subject, SubjectError, SubjectKind};
pub use succession::{Succession, succession};
pub use test_window::TestWindow;
pub use transaction_kind::TransactionKind;
