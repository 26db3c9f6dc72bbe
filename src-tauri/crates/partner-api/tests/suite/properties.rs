//! No answer of any shape stops the program or is lost.

use crate::{
    fixture::{call, partner, quick},
    server::{Reply, Server},
};
use bytes::Bytes;
use domain::{MerchantId, TransactionId, TransactionKind};
use partner_api::{
    Answer, Endpoint, Fields, Operation,
    endpoints::{
        approve_quote::ApproveQuote,
        get_legal_agreements::GetLegalAgreements,
        get_payout_confirmation::GetPayoutConfirmation,
        get_transaction::GetTransaction,
        list::{list_countries, list_merchants, list_receiver_accounts, list_transactions},
        update_merchant::UpdateMerchant,
    },
    wire::{WireObject, transaction::Transaction},
};
use proptest::prelude::*;
use serde_json::Value;

/// Any JSON, with the names and words that answers have among the others.
fn json() -> impl Strategy<Value = Value> {
    let word = prop_oneof![
        Just("NONE".to_owned()),
        Just("OnOff_PENDING".to_owned()),
        Just("100000.0".to_owned()),
        Just("7".to_owned()),
        any::<String>(),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        Just(Value::from(7)),
        word.prop_map(Value::from),
    ];
    let name = prop_oneof![
        Just("id".to_owned()),
        Just("businessRequestId".to_owned()),
        Just("businessId".to_owned()),
        Just("clientStatus".to_owned()),
        Just("kycStatus".to_owned()),
        Just("toAmount".to_owned()),
        Just("creationTime".to_owned()),
        Just("exception".to_owned()),
        Just("errorCode".to_owned()),
        Just("data".to_owned()),
        Just("total".to_owned()),
        any::<String>(),
    ];
    leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((name.clone(), inner), 0..8)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn body() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        json().prop_map(|value| value.to_string().into_bytes()),
        prop::collection::vec(any::<u8>(), 0..300),
        (json(), any::<prop::sample::Index>()).prop_map(|(value, at)| {
            let text = value.to_string().into_bytes();
            text[..at.index(text.len() + 1)].to_vec()
        }),
    ]
}

/// Reads an answer as each shape that there is.
fn read_as_everything(answer: &Answer) {
    let merchant = MerchantId::parse("7").unwrap();
    let id = TransactionId::parse("7").unwrap();
    let kind = TransactionKind::Payout;
    let fields = Fields::new();
    drop(list_countries().read(answer));
    drop(list_merchants().read(answer));
    drop(list_receiver_accounts(None).read(answer));
    drop(list_transactions(kind).read(answer));
    drop(GetLegalAgreements { merchant }.read(answer));
    drop(GetPayoutConfirmation { transaction: id }.read(answer));
    drop(ApproveQuote { kind, id }.read(answer));
    drop(
        UpdateMerchant {
            id: merchant,
            fields,
        }
        .read(answer),
    );
    if let Ok(transaction) = (GetTransaction { kind, id }).read(answer) {
        drop(transaction.deposit_instructions());
        let extra = transaction.extra().count();
        assert!(extra <= transaction.fields.members().count());
    }
}

proptest! {
    #[test]
    fn any_answer_is_read_or_refused_and_nothing_stops(body in body(), status in 100_u16..600) {
        let answer = Answer {
            status,
            date: None,
            content_type: None,
            retry_after: None,
            body: Bytes::from(body),
            whole: true,
        };
        read_as_everything(&answer);
    }

    #[test]
    fn an_object_that_is_read_gives_back_every_member_as_it_came(value in json()) {
        let text = value.to_string();
        if let Ok(fields) = Fields::parse(text.as_bytes()) {
            prop_assert_eq!(fields.to_json(), text.clone());
        }
        if let Ok(transaction) = Transaction::read(&text) {
            prop_assert_eq!(transaction.fields.to_json(), text);
        }
    }

    #[test]
    fn what_came_over_the_network_is_kept_byte_by_byte(
        body in body(),
        status in prop_oneof![Just(200_u16), Just(201), Just(400), Just(403), Just(500)],
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let server = Server::always(Reply::Answer(status, vec![], body.clone())).await;
            let called = call(&partner(&server, quick()), Operation::CreatePayout).await;
            let exchange = called.unwrap_or_else(|error| *error.exchange);
            let answer = exchange.answer.unwrap();
            assert_eq!(answer.status, status);
            assert!(answer.whole && answer.body == body);
            assert_eq!(server.requests().len(), 1);
        });
    }
}
