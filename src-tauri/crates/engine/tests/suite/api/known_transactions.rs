//! A merchant's transactions, by what the newest calls showed.

use super::{At, by_path, subject};
use crate::server::Server;
use domain::{PartnerNumber, TransactionKind};
use engine::{api::Cause, known_transactions};
use partner_api::endpoints::list::{PageAsk, list_transactions};

fn payout(id: u32, from: u32, to: u32, status: &str) -> String {
    format!(
        r#"{{"businessRequestId":{id},"fromBusinessId":{from},"toBusinessId":{to},
            "clientStatus":"{status}","toAmount":"100000.0","toCurrencySymbol":"NGN"}}"#
    )
}

async fn known(at: &At, merchant: &str) -> Vec<(u64, bool, String)> {
    let number = PartnerNumber::parse(merchant).unwrap();
    let found = known_transactions(&at.fixture.reader, number)
        .await
        .unwrap();
    assert!(!found.more);
    let rows = found.rows.into_iter();
    rows.map(|row| (row.number.get(), row.is_source, row.status.unwrap()))
        .collect()
}

#[tokio::test]
async fn a_merchant_s_transactions_are_those_that_lists_and_single_reads_showed_each_once() {
    let server = Server::start(by_path(|path| {
        let list = || {
            let all = [
                payout(8, 7, 3, "OnOff_PENDING"),
                payout(9, 3, 7, "OnOff_PENDING"),
            ];
            format!(r#"{{"data":[{}]}}"#, all.join(","))
        };
        match path {
            "/v1/sendc2f/9" => Some(payout(9, 3, 7, "OnOff_COMPLETED")),
            "/v1/sendc2f/77" => Some(payout(77, 30, 40, "OnOff_PENDING")),
            path if path.starts_with("/v1/sendc2f/?") => Some(list()),
            _ => None,
        }
    }))
    .await;
    let at = At::server(&server).await;
    assert_eq!(known(&at, "7").await, vec![]);
    let page = PageAsk { page: 0, limit: 20 };
    let list = list_transactions(TransactionKind::Payout).at(page);
    at.room.call(&list, Cause::person(None)).await.unwrap();
    let pending = |number, is_source| (number, is_source, "OnOff_PENDING".to_owned());
    assert_eq!(known(&at, "7").await, [pending(8, true), pending(9, false)]);
    for number in ["9", "77"] {
        let of = subject(&format!("transaction:{number}"));
        let read = at.room.read_subject(of, None, Cause::person(None));
        read.await.unwrap();
    }
    let done = (9, false, "OnOff_COMPLETED".to_owned());
    assert_eq!(known(&at, "7").await, [done, pending(8, true)]);
    assert_eq!(known(&at, "5").await, vec![]);
}
