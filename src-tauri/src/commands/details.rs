//! Offline checks of what is typed: parsed, judged by the crate `details`, told by field.

use super::{cards::opened, console::small};
use crate::{app::App, command_error};
use contract::{
    ChangedDetail, CheckDetails, CommandError, DetailFinding, DetailToSend, DetailsChangeView,
    DetailsChangesView, DetailsChecked, DetailsOf, FindingLevel, OfSubject, TypedField,
};
use details::{
    AccountKind, Checked, Field, Finding, Level, Typed, check_merchant, check_receiver_account,
    is_read_as_typed, typed::is_blank,
};
use domain::Subject;
use engine::{
    DetailsChange,
    payee_details::{self, ChangedField},
};

/// What is to be said of a form as it stands.
pub async fn check_details(
    app: &App,
    request: CheckDetails,
) -> Result<DetailsChecked, CommandError> {
    let environment = opened(app, &request.profile).await?.environment;
    let mut typed = Typed::new();
    let mut unknown = Vec::new();
    for TypedField { name, text } in request.fields {
        match Field::from_wire(&name) {
            Some(field) => {
                typed.insert(field, text);
            }
            None if is_blank(&text) => {}
            None => unknown.push(name),
        }
    }
    let checked = match request.of {
        DetailsOf::Merchant => check_merchant(&typed, environment),
        DetailsOf::BankAccount => check_receiver_account(AccountKind::Bank, &typed, environment),
        DetailsOf::Wallet => check_receiver_account(AccountKind::Wallet, &typed, environment),
    };
    Ok(view(checked, unknown))
}

fn view(checked: Checked, unknown: Vec<String>) -> DetailsChecked {
    let may_be_sent = checked.may_be_sent();
    let unread = checked
        .findings
        .iter()
        .filter(|finding| finding.problem.level() == Level::NotChecked)
        .map(|finding| finding.field);
    let as_typed = checked.to_send.iter().map(|to_send| to_send.field);
    let fields = unread.chain(as_typed.filter(|field| is_read_as_typed(*field)));
    let mut not_checked: Vec<Field> = fields.collect();
    not_checked.sort_unstable();
    not_checked.dedup();
    let names = not_checked.into_iter().map(|field| field.wire().to_owned());
    DetailsChecked {
        may_be_sent,
        not_checked: names.chain(unknown).collect(),
        findings: checked.findings.into_iter().map(finding).collect(),
        to_send: checked
            .to_send
            .into_iter()
            .map(|to_send| DetailToSend {
                field: to_send.field.wire().to_owned(),
                value: to_send.value,
                differs: to_send.differs,
            })
            .collect(),
    }
}

fn finding(found: Finding) -> DetailFinding {
    DetailFinding {
        field: found.field.wire().to_owned(),
        level: match found.problem.level() {
            Level::Error => FindingLevel::Error,
            Level::Warning => FindingLevel::Warning,
            Level::NotChecked => FindingLevel::NotChecked,
        },
        words: found.problem.to_string(),
        is_missing: found.problem.is_emptiness(),
    }
}

/// The changes of the details to which an account's money goes.
pub async fn list_details_changes(
    app: &App,
    request: OfSubject,
) -> Result<DetailsChangesView, CommandError> {
    let account = Subject::parse(&request.subject);
    let account = account.map_err(|error| command_error::invalid("subject", &error))?;
    let profile = opened(app, &request.profile).await?;
    let changes = engine::details_changes(&profile.reader, account).await;
    let changes = changes.map_err(|error| command_error::engine(&error))?;
    Ok(DetailsChangesView {
        changes: changes.into_iter().map(change).collect(),
    })
}

fn change(change: DetailsChange) -> DetailsChangeView {
    DetailsChangeView {
        sequence: small(change.sequence),
        at: change.at.to_rfc3339(),
        action: change.facts.action.map(|action| action.to_string()),
        by: change.facts.by,
        shown_by: change.shown_by.map(small),
        fields: change.fields.into_iter().map(changed).collect(),
    }
}

fn changed(field: ChangedField) -> ChangedDetail {
    let text = |json: Option<String>| json.map(|json| payee_details::text(&json));
    ChangedDetail {
        label: payee_details::label(&field.name).to_owned(),
        is_masked: payee_details::is_masked(&field.name),
        before: text(field.before),
        after: text(field.after),
        name: field.name,
    }
}
