//! Looks up what is unknown until it is known, or can be decided by a person.

use super::{
    IntentError, Intents, Verdict, candidates,
    entries::{self, NewOutcome},
    lookup::{Says, says},
    place::{Stage, Unknown},
};
use crate::{
    EngineError,
    api::{ApiError, Cause, NotReady},
    chain,
    deed::Doer,
    flows,
};
use domain::{
    ActionId, Subject, SubjectKind,
    record::{KIND_VERDICT, OutcomeBy, OutcomeState},
};
use ledger::{From, PageQuery};
use partner_api::{
    Fields, Operation,
    endpoints::{
        get_legal_agreements::GetLegalAgreements, get_merchant::GetMerchant,
        get_receiver_account::GetReceiverAccount, get_transaction::GetTransaction,
    },
};
use std::sync::Arc;
use tokio::time::Instant;

/// Looks up unknown outcomes until it is aborted. `tell` is called after each change.
pub async fn tend(all: Arc<Intents>, tell: impl Fn() + Send + Sync) {
    let mut changed = all.changed.subscribe();
    let mut held = all.room.held();
    let mut committed = all.room.writer().committed();
    let mut seen = *committed.borrow_and_update();
    loop {
        let due = all.next_due();
        if let Some((action, at)) = &due
            && *at <= Instant::now()
        {
            if let Err(error) = all.look(action).await {
                let error = chain(&error);
                tracing::warn!(%action, error, "an outcome could not be looked up");
                all.later(action);
            }
            tell();
            continue;
        }
        let goes_on = tokio::select! {
            () = sleep_until(due.map(|(_, at)| at)) => true,
            changed = changed.changed() => changed.is_ok(),
            changed = committed.changed(), if all.has_unknown() => {
                let size = *committed.borrow_and_update();
                if let Err(error) = all.at_events(seen).await {
                    let error = chain(&error);
                    tracing::warn!(error, "the ledger could not be asked for events");
                }
                seen = size;
                changed.is_ok()
            }
            changed = held.changed() => {
                all.all_due();
                changed.is_ok()
            }
        };
        if !goes_on {
            return;
        }
    }
}

async fn sleep_until(at: Option<Instant>) {
    match at {
        Some(at) => tokio::time::sleep_until(at).await,
        None => std::future::pending().await,
    }
}

/// What one look found out.
enum Found {
    /// It is known.
    Known(OutcomeState, Option<u64>),
    /// It is not, and this is what can be said.
    Still(Verdict),
}

impl Intents {
    fn next_due(&self) -> Option<(ActionId, Instant)> {
        let open = self.open_now();
        let due = open.iter().filter_map(|(id, one)| match &one.stage {
            Stage::Unknown(unknown) => Some((id.clone(), unknown.due?)),
            Stage::UnderWay => None,
        });
        due.min_by_key(|(_, at)| *at)
    }

    fn change(&self, action: &ActionId, change: impl FnOnce(&mut Unknown)) {
        let mut open = self.open_now();
        if let Some(Stage::Unknown(unknown)) = open.get_mut(action).map(|one| &mut one.stage) {
            change(unknown);
        }
    }

    fn unknown_subjects(&self) -> Vec<Subject> {
        let open = self.open_now();
        let unknown = open.values().filter_map(|one| match &one.stage {
            Stage::Unknown(unknown) => unknown.followed.intent.facts.subject,
            Stage::UnderWay => None,
        });
        unknown.collect()
    }

    fn has_unknown(&self) -> bool {
        !self.unknown_subjects().is_empty()
    }

    /// Looks up at once what a delivery spoke of since this entry.
    async fn at_events(&self, since: u64) -> Result<(), EngineError> {
        let reader = self.room.reader();
        for subject in self.unknown_subjects() {
            let query = PageQuery {
                subject: Some(subject.to_string()),
                kinds: vec![KIND_VERDICT.to_owned()],
                from: From::After(since),
                limit: 1,
            };
            if !reader.page(&query).await?.entries.is_empty() {
                self.look_soon(subject);
            }
        }
        Ok(())
    }

