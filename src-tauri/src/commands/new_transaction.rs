//! A new transaction: who can be chosen, what was typed looked through, the rate, its creation.

use super::{
    actions::{read, start},
    actions_view,
    api::room,
    cards::opened,
    catalog, catalog_view,
    console::small,
    timeline_view::subject,
};
use crate::{app::App, command_error, open_profile::OpenProfile};
use ::catalog::{Account, Ask, Catalog, Known, Object, Sort};
use contract::{
    ActionView, CheckTransaction, CommandError, CreateTransaction, DetailFinding, DetailToSend,
    DetailsChecked, FindLike, FindParties, FindReceivers, FindingLevel, LikeTransaction, LikeView,
    NewTransactionFacts, Nothing, PartiesView, PartyRole, PartyRow, RateView, ReadRate,
    ReceiverRow, ReceiversView, TransactionWords,
};
use domain::{
    AccountStatus, Amount, Currency, KycStatus, MerchantId, PartnerNumber, ReceiverAccountId,
    SubjectKind,
};
use engine::{
    Wish,
    api::Cause,
    flows::{
        Duplicate, KnownAccount, Needed, NotPermitted, RateQuestion, RateRead, ReadTerms, Term,
        TermFinding, TypedTransaction, Weight, duplicates, of_merchant, of_receiver, typed,
    },
};
use partner_api::{Field, Operation, word_list::PURPOSES};

/// The most merchants or accounts of one search, of those that can be chosen and of all.
const ROWS: u16 = 20;

/// What is wrong with a field.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Wrong(String);

/// Words that the partner is known to accept of a transaction.
#[expect(
    clippy::unused_async,
    reason = "a row of the command table is asynchronous"
)]
pub async fn transaction_words(
    _app: &App,
    _request: Nothing,
) -> Result<TransactionWords, CommandError> {
    Ok(TransactionWords {
        purposes: PURPOSES.map(str::to_owned).to_vec(),
    })
}

fn sentence(why: &impl ToString) -> String {
    format!("{}.", command_error::capital(&why.to_string()))
}

fn sentences(all: &[NotPermitted]) -> Option<String> {
    let all: Vec<String> = all.iter().map(sentence).collect();
    (!all.is_empty()).then(|| all.join(" "))
}

/// Why a merchant can't be the source, as far as the local list knows it.
fn why_no_source(object: &Object) -> Option<String> {
    match object.standing.status.as_deref() {
        Some(status) => of_merchant(&KycStatus::read(status)).as_ref().map(sentence),
        None => Some("Its KYC status was never read.".to_owned()),
    }
}

fn known_account(object: &Object, account: &Account) -> KnownAccount {
    let status = object.standing.status.as_deref().map(AccountStatus::read);
    let currency = account.currency.as_deref();
    let currency = currency.and_then(|symbol| Currency::parse(symbol).ok());
    KnownAccount {
        status: status.map_or(Field::Absent, Field::Read),
        owner: account.owner.map_or(Field::Absent, Field::Read),
        currency: currency.map_or(Field::Absent, Field::Read),
    }
}

fn ask(kind: SubjectKind, search: String) -> Ask {
    Ask {
        kind,
        search,
        statuses: Vec::new(),
        owner: None,
        currency: None,
        sort: Sort::Name,
        descending: false,
        after: None,
        limit: ROWS,
    }
}

/// What can be chosen, then what else fits; whether there is more.
async fn found(
    catalog: &Catalog,
    first: Ask,
    all: Ask,
) -> Result<(Vec<Object>, bool), CommandError> {
    let mut rows = catalog.list(&first).await.map_err(catalog::failed)?.rows;
    let others = catalog.list(&all).await.map_err(catalog::failed)?;
    for other in others.rows {
        if rows.iter().all(|row| row.number != other.number) {
            rows.push(other);
        }
    }
    Ok((rows, others.next.is_some()))
}

/// Merchants that may be a party.
pub async fn find_parties(app: &App, request: FindParties) -> Result<PartiesView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let all = ask(SubjectKind::Merchant, request.search);
    let valid = Ask {
        statuses: vec![KycStatus::Valid.word().to_owned()],
        ..all.clone()
    };
    let (objects, more) = found(catalog::catalog(&profile)?, valid, all).await?;
    let rows = objects.into_iter().filter_map(|object| {
        let why_not = match request.role {
            PartyRole::Source => why_no_source(&object),
            PartyRole::Target => None,
        };
        let row = catalog_view::merchant(object, Sort::Name)?;
        Some(PartyRow {
            number: row.number,
            name: row.legal_name.or(row.trading_name),
            country: row.country,
            standing: row.standing,
            why_not,
        })
    });
    let mut rows: Vec<PartyRow> = rows.collect();
    rows.sort_by_key(|row| row.why_not.is_some());
    Ok(PartiesView {
        rows,
        more,
        age: catalog::age(&profile).await?.detail,
    })
}

