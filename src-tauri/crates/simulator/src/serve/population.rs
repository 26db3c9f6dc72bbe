//! Many merchants at once, with accounts: what a partner has after some years.

mod names;

use super::{
    accounts, merchants,
    object::{Object, set_number, set_time},
    rates,
    server::Server,
};
use domain::Millis;
use names::{LANDS, Land};
use partner_api::{Fields, word_list::INDUSTRIES};
use serde::{Deserialize, Serialize};

const MERCHANTS_MAX: u32 = 200_000;
const ACCOUNTS_EACH_MAX: u32 = 5;
/// So far back the oldest of them was made.
const OLDEST: i64 = 3 * 365 * 24 * 60 * 60_000;
/// One in so many is nearly the same as the one before it.
const NEARLY_EVERY: u32 = 250;
/// One in so many accounts is a wallet.
const WALLET_EVERY: u32 = 8;

/// The statuses of merchants and of accounts, and how many of each beside the others.
const MERCHANT: &[(&str, u32)] = &[
    ("VALID", 60),
    ("NEW", 8),
    ("PENDING", 6),
    ("PENDING_REVIEW", 6),
    ("UNDER_REVIEW", 6),
    ("ACTION_NEEDED", 6),
    ("FLAGGED", 4),
    ("ABANDONED", 4),
];
const ACCOUNT: &[(&str, u32)] = &[("ACTIVE", 84), ("PENDING", 8), ("FROZEN", 4), ("CLOSED", 4)];

/// How many merchants are made. Nothing is announced, and none of them moves by itself. The same
/// seed makes the same ones. A server that keeps its state writes all of it at each change, so many
/// merchants are for one without.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Population {
    /// So many merchants.
    pub merchants: u32,
    /// So many receiver accounts of each.
    #[serde(default = "one")]
    pub accounts_each: u32,
    /// What their names and statuses come from.
    #[serde(default)]
    pub seed: u64,
}

const fn one() -> u32 {
    1
}

/// What was made: how many, and their numbers from the first to the last.
#[derive(Debug, Serialize)]
pub struct Made {
    merchants: Range,
    accounts: Range,
}

#[derive(Debug, Serialize)]
struct Range {
    count: u32,
    from: u64,
    to: u64,
}

impl Range {
    /// Takes so many numbers.
    fn take(next: &mut u64, count: u32) -> Self {
        let from = *next;
        *next = from.saturating_add(u64::from(count));
        let to = next.saturating_sub(1);
        Self { count, from, to }
    }
}

/// Objects by their numbers.
type Numbered = Vec<(u64, Object)>;

impl Population {
    /// Why they can't be made; none if they can.
    pub const fn problem(&self) -> Option<&'static str> {
        if self.merchants == 0 || self.merchants > MERCHANTS_MAX {
            Some("merchants are 1 to 200000")
        } else if self.accounts_each > ACCOUNTS_EACH_MAX {
            Some("accountsEach is 0 to 5")
        } else {
            None
        }
    }

    /// Makes them.
    pub fn make(&self, server: &Server) -> Made {
        let now = server.now();
        let made = {
            let mut world = server.world();
            let accounts = self.merchants.saturating_mul(self.accounts_each);
            let made = Made {
                merchants: Range::take(&mut world.next.merchant, self.merchants),
                accounts: Range::take(&mut world.next.account, accounts),
            };
            world.touch();
            made
        };
        let (merchants, accounts) = self.objects(&made, now);
        let mut world = server.world();
        world.merchants.extend(merchants);
        world.accounts.extend(accounts);
        server.changed(&mut world, Vec::new());
        made
    }

    fn objects(&self, made: &Made, now: Millis) -> (Numbered, Numbered) {
        let mut rng = fastrand::Rng::with_seed(self.seed);
        let (mut merchants, mut accounts) = (Vec::new(), Vec::new());
        let mut account = made.accounts.from;
        let mut before: Option<(&Land, String)> = None;
        for number in made.merchants.from..=made.merchants.to {
            let (land, name) = match before {
                Some((land, name)) if rng.u32(0..NEARLY_EVERY) == 0 => (land, names::nearly(&name)),
                _ => {
                    let land = land(&mut rng);
                    (land, names::name(land, &mut rng))
                }
            };
            merchants.push((number, merchant(number, land, &name, &mut rng, now)));
            for _ in 0..self.accounts_each {
                let one = receiver_account(account, (number, land, &name), &mut rng, now);
                accounts.push((account, one));
                account = account.saturating_add(1);
            }
            before = Some((land, name));
        }
        (merchants, accounts)
    }
}

