//! What is typed at an approval, so that the eye has been on where the money goes.

use super::Facts;
use domain::{ActionId, Amount, TransactionAction};
use partner_api::wire::{receiver_account::ReceiverAccount, transaction::Transaction};
use sha2::{Digest, Sha256};
use std::fmt;

/// How many characters are typed.
const TYPED: usize = 4;
/// Look-alike addresses share their ends: of an address of this length or more so many characters
/// are left out at each end.
const LONG: usize = 20;
const ENDS: usize = 6;

/// What has to be typed. It does not hold the characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// The last four letters and digits of an account number or IBAN.
    LastFour(Whose),
    /// Four characters of a wallet's address, from this one on; the first is 1.
    Four {
        /// Of whose wallet.
        of: Whose,
        /// Where they begin.
        from: usize,
    },
    /// The amount to be deposited, since there is no number to read.
    Amount,
}

/// Whose number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// The receiver account's.
    Receiver,
    /// The account's to which the deposit goes.
    Deposit,
}

impl fmt::Display for Whose {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Receiver => "receiver account",
            Self::Deposit => "deposit account",
        })
    }
}

impl fmt::Display for Typed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LastFour(whose) => write!(out, "the last four characters of the {whose}"),
            Self::Four { of, from } => write!(
                out,
                "the characters {from} to {} of the {of}'s address",
                from.saturating_add(TYPED - 1)
            ),
            Self::Amount => out.write_str("the amount to be deposited"),
        }
    }
}

/// What is asked for, and what is right.
#[derive(Clone)]
pub struct Asked {
    /// What is asked for.
    pub typed: Typed,
    right: Right,
}

#[derive(Clone)]
enum Right {
    /// Letters of either case.
    Letters(String),
    /// Letters as they are.
    Exactly(String),
    Amount(Amount),
}

impl Asked {
    /// Whether this is right. Blanks around it do not count.
    #[must_use]
    pub fn accepts(&self, typed: &str) -> bool {
        let typed = typed.trim();
        match &self.right {
            Right::Letters(right) => typed.eq_ignore_ascii_case(right),
            Right::Exactly(right) => typed == right,
            Right::Amount(right) => Amount::parse(typed).is_ok_and(|amount| amount.is_same(right)),
        }
    }
}

struct Numbers {
    account: Option<String>,
    iban: Option<String>,
    wallet: Option<String>,
}

fn of_receiver(account: &ReceiverAccount) -> Numbers {
    Numbers {
        account: account.account_number().into_read(),
        iban: account.iban().into_read(),
        wallet: account.wallet_address().into_read(),
    }
}

fn of_deposit(transaction: &Transaction) -> Numbers {
    let told = transaction.deposit_instructions();
    let told = told.map(|told| told.told).unwrap_or_default();
    let named = |name: &str| {
        let mut told = told.iter();
        told.find(|(one, _)| *one == name)
            .map(|(_, text)| text.clone())
    };
    Numbers {
        account: named("account number"),
        iban: named("IBAN"),
        wallet: named("wallet address"),
    }
}

/// What has to be typed for these facts under this id; none where there is no amount either. The
/// place in an address follows from the id and the facts, so that it is bound and not foreseen.
#[must_use]
pub fn asked(facts: &Facts, action: TransactionAction, id: &ActionId) -> Option<Asked> {
    let (whose, numbers) = match action {
        TransactionAction::ApproveDeposit => (Whose::Deposit, of_deposit(&facts.transaction)),
        TransactionAction::ApproveQuote | TransactionAction::Cancel => {
            (Whose::Receiver, of_receiver(&facts.account))
        }
    };
    let seed = || seed(id, &facts.hash(action));
    numbers
        .asked(whose, seed)
        .or_else(|| of_amount(&facts.transaction))
}

fn of_amount(transaction: &Transaction) -> Option<Asked> {
    Some(Asked {
        typed: Typed::Amount,
        right: Right::Amount(transaction.from_amount().into_read()?),
    })
}