fn number(text: &str) -> Option<PartnerNumber> {
    PartnerNumber::parse(text.trim()).ok()
}

/// Receiver accounts that may be paid to.
pub async fn find_receivers(
    app: &App,
    request: FindReceivers,
) -> Result<ReceiversView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let needed = Needed {
        kind: request.kind.into(),
        source: number(&request.source).map(MerchantId::from),
        target: number(&request.target).map(MerchantId::from),
        to: Currency::parse(request.currency.trim()).ok(),
    };
    let owner = engine::flows::owner_of(needed.kind, needed.source, needed.target);
    let all = ask(SubjectKind::ReceiverAccount, request.search);
    let fitting = Ask {
        owner: owner.map(MerchantId::number),
        statuses: vec![AccountStatus::Active.word().to_owned()],
        currency: needed.to.clone().map(String::from),
        ..all.clone()
    };
    let known = catalog::catalog(&profile)?;
    let (objects, more) = found(known, fitting, all).await?;
    let owners = catalog::owners(known, &objects).await?;
    let rows = objects.into_iter().filter_map(|object| {
        let Known::Account(account) = &object.known else {
            return None;
        };
        let why_not = sentences(&of_receiver(&needed, &known_account(&object, account)));
        let row = catalog_view::account(object, Sort::Name, &owners)?;
        Some(ReceiverRow {
            number: row.number,
            name: row.name_on_account,
            owner: row.owner,
            owner_name: row.owner_name,
            bank_or_network: row.bank_or_network,
            masked: row.masked,
            currency: row.currency,
            standing: row.standing,
            why_not,
        })
    });
    let mut rows: Vec<ReceiverRow> = rows.collect();
    rows.sort_by_key(|row| row.why_not.is_some());
    Ok(ReceiversView {
        rows,
        more,
        age: catalog::age(&profile).await?.detail,
    })
}

fn terms(facts: NewTransactionFacts) -> ReadTerms {
    typed::read(&TypedTransaction {
        kind: facts.kind.into(),
        source: facts.source,
        target: facts.target,
        account: facts.account,
        to_currency: facts.to_currency,
        to_amount: facts.to_amount,
        from_currency: facts.from_currency,
        purpose: facts.purpose,
        invoice_url: facts.invoice_url,
        deposit_confirmation_url: facts.deposit_confirmation_url,
    })
}

/// What is asked for, read as it is checked.
pub(super) fn wish(facts: NewTransactionFacts) -> Result<Wish, CommandError> {
    let (rate, again) = (facts.rate.map(u64::from), facts.again);
    let terms = terms(facts);
    if let Some(new) = terms.wanted(rate, again) {
        return Ok(Wish::CreateTransaction(Box::new(new)));
    }
    let first = terms.errors().next();
    let (field, words) = first.map_or(("facts", ""), |one| (one.term.name(), &*one.words));
    let words = words.trim_end_matches('.').to_owned();
    Err(command_error::invalid(field, &Wrong(words)))
}

/// What is to be said of what was typed, by itself and by the local list.
pub async fn check_transaction(
    app: &App,
    request: CheckTransaction,
) -> Result<DetailsChecked, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let facts = request.facts;
    let typed: Vec<(Term, String)> = [
        (Term::Source, &facts.source),
        (Term::Target, &facts.target),
        (Term::Account, &facts.account),
        (Term::ToCurrency, &facts.to_currency),
        (Term::ToAmount, &facts.to_amount),
        (Term::FromCurrency, &facts.from_currency),
        (Term::Purpose, &facts.purpose),
        (Term::Invoice, &facts.invoice_url),
        (Term::DepositConfirmation, &facts.deposit_confirmation_url),
    ]
    .map(|(term, text)| (term, text.clone()))
    .into();
    let mut terms = terms(facts);
    let known = known_of(&profile, &terms).await?;
    terms.findings.extend(known);
    let currencies = super::reference::read_list(&profile, Operation::ListCurrencies).await?;
    let listed = currencies.map_or_else(Vec::new, |list| list.entries);
    let not_listed = typed::not_listed(&terms, &listed);
    terms.findings.extend(not_listed);
    let to_send = typed.into_iter().filter_map(|(term, text)| {
        let value = text.trim().to_owned();
        (!value.is_empty()).then(|| DetailToSend {
            field: term.name().to_owned(),
            differs: value != text,
            value,
        })
    });
    let of_weight = |weight| {
        terms
            .findings
            .iter()
            .filter(move |one| one.weight == weight)
    };
    let not_checked = of_weight(Weight::NotChecked).map(|one| one.term.name().to_owned());
    Ok(DetailsChecked {
        may_be_sent: of_weight(Weight::Error).next().is_none(),
        not_checked: not_checked.collect(),
        to_send: to_send.collect(),
        findings: terms.findings.iter().map(finding).collect(),
    })
}

