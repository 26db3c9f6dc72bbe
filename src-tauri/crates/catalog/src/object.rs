//! A merchant, a receiver account and a transaction as the catalog knows them.

use crate::{
    AccountFacts, MerchantFacts, Standing, Transaction,
    change::Shows,
    fold::folded,
    standing::{Read, Told},
};
use domain::{Millis, PartnerNumber, Subject, SubjectKind, status::TRANSACTION_PREFIXES};
use serde::{Deserialize, Serialize};

/// Sorts behind every name.
const NAMELESS: &str = "\u{10ffff}";
/// Stands between the texts that are searched; nobody types it.
const BETWEEN: char = '\u{1f}';

/// What is known of a merchant.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merchant {
    /// Its legal name.
    pub legal_name: Option<String>,
    /// Its trading name.
    pub trading_name: Option<String>,
    /// Its country, ISO alpha-2.
    pub country: Option<String>,
    /// Its registration number.
    pub local_reg_number: Option<String>,
}

/// What is known of a receiver account.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The merchant that owns it.
    pub owner: Option<PartnerNumber>,
    /// The name on the account.
    pub name_on_account: Option<String>,
    /// The bank, or the network of a wallet.
    pub bank_or_network: Option<String>,
    /// Its country, ISO alpha-2.
    pub country: Option<String>,
    /// The currency's symbol.
    pub currency: Option<String>,
    /// The end of its number, IBAN or address; the rest is not kept here.
    pub masked: Option<String>,
}

/// Which of them it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Known {
    /// A merchant.
    Merchant(Merchant),
    /// A receiver account.
    Account(Account),
    /// A transaction.
    Transaction(Box<Transaction>),
}

/// An object with all that is known of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Object {
    /// The partner's number for it.
    pub number: PartnerNumber,
    /// Its status.
    pub standing: Standing,
    /// When it was made, by its own word.
    pub created: Option<Millis>,
    /// The entry of our creation that made it.
    pub made: Option<u64>,
    /// What else is known.
    pub known: Known,
}

/// How the table tells kinds apart.
pub const fn kind_number(kind: SubjectKind) -> i64 {
    match kind {
        SubjectKind::Merchant => 1,
        SubjectKind::ReceiverAccount => 2,
        SubjectKind::Transaction => 3,
    }
}

impl Object {
    /// An object of which nothing is known.
    pub(crate) fn new(subject: Subject) -> Self {
        let known = match subject.kind {
            SubjectKind::Merchant => Known::Merchant(Merchant::default()),
            SubjectKind::ReceiverAccount => Known::Account(Account::default()),
            SubjectKind::Transaction => Known::Transaction(Box::default()),
        };
        Self {
            number: subject.number,
            standing: Standing::default(),
            created: None,
            made: None,
            known,
        }
    }

    /// Which it is.
    #[must_use]
    pub const fn subject(&self) -> Subject {
        let kind = match self.known {
            Known::Merchant(_) => SubjectKind::Merchant,
            Known::Account(_) => SubjectKind::ReceiverAccount,
            Known::Transaction(_) => SubjectKind::Transaction,
        };
        let number = self.number;
        Subject { kind, number }
    }

