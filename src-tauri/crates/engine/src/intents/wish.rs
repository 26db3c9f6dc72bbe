//! What a person can ask the partner to change, and the request that it makes.

use super::{IntentError, bound::Bound, upload::Upload};
use crate::{
    By,
    agreements::terms,
    api::{ApiRoom, Cause},
    approvals::{Order, Stop, change},
    flows::NewTransaction,
};
use bytes::Bytes;
use domain::{
    ActionId, MerchantId, ReceiverAccountId, Subject, SubjectKind, TransactionId, policy::Why,
    record::SUBJECT_APPROVALS,
};
use partner_api::{
    Answer, CallError, Endpoint, Fields, Operation, Unread,
    endpoints::{
        accept_legal_agreements::AcceptLegalAgreements,
        approve_deposit::ApproveDeposit,
        approve_quote::ApproveQuote,
        cancel_transaction::CancelTransaction,
        create_merchant::{CreateMerchant, NewMerchant},
        create_receiver_account::{CreateReceiverAccount, NewReceiverAccount},
        create_transaction::CreateTransaction,
        get_legal_agreements::GetLegalAgreements,
        get_merchant::GetMerchant,
        get_receiver_account::GetReceiverAccount,
        submit_merchant_onboarding::SubmitMerchantOnboarding,
        update_merchant::UpdateMerchant,
        update_receiver_account::UpdateReceiverAccount,
    },
};
use serde::{Deserialize, Serialize};

/// One field that shall change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Its name on the wire.
    pub name: String,
    /// The value that the person saw, as JSON; none if there was none.
    pub from: Option<String>,
    /// The value that it shall have, as JSON.
    pub to: String,
}

/// What a person asks for.
#[derive(Debug, Clone)]
pub enum Wish {
    /// A merchant, with further fields by their names on the wire.
    CreateMerchant(Box<NewMerchant>, Fields),
    /// A receiver account, with further fields by their names on the wire.
    CreateReceiverAccount(Box<NewReceiverAccount>, Fields),
    /// Changes of a merchant.
    UpdateMerchant(MerchantId, Vec<Change>),
    /// Changes of a receiver account.
    UpdateReceiverAccount(ReceiverAccountId, Vec<Change>),
    /// A merchant's onboarding.
    SubmitOnboarding(SubmitMerchantOnboarding),
    /// A merchant's acceptance of the agreements, with each of them as it was shown, in JSON.
    AcceptAgreements(AcceptLegalAgreements, Vec<String>),
    /// A payout, an end to end or a collection.
    CreateTransaction(Box<NewTransaction>),
    /// An approval or the end of a transaction, for the facts that were shown.
    OnTransaction(Box<Order>),
    /// A document of a merchant, from its local copy.
    UploadDocument(UploadDocument),
}

/// A document to upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadDocument {
    /// Whose it is.
    pub merchant: MerchantId,
    /// Under which the local copy is kept.
    pub sha256: String,
    /// The file's name.
    pub name: String,
    /// What the person says that it is for; may be empty.
    pub purpose: String,
}

/// The request of a wish, as it will be sent.
#[derive(Debug, Clone)]
pub enum Request {
    /// See the endpoint.
    CreateMerchant(CreateMerchant),
    /// See the endpoint.
    CreateReceiverAccount(CreateReceiverAccount),
    /// See the endpoint.
    UpdateMerchant(UpdateMerchant),
    /// See the endpoint.
    UpdateReceiverAccount(UpdateReceiverAccount),
    /// See the endpoint.
    SubmitOnboarding(SubmitMerchantOnboarding),
    /// See the endpoint.
    AcceptAgreements(AcceptLegalAgreements),
    /// See the endpoint.
    CreateTransaction(CreateTransaction),
    /// See the endpoint.
    ApproveQuote(ApproveQuote),
    /// See the endpoint.
    ApproveDeposit(ApproveDeposit),
    /// See the endpoint.
    CancelTransaction(CancelTransaction),
    /// It goes its own way: a file, streamed.
    UploadFile(Upload),
}

/// A request, and what the API showed of its object just before.
#[derive(Debug)]
pub struct Prepared {
    /// What will be sent.
    pub request: Request,
    /// The object before it, as JSON; none for one that shall be made.
    pub before: Option<String>,
    /// What the intent binds beside it.
    pub bound: Bound,
    /// Of an acceptance: the agreements as they were shown, as a JSON list.
    pub agreements: Option<String>,
}

const fn merchant(id: MerchantId) -> Subject {
    Subject {
        kind: SubjectKind::Merchant,
        number: id.number(),
    }
}

const fn account(id: ReceiverAccountId) -> Subject {
    Subject {
        kind: SubjectKind::ReceiverAccount,
        number: id.number(),
    }
}

