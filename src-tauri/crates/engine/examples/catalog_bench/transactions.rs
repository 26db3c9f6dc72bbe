//! Lists of many transactions: each order, filters, searches, how long steps take.

use super::{Bench, Failure, PAGE_MAX, PAGE_ROWS, ROUNDS, SEARCH_MAX};
use catalog::{AskTransactions, TransactionSort};
use domain::{Clock, Millis, PartnerNumber};
use std::time::Duration;

fn ask(change: impl FnOnce(&mut AskTransactions)) -> AskTransactions {
    let mut ask = AskTransactions {
        limit: PAGE_ROWS,
        ..AskTransactions::default()
    };
    change(&mut ask);
    ask
}

impl Bench {
    /// All that the list of transactions is asked for.
    pub async fn transactions(&mut self) -> Result<(), Failure> {
        use TransactionSort::{Changed, Created, Number, StatusSince};
        for sort in [Number, Created, Changed, StatusSince] {
            let what = format!("transactions open, by {sort:?}");
            self.asked(&what, &ask(|ask| ask.sort = sort), PAGE_MAX)
                .await?;
        }
        let middle = self.merchants / 2;
        let merchant = Some(PartnerNumber::try_from(middle % 5_000 + 1)?);
        let status = |word: &str| vec![word.to_owned()];
        let made = super::listed::BEGIN_MS + i64::try_from(middle)? * 1000;
        let deep = format!("{middle}:{made}");
        let until = Some(Millis(super::listed::BEGIN_MS + 1_000_000));
        for (what, ask) in [
            ("a page further down", ask(|ask| ask.after = Some(deep))),
            (
                "a rare status",
                ask(|ask| ask.statuses = status("AWAITING_DEPOSIT")),
            ),
            (
                "a status of none",
                ask(|ask| ask.statuses = status("EXPIRED")),
            ),
            ("one merchant's", ask(|ask| ask.merchant = merchant)),
            (
                "a currency",
                ask(|ask| ask.currency = Some("EUR".to_owned())),
            ),
            ("a span", ask(|ask| ask.until = until)),
        ] {
            self.asked(&format!("transactions, {what}"), &ask, PAGE_MAX)
                .await?;
        }
        let last = format!("ref-{}", self.merchants);
        for (what, text) in [
            ("one reference", last.as_str()),
            ("a merchant's name", "trading"),
            ("Arabic", "النُّور"),
            ("what none has", "nothing is called so"),
        ] {
            let ask = ask(|ask| text.clone_into(&mut ask.search));
            self.asked(&format!("transactions, search, {what}"), &ask, SEARCH_MAX)
                .await?;
        }
        let mut taken = Vec::new();
        for _ in 0..ROUNDS {
            let started = self.clock.monotonic();
            self.catalog.median_stay("PENDING").await?;
            taken.push(self.clock.monotonic() - started);
        }
        self.judge("how long a step takes", taken, PAGE_MAX)
    }

    async fn asked(
        &mut self,
        what: &str,
        ask: &AskTransactions,
        limit: Duration,
    ) -> Result<(), Failure> {
        let mut taken = Vec::new();
        let mut rows = 0;
        for _ in 0..ROUNDS {
            let started = self.clock.monotonic();
            rows += self.catalog.transactions(ask).await?.rows.len();
            taken.push(self.clock.monotonic() - started);
        }
        self.judge(&format!("{what} ({rows} rows)"), taken, limit)
    }
}
