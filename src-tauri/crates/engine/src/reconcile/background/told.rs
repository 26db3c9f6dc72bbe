//! What the reading in the background found, and what of it is written down.

use super::{
    super::{
        ReconcileError, Wanted, is_quiet,
        missed::{Looked, Seen, is_told, missed_among},
        records::write_part,
        walk::{count, failed},
    },
    Rounds,
};
use crate::api::{Cause, Object, ObservedCall, listed};
use domain::{
    Millis, Subject,
    record::{MissedChange, ReconcilePartFacts},
};
use partner_api::{
    CallError, Certainty, Exchange, Failure, Operation, pages::ReadPage, wire::WireObject,
};
use tokio::sync::watch;

/// What a call was, and what of it is told.
pub struct Call<'a> {
    pub exchange: &'a Exchange,
    pub error: Option<&'a CallError>,
    pub asked: Option<Subject>,
}

impl Rounds<'_> {
    /// Notes what a call says of the way to the API; one that the server did not refuse, and that
    /// did not work, is made again later.
    pub fn may_go_on(&self, call: &Call<'_>) -> Result<(), ReconcileError> {
        self.observed(call, |observed| self.of.room.note_health(observed));
        let Some(error) = call.error else {
            return Ok(());
        };
        let is_too_much = matches!(
            error.failure,
            Failure::Refused { status: 429, .. }
                | Failure::RefusedInAnotherShape { status: 429, .. }
        );
        match error.certainty() {
            Certainty::Refused if !is_too_much => Ok(()),
            Certainty::Refused | Certainty::NotSent | Certainty::Unknown => Err(failed(error)),
        }
    }

    fn observed<R>(&self, call: &Call<'_>, then: impl FnOnce(&ObservedCall<'_>) -> R) -> R {
        let cause = Cause::reconciliation(None);
        then(&ObservedCall {
            exchange: call.exchange,
            error: call.error,
            asked: call.asked,
            origin: &self.place.origin,
            cause: &cause,
        })
    }

    pub fn is_repeated(&self, call: &Call<'_>) -> bool {
        self.observed(call, |observed| self.of.room.is_repeated(observed))
    }

    /// Which of these changed without a webhook; none if a person asks for something meanwhile.
    pub async fn missed(
        &self,
        exchange: &Exchange,
        seen: &[Seen],
        wanted: &mut watch::Receiver<Wanted>,
    ) -> Result<Option<Vec<MissedChange>>, ReconcileError> {
        let grace = self.of.budget.grace;
        let on_its_way = i64::try_from(grace.as_millis()).unwrap_or(i64::MAX);
        let looked = Looked {
            from: self
                .place
                .round
                .as_ref()
                .map_or(exchange.started, |round| round.from),
            until: Millis(exchange.started.0.saturating_sub(on_its_way)),
            closes: None,
        };
        let mut is_calm = true;
        let wait = async { is_calm = is_quiet(wanted, grace).await };
        let missed = missed_among(&self.of.room.reader(), looked, seen, wait).await?;
        Ok(is_calm.then_some(missed))
    }

    /// Sorts what is new on a page from what an entry tells already; says whether there is any.
    pub async fn sort<T: WireObject>(
        &self,
        operation: Operation,
        page: &ReadPage<T>,
        seen: &[Seen],
        missed: &[MissedChange],
    ) -> Result<bool, ReconcileError> {
        let room = &self.of.room;
        let reader = room.reader();
        let body = page.exchange.answer.as_ref().map(|answer| &answer.body);
        let objects = body
            .and_then(|body| listed(operation, body))
            .unwrap_or_default();
        let mut told: Vec<&Object> = Vec::new();
        for object in &objects {
            let subject = object.shown.as_ref().map(|shown| shown.subject);
            let is_missed = missed.iter().any(|one| Some(one.subject) == subject);
            let found = seen.iter().find(|one| Some(one.shown.subject) == subject);
            let is_new = room.is_news(operation, object);
            let is_known = match found.filter(|_| is_new && !is_missed) {
                Some(one) => is_told(&reader, one).await?,
                None => !is_new && !is_missed,
            };
            if is_known {
                told.push(object);
            }
        }
        let is_news = told.len() < objects.len();
        room.take_as_told(operation, told);
        room.tell_anew(missed.iter().map(|one| one.subject));
        Ok(is_news)
    }

    /// Counts a call, and writes down what it tells.
    pub async fn tell_of(
        &mut self,
        step: &str,
        call: &Call<'_>,
        is_news: bool,
        mut missed: Vec<MissedChange>,
        objects: u64,
    ) -> Result<(), ReconcileError> {
        if is_news {
            let cause = Cause::reconciliation(None);
            let observed = ObservedCall {
                exchange: call.exchange,
                error: call.error,
                asked: call.asked,
                origin: &self.place.origin,
                cause: &cause,
            };
            let (read, _) = self.of.room.keep(&observed).await?;
            for change in &mut missed {
                change.read = read;
            }
        }
        let part = ReconcilePartFacts {
            step: step.to_owned(),
            next_page: None,
            calls: 1,
            objects,
            missed: count(missed.len()),
            refused: false,
        };
        if !missed.is_empty() {
            let now = self.of.room.clock().now();
            write_part(self.of.room.writer(), None, &part, &missed, now).await?;
        }
        if let Some(round) = self.place.round.as_mut() {
            round.calls = round.calls.saturating_add(1);
            round.objects = round.objects.saturating_add(objects);
            round.missed = round.missed.saturating_add(part.missed);
        }
        Ok(())
    }
}
