//! Who is there before a day begins and waits for a person: merchants at every step of onboarding,
//! and accounts of every kind.

use super::{
    accounts, merchants,
    object::{Object, set_number},
    population::since,
    rates,
    scene::Scene,
};
use domain::Millis;
use partner_api::Fields;

const HOUR: i64 = 60 * 60_000;

/// A merchant: its name, country, state, city, street and zip code; its status, and for how many
/// hours it has had it.
type Waiting = (&'static str, [&'static str; 5], &'static str, i64);

/// The words of a public integration's forms, and names that screens must bear.
const MERCHANTS: [Waiting; 8] = [
    (
        "Adaeze Trading Ltd",
        ["NG", "Lagos", "Lagos", "Broad Street", "101001"],
        "NEW",
        2,
    ),
    (
        "شركة النيل للتجارة",
        ["EG", "القاهرة", "القاهرة", "شارع التحرير", "11511"],
        "NEW",
        26,
    ),
    (
        "São Tomé Comércio Internacional, Lda.",
        ["PT", "Lisboa", "Lisboa", "Rua do Comércio", "1100-150"],
        "PENDING",
        50,
    ),
    (
        "The Incorporated Trustees of the Greater Niger Delta Agricultural Producers and \
         Exporters Cooperative Multipurpose Society Limited",
        ["NG", "Rivers", "Port Harcourt", "Aba Road", "500102"],
        "ACTION_NEEDED",
        76,
    ),
    (
        "Köhler & Söhne Maschinenbau GmbH",
        ["DE", "Hamburg", "Hamburg", "Große Elbstraße", "22767"],
        "UNDER_REVIEW",
        5,
    ),
    (
        "Volta Cold Stores Limited",
        [
            "GH",
            "Greater Accra",
            "Accra",
            "Independence Avenue",
            "GA-029",
        ],
        "PENDING_REVIEW",
        1,
    ),
    (
        "Riverbend Garments",
        ["KE", "Nairobi", "Nairobi", "Kenyatta Avenue", "00100"],
        "FLAGGED",
        300,
    ),
    (
        "Blue Nile Logistics Ltd",
        ["GB", "London", "London", "Cheapside", "EC2V 6AA"],
        "VALID",
        900,
    ),
];

/// Accounts of the last of them: status and own members. Samples of the standards' documents, so
/// that each passes for one of its kind.
const ACCOUNTS: [(&str, &[(&str, &str)]); 6] = [
    (
        "ACTIVE",
        &[
            ("currencySymbol", "GBP"),
            ("accountNumber", "31926819"),
            ("iban", "GB29NWBK60161331926819"),
            ("bankName", "Thames Clearing Bank"),
            ("swiftCode", "NWBKGB2L"),
        ],
    ),
    (
        "ACTIVE",
        &[
            ("currencySymbol", "EUR"),
            ("accountNumber", "0532013000"),
            ("iban", "DE89370400440532013000"),
            ("bankName", "Elbe Handelsbank"),
            ("swiftCode", "COBADEFF"),
        ],
    ),
    (
        "PENDING",
        &[
            ("currencySymbol", "USD"),
            ("accountNumber", "000123456789"),
            ("routingNumber", "011000015"),
            ("bankName", "Atlantic Federal Bank"),
            ("swiftCode", "EXMPUS33"),
        ],
    ),
    (
        "ACTIVE",
        &[
            ("currencySymbol", rates::USDC),
            (
                "walletAddress",
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            ),
            ("network", "ERC-20"),
        ],
    ),
    (
        "ACTIVE",
        &[
            ("currencySymbol", rates::USDT),
            ("walletAddress", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"),
            ("network", "TRC-20"),
        ],
    ),
    (
        "FROZEN",
        &[
            ("currencySymbol", "NGN"),
            ("accountNumber", "0001234567"),
            ("bankName", "Savanna Trust Bank"),
            ("swiftCode", "EXMPNGLA"),
        ],
    ),
];

impl Scene<'_> {
    /// Makes them. None of them moves by itself, and the day leaves them alone.
    pub fn demo(&mut self) {
        for waiting in &MERCHANTS {
            let owner = self.waiting(waiting);
            if waiting.2 == "VALID" {
                for (status, own) in ACCOUNTS {
                    self.account_of(owner, waiting, status, own);
                }
            }
        }
    }

    fn waiting(&mut self, (name, place, status, hours): &Waiting) -> u64 {
        let number = self.world.next.merchant;
        self.world.next.merchant = number.saturating_add(1);
        let [country, state, city, address, zip_code] = place;
        let mut sent = Fields::new();
        for (field, text) in [
            ("legalName", *name),
            ("tradingName", name),
            ("email", "accounts@merchant.example"),
            ("contactName", "Ada Eze"),
            ("phonePrefix", "234"),
            ("phone", "8012345678"),
            ("country", country),
            ("state", state),
            ("city", city),
            ("address", address),
            ("streetNumber", "12"),
            ("zipCode", zip_code),
            ("industry", "MANUFACTURING"),
            ("localRegNumber", &format!("RC{number}")),
        ] {
            sent.set_text(field, text);
        }
        let at = self.before(*hours);
        let mut object = merchants::new(number, &sent, at);
        since(&mut object, "kycStatus", status, at);
        self.world.merchants.insert(number, object);
        number
    }

    fn account_of(
        &mut self,
        owner: u64,
        (name, place, _, hours): &Waiting,
        status: &str,
        own: &[(&str, &str)],
    ) {
        let number = self.world.next.account;
        self.world.next.account = number.saturating_add(1);
        let [country, state, city, address, zip_code] = place;
        let mut sent = Fields::new();
        set_number(&mut sent, "businessId", owner);
        let place = [
            ("nameOnAccount", *name),
            ("country", country),
            ("state", state),
            ("city", city),
            ("address", address),
            ("streetNumber", "1"),
            ("zipCode", zip_code),
            ("invoiceUrl", "https://files.example/invoice.pdf"),
        ];
        for (field, text) in own.iter().chain(&place) {
            sent.set_text(field, text);
        }
        let at = self.before(*hours);
        let mut object: Object = accounts::new(number, &sent, at);
        since(&mut object, "status", status, at);
        self.world.accounts.insert(number, object);
    }

    const fn before(&self, hours: i64) -> Millis {
        Millis(self.now.0.saturating_sub(hours.saturating_mul(HOUR)))
    }
}
