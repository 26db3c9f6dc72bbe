//! What is shown before an approval, as the window sees it.

use super::{console::small, desk_view::money, facts::label, timeline_view::subject};
use contract::{
    AnnouncedView, ApprovalView, BoundFact, DemandKind, DetailLine, ExpectedDeposit, FactOf,
    NamedObject, ShownRead, TypedKind, TypedView, WarningView, WordOf,
};
use domain::{Demand, Millis, Subject, SubjectKind, TransactionAction, record::Money};
use engine::{
    Row,
    approvals::{Drawer, Facts, Of, Typed, Whose, deposit},
    payee_details,
};
use partner_api::{Fields, word_list::CANCEL_REASONS};

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

/// What is shown.
pub fn view(drawer: Drawer) -> ApprovalView {
    let all = &drawer.facts;
    let (transaction, account, merchant) = (&all.transaction, &all.account, &all.merchant);
    let (demand, demand_why) = demand(&drawer.demand);
    let mut not_permitted: Vec<String> = drawer
        .not_permitted
        .iter()
        .map(ToString::to_string)
        .collect();
    not_permitted.extend(drawer.unread.map(|field| {
        format!("{field} is missing or is not understood, and nothing is approved without it")
    }));
    let is_deposit = drawer.action == TransactionAction::ApproveDeposit;
    let merchant_name = merchant.legal_name().or_else(|| merchant.trading_name());
    let status = account.status.read();
    ApprovalView {
        id: drawer.id.to_string(),
        action: drawer.action.into(),
        subject: subject(all.subject()),
        kind: all.kind.into(),
        status: transaction.status.word().to_owned(),
        status_word: transaction.status.label().to_owned(),
        shown: contract::ShownRef {
            entries: drawer.shown.entries.map(small),
            hash: drawer.shown.hash.clone(),
        },
        reads: reads(all),
        pays: drawer.money.map(money),
        receives: receives(all).map(money),
        rate_is_exact: drawer.rate.as_ref().is_some_and(|rate| rate.is_exact),
        rate: drawer.rate.map(|rate| rate.text),
        above_indicative: drawer.above_indicative,
        merchant: named(
            SubjectKind::Merchant,
            merchant.id.number(),
            merchant_name.into_read(),
        ),
        kyc: merchant.kyc_status.label().to_owned(),
        kyc_is_valid: engine::flows::of_merchant(&merchant.kyc_status).is_none(),
        account: named(
            SubjectKind::ReceiverAccount,
            account.id.number(),
            account.name_on_account().into_read(),
        ),
        account_status: status.map_or_else(|| "not read".to_owned(), |one| one.label().to_owned()),
        account_is_active: engine::flows::of_account(&account.status).is_none(),
        details: details(&account.fields),
        details_changed_at: drawer.details_changed.map(|(at, _)| at.to_rfc3339()),
        details_changed_entry: drawer.details_changed.map(|(_, entry)| small(entry)),
        announced: drawer.announced.map(announced),
        expires: drawer.expires.map(Millis::to_rfc3339),
        deposit: is_deposit.then(|| expected(all)),
        typed: drawer.typed.map(typed),
        demand,
        demand_why,
        confirmed: drawer.confirmed.map(|word| WordOf {
            by: Some(word.by),
            at: word.at.to_rfc3339(),
            until: None,
            entry: Some(small(word.entry)),
        }),
        put_off: drawer.put_off.map(|(facts, at)| WordOf {
            by: facts.by,
            at: at.to_rfc3339(),
            until: facts.until.map(Millis::to_rfc3339),
            entry: None,
        }),
        is_signed: drawer.is_signed,
        counts_for_minutes: drawer.policy.expires_after_minutes,
        frozen: drawer.frozen.iter().map(ToString::to_string).collect(),
        not_permitted,
        warnings: drawer
            .warnings
            .iter()
            .map(|warning| WarningView {
                words: warning.to_string(),
                asks_for_reason: warning.asks_for_reason(),
            })
            .collect(),
        cancel_reasons: CANCEL_REASONS.iter().map(ToString::to_string).collect(),
        facts: facts(all),
    }
}