fn finding(found: &TermFinding) -> DetailFinding {
    DetailFinding {
        field: found.term.name().to_owned(),
        level: match found.weight {
            Weight::Error => FindingLevel::Error,
            Weight::Warning => FindingLevel::Warning,
            Weight::NotChecked => FindingLevel::NotChecked,
        },
        words: found.words.clone(),
        is_missing: found.is_missing,
    }
}

/// An object by its number; none if the local list has none.
async fn named(
    catalog: &Catalog,
    kind: SubjectKind,
    number: Option<PartnerNumber>,
) -> Result<Option<Object>, CommandError> {
    let numbers: Vec<PartnerNumber> = number.into_iter().collect();
    let mut found = catalog
        .named(kind, &numbers)
        .await
        .map_err(catalog::failed)?;
    Ok(found.pop())
}

/// What the local list says against what is chosen.
async fn known_of(
    profile: &OpenProfile,
    terms: &ReadTerms,
) -> Result<Vec<TermFinding>, CommandError> {
    let catalog = catalog::catalog(profile)?;
    let unknown = |term| {
        let words = "it is not in the local list; it is read before anything is sent.";
        TermFinding::not_checked(term, words.to_owned())
    };
    let mut found = Vec::new();
    let source = terms.source.map(MerchantId::number);
    if source.is_some() {
        found.extend(match named(catalog, SubjectKind::Merchant, source).await? {
            Some(source) => {
                why_no_source(&source).map(|words| TermFinding::error(Term::Source, words))
            }
            None => Some(unknown(Term::Source)),
        });
    }
    let account = terms.account.map(ReceiverAccountId::number);
    if account.is_some() {
        let object = named(catalog, SubjectKind::ReceiverAccount, account).await?;
        let known = object.as_ref().map(|object| (object, &object.known));
        match known {
            Some((object, Known::Account(account))) => {
                let needed = Needed {
                    kind: terms.kind,
                    source: terms.source,
                    target: terms.target,
                    to: terms.to_currency.clone(),
                };
                let against = of_receiver(&needed, &known_account(object, account));
                found.extend(
                    against
                        .iter()
                        .map(|one| TermFinding::error(one.term(), sentence(one))),
                );
            }
            _ => found.push(unknown(Term::Account)),
        }
    }
    Ok(found)
}

/// The transactions of the last 24 hours that are like it.
pub async fn find_like_transactions(
    app: &App,
    request: FindLike,
) -> Result<LikeView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let amount = read(
        Term::ToAmount.name(),
        Amount::parse(request.to_amount.trim()),
    )?;
    let wanted = duplicates::Wanted {
        source: read(Term::Source.name(), MerchantId::parse(&request.source))?,
        account: read(
            Term::Account.name(),
            ReceiverAccountId::parse(&request.account),
        )?,
        amount: &amount,
    };
    let found = duplicates::duplicates(&profile.reader, wanted, app.clock.now()).await;
    let found = found.map_err(|error| command_error::engine(&error))?;
    Ok(LikeView {
        like: found.like.into_iter().map(like).collect(),
        is_whole: found.is_whole,
    })
}

fn like(one: Duplicate) -> LikeTransaction {
    LikeTransaction {
        subject: one.transaction.map(subject),
        at: one.at.to_rfc3339(),
        sequence: small(one.entry),
        state: one.state.map(actions_view::state),
    }
}

/// Reads the indicative rate.
pub async fn read_rate(app: &App, request: ReadRate) -> Result<RateView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let currency = |term: Term, text: &str| read(term.name(), Currency::parse(text.trim()));
    let question = RateQuestion {
        kind: request.kind.into(),
        from: currency(Term::FromCurrency, &request.from_currency)?,
        to: currency(Term::ToCurrency, &request.to_currency)?,
        to_amount: read(
            Term::ToAmount.name(),
            Amount::parse(request.to_amount.trim()),
        )?,
    };
    let room = room(&profile)?;
    let cause = Cause::person(app.operator());
    let asked = profile.rates.read(room, question, cause).await;
    app.notices.stale(&["console_status", "list_timeline"]);
    let RateRead {
        outcome,
        at,
        sequence,
    } = asked.map_err(|error| command_error::api(&error))?;
    let (rate, failure) = match outcome {
        Ok(rate) => (Some(rate), None),
        Err(why) => (None, Some(why)),
    };
    let (rate, amount) = rate.map_or((None, None), |one| (one.rate, one.amount));
    Ok(RateView {
        rate: rate.map(String::from),
        amount: amount.map(String::from),
        at: at.to_rfc3339(),
        sequence: small(sequence),
        failure,
    })
}

/// Makes a transaction.
pub async fn create_transaction(
    app: &App,
    request: CreateTransaction,
) -> Result<ActionView, CommandError> {
    let wish = wish(request.facts)?;
    let made = start(app, &request.profile, &request.action, wish).await;
    app.notices.stale(&["find_like_transactions"]);
    made
}
