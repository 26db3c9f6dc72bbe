//! A merchant as its page shows it, and the words that its form offers.

use super::{
    cards::opened,
    console::small,
    timeline_view::{subject, word},
};
use crate::{app::App, command_error};
use contract::{CommandError, MerchantStatus, MerchantView, MerchantWords, Nothing, OfSubject};
use domain::{KycStatus, Millis, Subject, SubjectKind, WaitsFor};
use engine::{Fact, SubjectFacts};
use partner_api::word_list::INDUSTRIES;

const STATUS: &str = "kycStatus";

/// Another kind of thing.
#[derive(Debug, thiserror::Error)]
#[error("{0} is no merchant")]
struct NoMerchant(Subject);

/// The merchant of a request.
pub fn merchant_of(text: &str) -> Result<Subject, CommandError> {
    let of = Subject::parse(text);
    let of = of.map_err(|error| command_error::invalid("subject", &error))?;
    if of.kind == SubjectKind::Merchant {
        Ok(of)
    } else {
        Err(command_error::invalid("subject", &NoMerchant(of)))
    }
}

/// A merchant, as the ledger has it.
pub async fn get_merchant(app: &App, request: OfSubject) -> Result<MerchantView, CommandError> {
    let of = merchant_of(&request.subject)?;
    let profile = opened(app, &request.profile).await?;
    let known = engine::subject_facts(&profile.reader, of).await;
    let known = known.map_err(|error| command_error::engine(&error))?;
    let status = fact(&known, STATUS);
    let since = match status {
        Some(status) => engine::status_since(&profile.reader, of, &status.now.value).await,
        None => Ok(None),
    };
    let since = since.map_err(|error| command_error::engine(&error))?;
    let read = status.map(|status| KycStatus::read(&status.now.value));
    Ok(MerchantView {
        subject: subject(of),
        legal_name: text(&known, "legalName"),
        trading_name: text(&known, "tradingName"),
        edit_is_off: read.as_ref().and_then(edit_is_off),
        status: status.map(|fact| standing(fact, since)),
    })
}

fn fact<'a>(known: &'a SubjectFacts, name: &str) -> Option<&'a Fact> {
    known.facts.iter().find(|fact| fact.name == name)
}

fn text(known: &SubjectFacts, name: &str) -> Option<String> {
    let fact = fact(known, name).filter(|fact| fact.now.is_text)?;
    Some(fact.now.value.clone()).filter(|text| !text.trim().is_empty())
}

fn standing(fact: &Fact, since: Option<Millis>) -> MerchantStatus {
    let status = KycStatus::read(&fact.now.value);
    MerchantStatus {
        word: status.label().to_owned(),
        meaning: status.meaning().to_owned(),
        next: status.next().map(str::to_owned),
        may_submit: status.may_submit(),
        may_transact: status.may_transact(),
        waits_for_cedar: status.waits_for() == WaitsFor::Cedar,
        mark: fact.mark.into(),
        said: word(fact.mark).to_owned(),
        at: fact.now.at.to_rfc3339(),
        sequence: small(fact.now.sequence),
        since: since.unwrap_or(fact.now.at).to_rfc3339(),
        status: fact.now.value.clone(),
    }
}

/// Why the data can't be changed; none if they can.
fn edit_is_off(status: &KycStatus) -> Option<String> {
    let why = match status {
        _ if status.may_edit() => return None,
        KycStatus::Unrecognised(word) => format!(
            "This version does not know the status {word}, so it does not change the merchant."
        ),
        _ => format!(
            "{}: compliance looks at the data, and Cedar locks them until it answers.",
            status.label()
        ),
    };
    Some(why)
}

/// Words that the partner is known to accept of a merchant.
#[expect(
    clippy::unused_async,
    reason = "a row of the command table is asynchronous"
)]
pub async fn merchant_words(_app: &App, _request: Nothing) -> Result<MerchantWords, CommandError> {
    Ok(MerchantWords {
        industries: INDUSTRIES.map(str::to_owned).to_vec(),
    })
}
