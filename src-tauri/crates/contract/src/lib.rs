//! What crosses to the window: the command table, requests, views, the error.

pub mod actions;
pub mod agreements;
pub mod api;
pub mod approvals;
pub mod cards;
pub mod catalog;
pub mod commands;
pub mod deliveries;
pub mod delivery;
pub mod desk;
pub mod details;
pub mod documents;
pub mod drafts;
pub mod error;
pub mod facts;
pub mod gaps;
pub mod keyring;
pub mod ledger_check;
pub mod merchants;
pub mod new_transaction;
pub mod onboarding;
pub mod operations;
pub mod operators;
pub mod policy;
pub mod profile_file;
pub mod profiles;
pub mod reference;
pub mod review;
pub mod simulator;
pub mod status;
pub mod timeline;
pub mod transactions;
pub mod way_in;
pub mod wire;

pub use actions::{
    AcceptAgreements, ActionDecision, ActionState, ActionView, CandidateView, CreateMerchant,
    CreateReceiverAccount, FieldChange, FieldDiffers, FurtherField, KnownBy, NewAccountFacts,
    NewMerchantFacts, OpenActionsView, RefusalView, ResolveAction, SubmitOnboarding, UpdateSubject,
};
pub use agreements::{
    AcceptanceView, AgreementView, AgreementsView, LinkOpened, LinkView, OpenLink, ShownAgreement,
};
pub use api::{
    ApiState, ApiView, ConnectionCall, ConnectionStep, ConnectionStepKind, ConnectionView,
    CredentialsSet, CredentialsState, ServerView, SetCredentials, SetServer, StepResult,
};
pub use approvals::{
    AnnouncedView, ApprovalView, BoundFact, DemandKind, DetailLine, DetailsSeenView,
    ExpectedDeposit, FactOf, PressApproval, PressedView, PutOffApproval, PutOffDone, ReadAfter,
    ReportedDeposit, SeenView, ShownDiffers, ShownRead, ShownRef, StopKind, TypedKind, TypedView,
    WarningView, WordOf,
};
pub use cards::{
    AddNote, CardKind, CardView, CardsView, DecideFieldSet, Decided, FieldSetDecision,
    FieldSetDrift, FieldSetState, FieldSetView, FieldSetsView, NoteAdded, SettleCard, Settlement,
    WithdrawFieldSet,
};
pub use catalog::{
    AccountRow, AccountsPage, CatalogAge, CatalogDoing, CatalogSort, FillingView, KycBoardView,
    KycColumn, ListAccounts, ListMerchants, ListedObject, MerchantRow, MerchantsPage, StandingView,
    StatusCount, StatusMeaning, StatusMeanings, WaitsFor,
};
pub use deliveries::{
    DayRate, DeliveryFilter, EventSeen, EventsView, Hit, HitTarget, ListDeliveries, Search,
    SearchView,
};
pub use delivery::{
    DeliveryView, FieldView, GetDelivery, HeaderView, Outcome, Segment, StepView, VerdictView,
};
pub use desk::{
    DeskItemView, DeskKind, DeskView, LookedAt, MoneyView, NamedObject, OpenApproval, SettleDesk,
};
pub use details::{
    ChangedDetail, CheckDetails, DetailFinding, DetailToSend, DetailsChangeView,
    DetailsChangesView, DetailsChecked, DetailsOf, FindingLevel, TypedField,
};
pub use documents::{
    CancelUpload, CopyState, DocumentPiece, DocumentSaved, DocumentUrl, DocumentView,
    DocumentsView, KeptDocument, OfDocument, OfMerchant, PastAction, PastUpload, PieceTaken,
    UploadDocument, UploadView, UploadsView, UrlAge,
};
pub use drafts::{DraftRow, DraftSaved, DraftView, DraftsView, FoundDraft, OfDraft, SaveDraft};
pub use error::{Code, CommandError};
pub use facts::{FactView, OfSubject, SubjectFactsView, ToldBy, ToldValue};
pub use gaps::{
    EndedReconciliation, GapCause, GapClosing, GapShow, GapView, GapsPage, ListGaps,
    MissedChangeView, MissedView, OfReconciliation, ReconciliationEnd, ReconciliationView,
    ReconcilingView, StartReconciliation,
};
pub use keyring::{
    ClearSecret, KeyringState, KeyringView, MeasureSecret, RotateWebhookSecret, SecretChange,
    SecretInput, SecretKind, SecretState, SecretStrength, SecretView, SecretsView, SetSecret,
};
pub use ledger_check::{CheckLedger, LedgerCheck};
pub use merchants::{
    DuplicateView, DuplicatesView, FindDuplicates, MerchantStatus, MerchantView, MerchantWords,
};
pub use new_transaction::{
    CheckTransaction, CreateTransaction, FindLike, FindParties, FindReceivers, LikeTransaction,
    LikeView, NewTransactionFacts, PartiesView, PartyRole, PartyRow, RateView, ReadRate,
    ReceiverRow, ReceiversView, TransactionWords,
};
pub use onboarding::{
    OnboardingView, Readiness, ReadinessPart, ReadinessView, SetTestStatus, SettableStatus,
    SubmissionView,
};
pub use operations::{
    AnswerView, CallOperation, CallOutcome, CallView, GetObservation, Grade, LastCall,
    OperationBody, OperationEffect, OperationSample, OperationView, OperationsView, OverridePath,
    QueryParameter, SentHeader, SentRequest,
};
pub use operators::{
    ChangePassphrase, ConfirmOperators, EnrolOperators, KeyHolder, LockState, LockView, Newcomer,
    OperatorView, OperatorsProposalView, OperatorsView, RemoveOperator, SetLock, UnlockConsole,
};
pub use policy::{
    ChangePolicy, ChangeProposalView, LimitText, PolicyDifference, PolicyInForce,
    PolicyProposalView, PolicyReview, PolicyText, PolicyView, ProposeChange, ReviewPolicy,
    RuleChangeView, Staffing, WantedChange,
};
pub use profile_file::{DeleteProfile, ImportProfile, ProfileDeleted, ProfileExport};
pub use profiles::{
    ChangeProfile, CreateProfile, EnableProfile, ExpectTest, OfProfile, ProfileSettings,
    SetAuditor, SetOperator,
};
pub use reference::{
    ListSource, ReferenceEntryView, ReferenceList, ReferenceListView, RefreshList,
};
pub use review::{
    ActionWish, FieldJson, FieldReview, FieldsRead, FoundAction, OfAction, RequestReview,
    ReviewAction,
};
pub use simulator::{SenderMode, SenderOrder, SteerSimulator};
pub use status::{
    ConsoleStatus, LedgerState, LedgerView, Mode, Nothing, ProfileState, ProfileStatus,
    ProfileView, ReceiverState, ReceiverView, SimulatorState, SimulatorView, WebhookKey,
};
pub use timeline::{
    From, ListTimeline, ReadSince, RowAction, RowCall, RowKind, Show, SubjectView, TimelinePage,
    TimelineRow,
};
pub use transactions::{
    ConfirmationView, DepositInstruction, EffectiveRate, KeptConfirmation, ListTransactions,
    NamedDocument, PathStep, StatusMisfit, StepPlace, TransactionParty, TransactionRow,
    TransactionSort, TransactionStatus, TransactionView, TransactionsPage,
};
pub use way_in::{
    ConfirmHostKey, ConfirmPlatformUrl, FirstDelivery, HostKeyView, MakeWayInKey, ProofBy,
    SetWayIn, TurnWayIn, WayInBadge, WayInChange, WayInChoice, WayInProvider, WayInReason,
    WayInSeen, WayInSetup, WayInState, WayInView,
};
pub use wire::{Environment, Mark, Stale, SubjectKind, TransactionAction, TransactionKind};
