//! One life of the program over a ledger that outlives it.

use crate::api::{limits, stored};
use domain::{Environment, ProfileName, SystemClock};
use engine::{
    ApiRoom, Approvals, DataFolder, HeldCredentials, Intents, Times,
    api::RoomParts,
    approvals::{ApprovalTimes, watch},
    intents::tend,
};
use ledger::{LedgerError, Reader, Writer, WriterOptions};
use std::{net::SocketAddr, path::Path, sync::Arc, time::Duration};
use tokio::sync::watch as channel;

pub struct Life {
    pub intents: Arc<Intents>,
    pub approvals: Approvals,
    writer: Writer,
    _held: channel::Sender<HeldCredentials>,
    _fall: channel::Sender<Option<engine::rate_fall::Fall>>,
}

fn times() -> Times {
    Times {
        first: Duration::from_millis(2),
        most: Duration::from_millis(8),
        settle: Duration::from_millis(30),
    }
}

/// The writer of the life before may still be ending.
async fn writer(dir: &Path) -> Writer {
    let opened = async {
        loop {
            match Writer::open(&dir.join("ledger"), WriterOptions::default()).await {
                Ok(writer) => return writer,
                Err(LedgerError::InUse) => {
                    tokio::time::sleep(Duration::from_millis(2)).await;
                }
                Err(error) => panic!("{error}"),
            }
        }
    };
    let in_time = tokio::time::timeout(Duration::from_secs(30), opened).await;
    in_time.unwrap_or_else(|_| panic!("the ledger is still held"))
}

impl Life {
    pub async fn open(dir: &Path, address: SocketAddr) -> Self {
        let url = format!("http://{address}/bpapi");
        let data = DataFolder::open(&dir.join("data")).unwrap();
        let name = ProfileName::parse("acme").unwrap();
        let folder = data.profile_or_new(&name, Environment::Sandbox).unwrap();
        let writer = writer(dir).await;
        let held = channel::Sender::new(HeldCredentials::Held(stored(&url)));
        let room = ApiRoom::open(RoomParts {
            folder,
            environment: Environment::Sandbox,
            writer: writer.clone(),
            clock: Arc::new(SystemClock::start()),
            held: held.subscribe(),
            limits: limits(),
        });
        let room = Arc::new(room.unwrap());
        room.change_file(|file| file.base_url = Some(url)).unwrap();
        let intents = Intents::open(Arc::clone(&room), times()).await.unwrap();
        let fall = channel::Sender::new(None);
        let approval_times = ApprovalTimes {
            again: Duration::from_millis(3),
            ..super::super::approval_times()
        };
        let approvals =
            Approvals::new(Arc::clone(&intents), room, approval_times, fall.subscribe());
        tokio::spawn(tend(Arc::clone(&intents), || {}));
        tokio::spawn(watch(approvals.clone(), || {}));
        Self {
            intents,
            approvals,
            writer,
            _held: held,
            _fall: fall,
        }
    }

    /// How many entries its ledger has, as they come.
    pub fn committed(&self) -> channel::Receiver<u64> {
        self.writer.committed()
    }

    pub fn reader(&self) -> Reader {
        self.writer.reader()
    }
}
