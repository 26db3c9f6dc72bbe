//! The supervisor, with providers whose sessions the test makes and cuts.

use crate::{
    receiver::{ID_HEADER, PATH, Receiver},
    rig::{Rig, clocks, free_port, soon, until, within},
};
use futures_util::future::BoxFuture;
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::sync::{Notify, mpsc, oneshot};
use tunnel::{
    Disturbance, Line, Provider, PublicUrl, Reason, SeenBy, State, Timing, power::Power,
    provider::hung_up, providers::own_url::OwnUrl, state::After,
};

/// Sessions that lead straight to the receiver, until the test cuts them.
#[derive(Clone, Default)]
struct Cuttable {
    /// Where the sessions lead instead.
    url: Option<PublicUrl>,
    cut: Arc<Notify>,
    held: Arc<AtomicUsize>,
    dials: Arc<AtomicUsize>,
    hung_up: Arc<AtomicUsize>,
    /// How many of them in order.
    in_order: Arc<AtomicUsize>,
    /// Whether it does as it is told when it is hung up.
    deaf: bool,
    /// How long its sessions take to end when they are hung up.
    slow: Duration,
    /// Whether two sessions were held at once.
    overlapped: Arc<AtomicBool>,
}

impl Provider for Cuttable {
    fn hold(&self, line: Line) -> BoxFuture<'_, Reason> {
        Box::pin(async move {
            self.dials.fetch_add(1, Ordering::SeqCst);
            if self.held.fetch_add(1, Ordering::SeqCst) > 0 {
                self.overlapped.store(true, Ordering::SeqCst);
            }
            let url = format!("http://{}", line.target);
            line.up(self.url.clone().unwrap_or(PublicUrl::parse(&url).unwrap()));
            let reason = tokio::select! {
                () = self.cut.notified() => Reason::SessionEnded { detail: "cut".to_owned() },
                () = line.hung_up.cancelled(), if !self.deaf => {
                    let in_order = usize::from(line.ends_in_order());
                    self.in_order.fetch_add(in_order, Ordering::SeqCst);
                    self.hung_up.fetch_add(1, Ordering::SeqCst);
                    tokio::time::sleep(self.slow).await;
                    hung_up()
                }
            };
            self.held.fetch_sub(1, Ordering::SeqCst);
            reason
        })
    }

    fn seen_by(&self) -> SeenBy {
        SeenBy::Unknown
    }

    fn word(&self) -> &'static str {
        "cuttable"
    }
}

/// No session ever comes up.
struct Silent;

impl Provider for Silent {
    fn hold(&self, line: Line) -> BoxFuture<'_, Reason> {
        Box::pin(async move {
            line.hung_up.cancelled().await;
            hung_up()
        })
    }

    fn seen_by(&self) -> SeenBy {
        SeenBy::Unknown
    }

    fn word(&self) -> &'static str {
        "silent"
    }
}

fn is_connecting_after(state: &State, wanted: Disturbance) -> bool {
    matches!(state, State::Connecting { after: After::Disturbed(told), .. } if *told == wanted)
}

#[tokio::test]
async fn it_is_proven_once_the_receiver_saw_a_canary_and_canaries_are_no_deliveries() {
    let mut rig = Rig::start(Cuttable::default(), soon()).await;
    rig.proven().await;
    let words: Vec<_> = std::iter::from_fn(|| rig.changes.try_recv().ok())
        .map(|change| change.status.state.word())
        .collect();
    assert_eq!(words, ["connecting", "session_up", "proven"]);
    let first = rig.tunnel.status().borrow().last_proof.unwrap();
    rig.status("the next proof", |status| status.last_proof != Some(first))
        .await;
    assert_eq!(rig.receiver.came(), []);
    rig.tunnel.stop().await;
}

#[tokio::test]
async fn a_session_that_is_cut_is_dialled_again_and_proven_anew_each_cut_a_change() {
    let provider = Cuttable::default();
    let mut rig = Rig::start(provider.clone(), soon()).await;
    for _ in 0..3 {
        rig.proven().await;
        provider.cut.notify_one();
        let reason = rig.failure().await;
        assert_eq!(reason.word(), "session_ended");
    }
    rig.proven().await;
    rig.tunnel.stop().await;
    assert_eq!(provider.held.load(Ordering::SeqCst), 0, "nothing is left");
}

