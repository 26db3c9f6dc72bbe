//! What was answered before in this session, so that what is unchanged is not kept twice.

use super::objects::{Object, kind_of};
use domain::Subject;
use partner_api::{Effect, Exchange, Operation, Sent};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// The most answers and objects of which a hash is remembered. Beyond it all are forgotten: what is
/// unchanged is then kept once more.
const REMEMBERED_MAX: usize = 200_000;

pub type Hash = [u8; 32];

/// SHA-256.
pub fn hash(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}

/// Hashes of earlier answers.
#[derive(Debug, Default)]
pub struct Known {
    /// By what was asked: the hash of the body and the entry that has it.
    answers: HashMap<Hash, (Hash, u64)>,
    /// By operation and number: the hash of the object's text.
    objects: HashMap<(Operation, u64), Hash>,
    /// Hashes of objects that have no number.
    nameless: HashMap<(Operation, Hash), ()>,
}

/// What tells one question from another; none for what is no question.
pub fn question(exchange: &Exchange) -> Option<Hash> {
    if exchange.operation.effect() != Effect::Reads {
        return None;
    }
    let mut hash = Sha256::new();
    hash.update(exchange.operation.id());
    hash.update([0]);
    hash.update(&exchange.path);
    hash.update([0]);
    if let Sent::Json(body) = &exchange.sent {
        hash.update(body);
    }
    // An error's body is another answer to the same question.
    let status = exchange.answer.as_ref().map_or(0, |answer| answer.status);
    hash.update(status.to_be_bytes());
    Some(hash.finalize().into())
}

impl Known {
    /// The entry that has the same answer to the same question.
    pub fn same_as(&self, question: &Hash, body: &Hash) -> Option<u64> {
        let (known, entry) = self.answers.get(question)?;
        (known == body).then_some(*entry)
    }

    /// Remembers an answer that an entry has.
    pub fn answered(&mut self, question: Hash, body: Hash, entry: u64) {
        if self.answers.len() >= REMEMBERED_MAX {
            self.answers.clear();
        }
        self.answers.insert(question, (body, entry));
    }

    /// Whether an object of a list is another than when it was last listed.
    pub fn is_changed(&self, operation: Operation, object: &Object) -> bool {
        let text = hash(object.json.as_bytes());
        match &object.shown {
            Some(shown) => {
                let place = (operation, shown.subject.number.get());
                self.objects.get(&place) != Some(&text)
            }
            None => !self.nameless.contains_key(&(operation, text)),
        }
    }

    /// An object was shown by itself, perhaps otherwise: what the next list says of it is news
    /// again, even if it is what the last one said.
    pub fn shown_alone(&mut self, subject: Subject) {
        let lists = Operation::ALL.iter().copied().filter(|one| one.is_list());
        for list in lists.filter(|list| kind_of(*list) == Some(subject.kind)) {
            self.objects.remove(&(list, subject.number.get()));
        }
    }

    /// Remembers the objects of a list.
    pub fn listed<'a>(
        &mut self,
        operation: Operation,
        objects: impl IntoIterator<Item = &'a Object>,
    ) {
        let together = self.objects.len().saturating_add(self.nameless.len());
        if together >= REMEMBERED_MAX {
            self.objects.clear();
            self.nameless.clear();
        }
        for object in objects {
            let text = hash(object.json.as_bytes());
            match &object.shown {
                Some(shown) => {
                    let place = (operation, shown.subject.number.get());
                    self.objects.insert(place, text);
                }
                None => {
                    self.nameless.insert((operation, text), ());
                }
            }
        }
    }
}
