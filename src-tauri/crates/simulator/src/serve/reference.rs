//! The lists of countries and currencies. Their shape is assumed.

use super::rates::CURRENCIES;
use partner_api::Fields;

/// Countries, ISO 3166 alpha-2.
const COUNTRIES: [(&str, &str); 32] = [
    ("NG", "Nigeria"),
    ("GH", "Ghana"),
    ("KE", "Kenya"),
    ("ZA", "South Africa"),
    ("AE", "United Arab Emirates"),
    ("AT", "Austria"),
    ("BR", "Brazil"),
    ("CA", "Canada"),
    ("CH", "Switzerland"),
    ("CI", "Côte d’Ivoire"),
    ("CN", "China"),
    ("DE", "Germany"),
    ("EG", "Egypt"),
    ("ES", "Spain"),
    ("ET", "Ethiopia"),
    ("FR", "France"),
    ("GB", "United Kingdom"),
    ("HK", "Hong Kong"),
    ("IL", "Israel"),
    ("IN", "India"),
    ("IT", "Italy"),
    ("MA", "Morocco"),
    ("NL", "Netherlands"),
    ("PL", "Poland"),
    ("PT", "Portugal"),
    ("SA", "Saudi Arabia"),
    ("SN", "Senegal"),
    ("TR", "Türkiye"),
    ("TZ", "Tanzania"),
    ("UG", "Uganda"),
    ("US", "United States"),
    ("ZM", "Zambia"),
];

/// The countries as a list.
pub fn countries() -> String {
    let rows = COUNTRIES.iter();
    entries("code", rows.map(|(code, name)| (*code, *name)))
}

/// The currencies as a list.
pub fn currencies() -> String {
    let rows = CURRENCIES.iter();
    entries("symbol", rows.map(|(symbol, name, _)| (*symbol, *name)))
}

fn entries<'a>(key: &str, rows: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let rows = rows.map(|(code, name)| {
        let mut entry = Fields::new();
        entry.set_text(key, code);
        entry.set_text("name", name);
        entry
    });
    let rows: Vec<Fields> = rows.collect();
    super::world::list(rows.iter(), rows.len())
}
