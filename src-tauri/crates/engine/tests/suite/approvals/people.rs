//! People who work at a console in these tests, each with a key of the own name.

use engine::{Approvals, By, approvals::OperatorsWish};
use signing::OperatorKey;
use std::sync::Arc;

/// The key of a person, whatever the name's case and blanks.
pub fn key_of(name: &str) -> OperatorKey {
    let mut seed = [7_u8; 32];
    let letters = name.trim().to_lowercase();
    for (place, letter) in seed.iter_mut().zip(letters.bytes()) {
        *place = letter;
    }
    OperatorKey::from_seed(&seed)
}

/// A person whose key is unlocked. It counts where that key is enrolled.
pub fn person(name: &str) -> By {
    By::with_key(name.to_owned(), Arc::new(key_of(name)))
}

/// Ada and Bisi together, and then Chi.
pub async fn enrol_three(approvals: &Approvals) {
    let keys = ["Ada", "Bisi", "Chi"].map(key_of);
    let named = |name: &str, at: usize| (name.to_owned(), &keys[at]);
    let first = OperatorsWish::Found(vec![named("Ada", 0), named("Bisi", 1)]);
    approvals
        .change_operators(first, "", By::default())
        .await
        .unwrap();
    let third = OperatorsWish::Enrol("Chi".to_owned(), &keys[2]);
    let by = person("Ada");
    approvals.change_operators(third, "", by).await.unwrap();
}
