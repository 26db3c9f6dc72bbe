//! Changes of where money goes: of an account's details, or of the path of an operation that moves
//! money. They are under the policy, as an approval is.

use super::{Core, Stop, history, policies, said};
use crate::{
    api::ApiRoom,
    deed::{self, Doer},
    intents::Change,
    payee_details,
};
use domain::{
    ActionId, Deed, Demand, ReceiverAccountId, Subject, SubjectKind,
    policy::Ask,
    record::{ConfirmedFacts, KIND_CONFIRMED, SUBJECT_SETTINGS},
};
use partner_api::{Effect, Operation};
use sha2::{Digest, Sha256};

/// What stands before the text that is hashed.
const DOMAIN: &[u8] = b"partner-console change 1\0";

/// A change, as a second person has to confirm it word by word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    deed: Deed,
    subject: Option<Subject>,
    /// On which of the ledger's subjects words on it stand.
    place: String,
    hash: String,
}

fn hash<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let mut hash = Sha256::new();
    hash.update(DOMAIN);
    for text in texts {
        hash.update(text.len().to_be_bytes());
        hash.update(text.as_bytes());
    }
    hex::encode(hash.finalize())
}

impl Wanted {
    /// Changes of a receiver account; none if they say nothing of where money goes.
    #[must_use]
    pub fn details(id: ReceiverAccountId, changes: &[Change]) -> Option<Self> {
        let mut names = changes.iter().map(|change| change.name.as_str());
        if !names.any(payee_details::is_detail) {
            return None;
        }
        let mut sorted: Vec<[&str; 3]> = changes
            .iter()
            .map(|one| {
                [
                    one.name.as_str(),
                    one.from.as_deref().unwrap_or("null"),
                    &one.to,
                ]
            })
            .collect();
        sorted.sort_unstable();
        let subject = Subject {
            kind: SubjectKind::ReceiverAccount,
            number: id.number(),
        };
        let place = subject.to_string();
        let texts = std::iter::once(place.as_str()).chain(sorted.into_iter().flatten());
        Some(Self {
            deed: Deed::ChangeBankDetails,
            subject: Some(subject),
            hash: hash(texts),
            place,
        })
    }

    /// Another path of an operation, empty for the table's; none if the operation moves no money.
    #[must_use]
    pub fn path(operation: Operation, path: &str) -> Option<Self> {
        (operation.effect() == Effect::MovesMoney).then(|| Self {
            deed: Deed::ChangeOperationPath,
            subject: None,
            place: SUBJECT_SETTINGS.to_owned(),
            hash: hash([operation.id(), path.trim()].into_iter()),
        })
    }

    const fn sentence(&self) -> &'static str {
        match self.subject {
            Some(_) => {
                "Changes of where its money goes: confirmed by a first person. A second person \
                 makes them."
            }
            None => {
                "Another path of an operation that moves money: confirmed by a first person. A \
                 second person sets it."
            }
        }
    }
}

/// What the policy says of a change by this person; allowed where no policy is set, since nothing
/// can be approved without one.
async fn demand(room: &ApiRoom, wanted: &Wanted, by: Option<&str>) -> Result<Demand, Stop> {
    let reader = room.reader();
    let policies = policies::read(&reader, room.environment()).await?;
    let Some(in_force) = policies.in_force else {
        return Ok(Demand::Allowed { alone: true });
    };
    let said = (wanted.place.as_str(), wanted.deed, wanted.hash.as_str());
    let now = room.clock().now();
    let confirmed = history::confirmation(&reader, said, &in_force.policy, by, now).await?;
    Ok(in_force.policy.demands(&Ask {
        deed: wanted.deed,
        money: None,
        day_before: None,
        by,
        made_by: None,
        confirmed_by: confirmed.as_ref().map(|one| one.by.as_str()),
    }))
}

/// Whether a person may make this change now.
///
/// # Errors
/// [`Stop`].
pub async fn allows(room: &ApiRoom, wanted: &Wanted, by: Option<&str>) -> Result<(), Stop> {
    match demand(room, wanted, by).await? {
        Demand::Allowed { .. } => Ok(()),
        Demand::SecondPerson(why) => Err(Stop::SecondPerson(why)),
        Demand::Refused(why) => Err(Stop::Refused(why)),
    }
}

impl Core {
    /// Takes a first person's word for the very change; gives its entry.
    pub(super) async fn propose(
        &self,
        id: &ActionId,
        wanted: &Wanted,
        note: &str,
        doer: Doer,
    ) -> Result<u64, Stop> {
        let words = deed::words(note)?;
        let held = self.deciding.lock().await;
        said::is_new(&self.room.reader(), id).await?;
        match demand(&self.room, wanted, doer.by.as_deref()).await? {
            Demand::SecondPerson(_) => {}
            Demand::Allowed { .. } => return Err(Stop::NoSecondNeeded),
            Demand::Refused(why) => return Err(Stop::Refused(why)),
        }
        let facts = ConfirmedFacts {
            what: wanted.sentence().to_owned(),
            by: doer.by,
            action: id.clone(),
            deed: wanted.deed,
            subject: wanted.subject,
        };
        let on = Self::on(id, &wanted.place);
        let on: Vec<&str> = on.iter().map(String::as_str).collect();
        let entry = deed::entry(KIND_CONFIRMED, &on, &facts, words, doer.now)?;
        let entry = said::with_hash(entry, &wanted.hash);
        let entry = deed::append(self.room.writer(), entry).await?;
        drop(held);
        Ok(entry)
    }
}
