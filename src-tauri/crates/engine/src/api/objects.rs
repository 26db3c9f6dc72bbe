//! Which objects a call asks for, and which its answer shows.

use domain::{PartnerNumber, Subject, SubjectKind, record::Shown};
use partner_api::{
    Fields, Operation,
    list_envelope::read_list,
    wire::{
        WireObject, merchant::Merchant, payout_confirmation::PayoutConfirmation,
        receiver_account::ReceiverAccount, transaction::Transaction,
    },
};

/// What kind of object an operation gives, if it is one that has a timeline.
pub const fn kind_of(operation: Operation) -> Option<SubjectKind> {
    use Operation as Op;
    match operation {
        Op::CreateMerchant
        | Op::UpdateMerchant
        | Op::GetMerchant
        | Op::ListMerchants
        | Op::GetLegalAgreements
        | Op::AcceptLegalAgreements
        | Op::SubmitMerchantOnboarding => Some(SubjectKind::Merchant),
        Op::CreateReceiverAccount
        | Op::UpdateReceiverAccount
        | Op::GetReceiverAccount
        | Op::ListReceiverAccounts => Some(SubjectKind::ReceiverAccount),
        Op::CalculatePayoutFxRate
        | Op::CalculateEndToEndFxRate
        | Op::CalculateCollectionFxRate
        | Op::ListCountries
        | Op::ListCurrencies
        | Op::UploadFile => None,
        _ => Some(SubjectKind::Transaction),
    }
}

/// The object that a call is about by its path, its query or its body.
pub fn asked(
    operation: Operation,
    path_value: Option<&str>,
    query: &[(String, String)],
    body: Option<&[u8]>,
) -> Option<Subject> {
    let kind = kind_of(operation)?;
    let subject = |number| Subject { kind, number };
    if let Some(value) = path_value {
        return PartnerNumber::parse(value).ok().map(subject);
    }
    let of_merchant = matches!(
        operation,
        Operation::GetLegalAgreements
            | Operation::AcceptLegalAgreements
            | Operation::SubmitMerchantOnboarding
    );
    if !of_merchant {
        return None;
    }
    let in_query = query.iter().find(|(name, _)| name == "businessId");
    let in_query = in_query.and_then(|(_, value)| PartnerNumber::parse(value).ok());
    let in_body = || Fields::parse(body?).ok()?.id("businessId").into_read();
    in_query.or_else(in_body).map(subject)
}

/// An object of an answer, with its text.
#[derive(Debug, Clone)]
pub struct Object {
    /// Which it is; none if it has no number.
    pub shown: Option<Shown>,
    /// Its text, letter by letter.
    pub json: String,
}

/// The items of a list of objects that have timelines; none if the operation gives no such list or
/// the body holds none.
pub fn listed(operation: Operation, body: &[u8]) -> Option<Vec<Object>> {
    if !operation.is_list() {
        return None;
    }
    let kind = kind_of(operation)?;
    // What is no UTF-8 is no list that could be kept item by item.
    std::str::from_utf8(body).ok()?;
    let items = read_list(body).ok()?.items.into_iter();
    let object = |item: Box<serde_json::value::RawValue>| Object {
        shown: shown(kind, item.get()),
        json: item.get().to_owned(),
    };
    Some(items.map(object).collect())
}

/// The one object that a successful answer shows.
pub fn single(operation: Operation, asked: Option<Subject>, body: &[u8]) -> Option<Shown> {
    let json = std::str::from_utf8(body).ok()?;
    match operation {
        Operation::GetPayoutConfirmation => Some(Shown {
            subject: asked?,
            status: PayoutConfirmation::read(json).ok()?.status().into_read(),
        }),
        Operation::GetLegalAgreements
        | Operation::AcceptLegalAgreements
        | Operation::SubmitMerchantOnboarding => None,
        _ if operation.is_list() => None,
        _ => shown(kind_of(operation)?, json),
    }
}

fn shown(kind: SubjectKind, json: &str) -> Option<Shown> {
    let (number, status) = match kind {
        SubjectKind::Merchant => {
            let merchant = Merchant::read(json).ok()?;
            (
                merchant.id.number(),
                Some(merchant.kyc_status.word().to_owned()),
            )
        }
        SubjectKind::ReceiverAccount => {
            let account = ReceiverAccount::read(json).ok()?;
            let status = account.status.into_read();
            let status = status.map(|status| status.word().to_owned());
            (account.id.number(), status)
        }
        SubjectKind::Transaction => {
            let transaction = Transaction::read(json).ok()?;
            let status = transaction.status.word().to_owned();
            (transaction.id.number(), Some(status))
        }
    };
    Some(Shown {
        subject: Subject { kind, number },
        status,
    })
}
