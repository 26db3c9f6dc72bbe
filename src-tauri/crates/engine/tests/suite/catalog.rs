//! The catalog of a profile: what it makes of reads and deliveries, and how it is filled.

mod filling;
mod following;
mod transactions;

use crate::{
    api::At,
    server::{Reply, Request, Server},
};
use catalog::{Ask, AskTransactions, Catalog, Object, Rebuilt, Sort};
use domain::{Subject, SubjectKind};
use engine::catalog::{Fill, Follow, Paces, follow, open};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{sync::watch, task::JoinHandle};

/// Merchants, accounts and transactions at a server, by number: each its JSON.
#[derive(Clone, Default)]
pub struct World(Arc<Mutex<Shelves>>);

#[derive(Default)]
struct Shelves {
    merchants: BTreeMap<u32, String>,
    accounts: BTreeMap<u32, String>,
    /// By the word of their kind in paths.
    transactions: BTreeMap<&'static str, BTreeMap<u32, String>>,
    /// The word of a kind that is not listed.
    refused: Option<&'static str>,
    /// Which requests fail: the connection ends.
    broken_page: Option<u32>,
}

impl World {
    pub fn merchant(&self, id: u32, name: &str, status: &str) {
        let json = serde_json::json!({
            "id": id, "legalName": name, "kycStatus": status, "country": "NG",
            "localRegNumber": format!("RC-{id}"),
        });
        let merchants = &mut self.0.lock().unwrap().merchants;
        merchants.insert(id, json.to_string());
    }

    pub fn account(&self, id: u32, owner: u32, status: &str) {
        let json = serde_json::json!({
            "id": id, "businessId": owner, "status": status, "nameOnAccount": "Adaeze Ltd",
            "currencySymbol": "NGN", "accountNumber": "0001234567", "bankName": "First Delta Bank",
        });
        let accounts = &mut self.0.lock().unwrap().accounts;
        accounts.insert(id, json.to_string());
    }

    pub fn transaction(&self, kind: &'static str, id: u32, status: &str, amount: &str) {
        let json = serde_json::json!({
            "businessRequestId": id, "clientStatus": status, "toAmount": amount,
            "toCurrencySymbol": "USD", "fromAmount": null, "fromCurrencySymbol": "USDC (ERC-20)",
            "fromBusinessId": 7, "toBusinessId": 8, "toBusinessExternalAccountId": 70,
            "depositDetails": { "reference": format!("REF-{id}") },
        });
        let mut shelves = self.0.lock().unwrap();
        let shelf = shelves.transactions.entry(kind).or_default();
        shelf.insert(id, json.to_string());
    }

    pub fn refuse(&self, kind: Option<&'static str>) {
        self.0.lock().unwrap().refused = kind;
    }

    pub fn break_page(&self, page: Option<u32>) {
        self.0.lock().unwrap().broken_page = page;
    }

    pub async fn serve(&self) -> Server {
        let own = self.clone();
        Server::start(move |_, request| own.answer(request)).await
    }

