//! How old what was shown may be, by a clock that is moved.

use super::{Partner, approval_times, by, doer, id, press, stopped};
use crate::{
    api::{limits, stored},
    fixture::Fixture,
    intents::times,
};
use domain::{Clock, Environment, Millis, Policy, ProfileName, SystemClock};
use engine::{
    ApiRoom, Approvals, DataFolder, HeldCredentials, Intents,
    api::RoomParts,
    approvals::{Freeze, Stop},
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

#[tokio::test]
async fn what_was_shown_longer_ago_than_the_policy_says_is_not_approved() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
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
    let policy = Policy::for_one();
    let minutes = i64::from(policy.expires_after_minutes);
    approvals
        .change_policy(policy, "", doer("Ada"))
        .await
        .unwrap();
    approvals.verify().await.unwrap();
    let drawer = approvals.open(id(transaction), None, by()).await.unwrap();
    let late = async |minutes: i64| {
        clock.ahead.store(minutes * 60_000, Ordering::Relaxed);
        stopped(approvals.press(&drawer.id, press(&drawer), by()).await)
    };
    assert!(matches!(late(minutes + 1).await, Stop::TooOld(_)));
    // Still young enough: now it is the clock that the partner's answers belie.
    let stop = late(minutes - 1).await;
    let is_clock = matches!(&stop, Stop::Frozen(why) if matches!(why[0], Freeze::ClockOff { .. }));
    assert!(is_clock, "{stop:?}");
    assert_eq!(partner.counts("quote"), (0, 0));
}
