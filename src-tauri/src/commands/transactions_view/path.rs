//! The path of a transaction: its steps, how long each took, what does not fit.

use super::super::{catalog_view::state_word, console::small};
use catalog::{Object, SinceBy, Step};
use contract::{PathStep, StatusMisfit, StepPlace};
use domain::{
    ClientStatus, Millis, TransactionState, fit,
    status::TRANSACTION_NONE,
    transaction_path::{Fit, PATH},
};

/// The words of the steps that a path has, without their prefix.
pub const WORDS: [&str; 5] = [
    state_word(TransactionState::Pending),
    state_word(TransactionState::AwaitingQuoteApproval),
    state_word(TransactionState::AwaitingDeposit),
    state_word(TransactionState::InProgress),
    state_word(TransactionState::Completed),
];

fn state(step: &Step) -> TransactionState {
    ClientStatus::read(&step.status).state()
}

const fn short(state: TransactionState) -> &'static str {
    match state {
        TransactionState::AwaitingQuoteApproval => "Quote",
        TransactionState::AwaitingDeposit => "Deposit",
        other => other.label(),
    }
}

/// The known steps, with when the transaction was made.
struct Taken<'a> {
    steps: &'a [Step],
    created: Option<Millis>,
}

impl Taken<'_> {
    /// Between which moments a step began; the first may not be known.
    fn began(&self, at: usize) -> Option<(Option<Millis>, Millis)> {
        let step = self.steps.get(at)?;
        let earliest = match step.by {
            SinceBy::Delivery => Some(step.by_then),
            SinceBy::Read if at == 0 => step.not_before.or(self.created),
            SinceBy::Read => step.not_before,
        };
        Some((earliest.filter(|one| *one <= step.by_then), step.by_then))
    }

    /// For how many seconds it lasted, at least and at most.
    fn lasted(&self, at: usize) -> (Option<u32>, Option<u32>) {
        let next = self.began(at.saturating_add(1));
        let (Some((begun, surely)), Some((left, gone))) = (self.began(at), next) else {
            return (None, None);
        };
        let least = left.map(|left| seconds(surely, left));
        (least, begun.map(|begun| seconds(begun, gone)))
    }
}

fn seconds(from: Millis, to: Millis) -> u32 {
    let ms = to.0.saturating_sub(from.0).max(0);
    u32::try_from(ms / 1000).unwrap_or(u32::MAX)
}

fn bare(word: &str, place: StepPlace) -> PathStep {
    PathStep {
        word: word.to_owned(),
        place,
        at: None,
        not_before: None,
        is_exact: false,
        least_s: None,
        most_s: None,
        median_s: None,
        median_of: 0,
    }
}

/// The path, from its first step to its end. `medians` tell by a step's word how long it takes.
pub fn path(listed: Option<&Object>, medians: &[(String, (i64, u64))]) -> Vec<PathStep> {
    let transaction = listed.and_then(Object::transaction);
    let taken = Taken {
        steps: transaction.map_or(&[], |one| &one.steps),
        created: listed.and_then(|one| one.created),
    };
    let newest = taken.steps.last();
    let place_of = |state| PATH.iter().position(|one| *one == state);
    let now = newest.map_or(TransactionState::None, state);
    let furthest = match place_of(now) {
        Some(place) => place,
        // It ended, or went to a state that is not known, from the furthest step that was seen.
        None => {
            let seen = taken.steps.iter().filter_map(|step| place_of(state(step)));
            seen.max().unwrap_or(0)
        }
    };
    let mut path = Vec::new();
    for (place, of) in PATH.iter().enumerate().skip(1) {
        let seen = taken.steps.iter().rposition(|step| state(step) == *of);
        let stands = match seen {
            Some(_) if *of == now && !of.is_end() => StepPlace::Now,
            Some(_) if place <= furthest => StepPlace::Done,
            None if place <= furthest => StepPlace::NotSeen,
            _ if now.is_end() && now != *of => StepPlace::Never,
            _ => StepPlace::Ahead,
        };
        let told = seen.filter(|_| matches!(stands, StepPlace::Now | StepPlace::Done));
        path.push(step(&taken, short(*of), stands, told, medians));
        if place == furthest && place_of(now).is_none() {
            path.extend(beside(&taken, medians));
        }
    }
    if furthest == 0 && place_of(now).is_none() {
        path.splice(0..0, beside(&taken, medians));
    }
    path
}

/// The newest step, which is none of the path.
fn beside(taken: &Taken<'_>, medians: &[(String, (i64, u64))]) -> Option<PathStep> {
    let at = taken.steps.len().checked_sub(1)?;
    let newest = taken.steps.get(at)?;
    let status = ClientStatus::read(&newest.status);
    let place = match status.state().is_end() {
        true => StepPlace::Done,
        false => StepPlace::Now,
    };
    Some(step(taken, status.label(), place, Some(at), medians))
}

fn step(
    taken: &Taken<'_>,
    word: &str,
    place: StepPlace,
    told: Option<usize>,
    medians: &[(String, (i64, u64))],
) -> PathStep {
    let known = told.and_then(|at| Some((at, taken.steps.get(at)?)));
    let Some((at, step)) = known else {
        return bare(word, place);
    };
    let (least_s, most_s) = taken.lasted(at);
    let part = ClientStatus::read(&step.status);
    let median = medians.iter().find(|(word, _)| word == part.part());
    let is_exact = step.by == SinceBy::Delivery;
    let (earliest, _) = taken.began(at).unwrap_or((None, step.by_then));
    PathStep {
        at: Some(step.by_then.to_rfc3339()),
        not_before: earliest.filter(|_| !is_exact).map(Millis::to_rfc3339),
        is_exact,
        least_s,
        most_s,
        median_s: median.map(|(_, (ms, _))| seconds(Millis(0), Millis(*ms))),
        median_of: median.map_or(0, |(_, (_, of))| small(*of)),
        ..bare(word, place)
    }
}

/// The statuses that do not follow from the one before them, the newest first.
pub fn misfits(listed: Option<&Object>) -> Vec<StatusMisfit> {
    let transaction = listed.and_then(Object::transaction);
    let steps = transaction.map_or(&[][..], |one| &one.steps);
    let first = steps.first().and_then(|step| {
        let is_known = state(step) != TransactionState::Unrecognised;
        let what = Fit::NotKnown.explanation(TRANSACTION_NONE, &step.status);
        Some((step, what.filter(|_| !is_known)?))
    });
    let later = steps.iter().zip(steps.iter().skip(1));
    let later = later.filter_map(|(from, to)| {
        let what = fit(&from.status, &to.status).explanation(&from.status, &to.status)?;
        Some((to, what))
    });
    let all = first.into_iter().chain(later);
    let all = all.map(|(step, what)| StatusMisfit {
        at: step.by_then.to_rfc3339(),
        what,
    });
    let mut all: Vec<StatusMisfit> = all.collect();
    all.reverse();
    all
}