const fn transaction(id: TransactionId) -> Subject {
    Subject {
        kind: SubjectKind::Transaction,
        number: id.number(),
    }
}

impl Wish {
    /// The operation that it calls.
    #[must_use]
    pub fn operation(&self) -> Operation {
        match self {
            Self::CreateMerchant(..) => Operation::CreateMerchant,
            Self::CreateReceiverAccount(..) => Operation::CreateReceiverAccount,
            Self::UpdateMerchant(..) => Operation::UpdateMerchant,
            Self::UpdateReceiverAccount(..) => Operation::UpdateReceiverAccount,
            Self::SubmitOnboarding(_) => Operation::SubmitMerchantOnboarding,
            Self::AcceptAgreements(..) => Operation::AcceptLegalAgreements,
            Self::UploadDocument(_) => Operation::UploadFile,
            Self::CreateTransaction(new) => new.request.operation(),
            Self::OnTransaction(order) => order.operation(),
        }
    }

    /// The object that it changes; none for one that it makes.
    #[must_use]
    pub const fn subject(&self) -> Option<Subject> {
        match self {
            Self::CreateMerchant(..)
            | Self::CreateReceiverAccount(..)
            | Self::CreateTransaction(_) => None,
            Self::UpdateMerchant(id, _) => Some(merchant(*id)),
            Self::UpdateReceiverAccount(id, _) => Some(account(*id)),
            Self::SubmitOnboarding(submit) => Some(merchant(submit.merchant)),
            Self::AcceptAgreements(accept, _) => Some(merchant(accept.merchant)),
            Self::UploadDocument(upload) => Some(merchant(upload.merchant)),
            Self::OnTransaction(order) => Some(transaction(order.id)),
        }
    }

    /// Why a second person has to want it first; empty if nobody has to.
    pub(super) async fn second_person(
        &self,
        room: &ApiRoom,
        by: &By,
    ) -> Result<Vec<Why>, IntentError> {
        let Self::UpdateReceiverAccount(id, changes) = self else {
            return Ok(Vec::new());
        };
        let Some(wanted) = change::Wanted::details(*id, changes) else {
            return Ok(Vec::new());
        };
        match change::allows(room, &wanted, None, by).await {
            Ok(_) => Ok(Vec::new()),
            Err(Stop::SecondPerson(why)) => Ok(why),
            Err(stop) => Err(stop.into()),
        }
    }

    /// The request, made from what the API shows now. It only reads. Without an action it is only
    /// looked at, and nobody is asked whether it may be sent.
    pub(super) async fn prepare(
        self,
        room: &ApiRoom,
        action: Option<&ActionId>,
        by: &By,
    ) -> Result<Prepared, IntentError> {
        let cause = Cause::person(by.to_name());
        let mut bound = Bound::default();
        let unread = |error: Unread| IntentError::NotMade(error.to_string());
        let mut agreements = None;
        let (request, before) = match self {
            Self::CreateMerchant(facts, further) => {
                let made = CreateMerchant::new(&facts, further).map_err(unread)?;
                (Request::CreateMerchant(made), None)
            }
            Self::CreateReceiverAccount(facts, further) => {
                let made = CreateReceiverAccount::new(&facts, further).map_err(unread)?;
                (Request::CreateReceiverAccount(made), None)
            }
            Self::UpdateMerchant(id, changes) => {
                let read = room.call(&GetMerchant { id }, cause).await?;
                let before = read.outcome.map_err(not_read)?.fields;
                let fields = changed(&before, &changes)?;
                let request = Request::UpdateMerchant(UpdateMerchant { id, fields });
                (request, Some(before.to_json()))
            }
            Self::UpdateReceiverAccount(id, changes) => {
                if let Some(wanted) = change::Wanted::details(id, &changes)
                    && action.is_some()
                {
                    let allowed = change::allows(room, &wanted, action, by).await;
                    bound.parts = allowed?;
                    bound.subjects.push(SUBJECT_APPROVALS);
                }
                let read = room.call(&GetReceiverAccount { id }, cause).await?;
                let before = read.outcome.map_err(not_read)?.fields;
                let fields = changed(&before, &changes)?;
                let request = UpdateReceiverAccount { id, fields };
                let request = Request::UpdateReceiverAccount(request);
                (request, Some(before.to_json()))
            }
            Self::SubmitOnboarding(submit) => {
                let id = submit.merchant;
                let read = room.call(&GetMerchant { id }, cause).await?;
                let before = read.outcome.map_err(not_read)?.fields.to_json();
                (Request::SubmitOnboarding(submit), Some(before))
            }
            Self::AcceptAgreements(accept, shown) => {
                let merchant = accept.merchant;
                let read = room.call(&GetLegalAgreements { merchant }, cause).await?;
                let now = read.outcome.map_err(not_read)?.agreements;
                agreements = Some(as_shown(&shown, &now)?);
                let before = json_list(&now);
                (Request::AcceptAgreements(accept), Some(before))
            }
            Self::CreateTransaction(new) => return new.prepare(room, cause).await,
            Self::OnTransaction(order) => return order.prepare(by).await,
            Self::UploadDocument(wanted) => {
                let upload = Upload::of_copy(room, wanted).await?;
                (Request::UploadFile(upload), None)
            }
        };
        Ok(Prepared {
            request,
            before,
            bound,
            agreements,
        })
    }
}

