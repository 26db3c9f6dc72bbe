//! The one table of commands, from which handlers, access list and TypeScript come.

/// Hands the table to a macro: `module::command(Request) -> Answer, kind;` a row. A kind
/// is `query`, `work`, `action` or `bytes`.
///
/// A query may be asked again at any time. Work and actions are never repeated by themselves; an
/// action changes something, so the auditor's mode refuses it. Bytes is an action whose request
/// comes with bytes beside it.
#[macro_export]
macro_rules! with_commands {
    ($use:ident) => {
        $use! {
            console::console_status(Nothing) -> ConsoleStatus, query;
            console::set_operator(SetOperator) -> ConsoleStatus, action;
            console::set_auditor(SetAuditor) -> ConsoleStatus, work;
            profiles::create_profile(CreateProfile) -> ProfileStatus, action;
            profiles::show_profile(OfProfile) -> ConsoleStatus, work;
            profiles::enable_profile(EnableProfile) -> ConsoleStatus, action;
            profiles::change_profile(ChangeProfile) -> ProfileSettings, action;
            profiles::profile_settings(OfProfile) -> ProfileSettings, query;
            profiles::expect_test(ExpectTest) -> ProfileStatus, action;
            profile_file::export_profile(OfProfile) -> ProfileExport, work;
            profile_file::import_profile(ImportProfile) -> ProfileStatus, action;
            profile_file::delete_profile(DeleteProfile) -> ProfileDeleted, action;
            api::set_server(SetServer) -> ProfileSettings, action;
            api::set_credentials(SetCredentials) -> CredentialsSet, action;
            api::clear_credentials(OfProfile) -> ProfileSettings, action;
            api::test_connection(OfProfile) -> ConnectionView, work;
            operations::list_operations(OfProfile) -> OperationsView, query;
            operations::override_path(OverridePath) -> OperationsView, action;
            operations::call_operation(CallOperation) -> CallView, work;
            operations::get_observation(GetObservation) -> CallView, query;
            details::check_details(CheckDetails) -> DetailsChecked, query;
            details::list_details_changes(OfSubject) -> DetailsChangesView, query;
            reference::list_countries(OfProfile) -> ReferenceListView, query;
            reference::list_currencies(OfProfile) -> ReferenceListView, query;
            reference::refresh_list(RefreshList) -> ReferenceListView, work;
            facts::subject_facts(OfSubject) -> SubjectFactsView, query;
            facts::read_subject(OfSubject) -> SubjectFactsView, work;
            facts::read_fields(OfSubject) -> FieldsRead, work;
            merchants::get_merchant(OfSubject) -> MerchantView, query;
            merchants::find_duplicates(FindDuplicates) -> DuplicatesView, query;
            merchants::merchant_words(Nothing) -> MerchantWords, query;
            drafts::save_draft(SaveDraft) -> DraftSaved, action;
            drafts::get_draft(OfDraft) -> FoundDraft, query;
            drafts::list_drafts(OfProfile) -> DraftsView, query;
            drafts::discard_draft(OfDraft) -> DraftsView, action;
            catalog::list_merchants(ListMerchants) -> MerchantsPage, query;
            catalog::list_accounts(ListAccounts) -> AccountsPage, query;
            catalog::get_listed(OfSubject) -> ListedObject, query;
            catalog::kyc_board(OfProfile) -> KycBoardView, query;
            catalog::catalog_age(OfProfile) -> CatalogAge, query;
            catalog::status_meanings(Nothing) -> StatusMeanings, query;
            catalog::refresh_catalog(OfProfile) -> CatalogAge, work;
            catalog::cancel_refresh(OfProfile) -> CatalogAge, work;

            transactions::list_transactions(ListTransactions) -> TransactionsPage, query;
            transactions::get_transaction(OfSubject) -> TransactionView, query;
            transactions::read_confirmation(OfSubject) -> TransactionView, work;
            transactions::keep_confirmation(OfSubject) -> KeptConfirmation, action;

            actions::create_merchant(CreateMerchant) -> ActionView, action;
            actions::create_receiver_account(CreateReceiverAccount) -> ActionView, action;
            actions::update_subject(UpdateSubject) -> ActionView, action;
            actions::submit_onboarding(SubmitOnboarding) -> ActionView, action;
            actions::accept_agreements(AcceptAgreements) -> ActionView, action;
            documents::keep_document_piece(DocumentPiece) -> PieceTaken, bytes;
            documents::upload_document(UploadDocument) -> ActionView, action;
            documents::cancel_upload(CancelUpload) -> UploadsView, work;
            documents::list_uploads(OfProfile) -> UploadsView, query;
            documents::list_documents(OfMerchant) -> DocumentsView, query;
            documents::save_document(OfDocument) -> DocumentSaved, work;
            documents::open_document(OfDocument) -> DocumentSaved, work;
            agreements::list_agreements(OfMerchant) -> AgreementsView, query;
            agreements::read_agreements(OfMerchant) -> AgreementsView, work;
            agreements::open_link(OpenLink) -> LinkOpened, work;
            onboarding::get_onboarding(OfMerchant) -> OnboardingView, query;
            onboarding::set_test_status(SetTestStatus) -> ActionView, action;
            new_transaction::transaction_words(Nothing) -> TransactionWords, query;
            new_transaction::find_parties(FindParties) -> PartiesView, query;
            new_transaction::find_receivers(FindReceivers) -> ReceiversView, query;
            new_transaction::check_transaction(CheckTransaction) -> DetailsChecked, query;
            new_transaction::find_like_transactions(FindLike) -> LikeView, query;
            new_transaction::read_rate(ReadRate) -> RateView, work;
            new_transaction::create_transaction(CreateTransaction) -> ActionView, action;
            actions::review_action(ReviewAction) -> RequestReview, work;
            actions::get_action(OfAction) -> FoundAction, query;
            actions::list_open_actions(OfProfile) -> OpenActionsView, query;
            actions::resolve_action(ResolveAction) -> ActionView, action;
            secrets::check_keyring(Nothing) -> KeyringView, work;
            secrets::measure_secret(MeasureSecret) -> SecretStrength, work;
            secrets::list_secrets(OfProfile) -> SecretsView, query;
            secrets::set_secret(SetSecret) -> SecretsView, action;
            secrets::clear_secret(ClearSecret) -> SecretsView, action;
            secrets::rotate_webhook_secret(RotateWebhookSecret) -> SecretsView, action;
            simulator::start_simulator(Nothing) -> ProfileStatus, action;
            simulator::stop_simulator(Nothing) -> ProfileStatus, action;
            simulator::steer_simulator(SteerSimulator) -> SimulatorView, action;
            timeline::list_timeline(ListTimeline) -> TimelinePage, query;
            timeline::get_delivery(GetDelivery) -> DeliveryView, query;
            deliveries::list_deliveries(ListDeliveries) -> TimelinePage, query;
            deliveries::list_events(OfProfile) -> EventsView, query;
            deliveries::search_everything(Search) -> SearchView, query;
            desk::list_desk(OfProfile) -> DeskView, query;
            desk::fill_desk(OfProfile) -> DeskView, work;
            desk::settle_desk(SettleDesk) -> DeskView, action;
            approvals::open_approval(OpenApproval) -> ApprovalView, work;
            approvals::press_approval(PressApproval) -> PressedView, action;
            approvals::confirm_approval(PressApproval) -> PressedView, action;
            approvals::put_off_approval(PutOffApproval) -> PutOffDone, action;
            cards::list_cards(OfProfile) -> CardsView, query;
            cards::settle_card(SettleCard) -> CardsView, action;
            cards::decide_field_set(DecideFieldSet) -> Decided, action;
            cards::list_field_sets(OfProfile) -> FieldSetsView, query;
            cards::withdraw_field_set(WithdrawFieldSet) -> FieldSetsView, action;
            operators::list_operators(OfProfile) -> OperatorsView, query;
            operators::enrol_operators(EnrolOperators) -> OperatorsView, action;
            operators::remove_operator(RemoveOperator) -> OperatorsView, action;
            operators::confirm_operators(ConfirmOperators) -> OperatorsView, action;
            operators::change_passphrase(ChangePassphrase) -> ConsoleStatus, action;
            operators::unlock_console(UnlockConsole) -> ConsoleStatus, work;
            operators::lock_console(Nothing) -> ConsoleStatus, work;
            operators::note_presence(Nothing) -> LockView, work;
            operators::set_lock(SetLock) -> ConsoleStatus, action;
            policy::get_policy(OfProfile) -> PolicyView, query;
            policy::review_policy(ReviewPolicy) -> PolicyReview, work;
            policy::change_policy(ChangePolicy) -> PolicyView, action;
            policy::propose_change(ProposeChange) -> PolicyView, action;
            way_in::get_way_in(OfProfile) -> WayInView, query;
            way_in::set_way_in(SetWayIn) -> WayInView, action;
            way_in::turn_way_in(TurnWayIn) -> WayInView, action;
            way_in::redial_way_in(OfProfile) -> WayInView, action;
            way_in::make_way_in_key(MakeWayInKey) -> WayInView, action;
            way_in::confirm_host_key(ConfirmHostKey) -> WayInView, action;
            way_in::confirm_platform_url(ConfirmPlatformUrl) -> WayInView, action;
            gaps::list_gaps(ListGaps) -> GapsPage, query;
            gaps::list_missed(OfReconciliation) -> MissedView, query;
            gaps::get_reconciliation(OfProfile) -> ReconciliationView, query;
            gaps::start_reconciliation(StartReconciliation) -> ReconciliationView, action;
            gaps::cancel_reconciliation(OfProfile) -> ReconciliationView, action;
            notes::add_note(AddNote) -> NoteAdded, action;
            ledger::check_ledger(CheckLedger) -> LedgerCheck, work;
        }
    };
}

macro_rules! names {
    ($($module:ident :: $name:ident($req:ty) -> $res:ty, $kind:ident;)*) => {
        /// Every command's name, for the access list.
        pub const NAMES: &[&str] = &[$(stringify!($name)),*];
        /// Every command as (name, request type, answer type, kind), for the TypeScript.
        pub const TABLE: &[(&str, &str, &str, &str)] =
            &[$((stringify!($name), stringify!($req), stringify!($res), stringify!($kind))),*];
    };
}
with_commands!(names);
