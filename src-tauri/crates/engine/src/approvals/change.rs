//! Changes of where money goes: of an account's details, or of the path of an operation that moves
//! money. They are under the policy, as an approval is.

use super::{
    Core, Stop, history,
    rules::{self, Identity, Rules},
    said,
    signatures::{self, Signed},
};
use crate::{
    By, EngineError,
    api::ApiRoom,
    deed::{self, DeedError},
    intents::{Change, text_part},
    payee_details,
};
use domain::{
    ActionId, Deed, Demand, Millis, ReceiverAccountId, Subject, SubjectKind,
    policy::{Ask, Why},
    record::{
        BoundChange, ConfirmedFacts, KIND_CONFIRMED, KIND_INTENT, KIND_SETTING_CHANGED,
        PART_CHANGE, PART_FACTS_HASH, PART_SIGNATURES, PART_WANTED, SUBJECT_APPROVALS,
        SUBJECT_SETTINGS, Says,
    },
};
use ledger::{AppendError, From, PageQuery, PartDraft, Reader};
use partner_api::{Effect, Operation};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

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
    what: WantedChange,
}

/// A change of where money goes, in full, as a second person sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WantedChange {
    /// Fields of a receiver account.
    Details(Vec<Change>),
    /// Another path of an operation, empty for the table's.
    Path {
        /// The operation's id.
        operation: String,
        /// The path.
        path: String,
    },
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
            what: WantedChange::Details(changes.to_vec()),
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
            what: WantedChange::Path {
                operation: operation.id().to_owned(),
                path: path.trim().to_owned(),
            },
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

/// What the policy says of a change by this person, with what it rests on.
struct Asked {
    rules: Rules,
    demand: Demand,
    confirmed: Option<u64>,
}

/// Asks the policy; allowed where none is set, since nothing can be approved without one.
async fn ask(room: &ApiRoom, wanted: &Wanted, by: &By) -> Result<Asked, Stop> {
    let reader = room.reader();
    let rules = rules::read(&reader, room.environment()).await?;
    let Some(in_force) = &rules.policies.in_force else {
        return Ok(Asked {
            rules,
            demand: Demand::Allowed { alone: true },
            confirmed: None,
        });
    };
    let said = (wanted.place.as_str(), wanted.deed, wanted.hash.as_str());
    let now = room.clock().now();
    let confirmed = history::confirmation(&reader, &rules, said, by, now).await?;
    let identity = rules.identify(by);
    let demand = match identity {
        Identity::Nobody => Demand::Refused(vec![Why::NotAnOperator]),
        Identity::Unsigned(_) | Identity::Signs(_) => in_force.policy.demands(&Ask {
            deed: wanted.deed,
            money: None,
            day_before: None,
            by: identity.name(),
            made_by: None,
            confirmed_by: confirmed.as_ref().map(|one| one.by.as_str()),
        }),
    };
    let took_two = demand == Demand::Allowed { alone: false };
    let confirmed = confirmed.filter(|_| took_two).map(|one| one.entry);
    Ok(Asked {
        rules,
        demand,
        confirmed,
    })
}

/// Parts of the entry that makes a change: what it rests on, and its signature.
pub type Parts = Vec<(&'static str, String)>;

/// Whether a person may make this change now. Gives what the entry that makes it has to hold.
///
/// # Errors
/// [`Stop`].
pub async fn allows(
    room: &ApiRoom,
    wanted: &Wanted,
    action: Option<&ActionId>,
    by: &By,
) -> Result<Parts, Stop> {
    let asked = ask(room, wanted, by).await?;
    let alone = match asked.demand {
        Demand::Allowed { alone } => alone,
        Demand::SecondPerson(why) => return Err(Stop::SecondPerson(why)),
        Demand::Refused(why) => return Err(Stop::Refused(why)),
    };
    let (rules, confirms) = (&asked.rules, asked.confirmed);
    let bound = BoundChange {
        deed: wanted.deed,
        hash: wanted.hash.clone(),
        policy: rules.policy_entry(),
        alone,
        confirmed: confirms,
    };
    let mut parts = vec![(PART_CHANGE, json(&bound)?)];
    if let (Identity::Signs(_), Some(key)) = (rules.identify(by), by.key()) {
        let signed = Signed {
            ledger: rules.ledger(),
            says: Says::Does,
            deed: wanted.deed,
            action,
            subject: &wanted.place,
            facts: &wanted.hash,
            bound: None,
            policy: bound.policy,
            confirms,
        };
        let signed = signed.by(key, room.clock().now())?;
        parts.push((PART_SIGNATURES, signatures::part(&[signed])?));
    }
    Ok(parts)
}

fn json(record: &impl Serialize) -> Result<String, Stop> {
    let text = serde_json::to_string(record);
    text.map_err(|error| {
        let reason = error.to_string();
        DeedError::Store(AppendError::Invalid { reason }).into()
    })
}

/// A change that a first person wants, and nobody made yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeProposal {
    /// Its entry.
    pub entry: u64,
    /// When.
    pub at: Millis,
    /// Until when it counts.
    pub until: Millis,
    /// Whose word.
    pub by: String,
    /// Of which object; none of an operation's path.
    pub subject: Option<Subject>,
    /// What is wanted; none if it was erased.
    pub what: Option<WantedChange>,
}

