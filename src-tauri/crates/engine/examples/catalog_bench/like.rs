//! Whether a transaction like one that is wanted was made, over a day with many calls.

use super::{Bench, Failure, append, listed};
use domain::{Amount, Clock, MerchantId, Millis, PartnerNumber, ReceiverAccountId};
use engine::flows::duplicates::{Wanted, duplicates};
use ledger::{Writer, WriterOptions};
use std::time::Duration;

/// The most calls that are looked through.
const CALLS: u64 = 5_000;
const ROUNDS: usize = 20;
/// It is asked while a person types, and once more at the press.
const LIKE_MAX: Duration = Duration::from_millis(300);

impl Bench {
    /// In a ledger of its own, where each call showed another transaction.
    pub async fn like(&mut self) -> Result<(), Failure> {
        let folder = tempfile::tempdir()?;
        let writer = Writer::open(folder.path(), WriterOptions::default()).await?;
        for number in 1..=CALLS {
            append(&writer, listed::single(number)?).await?;
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
