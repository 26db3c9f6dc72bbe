//! What is known of one object, fact by fact: who told it, when, and how surely it holds.

use crate::{
    EngineError, Row, RowKind,
    assurance::{self, Said},
    timeline,
};
use domain::{
    Mark, Millis, Subject, SubjectKind,
    record::{
        CallOutcome, KIND_OBSERVATION, KIND_VERDICT, ObservationFacts, PART_BODY, PART_DETAIL,
        PART_OBJECTS,
    },
};
use ledger::{Entry, From, PageQuery, Reader};
use partner_api::{
    Fields, Operation, WireTime,
    wire::{merchant::Merchant, receiver_account::ReceiverAccount, transaction::Transaction},
};
use webhooks::{Verdict, uncovered_fields};

/// The most reads that are looked at for one that worked.
const READS_MAX: u16 = 50;
/// The most verdicts that are looked at for the newest delivery that counts.
const VERDICTS_MAX: u16 = 20;

/// Who told a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToldBy {
    /// A delivery.
    Delivery,
    /// A read of the API.
    Read,
}

/// A value, who told it and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// As it came: a text without its quotes, anything else as its JSON.
    pub value: String,
    /// Whether it is a text.
    pub is_text: bool,
    /// Who.
    pub by: ToldBy,
    /// When it was received, or the read began.
    pub at: Millis,
    /// The entry that has it.
    pub sequence: u64,
}

/// One fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The field's name on the wire.
    pub name: String,
    /// Whether this program knows the field.
    pub is_known: bool,
    /// What holds now.
    pub now: Told,
    /// Its reading, where it is a time.
    pub as_time: Option<Millis>,
    /// How far it may be trusted.
    pub mark: Mark,
    /// The other value, where a delivery and the read differ.
    pub other: Option<Told>,
    /// What else is to be known, in a sentence.
    pub note: Option<String>,
}

/// What is known of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubjectFacts {
    /// The facts, in the order of the newest read.
    pub facts: Vec<Fact>,
    /// The newest read that worked: its entry, and when it began.
    pub read: Option<(u64, Millis)>,
    /// The newest read, if it did not work: when, and what became of it.
    pub failed: Option<(Millis, String)>,
}

/// The newest read of an object that worked.
pub(crate) struct NewestRead {
    pub sequence: u64,
    pub started: Millis,
    pub fields: Fields,
}

/// The newest verified delivery about an object.
struct NewestDelivery {
    row: Row,
    /// The body's top-level members: name, text, whether the hash covers it.
    members: Vec<(String, String, bool)>,
}

/// Reads what the ledger knows of an object.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn subject_facts(reader: &Reader, subject: Subject) -> Result<SubjectFacts, EngineError> {
    let (read, failed) = newest_read(reader, subject).await?;
    let delivery = newest_delivery(reader, subject).await?;
    let told = read.as_ref().map(|read| (read.sequence, read.started));
    let mut facts: Vec<Fact> = Vec::new();
    if let Some(read) = &read {
        facts = read_facts(subject.kind, read);
    }
    if let Some(delivery) = &delivery {
        for (name, raw, covered) in &delivery.members {
            take(subject.kind, &mut facts, delivery, (name, raw, *covered));
        }
    }
    Ok(SubjectFacts {
        facts,
        read: told,
        failed,
    })
}

/// The newest read of an object that worked; and why a later one did not, if there is one.
pub(crate) async fn newest_read(
    reader: &Reader,
    subject: Subject,
) -> Result<(Option<NewestRead>, Option<(Millis, String)>), EngineError> {
    let page = reader
        .page(&PageQuery {
            subject: Some(subject.to_string()),
            kinds: vec![KIND_OBSERVATION.to_owned()],
            from: From::Newest,
            limit: READS_MAX,
        })
        .await?;
    let mut failed = None;
    for entry in page.entries.iter().filter(|entry| entry.damage.is_none()) {
        let Ok(facts) = serde_json::from_str::<ObservationFacts>(&entry.facts) else {
            continue;
        };
        if !shows_the_object(&facts.operation) {
            continue;
        }
        if facts.outcome != CallOutcome::Worked {
            if failed.is_none() {
                failed = Some((entry.sequence, Millis(entry.recorded_ms)));
            }
            continue;
        }
        if let Some(fields) = fields_of(reader, subject, entry, &facts).await? {
            let read = NewestRead {
                sequence: entry.sequence,
                started: facts.started,
                fields,
            };
            return Ok((Some(read), why(reader, failed).await?));
        }
    }
    Ok((None, why(reader, failed).await?))
}

