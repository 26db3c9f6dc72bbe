//! What crosses to the window: the command table, requests, views, the error.

pub mod cards;
pub mod commands;
pub mod deliveries;
pub mod delivery;
pub mod error;
pub mod keyring;
pub mod ledger_check;
pub mod profiles;
pub mod simulator;
pub mod status;
pub mod timeline;
pub mod wire;

pub use cards::{
    AddNote, CardKind, CardView, CardsView, DecideFieldSet, Decided, FieldSetDecision,
    FieldSetDrift, FieldSetState, FieldSetView, FieldSetsView, NoteAdded, SettleCard, Settlement,
    WithdrawFieldSet,
};
pub use deliveries::{
    DayRate, DeliveryFilter, EventSeen, EventsView, Hit, HitTarget, ListDeliveries, Search,
    SearchView,
};
pub use delivery::{
    DeliveryView, FieldView, GetDelivery, HeaderView, Outcome, Segment, StepView, VerdictView,
};
pub use error::{Code, CommandError};
pub use keyring::{
    ClearSecret, KeyringState, KeyringView, MeasureSecret, RotateWebhookSecret, SecretChange,
    SecretInput, SecretKind, SecretState, SecretStrength, SecretView, SecretsView, SetSecret,
};
pub use ledger_check::{CheckLedger, LedgerCheck};
pub use profiles::{
    ChangeProfile, CreateProfile, EnableProfile, ExpectTest, OfProfile, ProfileSettings,
    SetAuditor, SetOperator,
};
pub use simulator::{SenderMode, SenderOrder, SteerSimulator};
pub use status::{
    ConsoleStatus, LedgerState, LedgerView, Mode, Nothing, ProfileState, ProfileStatus,
    ProfileView, ReceiverState, ReceiverView, SimulatorState, SimulatorView, WebhookKey,
};
pub use timeline::{From, ListTimeline, RowKind, Show, SubjectView, TimelinePage, TimelineRow};
pub use wire::{Environment, Mark, Stale, SubjectKind};