    fn answer(&self, request: &Request) -> Reply {
        let shelves = self.0.lock().unwrap();
        let path = request.line.split([' ', '?']).nth(1).unwrap();
        let path = path.trim_start_matches("/bpapi/v1/");
        let (kind, number) = path.split_once('/').unwrap();
        let none = BTreeMap::new();
        let shelf = match kind {
            "business" => &shelves.merchants,
            "businessExternalAccount" => &shelves.accounts,
            other => shelves.transactions.get(other).unwrap_or(&none),
        };
        if shelves.refused == Some(kind) {
            return crate::api::not_found();
        }
        if let Some(id) = number.strip_prefix("approveQuote/") {
            let found = id.parse().ok().and_then(|id: u32| shelf.get(&id));
            return found.map_or_else(crate::api::not_found, |json| Reply::json(200, json));
        }
        if let Ok(number) = number.parse() {
            let found: Option<&String> = shelf.get(&number);
            return found.map_or_else(crate::api::not_found, |json| Reply::json(200, json));
        }
        let page = request.query("page").unwrap();
        if kind == "business" && shelves.broken_page == Some(page) {
            return Reply::HangUp;
        }
        let limit = usize::try_from(request.query("limit").unwrap()).unwrap();
        let skipped = limit * usize::try_from(page).unwrap();
        let items: Vec<&str> = shelf.values().map(String::as_str).collect();
        let on_page: Vec<&str> = items.iter().copied().skip(skipped).take(limit).collect();
        let total = items.len();
        Reply::json(
            200,
            &format!(r#"{{"data":[{}],"total":{total}}}"#, on_page.join(",")),
        )
    }
}

/// A catalog that follows the ledger of a room.
pub struct Following {
    pub catalog: Catalog,
    pub task: JoinHandle<()>,
}

impl Following {
    pub async fn start(at: &At) -> Self {
        let reader = &at.fixture.reader;
        let catalog = open(&at.fixture.dir(), reader).await.unwrap();
        let committed = at.fixture.writer.committed();
        let told = watch::Sender::<Follow>::default();
        let task = tokio::spawn(follow(catalog.clone(), reader.clone(), committed, told));
        Self { catalog, task }
    }

    /// Waits until it has all that the ledger has.
    pub async fn has_all(&self, at: &At) {
        let size = *at.fixture.writer.committed().borrow();
        let mut state = self.catalog.state();
        let reached = state.wait_for(|state| state.followed >= size);
        let in_time = tokio::time::timeout(Duration::from_secs(30), reached).await;
        assert!(in_time.is_ok(), "{:?}", self.catalog.state().borrow());
    }

    pub async fn end(mut self) {
        self.task.abort();
        (&mut self.task).await.ok();
        self.catalog.close().await;
    }

    /// Throws it away and waits until it has followed the whole ledger again.
    pub async fn made_anew(&self, at: &At) {
        self.catalog.renew(Rebuilt::Asked).await.unwrap();
        // The follower hears of nothing but entries: one more wakes it.
        at.deliver(r#"{"id":1,"status":"x"}"#).await;
        self.has_all(at).await;
    }
}

impl Drop for Following {
    fn drop(&mut self) {
        self.task.abort();
    }
}

pub async fn contents(catalog: &Catalog) -> BTreeMap<Subject, Object> {
    let mut found = BTreeMap::new();
    found.extend(transactions(catalog).await);
    for kind in [SubjectKind::Merchant, SubjectKind::ReceiverAccount] {
        let mut ask = Ask {
            kind,
            search: String::new(),
            statuses: Vec::new(),
            owner: None,
            currency: None,
            sort: Sort::Name,
            descending: false,
            after: None,
            limit: 500,
        };
        loop {
            let page = catalog.list(&ask).await.unwrap();
            found.extend(page.rows.into_iter().map(|row| (row.subject(), row)));
            match page.next {
                Some(next) => ask.after = Some(next),
                None => break,
            }
        }
    }
    found
}

async fn transactions(catalog: &Catalog) -> Vec<(Subject, Object)> {
    let ask = AskTransactions::default();
    let rows = catalog.transactions(&ask).await.unwrap().rows.into_iter();
    rows.map(|row| (row.subject(), row)).collect()
}

pub fn paces() -> Paces {
    Paces {
        page: 20,
        asked: Duration::from_millis(1),
        by_itself: Duration::from_millis(1),
        settle: Duration::ZERO,
        retry: Duration::from_secs(60),
        retry_max: Duration::from_secs(60),
    }
}

/// A filling on its way, until it is dropped.
pub struct Tended {
    pub fill: Arc<Fill>,
    task: JoinHandle<()>,
}

impl Tended {
    pub fn start(at: &At, following: &Following, paces: Paces) -> Self {
        let fill = Fill::new(Arc::clone(&at.room), following.catalog.clone(), paces);
        let fill = Arc::new(fill);
        let committed = at.fixture.writer.committed();
        let task = tokio::spawn(Arc::clone(&fill).tend(committed));
        Self { fill, task }
    }
}

impl Drop for Tended {
    fn drop(&mut self) {
        self.task.abort();
    }
}
