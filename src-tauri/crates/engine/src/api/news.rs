//! What of a call's answer is news, asked before the call is written down.

use super::{known, objects::Object, observe::ObservedCall, room::ApiRoom};
use domain::Subject;
use partner_api::Operation;

impl ApiRoom {
    /// Whether an object of a list is another than when it was last listed in this session.
    pub(crate) fn is_news(&self, operation: Operation, object: &Object) -> bool {
        self.known().is_changed(operation, object)
    }

    /// Whether an entry of this session has the same answer to the same question.
    pub(crate) fn is_repeated(&self, call: &ObservedCall<'_>) -> bool {
        let question = known::question(call.exchange);
        let answer = call.exchange.answer.as_ref();
        question.zip(answer).is_some_and(|(question, answer)| {
            let body = known::hash(&answer.body);
            self.known().same_as(&question, &body).is_some()
        })
    }

    /// Takes objects of a list as told: its entry need not have them.
    pub(crate) fn take_as_told<'a>(
        &self,
        operation: Operation,
        objects: impl IntoIterator<Item = &'a Object>,
    ) {
        self.known().listed(operation, objects);
    }

    /// Takes objects as not told: the next list's entry has them.
    pub(crate) fn tell_anew(&self, subjects: impl IntoIterator<Item = Subject>) {
        let mut known = self.known();
        for subject in subjects {
            known.shown_alone(subject);
        }
    }
}
