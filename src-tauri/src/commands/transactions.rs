//! Transactions: pages of their list, the page of one, its payout confirmation.

use super::{
    AFTER_A_CALL,
    actions::read,
    api::room,
    cards::opened,
    catalog::{age, catalog, failed},
    catalog_view::counts,
    merchants::listed,
    transactions_view::{self, Names, Page},
};
use crate::{app::App, command_error, decisions::doer, open_profile::OpenProfile};
use catalog::{AskTransactions, Catalog, Object, TransactionSort};
use contract::{
    CommandError, KeptConfirmation, ListTransactions, OfSubject, TransactionView, TransactionsPage,
};
use domain::{Millis, PartnerNumber, Subject, SubjectKind};
use engine::{EngineError, api::Cause};

/// Another kind of thing.
#[derive(Debug, thiserror::Error)]
#[error("{0} is no transaction")]
struct NoTransaction(Subject);

fn transaction_of(text: &str) -> Result<Subject, CommandError> {
    let of = read("subject", Subject::parse(text))?;
    if of.kind == SubjectKind::Transaction {
        Ok(of)
    } else {
        Err(command_error::invalid("subject", &NoTransaction(of)))
    }
}

const fn sort(sort: contract::TransactionSort) -> TransactionSort {
    match sort {
        contract::TransactionSort::Number => TransactionSort::Number,
        contract::TransactionSort::Created => TransactionSort::Created,
        contract::TransactionSort::Changed => TransactionSort::Changed,
        contract::TransactionSort::StatusSince => TransactionSort::StatusSince,
    }
}

/// A page of the transactions that fit.
pub async fn list_transactions(
    app: &App,
    request: ListTransactions,
) -> Result<TransactionsPage, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let number = |field, text: Option<String>| {
        let number = text.as_deref().map(PartnerNumber::parse).transpose();
        read(field, number)
    };
    let time = |field, text: Option<String>| {
        let time = text.as_deref().map(Millis::from_rfc3339).transpose();
        read(field, time)
    };
    let ask = AskTransactions {
        search: request.search,
        kinds: request.kinds.into_iter().map(Into::into).collect(),
        statuses: request.statuses,
        merchant: number("merchant", request.merchant)?,
        account: number("account", request.account)?,
        currency: request.currency,
        from: time("from", request.from)?,
        until: time("until", request.until)?,
        sort: sort(request.sort),
        descending: request.descending,
        after: request.after,
        limit: request.limit,
    };
    let catalog = catalog(&profile)?;
    let kind = SubjectKind::Transaction;
    let listed = catalog.transactions(&ask).await.map_err(failed)?;
    let names = names(catalog, &listed.rows).await?;
    let row = |object| transactions_view::row(object, ask.sort, &names);
    Ok(TransactionsPage {
        rows: listed.rows.into_iter().filter_map(row).collect(),
        next: listed.next,
        counts: counts(kind, catalog.counts(kind).await.map_err(failed)?),
        currencies: catalog.currencies(kind).await.map_err(failed)?,
        age: age(&profile).await?,
    })
}

/// The merchants and accounts of transactions, as far as they are known.
async fn names(catalog: &Catalog, rows: &[Object]) -> Result<Names, CommandError> {
    let rows = rows.iter().filter_map(Object::transaction);
    let (mut merchants, mut accounts) = (Vec::new(), Vec::new());
    for one in rows {
        merchants.extend(one.source);
        merchants.extend(one.target);
        accounts.extend(one.account);
    }
    named(catalog, merchants, accounts).await
}

async fn named(
    catalog: &Catalog,
    mut merchants: Vec<PartnerNumber>,
    mut accounts: Vec<PartnerNumber>,
) -> Result<Names, CommandError> {
    let mut names = Names::default();
    for (kind, numbers) in [
        (SubjectKind::Merchant, &mut merchants),
        (SubjectKind::ReceiverAccount, &mut accounts),
    ] {
        numbers.sort_unstable();
        numbers.dedup();
        names.take(catalog.named(kind, numbers).await.map_err(failed)?);
    }
    Ok(names)
}

/// A transaction, as the ledger has it.
pub async fn get_transaction(
    app: &App,
    request: OfSubject,
) -> Result<TransactionView, CommandError> {
    let of = transaction_of(&request.subject)?;
    view(&*opened(app, &request.profile).await?, of).await
}

async fn view(profile: &OpenProfile, of: Subject) -> Result<TransactionView, CommandError> {
    let engine = |error: EngineError| command_error::engine(&error);
    let reader = &profile.reader;
    let facts = engine::subject_facts(reader, of).await.map_err(engine)?;
    let confirmation = engine::confirmation_of(reader, &profile.copies, of.number).await;
    let indicative = engine::approvals::indicative(reader, of).await;
    let mut page = Page {
        of,
        facts,
        // Without the catalog the page has no path and no names.
        listed: listed(profile, of).await,
        names: Names::default(),
        medians: Vec::new(),
        indicative: indicative.map_err(engine)?,
        confirmation: confirmation.map_err(engine)?,
        can_read: profile.api().is_some_and(|room| room.ready().is_ok()),
    };
    if let Ok(catalog) = profile.catalog.get() {
        let (merchants, accounts) = page.parties();
        page.names = named(catalog, merchants, accounts).await?;
        for word in page.words_of_path() {
            let median = catalog.median_stay(&word).await.map_err(failed)?;
            page.medians.extend(median.map(|median| (word, median)));
        }
    }
    Ok(page.view())
}

/// Reads the payout confirmation from the API.
pub async fn read_confirmation(
    app: &App,
    request: OfSubject,
) -> Result<TransactionView, CommandError> {
    let of = transaction_of(&request.subject)?;
    let profile = opened(app, &request.profile).await?;
    let cause = Cause::person(app.operator());
    let read = room(&profile)?.read_confirmation(of.number, cause).await;
    app.notices.stale(&AFTER_A_CALL);
    read.map_err(|error| command_error::api(&error))?;
    view(&profile, of).await
}

/// Downloads the payout confirmation's document and keeps a copy.
pub async fn keep_confirmation(
    app: &App,
    request: OfSubject,
) -> Result<KeptConfirmation, CommandError> {
    let of = transaction_of(&request.subject)?;
    let profile = opened(app, &request.profile).await?;
    let room = room(&profile)?;
    let kept = engine::keep_confirmation(room, &profile.copies, of.number, doer(app)).await;
    app.notices.stale(&AFTER_A_CALL);
    let kept = kept.map_err(|error| command_error::not_kept(&error))?;
    Ok(transactions_view::kept(kept))
}
