//! Merchants, receiver accounts and their statuses as the window shows them.

use super::{console::small, timeline_view::word};
use catalog::{Account, Known, Merchant, Object, SinceBy, Sort};
use contract::{
    AccountRow, Hit, HitTarget, MerchantRow, StandingView, StatusCount, StatusMeaning, WaitsFor,
};
use domain::{
    AccountStatus, ClientStatus, KycStatus, Mark, Millis, PartnerNumber, SubjectKind,
    TransactionKind, TransactionState, status::TRANSACTION_PREFIXES,
};
use std::collections::HashMap;

const fn waits_for(ours: domain::WaitsFor) -> WaitsFor {
    match ours {
        domain::WaitsFor::Us => WaitsFor::Us,
        domain::WaitsFor::Cedar => WaitsFor::Cedar,
        domain::WaitsFor::Nobody => WaitsFor::Nobody,
    }
}

/// What a merchant's status means. An empty word: none is known.
pub fn kyc_meaning(status: &str) -> StatusMeaning {
    let read = KycStatus::read(status);
    let meaning = StatusMeaning {
        status: status.to_owned(),
        word: read.label().to_owned(),
        is_known: !matches!(read, KycStatus::Unrecognised(_)),
        meaning: read.meaning().to_owned(),
        next: read.next().map(str::to_owned),
        needs: waits_for(read.waits_for()),
        may_submit: read.may_submit(),
        may_edit: read.may_edit(),
        may_be_used: read.may_transact(),
    };
    or_none(meaning)
}

/// What a receiver account's status means. An empty word: none is known.
pub fn account_meaning(status: &str) -> StatusMeaning {
    let read = AccountStatus::read(status);
    let meaning = StatusMeaning {
        status: status.to_owned(),
        word: read.label().to_owned(),
        is_known: !matches!(read, AccountStatus::Unrecognised(_)),
        meaning: read.meaning().to_owned(),
        next: read.next().map(str::to_owned),
        needs: waits_for(read.waits_for()),
        may_submit: false,
        may_edit: read.may_edit(),
        may_be_used: read.may_be_used(),
    };
    or_none(meaning)
}

/// What a transaction's status means, with or without its prefix. An empty word: none is known.
pub fn client_meaning(status: &str) -> StatusMeaning {
    let read = ClientStatus::read(status);
    // The index has the part behind the prefix alone.
    let whole = ClientStatus::read(&format!("{}{status}", TRANSACTION_PREFIXES[0]));
    let state = match (read.state(), read.prefix()) {
        (TransactionState::Unrecognised, None) => whole.state(),
        (state, _) => state,
    };
    let known = state_meaning(state);
    or_none(StatusMeaning {
        word: match state {
            TransactionState::Unrecognised => status.to_owned(),
            _ => known.word.clone(),
        },
        status: status.to_owned(),
        ..known
    })
}

/// What a transaction's state means.
pub fn state_meaning(state: TransactionState) -> StatusMeaning {
    StatusMeaning {
        status: state_word(state).to_owned(),
        word: state.label().to_owned(),
        is_known: state != TransactionState::Unrecognised,
        meaning: state.meaning().to_owned(),
        next: state.next().map(str::to_owned),
        needs: waits_for(state.waits_for()),
        may_submit: false,
        may_edit: false,
        may_be_used: false,
    }
}

/// A state's word behind the prefix, as the index has it.
pub const fn state_word(state: TransactionState) -> &'static str {
    match state {
        TransactionState::None => "NONE",
        TransactionState::Pending => "PENDING",
        TransactionState::AwaitingQuoteApproval => "AWAITING_QUOTE_APPROVAL",
        TransactionState::AwaitingDeposit => "AWAITING_DEPOSIT",
        TransactionState::InProgress => "IN_PROGRESS",
        TransactionState::Completed => "COMPLETED",
        TransactionState::Cancelled => "CANCELED",
        TransactionState::Expired => "EXPIRED",
        TransactionState::Unrecognised => "",
    }
}

fn or_none(meaning: StatusMeaning) -> StatusMeaning {
    if !meaning.status.is_empty() {
        return meaning;
    }
    StatusMeaning {
        word: "Not known".to_owned(),
        meaning: "Its status was never read and never told.".to_owned(),
        next: Some("Read it from the API.".to_owned()),
        ..meaning
    }
}

fn of_kind(kind: SubjectKind, status: &str) -> StatusMeaning {
    match kind {
        SubjectKind::Merchant => kyc_meaning(status),
        SubjectKind::ReceiverAccount => account_meaning(status),
        SubjectKind::Transaction => client_meaning(status),
    }
}

