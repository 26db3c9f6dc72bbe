//! A small partner that keeps merchants, and counts what it was asked to change and what changed.

use crate::server::{Reply, Request, Server};
use partner_api::{Fields, endpoints::create_merchant::NewMerchant};
use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Arc, Mutex},
};

/// What becomes of the next write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// It works.
    None,
    /// It is refused.
    Refuse,
    /// The connection ends before its effect.
    Before,
    /// The connection ends after its effect.
    After,
    /// It has its effect, and the answer is not understood.
    Garbled,
}

#[derive(Clone)]
struct World {
    merchants: BTreeMap<u64, Fields>,
    loss: Loss,
    is_hidden: bool,
    /// The cities that the next reads of merchants show.
    cities: VecDeque<String>,
    received: u32,
    effects: u32,
}

#[derive(Clone)]
pub struct Partner(Arc<Mutex<World>>);

pub fn new_merchant() -> NewMerchant {
    let text = str::to_owned;
    NewMerchant {
        legal_name: text("Adaeze Trading Ltd"),
        trading_name: None,
        email: text("ops@adaeze.example"),
        contact_name: text("Ada Eze"),
        phone_prefix: text("234"),
        phone: text("8012345678"),
        country: text("NG"),
        state: text("Lagos"),
        city: text("Lagos"),
        address: text("Broad Street"),
        street_number: text("12"),
        zip_code: text("101001"),
        industry: text("TECHNOLOGY"),
        local_reg_number: Some(text("RC 12345")),
    }
}

fn first() -> World {
    let seven = br#"{"id":7,"legalName":"Bisi Ltd","city":"Lagos","kycStatus":"NEW",
        "acceptedDate":null,"extra":1E2}"#;
    World {
        merchants: BTreeMap::from([(7, Fields::parse(seven).unwrap())]),
        loss: Loss::None,
        is_hidden: false,
        cities: VecDeque::new(),
        received: 0,
        effects: 0,
    }
}

impl Partner {
    pub async fn start() -> (Self, Server) {
        let partner = Self(Arc::new(Mutex::new(first())));
        let own = partner.clone();
        let server = Server::start(move |_, request| own.0.lock().unwrap().answer(request)).await;
        (partner, server)
    }

    /// Says what becomes of the next write.
    pub fn lose(&self, loss: Loss) {
        self.0.lock().unwrap().loss = loss;
    }

    /// Whether reads fail.
    pub fn hide(&self, is_hidden: bool) {
        self.0.lock().unwrap().is_hidden = is_hidden;
    }

    /// Lets the next reads of a merchant show these cities, one after the other.
    pub fn show_cities(&self, cities: &[&str]) {
        let cities = cities.iter().map(|city| (*city).to_owned());
        self.0.lock().unwrap().cities = cities.collect();
    }

    /// Forgets all, as if nothing had ever come.
    pub fn forget(&self) {
        *self.0.lock().unwrap() = first();
    }

    /// How many writes came, and how many had their effect.
    pub fn counts(&self) -> (u32, u32) {
        let world = self.0.lock().unwrap();
        (world.received, world.effects)
    }

    pub fn field(&self, merchant: u64, name: &str) -> String {
        let world = self.0.lock().unwrap();
        let raw = world.merchants[&merchant].raw(name).into_read();
        raw.unwrap_or_default().to_owned()
    }

    pub fn set(&self, merchant: u64, name: &str, json: &str) {
        let mut world = self.0.lock().unwrap();
        let fields = world.merchants.get_mut(&merchant).unwrap();
        fields.set_json(name, json).unwrap();
    }
}

fn none() -> Reply {
    let body = r#"{"exception":{"errorCode":"NOT_FOUND","message":"There is none"}}"#;
    Reply::json(404, body)
}

impl World {
    fn answer(&mut self, request: &Request) -> Reply {
        let mut line = request.line.split(' ');
        let (method, target) = (line.next().unwrap(), line.next().unwrap());
        let path = target.split('?').next().unwrap();
        let path = path.trim_start_matches("/bpapi/v1/business/");
        if method != "GET" {
            return self.write(path, &request.body);
        }
        if self.is_hidden {
            return Reply::HangUp;
        }
        match path {
            "" => {
                let page = request.query("page").unwrap_or_default();
                let all: Vec<String> = self.merchants.values().map(Fields::to_json).collect();
                let list = if page == 0 {
                    all.join(",")
                } else {
                    String::new()
                };
                Reply::json(200, &format!("[{list}]"))
            }
            "legalAgreements" => {
                let date = self.merchants[&7].raw("acceptedDate").into_read();
                let date = date.unwrap_or("null");
                Reply::json(200, &format!(r#"[{{"id":1,"acceptedDate":{date}}}]"#))
            }
            number => {
                let id = number.parse().ok();
                let mut found = id.and_then(|id| self.merchants.get_mut(&id));
                if let Some(fields) = &mut found
                    && let Some(city) = self.cities.pop_front()
                {
                    fields.set_text("city", &city);
                }
                found.map_or_else(none, |fields| Reply::json(200, &fields.to_json()))
            }
        }
    }

    fn write(&mut self, path: &str, body: &[u8]) -> Reply {
        self.received += 1;
        let loss = std::mem::replace(&mut self.loss, Loss::None);
        match loss {
            Loss::Refuse => {
                let body =
                    r#"{"exception":{"errorCode":"FIELD_INVALID","message":"email is wrong"}}"#;
                return Reply::json(400, body);
            }
            Loss::Before => return Reply::HangUp,
            Loss::None | Loss::After | Loss::Garbled => {}
        }
        self.effects += 1;
        let body = Fields::parse(body).unwrap();
        let answer = match path {
            "" => {
                let mut fields = Fields::parse(br#"{"id":100,"kycStatus":"NEW"}"#).unwrap();
                fields.merge(body);
                let answer = fields.to_json();
                self.merchants.insert(100, fields);
                answer
            }
            "submitOnboarding" => {
                let seven = self.merchants.get_mut(&7).unwrap();
                seven.set_text("kycStatus", "PENDING_REVIEW");
                r#"{"businessId":7}"#.to_owned()
            }
            "acceptLegalAgreements" => {
                let seven = self.merchants.get_mut(&7).unwrap();
                seven.set_json("acceptedDate", "1767603600000").unwrap();
                r#"{"businessId":7}"#.to_owned()
            }
            number => {
                let fields = self.merchants.get_mut(&number.parse().unwrap()).unwrap();
                fields.merge(body);
                fields.to_json()
            }
        };
        match loss {
            Loss::After => Reply::HangUp,
            Loss::Garbled => Reply::html(200),
            _ => Reply::json(200, &answer),
        }
    }
}
