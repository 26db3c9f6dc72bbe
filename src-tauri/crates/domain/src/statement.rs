//! What an operator signs: one text for everything that is signed. SIGNATURES.md beside the engine
//! specifies it.

use crate::{ActionId, Deed, Millis, record::Says};
use std::fmt::Write;

/// The first line of each signed text.
pub const STATEMENT_DOMAIN: &str = "partner-console statement 1";

/// What is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement<'a> {
    /// The ledger's identity, in hexadecimal: a signature counts in one ledger alone.
    pub ledger: &'a str,
    /// In which sense.
    pub says: Says,
    /// What is done.
    pub deed: Deed,
    /// The id under which it was pressed, where there is one.
    pub action: Option<&'a ActionId>,
    /// To what: the ledger's subject on which it stands.
    pub subject: &'a str,
    /// SHA-256 over the canonical facts, in hexadecimal.
    pub facts: &'a str,
    /// SHA-256 over all else that is bound with it, in hexadecimal.
    pub bound: Option<&'a str>,
    /// The entry of the policy in force.
    pub policy: Option<u64>,
    /// The entry of the first person's word that it follows.
    pub confirms: Option<u64>,
    /// The signer's public key, in hexadecimal.
    pub operator: &'a str,
    /// When.
    pub at: Millis,
}

/// What stands for nothing.
const NONE: &str = "-";

impl Statement<'_> {
    /// The text. One line for each value, in one order, each ended by a line feed; none if a value
    /// would break a line, or is empty, so that no two statements have the same text.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        let action = self.action.map(ToString::to_string);
        let number = |entry: Option<u64>| entry.map(|entry| entry.to_string());
        let (policy, confirms) = (number(self.policy), number(self.confirms));
        let at = self.at.0.to_string();
        let lines = [
            ("ledger", Some(self.ledger)),
            ("says", Some(self.says.word())),
            ("deed", Some(self.deed.word())),
            ("action", action.as_deref()),
            ("subject", Some(self.subject)),
            ("facts", Some(self.facts)),
            ("bound", self.bound),
            ("policy", policy.as_deref()),
            ("confirms", confirms.as_deref()),
            ("operator", Some(self.operator)),
            ("at", Some(&at)),
        ];
        let mut text = format!("{STATEMENT_DOMAIN}\n");
        for (name, value) in lines {
            let value = match value {
                Some(value) if is_plain(value) => value,
                Some(_) => return None,
                None => NONE,
            };
            writeln!(text, "{name}: {value}").ok()?;
        }
        Some(text)
    }
}

/// Printing ASCII without a blank, and not what stands for nothing.
fn is_plain(value: &str) -> bool {
    !value.is_empty() && value != NONE && value.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::TransactionAction;
    use proptest::prelude::*;

    fn statement<'a>(action: &'a ActionId, operator: &'a str) -> Statement<'a> {
        Statement {
            ledger: "aa",
            says: Says::Does,
            deed: Deed::Transaction(TransactionAction::ApproveQuote),
            action: Some(action),
            subject: "transaction:7",
            facts: "bb",
            bound: None,
            policy: Some(3),
            confirms: None,
            operator,
            at: Millis(1_767_600_000_000),
        }
    }

    fn id() -> ActionId {
        ActionId::parse("00000000-0000-4000-8000-000000000001").unwrap()
    }

    #[test]
    fn its_text_is_what_its_document_says() {
        let id = id();
        let text = statement(&id, "cc").text().unwrap();
        assert_eq!(
            text,
            "partner-console statement 1\nledger: aa\nsays: does\ndeed: approve_quote\n\
             action: 00000000-0000-4000-8000-000000000001\nsubject: transaction:7\nfacts: bb\n\
             bound: -\npolicy: 3\nconfirms: -\noperator: cc\nat: 1767600000000\n"
        );
    }

    #[test]
    fn a_value_that_would_break_a_line_or_pass_for_nothing_is_not_signed() {
        let id = id();
        for bad in ["", "-", "a b", "a\nfacts: b", "é"] {
            assert_eq!(statement(&id, bad).text(), None, "{bad:?}");
        }
    }

    fn value() -> impl Strategy<Value = String> {
        "[a-z0-9:-]{1,6}"
    }

    #[derive(Debug, Clone, PartialEq)]
    struct Values {
        texts: [String; 4],
        bound: Option<String>,
        policy: Option<u64>,
        confirms: Option<u64>,
        at: i64,
        says: Says,
        deed: Deed,
        has_action: bool,
    }

    fn values() -> impl Strategy<Value = Values> {
        use TransactionAction::{ApproveDeposit, ApproveQuote, Cancel};
        let says = prop::sample::select(vec![Says::Does, Says::Wants, Says::Joins]);
        let deed = prop::sample::select(vec![
            Deed::Transaction(ApproveQuote),
            Deed::Transaction(ApproveDeposit),
            Deed::Transaction(Cancel),
            Deed::ChangeBankDetails,
            Deed::ChangeOperationPath,
            Deed::ChangePolicy,
            Deed::ChangeOperators,
        ]);
        let texts = [value(), value(), value(), value()];
        let numbers = (any::<Option<u8>>(), any::<Option<u8>>(), 0_i64..40);
        let rest = (says, deed, any::<bool>());
        (texts, prop::option::of(value()), numbers, rest).prop_map(
            |(texts, bound, (policy, confirms, at), (says, deed, has_action))| Values {
                texts,
                bound,
                policy: policy.map(u64::from),
                confirms: confirms.map(u64::from),
                at,
                says,
                deed,
                has_action,
            },
        )
    }

    fn text(values: &Values) -> Option<String> {
        let id = id();
        let [ledger, subject, facts, operator] = values.texts.each_ref();
        Statement {
            ledger,
            says: values.says,
            deed: values.deed,
            action: values.has_action.then_some(&id),
            subject,
            facts,
            bound: values.bound.as_deref(),
            policy: values.policy,
            confirms: values.confirms,
            operator,
            at: Millis(values.at),
        }
        .text()
    }

    proptest! {
        #[test]
        fn two_statements_that_differ_have_two_texts(one in values(), other in values()) {
            let (a, b) = (text(&one), text(&other));
            prop_assert_eq!(a.is_some() && a == b, a.is_some() && one == other);
        }

        #[test]
        fn each_single_value_counts(one in values(), other in values(), at in 0_usize..4) {
            prop_assume!(text(&one).is_some() && one.texts[at] != other.texts[at]);
            let mut changed = one.clone();
            changed.texts[at].clone_from(&other.texts[at]);
            prop_assert_ne!(text(&one), text(&changed));
        }
    }
}