/// Whether an operation's answer is the object itself. Others stand on its timeline too, and what
/// they answer may bear its number, but is no more than a word on what was done.
fn shows_the_object(operation: &str) -> bool {
    !matches!(
        Operation::from_id(operation),
        Some(
            Operation::GetPayoutConfirmation
                | Operation::GetLegalAgreements
                | Operation::AcceptLegalAgreements
                | Operation::SubmitMerchantOnboarding
                | Operation::UploadFile
        )
    )
}

async fn why(
    reader: &Reader,
    failed: Option<(u64, Millis)>,
) -> Result<Option<(Millis, String)>, EngineError> {
    let Some((sequence, at)) = failed else {
        return Ok(None);
    };
    let parts = reader.parts(&[sequence], Some(PART_DETAIL)).await?;
    let detail = parts.into_iter().find_map(|part| part.value);
    let detail = detail.and_then(|value| String::from_utf8(value).ok());
    Ok(Some((at, detail.unwrap_or_default())))
}

/// The object's own fields in what a call answered; none if they were erased, or it shows another.
async fn fields_of(
    reader: &Reader,
    subject: Subject,
    entry: &Entry,
    facts: &ObservationFacts,
) -> Result<Option<Fields>, EngineError> {
    let holder = facts.answer.as_ref().and_then(|answer| answer.same_as);
    let parts = reader
        .parts(&[holder.unwrap_or(entry.sequence)], None)
        .await?;
    let value = |name: &str| {
        let found = parts.iter().find(|part| part.name == name);
        found
            .filter(|part| part.damage.is_none())
            .and_then(|part| part.value.as_deref())
    };
    if let Some(body) = value(PART_BODY) {
        let fields = Fields::parse(body).ok();
        return Ok(fields.filter(|fields| is_of(subject, fields)));
    }
    let Some(objects) = value(PART_OBJECTS) else {
        return Ok(None);
    };
    let all: Vec<&serde_json::value::RawValue> =
        serde_json::from_slice(objects).unwrap_or_default();
    let mut all = all
        .into_iter()
        .filter_map(|raw| Fields::parse(raw.get().as_bytes()).ok());
    Ok(all.find(|fields| is_of(subject, fields)))
}

fn is_of(subject: Subject, fields: &Fields) -> bool {
    let mut names = id_names(subject.kind).iter();
    names.any(|name| fields.id(name).into_read() == Some(subject.number))
}

const fn id_names(kind: SubjectKind) -> &'static [&'static str] {
    match kind {
        SubjectKind::Merchant => &["id", "businessId"],
        SubjectKind::ReceiverAccount => &["id", "businessExternalAccountId"],
        SubjectKind::Transaction => &["businessRequestId"],
    }
}

/// The name of the field that tells the object's status.
#[must_use]
pub const fn status_name(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Merchant => "kycStatus",
        SubjectKind::ReceiverAccount => "status",
        SubjectKind::Transaction => "clientStatus",
    }
}

const fn known(kind: SubjectKind) -> &'static [&'static str] {
    match kind {
        SubjectKind::Merchant => Merchant::KNOWN,
        SubjectKind::ReceiverAccount => ReceiverAccount::KNOWN,
        SubjectKind::Transaction => Transaction::KNOWN,
    }
}

fn is_time(name: &str) -> bool {
    name.ends_with("Time") || name.ends_with("Date")
}

/// A value's text without quotes, and whether it is a text.
fn told_text(raw: &str) -> (String, bool) {
    match serde_json::from_str::<String>(raw) {
        Ok(text) => (text, true),
        Err(_) => (raw.to_owned(), false),
    }
}

fn fact(kind: SubjectKind, name: &str, now: Told, as_time: Option<Millis>, mark: Mark) -> Fact {
    Fact {
        name: name.to_owned(),
        is_known: known(kind).contains(&name),
        now,
        as_time,
        mark,
        other: None,
        note: None,
    }
}

fn read_facts(kind: SubjectKind, read: &NewestRead) -> Vec<Fact> {
    let members = read.fields.members();
    members
        .map(|(name, raw)| {
            let (value, is_text) = told_text(raw);
            let now = Told {
                value,
                is_text,
                by: ToldBy::Read,
                at: read.started,
                sequence: read.sequence,
            };
            let time = is_time(name).then(|| read.fields.time(name).into_read());
            let as_time = time.flatten().as_ref().and_then(WireTime::reading);
            fact(kind, name, now, as_time, Mark::Confirmed)
        })
        .collect()
}

