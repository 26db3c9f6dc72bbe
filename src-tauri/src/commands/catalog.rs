//! Lists of merchants and receiver accounts, the KYC board, and how the index behind all lists is.

use super::{
    cards::opened,
    catalog_view::{account, account_meaning, counts, hit, kyc_meaning, merchant, state_meaning},
    console::small,
};
use crate::{app::App, command_error, open_profile::OpenProfile};
use catalog::{Ask, Catalog, CatalogError, Filled, Listed, Object, Sort};
use contract::{
    AccountsPage, CatalogAge, CatalogDoing, CatalogSort, CommandError, FillingView, Hit,
    KycBoardView, KycColumn, ListAccounts, ListMerchants, ListedObject, MerchantsPage, Nothing,
    OfProfile, OfSubject, StatusMeanings,
};
use domain::{AccountStatus, KycStatus, PartnerNumber, Subject, SubjectKind, TransactionState};
use engine::{
    EngineError,
    catalog::{Fill, FillEnd, Filling},
};
use partner_api::Operation;
use std::{collections::HashMap, sync::Arc};

/// The most merchants of one column of the board.
const COLUMN_MAX: u16 = 50;

pub(super) fn failed(error: CatalogError) -> CommandError {
    command_error::engine(&EngineError::Catalog(error))
}

pub(super) fn catalog(profile: &OpenProfile) -> Result<&Catalog, CommandError> {
    profile.catalog.get().map_err(command_error::engine)
}

fn fill(profile: &OpenProfile) -> Result<&Arc<Fill>, CommandError> {
    catalog(profile)?;
    let fill = profile.catalog.fill();
    fill.ok_or_else(|| command_error::read_only("calls of the API"))
}

const fn sort(sort: CatalogSort) -> Sort {
    match sort {
        CatalogSort::Name => Sort::Name,
        CatalogSort::StatusSince => Sort::StatusSince,
        CatalogSort::Created => Sort::Created,
    }
}

async fn page(
    catalog: &Catalog,
    ask: &Ask,
) -> Result<(Listed, Vec<contract::StatusCount>), CommandError> {
    let listed = catalog.list(ask).await.map_err(failed)?;
    let counted = catalog.counts(ask.kind).await.map_err(failed)?;
    Ok((listed, counts(ask.kind, counted)))
}

/// A page of the merchants that fit.
pub async fn list_merchants(
    app: &App,
    request: ListMerchants,
) -> Result<MerchantsPage, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let ask = Ask {
        kind: SubjectKind::Merchant,
        search: request.search,
        statuses: request.statuses,
        owner: None,
        currency: None,
        sort: sort(request.sort),
        descending: request.descending,
        after: request.after,
        limit: request.limit,
    };
    let (listed, counts) = page(catalog(&profile)?, &ask).await?;
    Ok(MerchantsPage {
        rows: listed
            .rows
            .into_iter()
            .filter_map(|row| merchant(row, ask.sort))
            .collect(),
        next: listed.next,
        counts,
        age: age(&profile).await?,
    })
}

/// A page of the receiver accounts that fit.
pub async fn list_accounts(app: &App, request: ListAccounts) -> Result<AccountsPage, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let owner = request.owner.as_deref().map(PartnerNumber::parse);
    let owner = owner.transpose();
    let ask = Ask {
        kind: SubjectKind::ReceiverAccount,
        search: request.search,
        statuses: request.statuses,
        owner: owner.map_err(|error| command_error::invalid("owner", &error))?,
        currency: request.currency,
        sort: sort(request.sort),
        descending: request.descending,
        after: request.after,
        limit: request.limit,
    };
    let catalog = catalog(&profile)?;
    let (listed, counts) = page(catalog, &ask).await?;
    let owners = owners(catalog, &listed.rows).await?;
    let rows = listed.rows.into_iter();
    Ok(AccountsPage {
        rows: rows
            .filter_map(|row| account(row, ask.sort, &owners))
            .collect(),
        next: listed.next,
        counts,
        currencies: catalog
            .currencies(SubjectKind::ReceiverAccount)
            .await
            .map_err(failed)?,
        age: age(&profile).await?,
    })
}

