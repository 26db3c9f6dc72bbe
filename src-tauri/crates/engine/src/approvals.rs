//! Approving: the facts that were shown, read again, compared, measured by the policy, and bound by
//! an intent before anything is sent.

pub mod after;
pub mod change;
pub mod deposit;
pub mod drawer;
mod freeze;
pub mod history;
mod measure;
pub mod operators;
mod order;
pub mod policies;
pub mod rules;
mod said;
mod shown;
mod signatures;
mod stop;
mod typed;

pub use after::{RedCard, RedCards, red_cards};
pub use change::{ChangeProposal, Wanted, WantedChange};
pub use deposit::{DepositReport, Evidence, Expected, Mismatch};
pub use drawer::{DetailsSeen, Drawer, indicative};
pub use freeze::{Freeze, Warning};
pub use history::Confirmation;
pub use operators::{
    Operator, Operators, OperatorsDone, OperatorsError, OperatorsProposal, OperatorsWish,
};
pub use order::Order;
pub use policies::{InForce, Policies, PolicyChange, Proposal};
pub use rules::{Identity, RuleChange, Rules};
pub use said::{NotNow, PutOff};
pub use shown::{Difference, Facts, Of, Read, ShownRef};
pub use stop::Stop;
pub use typed::{Asked, Typed, Whose, asked};

use crate::{
    By, EngineError,
    api::{ApiRoom, Cause, reading},
    chain,
    deed::Doer,
    intents::{IntentError, Intents, Told, Wish},
    rate_fall::Fall,
};
use domain::{
    ActionId, Policy, Subject, SubjectKind, TransactionAction, TransactionId, TransactionKind,
    record::AfterFacts,
};
use order::stop;
use std::{fmt, sync::Arc, time::Duration};
use tokio::sync::watch;

/// How long is what.
#[derive(Debug, Clone, Copy)]
pub struct ApprovalTimes {
    /// How old what was read may be when the request leaves.
    pub fresh: Duration,
    /// The pause after a read after an approval that did not work.
    pub again: Duration,
    /// How often the whole ledger is checked.
    pub check: Duration,
}

impl Default for ApprovalTimes {
    fn default() -> Self {
        Self {
            fresh: Duration::from_secs(10),
            again: Duration::from_secs(5),
            check: Duration::from_secs(60 * 60),
        }
    }
}

/// What the last check of the whole ledger said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trust {
    /// It was not checked yet.
    NotChecked,
    /// It is as it was written.
    Whole {
        /// How many entries were checked.
        size: u64,
    },
    /// It is not: what was found first.
    Damaged(String),
}

/// What all approvals of a profile share.
pub(crate) struct Core {
    room: Arc<ApiRoom>,
    times: ApprovalTimes,
    /// Held from the look at policy and sums until the intent is on disk: two that are decided at
    /// once could each fit the day's sum alone.
    deciding: Arc<tokio::sync::Mutex<()>>,
    after: tokio::sync::Mutex<after::Unread>,
    trust: watch::Sender<Trust>,
    fall: watch::Receiver<Option<Fall>>,
}

impl fmt::Debug for Core {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let trust = &*self.trust.borrow();
        out.debug_struct("Core")
            .field("trust", trust)
            .finish_non_exhaustive()
    }
}

impl Core {
    fn fallen(&self) -> Option<Warning> {
        self.fall.borrow().map(Warning::MatchRateFell)
    }
}

/// What a press gives.
#[derive(Debug, Clone)]
pub struct Press {
    /// What shall be done.
    pub action: TransactionAction,
    /// What kind of transaction.
    pub kind: TransactionKind,
    /// Which.
    pub id: TransactionId,
    /// What was shown.
    pub shown: ShownRef,
    /// What was typed of the account.
    pub typed: String,
    /// Why; empty if nothing was typed.
    pub reason: String,
    /// Of a deposit: what the person reports.
    pub deposit: Option<DepositReport>,
    /// Of a cancel: the partner's word for why.
    pub cancel_reason: Option<String>,
}

/// What became of a press.
#[derive(Debug, Clone)]
pub struct Pressed {
    /// How the action is.
    pub told: Told,
    /// What was read after it; none while nothing was.
    pub after: Option<AfterFacts>,
}

/// The approvals of one profile.
#[derive(Debug, Clone)]
pub struct Approvals {
    core: Arc<Core>,
    intents: Arc<Intents>,
}

impl fmt::Debug for Intents {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Intents").finish_non_exhaustive()
    }
}

impl Approvals {
    /// The approvals of a profile whose intents are open. `fall` tells whether the share of
    /// verified deliveries fell.
    #[must_use]
    pub fn new(
        intents: Arc<Intents>,
        room: Arc<ApiRoom>,
        times: ApprovalTimes,
        fall: watch::Receiver<Option<Fall>>,
    ) -> Self {
        let core = Core {
            room,
            times,
            deciding: Arc::default(),
            after: tokio::sync::Mutex::default(),
            trust: watch::Sender::new(Trust::NotChecked),
            fall,
        };
        Self {
            core: Arc::new(core),
            intents,
        }
    }

