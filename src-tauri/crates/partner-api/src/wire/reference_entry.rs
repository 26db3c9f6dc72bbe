//! An entry of the partner's lists of countries and currencies.

use super::WireObject;
use crate::{Fields, Unread};
use domain::PartnerNumber;

/// A country of the partner's list. Its shape is not known: a text, or an object.
pub type Country = ReferenceEntry;
/// A currency of the partner's list. Its shape is not known: a text, or an object.
pub type CurrencyInfo = ReferenceEntry;

/// An entry of a list: its code and name where they are found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceEntry {
    /// Its code or symbol: `NG`, `USDC (ERC-20)`.
    pub code: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Every field that came; none where it is a bare text.
    pub fields: Fields,
}

/// Names under which the code is looked for (assumed).
const CODE_NAMES: [&str; 6] = [
    "code",
    "countryCode",
    "iso2",
    "symbol",
    "currencySymbol",
    "currencyCode",
];

impl WireObject for ReferenceEntry {
    fn read(json: &str) -> Result<Self, Unread> {
        if let Ok(code) = serde_json::from_str::<String>(json) {
            return Ok(Self {
                code: Some(code),
                name: None,
                fields: Fields::new(),
            });
        }
        let fields = Fields::parse(json.as_bytes())?;
        let mut names = CODE_NAMES.iter();
        let code = names.find_map(|name| fields.text(name).into_read());
        let name = fields.text("name").into_read();
        Ok(Self { code, name, fields })
    }

    fn identity(&self) -> Option<PartnerNumber> {
        None
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }
}