/// One merchant or receiver account as the catalog knows it.
pub async fn get_listed(app: &App, request: OfSubject) -> Result<ListedObject, CommandError> {
    let subject = Subject::parse(&request.subject);
    let subject = subject.map_err(|error| command_error::invalid("subject", &error))?;
    let profile = opened(app, &request.profile).await?;
    let catalog = catalog(&profile)?;
    let found = catalog.named(subject.kind, &[subject.number]).await;
    let mut found = found.map_err(failed)?;
    let owners = owners(catalog, &found).await?;
    let Some(object) = found.pop() else {
        return Ok(ListedObject {
            merchant: None,
            account: None,
            meaning: None,
        });
    };
    let status = object.standing.status.clone().unwrap_or_default();
    let is_merchant = subject.kind == SubjectKind::Merchant;
    Ok(ListedObject {
        meaning: Some(if is_merchant {
            kyc_meaning(&status)
        } else {
            account_meaning(&status)
        }),
        merchant: merchant(object.clone(), Sort::Name),
        account: account(object, Sort::Name, &owners),
    })
}

/// The names of the merchants that own these accounts.
pub(super) async fn owners(
    catalog: &Catalog,
    rows: &[Object],
) -> Result<HashMap<PartnerNumber, String>, CommandError> {
    let mut numbers: Vec<PartnerNumber> = rows.iter().filter_map(Object::owner).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let merchants = catalog.named(SubjectKind::Merchant, &numbers).await;
    let merchants = merchants.map_err(failed)?.into_iter();
    Ok(merchants
        .filter_map(|one| Some((one.number, one.name()?.to_owned())))
        .collect())
}

/// The most merchants, and the most accounts, that one search gives.
const HITS_MAX: u16 = 5;

/// Merchants and accounts that a typed text finds by name. Where there is no catalog, there are
/// none.
pub async fn hits(profile: &OpenProfile, text: &str) -> Vec<Hit> {
    let Ok(catalog) = profile.catalog.get() else {
        return Vec::new();
    };
    match catalog.find(text, HITS_MAX).await {
        Ok(found) => found.iter().map(hit).collect(),
        Err(error) => {
            let error = engine::chain(&error);
            tracing::warn!(error, "merchants could not be searched by name");
            Vec::new()
        }
    }
}

/// Merchants by status.
pub async fn kyc_board(app: &App, request: OfProfile) -> Result<KycBoardView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let board = catalog(&profile)?
        .board(SubjectKind::Merchant, COLUMN_MAX)
        .await
        .map_err(failed)?;
    let mut columns: Vec<KycColumn> = KycStatus::ORDER
        .iter()
        .map(|status| KycColumn {
            status: kyc_meaning(status.word()),
            count: 0,
            oldest: Vec::new(),
        })
        .collect();
    for found in board.columns {
        let column = KycColumn {
            status: kyc_meaning(&found.status),
            count: small(found.count),
            oldest: found
                .oldest
                .into_iter()
                .filter_map(|one| merchant(one, Sort::StatusSince))
                .collect(),
        };
        let known = columns
            .iter_mut()
            .find(|known| known.status.status == found.status);
        match known {
            Some(known) => *known = column,
            None => columns.push(column),
        }
    }
    let age = age(&profile).await?;
    Ok(KycBoardView { columns, age })
}

/// How old the index is, and what it does.
pub async fn catalog_age(app: &App, request: OfProfile) -> Result<CatalogAge, CommandError> {
    age(&*opened(app, &request.profile).await?).await
}

/// What each known status means.
pub async fn status_meanings(
    _app: &App,
    _request: Nothing,
) -> Result<StatusMeanings, CommandError> {
    Ok(StatusMeanings {
        merchants: KycStatus::ORDER
            .iter()
            .map(|status| kyc_meaning(status.word()))
            .collect(),
        accounts: AccountStatus::ORDER
            .iter()
            .map(|status| account_meaning(status.word()))
            .collect(),
        transactions: TransactionState::ORDER
            .iter()
            .map(|state| state_meaning(*state))
            .collect(),
    })
}