    /// What the last check of the ledger said, as it changes.
    #[must_use]
    pub fn trust(&self) -> watch::Receiver<Trust> {
        self.core.trust.subscribe()
    }

    /// Checks the whole ledger. Until it was found whole, nothing is approved.
    ///
    /// # Errors
    /// [`EngineError`] if it can't be read; nothing is approved then either.
    pub async fn verify(&self) -> Result<Trust, EngineError> {
        let checked = self.core.room.reader().check(|_| {}).await;
        let trust = match &checked {
            Ok(report) if report.is_whole() => Trust::Whole { size: report.size },
            Ok(report) => {
                let first = report.damage.first();
                let first = first.map_or_else(String::new, |damage| damage.detail.clone());
                Trust::Damaged(first)
            }
            Err(error) => Trust::Damaged(chain(error)),
        };
        self.core.trust.send_replace(trust.clone());
        checked?;
        Ok(trust)
    }

    /// Reads a transaction with its account and merchant, for a person who looks at it. `action` is
    /// what the person wants; without one it is what its state asks for.
    ///
    /// # Errors
    /// [`IntentError`].
    pub async fn open(
        &self,
        id: TransactionId,
        action: Option<TransactionAction>,
        by: impl Into<By>,
    ) -> Result<Drawer, IntentError> {
        let by = by.into();
        let cause = Cause::person(by.to_name());
        let kind = self.kind(id, cause.clone()).await?;
        let facts = shown::read(&self.core.room, kind, id, cause).await?;
        let status = &facts.transaction.status;
        let action = action
            .or_else(|| status.state().permits().next())
            .unwrap_or(TransactionAction::ApproveQuote);
        if !status.state().is_permitted(action) {
            let status = status.label().to_owned();
            return Err(stop(Stop::NotInThisState { action, status }));
        }
        let minted = mint().map_err(stop)?;
        let drawer = self.core.drawer(minted, action, facts, &by).await;
        drawer.map_err(stop)
    }

    async fn kind(&self, id: TransactionId, cause: Cause) -> Result<TransactionKind, IntentError> {
        let room = &self.core.room;
        let number = id.number();
        if let Some(kind) = reading::kind_of(&room.reader(), number).await? {
            return Ok(kind);
        }
        let kind = SubjectKind::Transaction;
        room.read_subject(Subject { kind, number }, None, cause)
            .await?;
        let found = reading::kind_of(&room.reader(), number).await?;
        found.ok_or_else(|| stop(Stop::Unread("the transaction's kind")))
    }

    fn order(&self, id: &ActionId, press: Press) -> Order {
        Order {
            action: press.action,
            id_of_action: id.clone(),
            kind: press.kind,
            id: press.id,
            shown: press.shown,
            typed: press.typed,
            reason: press.reason,
            deposit: press.deposit,
            cancel_reason: press.cancel_reason,
            core: Arc::clone(&self.core),
        }
    }

    /// Does what was pressed, once: reads, compares, asks the policy, and sends. After it worked
    /// the transaction is read again. The same id again tells what became of the first.
    ///
    /// # Errors
    /// [`IntentError`]; nothing was sent then.
    pub async fn press(
        &self,
        id: &ActionId,
        press: Press,
        by: impl Into<By>,
    ) -> Result<Pressed, IntentError> {
        let wish = Wish::OnTransaction(Box::new(self.order(id, press)));
        let told = self.intents.start(id, wish, by).await?;
        // The request was sent: what can't be read after it is read later.
        if let Err(error) = self.core.read_after().await {
            let error = chain(&error);
            tracing::warn!(error, "nothing could be read after an approval");
        }
        // Whoever goes on behind may have been faster. What can't be read now is no refusal.
        let after = after::after(&self.core.room.reader(), id).await;
        let after = after.unwrap_or_else(|error| {
            let error = chain(&error);
            tracing::warn!(error, "it is not known what was read after an approval");
            None
        });
        Ok(Pressed { told, after })
    }

    /// Takes a first person's word for the very facts that were shown; gives its entry.
    ///
    /// # Errors
    /// [`IntentError`]; nothing is written then.
    pub async fn confirm(
        &self,
        id: &ActionId,
        press: Press,
        by: impl Into<By>,
    ) -> Result<u64, IntentError> {
        let by = by.into();
        self.core.confirm(self.order(id, press), &by).await
    }

    /// Takes a first person's word for a change of where money goes; gives its entry. A second
    /// person then makes the very same change.
    ///
    /// # Errors
    /// [`Stop`]; nothing is written then.
    pub async fn propose(
        &self,
        id: &ActionId,
        wanted: &Wanted,
        note: &str,
        by: impl Into<By>,
    ) -> Result<u64, Stop> {
        let by = by.into();
        self.core.propose(id, wanted, (&by, note)).await
    }

    /// The changes of where money goes that wait for a second person.
    ///
    /// # Errors
    /// [`Stop`].
    pub async fn proposals(&self) -> Result<Vec<ChangeProposal>, Stop> {
        let rules = self.rules().await?;
        let now = self.core.room.clock().now();
        Ok(change::proposals(&self.core.room.reader(), &rules, now).await?)
    }

