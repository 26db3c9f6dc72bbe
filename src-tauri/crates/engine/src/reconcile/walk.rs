//! The steps of a reconciliation, one after the other, within its budget.

use super::{
    Reconcile, ReconcileError, ReconcileState, Reconciling,
    missed::{Looked, Seen, missed_among, updates},
    open::open_transactions,
    records::{Unfinished, unfinished, write_began, write_ended, write_part},
};
use crate::api::{Cause, Object, ObservedCall, detail, listed};
use domain::{
    Gap, Millis, TransactionKind,
    record::{
        MissedChange, ReconcileBeganFacts, ReconcileEnd, ReconcilePartFacts, ReconciledFacts,
    },
};
use partner_api::{
    CallError, Certainty, Exchange, Operation, Partner,
    endpoints::list::{List, list_merchants, list_receiver_accounts, list_transactions},
    pages::{ListEnd, ReadPage},
    wire::WireObject,
};
use std::{sync::Arc, time::Duration};
use tokio::time::Instant;

/// The step of objects that are on their way.
pub const OPEN: &str = "open";
/// After so many of them a part is written.
const OPEN_PART: usize = 20;
/// How old one that stopped may be to go on where it did: later its pages are others.
pub const UNFINISHED_MAX_MS: i64 = 3_600_000;
/// The lists, those first whose objects change most.
pub const LISTS: [Operation; 5] = [
    Operation::list_transactions(TransactionKind::Payout),
    Operation::list_transactions(TransactionKind::EndToEnd),
    Operation::list_transactions(TransactionKind::Collection),
    Operation::ListReceiverAccounts,
    Operation::ListMerchants,
];

/// Why the steps stopped.
enum Stopped {
    Cancelled,
    Failed(ReconcileError),
}

impl<E: Into<ReconcileError>> From<E> for Stopped {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// One on its way.
struct Walk<'a> {
    of: &'a Reconcile,
    partner: Arc<Partner>,
    begun: Unfinished,
    gaps: Vec<Gap>,
    goes_on: bool,
    by: Option<String>,
    done: usize,
    refused: Vec<String>,
    last_call: Option<Instant>,
}

/// Runs all steps that were not done, and writes down how it ended.
pub async fn run(
    of: &Reconcile,
    from: Millis,
    by: Option<String>,
) -> Result<ReconciledFacts, ReconcileError> {
    let partner = of.room.partner()?;
    let origin = partner.base().origin().as_str().to_owned();
    let now = of.room.clock().now();
    let earlier = unfinished(&of.room.reader()).await?;
    let earlier = earlier.filter(|one| {
        let age = now.0.saturating_sub(one.facts.started.0);
        let is_young = (0..=UNFINISHED_MAX_MS).contains(&age);
        one.facts.origin == origin && one.facts.from == from && is_young
    });
    let goes_on = earlier.is_some();
    let begun = match earlier {
        Some(earlier) => earlier,
        None => {
            let facts = ReconcileBeganFacts {
                from,
                started: now,
                origin,
                by: by.clone(),
            };
            let began = write_began(of.room.writer(), &facts).await?;
            Unfinished::begun(began, facts)
        }
    };
    let refused = begun.steps.values().filter(|part| part.refused);
    let mut walk = Walk {
        refused: refused.map(|part| part.step.clone()).collect(),
        gaps: of.to_close(&begun.facts).await?,
        of,
        partner,
        begun,
        goes_on,
        by,
        done: 0,
        last_call: None,
    };
    let end = match walk.all().await {
        Ok(()) if walk.refused.is_empty() => ReconcileEnd::Whole,
        Ok(()) => ReconcileEnd::Partial,
        Err(Stopped::Cancelled) => ReconcileEnd::Cancelled,
        Err(Stopped::Failed(error)) => return Err(error),
    };
    walk.end(end).await
}

