//! Names of merchants, banks and countries; some are long, some beyond ASCII.

/// Merchants that every screen shows well.
pub const PLAIN: [&str; 14] = [
    "Kano Textiles Ltd",
    "Lagos Marine Supplies Ltd",
    "Harmattan Foods PLC",
    "Blue Nile Logistics",
    "Abuja Solar Works Ltd",
    "Delta Agro Exports Ltd",
    "Sahel Pharmaceuticals Ltd",
    "Palmgrove Electronics",
    "Ibadan Printing House",
    "Northgate Construction Ltd",
    "Riverbend Garments",
    "Zuma Rock Cement PLC",
    "Coral Bay Fisheries Ltd",
    "Savanna Cloud Services",
];

/// Merchants that few screens show well.
pub const HARD: [&str; 9] = [
    "Ọmọlará & Adékúnlé Ventures",
    "São Tomé Comércio Internacional, Lda.",
    "Łódzkie Zakłady Bawełniane Sp. z o.o.",
    "深圳市华贸进出口有限公司",
    "شركة النيل للتجارة",
    "Köhler & Söhne Maschinenbau GmbH",
    "O'Brien \"Maritime\" Søn ApS",
    "The Incorporated Trustees of the Greater Niger Delta Agricultural Producers and Exporters \
     Cooperative Multipurpose Society Limited",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
];

/// Countries, ISO 3166 alpha-2.
pub const COUNTRIES: [&str; 6] = ["NG", "GH", "KE", "GB", "PT", "DE"];

/// Banks and the currency that an account there has.
pub const BANKS: [(&str, &str); 8] = [
    ("First Delta Bank", "NGN"),
    ("Savanna Trust Bank", "NGN"),
    ("Harbour Microfinance Bank", "NGN"),
    ("Union of the North Bank", "NGN"),
    ("Atlantic Federal Bank", "USD"),
    ("Hudson Correspondent Bank", "USD"),
    ("Thames Clearing Bank", "GBP"),
    ("Banco Atlântico Português", "EUR"),
];

/// What a transaction is for (documented).
pub const PURPOSES: [&str; 4] = [
    "GOODS_PURCHASED",
    "PAYMENT_OF_GOODS",
    "PAYMENT_OF_SERVICES",
    "OTHER_SERVICES",
];

/// A merchant's name: one in six is hard.
pub fn merchant(rng: &mut fastrand::Rng) -> &'static str {
    let names: &[&str] = if rng.u32(0..6) == 0 { &HARD } else { &PLAIN };
    rng.choice(names).copied().unwrap_or("Kano Textiles Ltd")
}
