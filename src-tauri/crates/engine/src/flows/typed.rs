//! What was typed for a new transaction, read field by field: what is wrong with it before anything
//! is read or sent. Pure.

use super::{NewTransaction, permit::is_document_url};
use crate::api::ListEntry;
use domain::{Amount, Currency, MerchantId, ReceiverAccountId, TransactionKind};
use partner_api::{
    endpoints::create_transaction::{CreateTransaction, NewKind},
    word_list::PURPOSES,
};

/// A fiat currency has more decimals than that rarely.
const DECIMALS: usize = 2;
/// The most digits before the point that pass without a word.
const DIGITS: usize = 12;

/// What a person typed; each as it stands in its field.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each is the field of that name")]
pub struct TypedTransaction {
    pub kind: TransactionKind,
    pub source: String,
    pub target: String,
    pub account: String,
    pub to_currency: String,
    pub to_amount: String,
    pub from_currency: String,
    pub purpose: String,
    pub invoice_url: String,
    pub deposit_confirmation_url: String,
}

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the field of that name")]
pub enum Term {
    Source,
    Target,
    Account,
    ToCurrency,
    ToAmount,
    FromCurrency,
    Purpose,
    Invoice,
    DepositConfirmation,
    Again,
}

impl Term {
    /// Its name on the wire; what is not sent has a name of the form's own.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Source => "fromBusinessId",
            Self::Target => "target",
            Self::Account => "toBusinessExternalAccountId",
            Self::ToCurrency => "toCurrency",
            Self::ToAmount => "toAmount",
            Self::FromCurrency => "fromCurrencySymbol",
            Self::Purpose => "purpose",
            Self::Invoice => "invoiceUrl",
            Self::DepositConfirmation => "depositConfirmationUrl",
            Self::Again => "again",
        }
    }
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Nothing is sent with it.
    Error,
    /// A person should look.
    Warning,
    /// Nothing here can tell.
    NotChecked,
}

/// What is to be said of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermFinding {
    /// Of which.
    pub term: Term,
    /// How much it weighs.
    pub weight: Weight,
    /// In words.
    pub words: String,
    /// Whether it says that the field is empty.
    pub is_missing: bool,
}

impl TermFinding {
    /// What keeps it from being sent.
    #[must_use]
    pub const fn error(term: Term, words: String) -> Self {
        Self {
            term,
            weight: Weight::Error,
            words,
            is_missing: false,
        }
    }

    fn missing(term: Term, words: &str) -> Self {
        Self {
            is_missing: true,
            ..Self::error(term, words.to_owned())
        }
    }

    fn warning(term: Term, words: String) -> Self {
        Self {
            weight: Weight::Warning,
            ..Self::error(term, words)
        }
    }

    /// What only the partner can tell.
    #[must_use]
    pub const fn not_checked(term: Term, words: String) -> Self {
        Self {
            term,
            weight: Weight::NotChecked,
            words,
            is_missing: false,
        }
    }
}

/// What could be read of it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each is the field of that name")]
pub struct ReadTerms {
    pub findings: Vec<TermFinding>,
    pub kind: TransactionKind,
    pub source: Option<MerchantId>,
    pub target: Option<MerchantId>,
    pub account: Option<ReceiverAccountId>,
    pub to_currency: Option<Currency>,
    pub to_amount: Option<Amount>,
    pub from_currency: Option<Currency>,
    pub purpose: String,
    pub invoice_url: String,
    pub deposit_confirmation_url: String,
}

