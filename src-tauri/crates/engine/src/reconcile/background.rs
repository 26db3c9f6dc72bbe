//! Slow reconciliation in the background: all objects are read round after round, one call at a
//! time, far below the budget. Whoever else calls, or is to reconcile, goes first.
//!
//! A call that shows nothing new is no entry: it is counted, and the rounds of a day are one entry.

mod told;

use super::{
    Reconcile, ReconcileError, Reconciling, Wanted,
    missed::{Seen, is_told, updated},
    open::open_transactions,
    place::{Place, PlaceFile, Round},
    records::write_read_through,
    walk::{LISTS, OPEN, count, seen_on},
};
use crate::api::{reading::kind_of, single};
use domain::{Millis, Subject, TransactionKind};
use partner_api::{
    Operation, Partner,
    endpoints::{
        get_transaction::GetTransaction,
        list::{List, list_merchants, list_receiver_accounts, list_transactions},
    },
    wire::WireObject,
};
use std::{collections::VecDeque, sync::Arc, time::Duration};
use tokio::{sync::watch, time::Instant};
use told::Call;

/// How slowly it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slow {
    /// The least time between two calls.
    pub apart: Duration,
    /// How long nobody else must have called.
    pub quiet: Duration,
    /// The least time from the beginning of a round to that of the next.
    pub every: Duration,
    /// How long after the program's start the first call is made.
    pub settle: Duration,
    /// How long rounds that found nothing may wait for an entry that sums them up.
    pub told_every: Duration,
}

impl Default for Slow {
    fn default() -> Self {
        Self {
            // A twentieth of the budget: 50,000 objects take an hour and a half.
            apart: Duration::from_secs(20),
            quiet: Duration::from_secs(3),
            every: Duration::from_secs(3_600),
            settle: Duration::from_secs(120),
            told_every: Duration::from_secs(86_400),
        }
    }
}

/// What became of a call.
enum Done {
    /// It was read; the round stands where its place says.
    Read,
    /// Nothing is to be called now.
    Nothing,
    /// The API can't be called.
    NotReady,
    /// A person asks for something: the same is read again later.
    Interrupted,
}

/// The rounds of a profile.
pub struct Rounds<'a> {
    of: &'a Reconcile,
    file: PlaceFile,
    place: Place,
    due: Instant,
    pause: Duration,
    /// The objects on their way that this round has yet to read; none before they are looked up.
    open: Option<VecDeque<(Subject, String)>>,
    goes_on: bool,
}

impl<'a> Rounds<'a> {
    /// Those of a profile, where the run before left them.
    pub fn open(of: &'a Reconcile) -> Self {
        let file = PlaceFile::of(&of.room.folder().path);
        let place = file.read();
        Self {
            goes_on: place.round.is_some(),
            file,
            place,
            due: Instant::now() + of.budget.slow.settle,
            pause: of.budget.retry,
            open: None,
            of,
        }
    }

    /// Waits until the next call may be made.
    pub async fn due(&self) {
        tokio::time::sleep_until(self.due).await;
        self.of
            .room
            .turns()
            .quiet_for(self.of.budget.slow.quiet)
            .await;
    }

    /// Makes the next call.
    pub async fn step(&mut self, wanted: &mut watch::Receiver<Wanted>) {
        let slow = self.of.budget.slow;
        let next = match self.call(wanted).await {
            Ok(Done::Read | Done::Interrupted) => slow.apart,
            Ok(Done::Nothing) => self.until_next(),
            Ok(Done::NotReady) => slow.settle,
            Err(error) => {
                let error = crate::chain(&error);
                tracing::warn!(error, "the reading in the background waits");
                let pause = self.pause;
                self.pause = pause.saturating_mul(2).min(self.of.budget.retry_max);
                pause
            }
        };
        self.due = Instant::now() + next;
        self.tell();
    }

    /// How long it is to the next round.
    fn until_next(&self) -> Duration {
        let slow = self.of.budget.slow;
        let began = self.place.began.map_or(0, |began| began.0);
        let age = self.of.room.clock().now().0.saturating_sub(began);
        // A clock that was set back is not waited for.
        let age = u64::try_from(age).map_or(slow.every, Duration::from_millis);
        slow.every.saturating_sub(age).max(slow.apart)
    }

