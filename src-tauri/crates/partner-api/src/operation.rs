//! The one table of the API's operations: id, method, path, and how well each is known.

use domain::TransactionKind;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How well a fact of the API is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// D: Cedar's reference says it.
    Documented,
    /// O: a public integration was seen to do it (2026).
    Observed,
    /// A: assumed by analogy. A profile may find another path and override it.
    Assumed,
}

impl Evidence {
    /// The letter that stands for it: `D`, `O`, `A`.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Documented => 'D',
            Self::Observed => 'O',
            Self::Assumed => 'A',
        }
    }
}

/// What a call may do at the partner's. Only what reads may be called without a person's wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Nothing changes.
    Reads,
    /// Data changes; no money moves by it.
    Changes,
    /// A transaction is made, moved on or ended.
    MovesMoney,
}

/// The HTTP methods of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// The only one that is ever repeated.
    Get,
    /// Sent once.
    Post,
    /// Sent once.
    Put,
}

impl Method {
    /// As it stands in a request: `GET`, `POST`, `PUT`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
        }
    }
}

/// What a request carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// Nothing.
    Empty,
    /// A JSON object, or nothing where there is nothing to say.
    OptionalJson,
    /// A JSON object.
    Json,
    /// `multipart/form-data` with one part, [`FILE_PART`].
    File,
}

/// The name of the part that holds an uploaded file (observed).
pub const FILE_PART: &str = "file";

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Row {
    id: &'static str,
    label: &'static str,
    method: Method,
    path: &'static str,
    path_evidence: Evidence,
    method_evidence: Evidence,
    effect: Effect,
    kind: Option<TransactionKind>,
    query: &'static [&'static str],
    body: Body,
}

use Body::{Empty, File, Json, OptionalJson};
use Effect::{Changes, MovesMoney, Reads};
use Evidence::{Assumed as A, Documented as D, Observed as O};
use Method::{Get, Post, Put};

/// Makes the enum, the list of all and the lookup of a row from one table.
macro_rules! operations {
    ($(
        $name:ident $id:literal $label:literal
            $method:ident $path:literal path $path_evidence:ident method $method_evidence:ident
            $effect:ident $kind:ident $query:expr, $body:ident;
    )*) => {
        /// An operation of the API.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Operation {
            $(
                #[doc = concat!($label, ": `", $path, "`.")]
                #[serde(rename = $id)]
                $name,
            )*
        }

        impl Operation {
            /// Every operation, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            const fn row(self) -> Row {
                match self {
                    $(Self::$name => Row {
                        id: $id,
                        label: $label,
                        method: $method,
                        path: $path,
                        path_evidence: $path_evidence,
                        method_evidence: $method_evidence,
                        effect: $effect,
                        kind: kind!($kind),
                        query: &$query,
                        body: $body,
                    },)*
                }
            }
        }
    };
}

macro_rules! kind {
    (any) => {
        None
    };
    ($kind:ident) => {
        Some(TransactionKind::$kind)
    };
}

