//! Transactions as the window shows them.

mod path;

use super::{
    agreements::link,
    catalog_view::{client_meaning, standing},
    console::small,
    documents::copy_state,
    merchants::fact,
    timeline_view::{subject, word},
};
use catalog::{Known, Object, Transaction, TransactionSort};
use contract::{
    ConfirmationView, DepositInstruction, EffectiveRate, KeptConfirmation, NamedDocument,
    TransactionParty, TransactionRow, TransactionStatus, TransactionView,
};
use domain::{
    Amount, ClientStatus, Millis, PartnerNumber, Subject, SubjectKind, TransactionKind,
    effective_rate, percent_above,
};
use engine::{
    Confirmation, Fact, KeptDocument, SubjectFacts,
    facts::{Told, ToldBy},
};
use partner_api::{
    Fields,
    wire::{
        WireObject,
        transaction::{DEPOSIT_REFERENCE, DEPOSIT_WALLET, Transaction as Shown},
    },
};
use std::collections::HashMap;

/// What merchants and receiver accounts are called, as far as that is known.
#[derive(Debug, Default)]
pub struct Names {
    known: HashMap<Subject, (Option<String>, Option<String>)>,
}

impl Names {
    /// Takes objects that the catalog knows.
    pub fn take(&mut self, objects: Vec<Object>) {
        self.known.extend(objects.into_iter().map(|object| {
            let name = object.name().map(str::to_owned);
            let detail = match &object.known {
                Known::Account(account) => {
                    let end = account.masked.as_ref().map(|end| format!("···· {end}"));
                    let told = [account.bank_or_network.clone(), end];
                    let told: Vec<String> = told.into_iter().flatten().collect();
                    (!told.is_empty()).then(|| told.join(" "))
                }
                Known::Merchant(_) | Known::Transaction(_) => None,
            };
            (object.subject(), (name, detail))
        }));
    }

    fn party(&self, kind: SubjectKind, number: Option<PartnerNumber>) -> Option<TransactionParty> {
        let number = number?;
        let known = self.known.get(&Subject { kind, number }).cloned();
        let (name, detail) = known.unwrap_or_default();
        Some(TransactionParty {
            number: number.to_string(),
            name,
            detail,
        })
    }

    fn merchant(&self, number: Option<PartnerNumber>) -> Option<TransactionParty> {
        self.party(SubjectKind::Merchant, number)
    }

    fn account(&self, number: Option<PartnerNumber>) -> Option<TransactionParty> {
        self.party(SubjectKind::ReceiverAccount, number)
    }
}

fn kind_word(kind: Option<TransactionKind>) -> String {
    let word = kind.map_or(SubjectKind::Transaction.label(), TransactionKind::label);
    word.to_owned()
}

/// A transaction's row; none of what is none.
pub fn row(object: Object, sort: TransactionSort, names: &Names) -> Option<TransactionRow> {
    let place = object.transaction_place(sort);
    let standing = standing(&object);
    let subject = object.subject().to_string();
    let Known::Transaction(known) = object.known else {
        return None;
    };
    let Transaction {
        kind,
        source,
        target,
        account,
        to_amount,
        to_currency,
        from_amount,
        from_currency,
        reference,
        purpose,
        changed,
        steps: _,
    } = *known;
    Some(TransactionRow {
        subject,
        number: object.number.to_string(),
        kind: kind.map(Into::into),
        kind_word: kind_word(kind),
        source: names.merchant(source),
        target: names.merchant(target),
        account: names.account(account),
        to_amount,
        to_currency,
        from_amount,
        from_currency,
        reference,
        purpose,
        standing,
        created_at: object.created.map(Millis::to_rfc3339),
        changed_at: changed.map(Millis::to_rfc3339),
        place,
    })
}

/// A document that was downloaded.
pub fn kept(kept: KeptDocument) -> KeptConfirmation {
    KeptConfirmation {
        sha256: kept.about.sha256,
        name: kept.about.name,
        bytes: small(kept.about.bytes),
        at: kept.at.to_rfc3339(),
        by: kept.by,
        sequence: small(kept.sequence),
        copy: copy_state(kept.copy),
    }
}

/// All that the page of a transaction is made of.
pub struct Page {
    /// Which.
    pub of: Subject,
    /// What is known of it, fact by fact.
    pub facts: SubjectFacts,
    /// The same as the catalog has it.
    pub listed: Option<Object>,
    /// What its merchants and its account are called.
    pub names: Names,
    /// How long transactions stay in steps: by the step's word, milliseconds and of how many.
    pub medians: Vec<(String, (i64, u64))>,
    /// The indicative rate when it was made here.
    pub indicative: Option<String>,
    /// Its payout confirmation.
    pub confirmation: Confirmation,
    /// Whether it can be read now.
    pub can_read: bool,
}

/// A fact as it was written; none where it is null.
fn written(fact: Option<&Fact>) -> Option<String> {
    let now = &fact?.now;
    (now.is_text || now.value != "null").then(|| now.value.clone())
}

impl Page {
    fn fact(&self, name: &str) -> Option<&Fact> {
        fact(&self.facts, name)
    }

