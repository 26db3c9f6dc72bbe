//! What is shown before an approval, read anew when it is opened.

use super::{
    Facts, Freeze, ShownRef, Stop, Typed, Warning, freeze, history, history::Confirmation,
    order::approvable, typed,
};
use crate::{
    By, EngineError, Row, details_changes,
    flows::NotPermitted,
    observation,
    payee_details::{self, Showing},
};
use domain::{
    ActionId, Deed, Demand, Millis, Policy, Rate, Subject, SubjectKind, TransactionAction,
    effective_rate, percent_above,
    record::{CallOutcome, KIND_OBSERVATION, Money, PutOffFacts},
};
use ledger::{From, PageQuery, Reader};
use partner_api::{
    Fields,
    wire::{WireObject, fx_rate::FxRate, receiver_account::ReceiverAccount},
};

/// So many reads of an account are looked through for when its details changed; what is further
/// back is known by the mark that was set then.
const READS_MAX: u16 = 100;
/// A change of details within so many milliseconds is warned of: a week.
const LATELY_MS: i64 = 7 * 86_400_000;
/// Names under which a quote's end may be told (assumed; none is documented).
const EXPIRY_NAMES: [&str; 6] = [
    "quoteExpiryDate",
    "quoteExpirationDate",
    "quoteExpiresAt",
    "quoteValidUntil",
    "expirationDate",
    "expiryDate",
];

/// What is shown before an approval.
#[derive(Debug, Clone)]
pub struct Drawer {
    /// The id under which it is pressed: once.
    pub id: ActionId,
    /// What can be approved.
    pub action: TransactionAction,
    /// Every field of transaction, receiver account and source merchant.
    pub facts: Facts,
    /// What a press gives back: that this was shown.
    pub shown: ShownRef,
    /// What has to be typed; none where the policy asks for nothing.
    pub typed: Option<Typed>,
    /// What one unit of the target costs.
    pub rate: Option<Rate>,
    /// By how many percent that is above the indicative rate when it was made.
    pub above_indicative: Option<String>,
    /// Until when the quote holds, where that is told.
    pub expires: Option<Millis>,
    /// What the policy measures.
    pub money: Option<Money>,
    /// What the policy asks of this person.
    pub demand: Demand,
    /// The first person's word for the very same, while it counts.
    pub confirmed: Option<Confirmation>,
    /// The newest no, or not yet, in this state.
    pub put_off: Option<(PutOffFacts, Millis)>,
    /// Why nothing can be approved now.
    pub frozen: Vec<Freeze>,
    /// Why this one can't be approved.
    pub not_permitted: Vec<NotPermitted>,
    /// A field without which it can't be approved.
    pub unread: Option<&'static str>,
    /// What a person is warned of.
    pub warnings: Vec<Warning>,
    /// Whether what is pressed is signed: operators are enrolled. If not, nothing but a name tells
    /// who approved, and that is said.
    pub is_signed: bool,
    /// The newest verified delivery about the transaction.
    pub announced: Option<Row>,
    /// How the account's details came to be what they are; none if they were never seen otherwise.
    pub details_changed: Option<DetailsSeen>,
    /// The policy that measures it.
    pub policy: Policy,
}

/// Since when a receiver account's details are what they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DetailsSeen {
    /// When they were first seen so.
    pub at: Millis,
    /// The read that showed it.
    pub entry: u64,
    /// What of them was otherwise before, as people call it.
    pub what: Vec<String>,
}

