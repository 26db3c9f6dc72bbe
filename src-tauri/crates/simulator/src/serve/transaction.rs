//! One transaction: its stages, and what each brings with it.

use super::{
    news,
    object::{after, set_number, set_raw, set_time, text},
    pace::Pace,
    rates,
};
use crate::day::{
    Event,
    moves::{CONFIRMATION, TRANSACTION, is_end},
};
use domain::{Amount, Millis, TransactionKind};
use partner_api::Fields;
use serde::{Deserialize, Serialize};

/// The stages behind the prefix (documented; those that end it otherwise observed).
pub const STAGES: [&str; 7] = [
    "PENDING",
    "AWAITING_QUOTE_APPROVAL",
    "AWAITING_DEPOSIT",
    "IN_PROGRESS",
    "COMPLETED",
    "CANCELED",
    "EXPIRED",
];

/// A transaction with its payout confirmation.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Transaction {
    /// Which of the three.
    pub kind: TransactionKind,
    /// All fields, letter by letter as they came.
    pub fields: Fields,
    /// When it does by itself what comes next.
    pub due: Option<Millis>,
    /// Until when a quote can be approved.
    pub quote_until: Option<Millis>,
    /// What arrives as the deposit, if that is not what is asked for.
    pub short: Option<String>,
    /// Its payout confirmation, once there is one.
    pub confirmation: Option<Fields>,
    /// Whether it was made by the day and moves with it.
    pub of_day: bool,
    /// Whether the day leaves its approvals to a person.
    pub of_desk: bool,
}

/// What stands before the stage (documented; for collections in part).
pub const fn prefix(kind: TransactionKind) -> &'static str {
    match kind {
        TransactionKind::Payout | TransactionKind::EndToEnd => "OnOff_",
        TransactionKind::Collection => "Receive_",
    }
}

impl Transaction {
    /// One with these fields, which has no status yet.
    pub const fn new(kind: TransactionKind, fields: Fields) -> Self {
        Self {
            kind,
            fields,
            due: None,
            quote_until: None,
            short: None,
            confirmation: None,
            of_day: false,
            of_desk: false,
        }
    }

    /// Its stage, or its whole status if that is not known.
    pub fn stage(&self) -> String {
        let status = text(&self.fields, "clientStatus").unwrap_or_default();
        match status.strip_prefix(prefix(self.kind)) {
            Some(stage) => stage.to_owned(),
            None => status,
        }
    }

    /// Whether it goes on.
    pub fn is_open(&self) -> bool {
        !is_end(TRANSACTION, &self.stage())
    }

    /// Gives it a stage, and what comes with that. Any other word stands as it is.
    pub fn enter(&mut self, number: u64, stage: &str, pace: Pace, now: Millis) {
        let status = if STAGES.contains(&stage) {
            format!("{}{stage}", prefix(self.kind))
        } else {
            stage.to_owned()
        };
        self.fields.set_text("clientStatus", &status);
        set_time(&mut self.fields, "lastUpdateTime", now);
        let due = match stage {
            "PENDING" => Some(pace.quote_ms),
            "AWAITING_QUOTE_APPROVAL" => {
                self.quote(now);
                self.quote_until = Some(after(now, pace.quote_life_ms));
                Some(pace.requote_ms.min(pace.quote_life_ms))
            }
            "AWAITING_DEPOSIT" => {
                self.lock(number, now);
                Some(pace.deposit_ms)
            }
            "IN_PROGRESS" => {
                self.lock(number, now);
                self.receive_deposit(now);
                self.set_time_once("depositApprovedDate", now);
                Some(pace.payout_ms)
            }
            "COMPLETED" => {
                self.lock(number, now);
                self.receive_deposit(now);
                self.fields.set_text("payout", &format!("PO-{number}"));
                Some(pace.telex_ms)
            }
            _ => None,
        };
        // The day moves its own until a client does; their quotes are renewed all the same, and the
        // deposit comes of what waits for a person.
        let by_itself = !self.of_day
            || stage == "AWAITING_QUOTE_APPROVAL"
            || (stage == "AWAITING_DEPOSIT" && self.of_desk);
        self.due = due.filter(|_| by_itself).map(|ms| after(now, ms));
    }

    /// Makes or renews the quote. An amount that can't be reckoned with has none.
    fn quote(&mut self, now: Millis) {
        let from = text(&self.fields, "fromCurrencySymbol").unwrap_or_default();
        let to = text(&self.fields, "toCurrencySymbol").unwrap_or_default();
        let amount = text(&self.fields, "toAmount").and_then(|text| Amount::parse(&text).ok());
        let price = amount.and_then(|amount| rates::price(&from, &to, &amount, now));
        if let Some(price) = price {
            self.fields.set_text("fromAmount", &price.amount);
            self.fields.set_text("rate", &price.rate);
        }
    }

