//! Indicative rates: read at a measured pace, whoever asks however often, and known again by what
//! was asked.

use crate::{
    ApiError, EngineError,
    api::{ApiRoom, Cause, detail},
    observation,
};
use domain::{Amount, Currency, Millis, TransactionKind, record::CallOutcome};
use ledger::Reader;
use partner_api::{Fields, Operation, endpoints::calculate_fx_rate::CalculateFxRate};
use std::{fmt, time::Duration};
use tokio::{sync::Mutex, time::Instant};

/// What a rate is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateQuestion {
    /// For what kind of transaction.
    pub kind: TransactionKind,
    /// What is deposited.
    pub from: Currency,
    /// What the receiver gets.
    pub to: Currency,
    /// How much the receiver gets.
    pub to_amount: Amount,
}

/// What a read of the rate gave.
#[derive(Debug, Clone)]
pub struct RateRead {
    /// The rate, and what would be deposited; what is not understood is none. Or why there is none.
    pub outcome: Result<Indicative, String>,
    /// When it was answered, or failed.
    pub at: Millis,
    /// The call's entry.
    pub sequence: u64,
}

/// A rate that binds nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicative {
    /// Source units for one target unit.
    pub rate: Option<Amount>,
    /// What would be deposited.
    pub amount: Option<Amount>,
}

/// How often the API is asked.
#[derive(Debug, Clone, Copy)]
pub struct RatePace {
    /// The same question is answered by the last read for so long.
    pub same: Duration,
    /// Between the end of a read and the next one's beginning.
    pub between: Duration,
}

impl Default for RatePace {
    fn default() -> Self {
        Self {
            same: Duration::from_secs(10),
            between: Duration::from_millis(500),
        }
    }
}

struct Last {
    question: RateQuestion,
    read: RateRead,
    ended: Instant,
}

/// The reads of rates of one profile.
#[derive(Default)]
pub struct Rates {
    pace: RatePace,
    // Held while a rate is read, so that there is one read at a time.
    last: Mutex<Option<Last>>,
}

impl fmt::Debug for Rates {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Rates")
            .field("pace", &self.pace)
            .finish_non_exhaustive()
    }
}

impl Rates {
    /// Reads at another pace.
    #[must_use]
    pub fn at(pace: RatePace) -> Self {
        Self {
            pace,
            last: Mutex::default(),
        }
    }

    /// Reads the rate, or gives what the last read of the same gave if that was just now.
    ///
    /// # Errors
    /// [`ApiError`]: nothing was read, or it could not be written down.
    pub async fn read(
        &self,
        room: &ApiRoom,
        question: RateQuestion,
        cause: Cause,
    ) -> Result<RateRead, ApiError> {
        let mut last = self.last.lock().await;
        if let Some(last) = last.as_ref() {
            if last.question == question && last.ended.elapsed() < self.pace.same {
                return Ok(last.read.clone());
            }
            if let Some(next) = last.ended.checked_add(self.pace.between) {
                tokio::time::sleep_until(next).await;
            }
        }
        let call = CalculateFxRate {
            kind: question.kind,
            from: question.from.clone(),
            to: question.to.clone(),
            to_amount: question.to_amount.clone(),
        };
        let observed = room.call(&call, cause).await?;
        let outcome = match observed.outcome {
            Ok(rate) => Ok(Indicative {
                rate: rate.rate().into_read(),
                amount: rate.amount().into_read(),
            }),
            Err(error) => Err(detail(&error.exchange, Some(&error))),
        };
        let read = RateRead {
            outcome,
            at: observed.exchange.ended,
            sequence: observed.sequence,
        };
        *last = Some(Last {
            question,
            read: read.clone(),
            ended: Instant::now(),
        });
        Ok(read)
    }
}

/// Whether an entry is a read of the rate that worked and asked for just this.
///
/// # Errors
/// [`EngineError`] if the ledger can't be read.
pub async fn is_rate_of(
    reader: &Reader,
    entry: u64,
    question: &RateQuestion,
) -> Result<bool, EngineError> {
    let read = match observation::read(reader, entry).await {
        Ok(read) => read,
        Err(EngineError::NoObservation(_)) => return Ok(false),
        Err(error) => return Err(error),
    };
    let operation = Operation::calculate_fx_rate(question.kind);
    let sent = read.sent.and_then(|sent| sent.body);
    let sent = sent.and_then(|body| Fields::parse(body.as_bytes()).ok());
    let is_same = sent.is_some_and(|sent| {
        let text = |name| sent.text(name).into_read();
        let amount = sent.amount("toAmount").into_read();
        text("fromCurrencySymbol").as_deref() == Some(question.from.as_str())
            && text("toCurrencySymbol").as_deref() == Some(question.to.as_str())
            && amount.is_some_and(|amount| amount.is_same(&question.to_amount))
    });
    let worked = read.facts.outcome == CallOutcome::Worked;
    Ok(worked && is_same && read.facts.operation == operation.id())
}
