//! What is shown before an approval, as the window sees it.

use super::{console::small, desk_view::money, facts::label, timeline_view::subject};
use contract::{
    AnnouncedView, ApprovalView, BoundFact, DemandKind, DetailLine, DetailsSeenView,
    ExpectedDeposit, FactOf, NamedObject, SeenView, ShownRead, TypedKind, TypedView, WarningView,
    WordOf,
};
use domain::{
    Demand, Millis, Subject, SubjectKind, TransactionAction,
    record::{Money, PutOffFacts},
};
use engine::{
    Row,
    approvals::{Confirmation, Drawer, Facts, Of, Typed, Whose, deposit},
    flows, payee_details,
};
use partner_api::{
    Fields,
    wire::{merchant::Merchant, receiver_account::ReceiverAccount},
    word_list::CANCEL_REASONS,
};

/// Whose.
pub const fn of(of: Of) -> FactOf {
    match of {
        Of::Transaction => FactOf::Transaction,
        Of::Account => FactOf::Account,
        Of::Merchant => FactOf::Merchant,
    }
}

/// What people call a field.
pub fn fact_label(of: Of, name: &str) -> String {
    let is_detail = of == Of::Account && payee_details::is_detail(name);
    if is_detail {
        capital(payee_details::label(name))
    } else {
        label(name)
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

fn bound(whose: Of, fields: &Fields) -> impl Iterator<Item = BoundFact> {
    fields.members().map(move |(name, json)| BoundFact {
        of: of(whose),
        name: name.to_owned(),
        label: fact_label(whose, name),
        json: json.to_owned(),
    })
}

fn details(fields: &Fields) -> Vec<DetailLine> {
    let all = payee_details::details_of(fields).into_iter();
    let lines = all.map(|(name, json)| DetailLine {
        label: capital(payee_details::label(&name)),
        text: payee_details::text(&json),
        is_masked: payee_details::is_masked(&name),
    });
    lines
        .filter(|line| !line.text.is_empty() && line.text != "null")
        .collect()
}

fn expected(facts: &Facts) -> ExpectedDeposit {
    let expected = deposit::expected(facts);
    let told = facts.transaction.deposit_instructions();
    let told = told.map(|told| told.told).unwrap_or_default();
    ExpectedDeposit {
        amount: expected.amount.map(Into::into),
        currency: expected.currency.map(|currency| currency.to_string()),
        network: expected.network,
        reference: expected.reference,
        received: expected.received.map(Into::into),
        instructions: told
            .into_iter()
            .map(|(label, text)| DetailLine {
                label: capital(label),
                text,
                is_masked: false,
            })
            .collect(),
    }
}

fn typed(typed: Typed) -> TypedView {
    let (kind, whose, from) = match typed {
        Typed::LastFour(whose) => (TypedKind::LastFour, Some(whose), None),
        Typed::Four { of, from } => (TypedKind::Four, Some(of), u32::try_from(from).ok()),
        Typed::Amount => (TypedKind::Amount, None, None),
    };
    TypedView {
        kind,
        words: typed.to_string(),
        from,
        is_deposit: whose == Some(Whose::Deposit),
    }
}

fn announced(row: Row) -> AnnouncedView {
    AnnouncedView {
        entry: small(row.sequence),
        at: row.at.to_rfc3339(),
        status: row.status,
        mark: row.mark.into(),
        reason: row.reason,
    }
}

fn named(kind: SubjectKind, number: domain::PartnerNumber, name: Option<String>) -> NamedObject {
    NamedObject {
        key: Subject { kind, number }.to_string(),
        number: number.to_string(),
        name,
    }
}

fn receives(facts: &Facts) -> Option<Money> {
    let transaction = &facts.transaction;
    Some(Money {
        amount: transaction.to_amount().into_read()?,
        currency: transaction.to_currency().into_read()?,
    })
}

fn demand(demand: &Demand) -> (DemandKind, Vec<String>) {
    match demand {
        Demand::Allowed { alone: true } => (DemandKind::Alone, Vec::new()),
        Demand::Allowed { alone: false } => (DemandKind::Second, Vec::new()),
        Demand::SecondPerson(why) => (
            DemandKind::First,
            why.iter().map(ToString::to_string).collect(),
        ),
        Demand::Refused(why) => (
            DemandKind::Refused,
            why.iter().map(ToString::to_string).collect(),
        ),
    }
}

fn facts(facts: &Facts) -> Vec<BoundFact> {
    bound(Of::Transaction, &facts.transaction.fields)
        .chain(bound(Of::Account, &facts.account.fields))
        .chain(bound(Of::Merchant, &facts.merchant.fields))
        .collect()
}

fn reads(facts: &Facts) -> Vec<ShownRead> {
    let of = [FactOf::Transaction, FactOf::Account, FactOf::Merchant];
    of.into_iter()
        .zip(facts.reads)
        .map(|(of, read)| ShownRead {
            of,
            entry: small(read.entry),
            at: read.started.to_rfc3339(),
        })
        .collect()
}

/// The source merchant, its KYC status in words, and whether it may transact.
fn source(merchant: &Merchant) -> (NamedObject, String, bool) {
    let name = merchant.legal_name().or_else(|| merchant.trading_name());
    let number = merchant.id.number();
    (
        named(SubjectKind::Merchant, number, name.into_read()),
        merchant.kyc_status.label().to_owned(),
        flows::of_merchant(&merchant.kyc_status).is_none(),
    )
}

/// The receiver account, its status in words, and whether money may go there.
fn target(account: &ReceiverAccount) -> (NamedObject, String, bool) {
    let name = account.name_on_account().into_read();
    let number = account.id.number();
    let status = account.status.read();
    (
        named(SubjectKind::ReceiverAccount, number, name),
        status.map_or_else(|| "not read".to_owned(), |one| one.label().to_owned()),
        flows::of_account(&account.status).is_none(),
    )
}

/// Why this one can't be approved.
fn not_permitted(drawer: &Drawer) -> Vec<String> {
    let mut why: Vec<String> = drawer
        .not_permitted
        .iter()
        .map(ToString::to_string)
        .collect();
    why.extend(drawer.unread.map(|field| {
        format!("{field} is missing or is not understood, and nothing is approved without it")
    }));
    why
}

fn warnings(drawer: &Drawer) -> Vec<WarningView> {
    let warned = drawer.warnings.iter().map(|warning| WarningView {
        words: warning.to_string(),
        seen: warning.seen().map(|(at, entry)| SeenView {
            at: at.to_rfc3339(),
            entry: small(entry),
        }),
        asks_for_reason: warning.asks_for_reason(),
    });
    warned.collect()
}

fn confirmed(word: Confirmation) -> WordOf {
    WordOf {
        by: Some(word.by),
        at: word.at.to_rfc3339(),
        until: None,
        entry: Some(small(word.entry)),
    }
}

fn put_off((facts, at): (PutOffFacts, Millis)) -> WordOf {
    WordOf {
        by: facts.by,
        at: at.to_rfc3339(),
        until: facts.until.map(Millis::to_rfc3339),
        entry: None,
    }
}

/// What is shown.
pub fn view(drawer: Drawer) -> ApprovalView {
    let all = &drawer.facts;
    let status = &all.transaction.status;
    let (demand, demand_why) = demand(&drawer.demand);
    let (merchant, kyc, kyc_is_valid) = source(&all.merchant);
    let (account, account_status, account_is_active) = target(&all.account);
    let is_deposit = drawer.action == TransactionAction::ApproveDeposit;
    ApprovalView {
        id: drawer.id.to_string(),
        action: drawer.action.into(),
        subject: subject(all.subject()),
        kind: all.kind.into(),
        status: status.word().to_owned(),
        status_word: status.label().to_owned(),
        shown: contract::ShownRef {
            entries: drawer.shown.entries.map(small),
            hash: drawer.shown.hash.clone(),
        },
        reads: reads(all),
        receives: receives(all).map(money),
        rate_is_exact: drawer.rate.as_ref().is_some_and(|rate| rate.is_exact),
        merchant,
        kyc,
        kyc_is_valid,
        account,
        account_status,
        account_is_active,
        details: details(&all.account.fields),
        details_changed: drawer.details_changed.clone().map(|seen| DetailsSeenView {
            at: seen.at.to_rfc3339(),
            entry: small(seen.entry),
            what: seen.what,
        }),
        deposit: is_deposit.then(|| expected(all)),
        expires: drawer.expires.map(Millis::to_rfc3339),
        typed: drawer.typed.map(typed),
        demand,
        demand_why,
        counts_for_minutes: drawer.policy.expires_after_minutes,
        frozen: drawer.frozen.iter().map(ToString::to_string).collect(),
        not_permitted: not_permitted(&drawer),
        warnings: warnings(&drawer),
        is_signed: drawer.is_signed,
        cancel_reasons: CANCEL_REASONS.iter().map(ToString::to_string).collect(),
        facts: facts(all),
        pays: drawer.money.map(money),
        rate: drawer.rate.map(|rate| rate.text),
        above_indicative: drawer.above_indicative,
        announced: drawer.announced.map(announced),
        confirmed: drawer.confirmed.map(confirmed),
        put_off: drawer.put_off.map(put_off),
    }
}