/// Begins to list all merchants and accounts from the API.
pub async fn refresh_catalog(app: &App, request: OfProfile) -> Result<CatalogAge, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let started = fill(&profile)?.start(app.operator());
    started.map_err(|error| command_error::api(&error.into()))?;
    app.notices.stale(&["catalog_age"]);
    age(&profile).await
}

/// Stops that.
pub async fn cancel_refresh(app: &App, request: OfProfile) -> Result<CatalogAge, CommandError> {
    let profile = opened(app, &request.profile).await?;
    fill(&profile)?.cancel();
    app.notices.stale(&["catalog_age"]);
    age(&profile).await
}

pub(super) async fn age(profile: &OpenProfile) -> Result<CatalogAge, CommandError> {
    let catalog = catalog(profile)?;
    let state = catalog.state().borrow().clone();
    let total = async |kind| {
        let counted = catalog.counts(kind).await.map_err(failed)?;
        Ok::<u64, CommandError>(counted.iter().map(|(_, count)| count).sum())
    };
    let merchants = small(total(SubjectKind::Merchant).await?);
    let accounts = small(total(SubjectKind::ReceiverAccount).await?);
    let transactions = small(total(SubjectKind::Transaction).await?);
    let fill = profile.catalog.fill().map(|fill| fill.state());
    let fill = fill.map(|fill| fill.borrow().clone()).unwrap_or_default();
    let follow = profile.catalog.follow();
    let behind = profile.entries().await.saturating_sub(state.followed);
    let failed = match fill.last {
        Some((_, FillEnd::Failed(why))) if fill.now.is_none() => Some(why),
        _ => None,
    };
    let doing = match (&follow.failing, &fill.now) {
        (Some(_), _) => CatalogDoing::Failing,
        (None, Some(_)) => CatalogDoing::Filling,
        (None, None) if behind > 0 => CatalogDoing::Following,
        (None, None) => CatalogDoing::Idle,
    };
    Ok(CatalogAge {
        detail: detail(state.filled.as_ref(), fill.now.as_ref(), &follow.failing),
        filled_at: state.filled.map(|filled| filled.ended.to_rfc3339()),
        doing,
        filling: fill.now.as_ref().map(filling),
        behind: small(behind),
        merchants,
        accounts,
        transactions,
        failed,
        can_refresh: profile.api().is_some_and(|room| room.ready().is_ok()),
    })
}

fn filling(now: &Filling) -> FillingView {
    FillingView {
        started: now.started.to_rfc3339(),
        merchants: small(now.merchants),
        accounts: small(now.accounts),
        transactions: small(now.transactions),
        total: now.total.map(small),
        listing: match now.operation {
            Operation::ListMerchants => contract::SubjectKind::Merchant,
            Operation::ListReceiverAccounts => contract::SubjectKind::ReceiverAccount,
            _ => contract::SubjectKind::Transaction,
        },
        is_asked: now.is_asked,
    }
}

fn detail(filled: Option<&Filled>, now: Option<&Filling>, failing: &Option<String>) -> String {
    let mut age = match filled {
        Some(_) => "It holds what the API listed then, and what deliveries and reads told since.",
        None => {
            "It was not filled yet: it holds only what deliveries and single reads told, so that \
             objects may be missing."
        }
    }
    .to_owned();
    for id in filled.iter().flat_map(|filled| &filled.refused) {
        let label = Operation::from_id(id).map_or(id.as_str(), |one| one.label());
        age.push_str(&format!(" {label}: Cedar refused, so some may be missing."));
    }
    match (failing, now) {
        (Some(why), _) => format!("{age} It can't be written now: {why}. It is tried again."),
        (None, Some(_)) => format!("{age} All are being listed from the API now."),
        (None, None) => age,
    }
}