operations! {
    ListCountries "list_countries" "List countries"
        Get "/v1/countries" path A method A Reads any [], Empty;
    ListCurrencies "list_currencies" "List currencies"
        Get "/v1/currencies" path A method A Reads any [], Empty;

    CreateMerchant "create_merchant" "Create merchant"
        Post "/v1/business/" path O method O Changes any [], Json;
    UpdateMerchant "update_merchant" "Update merchant"
        Put "/v1/business/{id}" path A method D Changes any [], Json;
    GetMerchant "get_merchant" "Get merchant"
        Get "/v1/business/{id}" path A method D Reads any [], Empty;
    ListMerchants "list_merchants" "List merchants"
        Get "/v1/business/" path A method D Reads any ["page", "limit"], Empty;
    GetLegalAgreements "get_legal_agreements" "Get legal agreements"
        Get "/v1/business/legalAgreements" path A method D Reads any ["businessId"], Empty;
    AcceptLegalAgreements "accept_legal_agreements" "Accept legal agreements"
        Post "/v1/business/acceptLegalAgreements" path A method D Changes any [], Json;
    SubmitMerchantOnboarding "submit_merchant_onboarding" "Submit merchant onboarding"
        Post "/v1/business/submitOnboarding" path D method D Changes any [], Json;

    CreateReceiverAccount "create_receiver_account" "Create receiver account"
        Post "/v1/businessExternalAccount/" path A method D Changes any [], Json;
    UpdateReceiverAccount "update_receiver_account" "Update receiver account"
        Put "/v1/businessExternalAccount/{id}" path A method D Changes any [], Json;
    GetReceiverAccount "get_receiver_account" "Get receiver account"
        Get "/v1/businessExternalAccount/{id}" path A method D Reads any [], Empty;
    ListReceiverAccounts "list_receiver_accounts" "List receiver accounts"
        Get "/v1/businessExternalAccount/" path A method D
        Reads any ["businessId", "page", "limit"], Empty;

    CalculatePayoutFxRate "calculate_payout_fx_rate" "Calculate FX rate, payout"
        Post "/v1/sendc2f/price" path A method A Reads Payout [], Json;
    CalculateEndToEndFxRate "calculate_end_to_end_fx_rate" "Calculate FX rate, end to end"
        Post "/v1/sendf2f/price" path O method O Reads EndToEnd [], Json;
    CalculateCollectionFxRate "calculate_collection_fx_rate" "Calculate FX rate, collection"
        Post "/v1/receivef2f/price" path A method A Reads Collection [], Json;

    CreatePayout "create_payout" "Create payout"
        Post "/v1/sendc2f/" path D method D MovesMoney Payout [], Json;
    CreateEndToEnd "create_end_to_end" "Create end to end"
        Post "/v1/sendf2f/" path O method O MovesMoney EndToEnd [], Json;
    CreateCollection "create_collection" "Create collection"
        Post "/v1/receivef2f/" path A method A MovesMoney Collection [], Json;

    GetPayout "get_payout" "Get payout"
        Get "/v1/sendc2f/{id}" path D method D Reads Payout [], Empty;
    GetEndToEnd "get_end_to_end" "Get end to end"
        Get "/v1/sendf2f/{id}" path A method A Reads EndToEnd [], Empty;
    GetCollection "get_collection" "Get collection"
        Get "/v1/receivef2f/{id}" path A method A Reads Collection [], Empty;

    ListPayouts "list_payouts" "List payouts"
        Get "/v1/sendc2f/" path A method D Reads Payout ["page", "limit"], Empty;
    ListEndToEnds "list_end_to_ends" "List end to ends"
        Get "/v1/sendf2f/" path A method D Reads EndToEnd ["page", "limit"], Empty;
    ListCollections "list_collections" "List collections"
        Get "/v1/receivef2f/" path A method D Reads Collection ["page", "limit"], Empty;

    ApprovePayoutQuote "approve_payout_quote" "Approve quote, payout"
        Post "/v1/sendc2f/approveQuote/{id}" path A method D MovesMoney Payout [], Empty;
    ApproveEndToEndQuote "approve_end_to_end_quote" "Approve quote, end to end"
        Post "/v1/sendf2f/approveQuote/{id}" path A method D MovesMoney EndToEnd [], Empty;
    ApproveCollectionQuote "approve_collection_quote" "Approve quote, collection"
        Post "/v1/receivef2f/approveQuote/{id}" path A method D MovesMoney Collection [], Empty;

    ApprovePayoutDeposit "approve_payout_deposit" "Approve deposit, payout"
        Post "/v1/sendc2f/approveDeposit/{id}" path A method A MovesMoney Payout [], OptionalJson;
    ApproveEndToEndDeposit "approve_end_to_end_deposit" "Approve deposit, end to end"
        Post "/v1/sendf2f/approveDeposit/{id}" path O method O
        MovesMoney EndToEnd [], OptionalJson;
    ApproveCollectionDeposit "approve_collection_deposit" "Approve deposit, collection"
        Post "/v1/receivef2f/approveDeposit/{id}" path A method A
        MovesMoney Collection [], OptionalJson;

    CancelPayout "cancel_payout" "Cancel payout"
        Post "/v1/sendc2f/cancel/{id}" path A method A MovesMoney Payout [], OptionalJson;
    CancelEndToEnd "cancel_end_to_end" "Cancel end to end"
        Post "/v1/sendf2f/cancel/{id}" path O method O MovesMoney EndToEnd [], OptionalJson;
    CancelCollection "cancel_collection" "Cancel collection"
        Post "/v1/receivef2f/cancel/{id}" path D method D MovesMoney Collection [], OptionalJson;

    GetPayoutConfirmation "get_payout_confirmation" "Get payout confirmation"
        Get "/v1/payoutConfirmation/{transactionId}" path A method D Reads any [], Empty;
    UploadFile "upload_file" "Upload file"
        Post "/v1/files/upload" path O method O Changes any [], File;
}

impl Operation {
    /// The stable text that names it: `create_payout`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.row().id
    }

    /// The operation of that id; none if there is no such.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.id() == id)
    }

    /// What people call it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        self.row().label
    }

    /// Its HTTP method.
    #[must_use]
    pub const fn method(self) -> Method {
        self.row().method
    }

    /// Its path behind the base URL, with at most one parameter in braces: `/v1/business/{id}`.
    #[must_use]
    pub const fn path(self) -> &'static str {
        self.row().path
    }

    /// How well the path is known.
    #[must_use]
    pub const fn path_evidence(self) -> Evidence {
        self.row().path_evidence
    }

    /// How well the method is known.
    #[must_use]
    pub const fn method_evidence(self) -> Evidence {
        self.row().method_evidence
    }

    /// What a call may do.
    #[must_use]
    pub const fn effect(self) -> Effect {
        self.row().effect
    }

    /// The kind of transaction it is for, where there is one operation for each kind.
    #[must_use]
    pub const fn kind(self) -> Option<TransactionKind> {
        self.row().kind
    }

    /// The names of its query's parameters.
    #[must_use]
    pub const fn query(self) -> &'static [&'static str] {
        self.row().query
    }

    /// What its request carries.
    #[must_use]
    pub const fn body(self) -> Body {
        self.row().body
    }

    /// The name of the parameter in its path: `id`, `transactionId`; none if it has none.
    #[must_use]
    pub fn path_parameter(self) -> Option<&'static str> {
        let (_, rest) = self.path().split_once('{')?;
        Some(rest.split_once('}')?.0)
    }

    /// Whether it gives a list, page by page or whole.
    #[must_use]
    pub fn is_list(self) -> bool {
        self.id().starts_with("list_")
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.id())
    }
}

