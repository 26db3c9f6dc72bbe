//! What a person asks the partner to change: each is sent once, and told with what became of it.

use super::{
    actions_view::{self, view},
    cards::opened,
    new_transaction,
};
use crate::{app::App, command_error, decisions::doer, open_profile::OpenProfile};
use contract::{
    AcceptAgreements, ActionDecision, ActionView, ActionWish, CommandError, CreateMerchant,
    CreateReceiverAccount, FieldChange, FoundAction, FurtherField, NewAccountFacts,
    NewMerchantFacts, OfAction, OfProfile, OpenActionsView, RequestReview, ResolveAction,
    ReviewAction, SubmitOnboarding, UpdateSubject,
};
use domain::{ActionId, Currency, MerchantId, Subject, SubjectKind};
use engine::{
    Intents, Wish,
    intents::{Change, Decision},
};
use partner_api::{
    Fields, NotAnObject,
    endpoints::{
        accept_legal_agreements::AcceptLegalAgreements, create_merchant::NewMerchant,
        create_receiver_account::NewReceiverAccount,
        submit_merchant_onboarding::SubmitMerchantOnboarding,
    },
};
use std::{error::Error, sync::Arc};

/// What can't be changed by this command.
#[derive(Debug, thiserror::Error)]
#[error("only a merchant or a receiver account is changed so, not {0}")]
struct NoChange(Subject);

/// A further field whose value is no JSON.
#[derive(Debug, thiserror::Error)]
#[error("the value of {name} is no JSON")]
struct Further {
    name: String,
    source: NotAnObject,
}

pub(super) fn intents(profile: &OpenProfile) -> Result<&Arc<Intents>, CommandError> {
    let intents = profile.intents();
    intents.ok_or_else(|| command_error::read_only("writes to the API"))
}

pub(super) fn read<T, E: Error + 'static>(
    field: &str,
    read: Result<T, E>,
) -> Result<T, CommandError> {
    read.map_err(|error| command_error::invalid(field, &error))
}

fn further(fields: Vec<FurtherField>) -> Result<Fields, CommandError> {
    let mut all = Fields::new();
    for FurtherField { name, json } in fields {
        let set = all.set_json(&name, &json);
        read("further", set.map_err(|source| Further { name, source }))?;
    }
    Ok(all)
}

pub(super) async fn start(
    app: &App,
    profile: &str,
    action: &str,
    wish: Wish,
) -> Result<ActionView, CommandError> {
    let profile = opened(app, profile).await?;
    let action = read("action", ActionId::parse(action))?;
    let told = intents(&profile)?.start(&action, wish, app.by()).await;
    app.notices.stale(&super::AFTER_A_CALL);
    Ok(view(told.map_err(|error| command_error::intent(&error))?))
}

fn new_merchant(facts: NewMerchantFacts) -> NewMerchant {
    NewMerchant {
        legal_name: facts.legal_name,
        trading_name: facts.trading_name,
        email: facts.email,
        contact_name: facts.contact_name,
        phone_prefix: facts.phone_prefix,
        phone: facts.phone,
        country: facts.country,
        state: facts.state,
        city: facts.city,
        address: facts.address,
        street_number: facts.street_number,
        zip_code: facts.zip_code,
        industry: facts.industry,
        local_reg_number: facts.local_reg_number,
    }
}

fn new_account(facts: NewAccountFacts) -> Result<NewReceiverAccount, CommandError> {
    Ok(NewReceiverAccount {
        owner: read("facts.owner", MerchantId::parse(&facts.owner))?,
        currency: read("facts.currency", Currency::parse(&facts.currency))?,
        name_on_account: facts.name_on_account,
        account_number: facts.account_number,
        bank_name: facts.bank_name,
        swift_code: facts.swift_code,
        iban: facts.iban,
        routing_number: facts.routing_number,
        wallet_address: facts.wallet_address,
        network: facts.network,
        country: facts.country,
        state: facts.state,
        city: facts.city,
        address: facts.address,
        street_number: facts.street_number,
        zip_code: facts.zip_code,
        invoice_url: facts.invoice_url,
    })
}

fn update(subject: &str, changes: Vec<FieldChange>) -> Result<Wish, CommandError> {
    let subject = read("subject", Subject::parse(subject))?;
    let change = |FieldChange { name, from, to }| Change { name, from, to };
    let changes = changes.into_iter().map(change).collect();
    match subject.kind {
        SubjectKind::Merchant => Ok(Wish::UpdateMerchant(subject.number.into(), changes)),
        SubjectKind::ReceiverAccount => {
            Ok(Wish::UpdateReceiverAccount(subject.number.into(), changes))
        }
        SubjectKind::Transaction => Err(command_error::invalid("subject", &NoChange(subject))),
    }
}

