//! One file for each endpoint. The wire's own words stand here and in `wire`, and nowhere else.

pub mod accept_legal_agreements;
pub mod any_call;
pub mod approve_deposit;
pub mod approve_quote;
pub mod calculate_fx_rate;
pub mod cancel_transaction;
pub mod create_merchant;
pub mod create_receiver_account;
pub mod create_transaction;
pub mod get_legal_agreements;
pub mod get_merchant;
pub mod get_payout_confirmation;
pub mod get_receiver_account;
pub mod get_transaction;
pub mod list;
pub mod submit_merchant_onboarding;
pub mod update_merchant;
pub mod update_receiver_account;

use crate::{
    Answer, Fields, Unread,
    wire::{WireObject, required, same_object, transaction::Transaction},
};
use bytes::Bytes;
use domain::{PartnerNumber, TransactionId};

/// What a creation gives: the new object's number, and all that came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Created<Id> {
    /// Its number.
    pub id: Id,
    /// Every field that came.
    pub fields: Fields,
}

/// What an action on a transaction gives: the partner took it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The transaction, if the answer tells it. Read it anew in any case.
    pub transaction: Option<Transaction>,
    /// Every field that came.
    pub fields: Fields,
}

/// The answer's body as text.
fn text(answer: &Answer) -> Result<&str, Unread> {
    std::str::from_utf8(&answer.body)
        .map_err(|error| Unread::NoObject(format!("no UTF-8 at byte {}", error.valid_up_to())))
}

/// The answer's one object.
pub(crate) fn object<T: WireObject>(answer: &Answer) -> Result<T, Unread> {
    T::read(text(answer)?)
}

/// The object that was asked for by its number, and no other.
fn object_of<T: WireObject>(
    answer: &Answer,
    field: &'static str,
    asked: PartnerNumber,
) -> Result<T, Unread> {
    let object: T = object(answer)?;
    if let Some(found) = object.identity() {
        same_object(field, asked, found)?;
    }
    Ok(object)
}

/// What was created: its number stands under one of two names.
fn created<Id: From<PartnerNumber>>(
    answer: &Answer,
    names: [&'static str; 2],
) -> Result<Created<Id>, Unread> {
    let fields = Fields::parse(&answer.body)?;
    let [first, second] = names;
    let id = fields.id(first).or_else(|| fields.id(second));
    let id = required(id, first)?.into();
    Ok(Created { id, fields })
}

/// The fields of an answer that tells no other number than the one asked for.
fn updated(
    answer: &Answer,
    names: [&'static str; 2],
    asked: PartnerNumber,
) -> Result<Fields, Unread> {
    if answer.status == 204 {
        return Ok(Fields::new());
    }
    let fields = Fields::parse(&answer.body)?;
    let [first, second] = names;
    let id = fields.id(first).or_else(|| fields.id(second));
    if let Some(found) = id.into_read() {
        same_object(first, asked, found)?;
    }
    Ok(fields)
}

/// An action on a transaction was taken: any object that speaks of no other transaction, or 204.
fn taken(answer: &Answer, asked: TransactionId) -> Result<Taken, Unread> {
    let fields = updated(
        answer,
        ["businessRequestId", "transactionId"],
        asked.number(),
    )?;
    let transaction = object(answer).ok();
    Ok(Taken {
        transaction,
        fields,
    })
}

fn json(fields: &Fields) -> Option<Bytes> {
    Some(Bytes::from(fields.to_json()))
}
