//! Turns the table of commands into Tauri's handlers; a row without its function does not compile.

mod actions;
mod actions_view;
mod agreements;
mod api;
mod api_view;
mod approvals;
mod approvals_view;
pub mod card_view;
pub mod cards;
mod catalog;
mod catalog_view;
pub mod console;
pub mod deliveries;
pub mod delivery_view;
mod desk;
mod desk_view;
mod details;
mod documents;
mod drafts;
mod facts;
mod gaps;
pub mod ledger;
mod merchants;
mod new_transaction;
pub mod notes;
mod onboarding;
mod operations;
mod operations_view;
mod operators;
mod policy;
mod policy_view;
mod profile_file;
pub mod profiles;
mod reference;
pub mod secrets;
mod secrets_view;
pub mod simulator;
pub mod timeline;
pub mod timeline_view;
mod transactions;
mod transactions_view;
mod way_in;
mod way_in_view;

use crate::{app::App, bytes_command::WithBytes, command_error};
use contract::{
    AcceptAgreements, AccountsPage, ActionView, AddNote, AgreementsView, ApprovalView,
    CallOperation, CallView, CancelUpload, CardsView, CatalogAge, ChangePassphrase, ChangePolicy,
    ChangeProfile, CheckDetails, CheckLedger, CheckTransaction, ClearSecret, CommandError,
    ConfirmHostKey, ConfirmOperators, ConfirmPlatformUrl, ConnectionView, ConsoleStatus,
    CreateMerchant, CreateProfile, CreateReceiverAccount, CreateTransaction, CredentialsSet,
    DecideFieldSet, Decided, DeleteProfile, DeliveryView, DeskView, DetailsChangesView,
    DetailsChecked, DocumentPiece, DocumentSaved, DocumentsView, DraftSaved, DraftsView,
    DuplicatesView, EnableProfile, EnrolOperators, EventsView, ExpectTest, FieldSetsView,
    FieldsRead, FindDuplicates, FindLike, FindParties, FindReceivers, FoundAction, FoundDraft,
    GapsPage, GetDelivery, GetObservation, ImportProfile, KeptConfirmation, KeyringView,
    KycBoardView, LedgerCheck, LikeView, LinkOpened, ListAccounts, ListDeliveries, ListGaps,
    ListMerchants, ListTimeline, ListTransactions, ListedObject, LockView, MakeWayInKey,
    MeasureSecret, MerchantView, MerchantWords, MerchantsPage, MissedView, NoteAdded, Nothing,
    OfAction, OfDocument, OfDraft, OfMerchant, OfProfile, OfReconciliation, OfSubject,
    OnboardingView, OpenActionsView, OpenApproval, OpenLink, OperationsView, OperatorsView,
    OverridePath, PartiesView, PieceTaken, PolicyReview, PolicyView, PressApproval, PressedView,
    ProfileDeleted, ProfileExport, ProfileSettings, ProfileStatus, ProposeChange, PutOffApproval,
    PutOffDone, RateView, ReadRate, ReceiversView, ReconciliationView, ReferenceListView,
    RefreshList, RemoveOperator, RequestReview, ResolveAction, ReviewAction, ReviewPolicy,
    RotateWebhookSecret, SaveDraft, Search, SearchView, SecretStrength, SecretsView, SetAuditor,
    SetCredentials, SetLock, SetOperator, SetSecret, SetServer, SetTestStatus, SetWayIn,
    SettleCard, SettleDesk, SimulatorView, StartReconciliation, StatusMeanings, SteerSimulator,
    SubjectFactsView, SubmitOnboarding, TimelinePage, TransactionView, TransactionWords,
    TransactionsPage, TurnWayIn, UnlockConsole, UpdateSubject, UploadDocument, UploadsView,
    WayInView, WithdrawFieldSet, with_commands,
};
use tauri::{Runtime, State, ipc::Invoke};

/// Queries whose answers a call of the API changes.
pub const AFTER_A_CALL: [&str; 19] = [
    "get_transaction",
    "list_documents",
    "list_agreements",
    "get_onboarding",
    "get_merchant",
    "get_action",
    "list_open_actions",
    "console_status",
    "list_operations",
    "list_timeline",
    "list_deliveries",
    "get_delivery",
    "list_cards",
    "list_desk",
    "subject_facts",
    "profile_settings",
    "list_details_changes",
    "list_countries",
    "list_currencies",
];

/// Queries whose answers a change of policy or operators changes.
pub const AFTER_RULES: [&str; 8] = [
    "console_status",
    "get_policy",
    "list_operators",
    "list_desk",
    "list_timeline",
    "get_action",
    "list_operations",
    "get_transaction",
];

/// What is answered while the console is locked: how it is, and what unlocks it.
const WHILE_LOCKED: [&str; 5] = [
    "console_status",
    "unlock_console",
    "lock_console",
    "check_keyring",
    "note_presence",
];

macro_rules! refuse_while_locked {
    ($app:ident, $name:ident) => {
        if $app.operators.is_locked() && !WHILE_LOCKED.contains(&stringify!($name)) {
            return Err(command_error::locked(stringify!($name)));
        }
    };
}

macro_rules! refuse_for_auditor {
    (action, $app:ident, $name:ident) => {
        if $app.is_for_auditor() {
            return Err(command_error::read_only(stringify!($name)));
        }
    };
    ($other:ident, $app:ident, $name:ident) => {};
}

macro_rules! tauri_handler {
    (bytes, $module:ident, $name:ident, $req:ty, $res:ty) => {
        #[tauri::command]
        async fn $name(
            app: State<'_, App>,
            request: WithBytes<$req>,
        ) -> Result<$res, CommandError> {
            refuse_while_locked!(app, $name);
            refuse_for_auditor!(action, app, $name);
            $module::$name(&app, request.request, request.bytes).await
        }
    };
    ($kind:ident, $module:ident, $name:ident, $req:ty, $res:ty) => {
        #[tauri::command]
        async fn $name(app: State<'_, App>, request: $req) -> Result<$res, CommandError> {
            refuse_while_locked!(app, $name);
            refuse_for_auditor!($kind, app, $name);
            $module::$name(&app, request).await
        }
    };
}

macro_rules! tauri_handlers {
    ($($module:ident :: $name:ident($req:ty) -> $res:ty, $kind:ident;)*) => {
        $(tauri_handler!($kind, $module, $name, $req, $res);)*

        /// The handler of every command in the table.
        pub fn handler<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$($name),*]
        }
    };
}
with_commands!(tauri_handlers);
