//! What waits as the window sees it.

use super::{console::small, timeline_view::subject};
use catalog::Object;
use contract::{DeskItemView, DeskKind, LookedAt, MoneyView, NamedObject};
use domain::{Millis, PartnerNumber, Subject, SubjectKind, TransactionAction, record::Money};
use engine::{DeskItem, Waits};
use std::collections::HashMap;

/// The names of merchants and receiver accounts.
#[derive(Default)]
pub struct Named(HashMap<Subject, String>);

impl Named {
    /// Takes the names of objects of a kind.
    pub fn take(&mut self, kind: SubjectKind, found: &[Object]) {
        self.0.extend(found.iter().filter_map(|object| {
            let number = object.number;
            Some((Subject { kind, number }, object.name()?.to_owned()))
        }));
    }

    fn get(&self, kind: SubjectKind, number: PartnerNumber) -> NamedObject {
        let subject = Subject { kind, number };
        NamedObject {
            key: subject.to_string(),
            number: number.to_string(),
            name: self.0.get(&subject).cloned(),
        }
    }
}

/// How much of what.
pub fn money(money: Money) -> MoneyView {
    MoneyView {
        amount: money.amount.to_string(),
        currency: money.currency.to_string(),
    }
}

/// Kind, label, card and action of what waits.
fn waits(waits: &Waits) -> (DeskKind, String) {
    let (kind, label) = match waits {
        Waits::Approval { action, .. } => match action {
            TransactionAction::ApproveDeposit => (DeskKind::ApproveDeposit, action.label()),
            TransactionAction::ApproveQuote | TransactionAction::Cancel => {
                (DeskKind::ApproveQuote, action.label())
            }
        },
        Waits::Outcome(_) => (DeskKind::OutcomeUnknown, "Outcome unknown"),
        Waits::LockedDiffers(_) => (DeskKind::LockedDiffers, "Locked differs"),
        Waits::Misfit(_) => (DeskKind::Misfit, "State does not fit"),
        Waits::Contradiction(_) => (DeskKind::Contradiction, "Contradiction"),
        Waits::Alarm(_) => (DeskKind::Alarm, "Card"),
        Waits::ActionNeeded => (DeskKind::ActionNeeded, "Action needed"),
        Waits::Proposal { .. } => (DeskKind::Proposal, "Second person"),
    };
    (kind, label.to_owned())
}

/// The id of an item, its card and its action.
fn ids(
    waits: Waits,
    label: &str,
    (of, entry): (Option<Subject>, u64),
) -> (String, Option<String>, Option<String>) {
    let of = of.map_or_else(String::new, |of| of.to_string());
    match waits {
        Waits::Approval { .. } | Waits::ActionNeeded => {
            let label = label.to_lowercase().replace(' ', "-");
            (format!("{label}-{of}"), None, None)
        }
        Waits::Proposal { .. } => (format!("proposal-{entry}"), None, None),
        Waits::Outcome(id) => (format!("outcome-{id}"), None, Some(id.to_string())),
        Waits::LockedDiffers(id)
        | Waits::Misfit(id)
        | Waits::Contradiction(id)
        | Waits::Alarm(id) => (id.clone(), Some(id), None),
    }
}

/// One item; postponed until then.
pub fn item(item: DeskItem, until: Option<Millis>, named: &Named) -> DeskItemView {
    let (kind, label) = waits(&item.waits);
    let terms = item.terms.unwrap_or_default();
    let of = item.subject;
    let own = |kind| of.filter(|of| of.kind == kind).map(|of| of.number);
    let merchant = own(SubjectKind::Merchant).or(terms.source);
    let account = own(SubjectKind::ReceiverAccount).or(terms.account);
    let confirmed_by = match &item.waits {
        Waits::Approval { confirmed_by, .. } => confirmed_by.clone(),
        Waits::Proposal { by, .. } => by.clone(),
        _ => None,
    };
    let (id, card, action) = ids(item.waits, &label, (of, item.entry));
    DeskItemView {
        id,
        kind,
        label,
        subject: of.map(subject),
        transaction: terms.kind.map(Into::into),
        merchant: merchant.map(|number| named.get(SubjectKind::Merchant, number)),
        account: account.map(|number| named.get(SubjectKind::ReceiverAccount, number)),
        pays: terms.pays.map(money),
        receives: terms.receives.map(money),
        since: item.since.to_rfc3339(),
        deadline: item.deadline.map(Millis::to_rfc3339),
        entry: small(item.entry),
        what: item.what,
        confirmed_by,
        card,
        action,
        postponed_until: until.map(Millis::to_rfc3339),
        looked_at: item.looked_at.map(|(by, at)| LookedAt {
            by,
            at: at.to_rfc3339(),
        }),
    }
}
