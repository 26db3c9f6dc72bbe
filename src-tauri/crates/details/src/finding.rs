//! What a check of a whole form found, field by field, and what will be sent.

use crate::{
    Field, Level, Typed,
    account_number::AccountNumberProblem,
    bic::BicProblem,
    country::CountryProblem,
    email::EmailProblem,
    iban::IbanProblem,
    invoice_url::UrlProblem,
    network::NetworkProblem,
    phone::PhoneProblem,
    registration_number::RegistrationNumberProblem,
    routing_number::RoutingNumberProblem,
    typed::{self, FIELD_CHARS_MAX, Read},
    wallet_address::AddressProblem,
};

/// What is wrong with a field, or why it was not checked. Its text is the sentence for the
/// operator: what is wrong, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Empty, and needed.
    #[error("This is needed. Fill it in.")]
    Missing,
    /// Empty, and asked for as far as is known; not every country has it.
    #[error("Cedar is seen to ask for this. Leave it empty only if there is none.")]
    Expected,
    /// Filled in, though this kind of account has no such thing.
    #[error("{kind} has no such thing, so it is not sent. Remove it, or choose the other kind.")]
    OtherKind {
        /// `A bank account` or `A wallet`.
        kind: &'static str,
    },
    /// Longer than what is looked at.
    #[error("This has {found} characters; at most {FIELD_CHARS_MAX} are sent. Shorten it.")]
    TooLong {
        /// Its characters.
        found: usize,
    },
    /// No currency's symbol.
    #[error("This is no currency's symbol. Choose it from the list.")]
    Currency,
    /// A crypto currency for a bank account.
    #[error("{currency} is a crypto currency: it goes to a wallet, not to a bank account.")]
    CryptoToBank {
        /// Its symbol.
        currency: String,
    },
    /// A symbol with something in brackets that is no known network, for a bank account.
    #[error(
        "Crypto currencies carry their network in brackets, as {currency} does. If it is one, it \
         goes to a wallet, not to a bank account."
    )]
    PerhapsCryptoToBank {
        /// Its symbol.
        currency: String,
    },
    /// A US account without a routing number.
    #[error("A US bank account usually needs its routing number. Ask the receiver for it.")]
    NoRoutingNumber,
    /// Another country than the account's.
    #[error(
        "This is of {found}, but the account's country is {country}. Compare both; a bank may be \
         abroad."
    )]
    OtherCountry {
        /// The country that stands in it.
        found: String,
        /// The account's.
        country: String,
    },
    /// See [`AccountNumberProblem`].
    #[error(transparent)]
    AccountNumber(#[from] AccountNumberProblem),
    /// See [`IbanProblem`].
    #[error(transparent)]
    Iban(#[from] IbanProblem),
    /// See [`BicProblem`].
    #[error(transparent)]
    Bic(#[from] BicProblem),
    /// See [`RoutingNumberProblem`].
    #[error(transparent)]
    RoutingNumber(#[from] RoutingNumberProblem),
    /// See [`CountryProblem`].
    #[error(transparent)]
    Country(#[from] CountryProblem),
    /// See [`NetworkProblem`].
    #[error(transparent)]
    Network(#[from] NetworkProblem),
    /// See [`AddressProblem`].
    #[error(transparent)]
    Address(#[from] AddressProblem),
    /// See [`UrlProblem`].
    #[error(transparent)]
    Url(#[from] UrlProblem),
    /// See [`EmailProblem`].
    #[error(transparent)]
    Email(#[from] EmailProblem),
    /// See [`PhoneProblem`].
    #[error(transparent)]
    Phone(#[from] PhoneProblem),
    /// See [`RegistrationNumberProblem`].
    #[error(transparent)]
    RegistrationNumber(#[from] RegistrationNumberProblem),
}

impl Problem {
    /// Whether all it says is that nothing stands in the field.
    #[must_use]
    pub const fn is_emptiness(&self) -> bool {
        matches!(self, Self::Missing | Self::Expected | Self::NoRoutingNumber)
    }

    /// How much it weighs.
    #[must_use]
    pub const fn level(&self) -> Level {
        match self {
            Self::Missing | Self::TooLong { .. } | Self::Currency | Self::CryptoToBank { .. } => {
                Level::Error
            }
            Self::Expected
            | Self::OtherKind { .. }
            | Self::PerhapsCryptoToBank { .. }
            | Self::NoRoutingNumber
            | Self::OtherCountry { .. } => Level::Warning,
            Self::AccountNumber(problem) => problem.level(),
            Self::Iban(problem) => problem.level(),
            Self::Bic(problem) => problem.level(),
            Self::RoutingNumber(problem) => problem.level(),
            Self::Country(problem) => problem.level(),
            Self::Network(problem) => problem.level(),
            Self::Address(problem) => problem.level(),
            Self::Url(problem) => problem.level(),
            Self::Email(problem) => problem.level(),
            Self::Phone(problem) => problem.level(),
            Self::RegistrationNumber(problem) => problem.level(),
        }
    }
}

/// One thing that is to be said about one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The field.
    pub field: Field,
    /// What is wrong, or why it was not checked.
    pub problem: Problem,
}

/// A field as it will be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToSend {
    /// The field.
    pub field: Field,
    /// What will be sent.
    pub value: String,
    /// Whether that is another text than was typed: grouping that went, small letters that became
    /// capitals. It is shown then.
    pub differs: bool,
}

/// What a check of a whole form found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Checked {
    /// What is to be said, in the order of the fields' checks.
    pub findings: Vec<Finding>,
    /// The fields that are filled in and belong to it, as they will be sent.
    pub to_send: Vec<ToSend>,
}

impl Checked {
    /// Whether nothing found forbids to send it.
    #[must_use]
    pub fn may_be_sent(&self) -> bool {
        self.findings
            .iter()
            .all(|finding| finding.problem.level() != Level::Error)
    }

    /// What will be sent for a field; empty if nothing.
    #[must_use]
    pub fn sent(&self, field: Field) -> &str {
        let found = self.to_send.iter().find(|to_send| to_send.field == field);
        found.map_or("", |to_send| to_send.value.as_str())
    }

    pub(crate) fn find(&mut self, field: Field, problem: impl Into<Problem>) {
        self.findings.push(Finding {
            field,
            problem: problem.into(),
        });
    }

    /// Checks one field if something stands in it. Gives whether it did.
    pub(crate) fn check<P: Into<Problem>>(
        &mut self,
        typed: &Typed,
        field: Field,
        read: impl FnOnce(&str) -> Read<P>,
    ) -> bool {
        let Some(text) = typed.get(&field).filter(|text| !typed::is_blank(text)) else {
            return false;
        };
        let found = text.chars().count();
        if found > FIELD_CHARS_MAX {
            self.find(field, Problem::TooLong { found });
            return true;
        }
        let Read { sent, problems } = read(text);
        for problem in problems {
            self.find(field, problem);
        }
        let differs = sent != *text;
        self.to_send.push(ToSend {
            field,
            value: sent,
            differs,
        });
        true
    }
}

/// A text that is sent as one line and not checked.
pub(crate) fn line(text: &str) -> Read<Problem> {
    Read::good(typed::line(text))
}
