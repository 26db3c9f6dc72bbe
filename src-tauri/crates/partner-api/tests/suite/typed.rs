//! Every operation through its own endpoint type: the same bytes as the table's example.

use crate::{
    fixture::{partner, quick},
    server::{Reply, Server},
};
use domain::{Amount, Currency, MerchantId, ReceiverAccountId, TransactionId, TransactionKind};
use partner_api::{
    CallError, Endpoint, Fields, Method, Operation, Partner, Unread,
    endpoints::{
        accept_legal_agreements::AcceptLegalAgreements,
        approve_deposit::ApproveDeposit,
        approve_quote::ApproveQuote,
        calculate_fx_rate::CalculateFxRate,
        cancel_transaction::CancelTransaction,
        create_merchant::{CreateMerchant, NewMerchant},
        create_receiver_account::{CreateReceiverAccount, NewReceiverAccount},
        create_transaction::{CreateTransaction, NewKind},
        get_legal_agreements::GetLegalAgreements,
        get_merchant::GetMerchant,
        get_payout_confirmation::GetPayoutConfirmation,
        get_receiver_account::GetReceiverAccount,
        get_transaction::GetTransaction,
        list::{
            List, PageAsk, list_countries, list_currencies, list_merchants, list_receiver_accounts,
            list_transactions,
        },
        submit_merchant_onboarding::SubmitMerchantOnboarding,
        update_merchant::UpdateMerchant,
        update_receiver_account::UpdateReceiverAccount,
    },
    example::Example,
    wire::WireObject,
};
use serde::de::DeserializeOwned;

const INVOICE: &str = "https://files.example/invoice.pdf";
const DEPOSIT: &str = "https://files.example/deposit.pdf";

async fn sent(partner: &Partner, endpoint: impl Endpoint) -> Result<(), CallError> {
    partner.send(&endpoint).await.map(|_| ())
}

async fn listed<T: WireObject>(partner: &Partner, list: List<T>) -> Result<(), CallError> {
    let page = PageAsk { page: 0, limit: 50 };
    let called = partner.send(&list.at(page)).await?;
    assert!(called.value.unread.is_empty());
    assert!(!called.value.items.is_empty());
    Ok(())
}

fn facts<T: DeserializeOwned>(operation: Operation) -> T {
    serde_json::from_str(Example::of(operation).body.unwrap()).unwrap()
}

fn fields(operation: Operation) -> Fields {
    Fields::parse(Example::of(operation).body.unwrap().as_bytes()).unwrap()
}

fn currency(text: &str) -> Currency {
    Currency::parse(text).unwrap()
}

