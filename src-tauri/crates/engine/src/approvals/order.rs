//! A press: reads → compare → policy → freeze → intent, in this order and in time.

use super::{
    Core, DepositReport, Facts, Stop, Warning, deposit, freeze, policies,
    rules::{self, Identity, Rules},
    shown::{self, ShownRef},
    signatures::{self, Signed},
    typed,
};
use crate::{
    By,
    api::Cause,
    deed,
    intents::{Bound, IntentError, Prepared, Request},
};
use domain::{
    ActionId, Amount, Deed, Demand, Policy, Subject, SubjectKind, TransactionAction, TransactionId,
    TransactionKind,
    record::{Approved, Money, PART_APPROVAL, PART_SIGNATURES, SUBJECT_APPROVALS, Says},
};
use partner_api::{
    Operation,
    endpoints::{
        approve_deposit::ApproveDeposit, approve_quote::ApproveQuote,
        cancel_transaction::CancelTransaction,
    },
};
use std::sync::Arc;
use tokio::{sync::OwnedMutexGuard, time::Instant};

/// How often it is read anew where reading took too long.
const ROUNDS_MAX: u32 = 3;

/// What a person wants of a transaction, for the facts that were shown.
#[derive(Debug, Clone)]
pub struct Order {
    /// What shall be done.
    pub action: TransactionAction,
    /// The id that was minted with the drawer.
    pub id_of_action: ActionId,
    /// What kind of transaction.
    pub kind: TransactionKind,
    /// Which.
    pub id: TransactionId,
    /// What was shown.
    pub shown: ShownRef,
    /// What was typed of the account.
    pub typed: String,
    /// Why, in the person's words; empty if nothing was typed.
    pub reason: String,
    /// Of a deposit: what the person reports.
    pub deposit: Option<DepositReport>,
    /// Of a cancel: the partner's word for why.
    pub cancel_reason: Option<String>,
    pub(super) core: Arc<Core>,
}

/// What was found good, with what an intent binds of it.
pub(super) struct Good {
    pub facts: Facts,
    pub approved: Approved,
    pub fresh_until: Instant,
    pub demand: Demand,
    pub policy: Policy,
    pub rules: Rules,
    /// Held: nobody else decides until it is dropped.
    pub deciding: OwnedMutexGuard<()>,
}

impl Order {
    /// The operation that it calls.
    #[must_use]
    pub fn operation(&self) -> Operation {
        match self.action {
            TransactionAction::ApproveQuote => Operation::approve_quote(self.kind),
            TransactionAction::ApproveDeposit => Operation::approve_deposit(self.kind),
            TransactionAction::Cancel => Operation::cancel_transaction(self.kind),
        }
    }

    /// The transaction as a subject.
    #[must_use]
    pub const fn subject(&self) -> Subject {
        Subject {
            kind: SubjectKind::Transaction,
            number: self.id.number(),
        }
    }

    /// Looks whether it may be done now, and makes the request.
    pub(crate) async fn prepare(self, by: &By) -> Result<Prepared, IntentError> {
        let good = self.look(by).await?;
        match &good.demand {
            Demand::Allowed { .. } => {}
            Demand::SecondPerson(why) => {
                return Err(Stop::SecondPerson(why.clone()).into());
            }
            Demand::Refused(why) => return Err(Stop::Refused(why.clone()).into()),
        }
        let text = serde_json::to_string(&good.approved);
        let text = text.map_err(|error| IntentError::NotMade(error.to_string()))?;
        let mut parts = vec![(PART_APPROVAL, text)];
        parts.extend(self.signature(&good, &parts, by).map_err(stop)?);
        let before = good.facts.transaction.fields.to_json();
        Ok(Prepared {
            request: self.request(),
            before: Some(before),
            agreements: None,
            bound: Bound {
                parts,
                subjects: vec![SUBJECT_APPROVALS],
                fresh_until: Some(good.fresh_until),
                deciding: Some(good.deciding),
            },
        })
    }

