//! A transaction; on the wire a `businessRequest`.

use super::{WireObject, getters, required};
use crate::{Field, Fields, Unread, WireTime};
use domain::{Amount, ClientStatus, Currency, PartnerNumber, TransactionId};

/// A transaction as the partner tells it (documented, but for the deposit instructions).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transaction {
    /// `businessRequestId`
    pub id: TransactionId,
    /// `clientStatus`; an unknown one as its word.
    pub status: ClientStatus,
    /// Every field that came.
    pub fields: Fields,
}

impl WireObject for Transaction {
    fn read(json: &str) -> Result<Self, Unread> {
        let fields = Fields::parse(json.as_bytes())?;
        let id = required(fields.id("businessRequestId"), "businessRequestId")?;
        let status = required(fields.text("clientStatus"), "clientStatus")?;
        Ok(Self {
            id: id.into(),
            status: ClientStatus::read(&status),
            fields,
        })
    }

    fn identity(&self) -> Option<PartnerNumber> {
        Some(self.id.number())
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }
}

getters! { Transaction also [
    "businessRequestId", "clientStatus", "accountHolderName", "depositDetails",
    "depositInstructions", "depositAddress"
] {
    /// `creationTime`
    creation_time: time "creationTime" -> WireTime;
    /// `lastUpdateTime`
    last_update_time: time "lastUpdateTime" -> WireTime;
    /// `toAmount`: what the receiver gets
    to_amount: amount "toAmount" -> Amount;
    /// `fromAmount`: what is to be deposited; null until there is a quote
    from_amount: amount "fromAmount" -> Amount;
    /// `toCurrencySymbol`
    to_currency: currency "toCurrencySymbol" -> Currency;
    /// `fromCurrencySymbol`
    from_currency: currency "fromCurrencySymbol" -> Currency;
    /// `purpose`
    purpose: text "purpose" -> String;
    /// `quoteApprovedDate`
    quote_approved: time "quoteApprovedDate" -> WireTime;
    /// `depositApprovedDate`
    deposit_approved: time "depositApprovedDate" -> WireTime;
    /// `depositReceivedDate`
    deposit_received: time "depositReceivedDate" -> WireTime;
    /// `depositReceivedAmount`
    deposit_received_amount: amount "depositReceivedAmount" -> Amount;
    /// `payout`
    payout: text "payout" -> String;
    /// `fromBusinessId`: the source merchant
    source: id "fromBusinessId" -> PartnerNumber;
    /// `toBusinessId`: the target merchant
    target: id "toBusinessId" -> PartnerNumber;
    /// `toBusinessExternalAccountId`: the receiver account
    account: id "toBusinessExternalAccountId" -> PartnerNumber;
    /// `invoiceUrl`
    invoice_url: text "invoiceUrl" -> String;
    /// `depositConfirmationUrl`
    deposit_confirmation_url: text "depositConfirmationUrl" -> String;
    /// `bankName` of the deposit instructions (observed)
    deposit_bank: text "bankName" -> String;
    /// `nameOnAccount` of the deposit instructions (observed)
    deposit_name: text "nameOnAccount" -> String;
    /// `accountNumber` of the deposit instructions (observed)
    deposit_account: text "accountNumber" -> String;
    /// `bankAddress` of the deposit instructions (observed)
    deposit_bank_address: text "bankAddress" -> String;
    /// `reference`, which must stand in the transfer's narration (observed)
    deposit_reference: text "reference" -> String;
    /// `swiftCode` of the deposit instructions (observed)
    deposit_swift_code: text "swiftCode" -> String;
    /// `iban` of the deposit instructions (observed)
    deposit_iban: text "iban" -> String;
    /// `walletAddress` of a crypto deposit (its name is assumed)
    deposit_wallet: text "walletAddress" -> String;
    /// `network` of a crypto deposit (its name is assumed)
    deposit_network: text "network" -> String;
} }

/// Where to make the deposit, as far as the transaction tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DepositInstructions {
    /// What is told, field by field: our name for it, and the text.
    pub told: Vec<(&'static str, String)>,
}

/// Our name for what must stand in the deposit's narration.
pub const DEPOSIT_REFERENCE: &str = "reference";
/// Our name for the address to which crypto is deposited.
pub const DEPOSIT_WALLET: &str = "wallet address";

/// Our names for the instructions, and the wire's names in the order they are tried (observed).
const INSTRUCTIONS: [(&str, &[&str]); 9] = [
    ("bank", &["bankName"]),
    ("name on account", &["nameOnAccount", "accountHolderName"]),
    ("account number", &["accountNumber"]),
    ("bank address", &["bankAddress"]),
    (DEPOSIT_REFERENCE, &["reference"]),
    ("SWIFT code", &["swiftCode"]),
    ("IBAN", &["iban"]),
    (DEPOSIT_WALLET, &["walletAddress", "depositAddress"]),
    ("network", &["network"]),
];

/// Objects in which the instructions may stand, if not in the transaction itself (assumed).
const INSTRUCTION_OBJECTS: [&str; 2] = ["depositDetails", "depositInstructions"];

impl Transaction {
    /// Where to make the deposit; none until the quote is approved, or if it is told in a way that
    /// is not known. Then it stands among the extra fields.
    #[must_use]
    pub fn deposit_instructions(&self) -> Option<DepositInstructions> {
        let inner = INSTRUCTION_OBJECTS
            .iter()
            .find_map(|name| self.fields.object(name).into_read());
        let place = inner.as_ref().unwrap_or(&self.fields);
        let told = INSTRUCTIONS.iter().filter_map(|(ours, names)| {
            let found = names.iter().find_map(|name| match place.text(name) {
                Field::Read(text) => Some(text),
                Field::Absent | Field::Null | Field::Unread(_) => None,
            });
            Some((*ours, found?))
        });
        let told: Vec<_> = told.collect();
        (!told.is_empty()).then_some(DepositInstructions { told })
    }
}