/// The kind as the wire's paths spell it (documented).
#[must_use]
pub const fn wire_kind(kind: TransactionKind) -> &'static str {
    match kind {
        TransactionKind::Payout => "sendc2f",
        TransactionKind::EndToEnd => "sendf2f",
        TransactionKind::Collection => "receivef2f",
    }
}

/// One operation for each kind of transaction.
macro_rules! by_kind {
    ($($(#[$doc:meta])* $name:ident: $payout:ident $end_to_end:ident $collection:ident;)*) => {
        impl Operation {
            $(
                $(#[$doc])*
                #[must_use]
                pub const fn $name(kind: TransactionKind) -> Self {
                    match kind {
                        TransactionKind::Payout => Self::$payout,
                        TransactionKind::EndToEnd => Self::$end_to_end,
                        TransactionKind::Collection => Self::$collection,
                    }
                }
            )*
        }
    };
}

by_kind! {
    /// Calculate the FX rate.
    calculate_fx_rate: CalculatePayoutFxRate CalculateEndToEndFxRate CalculateCollectionFxRate;
    /// Create a transaction.
    create_transaction: CreatePayout CreateEndToEnd CreateCollection;
    /// Get a transaction.
    get_transaction: GetPayout GetEndToEnd GetCollection;
    /// List transactions.
    list_transactions: ListPayouts ListEndToEnds ListCollections;
    /// Approve a quote.
    approve_quote: ApprovePayoutQuote ApproveEndToEndQuote ApproveCollectionQuote;
    /// Approve a deposit.
    approve_deposit: ApprovePayoutDeposit ApproveEndToEndDeposit ApproveCollectionDeposit;
    /// Cancel a transaction.
    cancel_transaction: CancelPayout CancelEndToEnd CancelCollection;
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn there_are_thirty_six_operations_and_no_two_share_an_id_or_a_method_and_path() {
        assert_eq!(Operation::ALL.len(), 36);
        let ids: HashSet<_> = Operation::ALL.iter().map(|one| one.id()).collect();
        assert_eq!(ids.len(), 36);
        let routes = Operation::ALL.iter().map(|one| (one.method(), one.path()));
        assert_eq!(routes.collect::<HashSet<_>>().len(), 36);
        for one in Operation::ALL {
            assert_eq!(Operation::from_id(one.id()), Some(*one));
        }
    }

    #[test]
    fn what_is_fetched_changes_nothing_and_carries_nothing() {
        for one in Operation::ALL.iter().filter(|one| one.method() == Get) {
            assert_eq!((one.effect(), one.body()), (Reads, Empty), "{one}");
        }
        for one in Operation::ALL.iter().filter(|one| one.method() != Get) {
            let asks_a_rate = one.id().starts_with("calculate_");
            assert_eq!(one.effect() == Reads, asks_a_rate, "{one}");
            assert!(one.query().is_empty(), "{one}");
        }
    }

    #[test]
    fn each_kind_of_transaction_has_seven_operations_under_its_own_path() {
        for kind in TransactionKind::ALL {
            let own = Operation::ALL.iter().filter(|one| one.kind() == Some(kind));
            let prefix = format!("/v1/{}/", wire_kind(kind));
            let paths: Vec<_> = own.map(|one| one.path()).collect();
            assert_eq!(paths.len(), 7, "{kind:?}");
            assert!(paths.iter().all(|path| path.starts_with(&prefix)));
            for one in [
                Operation::calculate_fx_rate(kind),
                Operation::create_transaction(kind),
                Operation::get_transaction(kind),
                Operation::list_transactions(kind),
                Operation::approve_quote(kind),
                Operation::approve_deposit(kind),
                Operation::cancel_transaction(kind),
            ] {
                assert_eq!(one.kind(), Some(kind), "{one}");
            }
        }
    }

    #[test]
    fn the_grades_are_those_of_the_list_of_what_is_known() {
        let count = |grade| {
            let graded = Operation::ALL.iter();
            graded.filter(|one| one.path_evidence() == grade).count()
        };
        assert_eq!((count(D), count(O), count(A)), (4, 6, 26));
        let documented = Operation::ALL.iter();
        let documented = documented.filter(|one| one.method_evidence() == D).count();
        assert_eq!(documented, 4 + 5 + 4 + 3 + 3 + 1);
    }
}
