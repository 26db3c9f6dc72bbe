//! What tells a person who looks elsewhere that something waits: a count, and a desktop
//! notification. No amount and no name of anybody stands in it.

use domain::{Environment, TransactionAction};
use engine::{DeskItem, Waits};
use std::collections::BTreeMap;

/// The word that is never left out.
#[must_use]
pub const fn word(environment: Environment) -> &'static str {
    match environment {
        Environment::Live => "LIVE",
        Environment::Sandbox => "SANDBOX",
        Environment::Simulator => "SIMULATOR",
    }
}

/// The profile on the screen.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Its name.
    pub name: String,
    /// What its server is.
    pub environment: Environment,
    /// How people call it.
    pub title: String,
}

/// What waits at the open profiles, and which of them is on the screen.
#[derive(Debug, Default)]
pub struct Counts {
    waiting: BTreeMap<String, u32>,
    shown: Option<Shown>,
}

impl Counts {
    /// Takes how many things wait at a profile.
    pub fn take(&mut self, profile: &str, count: u32) {
        self.waiting.insert(profile.to_owned(), count);
    }

    /// Forgets a profile that was closed.
    pub fn forget(&mut self, profile: &str) {
        self.waiting.remove(profile);
    }

    /// Takes which profile is on the screen.
    pub fn show(&mut self, shown: Option<Shown>) {
        self.shown = shown;
    }

    /// How many things wait at all of them.
    #[must_use]
    pub fn total(&self) -> u32 {
        let counts = self.waiting.values();
        counts.fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// The window's title: how much waits at the profile on the screen, and whose money it shows.
    #[must_use]
    pub fn title(&self, program: &str) -> String {
        let Some(shown) = &self.shown else {
            return program.to_owned();
        };
        let waiting = match self.waiting.get(&shown.name) {
            Some(count) if *count > 0 => format!("({count}) "),
            _ => String::new(),
        };
        let word = word(shown.environment);
        format!("{waiting}{word} · {} — {program}", shown.title)
    }
}

/// A desktop notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// Which profile.
    pub title: String,
    /// What waits.
    pub body: String,
}

/// Names an item for as long as it waits.
#[must_use]
pub fn key(item: &DeskItem) -> String {
    let subject = item.subject.map(|subject| subject.to_string());
    let subject = subject.unwrap_or_default();
    match &item.waits {
        Waits::Approval { action, .. } => format!("{} {subject}", action.label()),
        Waits::ActionNeeded => format!("action needed {subject}"),
        Waits::Proposal { .. } => format!("proposal {}", item.entry),
        Waits::Outcome(id) => format!("outcome {id}"),
        Waits::LockedDiffers(id)
        | Waits::Misfit(id)
        | Waits::Contradiction(id)
        | Waits::Alarm(id) => format!("card {id}"),
    }
}

/// One and many of a kind.
const fn words(waits: &Waits) -> (&'static str, &'static str) {
    match waits {
        Waits::Approval {
            action: TransactionAction::ApproveDeposit,
            ..
        } => ("deposit", "deposits"),
        Waits::Approval { .. } => ("quote", "quotes"),
        Waits::Proposal { .. } => ("proposal", "proposals"),
        Waits::Outcome(_) => ("unknown outcome", "unknown outcomes"),
        Waits::LockedDiffers(_) => ("locked amount that differs", "locked amounts that differ"),
        Waits::Misfit(_) => ("state that does not fit", "states that do not fit"),
        Waits::Contradiction(_) => ("contradiction", "contradictions"),
        Waits::Alarm(_) => ("card", "cards"),
        Waits::ActionNeeded => ("merchant", "merchants"),
    }
}

/// What is said of things that came to wait; none if there are none.
#[must_use]
pub fn alert<'a>(
    environment: Environment,
    profile: &str,
    fresh: impl Iterator<Item = &'a Waits>,
) -> Option<Alert> {
    let mut counts: Vec<((&str, &str), usize)> = Vec::new();
    for waits in fresh {
        let words = words(waits);
        match counts.iter_mut().find(|(other, _)| *other == words) {
            Some((_, count)) => *count = count.saturating_add(1),
            None => counts.push((words, 1)),
        }
    }
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    let kinds: Vec<String> = counts
        .into_iter()
        .map(|((one, many), count)| format!("{count} {}", if count == 1 { one } else { many }))
        .collect();
    let verb = if all == 1 { "waits" } else { "wait" };
    (all > 0).then(|| Alert {
        title: format!("{} · {profile}", word(environment)),
        body: format!("{} {verb} for a person.", kinds.join(", ")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn approval(action: TransactionAction) -> Waits {
        Waits::Approval {
            action,
            confirmed_by: None,
        }
    }

    #[test]
    fn what_came_to_wait_is_said_by_kind_and_number() {
        let quote = approval(TransactionAction::ApproveQuote);
        let deposit = approval(TransactionAction::ApproveDeposit);
        let of = |all: &[&Waits]| {
            let told = alert(Environment::Live, "Acme Ltd", all.iter().copied());
            told.map(|alert| (alert.title, alert.body))
        };
        assert_eq!(of(&[]), None);
        let (title, body) = of(&[&quote]).unwrap();
        assert_eq!(title, "LIVE · Acme Ltd");
        assert_eq!(body, "1 quote waits for a person.");
        let (_, body) = of(&[&quote, &deposit, &quote]).unwrap();
        assert_eq!(body, "2 quotes, 1 deposit wait for a person.");
    }

    #[test]
    fn the_title_tells_how_much_waits_at_the_profile_on_the_screen() {
        let mut counts = Counts::default();
        assert_eq!(counts.title("Console"), "Console");
        counts.take("live", 7);
        counts.take("sandbox", 2);
        counts.show(Some(Shown {
            name: "live".to_owned(),
            environment: Environment::Live,
            title: "Acme".to_owned(),
        }));
        assert_eq!(counts.title("Console"), "(7) LIVE · Acme — Console");
        assert_eq!(counts.total(), 9);
        counts.take("live", 0);
        assert_eq!(counts.title("Console"), "LIVE · Acme — Console");
        counts.forget("sandbox");
        assert_eq!(counts.total(), 0);
    }
}
