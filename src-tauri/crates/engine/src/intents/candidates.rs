//! Which listed objects may be the one that a creation with an unknown outcome made.

use super::entries::Intent;
use crate::{
    EngineError,
    api::{ApiError, ApiRoom, Cause, ObservedCall},
    flows,
};
use domain::{MerchantId, Millis, Subject, SubjectKind};
use ledger::{From, PageQuery, Reader};
use partner_api::{
    Fields, Operation,
    endpoints::list::{List, list_merchants, list_receiver_accounts, list_transactions},
    pages::ListEnd,
    wire::{
        WireObject, merchant::Merchant, receiver_account::ReceiverAccount, transaction::Transaction,
    },
};

/// How many objects a page of a list is asked for.
const PAGE: u32 = 200;
/// The most candidates that are offered.
const CANDIDATES_MAX: usize = 20;
/// What tells one merchant from another, and one receiver account from another of its owner.
const MERCHANT_NAMES: &[&str] = &["localRegNumber", "legalName"];
const ACCOUNT_NAMES: &[&str] = &["accountNumber", "iban", "walletAddress"];

/// A field in which a candidate is not what was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differs {
    /// Its name on the wire.
    pub name: String,
    /// What was sent, as JSON.
    pub sent: String,
    /// What the candidate has, as JSON; none if it has none.
    pub found: Option<String>,
}

/// An object that may be the one that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Which.
    pub subject: Subject,
    /// Its name: a legal name, a name on an account; of a transaction what the receiver gets. None
    /// if it tells none.
    pub name: Option<String>,
    /// When it was made, of a transaction: what else tells two of one amount apart.
    pub made: Option<Millis>,
    /// Its status word.
    pub status: Option<String>,
    /// Where it is not what was sent.
    pub differs: Vec<Differs>,
    /// The entry of the list that shows it.
    pub observation: u64,
}

/// What a list showed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listed {
    /// The candidates, those with the fewest differences first.
    pub candidates: Vec<Candidate>,
    /// Whether all of the list was read and understood.
    pub is_whole: bool,
    /// The entry of its last page.
    pub observation: Option<u64>,
}

/// Blanks and case are no difference: the partner may tidy what it is sent.
fn normal(text: &str) -> String {
    let letters = text.chars().filter(|letter| !letter.is_whitespace());
    letters.flat_map(char::to_lowercase).collect()
}

/// What tells the object of a creation from others, by what was sent; empty if nothing does.
pub fn identity(operation: Operation, sent: &Fields) -> Vec<(&'static str, String)> {
    let names = match operation {
        Operation::CreatePayout | Operation::CreateEndToEnd | Operation::CreateCollection => {
            return flows::identity(sent).into_iter().collect();
        }
        Operation::CreateMerchant => MERCHANT_NAMES,
        Operation::CreateReceiverAccount => ACCOUNT_NAMES,
        _ => &[],
    };
    let named = names.iter().filter_map(|name| {
        let text = sent.text(name).into_read()?;
        let text = normal(&text);
        (!text.is_empty()).then_some((*name, text))
    });
    named.collect()
}

fn may_be(operation: Operation, sent: &Fields, found: &Fields) -> bool {
    let own = identity(operation, sent);
    let other = identity(operation, found);
    own.iter().any(|one| other.contains(one))
}

pub(super) fn differs(sent: &Fields, found: &Fields) -> Vec<Differs> {
    let members = sent.members();
    let others = members.filter_map(|(name, value)| {
        let found = found.raw(name).into_read().map(str::to_owned);
        (found.as_deref() != Some(value)).then(|| Differs {
            name: name.to_owned(),
            sent: value.to_owned(),
            found,
        })
    });
    others.collect()
}

/// Lists the objects of a creation's kind, and finds those that it may have made.
///
/// # Errors
/// [`ApiError`] if nothing could be called or written down.
pub async fn list(room: &ApiRoom, intent: &Intent, sent: &Fields) -> Result<Listed, ApiError> {
    let search = Search { room, intent, sent };
    let mut listed = match intent.operation() {
        Some(Operation::CreateMerchant) => {
            let name = |one: &Merchant| one.fields.text("legalName").into_read();
            let status = |one: &Merchant| Some(one.kyc_status.word().to_owned());
            let kind = SubjectKind::Merchant;
            search.run(list_merchants(), kind, name, status).await?
        }
        Some(Operation::CreateReceiverAccount) => {
            let owner: Option<MerchantId> = sent.id("businessId").into_read().map(Into::into);
            let name = |one: &ReceiverAccount| one.fields.text("nameOnAccount").into_read();
            let status = |one: &ReceiverAccount| one.fields.text("status").into_read();
            let kind = SubjectKind::ReceiverAccount;
            let list = list_receiver_accounts(owner);
            search.run(list, kind, name, status).await?
        }
        Some(
            operation @ (Operation::CreatePayout
            | Operation::CreateEndToEnd
            | Operation::CreateCollection),
        ) => match operation.kind() {
            Some(of) => {
                let status = |one: &Transaction| Some(one.status.word().to_owned());
                let list = list_transactions(of);
                let kind = SubjectKind::Transaction;
                search.run(list, kind, receives, status).await?
            }
            None => Listed::default(),
        },
        _ => Listed::default(),
    };
    listed.candidates.sort_by_key(|one| one.differs.len());
    listed.candidates.truncate(CANDIDATES_MAX);
    Ok(listed)
}

