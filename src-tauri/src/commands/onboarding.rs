//! A merchant's onboarding: where it stands and what it needs; a sandbox's status in one step.

use super::{
    actions::{read, start},
    actions_view::past,
    cards::opened,
    console::small,
};
use crate::{app::App, command_error, open_profile::OpenProfile};
use contract::{
    ActionView, CommandError, FurtherField, OfMerchant, OnboardingView, Readiness, ReadinessPart,
    ReadinessView, SetTestStatus, SettableStatus, SubmissionView,
};
use details::{Field, Typed, check_merchant};
use domain::{Environment, KycStatus, MerchantId, status::MERCHANT_WORDS};
use engine::{
    EngineError, Fact, SubjectFacts, Wish,
    agreements::{Agreements, agreements_of},
    documents::{Documents, UrlAge, documents_of},
    intents::Change,
    onboarding::{Submission, number_for_status, submissions_of},
};
use partner_api::word_list::{COMPANY_TYPES, INDUSTRIES, SERVICES};

/// The field by which a sandbox is told a status (documented).
const NUMBER: &str = "localRegNumber";

/// What can't be set.
#[derive(Debug, thiserror::Error)]
enum NotSet {
    #[error("on LIVE a status is Cedar's alone to set")]
    Live,
    #[error("{0:?} is no status that a sandbox is known to take")]
    Status(String),
}

/// What the ledger knows of it.
struct Known {
    facts: SubjectFacts,
    documents: Documents,
    agreements: Agreements,
    submissions: Vec<Submission>,
    submitted: u64,
}

impl Known {
    async fn read(app: &App, profile: &OpenProfile, of: MerchantId) -> Result<Self, EngineError> {
        let reader = &profile.reader;
        let now = app.clock.now();
        let (submissions, submitted) = submissions_of(reader, of).await?;
        Ok(Self {
            facts: engine::subject_facts(reader, of.into()).await?,
            documents: documents_of(reader, &profile.copies, of, now).await?,
            agreements: agreements_of(reader, of).await?,
            submissions,
            submitted,
        })
    }

    fn fact(&self, name: &str) -> Option<&Fact> {
        self.facts.facts.iter().find(|fact| fact.name == name)
    }

    fn text(&self, name: &str) -> Option<String> {
        let told = self.fact(name).map(|fact| &fact.now);
        told.filter(|told| told.is_text)
            .map(|told| told.value.clone())
    }

    fn status(&self) -> Option<KycStatus> {
        self.text("kycStatus").map(|word| KycStatus::read(&word))
    }
}

/// Where a merchant's onboarding stands.
pub async fn get_onboarding(
    app: &App,
    request: OfMerchant,
) -> Result<OnboardingView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let merchant = read("merchant", MerchantId::parse(&request.merchant))?;
    let known = Known::read(app, &profile, merchant).await;
    let known = known.map_err(|error| command_error::engine(&error))?;
    Ok(view(&profile, known))
}

fn view(profile: &OpenProfile, known: Known) -> OnboardingView {
    let why_not = why_not(&known);
    let words = |words: &[&str]| words.iter().map(ToString::to_string).collect();
    OnboardingView {
        trading_name: known.text("tradingName"),
        industry: known.text("industry"),
        may_submit: why_not.is_none(),
        why_not,
        readiness: vec![
            of_merchant(&known, profile.environment),
            of_documents(&known.documents),
            of_agreements(&known.agreements),
        ],
        company_types: words(&COMPANY_TYPES),
        industries: words(&INDUSTRIES),
        services: words(&SERVICES),
        settable: settable(profile.environment),
        submitted: small(known.submitted),
        submissions: known.submissions.into_iter().map(submission).collect(),
    }
}

fn why_not(known: &Known) -> Option<String> {
    let Some(status) = known.status() else {
        return Some(
            "The merchant's status is not known yet. Read the merchant from the API first."
                .to_owned(),
        );
    };
    if status.may_submit() {
        return None;
    }
    let label = status.label();
    let meaning = status.meaning();
    Some(format!("The status is {label}. {meaning}"))
}

fn line(part: ReadinessPart, readiness: Readiness, detail: impl Into<String>) -> ReadinessView {
    ReadinessView {
        part,
        readiness,
        detail: detail.into(),
    }
}

