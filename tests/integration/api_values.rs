//! What goes through the API's client and the simulator unaltered: unknown things, digits, lists.

use crate::api_server::{ApiServer, quick};
use domain::{Amount, Currency, MerchantId, ReceiverAccountId, TransactionId, TransactionKind};
use partner_api::{
    Failure, Operation, Partner,
    endpoints::{
        calculate_fx_rate::CalculateFxRate,
        create_transaction::{CreateTransaction, NewKind},
        get_merchant::GetMerchant,
        get_receiver_account::GetReceiverAccount,
        get_transaction::GetTransaction,
        list::{List, list_merchants, list_receiver_accounts, list_transactions},
        update_merchant::UpdateMerchant,
        update_receiver_account::UpdateReceiverAccount,
    },
    list_envelope::{LIST_NAMES, TOTAL_NAMES},
    wire::WireObject,
};
use serde_json::{Value, json};

/// Fields that nobody knows, in letters that a careless program would change.
const ODD: &str = concat!(
    r#""zeta":{ "deep" : [1E2, 1.000] },"limit":12345678901234567890123456789,"#,
    r#""nick":"Old \u0041","flag":null"#
);
const LONG: &str = "12345678901234567890123456789012345678";

/// The newest body that an operation received.
async fn newest_body(server: &ApiServer, operation: Operation) -> String {
    let (requests, _) = server.received(operation).await;
    let body = requests.last().unwrap()["body"].as_str().unwrap();
    body.to_owned()
}

/// An object's text without the one field that every update changes.
fn without_time(fields: &partner_api::Fields) -> String {
    let mut fields = fields.clone();
    fields.set_json("lastUpdateTime", "0").unwrap();
    fields.to_json()
}

#[tokio::test]
async fn an_unknown_field_and_status_survive_reading_and_updating_a_merchant() {
    let server = ApiServer::start().await;
    let partner = server.partner(quick());
    let put = format!("{{\"status\":\"ON_HOLD\",\"fields\":{{{ODD}}}}}");
    server.put("merchant", 101, &put).await;
    let id = MerchantId::parse("101").unwrap();
    let first = partner.send(&GetMerchant { id }).await.unwrap().value;
    assert!(
        first.fields.to_json().contains(ODD),
        "{}",
        first.fields.to_json()
    );
    let fields = first.fields.clone();
    partner.send(&UpdateMerchant { id, fields }).await.unwrap();
    let sent = newest_body(&server, Operation::UpdateMerchant).await;
    assert_eq!(sent, first.fields.to_json());
    let second = partner.send(&GetMerchant { id }).await.unwrap().value;
    assert_eq!(without_time(&second.fields), without_time(&first.fields));
    assert_eq!(second.kyc_status, first.kyc_status);
}

#[tokio::test]
async fn an_unknown_field_and_status_survive_reading_and_updating_a_receiver_account() {
    let server = ApiServer::start().await;
    let partner = server.partner(quick());
    let put = format!("{{\"status\":\"IN_DOUBT\",\"fields\":{{\"businessId\":101,{ODD}}}}}");
    server.put("account", 201, &put).await;
    let id = ReceiverAccountId::parse("201").unwrap();
    let first = partner
        .send(&GetReceiverAccount { id })
        .await
        .unwrap()
        .value;
    assert!(
        first.fields.to_json().contains(ODD),
        "{}",
        first.fields.to_json()
    );
    let fields = first.fields.clone();
    let update = UpdateReceiverAccount { id, fields };
    partner.send(&update).await.unwrap();
    let sent = newest_body(&server, Operation::UpdateReceiverAccount).await;
    assert_eq!(sent, first.fields.to_json());
    let second = partner
        .send(&GetReceiverAccount { id })
        .await
        .unwrap()
        .value;
    assert_eq!(without_time(&second.fields), without_time(&first.fields));
}

fn payout(amount: &str) -> CreateTransaction {
    CreateTransaction {
        kind: NewKind::Payout {
            deposit_confirmation_url: "https://files.example/deposit.pdf".to_owned(),
        },
        source: MerchantId::parse("101").unwrap(),
        account: ReceiverAccountId::parse("201").unwrap(),
        from: Currency::parse("USDC (ERC-20)").unwrap(),
        to_amount: Amount::parse(amount).unwrap(),
        purpose: "GOODS_PURCHASED".to_owned(),
        invoice_url: "https://files.example/invoice.pdf".to_owned(),
    }
}