struct Search<'a> {
    room: &'a ApiRoom,
    intent: &'a Intent,
    sent: &'a Fields,
}

impl Search<'_> {
    async fn run<T: WireObject>(
        &self,
        list: List<T>,
        kind: SubjectKind,
        name: impl Fn(&T) -> Option<String>,
        status: impl Fn(&T) -> Option<String>,
    ) -> Result<Listed, ApiError> {
        let room = self.room;
        let partner = room.partner()?;
        let _turn = room.turns().take();
        let origin = partner.base().origin();
        let cause = Cause::outcome();
        let Some(operation) = self.intent.operation() else {
            return Ok(Listed::default());
        };
        let mut listed = Listed::default();
        let mut has_unread = false;
        let mut pages = partner.pages(list, PAGE);
        while let Some(page) = pages.next().await {
            let (exchange, error) = match &page {
                Ok(page) => (&page.exchange, None),
                Err(error) => (&*error.exchange, Some(error)),
            };
            let call = ObservedCall {
                exchange,
                error,
                asked: None,
                origin: origin.as_str(),
                cause: &cause,
            };
            let (observation, _) = room.keep(&call).await?;
            listed.observation = Some(observation);
            let Ok(page) = page else { break };
            has_unread |= !page.unread.is_empty();
            for object in page.items {
                let Some(number) = object.identity() else {
                    continue;
                };
                let subject = Subject { kind, number };
                if !may_be(operation, self.sent, object.fields())
                    || was_known(&room.reader(), subject, self.intent.sequence).await?
                {
                    continue;
                }
                listed.candidates.push(Candidate {
                    subject,
                    name: name(&object),
                    made: made(kind, object.fields()),
                    status: status(&object),
                    differs: differs(self.sent, object.fields()),
                    observation,
                });
            }
        }
        let end = pages.end();
        let came_to_its_end = matches!(
            end,
            Some(ListEnd::Short | ListEnd::Empty | ListEnd::Repeated)
        );
        listed.is_whole = came_to_its_end && !has_unread;
        Ok(listed)
    }
}

/// What the receiver gets, as it came.
fn receives(one: &Transaction) -> Option<String> {
    let amount = one.to_amount().into_read()?;
    let currency = one.to_currency().into_read();
    Some(currency.map_or_else(
        || amount.to_string(),
        |currency| format!("{amount} {currency}"),
    ))
}

fn made(kind: SubjectKind, found: &Fields) -> Option<Millis> {
    let time = found.time("creationTime").into_read();
    time.filter(|_| kind == SubjectKind::Transaction)?.reading()
}

/// Whether the ledger knew an object before the intent, so that it can't be the one it made.
async fn was_known(reader: &Reader, subject: Subject, intent: u64) -> Result<bool, EngineError> {
    let page = reader
        .page(&PageQuery {
            subject: Some(subject.to_string()),
            kinds: Vec::new(),
            from: From::After(0),
            limit: 1,
        })
        .await?;
    let first = page.entries.first();
    Ok(first.is_some_and(|entry| entry.sequence < intent))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(json: &str) -> Fields {
        Fields::parse(json.as_bytes()).unwrap()
    }

    #[test]
    fn a_candidate_shares_what_tells_it_from_others_whatever_its_blanks_and_case() {
        let sent = fields(r#"{"legalName":"Adaeze Ltd","localRegNumber":"RC 1","city":"Lagos"}"#);
        let of = |found: &str| may_be(Operation::CreateMerchant, &sent, &fields(found));
        assert!(of(r#"{"legalName":" ADAEZE  ltd"}"#));
        assert!(of(r#"{"legalName":"Other","localRegNumber":"rc1"}"#));
        assert!(!of(r#"{"legalName":"Adaeze","city":"Lagos"}"#));
        let blank = fields(r#"{"legalName":" "}"#);
        assert!(!may_be(Operation::CreateMerchant, &blank, &blank));
        let found = fields(r#"{"legalName":"Adaeze Ltd","city":"Abuja"}"#);
        let names: Vec<String> = differs(&sent, &found)
            .into_iter()
            .map(|one| one.name)
            .collect();
        assert_eq!(names, ["localRegNumber", "city"]);
    }
}
