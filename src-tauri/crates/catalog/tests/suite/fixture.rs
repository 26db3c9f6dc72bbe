//! A catalog in a folder of its own, and changes in few words.

use catalog::{
    AccountFacts, Ask, Catalog, Change, Given, MerchantFacts, Object, Origin, Position, Shows,
    Sort, TransactionFacts, What,
};
use domain::{Millis, PartnerNumber, Subject, SubjectKind, TransactionKind};
use tempfile::TempDir;

pub const ORIGIN: Origin = Origin {
    ledger: [7; 32],
    version: 1,
};

pub fn at(sequence: u64) -> Position {
    Position {
        sequence,
        leaf_hash: [1; 32],
    }
}

pub fn number(number: u64) -> PartnerNumber {
    PartnerNumber::try_from(number).unwrap()
}

fn is(text: &str) -> Given {
    Given::Is(text.to_owned())
}

/// A read of a merchant, at the entry's number as its time.
pub fn merchant(sequence: u64, id: u64, name: &str, status: &str) -> Change {
    let what = What::Read {
        number: number(id),
        at: time(sequence),
        status: Some(status.to_owned()),
        created: None,
        changed: None,
        shows: Shows::Merchant(MerchantFacts {
            legal_name: is(name),
            trading_name: Given::NotSaid,
            country: is("NG"),
            local_reg_number: is(&format!("RC-{id}")),
        }),
    };
    Change { sequence, what }
}

/// A read of a receiver account.
pub fn account(sequence: u64, id: u64, owner: u64, name: &str, currency: &str) -> Change {
    let what = What::Read {
        number: number(id),
        at: time(sequence),
        status: Some("ACTIVE".to_owned()),
        created: Some(time(id)),
        changed: None,
        shows: Shows::Account(AccountFacts {
            owner: Some(number(owner)),
            name_on_account: is(name),
            bank_or_network: is("First Delta Bank"),
            country: is("NG"),
            currency: is(currency),
            masked: is("4567"),
        }),
    };
    Change { sequence, what }
}

/// A read of a transaction from one merchant to another; its kind by its status's prefix.
pub fn transaction(
    sequence: u64,
    id: u64,
    (source, target): (u64, u64),
    status: &str,
    to_amount: &str,
) -> Change {
    let kind = match status.starts_with("Receive_") {
        true => TransactionKind::Collection,
        false => TransactionKind::Payout,
    };
    let what = What::Read {
        number: number(id),
        at: time(sequence),
        status: Some(status.to_owned()),
        created: Some(time(id)),
        changed: None,
        shows: Shows::Transaction(TransactionFacts {
            kind: Some(kind),
            source: Some(number(source)),
            target: Some(number(target)),
            account: Some(number(id * 10)),
            to_amount: is(to_amount),
            to_currency: is("USD"),
            from_amount: Given::Nothing,
            from_currency: is("USDC (ERC-20)"),
            reference: is(&format!("REF-{id}")),
            purpose: is("GOODS_PURCHASED"),
        }),
    };
    Change { sequence, what }
}

pub fn told(sequence: u64, subject: &str, status: &str) -> Change {
    let what = What::Told {
        subject: subject.parse::<Subject>().unwrap(),
        at: time(sequence),
        status: status.to_owned(),
    };
    Change { sequence, what }
}

pub fn time(sequence: u64) -> Millis {
    Millis(1_700_000_000_000 + i64::try_from(sequence).unwrap())
}

pub async fn open(folder: &TempDir) -> Catalog {
    Catalog::open(folder.path(), ORIGIN).await.unwrap()
}

pub fn ask(kind: SubjectKind) -> Ask {
    Ask {
        kind,
        search: String::new(),
        statuses: Vec::new(),
        owner: None,
        currency: None,
        sort: Sort::Name,
        descending: false,
        after: None,
        limit: 100,
    }
}

/// Every object that fits, page by page.
pub async fn all(catalog: &Catalog, ask: &Ask) -> Vec<Object> {
    let mut ask = ask.clone();
    let mut rows = Vec::new();
    loop {
        let page = catalog.list(&ask).await.unwrap();
        rows.extend(page.rows);
        match page.next {
            Some(next) => ask.after = Some(next),
            None => return rows,
        }
    }
}

pub fn names(rows: &[Object]) -> Vec<&str> {
    rows.iter().map(|row| row.name().unwrap_or("-")).collect()
}