#[tokio::test]
async fn a_session_that_a_person_ends_is_ended_in_order_and_one_that_is_doubtful_is_not() {
    let provider = Cuttable::default();
    let mut rig = Rig::start(provider.clone(), soon()).await;
    rig.proven().await;
    let counts = || {
        let hung_up = provider.hung_up.load(Ordering::SeqCst);
        (hung_up, provider.in_order.load(Ordering::SeqCst))
    };
    // One that comes too soon after a dial is made needless by a proof.
    while counts().0 == 0 {
        rig.tunnel.disturb(Disturbance::Asked).await;
        tokio::time::sleep(Duration::from_millis(60)).await;
    }
    rig.tunnel.turn_off().await;
    until("the one that works to end", || counts().1 == 1).await;
    let doubtful = counts().0 - 1;
    assert!(doubtful > 0);
    rig.tunnel.turn_on().await;
    rig.proven().await;
    rig.tunnel.stop().await;
    assert_eq!(counts(), (doubtful + 2, 2), "so it is at the end of all");
}

#[tokio::test]
async fn changes_that_nobody_reads_are_counted_in_the_next_one_that_is_told() {
    let mut rig = Rig::start(Silent, soon()).await;
    // More than may wait, and than the handle's orders hold.
    let times = 200;
    for _ in 0..times {
        rig.tunnel.turn_off().await;
        rig.tunnel.turn_on().await;
    }
    rig.tunnel.disturb(Disturbance::Asked).await;
    let (mut counted, mut missed) = (0, 0);
    loop {
        let change = within("a change", rig.changes.recv()).await.unwrap();
        counted += 1 + change.missed;
        missed += change.missed;
        if is_connecting_after(&change.status.state, Disturbance::Asked) {
            break;
        }
        // The last one finds a place at some time.
        if rig.changes.is_empty() {
            rig.tunnel.disturb(Disturbance::Asked).await;
        }
    }
    assert!(missed > 0);
    assert!(counted > 2 * times, "each is told or counted: {counted}");
    rig.tunnel.stop().await;
}

#[tokio::test]
async fn somebody_else_who_answers_200_proves_nothing() {
    let stranger = Receiver::start(clocks()).await;
    let provider = Cuttable {
        url: Some(PublicUrl::parse(&format!("http://{}", stranger.address)).unwrap()),
        ..Cuttable::default()
    };
    let timing = Timing {
        canary_timeout: Duration::from_millis(500),
        ..soon()
    };
    let mut rig = Rig::start(provider, timing).await;
    let unseen = Reason::CanaryUnseen {
        seconds: 0,
        status: Some(200),
    };
    assert_eq!(rig.failure_of(|reason| *reason == unseen).await, unseen);
    assert_eq!(stranger.came()[0].path, PATH);
    assert_eq!(rig.tunnel.status().borrow().last_proof, None);
    rig.tunnel.stop().await;
}

#[tokio::test]
async fn an_own_url_that_leads_nowhere_says_so_and_the_secret_path_is_not_in_it() {
    let url = format!("http://127.0.0.1:{}", free_port());
    let mut rig = Rig::start(OwnUrl::new(PublicUrl::parse(&url).unwrap()), soon()).await;
    let reason = rig.failure().await;
    assert_eq!(reason.word(), "canary_unsent");
    assert!(
        !format!("{reason} {reason:?}").contains("secret"),
        "{reason}"
    );
    rig.tunnel.stop().await;
}

#[tokio::test]
async fn a_relay_that_alters_bodies_is_found_out() {
    let altering = crate::fidelity::altering().await;
    let provider = Cuttable {
        url: Some(altering.url()),
        ..Cuttable::default()
    };
    let mut rig = Rig::start(provider, soon()).await;
    altering.leads_to(rig.receiver.address);
    let altered = |reason: &Reason| *reason == Reason::CanaryAltered;
    rig.failure_of(altered).await;
    assert_eq!(rig.tunnel.status().borrow().last_proof, None);
    rig.tunnel.stop().await;
}

#[tokio::test]
async fn a_verified_delivery_proves_it_where_no_canary_can_go_out() {
    let nowhere = format!("http://127.0.0.1:{}", free_port());
    let provider = Cuttable {
        url: Some(PublicUrl::parse(&nowhere).unwrap()),
        ..Cuttable::default()
    };
    let timing = Timing {
        backoff_first: Duration::from_secs(60),
        backoff_max: Duration::from_secs(60),
        canary_every: Duration::from_secs(60),
        ..soon()
    };
    let mut rig = Rig::start(provider.clone(), timing).await;
    let waits = |state: &State| {
        matches!(state, State::Failing { session_up: true, next_try: Some(next), .. }
            if *next > Duration::from_secs(20))
    };
    rig.status("a wait", |status| waits(&status.state)).await;
    let State::Failing { since, .. } = rig.tunnel.status().borrow().state.clone() else {
        panic!("it waits");
    };
    // It came just now, through the session that is up.
    rig.arrivals.verified(since);
    loop {
        let change = within("a proof", rig.changes.recv()).await.unwrap();
        if change.status.state.is_proven() {
            assert_eq!(change.status.last_proof, Some(since));
            break;
        }
    }
    rig.tunnel.stop().await;
}

