//! What a person asks the partner to change: each is sent once, and told with what became of it.

use super::{actions_view::view, cards::opened};
use crate::{app::App, command_error, decisions::doer, open_profile::OpenProfile};
use contract::{
    AcceptAgreements, ActionDecision, ActionView, CommandError, CreateMerchant,
    CreateReceiverAccount, FieldChange, FurtherField, OfProfile, OpenActionsView, ResolveAction,
    SubmitOnboarding, UpdateSubject,
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
    let told = intents(&profile)?
        .start(&action, wish, app.operator())
        .await;
    app.notices.stale(&super::AFTER_A_CALL);
    Ok(view(told.map_err(|error| command_error::intent(&error))?))
}

/// Makes a merchant.
pub async fn create_merchant(
    app: &App,
    request: CreateMerchant,
) -> Result<ActionView, CommandError> {
    let facts = request.facts;
    let merchant = NewMerchant {
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
    };
    let wish = Wish::CreateMerchant(Box::new(merchant), further(request.further)?);
    start(app, &request.profile, &request.action, wish).await
}

/// Makes a receiver account.
pub async fn create_receiver_account(
    app: &App,
    request: CreateReceiverAccount,
) -> Result<ActionView, CommandError> {
    let facts = request.facts;
    let account = NewReceiverAccount {
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
    };
    let wish = Wish::CreateReceiverAccount(Box::new(account), further(request.further)?);
    start(app, &request.profile, &request.action, wish).await
}

/// Changes a merchant or a receiver account.
pub async fn update_subject(app: &App, request: UpdateSubject) -> Result<ActionView, CommandError> {
    let subject = read("subject", Subject::parse(&request.subject))?;
    let change = |FieldChange { name, from, to }| Change { name, from, to };
    let changes = request.changes.into_iter().map(change).collect();
    let wish = match subject.kind {
        SubjectKind::Merchant => Wish::UpdateMerchant(subject.number.into(), changes),
        SubjectKind::ReceiverAccount => Wish::UpdateReceiverAccount(subject.number.into(), changes),
        SubjectKind::Transaction => {
            return Err(command_error::invalid("subject", &NoChange(subject)));
        }
    };
    start(app, &request.profile, &request.action, wish).await
}

/// Gives a merchant to compliance.
pub async fn submit_onboarding(
    app: &App,
    request: SubmitOnboarding,
) -> Result<ActionView, CommandError> {
    let wish = Wish::SubmitOnboarding(SubmitMerchantOnboarding {
        merchant: read("merchant", MerchantId::parse(&request.merchant))?,
        company_type: request.company_type,
        trading_name: request.trading_name,
        industry: request.industry,
        service: request.service,
        further: further(request.further)?,
    });
    start(app, &request.profile, &request.action, wish).await
}

/// Accepts a merchant's legal agreements.
pub async fn accept_agreements(
    app: &App,
    request: AcceptAgreements,
) -> Result<ActionView, CommandError> {
    let accept = AcceptLegalAgreements {
        merchant: read("merchant", MerchantId::parse(&request.merchant))?,
        further: further(request.further)?,
    };
    let wish = Wish::AcceptAgreements(accept, request.shown);
    start(app, &request.profile, &request.action, wish).await
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
