//! Who may approve what alone: limits, the second person, how long a word counts. Pure.

use crate::{Amount, Currency, TransactionAction};
use serde::{Deserialize, Serialize};
use std::{cmp::Ordering, fmt};

/// The longest time for which a person's word counts, in minutes.
pub const EXPIRY_MINUTES_MAX: u32 = 24 * 60;
/// The most currencies that have limits.
pub const LIMITS_MAX: usize = 100;

/// For how many people a profile is set up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Staffing {
    /// One person approves alone. Above a limit nothing is approved.
    OneOperator,
    /// Above a limit, or where there is none, a second person is needed.
    TwoOrMore,
}

/// What one person may approve alone in a currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// The symbol as the partner writes it, network included.
    pub currency: Currency,
    /// The most for one approval; none if none is set.
    #[serde(default)]
    pub one: Option<Amount>,
    /// The most for the sum of 24 hours, this one included; none if none is set.
    #[serde(default)]
    pub day: Option<Amount>,
}

/// The policy of a profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// For how many people it is.
    pub staffing: Staffing,
    /// The limits, by what is deposited: `fromAmount` and its currency.
    pub limits: Vec<Limit>,
    /// Whether who made a transaction may approve it alone.
    pub self_approval: bool,
    /// For how long counts what a person saw, and what a first person confirmed, in minutes.
    pub expires_after_minutes: u32,
    /// Whether characters of the account are typed at each approval.
    pub typing: bool,
}

/// Why a policy can't be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PolicyError {
    /// No such time.
    #[error("a word counts for 1 to {EXPIRY_MINUTES_MAX} minutes, not {0}")]
    Expiry(u32),
    /// It stands twice.
    #[error("{0} has limits twice")]
    Twice(Currency),
    /// There are too many.
    #[error("limits are for {LIMITS_MAX} currencies at most")]
    TooMany,
    /// A limit is under nothing.
    #[error("the limit {limit} {currency} is under nothing")]
    Negative {
        /// The limit.
        limit: Amount,
        /// Its currency.
        currency: Currency,
    },
    /// In a profile for one there is nobody else.
    #[error("in a profile for one operator, who makes a transaction has to be able to approve it")]
    NobodyElse,
}

impl Policy {
    /// One operator, no limits: the simulator's.
    #[must_use]
    pub const fn for_one() -> Self {
        Self {
            staffing: Staffing::OneOperator,
            limits: Vec::new(),
            self_approval: true,
            expires_after_minutes: 15,
            typing: true,
        }
    }

    /// Two or more operators, no limits: a second person is needed for everything.
    #[must_use]
    pub const fn for_two() -> Self {
        Self {
            staffing: Staffing::TwoOrMore,
            limits: Vec::new(),
            self_approval: false,
            expires_after_minutes: 15,
            typing: true,
        }
    }

    /// Whether it can be a policy.
    ///
    /// # Errors
    /// [`PolicyError`].
    pub fn check(&self) -> Result<(), PolicyError> {
        if !(1..=EXPIRY_MINUTES_MAX).contains(&self.expires_after_minutes) {
            return Err(PolicyError::Expiry(self.expires_after_minutes));
        }
        if self.limits.len() > LIMITS_MAX {
            return Err(PolicyError::TooMany);
        }
        if self.staffing == Staffing::OneOperator && !self.self_approval {
            return Err(PolicyError::NobodyElse);
        }
        for (at, limit) in self.limits.iter().enumerate() {
            let mut before = self.limits.iter().take(at);
            if before.any(|other| other.currency == limit.currency) {
                return Err(PolicyError::Twice(limit.currency.clone()));
            }
            let amounts = limit.one.iter().chain(&limit.day);
            if let Some(amount) = amounts.into_iter().find(|amount| amount.is_negative()) {
                return Err(PolicyError::Negative {
                    limit: amount.clone(),
                    currency: limit.currency.clone(),
                });
            }
        }
        Ok(())
    }

    fn limit(&self, currency: &Currency) -> Option<&Limit> {
        self.limits.iter().find(|one| one.currency == *currency)
    }
}

/// What a policy is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// Something is done to a transaction.
    Transaction(TransactionAction),
    /// Where the money of a receiver account goes is changed.
    ChangeBankDetails,
    /// The path of an operation that moves money is changed.
    ChangeOperationPath,
    /// The policy itself is changed.
    ChangePolicy,
    /// Who is an operator is changed.
    ChangeOperators,
}

impl Deed {
    /// Whether it is measured by an amount.
    const fn has_amount(self) -> bool {
        match self {
            Self::Transaction(action) => !matches!(action, TransactionAction::Cancel),
            Self::ChangeBankDetails
            | Self::ChangeOperationPath
            | Self::ChangePolicy
            | Self::ChangeOperators => false,
        }
    }

    /// Its word in what is signed.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Transaction(TransactionAction::ApproveQuote) => "approve_quote",
            Self::Transaction(TransactionAction::ApproveDeposit) => "approve_deposit",
            Self::Transaction(TransactionAction::Cancel) => "cancel",
            Self::ChangeBankDetails => "change_bank_details",
            Self::ChangeOperationPath => "change_operation_path",
            Self::ChangePolicy => "change_policy",
            Self::ChangeOperators => "change_operators",
        }
    }
}

/// What a policy is asked.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// What shall be done.
    pub deed: Deed,
    /// How much of what; none where nothing is measured.
    pub money: Option<(&'a Amount, &'a Currency)>,
    /// What was approved of the same in the 24 hours before; none if that can't be known.
    pub day_before: Option<&'a Amount>,
    /// Who does it; none if nobody is named.
    pub by: Option<&'a str>,
    /// Who made the transaction, if that is known.
    pub made_by: Option<&'a str>,
    /// Who confirmed the very same before, as long as that counts.
    pub confirmed_by: Option<&'a str>,
}