    /// What it is called; none if no name is known.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match &self.known {
            Known::Merchant(merchant) => merchant
                .legal_name
                .as_deref()
                .or(merchant.trading_name.as_deref()),
            Known::Account(account) => account.name_on_account.as_deref(),
            Known::Transaction(_) => None,
        }
    }

    /// Takes a read.
    pub(crate) fn read(
        &mut self,
        read: Read,
        times: (Option<Millis>, Option<Millis>),
        shows: Shows,
    ) {
        let (created, changed) = times;
        let before = self.before();
        if !self.standing.read(self.subject().kind, read, changed) {
            return;
        }
        self.created = created.or(self.created);
        match (&mut self.known, shows) {
            (Known::Merchant(known), Shows::Merchant(facts)) => known.take(facts),
            (Known::Account(known), Shows::Account(facts)) => known.take(facts),
            (Known::Transaction(known), Shows::Transaction(facts)) => known.take(facts, changed),
            (Known::Merchant(_) | Known::Account(_) | Known::Transaction(_), _) => {}
        }
        self.step(before);
    }

    /// Takes a verified delivery.
    pub(crate) fn told(&mut self, told: Told) {
        let before = self.before();
        self.standing.told(self.subject().kind, told);
        self.step(before);
    }

    /// Its status, and the newest moment of which anything is known.
    fn before(&self) -> (Option<String>, Option<Millis>) {
        (self.standing.status.clone(), self.standing.evidence())
    }

    /// Notes the step where a transaction took one.
    fn step(&mut self, (status, known_until): (Option<String>, Option<Millis>)) {
        if let Known::Transaction(known) = &mut self.known
            && self.standing.status != status
        {
            known.step(&self.standing, known_until);
        }
    }

    /// Notes that a creation of ours made it.
    pub(crate) fn made(&mut self, sequence: u64, at: Millis) {
        self.made.get_or_insert(sequence);
        if self.standing.since == Millis(0) {
            self.standing.since = at;
        }
    }

    /// Its status as it is counted and filtered by: a transaction's without its prefix, since the
    /// three kinds share their states.
    pub(crate) fn status_key(&self) -> &str {
        let word = self.standing.status.as_deref().unwrap_or_default();
        match self.known {
            Known::Merchant(_) | Known::Account(_) => word,
            Known::Transaction(_) => status_key(word),
        }
    }

    pub(crate) fn name_key(&self) -> String {
        let key = folded(self.name().unwrap_or_default());
        if key.is_empty() {
            NAMELESS.to_owned()
        } else {
            key
        }
    }

    /// All that it is searched by, folded.
    pub(crate) fn search_text(&self) -> String {
        let number = self.number.to_string();
        let texts = match &self.known {
            Known::Merchant(one) => vec![&one.legal_name, &one.trading_name, &one.local_reg_number],
            Known::Account(one) => vec![
                &one.name_on_account,
                &one.bank_or_network,
                &one.currency,
                &one.masked,
            ],
            Known::Transaction(one) => vec![&one.reference],
        };
        let mut all = folded(&number);
        for text in texts.into_iter().flatten() {
            all.push(BETWEEN);
            all.push_str(&folded(text));
        }
        all
    }

    /// The merchant that owns an account, or is a transaction's source, if that is known.
    #[must_use]
    pub fn owner(&self) -> Option<PartnerNumber> {
        match &self.known {
            Known::Merchant(_) => None,
            Known::Account(account) => account.owner,
            Known::Transaction(transaction) => transaction.source,
        }
    }

    /// What is known of it, if it is a transaction.
    #[must_use]
    pub fn transaction(&self) -> Option<&Transaction> {
        match &self.known {
            Known::Merchant(_) | Known::Account(_) => None,
            Known::Transaction(transaction) => Some(transaction),
        }
    }

    pub(crate) fn currency(&self) -> &str {
        match &self.known {
            Known::Merchant(_) => "",
            Known::Account(account) => account.currency.as_deref().unwrap_or_default(),
            Known::Transaction(one) => one.to_currency.as_deref().unwrap_or_default(),
        }
    }
}

/// A transaction's status word as it is counted and filtered by.
pub fn status_key(word: &str) -> &str {
    let mut prefixes = TRANSACTION_PREFIXES.iter();
    let part = prefixes.find_map(|prefix| word.strip_prefix(prefix));
    part.unwrap_or(word)
}

impl Merchant {
    fn take(&mut self, facts: MerchantFacts) {
        facts.legal_name.put(&mut self.legal_name);
        facts.trading_name.put(&mut self.trading_name);
        facts.country.put(&mut self.country);
        facts.local_reg_number.put(&mut self.local_reg_number);
    }
}

impl Account {
    fn take(&mut self, facts: AccountFacts) {
        self.owner = facts.owner.or(self.owner);
        facts.name_on_account.put(&mut self.name_on_account);
        facts.bank_or_network.put(&mut self.bank_or_network);
        facts.country.put(&mut self.country);
        facts.currency.put(&mut self.currency);
        facts.masked.put(&mut self.masked);
    }
}
