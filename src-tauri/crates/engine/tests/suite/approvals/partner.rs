//! A small partner that keeps transactions, accounts and merchants, counts what it was asked to do
//! and remembers under which facts it did it.

use crate::server::{Reply, Request, Server};
use domain::{Amount, Clock, SystemClock};
use partner_api::Fields;
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard},
    time::{Duration, UNIX_EPOCH},
};

/// What becomes of the next write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    Nothing,
    Refuse,
    /// It comes, and is never answered.
    Silent,
    Before,
    After,
    Garbled,
}

/// What was done to a transaction, and under which facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    pub what: &'static str,
    pub transaction: u64,
    /// Amount, account number, merchant's name: as they were at this moment.
    pub facts: [String; 3],
    pub body: String,
}

type OnRead = dyn FnMut(&mut World, &str, u64) + Send;

pub struct World {
    pub merchants: BTreeMap<u64, Fields>,
    pub accounts: BTreeMap<u64, Fields>,
    pub transactions: BTreeMap<u64, Fields>,
    pub loss: Loss,
    pub is_hidden: bool,
    /// Whether it can't be read any more from the next write on.
    pub goes_away: bool,
    /// By how many seconds its clock is ahead; none for answers without a `Date`.
    pub clock: Option<i64>,
    /// What is locked in place of what was quoted, and how often that was so.
    pub locks: Option<String>,
    pub locked_otherwise: u32,
    pub received: Vec<(&'static str, u64)>,
    pub effects: Vec<Effect>,
    /// What was asked of a transaction, whatever became of it, and which facts it had then.
    pub asked: Vec<Effect>,
    /// The writes that came to no proper answer.
    pub lost: Vec<Loss>,
    /// Approvals that came after the same had had its effect.
    pub repeated: u32,
    next: u64,
    /// Called before each answer to a read, with the path's object.
    pub on_read: Option<Box<OnRead>>,
}

#[derive(Clone)]
pub struct Partner(Arc<Mutex<World>>);

pub const QUOTED: &str = "153425.00";

pub fn fields(json: &str) -> Fields {
    Fields::parse(json.as_bytes()).unwrap()
}

fn first() -> World {
    let merchant = r#"{"id":1,"legalName":"Adaeze Ltd","kycStatus":"VALID","lastUpdateTime":1}"#;
    let target = r#"{"id":2,"legalName":"Bisi Ltd","kycStatus":"VALID"}"#;
    let account = r#"{"id":5,"businessId":2,"currencySymbol":"USD","status":"ACTIVE",
        "nameOnAccount":"Bisi Ltd","accountNumber":"0012345678","bankName":"First"}"#;
    let own = r#"{"id":6,"businessId":1,"currencySymbol":"USD","status":"ACTIVE",
        "nameOnAccount":"Adaeze","accountNumber":"0087654321","bankName":"First"}"#;
    World {
        merchants: BTreeMap::from([(1, fields(merchant)), (2, fields(target))]),
        accounts: BTreeMap::from([(5, fields(account)), (6, fields(own))]),
        transactions: BTreeMap::new(),
        loss: Loss::Nothing,
        is_hidden: false,
        goes_away: false,
        clock: Some(0),
        locks: None,
        locked_otherwise: 0,
        received: Vec::new(),
        effects: Vec::new(),
        asked: Vec::new(),
        lost: Vec::new(),
        repeated: 0,
        next: 100,
        on_read: None,
    }
}

impl Partner {
    pub async fn start() -> (Self, Server) {
        let partner = Self(Arc::new(Mutex::new(first())));
        let own = partner.clone();
        let clock = SystemClock::start();
        let server = Server::start(move |_, request| {
            let mut world = own.world();
            let reply = world.answer(request);
            let Some(ahead) = world.clock else {
                return reply;
            };
            let now = clock.now().0 / 1000 + ahead;
            let now = UNIX_EPOCH + Duration::from_secs(now.unsigned_abs());
            reply.with("date", &httpdate::fmt_http_date(now))
        });
        let server = server.await;
        (partner, server)
    }