/// Currencies that the partner's own list does not have. It may take them all the same, so that
/// this is a warning; a list in which a symbol is not understood tells nothing.
#[must_use]
pub fn not_listed(terms: &ReadTerms, listed: &[ListEntry]) -> Vec<TermFinding> {
    let symbols: Option<Vec<&str>> = listed.iter().map(|one| one.code.as_deref()).collect();
    let Some(symbols) = symbols.filter(|all| !all.is_empty()) else {
        return Vec::new();
    };
    let of = [
        (Term::ToCurrency, &terms.to_currency),
        (Term::FromCurrency, &terms.from_currency),
    ];
    let found = of.into_iter().filter_map(|(term, currency)| {
        let symbol = currency.as_ref()?.as_str();
        let words = format!("Cedar's list of currencies does not have {symbol}.");
        (!symbols.contains(&symbol)).then(|| TermFinding::warning(term, words))
    });
    found.collect()
}

/// Reads what was typed. Blanks around a text are none of it.
#[must_use]
pub fn read(typed: &TypedTransaction) -> ReadTerms {
    let mut findings = Vec::new();
    let source = number(&typed.source).map(MerchantId::from);
    if source.is_none() {
        findings.push(unchosen(
            Term::Source,
            &typed.source,
            "Choose the source merchant, or type its number.",
        ));
    }
    let is_collection = typed.kind == TransactionKind::Collection;
    let target = number(&typed.target).map(MerchantId::from);
    if target.is_none() && !is_collection && !typed.target.trim().is_empty() {
        findings.push(unchosen(Term::Target, &typed.target, ""));
    }
    let account = number(&typed.account).map(ReceiverAccountId::from);
    if account.is_none() {
        findings.push(unchosen(
            Term::Account,
            &typed.account,
            "Choose the receiver account, or type its number.",
        ));
    }
    let to_currency = currency(Term::ToCurrency, &typed.to_currency, &mut findings);
    let to_amount = amount(&typed.to_amount, to_currency.as_ref(), &mut findings);
    let from_currency = currency(Term::FromCurrency, &typed.from_currency, &mut findings);
    let purpose = typed.purpose.trim().to_owned();
    if purpose.is_empty() {
        let words = "Say what the money is for.";
        findings.push(TermFinding::missing(Term::Purpose, words));
    } else if !PURPOSES.contains(&purpose.as_str()) {
        let words = "Cedar documents four purposes, and this is none of them.".to_owned();
        findings.push(TermFinding::warning(Term::Purpose, words));
    }
    findings.extend(url(Term::Invoice, &typed.invoice_url));
    if typed.kind == TransactionKind::Payout {
        let deposit = url(Term::DepositConfirmation, &typed.deposit_confirmation_url);
        findings.extend(deposit);
    }
    ReadTerms {
        findings,
        kind: typed.kind,
        source,
        target: target.filter(|_| !is_collection),
        account,
        to_currency,
        to_amount,
        from_currency,
        purpose,
        invoice_url: typed.invoice_url.trim().to_owned(),
        deposit_confirmation_url: typed.deposit_confirmation_url.trim().to_owned(),
    }
}

impl ReadTerms {
    /// What keeps it from being sent.
    pub fn errors(&self) -> impl Iterator<Item = &TermFinding> {
        let findings = self.findings.iter();
        findings.filter(|one| one.weight == Weight::Error)
    }

    /// The transaction that is wanted; none while something of it is wrong.
    #[must_use]
    pub fn wanted(&self, rate: Option<u64>, again: bool) -> Option<NewTransaction> {
        if self.errors().next().is_some() {
            return None;
        }
        Some(NewTransaction {
            request: CreateTransaction {
                kind: match self.kind {
                    TransactionKind::Payout => NewKind::Payout {
                        deposit_confirmation_url: self.deposit_confirmation_url.clone(),
                    },
                    TransactionKind::EndToEnd => NewKind::EndToEnd,
                    TransactionKind::Collection => NewKind::Collection,
                },
                source: self.source?,
                account: self.account?,
                from: self.from_currency.clone()?,
                to_amount: self.to_amount.clone()?,
                purpose: self.purpose.clone(),
                invoice_url: self.invoice_url.clone(),
            },
            target: self.target,
            to: self.to_currency.clone()?,
            rate,
            again,
        })
    }
}