#[tokio::test]
async fn waking_up_dials_at_once() {
    let provider = Cuttable::default();
    let (tell, power) = mpsc::channel(4);
    let mut rig = Rig::with(provider.clone(), soon(), power, clocks()).await;
    rig.proven().await;
    let (done, hung_up) = oneshot::channel();
    tell.send(Power::Sleeps(done)).await.unwrap();
    within("the end of the session", hung_up).await.unwrap();
    assert_eq!(
        provider.held.load(Ordering::SeqCst),
        0,
        "before the machine sleeps"
    );
    assert_eq!(rig.failure().await, Reason::Asleep);
    tell.send(Power::Woke).await.unwrap();
    loop {
        let change = within("a dial", rig.changes.recv()).await.unwrap();
        if is_connecting_after(&change.status.state, Disturbance::Woke) {
            break;
        }
    }
    rig.proven().await;
    rig.tunnel.stop().await;
}

#[tokio::test]
async fn a_clock_that_jumps_is_noticed() {
    let provider = Cuttable::default();
    let began = tokio::time::Instant::now();
    let ahead = Arc::new(AtomicUsize::new(0));
    let jumps = Arc::clone(&ahead);
    let clocks: tunnel::tunnel::Clocks = Arc::new(move || {
        let steady = began.elapsed();
        let ahead = i64::try_from(jumps.load(Ordering::SeqCst)).unwrap();
        tunnel::Moment {
            wall_ms: i64::try_from(steady.as_millis()).unwrap() + ahead,
            steady,
        }
    });
    let mut rig = Rig::timed(provider, soon(), clocks).await;
    rig.proven().await;
    ahead.store(3_600_000, Ordering::SeqCst);
    loop {
        let change = within("a dial", rig.changes.recv()).await.unwrap();
        if is_connecting_after(&change.status.state, Disturbance::ClockJumped) {
            break;
        }
    }
    rig.tunnel.stop().await;
}

#[tokio::test]
async fn a_session_that_does_not_end_when_it_is_hung_up_is_dropped() {
    let provider = Cuttable {
        deaf: true,
        ..Cuttable::default()
    };
    let mut rig = Rig::start(provider.clone(), soon()).await;
    rig.proven().await;
    within("the end", rig.tunnel.stop()).await;
    let is_dropped = || Arc::strong_count(&provider.cut) == 1;
    until("its end: nobody holds it any more", is_dropped).await;
}

#[tokio::test]
async fn the_next_session_begins_only_when_the_last_one_has_ended() {
    let provider = Cuttable {
        slow: Duration::from_millis(200),
        ..Cuttable::default()
    };
    let mut rig = Rig::start(provider.clone(), soon()).await;
    for dials in 1..4 {
        rig.proven().await;
        assert_eq!(provider.dials.load(Ordering::SeqCst), dials);
        let session = rig.tunnel.status().borrow().last_proof.unwrap().steady;
        rig.status("another proof", |status| {
            status
                .last_proof
                .is_some_and(|proof| proof.steady > session)
        })
        .await;
        rig.tunnel.disturb(Disturbance::Asked).await;
        rig.status("a dial", |status| status.state.word() == "connecting")
            .await;
    }
    rig.proven().await;
    rig.tunnel.stop().await;
    assert!(!provider.overlapped.load(Ordering::SeqCst));
}

#[tokio::test]
async fn turned_off_it_holds_nothing_and_turned_on_it_is_proven_again() {
    let provider = Cuttable::default();
    let mut rig = Rig::start(provider.clone(), soon()).await;
    rig.proven().await;
    rig.tunnel.turn_off().await;
    until("its end", || provider.held.load(Ordering::SeqCst) == 0).await;
    assert_eq!(rig.tunnel.status().borrow().state, State::Off);
    rig.tunnel.turn_on().await;
    rig.proven().await;
    rig.tunnel.stop().await;
    assert_eq!(provider.hung_up.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_canary_that_is_sent_again_by_a_stranger_is_neither_a_proof_nor_a_delivery() {
    let spy = crate::fidelity::spying().await;
    let provider = Cuttable {
        url: Some(spy.url()),
        ..Cuttable::default()
    };
    let timing = Timing {
        canary_every: Duration::from_secs(30),
        ..soon()
    };
    let mut rig = Rig::start(provider, timing).await;
    spy.leads_to(rig.receiver.address);
    rig.proven().await;
    let proof = rig.tunnel.status().borrow().last_proof;
    let request = spy.seen();
    assert!(
        String::from_utf8_lossy(&request)
            .to_lowercase()
            .contains(ID_HEADER)
    );
    let answer = crate::fidelity::raw(rig.receiver.address, &request).await;
    assert!(answer.starts_with(b"HTTP/1.1 200"));
    assert_eq!(rig.receiver.came(), []);
    assert_eq!(rig.tunnel.status().borrow().last_proof, proof);
    rig.tunnel.stop().await;
}