    /// Locks the rate, and tells where the deposit goes.
    fn lock(&mut self, number: u64, now: Millis) {
        if text(&self.fields, "fromAmount").is_none() {
            self.quote(now);
        }
        self.set_time_once("quoteApprovedDate", now);
        let from = text(&self.fields, "fromCurrencySymbol").unwrap_or_default();
        let told: Vec<(&str, String)> = match rates::network(&from) {
            Some(network) => vec![
                ("walletAddress", wallet(number)),
                ("network", network.to_owned()),
            ],
            None => vec![
                ("bankName", "Cedar Simulated Bank".to_owned()),
                ("nameOnAccount", "Cedar Client Deposits".to_owned()),
                ("accountNumber", format!("{:010}", number % 10_000_000_000)),
                ("bankAddress", "1 Example Street, London".to_owned()),
                ("reference", format!("CDR-{number}")),
                ("swiftCode", "CDRSGB2L".to_owned()),
            ],
        };
        for (name, value) in told {
            self.fields.set_text(name, &value);
        }
    }

    /// The deposit arrives, if it has not.
    pub fn receive_deposit(&mut self, now: Millis) {
        if text(&self.fields, "depositReceivedAmount").is_some() {
            return;
        }
        let whole = text(&self.fields, "fromAmount");
        let Some(amount) = self.short.take().or(whole) else {
            return;
        };
        self.fields.set_text("depositReceivedAmount", &amount);
        set_time(&mut self.fields, "depositReceivedDate", now);
    }

    /// Whether less arrived than was asked for.
    fn is_underpaid(&self) -> bool {
        let amount = |name| Amount::parse(&text(&self.fields, name)?).ok()?.decimal();
        match (amount("depositReceivedAmount"), amount("fromAmount")) {
            (Some(received), Some(wanted)) => received < wanted,
            _ => true,
        }
    }

    fn set_time_once(&mut self, name: &str, now: Millis) {
        if self.fields.time(name).read().is_none() {
            set_time(&mut self.fields, name, now);
        }
    }

    /// Does what is due by itself; gives what is to be announced.
    pub fn pass(&mut self, number: u64, pace: Pace, origin: &str, now: Millis) -> Option<Event> {
        self.due = None;
        match self.stage().as_str() {
            "PENDING" => {
                self.quote(now);
                // Without a quote it waits for a person at the partner's.
                text(&self.fields, "fromAmount")?;
                self.enter(number, "AWAITING_QUOTE_APPROVAL", pace, now);
            }
            "AWAITING_QUOTE_APPROVAL" => {
                if self.quote_is_over(now) {
                    self.enter(number, "EXPIRED", pace, now);
                } else {
                    self.quote(now);
                    set_time(&mut self.fields, "lastUpdateTime", now);
                    let next = after(now, pace.requote_ms);
                    self.due = self.quote_until.map(|until| until.min(next)).or(Some(next));
                    return None;
                }
            }
            "AWAITING_DEPOSIT" => {
                self.receive_deposit(now);
                set_time(&mut self.fields, "lastUpdateTime", now);
                return None;
            }
            // What is short waits for the rest.
            "IN_PROGRESS" if self.is_underpaid() => return None,
            "IN_PROGRESS" => self.enter(number, "COMPLETED", pace, now),
            "COMPLETED" => return self.confirm_further(number, pace, origin, now),
            _ => return None,
        }
        Some(news::of_transaction(number, &self.fields))
    }

    /// Whether its quote can't be approved any more.
    pub fn quote_is_over(&self, now: Millis) -> bool {
        self.quote_until.is_some_and(|until| until <= now)
    }

    /// The payout confirmation begins, or its document comes.
    pub fn confirm_further(
        &mut self,
        number: u64,
        pace: Pace,
        origin: &str,
        now: Millis,
    ) -> Option<Event> {
        let before = self
            .confirmation
            .as_ref()
            .and_then(|one| text(one, "status"));
        let status = match before.as_deref() {
            None => "PENDING",
            Some(before) => CONFIRMATION.iter().find(|(from, _, _)| *from == before)?.1,
        };
        self.set_confirmation(number, status, origin, now);
        let goes_on = !self.of_day && !is_end(CONFIRMATION, status);
        self.due = goes_on.then(|| after(now, pace.telex_ms));
        Some(news::of_confirmation(number, self.confirmation.as_ref()?))
    }