fn amount(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

fn create(kind: NewKind, from: &str, to_amount: &str, purpose: &str) -> CreateTransaction {
    CreateTransaction {
        kind,
        source: MerchantId::parse("101").unwrap(),
        account: ReceiverAccountId::parse("201").unwrap(),
        from: currency(from),
        to_amount: amount(to_amount),
        purpose: purpose.to_owned(),
        invoice_url: INVOICE.to_owned(),
    }
}

/// Calls an operation of one kind of transaction.
async fn of_kind(
    partner: &Partner,
    operation: Operation,
    kind: TransactionKind,
) -> Result<(), CallError> {
    let id = TransactionId::parse("301").unwrap();
    let body = Example::of(operation).body;
    if operation == Operation::calculate_fx_rate(kind) {
        let (from, to) = (currency("NGN"), currency("USD"));
        let to_amount = amount("5000.0");
        let rate = CalculateFxRate {
            kind,
            from,
            to,
            to_amount,
        };
        sent(partner, rate).await
    } else if operation == Operation::create_transaction(kind) {
        let deposit_confirmation_url = DEPOSIT.to_owned();
        let fiat = |kind| create(kind, "NGN", "5000.0", "PAYMENT_OF_SERVICES");
        let payout = NewKind::Payout {
            deposit_confirmation_url,
        };
        let new = match kind {
            TransactionKind::Payout => {
                create(payout, "USDC (ERC-20)", "100000.0", "GOODS_PURCHASED")
            }
            TransactionKind::EndToEnd => fiat(NewKind::EndToEnd),
            TransactionKind::Collection => fiat(NewKind::Collection),
        };
        sent(partner, new).await
    } else if operation == Operation::get_transaction(kind) {
        sent(partner, GetTransaction { kind, id }).await
    } else if operation == Operation::list_transactions(kind) {
        listed(partner, list_transactions(kind)).await
    } else if operation == Operation::approve_quote(kind) {
        sent(partner, ApproveQuote { kind, id }).await
    } else if operation == Operation::approve_deposit(kind) {
        let confirmation_url = body.map(|_| DEPOSIT.to_owned());
        let approve = ApproveDeposit {
            kind,
            id,
            confirmation_url,
        };
        sent(partner, approve).await
    } else {
        assert_eq!(operation, Operation::cancel_transaction(kind));
        let cancel = CancelTransaction {
            kind,
            id,
            reason: body.map(|_| "OTHER".to_owned()),
            other_reason: body.map(|_| "entered twice".to_owned()),
        };
        sent(partner, cancel).await
    }
}

/// Calls any operation but the upload by its own type.
async fn typed(partner: &Partner, operation: Operation) -> Result<(), CallError> {
    use Operation as Op;
    if let Some(kind) = operation.kind() {
        return of_kind(partner, operation, kind).await;
    }
    let merchant = MerchantId::parse("101").unwrap();
    let account = ReceiverAccountId::parse("201").unwrap();
    let further = Fields::new();
    match operation {
        Op::ListCountries => sent(partner, list_countries()).await,
        Op::ListCurrencies => sent(partner, list_currencies()).await,
        Op::CreateMerchant => {
            let new: NewMerchant = facts(operation);
            sent(partner, CreateMerchant::new(&new, further).unwrap()).await
        }
        Op::UpdateMerchant => {
            let fields = fields(operation);
            sent(
                partner,
                UpdateMerchant {
                    id: merchant,
                    fields,
                },
            )
            .await
        }
        Op::GetMerchant => sent(partner, GetMerchant { id: merchant }).await,
        Op::ListMerchants => listed(partner, list_merchants()).await,
        Op::GetLegalAgreements => sent(partner, GetLegalAgreements { merchant }).await,
        Op::AcceptLegalAgreements => {
            sent(partner, AcceptLegalAgreements { merchant, further }).await
        }
        Op::SubmitMerchantOnboarding => {
            let submit = SubmitMerchantOnboarding {
                merchant,
                company_type: "CORPORATION".to_owned(),
                trading_name: "Adaeze".to_owned(),
                industry: "TECHNOLOGY".to_owned(),
                service: "CONSULTING_SERVICES".to_owned(),
                further,
            };
            sent(partner, submit).await
        }
        Op::CreateReceiverAccount => {
            let new: NewReceiverAccount = facts(operation);
            sent(partner, CreateReceiverAccount::new(&new, further).unwrap()).await
        }
        Op::UpdateReceiverAccount => {
            let fields = fields(operation);
            sent(
                partner,
                UpdateReceiverAccount {
                    id: account,
                    fields,
                },
            )
            .await
        }
        Op::GetReceiverAccount => sent(partner, GetReceiverAccount { id: account }).await,
        Op::ListReceiverAccounts => listed(partner, list_receiver_accounts(Some(merchant))).await,
        Op::GetPayoutConfirmation => {
            let transaction = TransactionId::parse("301").unwrap();
            sent(partner, GetPayoutConfirmation { transaction }).await
        }
        other => panic!("{other} has no type of its own"),
    }
}

fn but_upload() -> impl Iterator<Item = Operation> {
    let all = Operation::ALL.iter().copied();
    all.filter(|one| *one != Operation::UploadFile)
}

#[tokio::test]
async fn each_type_sends_the_bytes_of_its_operations_example() {
    for operation in but_upload() {
        let example = Example::of(operation);
        let server = Server::always(Reply::json(200, example.answer)).await;
        let partner = partner(&server, quick());
        typed(&partner, operation).await.unwrap();
        partner
            .send(&example.call(operation).unwrap())
            .await
            .unwrap();
        let requests = server.requests();
        assert_eq!(requests.len(), 2);
        assert_eq!(requests[0].line, requests[1].line);
        assert_eq!(requests[0].headers, requests[1].headers, "{operation}");
        let text = |at: usize| String::from_utf8_lossy(&requests[at].body).into_owned();
        assert_eq!(text(0), text(1), "{operation}");
    }
}

#[tokio::test]
async fn an_answer_that_speaks_of_another_object_is_not_taken_for_the_one_asked_for() {
    let other = concat!(
        r#"{"id":9,"businessId":9,"businessRequestId":9,"kycStatus":"VALID","status":"ACTIVE","#,
        r#""clientStatus":"NONE"}"#
    );
    let checked = but_upload().filter(|one| {
        one.path_parameter().is_some()
            || matches!(
                one.id(),
                "accept_legal_agreements" | "submit_merchant_onboarding"
            )
    });
    for operation in checked {
        let server = Server::always(Reply::json(200, other)).await;
        let error = typed(&partner(&server, quick()), operation)
            .await
            .unwrap_err();
        let partner_api::Failure::NotUnderstood(unread) = &error.failure else {
            panic!("{operation}: {error}");
        };
        assert!(
            matches!(unread, Unread::Another { .. }),
            "{operation}: {unread}"
        );
        assert_eq!(error.outcome_unknown(), operation.method() != Method::Get);
    }
}

#[tokio::test]
async fn a_missing_field_that_is_needed_is_named_with_its_operation_and_the_body_is_kept() {
    for (operation, field) in [
        (Operation::GetPayout, "businessRequestId"),
        (Operation::CreatePayout, "businessRequestId"),
        (Operation::GetMerchant, "id"),
        (Operation::CreateMerchant, "id"),
        (Operation::CalculateEndToEndFxRate, "rate"),
    ] {
        let server = Server::always(Reply::json(200, r#"{"other":1}"#)).await;
        let error = typed(&partner(&server, quick()), operation)
            .await
            .unwrap_err();
        let partner_api::Failure::NotUnderstood(unread) = &error.failure else {
            panic!("{error}");
        };
        assert_eq!(unread.field(), Some(field), "{operation}");
        assert!(error.to_string().starts_with(operation.label()));
        assert_eq!(error.exchange.answer.unwrap().body, r#"{"other":1}"#);
    }
}