impl super::Core {
    pub(super) async fn drawer(
        &self,
        id: ActionId,
        action: TransactionAction,
        facts: Facts,
        by: &By,
    ) -> Result<Drawer, Stop> {
        let reader = self.room.reader();
        let now = self.room.clock().now();
        let measured = self.ask(&facts, action, by).await?;
        let (mut frozen, mut warnings) = freeze::of_clocks(&facts);
        let (said, otherwise) = freeze::of_deliveries(&reader, &facts).await?;
        frozen.extend(said);
        frozen.extend(freeze::of_ledger(&self.trust.borrow()));
        warnings.extend(otherwise);
        warnings.extend(self.fallen());
        let changed = details_changed(&reader, &facts.account).await?;
        let lately = |one: &&DetailsSeen| now.0.saturating_sub(one.at.0) <= LATELY_MS;
        let lately = changed.as_ref().filter(lately);
        warnings.extend(lately.cloned().map(Warning::DetailsChanged));
        let (mut not_permitted, mut unread) = (Vec::new(), None);
        match approvable(&facts) {
            Err(Stop::NotPermitted(found)) => not_permitted = found,
            Err(Stop::Unread(field)) => unread = Some(field),
            Err(error) => return Err(error),
            Ok(()) => {}
        }
        let asked = typed::asked(&facts, action, &id).filter(|_| measured.policy.typing);
        let transaction = &facts.transaction;
        let amounts = transaction
            .from_amount()
            .into_read()
            .zip(transaction.to_amount().into_read());
        let rate = amounts.and_then(|(from, to)| effective_rate(&from, &to));
        let indicative = indicative(&reader, facts.subject()).await?;
        let above_indicative = rate.as_ref().zip(indicative);
        let above_indicative =
            above_indicative.and_then(|(rate, other)| percent_above(&rate.text, &other));
        let status = transaction.status.word();
        let deed = Deed::Transaction(action);
        let announced = crate::facts::announced(&reader, facts.subject()).await?;
        let put_off = history::put_off(&reader, facts.subject(), deed, status).await?;
        Ok(Drawer {
            expires: expires(&transaction.fields),
            shown: ShownRef {
                entries: facts.entries(),
                hash: facts.hash(action),
            },
            typed: asked.map(|asked| asked.typed),
            id,
            action,
            facts,
            rate,
            above_indicative,
            money: measured.money,
            demand: measured.demand,
            confirmed: measured.confirmed,
            put_off,
            frozen,
            not_permitted,
            unread,
            warnings,
            is_signed: !measured.rules.operators.is_empty(),
            announced,
            details_changed: changed,
            policy: measured.policy,
        })
    }
}

/// Until when a quote holds, where that is told.
#[must_use]
pub fn expires(fields: &Fields) -> Option<Millis> {
    let mut names = EXPIRY_NAMES.iter();
    names.find_map(|name| fields.time(name).into_read()?.reading())
}

/// The indicative rate that was shown when the transaction was made here; none if it was made
/// elsewhere, or without one.
///
/// # Errors
/// [`EngineError`].
pub async fn indicative(reader: &Reader, subject: Subject) -> Result<Option<String>, EngineError> {
    let Some((intent, _)) = history::creation(reader, subject).await? else {
        return Ok(None);
    };
    let entry = crate::intents::entries::text_part(reader, intent, crate::flows::PART_RATE).await?;
    let Some(entry) = entry.and_then(|text| text.parse().ok()) else {
        return Ok(None);
    };
    let read = match observation::read(reader, entry).await {
        Ok(read) => read,
        Err(EngineError::NoObservation(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    let body = read.body.and_then(|body| String::from_utf8(body).ok());
    let rate = body.and_then(|body| FxRate::read(&body).ok());
    Ok(rate
        .and_then(|rate| rate.rate().into_read())
        .map(|rate| rate.to_string()))
}

/// When it was first seen that the account's details are what they are, and what of them was
/// otherwise; none if they were never seen to be otherwise.
///
/// # Errors
/// [`EngineError`].
pub async fn details_changed(
    reader: &Reader,
    account: &ReceiverAccount,
) -> Result<Option<DetailsSeen>, EngineError> {
    let subject = Subject {
        kind: SubjectKind::ReceiverAccount,
        number: account.id.number(),
    };
    let page = reader
        .page(&PageQuery {
            subject: Some(subject.to_string()),
            kinds: vec![KIND_OBSERVATION.to_owned()],
            from: From::Newest,
            limit: READS_MAX,
        })
        .await?;
    let mut since = None;
    for entry in page.entries.iter().filter(|entry| entry.damage.is_none()) {
        let read = observation::read(reader, entry.sequence).await?;
        if read.facts.outcome != CallOutcome::Worked {
            continue;
        }
        let showing = if read.is_changed_objects {
            Showing::Part
        } else {
            Showing::Whole
        };
        let objects = read.objects();
        let own = objects.iter().find(|fields| {
            let id = fields
                .id("id")
                .or_else(|| fields.id("businessExternalAccountId"));
            id.into_read() == Some(account.id.number())
        });
        let Some(own) = own else { continue };
        let names = payee_details::differing(&account.fields, own, showing);
        if !names.is_empty() {
            return Ok(since.map(|(at, entry)| seen(at, entry, &names)));
        }
        since = Some((read.facts.started, entry.sequence));
    }
    let marks = details_changes::details_changes(reader, subject).await?;
    let newest = marks.first();
    Ok(newest.map(|mark| {
        let entry = mark.shown_by.unwrap_or(mark.sequence);
        seen(mark.at, entry, &mark.facts.fields)
    }))
}

fn seen(at: Millis, entry: u64, names: &[String]) -> DetailsSeen {
    let labels = names.iter().map(|name| payee_details::label(name));
    DetailsSeen {
        at,
        entry,
        what: labels.map(str::to_owned).collect(),
    }
}
