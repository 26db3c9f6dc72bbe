//! What crosses to the window: the command table, requests, views, the error.

pub mod commands;
pub mod delivery;
pub mod error;
pub mod ledger_check;
pub mod status;
pub mod timeline;
pub mod wire;

pub use delivery::{
    DeliveryView, FieldView, GetDelivery, HeaderView, Outcome, Segment, StepView, VerdictView,
};
pub use error::{Code, CommandError};
pub use ledger_check::{CheckLedger, LedgerCheck};
pub use status::{
    ConsoleStatus, LedgerState, LedgerView, Nothing, ProfileStatus, ProfileView, ReceiverState,
    ReceiverView, SimulatorState, SimulatorView,
};
pub use timeline::{From, ListTimeline, RowKind, Show, SubjectView, TimelinePage, TimelineRow};
pub use wire::{Environment, Mark, Stale, SubjectKind};