/// The newest verified delivery about an object, whatever was read since.
pub(crate) async fn announced(
    reader: &Reader,
    subject: Subject,
) -> Result<Option<Row>, EngineError> {
    Ok(newest_delivery(reader, subject).await?.map(|one| one.row))
}

async fn newest_delivery(
    reader: &Reader,
    subject: Subject,
) -> Result<Option<NewestDelivery>, EngineError> {
    let page = reader
        .page(&PageQuery {
            subject: Some(subject.to_string()),
            kinds: vec![KIND_VERDICT.to_owned()],
            from: From::Newest,
            limit: VERDICTS_MAX,
        })
        .await?;
    let mut deliveries: Vec<u64> = page.entries.iter().filter_map(|one| one.about).collect();
    deliveries.sort_unstable();
    deliveries.dedup();
    let entries = reader.entries(&deliveries).await?;
    let rows = timeline::read_rows(reader, &entries).await?;
    let counts = |row: &Row| {
        row.kind == RowKind::Delivery
            && row.verdict.is_some_and(Verdict::is_verified)
            && !row.is_test
            && row.damage.is_none()
            && row.subjects() == [subject]
            // A payout confirmation's status is none of the transaction's.
            && !(subject.kind == SubjectKind::Transaction
                && assurance::tells_of_confirmation(row.event.as_deref(), row.status.as_deref()))
    };
    let Some(row) = rows
        .into_iter()
        .filter(counts)
        .max_by_key(|row| row.sequence)
    else {
        return Ok(None);
    };
    let parts = reader.parts(&[row.sequence], Some(PART_BODY)).await?;
    let body = parts
        .into_iter()
        .find_map(|part| part.value.filter(|_| part.damage.is_none()));
    // All of the body's members, as strict as the verification reads them.
    let body = body.unwrap_or_default();
    let members = uncovered_fields(&body, &[]);
    let members = members
        .into_iter()
        .map(|member| {
            let covered = row.covers.contains(&member.name);
            // Its token is told in part only where it is long.
            let raw = body
                .get(member.start..member.end)
                .map(String::from_utf8_lossy);
            let raw = raw.map_or(member.token, std::borrow::Cow::into_owned);
            (member.name, raw, covered)
        })
        .collect();
    Ok(Some(NewestDelivery { row, members }))
}

/// Takes one member of the newest delivery's body into the facts.
fn take(
    kind: SubjectKind,
    facts: &mut Vec<Fact>,
    delivery: &NewestDelivery,
    (name, raw, covered): (&str, &str, bool),
) {
    let row = &delivery.row;
    let is_status = name == "status";
    let is_id = name == "id";
    let wire = match (is_status, is_id) {
        (true, _) => status_name(kind),
        (_, true) => id_names(kind).first().copied().unwrap_or(name),
        _ => name,
    };
    // What the delivery says of itself is no fact of the object.
    let of_itself = [
        "event",
        "eventName",
        "eventType",
        "type",
        "technicalName",
        "webhook",
    ];
    if of_itself.contains(&name) {
        return;
    }
    let (value, is_text) = told_text(raw);
    let told = Told {
        value,
        is_text,
        by: ToldBy::Delivery,
        at: row.at,
        sequence: row.sequence,
    };
    let mark = if covered {
        Mark::HashMatches
    } else {
        Mark::Received
    };
    let Some(known) = facts.iter_mut().find(|fact| fact.name == wire) else {
        facts.push(fact(kind, wire, told, None, mark));
        return;
    };
    if known.now.value == told.value {
        return;
    }
    if known.now.at < told.at {
        // It was told after the read: the newest word, not confirmed yet.
        let before = std::mem::replace(&mut known.now, told);
        known.other = Some(before);
        known.mark = mark;
        known.as_time = None;
        known.note = Some("The object was not read since this delivery came.".to_owned());
        return;
    }
    if is_status {
        match row.read.as_ref().map(|read| read.said) {
            Some(Said::Contradicts) => {
                known.mark = Mark::Contradicted;
                known.other = Some(told);
            }
            Some(Said::Confirms | Said::Overtaken) | None => {
                known.note = Some(format!(
                    "The delivery {} said {}; the object has gone on since.",
                    row.sequence, told.value
                ));
            }
        }
    } else if !is_time(wire) {
        known.mark = Mark::Contradicted;
        known.other = Some(told);
    }
}