    pub fn world(&self) -> MutexGuard<'_, World> {
        self.0.lock().unwrap()
    }

    /// A payout that waits for the approval of its quote.
    pub fn quoted(&self) -> u64 {
        let mut world = self.world();
        let body = fields(
            r#"{"fromBusinessId":1,"toBusinessExternalAccountId":5,"fromCurrencySymbol":"NGN",
                "toAmount":"100.00","purpose":"GOODS_PURCHASED"}"#,
        );
        world.create(body, "OnOff_")
    }

    /// The same with its quote approved.
    pub fn locked(&self) -> u64 {
        let id = self.quoted();
        self.world().lock(id);
        id
    }

    pub fn set(&self, id: u64, name: &str, json: &str) {
        let mut world = self.world();
        let fields = world.transactions.get_mut(&id).unwrap();
        fields.set_json(name, json).unwrap();
    }

    pub fn set_account(&self, id: u64, name: &str, json: &str) {
        let mut world = self.world();
        world
            .accounts
            .get_mut(&id)
            .unwrap()
            .set_json(name, json)
            .unwrap();
    }

    pub fn text(&self, id: u64, name: &str) -> String {
        self.world().transactions[&id]
            .text(name)
            .into_read()
            .unwrap_or_default()
    }

    /// How often something was asked for, and how often it was done.
    pub fn counts(&self, what: &str) -> (usize, usize) {
        let world = self.world();
        let received = world.received.iter().filter(|(one, _)| *one == what);
        let effects = world.effects.iter().filter(|effect| effect.what == what);
        (received.count(), effects.count())
    }
}