/// Most are in the first of the lands.
fn land(rng: &mut fastrand::Rng) -> &'static Land {
    let [most, others @ ..] = &LANDS;
    if rng.bool() {
        most
    } else {
        rng.choice(others).unwrap_or(most)
    }
}

fn status(among: &'static [(&'static str, u32)], rng: &mut fastrand::Rng) -> &'static str {
    let total: u32 = among.iter().map(|(_, weight)| *weight).sum();
    let mut left = rng.u32(0..total.max(1));
    for (status, weight) in among {
        if left < *weight {
            return status;
        }
        left = left.saturating_sub(*weight);
    }
    "VALID"
}

fn merchant(number: u64, land: &Land, name: &str, rng: &mut fastrand::Rng, now: Millis) -> Object {
    let [state, city, address, zip_code] = land.place;
    let mut sent = Fields::new();
    let registered = format!("{}{:06}", land.registration, rng.u32(1..1_000_000));
    let phone = format!("80{:08}", rng.u32(0..100_000_000));
    let street_number = rng.u32(1..400).to_string();
    for (field, text) in [
        ("legalName", name),
        ("email", &format!("accounts.{number}@merchant.example")),
        ("contactName", "Ada Eze"),
        ("phonePrefix", land.phone_prefix),
        ("phone", &phone),
        ("country", land.country),
        ("state", state),
        ("city", city),
        ("address", address),
        ("streetNumber", &street_number),
        ("zipCode", zip_code),
        ("industry", rng.choice(INDUSTRIES).unwrap_or("TECHNOLOGY")),
        ("localRegNumber", &registered),
    ] {
        sent.set_text(field, text);
    }
    let age = rng.i64(0..OLDEST);
    let made = Millis(now.0.saturating_sub(age));
    let mut object = merchants::new(number, &sent, made);
    let status = status(MERCHANT, rng);
    since(
        &mut object,
        "kycStatus",
        status,
        Millis(now.0.saturating_sub(rng.i64(0..=age))),
    );
    object
}

/// A status that it has had since then, and in which it stays.
pub fn since(object: &mut Object, name: &str, status: &str, at: Millis) {
    object.fields.set_text(name, status);
    set_time(&mut object.fields, "lastUpdateTime", at);
}

fn receiver_account(
    number: u64,
    (owner, land, name): (u64, &Land, &str),
    rng: &mut fastrand::Rng,
    now: Millis,
) -> Object {
    let mut sent = Fields::new();
    set_number(&mut sent, "businessId", owner);
    let [currency, bank, bic] = land.bank;
    let digits = format!("{:010}", rng.u64(1..10_000_000_000));
    let wallet = format!("0x{:040x}", rng.u128(1..));
    let place = if rng.u32(0..WALLET_EVERY) == 0 {
        [
            ("currencySymbol", rates::USDC),
            ("walletAddress", wallet.as_str()),
            ("network", "ERC-20"),
            ("nameOnAccount", name),
        ]
    } else {
        sent.set_text("currencySymbol", currency);
        [
            ("accountNumber", digits.as_str()),
            ("bankName", bank),
            ("swiftCode", bic),
            ("nameOnAccount", name),
        ]
    };
    for (field, text) in place {
        sent.set_text(field, text);
    }
    let [state, city, address, zip_code] = land.place;
    for (field, text) in [
        ("country", land.country),
        ("state", state),
        ("city", city),
        ("address", address),
        ("streetNumber", "1"),
        ("zipCode", zip_code),
        ("invoiceUrl", "https://files.example/invoice.pdf"),
    ] {
        sent.set_text(field, text);
    }
    let age = rng.i64(0..OLDEST);
    let mut object = accounts::new(number, &sent, Millis(now.0.saturating_sub(age)));
    let status = status(ACCOUNT, rng);
    since(
        &mut object,
        "status",
        status,
        Millis(now.0.saturating_sub(rng.i64(0..=age))),
    );
    object
}