/// What is asked for, read: what is reviewed and what is sent are made by this alone.
fn parse(wish: ActionWish) -> Result<Wish, CommandError> {
    Ok(match wish {
        ActionWish::CreateMerchant {
            facts,
            further: more,
        } => Wish::CreateMerchant(Box::new(new_merchant(*facts)), further(more)?),
        ActionWish::CreateReceiverAccount {
            facts,
            further: more,
        } => Wish::CreateReceiverAccount(Box::new(new_account(*facts)?), further(more)?),
        ActionWish::UpdateSubject { subject, changes } => update(&subject, changes)?,
        ActionWish::SubmitOnboarding {
            merchant,
            company_type,
            trading_name,
            industry,
            service,
            further: more,
        } => Wish::SubmitOnboarding(SubmitMerchantOnboarding {
            merchant: read("merchant", MerchantId::parse(&merchant))?,
            company_type,
            trading_name,
            industry,
            service,
            further: further(more)?,
        }),
        ActionWish::AcceptAgreements {
            merchant,
            shown,
            further: more,
        } => {
            let merchant = read("merchant", MerchantId::parse(&merchant))?;
            let further = further(more)?;
            Wish::AcceptAgreements(AcceptLegalAgreements { merchant, further }, shown)
        }
        ActionWish::CreateTransaction { facts } => new_transaction::wish(*facts)?,
    })
}

/// Makes a merchant.
pub async fn create_merchant(
    app: &App,
    request: CreateMerchant,
) -> Result<ActionView, CommandError> {
    let wish = ActionWish::CreateMerchant {
        facts: Box::new(request.facts),
        further: request.further,
    };
    start(app, &request.profile, &request.action, parse(wish)?).await
}

/// Makes a receiver account.
pub async fn create_receiver_account(
    app: &App,
    request: CreateReceiverAccount,
) -> Result<ActionView, CommandError> {
    let wish = ActionWish::CreateReceiverAccount {
        facts: Box::new(request.facts),
        further: request.further,
    };
    start(app, &request.profile, &request.action, parse(wish)?).await
}

/// Changes a merchant or a receiver account.
pub async fn update_subject(app: &App, request: UpdateSubject) -> Result<ActionView, CommandError> {
    let wish = update(&request.subject, request.changes)?;
    start(app, &request.profile, &request.action, wish).await
}

/// Gives a merchant to compliance.
pub async fn submit_onboarding(
    app: &App,
    request: SubmitOnboarding,
) -> Result<ActionView, CommandError> {
    let wish = ActionWish::SubmitOnboarding {
        merchant: request.merchant,
        company_type: request.company_type,
        trading_name: request.trading_name,
        industry: request.industry,
        service: request.service,
        further: request.further,
    };
    start(app, &request.profile, &request.action, parse(wish)?).await
}

/// Accepts a merchant's legal agreements.
pub async fn accept_agreements(
    app: &App,
    request: AcceptAgreements,
) -> Result<ActionView, CommandError> {
    let wish = ActionWish::AcceptAgreements {
        merchant: request.merchant,
        shown: request.shown,
        further: request.further,
    };
    start(app, &request.profile, &request.action, parse(wish)?).await
}

/// The request that a wish would send now.
pub async fn review_action(
    app: &App,
    request: ReviewAction,
) -> Result<RequestReview, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let wish = parse(request.wish)?;
    let reviewed = intents(&profile)?.review(wish, app.by()).await;
    app.notices.stale(&super::AFTER_A_CALL);
    let reviewed = reviewed.map_err(|error| command_error::intent(&error))?;
    Ok(actions_view::review(&reviewed, profile.environment))
}

/// An action by its id.
pub async fn get_action(app: &App, request: OfAction) -> Result<FoundAction, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let action = read("action", ActionId::parse(&request.action))?;
    // Of a profile that is read alone: what its ledger says.
    let told = match profile.intents() {
        Some(intents) => intents.told(&action).await,
        None => engine::intents::told(&profile.reader, &action).await,
    };
    let told = told.map_err(|error| command_error::engine(&error))?;
    Ok(FoundAction {
        action: told.map(view),
    })
}

/// The actions whose outcome is not known.
pub async fn list_open_actions(
    app: &App,
    request: OfProfile,
) -> Result<OpenActionsView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    // Of a profile that is read alone: what its ledger says.
    let told = match profile.intents() {
        Some(intents) => intents.unsettled().await,
        None => engine::intents::unsettled(&profile.reader).await,
    };
    let told = told.map_err(|error| command_error::engine(&error))?;
    Ok(OpenActionsView {
        actions: told.into_iter().map(view).collect(),
    })
}

/// Takes a person's word on an unknown outcome.
pub async fn resolve_action(app: &App, request: ResolveAction) -> Result<ActionView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let action = read("action", ActionId::parse(&request.action))?;
    let decision = match request.decision {
        ActionDecision::This { subject } => {
            Decision::Is(read("decision", Subject::parse(&subject))?)
        }
        ActionDecision::DidNotHappen => Decision::DidNotHappen,
    };
    let told = intents(&profile)?
        .decide(&action, decision, &request.note, doer(app))
        .await;
    app.notices.stale(&super::AFTER_A_CALL);
    Ok(view(told.map_err(|error| command_error::intent(&error))?))
}
