//! What is not known of an answer survives: fields, statuses, digits.

use crate::{
    fixture::{partner, quick},
    server::{Reply, Server},
};
use domain::{ClientStatus, KycStatus, MerchantId, TransactionId, TransactionKind};
use partner_api::{
    Field,
    endpoints::{
        get_merchant::GetMerchant, get_transaction::GetTransaction, update_merchant::UpdateMerchant,
    },
};

#[tokio::test]
async fn unknown_fields_and_statuses_go_back_as_they_came() {
    let odd = concat!(
        r#"{"zeta":{ "deep" : [1E2, 1.000] },"id":101,"kycStatus":"ON_HOLD","#,
        r#""limit":12345678901234567890123456789,"legalName":"Old \u0041","flag":null}"#
    );
    let server = Server::always(Reply::json(200, odd)).await;
    let partner = partner(&server, quick());
    let id = MerchantId::parse("101").unwrap();
    let mut merchant = partner.send(&GetMerchant { id }).await.unwrap().value;
    assert_eq!(
        merchant.kyc_status,
        KycStatus::Unrecognised("ON_HOLD".to_owned())
    );
    assert_eq!(merchant.legal_name(), Field::Read("Old A".to_owned()));
    let extra: Vec<_> = merchant.extra().map(|(name, _)| name.to_owned()).collect();
    assert_eq!(extra, ["zeta", "limit", "flag"]);

    let fields = merchant.fields.clone();
    partner.send(&UpdateMerchant { id, fields }).await.unwrap();
    assert_eq!(String::from_utf8_lossy(&server.requests()[1].body), odd);

    merchant.fields.set_text("legalName", "New");
    let fields = merchant.fields;
    partner.send(&UpdateMerchant { id, fields }).await.unwrap();
    let changed = odd.replace(r#""Old \u0041""#, r#""New""#);
    assert_eq!(String::from_utf8_lossy(&server.requests()[2].body), changed);
}

#[tokio::test]
async fn amounts_come_through_digit_by_digit_and_what_is_no_text_is_not_read() {
    let long = "12345678901234567890123456789012345678";
    for (json, wanted) in [
        ("\"100000.0\"", Some("100000.0")),
        ("\"0.1\"", Some("0.1")),
        ("\"-250.00\"", Some("-250.00")),
        (&format!("\"{long}\""), Some(long)),
        ("100000.0", None),
        ("\"1e5\"", None),
        ("\"1,000\"", None),
    ] {
        let body = format!(
            r#"{{"businessRequestId":301,"clientStatus":"OnOff_NEW_WORD","toAmount":{json}}}"#
        );
        let server = Server::always(Reply::json(200, &body)).await;
        let get = GetTransaction {
            kind: TransactionKind::Payout,
            id: TransactionId::parse("301").unwrap(),
        };
        let transaction = partner(&server, quick()).send(&get).await.unwrap().value;
        assert_eq!(transaction.status, ClientStatus::read("OnOff_NEW_WORD"));
        match (transaction.to_amount(), wanted) {
            (Field::Read(amount), Some(wanted)) => {
                assert_eq!(amount.as_str(), wanted);
                assert_eq!(amount.decimal().is_none(), wanted == long, "{json}");
            }
            (Field::Unread(text), None) => assert_eq!(text, json),
            other => panic!("{json}: {other:?}"),
        }
        assert_eq!(transaction.from_amount(), Field::Absent);
    }
}