/// Why one person is not enough, or nobody is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It is above the limit for one.
    AboveOne(Amount),
    /// With it the day's sum is above the limit.
    AboveDay(Amount),
    /// The day's sum can't be known, or the amount can't be reckoned with.
    NotReckoned,
    /// No limit is set for this currency.
    NoLimit(Currency),
    /// The person made the transaction.
    OwnTransaction,
    /// The person is the first one.
    OwnWord,
    /// It always takes two here.
    AlwaysTwo,
    /// Nobody is named who does it.
    Nobody,
    /// Who does it is no enrolled operator, or has not unlocked the key.
    NotAnOperator,
    /// There is no amount to measure.
    NoAmount,
}

impl fmt::Display for Why {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AboveOne(limit) => {
                write!(out, "it is above the limit of {limit} for one approval")
            }
            Self::AboveDay(limit) => {
                write!(
                    out,
                    "with it the sum of 24 hours is above the limit of {limit}"
                )
            }
            Self::NotReckoned => out.write_str("the sum of 24 hours can't be known"),
            Self::NoLimit(currency) => write!(out, "no limit is set for {currency}"),
            Self::OwnTransaction => {
                out.write_str("who made a transaction does not approve it alone")
            }
            Self::OwnWord => {
                out.write_str("you confirmed it as the first; another person has to approve it")
            }
            Self::AlwaysTwo => out.write_str("this always takes two people here"),
            Self::Nobody => out.write_str("nobody is named who does it"),
            Self::NotAnOperator => {
                out.write_str("who works at the console is no enrolled operator here, or is locked")
            }
            Self::NoAmount => out.write_str("there is no amount to measure"),
        }
    }
}

/// What a policy says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Demand {
    /// It may be done. `alone` is said on an approval that no second person saw.
    Allowed {
        /// Whether one person does it alone.
        alone: bool,
    },
    /// A second person has to confirm the very same first.
    SecondPerson(Vec<Why>),
    /// It may not be done.
    Refused(Vec<Why>),
}

/// Whether two names are of one person, for all that can be told by names: blanks and case are no
/// difference.
#[must_use]
pub fn is_same_person(one: &str, other: &str) -> bool {
    let words =
        |name: &str| -> Vec<String> { name.split_whitespace().map(str::to_lowercase).collect() };
    words(one) == words(other)
}

impl Policy {
    /// Whether something may be done.
    #[must_use]
    pub fn demands(&self, ask: &Ask<'_>) -> Demand {
        match self.staffing {
            Staffing::OneOperator => {
                let why = self.above(ask, false);
                if why.is_empty() {
                    Demand::Allowed { alone: true }
                } else {
                    Demand::Refused(why)
                }
            }
            Staffing::TwoOrMore => self.of_two(ask),
        }
    }

    fn of_two(&self, ask: &Ask<'_>) -> Demand {
        let named = |name: Option<&str>| name.is_some_and(|name| !name.trim().is_empty());
        let (Some(by), true) = (ask.by, named(ask.by)) else {
            return Demand::Refused(vec![Why::Nobody]);
        };
        if ask.deed.has_amount() && ask.money.is_none() {
            return Demand::Refused(vec![Why::NoAmount]);
        }
        let mut why = if ask.deed.has_amount() {
            self.above(ask, true)
        } else {
            vec![Why::AlwaysTwo]
        };
        let is_own = ask.made_by.is_some_and(|made| is_same_person(made, by));
        if ask.deed.has_amount() && is_own && !self.self_approval {
            why.push(Why::OwnTransaction);
        }
        if why.is_empty() {
            return Demand::Allowed { alone: true };
        }
        let second = ask.confirmed_by.filter(|name| !name.trim().is_empty());
        if second.is_some_and(|second| !is_same_person(second, by)) {
            Demand::Allowed { alone: false }
        } else {
            Demand::SecondPerson(why)
        }
    }

    /// Why it is above what is set. `is_needed` says whether having no limit is a reason too.
    fn above(&self, ask: &Ask<'_>, is_needed: bool) -> Vec<Why> {
        if !ask.deed.has_amount() {
            return Vec::new();
        }
        let Some((amount, currency)) = ask.money else {
            return if self.limits.is_empty() {
                Vec::new()
            } else {
                vec![Why::NoAmount]
            };
        };
        let limit = self.limit(currency);
        let one = limit.and_then(|limit| limit.one.as_ref());
        let day = limit.and_then(|limit| limit.day.as_ref());
        let mut why = Vec::new();
        if is_needed && (one.is_none() || day.is_none()) {
            why.push(Why::NoLimit(currency.clone()));
        }
        if let Some(one) = one {
            match amount.compare(one) {
                Some(Ordering::Greater) => why.push(Why::AboveOne(one.clone())),
                Some(Ordering::Less | Ordering::Equal) => {}
                None => why.push(Why::NotReckoned),
            }
        }
        if let Some(day) = day {
            let sum = ask.day_before.and_then(|before| before.plus(amount));
            match sum.and_then(|sum| sum.compare(day)) {
                Some(Ordering::Greater) => why.push(Why::AboveDay(day.clone())),
                Some(Ordering::Less | Ordering::Equal) => {}
                None => why.push(Why::NotReckoned),
            }
        }
        why
    }
}

#[cfg(test)]
mod tests;
