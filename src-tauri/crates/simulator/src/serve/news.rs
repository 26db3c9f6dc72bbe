//! Events of the server's objects: what a webhook tells is what a read of the object says.

use super::object::{number, set_number, text};
use crate::day::Event;
use domain::EventName;
use partner_api::Fields;

/// The members of each event behind `event`, `id` and `status`, as the object has them. Their
/// names are assumed by those of the API's objects.
const MERCHANT: &[&str] = &["legalName", "country", "lastUpdateTime"];
const ACCOUNT: &[&str] = &[
    "businessId",
    "currencySymbol",
    "nameOnAccount",
    "accountNumber",
    "bankName",
    "lastUpdateTime",
];
const TRANSACTION: &[&str] = &[
    "toAmount",
    "toCurrencySymbol",
    "fromAmount",
    "fromCurrencySymbol",
    "fromBusinessId",
    "toBusinessId",
    "toBusinessExternalAccountId",
    "purpose",
    "creationTime",
    "lastUpdateTime",
];
const CONFIRMATION: &[&str] = &["url", "lastUpdateTime"];

/// A merchant's status as it is now.
pub fn of_merchant(id: u64, fields: &Fields) -> Event {
    let status = text(fields, "kycStatus").unwrap_or_default();
    let name = EventName::BusinessKycStatusChanged;
    event(name, id, status, Some(id), fields, MERCHANT)
}

/// A receiver account's status as it is now.
pub fn of_account(id: u64, fields: &Fields) -> Event {
    let status = text(fields, "status").unwrap_or_default();
    let name = EventName::BusinessExternalAccountStatusChanged;
    event(name, id, status, None, fields, ACCOUNT)
}

/// A transaction's status as it is now.
pub fn of_transaction(id: u64, fields: &Fields) -> Event {
    let status = text(fields, "clientStatus").unwrap_or_default();
    let name = EventName::BusinessRequestStatusChanged;
    let business = number(fields, "fromBusinessId");
    event(name, id, status, business, fields, TRANSACTION)
}

/// A payout confirmation's status as it is now; its id is assumed to be its transaction's.
pub fn of_confirmation(id: u64, fields: &Fields) -> Event {
    let status = text(fields, "status").unwrap_or_default();
    let name = EventName::BusinessRequestPayoutConfirmationStatusChanged;
    event(name, id, status, None, fields, CONFIRMATION)
}

/// The same event with another status, which no object has.
pub fn with_status(event: Event, status: &str) -> Event {
    let mut body = Fields::parse(event.body.as_bytes()).unwrap_or_default();
    body.set_text("status", status);
    Event {
        status: status.to_owned(),
        body: body.to_json(),
        ..event
    }
}

fn event(
    name: EventName,
    id: u64,
    status: String,
    business: Option<u64>,
    fields: &Fields,
    members: &[&str],
) -> Event {
    let mut body = Fields::new();
    body.set_text("event", name.wire());
    set_number(&mut body, "id", id);
    body.set_text("status", &status);
    if let Some(business) = business {
        set_number(&mut body, "businessId", business);
    }
    for member in members {
        let raw = fields.raw(member);
        let raw = raw.read().copied().unwrap_or("null");
        super::object::set_raw(&mut body, member, raw);
    }
    Event {
        name,
        kind: name.subject_kind(),
        number: id,
        status,
        body: body.to_json(),
    }
}
