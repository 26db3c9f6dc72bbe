//! The fields of the forms, by their names on the wire.

use std::{collections::BTreeMap, fmt};

macro_rules! fields {
    ($($name:ident $wire:literal;)*) => {
        /// A field of a merchant or a receiver account. The names on the wire are assumed, but for
        /// `localRegNumber` (documented).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field {
            $(#[doc = concat!("`", $wire, "`")] $name,)*
        }

        impl Field {
            /// Every field, in the order of the forms.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Its name on the wire.
            #[must_use]
            pub const fn wire(self) -> &'static str {
                match self {
                    $(Self::$name => $wire,)*
                }
            }
        }
    };
}

fields! {
    LegalName "legalName";
    TradingName "tradingName";
    LocalRegNumber "localRegNumber";
    Email "email";
    ContactName "contactName";
    PhonePrefix "phonePrefix";
    Phone "phone";
    Industry "industry";
    CurrencySymbol "currencySymbol";
    NameOnAccount "nameOnAccount";
    AccountNumber "accountNumber";
    BankName "bankName";
    SwiftCode "swiftCode";
    Iban "iban";
    RoutingNumber "routingNumber";
    WalletAddress "walletAddress";
    Network "network";
    Country "country";
    State "state";
    City "city";
    Address "address";
    StreetNumber "streetNumber";
    ZipCode "zipCode";
    InvoiceUrl "invoiceUrl";
}

/// Whether a field holds a text in no form of which anything could be checked: a name, an address.
#[must_use]
pub const fn is_read_as_typed(field: Field) -> bool {
    matches!(
        field,
        Field::LegalName
            | Field::TradingName
            | Field::ContactName
            | Field::Industry
            | Field::NameOnAccount
            | Field::BankName
            | Field::State
            | Field::City
            | Field::Address
            | Field::StreetNumber
            | Field::ZipCode
    )
}

/// What stands in a form: the text of each field as it was typed. A field that is not there is
/// empty.
pub type Typed = BTreeMap<Field, String>;

impl Field {
    /// The field of this name on the wire; none if it is not one of those that are checked.
    #[must_use]
    pub fn from_wire(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.wire() == name)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.wire())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_is_found_by_its_own_name_and_by_no_other() {
        for field in Field::ALL {
            assert_eq!(Field::from_wire(field.wire()), Some(*field));
        }
        assert_eq!(Field::from_wire("Iban"), None);
    }
}
