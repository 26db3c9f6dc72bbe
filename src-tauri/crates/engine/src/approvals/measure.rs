//! What the policy says of an approval by one person, with all that it is measured by.

use super::{
    Confirmation, Core, Facts, Stop, history,
    order::money,
    rules::{self, Identity, Rules},
};
use crate::By;
use domain::{
    Deed, Demand, Policy, TransactionAction,
    policy::{Ask, Why},
    record::Money,
};

/// What the policy says.
pub(super) struct Asked {
    pub policy: Policy,
    /// Policies and operators.
    pub rules: Rules,
    /// The policy's entry.
    pub entry: Option<u64>,
    /// What is measured.
    pub money: Option<Money>,
    /// The first person's word for the very same, while it counts.
    pub confirmed: Option<Confirmation>,
    pub demand: Demand,
}

impl Asked {
    /// The entry of the first person's word, where it took two.
    pub fn took_two(&self) -> Option<u64> {
        let took_two = self.demand == Demand::Allowed { alone: false };
        self.confirmed
            .as_ref()
            .filter(|_| took_two)
            .map(|one| one.entry)
    }
}

impl Core {
    /// Asks the policy in force.
    pub(super) async fn ask(
        &self,
        facts: &Facts,
        action: TransactionAction,
        by: &By,
    ) -> Result<Asked, Stop> {
        let reader = self.room.reader();
        let now = self.room.clock().now();
        let rules = rules::read(&reader, self.room.environment()).await?;
        let in_force = rules.policies.in_force.clone().ok_or(Stop::NoPolicy)?;
        let policy = in_force.policy;
        let identity = rules.identify(by);
        let deed = Deed::Transaction(action);
        let subject = facts.subject();
        let hash = facts.hash(action);
        let place = subject.to_string();
        let said = (place.as_str(), deed, hash.as_str());
        let words = history::words(&reader, &rules, said, by, now).await?;
        let confirmed = words.other;
        let money = money(facts);
        let day_before = match &money {
            Some(money) => history::day_before(&reader, action, &money.currency, now).await?,
            None => None,
        };
        let made_by = history::made_by(&reader, subject).await?;
        let asked = Ask {
            deed,
            money: money.as_ref().map(|money| (&money.amount, &money.currency)),
            day_before: day_before.as_ref(),
            by: identity.name(),
            made_by: made_by.as_deref(),
            confirmed_by: confirmed.as_ref().map(|one| one.by.as_str()),
        };
        let mut demand = match identity {
            Identity::Nobody => Demand::Refused(vec![Why::NotAnOperator]),
            Identity::Unsigned(_) | Identity::Signs(_) => policy.demands(&asked),
        };
        if let (Demand::SecondPerson(why), true) = (&mut demand, words.own.is_some()) {
            why.push(Why::OwnWord);
        }
        Ok(Asked {
            policy,
            rules,
            entry: in_force.entry,
            money,
            confirmed,
            demand,
        })
    }
}