    /// Something was told of an object: what is unknown of it is looked up at once.
    fn look_soon(&self, subject: Subject) {
        let now = Instant::now();
        for one in self.open_now().values_mut() {
            if let Stage::Unknown(unknown) = &mut one.stage
                && unknown.followed.intent.facts.subject == Some(subject)
            {
                unknown.due = unknown.due.map(|_| now);
            }
        }
        self.is_changed();
    }

    fn all_due(&self) {
        let now = Instant::now();
        for one in self.open_now().values_mut() {
            if let Stage::Unknown(unknown) = &mut one.stage {
                unknown.due = unknown.due.map(|_| now);
            }
        }
    }

    /// The next look, after a pause that grows.
    fn later(&self, action: &ActionId) {
        let most = self.times.most;
        self.change(action, |unknown| {
            unknown.due = Some(Instant::now() + unknown.pause);
            unknown.pause = unknown.pause.saturating_mul(2).min(most);
        });
    }

    async fn look(&self, action: &ActionId) -> Result<(), IntentError> {
        let settling = self.settling.lock().await;
        let Some(unknown) = self.unknown(action) else {
            return Ok(());
        };
        if !unknown.followed.departed {
            let detail = "The program ended, or the ledger failed, before anything was sent.";
            self.conclude(
                &unknown,
                OutcomeState::NotSent,
                OutcomeBy::Start,
                None,
                detail,
            )
            .await?;
            self.forget(action);
            return Ok(());
        }
        if unknown.followed.outcome.is_none() {
            let detail = "The request left, and no answer to it stands in the ledger.";
            self.conclude(
                &unknown,
                OutcomeState::Unknown,
                OutcomeBy::Start,
                None,
                detail,
            )
            .await?;
            let found = entries::find(&self.room.reader(), action).await?;
            self.change(action, |one| {
                one.followed = found.unwrap_or_else(|| one.followed.clone());
            });
        }
        if unknown.followed.intent.operation() == Some(Operation::UploadFile) {
            self.forget(action);
            return Ok(());
        }
        drop(settling);
        let found = match unknown.followed.intent.facts.subject {
            Some(subject) => self.read(&unknown, subject).await?,
            None => self.list(&unknown).await?,
        };
        let settling = self.settling.lock().await;
        let is_open = self.unknown(action).is_some();
        match found {
            Found::Known(state, observation) if is_open => {
                let detail = match state {
                    OutcomeState::Done => "A later read shows it.",
                    _ => "Two later reads show all as it was before.",
                };
                self.conclude(&unknown, state, OutcomeBy::Read, observation, detail)
                    .await?;
                self.forget(action);
            }
            Found::Known(..) => {}
            Found::Still(verdict) => {
                self.change(action, |one| one.verdict = verdict);
                self.next_look(action);
            }
        }
        drop(settling);
        Ok(())
    }

    /// A list that came late enough is not asked for again: a person decides.
    fn next_look(&self, action: &ActionId) {
        let Some(unknown) = self.unknown(action) else {
            return;
        };
        let is_creation = unknown.followed.intent.facts.subject.is_none();
        if is_creation && unknown.verdict.may_be_denied {
            self.change(action, |one| one.due = None);
        } else {
            self.later(action);
        }
    }

    async fn conclude(
        &self,
        unknown: &Unknown,
        state: OutcomeState,
        known_by: OutcomeBy,
        observation: Option<u64>,
        detail: &str,
    ) -> Result<(), IntentError> {
        let new = NewOutcome {
            state,
            known_by,
            object: unknown.followed.intent.facts.subject,
            observation,
            detail: detail.to_owned(),
            refusal: None,
            words: None,
        };
        let now = self.room.clock().now();
        self.write(&unknown.followed, new, Doer { by: None, now })
            .await?;
        Ok(())
    }

    /// Whether a request that left can't be on its way any more.
    fn is_late(&self, unknown: &Unknown) -> bool {
        unknown.since.elapsed() >= self.times.settle
    }