    fn number(&self, name: &str) -> Option<PartnerNumber> {
        PartnerNumber::parse(&written(self.fact(name))?).ok()
    }

    /// Its merchants and its accounts.
    pub fn parties(&self) -> (Vec<PartnerNumber>, Vec<PartnerNumber>) {
        let merchants = [self.number("fromBusinessId"), self.number("toBusinessId")];
        let account = self.number("toBusinessExternalAccountId");
        (
            merchants.into_iter().flatten().collect(),
            account.into_iter().collect(),
        )
    }

    /// The words of the steps that its path has.
    pub fn words_of_path(&self) -> Vec<String> {
        path::WORDS.map(str::to_owned).into()
    }

    fn kind(&self) -> Option<TransactionKind> {
        self.listed.as_ref()?.transaction()?.kind
    }

    /// It as the newest read shows it: what a delivery says tells nobody where to send money.
    fn shown(&self) -> Option<Shown> {
        let mut fields = Fields::new();
        for fact in &self.facts.facts {
            let mut told = [Some(&fact.now), fact.other.as_ref()].into_iter().flatten();
            let read = told.find(|told: &&Told| told.by == ToldBy::Read);
            match read {
                Some(read) if read.is_text => fields.set_text(&fact.name, &read.value),
                Some(read) => fields.set_json(&fact.name, &read.value).ok()?,
                None => {}
            }
        }
        Shown::read(&fields.to_json()).ok()
    }

    /// The page.
    pub fn view(self) -> TransactionView {
        let status = self.fact("clientStatus");
        let state = status.map(|fact| ClientStatus::read(&fact.now.value).state());
        let to = self.fact("toAmount");
        let from = self.fact("fromAmount");
        let shown = self.shown();
        TransactionView {
            subject: subject(self.of),
            kind: self.kind().map(Into::into),
            kind_word: kind_word(self.kind()),
            status: status.map(|fact| TransactionStatus {
                meaning: client_meaning(&fact.now.value),
                mark: fact.mark.into(),
                said: word(fact.mark).to_owned(),
                at: fact.now.at.to_rfc3339(),
                sequence: small(fact.now.sequence),
            }),
            permits: state
                .into_iter()
                .flat_map(|state| state.permits())
                .map(Into::into)
                .collect(),
            source: self.names.merchant(self.number("fromBusinessId")),
            target: self.names.merchant(self.number("toBusinessId")),
            account: self
                .names
                .account(self.number("toBusinessExternalAccountId")),
            to_amount: written(to),
            to_currency: written(self.fact("toCurrencySymbol")),
            to_mark: to.map(|fact| fact.mark.into()),
            from_amount: written(from),
            from_currency: written(self.fact("fromCurrencySymbol")),
            from_mark: from.map(|fact| fact.mark.into()),
            rate: self.rate(),
            path: path::path(self.listed.as_ref(), &self.medians),
            misfits: path::misfits(self.listed.as_ref()),
            instructions: shown.as_ref().map_or_else(Vec::new, instructions),
            documents: self.documents(),
            read_at: self.facts.read.map(|(_, at)| at.to_rfc3339()),
            can_read: self.can_read,
            confirmation: confirmation(self.confirmation),
        }
    }

    fn rate(&self) -> Option<EffectiveRate> {
        let amount = |name| Amount::parse(&written(self.fact(name))?).ok();
        let rate = effective_rate(&amount("fromAmount")?, &amount("toAmount")?)?;
        let indicative = self.indicative.as_deref();
        Some(EffectiveRate {
            above_indicative: indicative.and_then(|other| percent_above(&rate.text, other)),
            text: rate.text,
            is_exact: rate.is_exact,
        })
    }

    fn documents(&self) -> Vec<NamedDocument> {
        let named = [
            ("Invoice", "invoiceUrl"),
            ("Deposit confirmation", "depositConfirmationUrl"),
        ];
        let told = named.into_iter().filter_map(|(label, name)| {
            let url = written(self.fact(name)).filter(|url| !url.trim().is_empty())?;
            let label = label.to_owned();
            let link = link(url);
            Some(NamedDocument { label, link })
        });
        told.collect()
    }
}

fn instructions(shown: &Shown) -> Vec<DepositInstruction> {
    let told = shown
        .deposit_instructions()
        .map_or_else(Vec::new, |one| one.told);
    let told = told.into_iter().map(|(name, value)| DepositInstruction {
        name: name.to_owned(),
        value,
        is_required: name == DEPOSIT_REFERENCE,
        is_wallet: name == DEPOSIT_WALLET,
    });
    told.collect()
}

fn confirmation(known: Confirmation) -> ConfirmationView {
    let read = known.read.as_ref();
    let url = read.and_then(|read| read.url.clone());
    ConfirmationView {
        status: read.and_then(|read| read.status.clone()),
        read_at: read.map(|read| read.at.to_rfc3339()),
        read_sequence: read.map(|read| small(read.sequence)),
        failed: known.failed.unwrap_or_default(),
        document: url.map(|url| NamedDocument {
            label: "Payout confirmation".to_owned(),
            link: link(url),
        }),
        kept: known.kept.into_iter().map(kept).collect(),
    }
}