impl Numbers {
    fn asked(self, whose: Whose, seed: impl FnOnce() -> u64) -> Option<Asked> {
        let letters = |text: &String| -> Vec<char> {
            text.chars().filter(|one| one.is_alphanumeric()).collect()
        };
        let number = [self.account, self.iban].into_iter().flatten();
        let number = number
            .map(|text| letters(&text))
            .find(|letters| letters.len() >= TYPED);
        if let Some(number) = number {
            let last = number.iter().skip(number.len().saturating_sub(TYPED));
            return Some(Asked {
                typed: Typed::LastFour(whose),
                right: Right::Letters(last.collect()),
            });
        }
        let wallet: Vec<char> = self.wallet?.trim().chars().collect();
        if wallet.len() < TYPED {
            return None;
        }
        let ends = if wallet.len() >= LONG { ENDS } else { 0 };
        let places = wallet
            .len()
            .saturating_sub(ends.saturating_mul(2))
            .saturating_sub(TYPED)
            .saturating_add(1);
        let place = seed().checked_rem(u64::try_from(places).ok()?)?;
        let from = ends.saturating_add(usize::try_from(place).ok()?);
        let right: String = wallet.iter().skip(from).take(TYPED).collect();
        // Only in an address of hexadecimal digits the case says nothing but its checksum.
        let is_hex = wallet.starts_with(&['0', 'x']);
        Some(Asked {
            typed: Typed::Four {
                of: whose,
                from: from.saturating_add(1),
            },
            right: if is_hex {
                Right::Letters(right)
            } else {
                Right::Exactly(right)
            },
        })
    }
}

fn seed(id: &ActionId, hash: &str) -> u64 {
    let digest = Sha256::new()
        .chain_update(id.to_string())
        .chain_update(hash)
        .finalize();
    let mut number = [0; 8];
    for (to, from) in number.iter_mut().zip(digest) {
        *to = from;
    }
    u64::from_be_bytes(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(account: Option<&str>, iban: Option<&str>, wallet: Option<&str>) -> Numbers {
        Numbers {
            account: account.map(str::to_owned),
            iban: iban.map(str::to_owned),
            wallet: wallet.map(str::to_owned),
        }
    }

    #[test]
    fn of_an_account_the_last_four_letters_and_digits_are_typed() {
        let of = |account, iban| numbers(account, iban, None).asked(Whose::Receiver, || 0);
        let asked = of(Some("12-3456 78 9"), Some("GB00XX1234")).unwrap();
        assert_eq!(asked.typed, Typed::LastFour(Whose::Receiver));
        assert!(asked.accepts(" 6789 "));
        for wrong in ["", "789", "56789", "6780", "6 789"] {
            assert!(!asked.accepts(wrong), "{wrong:?}");
        }
        let asked = of(Some("123"), Some("GB00 XX12 3abc")).unwrap();
        assert!(asked.accepts("3ABC"));
        assert!(of(Some("1-2-3"), None).is_none());
    }

    #[test]
    fn of_an_address_four_characters_between_its_ends_are_typed_where_the_program_says() {
        let address = "0x00112233445566778899aAbBcCdDeEfF00112233";
        let mut places = std::collections::BTreeSet::new();
        for seed in 0..200_u64 {
            let asked = numbers(None, None, Some(address)).asked(Whose::Deposit, || seed);
            let asked = asked.unwrap();
            let Typed::Four { from, .. } = asked.typed else {
                panic!("{:?}", asked.typed);
            };
            assert!(
                from > ENDS && from + TYPED - 1 <= address.len() - ENDS,
                "{from}"
            );
            let right: String = address.chars().skip(from - 1).take(TYPED).collect();
            assert!(asked.accepts(&right.to_lowercase()));
            places.insert(from);
        }
        assert_eq!(places.len(), address.len() - 2 * ENDS - TYPED + 1);
        let base58 = "bc1qAbCdEfGhJkLmNpQrStUvWxYz";
        let asked = numbers(None, None, Some(base58))
            .asked(Whose::Deposit, || 3)
            .unwrap();
        assert!(
            !asked.accepts("fghj") && asked.accepts("fGhJ"),
            "case counts"
        );
    }
}