    async fn read(&self, unknown: &Unknown, subject: Subject) -> Result<Found, IntentError> {
        let intent = &unknown.followed.intent;
        let Some(operation) = intent.operation() else {
            return Ok(Found::Still(Verdict::default()));
        };
        let bodies = entries::bodies(&self.room.reader(), intent.sequence).await?;
        // Asked before the read: what it shows may be no older.
        let is_late = self.is_late(unknown);
        let (now, observation) = self.objects(operation, subject).await?;
        let Some(now) = now else {
            let detail = "The last read of it did not work; it is read again.".to_owned();
            return Ok(Found::Still(Verdict {
                detail,
                observation: Some(observation),
                ..unknown.verdict.clone()
            }));
        };
        // Of a transaction two reads in a row have to show the same.
        let seen = flows::seen(operation, &now);
        let is_same = unknown.seen == seen;
        self.change(&intent.facts.action, |one| one.seen = seen);
        let verdict = |detail: &str| Verdict {
            detail: detail.to_owned(),
            observation: Some(observation),
            ..Verdict::default()
        };
        Ok(match says(operation, &bodies, &now) {
            Says::Done => Found::Known(OutcomeState::Done, Some(observation)),
            Says::AsBefore if is_late && unknown.was_as_before && is_same => {
                Found::Known(OutcomeState::DidNotHappen, Some(observation))
            }
            Says::AsBefore => {
                let action = &intent.facts.action;
                self.change(action, |one| one.was_as_before = true);
                Found::Still(verdict(
                    "All is as it was before. The request may still be on its way; it is read \
                     again.",
                ))
            }
            Says::Neither => {
                let action = &intent.facts.action;
                self.change(action, |one| one.was_as_before = false);
                let detail = "What is read shows neither that it happened nor that it did not.";
                Found::Still(Verdict {
                    may_be_denied: is_late && is_same,
                    may_be_affirmed: is_late,
                    ..verdict(detail)
                })
            }
        })
    }

    /// Reads what an operation changes; none if it could not be read.
    async fn objects(
        &self,
        operation: Operation,
        subject: Subject,
    ) -> Result<(Option<Vec<Fields>>, u64), ApiError> {
        let (room, cause) = (&self.room, Cause::outcome());
        Ok(match (operation, subject.kind) {
            (Operation::AcceptLegalAgreements, _) => {
                let merchant = subject.number.into();
                let read = room.call(&GetLegalAgreements { merchant }, cause).await?;
                let agreements = read.outcome.ok().map(|all| all.agreements);
                (agreements, read.sequence)
            }
            (_, SubjectKind::Transaction) => {
                let Some(kind) = operation.kind() else {
                    return Err(ApiError::NotReady(NotReady::NoServer));
                };
                let id = subject.number.into();
                let read = room.call(&GetTransaction { kind, id }, cause).await?;
                let fields = read.outcome.ok().map(|one| vec![one.fields]);
                (fields, read.sequence)
            }
            (_, SubjectKind::ReceiverAccount) => {
                let id = subject.number.into();
                let read = room.call(&GetReceiverAccount { id }, cause).await?;
                let fields = read.outcome.ok().map(|account| vec![account.fields]);
                (fields, read.sequence)
            }
            (_, SubjectKind::Merchant) => {
                let id = subject.number.into();
                let read = room.call(&GetMerchant { id }, cause).await?;
                let fields = read.outcome.ok().map(|merchant| vec![merchant.fields]);
                (fields, read.sequence)
            }
        })
    }

    async fn list(&self, unknown: &Unknown) -> Result<Found, IntentError> {
        let intent = &unknown.followed.intent;
        let bodies = entries::bodies(&self.room.reader(), intent.sequence).await?;
        let is_late = self.is_late(unknown);
        let sent = bodies.sent.unwrap_or_default();
        let listed = candidates::list(&self.room, intent, &sent).await?;
        let detail = match (listed.candidates.len(), listed.is_whole) {
            (_, false) => "Not all of the list could be read; it is read again.".to_owned(),
            (0, true) if is_late => "Nothing in the list may be it.".to_owned(),
            (0, true) => "Nothing in the list may be it; it is listed once more.".to_owned(),
            (1, true) => "One in the list may be it. Look, and decide.".to_owned(),
            (more, true) => format!("{more} in the list may be it. Look, and decide."),
        };
        Ok(Found::Still(Verdict {
            detail,
            candidates: listed.candidates,
            may_be_denied: is_late && listed.is_whole,
            may_be_affirmed: false,
            observation: listed.observation,
        }))
    }
}
