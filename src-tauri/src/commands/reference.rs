//! The partner's lists of countries and currencies, as they were last read.

use super::{api::room, cards::opened, console::small};
use crate::{app::App, command_error, open_profile::OpenProfile};
use contract::{
    CommandError, ListSource, OfProfile, ReferenceEntryView, ReferenceList, ReferenceListView,
    RefreshList,
};
use details::{country, network::Network};
use domain::Currency;
use engine::{
    ApiFile,
    api::{Cause, KnownList, ListEntry, known_list},
};
use partner_api::{
    Operation,
    endpoints::list::{list_countries as countries, list_currencies as currencies},
};

/// The symbols that are documented (the crypto one) or were observed.
const KNOWN_CURRENCIES: [(&str, &str); 5] = [
    ("NGN", "Nigerian naira"),
    ("USD", "US dollar"),
    ("GBP", "Pound sterling"),
    ("EUR", "Euro"),
    ("USDC (ERC-20)", "USD Coin on Ethereum"),
];

/// The countries.
pub async fn list_countries(
    app: &App,
    request: OfProfile,
) -> Result<ReferenceListView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    view(&profile, ReferenceList::Countries, None).await
}

/// The currencies.
pub async fn list_currencies(
    app: &App,
    request: OfProfile,
) -> Result<ReferenceListView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    view(&profile, ReferenceList::Currencies, None).await
}

/// Reads one of them from the API.
pub async fn refresh_list(
    app: &App,
    request: RefreshList,
) -> Result<ReferenceListView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let list = match request.list {
        ReferenceList::Countries => countries(),
        ReferenceList::Currencies => currencies(),
    };
    let cause = Cause::person(app.operator());
    let read = room(&profile)?.call(&list, cause).await;
    let read = read.map_err(|error| command_error::api(&error))?;
    app.notices.stale(&super::AFTER_A_CALL);
    let failed = match read.outcome {
        Ok(page) if page.items.is_empty() => {
            Some("The last read gave an empty list, which is not used.".to_owned())
        }
        Ok(_) => None,
        Err(error) => {
            let why = engine::api::detail(&error.exchange, Some(&error));
            Some(format!("The last read did not work: {why}"))
        }
    };
    view(&profile, request.list, failed).await
}

/// A list as it was last read from the API; none if it never was.
pub(super) async fn read_list(
    profile: &OpenProfile,
    operation: Operation,
) -> Result<Option<KnownList>, CommandError> {
    let failure = |error| command_error::engine(&error);
    let file = match profile.api() {
        Some(room) => room.file(),
        None => ApiFile::read(&profile.folder).map_err(failure)?,
    };
    let known = known_list(&profile.reader, &file, operation).await;
    known.map_err(failure)
}

async fn view(
    profile: &OpenProfile,
    list: ReferenceList,
    failed: Option<String>,
) -> Result<ReferenceListView, CommandError> {
    let operation = match list {
        ReferenceList::Countries => Operation::ListCountries,
        ReferenceList::Currencies => Operation::ListCurrencies,
    };
    let known = read_list(profile, operation).await?;
    let (source, said) = match (&known, list) {
        (Some(_), _) => (ListSource::Api, "Cedar's own list."),
        (None, ReferenceList::Countries) => (
            ListSource::Iso,
            "Cedar's list was never read: these are all countries of ISO 3166, and Cedar may not \
             take each of them.",
        ),
        (None, ReferenceList::Currencies) => (
            ListSource::Known,
            "Cedar's list was never read: these are the few symbols that are known, and there may \
             be others.",
        ),
    };
    let read = known.as_ref().map(|known| (known.sequence, known.at));
    let entries = match (known, list) {
        (Some(known), _) => known
            .entries
            .into_iter()
            .map(|one| told(one, list))
            .collect(),
        (None, ReferenceList::Countries) => country::all().map(own).collect(),
        (None, ReferenceList::Currencies) => KNOWN_CURRENCIES.into_iter().map(own).collect(),
    };
    Ok(ReferenceListView {
        source,
        entries,
        read_at: read.map(|(_, at)| at.to_rfc3339()),
        sequence: read.map(|(sequence, _)| small(sequence)),
        detail: failed.map_or_else(|| said.to_owned(), |failed| format!("{said} {failed}")),
        can_read: profile.api().is_some_and(|room| room.ready().is_ok()),
    })
}

fn told(entry: ListEntry, list: ReferenceList) -> ReferenceEntryView {
    let iso = || {
        let name = country::name(entry.code.as_deref()?)?;
        (list == ReferenceList::Countries).then(|| name.to_owned())
    };
    ReferenceEntryView {
        name: entry.name.clone().or_else(iso),
        network: network(entry.code.as_deref()),
        code: entry.code,
        json: entry.json,
    }
}

fn own((code, name): (impl Into<String>, &str)) -> ReferenceEntryView {
    let code = code.into();
    ReferenceEntryView {
        network: network(Some(&code)),
        code: Some(code),
        name: Some(name.to_owned()),
        json: String::new(),
    }
}

/// The network that a currency's symbol says; of one that is not known, as it stands there.
fn network(symbol: Option<&str>) -> Option<String> {
    let currency = Currency::parse(symbol?).ok()?;
    let known = Network::of(&currency).map(Network::label);
    known.or_else(|| currency.network()).map(str::to_owned)
}