/// So many of the newest words and changes are looked at.
const LOOKED_AT: u16 = 200;

/// The changes of where money goes that wait for a second person, the oldest first.
///
/// # Errors
/// [`EngineError`].
pub async fn proposals(
    reader: &Reader,
    rules: &Rules,
    now: Millis,
) -> Result<Vec<ChangeProposal>, EngineError> {
    let Some(in_force) = &rules.policies.in_force else {
        return Ok(Vec::new());
    };
    let span = i64::from(in_force.policy.expires_after_minutes).saturating_mul(60_000);
    let mut made = BTreeSet::new();
    let mut open = Vec::new();
    for subject in [SUBJECT_APPROVALS, SUBJECT_SETTINGS] {
        let kinds = [KIND_CONFIRMED, KIND_INTENT, KIND_SETTING_CHANGED];
        let query = PageQuery {
            subject: Some(subject.to_owned()),
            kinds: kinds.iter().map(ToString::to_string).collect(),
            from: From::Newest,
            limit: LOOKED_AT,
        };
        for entry in reader.page(&query).await?.entries {
            let until = Millis(entry.recorded_ms.saturating_add(span));
            if entry.damage.is_some() || until < now {
                continue;
            }
            if entry.kind != KIND_CONFIRMED {
                let text = text_part(reader, entry.sequence, PART_CHANGE).await?;
                let bound = text.and_then(|text| serde_json::from_str::<BoundChange>(&text).ok());
                made.extend(bound.and_then(|bound| bound.confirmed));
                continue;
            }
            let word: Option<ConfirmedFacts> = serde_json::from_str(&entry.facts).ok();
            let is_change = |word: &ConfirmedFacts| {
                matches!(
                    word.deed,
                    Deed::ChangeBankDetails | Deed::ChangeOperationPath
                )
            };
            // Each stands on the approvals' subject too.
            let Some(word) = word
                .filter(is_change)
                .filter(|_| subject == SUBJECT_APPROVALS)
            else {
                continue;
            };
            let place = word.subject.map(|subject| subject.to_string());
            let place = place.as_deref().unwrap_or(SUBJECT_SETTINGS);
            let hash = text_part(reader, entry.sequence, PART_FACTS_HASH).await?;
            let hash = hash.unwrap_or_default();
            let on = (place, hash.as_str());
            let Some(by) = history::counts(reader, rules, (&entry, &word), on).await? else {
                continue;
            };
            let what = text_part(reader, entry.sequence, PART_WANTED).await?;
            open.push(ChangeProposal {
                entry: entry.sequence,
                at: Millis(entry.recorded_ms),
                until,
                by,
                subject: word.subject,
                what: what.and_then(|text| serde_json::from_str(&text).ok()),
            });
        }
    }
    open.retain(|one| !made.contains(&one.entry));
    open.sort_by_key(|one| one.entry);
    Ok(open)
}

impl Core {
    /// Takes a first person's word for the very change; gives its entry.
    pub(super) async fn propose(
        &self,
        id: &ActionId,
        wanted: &Wanted,
        (by, note): (&By, &str),
    ) -> Result<u64, Stop> {
        let words = deed::words(note)?;
        let held = self.deciding.lock().await;
        said::is_new(&self.room.reader(), id).await?;
        let asked = ask(&self.room, wanted, by).await?;
        match asked.demand {
            Demand::SecondPerson(_) => {}
            Demand::Allowed { .. } => return Err(Stop::NoSecondNeeded),
            Demand::Refused(why) => return Err(Stop::Refused(why)),
        }
        let facts = ConfirmedFacts {
            what: wanted.sentence().to_owned(),
            by: asked.rules.identify(by).name().map(str::to_owned),
            action: id.clone(),
            deed: wanted.deed,
            subject: wanted.subject,
        };
        let on = Self::on(id, &wanted.place);
        let on: Vec<&str> = on.iter().map(String::as_str).collect();
        let now = self.room.clock().now();
        let entry = deed::entry(KIND_CONFIRMED, &on, &facts, words, now)?;
        let mut entry = said::with_hash(entry, &wanted.hash);
        entry.parts.push(PartDraft {
            name: PART_WANTED.to_owned(),
            value: json(&wanted.what)?.into_bytes(),
        });
        let what = (&facts, wanted.place.as_str(), wanted.hash.as_str());
        let signed = said::word(&asked.rules, what, by, now)?;
        let entry = signatures::with(entry, &signed)?;
        let entry = deed::append(self.room.writer(), entry).await?;
        drop(held);
        Ok(entry)
    }
}
