//! Policies as the window is told of them, and as it gives them.

use super::console::small;
use contract::{
    ChangeProposalView, CommandError, FieldChange, LimitText, PolicyDifference, PolicyInForce,
    PolicyText, RuleChangeView, WantedChange,
};
use domain::{Amount, Currency, Policy, Staffing, policy::Limit};
use engine::approvals::{ChangeProposal, InForce, RuleChange};

use crate::command_error;

/// A policy as text.
pub fn text(policy: &Policy) -> PolicyText {
    let amount = |amount: &Option<Amount>| {
        amount
            .as_ref()
            .map_or_else(String::new, ToString::to_string)
    };
    let limits = policy.limits.iter().map(|limit| LimitText {
        currency: limit.currency.to_string(),
        one: amount(&limit.one),
        day: amount(&limit.day),
    });
    PolicyText {
        staffing: policy.staffing.into(),
        limits: limits.collect(),
        self_approval: policy.self_approval,
        expires_after_minutes: policy.expires_after_minutes,
        typing: policy.typing,
    }
}

/// A policy of its text.
pub fn parse(text: PolicyText) -> Result<Policy, CommandError> {
    let mut limits = Vec::new();
    for (at, limit) in text.limits.iter().enumerate() {
        let wrong = |what: &str, error: &dyn std::error::Error| {
            command_error::invalid(&format!("policy.limits.{at}.{what}"), error)
        };
        let amount = |what: &str, typed: &str| match typed.trim() {
            "" => Ok(None),
            typed => Amount::parse(typed)
                .map(Some)
                .map_err(|error| wrong(what, &error)),
        };
        let currency = Currency::parse(limit.currency.trim());
        limits.push(Limit {
            currency: currency.map_err(|error| wrong("currency", &error))?,
            one: amount("one", &limit.one)?,
            day: amount("day", &limit.day)?,
        });
    }
    let policy = Policy {
        staffing: text.staffing.into(),
        limits,
        self_approval: text.self_approval,
        expires_after_minutes: text.expires_after_minutes,
        typing: text.typing,
    };
    let checked = policy.check();
    checked.map_err(|error| command_error::invalid("policy", &error))?;
    Ok(policy)
}

/// The policy in force.
pub fn in_force(one: &InForce) -> PolicyInForce {
    PolicyInForce {
        policy: text(&one.policy),
        entry: one.entry.map(small),
        at: one.at.map(domain::Millis::to_rfc3339),
        by: one.by.clone(),
    }
}

const NOTHING: &str = "not set";

/// What of a policy would be another; of a first one everything.
pub fn differences(before: Option<&Policy>, after: &Policy) -> Vec<PolicyDifference> {
    let mut found = Vec::new();
    let mut note = |what: &str, from: Option<String>, to: Option<String>| {
        if from != to {
            found.push(PolicyDifference {
                what: what.to_owned(),
                from: from.unwrap_or_else(|| NOTHING.to_owned()),
                to: to.unwrap_or_else(|| NOTHING.to_owned()),
            });
        }
    };
    let of = |told: fn(&Policy) -> String| (before.map(told), Some(told(after)));
    for (what, told) in PLAIN {
        let (from, to) = of(*told);
        note(what, from, to);
    }
    let none = Vec::new();
    let old = before.map_or(&none, |policy| &policy.limits);
    let currencies = old.iter().chain(&after.limits).map(|limit| &limit.currency);
    let mut seen: Vec<&Currency> = Vec::new();
    for currency in currencies {
        if seen.contains(&currency) {
            continue;
        }
        seen.push(currency);
        let of = |limits: &[Limit], what: fn(&Limit) -> Option<&Amount>| {
            let limit = limits.iter().find(|limit| limit.currency == *currency);
            limit.and_then(what).map(ToString::to_string)
        };
        for (what, amount) in LIMITS {
            let name = format!("{currency}, {what}");
            note(&name, of(old, *amount), of(&after.limits, *amount));
        }
    }
    found
}