    async fn call(&mut self, wanted: &mut watch::Receiver<Wanted>) -> Result<Done, ReconcileError> {
        if self.of.room.ready().is_err() {
            return Ok(Done::NotReady);
        }
        let partner = self.of.room.partner()?;
        let origin = partner.base().origin();
        if self.place.origin != origin.as_str() {
            let origin = origin.as_str().to_owned();
            self.place = Place {
                origin,
                ..Place::default()
            };
            self.open = None;
        }
        if self.place.round.is_none() {
            let now = self.of.room.clock().now();
            let since = self.place.began.map(|began| now.0.saturating_sub(began.0));
            let every = i64::try_from(self.of.budget.slow.every.as_millis()).unwrap_or(i64::MAX);
            if since.is_some_and(|since| (0..every).contains(&since)) {
                return Ok(Done::Nothing);
            }
            self.begin(now);
        }
        let done = self.next_call(&partner, wanted).await?;
        if matches!(done, Done::Read) {
            self.pause = self.of.budget.retry;
            self.end_if_done().await?;
            self.file.write(&self.place)?;
        }
        Ok(done)
    }

    fn begin(&mut self, now: Millis) {
        self.open = None;
        self.goes_on = false;
        let from = self.place.began.unwrap_or(now);
        self.place.round = Some(Round::new(from, now));
    }

    async fn next_call(
        &mut self,
        partner: &Arc<Partner>,
        wanted: &mut watch::Receiver<Wanted>,
    ) -> Result<Done, ReconcileError> {
        while let Some((subject, kind)) = self.next_open().await? {
            if let Some(kind) = kind {
                return self.transaction(partner, subject, kind, wanted).await;
            }
        }
        match self.operation() {
            None => Ok(Done::Nothing),
            Some(operation @ Operation::ListMerchants) => {
                self.page(partner, operation, list_merchants(), wanted)
                    .await
            }
            Some(operation @ Operation::ListReceiverAccounts) => {
                let list = list_receiver_accounts(None);
                self.page(partner, operation, list, wanted).await
            }
            Some(operation) => {
                let kind = operation.kind().unwrap_or(TransactionKind::Payout);
                self.page(partner, operation, list_transactions(kind), wanted)
                    .await
            }
        }
    }

    fn operation(&self) -> Option<Operation> {
        let round = self.place.round.as_ref()?;
        Operation::from_id(&round.step)
    }

    /// The next object on its way, and its kind if a read told it; none behind the last.
    async fn next_open(
        &mut self,
    ) -> Result<Option<(Subject, Option<TransactionKind>)>, ReconcileError> {
        let Some(round) = self.place.round.as_mut().filter(|round| round.step == OPEN) else {
            return Ok(None);
        };
        let reader = self.of.room.reader();
        let open = match self.open.take() {
            Some(open) => open,
            None => {
                let mut open = open_transactions(&reader, self.of.budget.open_max).await?;
                open.retain(|(one, _)| !round.open_read.contains(&one.to_string()));
                open.into()
            }
        };
        let open = self.open.insert(open);
        match open.front() {
            Some((subject, _)) => {
                let subject = *subject;
                let kind = kind_of(&reader, subject.number).await?;
                if kind.is_none() {
                    // The lists show it.
                    open.pop_front();
                }
                Ok(Some((subject, kind)))
            }
            None => {
                round.go_on();
                Ok(None)
            }
        }
    }

    /// Reads an object on its way.
    async fn transaction(
        &mut self,
        partner: &Partner,
        subject: Subject,
        kind: TransactionKind,
        wanted: &mut watch::Receiver<Wanted>,
    ) -> Result<Done, ReconcileError> {
        let ask = GetTransaction {
            kind,
            id: subject.number.into(),
        };
        let called = partner.send(&ask).await;
        let (exchange, error) = match &called {
            Ok(called) => (&called.exchange, None),
            Err(error) => (&*error.exchange, Some(error)),
        };
        let call = Call {
            exchange,
            error,
            asked: Some(subject),
        };
        self.may_go_on(&call)?;
        let body = exchange.answer.as_ref().map(|answer| &answer.body);
        let operation = Operation::get_transaction(kind);
        let shown = body.and_then(|body| single(operation, Some(subject), body));
        let fields = called.as_ref().ok().map(|called| called.value.fields());
        let updated = fields.and_then(updated);
        let seen: Vec<Seen> = shown
            .into_iter()
            .filter(|_| error.is_none())
            .map(|shown| Seen {
                shown,
                read: None,
                updated,
            })
            .collect();
        let Some(missed) = self.missed(exchange, &seen, wanted).await? else {
            return Ok(Done::Interrupted);
        };
        let is_known = match seen.first() {
            Some(one) => is_told(&self.of.room.reader(), one).await?,
            None => false,
        };
        let is_news = !missed.is_empty() || !(is_known || self.is_repeated(&call));
        self.tell_of(OPEN, &call, is_news, missed, 1).await?;
        if let Some(open) = self.open.as_mut() {
            open.pop_front();
        }
        if let Some(round) = self.place.round.as_mut() {
            round.open_read.push(subject.to_string());
        }
        Ok(Done::Read)
    }