    /// Gives its payout confirmation a status; it begins if there is none. One that has arrived
    /// tells where its document is.
    pub fn set_confirmation(&mut self, number: u64, status: &str, origin: &str, now: Millis) {
        let confirmation = self.confirmation.get_or_insert_with(|| {
            let mut fields = Fields::new();
            set_number(&mut fields, "id", number);
            set_number(&mut fields, "businessRequestId", number);
            set_raw(&mut fields, "url", "null");
            set_time(&mut fields, "creationTime", now);
            fields
        });
        confirmation.set_text("status", status);
        if status.contains("ARRIVED") {
            let document = format!("{origin}/files/telex-{number}/confirmation.txt");
            confirmation.set_text("url", &document);
        }
        set_time(confirmation, "lastUpdateTime", now);
    }
}

/// A wallet address that looks like one.
fn wallet(number: u64) -> String {
    let mut rng = fastrand::Rng::with_seed(number);
    let digits = (0..20).map(|_| format!("{:02x}", rng.u8(..)));
    format!("0x{}", digits.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = Millis(1_767_603_600_000);
    const PACE: Pace = Pace {
        unsubmitted_ms: 1,
        file_life_ms: 1,
        approval_ms: 1,
        quote_ms: 10,
        requote_ms: 60_000,
        quote_life_ms: 90_000,
        deposit_ms: 20,
        payout_ms: 30,
        telex_ms: 40,
    };

    fn at(ms: i64) -> Millis {
        Millis(NOW.0 + ms)
    }

    fn begun(kind: TransactionKind, from: &str) -> Transaction {
        let mut fields = Fields::new();
        fields.set_text("fromCurrencySymbol", from);
        fields.set_text("toCurrencySymbol", "USD");
        fields.set_text("toAmount", "5000.0");
        let mut one = Transaction::new(kind, fields);
        one.enter(7, "PENDING", PACE, NOW);
        one
    }

    fn pass(one: &mut Transaction, now: Millis) -> Option<String> {
        one.pass(7, PACE, "http://127.0.0.1:1", now)
            .map(|event| event.status)
    }

    #[test]
    fn a_quote_is_renewed_until_it_is_over_and_then_it_expires() {
        let mut one = begun(TransactionKind::EndToEnd, "NGN");
        assert_eq!(one.due, Some(at(10)));
        let quoted = pass(&mut one, at(10));
        assert_eq!(quoted.as_deref(), Some("OnOff_AWAITING_QUOTE_APPROVAL"));
        let first = text(&one.fields, "fromAmount").unwrap();
        assert_eq!(one.due, Some(at(60_010)));
        assert_eq!(pass(&mut one, at(60_010)), None, "no status changed");
        assert_ne!(
            text(&one.fields, "fromAmount").unwrap(),
            first,
            "the rate moved"
        );
        assert!(!one.quote_is_over(at(90_009)));
        assert_eq!(one.due, Some(at(90_010)), "the quote's end comes first");
        assert_eq!(pass(&mut one, at(90_010)).as_deref(), Some("OnOff_EXPIRED"));
        assert_eq!((one.due, one.is_open()), (None, false));
    }

    #[test]
    fn an_approved_quote_keeps_its_amount_and_the_deposit_arrives() {
        let mut one = begun(TransactionKind::Collection, "NGN");
        pass(&mut one, at(10));
        let locked = text(&one.fields, "fromAmount");
        one.enter(7, "AWAITING_DEPOSIT", PACE, at(50_000));
        assert_eq!(text(&one.fields, "fromAmount"), locked);
        assert_eq!(pass(&mut one, at(50_020)), None);
        assert_eq!(text(&one.fields, "depositReceivedAmount"), locked);
        one.enter(7, "IN_PROGRESS", PACE, at(50_030));
        assert_eq!(
            pass(&mut one, at(50_060)).as_deref(),
            Some("Receive_COMPLETED")
        );
        assert_eq!(pass(&mut one, at(50_100)).as_deref(), Some("PENDING"));
        assert_eq!(pass(&mut one, at(50_140)).as_deref(), Some("TELEX_ARRIVED"));
        assert_eq!((pass(&mut one, at(50_180)), one.due), (None, None));
    }

    #[test]
    fn what_cannot_be_reckoned_waits_and_a_word_that_nobody_knows_stands() {
        let mut one = begun(TransactionKind::Payout, "USDC (ERC-20)");
        one.fields
            .set_text("toAmount", "12345678901234567890123456789012345678");
        assert_eq!((pass(&mut one, at(10)), one.due), (None, None));
        assert_eq!(one.stage(), "PENDING");
        one.enter(7, "ON_HOLD", PACE, at(20));
        assert_eq!(
            text(&one.fields, "clientStatus").as_deref(),
            Some("ON_HOLD")
        );
    }
}