fn refusal(status: u16, code: &str) -> Reply {
    let body = format!(r#"{{"exception":{{"errorCode":"{code}","message":"no"}}}}"#);
    Reply::json(status, &body)
}

impl World {
    pub fn answer(&mut self, request: &Request) -> Reply {
        let mut line = request.line.split(' ');
        let (method, target) = (line.next().unwrap(), line.next().unwrap());
        let path = target.split('?').next().unwrap();
        let path = path.trim_start_matches("/bpapi/v1/");
        let (place, rest) = path.split_once('/').unwrap();
        if method == "POST" {
            return self.write(place, rest, &request.body);
        }
        if method == "PUT" {
            let id: u64 = rest.parse().unwrap();
            let account = self.accounts.get_mut(&id).unwrap();
            account.merge(Fields::parse(&request.body).unwrap());
            return Reply::json(200, &account.to_json());
        }
        if self.is_hidden {
            return Reply::HangUp;
        }
        if rest.is_empty() {
            let all = self.transactions.values().filter(|one| is_kind(place, one));
            let all: Vec<String> = all.map(Fields::to_json).collect();
            let page = request.query("page").unwrap_or_default();
            let list = if page == 0 {
                all.join(",")
            } else {
                String::new()
            };
            return Reply::json(200, &format!("[{list}]"));
        }
        let Ok(id) = rest.parse() else {
            return refusal(404, "NOT_FOUND");
        };
        if let Some(mut hook) = self.on_read.take() {
            hook(self, place, id);
            self.on_read = Some(hook);
        }
        let found = match place {
            "business" => self.merchants.get(&id),
            "businessExternalAccount" => self.accounts.get(&id),
            // Only the kind that it is has it under its own path.
            _ => self.transactions.get(&id).filter(|one| is_kind(place, one)),
        };
        found.map_or_else(
            || refusal(404, "NOT_FOUND"),
            |fields| Reply::json(200, &fields.to_json()),
        )
    }

    fn create(&mut self, body: Fields, prefix: &str) -> u64 {
        let id = self.next;
        self.next += 1;
        let account = body
            .id("toBusinessExternalAccountId")
            .into_read()
            .unwrap()
            .get();
        let account = self.accounts[&account].clone();
        let amount = body.amount("toAmount").into_read().unwrap();
        let mut made = fields(&format!(
            r#"{{"businessRequestId":{id},"creationTime":{},"lastUpdateTime":1,
                "quoteApprovedDate":null,"depositApprovedDate":null,
                "depositReceivedAmount":null}}"#,
            SystemClock::start().now().0
        ));
        made.merge(body);
        let quoted = if amount.is_same(&Amount::parse("100").unwrap()) {
            QUOTED.to_owned()
        } else {
            format!("{}.00", 1000 + id)
        };
        made.set_text("fromAmount", &quoted);
        made.set_text(
            "toCurrencySymbol",
            &account.text("currencySymbol").into_read().unwrap(),
        );
        made.set_id(
            "toBusinessId",
            account.id("businessId").into_read().unwrap(),
        );
        made.set_text("clientStatus", &format!("{prefix}AWAITING_QUOTE_APPROVAL"));
        self.transactions.insert(id, made);
        id
    }

    fn facts(&self, id: u64) -> [String; 3] {
        let one = &self.transactions[&id];
        let number = |name: &str| one.id(name).into_read().unwrap().get();
        let account = &self.accounts[&number("toBusinessExternalAccountId")];
        let merchant = &self.merchants[&number("fromBusinessId")];
        let text = |fields: &Fields, name| fields.text(name).into_read().unwrap_or_default();
        [
            text(one, "fromAmount"),
            text(account, "accountNumber"),
            text(merchant, "legalName"),
        ]
    }

    fn effect(&self, what: &'static str, transaction: u64, body: String) -> Effect {
        Effect {
            what,
            transaction,
            facts: self.facts(transaction),
            body,
        }
    }

    pub fn lock(&mut self, id: u64) {
        let locks = self.locks.take();
        let one = self.transactions.get_mut(&id).unwrap();
        if let Some(locks) = locks {
            self.locked_otherwise += 1;
            one.set_text("fromAmount", &locks);
        }
        one.set_json("quoteApprovedDate", "1767603600000").unwrap();
        one.set_text("bankName", "Cedar Bank");
        one.set_text("accountNumber", &format!("99000{id}"));
        one.set_text("reference", &format!("CDR-{id}"));
        self.enter(id, "AWAITING_DEPOSIT");
    }

    pub fn enter(&mut self, id: u64, stage: &str) {
        let one = self.transactions.get_mut(&id).unwrap();
        let status = one.text("clientStatus").into_read().unwrap();
        let prefix = status.split_once('_').unwrap().0;
        one.set_text("clientStatus", &format!("{prefix}_{stage}"));
        one.set_json("lastUpdateTime", "2").unwrap();
    }

    pub fn stage(&self, id: u64) -> String {
        let status = self.transactions[&id]
            .text("clientStatus")
            .into_read()
            .unwrap();
        status.split_once('_').unwrap().1.to_owned()
    }

    fn write(&mut self, place: &str, rest: &str, body: &[u8]) -> Reply {
        let (what, id): (&'static str, u64) = match rest.split_once('/') {
            Some(("approveQuote", id)) => ("quote", id.parse().unwrap()),
            Some(("approveDeposit", id)) => ("deposit", id.parse().unwrap()),
            Some(("cancel", id)) => ("cancel", id.parse().unwrap()),
            _ if rest == "price" => {
                return Reply::json(200, r#"{"rate":"1500.00","amount":"150000.00"}"#);
            }
            _ => ("create", 0),
        };
        self.received.push((what, id));
        self.is_hidden |= std::mem::take(&mut self.goes_away);
        let done = |effect: &Effect| effect.what == what && effect.transaction == id;
        if what != "create" && self.effects.iter().any(done) {
            self.repeated += 1;
        }
        let sent = String::from_utf8(body.to_vec()).unwrap();
        if what != "create" {
            let asked = self.effect(what, id, sent.clone());
            self.asked.push(asked);
        }
        let loss = std::mem::replace(&mut self.loss, Loss::Nothing);
        self.lost.extend((loss != Loss::Nothing).then_some(loss));
        match loss {
            Loss::Refuse => return refusal(400, "FIELD_INVALID"),
            Loss::Silent => return Reply::Silence,
            Loss::Before => return Reply::HangUp,
            Loss::Nothing | Loss::After | Loss::Garbled => {}
        }
        let wanted = match what {
            "quote" => "AWAITING_QUOTE_APPROVAL",
            "deposit" => "AWAITING_DEPOSIT",
            _ => "",
        };
        if !wanted.is_empty() && self.stage(id) != wanted {
            return refusal(409, "INVALID_STATE");
        }
        let id = if what == "create" {
            let prefix = if place == "receivef2f" {
                "Receive_"
            } else {
                "OnOff_"
            };
            let id = self.create(Fields::parse(body).unwrap(), prefix);
            let made = self.transactions.get_mut(&id).unwrap();
            made.set_text("kindOfTest", place);
            id
        } else {
            id
        };
        let effect = self.effect(what, id, sent);
        self.effects.push(effect);
        match what {
            "quote" => self.lock(id),
            "deposit" => {
                let one = self.transactions.get_mut(&id).unwrap();
                one.set_json("depositApprovedDate", "1767603600000")
                    .unwrap();
                self.enter(id, "IN_PROGRESS");
            }
            "cancel" => self.enter(id, "CANCELED"),
            _ => {}
        }
        match loss {
            Loss::After => Reply::HangUp,
            Loss::Garbled => Reply::html(200),
            _ => Reply::json(200, &self.transactions[&id].to_json()),
        }
    }
}

fn is_kind(place: &str, one: &Fields) -> bool {
    let made = one.text("kindOfTest").into_read();
    made.as_deref().unwrap_or("sendc2f") == place
}