fn number(text: &str) -> Option<domain::PartnerNumber> {
    domain::PartnerNumber::parse(text.trim()).ok()
}

fn unchosen(term: Term, text: &str, missing: &str) -> TermFinding {
    if text.trim().is_empty() {
        return TermFinding::missing(term, missing);
    }
    let words = "Choose one of the list, or type its number.".to_owned();
    TermFinding::error(term, words)
}

fn currency(term: Term, text: &str, findings: &mut Vec<TermFinding>) -> Option<Currency> {
    let text = text.trim();
    if text.is_empty() {
        findings.push(TermFinding::missing(term, "Choose the currency."));
        return None;
    }
    let read = Currency::parse(text);
    read.inspect_err(|error| {
        let words = format!("This can’t be a currency: {error}.");
        findings.push(TermFinding::error(term, words));
    })
    .ok()
}

fn url(term: Term, text: &str) -> Option<TermFinding> {
    let text = text.trim();
    if text.is_empty() {
        let words = "Upload the document, or write its address.";
        return Some(TermFinding::missing(term, words));
    }
    let words = "An address begins with https:// and has no blanks.".to_owned();
    (!is_document_url(text)).then(|| TermFinding::error(term, words))
}

fn amount(
    text: &str,
    currency: Option<&Currency>,
    findings: &mut Vec<TermFinding>,
) -> Option<Amount> {
    let text = text.trim();
    let term = Term::ToAmount;
    if text.is_empty() {
        let words = "Write how much the receiver gets.";
        findings.push(TermFinding::missing(term, words));
        return None;
    }
    match Amount::parse(text) {
        Err(_) => {
            let words = no_amount(text).to_owned();
            findings.push(TermFinding::error(term, words));
            None
        }
        Ok(amount) if !amount.is_positive() => {
            let words = "It has to be more than nothing.".to_owned();
            findings.push(TermFinding::error(term, words));
            None
        }
        Ok(amount) => {
            let odd = odd(amount.as_str(), currency).into_iter();
            findings.extend(odd.map(|words| TermFinding::warning(term, words)));
            Some(amount)
        }
    }
}

/// Why a text is no amount.
fn no_amount(text: &str) -> &'static str {
    let has_digit = text.contains(|letter: char| letter.is_ascii_digit());
    let separators = [',', '_', '\'', '’', ' ', '\u{a0}', '\u{202f}'];
    let is_long = text.len() > domain::amount::AMOUNT_CHARS_MAX;
    if has_digit && text.contains(separators) {
        "Write it without thousands separators, with a point before the decimals."
    } else if has_digit && text.contains(['e', 'E']) {
        "Write it out, without an exponent."
    } else if is_long {
        "It is too long."
    } else if has_digit {
        "Digits alone, with one point before the decimals: 100000.50."
    } else {
        "An amount is written in the digits 0 to 9."
    }
}

/// What may be a slip in an amount.
fn odd(amount: &str, currency: Option<&Currency>) -> Vec<String> {
    let (whole, fraction) = amount.split_once('.').unwrap_or((amount, ""));
    let mut found = Vec::new();
    if whole.len() > 1 && whole.starts_with('0') {
        found.push("It begins with a zero.".to_owned());
    }
    if whole.len() > DIGITS {
        found.push(format!("It has {} digits before the point.", whole.len()));
    }
    let fiat = currency.filter(|currency| currency.network().is_none());
    if fraction.len() == 3 && whole.len() <= 3 {
        found.push(format!(
            "The point is before decimals: this is {whole} and a fraction, not {whole}{fraction}."
        ));
    } else if let Some(fiat) = fiat.filter(|_| fraction.len() > DECIMALS) {
        let decimals = fraction.len();
        found.push(format!("{fiat} rarely has {decimals} decimals."));
    }
    found
}

#[cfg(test)]
mod tests;
