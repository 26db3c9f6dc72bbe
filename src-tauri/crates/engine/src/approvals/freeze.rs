//! When approvals are frozen, and when a person is warned.

use super::{DetailsSeen, Facts, Trust};
use crate::{EngineError, facts, rate_fall::Fall};
use domain::{Mark, Millis, SubjectKind};
use ledger::Reader;
use partner_api::CLOCK_OFFSET_MAX;
use std::fmt;

/// Why nothing is approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Freeze {
    /// The API can't be read.
    ApiUnread(String),
    /// This machine's clock and the server's differ by more than two minutes.
    ClockOff {
        /// By how many milliseconds the server's is ahead.
        millis: i64,
    },
    /// The ledger was not checked yet.
    LedgerNotChecked,
    /// The ledger is not as it was written.
    LedgerDamaged(String),
    /// A read of the API says otherwise than a delivery that nobody has looked at.
    Contradicted {
        /// Which fact.
        field: String,
        /// The delivery's entry.
        delivery: u64,
    },
}

impl fmt::Display for Freeze {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ApiUnread(why) => write!(out, "the API can't be read ({why})"),
            Self::ClockOff { millis } => write!(
                out,
                "this machine's clock and the server's differ by {} seconds",
                millis.unsigned_abs() / 1000
            ),
            Self::LedgerNotChecked => out.write_str("the ledger is still being checked"),
            Self::LedgerDamaged(what) => write!(out, "the ledger does not verify ({what})"),
            Self::Contradicted { field, delivery } => write!(
                out,
                "the API says otherwise of {field} than the delivery {delivery}"
            ),
        }
    }
}

/// What a person is warned of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// An answer had no `Date`, so it is not known whether the clocks agree.
    NoDate,
    /// Fewer deliveries than usual are verified. It asks for a typed reason.
    MatchRateFell(Fall),
    /// The account's details changed not long ago.
    DetailsChanged(DetailsSeen),
    /// What a delivery said and its hash does not cover is not what the API says.
    SaidOtherwise(String),
}

impl Warning {
    /// Whether a reason has to be typed.
    #[must_use]
    pub const fn asks_for_reason(&self) -> bool {
        matches!(self, Self::MatchRateFell(_))
    }

    /// When it was seen, and the entry that shows it, where it is of one.
    #[must_use]
    pub const fn seen(&self) -> Option<(Millis, u64)> {
        match self {
            Self::DetailsChanged(DetailsSeen { at, entry, .. }) => Some((*at, *entry)),
            Self::NoDate | Self::MatchRateFell(_) | Self::SaidOtherwise(_) => None,
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoDate => out.write_str(
                "an answer told no time, so it is not known whether this machine's clock is right",
            ),
            Self::MatchRateFell(fall) => write!(
                out,
                "of {} deliveries of the last day only {} were verified",
                fall.day.kept, fall.day.verified
            ),
            Self::DetailsChanged(DetailsSeen { what, .. }) => write!(
                out,
                "the receiver account's details changed ({})",
                what.join(", ")
            ),
            Self::SaidOtherwise(field) => write!(
                out,
                "a delivery said otherwise of {field}, which its hash does not cover"
            ),
        }
    }
}

/// What facts say of clocks.
pub fn of_clocks(facts: &Facts) -> (Vec<Freeze>, Vec<Warning>) {
    let offsets = facts.reads.map(|read| read.clock);
    let off = offsets
        .into_iter()
        .flatten()
        .filter(|clock| clock.surely_exceeds(CLOCK_OFFSET_MAX))
        .max_by_key(|clock| clock.millis.unsigned_abs());
    let frozen = off.map(|clock| Freeze::ClockOff {
        millis: clock.millis,
    });
    let warned = offsets.contains(&None).then_some(Warning::NoDate);
    (frozen.into_iter().collect(), warned.into_iter().collect())
}

/// What the check of the ledger says.
pub fn of_ledger(trust: &Trust) -> Option<Freeze> {
    match trust {
        Trust::NotChecked => Some(Freeze::LedgerNotChecked),
        Trust::Damaged(what) => Some(Freeze::LedgerDamaged(what.clone())),
        Trust::Whole { .. } => None,
    }
}

/// What deliveries say that the newest read contradicts. A status, and what a hash covers, freezes;
/// the rest warns, since whoever relays a delivery may have altered it.
///
/// # Errors
/// [`EngineError`].
pub async fn of_deliveries(
    reader: &Reader,
    facts: &Facts,
) -> Result<(Vec<Freeze>, Vec<Warning>), EngineError> {
    let subject = facts.subject();
    let known = facts::subject_facts(reader, subject).await?;
    let (mut frozen, mut warned) = (Vec::new(), Vec::new());
    for fact in known.facts {
        let other = fact.other.filter(|_| fact.mark == Mark::Contradicted);
        let Some(other) = other else { continue };
        if fact.name == facts::status_name(SubjectKind::Transaction) {
            frozen.push(Freeze::Contradicted {
                field: fact.name,
                delivery: other.sequence,
            });
        } else {
            warned.push(Warning::SaidOtherwise(fact.name));
        }
    }
    Ok((frozen, warned))
}