    /// The signature of all that the intent binds; none where nobody is enrolled.
    fn signature(
        &self,
        good: &Good,
        bound: &[(&'static str, String)],
        by: &By,
    ) -> Result<Option<(&'static str, String)>, Stop> {
        let (Identity::Signs(_), Some(key)) = (good.rules.identify(by), by.key()) else {
            return Ok(None);
        };
        let subject = self.subject().to_string();
        let bound: String = bound.iter().map(|(_, text)| text.as_str()).collect();
        let bound = signatures::hash("partner-console bound 1", &bound);
        let signed = Signed {
            ledger: good.rules.ledger(),
            says: Says::Does,
            deed: Deed::Transaction(self.action),
            action: Some(&self.id_of_action),
            subject: &subject,
            facts: &good.approved.facts_hash,
            bound: Some(&bound),
            policy: good.approved.policy,
            confirms: good.approved.confirmed,
        };
        let signed = signed.by(key, self.core.room.clock().now())?;
        Ok(Some((PART_SIGNATURES, signatures::part(&[signed])?)))
    }

    fn request(&self) -> Request {
        let (kind, id) = (self.kind, self.id);
        match self.action {
            TransactionAction::ApproveQuote => Request::ApproveQuote(ApproveQuote { kind, id }),
            TransactionAction::ApproveDeposit => {
                let report = self.deposit.as_ref();
                let confirmation_url = report.and_then(|report| report.evidence.url.clone());
                Request::ApproveDeposit(ApproveDeposit {
                    kind,
                    id,
                    confirmation_url,
                })
            }
            TransactionAction::Cancel => Request::CancelTransaction(CancelTransaction {
                kind,
                id,
                reason: self.cancel_reason.clone(),
                other_reason: Some(self.reason.trim().to_owned()),
            }),
        }
    }

    fn is_approval(&self) -> bool {
        self.action != TransactionAction::Cancel
    }

    /// Everything before the intent.
    pub(super) async fn look(&self, by: &By) -> Result<Good, IntentError> {
        let core = &self.core;
        let reader = core.room.reader();
        let now = core.room.clock().now();
        let reason = deed::words(&self.reason).map_err(stop)?;
        let environment = core.room.environment();
        let rules = rules::read(&reader, environment).await.map_err(stop)?;
        let policy = rules.policies.in_force.ok_or(Stop::NoPolicy);
        let policy = policy.map_err(stop)?.policy;
        let shown = shown::load(&reader, self.kind, self.id, self.action, &self.shown)
            .await
            .map_err(stop)?;
        if policies::is_over(&policy, shown.since(), now) {
            return Err(stop(Stop::TooOld(policy.expires_after_minutes)));
        }
        let typed = self.check_typed(&policy, &shown).map_err(stop)?;
        if self.action == TransactionAction::Cancel && reason.is_none() {
            let why = vec!["a transaction is not ended without one".to_owned()];
            return Err(stop(Stop::ReasonNeeded(why)));
        }
        for _ in 0..ROUNDS_MAX {
            let fresh_until = Instant::now() + core.times.fresh;
            let good = self
                .round(&shown, (&typed, reason.as_deref()), fresh_until, by)
                .await?;
            if Instant::now() < fresh_until {
                return Ok(good);
            }
        }
        Err(stop(Stop::TooSlow))
    }

    fn check_typed(&self, policy: &Policy, shown: &Facts) -> Result<String, Stop> {
        if !policy.typing || !self.is_approval() {
            return Ok("Nothing had to be typed.".to_owned());
        }
        let asked = typed::asked(shown, self.action, &self.id_of_action);
        let asked = asked.ok_or(Stop::Unread("fromAmount"))?;
        if asked.accepts(&self.typed) {
            Ok(format!("Typed: {}.", asked.typed))
        } else {
            Err(Stop::Typed(asked.typed))
        }
    }

    async fn round(
        &self,
        shown: &Facts,
        (typed, reason): (&str, Option<&str>),
        fresh_until: Instant,
        by: &By,
    ) -> Result<Good, IntentError> {
        let core = &self.core;
        let cause = Cause::person(by.to_name());
        let facts = shown::read(&core.room, self.kind, self.id, cause).await?;
        let differences = shown.differences(&facts, self.action);
        if !differences.is_empty() {
            return Err(stop(Stop::Differs(differences)));
        }
        self.permits(&facts).map_err(stop)?;
        let deciding = Arc::clone(&core.deciding).lock_owned().await;
        let asked = core.ask(&facts, self.action, by).await.map_err(stop)?;
        let mut warnings = self.freeze(&facts).await.map_err(stop)?;
        warnings.extend(core.fallen());
        self.needs_reason(&facts, &warnings, reason).map_err(stop)?;
        let deposit = self.deposit.as_ref().map(serde_json::to_string);
        let deposit = deposit.transpose();
        let deposit = deposit.map_err(|error| IntentError::NotMade(error.to_string()))?;
        let approved = Approved {
            deed: Deed::Transaction(self.action),
            facts_hash: facts.hash(self.action),
            facts: facts.canonical(self.action),
            shown: shown.entries(),
            read: facts.entries(),
            money: money(&facts),
            receives: receives(&facts),
            policy: asked.entry,
            alone: matches!(asked.demand, Demand::Allowed { alone: true }),
            confirmed: asked.took_two(),
            typed: typed.to_owned(),
            warnings: warnings.iter().map(ToString::to_string).collect(),
            reason: reason.map(str::to_owned),
            deposit,
        };
        Ok(Good {
            facts,
            approved,
            fresh_until,
            demand: asked.demand,
            policy: asked.policy,
            rules: asked.rules,
            deciding,
        })
    }

    /// What the fresh facts permit.
    fn permits(&self, facts: &Facts) -> Result<(), Stop> {
        let status = &facts.transaction.status;
        if !status.state().is_permitted(self.action) {
            return Err(Stop::NotInThisState {
                action: self.action,
                status: status.label().to_owned(),
            });
        }
        if !self.is_approval() {
            return Ok(());
        }
        approvable(facts)?;
        if self.action == TransactionAction::ApproveDeposit {
            let report = self.deposit.as_ref();
            let report = report.ok_or(Stop::Report("what was deposited has to be reported"))?;
            deposit::check_evidence(report)?;
        }
        Ok(())
    }

    fn needs_reason(
        &self,
        facts: &Facts,
        warnings: &[Warning],
        reason: Option<&str>,
    ) -> Result<(), Stop> {
        let mut why: Vec<String> = warnings
            .iter()
            .filter(|warning| warning.asks_for_reason())
            .map(ToString::to_string)
            .collect();
        if let Some(report) = &self.deposit {
            let found = deposit::mismatches(&deposit::expected(facts), report);
            why.extend(found.iter().map(ToString::to_string));
        }
        if reason.is_none() && !why.is_empty() {
            return Err(Stop::ReasonNeeded(why));
        }
        Ok(())
    }

    async fn freeze(&self, facts: &Facts) -> Result<Vec<Warning>, Stop> {
        let core = &self.core;
        let mut frozen: Vec<freeze::Freeze> = freeze::of_ledger(&core.trust.borrow())
            .into_iter()
            .collect();
        let mut warned = Vec::new();
        // Ending a transaction is the safe way out: it needs the ledger alone.
        if self.is_approval() {
            let (clocks, no_date) = freeze::of_clocks(facts);
            let (said, otherwise) = freeze::of_deliveries(&core.room.reader(), facts).await?;
            frozen.extend(clocks.into_iter().chain(said));
            warned.extend(no_date.into_iter().chain(otherwise));
        }
        if frozen.is_empty() {
            Ok(warned)
        } else {
            Err(Stop::Frozen(frozen))
        }
    }
}

/// That merchant and account may be used, and that all is read without which nothing is approved.
pub(super) fn approvable(facts: &Facts) -> Result<(), Stop> {
    let transaction = &facts.transaction;
    let mut found = Vec::new();
    found.extend(crate::flows::of_merchant(&facts.merchant.kyc_status));
    found.extend(crate::flows::of_account(&facts.account.status));
    if !found.is_empty() {
        return Err(Stop::NotPermitted(found));
    }
    let is_amount = |amount: Option<Amount>| amount.is_some_and(|amount| amount.is_positive());
    if !is_amount(transaction.from_amount().into_read()) {
        return Err(Stop::Unread("fromAmount"));
    }
    if !is_amount(transaction.to_amount().into_read()) {
        return Err(Stop::Unread("toAmount"));
    }
    if transaction.from_currency().read().is_none() {
        return Err(Stop::Unread("fromCurrencySymbol"));
    }
    if transaction.to_currency().read().is_none() {
        return Err(Stop::Unread("toCurrencySymbol"));
    }
    Ok(())
}

/// What is deposited: the policy measures it.
pub(super) fn money(facts: &Facts) -> Option<Money> {
    Some(Money {
        amount: facts.transaction.from_amount().into_read()?,
        currency: facts.transaction.from_currency().into_read()?,
    })
}

fn receives(facts: &Facts) -> Option<Money> {
    Some(Money {
        amount: facts.transaction.to_amount().into_read()?,
        currency: facts.transaction.to_currency().into_read()?,
    })
}

pub(super) fn stop(stop: impl Into<Stop>) -> IntentError {
    stop.into().into()
}
