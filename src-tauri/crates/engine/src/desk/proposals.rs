//! What a first person wants and a second person has to look at.

use super::{DeskItem, Waits};
use crate::{
    EngineError,
    approvals::{ChangeProposal, Rules, WantedChange, change, operators},
};
use domain::{Deed, Millis};
use ledger::Reader;
use partner_api::Operation;

/// What is proposed and still counts: policies, operators, changes of where money goes.
pub async fn waiting(
    reader: &Reader,
    rules: &Rules,
    now: Millis,
) -> Result<Vec<DeskItem>, EngineError> {
    let minutes = rules.policies.in_force.as_ref();
    let minutes = minutes.map_or(0, |one| one.policy.expires_after_minutes);
    let span = i64::from(minutes).saturating_mul(60_000);
    let until = |at: Millis| Millis(at.0.saturating_add(span));
    let item = |entry, at, deed, by, what: String| DeskItem {
        waits: Waits::Proposal { deed, by },
        subject: None,
        since: at,
        deadline: Some(until(at)),
        entry,
        what,
        terms: None,
        looked_at: None,
    };
    let rules = rules.clone().at(now);
    let mut items = Vec::new();
    if let Some(one) = &rules.policies.proposal {
        let what = "Another approval policy is proposed.".to_owned();
        items.push(item(
            one.entry,
            one.at,
            Deed::ChangePolicy,
            one.by.clone(),
            what,
        ));
    }
    for one in &rules.operators.proposals {
        let what = format!("Proposed: {}", operators::sentence(&one.change));
        let by = Some(one.by.clone());
        items.push(item(one.entry, one.at, Deed::ChangeOperators, by, what));
    }
    for one in change::proposals(reader, &rules, now).await? {
        let (deed, what) = sentence(&one);
        let mut item = item(one.entry, one.at, deed, Some(one.by), what);
        item.subject = one.subject;
        items.push(item);
    }
    Ok(items)
}

fn sentence(one: &ChangeProposal) -> (Deed, String) {
    let deed = if one.subject.is_some() {
        Deed::ChangeBankDetails
    } else {
        Deed::ChangeOperationPath
    };
    let what = match &one.what {
        Some(WantedChange::Details(changes)) => {
            let names: Vec<&str> = changes.iter().map(|change| change.name.as_str()).collect();
            format!("Other bank details are proposed: {}.", names.join(", "))
        }
        Some(WantedChange::Path { operation, .. }) => {
            let label = Operation::from_id(operation).map_or("an operation", Operation::label);
            format!("Another path is proposed for {label}.")
        }
        None => "A change of where money goes is proposed.".to_owned(),
    };
    (deed, what)
}