    /// Whether a person may make a change of where money goes now. A change of an account's details
    /// is asked about by its intent itself. Gives the parts that the entry which makes it has to
    /// hold.
    ///
    /// # Errors
    /// [`Stop`].
    pub async fn may_change(
        &self,
        wanted: &Wanted,
        by: impl Into<By>,
    ) -> Result<change::Parts, Stop> {
        change::allows(&self.core.room, wanted, None, &by.into()).await
    }

    /// Writes down a no, or a not yet, with its reason; gives its entry.
    ///
    /// # Errors
    /// [`Stop`]; nothing is written then.
    pub async fn put_off(&self, wish: NotNow, doer: Doer) -> Result<u64, Stop> {
        self.core.put_off(wish, doer).await
    }

    /// Policies and operators as the ledger tells them. What is proposed is told for as long as it
    /// counts.
    ///
    /// # Errors
    /// [`Stop`] if they can't be relied on.
    pub async fn rules(&self) -> Result<Rules, Stop> {
        let room = &self.core.room;
        let rules = rules::read(&room.reader(), room.environment()).await?;
        Ok(rules.at(room.clock().now()))
    }

    /// The policies as the ledger tells them.
    ///
    /// # Errors
    /// [`Stop`] if they can't be relied on.
    pub async fn policies(&self) -> Result<Policies, Stop> {
        Ok(self.rules().await?.policies)
    }

    /// Sets a policy, or proposes it to a second person where the one in force asks for one.
    ///
    /// # Errors
    /// [`Stop`]; nothing is written then.
    pub async fn change_policy(
        &self,
        policy: Policy,
        note: &str,
        by: impl Into<By>,
    ) -> Result<PolicyChange, Stop> {
        let by = by.into();
        let held = self.core.deciding.lock().await;
        let room = &self.core.room;
        let (environment, now) = (room.environment(), room.clock().now());
        let who = (&by, note);
        let changed = policies::change(room.writer(), environment, policy, who, now).await;
        drop(held);
        changed
    }

    /// Changes who is an operator, or proposes it where the policy in force takes two. The first
    /// operators need nobody: they sign for themselves.
    ///
    /// # Errors
    /// [`Stop`]; nothing is written then.
    pub async fn change_operators(
        &self,
        wish: OperatorsWish<'_>,
        note: &str,
        by: impl Into<By>,
    ) -> Result<OperatorsDone, Stop> {
        self.core.change_operators(wish, &by.into(), note).await
    }

    /// Reads what was not read yet after approvals that worked; says whether all could be read.
    ///
    /// # Errors
    /// [`IntentError`].
    pub async fn read_after(&self) -> Result<bool, IntentError> {
        Ok(self.core.read_after().await?.1)
    }

    /// Settles a card on an approval after which something else was locked.
    ///
    /// # Errors
    /// [`Stop`]; nothing is written then.
    pub async fn settle(&self, card: &str, note: &str, doer: Doer) -> Result<(), Stop> {
        self.core.settle(card, note, doer).await
    }
}

/// A new action's id, by chance.
pub(crate) fn mint() -> Result<ActionId, EngineError> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| EngineError::NoRandomBytes(error.to_string()))?;
    let hex = hex::encode(bytes);
    let letters = hex.chars().enumerate().flat_map(|(at, letter)| {
        let dash = matches!(at, 8 | 12 | 16 | 20).then_some('-');
        // Version 4, variant 1.
        let letter = match at {
            12 => '4',
            16 => '8',
            _ => letter,
        };
        dash.into_iter().chain([letter])
    });
    let text: String = letters.collect();
    let id = ActionId::parse(&text);
    id.map_err(|error| EngineError::NoRandomBytes(error.to_string()))
}

/// Checks the ledger and reads after approvals, until it is aborted. `tell` is called after each
/// change.
pub async fn watch(approvals: Approvals, tell: impl Fn() + Send + Sync) {
    let times = approvals.core.times;
    let mut changed = approvals.intents.changes();
    let mut check_at = tokio::time::Instant::now();
    loop {
        if tokio::time::Instant::now() >= check_at {
            if let Err(error) = approvals.verify().await {
                let error = chain(&error);
                tracing::error!(error, "the ledger could not be checked");
            }
            check_at = tokio::time::Instant::now() + times.check;
            tell();
        }
        let is_whole = match approvals.core.read_after().await {
            Ok((found, is_whole)) => {
                if !found.is_empty() {
                    tell();
                }
                is_whole
            }
            Err(error) => {
                let error = chain(&error);
                tracing::warn!(error, "nothing could be read after an approval");
                false
            }
        };
        let pause = async {
            if is_whole {
                std::future::pending::<()>().await;
            }
            tokio::time::sleep(times.again).await;
        };
        let goes_on = tokio::select! {
            changed = changed.changed() => changed.is_ok(),
            () = pause => true,
            () = tokio::time::sleep_until(check_at) => true,
        };
        if !goes_on {
            return;
        }
    }
}