impl Walk<'_> {
    async fn all(&mut self) -> Result<(), Stopped> {
        if !self.is_done(OPEN) {
            self.open().await?;
        }
        self.done = 1;
        for operation in LISTS {
            if !self.is_done(operation.id()) {
                match operation {
                    Operation::ListMerchants => self.list(operation, list_merchants()).await?,
                    Operation::ListReceiverAccounts => {
                        self.list(operation, list_receiver_accounts(None)).await?;
                    }
                    _ => {
                        let kind = operation.kind().unwrap_or(TransactionKind::Payout);
                        self.list(operation, list_transactions(kind)).await?;
                    }
                }
            }
            self.done = self.done.saturating_add(1);
        }
        Ok(())
    }

    fn is_done(&self, step: &str) -> bool {
        let part = self.begun.steps.get(step);
        part.is_some_and(|part| part.next_page.is_none())
    }

    fn looked(&self) -> Looked<'_> {
        Looked {
            from: self.begun.facts.from,
            until: self.begun.facts.started,
            closes: Some(&self.gaps),
        }
    }

    /// Reads the transactions on their way, one by one. One that can't be read is found in a list.
    async fn open(&mut self) -> Result<(), Stopped> {
        let room = Arc::clone(&self.of.room);
        let reader = room.reader();
        let open = open_transactions(&reader, self.of.budget.open_max).await?;
        self.tell(OPEN);
        let mut rest = open.as_slice();
        loop {
            let (some, later) = rest.split_at(rest.len().min(OPEN_PART));
            rest = later;
            let (mut calls, mut shown) = (0_u64, Vec::new());
            for (subject, status) in some {
                self.may_call().await?;
                let cause = Cause::reconciliation(self.by.clone());
                let read = room.read_subject(*subject, Some(status), cause).await?;
                calls = calls.saturating_add(1);
                if let Some(error) = &read.error
                    && error.certainty() != Certainty::Refused
                {
                    return Err(failed(error).into());
                }
                if read.worked()
                    && let Some(one) = read.shown
                {
                    shown.push(Seen {
                        shown: one,
                        read: Some(read.sequence),
                        updated: read.updated,
                    });
                }
            }
            let missed = self.missed(&shown).await?;
            let part = ReconcilePartFacts {
                step: OPEN.to_owned(),
                // What was read is known by then, so that a second look finds nothing of it.
                next_page: (!rest.is_empty()).then_some(0),
                calls,
                objects: calls,
                missed: count(missed.len()),
                refused: false,
            };
            self.write(part, &missed).await?;
            if rest.is_empty() {
                return Ok(());
            }
        }
    }

    /// Reads a list to its end.
    async fn list<T: WireObject>(
        &mut self,
        operation: Operation,
        list: List<T>,
    ) -> Result<(), Stopped> {
        let partner = Arc::clone(&self.partner);
        let begun = self.begun.steps.get(operation.id());
        let begins = begun.and_then(|part| part.next_page).unwrap_or(0);
        let mut pages = partner.pages(list, self.of.budget.page).from_page(begins);
        self.tell(operation.id());
        loop {
            self.may_call().await?;
            let Some(page) = pages.next().await else {
                return Ok(());
            };
            let page = match page {
                Ok(page) => page,
                Err(error) => {
                    self.keep(&error.exchange, Some(&error)).await?;
                    if error.certainty() != Certainty::Refused {
                        return Err(failed(&error).into());
                    }
                    self.refused.push(operation.id().to_owned());
                    return self.write(refused(operation), &[]).await;
                }
            };
            let missed = self.missed_on(operation, &page).await?;
            let is_last = pages.end().is_some();
            let is_cut = pages.end() == Some(ListEnd::Ceiling);
            if is_cut {
                self.refused.push(operation.id().to_owned());
            }
            let part = ReconcilePartFacts {
                step: operation.id().to_owned(),
                next_page: (!is_last).then(|| pages.page()),
                calls: 1,
                objects: count(page.items.len()),
                missed: count(missed.len()),
                refused: is_cut,
            };
            self.write(part, &missed).await?;
            if is_last {
                return Ok(());
            }
        }
    }

    /// Which of the objects that a page shows changed without a webhook; writes the page's call
    /// down, with these objects. All are looked at: one that is listed as before may have been
    /// listed within the gap.
    async fn missed_on<T: WireObject>(
        &self,
        operation: Operation,
        page: &ReadPage<T>,
    ) -> Result<Vec<MissedChange>, Stopped> {
        let mut missed = self.missed(&seen_on(operation, page)).await?;
        let subjects = missed.iter().map(|change| change.subject);
        self.of.room.tell_anew(subjects);
        let read = self.keep(&page.exchange, None).await?;
        for change in &mut missed {
            change.read = read;
        }
        Ok(missed)
    }

    async fn missed(&self, seen: &[Seen]) -> Result<Vec<MissedChange>, Stopped> {
        let (reader, grace) = (self.of.room.reader(), self.of.budget.grace);
        Ok(missed_among(&reader, self.looked(), seen, self.rest(grace)).await?)
    }

    /// Waits, unless a person stops it.
    async fn rest(&self, time: Duration) {
        let mut wanted = self.of.wanted.subscribe();
        tokio::select! {
            () = tokio::time::sleep(time) => {}
            _ = wanted.wait_for(|wanted| wanted.cancel) => {}
        }
    }

    /// Writes a call down; gives its entry.
    async fn keep(&self, exchange: &Exchange, error: Option<&CallError>) -> Result<u64, Stopped> {
        let origin = self.partner.base().origin();
        let cause = Cause::reconciliation(self.by.clone());
        let call = ObservedCall {
            exchange,
            error,
            asked: None,
            origin: origin.as_str(),
            cause: &cause,
        };
        self.of.room.note_health(&call);
        Ok(self.of.room.keep(&call).await?.0)
    }

    async fn write(
        &mut self,
        part: ReconcilePartFacts,
        missed: &[MissedChange],
    ) -> Result<(), Stopped> {
        let now = self.of.room.clock().now();
        let began = Some(self.begun.began);
        write_part(self.of.room.writer(), began, &part, missed, now).await?;
        self.begun.add(&part);
        self.tell(&part.step);
        Ok(())
    }

    /// Waits until the budget has room; says no if a person stopped it, or the server is another.
    async fn may_call(&mut self) -> Result<(), Stopped> {
        let due = self.last_call.map(|last| last + self.of.budget.apart());
        if let Some(due) = due {
            self.rest(due.saturating_duration_since(Instant::now()))
                .await;
        }
        if self.of.is_cancelled() {
            return Err(Stopped::Cancelled);
        }
        let base = self.of.room.base();
        let same = base.is_some_and(|base| base.origin().as_str() == self.begun.facts.origin);
        if !same {
            return Err(ReconcileError::OtherServer.into());
        }
        self.last_call = Some(Instant::now());
        Ok(())
    }

    fn tell(&self, step: &str) {
        let [calls, objects, missed] = self.begun.sums;
        let now = Reconciling {
            from: self.begun.facts.from,
            started: self.begun.facts.started,
            step: step.to_owned(),
            steps: (self.done, LISTS.len().saturating_add(1)),
            calls,
            objects,
            missed,
            goes_on: self.goes_on,
            is_background: false,
        };
        self.of.state.send_modify(|state| {
            *state = ReconcileState {
                now: Some(now),
                last: state.last.take(),
            };
        });
    }

    async fn end(self, end: ReconcileEnd) -> Result<ReconciledFacts, ReconcileError> {
        let [calls, objects, missed] = self.begun.sums;
        let facts = ReconciledFacts {
            from: self.begun.facts.from,
            started: self.begun.facts.started,
            ended: self.of.room.clock().now(),
            end,
            calls,
            objects,
            missed,
            refused: self.refused,
            by: self.by,
        };
        write_ended(self.of.room.writer(), self.begun.began, &facts).await?;
        Ok(facts)
    }
}

/// The part of a list that the server refuses.
fn refused(operation: Operation) -> ReconcilePartFacts {
    ReconcilePartFacts {
        step: operation.id().to_owned(),
        next_page: None,
        calls: 1,
        objects: 0,
        missed: 0,
        refused: true,
    }
}

/// The objects on a page with their statuses.
pub fn seen_on<T: WireObject>(operation: Operation, page: &ReadPage<T>) -> Vec<Seen> {
    let body = page.exchange.answer.as_ref().map(|answer| &answer.body);
    let objects = body.and_then(|body| listed(operation, body));
    let updates = updates(&page.items);
    let seen = |object: Object| {
        let shown = object.shown?;
        let number = shown.subject.number.get();
        Some(Seen {
            shown,
            read: None,
            updated: updates.get(&number).copied().flatten(),
        })
    };
    objects
        .unwrap_or_default()
        .into_iter()
        .filter_map(seen)
        .collect()
}

pub fn failed(error: &CallError) -> ReconcileError {
    ReconcileError::Call(detail(&error.exchange, Some(error)))
}

pub fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