fn of_merchant(known: &Known, environment: Environment) -> ReadinessView {
    let line = |readiness, detail: String| line(ReadinessPart::Merchant, readiness, detail);
    if known.facts.read.is_none() {
        let detail = "It was never read from the API.".to_owned();
        return line(Readiness::NotKnown, detail);
    }
    let mut typed = Typed::new();
    for field in Field::ALL {
        if let Some(fact) = known.fact(field.wire())
            && fact.now.value != "null"
        {
            typed.insert(*field, fact.now.value.clone());
        }
    }
    let checked = check_merchant(&typed, environment);
    let named = |is_missing: bool| {
        let found = checked.findings.iter();
        let found = found.filter(|one| one.problem.is_emptiness() == is_missing);
        let names = found.map(|one| one.field.wire()).collect::<Vec<_>>();
        names.join(", ")
    };
    let (missing, other) = (named(true), named(false));
    match (missing.is_empty(), other.is_empty()) {
        (true, true) => line(
            Readiness::Ready,
            "What Cedar asks for is filled in.".to_owned(),
        ),
        (false, _) => line(Readiness::Missing, format!("Empty: {missing}.")),
        (true, false) => line(Readiness::Look, format!("Look at: {other}.")),
    }
}

fn of_documents(documents: &Documents) -> ReadinessView {
    let line = |readiness, detail: String| line(ReadinessPart::Documents, readiness, detail);
    let ages = documents
        .documents
        .iter()
        .filter_map(|one| one.newest_url());
    let ages: Vec<UrlAge> = ages.map(|(_, _, age)| age).collect();
    let aged = ages.iter().filter(|age| **age == UrlAge::Aged).count();
    let without = documents.documents.len().saturating_sub(ages.len());
    match (ages.len(), aged, without) {
        (0, _, 0) => line(Readiness::Missing, "None was uploaded.".to_owned()),
        (0, _, some) => line(
            Readiness::Missing,
            format!("{some} chosen, and none uploaded."),
        ),
        (all, 0, 0) => line(Readiness::Ready, format!("{all} uploaded.")),
        (all, 0, some) => line(Readiness::Look, format!("{all} uploaded, {some} not.")),
        (all, aged, _) => {
            let detail = format!("{all} uploaded; the URL of {aged} is older than 7 days.");
            line(Readiness::Look, detail)
        }
    }
}

fn of_agreements(agreements: &Agreements) -> ReadinessView {
    let line = |readiness, detail: &str| line(ReadinessPart::Agreements, readiness, detail);
    if agreements.read.is_none() {
        line(Readiness::NotKnown, "They were not read from the API yet.")
    } else if agreements.all_accepted() {
        line(Readiness::Ready, "All are accepted.")
    } else if agreements.agreements.is_empty() {
        line(Readiness::Look, "The API shows none for this merchant.")
    } else {
        line(Readiness::Missing, "They are to be read and accepted.")
    }
}

fn submission(submission: Submission) -> SubmissionView {
    let data = submission.data.map(|data| {
        let members = data.members();
        let members = members.map(|(name, json)| FurtherField {
            name: name.to_owned(),
            json: json.to_owned(),
        });
        members.collect()
    });
    SubmissionView {
        past: past(submission.past),
        data,
    }
}

fn settable(environment: Environment) -> Vec<SettableStatus> {
    if environment == Environment::Live {
        return Vec::new();
    }
    let words = MERCHANT_WORDS.iter().map(|word| SettableStatus {
        word: (*word).to_owned(),
        label: KycStatus::read(word).label().to_owned(),
    });
    words.collect()
}

/// Lets a sandbox set a merchant's status.
pub async fn set_test_status(
    app: &App,
    request: SetTestStatus,
) -> Result<ActionView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let merchant = read("merchant", MerchantId::parse(&request.merchant))?;
    if profile.environment == Environment::Live {
        return Err(command_error::invalid("profile", &NotSet::Live));
    }
    let status = KycStatus::read(&request.status);
    if matches!(status, KycStatus::Unrecognised(_)) {
        let error = NotSet::Status(request.status);
        return Err(command_error::invalid("status", &error));
    }
    let facts = engine::subject_facts(&profile.reader, merchant.into()).await;
    let facts = facts.map_err(|error| command_error::engine(&error))?.facts;
    let number = facts.into_iter().find(|fact| fact.name == NUMBER);
    let number = number.map(|fact| fact.now).filter(|now| now.is_text);
    let number = number.map(|now| now.value);
    let json = |text: &str| serde_json::Value::from(text).to_string();
    let change = Change {
        name: NUMBER.to_owned(),
        from: number.as_deref().map(json),
        to: json(&number_for_status(number.as_deref(), &status)),
    };
    let wish = Wish::UpdateMerchant(merchant, vec![change]);
    start(app, &request.profile, &request.action, wish).await
}