    /// Reads a page of a list.
    async fn page<T: WireObject>(
        &mut self,
        partner: &Partner,
        operation: Operation,
        list: List<T>,
        wanted: &mut watch::Receiver<Wanted>,
    ) -> Result<Done, ReconcileError> {
        let begins = self.place.round.as_ref().map_or(0, |round| round.page);
        let mut pages = partner.pages(list, self.of.budget.page).from_page(begins);
        let Some(read) = pages.next().await else {
            self.next_step();
            return Ok(Done::Read);
        };
        let page = match read {
            Ok(page) => page,
            Err(error) => {
                let (exchange, error) = (&*error.exchange, Some(&error));
                let call = Call {
                    exchange,
                    error,
                    asked: None,
                };
                self.may_go_on(&call)?;
                let is_news = !self.is_repeated(&call);
                self.tell_of(operation.id(), &call, is_news, Vec::new(), 0)
                    .await?;
                self.refuse(operation);
                return Ok(Done::Read);
            }
        };
        let call = Call {
            exchange: &page.exchange,
            error: None,
            asked: None,
        };
        self.may_go_on(&call)?;
        let seen = seen_on(operation, &page);
        let Some(missed) = self.missed(&page.exchange, &seen, wanted).await? else {
            return Ok(Done::Interrupted);
        };
        let is_news = self.sort(operation, &page, &seen, &missed).await?;
        let objects = count(seen.len());
        self.tell_of(operation.id(), &call, is_news, missed, objects)
            .await?;
        let (next, has_ended) = (pages.page(), pages.end().is_some());
        if let Some(round) = self.place.round.as_mut() {
            round.turn_over(&seen, next, has_ended);
        }
        Ok(Done::Read)
    }

    fn refuse(&mut self, operation: Operation) {
        if let Some(round) = self.place.round.as_mut() {
            round.refused.push(operation.id().to_owned());
        }
        self.next_step();
    }

    fn next_step(&mut self) {
        if let Some(round) = self.place.round.as_mut() {
            round.go_on();
        }
    }

    /// Ends a round whose steps are all done. Rounds that found nothing are summed up now and then.
    async fn end_if_done(&mut self) -> Result<(), ReconcileError> {
        let is_over = |round: &&mut Round| round.step.is_empty();
        let Some(round) = self.place.round.as_mut().filter(is_over) else {
            return Ok(());
        };
        let now = self.of.room.clock().now();
        let round = round.clone();
        let untold = self.place.with(&round, now);
        self.place.round = None;
        self.place.began = Some(round.started);
        let waited = u64::try_from(now.0.saturating_sub(untold.started.0)).unwrap_or(u64::MAX);
        let is_due = Duration::from_millis(waited) >= self.of.budget.slow.told_every;
        if untold.missed > 0 || is_due {
            let written = write_read_through(self.of.room.writer(), &untold).await;
            if let Err(error) = written {
                self.place.untold = Some(untold);
                return Err(error.into());
            }
        } else {
            self.place.untold = Some(untold);
        }
        Ok(())
    }

    fn tell(&self) {
        let steps = LISTS.len().saturating_add(1);
        let now = self.place.round.as_ref().map(|round| {
            let at = LISTS.iter().position(|list| list.id() == round.step);
            Reconciling {
                from: round.from,
                started: round.started,
                step: round.step.clone(),
                steps: (at.map_or(0, |at| at.saturating_add(1)), steps),
                calls: round.calls,
                objects: round.objects,
                missed: round.missed,
                goes_on: self.goes_on,
                is_background: true,
            }
        });
        self.of.background.send_replace(now);
    }
}