/// Objects as a JSON list, each as it came.
pub fn json_list(objects: &[Fields]) -> String {
    let objects: Vec<String> = objects.iter().map(Fields::to_json).collect();
    format!("[{}]", objects.join(","))
}

/// The agreements that a person saw, if they are the same now in all but their acceptance.
fn as_shown(shown: &[String], now: &[Fields]) -> Result<String, IntentError> {
    let parsed = shown.iter().map(|one| {
        let fields = Fields::parse(one.as_bytes());
        fields.map_err(|source| IntentError::Value {
            name: "agreements".to_owned(),
            source,
        })
    });
    let shown = parsed.collect::<Result<Vec<Fields>, IntentError>>()?;
    let terms = |all: &[Fields]| all.iter().map(terms).collect::<Vec<_>>();
    if terms(&shown) == terms(now) {
        Ok(json_list(&shown))
    } else {
        let what = "one of the legal agreements, or which there are,".to_owned();
        Err(IntentError::Changed(what))
    }
}

fn not_read(error: CallError) -> IntentError {
    IntentError::NotRead(error)
}

/// The fields as they were read, with the changes set in them.
fn changed(before: &Fields, changes: &[Change]) -> Result<Fields, IntentError> {
    let mut fields = before.clone();
    for change in changes {
        let now = before.raw(&change.name).into_read();
        // Null and nothing are the same to a person.
        if now != change.from.as_deref().filter(|json| *json != "null") {
            return Err(IntentError::Changed(change.name.clone()));
        }
        let set = fields.set_json(&change.name, &change.to);
        set.map_err(|source| IntentError::Value {
            name: change.name.clone(),
            source,
        })?;
    }
    if fields == *before {
        return Err(IntentError::NothingToChange);
    }
    Ok(fields)
}

/// Does the same with whichever endpoint a request is.
macro_rules! of_each {
    ($request:expr, $endpoint:ident => $do:expr) => {
        match $request {
            Request::CreateMerchant($endpoint) => $do,
            Request::CreateReceiverAccount($endpoint) => $do,
            Request::UpdateMerchant($endpoint) => $do,
            Request::UpdateReceiverAccount($endpoint) => $do,
            Request::SubmitOnboarding($endpoint) => $do,
            Request::AcceptAgreements($endpoint) => $do,
            Request::CreateTransaction($endpoint) => $do,
            Request::ApproveQuote($endpoint) => $do,
            Request::ApproveDeposit($endpoint) => $do,
            Request::CancelTransaction($endpoint) => $do,
            Request::UploadFile($endpoint) => $do,
        }
    };
}

impl Endpoint for Request {
    /// The object that was made; none where an object was changed.
    type Answer = Option<Subject>;

    fn operation(&self) -> Operation {
        of_each!(self, endpoint => endpoint.operation())
    }

    fn path_value(&self) -> Option<String> {
        of_each!(self, endpoint => endpoint.path_value())
    }

    fn query(&self) -> Vec<(String, String)> {
        of_each!(self, endpoint => endpoint.query())
    }

    fn body(&self) -> Option<Bytes> {
        of_each!(self, endpoint => endpoint.body())
    }

    fn read(&self, answer: &Answer) -> Result<Self::Answer, Unread> {
        match self {
            Self::CreateMerchant(create) => Ok(Some(merchant(create.read(answer)?.id))),
            Self::CreateReceiverAccount(create) => Ok(Some(account(create.read(answer)?.id))),
            Self::UpdateMerchant(update) => update.read(answer).map(|_| None),
            Self::UpdateReceiverAccount(update) => update.read(answer).map(|_| None),
            Self::SubmitOnboarding(submit) => submit.read(answer).map(|_| None),
            Self::AcceptAgreements(accept) => accept.read(answer).map(|_| None),
            Self::CreateTransaction(create) => Ok(Some(transaction(create.read(answer)?.id))),
            Self::ApproveQuote(approve) => approve.read(answer).map(|_| None),
            Self::ApproveDeposit(approve) => approve.read(answer).map(|_| None),
            Self::CancelTransaction(cancel) => cancel.read(answer).map(|_| None),
            Self::UploadFile(upload) => upload.read(answer).map(|_| None),
        }
    }
}
