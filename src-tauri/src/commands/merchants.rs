//! A merchant as its page shows it, and the words that its form offers.

use super::{
    cards::opened,
    catalog_view,
    console::small,
    timeline_view::{subject, word},
};
use crate::{app::App, command_error, duplicates::Found, open_profile::OpenProfile};
use catalog::{Object, SinceBy, Sort, Standing};
use contract::{
    CommandError, DuplicateView, DuplicatesView, FindDuplicates, MerchantStatus, MerchantView,
    MerchantWords, Nothing, OfSubject,
};
use details::duplicates::Traits;
use domain::{KycStatus, Subject, SubjectKind, WaitsFor};
use engine::{EngineError, Fact, SubjectFacts};
use partner_api::word_list::INDUSTRIES;

const STATUS: &str = "kycStatus";
/// The most possible duplicates that are told.
const DUPLICATES_MAX: usize = 20;

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
    let read = status.map(|status| KycStatus::read(&status.now.value));
    let listed = listed(&profile, of).await;
    Ok(MerchantView {
        subject: subject(of),
        legal_name: text(&known, "legalName"),
        trading_name: text(&known, "tradingName"),
        edit_is_off: read.as_ref().and_then(edit_is_off),
        status: status.map(|fact| standing(fact, listed.as_ref())),
    })
}

/// An object as the catalog has it; none if it has none, or can't be asked.
pub(super) async fn listed(profile: &OpenProfile, of: Subject) -> Option<Object> {
    let catalog = profile.catalog.get().ok()?;
    let found = catalog.named(of.kind, &[of.number]).await;
    let found = found.inspect_err(|error| tracing::warn!(%error, "the catalog can't be asked"));
    found.ok()?.pop()
}

/// Known merchants that may be the same as one that is to be made.
pub async fn find_duplicates(
    app: &App,
    request: FindDuplicates,
) -> Result<DuplicatesView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let catalog = profile.catalog.get().map_err(command_error::engine)?;
    let failed = |error| command_error::engine(&EngineError::Catalog(error));
    let FindDuplicates {
        legal_name,
        country,
        local_reg_number,
        ..
    } = request;
    let new = Traits::new(&legal_name, &country, &local_reg_number);
    let found = profile.lookalikes.find(catalog, &*app.clock, &new).await;
    let Found {
        mut possible,
        looked_through,
    } = found.map_err(failed)?;
    let more = possible.len() > DUPLICATES_MAX;
    possible.truncate(DUPLICATES_MAX);
    let numbers: Vec<_> = possible.iter().map(|one| one.merchant.number()).collect();
    let named = catalog.named(SubjectKind::Merchant, &numbers).await;
    let mut named = named.map_err(failed)?;
    let mut told = Vec::with_capacity(possible.len());
    for one in possible {
        let number = one.merchant.number();
        let place = named.iter().position(|object| object.number == number);
        let row =
            place.and_then(|place| catalog_view::merchant(named.swap_remove(place), Sort::Name));
        told.extend(row.map(|row| DuplicateView {
            subject: subject(Subject {
                kind: SubjectKind::Merchant,
                number,
            }),
            legal_name: row.legal_name,
            country: row.country,
            local_reg_number: row.local_reg_number,
            status: row.standing.status_word,
            because: one.because.iter().map(ToString::to_string).collect(),
        }));
    }
    let filled = catalog.state().borrow().filled.clone();
    Ok(DuplicatesView {
        possible: told,
        more,
        looked_through: u32::try_from(looked_through).unwrap_or(u32::MAX),
        filled_at: filled.map(|filled| filled.ended.to_rfc3339()),
    })
}

pub(super) fn fact<'a>(known: &'a SubjectFacts, name: &str) -> Option<&'a Fact> {
    known.facts.iter().find(|fact| fact.name == name)
}

fn text(known: &SubjectFacts, name: &str) -> Option<String> {
    let fact = fact(known, name).filter(|fact| fact.now.is_text)?;
    Some(fact.now.value.clone()).filter(|text| !text.trim().is_empty())
}

fn standing(fact: &Fact, listed: Option<&Object>) -> MerchantStatus {
    let status = KycStatus::read(&fact.now.value);
    // The catalog may be behind: then it speaks of another status.
    let is_same = |one: &&Standing| one.status.as_deref() == Some(fact.now.value.as_str());
    let since = listed.map(|object| &object.standing).filter(is_same);
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
        since: since.map_or(fact.now.at, |one| one.since).to_rfc3339(),
        since_is_exact: since.is_some_and(|one| one.since_by == SinceBy::Delivery),
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
