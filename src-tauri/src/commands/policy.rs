//! The approval policy, and what waits for a second person.

use super::{
    actions::read,
    cards::opened,
    console::small,
    operators::rules_of,
    policy_view::{change, differences, in_force, parse, rule_change, text},
};
use crate::{app::App, command_error, open_profile::OpenProfile};
use contract::{
    ChangePolicy, CommandError, FieldChange, OfProfile, PolicyProposalView, PolicyReview,
    PolicyView, ProposeChange, ReviewPolicy, WantedChange,
};
use domain::{ActionId, Millis, Staffing, Subject, SubjectKind};
use engine::{
    Approvals,
    approvals::{Identity, Rules, Stop, Wanted, change::proposals},
    intents,
};
use partner_api::Operation;

/// What is no change of where money goes.
#[derive(Debug, thiserror::Error)]
#[error("this says nothing of where money goes: one person makes it")]
struct NoMoney;

fn approvals(profile: &OpenProfile) -> Result<&Approvals, CommandError> {
    let approvals = profile.approvals();
    approvals.ok_or_else(|| command_error::read_only("the approval policy"))
}

async fn view(app: &App, profile: &OpenProfile) -> Result<PolicyView, CommandError> {
    let rules = match rules_of(app, profile).await {
        Ok(rules) => rules,
        Err(stop @ (Stop::PolicyDamaged(_) | Stop::OperatorsDamaged(_))) => {
            return Ok(damaged(&stop));
        }
        Err(stop) => return Err(command_error::stop(&stop)),
    };
    let by = app.by();
    let me = match rules.identify(&by) {
        Identity::Unsigned(name) => name,
        Identity::Signs(operator) => Some(operator.name.as_str()),
        Identity::Nobody => None,
    };
    let open = proposals(&profile.reader, &rules, app.clock.now()).await;
    let open = open.map_err(|error| command_error::engine(&error))?;
    Ok(PolicyView {
        in_force: rules.policies.in_force.as_ref().map(in_force),
        damaged: None,
        proposal: proposal(&rules, me),
        changes: open.into_iter().map(|one| change(one, me)).collect(),
        history: rules.history.iter().rev().map(rule_change).collect(),
        operators: u32::try_from(rules.operators.in_force.len()).unwrap_or(u32::MAX),
    })
}

fn damaged(stop: &Stop) -> PolicyView {
    PolicyView {
        in_force: None,
        damaged: Some(stop.to_string()),
        proposal: None,
        changes: Vec::new(),
        history: Vec::new(),
        operators: 0,
    }
}

fn proposal(rules: &Rules, me: Option<&str>) -> Option<PolicyProposalView> {
    let one = rules.policies.proposal.as_ref()?;
    let before = rules.policies.in_force.as_ref().map(|one| &one.policy);
    let minutes = before.map_or(0, |policy| policy.expires_after_minutes);
    let span = i64::from(minutes).saturating_mul(60_000);
    Some(PolicyProposalView {
        entry: small(one.entry),
        at: one.at.to_rfc3339(),
        until: Millis(one.at.0.saturating_add(span)).to_rfc3339(),
        by: one.by.clone(),
        policy: text(&one.policy),
        differences: differences(before, &one.policy),
        is_mine: me.is_some() && me == one.by.as_deref(),
    })
}

/// The policy of a profile.
pub async fn get_policy(app: &App, request: OfProfile) -> Result<PolicyView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    view(app, &profile).await
}

/// What a policy would change.
pub async fn review_policy(app: &App, request: ReviewPolicy) -> Result<PolicyReview, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let policy = parse(request.policy)?;
    let rules = rules_of(app, &profile).await;
    let rules = rules.map_err(|stop| command_error::stop(&stop))?;
    if policy.staffing == Staffing::TwoOrMore && rules.operators.in_force.len() < 2 {
        return Err(command_error::stop(&Stop::TooFewOperators));
    }
    let before = rules.policies.in_force.as_ref().map(|one| &one.policy);
    Ok(PolicyReview {
        differences: differences(before, &policy),
        takes_two: before.is_some_and(|policy| policy.staffing == Staffing::TwoOrMore),
    })
}

/// Sets a policy, or proposes it to a second person.
pub async fn change_policy(app: &App, request: ChangePolicy) -> Result<PolicyView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let policy = parse(request.policy)?;
    let approvals = approvals(&profile)?;
    let changed = approvals
        .change_policy(policy, &request.note, app.by())
        .await;
    changed.map_err(|stop| command_error::stop(&stop))?;
    app.notices.stale(&super::AFTER_RULES);
    view(app, &profile).await
}

fn wanted(change: WantedChange) -> Result<Wanted, CommandError> {
    let (field, wanted) = match change {
        WantedChange::Details { subject, changes } => {
            let subject = read("change", Subject::parse(&subject))?;
            let changes: Vec<intents::Change> = changes
                .into_iter()
                .map(|FieldChange { name, from, to }| intents::Change { name, from, to })
                .collect();
            let is_account = subject.kind == SubjectKind::ReceiverAccount;
            let id = subject.number.into();
            let wanted = is_account.then(|| Wanted::details(id, &changes)).flatten();
            ("change", wanted)
        }
        WantedChange::Path { operation, path } => {
            let operation = Operation::from_id(&operation);
            ("path", operation.and_then(|one| Wanted::path(one, &path)))
        }
    };
    wanted.ok_or_else(|| command_error::invalid(field, &NoMoney))
}

/// Nobody proposes what can't be set.
fn can_be_path(
    profile: &OpenProfile,
    wanted: Option<(Operation, &str)>,
) -> Result<(), CommandError> {
    let (Some(room), Some((operation, path))) = (profile.api(), wanted) else {
        return Ok(());
    };
    if path.is_empty() || path == operation.path() {
        return Ok(());
    }
    let set = room.file().overrides().set(operation, path);
    set.map_err(|error| {
        let why = std::error::Error::source(&error);
        command_error::invalid("path", why.unwrap_or(&error))
    })
}

/// Proposes a change of where money goes to a second person.
pub async fn propose_change(app: &App, request: ProposeChange) -> Result<PolicyView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let action = read("action", ActionId::parse(&request.action))?;
    if let WantedChange::Path { operation, path } = &request.change {
        let operation = Operation::from_id(operation);
        can_be_path(&profile, operation.zip(Some(path.trim())))?;
    }
    let wanted = wanted(request.change)?;
    let proposed = approvals(&profile)?
        .propose(&action, &wanted, &request.note, app.by())
        .await;
    proposed.map_err(|stop| command_error::stop(&stop))?;
    app.notices.stale(&super::AFTER_RULES);
    view(app, &profile).await
}
