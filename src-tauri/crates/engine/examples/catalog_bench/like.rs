//! Whether a transaction like one that is wanted was made, over a day with many calls.

use super::{Bench, Failure, append, listed};
use domain::{
    Amount, Clock, MerchantId, Millis, PartnerNumber, ReceiverAccountId,
    record::{KIND_OBSERVATION, PART_ANSWER_HASH, PART_BODY, PART_DETAIL, SUBJECT_CALLS},
};
use engine::flows::duplicates::{Wanted, duplicates};
use ledger::{EntryDraft, Writer, WriterOptions};
use std::time::Duration;

/// The most calls that are looked through.
const CALLS: u64 = 5_000;
const ROUNDS: usize = 20;
/// It is asked while a person types, and once more at the press.
const LIKE_MAX: Duration = Duration::from_millis(300);

/// A read of one transaction.
fn single(number: u64) -> Result<EntryDraft, serde_json::Error> {
    let body = listed::transaction(number).to_string();
    let at = listed::BEGIN_MS + i64::try_from(number).unwrap_or_default();
    let facts = listed::facts("get_payout", at, (body.len(), None));
    Ok(EntryDraft {
        kind: KIND_OBSERVATION.to_owned(),
        recorded_ms: at + 80,
        subjects: vec![SUBJECT_CALLS.to_owned(), format!("transaction:{number}")],
        about: None,
        facts: serde_json::to_string(&facts)?,
        parts: vec![
            listed::part(PART_ANSWER_HASH, "0".repeat(64)),
            listed::part(PART_BODY, body),
            listed::part(PART_DETAIL, "It was answered.".to_owned()),
        ],
    })
}

impl Bench {
    /// In a ledger of its own, where each call showed another transaction.
    pub async fn like(&mut self) -> Result<(), Failure> {
        let folder = tempfile::tempdir()?;
        let writer = Writer::open(folder.path(), WriterOptions::default()).await?;
        for number in 1..=CALLS {
            append(&writer, single(number)?).await?;
        }
        let reader = writer.reader();
        let amount = Amount::parse("7.000000000000000001")?;
        let wanted = Wanted {
            source: MerchantId::from(PartnerNumber::try_from(8)?),
            account: ReceiverAccountId::from(PartnerNumber::try_from(7)?),
            amount: &amount,
        };
        let now = Millis(listed::BEGIN_MS + 3_600_000);
        let mut taken = Vec::new();
        for _ in 0..ROUNDS {
            let started = self.clock.monotonic();
            let found = duplicates(&reader, wanted, now).await?.like.len();
            taken.push(self.clock.monotonic() - started);
            if found != 1 {
                return Err(format!("{found} transactions are like it").into());
            }
        }
        writer.close().await;
        let what = format!("one like it is found over {CALLS} calls");
        self.judge(&what, taken, LIKE_MAX)
    }
}