#[tokio::test]
async fn amounts_come_through_digit_by_digit_both_ways() {
    let server = ApiServer::start().await;
    let partner = server.partner(quick());
    server.prepare(Operation::CreatePayout).await;
    let kind = TransactionKind::Payout;
    for amount in ["100000.0", "0.1", LONG] {
        let created = partner.send(&payout(amount)).await.unwrap().value;
        let sent = newest_body(&server, Operation::CreatePayout).await;
        assert!(
            sent.contains(&format!("\"toAmount\":\"{amount}\"")),
            "{sent}"
        );
        let get = GetTransaction {
            kind,
            id: created.id,
        };
        let read = partner.send(&get).await.unwrap().value;
        assert_eq!(read.to_amount().read().map(Amount::as_str), Some(amount));
    }
    // What is negative is refused, and told so as it was sent.
    let error = partner.send(&payout("-5.25")).await.unwrap_err();
    assert!(
        matches!(error.failure, Failure::Refused { status: 400, .. }),
        "{error}"
    );
    let sent = newest_body(&server, Operation::CreatePayout).await;
    assert!(sent.contains("\"toAmount\":\"-5.25\""), "{sent}");
    for amount in ["100000.0", "0.1", LONG, "-5.25"] {
        let fields = json!({"toAmount": amount, "depositReceivedAmount": amount});
        server
            .put(
                "payout",
                301,
                &json!({"fields": fields, "status": "ON_HOLD"}).to_string(),
            )
            .await;
        let id = TransactionId::parse("301").unwrap();
        let read = partner
            .send(&GetTransaction { kind, id })
            .await
            .unwrap()
            .value;
        assert_eq!(read.to_amount().read().map(Amount::as_str), Some(amount));
        let received = read.deposit_received_amount();
        assert_eq!(received.read().map(Amount::as_str), Some(amount));
    }
    let price = |amount: &str| CalculateFxRate {
        kind,
        from: Currency::parse("NGN").unwrap(),
        to: Currency::parse("USD").unwrap(),
        to_amount: Amount::parse(amount).unwrap(),
    };
    let rate = partner.send(&price("0.1")).await.unwrap().value;
    assert!(rate.rate().read().is_some() && rate.amount().read().is_some());
    let error = partner.send(&price(LONG)).await.unwrap_err();
    assert!(
        matches!(error.failure, Failure::Refused { status: 400, .. }),
        "{error}"
    );
}

/// The numbers of all objects of a list, in pages of three.
async fn numbers<T: WireObject>(partner: &Partner, list: List<T>) -> Vec<u64> {
    let mut pages = partner.pages(list, 3);
    let mut numbers = Vec::new();
    while let Some(page) = pages.next().await {
        let page = page.unwrap();
        assert!(page.unread.is_empty());
        numbers.extend(page.items.iter().map(|one| one.identity().unwrap().get()));
    }
    numbers
}

async fn listed(server: &ApiServer, kind: &str) -> Vec<u64> {
    let all = server.control("GET", &format!("/objects/{kind}"), "").await;
    let all = all.as_array().unwrap().iter();
    all.map(|one| one["number"].as_u64().unwrap()).collect()
}

#[tokio::test]
async fn lists_are_read_to_their_end_in_every_envelope() {
    let server = ApiServer::start().await;
    let partner = server.partner(quick());
    for number in 101..=107 {
        for kind in ["merchant", "account"] {
            server.put(kind, number, r#"{"status":"PENDING"}"#).await;
        }
        server
            .put("payout", number, r#"{"status":"PENDING"}"#)
            .await;
        server
            .put("end_to_end", number + 100, r#"{"status":"PENDING"}"#)
            .await;
        server
            .put("collection", number + 200, r#"{"status":"PENDING"}"#)
            .await;
    }
    let under = LIST_NAMES
        .iter()
        .map(|name| json!(name))
        .chain([Value::Null]);
    for under in under {
        let totals = TOTAL_NAMES
            .iter()
            .map(|name| json!(name))
            .chain([Value::Null]);
        for total in totals {
            let fault = json!({"kind": "envelope", "under": under, "total": total});
            server
                .only_fault(Operation::ListMerchants, 1000, fault.clone())
                .await;
            let found = numbers(&partner, list_merchants()).await;
            assert_eq!(found, listed(&server, "merchant").await, "{fault}");
        }
        let fault = json!({"kind": "envelope", "under": under});
        server
            .only_fault(Operation::ListReceiverAccounts, 1000, fault.clone())
            .await;
        let found = numbers(&partner, list_receiver_accounts(None)).await;
        assert_eq!(found, listed(&server, "account").await, "{fault}");
        for kind in TransactionKind::ALL {
            let operation = Operation::list_transactions(kind);
            server.only_fault(operation, 1000, fault.clone()).await;
            let found = numbers(&partner, list_transactions(kind)).await;
            let kind = json!(kind);
            assert_eq!(
                found,
                listed(&server, kind.as_str().unwrap()).await,
                "{fault}"
            );
            assert_eq!(found.len(), 7);
        }
    }
}