type Told = fn(&Policy) -> String;

const PLAIN: &[(&str, Told)] = &[
    ("Set up for", |policy| {
        match policy.staffing {
            Staffing::OneOperator => "one operator",
            Staffing::TwoOrMore => "two operators or more",
        }
        .to_owned()
    }),
    ("Who made a transaction", |policy| {
        if policy.self_approval {
            "may approve it alone"
        } else {
            "does not approve it alone"
        }
        .to_owned()
    }),
    ("A word counts for", |policy| {
        format!("{} minutes", policy.expires_after_minutes)
    }),
    ("Characters of the account", |policy| {
        if policy.typing {
            "are typed"
        } else {
            "are not typed"
        }
        .to_owned()
    }),
];

type OfLimit = fn(&Limit) -> Option<&Amount>;

const LIMITS: &[(&str, OfLimit)] = &[
    ("one approval", |limit| limit.one.as_ref()),
    ("24 hours", |limit| limit.day.as_ref()),
];

/// A change of the rules.
pub fn rule_change(one: &RuleChange) -> RuleChangeView {
    RuleChangeView {
        entry: small(one.entry),
        at: one.at.to_rfc3339(),
        by: one.by.clone(),
        what: one.what.clone(),
        is_signed: one.is_signed,
    }
}

/// A change of where money goes that waits.
pub fn change(one: ChangeProposal, me: Option<&str>) -> ChangeProposalView {
    let subject = one.subject.map(|subject| subject.to_string());
    ChangeProposalView {
        entry: small(one.entry),
        at: one.at.to_rfc3339(),
        until: one.until.to_rfc3339(),
        is_mine: me == Some(one.by.as_str()),
        by: one.by,
        change: one.what.map(|what| match what {
            engine::approvals::WantedChange::Details(changes) => WantedChange::Details {
                subject: subject.unwrap_or_default(),
                changes: changes
                    .into_iter()
                    .map(|change| FieldChange {
                        name: change.name,
                        from: change.from,
                        to: change.to,
                    })
                    .collect(),
            },
            engine::approvals::WantedChange::Path { operation, path } => {
                WantedChange::Path { operation, path }
            }
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limited(currency: &str, one: &str, day: &str) -> PolicyText {
        let mut policy = text(&Policy::for_two());
        policy.limits.push(LimitText {
            currency: currency.to_owned(),
            one: one.to_owned(),
            day: day.to_owned(),
        });
        policy
    }

    #[test]
    fn a_policy_is_the_same_after_it_was_text() {
        let given = limited("USDC (ERC-20)", "1000.000000000000000001", "");
        let policy = parse(given.clone()).unwrap();
        assert_eq!(text(&policy), given);
        assert_eq!(policy.limits[0].day, None);
    }

    #[test]
    fn what_can_t_be_a_limit_names_its_field() {
        let field = |policy| parse(policy).unwrap_err().field.unwrap();
        assert_eq!(field(limited("NGN", "1,000", "")), "policy.limits.0.one");
        assert_eq!(field(limited("NGN", "", "x")), "policy.limits.0.day");
        assert_eq!(field(limited("", "1", "")), "policy.limits.0.currency");
        assert_eq!(field(limited("NGN", "-1", "")), "policy");
    }

    #[test]
    fn a_change_is_told_part_by_part_and_a_first_policy_whole() {
        let after = parse(limited("NGN", "500", "900")).unwrap();
        let found = differences(Some(&Policy::for_two()), &after);
        let told: Vec<[&str; 3]> = found
            .iter()
            .map(|one| [one.what.as_str(), one.from.as_str(), one.to.as_str()])
            .collect();
        assert_eq!(
            told,
            [
                ["NGN, one approval", "not set", "500"],
                ["NGN, 24 hours", "not set", "900"]
            ]
        );
        assert_eq!(differences(None, &after).len(), 6);
        assert!(differences(Some(&after), &after).is_empty());
    }
}
