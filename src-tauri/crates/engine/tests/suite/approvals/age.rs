//! How old what was shown may be, and a change of details be, by a clock that is moved.

use super::{
    DONE, Partner, approval_times, by, doer, id, limited, partner::QUOTED, press, stopped,
};
use crate::{
    api::{limits, stored},
    fixture::Fixture,
    intents::times,
    server::Server,
};
use domain::{Clock, Environment, Millis, Policy, ProfileName, SystemClock};
use engine::{
    ApiRoom, Approvals, DataFolder, DetailsWatch, HeldCredentials, IntentError, Intents,
    api::RoomParts,
    approvals::{Drawer, Freeze, Pressed, Stop, Warning},
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};
use tokio::sync::watch;

/// The system's clock, so many milliseconds ahead.
struct Moved {
    clock: SystemClock,
    ahead: AtomicI64,
}

impl Clock for Moved {
    fn now(&self) -> Millis {
        Millis(self.clock.now().0 + self.ahead.load(Ordering::Relaxed))
    }

    fn monotonic(&self) -> Duration {
        self.clock.monotonic()
    }
}

/// Approvals whose clock can be moved.
struct Aged {
    approvals: Approvals,
    clock: Arc<Moved>,
    fixture: Fixture,
    _data: tempfile::TempDir,
    _held: watch::Sender<HeldCredentials>,
    _fall: watch::Sender<Option<engine::rate_fall::Fall>>,
}

impl Aged {
    async fn open(server: &Server) -> Self {
        Self::with(server, Policy::for_one()).await
    }

    async fn with(server: &Server, policy: Policy) -> Self {
        let url = format!("http://{}/bpapi", server.address);
        let folder = tempfile::tempdir().unwrap();
        let data = DataFolder::open(&folder.path().join("data")).unwrap();
        let name = ProfileName::parse("acme").unwrap();
        let fixture = Fixture::open().await;
        let held = watch::Sender::new(HeldCredentials::Held(stored(&url)));
        let clock = Arc::new(Moved {
            clock: SystemClock::start(),
            ahead: AtomicI64::new(0),
        });
        let room = ApiRoom::open(RoomParts {
            folder: data.profile_or_new(&name, Environment::Sandbox).unwrap(),
            environment: Environment::Sandbox,
            writer: fixture.writer.clone(),
            clock: clock.clone(),
            held: held.subscribe(),
            limits: limits(),
        });
        let room = Arc::new(room.unwrap());
        room.change_file(|file| file.base_url = Some(url)).unwrap();
        let intents = Intents::open(Arc::clone(&room), times()).await.unwrap();
        let fall = watch::Sender::new(None);
        let approvals = Approvals::new(intents, room, approval_times(), fall.subscribe());
        let set = approvals.change_policy(policy, "", doer("Ada"));
        set.await.unwrap();
        approvals.verify().await.unwrap();
        Self {
            approvals,
            clock,
            fixture,
            _data: folder,
            _held: held,
            _fall: fall,
        }
    }

    /// Moves the clock so many minutes ahead of the system's, or behind it.
    fn at(&self, minutes: i64) {
        self.clock.ahead.store(minutes * 60_000, Ordering::Relaxed);
    }

    async fn drawer(&self, transaction: u64) -> Drawer {
        let opened = self.approvals.open(id(transaction), None, by());
        opened.await.unwrap()
    }

    /// The same for both: the partner's clock agrees.
    fn both_at(&self, partner: &Partner, minutes: i64) {
        self.at(minutes);
        partner.world().clock = Some(minutes * 60);
    }

    async fn approve(&self, transaction: u64) -> Result<Pressed, IntentError> {
        let drawer = self.drawer(transaction).await;
        self.approvals.press(&drawer.id, press(&drawer), by()).await
    }

    /// When the drawer says that the account's details changed, and which entry shows it.
    async fn changed(&self, transaction: u64) -> Option<(Millis, u64)> {
        let warnings = self.drawer(transaction).await.warnings;
        warnings.into_iter().find_map(|one| match one {
            Warning::DetailsChanged(seen) => Some((seen.at, seen.entry)),
            _ => None,
        })
    }
}

#[tokio::test]
async fn what_was_shown_longer_ago_than_the_policy_says_is_not_approved() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let aged = Aged::open(&server).await;
    let minutes = i64::from(Policy::for_one().expires_after_minutes);
    let drawer = aged.drawer(transaction).await;
    let late = async |minutes: i64| {
        aged.at(minutes);
        stopped(aged.approvals.press(&drawer.id, press(&drawer), by()).await)
    };
    assert!(matches!(late(minutes + 1).await, Stop::TooOld(_)));
    // Still young enough: now it is the clock that the partner's answers belie.
    let stop = late(minutes - 1).await;
    let is_clock = matches!(&stop, Stop::Frozen(why) if matches!(why[0], Freeze::ClockOff { .. }));
    assert!(is_clock, "{stop:?}");
    assert_eq!(partner.counts("quote"), (0, 0));
}

#[tokio::test]
async fn details_that_changed_yesterday_are_warned_of_however_often_they_were_read_since() {
    const DAY: i64 = 24 * 60;
    /// More than are looked through for a change.
    const READS: usize = 120;
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let aged = Aged::open(&server).await;
    aged.at(-9 * DAY);
    assert_eq!(aged.changed(transaction).await, None);
    aged.at(-8 * DAY);
    partner.set_account(5, "accountNumber", "\"0099999999\"");
    assert!(aged.changed(transaction).await.is_some());
    aged.at(-DAY);
    assert_eq!(aged.changed(transaction).await, None, "a week is over");
    partner.set_account(5, "bankName", "\"Another\"");
    let shown = aged.drawer(transaction).await.shown.entries[1];
    aged.at(0);
    let (at, entry) = aged.changed(transaction).await.unwrap();
    let age = doer("x").now.0 - at.0;
    assert!((age - DAY * 60_000).abs() < 60_000, "{age}");
    assert_eq!(entry, shown);
    let writer = aged.fixture.writer.clone();
    let mut marks = DetailsWatch::open(writer, &aged.fixture.dir()).unwrap();
    assert_eq!(marks.catch_up().await.unwrap(), 2);
    for _ in 0..READS {
        aged.drawer(transaction).await;
    }
    assert_eq!(
        aged.changed(transaction).await.map(|(_, entry)| entry),
        Some(shown)
    );
}

#[tokio::test]
async fn the_days_sum_is_of_the_24_hours_before() {
    const HOUR: i64 = 60;
    let (partner, server) = Partner::start().await;
    let (one, two) = (partner.quoted(), partner.quoted());
    // One quote a day is within the limit.
    let aged = Aged::with(&server, limited(Policy::for_one(), QUOTED, QUOTED)).await;
    aged.both_at(&partner, -25 * HOUR);
    assert_eq!(aged.approve(one).await.unwrap().told.state(), DONE);
    aged.both_at(&partner, -2 * HOUR);
    let within = stopped(aged.approve(two).await);
    assert!(matches!(within, Stop::Refused(_)), "{within:?}");
    aged.both_at(&partner, 0);
    assert_eq!(aged.approve(two).await.unwrap().told.state(), DONE);
    assert_eq!(partner.counts("quote"), (2, 2));
}