/// How many have which status.
pub fn counts(kind: SubjectKind, counted: Vec<(String, u64)>) -> Vec<StatusCount> {
    let order = |status: &str| {
        let known: Vec<String> = match kind {
            SubjectKind::Merchant => KycStatus::ORDER.map(String::from).into(),
            SubjectKind::ReceiverAccount => AccountStatus::ORDER.map(String::from).into(),
            SubjectKind::Transaction => {
                let states = TransactionState::ORDER.iter();
                states.map(|state| state_word(*state).to_owned()).collect()
            }
        };
        let place = known.iter().position(|one| one == status);
        place.unwrap_or(known.len())
    };
    let mut counts: Vec<StatusCount> = counted
        .into_iter()
        .map(|(status, count)| StatusCount {
            status: of_kind(kind, &status),
            count: small(count),
        })
        .collect();
    counts.sort_by_key(|one| order(&one.status.status));
    counts
}

pub fn standing(object: &Object) -> StandingView {
    let standing = &object.standing;
    let status = standing.status.clone();
    let meaning = of_kind(object.subject().kind, status.as_deref().unwrap_or_default());
    let told = standing.told.as_ref();
    let differs = told.filter(|told| Some(&told.status) != status.as_ref());
    StandingView {
        status_word: meaning.word,
        needs: meaning.needs,
        mark: standing.mark.into(),
        word: match standing.mark {
            Mark::HashMatches => "told by a delivery, not read since".to_owned(),
            Mark::Contradicted => "contradicted by a read".to_owned(),
            Mark::Confirmed => "confirmed by a read".to_owned(),
            other @ (Mark::Received | Mark::Refused | Mark::Gap) => word(other).to_owned(),
        },
        since: standing.since.to_rfc3339(),
        since_is_exact: standing.since_by == SinceBy::Delivery,
        read_at: standing.read.as_ref().map(|read| read.at.to_rfc3339()),
        read_sequence: standing.read.as_ref().map(|read| small(read.sequence)),
        told_at: told.map(|told| told.at.to_rfc3339()),
        told_sequence: told.map(|told| small(told.sequence)),
        told_status: differs.map(|told| told.status.clone()),
        status,
    }
}

/// A merchant's row; none of what is no merchant.
pub fn merchant(object: Object, sort: Sort) -> Option<MerchantRow> {
    let place = object.place(sort);
    let standing = standing(&object);
    let subject = object.subject().to_string();
    let Known::Merchant(known) = object.known else {
        return None;
    };
    let Merchant {
        legal_name,
        trading_name,
        country,
        local_reg_number,
    } = known;
    Some(MerchantRow {
        subject,
        number: object.number.to_string(),
        legal_name,
        trading_name,
        country,
        local_reg_number,
        standing,
        created_at: object.created.map(Millis::to_rfc3339),
        place,
    })
}

/// A receiver account's row; none of what is none.
pub fn account(
    object: Object,
    sort: Sort,
    owners: &HashMap<PartnerNumber, String>,
) -> Option<AccountRow> {
    let place = object.place(sort);
    let standing = standing(&object);
    let subject = object.subject().to_string();
    let Known::Account(known) = object.known else {
        return None;
    };
    let Account {
        owner,
        name_on_account,
        bank_or_network,
        country,
        currency,
        masked,
    } = known;
    Some(AccountRow {
        subject,
        number: object.number.to_string(),
        owner: owner.map(|owner| owner.to_string()),
        owner_name: owner.and_then(|owner| owners.get(&owner).cloned()),
        name_on_account,
        bank_or_network,
        country,
        currency,
        masked,
        standing,
        created_at: object.created.map(Millis::to_rfc3339),
        place,
    })
}

/// What a search found, by its name.
pub fn hit(object: &Object) -> Hit {
    let subject = object.subject();
    let transaction = object.transaction();
    let kind = transaction
        .and_then(|one| one.kind)
        .map(TransactionKind::label);
    let label = format!(
        "{} {}",
        kind.unwrap_or(subject.kind.label()),
        subject.number
    );
    let standing = standing(object);
    let mut detail = vec![standing.status_word];
    detail.extend(object.name().map(|_| label.clone()));
    if let Known::Account(account) = &object.known {
        detail.extend(account.currency.clone());
        detail.extend(account.masked.as_ref().map(|end| format!("···· {end}")));
    }
    if let Some(transaction) = transaction {
        let money = [&transaction.to_amount, &transaction.to_currency];
        let money: Vec<&str> = money.into_iter().flatten().map(String::as_str).collect();
        detail.extend(Some(money.join(" ")).filter(|money| !money.is_empty()));
        detail.extend(transaction.reference.clone());
    }
    Hit {
        target: HitTarget::Object {
            key: subject.to_string(),
            subject: subject.kind.into(),
            number: subject.number.to_string(),
        },
        label: object.name().map_or(label, str::to_owned),
        detail: detail.join(", "),
        mark: Some(standing.mark),
    }
}
